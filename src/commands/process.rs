//! One program, run in an empty folder and ended in time.
//!
//! In: a program with its arguments, a folder, a limit. Out: how it ended and what it printed. There is no shell. The
//! program and all it starts are one group, which is ended when time is over, when it has printed too much, when it has
//! ended itself, and when the user ends the command.

#![expect(
    clippy::disallowed_methods,
    reason = "the edge: this is where programs are started, and where time is measured"
)]

use std::collections::BTreeSet;
use std::io::{self, ErrorKind, Read};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use crate::examples::verdict::{Ending, Outcome};

/// How many bytes of what a program prints are kept. One that prints more is ended.
const MAX_OUTPUT: usize = 1 << 20;
/// How long the streams of a program that has ended may stay open: a process it has left behind may hold them.
const GRACE: Duration = Duration::from_secs(1);

/// The groups of processes that are running; `None` once the user has ended the command.
#[derive(Clone, Debug)]
pub(crate) struct Groups(Arc<Mutex<Option<BTreeSet<u32>>>>);

/// What happens to a running program.
enum Event {
    Ended(Option<i32>),
    Printed { too_much: bool },
}

/// What a stream has brought so far.
type Kept = Arc<Mutex<Vec<u8>>>;

impl Default for Groups {
    fn default() -> Groups {
        Groups(Arc::new(Mutex::new(Some(BTreeSet::new()))))
    }
}

impl Groups {
    /// Ends all that are running, and lets none begin.
    pub(crate) fn end(&self) {
        let groups = self.0.lock().unwrap_or_else(PoisonError::into_inner).take();
        groups.iter().flatten().copied().for_each(end_group);
    }

    /// Whether all were ended.
    pub(crate) fn has_ended(&self) -> bool {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .is_none()
    }

    /// Starts a program as one of them.
    fn start(&self, program: &str, arguments: &[String], folder: &Path) -> io::Result<Child> {
        let mut groups = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(groups) = &mut *groups else {
            return Err(io::Error::other("the command was ended"));
        };
        let child = start(program, arguments, folder)?;
        groups.insert(child.id());
        Ok(child)
    }

    fn forget(&self, group: u32) {
        let mut groups = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(groups) = &mut *groups {
            groups.remove(&group);
        }
    }

    /// Runs a program in a folder, for at most `seconds`.
    pub(crate) fn run(&self, command: &[String], folder: &Path, seconds: u64) -> Outcome {
        let not_run = |ending| Outcome {
            ending,
            output: String::new(),
            errors: String::new(),
        };
        let Some((program, arguments)) = command.split_first() else {
            return not_run(Ending::NoProgram(String::new()));
        };
        let mut child = match self.start(program, arguments, folder) {
            Ok(child) => child,
            Err(error) if error.kind() == ErrorKind::NotFound => {
                return not_run(Ending::NoProgram(program.clone()));
            }
            Err(error) => return not_run(Ending::NotStarted(error.to_string())),
        };
        let deadline = Instant::now() + Duration::from_secs(seconds);
        let group = child.id();
        let (sender, events) = channel();
        let output = child.stdout.take().map(|stream| keep(stream, &sender));
        let errors = child.stderr.take().map(|stream| keep(stream, &sender));
        let open = usize::from(output.is_some()) + usize::from(errors.is_some());
        thread::spawn(move || {
            let code = child.wait().ok().and_then(|status| status.code());
            // Whoever waits may have given up.
            let _ = sender.send(Event::Ended(code));
        });
        let ending = wait(&events, deadline, seconds, group, open);
        self.forget(group);
        let text = |kept: Option<Kept>| {
            let kept = kept.unwrap_or_default();
            let bytes = kept.lock().unwrap_or_else(PoisonError::into_inner);
            String::from_utf8_lossy(&bytes).into_owned()
        };
        Outcome {
            ending,
            output: text(output),
            errors: text(errors),
        }
    }
}

fn start(program: &str, arguments: &[String], folder: &Path) -> io::Result<Child> {
    let mut command = Command::new(program);
    command
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    command.spawn()
}

/// Waits until a program has ended and its `open` streams are closed, or ends it.
fn wait(
    events: &Receiver<Event>,
    deadline: Instant,
    seconds: u64,
    group: u32,
    mut open: usize,
) -> Ending {
    let mut ending = None;
    let mut deadline = deadline;
    let mut has_ended = false;
    while !has_ended || open > 0 {
        let left = deadline.saturating_duration_since(Instant::now());
        match events.recv_timeout(left) {
            Ok(Event::Printed { too_much: false }) => open -= 1,
            Ok(Event::Printed { too_much: true }) => {
                ending.get_or_insert(Ending::PrintedTooMuch(MAX_OUTPUT));
                end_group(group);
                deadline = Instant::now() + GRACE;
            }
            Ok(Event::Ended(code)) => {
                ending.get_or_insert(Ending::Exited(code));
                has_ended = true;
                // What it has left behind ends with it.
                end_group(group);
                deadline = Instant::now() + GRACE;
            }
            // The time that was left after it has ended is over too.
            Err(_) if ending.is_some() => break,
            Err(_) => {
                ending = Some(Ending::TookTooLong(seconds));
                end_group(group);
                deadline = Instant::now() + GRACE;
            }
        }
    }
    ending.unwrap_or(Ending::Exited(None))
}

/// Reads a stream to its end, and keeps the first bytes.
fn keep(mut stream: impl Read + Send + 'static, sender: &Sender<Event>) -> Kept {
    let kept = Kept::default();
    let (into, sender) = (kept.clone(), sender.clone());
    thread::spawn(move || {
        let mut buffer = [0; 8192];
        let mut is_full = false;
        loop {
            let count = match stream.read(&mut buffer) {
                Ok(0) => break,
                Ok(count) => count,
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                Err(_) => break,
            };
            let mut kept = into.lock().unwrap_or_else(PoisonError::into_inner);
            let room = MAX_OUTPUT - kept.len();
            kept.extend_from_slice(&buffer[..count.min(room)]);
            if count > room && !is_full {
                is_full = true;
                let _ = sender.send(Event::Printed { too_much: true });
            }
        }
        let _ = sender.send(Event::Printed { too_much: false });
    });
    kept
}

/// Ends a program with all that it has started.
#[cfg(unix)]
fn end_group(group: u32) {
    use rustix::process::{Pid, Signal, kill_process_group};
    let group = i32::try_from(group).ok().and_then(Pid::from_raw);
    if let Some(group) = group {
        // It may have ended by itself.
        let _ = kill_process_group(group, Signal::KILL);
    }
}

/// Ends a program with all that it has started.
#[cfg(not(unix))]
fn end_group(group: u32) {
    let group = group.to_string();
    let tree = ["/T", "/F", "/PID", group.as_str()];
    let quiet = Command::new("taskkill")
        .args(tree)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    // It may have ended by itself.
    let _ = quiet;
}
