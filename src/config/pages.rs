//! `[pages]`, `[markdown]` and `[limits]`.
//!
//! In: the tables. Out: [`Pages`], [`Markdown`], [`Limits`].

use crate::card::Position;
use crate::path::input::InputPath;
use crate::path::output::UrlStyle;
use crate::value::node::Bounds;
use crate::words::Words;

/// Addresses of pages: `[pages]`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pages {
    /// `url-style`: `directory` unless set.
    pub url_style: UrlStyle,
    /// `prefix`: a path before the address of every page, without `/` at its ends; empty for none.
    pub prefix: String,
    /// `ignore`: paths below the folder of the pages that are no pages; `*` stands for any run of characters within a
    /// component, `**` for any components.
    pub ignore: Vec<String>,
}

/// The dialect: `[markdown]` and the switches of `[output.html]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Markdown {
    /// Quotes and dashes become typographic ones.
    pub smart_punctuation: bool,
    /// `Term` above `: text`.
    pub definition_lists: bool,
    /// `> [!NOTE]`.
    pub alerts: bool,
}

/// Bounds on input: `[limits]`, in bytes where it is about size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// `page`: the source of one page.
    pub page: usize,
    /// `front_matter`: its block.
    pub front_matter: usize,
    /// `metadata_depth` and `metadata_nodes`.
    pub metadata: Bounds,
    /// `highlight`: a code block; a larger one is shown plain.
    pub highlight: usize,
    /// `highlight_line`: characters of a line; a block with a longer one is shown plain.
    pub highlight_line: usize,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            page: 8 << 20,
            front_matter: 1 << 20,
            metadata: Bounds::default(),
            highlight: 512 << 10,
            highlight_line: 20_000,
        }
    }
}

/// What the parse of a page needs besides its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageOptions {
    /// The file, seen from the project folder.
    pub file: InputPath,
    /// How its address is made.
    pub url_style: UrlStyle,
    /// What stands before every address.
    pub prefix: String,
    /// Its folder without number prefixes.
    pub folder: String,
    /// Its stem without number prefix.
    pub stem: String,
    /// Its number prefix.
    pub prefix_position: Option<Position>,
    /// Whether it stands for its folder.
    pub is_index: bool,
    /// Whether it stands for the book.
    pub is_home: bool,
    /// The dialect.
    pub markdown: Markdown,
    /// First and last heading level of its contents.
    pub contents_levels: (u8, u8),
    /// Bounds.
    pub limits: Limits,
    /// The words of the interface.
    pub words: &'static Words,
}
