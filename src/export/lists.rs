//! What a book holds, as tables.
//!
//! In: the catalogue. Out: a [`Table`] for people or for programs, in an order that depends on nothing but the pages.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::{Serialize, Serializer};

use crate::card::{Card, State};
use crate::catalogue::Catalogue;
use crate::catalogue::edge::Edge;
use crate::catalogue::names::Spot;
use crate::catalogue::tree::path_id;
use crate::config::{Config, ConfigInput};
use crate::export::inventory::{self, Lines};
use crate::export::proposals::proposal;
use crate::page::Page;
use crate::path::anchor::Anchor;
use crate::path::input::ContentPath;
use crate::path::output::OutputPath;
use crate::sources::Sources;

/// What can be listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// Pages, with their addresses.
    Pages,
    /// Entries, with their kinds and families.
    Entries,
    /// Everything that references may name.
    Ids,
    /// Tags, with the number of their pages.
    Tags,
    /// Relations, each reason in a row.
    Relations,
    /// The types of relations that prose suggests, where none is declared.
    Proposals,
    /// Links in prose from page to page.
    Mentions,
    /// Pages to which no other page leads.
    Orphans,
    /// Drafts.
    Drafts,
    /// The headings of all pages, with their ids.
    Headings,
    /// Links and pictures, with where they lead.
    Links {
        /// Only those that lead out of the book.
        external: bool,
    },
    /// Every address of the site.
    Urls,
    /// Every setting with its value.
    Config,
}

/// What is listed.
#[derive(Clone, Copy, Debug)]
pub struct Holdings<'a> {
    /// The book as a whole.
    pub catalogue: &'a Catalogue,
    /// Its pages.
    pub pages: &'a BTreeMap<ContentPath, Arc<Page>>,
    /// The documents of the site.
    pub documents: &'a [OutputPath],
    /// What it is made from.
    pub sources: &'a Sources,
    /// Its settings.
    pub config: &'a Config,
}

/// Rows of texts below names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// The names of the columns.
    pub columns: Vec<&'static str>,
    /// The rows.
    pub rows: Vec<Vec<String>>,
}

/// Lists a part of a book.
pub fn table(what: What, holdings: &Holdings<'_>) -> Table {
    let catalogue = holdings.catalogue;
    let pages_of = || holdings.pages.values().map(|page| &**page);
    let (columns, rows) = match what {
        What::Pages => (vec!["id", "title", "address", "file"], pages(catalogue)),
        What::Entries => (
            vec!["id", "title", "kind", "family", "address", "file"],
            entries(catalogue),
        ),
        What::Ids => (vec!["id", "title", "is", "file"], ids(catalogue)),
        What::Tags => (vec!["tag", "address", "pages"], tags(catalogue)),
        What::Relations => (
            vec!["from", "relation", "to", "why", "file"],
            relations(catalogue),
        ),
        What::Proposals => (
            vec!["from", "proposed", "to", "why", "file"],
            proposals(catalogue),
        ),
        What::Mentions => (vec!["from", "to", "below"], mentions(catalogue)),
        What::Orphans => (vec!["id", "title", "file"], orphans(catalogue)),
        What::Drafts => (vec!["id", "title", "file"], drafts(catalogue)),
        What::Headings => (
            vec!["page", "level", "id", "heading", "place"],
            inventory::headings(pages_of(), &Lines::new(holdings.sources)),
        ),
        What::Links { external } => (
            vec!["place", "kind", "to"],
            inventory::links(
                pages_of(),
                catalogue,
                &Lines::new(holdings.sources),
                external,
            ),
        ),
        What::Urls => (
            vec!["address", "file"],
            inventory::urls(holdings.documents.iter()),
        ),
        What::Config => {
            let input = ConfigInput {
                book: holdings.sources.book.clone(),
                settings: holdings.sources.settings.clone(),
            };
            (
                vec!["setting", "value", "from"],
                inventory::config(holdings.config, &input),
            )
        }
    };
    Table { columns, rows }
}

fn pages(catalogue: &Catalogue) -> Vec<Vec<String>> {
    let row = |card: &Arc<Card>| {
        let [id, title, file] = named(card);
        vec![id, title, card.url.as_str().to_string(), file]
    };
    catalogue.cards().values().map(row).collect()
}

/// What a page is called, and its file.
fn named(card: &Arc<Card>) -> [String; 3] {
    [path_id(card), card.title.clone(), card.path.to_string()]
}

fn entries(catalogue: &Catalogue) -> Vec<Vec<String>> {
    let entries = catalogue.entries().iter();
    entries
        .map(|entry| {
            let anchor = entry.anchor.as_ref().map(Anchor::href);
            vec![
                entry.id.clone(),
                entry.title.to_string(),
                entry.kind.clone(),
                entry.family.clone().unwrap_or_default(),
                format!("{}{}", entry.url.as_str(), anchor.unwrap_or_default()),
                entry.page.to_string(),
            ]
        })
        .collect()
}

/// Entries first, then the pages that are none.
fn ids(catalogue: &Catalogue) -> Vec<Vec<String>> {
    let entries = &catalogue.patterns().entries;
    let as_pages: BTreeSet<&ContentPath> = entries
        .iter()
        .filter(|entry| entry.anchor.is_none())
        .map(|entry| &entry.page)
        .collect();
    let mut rows: Vec<Vec<String>> = entries
        .iter()
        .map(|entry| {
            let what = match &entry.anchor {
                Some(_) => "section",
                None => "entry",
            };
            let (title, file) = (entry.title.to_string(), entry.page.to_string());
            vec![entry.id.clone(), title, what.to_string(), file]
        })
        .collect();
    rows.sort_unstable();
    let others = catalogue.cards().values();
    let others = others.filter(|card| !as_pages.contains(&card.path));
    rows.extend(others.map(|card| {
        let [id, title, file] = named(card);
        vec![id, title, "page".to_string(), file]
    }));
    rows
}

fn tags(catalogue: &Catalogue) -> Vec<Vec<String>> {
    let tags = catalogue.described_tags().into_iter();
    tags.map(|tag| {
        let address = tag.url.as_str().to_string();
        vec![tag.label.to_string(), address, tag.pages.len().to_string()]
    })
    .collect()
}

fn relations(catalogue: &Catalogue) -> Vec<Vec<String>> {
    let edges = catalogue.edges().iter();
    edges.map(|edge| related(edge, &edge.relation)).collect()
}

fn proposals(catalogue: &Catalogue) -> Vec<Vec<String>> {
    let edges = catalogue.edges().iter();
    let proposed = edges.filter_map(|edge| Some(related(edge, proposal(edge)?)));
    proposed.collect()
}

fn related(edge: &Edge, relation: &str) -> Vec<String> {
    vec![
        edge.from.clone(),
        relation.to_string(),
        edge.to.clone(),
        edge.why.clone().unwrap_or_default(),
        edge.page.to_string(),
    ]
}

/// One row for each heading below which a page links to another.
fn mentions(catalogue: &Catalogue) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    for (page, mentions) in &catalogue.patterns().mentions.outgoing {
        let from = id_of(catalogue, &Spot::page(page));
        for mention in mentions {
            let to = id_of(catalogue, &mention.to);
            rows.extend(mention.below.iter().map(|heading| {
                let below = heading.as_ref().map(|heading| heading.text.clone());
                vec![from.clone(), to.clone(), below.unwrap_or_default()]
            }));
        }
    }
    rows
}

fn id_of(catalogue: &Catalogue, spot: &Spot) -> String {
    let entry = catalogue.patterns().entry_at(spot);
    let card = || catalogue.cards().get(&spot.page).map(path_id_of);
    entry
        .map(|entry| entry.id.clone())
        .or_else(card)
        .unwrap_or_default()
}

fn path_id_of(card: &Arc<Card>) -> String {
    path_id(card)
}

/// Pages that are in lists, but to which neither a link nor a relation leads. Pages of folders are led to by the folder.
fn orphans(catalogue: &Catalogue) -> Vec<Vec<String>> {
    let patterns = catalogue.patterns();
    let ends = patterns.relations.edges.iter();
    let mut reached: BTreeSet<&ContentPath> = ends
        .flat_map(|edge| [&edge.from.page, &edge.to.page])
        .collect();
    reached.extend(patterns.mentions.incoming.keys());
    let branches = catalogue.tree().branches.iter();
    let leaves = branches.filter(|branch| branch.folder.is_none());
    let leaves = leaves.filter_map(|branch| branch.page.as_ref());
    leaves
        .filter(|page| !reached.contains(page))
        .filter_map(|page| catalogue.cards().get(page))
        .map(|card| named(card).to_vec())
        .collect()
}

/// Drafts, whether they are built or not.
fn drafts(catalogue: &Catalogue) -> Vec<Vec<String>> {
    let built = catalogue.cards().values();
    let built = built.filter(|card| card.state == State::Draft);
    let all: BTreeMap<&ContentPath, &Arc<Card>> = built
        .chain(catalogue.drafts().values())
        .map(|card| (&card.path, card))
        .collect();
    all.into_values().map(|card| named(card).to_vec()).collect()
}

/// A row as an object.
struct Record<'a>(&'a [&'static str], &'a [String]);

impl Serialize for Record<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().zip(self.1))
    }
}

impl Table {
    /// Lines of columns that stand below each other, the names first; no line without rows.
    pub fn lines(&self) -> Vec<String> {
        if self.rows.is_empty() {
            return Vec::new();
        }
        let names: Vec<String> = self
            .columns
            .iter()
            .map(|name| name.to_uppercase())
            .collect();
        let all = || [&names].into_iter().chain(&self.rows);
        let mut widths = vec![0; self.columns.len()];
        for row in all() {
            for (width, text) in widths.iter_mut().zip(row) {
                *width = text.chars().count().max(*width);
            }
        }
        let line = |row: &Vec<String>| {
            let cells = row.iter().zip(&widths);
            let cells: Vec<String> = cells
                .map(|(text, width)| format!("{text:<width$}"))
                .collect();
            cells.join("  ").trim_end().to_string()
        };
        all().map(line).collect()
    }

    /// A JSON list of objects, a line for each.
    pub fn json(&self) -> Vec<String> {
        let last = self.rows.len().saturating_sub(1);
        let objects = self.rows.iter().enumerate().map(|(index, row)| {
            let object = serde_json::to_string(&Record(&self.columns, row)).unwrap_or_default();
            let comma = if index == last { "" } else { "," };
            format!("{object}{comma}")
        });
        let open = ["[".to_string()].into_iter();
        open.chain(objects).chain(["]".to_string()]).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_written_for_people_and_for_programs() {
        let table = Table {
            columns: vec!["id", "title"],
            rows: vec![
                vec!["retry".to_string(), "Retry".to_string()],
                vec!["a".to_string(), "The \"first\"".to_string()],
            ],
        };
        let lines = ["ID     TITLE", "retry  Retry", "a      The \"first\""];
        assert_eq!(table.lines(), lines);
        let json = [
            "[",
            r#"{"id":"retry","title":"Retry"},"#,
            r#"{"id":"a","title":"The \"first\""}"#,
            "]",
        ];
        assert_eq!(table.json(), json);
        let empty = Table {
            rows: Vec::new(),
            ..table
        };
        assert_eq!(
            (empty.lines().len(), empty.json().concat()),
            (0, "[]".to_string())
        );
    }
}
