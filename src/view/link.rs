//! A link as a template sees it.
//!
//! In: what is named, and the page it is shown on. Out: [`LinkView`].

use serde::Serialize;

use crate::catalogue::entry::Named;
use crate::catalogue::place::Link;
use crate::path::output::{OutputPath, PageUrl};
use crate::words::Words;

/// A link.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LinkView {
    /// What it says.
    pub label: String,
    /// Where it leads.
    pub href: String,
    /// Whether it leads to this very page.
    pub current: bool,
}

impl LinkView {
    /// A link as the page at `own` shows it.
    pub fn new(link: &Link, own: &PageUrl) -> LinkView {
        LinkView {
            label: link.label.to_string(),
            href: own.to(&link.url, None),
            current: link.url == *own,
        }
    }

    /// A link to an entry as the page at `own` shows it.
    pub fn entry(entry: &Named, own: &PageUrl) -> LinkView {
        LinkView {
            label: entry.title.to_string(),
            href: own.to(&entry.url, entry.anchor.as_ref()),
            current: entry.url == *own && entry.anchor.is_none(),
        }
    }

    /// Links to files as the page at `own` shows them.
    pub fn files(files: &[(String, OutputPath)], own: &PageUrl) -> Vec<LinkView> {
        let link = |(label, path): &(String, OutputPath)| LinkView {
            label: label.clone(),
            href: own.to_file(path),
            current: false,
        };
        files.iter().map(link).collect()
    }

    /// A link to the whole of a list that was cut.
    pub fn all(link: &Link, own: &PageUrl, words: &Words) -> LinkView {
        LinkView {
            label: words.all.to_string(),
            ..LinkView::new(link, own)
        }
    }
}
