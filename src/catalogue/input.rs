//! What a catalogue is made from.
//!
//! In: the results of earlier stages and the settings. Out: [`CatalogueInput`].

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::catalogue::naming::Naming;
use crate::catalogue::tree::Cards;
use crate::config::Stale;
use crate::entry_keys::Defaults;
use crate::model::Model;
use crate::outline::Outline;
use crate::path::input::{ContentPath, InputPath};
use crate::path::output::OutputPath;
use crate::picture::Size;

/// What a catalogue is made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CatalogueInput {
    /// The cards of all pages that are built.
    pub cards: Cards,
    /// Those of drafts that are not.
    pub drafts: Cards,
    /// What entries are measured with.
    pub model: Arc<Model>,
    /// Which reviews are too old, if anybody asks.
    pub stale: Option<Stale>,
    /// What pages inherit from their kind.
    pub kind_defaults: Arc<BTreeMap<String, Defaults>>,
    /// The shape of the book.
    pub outline: Arc<Outline>,
    /// The files below the folder of the pages, with their place in the site.
    pub files: BTreeMap<ContentPath, OutputPath>,
    /// The files of `static/`.
    pub static_files: BTreeSet<ContentPath>,
    /// The sizes of pictures, by their place in the site.
    pub pictures: BTreeMap<OutputPath, Size>,
    /// The folder of the pages.
    pub folder: InputPath,
    /// How generated pages are named.
    pub naming: Naming,
    /// How many entries of one level a page shows.
    pub sidebar_limit: usize,
    /// `edit-url-template`.
    pub edit_template: Option<String>,
    /// Where the page of all tags is.
    pub tags_path: String,
    /// What the breadcrumbs call the page of all tags.
    pub tags_title: &'static str,
}
