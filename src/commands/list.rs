//! `patternbook list`: what a book holds, as data.
//!
//! In: a project folder, and what to list. Out: a table on the output stream.

use std::path::PathBuf;

use crate::build::{Cache, build};
use crate::commands::console::{Console, count};
use crate::commands::project::Project;
use crate::diagnostic::Severity;
use crate::disk::stamp::Memory;
use crate::export::lists::{What, table};
use crate::report::Format;
use crate::sources::Settings;

/// What `list` is asked to do.
#[derive(Clone, Debug)]
pub struct Options {
    /// The project folder.
    pub folder: PathBuf,
    /// What to list.
    pub what: What,
    /// What the command line says about the site.
    pub settings: Settings,
}

/// Lists a part of the book. What is wrong with the book is told by `check`.
pub(crate) fn run(options: &Options, console: &Console) -> u8 {
    if !matches!(console.format, Format::Text | Format::Json) {
        console.fail(
            "a list is no finding, so it has neither of these formats",
            "write `--format text` or `--format json`",
        );
        return 2;
    }
    let settings = options.settings.clone();
    let project = match Project::read(&options.folder, settings, &mut Memory::once()) {
        Ok(project) => project,
        Err(unreadable) => return unreadable.report(&options.folder, console),
    };
    let build = build(&project.sources, &mut Cache::once());
    let table = table(options.what, &build.catalogue);
    let lines = match console.format {
        Format::Json => table.json(),
        _ => table.lines(),
    };
    for line in lines {
        console.list(&line);
    }
    let is_error = |finding: &&crate::diagnostic::Diagnostic| finding.severity == Severity::Error;
    let errors = build.diagnostics.iter().filter(is_error).count();
    if errors > 0 {
        console.say(&format!(
            "the book has {}, so this may not be all; `patternbook check` tells them",
            count(errors, "error")
        ));
    }
    0
}
