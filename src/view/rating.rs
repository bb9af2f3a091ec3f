//! One judgement as a template sees it.
//!
//! In: what readers see of a judgement, and the page it is shown on. Out: [`RatingView`]: figure, word and the places
//! between which its bar is drawn. The bar says nothing that figure and word do not say.

use serde::Serialize;

use crate::catalogue::entry::Mark;
use crate::declared::Basis;
use crate::generated::cell::{Position, Shown, State, Tone};
use crate::model::Measure;
use crate::path::output::PageUrl;
use crate::words::Words;

/// A judgement on a quality.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RatingView {
    /// `rated`, `implied`, `range`, `not-applicable`, `unknown`, `better`, `worse` or `both`; the last three are read
    /// from the text.
    pub state: &'static str,
    /// The number, with its sign on a scale of changes; empty where there is none.
    pub figure: String,
    /// The word. Never empty.
    pub word: String,
    /// `good`, `neutral` or `poor`.
    pub tone: &'static str,
    /// Its bar, if it has a value of the scale.
    pub bar: Option<BarView>,
    /// Why.
    pub why: Option<String>,
    /// What a range depends on.
    pub depends_on: Option<String>,
    /// What it rests on, in words; none for a reason alone.
    pub basis: Option<&'static str>,
    /// Where that can be read: a title, or an address.
    pub source: Option<String>,
    /// The arguments of the text that are about it.
    pub arguments: Vec<CitedView>,
}

/// A bar, in steps from the start of its track.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct BarView {
    /// Where it begins.
    pub start: usize,
    /// Where it ends; not before it begins.
    pub end: usize,
    /// The steps of the track.
    pub of: usize,
    /// The step of the track that means no change, on a scale of changes.
    pub centre: Option<usize>,
}

/// An argument of the text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CitedView {
    /// Whether it speaks for the entry.
    pub pro: bool,
    /// The text, as written.
    pub text: String,
    /// Where it stands.
    pub href: Option<String>,
}

/// The scale that bars are drawn on.
#[derive(Clone, Copy, Debug)]
pub struct Track {
    /// What its values say.
    pub measure: Measure,
    /// The place of no change among the values; 0 on a scale of levels.
    pub zero: usize,
    /// Whether less is better. On a scale of changes, better is drawn to the end of the line, whatever the sign.
    pub is_reversed: bool,
}

impl RatingView {
    /// The judgement, shown on the page at `own`, about an entry of the page at `page`.
    pub fn new(
        shown: &Shown,
        track: Track,
        page: &PageUrl,
        own: &PageUrl,
        words: &Words,
    ) -> RatingView {
        RatingView {
            state: state_name(shown.state),
            figure: shown.figure.clone(),
            word: shown.word.clone(),
            tone: match shown.tone {
                Tone::Good => "good",
                Tone::Neutral => "neutral",
                Tone::Poor => "poor",
            },
            bar: shown.position.map(|position| track.bar(position)),
            why: shown.why.clone(),
            depends_on: shown.depends_on.clone(),
            basis: match shown.basis {
                Basis::Argued => None,
                Basis::Measured => Some(words.measured),
                Basis::Cited => Some(words.cited),
            },
            source: shown.source.clone(),
            arguments: shown
                .arguments
                .iter()
                .map(|cited| CitedView {
                    pro: cited.is_pro,
                    text: cited.text.clone(),
                    href: cited
                        .anchor
                        .as_ref()
                        .map(|anchor| own.to(page, Some(anchor))),
                })
                .collect(),
        }
    }
}

impl Track {
    fn bar(self, position: Position) -> BarView {
        let (low, high, of) = (position.low, position.high, position.of);
        match self.measure {
            Measure::Level => BarView {
                // A single value fills the track from its start; a range is the span of its values.
                start: if low == high { 0 } else { low },
                end: high + 1,
                of,
                centre: None,
            },
            Measure::Change => {
                let last = of.saturating_sub(1);
                let place = |step: usize| match self.is_reversed {
                    true => last.saturating_sub(step),
                    false => step,
                };
                let (one, other, centre) = (place(low), place(high), place(self.zero));
                let (start, end) = (one.min(other), one.max(other));
                let is_range = low != high;
                BarView {
                    start: if is_range { start } else { start.min(centre) },
                    end: if is_range { end } else { end.max(centre) },
                    of: last,
                    centre: Some(centre),
                }
            }
        }
    }
}

/// The name of a state, for templates and styles.
pub fn state_name(state: State) -> &'static str {
    match state {
        State::Rated => "rated",
        State::Implied => "implied",
        State::Range => "range",
        State::NotApplicable => "not-applicable",
        State::Unknown => "unknown",
        State::Derived(Mark::Better) => "better",
        State::Derived(Mark::Worse) => "worse",
        State::Derived(Mark::Both) => "both",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Symbol;

    #[test]
    fn bars_fill_levels_and_diverge_from_no_change() {
        let check =
            |measure, is_reversed, (low, high): (usize, usize), expected: (usize, usize)| {
                let zero = if measure == Measure::Change { 2 } else { 0 };
                let track = Track {
                    measure,
                    zero,
                    is_reversed,
                };
                let bar = track.bar(Position {
                    low,
                    high,
                    of: 5,
                    symbol: Symbol::Bar,
                });
                assert_eq!((bar.start, bar.end), expected, "{low} to {high}");
            };
        check(Measure::Level, false, (0, 0), (0, 1));
        check(Measure::Level, true, (4, 4), (0, 5));
        check(Measure::Level, false, (1, 3), (1, 4));
        check(Measure::Change, false, (2, 2), (2, 2));
        check(Measure::Change, false, (4, 4), (2, 4));
        check(Measure::Change, false, (1, 1), (1, 2));
        check(Measure::Change, true, (4, 4), (0, 2));
        check(Measure::Change, true, (0, 0), (2, 4));
        check(Measure::Change, false, (1, 3), (1, 3));
        check(Measure::Change, true, (3, 4), (0, 1));
    }
}
