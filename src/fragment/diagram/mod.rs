//! Mermaid diagrams to drawings that follow the theme.
//!
//! In: the text of a `mermaid` block and the limits. Out: a [`Drawing`]: HTML, or none, in which case the source is
//! shown, and what is to be said about it. The steps: [`source`] reads what is asked for, [`engine`] has it drawn,
//! [`svg`] takes the drawing apart into marks, [`write`](mod@write) writes them in the words of the theme.

mod path;
mod marks;
mod width;
mod source;
mod style;
mod engine;
mod outline;
mod letters;
mod tips;
mod names;
mod svg;
mod write;

use std::ops::Range;
use std::thread;

use crate::config::DiagramLimits;
use crate::diagnostic::{Code, Diagnostic};
use crate::fragment::diagram::engine::Refusal;
use crate::fragment::diagram::source::{Finding, Source};
use crate::fragment::rendered::Part;
use crate::words::Words;

/// What became of a diagram.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Drawing {
    /// Its HTML, if it could be drawn.
    pub(crate) parts: Option<Vec<Part>>,
    /// What is wrong with it: bytes of the source, and a finding without a place.
    pub(crate) findings: Vec<(Range<usize>, Diagnostic)>,
}

/// The package recurses where diagrams nest; this is room for far more than the limits allow.
const STACK: usize = 16 << 20;

/// Draws a diagram.
pub(crate) fn draw(text: &str, is_named: bool, limits: DiagramLimits, words: &Words) -> Drawing {
    let source = match source::read(text, limits) {
        Ok(source) => source,
        Err(finding) => {
            return Drawing {
                parts: None,
                findings: vec![*finding],
            };
        }
    };
    match on_own_stack(|| sheet(&source, is_named, limits, words)) {
        Ok((parts, has_title)) => {
            let mut findings = source.notes;
            if !has_title {
                findings.insert(0, untitled(source.head));
            }
            Drawing {
                parts: Some(parts),
                findings,
            }
        }
        Err(refusal) => {
            let finding = refused(refusal, text, &source);
            let findings = std::iter::once(finding).chain(source.notes);
            Drawing {
                parts: None,
                findings: findings.collect(),
            }
        }
    }
}

/// The HTML, and whether the drawing has a title.
fn sheet(
    source: &Source,
    is_named: bool,
    limits: DiagramLimits,
    words: &Words,
) -> Result<(Vec<Part>, bool), Refusal> {
    let svg = engine::draw(&source.text, limits.statements, limits.depth)?;
    let mut sheet = svg::read(&svg).ok_or(Refusal::Empty)?;
    if sheet.title.is_none() {
        sheet.title = sheet.drawn_title();
    }
    let parts = write::write(&sheet, source.family.name(words), is_named);
    Ok((parts, sheet.title.is_some()))
}

/// Runs a package of somebody else's where neither deep recursion nor a panic of it hurts.
fn on_own_stack<T: Send>(work: impl FnOnce() -> Result<T, Refusal> + Send) -> Result<T, Refusal> {
    thread::scope(|scope| {
        let thread = thread::Builder::new()
            .stack_size(STACK)
            .spawn_scoped(scope, work);
        match thread.map(thread::ScopedJoinHandle::join) {
            Ok(Ok(result)) => result,
            Ok(Err(_)) | Err(_) => Err(Refusal::Failed(String::new())),
        }
    })
}

fn untitled(head: Range<usize>) -> Finding {
    let finding = Diagnostic::new(Code::A003, "a diagram has no title");
    let help = "say what it shows in a line `accTitle: …`, for readers who do not see it";
    (head, finding.help(help))
}

fn refused(refusal: Refusal, text: &str, source: &Source) -> Finding {
    let finding = |reason: &str| {
        let message = format!("a diagram is shown as its source, because {reason}");
        Diagnostic::new(Code::S031, message)
    };
    match refusal {
        Refusal::Syntax(reason, range) => {
            let place = range.map(|range| place(text, range));
            // The package names itself and the kind first.
            let reason = reason
                .split_once("): ")
                .map_or(reason.as_str(), |(_, reason)| reason);
            let finding = finding("its source has an error").label(line(reason));
            let help = "the text at this place does not fit the kind of the diagram";
            (place.unwrap_or(source.head.clone()), finding.help(help))
        }
        Refusal::Limit => {
            let finding = finding("laying it out would take too long");
            (source.head.clone(), finding.help("draw its parts apart"))
        }
        Refusal::Empty => {
            let finding = finding("there is nothing in it");
            (source.head.clone(), finding.help("add the first statement"))
        }
        Refusal::Failed(reason) => {
            let finding = finding("drawing it failed").label(line(&reason));
            let help = "simplify it step by step to find the statement that cannot be drawn";
            (source.head.clone(), finding.help(help))
        }
    }
}

/// The beginning of what the package says, on one line.
fn line(message: &str) -> String {
    let words: Vec<&str> = message.split_whitespace().collect();
    words.join(" ").chars().take(160).collect()
}

/// A place in the text, on the borders of characters and within one line. What is missing at the end is missed behind
/// the last word.
fn place(text: &str, range: Range<usize>) -> Range<usize> {
    let written = text.trim_end();
    let last = written.chars().next_back().map_or(0, char::len_utf8);
    let start = text.floor_char_boundary(range.start.min(written.len() - last));
    let rest = &text[start..];
    let line = start + rest.find('\n').unwrap_or(rest.len());
    let first = start + rest.chars().next().map_or(0, char::len_utf8);
    let end = text.ceil_char_boundary(range.end.min(text.len()));
    start..end.min(line).max(first.min(line)).max(start)
}
