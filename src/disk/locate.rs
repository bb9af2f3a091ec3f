//! Where the sources are.
//!
//! In: the project folder and `src` of `book.toml`. Out: the folders to walk, with links resolved, or what is wrong
//! with them. A folder that is reached through a link must still lie inside the project.

#![expect(
    clippy::disallowed_methods,
    reason = "the edge: this is where folders are looked for"
)]

use std::path::{Path, PathBuf};

use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::disk::gate::{Refusal, is_open, why};
use crate::path::input::InputPath;

/// A folder to read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    /// Seen from the project folder.
    pub(crate) shown: InputPath,
    /// On this machine, without links.
    pub(crate) folder: PathBuf,
}

/// The folder of the pages: `src` of `book.toml`, else `content/`, else `src/` with a `SUMMARY.md`, else `docs/`.
///
/// # Errors
/// A finding, at `src` if that is set.
pub(crate) fn pages(project: &Path, config: &Config) -> Result<Place, Diagnostic> {
    if let Some((path, range)) = &config.book.source {
        let at = Span::new(&InputPath::new("book.toml"), range.clone());
        return named(project, path).map_err(|finding| finding.at(at));
    }
    let is_there = |name: &&'static str| match *name {
        "src" => project.join("src/SUMMARY.md").is_file(),
        name => project.join(name).is_dir(),
    };
    match ["content", "src", "docs"].into_iter().find(is_there) {
        Some(name) => place(project, &InputPath::new(name)),
        None => Err(Diagnostic::new(
            Code::B027,
            "the project has no folder of pages: neither `content/`, nor `src/` with a `SUMMARY.md`, nor `docs/`",
        )
        .help("create `content/`, or name the folder with `src` below `[book]` in `book.toml`")),
    }
}

/// A folder with a fixed name, such as `static/`; `None` if there is none.
///
/// # Errors
/// A finding if it is no folder, or leads out of the project.
pub(crate) fn optional(project: &Path, name: &str) -> Result<Option<Place>, Diagnostic> {
    match project.join(name).symlink_metadata() {
        Ok(_) => place(project, &InputPath::new(name)).map(Some),
        Err(_) => Ok(None),
    }
}

fn named(project: &Path, path: &InputPath) -> Result<Place, Diagnostic> {
    if !is_open(path) {
        return Err(Refusal::Outside.finding(path));
    }
    match project.join(path.as_str()).is_dir() {
        true => place(project, path),
        false => Err(
            Diagnostic::new(Code::B027, format!("there is no folder `{path}`"))
                .label("the folder of the pages")
                .help("create the folder, or correct its name"),
        ),
    }
}

fn place(project: &Path, path: &InputPath) -> Result<Place, Diagnostic> {
    let refuse = |refusal: Refusal| Err(refusal.finding(path));
    let folder = match project.join(path.as_str()).canonicalize() {
        Ok(folder) => folder,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return refuse(Refusal::Missing);
        }
        Err(error) => return refuse(Refusal::Unreadable(why(&error))),
    };
    if !folder.starts_with(project) {
        return refuse(Refusal::OutwardLink);
    }
    if !folder.is_dir() {
        return Err(
            Diagnostic::new(Code::S013, format!("`{path}` is not a folder"))
                .help("replace it by a folder, or rename it"),
        );
    }
    Ok(Place {
        shown: path.clone(),
        folder,
    })
}
