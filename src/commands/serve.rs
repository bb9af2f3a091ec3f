//! `patternbook serve`: a preview on this machine.
//!
//! In: a project folder, a name and a port. Out: the site over HTTP, kept up to date, until the user stops it. Nothing
//! is written; a book with errors is served as far as it could be built.

#![expect(
    clippy::disallowed_methods,
    reason = "the edge: a person wants to know how long it took"
)]

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::build::{Cache, build};
use crate::commands::console::{Console, count, tally};
use crate::commands::open::open;
use crate::commands::progress::Progress;
use crate::commands::project::Project;
use crate::commands::rebuild::{Preview, Wanted};
use crate::disk::refuse::check_target;
use crate::disk::stamp::Memory;
use crate::disk::store_file::{StoreFile, program};
use crate::report::{Editor, NoEditor};
use crate::serve::{Board, Listening, Published, Refused, Watcher};
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
    /// `--follow`: pages that are edited are shown.
    pub follow: bool,
    /// `--editor`: the address that opens a place in an editor.
    pub editor: Option<String>,
    /// `--poll`: looks for changes at these intervals instead of being told.
    pub poll: Option<Duration>,
    /// The home folder, which is never an output folder.
    pub home: Option<PathBuf>,
}

/// Builds the site, serves it, and builds it again whenever something changes.
pub(crate) fn run(options: &Options, console: &Console) -> u8 {
    let start = Instant::now();
    let Ok(editor) = editor(options) else {
        console.fail(
            "`--editor` takes an address with `{path}` in it",
            "write for instance `--editor 'vscode://file/{path}:{line}:{col}'`",
        );
        return 2;
    };
    let listening = match Listening::new(&options.name, options.port) {
        Ok(listening) => listening,
        Err(refused) => return refuse(&refused, options, console),
    };
    let (mut cache, mut memory) = (Cache::remembering(), Memory::keeping());
    if let Some(program) = program() {
        // Nothing is written, but what a build has made is as good here.
        let store = StoreFile::open(&options.folder, program).read_only();
        cache = cache.with(Arc::new(store));
    }
    let progress = Progress::start("building", cache.tally(), console.is_watched);
    let project = match Project::read(&options.folder, options.settings.clone(), &mut memory) {
        Ok(project) => project,
        Err(unreadable) => {
            drop(progress);
            return unreadable.report(&options.folder, console);
        }
    };
    console.detail(&project.describe());
    let build = build(&project.sources, &mut cache);
    drop(progress);

    // Nothing is written here, but what `build` would refuse is better known now.
    let refused = check_target(&project.target(None, options.home.as_deref())).err();
    console.report(refused.as_slice(), &|file| project.text(file));
    let pages = build.pages;
    let address = build.config.html.site_url.clone();
    let wanted = Wanted {
        folder: options.folder.clone(),
        settings: options.settings.clone(),
        follow: options.follow,
        editor,
    };
    let mut preview = Preview::new(wanted, project, cache, memory, *console);
    let (fresh, report) = preview.describe(build);
    let tally = tally(&fresh.findings).map_or(String::new(), |tally| format!(", {tally}"));
    if pages == 0 {
        console.say("there is no page to serve");
        return 1;
    }
    let published = Published::first(fresh, address.as_deref(), report);
    let url = listening.url(&published);
    let board = Arc::new(Board::new(published));
    let (watcher, finding) = Watcher::start(&options.folder, options.poll);
    console.report(finding.as_slice(), &|_| None);
    console.say(&format!(
        "built {} in {:.2} s{tally}: serving {url} until you press Ctrl-C",
        count(pages, "page"),
        start.elapsed().as_secs_f64(),
    ));
    if options.open {
        open(OsStr::new(&url), console);
    }
    let shown = board.clone();
    std::thread::spawn(move || preview.run(watcher, &shown));
    match listening.run(board) {
        Ok(()) => 0,
        Err(error) => {
            let message = format!("the preview stopped: {error}");
            console.fail(&message, "start it again");
            1
        }
    }
}

/// How places are opened, if the user said so.
fn editor(options: &Options) -> Result<Option<Editor>, NoEditor> {
    let Some(template) = &options.editor else {
        return Ok(None);
    };
    let folder: &Path = &options.folder;
    let folder = folder.canonicalize().unwrap_or(folder.to_path_buf());
    let folder = folder.to_string_lossy().replace('\\', "/");
    Editor::new(template, &folder).map(Some)
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
