//! `patternbook build`: the site on disk.
//!
//! In: a project folder. Out: its site in the output folder, or, with an error, findings and nothing written.

#![expect(
    clippy::disallowed_methods,
    reason = "the edge: a person wants to know how long it took"
)]

use std::path::PathBuf;
use std::time::Instant;

use crate::build::{Build, Cache, build};
use crate::commands::console::{Console, count, size, tally};
use crate::commands::open::open;
use crate::commands::progress::Progress;
use crate::commands::project::{Project, shown};
use crate::diagnostic::{Diagnostic, Levels, arrange};
use crate::disk::publish::{Published, publish};
use crate::disk::refuse::check_target;
use crate::disk::stamp::Memory;
use crate::disk::target::Target;
use crate::memo::use_threads;
use crate::report::exit_code;
use crate::sources::Settings;

/// What `build` is asked to do.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The project folder.
    pub folder: PathBuf,
    /// `-d`: the output folder, seen from the current folder.
    pub destination: Option<PathBuf>,
    /// What the command line says about the site itself.
    pub settings: Settings,
    /// `-o`: shows the site in the browser.
    pub open: bool,
    /// `-j`: how many threads.
    pub jobs: Option<usize>,
    /// The home folder, which is never an output folder.
    pub home: Option<PathBuf>,
}

/// Builds the site and writes it.
pub(crate) fn run(options: &Options, console: &Console) -> u8 {
    let start = Instant::now();
    if let Some(jobs) = options.jobs {
        use_threads(jobs);
    }
    let mut cache = Cache::once();
    let progress = Progress::start("building", cache.tally(), console.is_watched);
    let project = match Project::read(
        &options.folder,
        options.settings.clone(),
        &mut Memory::once(),
    ) {
        Ok(project) => project,
        Err(unreadable) => {
            drop(progress);
            return unreadable.report(&options.folder, console);
        }
    };
    console.detail(&project.describe());
    let build = build(&project.sources, &mut cache);
    let target = project.target(options.destination.as_deref(), options.home.as_deref());
    let (published, more) = write(&build, &target);
    drop(progress);

    let findings = [build.diagnostics.clone(), more].concat();
    let findings = arrange(findings, &Levels::default());
    console.report(&findings, &|file| project.text(file));
    let took = format!("{:.2} s", start.elapsed().as_secs_f64());
    let code = exit_code(&findings, build.config.strict);
    let Some(published) = published else {
        let tally = tally(&findings).unwrap_or_default();
        console.say(&format!("{tally} in {took}: nothing was written"));
        return code;
    };
    let index = target.folder.join("index.html");
    console.detail(&work(&build, &published));
    console.say(&format!(
        "built {} in {took}: {} written, {} unchanged, {} removed; {}{}",
        count(build.pages, "page"),
        count(published.written, "file"),
        published.unchanged,
        published.removed,
        tally(&findings).map_or(String::new(), |tally| tally + "; "),
        shown(&index),
    ));
    if options.open {
        open(index.as_os_str(), console);
    }
    code
}

/// Writes the site if nothing stands against it. A folder that will not do is named even if there are errors, so that
/// all problems come in one run.
fn write(build: &Build, target: &Target) -> (Option<Published>, Vec<Diagnostic>) {
    if build.failed() {
        return (None, check_target(target).err().into_iter().collect());
    }
    match publish(&build.site, target) {
        Ok(published) => {
            let findings = published.findings.clone();
            (Some(published), findings)
        }
        Err(findings) => (None, findings),
    }
}

fn work(build: &Build, published: &Published) -> String {
    format!(
        "parsed {}, coloured {}, rendered {}: {} in {}",
        count(build.work.parsed, "page"),
        count(build.work.fragments, "code block"),
        count(build.work.rendered, "document"),
        size(published.bytes),
        count(build.site.len(), "file"),
    )
}
