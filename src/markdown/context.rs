//! What a page is written with.
//!
//! In: what the page's options say, and where it stands. Out: [`Context`], which every step may look at.

use std::collections::BTreeMap;

use crate::markdown::reference::Standpoint;
use crate::path::input::InputPath;
use crate::path::own::OwnAddress;
use crate::words::Words;

/// In what the writer differs from the `CommonMark` examples. All on in a page, all off in the tests of the examples.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Switches {
    /// Headings have ids and links to themselves.
    pub heading_ids: bool,
    /// Code blocks are fragments, coloured apart from the page.
    pub highlighting: bool,
    /// Addresses are references, resolved by the catalogue.
    pub link_rewriting: bool,
    /// Only `id`, `class` and `data-*` may be set from Markdown.
    pub attribute_filter: bool,
    /// Tables scroll, pictures load late, check boxes have names.
    pub framing: bool,
}

impl Switches {
    /// What pages are written with.
    pub const PAGE: Switches = Switches {
        heading_ids: true,
        highlighting: true,
        link_rewriting: true,
        attribute_filter: true,
        framing: true,
    };
    /// What the examples of the specification are written with.
    pub const SPECIFICATION: Switches = Switches {
        heading_ids: false,
        highlighting: false,
        link_rewriting: false,
        attribute_filter: false,
        framing: false,
    };
}

/// What a page is written with.
#[derive(Clone, Debug)]
pub struct Context<'a> {
    /// The switches.
    pub switches: Switches,
    /// Where the page stands.
    pub standpoint: &'a Standpoint,
    /// The file, for findings.
    pub file: &'a InputPath,
    /// The text of the file.
    pub source: &'a str,
    /// What hides a line of code that begins with it, by language.
    pub hidelines: &'a BTreeMap<String, String>,
    /// Addresses on the web that are pages of the book.
    pub own: &'a [OwnAddress],
    /// The words of the interface.
    pub words: &'a Words,
}
