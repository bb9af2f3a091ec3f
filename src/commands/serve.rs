//! `patternbook serve`: a preview on this machine.
//!
//! In: a project folder, a name and a port. Out: the site over HTTP until the user stops it. Nothing is written; a book
//! with errors is served as far as it could be built.

#![expect(
    clippy::disallowed_methods,
    reason = "the edge: a person wants to know how long it took"
)]

use std::ffi::OsStr;
use std::path::PathBuf;
use std::time::Instant;

use crate::build::{Cache, build};
use crate::commands::console::{Console, count, tally};
use crate::commands::open::open;
use crate::commands::progress::Progress;
use crate::commands::project::Project;
use crate::diagnostic::{Levels, arrange};
use crate::disk::refuse::check_target;
use crate::serve::{Listening, Published, Refused};
use crate::sources::Settings;

/// What `serve` is asked to do.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The project folder.
    pub folder: PathBuf,
    /// `-n`: a name or address of this machine.
    pub name: String,
    /// `-p`: the port; without one, the next that is free.
    pub port: Option<u16>,
    /// What the command line says about the site itself.
    pub settings: Settings,
    /// `-o`: shows the site in the browser.
    pub open: bool,
    /// The home folder, which is never an output folder.
    pub home: Option<PathBuf>,
}

/// Builds the site and serves it.
pub(crate) fn run(options: &Options, console: &Console) -> u8 {
    let start = Instant::now();
    let listening = match Listening::new(&options.name, options.port) {
        Ok(listening) => listening,
        Err(refused) => return refuse(&refused, options, console),
    };
    let mut cache = Cache::once();
    let progress = Progress::start("building", cache.tally(), console.is_watched);
    let project = match Project::read(&options.folder, options.settings.clone()) {
        Ok(project) => project,
        Err(unreadable) => {
            drop(progress);
            return unreadable.report(&options.folder, console);
        }
    };
    console.detail(&project.describe());
    let build = build(&project.sources, &mut cache);
    // Nothing is written here, but what `build` would refuse is better known now.
    let refusal = check_target(&project.target(None, options.home.as_deref())).err();
    drop(progress);

    let mut findings = build.diagnostics.clone();
    findings.extend(refusal);
    let findings = arrange(findings, &Levels::default());
    console.report(&findings, &|file| project.text(file));
    if build.pages == 0 {
        console.say("there is no page to serve");
        return 1;
    }
    let published = Published::new(build.site, build.config.html.site_url.as_deref());
    let url = listening.url(&published);
    console.say(&format!(
        "built {} in {:.2} s{}: serving {url} until you press Ctrl-C",
        count(build.pages, "page"),
        start.elapsed().as_secs_f64(),
        tally(&findings).map_or(String::new(), |tally| format!(", {tally}")),
    ));
    if options.open {
        open(OsStr::new(&url), console);
    }
    match listening.run(published) {
        Ok(()) => 0,
        Err(error) => {
            let message = format!("the preview stopped: {error}");
            console.fail(&message, "start it again");
            1
        }
    }
}

fn refuse(refused: &Refused, options: &Options, console: &Console) -> u8 {
    match (refused, options.port) {
        (Refused::Name, _) => {
            let message = format!("`{}` is not an address of this machine alone", options.name);
            console.fail(
                &message,
                "the preview listens on `localhost` only; to see it elsewhere, forward a port, for instance \
                 with `ssh -L 3000:localhost:3000 machine`",
            );
            2
        }
        (Refused::Taken, Some(port)) => {
            let message = format!("port {port} is taken by another program");
            console.fail(&message, "leave out `-p` to take the next free one");
            1
        }
        (Refused::Taken, None) => {
            console.fail("no port is free from 3000 on", "name one with `-p`");
            1
        }
        (Refused::System(error), _) => {
            let message = format!("the preview cannot listen on `{}`: {error}", options.name);
            console.fail(&message, "try another port with `-p`");
            1
        }
    }
}
