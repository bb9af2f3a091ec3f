//! What every template sees.
//!
//! In: the frame of the book and a page's place in it. Out: [`Base`].

use serde::Serialize;

use crate::card::State;
use crate::catalogue::place::{Item, Place};
use crate::html::Html;
use crate::path::anchor::Anchor;
use crate::path::output::{OutputPath, PageUrl};
pub use crate::view::link::LinkView;
use crate::view::property::Property;
use crate::view::search::{SearchControl, SearchView};
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
    /// The control that opens the search, if the book has one.
    pub search: Option<SearchView>,
    /// The page that lists all names from A to Z, if there is more than one.
    pub names: Option<String>,
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
    /// The address of the feed, if there is one.
    pub feed: Option<String>,
    /// The print pages of the book and of the part in which the page stands.
    pub print: Vec<LinkView>,
    /// The words of the interface.
    pub words: Words,
}

/// The book.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
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
    /// The address at which the page is at home: an absolute one if that of the site is known; without it, a relative
    /// one if this is not the page's home.
    pub canonical: Option<String>,
    /// What other sites show of the page, by the Open Graph protocol; empty unless the address of the site is known.
    pub properties: Vec<Property>,
    /// What the page is about, as JSON-LD; only if the address of the site is known. Print it with the filter `safe`.
    pub data: Option<Html>,
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
    /// What the scripts of the catalogue's pages share; it stands before each of them.
    pub catalogue_script: String,
    /// The script of tables of entries, for pages that have one.
    pub matrix_script: String,
    /// The script that compares any entries.
    pub compare_script: String,
    /// The script that ranks entries for any situation.
    pub choose_script: String,
    /// The script of drawings of relations, for the page that has them.
    pub graph_script: String,
    /// Scripts of the book.
    pub user_scripts: Vec<String>,
    /// A script that holds the whole navigation, loaded when a reader opens a part that the page does not show.
    pub navigation: String,
    /// The icon for browser tabs.
    pub icon: String,
    /// A picture before the title in the header.
    pub logo: Option<String>,
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

/// What all pages of a book show alike, addresses seen from the root of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    /// The book.
    pub book: BookView,
    /// Links in the header.
    pub header: Vec<HeaderLink>,
    /// The control that opens the search.
    pub search: Option<SearchControl>,
    /// The repository's address.
    pub repository: Option<String>,
    /// A line at the foot of every page.
    pub footer: Option<String>,
    /// The words of the interface.
    pub words: Words,
    /// What every page loads.
    pub assets: AssetPaths,
    /// The page of all names.
    pub names: Option<PageUrl>,
    /// The address of the site: a path, or an absolute address; ends with `/`.
    pub site: Option<String>,
    /// The picture that other sites show of pages without one of their own.
    pub image: Option<OutputPath>,
    /// The feed, if there is one.
    pub feed: Option<OutputPath>,
    /// The addresses of the parts that have a print page, with those of these pages; the whole book first.
    pub print: Vec<(PageUrl, PageUrl)>,
    /// Whether pages have copies as Markdown.
    pub has_copies: bool,
    /// Whether pages say as JSON-LD what they are about.
    pub has_linked_data: bool,
}

/// A link in the header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeaderLink {
    /// What it says.
    pub label: String,
    /// Where it leads.
    pub to: Destination,
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Destination {
    /// A page of the site.
    Page(PageUrl, Option<Anchor>),
    /// A file of the site.
    File(OutputPath),
    /// Anywhere else.
    External(String),
}

/// The files that every page loads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AssetPaths {
    /// Style sheets of the theme, in order.
    pub styles: Vec<OutputPath>,
    /// Style sheets of the book.
    pub user_styles: Vec<OutputPath>,
    /// The script that runs before the page is drawn.
    pub early_script: OutputPath,
    /// Scripts of the theme.
    pub scripts: Vec<OutputPath>,
    /// What the scripts of the catalogue's pages share.
    pub catalogue_script: OutputPath,
    /// The script of tables of entries.
    pub matrix_script: OutputPath,
    /// The script that compares any entries.
    pub compare_script: OutputPath,
    /// The script that ranks entries for any situation.
    pub choose_script: OutputPath,
    /// The script of drawings of relations.
    pub graph_script: OutputPath,
    /// Scripts of the book.
    pub user_scripts: Vec<OutputPath>,
    /// The script that holds the whole navigation.
    pub navigation: OutputPath,
    /// The icon.
    pub icon: OutputPath,
    /// The logo.
    pub logo: Option<OutputPath>,
}

impl Frame {
    /// The address of the site, if it is an absolute one.
    pub fn absolute(&self) -> Option<&str> {
        let site = self.site.as_deref();
        site.filter(|site| !site.starts_with('/'))
    }
}

impl Base {
    /// What the template of the page at `own` sees.
    pub fn new(frame: &Frame, place: &Place, own: &PageUrl, head: Head) -> Base {
        let mut breadcrumbs: Vec<LinkView> = match place.trail.len() {
            1 => Vec::new(),
            _ => place
                .trail
                .iter()
                .map(|link| LinkView::new(link, own))
                .collect(),
        };
        if let Some(home) = breadcrumbs.first_mut() {
            home.label = frame.words.home.to_string();
        }
        Base {
            version: VERSION,
            book: frame.book.clone(),
            head,
            root: own.to_root(),
            assets: Assets::new(&frame.assets, own),
            header: frame.header.iter().map(|link| link.view(own)).collect(),
            search: frame
                .search
                .as_ref()
                .map(|control| SearchView::new(control, own)),
            names: frame.names.as_ref().map(|url| own.to(url, None)),
            repository: frame.repository.clone(),
            sidebar: place
                .sidebar
                .iter()
                .map(|item| SidebarItem::new(item, own, &frame.words))
                .collect(),
            sidebar_more: place
                .more
                .as_ref()
                .map(|link| LinkView::all(link, own, &frame.words)),
            breadcrumbs,
            footer: frame.footer.clone(),
            print: frame.print(place, own),
            feed: frame.feed.as_ref().map(|feed| own.to_file(feed)),
            words: frame.words.clone(),
        }
    }
}

impl Assets {
    fn new(paths: &AssetPaths, own: &PageUrl) -> Assets {
        let one = |path: &OutputPath| own.to_file(path);
        let all = |paths: &[OutputPath]| paths.iter().map(one).collect();
        Assets {
            styles: all(&paths.styles),
            user_styles: all(&paths.user_styles),
            early_script: one(&paths.early_script),
            scripts: all(&paths.scripts),
            catalogue_script: one(&paths.catalogue_script),
            matrix_script: one(&paths.matrix_script),
            compare_script: one(&paths.compare_script),
            choose_script: one(&paths.choose_script),
            graph_script: one(&paths.graph_script),
            user_scripts: all(&paths.user_scripts),
            navigation: one(&paths.navigation),
            icon: one(&paths.icon),
            logo: paths.logo.as_ref().map(one),
        }
    }
}

impl HeaderLink {
    fn view(&self, own: &PageUrl) -> LinkView {
        let (href, current) = match &self.to {
            Destination::Page(url, anchor) => (own.to(url, anchor.as_ref()), url == own),
            Destination::File(path) => (own.to_file(path), false),
            Destination::External(address) => (address.clone(), false),
        };
        LinkView {
            label: self.label.clone(),
            href,
            current,
        }
    }
}

impl SidebarItem {
    fn new(item: &Item, own: &PageUrl, words: &Words) -> SidebarItem {
        SidebarItem {
            label: item.link.label.to_string(),
            href: own.to(&item.link.url, None),
            current: item.is_current,
            category: item.is_category,
            open: item.is_open,
            count: item.count,
            items: item
                .items
                .iter()
                .map(|item| SidebarItem::new(item, own, words))
                .collect(),
            more: item
                .more
                .as_ref()
                .map(|link| LinkView::all(link, own, words)),
            key: PageUrl::root().to(&item.link.url, None),
            class: item.class.clone(),
            state: state_word(item.state),
        }
    }
}

/// The word by which templates know a state; none for published pages.
pub fn state_word(state: State) -> Option<&'static str> {
    match state {
        State::Published => None,
        State::Unlisted => Some("unlisted"),
        State::Draft => Some("draft"),
    }
}
