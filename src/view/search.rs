//! The control that opens the search.
//!
//! In: where the page and the files of the search are. Out: [`SearchView`], the same as addresses seen from one page.

use serde::Serialize;

use crate::path::output::{OutputPath, PageUrl};

/// Where the search stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SearchControl {
    /// The page to search on.
    pub page: PageUrl,
    /// Where readers without scripts find what the book holds.
    pub without_script: PageUrl,
    /// The script.
    pub script: OutputPath,
    /// The style sheet.
    pub style: OutputPath,
    /// The first file of the index.
    pub index: OutputPath,
}

/// The control that opens the search.
#[derive(Clone, Debug, Serialize)]
pub struct SearchView {
    /// Where it leads without scripts: a list of all names.
    pub href: String,
    /// The page to search on.
    pub page: String,
    /// The script, loaded when a reader is about to search.
    pub script: String,
    /// The style sheet, loaded with the script.
    pub style: String,
    /// The first file of the index.
    pub index: String,
}

impl SearchView {
    /// The control as the page at `own` shows it.
    pub fn new(control: &SearchControl, own: &PageUrl) -> SearchView {
        SearchView {
            href: own.to(&control.without_script, None),
            page: own.to(&control.page, None),
            script: own.to_file(&control.script),
            style: own.to_file(&control.style),
            index: own.to_file(&control.index),
        }
    }
}
