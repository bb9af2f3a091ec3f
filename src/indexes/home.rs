//! What the start page shows of the catalogue.
//!
//! In: the entries, the families, and the other generated pages. Out: [`Home`]: three ways in with what there is behind
//! each, and the entries with the latest reviews. No clock is asked: newest is what the pages say.

use std::cmp::Reverse;
use std::sync::Arc;

use crate::catalogue::place::Link;
use crate::indexes::listed::{Door, Family, Home, ListedEntry};
use crate::path::output::PageUrl;
use crate::routes::{Routes, Shows};
use crate::words::Words;

/// How many reviews are named.
const MOST_RECENT: usize = 6;

/// What the start page is made from.
pub struct HomeInput<'a> {
    /// The words of the interface.
    pub words: &'a Words,
    /// The other generated pages.
    pub routes: &'a Routes,
    /// All entries, in the order of the sidebar.
    pub entries: Vec<ListedEntry>,
    /// The families that have entries.
    pub families: Arc<Vec<Family>>,
    /// The page of all families.
    pub all_families: Option<Link>,
    /// The page of all names.
    pub names: Option<PageUrl>,
    /// How many tags there are, and the page of all of them.
    pub tags: (usize, Option<PageUrl>),
}

/// The start page's part of the catalogue; nothing if there are no entries.
pub fn home(input: HomeInput<'_>) -> Home {
    if input.entries.is_empty() {
        return Home::default();
    }
    let doors = [input.browse(), input.compare(), input.choose()];
    let mut recent: Vec<ListedEntry> = input.entries.clone();
    recent.retain(|entry| entry.reviewed.is_some());
    recent.sort_by_key(|entry| Reverse(entry.reviewed.clone()));
    recent.truncate(MOST_RECENT);
    let entries = input.entries.iter().map(|entry| entry.name.url.clone());
    Home {
        doors: doors
            .into_iter()
            .filter(|door| !door.links.is_empty())
            .collect(),
        entries: entries.collect(),
        families: input.families,
        recent,
    }
}

impl HomeInput<'_> {
    fn browse(&self) -> Door {
        let words = self.words;
        let (tags, tags_page) = &self.tags;
        let ways = [
            (
                self.entries.len(),
                [words.entry, words.entries],
                self.names.clone(),
            ),
            (
                self.families.len(),
                [words.family, words.in_families],
                self.all_families.as_ref().map(|link| link.url.clone()),
            ),
            (*tags, [words.tag, words.tags_counted], tags_page.clone()),
        ];
        let links = ways
            .into_iter()
            .filter_map(|(count, labels, url)| Some(counted(count, labels, url?)));
        Door {
            label: words.browse.to_string(),
            links: links.collect(),
        }
    }

    fn compare(&self) -> Door {
        let words = self.words;
        let tables = self.routes.matrices.iter();
        let mut links: Vec<(Option<usize>, Link)> = tables
            .map(|placed| {
                let label = placed.matrix.title.as_str().into();
                let url = placed.url.clone();
                (Some(placed.matrix.rows.len()), Link { label, url })
            })
            .collect();
        let (mut pairs, mut relations) = (None, None);
        for (url, page) in &self.routes.pages {
            match &page.shows {
                Shows::Comparisons(groups, ..) => {
                    let count = groups.iter().map(|(_, links)| links.len()).sum();
                    pairs = Some(counted(count, [words.pair, words.pairs], url.clone()));
                }
                Shows::Graph(graph, ..) => {
                    let labels = [words.relation_one, words.relations_drawn];
                    relations = Some(counted(graph.rows.len(), labels, url.clone()));
                }
                _ => {}
            }
        }
        links.extend(pairs.into_iter().chain(relations));
        Door {
            label: words.compare.to_string(),
            links,
        }
    }

    fn choose(&self) -> Door {
        let words = self.words;
        let mut links = Vec::new();
        for (url, page) in &self.routes.pages {
            if let Shows::Situations(situations, _) = &page.shows {
                let labels = [words.situation_counted, words.situations];
                links.push(counted(situations.len(), labels, url.clone()));
                links.extend(situations.iter().map(|one| {
                    let label = one.choice.label.as_str().into();
                    let url = one.url.clone();
                    (None, Link { label, url })
                }));
            }
        }
        Door {
            label: words.choose.to_string(),
            links,
        }
    }
}

/// A link whose number stands before what is counted.
fn counted(count: usize, [one, many]: [&str; 2], url: PageUrl) -> (Option<usize>, Link) {
    let label = if count == 1 { one } else { many };
    let label = label.into();
    (Some(count), Link { label, url })
}
