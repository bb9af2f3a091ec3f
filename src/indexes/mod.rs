//! The pages that list what is in the book: families, names from A to Z, tags, and the ways in from the start page.
//!
//! In: what the other generated pages are made from, those pages, the titles of pages, the tags. Out: [`Indexes`]. A list
//! exists when it has something to show, so a plain book has no more than its names.

pub mod listed;
pub mod tags;
pub mod home;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::catalogue::entry::{Entry, Named};
use crate::catalogue::place::Link;
use crate::catalogue::tags::DescribedTag;
use crate::generated::collection::Collection;
use crate::generated::graph::Painter;
use crate::generated::heads::Head;
use crate::generated::letters::{Name, letters};
use crate::generated::matrix::Matrix;
use crate::generated::slice::slices;
use crate::indexes::home::home;
use crate::indexes::listed::{
    Family, Home, Index, IndexShows, ListedEntry, Slice, TagGroup, TagPage,
};
use crate::model;
use crate::path::output::PageUrl;
use crate::routes::{Routes, RoutesInput};

/// A list of one name helps nobody.
const FEWEST_NAMES: usize = 2;

/// What lists are made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndexesInput {
    /// What the other generated pages are made from.
    pub from: RoutesInput,
    /// The other generated pages.
    pub routes: Arc<Routes>,
    /// The pages that lists may name and that are no entries, each with its other names.
    pub pages: Vec<(Named, Vec<String>)>,
    /// The tags, in order.
    pub tags: Vec<DescribedTag>,
    /// The page of all tags, if there are any.
    pub tags_page: Option<PageUrl>,
}

/// The lists.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Indexes {
    /// Every page by its address.
    pub pages: BTreeMap<PageUrl, Index>,
    /// The page of each family, by id.
    pub families: BTreeMap<String, PageUrl>,
    /// The page of all names.
    pub names: Option<PageUrl>,
    /// All tags.
    pub tags: Arc<Vec<TagGroup>>,
    /// What the page of a tag shows, by permalink.
    pub tag_pages: BTreeMap<String, Arc<TagPage>>,
    /// What the start page shows of the catalogue.
    pub home: Arc<Home>,
    /// The pages that the header leads to, in order.
    pub header: Vec<Link>,
}

impl Indexes {
    /// All lists.
    pub fn new(input: &IndexesInput) -> Indexes {
        let from = &input.from;
        let collection = Collection::new(&from.model, from.words, &from.entries);
        let slices = |entries: &[Arc<Entry>]| -> Vec<Slice> {
            let parts = slices(&collection, &from.views, entries);
            parts.into_iter().map(|part| input.slice(part)).collect()
        };
        let mut indexes = Indexes {
            tags: Arc::new(tags::groups(&input.tags, from.words)),
            tag_pages: tags::pages(&input.tags, &from.entries, slices),
            ..Indexes::default()
        };
        let families = Arc::new(input.families(&collection, slices));
        let all_families = from.link("families", "", from.words.families);
        let all_families = all_families.filter(|_| !families.is_empty());
        if let Some(up) = &all_families {
            indexes.add(vec![up.clone()], IndexShows::Families(families.clone()));
            for (index, family) in families.iter().enumerate() {
                let trail = vec![up.clone(), family.link.clone()];
                indexes.add(trail, IndexShows::Family(families.clone(), index));
            }
        }
        if let Some(url) = &input.tags_page {
            let label = from.words.tags.into();
            let url = url.clone();
            indexes.header.push(Link { label, url });
        }
        let names = input.names();
        let names = Some(names).filter(|names| names.len() >= FEWEST_NAMES);
        let all_names = from.link("a-z", "", from.words.a_to_z);
        if let Some((names, own)) = names.zip(all_names) {
            indexes.names = Some(own.url.clone());
            let letters = letters(names, from.words);
            indexes.add(vec![own.clone()], IndexShows::Letters(Arc::new(letters)));
            // A book without entries is read by its contents.
            if !from.entries.is_empty() {
                indexes.header.push(own);
            }
        }
        indexes.families = input.family_pages(&families);
        indexes.home = Arc::new(home(input_of_home(input, &indexes, families, all_families)));
        indexes
    }

    fn add(&mut self, trail: Vec<Link>, shows: IndexShows) {
        if let Some(url) = trail.last().map(|own| own.url.clone()) {
            self.pages.insert(url, Index { trail, shows });
        }
    }
}

fn input_of_home<'a>(
    input: &'a IndexesInput,
    indexes: &Indexes,
    families: Arc<Vec<Family>>,
    all_families: Option<Link>,
) -> home::HomeInput<'a> {
    home::HomeInput {
        words: input.from.words,
        routes: &input.routes,
        entries: input
            .from
            .entries
            .iter()
            .map(|entry| input.listed(entry))
            .collect(),
        families,
        all_families,
        names: indexes.names.clone(),
        tags: (input.tags.len(), input.tags_page.clone()),
    }
}

impl IndexesInput {
    /// The families that have entries, in the order of the model.
    fn families(
        &self,
        collection: &Collection,
        slices: impl Fn(&[Arc<Entry>]) -> Vec<Slice>,
    ) -> Vec<Family> {
        let from = &self.from;
        let painter = Painter::new(collection, &from.edges, &from.pages);
        let family = |family: &model::Family| {
            let link = from.link("families", &family.id, &family.label)?;
            let is_member = |entry: &&Arc<Entry>| entry.family.as_deref() == Some(&*family.id);
            let members: Vec<Arc<Entry>> = from.entries.iter().filter(is_member).cloned().collect();
            (!members.is_empty()).then(|| Family {
                link,
                description: family.description.clone(),
                entries: members.iter().map(|entry| self.listed(entry)).collect(),
                slices: slices(&members),
                drawing: painter.family(&family.id, from.views.graph_max_nodes),
            })
        };
        from.model.families.iter().filter_map(family).collect()
    }

    fn family_pages(&self, families: &[Family]) -> BTreeMap<String, PageUrl> {
        let known = self.from.model.families.iter();
        known
            .filter_map(|family| {
                let link = self.from.link("families", &family.id, "")?;
                let has_page = families.iter().any(|shown| shown.link.url == link.url);
                has_page.then(|| (family.id.clone(), link.url))
            })
            .collect()
    }

    fn listed(&self, entry: &Entry) -> ListedEntry {
        let kind = self.from.model.kinds.get(&entry.kind);
        ListedEntry {
            name: Named::of(entry),
            summary: entry.summary.clone(),
            kind: kind.map_or(&entry.kind, |kind| &kind.label).clone(),
            reviewed: entry.reviewed.clone(),
        }
    }

    /// The titles and other names of entries and pages.
    fn names(&self) -> Vec<Name> {
        let entries = self.from.entries.iter();
        let entries = entries.map(|entry| (Named::of(entry), &entry.aliases));
        let pages = self.pages.iter();
        let pages = pages.map(|(name, aliases)| (name.clone(), aliases));
        let mut names = Vec::new();
        for (named, aliases) in entries.chain(pages) {
            let labels = [named.title.to_string()]
                .into_iter()
                .chain(aliases.iter().cloned());
            names.extend(labels.enumerate().map(|(place, label)| Name {
                label,
                names: named.clone(),
                is_alias: place > 0,
            }));
        }
        names
    }

    /// A part of a table with the pages of the whole one.
    fn slice(&self, matrix: Matrix) -> Slice {
        let whole = self.from.link("matrix", &matrix.id, &matrix.title);
        let has_page = |url: &PageUrl| self.routes.pages.contains_key(url);
        let order = |(index, head): (usize, &Head)| {
            let below = format!("{}/by/{}", matrix.id, head.id);
            let url = self.from.link("matrix", &below, "")?.url;
            has_page(&url).then_some((index, url))
        };
        Slice {
            orders: matrix
                .columns
                .iter()
                .enumerate()
                .filter_map(order)
                .collect(),
            whole: whole.filter(|link| has_page(&link.url)),
            matrix,
        }
    }
}
