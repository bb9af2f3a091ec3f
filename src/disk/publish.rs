//! A site to the disk.
//!
//! In: a [`Site`] and a [`Target`]. Out: the folder holds the site and what was not ours before, or it is as it was and
//! there are findings that say why. Under the lock: end what a killed process began, compare, write beside, commit.

#![expect(
    clippy::disallowed_methods,
    reason = "the edge: the output folder is made here"
)]

use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::disk::commit::{commit, stage, sweep};
use crate::disk::faults::Faults;
use crate::disk::folder::{Folder, Kind};
use crate::disk::lock::Lock;
use crate::disk::manifest::{JOURNAL, LOCK, MANIFEST, MAX_LENGTH, Manifest, STAGING};
use crate::disk::plan::{Plan, plan};
use crate::disk::recover::recover;
use crate::disk::refuse::{accept, resolve};
use crate::disk::target::{Failure, Target};
use crate::path::input::InputPath;
use crate::path::output::OutputPath;
use crate::site::Site;

/// What publishing did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Published {
    /// Files written.
    pub written: usize,
    /// Files left alone, since they were right.
    pub unchanged: usize,
    /// Files of the last build that were removed.
    pub removed: usize,
    /// The length of all files of the site.
    pub bytes: u64,
    /// What the user should know all the same.
    pub findings: Vec<Diagnostic>,
}

/// How long to wait for another build.
const PATIENCE: Duration = Duration::from_secs(10);

/// How many paths a message lists.
const MAX_LISTED: usize = 5;

/// Writes a site into its output folder.
///
/// # Errors
/// Findings that say what stands in the way. The folder is then unchanged.
pub fn publish(site: &Site, target: &Target) -> Result<Published, Vec<Diagnostic>> {
    publish_under(site, target, PATIENCE, &Faults::default())
}

/// The same, with the patience and the faults that a test wants.
///
/// # Errors
/// As with [`publish`].
pub fn publish_under(
    site: &Site,
    target: &Target,
    patience: Duration,
    faults: &Faults,
) -> Result<Published, Vec<Diagnostic>> {
    let path = accept(target).map_err(|finding| vec![finding])?;
    let mut made = Vec::new();
    let result = match make_folders(&path, &mut made) {
        Ok(()) => locked(&path, target, patience, faults, |folder| {
            write(site, folder, target)
        }),
        Err(failure) => Err(vec![target.failed(&failure)]),
    };
    if result.is_err() {
        // Only what is still empty goes, so nothing is lost that another process has put there meanwhile.
        made.iter()
            .rev()
            .for_each(|folder| drop(std::fs::remove_dir(folder)));
    }
    result
}

/// Makes a folder and those above it; `made` says which were not there.
fn make_folders(path: &Path, made: &mut Vec<PathBuf>) -> Result<(), Failure> {
    let missing: Vec<&Path> = path.ancestors().take_while(|path| !path.exists()).collect();
    for folder in missing.into_iter().rev() {
        match std::fs::create_dir(folder) {
            Ok(()) => made.push(folder.to_path_buf()),
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(Failure::at("")(error)),
        }
    }
    Ok(())
}

/// Works on a folder while nobody else does.
pub(crate) fn locked<T>(
    path: &Path,
    target: &Target,
    patience: Duration,
    faults: &Faults,
    work: impl FnOnce(&Folder) -> Result<T, Vec<Diagnostic>>,
) -> Result<T, Vec<Diagnostic>> {
    let fail = |failure: Failure| vec![target.failed(&failure)];
    let folder =
        Folder::open(path, faults.clone()).map_err(|error| fail(Failure::at("")(error)))?;
    check_own_names(&folder, target)?;
    let lock = Lock::take(&folder, patience).map_err(|error| fail(Failure::at(LOCK)(error)))?;
    let Some(lock) = lock else {
        let message = format!("another build is writing `{}`", target.shown);
        let finding = target.finding(Code::S003, message);
        return Err(vec![
            finding.help("wait until it has ended, then build again"),
        ]);
    };
    let result = work(&folder);
    lock.release(&folder);
    result
}

/// The names that are the program's own must not be somebody's links.
fn check_own_names(folder: &Folder, target: &Target) -> Result<(), Vec<Diagnostic>> {
    let wanted = [
        (MANIFEST, Kind::File),
        (JOURNAL, Kind::File),
        (LOCK, Kind::File),
        (STAGING, Kind::Folder),
    ];
    for (name, kind) in wanted {
        let found = folder
            .look(name)
            .map_err(|error| vec![target.failed(&Failure::at(name)(error))])?;
        if found.is_some_and(|found| found.kind != kind) {
            return Err(vec![in_the_way(
                target,
                name,
                "has a name that patternbook keeps for itself",
            )]);
        }
    }
    Ok(())
}

fn write(site: &Site, folder: &Folder, target: &Target) -> Result<Published, Vec<Diagnostic>> {
    let fail = |failure: Failure| vec![target.failed(&failure)];
    let old = recover(folder).map_err(fail)?;
    let plan = plan(site, folder, &old).map_err(fail)?;
    let problems = problems(&plan, target);
    if !problems.is_empty() {
        return Err(problems);
    }
    let manifest = match is_current(folder, &plan).map_err(fail)? {
        Some(manifest) => manifest,
        None => {
            let staged = stage(folder, &plan);
            let result = staged.and_then(|staged| {
                commit(folder, &staged)?;
                Ok(staged.manifest)
            });
            let leftovers = match folder.look(JOURNAL) {
                Ok(None) => sweep(folder),
                // What a commit left half done needs its temporary files.
                Ok(Some(_)) | Err(_) => Ok(()),
            };
            drop(leftovers);
            result.map_err(fail)?
        }
    };
    Ok(Published {
        written: plan.puts.len(),
        unchanged: plan.kept.len() + plan.foreign,
        removed: plan.removals.len(),
        bytes: manifest.entries().map(|entry| entry.length).sum(),
        findings: remarks(&plan, target),
    })
}

/// The manifest, if the folder needs no change at all.
fn is_current(folder: &Folder, plan: &Plan<'_>) -> Result<Option<Manifest>, Failure> {
    if !plan.puts.is_empty() || !plan.removals.is_empty() {
        return Ok(None);
    }
    let manifest: Manifest = plan.kept.iter().cloned().collect();
    let there = folder
        .bytes(MANIFEST, MAX_LENGTH)
        .map_err(Failure::at(MANIFEST))?;
    Ok((there == Some(manifest.to_string().into_bytes())).then_some(manifest))
}

fn problems(plan: &Plan<'_>, target: &Target) -> Vec<Diagnostic> {
    let conflicts = plan
        .conflicts
        .iter()
        .map(|(path, what)| in_the_way(target, path.as_str(), what));
    let project = resolve(&target.project).unwrap_or_default();
    let unread = plan.unread.iter().map(|(source, refusal)| {
        let source = source.strip_prefix(&project).unwrap_or(source);
        refusal.at_file(&InputPath::new(&source.to_string_lossy()))
    });
    conflicts.chain(unread).collect()
}

fn in_the_way(target: &Target, path: &str, what: &str) -> Diagnostic {
    let message = format!("`{}` {what}", target.show(path));
    target
        .finding(Code::S002, message)
        .help("move it away or remove it by hand; patternbook only replaces files it wrote")
}

fn remarks(plan: &Plan<'_>, target: &Target) -> Vec<Diagnostic> {
    let mut remarks = kept(&plan.changed, target);
    if !plan.restored.is_empty() {
        let message = format!(
            "files of the last build were changed since and are now written anew: {}",
            list(&plan.restored, target)
        );
        let mut remark = target
            .finding(Code::S002, message)
            .help("change the sources, not the output");
        remark.severity = Severity::Note;
        remarks.push(remark);
    }
    remarks
}

/// What to say of files that are no longer needed, but are no longer as they were written either.
pub(crate) fn kept(changed: &[OutputPath], target: &Target) -> Vec<Diagnostic> {
    if changed.is_empty() {
        return Vec::new();
    }
    let message = format!(
        "files of an earlier build were changed since and stay where they are: {}",
        list(changed, target)
    );
    let mut finding = target
        .finding(Code::S002, message)
        .help("remove them by hand if nobody needs them");
    finding.severity = Severity::Warning;
    vec![finding]
}

fn list(paths: &[OutputPath], target: &Target) -> String {
    let shown: Vec<String> = paths
        .iter()
        .take(MAX_LISTED)
        .map(|path| format!("`{}`", target.show(path.as_str())))
        .collect();
    match paths.len().saturating_sub(MAX_LISTED) {
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}
