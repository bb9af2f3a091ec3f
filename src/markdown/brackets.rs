//! `\\(…\\)` and `\\[…\\]`: formulas as books of mdBook write them.
//!
//! In: the text of a page. Out: [`Brackets`]: the same text with a code span in the place of each formula, so that the
//! parser sees no Markdown in it, and every byte stands where it stood; and a way to make formulas of these spans. In
//! such books Markdown is read first, so a backslash before a mark stands for the mark: `\\\\` ends a row, `\_` is `_`.

use std::borrow::Cow;
use std::collections::BTreeSet;

use pulldown_cmark::{Event, Options};

use crate::markdown::parser;
use crate::markdown::run::Events;

/// The bytes at each end of a formula.
const END: usize = 3;

/// A text whose formulas have become code spans.
#[derive(Debug)]
pub struct Brackets<'a> {
    /// The text, as long as before.
    pub text: Cow<'a, str>,
    /// Where the formulas are.
    formulas: BTreeSet<(usize, usize)>,
}

impl<'a> Brackets<'a> {
    /// Nothing is a formula.
    pub fn none(source: &'a str) -> Brackets<'a> {
        Brackets {
            text: Cow::Borrowed(source),
            formulas: BTreeSet::new(),
        }
    }

    /// Looks for formulas from byte `start` on. In code and HTML there are none, which the parser is asked.
    pub fn find(source: &'a str, start: usize, options: Options) -> Brackets<'a> {
        let found = found(source, start);
        if found.is_empty() {
            return Brackets::none(source);
        }
        let text = rewritten(source, &found);
        let mut formulas = BTreeSet::new();
        for (event, range) in parser::events(&text[start..], start, options) {
            if matches!(event, Event::Code(_)) {
                formulas.insert((range.start, range.end));
            }
        }
        formulas.retain(|range| found.binary_search(range).is_ok());
        let kept: Vec<_> = formulas.iter().copied().collect();
        Brackets {
            text: Cow::Owned(rewritten(source, &kept)),
            formulas,
        }
    }

    /// Makes formulas of the code spans that stand for them.
    pub fn show<'e>(&self, mut events: Events<'e>) -> Events<'e> {
        if self.formulas.is_empty() {
            return events;
        }
        for (event, range) in &mut events {
            if let Event::Code(code) = event
                && self.formulas.contains(&(range.start, range.end))
            {
                let is_display = code.starts_with("\\[");
                let inner = code.get(END - 1..code.len() - (END - 1));
                let tex = unescaped(inner.unwrap_or_default()).into();
                *event = match is_display {
                    true => Event::DisplayMath(tex),
                    false => Event::InlineMath(tex),
                };
            }
        }
        events
    }
}

/// What looks like a formula, in order: where it begins and ends. None reaches over an empty line.
fn found(source: &str, start: usize) -> Vec<(usize, usize)> {
    let bytes = source.as_bytes();
    let mut found = Vec::new();
    let mut at = start;
    // Up to where an end of each kind has been looked for in vain: the text is read once for each.
    let mut in_vain = [start; 2];
    let mut paragraph = start;
    while let Some(next) = source[at..].find(r"\\") {
        let open = at + next;
        let length = bytes[open..]
            .iter()
            .take_while(|byte| **byte == b'\\')
            .count();
        at = open + length;
        let (kind, closing) = match bytes.get(at) {
            Some(b'(') => (0, r"\\)"),
            Some(b'[') => (1, r"\\]"),
            _ => continue,
        };
        if length != 2 || at < in_vain[kind] {
            continue;
        }
        if at >= paragraph {
            paragraph = end_of_paragraph(source, at + 1);
        }
        let inner = at + 1..paragraph;
        let Some(length) = source[inner.clone()].find(closing) else {
            in_vain[kind] = inner.end;
            continue;
        };
        let end = inner.start + length + END;
        let is_apart = |byte: Option<&u8>| byte != Some(&b'`');
        let is_alone = is_apart(bytes.get(open.wrapping_sub(1))) && is_apart(bytes.get(end));
        if is_alone && !source[open..end].contains('`') {
            found.push((open, end));
            at = end;
        }
    }
    found
}

/// Where the next empty line begins, or the text ends.
fn end_of_paragraph(source: &str, start: usize) -> usize {
    let mut at = start;
    let mut is_first = true;
    for line in source[start..].split_inclusive('\n') {
        if !is_first && line.trim().is_empty() {
            break;
        }
        is_first = false;
        at += line.len();
    }
    at
}

fn rewritten(source: &str, formulas: &[(usize, usize)]) -> String {
    let mut text = String::with_capacity(source.len());
    let mut done = 0;
    for &(start, end) in formulas {
        text.push_str(&source[done..start]);
        text.push('`');
        text.push_str(&source[start + 1..end - 1]);
        text.push('`');
        done = end;
    }
    text.push_str(&source[done..]);
    text
}

/// A text in which backslashes before marks are undone, as Markdown does.
fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letters.peek() {
            Some(mark) if letter == '\\' && mark.is_ascii_punctuation() => {
                out.extend(letters.next());
            }
            _ => out.push(letter),
        }
    }
    out
}

/// What stands at both ends of a formula, as it is written at `range`.
pub fn ends(written: &str, is_display: bool) -> (&'static str, &'static str) {
    match (written.starts_with('\\'), is_display) {
        (true, false) => (r"\\(", r"\\)"),
        (true, true) => (r"\\[", r"\\]"),
        (false, false) => ("$", "$"),
        (false, true) => ("$$", "$$"),
    }
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use super::*;

    #[test]
    fn formulas_are_found_outside_of_code() {
        let check = |source: &str, expected: &[&str]| {
            let brackets = Brackets::find(source, 0, Options::empty());
            let found = brackets.formulas.iter();
            let found: Vec<&str> = found.map(|&(start, end)| &source[start..end]).collect();
            assert_eq!(found, expected, "{source}");
            assert_eq!(brackets.text.len(), source.len());
        };
        check(r"a \\(x\\) b \\[y\\] \\(", &[r"\\(x\\)", r"\\[y\\]"]);
        check(r"a \\[x \\( y\\] \\)", &[r"\\[x \\( y\\]"]);
        check(r"a `\\(x\\)` ``b \\(x\\)``", &[]);
        check("```\n\\\\(x\\\\)\n```\n", &[]);
        check(r"\(x\) \\\(x\\\) $x$", &[]);
        check("\\\\(x\n\ny\\\\)", &[]);
        check("> \\\\[x\n> y\\\\]", &["\\\\[x\n> y\\\\]"]);
        check(r"` \\(x\\) \\(y\\)", &[]);
    }

    #[test]
    #[expect(clippy::disallowed_methods, reason = "the time is what is tested")]
    fn hostile_texts_take_little_time() {
        let check = |text: &str| {
            let start = Instant::now();
            Brackets::find(text, 0, Options::empty());
            let seconds = start.elapsed().as_secs_f64();
            assert!(seconds < 5.0, "{} {seconds} s", &text[..20]);
        };
        check(&r"\\(a ".repeat(50_000));
        check(&r"\\( ) ".repeat(50_000));
        check(&r"\\[ \\(".repeat(50_000));
        check(&r"\\(a\\)".repeat(50_000));
        check(&"\\\\(\n".repeat(50_000));
    }
}
