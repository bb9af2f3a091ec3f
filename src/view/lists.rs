//! Generated lists as a template sees them.
//!
//! In: what pages list. Out: [`ListingView`], [`TagsView`].

use serde::Serialize;

use crate::catalogue::place::Link;
use crate::indexes::listed::{TagGroup, TagPage};
use crate::path::output::PageUrl;
use crate::view::base::LinkView;
use crate::view::indexes::{HomeView, SliceView};
use crate::view::listed::{CountedLink, Entry};
use crate::words::Words;

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
    /// On the start page, what it shows of the catalogue.
    pub home: Option<HomeView>,
    /// On the page of a tag, what belongs to it.
    pub tag: Option<TagView>,
}

/// `tags`: all tags of the book. Template `tags.html`.
#[derive(Clone, Debug, Serialize)]
pub struct TagsView {
    /// The tags in groups: by kind, or by first letter if the book has no kinds of tags.
    pub groups: Vec<TagGroupView>,
    /// How many there are.
    pub count: usize,
}

/// Tags of one kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TagGroupView {
    /// What kind that is, or the letter; `#` for digits and signs.
    pub label: String,
    /// Those that several pages carry: title, address, a sentence as `summary`, and how many pages carry each as `count`.
    pub tags: Vec<Entry>,
    /// Those that one page carries.
    pub single: Vec<LinkView>,
}

/// `listing.tag`: what the page of a tag shows beside the pages that carry it.
#[derive(Clone, Debug, Serialize)]
pub struct TagView {
    /// The tables, as far as they are about entries that carry the tag.
    pub slices: Vec<SliceView>,
    /// Tags that stand on several of its pages.
    pub often_with: Vec<CountedLink>,
}

impl TagsView {
    /// All tags on the page at `own`.
    pub fn new(groups: &[TagGroup], own: &PageUrl) -> TagsView {
        let tag = |(link, description, count): &(Link, Option<String>, usize)| Entry {
            title: link.label.to_string(),
            href: own.to(&link.url, None),
            summary: description.clone(),
            count: Some(*count),
            items: Vec::new(),
        };
        let view = |group: &TagGroup| TagGroupView {
            label: group.label.clone(),
            tags: group.tags.iter().map(tag).collect(),
            single: group
                .single
                .iter()
                .map(|link| LinkView::new(link, own))
                .collect(),
        };
        let sizes = groups.iter();
        TagsView {
            groups: groups.iter().map(view).collect(),
            count: sizes
                .map(|group| group.tags.len() + group.single.len())
                .sum(),
        }
    }
}

impl TagView {
    /// What belongs to a tag on its page at `own`.
    pub fn new(tag: &TagPage, own: &PageUrl, words: &Words) -> TagView {
        let counted = |(link, count): &(Link, usize)| CountedLink {
            count: Some(*count),
            link: LinkView::new(link, own),
        };
        TagView {
            slices: SliceView::all(&tag.slices, own, words),
            often_with: tag.often_with.iter().map(counted).collect(),
        }
    }
}
