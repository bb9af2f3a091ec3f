//! The parts of an info string.
//!
//! In: what stands behind a fence. Out: the language, and [`Item`]s in order, each with its bytes. One grammar serves the
//! notations of all tools: a part is `{…}`, `[…]`, `"…"`, `/…/`, a word, or a word, `=` and one of these; space, tab and
//! comma part them. `{` and `:` may follow the language directly. Every byte is looked at once: what is never closed
//! reaches to the end.

use std::ops::Range;

/// A part of an info string.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item<'a> {
    /// What stands before `=`; empty without one.
    pub key: &'a str,
    /// How the value is written.
    pub form: Form,
    /// The value, without what is around it.
    pub value: &'a str,
    /// The bytes of the whole part.
    pub range: Range<usize>,
    /// Where the value begins.
    pub at: usize,
    /// Whether what was opened was closed.
    pub is_closed: bool,
}

/// How a value is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// As it is.
    Word,
    /// In quotation marks.
    Quoted,
    /// Between slashes.
    Pattern,
    /// In braces.
    Braces,
    /// In brackets.
    Brackets,
}

impl Form {
    fn of(opening: char) -> Option<Form> {
        Some(match opening {
            '"' | '\'' => Form::Quoted,
            '/' => Form::Pattern,
            '{' => Form::Braces,
            '[' => Form::Brackets,
            _ => return None,
        })
    }
}

/// The language of an info string, and where the rest begins. A first word that says something else is no language.
pub fn language(info: &str) -> (&str, usize) {
    let trimmed = info.trim_start();
    let start = info.len() - trimmed.len();
    let is_end = |letter: char| is_separator(letter) || matches!(letter, '{' | ':' | '=');
    if trimmed.starts_with('[') {
        return ("", start);
    }
    let length = trimmed.find(is_end).unwrap_or(trimmed.len());
    let word = &trimmed[..length];
    match trimmed[length..].starts_with('=') {
        true if KEYS.contains(&word) => ("", start),
        // As in `a=b`, which is nobody's key.
        true => {
            let is_end = |letter: char| is_separator(letter) || letter == '{';
            let length = trimmed.find(is_end).unwrap_or(trimmed.len());
            (&trimmed[..length], start + length)
        }
        false => (word, start + length),
    }
}

/// Keys that may stand first, where no language is named.
const KEYS: &[&str] = &[
    "anchor",
    "del",
    "file",
    "filename",
    "hl_lines",
    "ins",
    "lines",
    "linenums",
    "mark",
    "name",
    "showLineNumbers",
    "title",
];

/// The parts of a text, whose first byte is byte `offset` of the info string.
pub fn items(text: &str, offset: usize) -> Vec<Item<'_>> {
    let mut items = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let skipped = rest.len() - rest.trim_start_matches(is_separator).len();
        at += skipped;
        if at >= text.len() {
            break;
        }
        let (mut item, end) = item(text, at);
        item.range = item.range.start + offset..item.range.end + offset;
        item.at += offset;
        items.push(item);
        at = end;
    }
    items
}

fn item(text: &str, start: usize) -> (Item<'_>, usize) {
    let rest = &text[start..];
    let first = rest.chars().next().unwrap_or_default();
    if let Some(form) = Form::of(first) {
        return delimited(text, start, "", form, start);
    }
    // A colon before the first word is that of `ts:line-numbers`.
    let name = start + rest.len() - rest.trim_start_matches(':').len();
    let is_end = |letter: char| is_separator(letter) || matches!(letter, '=' | '{');
    let end = text[name..].find(is_end).map_or(text.len(), |at| name + at);
    let mut item = Item {
        key: "",
        form: Form::Word,
        value: &text[name..end],
        range: start..end,
        at: name,
        is_closed: true,
    };
    if !text[end..].starts_with('=') {
        return (item, end.max(start + 1));
    }
    let key = &text[name..end];
    let value = end + 1;
    let first = text[value..].chars().next().unwrap_or_default();
    let takes_patterns = matches!(key, "mark" | "ins" | "del");
    match Form::of(first).filter(|form| takes_patterns || *form != Form::Pattern) {
        Some(form) => delimited(text, value, key, form, start),
        None => {
            let end = text[value..]
                .find(is_separator)
                .map_or(text.len(), |at| value + at);
            item.key = key;
            item.value = &text[value..end];
            item.range = start..end;
            item.at = value;
            (item, end)
        }
    }
}

/// A value that is opened at byte `open`, and where the next part begins.
fn delimited<'a>(
    text: &'a str,
    open: usize,
    key: &'a str,
    form: Form,
    start: usize,
) -> (Item<'a>, usize) {
    let inner = open + 1;
    let close = closing(text, open, form);
    let end = close.unwrap_or(text.len());
    let range = start..close.map_or(end, |close| close + 1);
    let item = Item {
        key,
        form,
        value: &text[inner..end],
        range: range.clone(),
        at: inner,
        is_closed: close.is_some(),
    };
    (item, range.end)
}

/// Where what is opened at byte `open` is closed.
fn closing(text: &str, open: usize, form: Form) -> Option<usize> {
    let quote = text[open..].chars().next()?;
    let mut is_escaped = false;
    let mut inner: Option<char> = None;
    for (at, letter) in text[open + 1..].char_indices() {
        let at = open + 1 + at;
        if std::mem::take(&mut is_escaped) {
            continue;
        }
        let is_close = match (form, inner) {
            (Form::Quoted, _) => letter == quote,
            // A slash within a pattern needs no escape, unless a separator follows it.
            (Form::Pattern, _) => {
                letter == '/' && text[at + 1..].chars().next().is_none_or(is_separator)
            }
            (_, Some(inner)) if inner != letter => false,
            (_, Some(_)) => {
                inner = None;
                false
            }
            (_, None) if matches!(letter, '"' | '\'') => {
                inner = Some(letter);
                false
            }
            (Form::Brackets, None) => letter == ']',
            (_, None) => letter == '}',
        };
        if is_close {
            return Some(at);
        }
        is_escaped = letter == '\\';
    }
    None
}

fn is_separator(letter: char) -> bool {
    letter.is_whitespace() || letter == ','
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_word_is_the_language() {
        let check = |info: &str, expected: &str, rest: &str| {
            let (found, end) = language(info);
            assert_eq!((found, &info[end..]), (expected, rest), "{info}");
        };
        check("", "", "");
        check("rust", "rust", "");
        check(" rust,ignore", "rust", ",ignore");
        check("js {1,3}", "js", " {1,3}");
        check("ts{1}", "ts", "{1}");
        check("ts:line-numbers=2", "ts", ":line-numbers=2");
        check("c++", "c++", "");
        check("{=html}", "", "{=html}");
        check("title=\"a b\"", "", "title=\"a b\"");
        check("[npm]", "", "[npm]");
        check("a=b c", "a=b", " c");
    }

    #[test]
    fn parts_have_a_key_a_form_and_a_value() {
        use Form::{Braces, Brackets, Pattern, Quoted, Word};
        let check = |info: &str, expected: &[(&str, Form, &str)]| {
            let found = items(info, 0);
            let shown: Vec<_> = found
                .iter()
                .map(|item| (item.key, item.form, item.value))
                .collect();
            assert_eq!(shown, expected, "{info}");
            for item in &found {
                assert_eq!(&info[item.at..item.at + item.value.len()], item.value);
                assert!(item.is_closed, "{info}");
            }
        };
        check(
            "{1,3-5} title=\"a, b\" wrap",
            &[
                ("", Braces, "1,3-5"),
                ("title", Quoted, "a, b"),
                ("", Word, "wrap"),
            ],
        );
        check(
            ",ignore,hidelines=#",
            &[("", Word, "ignore"), ("hidelines", Word, "#")],
        );
        check(
            ":line-numbers=2 {1}",
            &[("line-numbers", Word, "2"), ("", Braces, "1")],
        );
        check(
            "\"a \\\" b\" /a b\\/c/d/ '//'",
            &[
                ("", Quoted, "a \\\" b"),
                ("", Pattern, "a b\\/c/d"),
                ("", Quoted, "//"),
            ],
        );
        check(
            "{hl_lines=[1,\"3-5\"] x=\"}\"}[a b]",
            &[
                ("", Braces, "hl_lines=[1,\"3-5\"] x=\"}\""),
                ("", Brackets, "a b"),
            ],
        );
        check(
            "file=/a/b ins=/a/",
            &[("file", Word, "/a/b"), ("ins", Pattern, "a")],
        );
        check("a={2} b=[x]", &[("a", Braces, "2"), ("b", Brackets, "x")]);
        check("=x a=", &[("", Word, "x"), ("a", Word, "")]);
        check("::: :", &[("", Word, ""), ("", Word, "")]);
    }

    #[test]
    fn what_is_never_closed_reaches_to_the_end() {
        for info in ["\"a b", "{1", "/a b", "[x", "title=\"a b", "{a=\"}"] {
            let found = items(info, 0);
            assert!(found.len() == 1 && !found[0].is_closed, "{info}");
        }
    }
}
