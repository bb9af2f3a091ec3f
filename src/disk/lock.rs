//! `.patternbook-lock` in the output folder: one writer at a time.
//!
//! In: the folder. Out: [`Lock`], held until it is released. The system lets go of the lock of a process that ends in
//! whatever way, so what a dead one leaves is a file without meaning.

#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "the edge: waiting for another process needs a clock"
)]

use std::fs::{File, TryLockError};
use std::io;
use std::time::{Duration, Instant};

use crate::disk::folder::Folder;
use crate::disk::manifest::LOCK;

/// The right to write.
#[derive(Debug)]
pub(crate) struct Lock {
    file: File,
}

/// How long to wait between two attempts.
const PAUSE: Duration = Duration::from_millis(20);

impl Lock {
    /// Waits for the lock; `None` if another process still has it after `patience`.
    pub(crate) fn take(folder: &Folder, patience: Duration) -> io::Result<Option<Lock>> {
        let start = Instant::now();
        loop {
            let file = folder.lock_file(LOCK)?;
            match file.try_lock() {
                Ok(()) if is_current(folder, &file)? => return Ok(Some(Lock { file })),
                // Whoever had it removed the file on leaving, so this one locks nobody out.
                Ok(()) => continue,
                Err(TryLockError::WouldBlock) => {}
                // A file system without locks: better to publish than never to.
                Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {
                    return Ok(Some(Lock { file }));
                }
                Err(TryLockError::Error(error)) => return Err(error),
            }
            if start.elapsed() >= patience {
                return Ok(None);
            }
            std::thread::sleep(PAUSE);
        }
    }

    /// Removes the file, then lets go. What cannot be removed does no harm.
    pub(crate) fn release(self, folder: &Folder) {
        drop(folder.remove(LOCK));
        drop(self.file);
    }
}

fn is_current(folder: &Folder, file: &File) -> io::Result<bool> {
    let named = folder.look(LOCK)?.map(|found| found.identity);
    Ok(named == Some(Folder::of_file(file)?.identity))
}
