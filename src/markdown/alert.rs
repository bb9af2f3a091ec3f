//! Alerts written as quotes: `> [!TIP]- Title`.
//!
//! In: the steps behind the beginning of a quote. Out: [`Alert`], if its first line makes it one. `-` and `+` say that
//! it can be folded, and is or is not.

use std::ops::Range;

use pulldown_cmark::{BlockQuoteKind, Event, Tag, TagEnd};

use crate::markdown::container_line::Fold;
use crate::markdown::footnotes::{Step, Steps};
use crate::markdown::kinds::name_length;

/// The first line of an alert.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alert<'a> {
    /// The name of its kind.
    pub name: &'a str,
    /// The fold mark.
    pub fold: Fold,
    /// Where the title begins.
    start: usize,
    /// How many steps the line has, with the beginning of the paragraph and what ends the line.
    steps: usize,
    /// Whether the paragraph goes on behind the line.
    goes_on: bool,
}

impl<'a> Alert<'a> {
    /// Reads the first line of a quote.
    pub fn read(source: &'a str, steps: &[(Step<'_>, Range<usize>)]) -> Option<Alert<'a>> {
        let ((first, place), rest) = steps.split_first()?;
        if !matches!(first, Step::Event(Event::Start(Tag::Paragraph))) {
            return None;
        }
        let text = source.get(place.start..)?.strip_prefix("[!")?;
        let name = &text[..name_length(text)?];
        let behind = text[name.len()..].strip_prefix(']')?;
        let (fold, behind) = match behind.as_bytes().first() {
            Some(b'+') => (Fold::Open, &behind[1..]),
            Some(b'-') => (Fold::Closed, &behind[1..]),
            _ => (Fold::Never, behind),
        };
        let is_apart = behind.is_empty() || behind.starts_with(char::is_whitespace);
        let title = behind.trim_start_matches([' ', '\t']);
        let start = source.len() - title.len();
        let mut depth = 0_usize;
        for (count, (step, range)) in rest.iter().enumerate() {
            let is_text =
                matches!(step, Step::Event(Event::Text(text)) if text.len() == range.len());
            if !is_apart || (range.start < start && !is_text && !is_end_of_line(step)) {
                return None;
            }
            match step {
                _ if depth == 0 && is_end_of_line(step) => {
                    let goes_on = !matches!(step, Step::Event(Event::End(_)));
                    let steps = count + 2;
                    return Some(Alert {
                        name,
                        fold,
                        start,
                        steps,
                        goes_on,
                    });
                }
                // Emphasis that goes on in the next line cannot be cut.
                _ if is_end_of_line(step) => return None,
                Step::Event(Event::Start(_)) => depth += 1,
                Step::Event(Event::End(_)) => depth = depth.saturating_sub(1),
                _ => {}
            }
        }
        None
    }

    /// Takes the steps of the line away; what is in the title, and what begins the rest of the paragraph.
    pub fn take<'s>(
        &self,
        steps: &mut impl Iterator<Item = (Step<'s>, Range<usize>)>,
    ) -> (Steps<'s>, Option<(Step<'s>, Range<usize>)>) {
        let mut line: Steps<'s> = steps.take(self.steps).collect();
        line.pop();
        let mut line = line.into_iter();
        let paragraph = line.next().filter(|_| self.goes_on);
        let cut = |(step, range): (Step<'s>, Range<usize>)| {
            let missing = self.start.saturating_sub(range.start).min(range.len());
            match step {
                Step::Event(Event::Text(_)) if missing == range.len() && missing > 0 => None,
                Step::Event(Event::Text(text)) if missing > 0 => {
                    let rest = text[missing..].to_string();
                    Some((Step::Event(Event::Text(rest.into())), self.start..range.end))
                }
                step => Some((step, range)),
            }
        };
        (line.filter_map(cut).collect(), paragraph)
    }
}

/// The name of a kind that the parser knows.
pub fn name(kind: BlockQuoteKind) -> &'static str {
    match kind {
        BlockQuoteKind::Note => "note",
        BlockQuoteKind::Tip => "tip",
        BlockQuoteKind::Important => "important",
        BlockQuoteKind::Warning => "warning",
        BlockQuoteKind::Caution => "caution",
    }
}

fn is_end_of_line(step: &Step<'_>) -> bool {
    matches!(
        step,
        Step::Event(Event::SoftBreak | Event::HardBreak | Event::End(TagEnd::Paragraph))
    )
}
