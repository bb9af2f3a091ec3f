//! What stands in for diagrams in a program built without them.
//!
//! In: the text of a `mermaid` block. Out: a [`Drawing`] without a drawing: the source is shown, and a finding says so.

use std::ops::Range;

use crate::config::DiagramLimits;
use crate::diagnostic::{Code, Diagnostic};
use crate::fragment::rendered::Part;
use crate::words::Words;

/// What became of a diagram.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Drawing {
    /// Its HTML: none.
    pub(crate) parts: Option<Vec<Part>>,
    /// Bytes of the source, and a finding without a place.
    pub(crate) findings: Vec<(Range<usize>, Diagnostic)>,
}

/// Says that no diagram is drawn.
pub(crate) fn draw(text: &str, _is_named: bool, _limits: DiagramLimits, _words: &Words) -> Drawing {
    let message =
        "a diagram is shown as its source, because this program was built without diagrams";
    let finding = Diagnostic::new(Code::S031, message);
    let help =
        "install patternbook with its usual features, or set `diagrams = false` in `[markdown]`";
    Drawing {
        parts: None,
        findings: vec![(0..text.find('\n').unwrap_or(text.len()), finding.help(help))],
    }
}
