//! What was read earlier, and what to read again.
//!
//! In: files as a walk finds them. Out: their texts and bytes, as they were handed out before if nothing speaks for a
//! change. Equal stamps mean equal content, with one exception: within a tick of the clock of its file system a file
//! can change twice and look the same, so a file that was young when it was read is read again. A file that is read
//! again and holds the same keeps its identity, so that nobody has to compare texts.

#![expect(
    clippy::disallowed_methods,
    reason = "the edge: whether a file is young is told by the clock"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs::Metadata;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use crate::config::LastChange;
use crate::diagnostic::Diagnostic;
use crate::disk::gate::Refusal;
use crate::path::input::ContentPath;
use crate::picture::Size;
use crate::sources::{Blob, Changes};
use crate::text::Text;

/// How old a file must be before its stamp is believed: the coarsest clock of a file system ticks every two seconds.
const YOUNG: Duration = Duration::from_secs(3);

/// For how long an emptied file is taken for one that is being written.
const WRITING: Duration = Duration::from_millis(200);

/// The largest file whose bytes are kept, so that a reader never sees half of it.
pub(crate) const MAX_KEPT: usize = 1 << 20;

/// What the system says about a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stamp {
    /// Its length in bytes.
    pub(crate) length: u64,
    /// Its time of last change, in nanoseconds since 1970.
    pub(crate) changed: u128,
    /// Device, number, and the time at which its status changed, where the system has them.
    identity: (u64, u64, i64, i64),
}

impl Stamp {
    /// The stamp of a file.
    pub(crate) fn of(metadata: &Metadata) -> Stamp {
        let since = |time: SystemTime| time.duration_since(UNIX_EPOCH).ok();
        let changed = metadata.modified().ok().and_then(since);
        Stamp {
            length: metadata.len(),
            changed: changed.map_or(0, |time| time.as_nanos()),
            identity: identity(metadata),
        }
    }
}

#[cfg(unix)]
fn identity(metadata: &Metadata) -> (u64, u64, i64, i64) {
    use std::os::unix::fs::MetadataExt;

    (
        metadata.dev(),
        metadata.ino(),
        metadata.ctime(),
        metadata.ctime_nsec(),
    )
}

#[cfg(not(unix))]
fn identity(_: &Metadata) -> (u64, u64, i64, i64) {
    (0, 0, 0, 0)
}

/// What a process that reads again and again knows of the files it has read.
#[derive(Debug, Default)]
pub struct Memory {
    keeps: bool,
    now: Duration,
    texts: BTreeMap<PathBuf, Known<Text>>,
    blobs: BTreeMap<PathBuf, Known<Blob>>,
    sizes: BTreeMap<PathBuf, Known<Option<Size>>>,
    folders: BTreeSet<PathBuf>,
    history: Option<Arc<KnownHistory>>,
    is_unfinished: bool,
}

/// What the history of a repository told.
#[derive(Debug)]
pub(crate) struct KnownHistory {
    /// What it was asked.
    pub(crate) seen: Seen,
    /// The last change of each page.
    pub(crate) changes: Arc<Changes>,
    /// Why there is none.
    pub(crate) finding: Option<Diagnostic>,
}

/// A question to the history of a repository.
#[derive(Debug)]
pub(crate) struct Seen {
    /// The folder of the pages.
    pub(crate) folder: PathBuf,
    /// The pages.
    pub(crate) pages: BTreeSet<ContentPath>,
    /// What pages are to say of it.
    pub(crate) wanted: LastChange,
    /// The files of the repository that change with it, as they were.
    pub(crate) stamps: Vec<(PathBuf, Option<Stamp>)>,
}

/// A file that was read.
#[derive(Clone, Debug)]
pub(crate) struct Known<T> {
    stamp: Stamp,
    /// Whether an equal stamp will mean that nothing has changed.
    is_settled: bool,
    /// Whether the file seems to be in the middle of being written.
    is_unfinished: bool,
    /// What it holds.
    pub(crate) value: T,
}

impl Memory {
    /// For a process that reads once: nothing is kept.
    pub fn once() -> Memory {
        Memory::default()
    }

    /// For a process that reads again and again. Files that are copied are kept as bytes up to 1 MiB.
    pub fn keeping() -> Memory {
        Memory {
            keeps: true,
            ..Memory::default()
        }
    }

    /// The folders in which something was looked for, without links.
    pub fn folders(&self) -> &BTreeSet<PathBuf> {
        &self.folders
    }

    /// Whether a file seemed to be in the middle of being written, so that it is worth another look soon.
    pub fn is_unfinished(&self) -> bool {
        self.is_unfinished
    }

    /// Begins to look at everything. What was known is handed out, and what is not noted anew is forgotten.
    pub(crate) fn begin(&mut self) -> Memory {
        let next = Memory {
            keeps: self.keeps,
            ..Memory::default()
        };
        let mut old = std::mem::replace(self, next);
        old.now = now();
        old
    }

    /// Notes a folder in which something was looked for.
    pub(crate) fn note_folder(&mut self, folder: &Path) {
        if self.keeps && !self.folders.contains(folder) {
            self.folders.insert(folder.to_path_buf());
        }
    }

    /// Notes a text that was read.
    pub(crate) fn note_text(&mut self, file: &Path, known: Known<Text>) {
        if self.keeps {
            self.is_unfinished |= known.is_unfinished;
            self.texts.insert(file.to_path_buf(), known);
        }
    }

    /// Notes bytes that were read.
    pub(crate) fn note_blob(&mut self, file: &Path, known: Known<Blob>) {
        if self.keeps {
            self.blobs.insert(file.to_path_buf(), known);
        }
    }

    /// Notes what the history of the repository told.
    pub(crate) fn note_history(&mut self, history: &Arc<KnownHistory>) {
        if self.keeps {
            self.history = Some(history.clone());
        }
    }

    /// What the history of the repository told last.
    pub(crate) fn history(&self) -> Option<&Arc<KnownHistory>> {
        self.history.as_ref()
    }

    /// Notes the size of a picture.
    pub(crate) fn note_size(&mut self, file: &Path, known: Known<Option<Size>>) {
        if self.keeps {
            self.sizes.insert(file.to_path_buf(), known);
        }
    }

    /// Whether a file was read as a text.
    pub(crate) fn knows(&self, file: &Path) -> bool {
        self.texts.contains_key(file)
    }

    /// Has a file read again whatever its stamp, because somebody says that it changed.
    pub(crate) fn doubt(&mut self, file: &Path) {
        if let Some(known) = self.texts.get_mut(file) {
            known.is_settled = false;
        }
    }

    /// The text of a file, read unless its stamp says that it is the one that was read before.
    ///
    /// # Errors
    /// What `read` refuses.
    pub(crate) fn text(
        &self,
        file: &Path,
        stamp: Stamp,
        read: impl FnOnce() -> Result<Text, Refusal>,
    ) -> Result<Known<Text>, Refusal> {
        let known = self.texts.get(file);
        if let Some(known) = known.filter(|known| known.is_settled && known.stamp == stamp) {
            return Ok(known.clone());
        }
        let text = read()?;
        let age = self.now.as_nanos().abs_diff(stamp.changed);
        // Many programs empty a file before they write into it.
        let is_unfinished = text.as_str().is_empty()
            && known.is_some_and(|known| !known.value.as_str().is_empty())
            && age < WRITING.as_nanos();
        let value = match known {
            Some(known) if is_unfinished || known.value == text => known.value.clone(),
            _ => text,
        };
        Ok(Known {
            stamp,
            is_settled: !is_unfinished && self.is_old(stamp),
            is_unfinished,
            value,
        })
    }

    /// A file that is copied: its bytes, where they are kept, or its name and stamp.
    pub(crate) fn blob(
        &self,
        file: &Path,
        stamp: Stamp,
        read: impl FnOnce() -> Result<Vec<u8>, Refusal>,
    ) -> Known<Blob> {
        let known = self.blobs.get(file);
        if let Some(known) = known.filter(|known| known.is_settled && known.stamp == stamp) {
            return known.clone();
        }
        let on_disk = Blob::File {
            path: file.into(),
            length: stamp.length,
            changed: stamp.changed,
        };
        let is_kept = self.keeps && stamp.length <= MAX_KEPT as u64;
        // One that cannot be read now is left to whoever sends it.
        let bytes = is_kept.then(read).and_then(Result::ok);
        let blob = bytes.map_or(on_disk, |bytes| Blob::Bytes(bytes.into()));
        let value = match known {
            Some(known) if known.value == blob => known.value.clone(),
            _ => blob,
        };
        Known {
            stamp,
            is_settled: self.is_old(stamp),
            is_unfinished: false,
            value,
        }
    }

    /// The size of a picture, if it says what it is.
    pub(crate) fn size(
        &self,
        file: &Path,
        stamp: Stamp,
        read: impl FnOnce() -> Option<Size>,
    ) -> Known<Option<Size>> {
        let known = self.sizes.get(file);
        match known.filter(|known| known.is_settled && known.stamp == stamp) {
            Some(known) => known.clone(),
            None => Known {
                stamp,
                is_settled: self.is_old(stamp),
                is_unfinished: false,
                value: read(),
            },
        }
    }

    /// A file from the future, as after a clock was set back, is young as well.
    fn is_old(&self, stamp: Stamp) -> bool {
        stamp.changed + YOUNG.as_nanos() <= self.now.as_nanos()
    }

    /// Looks at the clock again, before single files are read.
    pub(crate) fn wake(&mut self) {
        self.now = now();
        self.is_unfinished = false;
    }
}

fn now() -> Duration {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    fn stamp(changed: Duration) -> Stamp {
        Stamp {
            length: 1,
            changed: changed.as_nanos(),
            identity: (0, 0, 0, 0),
        }
    }

    #[test]
    fn only_an_old_file_with_the_same_stamp_is_not_read_again() {
        let now = Duration::from_secs(1000);
        let check = |first: Duration, second: Duration, expected: &str| {
            let mut memory = Memory::keeping();
            memory.now = now;
            let read = |text: &'static str| move || Ok(Text::from(text));
            let file = Path::new("a.md");
            let known = memory.text(file, stamp(first), read("old")).unwrap();
            memory.note_text(file, known);
            let known = memory.text(file, stamp(second), read("new")).unwrap();
            assert_eq!(known.value.as_str(), expected, "{first:?} {second:?}");
        };
        let seconds = Duration::from_secs;
        check(seconds(10), seconds(10), "old");
        check(seconds(10), seconds(9), "new");
        check(seconds(997), seconds(997), "old");
        check(seconds(998), seconds(998), "new");
        check(seconds(2000), seconds(2000), "new");
        check(seconds(0), seconds(0), "old");
    }

    #[test]
    fn a_file_that_was_emptied_just_now_is_being_written() {
        let mut memory = Memory::keeping();
        memory.now = Duration::from_secs(1000);
        let file = Path::new("a.md");
        let look = |memory: &mut Memory, changed: Duration, text: &str| {
            let known = memory.text(file, stamp(changed), || Ok(Text::from(text)));
            let known = known.unwrap();
            let found = (known.value.as_str().to_string(), known.is_unfinished);
            memory.note_text(file, known);
            found
        };
        let just_now = Duration::from_millis(999_900);
        assert_eq!(look(&mut memory, just_now, ""), (String::new(), false));
        assert_eq!(look(&mut memory, just_now, "a"), ("a".to_string(), false));
        assert_eq!(look(&mut memory, just_now, ""), ("a".to_string(), true));
        assert!(memory.is_unfinished());
        memory.now = Duration::from_secs(1001);
        assert_eq!(look(&mut memory, just_now, ""), (String::new(), false));
    }

    #[test]
    fn what_is_read_again_and_holds_the_same_stays_the_same() {
        let mut memory = Memory::keeping();
        let file = Path::new("x.png");
        let young = stamp(Duration::from_secs(10));
        let known = memory.blob(file, young, || Ok(vec![1]));
        memory.note_blob(file, known.clone());
        let again = memory.blob(file, young, || Ok(vec![1]));
        let (Blob::Bytes(one), Blob::Bytes(other)) = (&known.value, &again.value) else {
            panic!("small files are kept as bytes");
        };
        assert!(Arc::ptr_eq(one, other));
        let forgetful = Memory::once().blob(file, young, || Ok(vec![1]));
        assert!(matches!(forgetful.value, Blob::File { length: 1, .. }));
    }
}
