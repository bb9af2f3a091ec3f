//! Changes to code: a patch whose lines have the colours of the language that is changed.
//!
//! In: a text whose lines begin with `+`, `-` or a space. Out: what each line is, and the text without the signs, for
//! the grammar of the language. The signs stay in what is shown: a patch is copied as it is.

use crate::look::Mark;

/// A line of a patch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Change {
    /// It was added or removed.
    Changed(Mark),
    /// It stayed.
    Same,
    /// It says where the lines below stand.
    Head,
}

impl Change {
    /// What a line is.
    pub(crate) fn of(line: &str) -> Change {
        let is_head = ["@@", "+++ ", "--- ", "diff ", "index "];
        if is_head.iter().any(|head| line.starts_with(head)) {
            return Change::Head;
        }
        match line.bytes().next() {
            Some(b'+') => Change::Changed(Mark::Inserted),
            Some(b'-') => Change::Changed(Mark::Deleted),
            _ => Change::Same,
        }
    }

    /// How many bytes of a line are its sign.
    pub(crate) fn sign(self, line: &str) -> usize {
        match self {
            Change::Changed(_) => 1,
            Change::Same => usize::from(line.starts_with(' ')),
            Change::Head => 0,
        }
    }
}

/// The text without signs, and with an empty line in the place of a head.
pub(crate) fn code(text: &str) -> String {
    let lines = text.split_inclusive('\n');
    let code = lines.map(|line| match Change::of(line) {
        Change::Head => "\n",
        change => &line[change.sign(line)..],
    });
    code.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_are_taken_from_lines_of_code() {
        let patch = "--- a\n+++ b\n@@ -1 +1 @@\n-a = 1\n+a = 2\n b\nc\n\n";
        assert_eq!(code(patch), "\n\n\na = 1\na = 2\nb\nc\n\n");
        let kinds: Vec<Change> = patch.lines().skip(2).map(Change::of).collect();
        use Change::{Changed, Head, Same};
        let expected = [
            Head,
            Changed(Mark::Deleted),
            Changed(Mark::Inserted),
            Same,
            Same,
            Same,
        ];
        assert_eq!(kinds, expected);
    }
}
