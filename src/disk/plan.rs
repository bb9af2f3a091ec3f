//! What publishing a site would change.
//!
//! In: a site, the output folder, and the manifest of the last build. Out: [`Plan`]: files to write, files to remove,
//! and everything that stands in the way. Nothing is changed here, so a plan with conflicts costs nobody anything.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use crate::disk::compare::{Relation, compare, is_intact};
use crate::disk::folder::{Folder, Found, Kind};
use crate::disk::gate::{Refusal, reopen};
use crate::disk::manifest::{Entry, Manifest, is_reserved};
use crate::disk::survey::{Ground, Survey, folders};
use crate::disk::target::Failure;
use crate::path::output::OutputPath;
use crate::site::{Content, Site};
use crate::sources::Blob;

/// What publishing a site would change.
#[derive(Debug, Default)]
pub(crate) struct Plan<'a> {
    /// Files to write.
    pub(crate) puts: Vec<Put<'a>>,
    /// Files of the last build that the site no longer has.
    pub(crate) removals: Vec<Entry>,
    /// Files that are in place already and stay in the manifest.
    pub(crate) kept: Vec<Entry>,
    /// How many files are in place already but were put there by somebody else. They stay out of the manifest.
    pub(crate) foreign: usize,
    /// Files of the site whose paths something foreign occupies, and what it is.
    pub(crate) conflicts: Vec<(OutputPath, &'static str)>,
    /// Files of the last build that were changed since and are not removed.
    pub(crate) changed: Vec<OutputPath>,
    /// Files of the last build that were changed since and are written anew.
    pub(crate) restored: Vec<OutputPath>,
    /// Files of the author's that can no longer be read.
    pub(crate) unread: Vec<(Arc<Path>, Refusal)>,
}

/// A file to write.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Put<'a> {
    /// Where it goes.
    pub(crate) path: &'a OutputPath,
    /// What it holds.
    pub(crate) content: &'a Content,
    /// Whether there is a file of the last build at its path.
    pub(crate) replaces: bool,
}

/// What a file of the site means for the folder.
enum Fate {
    /// It is in place.
    Keep(Entry),
    /// It is in place, but not ours.
    Foreign,
    /// It is to be written where nothing is.
    Place,
    /// It is to be written over the one of the last build.
    Replace,
    /// The same, and somebody changed that one.
    Restore,
    /// The same, and the file system takes this older name for the new one.
    Rename(OutputPath),
    /// It cannot be written.
    Conflict(&'static str),
    /// It cannot be read.
    Unread(Refusal),
}

/// Compares a site with the folder.
pub(crate) fn plan<'a>(
    site: &'a Site,
    folder: &Folder,
    old: &Manifest,
) -> Result<Plan<'a>, Failure> {
    let is_gone = |entry: &&Entry| site.get(&entry.path).is_none();
    let gone: Vec<&Entry> = old.entries().filter(is_gone).collect();
    let paths = site.files().map(|(path, _)| path);
    let survey = Survey::new(folder, paths.chain(gone.iter().map(|entry| &entry.path)))?;
    let (mut removals, changed) = stale(folder, &gone, &survey)?;
    let comparison = Comparison {
        site,
        folder,
        old,
        survey: &survey,
        removals: &removals,
    };
    let files: Vec<(&OutputPath, &Content)> = site.files().collect();
    let fates: Vec<Result<Fate, Failure>> = files
        .par_iter()
        .map(|(path, content)| {
            let fate = comparison.fate(path, content);
            fate.map_err(Failure::at(path.as_str()))
        })
        .collect();
    let mut plan = Plan {
        changed,
        ..Plan::default()
    };
    for ((path, content), fate) in files.into_iter().zip(fates) {
        let put = |replaces| Put {
            path,
            content,
            replaces,
        };
        match fate? {
            Fate::Keep(entry) => plan.kept.push(entry),
            Fate::Foreign => plan.foreign += 1,
            Fate::Place => plan.puts.push(put(false)),
            Fate::Replace => plan.puts.push(put(true)),
            Fate::Restore => {
                plan.restored.push(path.clone());
                plan.puts.push(put(true));
            }
            Fate::Rename(old) => {
                removals.remove(&old);
                plan.puts.push(put(true));
            }
            Fate::Conflict(what) => plan.conflicts.push((path.clone(), what)),
            Fate::Unread(refusal) => {
                if let Content::File(Blob::File { path: source, .. }) = content {
                    plan.unread.push((source.clone(), refusal));
                }
            }
        }
    }
    plan.removals = removals.into_values().collect();
    Ok(plan)
}

/// The files of the last build that may be removed, since they still are what was written, and those that may not.
pub(crate) fn stale(
    folder: &Folder,
    gone: &[&Entry],
    survey: &Survey,
) -> Result<(BTreeMap<OutputPath, Entry>, Vec<OutputPath>), Failure> {
    let states: Vec<Result<Option<bool>, Failure>> = gone
        .par_iter()
        .map(|entry| match survey.of(&entry.path) {
            Ground::Folder => is_intact(folder, entry).map_err(Failure::at(entry.path.as_str())),
            Ground::Blocked => Ok(Some(false)),
            Ground::Missing | Ground::File => Ok(None),
        })
        .collect();
    let mut removals = BTreeMap::new();
    let mut changed = Vec::new();
    for (entry, state) in gone.iter().zip(states) {
        match state? {
            Some(true) => drop(removals.insert(entry.path.clone(), (*entry).clone())),
            Some(false) => changed.push(entry.path.clone()),
            None => {}
        }
    }
    Ok((removals, changed))
}

struct Comparison<'a> {
    site: &'a Site,
    folder: &'a Folder,
    old: &'a Manifest,
    survey: &'a Survey,
    removals: &'a BTreeMap<OutputPath, Entry>,
}

impl Comparison<'_> {
    fn fate(&self, path: &OutputPath, content: &Content) -> io::Result<Fate> {
        if is_reserved(path) {
            return Ok(Fate::Conflict(
                "has a name that patternbook or git keeps for itself",
            ));
        }
        if self.survey.of(path) == Ground::Blocked {
            return Ok(Fate::Conflict("lies behind a link or a special file"));
        }
        let is_file =
            |folder| OutputPath::new(folder).is_ok_and(|path| self.site.get(&path).is_some());
        if folders(path).any(is_file) {
            return Ok(Fate::Conflict(
                "needs a folder whose name is that of a file of the site",
            ));
        }
        if let Some(folder) = self.survey.file_among(path)
            && !self.is_removed(folder)
        {
            return Ok(Fate::Conflict("needs a folder where a file is"));
        }
        let found = match self.survey.of(path) {
            Ground::Folder => self.folder.look(path.as_str())?,
            _ => None,
        };
        let Some(found) = found else {
            return Ok(self.place(content));
        };
        match found.kind {
            Kind::File => self.replace(path, content, found),
            Kind::Folder if self.will_be_empty(path.as_str())? => Ok(self.place(content)),
            Kind::Folder => Ok(Fate::Conflict("is a folder")),
            Kind::Other => Ok(Fate::Conflict("is a link or a special file")),
        }
    }

    fn place(&self, content: &Content) -> Fate {
        match content {
            Content::File(Blob::File { path, .. }) => match reopen(path) {
                Ok(_) => Fate::Place,
                Err(refusal) => Fate::Unread(refusal),
            },
            Content::Bytes(_) | Content::File(Blob::Bytes(_)) => Fate::Place,
        }
    }

    fn replace(&self, path: &OutputPath, content: &Content, found: Found) -> io::Result<Fate> {
        let known = self.old.get(path);
        if known.is_none()
            && let Some(old) = self.other_name(path, found)?
        {
            return Ok(Fate::Rename(old));
        }
        match (compare(self.folder, path, found, content)?, known) {
            (Relation::Unread(refusal), _) => Ok(Fate::Unread(refusal)),
            (Relation::Same(_), None) => Ok(Fate::Foreign),
            (Relation::Same(hash), Some(_)) => Ok(Fate::Keep(Entry {
                path: path.clone(),
                length: found.length,
                hash,
            })),
            (Relation::Differs, None) => {
                Ok(Fate::Conflict("is a file that patternbook did not write"))
            }
            // An empty file is what a loss of power leaves, so nobody is told.
            (Relation::Differs, Some(entry)) => match is_intact(self.folder, entry)? {
                Some(false) if found.length > 0 => Ok(Fate::Restore),
                _ => Ok(Fate::Replace),
            },
        }
    }

    fn is_removed(&self, path: &str) -> bool {
        OutputPath::new(path).is_ok_and(|path| self.removals.contains_key(&path))
    }

    /// Whether everything below a folder will be removed, so that a file can take its place.
    fn will_be_empty(&self, folder: &str) -> io::Result<bool> {
        let mut folders = vec![folder.to_string()];
        while let Some(folder) = folders.pop() {
            for name in self.folder.below(&folder)?.names()? {
                let path = format!("{folder}/{name}");
                match self.folder.look(&path)?.map(|found| found.kind) {
                    Some(Kind::Folder) => folders.push(path),
                    _ if self.is_removed(&path) => {}
                    _ => return Ok(false),
                }
            }
        }
        // A folder that was empty all along is not ours to remove.
        let below = format!("{folder}/");
        let mut removed = self.removals.keys();
        Ok(removed.any(|path| path.as_str().starts_with(&below)))
    }

    /// The name under which the last build wrote this file, on a file system that does not tell the two apart.
    fn other_name(&self, path: &OutputPath, found: Found) -> io::Result<Option<OutputPath>> {
        let key = path.collision_key();
        for other in self.removals.keys() {
            if other.collision_key() == key {
                let there = self.folder.look(other.as_str())?;
                if there.is_some_and(|there| there.identity == found.identity) {
                    return Ok(Some(other.clone()));
                }
            }
        }
        Ok(None)
    }
}
