//! Reads the files that pages include.
//!
//! In: the project folder, paths seen from it, and what was read before. Out: for each path its text, or why it may not
//! or cannot be read.
//! A book may quote the repository it lies in: the nearest folder above the project that holds `.git`, and without one
//! the project alone. Hidden files and the output folder are nobody's to quote, also through a link.

#![expect(
    clippy::disallowed_methods,
    reason = "the edge: this is where included files are looked for"
)]

use std::io;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use crate::disk::gate::{Refusal, Root, why};
use crate::disk::stamp::{Known, Memory, Stamp};
use crate::include::{Included, faults};
use crate::path::input::InputPath;
use crate::text::Text;

/// A file that was looked for, and what is to be remembered of it if it was read.
pub(crate) type Looked = (PathBuf, Option<Known<Text>>);

/// Where included files may lie.
#[derive(Debug)]
pub(crate) struct Repository<'a> {
    project: &'a Path,
    output: PathBuf,
    limit: usize,
    folder: PathBuf,
    root: Result<Root, Refusal>,
}

impl<'a> Repository<'a> {
    /// The repository around a project folder, whose path holds no link. `output` is the output folder; `limit` is the
    /// largest file in bytes.
    pub(crate) fn around(project: &'a Path, output: PathBuf, limit: usize) -> Repository<'a> {
        let is_root = |folder: &&Path| folder.join(".git").symlink_metadata().is_ok();
        let folder = project.ancestors().find(is_root).unwrap_or(project);
        let folder = folder.to_path_buf();
        Repository {
            project,
            output,
            limit,
            root: Root::open(&folder).map_err(|error| Refusal::Unreadable(why(&error))),
            folder,
        }
    }

    /// What lies at these paths, read on all cores; and where on this machine each of them was looked for, with what
    /// is to be remembered of it.
    pub(crate) fn read(
        &self,
        paths: &[InputPath],
        known: &Memory,
    ) -> (Vec<(InputPath, Included)>, Vec<Looked>) {
        let read = |path: &InputPath| {
            let (included, looked) = self.read_one(path, known);
            ((path.clone(), included), looked)
        };
        let read: Vec<_> = paths.par_iter().map(read).collect();
        let (found, looked): (Vec<_>, Vec<_>) = read.into_iter().unzip();
        (found, looked.into_iter().flatten().collect())
    }

    fn read_one(&self, path: &InputPath, known: &Memory) -> (Included, Option<Looked>) {
        let file = self.locate(path);
        let text = file.clone().and_then(|inside| {
            let root = self.root.as_ref().map_err(Clone::clone)?;
            let file = self.folder.join(&inside);
            let metadata = file.metadata().map_err(|error| refusal(&error))?;
            let read = || root.read_text(&inside, self.limit);
            known.text(&file, Stamp::of(&metadata), read)
        });
        // What is not there may come, so its folder counts as well.
        let lexical = || lexical(self.project, path).filter(|file| file.starts_with(&self.folder));
        let file = match file {
            Ok(inside) => Some(self.folder.join(inside)),
            Err(_) => lexical(),
        };
        let looked = file.map(|file| (file, text.as_ref().ok().cloned()));
        let included = match text {
            Ok(known) => Included::Text(known.value),
            Err(Refusal::Missing) => Included::Refused(Arc::new(faults::missing(path))),
            Err(refusal) => Included::Refused(Arc::new(refusal.finding(path))),
        };
        (included, looked)
    }

    /// Where a file lies below the repository, links resolved.
    fn locate(&self, path: &InputPath) -> Result<PathBuf, Refusal> {
        let lexical = lexical(self.project, path).filter(|file| file.starts_with(&self.folder));
        // Asked first: nothing outside is touched, not even to see whether it is there.
        let lexical = lexical.ok_or(Refusal::Outside)?;
        let file = lexical.canonicalize().map_err(|error| refusal(&error))?;
        let inside = file.strip_prefix(&self.folder);
        let inside = inside.map_err(|_| Refusal::OutwardLink)?;
        // The project itself may lie in a hidden folder; what is named may not.
        let named = file.strip_prefix(self.project).unwrap_or(inside);
        let is_hidden = |part: Component<'_>| {
            let name = part.as_os_str().as_encoded_bytes();
            name.starts_with(b".")
        };
        if named.components().any(is_hidden) || file.starts_with(&self.output) {
            return Err(Refusal::Outside);
        }
        Ok(inside.to_path_buf())
    }
}

/// A path seen from the project folder, on this machine; `None` if it leads above the root of the machine.
fn lexical(project: &Path, path: &InputPath) -> Option<PathBuf> {
    let mut file = project.to_path_buf();
    for part in path.as_str().split('/') {
        match part {
            ".." if !file.pop() => return None,
            ".." => {}
            name => file.push(name),
        }
    }
    Some(file)
}

fn refusal(error: &io::Error) -> Refusal {
    match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Refusal::Missing,
        _ => Refusal::Unreadable(why(error)),
    }
}
