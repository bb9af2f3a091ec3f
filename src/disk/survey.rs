//! What stands at the folders that a site needs.
//!
//! In: the output folder and the paths of files. Out: a [`Ground`] for the folder of each, found from the outermost
//! inwards, so that nothing is looked for behind a link.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::disk::folder::{Folder, Found, Kind};
use crate::disk::target::Failure;
use crate::path::output::OutputPath;

/// What stands at the path of a folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ground {
    /// A folder.
    Folder,
    /// Nothing.
    Missing,
    /// A regular file, which may be one of ours.
    File,
    /// A link and the like, or something below one.
    Blocked,
}

/// The folders of a list of files.
#[derive(Debug)]
pub(crate) struct Survey {
    grounds: BTreeMap<String, Ground>,
}

impl Survey {
    /// Looks at the folders of these files.
    pub(crate) fn new<'a>(
        folder: &Folder,
        paths: impl Iterator<Item = &'a OutputPath>,
    ) -> Result<Survey, Failure> {
        let mut levels: Vec<BTreeSet<&str>> = Vec::new();
        for path in paths {
            for (level, above) in folders(path).enumerate() {
                if levels.len() == level {
                    levels.push(BTreeSet::new());
                }
                levels[level].insert(above);
            }
        }
        let mut survey = Survey {
            grounds: BTreeMap::new(),
        };
        for level in levels {
            let found: Vec<Result<(&str, Ground), Failure>> = level
                .into_par_iter()
                .map(|path| Ok((path, survey.look(folder, path)?)))
                .collect();
            for entry in found {
                let (path, ground) = entry?;
                survey.grounds.insert(path.to_string(), ground);
            }
        }
        Ok(survey)
    }

    fn look(&self, folder: &Folder, path: &str) -> Result<Ground, Failure> {
        let above = path.rsplit_once('/').map_or("", |(above, _)| above);
        Ok(match self.at(above) {
            Ground::Folder => ground(folder.look(path).map_err(Failure::at(path))?),
            Ground::Missing | Ground::File => Ground::Missing,
            Ground::Blocked => Ground::Blocked,
        })
    }

    /// What stands at the folder of a file.
    pub(crate) fn of(&self, path: &OutputPath) -> Ground {
        self.at(folders(path).last().unwrap_or(""))
    }

    /// The first folder of a file that is a regular file.
    pub(crate) fn file_among<'a>(&self, path: &'a OutputPath) -> Option<&'a str> {
        folders(path).find(|folder| self.at(folder) == Ground::File)
    }

    fn at(&self, folder: &str) -> Ground {
        // The output folder itself is the one that is not in the list.
        self.grounds.get(folder).copied().unwrap_or(Ground::Folder)
    }
}

/// The folders that hold a file, outermost first.
pub(crate) fn folders(path: &OutputPath) -> impl Iterator<Item = &str> {
    let slashes = path.as_str().match_indices('/');
    slashes.map(|(at, _)| &path.as_str()[..at])
}

fn ground(found: Option<Found>) -> Ground {
    match found.map(|found| found.kind) {
        None => Ground::Missing,
        Some(Kind::Folder) => Ground::Folder,
        Some(Kind::File) => Ground::File,
        Some(Kind::Other) => Ground::Blocked,
    }
}
