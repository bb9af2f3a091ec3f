//! The last result per key, while its input is equal.
//!
//! In: inputs by key, and a stage, which is a plain function. Out: the stage's results. A [`Memo`] that remembers
//! changes how long this takes and nothing else; [`Memo::forgetful`] keeps nothing, for a process that builds once. A
//! [`Store`] may know results of earlier processes. What a stage did and how long it took is noted for people alone.
//! Stages are `fn` pointers, not closures, so a stage cannot know more than its input.

#![expect(
    clippy::disallowed_methods,
    reason = "stages are timed for `--timings`, which no output shows"
)]

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use rayon::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::fingerprint::Fingerprint;
use crate::store::{Nowhere, Store, decode, encode};

/// Remembered results of one stage.
#[derive(Debug)]
pub struct Memo<K, I, O> {
    remembers: bool,
    tally: Arc<Tally>,
    last: BTreeMap<K, (I, Arc<O>)>,
    did: Did,
}

/// What a stage did in its last call.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Did {
    /// Results that were computed.
    pub computed: usize,
    /// Results that were found, in memory or in the store.
    pub found: usize,
    /// How long it took.
    pub took: Duration,
}

/// How the results of a stage are kept in a store.
struct Keeping<'s, K, I, O> {
    store: &'s dyn Store,
    key: fn(&K, &I) -> Option<Fingerprint>,
    encode: fn(&O) -> Option<Vec<u8>>,
    decode: fn(&[u8]) -> Option<O>,
}

/// How far the stages of a build are, for the eyes of a person; no result depends on it.
#[derive(Debug, Default)]
pub struct Tally {
    begun: AtomicUsize,
    done: AtomicUsize,
}

impl Tally {
    /// How many items are done, and how many were begun.
    pub fn read(&self) -> (usize, usize) {
        (
            self.done.load(Ordering::Relaxed),
            self.begun.load(Ordering::Relaxed),
        )
    }
}

/// A stage that failed on an input: the program's own fault, never the author's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Panic {
    /// What the panic said.
    pub message: String,
}

/// The results of a stage by key, and the keys on which it panicked.
pub type Results<K, O> = (BTreeMap<K, Arc<O>>, Vec<(K, Panic)>);

impl<K, I, O> Memo<K, I, O>
where
    K: Ord + Clone + Send + Sync,
    I: PartialEq + Clone + Send + Sync,
    O: PartialEq + Send + Sync,
{
    /// A memo that keeps the last input and result of every key.
    pub fn remembering() -> Memo<K, I, O> {
        Memo {
            remembers: true,
            tally: Arc::default(),
            last: BTreeMap::new(),
            did: Did::default(),
        }
    }

    /// A memo that keeps nothing.
    pub fn forgetful() -> Memo<K, I, O> {
        Memo {
            remembers: false,
            tally: Arc::default(),
            last: BTreeMap::new(),
            did: Did::default(),
        }
    }

    /// The same memo, whose items are counted together with those of others.
    #[must_use]
    pub fn counted(mut self, tally: &Arc<Tally>) -> Memo<K, I, O> {
        self.tally = tally.clone();
        self
    }

    /// The last input and result of a key.
    pub fn last(&self, key: &K) -> Option<&(I, Arc<O>)> {
        self.last.get(key)
    }

    /// The last results.
    pub fn results(&self) -> BTreeMap<K, Arc<O>> {
        let last = self.last.iter();
        last.map(|(key, (_, output))| (key.clone(), output.clone()))
            .collect()
    }

    /// How many results the last call computed rather than found.
    pub fn computed(&self) -> usize {
        self.did.computed
    }

    /// What the last call did.
    pub fn did(&self) -> Did {
        self.did
    }

    /// The results for all inputs, on all cores. Keys that are not asked for again are forgotten. An input on which
    /// the stage panics is left out of the results and named in the second list.
    pub fn map(&mut self, inputs: BTreeMap<K, I>, stage: fn(&K, &I) -> O) -> Results<K, O> {
        let keeping = Keeping {
            store: &Nowhere,
            key: |_, _| None,
            encode: |_| None,
            decode: |_| None,
        };
        self.run(inputs, stage, &keeping)
    }

    /// The same with a store: `key` is the fingerprint of stage and whole input, apart from what belongs to the program.
    pub fn map_stored(
        &mut self,
        store: &dyn Store,
        inputs: BTreeMap<K, I>,
        key: fn(&K, &I) -> Option<Fingerprint>,
        stage: fn(&K, &I) -> O,
    ) -> Results<K, O>
    where
        O: Serialize + DeserializeOwned,
    {
        let keeping = Keeping {
            store,
            key,
            encode: |output| encode(output),
            decode: |bytes| decode(bytes),
        };
        self.run(inputs, stage, &keeping)
    }

    fn run(
        &mut self,
        inputs: BTreeMap<K, I>,
        stage: fn(&K, &I) -> O,
        keeping: &Keeping<'_, K, I, O>,
    ) -> Results<K, O> {
        let start = Instant::now();
        let last = &self.last;
        let tally = &self.tally;
        tally.begun.fetch_add(inputs.len(), Ordering::Relaxed);
        let outcomes: Vec<(K, I, Outcome<O>)> = inputs
            .into_par_iter()
            .map(|(key, input)| {
                let known = last.get(&key);
                let outcome = match known {
                    Some((old, output)) if *old == input => Outcome::Found(output.clone()),
                    _ => keeping.compute(&key, &input, stage, known.map(|(_, output)| output)),
                };
                tally.done.fetch_add(1, Ordering::Relaxed);
                (key, input, outcome)
            })
            .collect();
        let found = outcomes
            .iter()
            .filter(|(_, _, outcome)| matches!(outcome, Outcome::Found(_)))
            .count();
        let computed = outcomes.len() - found;
        let mut results = BTreeMap::new();
        let mut panics = Vec::new();
        let mut remembered = BTreeMap::new();
        for (key, input, outcome) in outcomes {
            match outcome {
                Outcome::Found(output) | Outcome::Computed(output) => {
                    if self.remembers {
                        remembered.insert(key.clone(), (input, output.clone()));
                    }
                    results.insert(key, output);
                }
                Outcome::Panicked(panic) => panics.push((key, panic)),
            }
        }
        self.last = remembered;
        self.did = Did {
            computed,
            found,
            took: start.elapsed(),
        };
        (results, panics)
    }
}

impl<I, O> Memo<(), I, O>
where
    I: PartialEq + Clone,
    O: PartialEq,
{
    /// The result for the one input of a stage that works on the whole book. A panic here ends the build.
    pub fn one(&mut self, input: I, stage: fn(&I) -> O) -> Arc<O> {
        let start = Instant::now();
        if let Some((old, output)) = self.last.get(&())
            && *old == input
        {
            self.did = Did {
                computed: 0,
                found: 1,
                took: start.elapsed(),
            };
            return output.clone();
        }
        let output = cut_off(stage(&input), self.last.get(&()).map(|(_, output)| output));
        if self.remembers {
            self.last.insert((), (input, output.clone()));
        }
        self.did = Did {
            computed: 1,
            found: 0,
            took: start.elapsed(),
        };
        output
    }
}

impl<K, I, O: PartialEq> Keeping<'_, K, I, O> {
    /// A result from the store, or else from the stage.
    fn compute(
        &self,
        key: &K,
        input: &I,
        stage: fn(&K, &I) -> O,
        old: Option<&Arc<O>>,
    ) -> Outcome<O> {
        let Some(place) = (self.key)(key, input) else {
            return compute(key, input, stage, old);
        };
        let stored = self.store.get(place);
        if let Some(output) = stored.and_then(|bytes| (self.decode)(&bytes)) {
            return Outcome::Found(cut_off(output, old));
        }
        let outcome = compute(key, input, stage, old);
        if let Outcome::Computed(output) = &outcome
            && let Some(bytes) = (self.encode)(output)
        {
            self.store.put(place, bytes);
        }
        outcome
    }
}

enum Outcome<O> {
    Found(Arc<O>),
    Computed(Arc<O>),
    Panicked(Panic),
}

fn compute<K, I, O: PartialEq>(
    key: &K,
    input: &I,
    stage: fn(&K, &I) -> O,
    old: Option<&Arc<O>>,
) -> Outcome<O> {
    match catch_unwind(AssertUnwindSafe(|| stage(key, input))) {
        Ok(output) => Outcome::Computed(cut_off(output, old)),
        Err(payload) => {
            let text = payload.downcast_ref::<String>().map(String::as_str);
            let message = text
                .or(payload.downcast_ref::<&str>().copied())
                .unwrap_or("no message")
                .to_string();
            Outcome::Panicked(Panic { message })
        }
    }
}

/// An output equal to the old one is handed back *as* the old one, so later comparisons stop at the pointer.
fn cut_off<O: PartialEq>(output: O, old: Option<&Arc<O>>) -> Arc<O> {
    match old {
        Some(old) if **old == output => old.clone(),
        _ => Arc::new(output),
    }
}

/// Lets all stages use this many threads instead of one for each core. The first call in a process decides; a pool
/// that cannot be made leaves the usual one.
pub fn use_threads(threads: usize) {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads);
    // The only failures are a pool that exists and threads that the system refuses: the time changes, not the result.
    drop(pool.build_global());
}

#[cfg(test)]
mod tests {
    use super::*;

    fn halve(_: &u8, input: &u32) -> u32 {
        assert_ne!(*input, 13, "unlucky");
        input / 2
    }

    #[test]
    fn only_changed_inputs_are_computed_and_equal_outputs_keep_their_identity() {
        let mut memo = Memo::remembering();
        let (first, _) = memo.map(BTreeMap::from([(1, 10), (2, 20)]), halve);
        assert_eq!(memo.computed(), 2);
        let (second, _) = memo.map(BTreeMap::from([(1, 11), (2, 20)]), halve);
        assert_eq!(memo.computed(), 1);
        assert!(Arc::ptr_eq(&first[&1], &second[&1]), "11 / 2 is still 5");
        memo.map(BTreeMap::from([(2, 20)]), halve);
        assert_eq!(memo.last.len(), 1, "keys that are gone are forgotten");
    }

    #[test]
    fn a_panic_of_one_input_leaves_the_others() {
        let mut memo = Memo::forgetful();
        let (results, panics) = memo.map(BTreeMap::from([(1, 12), (2, 13)]), halve);
        assert_eq!(results.keys().collect::<Vec<_>>(), [&1]);
        assert!(panics[0].1.message.contains("unlucky"));
        assert!(memo.last.is_empty());
    }
}
