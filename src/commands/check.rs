//! `patternbook check`: a build that writes nothing.
//!
//! In: a project folder. Out: findings.

#![expect(
    clippy::disallowed_methods,
    reason = "the edge: a person wants to know how long it took"
)]

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use crate::build::{Cache, build};
use crate::commands::console::{Console, count, tally};
use crate::commands::progress::Progress;
use crate::commands::project::Project;
use crate::diagnostic::{Levels, arrange};
use crate::disk::refuse::check_target;
use crate::disk::stamp::Memory;
use crate::disk::store_file::{StoreFile, program};
use crate::report::exit_code;
use crate::sources::Settings;

/// What `check` is asked to do.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The project folder.
    pub folder: PathBuf,
    /// What the command line says about the site.
    pub settings: Settings,
    /// The home folder, which is never an output folder.
    pub home: Option<PathBuf>,
}

/// Builds the site and says what is wrong with it.
pub(crate) fn run(options: &Options, console: &Console) -> u8 {
    let start = Instant::now();
    let mut cache = Cache::once();
    if let Some(program) = program() {
        // It writes nothing, but what a build has made is as good here.
        let store = StoreFile::open(&options.folder, program).read_only();
        cache = cache.with(Arc::new(store));
    }
    let progress = Progress::start("checking", cache.tally(), console.is_watched);
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
    drop(progress);

    // What `build` would refuse to write to is wrong here too.
    let refused = check_target(&project.target(None, options.home.as_deref())).err();
    let findings = build.diagnostics.into_iter().chain(refused).collect();
    let findings = arrange(findings, &Levels::default());
    console.report(&findings, &|file| project.text(file));
    console.say(&format!(
        "checked {} in {:.2} s: {}",
        count(build.pages, "page"),
        start.elapsed().as_secs_f64(),
        tally(&findings).unwrap_or("nothing is wrong".to_string()),
    ));
    exit_code(&findings, build.config.strict)
}
