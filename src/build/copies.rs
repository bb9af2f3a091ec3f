//! The pages as Markdown, and the lists of them.
//!
//! In: pages, places, the catalogue, the generated pages. Out: the inputs of the copies of pages, and of the files that
//! hold them all. Pages that nobody is meant to find have no copy.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::build::indexed::absolute;
use crate::build::shown::Shown;
use crate::card::{Card, State};
use crate::catalogue::Subject;
use crate::catalogue::place::Place;
use crate::catalogue::tree::{Branch, ROOT};
use crate::export::copy::{Copy, CopyInput, Shared};
use crate::export::llms::{Item, LlmsInput, Section};
use crate::export::tables;
use crate::path::anchor::slug;
use crate::path::input::ContentPath;
use crate::path::output::PageUrl;
use crate::words::ENGLISH;

/// The copies of pages by file.
pub type Copies = BTreeMap<ContentPath, Arc<Copy>>;

impl Shown<'_> {
    /// The copies' input; none if nothing is made of them.
    pub fn copies(
        &self,
        places: &BTreeMap<Subject, Arc<Place>>,
    ) -> BTreeMap<ContentPath, CopyInput> {
        let outputs = &self.config.outputs;
        if !outputs.has("markdown") && !outputs.has("llms") {
            return BTreeMap::new();
        }
        let published = || {
            let pages = self.pages.iter();
            pages.filter(|(_, page)| page.card.state == State::Published)
        };
        let shared = Arc::new(Shared {
            site: absolute(self.config).map(str::to_string),
            copied: match outputs.has("markdown") {
                true => published().map(|(_, page)| page.card.url.clone()).collect(),
                false => BTreeSet::new(),
            },
            words: &ENGLISH,
        });
        let input = |(path, page): (&ContentPath, &Arc<_>)| {
            let place = places.get(&Subject::Page(path.clone()))?.clone();
            let input = CopyInput {
                page: Arc::clone(page),
                place,
                portrait: self.routes.portraits.get(path).cloned(),
                changed: self.dates.get(path).cloned(),
                shared: shared.clone(),
            };
            Some((path.clone(), input))
        };
        published().filter_map(input).collect()
    }

    /// The input of the files that hold all copies, in the order of the sidebar; none if they are not wanted.
    pub fn llms(&self, copies: &Copies) -> Option<LlmsInput> {
        let config = self.config;
        if !config.outputs.has("llms") {
            return None;
        }
        let site = absolute(config).unwrap_or_default();
        let mut sections: Vec<Section> = Vec::new();
        let branches = &self.catalogue.tree().branches;
        let begin = |label: &str, sections: &mut Vec<Section>| {
            let number = sections.len() + 1;
            let name = match slug(label) {
                name if name.is_empty() => number.to_string(),
                name => name,
            };
            let is_taken = sections.iter().any(|section| section.name == name);
            let name = if is_taken {
                format!("{name}-{number}")
            } else {
                name
            };
            sections.push(Section {
                label: label.to_string(),
                name,
                items: Vec::new(),
            });
        };
        let is_top = |branch: &Branch| branch.parent.is_none_or(|parent| parent == ROOT);
        let is_leaf = |branch: &Branch| branch.children.is_empty() || branch.parent.is_none();
        // What stands in no category comes first, in a section of its own.
        let outside = branches
            .iter()
            .filter(|branch| is_top(branch) && is_leaf(branch));
        let outside: Vec<Item> = outside
            .filter_map(|branch| self.item(branch, copies, site))
            .collect();
        if !outside.is_empty() {
            begin(ENGLISH.all_pages, &mut sections);
        }
        if let Some(section) = sections.last_mut() {
            section.items = outside;
        }
        for branch in branches.iter().skip(1) {
            if is_top(branch) {
                if is_leaf(branch) {
                    continue;
                }
                begin(&branch.label, &mut sections);
            }
            let item = self.item(branch, copies, site);
            if let Some(section) = sections.last_mut() {
                section.items.extend(item);
            }
        }
        let tables = self.tables(site);
        if !tables.is_empty() {
            begin(ENGLISH.matrix, &mut sections);
            if let Some(section) = sections.last_mut() {
                section.items = tables;
            }
        }
        sections.retain(|section| !section.items.is_empty());
        let book = &config.book;
        Some(LlmsInput {
            title: book.title.clone(),
            description: book.description.clone(),
            site: site.to_string(),
            sections,
        })
    }

    fn item(&self, branch: &Branch, copies: &Copies, site: &str) -> Option<Item> {
        let path = branch.page.as_ref()?;
        let card: &Card = self.catalogue.cards().get(path)?;
        let url = match self.config.outputs.has("markdown") {
            true => card.url.markdown(),
            false => card.url.clone(),
        };
        Some(Item {
            title: card.title.clone(),
            href: address(&url, site),
            summary: card.description.clone(),
            copy: copies.get(path)?.clone(),
        })
    }

    /// The tables of entries.
    fn tables(&self, site: &str) -> Vec<Item> {
        let matrices = self.routes.matrices.iter();
        let item = |placed: &Arc<_>| {
            let placed: &crate::shows::PlacedMatrix = placed;
            let table = tables::markdown(&placed.matrix, &ENGLISH);
            let whole = format!("# {}\n\n{table}", placed.matrix.title);
            Item {
                title: placed.matrix.title.clone(),
                href: address(&placed.url, site),
                summary: None,
                copy: Arc::new(Copy {
                    beside: String::new(),
                    whole,
                }),
            }
        };
        matrices.map(item).collect()
    }
}

fn address(url: &PageUrl, site: &str) -> String {
    match site.is_empty() {
        true => PageUrl::root().to(url, None),
        false => url.below(site),
    }
}
