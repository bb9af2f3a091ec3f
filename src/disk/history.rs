//! When each page was changed last, as the repository of the project tells.
//!
//! In: the folder of the pages and the pages in it. Out: [`Changes`], from one pass over the history that ends where
//! all is known. Commits that merge count for nothing, and a page that only got another name keeps its date. A history
//! that is cut off, or that cannot be read, gives no date at all, and one finding says what to do.
//!
//! The repository may be anybody's, so nothing in it is executed: git gets fixed arguments that switch off every
//! program its configuration can name, fetches nothing, and reads names and identities of objects, no contents.

#![expect(
    clippy::disallowed_methods,
    reason = "the edge: this is where the history is read"
)]

use std::collections::BTreeSet;
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;

use crate::config::LastChange;
use crate::diagnostic::{Code, Diagnostic};
use crate::disk::log::Walk;
use crate::disk::stamp::{KnownHistory, Memory, Seen, Stamp};
use crate::path::input::ContentPath;
use crate::sources::Changes;

/// What no repository may decide: hooks, monitors, pagers, helpers, how things are ordered and written.
const ARGUMENTS: [&str; 15] = [
    "--no-pager",
    "--no-optional-locks",
    "--no-replace-objects",
    "-c",
    "core.fsmonitor=false",
    "-c",
    "core.hooksPath=/dev/null",
    "-c",
    "core.attributesFile=/dev/null",
    "-c",
    "diff.orderFile=/dev/null",
    "-c",
    "log.showRoot=true",
    "-c",
    "protocol.allow=never",
];

/// The history of one folder, newest first: of every commit the date, the author, and what became of which file. Only
/// equal contents are taken for a renamed file, which needs no contents to be compared.
const LOG: [&str; 16] = [
    "log",
    "-z",
    "--format=tformat:%x01%cd%x00%aN",
    "--date=iso-strict-local",
    "--encoding=UTF-8",
    "--name-status",
    "--find-renames=100%",
    "--no-merges",
    "--no-ext-diff",
    "--no-textconv",
    "--no-show-signature",
    "--no-color",
    "--no-decorate",
    "--relative",
    "--",
    ".",
];

/// What the user may tell git by the environment; all else that begins with `GIT_` is for other purposes.
const KEPT: [&str; 4] = [
    "GIT_CEILING_DIRECTORIES",
    "GIT_CONFIG_GLOBAL",
    "GIT_CONFIG_NOSYSTEM",
    "GIT_CONFIG_SYSTEM",
];

/// The last change of each page, and what stood in the way. What `known` holds is not asked for again unless the
/// repository or the list of pages is another one.
pub(crate) fn history<'p>(
    folder: &Path,
    pages: impl Iterator<Item = &'p ContentPath>,
    wanted: LastChange,
    known: &Memory,
) -> Option<Arc<KnownHistory>> {
    if wanted == LastChange::Off {
        return None;
    }
    let pages: BTreeSet<ContentPath> = pages.cloned().collect();
    let is_same = |known: &&Arc<KnownHistory>| {
        let seen = &known.seen;
        seen.folder == folder && seen.pages == pages && seen.wanted == wanted && is_current(seen)
    };
    if let Some(known) = known.history().filter(is_same) {
        return Some(known.clone());
    }
    let (told, files) = ask(folder, &pages);
    let finding = match &told {
        Told::Nothing if wanted == LastChange::Usual => None,
        Told::Changes(_) => None,
        told => Some(told.finding()),
    };
    let stamps = files.into_iter().map(|file| {
        let stamp = stamp(&file);
        (file, stamp)
    });
    Some(Arc::new(KnownHistory {
        seen: Seen {
            folder: folder.to_path_buf(),
            wanted,
            stamps: stamps.collect(),
            pages,
        },
        changes: match told {
            Told::Changes(changes) => Arc::new(changes),
            _ => Arc::default(),
        },
        finding,
    }))
}

fn is_current(seen: &Seen) -> bool {
    seen.stamps.iter().all(|(file, old)| stamp(file) == *old)
}

fn stamp(file: &Path) -> Option<Stamp> {
    file.symlink_metadata()
        .ok()
        .map(|metadata| Stamp::of(&metadata))
}

/// What a repository tells.
enum Told {
    /// The changes.
    Changes(Changes),
    /// There is no repository.
    Nothing,
    /// Its history is cut off.
    Shallow,
    /// There is no git on this machine.
    NoProgram,
    /// The repository belongs to somebody else.
    Foreign,
    /// Something else is wrong.
    Refused(String),
}

impl Told {
    fn finding(&self) -> Diagnostic {
        let without = "no page shows when it was changed last";
        let (code, why, help) = match self {
            Told::Shallow => (
                Code::S052,
                "the history of the repository is cut off".to_string(),
                "fetch all of it: `git fetch --unshallow`, or `fetch-depth: 0` for `actions/checkout`",
            ),
            Told::Foreign => (
                Code::S053,
                "the repository belongs to another user, so git does not read it".to_string(),
                "if you trust it, name its folder: `git config --global --add safe.directory FOLDER`",
            ),
            Told::NoProgram => (
                Code::S053,
                "there is no git on this machine".to_string(),
                "install git, or write `last-change = \"off\"` below `[theme]`",
            ),
            Told::Refused(why) => (
                Code::S053,
                format!("git cannot read the history: {why}"),
                "mend the repository, or write `last-change = \"off\"` below `[theme]`",
            ),
            Told::Nothing | Told::Changes(_) => (
                Code::S053,
                "the project lies in no git repository".to_string(),
                "build where the repository is, or write `last-change = \"off\"` below `[theme]`",
            ),
        };
        Diagnostic::new(code, format!("{why}; {without}")).help(help)
    }
}

/// Asks the repository around a folder, and says on which of its files the answer depends.
fn ask(folder: &Path, pages: &BTreeSet<ContentPath>) -> (Told, Vec<PathBuf>) {
    let git = |folder: &Path| folder.join(".git");
    let is_there = |folder: &&Path| git(folder).symlink_metadata().is_ok();
    let Some(top) = folder.ancestors().find(is_there) else {
        return (Told::Nothing, folder.ancestors().map(git).collect());
    };
    let asked = command(folder)
        .args(["rev-parse", "--path-format=absolute"])
        .args(["--is-shallow-repository", "--git-dir", "--git-common-dir"])
        .output();
    let answer = match asked {
        Ok(output) if output.status.success() => output.stdout,
        Ok(output) => return (refusal(&output.stderr), vec![git(top)]),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return (Told::NoProgram, vec![git(top)]);
        }
        Err(error) => return (Told::Refused(error.kind().to_string()), vec![git(top)]),
    };
    let answer = String::from_utf8_lossy(&answer);
    let mut lines = answer.lines();
    let is_shallow = lines.next() == Some("true");
    let [own, shared] =
        [lines.next(), lines.next()].map(|line| PathBuf::from(line.unwrap_or_default()));
    let files = vec![
        own.join("HEAD"),
        own.join("logs/HEAD"),
        shared.join("packed-refs"),
        shared.join("shallow"),
    ];
    let told = match is_shallow {
        true => Told::Shallow,
        false => read(folder, pages),
    };
    (told, files)
}

/// Reads the history until every page has a date.
fn read(folder: &Path, pages: &BTreeSet<ContentPath>) -> Told {
    let mut command = command(folder);
    command
        .args(LOG)
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    let refused = |error: io::Error| Told::Refused(error.kind().to_string());
    let mut child = match command.spawn() {
        Ok(child) => child,
        Err(error) => return refused(error),
    };
    let mut walk = Walk::new(pages);
    let mut failure = None;
    if let Some(output) = child.stdout.take() {
        let mut output = BufReader::new(output);
        let mut token = Vec::new();
        while !walk.is_done() {
            token.clear();
            match output.read_until(0, &mut token) {
                Ok(0) => break,
                Ok(_) => walk.take(token.strip_suffix(b"\0").unwrap_or(&token)),
                Err(error) => {
                    failure = Some(error);
                    break;
                }
            }
        }
    }
    if walk.is_done() || failure.is_some() {
        // The rest of the history says nothing new; a process that has ended already need not be stopped.
        let _ = child.kill();
    }
    let ended = child.wait();
    match (failure, ended) {
        (Some(error), _) | (None, Err(error)) => refused(error),
        (None, Ok(status)) if walk.is_done() || status.success() => Told::Changes(walk.changes()),
        (None, Ok(_)) if has_no_commit(folder) => Told::Changes(Changes::new()),
        (None, Ok(_)) => Told::Refused("the repository is damaged or incomplete".to_string()),
    }
}

/// Whether nothing has been committed yet.
fn has_no_commit(folder: &Path) -> bool {
    let asked = command(folder)
        .args(["rev-parse", "--quiet", "--verify", "HEAD"])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    asked.is_ok_and(|status| !status.success())
}

/// git, with what it may not do. It starts in `folder`, knows nothing of the environment's repositories, and speaks
/// English.
fn command(folder: &Path) -> Command {
    let mut command = Command::new("git");
    command
        .current_dir(folder)
        .args(ARGUMENTS)
        .stdin(Stdio::null());
    for (name, _) in std::env::vars_os() {
        let is_foreign = name
            .to_str()
            .is_none_or(|name| name.starts_with("GIT_") && !KEPT.contains(&name));
        if is_foreign {
            command.env_remove(name);
        }
    }
    command
        .env("LC_ALL", "C")
        .env("TZ", "UTC")
        .env("GIT_NO_LAZY_FETCH", "1")
        .env("GIT_ALLOW_PROTOCOL", "none")
        .env("GIT_TERMINAL_PROMPT", "0");
    command
}

/// Why git refuses, in a word of ours, or else in its own first line.
fn refusal(said: &[u8]) -> Told {
    let said = String::from_utf8_lossy(said);
    if said.contains("dubious ownership") {
        return Told::Foreign;
    }
    // A folder that is called `.git` and is none.
    if said.contains("not a git repository") {
        return Told::Nothing;
    }
    let line = said.lines().find(|line| line.starts_with("fatal: "));
    let line = line.map(|line| line.trim_start_matches("fatal: "));
    Told::Refused(line.unwrap_or("it says not why").to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_git_says_becomes_a_remedy() {
        let check = |said: &str, code: &str, part: &str| {
            let finding = refusal(said.as_bytes()).finding();
            assert_eq!(finding.code.as_str(), code);
            assert!(finding.message.contains(part), "{}", finding.message);
        };
        check(
            "fatal: detected dubious ownership in repository at '/x'\n",
            "S053",
            "another user",
        );
        check(
            "warning: x\nfatal: bad config line 1\n",
            "S053",
            "bad config line 1",
        );
        check("", "S053", "says not why");
        assert_eq!(Told::Shallow.finding().code, Code::S052);
    }
}
