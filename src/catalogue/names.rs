//! Entries and pages by name.
//!
//! In: entries, and cards. Out: [`Names`]: the spots that a name means. Ids of entries come first, then those of other
//! pages, then folder and id, then titles, then other names; case and accents make no difference in the last two. Where
//! the first that fits leaves several spots, the name is ambiguous.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::card::Card;
use crate::catalogue::entry::Entry;
use crate::catalogue::tree::{Cards, path_id};
use crate::path::anchor::Anchor;
use crate::path::fold::fold;
use crate::path::input::ContentPath;

/// What can be named: a page, or the section of a page that is an entry.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spot {
    /// The page.
    pub page: ContentPath,
    /// The heading of the section.
    pub anchor: Option<Anchor>,
}

/// All names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    entry_ids: Index,
    ids: Index,
    path_ids: Index,
    titles: Index,
    aliases: Index,
    /// What each spot is called without doubt.
    id_of: BTreeMap<Spot, String>,
}

type Index = BTreeMap<String, Vec<Spot>>;

/// The spots that a name may mean: none, one, or several.
pub type Hits<'a> = &'a [Spot];

impl Spot {
    /// A page as a whole.
    pub fn page(path: &ContentPath) -> Spot {
        Spot {
            page: path.clone(),
            anchor: None,
        }
    }

    /// Where an entry stands.
    pub fn of(entry: &Entry) -> Spot {
        Spot {
            page: entry.page.clone(),
            anchor: entry.anchor.clone(),
        }
    }
}

impl Names {
    /// The names of all entries and pages.
    pub fn new<'a>(cards: &Cards, entries: impl Iterator<Item = &'a Entry>) -> Names {
        let mut names = Names::default();
        for entry in entries {
            let spot = Spot::of(entry);
            add(&mut names.entry_ids, entry.id.clone(), &spot);
            names.id_of.insert(spot.clone(), entry.id.clone());
            if entry.anchor.is_some() {
                add(&mut names.path_ids, entry.path_id.clone(), &spot);
                add(&mut names.titles, fold(&entry.title), &spot);
            }
            for alias in &entry.aliases {
                add(&mut names.aliases, fold(alias), &spot);
            }
        }
        for card in cards.values() {
            let spot = Spot::page(&card.path);
            add(&mut names.ids, card.id.clone(), &spot);
            add(&mut names.path_ids, path_id(card), &spot);
            names
                .id_of
                .entry(spot.clone())
                .or_insert_with(|| path_id(card));
            add(&mut names.titles, fold(&card.title), &spot);
            for alias in &card.aliases {
                add(&mut names.aliases, fold(alias), &spot);
            }
        }
        names.tidy();
        names
    }

    /// Puts the spots of each name in order, each once.
    fn tidy(&mut self) {
        let exact = [&mut self.entry_ids, &mut self.ids, &mut self.path_ids];
        let loose = [&mut self.titles, &mut self.aliases];
        for index in exact.into_iter().chain(loose) {
            for spots in index.values_mut() {
                spots.sort_unstable();
                spots.dedup();
            }
        }
    }

    /// The spots that a name may mean.
    pub fn find(&self, name: &str) -> Hits<'_> {
        self.search(name).0
    }

    /// The spots that a name may mean, and whether the name is an id.
    pub fn search(&self, name: &str) -> (Hits<'_>, bool) {
        let exact = [&self.entry_ids, &self.ids, &self.path_ids];
        if let Some(spots) = exact.iter().find_map(|index| index.get(name)) {
            return (spots, true);
        }
        let folded = fold(name);
        let loose = self.titles.get(&folded);
        let spots = loose.or_else(|| self.aliases.get(&folded));
        (spots.map(Vec::as_slice).unwrap_or_default(), false)
    }

    /// What means this spot and nothing else: the id of an entry, else folder and id of the page.
    pub fn id_of(&self, spot: &Spot) -> &str {
        self.id_of.get(spot).map_or("", String::as_str)
    }

    /// Whether an entry stands at a spot.
    pub fn is_entry(&self, spot: &Spot) -> bool {
        let spots = self.entry_ids.get(self.id_of(spot));
        spots.is_some_and(|spots| spots.contains(spot))
    }

    /// Whether a spot is a page or an entry.
    pub fn knows(&self, spot: &Spot) -> bool {
        self.id_of.contains_key(spot)
    }

    /// Everything by which something is found, for suggestions.
    pub fn all(&self) -> impl Iterator<Item = &str> {
        let exact = [&self.entry_ids, &self.ids, &self.path_ids];
        let loose = [&self.titles, &self.aliases];
        let indexes = exact.into_iter().chain(loose);
        indexes.flat_map(|index| index.keys().map(String::as_str))
    }
}

fn add(index: &mut Index, name: String, spot: &Spot) {
    index.entry(name).or_default().push(spot.clone());
}

/// Everything that a page may be called, as it is written.
pub fn spellings(card: &Arc<Card>) -> impl Iterator<Item = String> {
    let names = [card.id.clone(), path_id(card), card.title.clone()];
    names.into_iter().chain(card.aliases.iter().cloned())
}
