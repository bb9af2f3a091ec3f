//! The output folder as the user names it.
//!
//! In: the folder, and the folders that it must not touch. Out: [`Target`], and findings that name paths as the user
//! would: below the folder as it was typed.

use std::io;
use std::path::PathBuf;

use crate::diagnostic::{Code, Diagnostic, Span};
use crate::disk::gate::why;

/// Where a site goes.
#[derive(Clone, Debug)]
pub struct Target {
    /// The output folder, usable from the current folder.
    pub folder: PathBuf,
    /// The same as it was typed, for messages.
    pub shown: String,
    /// The key that names it, if one does.
    pub at: Option<Span>,
    /// The project folder.
    pub project: PathBuf,
    /// The folders of pages, static files and templates.
    pub sources: Vec<PathBuf>,
    /// The home folder, if there is one.
    pub home: Option<PathBuf>,
}

/// An operation of the system that failed.
#[derive(Debug)]
pub(crate) struct Failure {
    /// Below the output folder; empty for the folder itself.
    pub(crate) path: String,
    /// What the system says.
    pub(crate) error: io::Error,
}

impl Failure {
    /// Names the path of an error: `map_err(Failure::at(path))`.
    pub(crate) fn at(path: &str) -> impl Fn(io::Error) -> Failure {
        move |error| Failure {
            path: path.to_string(),
            error,
        }
    }
}

impl Target {
    /// A path below the folder as the user would write it; the folder itself for an empty path.
    pub(crate) fn show(&self, path: &str) -> String {
        match (self.shown.trim_end_matches('/'), path) {
            (folder, "") => folder.to_string(),
            (folder, path) => format!("{folder}/{path}"),
        }
    }

    /// A finding at the key that names the folder.
    pub(crate) fn finding(&self, code: Code, message: String) -> Diagnostic {
        let finding = Diagnostic::new(code, message);
        match &self.at {
            Some(at) => finding.at(at.clone()),
            None => finding,
        }
    }

    /// What a failure of the system means for the user.
    pub(crate) fn failed(&self, failure: &Failure) -> Diagnostic {
        let path = self.show(&failure.path);
        let message = format!("`{path}` cannot be written: {}", why(&failure.error));
        let help = match failure.error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
                "make room and build again; what was published before is unchanged"
            }
            io::ErrorKind::PermissionDenied => {
                "give yourself the right to write there, or choose another folder with `-d`"
            }
            io::ErrorKind::ReadOnlyFilesystem => {
                "choose a folder that can be written with `-d`, or `build-dir` in `book.toml`"
            }
            io::ErrorKind::NotADirectory | io::ErrorKind::AlreadyExists => {
                "remove or rename what stands there, or choose another folder with `-d`"
            }
            _ => "see to it that the folder can be written, and build again",
        };
        self.finding(Code::S017, message).help(help)
    }
}
