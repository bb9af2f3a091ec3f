//! Names of code blocks on their page.
//!
//! In: the ids that code blocks ask for, and those that other elements of the page have. Out: for each block the id it
//! asks for, else `code-1`, `code-2` and so on. Ids inside a block are its name, a hyphen, a capital letter and more:
//! `code-1-L3`. The ids that are made from headings hold no capital letters; a name is skipped if it is that of
//! another block, or if an id that somebody wrote could be one of its own.

use std::collections::{BTreeMap, BTreeSet};

use crate::path::anchor::Anchor;

/// Gives out names.
#[derive(Debug, Default)]
pub struct BlockNames {
    asked: BTreeMap<usize, Anchor>,
    taken: BTreeSet<String>,
    count: usize,
}

impl BlockNames {
    /// Names on a page whose other elements have these ids, for blocks of which some ask for one, by their first byte.
    pub fn new<'a>(
        asked: BTreeMap<usize, Anchor>,
        ids: impl IntoIterator<Item = &'a Anchor>,
    ) -> BlockNames {
        let name = |id: &'a Anchor| {
            let (name, inner) = id.as_str().rsplit_once('-')?;
            let is_inner = inner.starts_with(|letter: char| letter.is_ascii_uppercase());
            is_inner.then(|| name.to_string())
        };
        let own = asked.values().map(Anchor::to_string);
        BlockNames {
            taken: ids.into_iter().filter_map(name).chain(own).collect(),
            asked,
            count: 0,
        }
    }

    /// The name of the next block, which begins at a byte, and whether the author gave it.
    pub fn give(&mut self, start: usize) -> (String, bool) {
        self.count += 1;
        if let Some(name) = self.asked.get(&start) {
            return (name.to_string(), true);
        }
        while self.taken.contains(&format!("code-{}", self.count)) {
            self.count += 1;
        }
        (format!("code-{}", self.count), false)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_counted_and_leave_written_ids_alone() {
        let ids = ["code-1", "code-2-L3", "code-3-l3", "code-4-", "L"].map(Anchor::written);
        let asked = [(40, "own"), (80, "code-4")].map(|(at, id)| Some((at, Anchor::written(id)?)));
        let mut names =
            BlockNames::new(asked.into_iter().flatten().collect(), ids.iter().flatten());
        let found: Vec<String> = [0, 20, 40, 60].map(|start| names.give(start).0).into();
        assert_eq!(found, ["code-1", "code-3", "own", "code-5"]);
    }
}
