//! `book.toml` to [`Config`].
//!
//! In: the text of `book.toml`, if there is one, and the settings of the command line. Out: typed settings and
//! diagnostics. Every key of mdBook's vocabulary is known; a key that has no effect in this version says so. Our own
//! tables may stand at the top or below `[preprocessor.patternbook]`, so that one file also serves mdBook.

mod book;
mod pages;
mod theme;

pub use book::{Book, BuildSettings, HtmlSettings, TextDirection};
pub use pages::{Limits, Markdown, PageOptions, Pages};
pub use theme::{Scheme, Theme};

use crate::diagnostic::{Diagnostic, Levels};

/// All settings of a book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// `[book]`.
    pub book: Book,
    /// `[build]`.
    pub build: BuildSettings,
    /// `[output.html]`.
    pub html: HtmlSettings,
    /// `[pages]`.
    pub pages: Pages,
    /// `[markdown]`.
    pub markdown: Markdown,
    /// `[theme]`.
    pub theme: Theme,
    /// `[limits]`.
    pub limits: Limits,
    /// `[catalogue.checks]`: severities of single codes.
    pub levels: Levels,
    /// Whether warnings fail: `[catalogue.checks] level = "deny"` or `--strict`.
    pub strict: bool,
    /// Whether draft pages are built: `--drafts`.
    pub drafts: bool,
    /// What was wrong with the settings.
    pub diagnostics: Vec<Diagnostic>,
}
