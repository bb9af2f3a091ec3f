//! The shape of the book.
//!
//! In: the list of pages and the files that describe folders and tags, never a page's text. Out: [`Outline`], the
//! folders and what they are called, declared tags, and for each page the options it is parsed with.

mod folders;
pub mod glob;

mod category;
mod inherited;
mod tags;

pub use folders::{CategoryLink, Folder, number_prefix, order_key};

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::config::{Limits, Markdown, Pages};
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::entry_keys::Defaults;
use crate::model::Ingest;
use crate::outline::category::{Category, read_categories};
use crate::outline::folders::index_rank;
use crate::outline::glob::fits_any;
use crate::outline::tags::declared_tags;
use crate::page_options::PageOptions;
use crate::path::input::{ContentPath, InputPath};
use crate::text::Text;
use crate::vocabulary::{TagDeclaration, Vocabulary};
use crate::words::Words;

/// What the outline is made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutlineInput {
    /// The pages, sorted.
    pub pages: Vec<ContentPath>,
    /// The `_category_` and `.meta.yml` files.
    pub folder_files: BTreeMap<ContentPath, Text>,
    /// The folder of the pages, seen from the project folder.
    pub source: InputPath,
    /// `[pages]`.
    pub settings: Pages,
    /// The dialect.
    pub markdown: Markdown,
    /// How pros and cons in prose are found.
    pub ingest: Arc<Ingest>,
    /// First and last heading level in the contents of a page.
    pub contents_levels: (u8, u8),
    /// `[catalogue.tags]`: declared tags.
    pub tags: Arc<[TagDeclaration]>,
    /// Keys of the front matter that are never taken for mistyped ones.
    pub allow_keys: Arc<[String]>,
    /// Bounds on input.
    pub limits: Limits,
    /// The words of the interface.
    pub words: &'static Words,
}

/// The shape of the book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outline {
    /// Every folder that holds a page at any depth, and the root.
    pub folders: BTreeMap<ContentPath, Folder>,
    /// What the pages of a folder and of those below it inherit: its `_category_` file behind its `.meta.yml`.
    pub defaults: BTreeMap<ContentPath, Vec<Arc<Defaults>>>,
    /// The declared tags.
    pub vocabulary: Vocabulary,
    /// The pages, without those that `[pages] ignore` leaves out.
    pub pages: BTreeMap<ContentPath, Arc<PageOptions>>,
    /// What was wrong with the folders.
    pub diagnostics: Vec<Diagnostic>,
}

impl Outline {
    /// The shape of a book.
    pub fn new(input: &OutlineInput) -> Outline {
        let mut diagnostics = Vec::new();
        let is_page = |page: &&ContentPath| !fits_any(page, &input.settings.ignore);
        let mut in_folder: BTreeMap<ContentPath, Vec<&ContentPath>> = BTreeMap::new();
        for page in input.pages.iter().filter(is_page) {
            in_folder.entry(page.folder()).or_default().push(page);
        }
        let mut folders = BTreeMap::new();
        let mut pages = BTreeMap::new();
        let paths = with_ancestors(&in_folder);
        let (source, bounds) = (&input.source, input.limits.metadata);
        let files = &input.folder_files;
        let mut categories = read_categories(files, &paths, source, bounds, &mut diagnostics);
        let own = |path: &ContentPath| categories.get(path)?.defaults.as_ref();
        let defaults = inherited::defaults(files, own, source, bounds, &mut diagnostics);
        for path in paths {
            let here = in_folder.get(&path).map(Vec::as_slice).unwrap_or_default();
            let category = categories.remove(&path).unwrap_or_default();
            let mut folder = describe(&path, category, &folders);
            let rank = here.iter().filter_map(|page| index_rank(page)).min();
            let stands_for = |page: &&&ContentPath| rank.is_some() && index_rank(page) == rank;
            folder.index = here.iter().find(stands_for).map(|page| (*page).clone());
            for page in here {
                // Two files of one rank, such as `index.md` and `Index.md`, both claim the address of the folder;
                // whoever gives out addresses reports them.
                let is_index = stands_for(&page);
                if let (Some(index), Some(_), false) = (&folder.index, index_rank(page), is_index) {
                    diagnostics.push(report_rival(page, index, &input.source));
                }
                pages.insert(
                    (*page).clone(),
                    Arc::new(options(page, &folder, is_index, input)),
                );
            }
            folders.insert(path, folder);
        }
        let vocabulary = declared_tags(
            &input.folder_files,
            &input.tags,
            source,
            bounds,
            &mut diagnostics,
        );
        Outline {
            folders,
            defaults,
            vocabulary,
            pages,
            diagnostics,
        }
    }
}

impl Outline {
    /// What a page of a folder inherits, the outermost folder first; what comes later wins.
    pub fn inherited(&self, folder: &ContentPath) -> Vec<&Arc<Defaults>> {
        let mut chain = Vec::new();
        let mut folder = folder.clone();
        loop {
            if let Some(defaults) = self.defaults.get(&folder) {
                chain.extend(defaults.iter().rev());
            }
            if folder.is_root() {
                break;
            }
            folder = folder.folder();
        }
        chain.reverse();
        chain
    }
}

/// All folders on the way to a page, and the root, parents first.
fn with_ancestors(in_folder: &BTreeMap<ContentPath, Vec<&ContentPath>>) -> BTreeSet<ContentPath> {
    let mut folders = BTreeSet::from([ContentPath::root()]);
    for folder in in_folder.keys() {
        let mut folder = folder.clone();
        while folders.insert(folder.clone()) {
            folder = folder.folder();
        }
    }
    folders
}

/// A folder, whose parent is among those that are described already.
fn describe(
    path: &ContentPath,
    category: Category,
    described: &BTreeMap<ContentPath, Folder>,
) -> Folder {
    let (prefix, name) = number_prefix(path.name());
    let parent = described.get(&path.folder()).map(|folder| &folder.address);
    Folder {
        path: path.clone(),
        name: name.to_string(),
        address: match parent {
            Some(parent) if !parent.is_empty() => format!("{parent}/{name}"),
            _ => name.to_string(),
        },
        label: category.label,
        description: category.description,
        position: category.position.or(prefix),
        class: category.class,
        collapsed: category.collapsed,
        collapsible: category.collapsible,
        link: category.link,
        index: None,
        place: category.place,
    }
}

fn options(
    page: &ContentPath,
    folder: &Folder,
    is_index: bool,
    input: &OutlineInput,
) -> PageOptions {
    let (prefix_position, stem) = number_prefix(page.stem());
    PageOptions {
        file: page.below(&input.source),
        url_style: input.settings.url_style,
        prefix: input.settings.prefix.clone(),
        folder: folder.address.clone(),
        stem: stem.to_string(),
        prefix_position,
        is_index,
        is_home: is_index && folder.path.is_root(),
        markdown: input.markdown.clone(),
        ingest: input.ingest.clone(),
        contents_levels: input.contents_levels,
        words: input.words,
        allow_keys: input.allow_keys.clone(),
        limits: input.limits,
    }
}

fn report_rival(page: &ContentPath, index: &ContentPath, source: &InputPath) -> Diagnostic {
    let message = format!("`{page}` is a page of its own, since `{index}` stands for the folder");
    Diagnostic::new(Code::B018, message)
        .at(Span::new(&page.below(source), 0..0))
        .also(
            Span::new(&index.below(source), 0..0),
            "stands for the folder",
        )
        .help("join the two files, or give one of them another name")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::card::Position;
    use crate::config::{Config, ConfigInput};

    fn outline(pages: &[&str], files: &[(&str, &str)], ignore: &[&str]) -> Outline {
        let config = Config::new(&ConfigInput::default());
        let path = |path: &str| ContentPath::new(path).expect("the path is inside");
        let mut pages: Vec<ContentPath> = pages.iter().map(|page| path(page)).collect();
        pages.sort();
        let files = files.iter();
        Outline::new(&OutlineInput {
            pages,
            folder_files: files
                .map(|(file, text)| (path(file), Text::from(*text)))
                .collect(),
            source: InputPath::new("content"),
            settings: Pages {
                ignore: ignore.iter().map(|pattern| pattern.to_string()).collect(),
                ..config.pages
            },
            markdown: config.markdown,
            ingest: Arc::default(),
            contents_levels: config.theme.contents_levels,
            words: &crate::words::ENGLISH,
            allow_keys: config.allow_keys,
            tags: config.tags,
            limits: config.limits,
        })
    }

    fn folder<'o>(outline: &'o Outline, path: &str) -> &'o Folder {
        &outline.folders[&ContentPath::new(path).expect("the path is inside")]
    }

    fn page<'o>(outline: &'o Outline, path: &str) -> &'o PageOptions {
        &outline.pages[&ContentPath::new(path).expect("the path is inside")]
    }

    fn codes(outline: &Outline) -> Vec<(&'static str, String)> {
        let name = |finding: &Diagnostic| {
            let file = finding.at.as_ref().map(|span| span.file.to_string());
            (finding.code.as_str(), file.unwrap_or_default())
        };
        outline.diagnostics.iter().map(name).collect()
    }

    #[test]
    fn every_folder_on_the_way_to_a_page_is_there() {
        let outline = outline(&["02-guides/1. intro/03-a.md"], &[], &[]);
        let paths: Vec<&str> = outline.folders.keys().map(ContentPath::as_str).collect();
        assert_eq!(paths, ["", "02-guides", "02-guides/1. intro"]);
        let guides = folder(&outline, "02-guides");
        assert_eq!(guides.name, "guides");
        assert_eq!(guides.position, Position::parse("2"));
        let options = page(&outline, "02-guides/1. intro/03-a.md");
        assert_eq!(options.folder, "guides/intro");
        assert_eq!(options.stem, "a");
        assert_eq!(options.prefix_position, Position::parse("3"));
        assert_eq!(options.file.as_str(), "content/02-guides/1. intro/03-a.md");
        assert!(!options.is_index && !options.is_home);
    }

    #[test]
    fn a_book_without_pages_has_its_root() {
        let outline = outline(&[], &[("a/_category_.json", "{\"lable\": 1}")], &[]);
        let paths: Vec<&str> = outline.folders.keys().map(ContentPath::as_str).collect();
        assert_eq!(paths, [""]);
        assert_eq!(
            outline.diagnostics,
            [],
            "a file for an empty folder says nothing"
        );
    }

    #[test]
    fn one_page_stands_for_its_folder() {
        let check = |pages: &[&str], index: Option<&str>, rivals: &[&str]| {
            let outline = outline(pages, &[], &[]);
            let found = &folder(&outline, "a").index;
            assert_eq!(found.as_ref().map(ContentPath::as_str), index, "{pages:?}");
            let expected: Vec<(&str, String)> = rivals
                .iter()
                .map(|rival| ("B018", format!("content/{rival}")))
                .collect();
            assert_eq!(codes(&outline), expected, "{pages:?}");
            for path in pages {
                let is_index = Some(*path) == index;
                assert_eq!(page(&outline, path).is_index, is_index, "{path}");
            }
        };
        check(&["a/b.md"], None, &[]);
        check(&["a/b.md", "a/INDEX.md"], Some("a/INDEX.md"), &[]);
        check(
            &["a/README.md", "a/index.md"],
            Some("a/index.md"),
            &["a/README.md"],
        );
        check(&["a/A.md", "a/readme.md"], Some("a/readme.md"), &["a/A.md"]);
        check(&["a/A.md", "a/b.md"], Some("a/A.md"), &[]);
    }

    #[test]
    fn twins_both_claim_their_folder() {
        let outline = outline(&["Index.md", "index.md"], &[], &[]);
        assert!(page(&outline, "Index.md").is_home && page(&outline, "index.md").is_home);
        assert_eq!(outline.diagnostics, []);
    }

    #[test]
    fn the_index_of_the_root_is_the_home_page() {
        let outline = outline(&["README.md", "a/README.md"], &[], &[]);
        assert!(page(&outline, "README.md").is_home);
        let inner = page(&outline, "a/README.md");
        assert!(inner.is_index && !inner.is_home);
    }

    #[test]
    fn ignored_pages_leave_no_trace() {
        let outline = outline(&["a.md", "drafts/b.md"], &[], &["drafts/**"]);
        assert_eq!((outline.pages.len(), outline.folders.len()), (1, 1));
    }

    #[test]
    fn a_category_file_describes_its_folder() {
        let files = [(
            "1-a/_category_.yml",
            "label: First\nposition: 9\ncollapsed: false\n",
        )];
        let outline = outline(&["1-a/b.md"], &files, &[]);
        let described = folder(&outline, "1-a");
        assert_eq!(described.label.as_deref(), Some("First"));
        assert_eq!(described.position, Position::parse("9"));
        assert!(!described.collapsed && described.collapsible);
        assert!(described.place.is_some());
        let plain = folder(&outline, "");
        assert!(plain.collapsed && plain.place.is_none());
    }

    #[test]
    fn a_folder_has_one_category_file() {
        let files = [
            ("a/_category_.json", "{\"label\": \"J\"}"),
            ("a/_category_.yml", "label: Y\n"),
        ];
        let outline = outline(&["a/b.md"], &files, &[]);
        assert_eq!(folder(&outline, "a").label.as_deref(), Some("J"));
        let expected = [("D004", "content/a/_category_.yml".to_string())];
        assert_eq!(codes(&outline), expected);
    }
}
