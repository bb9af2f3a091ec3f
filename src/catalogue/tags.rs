//! The tags of the book.
//!
//! In: cards. Out: [`Tags`]: every tag with its address and its pages, and findings on tags that get in each other's
//! way. Tags are ordered by label, case and accents folded, so that "façade" stands under f.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::card::{State, Tag};
use crate::catalogue::tree::Cards;
use crate::path::anchor::slug;
use crate::path::input::ContentPath;
use crate::path::output::{PageUrl, folded};
use crate::vocabulary::Vocabulary;

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

/// A tag as the pages about tags show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DescribedTag {
    /// The last part of its address.
    pub permalink: String,
    /// What readers see.
    pub label: Arc<str>,
    /// Its page.
    pub url: PageUrl,
    /// A sentence about it.
    pub description: Option<String>,
    /// What kind of tag it is.
    pub group: Option<String>,
    /// The pages that carry it, by path.
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
    /// What is wrong with it.
    pub problem: TagProblem,
}

/// What is wrong with a tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TagProblem {
    /// It has the address of another tag: its label, and the page that carries it.
    OneAddress(Arc<str>, ContentPath),
    /// It is another tag in another spelling.
    Spelling(Arc<str>, ContentPath),
    /// It makes no address.
    NoAddress,
    /// No other page carries it.
    Single,
}

impl TagPages {
    /// The tag as one that makes no address, where it is first carried.
    pub fn without_address(&self, address: &str, cards: &Cards) -> Option<TagConflict> {
        self.conflict(address, cards, TagProblem::NoAddress)
    }

    /// A problem of the tag, where it is first carried.
    fn conflict(&self, address: &str, cards: &Cards, problem: TagProblem) -> Option<TagConflict> {
        let tags = &cards.get(&self.first)?.tags;
        Some(TagConflict {
            page: self.first.clone(),
            index: tags.iter().position(|tag| permalink(tag) == address)?,
            label: self.label.to_string(),
            problem,
        })
    }
}

impl Tags {
    /// The tags of all listed pages. If the set of tags `is_open`, because none is
    /// declared, those of one page only are told.
    pub fn new(cards: &Cards, is_open: bool) -> (Tags, Vec<TagConflict>) {
        let mut tags = Tags::default();
        let mut conflicts = Vec::new();
        let mut alike: BTreeMap<String, (Arc<str>, ContentPath)> = BTreeMap::new();
        for card in cards.values().filter(|card| card.state != State::Unlisted) {
            for (index, tag) in card.tags.iter().enumerate() {
                let key = permalink(tag);
                let conflict = |problem| TagConflict {
                    page: card.path.clone(),
                    index,
                    label: tag.label.clone(),
                    problem,
                };
                let entry = tags.by_permalink.entry(key).or_insert_with(|| TagPages {
                    label: tag.label.as_str().into(),
                    first: card.path.clone(),
                    pages: Vec::new(),
                });
                if *entry.label != *tag.label {
                    let is_spelling = spelling(&entry.label) == spelling(&tag.label);
                    let (label, page) = (entry.label.clone(), entry.first.clone());
                    conflicts.push(conflict(match is_spelling {
                        true => TagProblem::Spelling(label, page),
                        false => TagProblem::OneAddress(label, page),
                    }));
                }
                if entry.pages.last() != Some(&card.path) {
                    entry.pages.push(card.path.clone());
                }
                let (label, page) = alike
                    .entry(spelling(&tag.label))
                    .or_insert_with(|| (entry.label.clone(), card.path.clone()));
                if **label != *entry.label && spelling(label) == spelling(&entry.label) {
                    conflicts.push(conflict(TagProblem::Spelling(label.clone(), page.clone())));
                }
            }
        }
        if is_open {
            conflicts.extend(plurals(&alike, cards));
            let of_one_page = tags
                .by_permalink
                .iter()
                .filter(|(_, tag)| tag.pages.len() == 1);
            let single = of_one_page
                .filter_map(|(permalink, tag)| tag.conflict(permalink, cards, TagProblem::Single));
            conflicts.extend(single);
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

/// The tags that have an address, in the order of their labels, with what the book says of them.
pub fn described(
    tags: &Tags,
    urls: &BTreeMap<String, PageUrl>,
    vocabulary: &Vocabulary,
) -> Vec<DescribedTag> {
    let described = |(permalink, tag): (&str, &TagPages)| {
        let word = vocabulary.words.get(permalink);
        Some(DescribedTag {
            permalink: permalink.to_string(),
            label: tag.label.clone(),
            url: urls.get(permalink)?.clone(),
            description: word.and_then(|word| word.description.clone()),
            group: word.and_then(|word| word.group.clone()),
            pages: tag.pages.clone(),
        })
    };
    tags.ordered().into_iter().filter_map(described).collect()
}

/// Tags that are the plural of another tag, where they are first carried. `alike` holds labels and pages by spelling.
fn plurals(alike: &BTreeMap<String, (Arc<str>, ContentPath)>, cards: &Cards) -> Vec<TagConflict> {
    let mut found = Vec::new();
    for (one, (label, page)) in alike.iter().filter(|(one, _)| one.chars().count() > 2) {
        let stem = one.strip_suffix('y').map(|stem| format!("{stem}ies"));
        let forms = [Some(format!("{one}s")), Some(format!("{one}es")), stem];
        let many = forms
            .into_iter()
            .flatten()
            .find_map(|form| alike.get(&form));
        let Some((other, carrier)) = many else {
            continue;
        };
        let tags = cards.get(carrier).map(|card| card.tags.iter());
        let index = tags.and_then(|mut tags| tags.position(|tag| *tag.label == **other));
        found.extend(index.map(|index| TagConflict {
            page: carrier.clone(),
            index,
            label: other.to_string(),
            problem: TagProblem::Spelling(label.clone(), page.clone()),
        }));
    }
    found
}

/// A label without what people write in one way or another: case, accents, hyphens and spaces.
fn spelling(label: &str) -> String {
    let counts = |letter: &char| !letter.is_whitespace() && !['-', '_'].contains(letter);
    folded(label).chars().filter(counts).collect()
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
