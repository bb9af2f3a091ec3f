//! What is wrong, where, and what to do.
//!
//! In: a code, a sentence, a place. Out: [`Diagnostic`], a value that travels with the result it belongs to and is
//! printed by `report/` at the very end. A mistake in somebody's input is never an `Err` and never a log line.

mod code;
pub mod explained;

pub use code::{Code, Severity};

use std::collections::BTreeMap;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::path::input::InputPath;

/// A place in a file: bytes of its text, made into line and column when shown.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Span {
    /// The file, seen from the project folder.
    pub file: InputPath,
    /// Bytes of the file's text, without a byte-order mark.
    pub range: Range<usize>,
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// The rule that was broken.
    pub code: Code,
    /// How bad it is here.
    pub severity: Severity,
    /// One sentence in lower case without a full stop, names in backticks.
    pub message: String,
    /// The value that is wrong; `None` where no file is at fault.
    pub at: Option<Span>,
    /// What stands under the marked value, for instance what is allowed there. May be empty.
    pub label: String,
    /// Other places that belong to the finding, each with what stands there.
    pub also: Vec<(Span, String)>,
    /// What to do, one sentence each; what a program said may follow on lines of its own.
    pub help: Vec<String>,
}

impl Span {
    /// A place in a file.
    pub fn new(file: &InputPath, range: Range<usize>) -> Span {
        Span {
            file: file.clone(),
            range,
        }
    }
}

impl Diagnostic {
    /// A finding with the usual severity of its code.
    pub fn new(code: Code, message: impl Into<String>) -> Diagnostic {
        Diagnostic {
            code,
            severity: code.severity(),
            message: message.into(),
            at: None,
            label: String::new(),
            also: Vec::new(),
            help: Vec::new(),
        }
    }

    /// Says where.
    #[must_use]
    pub fn at(mut self, span: Span) -> Diagnostic {
        self.at = Some(span);
        self
    }

    /// Says what stands under the marked value.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Diagnostic {
        self.label = label.into();
        self
    }

    /// Names another place.
    #[must_use]
    pub fn also(mut self, span: Span, label: impl Into<String>) -> Diagnostic {
        self.also.push((span, label.into()));
        self
    }

    /// Says what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Diagnostic {
        self.help.push(help.into());
        self
    }
}

/// Which findings count for how much: `[catalogue.checks]` of `book.toml`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Levels {
    /// Another severity for single codes; `None` silences the code.
    pub codes: BTreeMap<Code, Option<Severity>>,
}

/// Findings as they are shown: levels applied, in the order of path, place and code, each once.
pub fn arrange(mut findings: Vec<Diagnostic>, levels: &Levels) -> Vec<Diagnostic> {
    findings.retain_mut(|finding| match levels.codes.get(&finding.code) {
        Some(Some(severity)) => {
            finding.severity = *severity;
            true
        }
        Some(None) => false,
        None => true,
    });
    findings.sort_by_cached_key(|finding| {
        let at = finding.at.as_ref();
        let place = at.map(|span| (span.file.clone(), span.range.start, span.range.end));
        (place, finding.code, finding.message.clone())
    });
    findings.dedup();
    findings
}
