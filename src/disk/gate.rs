//! The read gate: opens files beneath a folder, never through a link that leads out of it.
//!
//! In: a folder, and paths below it. Out: the bytes of a regular file of allowed size, read once through one handle,
//! or a [`Refusal`]. What is checked is the opened handle, so a file that is exchanged meanwhile changes nothing.

#![expect(
    clippy::disallowed_methods,
    reason = "the edge: this is where files are opened"
)]

use std::io;
use std::io::Read;
use std::path::{Component, Path};

use cap_fs_ext::{FollowSymlinks, OpenOptionsFollowExt, OpenOptionsSyncExt};
use cap_std::ambient_authority;
use cap_std::fs::{Dir, File, OpenOptions};

use crate::diagnostic::{Code, Diagnostic, Span};
use crate::path::input::InputPath;
use crate::text::Text;

/// A folder that files may be read from.
#[derive(Debug)]
pub struct Root {
    handle: Dir,
}

/// Why a file was not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The path itself leads out of the folder, or to a hidden file.
    Outside,
    /// A link on the way leads out of the folder.
    OutwardLink,
    /// There is no such file.
    Missing,
    /// It is a folder, a pipe, a device or a socket.
    Irregular,
    /// The system does not let it be read; the text says why.
    Unreadable(String),
    /// It is larger than this many bytes.
    TooLarge(usize),
    /// It is not UTF-8: the offset of the first wrong byte, that byte, and its line from 1.
    NotText {
        /// Bytes before the wrong one.
        offset: usize,
        /// The wrong byte.
        byte: u8,
        /// Its line.
        line: usize,
    },
}

impl Root {
    /// Opens a folder.
    ///
    /// # Errors
    /// If it is no folder, or may not be opened.
    pub fn open(folder: &Path) -> io::Result<Root> {
        let handle = Dir::open_ambient_dir(folder, ambient_authority())?;
        Ok(Root { handle })
    }

    /// The bytes of a file that something names, such as a key of `book.toml`: hidden files are refused too.
    ///
    /// # Errors
    /// [`Refusal`], here and in the other functions.
    pub fn read_named(&self, path: &InputPath, limit: usize) -> Result<Vec<u8>, Refusal> {
        match is_open(path) {
            true => self.read(Path::new(path.as_str()), limit),
            false => Err(Refusal::Outside),
        }
    }

    /// The bytes of a file, at most `limit`.
    pub fn read(&self, path: &Path, limit: usize) -> Result<Vec<u8>, Refusal> {
        let file = self.open_below(path)?;
        let length = file.metadata().map_err(|error| refusal(&error))?.len();
        let length = usize::try_from(length).unwrap_or(usize::MAX);
        if length > limit {
            return Err(Refusal::TooLarge(limit));
        }
        // A file may grow while it is read, and some report no length, so the limit holds for what comes out.
        let mut bytes = Vec::with_capacity(length + 1);
        file.take(limit as u64 + 1)
            .read_to_end(&mut bytes)
            .map_err(|error| refusal(&error))?;
        match bytes.len() > limit {
            true => Err(Refusal::TooLarge(limit)),
            false => Ok(bytes),
        }
    }

    /// The first bytes of a file, at most `most`.
    pub fn read_head(&self, path: &Path, most: usize) -> Result<Vec<u8>, Refusal> {
        let mut bytes = Vec::with_capacity(most);
        self.open_below(path)?
            .take(most as u64)
            .read_to_end(&mut bytes)
            .map_err(|error| refusal(&error))?;
        Ok(bytes)
    }

    fn open_below(&self, path: &Path) -> Result<File, Refusal> {
        let is_below = path
            .components()
            .all(|component| matches!(component, Component::Normal(_)));
        match is_below {
            true => open_regular(&self.handle, path, FollowSymlinks::Yes),
            false => Err(Refusal::Outside),
        }
    }

    /// The text of a file, at most `limit` bytes.
    pub fn read_text(&self, path: &Path, limit: usize) -> Result<Text, Refusal> {
        text(self.read(path, limit)?)
    }
}

impl Refusal {
    /// The finding at the start of the file.
    pub fn at_file(&self, file: &InputPath) -> Diagnostic {
        self.finding(file).at(Span::new(file, 0..0))
    }

    /// The finding without a place; the caller knows who named the file.
    pub fn finding(&self, file: &InputPath) -> Diagnostic {
        match self {
            Refusal::Outside => Diagnostic::new(
                Code::S010,
                format!("`{file}` lies outside the folders that may be read, or is hidden"),
            )
            .help("copy the file into the project, under a name that does not begin with `.`"),
            Refusal::OutwardLink => Diagnostic::new(
                Code::S011,
                format!("`{file}` is reached through a link that leads out of its folder"),
            )
            .help("replace the link by a copy of what it leads to"),
            Refusal::Missing => Diagnostic::new(Code::S016, format!("`{file}` is not there"))
                .help("restore the file, or remove what leads to it"),
            Refusal::Irregular => {
                Diagnostic::new(Code::S013, format!("`{file}` is not a regular file"))
                    .help("replace it by a file, or move it elsewhere")
            }
            Refusal::Unreadable(why) => {
                Diagnostic::new(Code::S013, format!("`{file}` cannot be read: {why}"))
                    .help("give yourself the right to read it, or move it elsewhere")
            }
            Refusal::TooLarge(limit) => {
                Diagnostic::new(Code::S030, format!("`{file}` is larger than {limit} bytes"))
                    .help("split it; the bound is set in `[limits]` of `book.toml`")
            }
            Refusal::NotText { offset, byte, line } => Diagnostic::new(
                Code::S015,
                format!(
                    "`{file}` is not UTF-8: byte `{byte:#04x}` at offset {offset}, line {line}"
                ),
            )
            .help("save the file as UTF-8"),
        }
    }
}

/// Bytes as text.
pub fn text(bytes: Vec<u8>) -> Result<Text, Refusal> {
    // The bytes are gone after a failed conversion, so the place is looked up first.
    let wrong = std::str::from_utf8(&bytes).err().map(|error| {
        let offset = error.valid_up_to();
        Refusal::NotText {
            offset,
            byte: bytes[offset],
            line: 1 + bytes[..offset]
                .iter()
                .filter(|byte| **byte == b'\n')
                .count(),
        }
    });
    match wrong {
        Some(refusal) => Err(refusal),
        None => Ok(Text::from_bytes(bytes).expect("checked to be UTF-8")),
    }
}

/// Whether a path that something names stays in the project and names nothing hidden.
pub fn is_open(path: &InputPath) -> bool {
    !path.as_str().split('/').any(|part| part.starts_with('.'))
}

/// Opens a file again that was found earlier. Its path holds no link then, and must hold none now.
pub fn reopen(path: &Path) -> Result<File, Refusal> {
    let (Some(folder), Some(name)) = (path.parent(), path.file_name()) else {
        return Err(Refusal::Irregular);
    };
    let is_as_found = folder
        .canonicalize()
        .map_err(|error| refusal(&error))?
        .as_path()
        == folder;
    if !is_as_found {
        return Err(Refusal::OutwardLink);
    }
    let root = Root::open(folder).map_err(|error| refusal(&error))?;
    open_regular(&root.handle, Path::new(name), FollowSymlinks::No)
}

/// Opens without waiting, since opening a pipe would last until somebody writes into it.
fn open_regular(folder: &Dir, path: &Path, follow: FollowSymlinks) -> Result<File, Refusal> {
    let mut options = OpenOptions::new();
    options.read(true).nonblock(true).follow(follow);
    let file = folder
        .open_with(path, &options)
        .map_err(|error| refusal(&error))?;
    let metadata = file.metadata().map_err(|error| refusal(&error))?;
    match metadata.is_file() {
        true => Ok(file),
        false => Err(Refusal::Irregular),
    }
}

fn refusal(error: &io::Error) -> Refusal {
    match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Refusal::Missing,
        // The library refuses on its own account, so there is no number from the system.
        io::ErrorKind::PermissionDenied if error.raw_os_error().is_none() => Refusal::OutwardLink,
        _ => Refusal::Unreadable(why(error)),
    }
}

/// What went wrong in the system's words, as part of a sentence.
pub fn why(error: &io::Error) -> String {
    let words = error.to_string();
    let words = words.split(" (os error").next().unwrap_or_default();
    let mut characters = words.chars();
    match characters.next() {
        Some(first) => first.to_lowercase().chain(characters).collect(),
        None => "unknown error".to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_regular_files_beneath_the_folder_are_read() {
        let outer = tempfile::tempdir().unwrap();
        let inner = outer.path().join("inner");
        std::fs::create_dir_all(inner.join("folder")).unwrap();
        std::fs::write(outer.path().join("secret"), "secret").unwrap();
        std::fs::write(inner.join("a"), "12345").unwrap();
        std::fs::write(inner.join(".env"), "secret").unwrap();
        let link = |to: &str, name: &str| {
            #[cfg(unix)]
            std::os::unix::fs::symlink(to, inner.join(name)).unwrap();
        };
        link("../secret", "out");
        link("a", "in");
        link("nothing", "dangling");
        let root = Root::open(&inner).unwrap();
        let check = |path: &str, expected: Result<&[u8], Refusal>| {
            let found = root.read(Path::new(path), 5);
            assert_eq!(found.as_deref().map_err(Clone::clone), expected, "{path}");
        };
        check("a", Ok(b"12345"));
        check("../secret", Err(Refusal::Outside));
        check("/etc/passwd", Err(Refusal::Outside));
        check("folder", Err(Refusal::Irregular));
        check("a/b", Err(Refusal::Missing));
        check("missing", Err(Refusal::Missing));
        check("out", Err(Refusal::OutwardLink));
        check("in", Ok(b"12345"));
        check("dangling", Err(Refusal::Missing));
        let head = |path: &str| root.read_head(Path::new(path), 2);
        assert_eq!(head("a"), Ok(b"12".to_vec()));
        assert_eq!(head("../secret"), Err(Refusal::Outside));
        assert_eq!(head("out"), Err(Refusal::OutwardLink));
        assert_eq!(head("folder"), Err(Refusal::Irregular));
        assert_eq!(root.read(Path::new("a"), 4), Err(Refusal::TooLarge(4)));
        let named = |path: &str| root.read_named(&InputPath::new(path), 9);
        assert_eq!(named("./folder/../a"), Ok(b"12345".to_vec()));
        assert_eq!(named(".env"), Err(Refusal::Outside));
        assert_eq!(named("../secret"), Err(Refusal::Outside));
    }

    #[test]
    fn the_first_byte_that_is_no_text_is_named() {
        let refusal = text(b"ab\ncd\xff\xfe".to_vec()).unwrap_err();
        assert_eq!(
            refusal.at_file(&InputPath::new("content/a.md")).message,
            "`content/a.md` is not UTF-8: byte `0xff` at offset 5, line 2"
        );
    }
}
