//! `.patternbook-journal` in the output folder: a commit that has begun.
//!
//! In: the files to put in place and those to remove, or the bytes of a journal that a killed process left, which
//! anybody may have changed. Out: the same as a value. While the file is there, a commit is unfinished.

use std::fmt;

use crate::disk::manifest::{Entry, body};

const FIRST_LINE: &str = "patternbook journal 1";

/// What a commit does.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Journal {
    /// Files to put in place, each with the number of its temporary file.
    pub(crate) puts: Vec<(usize, Entry)>,
    /// Files to remove.
    pub(crate) removals: Vec<Entry>,
}

impl Journal {
    /// Reads a journal; `None` if it is not one of this format. Lines that cannot be read are passed over.
    pub(crate) fn parse(bytes: &[u8]) -> Option<Journal> {
        let mut journal = Journal::default();
        for line in body(bytes, FIRST_LINE)? {
            if let Some(entry) = line.strip_prefix("remove ").and_then(Entry::parse) {
                journal.removals.push(entry);
            } else if let Some(put) = line.strip_prefix("put ").and_then(put) {
                journal.puts.push(put);
            }
        }
        Some(journal)
    }
}

fn put(line: &str) -> Option<(usize, Entry)> {
    let (number, entry) = line.split_once(' ')?;
    Some((number.parse().ok()?, Entry::parse(entry)?))
}

impl fmt::Display for Journal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(formatter, "{FIRST_LINE}")?;
        for (number, entry) in &self.puts {
            writeln!(formatter, "put {number} {entry}")?;
        }
        self.removals
            .iter()
            .try_for_each(|entry| writeln!(formatter, "remove {entry}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fingerprint::Fingerprint;
    use crate::path::output::OutputPath;
    use proptest::prelude::*;

    #[test]
    fn a_journal_is_read_back() {
        let entry = |path: &str| Entry {
            path: OutputPath::new(path).unwrap(),
            length: 1,
            hash: Fingerprint::of(b"x"),
        };
        let journal = Journal {
            puts: vec![(0, entry("a b/c")), (7, entry("d"))],
            removals: vec![entry("e")],
        };
        let text = journal.to_string();
        assert_eq!(Journal::parse(text.as_bytes()), Some(journal));
        assert_eq!(Journal::parse(b"patternbook journal 0\n"), None);
        let hostile = text.replace("a b/c", "../c");
        assert_eq!(Journal::parse(hostile.as_bytes()).unwrap().puts.len(), 1);
    }

    proptest! {
        #[test]
        fn any_bytes_yield_paths_below_the_folder(line in "(put [0-9-]{0,3}|remove) [0-9a-f]{63,64} [0-9]{1,25} [./a]{1,9}") {
            let text = format!("{FIRST_LINE}\n{line}\n");
            let journal = Journal::parse(text.as_bytes()).unwrap();
            for entry in journal.removals.iter().chain(journal.puts.iter().map(|(_, entry)| entry)) {
                prop_assert!(entry.path.as_str().split('/').all(|part| !matches!(part, "" | "." | "..")));
            }
        }
    }
}
