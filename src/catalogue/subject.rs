//! The pages of a site that the catalogue knows.
//!
//! In: nothing. Out: [`Subject`], which names one.

use crate::path::input::ContentPath;

/// A page of the site that shows other pages.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// A page of the author's.
    Page(ContentPath),
    /// A category whose page is generated, by its index in the tree.
    Category(usize),
    /// The start page of a site whose pages all have a prefix.
    Start,
    /// The page of all tags.
    Tags,
    /// The page of a tag, by permalink.
    Tag(String),
    /// The page for unknown addresses.
    NotFound,
}
