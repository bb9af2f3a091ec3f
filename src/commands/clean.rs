//! `patternbook clean`: removes what `build` wrote.
//!
//! In: a project folder. Out: the files of the last build are gone, if they still are what was written, and what builds
//! remember with them.

use std::path::PathBuf;

use crate::commands::console::{Console, count, size};
use crate::commands::project::{Project, shown};
use crate::disk::clean::clean;
use crate::disk::gate::why;
use crate::disk::stamp::Memory;
use crate::disk::store_folder::{FOLDER, remove};
use crate::report::{Format, exit_code};
use crate::sources::Settings;

/// What `clean` is asked to do.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The project folder.
    pub folder: PathBuf,
    /// `-d`: the output folder, seen from the current folder.
    pub destination: Option<PathBuf>,
    /// `--dry-run`: only says what would go.
    pub dry_run: bool,
    /// The home folder, which is never an output folder.
    pub home: Option<PathBuf>,
}

/// Removes the files of the last build.
pub(crate) fn run(options: &Options, console: &Console) -> u8 {
    let project = match Project::read(&options.folder, Settings::default(), &mut Memory::once()) {
        Ok(project) => project,
        Err(unreadable) => return unreadable.report(&options.folder, console),
    };
    let target = project.target(options.destination.as_deref(), options.home.as_deref());
    let cleaned = match clean(&target, options.dry_run) {
        Ok(cleaned) => cleaned,
        Err(findings) => {
            console.report(&findings, &|file| project.text(file));
            return exit_code(&findings, false);
        }
    };
    let store = match remove(&options.folder, options.dry_run) {
        Ok(bytes) => bytes,
        Err(error) => {
            let message = format!("`{FOLDER}/` cannot be removed: {}", why(&error));
            console.fail(&message, "remove it by hand");
            return 1;
        }
    };
    // Machine formats have the output stream to themselves; the summary tells how many there are.
    if options.dry_run && console.format == Format::Text {
        for path in &cleaned.files {
            console.list(&shown(&target.folder.join(path.as_str())));
        }
        if store > 0 {
            console.list(&shown(&options.folder.join(FOLDER).join("store")));
        }
    }
    console.report(&cleaned.findings, &|file| project.text(file));
    let done = match options.dry_run {
        true => "would remove",
        false => "removed",
    };
    console.say(&format!(
        "{done} {} ({}) from {}{}",
        count(cleaned.files.len(), "file"),
        size(cleaned.bytes),
        shown(&target.folder),
        match store {
            0 => String::new(),
            bytes => format!(", and what builds remember ({})", size(bytes)),
        },
    ));
    exit_code(&cleaned.findings, false)
}
