//! `[book]`, `[build]` and `[output.html]`, in mdBook's vocabulary.
//!
//! In: the tables. Out: [`Book`], [`BuildSettings`], [`HtmlSettings`].

use std::ops::Range;

use crate::path::input::InputPath;

/// What the book is: `[book]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Book {
    /// The name of the book; `Patterns` without one.
    pub title: String,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// One sentence for search engines.
    pub description: Option<String>,
    /// `src`: the folder of the pages, with the place of the setting.
    pub source: Option<(InputPath, Range<usize>)>,
    /// A language tag: `en`, `pt-BR`.
    pub language: String,
    /// The direction of the text.
    pub direction: TextDirection,
}

/// The direction of text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TextDirection {
    /// `ltr`.
    #[default]
    LeftToRight,
    /// `rtl`.
    RightToLeft,
}

/// How it is built: `[build]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BuildSettings {
    /// `build-dir`: the output folder, relative to the project folder, as written.
    pub output: String,
    /// The place of the setting, if it is set.
    pub place: Option<Range<usize>>,
}

/// How pages look and where they lead: `[output.html]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HtmlSettings {
    /// `smart-punctuation`.
    pub smart_punctuation: bool,
    /// `definition-lists`.
    pub definition_lists: bool,
    /// `admonitions`: alerts such as `> [!NOTE]`.
    pub admonitions: bool,
    /// `additional-css`, with places.
    pub additional_css: Vec<(InputPath, Range<usize>)>,
    /// `additional-js`, with places.
    pub additional_js: Vec<(InputPath, Range<usize>)>,
    /// `git-repository-url`.
    pub repository: Option<String>,
    /// `edit-url-template`: holds `{path}`.
    pub edit_template: Option<String>,
    /// `site-url` or `--base-url`: a path that begins and ends with `/`, or an absolute address that ends with `/`.
    pub site_url: Option<String>,
    /// `cname`.
    pub cname: Option<String>,
}
