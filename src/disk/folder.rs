//! The output folder as a handle: whatever is changed below it is changed through this file.
//!
//! In: paths below the folder, `/` between the components. Out: what stands there, and one change at a time. No path
//! can lead out of the folder, since the handle resolves them beneath itself, and no last link is followed.

#![expect(
    clippy::disallowed_types,
    reason = "the edge: locks are taken on files of the standard library"
)]

use std::io;
use std::io::{Read, Write};
use std::path::Path;

use cap_fs_ext::{FollowSymlinks, MetadataExt, OpenOptionsFollowExt, OpenOptionsSyncExt};
use cap_std::ambient_authority;
use cap_std::fs::{Dir, File, Metadata, OpenOptions};

use crate::disk::faults::Faults;

/// A folder whose content is looked at and changed.
#[derive(Debug)]
pub(crate) struct Folder {
    handle: Dir,
    faults: Faults,
}

/// What stands at a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    /// What it is.
    pub(crate) kind: Kind,
    /// Its length in bytes.
    pub(crate) length: u64,
    /// Device and number: equal for two names of one file.
    pub(crate) identity: (u64, u64),
}

/// What a path names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A regular file.
    File,
    /// A folder.
    Folder,
    /// A link, a device and so on.
    Other,
}

impl Folder {
    /// Opens a folder by its path on this machine.
    pub(crate) fn open(path: &Path, faults: Faults) -> io::Result<Folder> {
        faults.strike()?;
        let handle = Dir::open_ambient_dir(path, ambient_authority())?;
        Ok(Folder { handle, faults })
    }

    /// Opens a folder below this one; an empty path is this one.
    pub(crate) fn below(&self, path: &str) -> io::Result<Folder> {
        self.faults.strike()?;
        let handle = match path.is_empty() {
            true => self.handle.try_clone()?,
            false => self.handle.open_dir(path)?,
        };
        Ok(Folder {
            handle,
            faults: self.faults.clone(),
        })
    }

    /// What stands at a path, without following a last link.
    pub(crate) fn look(&self, path: &str) -> io::Result<Option<Found>> {
        self.faults.strike()?;
        present(self.handle.symlink_metadata(path)).map(|metadata| metadata.as_ref().map(found))
    }

    /// Opens a regular file for reading; `None` if there is nothing.
    pub(crate) fn read(&self, path: &str) -> io::Result<Option<(File, Found)>> {
        self.faults.strike()?;
        let mut options = OpenOptions::new();
        options.read(true);
        options.nonblock(true).follow(FollowSymlinks::No);
        let Some(file) = present(self.handle.open_with(path, &options))? else {
            return Ok(None);
        };
        let found = found(&file.metadata()?);
        Ok(Some((file, found)))
    }

    /// The first `limit` bytes of a regular file; `None` if there is none.
    pub(crate) fn bytes(&self, path: &str, limit: u64) -> io::Result<Option<Vec<u8>>> {
        match self.look(path)?.map(|found| found.kind) {
            Some(Kind::File) => {}
            _ => return Ok(None),
        }
        let Some((file, _)) = self.read(path)? else {
            return Ok(None);
        };
        let mut bytes = Vec::new();
        file.take(limit).read_to_end(&mut bytes)?;
        Ok(Some(bytes))
    }

    /// The names in this folder, in order.
    pub(crate) fn names(&self) -> io::Result<Vec<String>> {
        self.faults.strike()?;
        let mut names = Vec::new();
        for entry in self.handle.entries()? {
            names.push(entry?.file_name().to_string_lossy().into_owned());
        }
        names.sort();
        Ok(names)
    }

    /// Creates a file that is not there yet.
    pub(crate) fn create(&self, path: &str) -> io::Result<File> {
        self.faults.strike()?;
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        self.handle.open_with(path, &options)
    }

    /// Creates a file with this content.
    pub(crate) fn write(&self, path: &str, content: &[u8]) -> io::Result<()> {
        let mut file = self.create(path)?;
        self.faults.strike()?;
        file.write_all(content)
    }

    /// Creates a file with this content, which then outlives a loss of power.
    pub(crate) fn write_through(&self, path: &str, content: &[u8]) -> io::Result<()> {
        let mut file = self.create(path)?;
        self.faults.strike()?;
        file.write_all(content)?;
        file.sync_all()
    }

    /// Opens a file to lock it; creates it if necessary.
    pub(crate) fn lock_file(&self, path: &str) -> io::Result<std::fs::File> {
        self.faults.strike()?;
        let mut options = OpenOptions::new();
        options.read(true).write(true).create(true);
        options.nonblock(true).follow(FollowSymlinks::No);
        self.handle.open_with(path, &options).map(File::into_std)
    }

    /// What an open file is.
    pub(crate) fn of_file(file: &std::fs::File) -> io::Result<Found> {
        Ok(found(&Metadata::from_file(file)?))
    }

    /// Gives a file of this folder a name in another one, instead of what has that name.
    pub(crate) fn rename(&self, from: &str, other: &Folder, to: &str) -> io::Result<()> {
        self.faults.strike()?;
        self.handle.rename(from, &other.handle, to)
    }

    /// Gives a file a second name, in another folder; where a file can have but one, makes a copy.
    pub(crate) fn link(&self, from: &str, other: &Folder, to: &str) -> io::Result<()> {
        self.faults.strike()?;
        match self.handle.hard_link(from, &other.handle, to) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                self.handle.copy(from, &other.handle, to).map(drop)
            }
            result => result,
        }
    }

    /// Removes a file.
    pub(crate) fn remove(&self, path: &str) -> io::Result<()> {
        self.faults.strike()?;
        present(self.handle.remove_file(path)).map(drop)
    }

    /// Makes a folder; `false` if it is there already.
    pub(crate) fn make(&self, path: &str) -> io::Result<bool> {
        self.faults.strike()?;
        match self.handle.create_dir(path) {
            Ok(()) => Ok(true),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// Removes a folder if it is empty; says whether it did.
    pub(crate) fn unmake(&self, path: &str) -> io::Result<bool> {
        self.faults.strike()?;
        match present(self.handle.remove_dir(path)) {
            Ok(removed) => Ok(removed.is_some()),
            Err(error) if error.kind() == io::ErrorKind::DirectoryNotEmpty => Ok(false),
            Err(error) => Err(error),
        }
    }
}

/// `None` for a path that names nothing, also because a file stands where it needs a folder.
fn present<T>(result: io::Result<T>) -> io::Result<Option<T>> {
    match result {
        Ok(value) => Ok(Some(value)),
        Err(error) => match error.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Ok(None),
            _ => Err(error),
        },
    }
}

fn found(metadata: &Metadata) -> Found {
    let kind = match metadata.file_type() {
        kind if kind.is_file() => Kind::File,
        kind if kind.is_dir() => Kind::Folder,
        _ => Kind::Other,
    };
    Found {
        kind,
        length: metadata.len(),
        identity: (metadata.dev(), metadata.ino()),
    }
}
