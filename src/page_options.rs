//! What a page needs beside its text.
//!
//! In: what the outline knows of a file from its path, and the settings that steer parsing. Out: [`PageOptions`]. They
//! are part of the input of the page, so a page is parsed again exactly when they or its text differ.

use std::sync::Arc;

use crate::card::Position;
use crate::config::{Limits, Markdown};
use crate::model::Ingest;
use crate::path::input::InputPath;
use crate::path::output::UrlStyle;
use crate::words::Words;

/// Everything a page is parsed with, beside its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageOptions {
    /// The file, as diagnostics show it.
    pub file: InputPath,
    /// How the address is made.
    pub url_style: UrlStyle,
    /// A path before the address, without `/` at its ends; empty for none.
    pub prefix: String,
    /// The folder of the page without number prefixes, below the folder of the pages: `guides/intro`.
    pub folder: String,
    /// The name of the file without number prefix and extension.
    pub stem: String,
    /// The number prefix of the file name.
    pub prefix_position: Option<Position>,
    /// Whether the page stands for its folder.
    pub is_index: bool,
    /// Whether the page stands for the whole book.
    pub is_home: bool,
    /// The dialect.
    pub markdown: Markdown,
    /// How pros and cons in prose are found.
    pub ingest: Arc<Ingest>,
    /// First and last heading level in the contents of the page.
    pub contents_levels: (u8, u8),
    /// Keys of the front matter that are never taken for mistyped ones.
    pub allow_keys: Arc<[String]>,
    /// Bounds on the text.
    pub limits: Limits,
    /// The words of the interface.
    pub words: &'static Words,
}
