//! What stands in lists, as a template sees it.
//!
//! In: what a page lists. Out: [`Entry`] for a page or a category, [`CountedLink`] for a link with a number.

use serde::Serialize;

use crate::catalogue::place::Listed;
use crate::path::output::PageUrl;
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

/// A link with a number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CountedLink {
    /// The number, if there is one.
    pub count: Option<usize>,
    /// The link.
    pub link: LinkView,
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
