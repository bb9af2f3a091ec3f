//! The loop of the preview: wait, look, build, put up.
//!
//! In: a project that was built once, and the board it hangs on. Out: each time something changes, a new build on the
//! board, and a line on the terminal. The pages that the system names are read first and shown at once, put into the last
//! build if that is enough; then everything is looked at and built.

#![expect(
    clippy::disallowed_methods,
    reason = "the edge: a person wants to know how long it took"
)]

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::time::{Duration, Instant};

use crate::build::revise::revise;
use crate::build::{Build, Cache, build};
use crate::commands::console::{Console, count, tally};
use crate::commands::project::Project;
use crate::diagnostic::{Code, Diagnostic};
use crate::disk::again::Again;
use crate::disk::stamp::Memory;
use crate::path::input::ContentPath;
use crate::report::{Counts, Editor, overlay};
use crate::serve::{Board, Fresh, Report, Wake, Watcher};
use crate::sources::{Settings, Sources};

/// How soon to look again at a file that is being written.
const SOON: Duration = Duration::from_millis(50);

/// How often to look again because new folders were found while looking.
const ROUNDS: usize = 8;

/// What the preview is asked for.
#[derive(Clone, Debug)]
pub(crate) struct Wanted {
    /// The project folder.
    pub(crate) folder: PathBuf,
    /// What the command line says about the site itself.
    pub(crate) settings: Settings,
    /// Whether pages that are edited are shown.
    pub(crate) follow: bool,
    /// How places are opened in an editor.
    pub(crate) editor: Option<Editor>,
}

/// A preview, and all it remembers.
pub(crate) struct Preview {
    wanted: Wanted,
    project: Project,
    cache: Cache,
    memory: Memory,
    console: Console,
    /// What was wrong last.
    said: Vec<Diagnostic>,
    /// Whether the last attempt led to no build.
    is_stuck: bool,
    /// Whether the last build has only new pages, and may lack what follows from them.
    is_revised: bool,
}

impl Preview {
    /// A preview of a project that was read with this memory and built with this cache.
    pub(crate) fn new(
        wanted: Wanted,
        project: Project,
        cache: Cache,
        memory: Memory,
        console: Console,
    ) -> Preview {
        Preview {
            wanted,
            project,
            cache,
            memory,
            console,
            said: Vec::new(),
            is_stuck: false,
            is_revised: false,
        }
    }

    /// What is put up after a build, once the terminal has been told what is wrong.
    pub(crate) fn describe(&mut self, build: Build) -> (Fresh, Report) {
        let report = self.tell(&build.diagnostics);
        let fresh = Fresh {
            site: build.site,
            pages: build.shown,
            findings: build.diagnostics,
        };
        (fresh, report)
    }

    /// Keeps the board up to date as long as the program runs.
    pub(crate) fn run(mut self, mut watcher: Watcher, board: &Board) {
        // Something may have changed between the first build and the first watch.
        let mut wake = Wake::default();
        loop {
            self.turn(&wake, &mut watcher, board);
            let patience = self.memory.is_unfinished().then_some(SOON);
            wake = watcher.wait(patience);
        }
    }

    fn turn(&mut self, wake: &Wake, watcher: &mut Watcher, board: &Board) {
        let start = Instant::now();
        if !wake.files.is_empty() && !self.is_stuck {
            let read = self.project.read_again(&wake.files, &mut self.memory);
            if let Again::Pages(edited) = read
                && !edited.is_empty()
            {
                self.revise(&edited, start, board);
            }
        }
        // Folders are watched before they are looked into, so that nothing is missed in between.
        self.watch(watcher, wake);
        for _ in 0..ROUNDS {
            self.look(board);
            if !self.watch(watcher, &Wake::default()) {
                break;
            }
        }
    }

    /// Watches the folders that matter now; whether there are new ones.
    fn watch(&mut self, watcher: &mut Watcher, wake: &Wake) -> bool {
        let (is_new, finding) = watcher.watch(self.memory.folders(), wake);
        self.console.report(finding.as_slice(), &|_| None);
        is_new
    }

    /// Looks at everything, and builds if anything is different.
    fn look(&mut self, board: &Board) {
        let start = Instant::now();
        let (folder, settings) = (&self.wanted.folder, self.wanted.settings.clone());
        match Project::read(folder, settings, &mut self.memory) {
            Ok(project) => {
                let is_same = project.sources == self.project.sources;
                if is_same && !self.is_stuck && !self.is_revised {
                    return;
                }
                let edited = edited(&self.project.sources, &project.sources);
                self.project = project;
                self.build(&edited, start, board);
            }
            Err(unreadable) => {
                let finding = unreadable.finding(folder);
                self.stop(finding, board);
            }
        }
    }

    /// Puts up the last build with these pages as they were read, or else a whole one.
    fn revise(&mut self, edited: &[ContentPath], start: Instant, board: &Board) {
        let (sources, cache) = (&self.project.sources, &mut self.cache);
        let revised = catch_unwind(AssertUnwindSafe(|| revise(sources, edited, cache)));
        match revised {
            Ok(Some(build)) => {
                self.put_up(build, edited, start, board);
                self.is_revised = true;
            }
            Ok(None) | Err(_) => self.build(edited, start, board),
        }
    }

    /// Builds the project as it was read, and puts it up if anybody can notice it.
    fn build(&mut self, edited: &[ContentPath], start: Instant, board: &Board) {
        let (sources, cache) = (&self.project.sources, &mut self.cache);
        let Ok(build) = catch_unwind(AssertUnwindSafe(|| build(sources, cache))) else {
            self.cache = Cache::remembering();
            let message = "the build failed; what it has remembered is thrown away";
            let finding = Diagnostic::new(Code::S090, message);
            let help = "this is a defect of patternbook; please report it with what you changed";
            return self.stop(finding.help(help), board);
        };
        self.put_up(build, edited, start, board);
        self.is_revised = false;
    }

    /// Puts up a build, if anybody can notice it.
    fn put_up(&mut self, build: Build, edited: &[ContentPath], start: Instant, board: &Board) {
        self.is_stuck = false;
        let address = build.config.html.site_url.clone();
        let folder = &self.project.sources.folder;
        let followed = edited.iter().find_map(|path| {
            let shown = build.shown.get(&path.below(folder))?;
            self.wanted.follow.then(|| shown.clone())
        });
        let work = build.work;
        let (fresh, report) = self.describe(build);
        let next = board
            .current()
            .next(fresh, address.as_deref(), report, followed);
        let Some(next) = next else {
            return;
        };
        board.put(next);
        if self.is_revised && edited.is_empty() {
            // What follows from the new pages, which were spoken of already.
            return;
        }
        self.console.say(&format!(
            "built in {:.3} s: {} parsed, {} rendered{}",
            start.elapsed().as_secs_f64(),
            count(work.parsed, "page"),
            count(work.rendered, "document"),
            tally(&self.said).map_or(String::new(), |tally| format!("; {tally}")),
        ));
    }

    /// Leaves the site as it is and says why.
    fn stop(&mut self, finding: Diagnostic, board: &Board) {
        self.is_stuck = true;
        let report = self.tell(&[finding]);
        if let Some(next) = board.current().next_report(report) {
            board.put(next);
        }
    }

    /// Says on the terminal what is wrong, if it is not what was wrong before, and writes it down for the browser.
    fn tell(&mut self, findings: &[Diagnostic]) -> Report {
        let texts = |file: &_| self.project.text(file);
        let html = overlay(findings, &texts, self.wanted.editor.as_ref());
        if findings != self.said {
            self.console.report(findings, &texts);
            if findings.is_empty() {
                self.console.say("nothing is wrong any longer");
            }
            self.said = findings.to_vec();
        }
        Report {
            html: html.into_string().into_bytes().into(),
            counts: Counts::of(findings),
        }
    }
}

/// The pages whose texts are new or changed.
fn edited(old: &Sources, new: &Sources) -> Vec<ContentPath> {
    let pages = new.pages.iter();
    let is_other = |(path, text): &(&ContentPath, _)| old.pages.get(*path) != Some(*text);
    pages
        .filter(is_other)
        .map(|(path, _)| path.clone())
        .collect()
}
