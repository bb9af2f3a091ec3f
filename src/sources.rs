//! A snapshot of every input, in memory.
//!
//! In: what `disk/read.rs` found, or a list of texts in tests. Out: [`Sources`], the one argument of a build beside
//! its cache. Texts are read; other files are named, and copied by whoever publishes the site.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use crate::config::Limits;
pub use crate::config::Settings;
use crate::diagnostic::Diagnostic;
use crate::include::{Included, follow};
use crate::path::input::{ContentPath, InputPath};
use crate::picture::{self, Size};
use crate::text::Text;

/// Everything a site is made from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sources {
    /// `book.toml`, if there is one.
    pub book: Option<Text>,
    /// What the command line says.
    pub settings: Settings,
    /// The folder of the pages, seen from the project folder.
    pub folder: InputPath,
    /// The pages.
    pub pages: BTreeMap<ContentPath, Text>,
    /// `_category_` files and `.meta.yml`, which describe folders, and `tags.yml`, which describes tags.
    pub folder_files: BTreeMap<ContentPath, Text>,
    /// Every other file below the folder of the pages.
    pub files: BTreeMap<ContentPath, Blob>,
    /// The files of `static/`, by their path below it.
    pub static_files: BTreeMap<ContentPath, Blob>,
    /// The sizes of the pictures among both, by their path below the project folder.
    pub pictures: BTreeMap<InputPath, Size>,
    /// The templates of the book, by their path below `templates/`.
    pub templates: BTreeMap<String, Text>,
    /// The files that pages include, by their path below the project folder; those of the repository around it begin
    /// with `..`.
    pub included: BTreeMap<InputPath, Included>,
    /// The files that `book.toml` names, such as `additional-css`.
    pub named_files: BTreeMap<InputPath, Blob>,
    /// When each page was changed last, as far as the history of the repository tells.
    pub changes: Arc<Changes>,
    /// What could not be read.
    pub diagnostics: Vec<Diagnostic>,
}

/// The last change of each page of which it is known.
pub type Changes = BTreeMap<ContentPath, Change>;

/// A change of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// When it was, in UTC: `2026-03-31T09:30:00Z`.
    pub moment: String,
    /// Who made it.
    pub author: String,
}

/// A file whose content no stage reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Blob {
    /// The content itself.
    Bytes(Arc<[u8]>),
    /// A file on disk and what the system says about it; equal stamps mean equal content.
    File {
        /// Where it lies.
        path: Arc<Path>,
        /// Its length in bytes.
        length: u64,
        /// Its time of last change, in nanoseconds since 1970.
        changed: u128,
    },
}

impl Sources {
    /// Sources from texts, as tests write them: `book.toml`, and paths below `content/`, `static/` and `templates/`.
    /// Any of them may be included.
    pub fn in_memory(files: &[(&str, &str)]) -> Sources {
        let mut sources = Sources {
            folder: InputPath::new("content"),
            ..Sources::default()
        };
        for (path, text) in files {
            sources.insert(path, text);
        }
        let texts: BTreeMap<InputPath, &str> = files
            .iter()
            .map(|(path, text)| (InputPath::new(path), *text))
            .collect();
        let read = |paths: &[InputPath]| {
            let named = paths
                .iter()
                .filter_map(|path| Some((path, texts.get(path)?)));
            let text = |(path, text): (&InputPath, &&str)| {
                (path.clone(), Included::Text(Text::from(*text)))
            };
            named.map(text).collect()
        };
        sources.included = follow(sources.named_pages(), Limits::default().include_depth, read);
        sources
    }

    /// The text of a file in which front matter may stand: a page, what describes a folder, or `book.toml`.
    pub fn text(&self, file: &InputPath) -> Option<&Text> {
        if file.as_str() == "book.toml" {
            return self.book.as_ref();
        }
        let path = file.as_str().strip_prefix(self.folder.as_str())?;
        let path = ContentPath::new(path.trim_start_matches('/'))?;
        let of_folder = || self.folder_files.get(&path);
        self.pages.get(&path).or_else(of_folder)
    }

    /// The pages with their paths below the project folder.
    pub fn named_pages(&self) -> impl Iterator<Item = (InputPath, &Text)> {
        let pages = self.pages.iter();
        pages.map(|(path, text)| (path.below(&self.folder), text))
    }

    fn insert(&mut self, path: &str, text: &str) {
        let blob = || Blob::Bytes(text.as_bytes().into());
        let Some((root, below)) = path.split_once('/') else {
            if path == "book.toml" {
                self.book = Some(Text::from(text));
            }
            return;
        };
        let Some(inner) = ContentPath::new(below) else {
            return;
        };
        if picture::is_picture(&inner)
            && let Some(size) = picture::size(text.as_bytes())
        {
            self.pictures.insert(InputPath::new(path), size);
        }
        match root {
            "content" => self.insert_content(inner, text),
            "static" => drop(self.static_files.insert(inner, blob())),
            "templates" => drop(self.templates.insert(below.to_string(), Text::from(text))),
            _ => {}
        }
        self.named_files.insert(InputPath::new(path), blob());
    }

    fn insert_content(&mut self, path: ContentPath, text: &str) {
        match role(&path) {
            Role::Page => drop(self.pages.insert(path, Text::from(text))),
            Role::Folder => drop(self.folder_files.insert(path, Text::from(text))),
            Role::File => drop(self.files.insert(path, Blob::Bytes(text.as_bytes().into()))),
            Role::Nothing => {}
        }
    }
}

/// What a file below the folder of the pages is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A page.
    Page,
    /// It describes its folder.
    Folder,
    /// It is copied.
    File,
    /// Hidden files, editor backups, and what begins with `_`.
    Nothing,
}

/// The role of a file, by its path below the folder of the pages.
pub fn role(path: &ContentPath) -> Role {
    let name = path.name();
    let is_folder_file = matches!(
        name,
        "_category_.json" | "_category_.yml" | "_category_.yaml" | ".meta.yml"
    );
    let hidden = |part: &str| part.starts_with(['.', '_']);
    if path.folder().components().any(hidden) {
        return Role::Nothing;
    }
    let is_tags_file = ["tags.yml", "tags.yaml"].contains(&path.as_str());
    if is_folder_file || is_tags_file {
        return Role::Folder;
    }
    let is_backup = name.ends_with('~')
        || name.ends_with(".swp")
        || name.ends_with(".bak")
        || name.starts_with('#');
    match hidden(name) || is_backup {
        true => Role::Nothing,
        false if path.is_markdown() => Role::Page,
        false => Role::File,
    }
}

impl Default for InputPath {
    fn default() -> InputPath {
        InputPath::new("")
    }
}
