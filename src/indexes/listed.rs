//! What pages that list things show.
//!
//! In: nothing; the modules beside fill it. Out: families, letters, tags, and the ways in from the start page, as values
//! with addresses seen from the root of the site.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::catalogue::entry::Named;
use crate::catalogue::place::Link;
use crate::generated::drawing::Drawing;
use crate::generated::letters::Letter;
use crate::generated::matrix::Matrix;
use crate::path::output::PageUrl;

/// A page that lists things.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Index {
    /// The way to it from the start page, itself last.
    pub trail: Vec<Link>,
    /// What it shows.
    pub shows: IndexShows,
}

/// What a page that lists things shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IndexShows {
    /// All families.
    Families(Arc<Vec<Family>>),
    /// A family, by index.
    Family(Arc<Vec<Family>>, usize),
    /// All names.
    Letters(Arc<Vec<Letter>>),
}

/// An entry in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedEntry {
    /// Its name and address.
    pub name: Named,
    /// One line about it.
    pub summary: Option<String>,
    /// What its kind is called.
    pub kind: String,
    /// The date of its last review.
    pub reviewed: Option<String>,
}

/// A family with its entries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Family {
    /// Its page.
    pub link: Link,
    /// What it holds together.
    pub description: Option<String>,
    /// Its entries, in the order of the sidebar.
    pub entries: Vec<ListedEntry>,
    /// The tables, as far as they are about it.
    pub slices: Vec<Slice>,
    /// Its relations.
    pub drawing: Option<Drawing>,
}

/// The part of a table that is about some entries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slice {
    /// The part.
    pub matrix: Matrix,
    /// The page of each quality, by column of the part.
    pub orders: BTreeMap<usize, PageUrl>,
    /// The whole table, if it has a page.
    pub whole: Option<Link>,
}

/// Tags of one kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TagGroup {
    /// What kind that is; the first letter of the tags if none of the book has a kind.
    pub label: String,
    /// Those that several pages carry, each with a sentence about it and the number of its pages.
    pub tags: Vec<(Link, Option<String>, usize)>,
    /// Those that one page carries.
    pub single: Vec<Link>,
}

/// A tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TagPage {
    /// What readers see.
    pub label: Arc<str>,
    /// A sentence about it.
    pub description: Option<String>,
    /// The tables, as far as they are about entries that carry it.
    pub slices: Vec<Slice>,
    /// Tags that stand on several of its pages, each with how many of them.
    pub often_with: Vec<(Link, usize)>,
}

/// What the start page shows of the catalogue.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Home {
    /// The ways in.
    pub doors: Vec<Door>,
    /// The families with their entries; empty if the book has none.
    pub families: Arc<Vec<Family>>,
    /// The addresses of all entries.
    pub entries: Vec<PageUrl>,
    /// The entries with the latest reviews, newest first.
    pub recent: Vec<ListedEntry>,
}

/// A way in: what it is called, and where it leads, each with a number and what is counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Door {
    /// What readers see.
    pub label: String,
    /// Where it leads.
    pub links: Vec<(Option<usize>, Link)>,
}
