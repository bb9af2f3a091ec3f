//! `.patternbook/`, the folder of the store.
//!
//! In: the project folder. Out: the folder is there and keeps itself out of version control, or it is gone. What
//! somebody else keeps in it stays.

#![expect(
    clippy::disallowed_methods,
    reason = "the edge: this is where the folder of the store is made and removed"
)]

use std::fs::OpenOptions;
use std::io::{self, Write};
use std::path::Path;

/// The folder of the store in the project.
pub const FOLDER: &str = ".patternbook";

/// The store.
pub(crate) const NAME: &str = "store";
/// A store that is being written.
pub(crate) const FRESH: &str = "store.new";

/// What hides the folder from version control.
const IGNORE: &str =
    "# What patternbook remembers between two builds. It can be removed at any time.\n*\n";

/// Makes the folder and what hides it from version control.
pub(crate) fn prepare(folder: &Path) -> io::Result<()> {
    match std::fs::create_dir(folder) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
        _ if !is_folder(folder) => return Err(io::ErrorKind::NotADirectory.into()),
        _ => {}
    }
    let ignore = folder.join(".gitignore");
    match OpenOptions::new().write(true).create_new(true).open(ignore) {
        Ok(mut file) => file.write_all(IGNORE.as_bytes()),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(error),
    }
}

/// Removes the store of a project; how many bytes it had. What else lies in its folder stays.
///
/// # Errors
/// What the system says.
pub fn remove(project: &Path, dry_run: bool) -> io::Result<u64> {
    let folder = project.join(FOLDER);
    let mut bytes = 0;
    if !is_folder(&folder) {
        return Ok(bytes);
    }
    for name in [NAME, FRESH, ".gitignore"] {
        let file = folder.join(name);
        let Ok(metadata) = file.symlink_metadata() else {
            continue;
        };
        if metadata.is_file() {
            bytes += metadata.len();
            if !dry_run {
                std::fs::remove_file(&file)?;
            }
        }
    }
    if !dry_run {
        // It stays if somebody keeps something in it.
        let _ = std::fs::remove_dir(&folder);
    }
    Ok(bytes)
}

/// A folder, and no link to one.
pub(crate) fn is_folder(path: &Path) -> bool {
    path.symlink_metadata()
        .is_ok_and(|metadata| metadata.is_dir())
}
