//! Why a text is no YAML, for people.
//!
//! In: the text, and where and why the library gave up. Out: a [`Fault`] that marks the mistake itself, which often
//! stands earlier, and says what to do. The library's words only choose among the explanations; the text decides.

use std::ops::Range;

use crate::value::node::{Fault, FaultKind};
use crate::value::yaml::events::Stop;
use crate::value::yaml::flow::{bracket, quote};
use crate::value::yaml::marks::{
    LONGEST_EXAMPLE, fault_at, indent, line_at, line_of_content, one, quoted, trimmed, word,
};

/// The fault behind what the library says.
pub(crate) fn explain(text: &str, stop: &Stop) -> Fault {
    let rules = [
        limit, tab, letter, reference, quote, bracket, colon, space, escape, other,
    ];
    let fault = rules.iter().find_map(|rule| rule(text, stop));
    fault.unwrap_or_else(|| {
        fault_at(
            line_at(text, stop.at),
            "this is not valid YAML",
            "check quotes, brackets and indentation here",
        )
    })
}

fn limit(text: &str, stop: &Stop) -> Option<Fault> {
    stop.info.contains("recursion limit").then(|| Fault {
        kind: FaultKind::Limit,
        ..fault_at(
            one(text, stop.at),
            "lists and tables are nested too deep",
            "simplify it",
        )
    })
}

/// A tab before the content of the line, or of one of its neighbours.
fn tab(text: &str, stop: &Stop) -> Option<Fault> {
    let here = line_at(text, stop.at);
    let before = line_at(text, here.start.saturating_sub(1));
    let after = line_at(text, (here.end + 1).min(text.len()));
    let lines = match stop.info.contains("tab") {
        true => vec![here, after, before],
        false => vec![here],
    };
    let tab = lines.into_iter().find_map(|line| {
        let content = text[line.clone()].trim_start();
        let indent = &text[line.start..line.end - content.len()];
        let tab = indent.find('\t').filter(|_| !content.is_empty())?;
        Some(line.start + tab)
    })?;
    Some(fault_at(
        one(text, tab),
        "a tab stands in the indentation",
        "indent with spaces; YAML does not allow tabs there",
    ))
}

/// A value that begins with a letter that has no meaning there.
fn letter(text: &str, stop: &Stop) -> Option<Fault> {
    if stop.info.contains("unprintable") {
        return Some(fault_at(
            one(text, stop.at),
            "a control character stands in the text",
            "remove it",
        ));
    }
    let letter = text[stop.at..].chars().next()?;
    (stop.info.starts_with("unexpected character")).then(|| {
        fault_at(
            word(text, stop.at),
            format!("a value without quotes cannot begin with `{letter}`"),
            quoted(text, stop.at),
        )
    })
}

/// `*name` without `&name`, and tags.
fn reference(text: &str, stop: &Stop) -> Option<Fault> {
    if stop.info.contains("anchor") && text[stop.at..].starts_with('*') {
        let range = word(text, stop.at);
        let message = match range.len() <= LONGEST_EXAMPLE {
            true => format!(
                "`{}` repeats a value that is not there",
                &text[range.clone()]
            ),
            false => "`*` repeats a value that is not there".to_string(),
        };
        return Some(fault_at(range, message, quoted(text, stop.at)));
    }
    let begins_with = text[stop.at..]
        .chars()
        .next()
        .filter(|first| "&!".contains(*first))?;
    ["anchor", "tag", "handle"]
        .iter()
        .any(|word| stop.info.contains(word))
        .then(|| {
            fault_at(
                word(text, stop.at),
                format!("`{begins_with}` begins a name here, and none follows"),
                quoted(text, stop.at),
            )
        })
}

/// `: ` inside a value without quotes.
fn colon(text: &str, stop: &Stop) -> Option<Fault> {
    if !stop.info.contains("mapping values are not allowed") && !stop.info.contains("placement of")
    {
        return None;
    }
    let line = line_at(text, stop.at);
    let before = text[line.start..stop.at].find(": ");
    let Some(first) = before else {
        let above = line_at(text, text[..line.start].trim_end().len());
        if let Some(fault) = missing_space(text, above) {
            return Some(fault);
        }
        return Some(fault_at(
            trimmed(text, line.start + indent(&text[line.clone()])..line.end),
            "a key cannot stand here",
            "give it the indentation of the keys it belongs to; a key with a value of its own holds no other keys",
        ));
    };
    let value = line.start + first + 2;
    Some(fault_at(
        trimmed(text, value + indent(&text[value..line.end])..line.end),
        "`: ` stands inside a value without quotes",
        quoted(text, value + indent(&text[value..line.end])),
    ))
}

/// A line that is no key where one is needed.
fn space(text: &str, stop: &Stop) -> Option<Fault> {
    let is_noticed_late = stop.info.contains("simple key");
    let is_key = ["expected key", "document start", "'-' indicator"]
        .iter()
        .any(|word| stop.info.contains(word));
    let line = match is_noticed_late {
        true => line_of_content(text, stop.at),
        false if is_key => line_at(text, stop.at),
        false => return None,
    };
    if let Some(fault) = missing_space(text, line.clone()) {
        return Some(fault);
    }
    let content = trimmed(text, line.start + indent(&text[line.clone()])..line.end);
    let has_key = text[content.clone()].contains(": ") || text[content.clone()].ends_with(':');
    let (message, help) = match has_key {
        true => (
            "the indentation fits no line above",
            "give keys of one table the same indentation",
        ),
        false => (
            "this line is neither a key nor part of the value above",
            "write `key: value`, or indent the line so that it belongs to the value above",
        ),
    };
    Some(fault_at(content, message, help))
}

/// `key:value`, which is a text and no key.
fn missing_space(text: &str, line: Range<usize>) -> Option<Fault> {
    let content = trimmed(text, line.start + indent(&text[line.clone()])..line.end);
    let (key, value) = text[content.clone()].split_once(':')?;
    let is_word = !key.is_empty() && !key.contains(char::is_whitespace);
    if !is_word || value.is_empty() || value.starts_with([' ', '/']) {
        return None;
    }
    let colon = content.start + key.len();
    Some(fault_at(
        colon..colon + 1,
        "a space is missing after the colon",
        match value.len() <= LONGEST_EXAMPLE {
            true => format!("write `{key}: {value}`"),
            false => format!("write `{key}: …`"),
        },
    ))
}

/// A backslash in double quotes that means nothing.
fn escape(text: &str, stop: &Stop) -> Option<Fault> {
    let is_escape = ["escape", "hexadecimal"]
        .iter()
        .any(|word| stop.info.contains(word));
    is_escape.then(|| {
        let line = line_at(text, stop.at);
        fault_at(
            trimmed(text, stop.at..line.end),
            "a backslash in \"…\" begins no known character",
            "write `\\\\` for a backslash, or use single quotes",
        )
    })
}

fn other(text: &str, stop: &Stop) -> Option<Fault> {
    let (_, message, help) = [
        (
            "comment",
            "a comment cannot stand here",
            "put a space before `#`, or put a value that holds `#` in quotes",
        ),
        (
            "block scalar",
            "the lines of this text are not indented alike",
            "indent all of them by the same number of spaces",
        ),
        (
            "block sequence entries",
            "a list cannot begin here",
            "begin it on a line of its own, or write `[a, b]`",
        ),
        (
            "directive",
            "a line that begins with `%` has no meaning here",
            "put the value in quotes",
        ),
        (
            "byte order mark",
            "a byte order mark stands inside the text",
            "remove it",
        ),
        (
            "indentation",
            "the indentation fits no line above",
            "give keys of one table the same indentation",
        ),
    ]
    .into_iter()
    .find(|(word, ..)| stop.info.contains(word))?;
    let line = line_at(text, stop.at);
    let content = line.start + indent(&text[line.clone()]);
    Some(fault_at(
        trimmed(text, content.max(stop.at)..line.end),
        message,
        help,
    ))
}

#[cfg(test)]
mod tests {
    use crate::value::node::Bounds;
    use crate::value::sample::check_faults;
    use crate::value::yaml::read;

    /// Text, and of each fault what it marks, says and advises.
    fn check(text: &str, expected: &[(&str, &str, &str)]) {
        check_faults(text, &read(text, 0, Bounds::default()), expected);
    }

    #[test]
    fn indentation_quotes_and_colons_are_explained() {
        let tab = "a tab stands in the indentation";
        let spaces = "indent with spaces; YAML does not allow tabs there";
        check("a:\n\tb: c\n", &[("\t", tab, spaces)]);
        check("ü: ö\n\tß: ä\ne: f\n", &[("\t", tab, spaces)]);
        let quote = "the quote `\"` is never closed";
        let close = "close it with `\"`";
        check("a: \"b\nc: d\n", &[("\"b", quote, close)]);
        check("a: \"b\nc: \"d\"\ne: f\n", &[("\"b", quote, close)]);
        check(
            "a: 'it's'\nb: @c\n",
            &[
                (
                    "s'",
                    "text follows the closing quote",
                    "write `''` for an apostrophe inside '…', `\\\"` for a quote inside \"…\"",
                ),
                (
                    "@c",
                    "a value without quotes cannot begin with `@`",
                    "put the value in quotes: `b: \"@c\"`",
                ),
            ],
        );
        check(
            "a: b: c\nd: e\nf:g\nh: i\n",
            &[
                (
                    "b: c",
                    "`: ` stands inside a value without quotes",
                    "put the value in quotes: `a: \"b: c\"`",
                ),
                (":", "a space is missing after the colon", "write `f: g`"),
            ],
        );
        check(
            "a:b\nc: d\n",
            &[(":", "a space is missing after the colon", "write `a: b`")],
        );
        check(
            "a: [b, c\nd: e\n",
            &[(
                "[b, c",
                "the bracket `[` is never closed",
                "close it with `]`",
            )],
        );
    }

    #[test]
    fn keys_and_marks_that_stand_wrong_are_explained() {
        check(
            "a: {b: [c}\n",
            &[(
                "}",
                "a comma or `]` is missing",
                "separate values by commas; put a text that holds `,`, `:` or brackets in quotes",
            )],
        );
        check(
            "a: *b\n",
            &[(
                "*b",
                "`*b` repeats a value that is not there",
                "put the value in quotes: `a: \"*b\"`",
            )],
        );
        check(
            "a: \"\\q\"\n",
            &[(
                "\"\\q\"",
                "a backslash in \"…\" begins no known character",
                "write `\\\\` for a backslash, or use single quotes",
            )],
        );
        check(
            "a:\n  - b\n c: d\n",
            &[(
                "c: d",
                "the indentation fits no line above",
                "give keys of one table the same indentation",
            )],
        );
        check(
            "a: b\nc\nd: e\n",
            &[(
                "c",
                "this line is neither a key nor part of the value above",
                "write `key: value`, or indent the line so that it belongs to the value above",
            )],
        );
        check(
            ": a\n",
            &[(
                "",
                "a key is missing before `:`",
                "write a key, or put the text in quotes",
            )],
        );
        check(
            "? [a]\n: b\n",
            &[(
                "[a]",
                "a list cannot be a key",
                "a key is a single text; put it in quotes if it begins with `[` or `{`",
            )],
        );
        check(
            "a: 1\n---\nb: 2\n",
            &[(
                "---",
                "a second document begins here",
                "keep one document; `---` may stand at the beginning only",
            )],
        );
    }
}
