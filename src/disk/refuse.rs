//! Which folders are no output folder.
//!
//! In: a [`Target`]. Out: where it really lies, or a finding. The answer depends on where a folder lies, not on how
//! it is spelled or through which links it is reached.

#![expect(
    clippy::disallowed_methods,
    reason = "the edge: this is where the output folder is looked at"
)]

use std::path::{Component, Path, PathBuf};

use crate::diagnostic::{Code, Diagnostic};
use crate::disk::faults::Faults;
use crate::disk::folder::Folder;
use crate::disk::journal::Journal;
use crate::disk::manifest::{JOURNAL, LOCK, MANIFEST, MAX_LENGTH, Manifest, STAGING};
use crate::disk::target::{Failure, Target};

/// What may lie in an output folder that we have never written to: what hosts and git put there, and what a first
/// build leaves that was killed early.
const HARMLESS: [&str; 6] = [".git", ".nojekyll", "CNAME", JOURNAL, LOCK, STAGING];

/// Whether a site may be published there. Nothing is changed.
///
/// # Errors
/// A finding that names the folder.
pub fn check_target(target: &Target) -> Result<(), Diagnostic> {
    accept(target).map(drop)
}

/// The folder without links, if a site may be published there.
pub(crate) fn accept(target: &Target) -> Result<PathBuf, Diagnostic> {
    let folder = resolve(&target.folder).map_err(|error| {
        target.failed(&Failure {
            path: String::new(),
            error,
        })
    })?;
    if let Some(what) = forbidden(&folder, target) {
        return Err(refuse(target, what)
            .help("choose a folder of its own with `-d`, or `build-dir` in `book.toml`"));
    }
    if !folder.exists() {
        return Ok(folder);
    }
    if !folder.is_dir() {
        return Err(refuse(target, "is not a folder")
            .help("remove or rename it by hand, or choose another with `-d`"));
    }
    match foreign(&folder) {
        Ok(None) => Ok(folder),
        Ok(Some(name)) => Err(
            refuse(target, "is not empty, and patternbook did not write it").help(format!(
                "it holds `{}`; remove or rename the folder by hand, or choose another with `-d`",
                name.escape_debug()
            )),
        ),
        Err(failure) => Err(target.failed(&failure)),
    }
}

fn refuse(target: &Target, what: &str) -> Diagnostic {
    let message = format!("the output folder `{}` {what}", target.shown);
    target.finding(Code::S001, message)
}

fn forbidden(folder: &Path, target: &Target) -> Option<&'static str> {
    let real = |path: &PathBuf| resolve(path).unwrap_or_else(|_| path.clone());
    let project = real(&target.project);
    if folder.parent().is_none() {
        return Some("is the root of the file system");
    }
    if project.starts_with(folder) {
        return Some("is the project folder or holds it");
    }
    if target
        .home
        .as_ref()
        .map(real)
        .is_some_and(|home| home.starts_with(folder))
    {
        return Some("is the home folder or holds it");
    }
    // Where the project folder itself is the folder of the pages, the output in it is no source.
    let sources = target.sources.iter().map(real);
    for source in sources.filter(|source| *source != project) {
        if folder.starts_with(&source) {
            return Some("is a folder of sources or lies in one");
        }
        if source.starts_with(folder) {
            return Some("holds a folder of sources");
        }
    }
    None
}

/// Where a path leads, though its end may not exist yet. Existing parts are resolved as the system does it, so `..`
/// after a link leads to the parent of the link's target.
pub(crate) fn resolve(path: &Path) -> std::io::Result<PathBuf> {
    let mut reached = match path.is_absolute() {
        true => PathBuf::new(),
        false => Path::new(".").canonicalize()?,
    };
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => drop(reached.pop()),
            Component::RootDir | Component::Prefix(_) => reached.push(component),
            Component::Normal(name) => {
                reached.push(name);
                if reached.symlink_metadata().is_ok() {
                    reached = reached.canonicalize()?;
                }
            }
        }
    }
    Ok(reached)
}

/// Something in the folder that is not ours, in a folder that is not ours.
fn foreign(path: &Path) -> Result<Option<String>, Failure> {
    let folder = Folder::open(path, Faults::default()).map_err(Failure::at(""))?;
    let names = folder.names().map_err(Failure::at(""))?;
    let Some(other) = names
        .into_iter()
        .find(|name| !HARMLESS.contains(&name.as_str()))
    else {
        return Ok(None);
    };
    // A build that ends just now turns its journal into a manifest, so the manifest is looked for a second time.
    let bytes = |name: &str| folder.bytes(name, MAX_LENGTH).map_err(Failure::at(name));
    let has_manifest = || -> Result<bool, Failure> {
        Ok(bytes(MANIFEST)?.is_some_and(|bytes| Manifest::parse(&bytes).is_some()))
    };
    let is_ours = has_manifest()?
        || bytes(JOURNAL)?.is_some_and(|bytes| Journal::parse(&bytes).is_some())
        || has_manifest()?;
    Ok((!is_ours).then_some(other))
}
