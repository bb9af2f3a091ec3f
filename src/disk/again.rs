//! Reads single pages again, without looking at anything else.
//!
//! In: sources that were read before, and files that may have changed. Out: the sources with the new texts, if pages
//! that were known are all there is to it; whoever asks looks at everything afterwards in any case.

#![expect(
    clippy::disallowed_methods,
    reason = "the edge: this is where files are looked at"
)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::config::Config;
use crate::disk::gate::Root;
use crate::disk::locate::pages;
use crate::disk::stamp::{Known, Memory, Stamp};
use crate::include::follow;
use crate::path::input::ContentPath;
use crate::sources::{Role, Sources, role};
use crate::text::Text;

/// What has become of files that were read before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Again {
    /// The texts of these pages changed, of none if the list is empty.
    Pages(Vec<ContentPath>),
    /// More than that, or something else: everything has to be looked at.
    Unknown,
}

/// Reads the pages among `files` again and puts their texts into the sources.
pub fn pages_again(
    project: &Path,
    config: &Config,
    files: &BTreeSet<PathBuf>,
    sources: &mut Sources,
    memory: &mut Memory,
) -> Again {
    memory.wake();
    let Some(read) = read(project, config, files, sources, memory) else {
        return Again::Unknown;
    };
    let mut changed = Vec::new();
    for (path, file, known) in read {
        if sources.pages.get(&path) != Some(&known.value) {
            sources.pages.insert(path.clone(), known.value.clone());
            changed.push(path);
        }
        memory.note_text(&file, known);
    }
    Again::Pages(changed)
}

/// The pages with their files and what these hold; `None` if one of the files is anything but a page that was known.
fn read(
    project: &Path,
    config: &Config,
    files: &BTreeSet<PathBuf>,
    sources: &Sources,
    memory: &mut Memory,
) -> Option<Vec<(ContentPath, PathBuf, Known<Text>)>> {
    let place = pages(&project.canonicalize().ok()?, config).ok()?;
    let root = Root::open(&place.folder).ok()?;
    let mut read = Vec::new();
    for file in files {
        let inside = file.strip_prefix(&place.folder).ok()?;
        let path = ContentPath::new(&inside.to_str()?.replace('\\', "/"))?;
        // What editors leave beside a page while they save it.
        if role(&path) == Role::Nothing {
            continue;
        }
        let is_page = sources.pages.contains_key(&path) && memory.knows(file);
        let is_included = sources.included.contains_key(&path.below(&sources.folder));
        let metadata = file.symlink_metadata().ok()?;
        if !is_page || is_included || !metadata.is_file() {
            return None;
        }
        memory.doubt(file);
        let again = || root.read_text(inside, config.limits.page);
        let known = memory.text(file, Stamp::of(&metadata), again).ok()?;
        if names_others(&path, &known.value, config, sources) {
            return None;
        }
        read.push((path, file.clone(), known));
    }
    Some(read)
}

/// Whether a page includes files that nobody has looked for yet.
fn names_others(path: &ContentPath, text: &Text, config: &Config, sources: &Sources) -> bool {
    let mut is_new = false;
    let page = (path.below(&sources.folder), text);
    follow([page].into_iter(), config.limits.include_depth, |paths| {
        let known = paths.iter().map(|path| {
            let included = sources.included.get(path)?.clone();
            Some((path.clone(), included))
        });
        let known: Vec<_> = known.collect();
        is_new |= known.iter().any(Option::is_none);
        known.into_iter().flatten().collect()
    });
    is_new
}
