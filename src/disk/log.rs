//! The log of a repository, read from its newest commit on.
//!
//! In: the pages, and what `git log -z --name-status` writes, cut at its zero bytes. Out: the last change of each page.
//! A commit begins with the byte 1 and its date; its author and what became of each file follow.

use std::collections::{BTreeMap, BTreeSet};

use crate::path::input::ContentPath;
use crate::sources::{Change, Changes};

/// A history being read, newest first.
#[derive(Debug)]
pub(crate) struct Walk {
    /// The pages whose last change is not known yet, by the name that they had where the walk is.
    names: BTreeMap<String, Vec<ContentPath>>,
    /// The commit.
    commit: Change,
    expects: Expects,
    changes: Changes,
}

/// What the next token is.
#[derive(Debug)]
enum Expects {
    /// What became of a file, or a commit.
    Status,
    /// Who made the commit.
    Author,
    /// The file to which something happened: whether it is there.
    File(bool),
    /// The name that a file had before.
    OldName,
    /// The name that it has now.
    NewName(String),
}

impl Walk {
    /// Looks for the last change of these pages.
    pub(crate) fn new(pages: &BTreeSet<ContentPath>) -> Walk {
        let name = |page: &ContentPath| (page.to_string(), vec![page.clone()]);
        Walk {
            names: pages.iter().map(name).collect(),
            commit: Change::default(),
            expects: Expects::Status,
            changes: Changes::new(),
        }
    }

    /// Whether the rest of the history says nothing new.
    pub(crate) fn is_done(&self) -> bool {
        self.names.is_empty()
    }

    /// Reads on: what stands between two zero bytes of the log.
    pub(crate) fn take(&mut self, token: &[u8]) {
        let text = String::from_utf8_lossy(token).into_owned();
        self.expects = match std::mem::replace(&mut self.expects, Expects::Status) {
            Expects::Status => self.status(text.trim_start_matches('\n')),
            Expects::Author => {
                self.commit.author = text;
                Expects::Status
            }
            Expects::File(is_there) => {
                for page in self.names.remove(&text).unwrap_or_default() {
                    // A page that a commit took away is there again, but nobody has committed that.
                    if is_there {
                        self.changes.insert(page, self.commit.clone());
                    }
                }
                Expects::Status
            }
            Expects::OldName => Expects::NewName(text),
            Expects::NewName(old) => {
                if let Some(pages) = self.names.remove(&text) {
                    self.names.entry(old).or_default().extend(pages);
                }
                Expects::Status
            }
        };
    }

    /// What was found.
    pub(crate) fn changes(self) -> Changes {
        self.changes
    }

    fn status(&mut self, token: &str) -> Expects {
        if let Some(date) = token.strip_prefix('\u{1}') {
            // In UTC, whether git writes `Z` or `+00:00` behind it.
            self.commit.moment = format!("{}Z", date.get(..19).unwrap_or(date));
            return Expects::Author;
        }
        match token.chars().next() {
            Some('R') => Expects::OldName,
            Some('D') => Expects::File(false),
            Some(_) => Expects::File(true),
            None => Expects::Status,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_commit_that_changed_a_page_counts_under_all_its_names() {
        let log = "\u{1}5\0Eve\0\nR100\0b.md\0c.md\0M\0gone.md\0\0\u{1}4\0Ada\0\nM\0b.md\0A\0new.md\0\0\
            \u{1}3\0Bob\0\nR100\0a.md\0new.md\0D\0back.md\0\0\u{1}2\0Ada\0\nA\0back.md\0A\0a.md\0A\0ä b.md\0";
        let pages = ["a.md", "back.md", "c.md", "new.md", "never.md", "ä b.md"];
        let pages = pages
            .iter()
            .filter_map(|page| ContentPath::new(page))
            .collect();
        let mut walk = Walk::new(&pages);
        for token in log.split('\0') {
            walk.take(token.as_bytes());
        }
        assert!(!walk.is_done(), "one page is in no commit");
        let found: Vec<String> = walk
            .changes
            .iter()
            .map(|(page, change)| format!("{page} {} {}", change.moment, change.author))
            .collect();
        let expected = [
            "a.md 2Z Ada",
            "c.md 4Z Ada",
            "new.md 4Z Ada",
            "ä b.md 2Z Ada",
        ];
        assert_eq!(found, expected);
    }
}
