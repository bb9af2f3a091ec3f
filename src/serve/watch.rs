//! Waits until somebody may have changed a file.
//!
//! In: the folders in which sources were looked for. Out: a [`Wake`] for each batch of events, naming the files that the
//! system named. Events only wake, looking decides: what is lost, doubled or out of order costs a look and nothing
//! else. Where the system gives no events, waking up every second does the same.

#![expect(
    clippy::disallowed_methods,
    reason = "the edge: a batch ends when nothing has happened for a while"
)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode, ModifyKind};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode};

use crate::diagnostic::{Code, Diagnostic};
use crate::serve::mounts::silent;

/// How long nothing must happen after the first event, so that an editor has finished saving.
const SAVED: Duration = Duration::from_millis(8);

/// The same when many files are named, as when a branch is switched.
const BURST: Duration = Duration::from_millis(100);

/// How many named files are a burst: more than an editor touches to save one.
const MANY: usize = 8;

/// A batch ends at the latest after this time, so that somebody who writes without end is answered too.
const LONGEST: Duration = Duration::from_secs(1);

/// How often to look where there are no events.
const POLL: Duration = Duration::from_secs(1);

/// Systems that watch whole trees at once. Elsewhere each folder is watched by itself: a folder that appears is looked
/// into after it is watched, so nothing is missed in between.
const WATCHES_TREES: bool = cfg!(any(windows, target_os = "macos"));

/// Waits for changes.
pub struct Watcher {
    way: Way,
    events: Receiver<Sign>,
    watched: BTreeSet<PathBuf>,
}

enum Way {
    Events(RecommendedWatcher),
    Polling(Duration),
}

/// What an event says.
enum Sign {
    /// Something happened to these files.
    Files(Vec<PathBuf>),
    /// The same, and folders may have come, gone or moved.
    Moved(Vec<PathBuf>),
    /// Some events were lost.
    Lost,
}

/// Why it is time to look.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wake {
    /// The files that were named, without links in their paths; empty where nothing names any.
    pub files: BTreeSet<PathBuf>,
    /// Whether a folder may no longer be watched.
    pub is_moved: bool,
}

impl Watcher {
    /// Begins. With `poll`, or where the file system of `project` gives no events, it looks at intervals; the second
    /// value says why, if nobody asked for it.
    pub fn start(project: &Path, poll: Option<Duration>) -> (Watcher, Option<Diagnostic>) {
        let (sender, events) = channel();
        let mut watcher = Watcher {
            way: Way::Polling(poll.unwrap_or(POLL)),
            events,
            watched: BTreeSet::new(),
        };
        if poll.is_some() {
            return (watcher, None);
        }
        let project = project.canonicalize().unwrap_or(project.to_path_buf());
        if let Some(kind) = silent(&project) {
            let why = format!("the file system `{kind}` does not tell of changes from elsewhere");
            return (watcher, Some(fell_back(&why)));
        }
        let receive = move |event: notify::Result<Event>| sort(event, &sender);
        match notify::recommended_watcher(receive) {
            Ok(system) => {
                watcher.way = Way::Events(system);
                (watcher, None)
            }
            Err(error) => (watcher, Some(fell_back(&reason(&error)))),
        }
    }

    /// Waits for the next batch of events, or for `patience`, or for the time to look.
    pub fn wait(&mut self, patience: Option<Duration>) -> Wake {
        let mut wake = Wake::default();
        let until = match (&self.way, patience) {
            (Way::Polling(pause), Some(patience)) => Some(patience.min(*pause)),
            (Way::Polling(pause), None) => Some(*pause),
            (Way::Events(_), patience) => patience,
        };
        let first = match until {
            Some(until) => self.events.recv_timeout(until),
            None => self.events.recv().map_err(RecvTimeoutError::from),
        };
        match first {
            Ok(sign) => wake.take(sign),
            Err(RecvTimeoutError::Timeout) => return wake,
            // Without a sender there is nobody to name files any longer.
            Err(RecvTimeoutError::Disconnected) => {
                std::thread::sleep(until.unwrap_or(POLL));
                return wake;
            }
        }
        let start = Instant::now();
        while start.elapsed() < LONGEST {
            let quiet = match wake.files.len() > MANY {
                true => BURST,
                false => SAVED,
            };
            match self.events.recv_timeout(quiet) {
                Ok(sign) => wake.take(sign),
                Err(_) => break,
            }
        }
        wake
    }

    /// Watches these folders and no others. The first value says whether there are new ones, into which somebody must
    /// look again; the second, that there are too many for the system, so that from now on it looks at intervals.
    pub fn watch(
        &mut self,
        folders: &BTreeSet<PathBuf>,
        wake: &Wake,
    ) -> (bool, Option<Diagnostic>) {
        let Way::Events(system) = &mut self.way else {
            return (false, None);
        };
        let wanted = match WATCHES_TREES {
            true => roots(folders),
            false => folders.clone(),
        };
        let mode = match WATCHES_TREES {
            true => RecursiveMode::Recursive,
            false => RecursiveMode::NonRecursive,
        };
        for folder in self.watched.difference(&wanted) {
            // It may be gone, and its watch with it.
            let _ = notify::Watcher::unwatch(system, folder);
        }
        let mut is_new = false;
        let mut watched = BTreeSet::new();
        for folder in wanted {
            // A folder that came back under its old name is another one.
            if self.watched.contains(&folder) && !wake.is_moved {
                watched.insert(folder);
                continue;
            }
            match notify::Watcher::watch(system, &folder, mode) {
                Ok(()) => {
                    is_new |= !self.watched.contains(&folder);
                    watched.insert(folder);
                }
                Err(error) if is_gone(&error) => {}
                Err(error) => {
                    let finding = fell_back(&reason(&error));
                    self.way = Way::Polling(POLL);
                    self.watched.clear();
                    return (true, Some(finding));
                }
            }
        }
        self.watched = watched;
        (is_new, None)
    }
}

impl Wake {
    fn take(&mut self, sign: Sign) {
        match sign {
            Sign::Files(files) => self.files.extend(files),
            Sign::Moved(files) => {
                self.files.extend(files);
                self.is_moved = true;
            }
            Sign::Lost => self.is_moved = true,
        }
    }
}

/// Passes on what an event says. Reading files is an event too, and would wake the reader for ever.
fn sort(event: notify::Result<Event>, to: &Sender<Sign>) {
    let sign = match event {
        Ok(event) if event.need_rescan() => Sign::Lost,
        Ok(event) => match event.kind {
            EventKind::Access(AccessKind::Close(AccessMode::Write)) => Sign::Files(event.paths),
            EventKind::Access(_) => return,
            EventKind::Create(_) | EventKind::Modify(ModifyKind::Data(_)) => {
                Sign::Files(event.paths)
            }
            EventKind::Modify(ModifyKind::Metadata(_)) => Sign::Files(event.paths),
            _ => Sign::Moved(event.paths),
        },
        Err(_) => Sign::Lost,
    };
    // The receiver is gone when the program ends.
    let _ = to.send(sign);
}

/// The folders that lie in no other of them.
fn roots(folders: &BTreeSet<PathBuf>) -> BTreeSet<PathBuf> {
    let mut roots: BTreeSet<PathBuf> = BTreeSet::new();
    for folder in folders {
        if !folder
            .ancestors()
            .skip(1)
            .any(|above| roots.contains(above))
        {
            roots.insert(folder.clone());
        }
    }
    roots
}

fn is_gone(error: &notify::Error) -> bool {
    match &error.kind {
        notify::ErrorKind::PathNotFound => true,
        notify::ErrorKind::Io(error) => matches!(
            error.kind(),
            std::io::ErrorKind::NotFound
                | std::io::ErrorKind::NotADirectory
                | std::io::ErrorKind::PermissionDenied
        ),
        _ => false,
    }
}

fn reason(error: &notify::Error) -> String {
    match &error.kind {
        notify::ErrorKind::MaxFilesWatch => "the system has no watches left".to_string(),
        _ => error.to_string(),
    }
}

fn fell_back(why: &str) -> Diagnostic {
    let message = format!("files are looked at every second, because {why}");
    let finding = Diagnostic::new(Code::S050, message);
    finding.help("on Linux, raise `fs.inotify.max_user_watches` and `fs.inotify.max_user_instances` with `sysctl`")
}
