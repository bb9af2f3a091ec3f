//! What the command line says about a build.
//!
//! In: the arguments. Out: [`Settings`], which win over `book.toml`.

use crate::value::date::Day;

/// What the command line says about a build.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// `--base-url`: takes the place of `site-url`.
    pub base_url: Option<String>,
    /// `--strict`: warnings fail.
    pub strict: bool,
    /// `--drafts`: draft pages are built.
    pub drafts: bool,
    /// `--as-of`: the day on which reviews are looked at; without it nothing is too old.
    pub as_of: Option<Day>,
}
