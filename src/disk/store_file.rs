//! The store as one file, `.patternbook/store` in the project.
//!
//! In: the project folder, and the fingerprint of the running program. Out: [`StoreFile`]. The file is a head of fixed
//! length, entries, and an index that the head points to; the index is read first, entries when they are asked for. New
//! entries are appended with a new index behind them, and the head is written last, so a run that ends in between leaves
//! the old store. When more than half is unused, the file is written anew and renamed. Whatever does not carry its own
//! checksum is not there: a damaged, foreign or missing file is an empty store, and only costs time.

#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "the edge: this is where results outlive the process"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::disk::store_folder::{FOLDER, FRESH, NAME, is_folder, prepare};
use crate::disk::store_format::{
    HEAD, MAX_ENTRY, MAX_INDEX, ROW, Row, check, decode_head, decode_row, encode_head,
    encode_index, push_entries,
};
use crate::fingerprint::{Fingerprint, Running};
use crate::store::Store;

/// A store on disk.
#[derive(Debug)]
pub struct StoreFile {
    folder: PathBuf,
    program: Fingerprint,
    is_read_only: bool,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    /// The file as it was opened; entries are read from it.
    file: Option<File>,
    length: u64,
    index: BTreeMap<Fingerprint, Row>,
    /// The keys that this run has asked for and found.
    used: BTreeSet<Fingerprint>,
    /// What this run has made.
    new: BTreeMap<Fingerprint, Vec<u8>>,
}

impl StoreFile {
    /// The store of a project. `program` stands for the running program: entries of another one are not read.
    pub fn open(project: &Path, program: Fingerprint) -> StoreFile {
        let folder = project.join(FOLDER);
        let state = read(&folder.join(NAME), program).unwrap_or_default();
        StoreFile {
            folder,
            program,
            is_read_only: false,
            state: Mutex::new(state),
        }
    }

    /// The same store, which takes nothing new.
    #[must_use]
    pub fn read_only(mut self) -> StoreFile {
        self.is_read_only = true;
        self
    }

    /// Writes down what is new, if anything is, or if more than half of the file is of no use any longer.
    ///
    /// # Errors
    /// What the system says. The store that was there stays as it was, or is damaged and thus empty.
    pub fn save(&self) -> io::Result<()> {
        let mut state = self.state();
        let used: u64 = state
            .used
            .iter()
            .filter_map(|key| state.index.get(key))
            .map(|row| row.length)
            .sum();
        let new: u64 = state.new.values().map(|value| value.len() as u64).sum();
        let rows = (state.index.len() + state.new.len()) * ROW;
        let is_wasteful = state.length > 2 * (used + rows as u64 + HEAD as u64);
        match (new == 0 && state.new.is_empty(), is_wasteful) {
            (true, false) => Ok(()),
            (false, false) if state.file.is_some() => self.append(&mut state),
            _ => self.rewrite(&mut state),
        }
    }

    /// Puts the new entries behind what is there.
    fn append(&self, state: &mut State) -> io::Result<()> {
        let path = self.folder.join(NAME);
        let mut file = OpenOptions::new().read(true).write(true).open(path)?;
        // Somebody else is writing: one of both results is enough.
        if file.try_lock().is_err() || file.metadata()?.len() != state.length {
            return Ok(());
        }
        let mut index = state.index.clone();
        let mut out = Vec::new();
        push_entries(&mut out, state.length, &state.new, &mut index);
        let start = state.length + out.len() as u64;
        let rows = encode_index(&index);
        out.extend_from_slice(&rows);
        file.seek(SeekFrom::Start(state.length))?;
        file.write_all(&out)?;
        file.flush()?;
        file.seek(SeekFrom::Start(0))?;
        file.write_all(&encode_head(self.program, start, &rows))
    }

    /// Writes a file of what this run has used and made, and puts it in the place of the old one.
    fn rewrite(&self, state: &mut State) -> io::Result<()> {
        let kept: Vec<Fingerprint> = state.used.iter().copied().collect();
        let mut entries = BTreeMap::new();
        for key in kept {
            if let Some(value) = state.entry(key) {
                entries.insert(key, value);
            }
        }
        entries.append(&mut state.new);
        let mut index = BTreeMap::new();
        let mut out = vec![0; HEAD];
        push_entries(&mut out, 0, &entries, &mut index);
        let start = out.len() as u64;
        let rows = encode_index(&index);
        out.extend_from_slice(&rows);
        out[..HEAD].copy_from_slice(&encode_head(self.program, start, &rows));
        prepare(&self.folder)?;
        let fresh = self.folder.join(FRESH);
        // A link in its place would lead somewhere else.
        let _ = std::fs::remove_file(&fresh);
        let mut file = OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(&fresh)?;
        file.write_all(&out)?;
        drop(file);
        std::fs::rename(&fresh, self.folder.join(NAME))
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Store for StoreFile {
    fn get(&self, key: Fingerprint) -> Option<Vec<u8>> {
        let mut state = self.state();
        let value = state.entry(key)?;
        state.used.insert(key);
        Some(value)
    }

    fn put(&self, key: Fingerprint, value: Vec<u8>) {
        if !self.is_read_only && value.len() as u64 <= MAX_ENTRY {
            self.state().new.insert(key, value);
        }
    }
}

impl State {
    /// An entry, if it is what was written.
    fn entry(&mut self, key: Fingerprint) -> Option<Vec<u8>> {
        let row = *self.index.get(&key)?;
        let file = self.file.as_mut()?;
        file.seek(SeekFrom::Start(row.start)).ok()?;
        let mut value = vec![0; usize::try_from(row.length).ok()?];
        file.read_exact(&mut value).ok()?;
        (check(key, &value) == row.check).then_some(value)
    }
}

/// The fingerprint of the running program; `None` if the system does not say where that is.
pub fn program() -> Option<Fingerprint> {
    let mut file = File::open(std::env::current_exe().ok()?).ok()?;
    let mut running = Running::default();
    let mut chunk = vec![0; 1 << 20];
    loop {
        match file.read(&mut chunk).ok()? {
            0 => return Some(running.finish()),
            length => running.push(chunk.get(..length)?),
        }
    }
}

/// Opens a store; `None` if it is none, or another program's.
fn read(path: &Path, program: Fingerprint) -> Option<State> {
    let is_file = path.symlink_metadata().ok()?.is_file();
    if !is_file || !is_folder(path.parent()?) {
        return None;
    }
    let mut file = File::open(path).ok()?;
    let length = file.metadata().ok()?.len();
    let mut head = [0; HEAD];
    file.read_exact(&mut head).ok()?;
    let (start, size, check) = decode_head(&head, program)?;
    let end = start.checked_add(size)?;
    if size > MAX_INDEX || end > length {
        return None;
    }
    let mut rows = vec![0; usize::try_from(size).ok()?];
    file.seek(SeekFrom::Start(start)).ok()?;
    file.read_exact(&mut rows).ok()?;
    if Fingerprint::of(&rows) != check {
        return None;
    }
    let index = rows
        .chunks_exact(ROW)
        .filter_map(|row| decode_row(row, length));
    Some(State {
        file: Some(file),
        length,
        index: index.collect(),
        ..State::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::disk::store_folder::remove;
    use proptest::prelude::*;

    fn key(number: u8) -> Fingerprint {
        Fingerprint::of(&[number])
    }

    /// A store with three entries.
    fn filled(project: &Path) -> PathBuf {
        let store = StoreFile::open(project, key(0));
        for number in 1..=3 {
            store.put(key(number), vec![number; 100]);
        }
        store.save().unwrap();
        project.join(FOLDER).join(NAME)
    }

    fn found(project: &Path, program: Fingerprint) -> Vec<u8> {
        let store = StoreFile::open(project, program);
        let numbers = (1..=9).filter(|number| {
            let value = store.get(key(*number));
            assert!(
                value
                    .as_ref()
                    .is_none_or(|value| *value == vec![*number; 100])
            );
            value.is_some()
        });
        numbers.collect()
    }

    #[test]
    fn entries_outlive_the_process_but_not_the_program() {
        let project = tempfile::tempdir().unwrap();
        assert_eq!(found(project.path(), key(0)), Vec::<u8>::new());
        filled(project.path());
        assert_eq!(found(project.path(), key(0)), [1, 2, 3]);
        assert_eq!(found(project.path(), key(1)), Vec::<u8>::new());
        let ignore = std::fs::read_to_string(project.path().join(".patternbook/.gitignore"));
        assert!(ignore.unwrap().ends_with("\n*\n"));
    }

    #[test]
    fn new_entries_are_appended_and_what_is_unused_goes_in_time() {
        let project = tempfile::tempdir().unwrap();
        let path = filled(project.path());
        let length = || std::fs::metadata(&path).unwrap().len();
        let first = length();
        let run = |asked: &[u8], made: &[u8]| {
            let store = StoreFile::open(project.path(), key(0));
            for number in asked {
                assert!(store.get(key(*number)).is_some());
            }
            for number in made {
                store.put(key(*number), vec![*number; 100]);
            }
            store.save().unwrap();
        };
        run(&[1, 2, 3], &[]);
        assert_eq!(length(), first, "nothing is new");
        run(&[1, 2, 3], &[4]);
        assert!(length() > first);
        assert_eq!(found(project.path(), key(0)), [1, 2, 3, 4]);
        for number in 5..=9 {
            run(&[4], &[number]);
        }
        assert!(length() < 3 * first, "{} bytes", length());
        let left = found(project.path(), key(0));
        assert!(
            left.contains(&4) && left.contains(&9) && !left.contains(&1),
            "{left:?}"
        );
    }

    #[test]
    fn the_store_is_removed_with_its_folder_unless_somebody_keeps_something_there() {
        let project = tempfile::tempdir().unwrap();
        let path = filled(project.path());
        assert!(remove(project.path(), true).unwrap() > 300);
        assert!(path.exists());
        remove(project.path(), false).unwrap();
        assert!(!project.path().join(FOLDER).exists());
        filled(project.path());
        std::fs::write(project.path().join(FOLDER).join("mine"), "x").unwrap();
        remove(project.path(), false).unwrap();
        assert!(project.path().join(FOLDER).join("mine").exists());
        assert_eq!(remove(project.path(), false).unwrap(), 0);
    }

    #[test]
    fn a_link_in_its_place_is_not_followed() {
        let project = tempfile::tempdir().unwrap();
        let other = tempfile::tempdir().unwrap();
        filled(other.path());
        #[cfg(unix)]
        std::os::unix::fs::symlink(other.path().join(FOLDER), project.path().join(FOLDER)).unwrap();
        assert_eq!(found(project.path(), key(0)), Vec::<u8>::new());
        let store = StoreFile::open(project.path(), key(0));
        store.put(key(5), vec![5; 100]);
        assert!(cfg!(not(unix)) || store.save().is_err());
        assert_eq!(found(other.path(), key(0)), [1, 2, 3]);
    }

    proptest! {
        #[test]
        fn a_damaged_store_gives_what_was_put_in_or_nothing(
            changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..4),
            cut in proptest::option::of(any::<prop::sample::Index>()),
        ) {
            let project = tempfile::tempdir().unwrap();
            let path = filled(project.path());
            let mut bytes = std::fs::read(&path).unwrap();
            for (at, byte) in &changes {
                let at = at.index(bytes.len());
                bytes[at] = *byte;
            }
            if let Some(cut) = cut {
                bytes.truncate(cut.index(bytes.len()));
            }
            std::fs::write(&path, &bytes).unwrap();
            found(project.path(), key(0));
            // Whatever is there, the next run mends it.
            let store = StoreFile::open(project.path(), key(0));
            let missing: Vec<u8> = (1..=3).filter(|number| store.get(key(*number)).is_none()).collect();
            for number in missing {
                store.put(key(number), vec![number; 100]);
            }
            store.save().unwrap();
            prop_assert_eq!(found(project.path(), key(0)), [1, 2, 3]);
        }
    }
}
