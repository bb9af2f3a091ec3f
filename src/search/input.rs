//! What an index is made from.
//!
//! In: the words of each page, the pages, the catalogue, the settings. Out: [`SearchInput`], which knows the order of
//! the pages and what each is.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::card::State;
use crate::catalogue::Catalogue;
use crate::catalogue::entry::Entry;
use crate::catalogue::names::Spot;
use crate::config::Search;
use crate::page::Page;
use crate::path::input::ContentPath;
use crate::search::terms::Terms;
use crate::words::Words;

/// What an index is made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SearchInput {
    /// The words of every page that is found.
    pub terms: BTreeMap<ContentPath, Arc<Terms>>,
    /// The pages.
    pub pages: BTreeMap<ContentPath, Arc<Page>>,
    /// What the catalogue says of them.
    pub catalogue: Arc<Catalogue>,
    /// `[search]`.
    pub settings: Search,
    /// The language of the book.
    pub language: String,
    /// The words of the interface.
    pub words: &'static Words,
}

/// Whether a page is found: not if it is a draft, if no list names it, or if it says `search: false`.
pub fn is_found(page: &Page) -> bool {
    page.card.state == State::Published && page.card.is_searched
}

impl SearchInput {
    /// The pages that are found, in the order of reading, then those that the sidebar does not show. The place of a page
    /// in this list is its number.
    pub fn order(&self) -> Vec<&ContentPath> {
        let branches = self.catalogue.tree().branches.iter();
        let read = branches.filter_map(|branch| branch.page.as_ref());
        let mut place: BTreeMap<&ContentPath, usize> = BTreeMap::new();
        for (index, path) in read.enumerate() {
            place.entry(path).or_insert(index);
        }
        let pages = self.pages.keys();
        let mut order: Vec<&ContentPath> = pages
            .filter(|path| self.terms.contains_key(*path))
            .collect();
        order.sort_by_key(|path| place.get(path).copied().unwrap_or(usize::MAX));
        order
    }

    /// The entry that a page is.
    pub fn entry(&self, path: &ContentPath) -> Option<&Arc<Entry>> {
        self.catalogue.patterns().entry_at(&Spot::page(path))
    }
}
