//! Parts of a text around a byte, and the faults that mark them.
//!
//! In: a text and a byte or a range of it. Out: ranges of lines, words and characters, all on character borders.

use std::ops::Range;

use crate::value::node::{Fault, FaultKind};

/// The longest part of a text that a message or a help repeats.
pub(crate) const LONGEST_EXAMPLE: usize = 60;

/// A fault against the rules of YAML.
pub(crate) fn fault_at(
    range: Range<usize>,
    message: impl Into<String>,
    help: impl Into<String>,
) -> Fault {
    Fault {
        message: message.into(),
        range,
        kind: FaultKind::Syntax,
        help: help.into(),
    }
}

/// The advice to put a value in quotes, with the line as it should be if it is short.
pub(crate) fn quoted(text: &str, value: usize) -> String {
    let line = line_at(text, value);
    let range = trimmed(text, value..line.end);
    let before = &text[line.start..value];
    let has_quotes = text[range.clone()].contains(['"', '\\']);
    match before.trim_start().ends_with(": ") && line.len() <= LONGEST_EXAMPLE && !has_quotes {
        true => format!(
            "put the value in quotes: `{}\"{}\"`",
            before.trim_start(),
            &text[range]
        ),
        false => "put the value in quotes".to_string(),
    }
}

/// The line that holds `at`, without its end.
pub(crate) fn line_at(text: &str, at: usize) -> Range<usize> {
    let start = text[..at].rfind(['\n', '\r']).map_or(0, |end| end + 1);
    let length = text[at..].find(['\n', '\r']);
    start..length.map_or(text.len(), |length| at + length)
}

/// The line at `at`, or the last one before with something on it, if `at` stands before the content of its line: the
/// library notices a lone text when the next line begins.
pub(crate) fn line_of_content(text: &str, at: usize) -> Range<usize> {
    let line = line_at(text, at);
    if !text[line.start..at].trim().is_empty() {
        return line;
    }
    let before = text[..line.start].trim_end();
    match before.is_empty() {
        true => line,
        false => line_at(
            text,
            before.len() - before.chars().last().map_or(0, char::len_utf8),
        ),
    }
}

/// The bytes before the content of a line.
pub(crate) fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

/// The character at `at`.
pub(crate) fn one(text: &str, at: usize) -> Range<usize> {
    at..at + text[at..].chars().next().map_or(0, char::len_utf8)
}

/// From `at` to the next space.
pub(crate) fn word(text: &str, at: usize) -> Range<usize> {
    let length = text[at..].find(char::is_whitespace);
    at..length.map_or(text.len(), |length| at + length)
}

/// Without spaces at the end.
pub(crate) fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    range.start..range.start + text[range].trim_end().len()
}
