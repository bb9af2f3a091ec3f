//! A project on disk, as all commands take it.
//!
//! In: its folder, and what the command line says. Out: [`Project`] with its settings and sources, and the output
//! folder it names.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::commands::console::{Console, count};
use crate::config::{Config, ConfigInput};
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::disk::again::{Again, pages_again};
use crate::disk::read;
use crate::disk::stamp::Memory;
use crate::disk::target::Target;
use crate::path::input::InputPath;
use crate::report::quoted;
use crate::sources::{Settings, Sources};
use crate::text::Text;

/// A project, read.
#[derive(Debug)]
pub(crate) struct Project {
    folder: PathBuf,
    config: Config,
    /// Everything a site is made from.
    pub(crate) sources: Sources,
}

/// Why a project cannot be read at all.
pub(crate) enum Unreadable {
    /// There is no such folder.
    Missing,
    /// It is no folder, or its `book.toml` cannot be read.
    Finding(Diagnostic),
}

impl Project {
    /// Reads a project; what `memory` holds and has not changed is not read again.
    ///
    /// # Errors
    /// [`Unreadable`] if there is nothing that a build could begin with.
    pub(crate) fn read(
        folder: &Path,
        settings: Settings,
        memory: &mut Memory,
    ) -> Result<Project, Unreadable> {
        // Anything but a clear no is left to the reader, which says why it fails.
        if folder.try_exists().is_ok_and(|exists| !exists) {
            return Err(Unreadable::Missing);
        }
        let book = read::book(folder).map_err(Unreadable::Finding)?;
        let config = Config::new(&ConfigInput {
            book: book.clone(),
            settings: settings.clone(),
        });
        let sources = read::sources(folder, book, &config, settings, memory);
        Ok(Project {
            folder: folder.to_path_buf(),
            config,
            sources,
        })
    }

    /// Reads the pages among some files again, and nothing else.
    pub(crate) fn read_again(&mut self, files: &BTreeSet<PathBuf>, memory: &mut Memory) -> Again {
        pages_again(&self.folder, &self.config, files, &mut self.sources, memory)
    }

    /// The output folder: what `-d` says, seen from the current folder, or else what `build-dir` says, seen from the
    /// project folder.
    pub(crate) fn target(&self, destination: Option<&Path>, home: Option<&Path>) -> Target {
        let build = &self.config.build;
        let book = InputPath::new("book.toml");
        let (folder, shown, at) = match destination {
            Some(folder) => (folder.to_path_buf(), folder.to_string_lossy().into(), None),
            None => (
                self.folder.join(&build.output),
                build.output.clone(),
                build.place.clone().map(|range| Span::new(&book, range)),
            ),
        };
        let names = [self.sources.folder.as_str(), "static", "templates"];
        Target {
            folder,
            shown,
            at,
            project: self.folder.clone(),
            sources: names.map(|name| self.folder.join(name)).to_vec(),
            home: home.map(Path::to_path_buf),
        }
    }

    /// The text of a file, for those who quote it.
    pub(crate) fn text(&self, file: &InputPath) -> Option<Text> {
        quoted(&self.sources, file)
    }

    /// What was read, in words.
    pub(crate) fn describe(&self) -> String {
        let sources = &self.sources;
        let others = sources.files.len() + sources.static_files.len();
        format!(
            "read {} below {}, {} and {}",
            count(sources.pages.len(), "page"),
            shown(&self.folder.join(sources.folder.as_str())),
            count(sources.templates.len(), "template"),
            count(others, "other file"),
        )
    }
}

impl Unreadable {
    /// What is wrong, for those who go on and wait until it is mended.
    pub(crate) fn finding(&self, folder: &Path) -> Diagnostic {
        match self {
            Unreadable::Missing => {
                let message = format!("the project folder `{}` is gone", folder.display());
                Diagnostic::new(Code::B027, message).help("put it back")
            }
            Unreadable::Finding(finding) => finding.clone(),
        }
    }

    /// Says so, and how the command ends.
    pub(crate) fn report(&self, folder: &Path, console: &Console) -> u8 {
        match self {
            Unreadable::Missing => {
                let message = format!("there is no folder `{}`", folder.display());
                console.fail(
                    &message,
                    "name the folder that holds `book.toml` or `content/`",
                );
                2
            }
            Unreadable::Finding(finding) => {
                console.report(std::slice::from_ref(finding), &|_| None);
                1
            }
        }
    }
}

/// A path as a user would write it: without `./` in front.
pub(crate) fn shown(path: &Path) -> String {
    let plain: PathBuf = path.components().collect();
    let plain = plain.strip_prefix(".").unwrap_or(&plain);
    match plain.as_os_str().is_empty() {
        true => ".".to_string(),
        false => plain.to_string_lossy().into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_shown_as_they_are_written() {
        let check = |path: &str, expected: &str| assert_eq!(shown(Path::new(path)), expected);
        check("./book/index.html", "book/index.html");
        check(".", ".");
        check("../x/", "../x");
        check("/a/./b", "/a/b");
    }
}
