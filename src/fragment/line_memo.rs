//! Lines that were seen before.
//!
//! In: where the grammar stands, and a line. Out: its runs and where the grammar stands behind it, if both were put in
//! before. Code repeats itself, and grammars stand in few places between lines: most lines of a book are found. The
//! memo changes how long colouring takes and nothing else. It has a bound, and is shared by all threads.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use crate::fragment::line::State;
use crate::fragment::run::Run;

/// How much a memo may keep.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Bounds {
    /// States. Code in one language visits two to some two hundred.
    pub(crate) states: usize,
    /// What a state takes at most.
    pub(crate) state_bytes: usize,
    /// What a line takes at most.
    pub(crate) line_bytes: usize,
    /// What all lines take together.
    pub(crate) bytes: usize,
}

/// A state that the memo knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct StateId(u32);

/// Where a grammar stands, known to the memo or not.
#[derive(Debug)]
pub(crate) enum Place {
    /// In a state that the memo knows.
    Known(StateId),
    /// In another one.
    New(Box<State>),
}

/// Lines by the state in which they begin.
pub(crate) struct LineMemo {
    bounds: Bounds,
    states: RwLock<States>,
    hasher: RandomState,
    shards: Vec<RwLock<Shard>>,
}

#[derive(Default)]
struct States {
    all: Vec<State>,
    by_hash: HashMap<u64, StateId>,
}

/// What a line becomes, and the state behind it.
type Seen = (Arc<[Run]>, StateId);

/// A part of the lines. Each has a lock of its own, so threads seldom meet.
#[derive(Default)]
struct Shard {
    lines: HashMap<StateId, HashMap<Box<str>, Seen>>,
    bytes: usize,
}

const SHARDS: usize = 64;

/// About what an entry takes beside its texts.
const ENTRY: usize = 96;

impl LineMemo {
    /// An empty memo.
    pub(crate) fn new(bounds: Bounds) -> LineMemo {
        LineMemo {
            bounds,
            states: RwLock::default(),
            hasher: RandomState::new(),
            shards: (0..SHARDS).map(|_| RwLock::default()).collect(),
        }
    }

    /// What a line becomes that begins in a state.
    pub(crate) fn line(&self, state: StateId, line: &str) -> Option<Seen> {
        let shard = read(self.shard(state, line));
        shard.lines.get(&state)?.get(line).cloned()
    }

    /// Remembers a line. A part that is full begins anew: in a preview that runs for days, old lines make room.
    pub(crate) fn remember(&self, state: StateId, line: &str, runs: &Arc<[Run]>, next: StateId) {
        let size = line.len() + std::mem::size_of_val(&**runs) + ENTRY;
        if size > self.bounds.line_bytes {
            return;
        }
        let mut shard = write(self.shard(state, line));
        if shard.bytes + size > self.bounds.bytes / SHARDS {
            *shard = Shard::default();
        }
        let lines = shard.lines.entry(state).or_default();
        let known = lines.insert(line.into(), (runs.clone(), next));
        if known.is_none() {
            shard.bytes += size;
        }
    }

    /// A state by its number.
    pub(crate) fn state(&self, id: StateId) -> State {
        read(&self.states).all[id.0 as usize].clone()
    }

    /// The place of a state, which the memo takes in if it has room.
    pub(crate) fn place(&self, state: Box<State>) -> Place {
        let Some(hash) = state.hash(self.bounds.state_bytes) else {
            return Place::New(state);
        };
        let found = read(&self.states).find(hash, &state);
        match found {
            Found::Same(id) => Place::Known(id),
            Found::Other => Place::New(state),
            Found::Nothing => write(&self.states).add(hash, state, self.bounds.states),
        }
    }

    fn shard(&self, state: StateId, line: &str) -> &RwLock<Shard> {
        let hash = self.hasher.hash_one((state, line));
        &self.shards[hash as usize % SHARDS]
    }
}

/// What the memo has under a hash.
enum Found {
    Same(StateId),
    /// Another state with the same hash: only the first is kept.
    Other,
    Nothing,
}

impl States {
    fn find(&self, hash: u64, state: &State) -> Found {
        match self.by_hash.get(&hash) {
            Some(id) if self.all[id.0 as usize] == *state => Found::Same(*id),
            Some(_) => Found::Other,
            None => Found::Nothing,
        }
    }

    fn add(&mut self, hash: u64, state: Box<State>, limit: usize) -> Place {
        match (self.find(hash, &state), u32::try_from(self.all.len())) {
            // Another thread was faster.
            (Found::Same(id), _) => Place::Known(id),
            (Found::Nothing, Ok(number)) if self.all.len() < limit => {
                self.all.push(*state);
                self.by_hash.insert(hash, StateId(number));
                Place::Known(StateId(number))
            }
            _ => Place::New(state),
        }
    }
}

/// A thread that panics leaves a map whole: values are made before a lock is taken.
fn read<T>(lock: &RwLock<T>) -> RwLockReadGuard<'_, T> {
    lock.read().unwrap_or_else(PoisonError::into_inner)
}

fn write<T>(lock: &RwLock<T>) -> RwLockWriteGuard<'_, T> {
    lock.write().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fragment::line::Grammars;

    const BOUNDS: Bounds = Bounds {
        states: 2,
        state_bytes: 2000,
        line_bytes: 200,
        bytes: SHARDS * 400,
    };

    /// The state of JSON behind some lines.
    fn behind(grammars: &Grammars, lines: &[&str]) -> Box<State> {
        let mut state = grammars.start("json").unwrap();
        for line in lines {
            state.line(line, grammars).unwrap();
        }
        Box::new(state)
    }

    fn id(place: &Place) -> Option<StateId> {
        match place {
            Place::Known(id) => Some(*id),
            Place::New(_) => None,
        }
    }

    #[test]
    fn equal_states_share_a_number_until_there_is_no_room() {
        let (grammars, memo) = (Grammars::new(), LineMemo::new(BOUNDS));
        let number = |lines: &[&str]| id(&memo.place(behind(&grammars, lines)));
        let start = number(&[]);
        let array = number(&["[\n"]);
        assert!(start.is_some() && array.is_some() && start != array);
        assert_eq!(number(&["[\n", "1,\n"]), array);
        assert_eq!(number(&["{\n"]), None, "two states fill the memo");
        assert_eq!(number(&["[\n", "2,\n"]), array);
        assert_eq!(memo.state(array.unwrap()), *behind(&grammars, &["[\n"]));
    }

    #[test]
    fn a_state_deep_in_brackets_is_not_taken_in() {
        let (grammars, memo) = (Grammars::new(), LineMemo::new(BOUNDS));
        let deep = "[".repeat(1000);
        assert_eq!(id(&memo.place(behind(&grammars, &[&deep]))), None);
    }

    #[test]
    fn a_line_is_found_in_its_state_only_and_makes_room_for_others() {
        let (grammars, memo) = (Grammars::new(), LineMemo::new(BOUNDS));
        let start = id(&memo.place(behind(&grammars, &[]))).unwrap();
        let array = id(&memo.place(behind(&grammars, &["[\n"]))).unwrap();
        let runs: Arc<[Run]> = behind(&grammars, &[]).line("1", &grammars).unwrap().into();
        memo.remember(start, "1\n", &runs, array);
        assert_eq!(memo.line(start, "1\n"), Some((runs.clone(), array)));
        assert_eq!(memo.line(array, "1\n"), None);
        memo.remember(start, &"1".repeat(200), &runs, array);
        assert_eq!(memo.line(start, &"1".repeat(200)), None, "too long");
        for number in 0..1000 {
            memo.remember(start, &format!("{number:60}\n"), &runs, array);
        }
        let sizes = memo.shards.iter().map(|shard| read(shard).bytes);
        assert!(sizes.max().unwrap() <= 400);
        assert!(memo.line(start, &format!("{:60}\n", 999)).is_some());
    }
}
