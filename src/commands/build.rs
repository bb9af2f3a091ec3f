//! `patternbook build`: the site on disk.
//!
//! In: a project folder. Out: its site in the output folder, or, with an error, findings and nothing written.

#![expect(
    clippy::disallowed_methods,
    reason = "the edge: a person wants to know how long it took"
)]

use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use crate::build::{Build, Cache, build};
use crate::commands::console::{Console, count, size, tally};
use crate::commands::open::open;
use crate::commands::progress::Progress;
use crate::commands::project::{Project, shown};
use crate::commands::timings::Timings;
use crate::diagnostic::{Code, Diagnostic, Levels, arrange};
use crate::disk::gate::why;
use crate::disk::publish::{Published, publish};
use crate::disk::refuse::check_target;
use crate::disk::stamp::Memory;
use crate::disk::store_file::{StoreFile, program};
use crate::disk::store_folder::FOLDER;
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
    /// `--no-store`: neither uses nor keeps what earlier builds have made.
    pub no_store: bool,
    /// `--timings`: says what each stage did.
    pub timings: bool,
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
    let store = store(options);
    let mut cache = Cache::once();
    if let Some(store) = &store {
        cache = cache.with(store.clone());
    }
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
    let read = start.elapsed();
    let build = build(&project.sources, &mut cache);
    let built = start.elapsed();
    build.site.complete();
    let indexed = start.elapsed();
    let target = project.target(options.destination.as_deref(), options.home.as_deref());
    let (published, mut more) = write(&build, &target);
    let written = start.elapsed();
    // Where nothing may be written, nothing is kept either.
    if let (Some(_), Some(store)) = (&published, &store) {
        more.extend(store.save().err().map(|error| not_kept(&error)));
    }
    let kept = start.elapsed();
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
    if options.timings {
        let mut table = Timings::default();
        table.add("files read", None, read);
        table.stages(&cache.stages(), built - read);
        let files = (published.written, published.unchanged);
        table.add("search index", None, indexed - built);
        table.add("files written", Some(files), written - indexed);
        table.add("results kept", None, kept - written);
        table.lines().iter().for_each(|line| console.say(line));
    }
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

/// What earlier builds of the project have made.
fn store(options: &Options) -> Option<Arc<StoreFile>> {
    if options.no_store {
        return None;
    }
    let store = StoreFile::open(&options.folder, program()?);
    Some(Arc::new(store))
}

fn not_kept(error: &io::Error) -> Diagnostic {
    let message = format!("`{FOLDER}/` cannot be written: {}", why(error));
    let finding = Diagnostic::new(Code::S051, message);
    finding.help("the site is complete; remove what stands in the way, or build with `--no-store`")
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
