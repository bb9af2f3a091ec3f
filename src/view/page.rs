//! A page of the author's as a template sees it.
//!
//! In: a page and its place. Out: [`PageView`].

use serde::Serialize;

use crate::html::Html;
use crate::view::base::LinkView;
use crate::view::lists::Entry;

/// `page`: one of the author's pages. Templates `page.html` and, for the start page, `home.html`.
#[derive(Clone, Debug, Serialize)]
pub struct PageView {
    /// The title.
    pub title: String,
    /// Whether the template must show the title: it is not hidden, and the body does not begin with it.
    pub show_title: bool,
    /// The one-line summary, shown under the title.
    pub summary: Option<String>,
    /// The body, finished HTML. Print it with the filter `safe`.
    pub body: Html,
    /// The contents of the page; empty if hidden, or if there are fewer than two headings.
    pub contents: Vec<ContentsItem>,
    /// The page's tags.
    pub tags: Vec<LinkView>,
    /// If the page stands for a category: what the category holds.
    pub entries: Vec<Entry>,
    /// The page before.
    pub previous: Option<LinkView>,
    /// The page after.
    pub next: Option<LinkView>,
    /// Where the source can be edited.
    pub edit: Option<String>,
    /// The date of the last change, as the front matter says.
    pub changed: Option<String>,
    /// Who made it.
    pub changed_by: Option<String>,
    /// `draft` or `unlisted`, if the page is one.
    pub state: Option<&'static str>,
    /// Minutes to read, at 220 words a minute, at least 1.
    pub minutes: usize,
    /// The front matter as written, for themes that know more keys.
    pub front_matter: serde_json::Value,
}

/// A heading in the contents of a page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ContentsItem {
    /// The heading's HTML without links.
    pub title: Html,
    /// `#` and the id.
    pub href: String,
    /// The headings below it.
    pub items: Vec<ContentsItem>,
}
