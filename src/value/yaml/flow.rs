//! Brackets and quotes that are never closed.
//!
//! In: a text, and where and why the library gave up. Out: a [`Fault`] at the bracket or quote. Only used to explain:
//! the text is followed line by line, and looked at no further than the beginnings of values.

use crate::value::node::Fault;
use crate::value::yaml::events::Stop;
use crate::value::yaml::marks::{fault_at, line_at, one, quoted, trimmed, word};

/// A quote that is never closed, or closed too early.
pub(crate) fn quote(text: &str, stop: &Stop) -> Option<Fault> {
    let is_trailing = stop.info.contains("trailing content");
    if !is_trailing && !stop.info.contains("quoted scalar") {
        return None;
    }
    let line = line_at(text, stop.at);
    let opening = match is_trailing {
        true => swallowed(text, stop.at)
            .filter(|opening| opening.at < line.start)
            .map(|opening| opening.at),
        false => Some(stop.at),
    };
    let Some(opening) = opening else {
        let range = stop.at..line.start + text[line].trim_end().len();
        return Some(fault_at(
            range.start..range.end.max(range.start),
            "text follows the closing quote",
            "write `''` for an apostrophe inside '…', `\\\"` for a quote inside \"…\"",
        ));
    };
    if stop.info.contains("escape") || stop.info.contains("hexadecimal") {
        return None;
    }
    let quote = text[opening..].chars().next()?;
    Some(fault_at(
        trimmed(text, opening..line_at(text, opening).end),
        format!("the quote `{quote}` is never closed"),
        format!("close it with `{quote}`"),
    ))
}

/// The quote that swallowed the lines before `at`: the one whose line does not close it.
fn swallowed(text: &str, at: usize) -> Option<Opening> {
    let mut line = line_at(text, at).start;
    for _ in 0..100 {
        line = line_at(text, line.checked_sub(1)?).start;
        let opening = innermost_open(&text[line..line_at(text, line).end]);
        if let Some(opening) = opening.filter(|opening| "\"'".contains(opening.letter)) {
            return Some(Opening {
                at: line + opening.at,
                ..opening
            });
        }
    }
    None
}

/// A bracket that is never closed, or a comma that is missing.
pub(crate) fn bracket(text: &str, stop: &Stop) -> Option<Fault> {
    if stop.info.contains("misplaced bracket") {
        return Some(fault_at(
            one(text, stop.at),
            "this bracket was never opened",
            quoted(text, stop.at),
        ));
    }
    let is_flow = [
        "flow",
        "plain scalar",
        "node content",
        "inside a block",
        "key",
        "placement",
    ]
    .iter()
    .any(|word| stop.info.contains(word));
    let opening = innermost_open(&text[..stop.at])
        .filter(|opening| is_flow && "[{".contains(opening.letter))?;
    let close = if opening.letter == '[' { ']' } else { '}' };
    let line = line_at(text, stop.at);
    if stop.info.contains("indentation") && innermost_open(&text[..line.end]) != Some(opening) {
        return Some(fault_at(
            trimmed(text, stop.at..line.end),
            "a line between brackets stands too far left",
            "indent it deeper than the key it belongs to",
        ));
    }
    if text[stop.at..].trim().is_empty() || line_at(text, opening.at).end < stop.at {
        return Some(fault_at(
            trimmed(text, opening.at..line_at(text, opening.at).end),
            format!("the bracket `{}` is never closed", opening.letter),
            format!("close it with `{close}`"),
        ));
    }
    Some(fault_at(
        word(text, stop.at),
        format!("a comma or `{close}` is missing"),
        "separate values by commas; put a text that holds `,`, `:` or brackets in quotes",
    ))
}

/// What is still open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Opening {
    /// The byte.
    at: usize,
    /// The bracket or quote.
    letter: char,
}

/// The innermost bracket or quote that is open at the end of the text.
fn innermost_open(text: &str) -> Option<Opening> {
    let mut open: Vec<Opening> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        // Outside of brackets and quotes, only the beginning of a value can open one.
        let from = match open.is_empty() {
            true => value_start(line),
            false => 0,
        };
        follow(&line[from..], at + from, &mut open);
        at += line.len();
    }
    open.pop()
}

/// Where the value of a line begins, behind `key: ` and `- `.
fn value_start(line: &str) -> usize {
    let mut from = line.len() - line.trim_start().len();
    while line[from..].starts_with("- ") {
        from += 2 + (line[from + 2..].len() - line[from + 2..].trim_start().len());
    }
    if line[from..].starts_with(['"', '\'', '[', '{']) {
        return from;
    }
    match line[from..].find(": ") {
        Some(colon) => {
            let value = from + colon + 2;
            value + (line[value..].len() - line[value..].trim_start().len())
        }
        None => from,
    }
}

/// Follows brackets and quotes through a line.
fn follow(line: &str, start: usize, open: &mut Vec<Opening>) {
    let mut begins_value = true;
    let mut before = ' ';
    let mut letters = line.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let quote = open
            .last()
            .map(|opening| opening.letter)
            .filter(|letter| matches!(letter, '"' | '\''));
        if let Some(quote) = quote {
            let is_doubled =
                letter == '\'' && letters.peek().is_some_and(|(_, next)| *next == '\'');
            if letter == quote && !(quote == '\'' && is_doubled) {
                open.pop();
            } else if (quote == '"' && letter == '\\') || (quote == '\'' && is_doubled) {
                letters.next();
            }
            begins_value = false;
            continue;
        }
        match letter {
            '#' if before.is_whitespace() => return,
            '[' | '{' | '"' | '\'' if begins_value => {
                open.push(Opening {
                    at: start + at,
                    letter,
                });
            }
            ']' | '}' => {
                open.pop();
                begins_value = false;
            }
            ',' | ':' => begins_value = !open.is_empty(),
            _ if letter.is_whitespace() => {}
            _ => begins_value = false,
        }
        before = letter;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_innermost_open_bracket_or_quote_is_found() {
        let check = |text: &str, expected: Option<&str>| {
            let found = innermost_open(text).map(|opening| &text[opening.at..]);
            assert_eq!(found, expected, "{text:?}");
        };
        check("a: [b, c", Some("[b, c"));
        check("a: [b, {c: d}, e", Some("[b, {c: d}, e"));
        check("a: {b: [c, 'd]', \"e]\"", Some("[c, 'd]', \"e]\""));
        check("a: \"b\nc: d", Some("\"b\nc: d"));
        check("a: 'it''s", Some("'it''s"));
        check("- - \"a\\\"", Some("\"a\\\""));
        check("a: [b] # [", None);
        check("a: 'it''s'\nb: don't", None);
        check("a: b [c", None);
        check("a: [\n  b,\n]\nc: d", None);
        check("", None);
    }
}
