//! The open connections, of which there are never too many.
//!
//! In: connections as they come. Out: each is served by a task of its own. When there is no room, the one that has
//! made no progress for the longest time is closed, so silent clients keep nobody out. The streams of events, which are
//! silent by nature, have a smaller bound of their own.

use std::collections::BTreeMap;
use std::future::Future;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::task::AbortHandle;

/// How many connections are open at once.
const MAX_OPEN: usize = 256;

/// How many of them may be streams of events.
const MAX_STREAMS: usize = 64;

/// The open connections.
#[derive(Debug, Default)]
pub(crate) struct Connections {
    open: Mutex<BTreeMap<u64, Open>>,
    /// Counts connections and their progress: a clock that only orders.
    ticks: AtomicU64,
}

#[derive(Debug)]
struct Open {
    progress: Arc<AtomicU64>,
    is_stream: bool,
    task: AbortHandle,
}

/// What a connection says of itself.
#[derive(Debug)]
pub(crate) struct Progress {
    connections: Arc<Connections>,
    number: u64,
    last: Arc<AtomicU64>,
}

impl Connections {
    /// Serves a connection with a task, after closing others if there is no room.
    pub(crate) fn open<F>(self: &Arc<Connections>, task: impl FnOnce(Progress) -> F)
    where
        F: Future<Output = ()> + Send + 'static,
    {
        while self.table().len() >= MAX_OPEN {
            self.close_idlest();
        }
        let number = self.ticks.fetch_add(1, Ordering::Relaxed);
        let last = Arc::new(AtomicU64::new(number));
        let progress = Progress {
            connections: self.clone(),
            number,
            last: last.clone(),
        };
        let task = task(progress);
        // The table is held while the task starts, so that a task which ends at once finds its row.
        let mut table = self.table();
        let task = tokio::spawn(task).abort_handle();
        table.insert(
            number,
            Open {
                progress: last,
                is_stream: false,
                task,
            },
        );
    }

    /// Closes the connection that has made no progress for the longest time.
    pub(crate) fn close_idlest(&self) {
        self.close(|_| true);
    }

    /// Closes the idlest of some connections.
    fn close(&self, counts: impl Fn(&Open) -> bool) {
        let mut table = self.table();
        let idlest = table
            .iter()
            .filter(|(_, open)| counts(open))
            .min_by_key(|(_, open)| open.progress.load(Ordering::Relaxed))
            .map(|(number, _)| *number);
        let closed = idlest.and_then(|number| table.remove(&number));
        drop(table);
        if let Some(open) = closed {
            open.task.abort();
        }
    }

    fn table(&self) -> MutexGuard<'_, BTreeMap<u64, Open>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Progress {
    /// A request came, or a part of an answer went.
    pub(crate) fn made(&self) {
        let now = self.connections.ticks.fetch_add(1, Ordering::Relaxed);
        self.last.store(now, Ordering::Relaxed);
    }

    /// The connection becomes a stream of events; of too many, the one that has told nothing for longest is closed. A
    /// browser opens it again.
    pub(crate) fn is_stream(&self) {
        self.made();
        let mut table = self.connections.table();
        if let Some(open) = table.get_mut(&self.number) {
            open.is_stream = true;
        }
        let streams = table.values().filter(|open| open.is_stream).count();
        drop(table);
        if streams > MAX_STREAMS {
            self.connections.close(|open| open.is_stream);
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.connections.table().remove(&self.number);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::runtime::Builder;
    use tokio::task::yield_now;

    #[test]
    fn the_idlest_connection_makes_room() {
        let runtime = Builder::new_current_thread().build().unwrap();
        runtime.block_on(async {
            let connections = Arc::new(Connections::default());
            let started = Arc::new(AtomicU64::new(0));
            for number in 0..MAX_OPEN {
                let started = started.clone();
                connections.open(|progress| async move {
                    if number == 0 {
                        progress.made();
                    }
                    started.fetch_add(1, Ordering::Relaxed);
                    std::future::pending::<()>().await;
                });
            }
            while started.load(Ordering::Relaxed) < MAX_OPEN as u64 {
                yield_now().await;
            }
            connections.open(|progress| async move {
                let _kept = progress;
                std::future::pending::<()>().await;
            });
            let numbers: Vec<u64> = connections.table().keys().copied().collect();
            assert_eq!(numbers.len(), MAX_OPEN);
            assert_eq!(numbers[..2], [0, 2], "1 was idle for longer than 0");
        });
    }

    #[test]
    fn streams_of_events_have_a_bound_of_their_own() {
        let runtime = Builder::new_current_thread().build().unwrap();
        runtime.block_on(async {
            let connections = Arc::new(Connections::default());
            let started = Arc::new(AtomicU64::new(0));
            let open = |is_stream: bool| {
                let started = started.clone();
                connections.open(|progress| async move {
                    if is_stream {
                        progress.is_stream();
                    }
                    started.fetch_add(1, Ordering::Relaxed);
                    std::future::pending::<()>().await;
                });
            };
            open(false);
            (0..=MAX_STREAMS).for_each(|_| open(true));
            while started.load(Ordering::Relaxed) < MAX_STREAMS as u64 + 2 {
                yield_now().await;
            }
            let numbers: Vec<u64> = connections.table().keys().copied().collect();
            assert_eq!(numbers.len(), MAX_STREAMS + 1);
            assert_eq!(numbers[0], 0, "the silent one is no stream");
        });
    }

    #[test]
    fn a_connection_that_ends_leaves_the_table() {
        let runtime = Builder::new_current_thread().build().unwrap();
        runtime.block_on(async {
            let connections = Arc::new(Connections::default());
            connections.open(|progress| async move { drop(progress) });
            assert_eq!(connections.table().len(), 1);
            while !connections.table().is_empty() {
                yield_now().await;
            }
        });
    }
}
