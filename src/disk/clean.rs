//! Removes a published site.
//!
//! In: a [`Target`]. Out: the files of the manifest are gone, if they still are what was written, and with them the
//! folders that have become empty. Everything else stays.

#![expect(
    clippy::disallowed_methods,
    reason = "the edge: this is where the output folder is looked at"
)]

use std::time::Duration;

use crate::diagnostic::Diagnostic;
use crate::disk::commit::emptied;
use crate::disk::faults::Faults;
use crate::disk::folder::Folder;
use crate::disk::manifest::{Entry, MANIFEST};
use crate::disk::plan::stale;
use crate::disk::publish::{kept, locked};
use crate::disk::recover::recover;
use crate::disk::refuse::accept;
use crate::disk::survey::Survey;
use crate::disk::target::{Failure, Target};
use crate::path::output::OutputPath;

/// What cleaning removed, or would remove.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cleaned {
    /// The files.
    pub files: Vec<OutputPath>,
    /// Their length together.
    pub bytes: u64,
    /// What the user should know.
    pub findings: Vec<Diagnostic>,
}

/// How long to wait for a build.
const PATIENCE: Duration = Duration::from_secs(10);

/// Removes the files of the last build; with `dry_run`, only says which.
///
/// # Errors
/// Findings: the folder is refused, locked, or cannot be written.
pub fn clean(target: &Target, dry_run: bool) -> Result<Cleaned, Vec<Diagnostic>> {
    let path = accept(target).map_err(|finding| vec![finding])?;
    if !path.exists() {
        return Ok(Cleaned::default());
    }
    locked(&path, target, PATIENCE, &Faults::default(), |folder| {
        empty(folder, target, dry_run).map_err(|failure| vec![target.failed(&failure)])
    })
}

fn empty(folder: &Folder, target: &Target, dry_run: bool) -> Result<Cleaned, Failure> {
    let manifest = recover(folder)?;
    let entries: Vec<&Entry> = manifest.entries().collect();
    let survey = Survey::new(folder, entries.iter().map(|entry| &entry.path))?;
    let (removals, changed) = stale(folder, &entries, &survey)?;
    let removals: Vec<Entry> = removals.into_values().collect();
    if !dry_run {
        for entry in &removals {
            let path = entry.path.as_str();
            folder.remove(path).map_err(Failure::at(path))?;
        }
        for path in emptied(&removals) {
            folder.unmake(path).map_err(Failure::at(path))?;
        }
        folder.remove(MANIFEST).map_err(Failure::at(MANIFEST))?;
    }
    Ok(Cleaned {
        bytes: removals.iter().map(|entry| entry.length).sum(),
        files: removals.into_iter().map(|entry| entry.path).collect(),
        findings: kept(&changed, target),
    })
}
