//! Generated lists as a template sees them.
//!
//! In: listings. Out: [`Entry`], [`ListingView`], [`TagsView`].

use serde::Serialize;

use crate::catalogue::place::{Link, Listed};
use crate::path::output::{PageUrl, folded};
use crate::view::base::LinkView;

/// A page or a category in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// Its title.
    pub title: String,
    /// Its address.
    pub href: String,
    /// One line about it.
    pub summary: Option<String>,
    /// If it is a category: how many pages it holds, at any depth.
    pub count: Option<usize>,
    /// If it is a category: its first pages, at most as many as the sidebar shows.
    pub items: Vec<LinkView>,
}

/// `listing`: a page that lists pages. Templates `category.html` (a folder without a page of its own; also the start
/// page of a book without one, with `home` as kind) and `tag.html`.
#[derive(Clone, Debug, Serialize)]
pub struct ListingView {
    /// The name of the category or the tag.
    pub title: String,
    /// What it is.
    pub description: Option<String>,
    /// What it holds, in order.
    pub entries: Vec<Entry>,
    /// The page before, if the listing stands in the sidebar.
    pub previous: Option<LinkView>,
    /// The page after.
    pub next: Option<LinkView>,
}

/// `tags`: all tags of the book. Template `tags.html`.
#[derive(Clone, Debug, Serialize)]
pub struct TagsView {
    /// The tags in alphabetical order, in groups by first letter.
    pub groups: Vec<TagGroup>,
    /// How many there are.
    pub count: usize,
}

/// Tags that begin with one letter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TagGroup {
    /// The letter, upper case, or `#` for digits and signs.
    pub letter: String,
    /// The tags: title, address, and how many pages carry each as `count`.
    pub tags: Vec<Entry>,
}

impl Entry {
    /// An entry of a list on the page at `own`.
    pub fn new(listed: &Listed, own: &PageUrl) -> Entry {
        Entry {
            title: listed.link.label.to_string(),
            href: own.to(&listed.link.url, None),
            summary: listed.summary.as_deref().map(str::to_string),
            count: listed.count,
            items: listed
                .items
                .iter()
                .map(|link| LinkView::new(link, own))
                .collect(),
        }
    }
}

impl TagsView {
    /// All tags, in the order of their labels, each with the number of its pages.
    pub fn new(tags: &[(Link, usize)], own: &PageUrl) -> TagsView {
        let mut groups: Vec<TagGroup> = Vec::new();
        for (link, count) in tags {
            let letter = initial(&link.label);
            let tag = Entry {
                title: link.label.to_string(),
                href: own.to(&link.url, None),
                summary: None,
                count: Some(*count),
                items: Vec::new(),
            };
            match groups.last_mut().filter(|group| group.letter == letter) {
                Some(group) => group.tags.push(tag),
                None => groups.push(TagGroup {
                    letter,
                    tags: vec![tag],
                }),
            }
        }
        TagsView {
            groups,
            count: tags.len(),
        }
    }
}

/// The letter under which a label stands.
fn initial(label: &str) -> String {
    match folded(label).chars().next() {
        Some(letter) if letter.is_alphabetic() => letter.to_uppercase().collect(),
        _ => "#".to_string(),
    }
}
