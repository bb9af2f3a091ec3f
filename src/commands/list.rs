//! `patternbook list`: what a book holds, as data.
//!
//! In: a project folder, and what to list. Out: a table on the output stream.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use crate::build::{Build, Cache, build, inputs};
use crate::commands::console::{Console, count};
use crate::commands::project::Project;
use crate::diagnostic::Severity;
use crate::disk::stamp::Memory;
use crate::export::lists::{Holdings, What, table};
use crate::export::tables::csv_rows;
use crate::outline::Outline;
use crate::page::{self, Page};
use crate::path::input::ContentPath;
use crate::path::output::OutputPath;
use crate::report::Format;
use crate::sources::{Settings, Sources};

/// What `list` is asked to do.
#[derive(Clone, Debug)]
pub struct Options {
    /// The project folder.
    pub folder: PathBuf,
    /// What to list.
    pub what: What,
    /// Whether it is written as comma-separated values.
    pub csv: bool,
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
    let pages = parsed(&project.sources, &build);
    let documents: Vec<OutputPath> = build
        .site
        .files()
        .map(|(path, _)| path.clone())
        .filter(|path| path.as_str().ends_with(".html"))
        .collect();
    let table = table(
        options.what,
        &Holdings {
            catalogue: &build.catalogue,
            pages: &pages,
            documents: &documents,
            sources: &project.sources,
            config: &build.config,
        },
    );
    if options.csv {
        console.write(&csv_rows(&table.columns, &table.rows));
    } else {
        let lines = match console.format {
            Format::Json => table.json(),
            _ => table.lines(),
        };
        for line in lines {
            console.list(&line);
        }
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

/// The pages that are built, parsed once more: a build keeps only what others may know of them.
fn parsed(sources: &Sources, build: &Build) -> BTreeMap<ContentPath, Arc<Page>> {
    let outline = Outline::new(&inputs::outline(sources, &build.config));
    let pages = inputs::pages(sources, &outline).into_iter();
    let pages = pages.map(|(path, input)| (path.clone(), Arc::new(page::parse(&path, &input))));
    pages
        .filter(|(_, page)| page.is_built(build.config.drafts))
        .collect()
}
