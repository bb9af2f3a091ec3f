//! A line as it is shown to people.
//!
//! In: a line of a file and the bytes in it that are meant. Out: what is shown of it, never longer than a screen is
//! wide, and the mark in what is shown.

use std::ops::Range;

use crate::report::visible::{push, width};

/// How many columns of a line are shown.
pub(crate) const MAX_LINE: usize = 200;

/// How many columns before the mark are shown of a line that is cut.
const BEFORE_MARK: usize = 60;

/// A line as it is shown, at most [`MAX_LINE`] columns of it, and the mark in what is shown.
pub(crate) fn cut(line: &str, mark: Range<usize>) -> (String, Range<usize>) {
    let mut total = 0;
    let is_long = line.chars().any(|character| {
        total += width(character);
        total > MAX_LINE
    });
    let mut from = mark.start;
    let mut before = 0;
    for (at, character) in line[..mark.start].char_indices().rev() {
        before += width(character);
        if is_long && before > BEFORE_MARK {
            break;
        }
        from = at;
    }
    let mut shown = String::new();
    if from > 0 {
        shown.push('…');
    }
    let (mut mark_start, mut mark_end) = (None, None);
    let mut columns = 0;
    for (at, character) in line[from..].char_indices() {
        let at = from + at;
        if at >= mark.start && mark_start.is_none() {
            mark_start = Some(shown.len());
        }
        if at >= mark.end && mark_end.is_none() {
            mark_end = Some(shown.len());
        }
        columns += width(character);
        if is_long && columns > MAX_LINE {
            break;
        }
        push(&mut shown, character);
    }
    let end = shown.len();
    if columns > MAX_LINE {
        shown.push('…');
    }
    (shown, mark_start.unwrap_or(end)..mark_end.unwrap_or(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_cut_around_its_mark() {
        let check = |line: &str, mark: &str| {
            let start = line.find(mark).unwrap();
            let (shown, range) = cut(line, start..start + mark.len());
            assert_eq!(&shown[range], mark);
            assert!(shown.chars().count() <= MAX_LINE + 2, "{}", shown.len());
            shown
        };
        assert_eq!(check("short line", "line"), "short line");
        let far = format!("{}MARK{}", "ä".repeat(5000), "x".repeat(5000));
        let shown = check(&far, "MARK");
        assert!(shown.starts_with("…ä") && shown.ends_with("x…"));
        assert!(check(&format!("MARK{}", "x".repeat(5000)), "MARK").starts_with("MARK"));
        assert!(check(&format!("{}MARK", "x".repeat(5000)), "MARK").ends_with("MARK"));
    }

    #[test]
    fn a_mark_longer_than_the_cut_ends_with_it() {
        let (shown, mark) = cut(&"x".repeat(1000), 0..1000);
        assert_eq!(mark, 0..MAX_LINE);
        assert_eq!(shown.chars().count(), MAX_LINE + 1);
    }
}
