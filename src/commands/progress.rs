//! A bar during long builds.
//!
//! In: what is being done, how far it is, and whether somebody watches. Out: a line at the foot of the terminal, from half a second
//! on, and gone when the work ends.

use std::sync::Arc;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

use crate::memo::Tally;

/// How long something takes before anybody wonders.
const PATIENCE: Duration = Duration::from_millis(500);

/// How long the bar stands still.
const BETWEEN_LOOKS: Duration = Duration::from_millis(100);

/// Work that goes on; dropped when it ends.
pub(crate) struct Progress {
    work: Option<Sender<()>>,
    sign: Option<JoinHandle<()>>,
}

impl Progress {
    /// Begins. Nothing is shown unless `is_watched`.
    pub(crate) fn start(what: &'static str, tally: Arc<Tally>, is_watched: bool) -> Progress {
        if !is_watched {
            return Progress {
                work: None,
                sign: None,
            };
        }
        let (work, ended) = channel::<()>();
        let sign = std::thread::spawn(move || {
            // Nothing is ever sent: the channel closes when the work ends.
            if ended.recv_timeout(PATIENCE) != Err(RecvTimeoutError::Timeout) {
                return;
            }
            let style = ProgressStyle::with_template("{msg} {wide_bar} {percent}% {elapsed}")
                .expect("a template that is always the same");
            let bar = ProgressBar::new(0).with_style(style);
            bar.set_message(what);
            // Stages begin one after the other, so the end moves on; the bar never claims to be further than it is.
            while ended.recv_timeout(BETWEEN_LOOKS) == Err(RecvTimeoutError::Timeout) {
                let (done, begun) = tally.read();
                bar.set_length(begun as u64);
                bar.set_position(done as u64);
            }
            bar.finish_and_clear();
        });
        Progress {
            work: Some(work),
            sign: Some(sign),
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        drop(self.work.take());
        if let Some(sign) = self.sign.take() {
            // A sign that failed has shown nothing; the work is done all the same.
            let _ = sign.join();
        }
    }
}
