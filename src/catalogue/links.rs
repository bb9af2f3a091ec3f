//! What references lead to.
//!
//! In: a reference, and what there is: pages, folders, files. Out: a [`Target`]. A path is tried as the author of a
//! file would mean it first, then as a browser would take it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::body::Reference;
use crate::card::Card;
use crate::catalogue::names::{Hits, Names, Spot};
use crate::catalogue::tree::{Cards, Tree};
use crate::path::anchor::Anchor;
use crate::path::input::ContentPath;
use crate::path::output::{OutputPath, PageUrl};
use crate::picture::Size;
use crate::value::keys::nearest;

/// What a reference leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A page, perhaps at an anchor. `by_address`: it was found by its address, not by its file.
    Page {
        /// The page.
        url: PageUrl,
        /// The place on it.
        anchor: Option<Anchor>,
        /// Whether the author wrote an address instead of a file.
        by_address: bool,
        /// The title of the page, if it was found by its name.
        title: Option<Arc<str>>,
    },
    /// A file of the site; if it is a picture, with its size.
    File(OutputPath, Option<Size>),
    /// Nothing.
    Missing,
}

/// All that can be linked to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Destinations {
    pages: BTreeMap<ContentPath, PageUrl>,
    /// Addresses without `/` and `index.html` at their end.
    addresses: BTreeMap<String, PageUrl>,
    files: BTreeMap<ContentPath, OutputPath>,
    static_files: BTreeSet<ContentPath>,
    pictures: BTreeMap<OutputPath, Size>,
    titles: BTreeMap<String, ContentPath>,
    names: Arc<Names>,
    title_of: BTreeMap<Spot, Arc<str>>,
    paths: BTreeMap<PageUrl, ContentPath>,
}

impl Destinations {
    /// Everything in a book. `files` are the files below the folder of the pages with their place in the site, `pictures` the
    /// sizes of those that are pictures, and of static ones; `sections` the titles of sections that can be named.
    pub fn new(
        cards: &Cards,
        names: Arc<Names>,
        sections: impl Iterator<Item = (Spot, Arc<str>)>,
        tree: &Tree,
        files: &BTreeMap<ContentPath, OutputPath>,
        static_files: &BTreeSet<ContentPath>,
        pictures: &BTreeMap<OutputPath, Size>,
    ) -> Destinations {
        let pages: BTreeMap<ContentPath, PageUrl> = cards
            .values()
            .map(|card| (card.path.clone(), card.url.clone()))
            .collect();
        let generated = tree.branches.iter().map(|branch| &branch.url);
        let addresses = pages
            .values()
            .chain(generated)
            .map(|url| (bare(url.as_str()), url.clone()))
            .collect();
        let titles = cards
            .values()
            .map(|card| (card.title.clone(), card.path.clone()))
            .collect();
        let title = |card: &Arc<Card>| (Spot::page(&card.path), card.title.as_str().into());
        let title_of = cards.values().map(title).chain(sections).collect();
        let path = |card: &Arc<Card>| (card.url.clone(), card.path.clone());
        // Of two pages with one address the first is shown.
        let paths = cards.values().rev().map(path).collect();
        Destinations {
            pages,
            addresses,
            files: files.clone(),
            static_files: static_files.clone(),
            pictures: pictures.clone(),
            titles,
            names,
            title_of,
            paths,
        }
    }

    /// What a reference leads to; `own` is the page it stands on.
    pub fn resolve(&self, reference: &Reference, own: &PageUrl) -> Target {
        let page = |url: &PageUrl, anchor: &Option<Anchor>, by_address| {
            let (url, anchor) = (url.clone(), anchor.clone());
            Target::Page {
                url,
                anchor,
                by_address,
                title: None,
            }
        };
        match reference {
            Reference::Here(anchor) => page(own, anchor, false),
            Reference::Page(path, anchor) => self
                .pages
                .get(path)
                .map_or(Target::Missing, |url| page(url, anchor, false)),
            Reference::Named(name, anchor) => match self.names.find(name) {
                [spot] => self.named(spot, anchor.clone()),
                _ => Target::Missing,
            },
            Reference::Path { file, url, anchor } => {
                if let Some(file) = self.files.get(file) {
                    return self.file(file.clone());
                }
                if let Some(url) = self
                    .page_of_path(file)
                    .or_else(|| self.addresses.get(&bare(url)))
                {
                    return page(url, anchor, true);
                }
                let static_file = [file.as_str(), url].into_iter().find_map(|path| {
                    let path =
                        ContentPath::new(path).filter(|path| self.static_files.contains(path))?;
                    OutputPath::new(path.as_str()).ok()
                });
                static_file.map_or(Target::Missing, |file| self.file(file))
            }
            Reference::Own { name, anchor, .. } => self.own(name, anchor),
            Reference::External(_) | Reference::Outside(_) => Target::Missing,
        }
    }

    /// What an address of the book names: an entry or a page by its id, or a page or a file by its address.
    fn own(&self, name: &str, anchor: &Option<Anchor>) -> Target {
        if let [spot] = self.names.find(name) {
            return self.named(spot, anchor.clone());
        }
        if let Some(url) = self.addresses.get(&bare(name)) {
            let (url, anchor) = (url.clone(), anchor.clone());
            return Target::Page {
                url,
                anchor,
                by_address: true,
                title: None,
            };
        }
        let path = ContentPath::new(name);
        let static_file = || OutputPath::new(self.static_files.get(path.as_ref()?)?.as_str()).ok();
        let file = path.as_ref().and_then(|path| self.files.get(path).cloned());
        file.or_else(static_file)
            .map_or(Target::Missing, |file| self.file(file))
    }

    /// The page behind an address.
    pub fn page_at(&self, url: &PageUrl) -> Option<&ContentPath> {
        self.paths.get(url)
    }

    fn file(&self, file: OutputPath) -> Target {
        let size = self.pictures.get(&file).copied();
        Target::File(file, size)
    }

    /// A page, or a section of one, that was found by its name.
    fn named(&self, spot: &Spot, anchor: Option<Anchor>) -> Target {
        let url = self.pages.get(&spot.page).cloned();
        url.map_or(Target::Missing, |url| Target::Page {
            url,
            anchor: anchor.or_else(|| spot.anchor.clone()),
            by_address: false,
            title: self.title_of.get(spot).cloned(),
        })
    }

    /// The page, or the section that is an entry, to which a reference on a page leads.
    pub fn spot(&self, reference: &Reference, own: &PageUrl) -> Option<Spot> {
        let Target::Page { url, anchor, .. } = self.resolve(reference, own) else {
            return None;
        };
        let page = self.paths.get(&url)?.clone();
        let section = Spot { page, anchor };
        Some(match self.names.knows(&section) {
            true => section,
            false => Spot::page(&section.page),
        })
    }

    /// What means a spot and nothing else.
    pub fn id_of(&self, spot: &Spot) -> &str {
        self.names.id_of(spot)
    }

    /// The pages and sections that a name may mean.
    pub fn hits(&self, name: &str) -> Hits<'_> {
        self.names.find(name)
    }

    /// A page whose file is named without its extension, or whose folder is named.
    fn page_of_path(&self, path: &ContentPath) -> Option<&PageUrl> {
        let with = |ending: &str| ContentPath::new(&format!("{}{ending}", path.as_str()));
        let endings = [".md", "/index.md", "/README.md"];
        endings
            .into_iter()
            .filter_map(with)
            .find_map(|path| self.pages.get(&path))
    }

    /// The page that a missing one may have been meant to be, by its path or by its title.
    pub fn suggestion(&self, missing: &ContentPath) -> Option<&ContentPath> {
        let same_name = |path: &&ContentPath| path.stem().eq_ignore_ascii_case(missing.stem());
        let mut namesakes = self.pages.keys().filter(same_name);
        if let (Some(only), None) = (namesakes.next(), namesakes.next()) {
            return Some(only);
        }
        let bare = |path: &ContentPath| {
            path.folder()
                .join(path.stem())
                .unwrap_or_else(ContentPath::root)
        };
        let all: Vec<ContentPath> = self.pages.keys().map(bare).collect();
        let near =
            nearest(bare(missing).as_str(), all.iter().map(ContentPath::as_str)).or_else(|| {
                let stems = self.pages.keys().map(ContentPath::stem);
                nearest(missing.stem(), stems)
            });
        if let Some(near) = near {
            let mut pages = self.pages.keys();
            return pages.find(|path| bare(path).as_str() == near || path.stem() == near);
        }
        let words = missing.stem().replace(['-', '_'], " ");
        let title = nearest(&words, self.titles.keys().map(String::as_str))?;
        self.titles.get(title)
    }

    /// How a page in a folder writes the file that a missing one may have been meant to be.
    pub fn file_suggestion(&self, missing: &ContentPath, folder: &ContentPath) -> Option<String> {
        let all = || self.files.keys().chain(&self.static_files);
        let same_name = |path: &&ContentPath| path.name().eq_ignore_ascii_case(missing.name());
        let near = || {
            let near = nearest(missing.as_str(), all().map(ContentPath::as_str))?;
            all().find(|path| path.as_str() == near)
        };
        let near_name = || {
            let near = nearest(missing.name(), all().map(ContentPath::name))?;
            all().find(|path| path.name() == near)
        };
        let found = all().find(same_name).or_else(near).or_else(near_name)?;
        Some(match self.files.contains_key(found) {
            true => folder.relative(found),
            false => format!("/{found}"),
        })
    }
}

/// An address without what hosts may leave out: the slash and `index.html` at its end, and `.html`.
fn bare(address: &str) -> String {
    let folder = address.strip_suffix("index.html").unwrap_or(address);
    let name = folder.strip_suffix(".html").unwrap_or(folder);
    name.trim_matches('/').to_string()
}
