//! What a page says, as plain text below each of its headings: what search reads.
//!
//! In: the steps of a page, its headings, and its blocks of code. Out: [`Said`], one for the text before the first
//! heading and one for each heading. Everything that a reader sees is in it, code included; lines of code that are
//! hidden until somebody asks for them are not, and raw HTML is not.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::markdown::block::Block;
use crate::markdown::container::Mark;
use crate::markdown::footnotes::Step;
use crate::markdown::heading::Heading;
use crate::path::anchor::Anchor;

/// How many parts are told apart; what follows belongs to the last one.
pub const MAX_PARTS: usize = 250;

/// The language of diagrams.
const DIAGRAM: &str = "mermaid";

/// What stands below a heading.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// The heading's anchor; none before the first heading.
    pub anchor: Option<Anchor>,
    /// What the heading says. Before the first heading: the title that the text begins with, if it has one.
    pub heading: String,
    /// What stands below it, in one line, code behind the prose.
    pub text: String,
}

/// What a page says below each heading, with the byte at which each part begins.
#[derive(Debug)]
pub struct Speech {
    parts: Vec<Said>,
    starts: Vec<usize>,
}

/// What the steps of a page say; code is added by [`Speech::with_code`].
pub fn speech(steps: &[(Step<'_>, Range<usize>)], headings: &[Heading]) -> Speech {
    let mut speech = Speech {
        parts: vec![Said::default()],
        starts: vec![0],
    };
    let mut headings = headings.iter();
    let (mut in_heading, mut in_code) = (false, false);
    for (number, (step, range)) in steps.iter().enumerate() {
        match step {
            Step::Event(Event::Start(Tag::Heading { .. })) => {
                in_heading = true;
                if let Some(heading) = headings.next() {
                    speech.begin(heading, number == 0 && heading.level == 1, range.start);
                }
            }
            Step::Event(Event::End(TagEnd::Heading(_))) => in_heading = false,
            Step::Event(Event::Start(Tag::CodeBlock(_))) => in_code = true,
            Step::Event(Event::End(TagEnd::CodeBlock)) => in_code = false,
            _ if in_heading || in_code => {}
            Step::Event(Event::Text(text) | Event::Code(text)) => speech.push(text),
            Step::Event(Event::SoftBreak | Event::HardBreak | Event::End(_)) if ends_word(step) => {
                speech.push(" ");
            }
            Step::Formula(formula) => speech.push(&formula.tex),
            Step::Container(Mark::TitleClose(_) | Mark::Close(_)) => speech.push(" "),
            _ => {}
        }
    }
    speech
}

/// Whether what follows is another word.
fn ends_word(step: &Step<'_>) -> bool {
    !matches!(
        step,
        Step::Event(Event::End(
            TagEnd::Emphasis
                | TagEnd::Strong
                | TagEnd::Link
                | TagEnd::Strikethrough
                | TagEnd::Superscript
                | TagEnd::Subscript
        ))
    )
}

impl Speech {
    fn begin(&mut self, heading: &Heading, is_title: bool, start: usize) {
        if is_title {
            self.last().heading.push_str(&heading.text);
        } else if self.parts.len() < MAX_PARTS {
            self.starts.push(start);
            self.parts.push(Said {
                anchor: Some(heading.anchor.clone()),
                heading: heading.text.clone(),
                text: String::new(),
            });
        } else {
            self.push(" ");
            self.push(&heading.text);
            self.push(" ");
        }
    }

    fn last(&mut self) -> &mut Said {
        self.parts
            .last_mut()
            .expect("there is a part before the first heading")
    }

    /// Adds a text. White space is written once.
    fn push(&mut self, text: &str) {
        push_plain(text, &mut self.last().text);
    }

    /// The parts, with the lines of code that are shown.
    pub fn with_code(mut self, blocks: &[Block]) -> Vec<Said> {
        for block in blocks {
            let behind = self
                .starts
                .partition_point(|start| *start <= block.range.start);
            let Some(part) = self.parts.get_mut(behind.saturating_sub(1)) else {
                continue;
            };
            let fragment = &*block.fragment;
            for (line, number) in fragment.text.lines().zip(1..) {
                let shown = match fragment.language == DIAGRAM {
                    true => description(line),
                    false if fragment.look.hidden.contains(number) => None,
                    false => Some(line),
                };
                if let Some(line) = shown {
                    push_plain(" ", &mut part.text);
                    push_plain(line, &mut part.text);
                }
            }
        }
        for part in &mut self.parts {
            part.text.truncate(part.text.trim_end().len());
            part.text.shrink_to_fit();
        }
        self.parts
    }
}

/// What a line of a diagram says to those who do not see it. The rest of its source is not shown.
fn description(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let mut names = ["accTitle:", "accDescr:"].into_iter();
    names.find_map(|name| line.strip_prefix(name))
}

fn push_plain(text: &str, out: &mut String) {
    let mut is_space = out.is_empty() || out.ends_with(' ');
    for letter in text.chars() {
        match letter.is_whitespace() {
            true if is_space => {}
            true => out.push(' '),
            false => out.push(letter),
        }
        is_space = letter.is_whitespace();
    }
}
