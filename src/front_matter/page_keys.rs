//! The keys of a page: those of Docusaurus, with the same meaning as there.
//!
//! In: the node of a front-matter block. Out: [`PageKeys`], typed; wrong values are reported and left out.

use std::ops::Range;

use crate::card::{EditLink, LastUpdate, Neighbour, Position, State, Tag};
use crate::value::node::Node;

/// The front matter of one page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FrontMatter {
    /// The typed keys.
    pub keys: PageKeys,
    /// The whole block, for keys that other stages or templates read; an empty map without a block.
    pub node: Node,
    /// The byte at which the body begins.
    pub body: usize,
}

/// The keys of compatibility with Docusaurus. Ranges are those of values, bytes of the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageKeys {
    /// `id`: no `/` in it.
    pub id: Option<(String, Range<usize>)>,
    /// `title`; may be empty, which hides it.
    pub title: Option<String>,
    /// `title_meta`.
    pub title_meta: Option<String>,
    /// `hide_title`.
    pub hide_title: bool,
    /// `hide_table_of_contents`.
    pub hide_table_of_contents: bool,
    /// `toc_min_heading_level` and `toc_max_heading_level`, 2 to 6; `None` is the book's own.
    pub contents_levels: (Option<u8>, Option<u8>),
    /// `description`.
    pub description: Option<String>,
    /// `summary`.
    pub summary: Option<String>,
    /// `keywords`.
    pub keywords: Vec<String>,
    /// `image`.
    pub image: Option<(String, Range<usize>)>,
    /// `slug`.
    pub slug: Option<(String, Range<usize>)>,
    /// `sidebar_label`.
    pub sidebar_label: Option<String>,
    /// `sidebar_position`.
    pub sidebar_position: Option<Position>,
    /// `sidebar_class_name`.
    pub sidebar_class_name: Option<String>,
    /// `parse_number_prefixes`.
    pub parse_number_prefixes: Option<bool>,
    /// `tags`, each once, with the places of the labels.
    pub tags: Vec<(Tag, Range<usize>)>,
    /// `draft` and `unlisted`.
    pub state: State,
    /// `pagination_label`.
    pub pagination_label: Option<String>,
    /// `pagination_prev` with its place.
    pub previous: (Neighbour, Range<usize>),
    /// `pagination_next` with its place.
    pub next: (Neighbour, Range<usize>),
    /// `custom_edit_url`.
    pub edit: EditLink,
    /// `last_update`.
    pub last_update: LastUpdate,
}
