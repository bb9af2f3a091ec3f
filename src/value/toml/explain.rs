//! Why a text is no TOML, for people.
//!
//! In: the text, its shape, and an error of the library. Out: a [`Fault`] that marks the mistake itself and says what
//! to do.

use std::ops::Range;

use toml::de::Error;

use crate::value::node::{Fault, FaultKind};
use crate::value::toml::shape::Shape;

/// The longest part of a text that a message or a help repeats.
const LONGEST_EXAMPLE: usize = 60;

/// The fault behind what the library says.
pub(crate) fn explain(text: &str, shape: &Shape, error: &Error) -> Fault {
    let range = inside(text, &error.span().unwrap_or_default());
    let what = error.message();
    repeated(text, shape, what, &range)
        .or_else(|| unclosed(text, shape, what, &range))
        .or_else(|| key(text, what, &range))
        .or_else(|| value(text, what, &range))
        .unwrap_or_else(|| {
            let message = what.strip_suffix(", expected nothing").unwrap_or(what);
            fault_at(
                visible(text, range),
                message,
                "put the value in quotes if it is a text",
            )
        })
}

/// A key that is set twice.
fn repeated(text: &str, shape: &Shape, what: &str, range: &Range<usize>) -> Option<Fault> {
    let first = shape.firsts.get(&range.start)?;
    let name = &text[range.clone()];
    let (message, help) = if what == "duplicate key" {
        (format!("`{name}` is set twice"), "remove one of the two")
    } else if what.starts_with("cannot extend") {
        (
            format!("`{name}` has a value that holds no other keys"),
            "give one of the two another name",
        )
    } else {
        return None;
    };
    Some(Fault {
        kind: FaultKind::DuplicateKey(first.clone()),
        ..fault_at(range.clone(), message, help)
    })
}

/// A quote or bracket that is never closed.
fn unclosed(text: &str, shape: &Shape, what: &str, range: &Range<usize>) -> Option<Fault> {
    let first_line =
        |range: &Range<usize>| trimmed(text, range.start..line_at(text, range.start).end);
    if what.contains("string") {
        let opening = shape.quotes.get(&range.start)?;
        let quote = text[opening.start..].chars().next()?;
        let length = text[opening.clone()]
            .bytes()
            .take(3)
            .filter(|byte| *byte == quote as u8);
        let quotes = match length.count() {
            3 => String::from(quote).repeat(3),
            _ => String::from(quote),
        };
        return Some(fault_at(
            first_line(opening),
            format!("the quote `{quotes}` is never closed"),
            format!("close it with `{quotes}`"),
        ));
    }
    if what.starts_with("unclosed table") || what.starts_with("unclosed array table") {
        let line = line_at(text, range.start);
        return Some(fault_at(
            trimmed(text, line),
            "the bracket of this header is never closed",
            "write `[name]`",
        ));
    }
    let opening = shape
        .openings
        .get(&range.start)
        .filter(|_| what.starts_with("unclosed"))?;
    let (bracket, close) = match text[opening.start..].starts_with('[') {
        true => ('[', ']'),
        false => ('{', '}'),
    };
    Some(fault_at(
        first_line(opening),
        format!("the bracket `{bracket}` is never closed"),
        format!("close it with `{close}`"),
    ))
}

/// A line that is no `key = value`.
fn key(text: &str, what: &str, range: &Range<usize>) -> Option<Fault> {
    let is_key = what.starts_with("key with no value")
        || what.starts_with("missing value for key")
        || what.starts_with("invalid unquoted key")
        || what.starts_with("unquoted keys cannot be empty");
    if !is_key {
        return None;
    }
    let line = line_at(text, range.start);
    let content = trimmed(text, line.start + indent(&text[line.clone()])..line.end);
    let colon = text[content.clone()].find(':').map(|at| content.start + at);
    if let Some(colon) = colon.filter(|_| !text[content.clone()].contains('=')) {
        return Some(fault_at(
            colon..colon + 1,
            "`:` stands where `=` belongs",
            "TOML writes `key = value`; YAML stands between `---` lines",
        ));
    }
    Some(if what.starts_with("invalid unquoted key") {
        fault_at(
            range.clone(),
            "a key without quotes has letters from a to z, digits, `-` and `_` only",
            "put the key in quotes",
        )
    } else if what.starts_with("unquoted keys") {
        fault_at(content, "a key is missing", "write `key = value`")
    } else {
        fault_at(content, "a key without a value", "write `key = value`")
    })
}

/// A value that is none.
fn value(text: &str, what: &str, range: &Range<usize>) -> Option<Fault> {
    let written = &text[range.clone()];
    if what.starts_with("string values must be quoted") {
        if written.is_empty() {
            return Some(fault_at(
                trimmed(text, line_at(text, range.start)),
                "a value is missing after `=`",
                "write one; an empty text is `\"\"`",
            ));
        }
        let is_switch = ["yes", "no", "on", "off"].contains(&written);
        let is_short = written.len() <= LONGEST_EXAMPLE && !written.contains(['"', '\\']);
        let help = match is_switch {
            true => "write `true` or `false`".to_string(),
            false if is_short => format!("put the text in quotes: `\"{written}\"`"),
            false => "put the text in quotes".to_string(),
        };
        return Some(fault_at(
            range.clone(),
            "a text stands without quotes",
            help,
        ));
    }
    let (_, message, help) = [
        (
            "unexpected key or value",
            "text follows the value",
            "write one key on a line, and texts in quotes",
        ),
        (
            "missing comma",
            "a comma is missing",
            "separate values by commas",
        ),
        (
            "escape",
            "a backslash in \"…\" begins no known character",
            "write `\\\\` for a backslash, or use single quotes",
        ),
    ]
    .into_iter()
    .find(|(words, ..)| what.contains(words))?;
    Some(fault_at(visible(text, range.clone()), message, help))
}

/// A range moved into the text and onto character borders.
pub(crate) fn inside(text: &str, range: &Range<usize>) -> Range<usize> {
    let floor = |at: usize| {
        (0..=at.min(text.len()))
            .rev()
            .find(|at| text.is_char_boundary(*at))
    };
    let start = floor(range.start).unwrap_or_default();
    start..floor(range.end).unwrap_or_default().max(start)
}

fn fault_at(range: Range<usize>, message: impl Into<String>, help: impl Into<String>) -> Fault {
    Fault {
        message: message.into(),
        range,
        kind: FaultKind::Syntax,
        help: help.into(),
    }
}

/// A range that has something in it: the word at an empty one.
fn visible(text: &str, range: Range<usize>) -> Range<usize> {
    if !range.is_empty() {
        return range;
    }
    let length = text[range.start..].find(char::is_whitespace);
    range.start..length.map_or(text.len(), |length| range.start + length)
}

/// The line that holds `at`, without its end.
fn line_at(text: &str, at: usize) -> Range<usize> {
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let length = text[at..].find(['\n', '\r']);
    start..length.map_or(text.len(), |length| at + length)
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    range.start..range.start + text[range].trim_end().len()
}

#[cfg(test)]
mod tests {
    use crate::value::node::Bounds;
    use crate::value::sample::check_faults;
    use crate::value::toml::read;

    /// Text, and of each fault what it marks, says and advises.
    fn check(text: &str, expected: &[(&str, &str, &str)]) {
        check_faults(text, &read(text, 0, Bounds::default()), expected);
    }

    #[test]
    fn quotes_and_brackets_that_are_missing_are_explained() {
        let unquoted = "a text stands without quotes";
        check(
            "a = B c\nb = yes\nc =\n",
            &[
                ("B c", unquoted, "put the text in quotes: `\"B c\"`"),
                ("yes", unquoted, "write `true` or `false`"),
                (
                    "c =",
                    "a value is missing after `=`",
                    "write one; an empty text is `\"\"`",
                ),
            ],
        );
        check(
            "a = \"ü\nb = 1\n",
            &[(
                "\"ü",
                "the quote `\"` is never closed",
                "close it with `\"`",
            )],
        );
        check(
            "a = '''b\n",
            &[(
                "'''b",
                "the quote `'''` is never closed",
                "close it with `'''`",
            )],
        );
        check(
            "a = [1,\nb = {c = 2\nd = 3\n",
            &[(
                "[1,",
                "the bracket `[` is never closed",
                "close it with `]`",
            )],
        );
        check(
            "[a\nb = 1\n",
            &[(
                "[a",
                "the bracket of this header is never closed",
                "write `[name]`",
            )],
        );
    }

    #[test]
    fn lines_that_are_no_pairs_are_explained() {
        check(
            "a: b\n",
            &[(
                ":",
                "`:` stands where `=` belongs",
                "TOML writes `key = value`; YAML stands between `---` lines",
            )],
        );
        check(
            "a b\n",
            &[("a b", "a key without a value", "write `key = value`")],
        );
        check(
            "= 1\n",
            &[("= 1", "a key is missing", "write `key = value`")],
        );
        check(
            "a = 'b' c\n",
            &[(
                "c",
                "text follows the value",
                "write one key on a line, and texts in quotes",
            )],
        );
        check(
            "a = \"\\q\"\n",
            &[(
                "q\"",
                "a backslash in \"…\" begins no known character",
                "write `\\\\` for a backslash, or use single quotes",
            )],
        );
        check(
            "a = 2026-02-30\n",
            &[(
                "2026-02-30",
                "invalid date, expected day between 01 and 28",
                "put the value in quotes if it is a text",
            )],
        );
        check(
            "a = 1\na = 2\n",
            &[("a", "`a` is set twice", "remove one of the two")],
        );
        check(
            "a = 1\na.b = 2\n",
            &[(
                "a",
                "`a` has a value that holds no other keys",
                "give one of the two another name",
            )],
        );
    }
}
