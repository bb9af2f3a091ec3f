//! How a block of code is shown, beside its colours.
//!
//! In: what an author says of it. Out: [`Look`], a value that is part of a fragment, so that blocks with the same text
//! and another look are other fragments. Lines are counted from 1, in the text that is shown.

use std::collections::BTreeMap;

/// How a block of code is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Look {
    /// What stands above it.
    pub title: Option<String>,
    /// The number of the first line, if lines have numbers.
    pub numbers: Option<u32>,
    /// Lines that are marked.
    pub marks: BTreeMap<Mark, Lines>,
    /// Lines that the others step back for; all of them, if it is empty.
    pub focus: Lines,
    /// Lines that are not shown before a reader asks for them.
    pub hidden: Lines,
    /// Texts that are marked wherever they occur.
    pub texts: Vec<TextMark>,
    /// Where readers are led to a note below.
    pub notes: Vec<NoteMark>,
    /// The language of the code in a block of changes.
    pub changed: Option<String>,
    /// Long lines are broken.
    pub wraps: bool,
    /// The block is closed until a reader opens it.
    pub folds: bool,
    /// There is no button that copies it.
    pub no_copy: bool,
    /// Its name on the page is the author's, and an id that links may lead to.
    pub is_named: bool,
    /// Words of the author's that mean nothing to the program, for style sheets.
    pub words: Vec<String>,
}

impl Look {
    /// The look without what takes an element for each line.
    #[must_use]
    pub fn without_lines(&self) -> Look {
        Look {
            title: self.title.clone(),
            notes: self.notes.clone(),
            words: self.words.clone(),
            wraps: self.wraps,
            folds: self.folds,
            no_copy: self.no_copy,
            is_named: self.is_named,
            ..Look::default()
        }
    }
}

/// What is said of a line or a text. Where a line has several, the greatest counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mark {
    /// It is looked at.
    Marked,
    /// It was added.
    Inserted,
    /// It was removed.
    Deleted,
    /// It may go wrong.
    Warning,
    /// It is wrong.
    Error,
}

/// A text that is marked.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TextMark {
    /// What is looked for within each line.
    pub find: Find,
    /// What is said of it.
    pub mark: Mark,
}

/// What is looked for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Find {
    /// A text, letter by letter.
    Text(String),
    /// A regular expression that [`Pattern`](crate::pattern::Pattern) takes.
    Pattern(String),
}

/// A place at the end of a line from which a reader is led to a note.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NoteMark {
    /// The line.
    pub line: u32,
    /// Which of the notes below it is, from 1.
    pub number: u32,
}

/// Some lines of a text: ranges in order that do not touch each other, so that hostile ones cost nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Lines(Vec<(u32, u32)>);

impl Lines {
    /// The lines of some ranges, each its first and its last line.
    pub fn new(mut ranges: Vec<(u32, u32)>) -> Lines {
        ranges.retain(|(first, last)| first <= last);
        ranges.sort_unstable();
        let mut merged: Vec<(u32, u32)> = Vec::with_capacity(ranges.len());
        for (first, last) in ranges {
            match merged.last_mut() {
                Some((_, end)) if first <= end.saturating_add(1) => *end = last.max(*end),
                _ => merged.push((first, last)),
            }
        }
        Lines(merged)
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether a line is one of them.
    pub fn contains(&self, line: u32) -> bool {
        let before = self.0.partition_point(|(first, _)| *first <= line);
        let range = before.checked_sub(1).and_then(|at| self.0.get(at));
        range.is_some_and(|(_, last)| line <= *last)
    }

    /// How many of the first lines of a text are among them.
    pub fn count_within(&self, lines: u32) -> u32 {
        let cut = |(first, last): &(u32, u32)| {
            (*last).min(lines).saturating_add(1).saturating_sub(*first)
        };
        self.0.iter().map(cut).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_merged_and_hold_their_lines() {
        let lines = Lines::new(vec![(7, u32::MAX), (1, 2), (3, 3), (5, 4), (2, 2), (9, 9)]);
        assert_eq!(lines.0, [(1, 3), (7, u32::MAX)]);
        let found: Vec<u32> = (0..10).filter(|line| lines.contains(*line)).collect();
        assert_eq!(found, [1, 2, 3, 7, 8, 9]);
        assert_eq!(lines.count_within(8), 5);
        assert_eq!(lines.count_within(2), 2);
        assert_eq!(Lines::default().count_within(2), 0);
    }
}
