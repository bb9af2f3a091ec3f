//! A print page as a template sees it.
//!
//! In: what the page holds. Out: [`PrintView`].

use serde::Serialize;

use crate::html::Html;

/// Where the pages stand in the body of a print page, until they are there. No text of an author's can hold it, since
/// text is escaped.
pub const PLACE: &str = "<!--patternbook: the pages-->";

/// `print`: many pages on one. Template `print.html`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PrintView {
    /// The title of the book, or of the category.
    pub title: String,
    /// What it is.
    pub description: Option<String>,
    /// Whether it is the whole book.
    pub is_book: bool,
    /// Whether every page of the book begins on a new sheet.
    pub page_breaks: bool,
    /// What it holds, in order.
    pub contents: Vec<PrintItem>,
    /// The pages. Print it with the filter `safe`.
    pub body: Html,
}

/// A page in the contents of a print page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PrintItem {
    /// Its title.
    pub label: String,
    /// `#` and the id of its section.
    pub href: String,
    /// How deep it stands: 1 at the top.
    pub depth: usize,
}

impl PrintView {
    /// What stands in the place of the pages.
    pub fn place() -> Html {
        let mut body = Html::new();
        body.push_static(PLACE);
        body
    }
}
