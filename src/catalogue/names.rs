//! Pages by name.
//!
//! In: cards. Out: [`Names`]: the page that a name means. Ids come first, then folder and id, then titles, then other
//! names; case and accents make no difference in the last two. Where the first that fits leaves several pages, the
//! name is ambiguous.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::card::Card;
use crate::catalogue::tree::{Cards, path_id};
use crate::path::fold::fold;
use crate::path::input::ContentPath;

/// All names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    ids: Index,
    path_ids: Index,
    titles: Index,
    aliases: Index,
}

type Index = BTreeMap<String, Vec<ContentPath>>;

/// The pages that a name may mean: none, one, or several.
pub type Hits<'a> = &'a [ContentPath];

impl Names {
    /// The names of all pages.
    pub fn new(cards: &Cards) -> Names {
        let mut names = Names::default();
        for card in cards.values() {
            let add = |index: &mut Index, name: String| {
                let pages = index.entry(name).or_default();
                if pages.last() != Some(&card.path) {
                    pages.push(card.path.clone());
                }
            };
            add(&mut names.ids, card.id.clone());
            add(&mut names.path_ids, path_id(card));
            add(&mut names.titles, fold(&card.title));
            for alias in &card.aliases {
                add(&mut names.aliases, fold(alias));
            }
        }
        names
    }

    /// The pages that a name may mean.
    pub fn find(&self, name: &str) -> Hits<'_> {
        let folded = fold(name);
        let exact = self.ids.get(name).or_else(|| self.path_ids.get(name));
        let pages = exact
            .or_else(|| self.titles.get(&folded))
            .or_else(|| self.aliases.get(&folded));
        pages.map(Vec::as_slice).unwrap_or_default()
    }
}

/// Everything that a page may be called, as it is written.
pub fn spellings(card: &Arc<Card>) -> impl Iterator<Item = String> {
    let names = [card.id.clone(), path_id(card), card.title.clone()];
    names.into_iter().chain(card.aliases.iter().cloned())
}
