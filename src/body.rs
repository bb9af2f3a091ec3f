//! HTML with typed holes.
//!
//! In: what the Markdown writer made of a page. Out: [`Body`]. Where the HTML depends on another page, or on work
//! that pages may share, a typed hole stands, and `render/fill.rs` fills it.

use std::sync::Arc;

use crate::html::Html;
use crate::look::Look;
use crate::path::anchor::Anchor;
use crate::path::input::ContentPath;

/// The content of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Body {
    /// HTML and holes in document order.
    pub pieces: Vec<Piece>,
}

/// A part of a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Finished HTML.
    Html(Html),
    /// The address that a reference leads to, standing inside an attribute value.
    Address(Reference),
    /// The title of the page that a reference leads to.
    Title(Reference),
    /// Width and height of the picture that a reference leads to, as attributes of its tag.
    Size(Reference),
    /// A block that is rendered apart from its page, and the name that it has there.
    Fragment(Arc<Fragment>, String),
}

impl Body {
    /// The blocks that are rendered apart, in document order.
    pub fn fragments(&self) -> impl Iterator<Item = &Arc<Fragment>> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Fragment(fragment, _) => Some(fragment),
            Piece::Html(_) | Piece::Address(_) | Piece::Title(_) | Piece::Size(_) => None,
        })
    }
}

/// What a link or an image names, seen from the root of the book.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reference {
    /// A page by its file, with an anchor.
    Page(ContentPath, Option<Anchor>),
    /// A page by one of its names, with an anchor.
    Named(String, Option<Anchor>),
    /// Another local path: a file, a folder, or the address of a page. Which of them it is, the catalogue decides.
    Path {
        /// What it names if it is meant from the folder of the page's file.
        file: ContentPath,
        /// What it names if it is meant from the page's address, as browsers take it; without `/` at its ends.
        url: String,
        /// The anchor.
        anchor: Option<Anchor>,
    },
    /// A place on the same page; `None` is its top.
    Here(Option<Anchor>),
    /// Another site, a mail address and the like, ready to stand in the page.
    External(String),
    /// An address on the web that is a page or a file of the book.
    Own {
        /// The address, ready to stand in the page.
        address: String,
        /// What it names: an id, or the path behind the address of the book.
        name: String,
        /// The anchor.
        anchor: Option<Anchor>,
    },
    /// A path that leaves the folder of the pages, as written.
    Outside(String),
}

/// A block of code, rendered apart from its page, so that equal blocks are coloured once.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fragment {
    /// The first word of the info string: `python`. Empty for none.
    pub language: String,
    /// The code, with a line break at the end of every line.
    pub text: String,
    /// How it is shown.
    pub look: Look,
}
