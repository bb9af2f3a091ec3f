//! Blocks as plain text.
//!
//! In: the steps of a page. Out: what is quoted elsewhere (the first paragraph) and what is counted (words).

use pulldown_cmark::{Event, Tag, TagEnd};

use std::ops::Range;

use crate::markdown::footnotes::Step;

/// The longest excerpt, in characters.
const EXCERPT: usize = 300;

/// The most words of a label.
const MAX_LABEL: usize = 4;

/// What a page says, in short.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Digest {
    /// The text of the first paragraph, cut at a word within 300 characters.
    pub excerpt: Option<String>,
    /// How many words the page has, code left out.
    pub words: usize,
}

/// The digest of a page. Headings, code, images, raw HTML and labels are no part of the
/// excerpt.
pub fn digest(steps: &[(Step<'_>, Range<usize>)]) -> Digest {
    let mut words = 0;
    let mut excerpt: Option<String> = None;
    let mut paragraph: Option<String> = None;
    // What of the paragraph is not bold.
    let (mut plain, mut strong) = (String::new(), 0);
    let mut silent = 0;
    for (step, _) in steps {
        if let (Step::Formula(formula), 0) = (step, silent) {
            words += 1;
            if let Some(paragraph) = &mut paragraph {
                paragraph.push_str(&formula.tex);
            }
        }
        let Step::Event(event) = step else { continue };
        match event {
            Event::Start(Tag::CodeBlock(_) | Tag::Image { .. }) => silent += 1,
            Event::End(TagEnd::CodeBlock | TagEnd::Image) => silent -= 1,
            Event::Start(Tag::Paragraph) if excerpt.is_none() => {
                paragraph = Some(String::new());
                plain.clear();
            }
            Event::End(TagEnd::Paragraph) => {
                let text = paragraph.take().filter(|text| !is_label(text, &plain));
                excerpt = excerpt.or(text.filter(|text| !text.trim().is_empty()));
            }
            Event::Start(Tag::Strong) => strong += 1,
            Event::End(TagEnd::Strong) => strong -= 1,
            Event::Text(text) | Event::Code(text) if silent == 0 => {
                words += text
                    .split_whitespace()
                    .filter(|word| word.contains(char::is_alphanumeric))
                    .count();
                if let Some(paragraph) = &mut paragraph {
                    paragraph.push_str(text);
                    if strong == 0 {
                        plain.push_str(text);
                    }
                }
            }
            Event::SoftBreak | Event::HardBreak => {
                if let Some(paragraph) = &mut paragraph {
                    paragraph.push(' ');
                }
            }
            _ => {}
        }
    }
    Digest {
        excerpt: excerpt.map(|text| cut(&text)),
        words,
    }
}

/// Whether a paragraph is a label above what follows, and no sentence: a few bold words, perhaps with a colon.
fn is_label(text: &str, plain: &str) -> bool {
    let is_bold = plain.trim_matches([' ', ':']).is_empty();
    is_bold && text.split_whitespace().count() <= MAX_LABEL
}

/// A text as its author wrote it, where smart punctuation or the code of an emoji shows something else. `source` are
/// the bytes it comes from.
pub fn as_written<'t>(text: &'t str, source: &'t str) -> &'t str {
    let is_smart = matches!(text, "–" | "—" | "…" | "‘" | "’" | "“" | "”");
    match is_smart || is_emoji(text, source) {
        true => source,
        false => text,
    }
}

/// Whether a text is the character that a code such as `:tada:` stands for. `source` are the bytes it comes from.
pub fn is_emoji(text: &str, source: &str) -> bool {
    let is_code = source.len() > 2 && source.starts_with(':') && source.ends_with(':');
    is_code && !text.is_ascii() && !source.contains(char::is_whitespace)
}

/// The text in one line, cut at a word.
fn cut(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(EXCERPT) {
        None => line,
        Some((end, _)) => {
            let end = line[..end].rfind(' ').unwrap_or(end);
            format!(
                "{}…",
                line[..end]
                    .trim_end_matches([',', ';', ':', '–', '-'])
                    .trim_end()
            )
        }
    }
}
