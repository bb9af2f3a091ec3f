//! Ends the commit of a process that was killed.
//!
//! In: the journal and the temporary files it left, none of which are believed: a temporary file is put in place only
//! if its bytes are those the journal says, over nothing or over a file of the manifest; a file is removed only if the
//! manifest knows it and its bytes are the recorded ones. Out: the manifest of what then is there. The build that
//! follows compares everything anyway, so what cannot be ended is written again.

use crate::disk::commit::{NEXT_MANIFEST, emptied, sweep};
use crate::disk::compare::{has_content, is_intact};
use crate::disk::folder::{Folder, Kind};
use crate::disk::journal::Journal;
use crate::disk::manifest::{Entry, JOURNAL, MANIFEST, MAX_LENGTH, Manifest, STAGING};
use crate::disk::survey::{Ground, Survey, folders};
use crate::disk::target::Failure;

/// The manifest, after an unfinished commit is ended and its temporary files are gone.
pub(crate) fn recover(folder: &Folder) -> Result<Manifest, Failure> {
    let read = |name: &'static str| folder.bytes(name, MAX_LENGTH).map_err(Failure::at(name));
    let manifest = read(MANIFEST)?.and_then(|bytes| Manifest::parse(&bytes));
    let mut manifest = manifest.unwrap_or_default();
    let journal = read(JOURNAL)?.and_then(|bytes| Journal::parse(&bytes));
    if let Some(journal) = journal {
        finish(folder, &journal, &mut manifest)?;
        folder.remove(JOURNAL).map_err(Failure::at(JOURNAL))?;
    }
    sweep(folder)?;
    Ok(manifest)
}

fn finish(folder: &Folder, journal: &Journal, manifest: &mut Manifest) -> Result<(), Failure> {
    let puts = journal.puts.iter().map(|(_, entry)| &entry.path);
    let removals = journal.removals.iter().map(|entry| &entry.path);
    let survey = Survey::new(folder, puts.chain(removals))?;
    let mut removed = Vec::new();
    for entry in &journal.removals {
        if manifest.get(&entry.path) == Some(entry) && survey.of(&entry.path) != Ground::Blocked {
            remove(folder, entry)?;
            manifest.remove(&entry.path);
            removed.push(entry.clone());
        }
    }
    for path in emptied(&removed) {
        let is_folder = folder.look(path).map_err(Failure::at(path))?;
        if is_folder.is_some_and(|found| found.kind == Kind::Folder) {
            folder.unmake(path).map_err(Failure::at(path))?;
        }
    }
    folder.make(STAGING).map_err(Failure::at(STAGING))?;
    let staging = folder.below(STAGING).map_err(Failure::at(STAGING))?;
    for (number, entry) in &journal.puts {
        let is_ours = manifest.get(&entry.path).is_some();
        let is_free = survey.of(&entry.path) != Ground::Blocked;
        if is_free && put(folder, &staging, *number, entry, is_ours)? {
            manifest.insert(entry.clone());
        }
    }
    let fail = Failure::at(MANIFEST);
    staging.remove(NEXT_MANIFEST).map_err(&fail)?;
    staging
        .write_through(NEXT_MANIFEST, manifest.to_string().as_bytes())
        .map_err(&fail)?;
    staging
        .rename(NEXT_MANIFEST, folder, MANIFEST)
        .map_err(&fail)
}

fn remove(folder: &Folder, entry: &Entry) -> Result<(), Failure> {
    let path = entry.path.as_str();
    match is_intact(folder, entry).map_err(Failure::at(path))? {
        Some(true) => folder.remove(path).map_err(Failure::at(path)),
        Some(false) | None => Ok(()),
    }
}

/// Puts a temporary file in place, and says whether the file there is now the one meant.
fn put(
    folder: &Folder,
    staging: &Folder,
    number: usize,
    entry: &Entry,
    is_ours: bool,
) -> Result<bool, Failure> {
    let path = entry.path.as_str();
    let fail = Failure::at(path);
    let temporary = number.to_string();
    let staged = staging.look(&temporary).map_err(&fail)?;
    let is_staged = staged.is_some_and(|found| found.kind == Kind::File)
        && has_content(staging, &temporary, entry).map_err(&fail)? == Some(true);
    let there = folder.look(path).map_err(&fail)?;
    match there.map(|found| found.kind) {
        Some(Kind::File) if !is_staged || !is_ours => {
            return Ok(is_intact(folder, entry).map_err(&fail)? == Some(true));
        }
        None if is_staged => {}
        Some(Kind::File) => {}
        _ => return Ok(false),
    }
    for above in folders(&entry.path) {
        let found = folder.look(above).map_err(&fail)?;
        match found.map(|found| found.kind) {
            None => drop(folder.make(above).map_err(&fail)?),
            Some(Kind::Folder) => {}
            Some(_) => return Ok(false),
        }
    }
    staging.rename(&temporary, folder, path).map_err(&fail)?;
    Ok(true)
}
