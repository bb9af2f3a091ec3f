//! From a plan to the disk, all or nothing.
//!
//! In: a [`Plan`]. Out: the folder as the plan says, or as it was. First every new file is written into
//! `.patternbook-staging`, and every file that will be replaced gets a second name there; up to then nothing has
//! happened to the site. The journal's rename begins the commit, the manifest's rename ends it. Between the two a
//! failure is rolled back here, and a killed process is made up for by the next one, in `recover.rs`.

use std::collections::BTreeSet;

use rayon::prelude::*;

use crate::disk::compare::copy;
use crate::disk::folder::Folder;
use crate::disk::gate::reopen;
use crate::disk::journal::Journal;
use crate::disk::manifest::{Entry, JOURNAL, MANIFEST, Manifest, STAGING};
use crate::disk::plan::{Plan, Put};
use crate::disk::survey::folders;
use crate::disk::target::Failure;
use crate::fingerprint::Fingerprint;
use crate::site::Content;
use crate::sources::Blob;

/// The names of the next manifest and journal while they are being written.
pub(crate) const NEXT_MANIFEST: &str = "manifest";
const NEXT_JOURNAL: &str = "journal";

/// Everything written, nothing changed yet.
#[derive(Debug)]
pub(crate) struct Staged {
    staging: Folder,
    journal: Journal,
    replaces: Vec<bool>,
    /// What the folder holds after the commit.
    pub(crate) manifest: Manifest,
}

/// What a commit has done so far.
enum Done {
    Made(String),
    Unmade(String),
    Removed {
        path: String,
        backup: String,
    },
    Placed {
        path: String,
        backup: Option<String>,
    },
}

/// Writes every new file beside the site.
pub(crate) fn stage(folder: &Folder, plan: &Plan<'_>) -> Result<Staged, Failure> {
    folder.make(STAGING).map_err(Failure::at(STAGING))?;
    let staging = folder.below(STAGING).map_err(Failure::at(STAGING))?;
    let entries: Vec<Result<Entry, Failure>> = plan
        .puts
        .par_iter()
        .enumerate()
        .map(|(number, put)| stage_one(folder, &staging, number, put))
        .collect();
    let mut puts = Vec::with_capacity(entries.len());
    for (number, entry) in entries.into_iter().enumerate() {
        puts.push((number, entry?));
    }
    let written = puts.iter().map(|(_, entry)| entry.clone());
    let manifest: Manifest = plan.kept.iter().cloned().chain(written).collect();
    let journal = Journal {
        puts,
        removals: plan.removals.clone(),
    };
    staging
        .write_through(NEXT_MANIFEST, manifest.to_string().as_bytes())
        .map_err(Failure::at(MANIFEST))?;
    staging
        .write_through(NEXT_JOURNAL, journal.to_string().as_bytes())
        .map_err(Failure::at(JOURNAL))?;
    Ok(Staged {
        staging,
        journal,
        replaces: plan.puts.iter().map(|put| put.replaces).collect(),
        manifest,
    })
}

fn stage_one(
    folder: &Folder,
    staging: &Folder,
    number: usize,
    put: &Put<'_>,
) -> Result<Entry, Failure> {
    let path = put.path.as_str();
    let name = number.to_string();
    let write = || -> std::io::Result<(u64, Fingerprint)> {
        match put.content {
            Content::Bytes(bytes) | Content::File(Blob::Bytes(bytes)) => {
                staging.write(&name, bytes)?;
                Ok((bytes.len() as u64, Fingerprint::of(bytes)))
            }
            Content::File(Blob::File { path, .. }) => {
                let gone = |_| std::io::Error::other("its source has just become unreadable");
                copy(reopen(path).map_err(gone)?, staging.create(&name)?)
            }
        }
    };
    let (length, hash) = write().map_err(Failure::at(path))?;
    if put.replaces {
        folder
            .link(path, staging, &backup("", number))
            .map_err(Failure::at(path))?;
    }
    Ok(Entry {
        path: put.path.clone(),
        length,
        hash,
    })
}

fn backup(kind: &str, number: usize) -> String {
    format!("{kind}{number}.old")
}

/// Puts everything in place.
pub(crate) fn commit(folder: &Folder, staged: &Staged) -> Result<(), Failure> {
    staged
        .staging
        .rename(NEXT_JOURNAL, folder, JOURNAL)
        .map_err(Failure::at(JOURNAL))?;
    let mut done = Vec::new();
    let result = apply(folder, staged, &mut done);
    let is_whole = match &result {
        Ok(()) => true,
        Err(_) => roll_back(folder, &staged.staging, done).is_ok(),
    };
    // As long as something is half done the journal stays, and the next run sees to it.
    if is_whole {
        drop(folder.remove(JOURNAL));
    }
    result
}

fn apply(folder: &Folder, staged: &Staged, done: &mut Vec<Done>) -> Result<(), Failure> {
    for (number, entry) in staged.journal.removals.iter().enumerate() {
        let path = entry.path.to_string();
        let backup = backup("r", number);
        folder
            .rename(&path, &staged.staging, &backup)
            .map_err(Failure::at(&path))?;
        done.push(Done::Removed { path, backup });
    }
    for emptied in emptied(&staged.journal.removals) {
        if folder.unmake(emptied).map_err(Failure::at(emptied))? {
            done.push(Done::Unmade(emptied.to_string()));
        }
    }
    let mut known: BTreeSet<&str> = BTreeSet::new();
    let mut current: Option<(&str, Folder)> = None;
    for ((number, entry), replaces) in staged.journal.puts.iter().zip(&staged.replaces) {
        let path = entry.path.as_str();
        for above in folders(&entry.path).filter(|above| known.insert(above)) {
            if folder.make(above).map_err(Failure::at(above))? {
                done.push(Done::Made(above.to_string()));
            }
        }
        let (above, name) = path.rsplit_once('/').unwrap_or(("", path));
        let parent = match current.take() {
            Some((last, parent)) if last == above => parent,
            _ => folder.below(above).map_err(Failure::at(above))?,
        };
        staged
            .staging
            .rename(&number.to_string(), &parent, name)
            .map_err(Failure::at(path))?;
        current = Some((above, parent));
        done.push(Done::Placed {
            path: path.to_string(),
            backup: replaces.then(|| backup("", *number)),
        });
    }
    staged
        .staging
        .rename(NEXT_MANIFEST, folder, MANIFEST)
        .map_err(Failure::at(MANIFEST))
}

/// The folders that may be empty after these files are gone, innermost first.
pub(crate) fn emptied(removals: &[Entry]) -> Vec<&str> {
    let all: BTreeSet<&str> = removals
        .iter()
        .flat_map(|entry| folders(&entry.path))
        .collect();
    // A folder sorts before what it holds.
    all.into_iter().rev().collect()
}

/// Undoes what was done, last things first, as far as possible.
fn roll_back(folder: &Folder, staging: &Folder, done: Vec<Done>) -> std::io::Result<()> {
    let undo = |step: Done| match step {
        Done::Made(path) => folder.unmake(&path).map(drop),
        Done::Unmade(path) => folder.make(&path).map(drop),
        Done::Removed { path, backup } => staging.rename(&backup, folder, &path),
        Done::Placed {
            path,
            backup: Some(backup),
        } => staging.rename(&backup, folder, &path),
        Done::Placed { path, backup: None } => folder.remove(&path),
    };
    // All steps are tried, so that one that fails spoils no other.
    let results: Vec<std::io::Result<()>> = done.into_iter().rev().map(undo).collect();
    results.into_iter().collect()
}

/// Removes the temporary files of this run or of one that was killed. Whatever else somebody put there stays.
pub(crate) fn sweep(folder: &Folder) -> Result<(), Failure> {
    let fail = Failure::at(STAGING);
    if folder.look(STAGING).map_err(&fail)?.is_none() {
        return Ok(());
    }
    let staging = folder.below(STAGING).map_err(&fail)?;
    for name in staging.names().map_err(&fail)? {
        if is_temporary(&name) {
            staging.remove(&name).map_err(&fail)?;
        }
    }
    folder.unmake(STAGING).map(drop).map_err(&fail)
}

fn is_temporary(name: &str) -> bool {
    let number = name.strip_suffix(".old").unwrap_or(name);
    let number = number.strip_prefix('r').unwrap_or(number);
    let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    is_number || [NEXT_MANIFEST, NEXT_JOURNAL].contains(&name)
}
