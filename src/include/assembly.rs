//! An expanded text while it is put together.
//!
//! In: parts of files, and what is written around them. Out: the text and its [`Origins`]. There is a bound on its
//! size: beyond it nothing is added.

use std::ops::Range;

use crate::include::lines::next_line;
use crate::include::origin::Origins;

/// A text and where its parts come from.
#[derive(Debug)]
pub(crate) struct Assembly {
    /// The text so far.
    pub(crate) text: String,
    /// The way back.
    pub(crate) origins: Origins,
    limit: usize,
}

impl Assembly {
    /// Nothing so far, and at most `limit` bytes.
    pub(crate) fn new(origins: Origins, limit: usize) -> Assembly {
        Assembly {
            text: String::new(),
            origins,
            limit,
        }
    }

    /// Whether the bound is passed.
    pub(crate) fn is_full(&self) -> bool {
        self.text.len() > self.limit
    }

    /// Copies a part of the file of a use. `prefix` stands before every further line.
    pub(crate) fn copy(&mut self, of: usize, file: &str, range: Range<usize>, prefix: &str) {
        if prefix.is_empty() && !self.is_full() {
            self.origins.copied(self.text.len(), of, range.start);
            self.text.push_str(&file[range]);
            return;
        }
        let mut start = range.start;
        while start < range.end && !self.is_full() {
            let end = next_line(file, start).min(range.end);
            self.origins.copied(self.text.len(), of, start);
            self.text.push_str(&file[start..end]);
            if file[start..end].ends_with(['\n', '\r']) {
                let is_blank = file[end..].starts_with(['\n', '\r']);
                let prefix = if is_blank { prefix.trim_end() } else { prefix };
                self.make(of, end, prefix);
            }
            start = end;
        }
    }

    /// Adds something that no file holds, for what a use has at `source`.
    pub(crate) fn make(&mut self, of: usize, source: usize, text: &str) {
        if !text.is_empty() && !self.is_full() {
            self.origins.made(self.text.len(), of, source);
            self.text.push_str(text);
        }
    }
}
