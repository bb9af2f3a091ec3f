//! A program that a page shows.
//!
//! In: nothing; a page's front matter and blocks of code fill it. Out: [`Trial`].

use crate::diagnostic::Span;
use crate::path::input::ContentPath;

/// A program that a page shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trial {
    /// The page.
    pub page: ContentPath,
    /// Where the page names it, or holds it.
    pub at: Span,
    /// Its language, in small letters.
    pub language: String,
    /// The program.
    pub program: Source,
    /// What it should print; `None` if it only has to end well.
    pub expected: Option<Source>,
    /// How many seconds it may take, if the page says so.
    pub timeout: Option<u64>,
}

/// Where a text is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// In a file below the folder of the pages.
    File(ContentPath),
    /// Here.
    Text(String),
}
