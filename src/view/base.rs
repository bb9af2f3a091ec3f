//! What every template sees.
//!
//! In: the frame of the book and a page's place in it. Out: [`Base`].

use serde::Serialize;

use crate::words::Words;

/// The version of the contract.
pub const VERSION: u32 = 1;

/// `base`: the book, the head of the document, the header, the sidebar and the footer.
#[derive(Clone, Debug, Serialize)]
pub struct Base {
    /// The version of the contract.
    pub version: u32,
    /// The book.
    pub book: BookView,
    /// The head of the document.
    pub head: Head,
    /// The address of the root of the site, relative to this page: `../`.
    pub root: String,
    /// Addresses of style sheets, scripts and pictures.
    pub assets: Assets,
    /// Links in the header.
    pub header: Vec<LinkView>,
    /// The repository's address.
    pub repository: Option<String>,
    /// The top of the sidebar, with the trail to this page open.
    pub sidebar: Vec<SidebarItem>,
    /// Where all entries of the top are listed, if the sidebar was cut.
    pub sidebar_more: Option<LinkView>,
    /// The way from the start page to this one, which comes last; empty on the start page.
    pub breadcrumbs: Vec<LinkView>,
    /// A line at the foot of the page.
    pub footer: Option<String>,
    /// The words of the interface.
    pub words: Words,
}

/// The book.
#[derive(Clone, Debug, Serialize)]
pub struct BookView {
    /// Its title.
    pub title: String,
    /// What it is, in a sentence.
    pub description: Option<String>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// A language tag, for `lang`.
    pub language: String,
    /// `ltr` or `rtl`, for `dir`.
    pub direction: &'static str,
    /// `auto`, `light` or `dark`: the colours for readers who have not chosen.
    pub scheme: &'static str,
    /// How many pages it has.
    pub pages: usize,
}

/// What stands in `<head>`.
#[derive(Clone, Debug, Serialize)]
pub struct Head {
    /// The title of the document, with the title of the book.
    pub title: String,
    /// For search engines.
    pub description: Option<String>,
    /// For search engines.
    pub keywords: Vec<String>,
    /// Whether search engines are asked to leave the page out.
    pub noindex: bool,
    /// A word for the kind of page, for styles: `page`, `home`, `category`, `tags`, `tag`, `not-found`.
    pub kind: &'static str,
    /// The value of `<base href>`; only the page shown for unknown addresses has one.
    pub base_href: Option<String>,
}

/// Addresses of what a page loads, relative to it.
#[derive(Clone, Debug, Serialize)]
pub struct Assets {
    /// Style sheets of the theme, in order.
    pub styles: Vec<String>,
    /// Style sheets of the book, loaded after them.
    pub user_styles: Vec<String>,
    /// A small script that must run before the page is drawn: it sets the colours.
    pub early_script: String,
    /// Scripts of the theme, loaded when the page is there.
    pub scripts: Vec<String>,
    /// Scripts of the book.
    pub user_scripts: Vec<String>,
    /// A script that holds the whole navigation, loaded when a reader opens a part that the page does not show.
    pub navigation: String,
    /// The icon for browser tabs.
    pub icon: String,
    /// A picture before the title in the header.
    pub logo: Option<String>,
}

/// A link.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LinkView {
    /// What it says.
    pub label: String,
    /// Where it leads.
    pub href: String,
    /// Whether it leads to this very page.
    pub current: bool,
}

/// An entry of the sidebar: a page, or a category with its pages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SidebarItem {
    /// What it says.
    pub label: String,
    /// The page, or the category's index page.
    pub href: String,
    /// Whether this is the page shown.
    pub current: bool,
    /// Whether it is a category.
    pub category: bool,
    /// Whether the category is open: it is on the trail, or its settings say so.
    pub open: bool,
    /// How many pages a category holds, at any depth.
    pub count: usize,
    /// The entries of an open category. A closed one has none here; the script loads them.
    pub items: Vec<SidebarItem>,
    /// Where all entries of this level are listed, if the list was cut.
    pub more: Option<LinkView>,
    /// The address from the root of the site, by which the script finds the category in the navigation file.
    pub key: String,
    /// A class of the author's.
    pub class: Option<String>,
    /// `draft` or `unlisted`, if the page is one.
    pub state: Option<&'static str>,
}
