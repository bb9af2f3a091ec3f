//! The files below one folder.
//!
//! In: a folder, and which names count. Out: its files in the order of their names, and findings for links, special
//! files and names that cannot be used. Links that stay inside the folder are followed, though not from within a
//! folder that is itself reached through one, so that the work is bounded.

#![expect(
    clippy::disallowed_methods,
    reason = "the edge: this is where folders are walked"
)]

use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use crate::diagnostic::{Code, Diagnostic, Span};
use crate::disk::gate::{Refusal, why};
use crate::disk::locate::Place;
use crate::disk::stamp::Stamp;
use crate::path::input::{ContentPath, InputPath};

/// A regular file that was found.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    /// Its path below the folder, as its name says.
    pub(crate) path: ContentPath,
    /// Where it lies without links, below the folder.
    pub(crate) inside: PathBuf,
    /// The same on this machine.
    pub(crate) file: PathBuf,
    /// What the system says about it.
    pub(crate) stamp: Stamp,
}

/// What a walk met.
#[derive(Debug, Default)]
pub(crate) struct Met {
    /// The files that count.
    pub(crate) files: Vec<Found>,
    /// The folders that were walked, without links.
    pub(crate) folders: Vec<PathBuf>,
    /// What is wrong.
    pub(crate) findings: Vec<Diagnostic>,
}

/// Which names below a folder count.
#[derive(Clone, Copy)]
pub(crate) struct Filter<'a> {
    /// Whether a folder is walked.
    pub(crate) folder: fn(&ContentPath) -> bool,
    /// Whether a file is wanted.
    pub(crate) file: fn(&ContentPath) -> bool,
    /// Whether a name is one of a text, which no folder may have.
    pub(crate) text: fn(&ContentPath) -> bool,
    /// Folders and files that are never looked at, wherever they are met.
    pub(crate) skipped: &'a [PathBuf],
}

/// Walks a folder.
pub(crate) fn walk(place: &Place, filter: Filter<'_>) -> Met {
    let mut walk = Walk {
        place,
        filter,
        linked: None,
        met: Met::default(),
    };
    walk.met.folders.push(place.folder.clone());
    let mut entries = WalkDir::new(&place.folder)
        .follow_links(true)
        .min_depth(1)
        .sort_by_file_name()
        .into_iter();
    while let Some(entry) = entries.next() {
        let descends = match entry {
            Ok(entry) => walk.enter(&entry) || !entry.file_type().is_dir(),
            Err(error) => {
                walk.fail(&error);
                true
            }
        };
        if !descends {
            entries.skip_current_dir();
        }
    }
    walk.met
}

struct Walk<'a> {
    place: &'a Place,
    filter: Filter<'a>,
    /// The folder being walked that was reached through a link.
    linked: Option<PathBuf>,
    met: Met,
}

impl Walk<'_> {
    /// Takes a file, or says whether to walk a folder.
    fn enter(&mut self, entry: &DirEntry) -> bool {
        let Some(path) = self.name(entry.path()) else {
            return false;
        };
        let is_folder = entry.file_type().is_dir();
        let wanted = match is_folder {
            true => (self.filter.folder)(&path) || (self.filter.text)(&path),
            false => (self.filter.file)(&path),
        };
        if !wanted {
            return false;
        }
        let Some(file) = self.resolve(entry, &path) else {
            return false;
        };
        if self.filter.skipped.contains(&file) {
            return false;
        }
        match (is_folder, entry.file_type().is_file()) {
            (true, _) if !(self.filter.text)(&path) => {
                self.met.folders.push(file);
                return true;
            }
            (false, true) => self.take(entry, path, file),
            _ => self.find(&path, &Refusal::Irregular),
        }
        false
    }

    fn take(&mut self, entry: &DirEntry, path: ContentPath, file: PathBuf) {
        let Ok(metadata) = entry.metadata() else {
            self.find(&path, &Refusal::Missing);
            return;
        };
        let inside = file
            .strip_prefix(&self.place.folder)
            .expect("resolve lets nothing pass that lies elsewhere")
            .to_path_buf();
        self.met.files.push(Found {
            path,
            inside,
            file,
            stamp: Stamp::of(&metadata),
        });
    }

    /// The path below the folder; a name that is not UTF-8 is a finding, unless it is hidden.
    fn name(&mut self, path: &Path) -> Option<ContentPath> {
        let below = path.strip_prefix(&self.place.folder).ok()?;
        let shown = below.to_string_lossy();
        let shown = match std::path::MAIN_SEPARATOR {
            '/' => shown,
            separator => shown.replace(separator, "/").into(),
        };
        let path = ContentPath::new(&shown)?;
        if below.to_str().is_none() {
            if !path.name().starts_with(['.', '_']) {
                let file = path.below(&self.place.shown);
                self.met.findings.push(
                    Diagnostic::new(Code::S005, format!("the name of `{file}` is not UTF-8"))
                        .at(Span::new(&file, 0..0))
                        .help("rename the file"),
                );
            }
            return None;
        }
        Some(path)
    }

    /// Where an entry lies without links; `None`, with a finding, if that is no place to read from.
    fn resolve(&mut self, entry: &DirEntry, path: &ContentPath) -> Option<PathBuf> {
        let in_linked = self
            .linked
            .as_ref()
            .is_some_and(|linked| entry.path().starts_with(linked));
        if !entry.path_is_symlink() && !in_linked {
            return Some(entry.path().to_path_buf());
        }
        let file = match entry.path().canonicalize() {
            Ok(file) => file,
            Err(error) => {
                self.find(path, &refusal(&error));
                return None;
            }
        };
        if !file.starts_with(&self.place.folder) {
            self.find(path, &Refusal::OutwardLink);
            return None;
        }
        if entry.path_is_symlink() && entry.file_type().is_dir() {
            if in_linked {
                self.circle(
                    path,
                    "stands in a folder that is itself reached through a link",
                );
                return None;
            }
            self.linked = Some(entry.path().to_path_buf());
        }
        Some(file)
    }

    fn fail(&mut self, error: &walkdir::Error) {
        let Some(path) = error.path().and_then(|path| self.name(path)) else {
            self.find(
                &ContentPath::root(),
                &Refusal::Unreadable(error.to_string()),
            );
            return;
        };
        // Nobody can say whether it would have been a folder or a file.
        if !(self.filter.file)(&path) && !(self.filter.folder)(&path) && !path.is_root() {
            return;
        }
        if error.loop_ancestor().is_some() {
            self.circle(&path, "leads back to a folder that holds it");
            return;
        }
        let is_link = self
            .place
            .folder
            .join(path.as_str())
            .symlink_metadata()
            .is_ok_and(|metadata| metadata.is_symlink());
        let Some(error) = error.io_error() else {
            return;
        };
        match (error.kind(), is_link) {
            (std::io::ErrorKind::NotFound, true) => self.met.findings.push(
                self.finding(&path, Code::S016, "leads to nothing")
                    .help("remove the link, or restore what it leads to"),
            ),
            (std::io::ErrorKind::NotFound | std::io::ErrorKind::PermissionDenied, _) => {
                self.find(&path, &refusal(error));
            }
            // What is left for a link is that it leads to itself, for which the system has no portable word.
            (_, true) => self.circle(&path, "leads to itself"),
            _ => self.find(&path, &refusal(error)),
        }
    }

    fn circle(&mut self, path: &ContentPath, what: &str) {
        let finding = self.finding(path, Code::S012, what);
        self.met
            .findings
            .push(finding.help("remove the link, or replace it by a copy"));
    }

    fn finding(&self, path: &ContentPath, code: Code, what: &str) -> Diagnostic {
        let file = path.below(&self.place.shown);
        Diagnostic::new(code, format!("the link `{file}` {what}")).at(Span::new(&file, 0..0))
    }

    fn find(&mut self, path: &ContentPath, refusal: &Refusal) {
        let file: InputPath = path.below(&self.place.shown);
        self.met.findings.push(refusal.at_file(&file));
    }
}

fn refusal(error: &std::io::Error) -> Refusal {
    match error.kind() {
        std::io::ErrorKind::NotFound => Refusal::Missing,
        _ => Refusal::Unreadable(why(error)),
    }
}
