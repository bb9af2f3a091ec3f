//! Sets of lines.
//!
//! In: `1,3-5`, with commas, spaces, quotation marks and brackets between the ranges, as the tools write them. Out: the
//! ranges, each with its bytes, and what is wrong with the others. Numbers of any length are read.

use std::ops::Range;

/// A range of lines as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The first line and the last.
    pub lines: (u32, u32),
    /// Its bytes in the info string.
    pub range: Range<usize>,
}

/// What is wrong with a range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// It is no number and no range.
    Unreadable,
    /// It ends before it begins.
    Reversed,
    /// Lines are counted from 1.
    Zero,
}

/// Whether a text can be nothing but a set of lines.
pub fn is_set(text: &str) -> bool {
    text.contains(|letter: char| letter.is_ascii_digit()) && is_blank_set(text)
}

/// Whether a text holds nothing but what sets of lines are made of.
pub fn is_blank_set(text: &str) -> bool {
    let is_part =
        |letter: char| letter.is_ascii_digit() || matches!(letter, '-' | ',' | ' ' | '\t');
    text.chars().all(is_part)
}

/// The ranges of a text whose first byte is byte `offset` of the info string.
pub fn read(text: &str, offset: usize) -> Vec<Result<Written, (Problem, Range<usize>)>> {
    let is_between =
        |letter: char| letter.is_whitespace() || matches!(letter, ',' | '"' | '\'' | '[' | ']');
    let mut found = Vec::new();
    let mut at = 0;
    for part in text.split(is_between) {
        let range = offset + at..offset + at + part.len();
        // Every separator is one byte, but for white space beyond ASCII.
        let next = text[at + part.len()..].chars().next();
        at += part.len() + next.map_or(0, char::len_utf8);
        if part.is_empty() {
            continue;
        }
        found.push(match lines(part) {
            Ok(lines) => Ok(Written { lines, range }),
            Err(problem) => Err((problem, range)),
        });
    }
    found
}

fn lines(part: &str) -> Result<(u32, u32), Problem> {
    let (first, last) = part.split_once('-').unwrap_or((part, part));
    let lines = (number(first)?, number(last)?);
    match lines {
        (0, _) | (_, 0) => Err(Problem::Zero),
        (first, last) if first > last => Err(Problem::Reversed),
        lines => Ok(lines),
    }
}

/// A number; one that is too large is the largest.
pub fn number(text: &str) -> Result<u32, Problem> {
    match !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        true => Ok(text.parse().unwrap_or(u32::MAX)),
        false => Err(Problem::Unreadable),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_read_as_all_tools_write_them() {
        let check = |text: &str, expected: &[Result<(u32, u32), Problem>]| {
            let found = read(text, 0);
            let shown: Vec<_> = found
                .iter()
                .map(|one| match one {
                    Ok(written) => Ok(written.lines),
                    Err((problem, _)) => Err(*problem),
                })
                .collect();
            assert_eq!(shown, expected, "{text}");
        };
        use Problem::{Reversed, Unreadable, Zero};
        check("1,3-5", &[Ok((1, 1)), Ok((3, 5))]);
        check(
            "1, 3 - 5",
            &[Ok((1, 1)), Ok((3, 3)), Err(Unreadable), Ok((5, 5))],
        );
        check("1,\"3-5\"", &[Ok((1, 1)), Ok((3, 5))]);
        check("1-99999999999999999999", &[Ok((1, u32::MAX))]);
        check(
            "5-3 0 a 1-2-3 -",
            &[
                Err(Reversed),
                Err(Zero),
                Err(Unreadable),
                Err(Unreadable),
                Err(Unreadable),
            ],
        );
        check("", &[]);
    }

    #[test]
    fn places_are_those_of_the_info_string() {
        let found = read("\"3\u{3000}14-15", 10);
        let ranges: Vec<Range<usize>> = found.into_iter().flatten().map(|one| one.range).collect();
        assert_eq!(ranges, [11..12, 15..20]);
    }
}
