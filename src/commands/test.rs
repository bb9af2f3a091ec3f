//! `patternbook test`: runs what pages show as code, and compares what it prints.
//!
//! In: a project folder. Out: findings; with `--bless`, the files with expected output written anew. Commands come from
//! `book.toml` alone, and no shell reads them.

#![expect(
    clippy::disallowed_methods,
    reason = "the edge: a person wants to know how long it took, and asks for files to be written"
)]

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::PoisonError;
use std::thread;
use std::time::Instant;

use crate::build::inputs;
use crate::commands::console::{Console, count, tally};
use crate::commands::process::Groups;
use crate::commands::project::Project;
use crate::config::Config;
use crate::config::examples::{Examples, FILE};
use crate::diagnostic::{Code, Diagnostic, arrange};
use crate::disk::gate::Root;
use crate::disk::stamp::Memory;
use crate::examples::trial::{Source, Trial};
use crate::examples::trials;
use crate::examples::verdict::{Ending, Outcome};
use crate::outline::Outline;
use crate::outline::glob::fits_any;
use crate::page;
use crate::path::input::{ContentPath, InputPath};
use crate::report::exit_code;
use crate::sources::Settings;

/// The largest program or expected output that is read, in bytes.
const MAX_FILE: usize = 1 << 20;

/// What `test` is asked to do.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The project folder.
    pub folder: PathBuf,
    /// Patterns of pages; all without any.
    pub pages: Vec<String>,
    /// The only language.
    pub language: Option<String>,
    /// Whether marked blocks of code are run as well.
    pub fences: bool,
    /// How many seconds each may take, instead of what book and pages say.
    pub timeout: Option<u64>,
    /// Whether what is printed is written where it is expected.
    pub bless: bool,
    /// How many run at once; one for each core without it.
    pub jobs: Option<usize>,
}

/// Where files are, and how they are run.
struct Workshop<'a> {
    root: Root,
    project: &'a Path,
    folder: &'a InputPath,
    examples: &'a Examples,
    options: &'a Options,
    groups: Groups,
}

/// What came of a trial.
#[derive(Default)]
struct Tried {
    findings: Vec<Diagnostic>,
    was_run: bool,
    was_blessed: bool,
}

/// Runs what the pages show.
pub(crate) fn run(options: &Options, console: &Console) -> u8 {
    let start = Instant::now();
    let settings = Settings::default();
    let project = match Project::read(&options.folder, settings, &mut Memory::once()) {
        Ok(project) => project,
        Err(unreadable) => return unreadable.report(&options.folder, console),
    };
    let sources = &project.sources;
    let config = Config::new(&inputs::config(sources));
    let outline = Outline::new(&inputs::outline(sources, &config));
    let mut all = Vec::new();
    for (path, input) in inputs::pages(sources, &outline) {
        let is_asked_for = options.pages.is_empty() || fits_any(&path, &options.pages);
        let page = is_asked_for.then(|| page::parse(&path, &input));
        let page = page.filter(|page| page.is_built(false));
        all.extend(page.iter().flat_map(|page| trials(page, options.fences)));
    }
    let language = options.language.as_ref().map(|name| name.to_lowercase());
    all.retain(|trial| language.as_ref().is_none_or(|name| *name == trial.language));
    let root = match Root::open(&options.folder) {
        Ok(root) => root,
        Err(error) => {
            console.fail(
                &format!("the project cannot be read: {error}"),
                "check its rights",
            );
            return 1;
        }
    };
    let workshop = Workshop {
        root,
        project: &options.folder,
        folder: &sources.folder,
        examples: &config.examples,
        options,
        groups: Groups::default(),
    };
    let groups = workshop.groups.clone();
    crate::serve::when_asked_to_end(move || groups.end());
    let tried = workshop.try_all(&all);
    if workshop.groups.has_ended() {
        console.fail("interrupted", "what was running has been ended");
        return 130;
    }
    let number = |fits: fn(&Tried) -> bool| tried.iter().filter(|tried| fits(tried)).count();
    let (run, blessed) = (
        number(|tried| tried.was_run),
        number(|tried| tried.was_blessed),
    );
    let findings = tried.into_iter().flat_map(|tried| tried.findings).collect();
    let findings = arrange(findings, &config.levels);
    let read = |file: &InputPath| {
        workshop
            .root
            .read_text(Path::new(file.as_str()), MAX_FILE)
            .ok()
    };
    console.report(&findings, &|file| project.text(file).or_else(|| read(file)));
    let rewritten = match blessed {
        0 => String::new(),
        _ => format!(", {} written", count(blessed, "expected output")),
    };
    console.say(&format!(
        "ran {} of {} in {:.2} s{rewritten}: {}",
        run,
        count(all.len(), "example"),
        start.elapsed().as_secs_f64(),
        tally(&findings).unwrap_or("nothing is wrong".to_string()),
    ));
    exit_code(&findings, config.strict)
}

impl Workshop<'_> {
    /// Runs all, some at a time, and says what came of each in their order.
    fn try_all(&self, all: &[Trial]) -> Vec<Tried> {
        let cores = || thread::available_parallelism().map_or(1, usize::from);
        let jobs = self.options.jobs.unwrap_or_else(cores).min(all.len());
        let queue = Mutex::new(all.iter().enumerate());
        let next = || queue.lock().unwrap_or_else(PoisonError::into_inner).next();
        let done: Mutex<BTreeMap<usize, Tried>> = Mutex::default();
        thread::scope(|scope| {
            for _ in 0..jobs {
                scope.spawn(|| {
                    while let Some((index, trial)) = next() {
                        let tried = self.try_one(trial);
                        let mut done = done.lock().unwrap_or_else(PoisonError::into_inner);
                        done.insert(index, tried);
                    }
                });
            }
        });
        let done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
        done.into_values().collect()
    }

    fn try_one(&self, trial: &Trial) -> Tried {
        let only = |finding| Tried {
            findings: vec![finding],
            ..Tried::default()
        };
        let Some(command) = self.examples.commands.get(&trial.language) else {
            return only(trial.without_command());
        };
        let program = match self.text(&trial.program) {
            Ok(program) => program,
            Err(file) => return only(trial.without_file(&file)),
        };
        let expected = match trial.expected.as_ref().map(|source| self.text(source)) {
            None => None,
            Some(Ok(text)) => Some(text),
            Some(Err(_)) if self.options.bless => Some(String::new()),
            Some(Err(file)) => return only(trial.without_file(&file)),
        };
        let foreign = || trial.foreign_imports(&program, self.folder);
        if let Some(finding) = self.examples.stdlib_only.then(foreign).flatten() {
            return only(finding);
        }
        let seconds = self.options.timeout.or(trial.timeout);
        let seconds = seconds.unwrap_or(self.examples.timeout);
        let outcome = self.outcome(trial, &program, command, seconds);
        let was_run = !matches!(outcome.ending, Ending::NoProgram(_));
        let finding = trial.judge(&outcome, expected.as_deref());
        let differs = matches!(outcome.ending, Ending::Exited(Some(0))) && finding.is_some();
        if let (Some(Source::File(file)), true) = (&trial.expected, self.options.bless && differs) {
            return match self.write(file, &outcome.output) {
                Ok(()) => Tried {
                    was_run,
                    was_blessed: true,
                    ..Tried::default()
                },
                Err(error) => only(
                    Diagnostic::new(Code::S017, format!("`{file}` cannot be written: {error}"))
                        .at(trial.at.clone())
                        .help("check the rights of the file and its folder"),
                ),
            };
        }
        Tried {
            findings: finding.into_iter().collect(),
            was_run,
            was_blessed: false,
        }
    }

    /// The text of a program or of what it should print; else the file that is not there.
    fn text(&self, source: &Source) -> Result<String, ContentPath> {
        match source {
            Source::Text(text) => Ok(text.clone()),
            Source::File(file) => {
                let path = file.below(self.folder);
                let bytes = self.root.read_named(&path, MAX_FILE);
                let text = bytes.ok().and_then(|bytes| String::from_utf8(bytes).ok());
                text.ok_or_else(|| file.clone())
            }
        }
    }

    /// Runs a program on a copy of its file, in an empty folder beside it.
    fn outcome(&self, trial: &Trial, program: &str, command: &[String], seconds: u64) -> Outcome {
        let prepare = || -> io::Result<_> {
            let folder = tempfile::Builder::new().prefix("patternbook-").tempdir()?;
            let (code, work) = (folder.path().join("code"), folder.path().join("work"));
            std::fs::create_dir(&code)?;
            std::fs::create_dir(&work)?;
            let name = match &trial.program {
                Source::File(file) => file.name().to_string(),
                Source::Text(_) => format!("example.{}", trial.language),
            };
            let file = code.join(name);
            std::fs::write(&file, program)?;
            Ok((folder, file, work))
        };
        let (_folder, file, work) = match prepare() {
            Ok(prepared) => prepared,
            Err(error) => {
                return Outcome {
                    ending: Ending::NotStarted(format!("no empty folder could be made: {error}")),
                    output: String::new(),
                    errors: String::new(),
                };
            }
        };
        let file = file.to_string_lossy();
        let words = command.iter().map(|word| word.replace(FILE, &file));
        self.groups
            .run(&words.collect::<Vec<String>>(), &work, seconds)
    }

    /// Writes what is expected: a whole file or none, with the rights of the one it replaces.
    fn write(&self, file: &ContentPath, text: &str) -> io::Result<()> {
        let path = self.project.join(file.below(self.folder).as_str());
        let folder = path.parent().unwrap_or(self.project);
        let mut new = tempfile::Builder::new();
        let old = std::fs::metadata(&path).map(|old| old.permissions());
        #[cfg(unix)]
        new.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        let mut new = new.prefix(".patternbook-").tempfile_in(folder)?;
        io::Write::write_all(&mut new, text.as_bytes())?;
        if let Ok(permissions) = old {
            new.as_file().set_permissions(permissions)?;
        }
        new.persist(&path)?;
        Ok(())
    }
}
