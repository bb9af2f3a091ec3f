//! The tags of the book.
//!
//! In: cards. Out: [`Tags`]: every tag with its address and its pages, and findings on tags that get in each other's
//! way. Tags are ordered by label, case and accents folded, so that "façade" stands under f.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::card::{Card, State, Tag};
use crate::path::anchor::slug;
use crate::path::input::ContentPath;
use crate::path::output::folded;

/// All tags.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tags {
    /// The tags by the last part of their address.
    pub by_permalink: BTreeMap<String, TagPages>,
}

/// A tag and its pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TagPages {
    /// What readers see: the label of the first page, by path, that carries the tag.
    pub label: Arc<str>,
    /// The page that set the label.
    pub first: ContentPath,
    /// The pages, by path.
    pub pages: Vec<ContentPath>,
}

/// A tag that gets in the way of another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TagConflict {
    /// The page that carries it.
    pub page: ContentPath,
    /// Which of its tags.
    pub index: usize,
    /// The tag.
    pub label: String,
    /// The other label, and the page that carries it.
    pub other: (Arc<str>, ContentPath),
    /// Whether both want one address; else they only look alike.
    pub one_address: bool,
}

impl Tags {
    /// The tags of all listed pages.
    pub fn new(cards: &BTreeMap<ContentPath, Arc<Card>>) -> (Tags, Vec<TagConflict>) {
        let mut tags = Tags::default();
        let mut conflicts = Vec::new();
        let mut alike: BTreeMap<String, (Arc<str>, ContentPath)> = BTreeMap::new();
        for card in cards.values().filter(|card| card.state != State::Unlisted) {
            for (index, tag) in card.tags.iter().enumerate() {
                let key = permalink(tag);
                let conflict = |other: (Arc<str>, ContentPath), one_address| {
                    let (page, label) = (card.path.clone(), tag.label.clone());
                    TagConflict {
                        page,
                        index,
                        label,
                        other,
                        one_address,
                    }
                };
                let entry = tags.by_permalink.entry(key).or_insert_with(|| TagPages {
                    label: tag.label.as_str().into(),
                    first: card.path.clone(),
                    pages: Vec::new(),
                });
                if *entry.label != *tag.label {
                    let is_spelling = folded(&entry.label) == folded(&tag.label);
                    conflicts.push(conflict(
                        (entry.label.clone(), entry.first.clone()),
                        !is_spelling,
                    ));
                }
                if entry.pages.last() != Some(&card.path) {
                    entry.pages.push(card.path.clone());
                }
                let letters: String = folded(&tag.label)
                    .chars()
                    .filter(|letter| letter.is_alphanumeric())
                    .collect();
                let (label, page) = alike
                    .entry(letters)
                    .or_insert_with(|| (entry.label.clone(), card.path.clone()));
                if **label != *entry.label {
                    conflicts.push(conflict((label.clone(), page.clone()), false));
                }
            }
        }
        (tags, conflicts)
    }

    /// Permalinks and tags in the order of their labels.
    pub fn ordered(&self) -> Vec<(&str, &TagPages)> {
        let mut all: Vec<(&str, &TagPages)> = self
            .by_permalink
            .iter()
            .map(|(permalink, tag)| (permalink.as_str(), tag))
            .collect();
        all.sort_by_cached_key(|(permalink, tag)| (folded(&tag.label), permalink.to_string()));
        all
    }
}

/// The last part of a tag's address: the page's own, else the label in kebab case.
pub fn permalink(tag: &Tag) -> String {
    let own = tag
        .permalink
        .as_deref()
        .map(|own| own.trim_matches('/'))
        .filter(|own| !own.is_empty());
    let kebab = || match slug(tag.label.trim()) {
        empty if empty.is_empty() => "tag".to_string(),
        kebab => kebab,
    };
    own.map_or_else(kebab, str::to_string)
}
