//! Generated lists as a template sees them.
//!
//! In: listings. Out: [`Entry`], [`ListingView`], [`TagsView`].

use serde::Serialize;

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
