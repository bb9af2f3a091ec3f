//! What the text of a page says.
//!
//! In: what the steps of parsing make. Out: [`Parsed`], all that the rest of the program knows of the text.

use std::ops::Range;

use crate::body::Body;
use crate::diagnostic::Diagnostic;
use crate::markdown::block::Block;
use crate::markdown::heading::Heading;
use crate::markdown::prose::Prose;
use crate::markdown::said::Said;
use crate::markdown::sink::Mention;
use crate::path::anchor::Anchor;

/// The leading heading of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Title {
    /// Its content, without the element around it.
    pub body: Body,
    /// Its text.
    pub text: String,
    /// Its id.
    pub anchor: Anchor,
    /// Its other attributes: classes and `data-*`.
    pub attributes: Vec<(String, String)>,
}

/// A page's text, parsed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parsed {
    /// The heading of the first level with which the text begins.
    pub title: Option<Title>,
    /// The rest, as HTML with holes.
    pub body: Body,
    /// The headings in document order.
    pub headings: Vec<Heading>,
    /// All of it as plain text.
    pub prose: Vec<Prose>,
    /// What a reader finds in it, below each heading.
    pub said: Vec<Said>,
    /// What the page refers to.
    pub mentions: Vec<Mention>,
    /// Where its fragments stand.
    pub blocks: Vec<Block>,
    /// The addresses in its raw HTML, and where they stand in the text with everything included.
    pub raw_addresses: Vec<(String, Range<usize>)>,
    /// The text of the first paragraph.
    pub excerpt: Option<String>,
    /// How many words it has.
    pub words: usize,
    /// Findings.
    pub findings: Vec<Diagnostic>,
}
