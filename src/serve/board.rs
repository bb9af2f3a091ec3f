//! Where the last build hangs for everybody to see.
//!
//! In: builds as they are finished. Out: the last one, whole, to whoever asks; and a sign to those who wait for the
//! next. Whoever answers a request takes the build once, so that an answer never mixes two.

use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hasher};
use std::sync::{Arc, PoisonError, RwLock};

use tokio::sync::watch::{Receiver, Sender, channel};

use crate::serve::published::Published;

/// The last build.
#[derive(Debug)]
pub struct Board {
    current: RwLock<Arc<Published>>,
    generation: Sender<u64>,
    run: String,
}

impl Board {
    /// A board with the first build.
    pub fn new(first: Published) -> Board {
        let generation = first.generation();
        // Any number that another run of the program hardly has too.
        let run = RandomState::new().build_hasher().finish();
        Board {
            current: RwLock::new(Arc::new(first)),
            generation: channel(generation).0,
            run: format!("{run:016x}"),
        }
    }

    /// The last build.
    pub fn current(&self) -> Arc<Published> {
        let current = self.current.read();
        current.unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Puts up the next build.
    pub fn put(&self, next: Published) {
        let generation = next.generation();
        let mut current = self.current.write().unwrap_or_else(PoisonError::into_inner);
        *current = Arc::new(next);
        drop(current);
        self.generation.send_replace(generation);
    }

    /// Tells apart the runs of the program.
    pub(crate) fn run(&self) -> &str {
        &self.run
    }

    /// The number of the last build, and a sign when there is another.
    pub(crate) fn watch(&self) -> Receiver<u64> {
        self.generation.subscribe()
    }
}
