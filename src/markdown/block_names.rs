//! Names of code blocks on their page.
//!
//! In: the ids that other elements of the page have. Out: `code-1`, `code-2` and so on, one for each block. Ids inside
//! a block are its name, a hyphen, a capital letter and a number: `code-1-L3`. The ids that are made from headings hold
//! no capital letters; a name is skipped if an id that somebody wrote could be one of its own.

use std::collections::BTreeSet;

use crate::path::anchor::Anchor;

/// Gives out names.
#[derive(Debug, Default)]
pub struct BlockNames {
    taken: BTreeSet<String>,
    count: usize,
}

impl BlockNames {
    /// Names on a page whose other elements have these ids.
    pub fn new<'a>(ids: impl IntoIterator<Item = &'a Anchor>) -> BlockNames {
        let name = |id: &'a Anchor| {
            let (name, inner) = id.as_str().rsplit_once('-')?;
            let is_inner = inner.starts_with(|letter: char| letter.is_ascii_uppercase());
            is_inner.then(|| name.to_string())
        };
        BlockNames {
            taken: ids.into_iter().filter_map(name).collect(),
            count: 0,
        }
    }

    /// The name of the next block.
    pub fn give(&mut self) -> String {
        loop {
            self.count += 1;
            let name = format!("code-{}", self.count);
            if !self.taken.contains(&name) {
                return name;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_counted_and_leave_written_ids_alone() {
        let ids = ["code-1", "code-2-L3", "code-3-l3", "code-4-", "L"].map(Anchor::written);
        let mut names = BlockNames::new(ids.iter().flatten());
        let found: Vec<String> = (0..4).map(|_| names.give()).collect();
        assert_eq!(found, ["code-1", "code-3", "code-4", "code-5"]);
    }
}
