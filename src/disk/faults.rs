//! Faults on demand: tests make the n-th operation on the output folder fail.
//!
//! In: which operation fails, and whether those after it fail as well, which is how a killed process looks from the
//! disk. Out: an error at that operation. Without the feature `testing` there is nothing to set and nothing happens.

use std::io;
#[cfg(feature = "testing")]
use std::sync::Arc;
#[cfg(feature = "testing")]
use std::sync::atomic::{AtomicUsize, Ordering};

/// Which operations fail.
#[derive(Clone, Debug, Default)]
pub struct Faults {
    #[cfg(feature = "testing")]
    plan: Option<Arc<Plan>>,
}

#[cfg(feature = "testing")]
#[derive(Debug)]
struct Plan {
    done: AtomicUsize,
    first: usize,
    last: usize,
}

impl Faults {
    /// The `n`-th operation fails, counted from 0.
    #[cfg(feature = "testing")]
    pub fn once(n: usize) -> Faults {
        Faults::between(n, n)
    }

    /// The `n`-th operation and all after it fail.
    #[cfg(feature = "testing")]
    pub fn from(n: usize) -> Faults {
        Faults::between(n, usize::MAX)
    }

    /// How many operations there have been.
    #[cfg(feature = "testing")]
    pub fn done(&self) -> usize {
        self.plan
            .as_ref()
            .map_or(0, |plan| plan.done.load(Ordering::Relaxed))
    }

    #[cfg(feature = "testing")]
    fn between(first: usize, last: usize) -> Faults {
        let plan = Plan {
            done: AtomicUsize::new(0),
            first,
            last,
        };
        Faults {
            plan: Some(Arc::new(plan)),
        }
    }

    /// Called before every operation.
    pub(crate) fn strike(&self) -> io::Result<()> {
        #[cfg(feature = "testing")]
        if let Some(plan) = &self.plan {
            let number = plan.done.fetch_add(1, Ordering::Relaxed);
            if (plan.first..=plan.last).contains(&number) {
                return Err(io::Error::from(io::ErrorKind::StorageFull));
            }
        }
        Ok(())
    }
}
