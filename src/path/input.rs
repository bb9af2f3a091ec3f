//! Files as the author names them.
//!
//! In: relative paths with `/` between the components. Out: [`InputPath`], below the project folder, and
//! [`ContentPath`], below the folder of the pages. Neither ever holds `.`, `..` or an empty component.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// A file below the project folder: `book.toml`, `content/styles/monolith.md`. What diagnostics show.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct InputPath(Arc<str>);

/// A file or folder below the folder of the pages: `styles/monolith.md`. The empty path is that folder itself.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ContentPath(Arc<str>);

impl InputPath {
    /// The path with `.`, `..` and empty components resolved. Leading `..` that would leave the project are kept as
    /// written: the read gate decides what is opened, and outside the project only a repository around it is.
    pub fn new(path: &str) -> InputPath {
        let mut parts: Vec<&str> = Vec::new();
        for part in path.split('/') {
            match part {
                "" | "." => {}
                ".." if parts.last().is_some_and(|last| *last != "..") => {
                    parts.pop();
                }
                _ => parts.push(part),
            }
        }
        InputPath(parts.join("/").into())
    }

    /// The path with `/` between its components.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl ContentPath {
    /// The folder of the pages itself.
    pub fn root() -> ContentPath {
        ContentPath("".into())
    }

    /// A path from components joined by `/`; `None` if it leaves the folder. `.` and `..` are resolved.
    pub fn new(path: &str) -> Option<ContentPath> {
        ContentPath::root().join(path)
    }

    /// What `written` names, seen from this folder; `None` if that leaves the folder of the pages. A leading `/`
    /// starts at that folder.
    pub fn join(&self, written: &str) -> Option<ContentPath> {
        let mut parts: Vec<&str> = match written.starts_with('/') {
            true => Vec::new(),
            false => self.components().collect(),
        };
        for part in written.split('/') {
            match part {
                "" | "." => {}
                ".." => {
                    parts.pop()?;
                }
                _ => parts.push(part),
            }
        }
        Some(ContentPath(parts.join("/").into()))
    }

    /// How a file in this folder writes the path of another file: `../guides/a.md`.
    pub fn relative(&self, target: &ContentPath) -> String {
        let from: Vec<&str> = self.components().collect();
        let to: Vec<&str> = target.components().collect();
        let shared = from
            .iter()
            .zip(&to)
            .take_while(|(one, other)| one == other)
            .count();
        format!(
            "{}{}",
            "../".repeat(from.len() - shared),
            to[shared..].join("/")
        )
    }

    /// The path with `/` between its components.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether this is the folder of the pages itself.
    pub fn is_root(&self) -> bool {
        self.0.is_empty()
    }

    /// The names from the outermost folder to the file.
    pub fn components(&self) -> impl DoubleEndedIterator<Item = &str> {
        self.0.split('/').filter(|part| !part.is_empty())
    }

    /// The folder that holds this path; the root holds itself.
    pub fn folder(&self) -> ContentPath {
        match self.0.rsplit_once('/') {
            Some((folder, _)) => ContentPath(folder.into()),
            None => ContentPath::root(),
        }
    }

    /// The last component; empty for the root.
    pub fn name(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or_default()
    }

    /// The last component without its extension. A name that begins with its only dot has no extension.
    pub fn stem(&self) -> &str {
        match self.name().rsplit_once('.') {
            Some((stem, _)) if !stem.is_empty() => stem,
            _ => self.name(),
        }
    }

    /// What follows the last dot of the name, as written.
    pub fn extension(&self) -> Option<&str> {
        match self.name().rsplit_once('.') {
            Some((stem, extension)) if !stem.is_empty() => Some(extension),
            _ => None,
        }
    }

    /// Whether the file is a page: Markdown by its extension, in any case.
    pub fn is_markdown(&self) -> bool {
        self.extension().is_some_and(|extension| {
            ["md", "markdown"]
                .iter()
                .any(|known| extension.eq_ignore_ascii_case(known))
        })
    }

    /// The same file seen from the project folder, where `source` is the folder of the pages.
    pub fn below(&self, source: &InputPath) -> InputPath {
        InputPath::new(&format!("{}/{}", source.as_str(), self.0))
    }
}

impl fmt::Display for InputPath {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl fmt::Display for ContentPath {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_written_path_is_resolved_from_its_folder() {
        let check = |folder: &str, written: &str, expected: Option<&str>| {
            let folder = ContentPath::new(folder).unwrap();
            assert_eq!(
                folder.join(written).as_ref().map(ContentPath::as_str),
                expected,
                "{folder} + {written}"
            );
        };
        check("styles", "monolith.md", Some("styles/monolith.md"));
        check("styles", "./monolith.md", Some("styles/monolith.md"));
        check("styles", "../guides/a.md", Some("guides/a.md"));
        check("styles", "/guides/a.md", Some("guides/a.md"));
        check("styles", "../../a.md", None);
        check("", "..", None);
        check("a/b", "..//c/./d.md", Some("a/c/d.md"));
    }

    #[test]
    fn names_come_apart_at_their_last_dot() {
        let check = |path: &str, stem: &str, extension: Option<&str>| {
            let path = ContentPath::new(path).unwrap();
            assert_eq!((path.stem(), path.extension()), (stem, extension));
        };
        check("a/b.c.md", "b.c", Some("md"));
        check(".meta.yml", ".meta", Some("yml"));
        check(".hidden", ".hidden", None);
        check("LICENSE", "LICENSE", None);
    }
}
