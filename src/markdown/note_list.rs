//! The list of notes below a code block.
//!
//! In: the steps behind a block, and the notes to which its lines lead. Out: the list, whose items have ids and lead back.

use std::collections::BTreeSet;
use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::body::Fragment;
use crate::html::Html;
use crate::markdown::footnotes::Step;
use crate::words::Words;

/// How many items the list has that begins with the first step; 0 if none does that counts from 1.
pub fn notes_below(steps: &[(Step<'_>, Range<usize>)]) -> u32 {
    let mut steps = steps.iter().map(|(step, _)| step);
    if !matches!(
        steps.next(),
        Some(Step::Event(Event::Start(Tag::List(Some(1)))))
    ) {
        return 0;
    }
    let mut depth = 1_usize;
    let mut count = 0_u32;
    for step in steps {
        match step {
            Step::Event(Event::Start(Tag::List(_))) => depth += 1,
            Step::Event(Event::End(TagEnd::List(_))) => depth -= 1,
            Step::Event(Event::Start(Tag::Item)) if depth == 1 => count = count.saturating_add(1),
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    count
}

/// A list of notes that is being written.
#[derive(Debug)]
pub struct NoteList {
    /// The name of the block.
    name: String,
    /// The notes to which lines lead.
    wanted: BTreeSet<u32>,
    depth: usize,
    item: u32,
}

impl NoteList {
    /// The list below a block; `None` if none of its lines leads to a note.
    pub fn of(fragment: &Fragment, name: &str) -> Option<NoteList> {
        let notes = &fragment.look.notes;
        (!notes.is_empty()).then(|| NoteList {
            name: name.to_string(),
            wanted: notes.iter().map(|note| note.number).collect(),
            depth: 0,
            item: 0,
        })
    }

    /// A list begins: this one, or one inside. Whether it was written.
    pub fn begin_list(&mut self, out: &mut Html) -> bool {
        self.depth += 1;
        if self.depth == 1 {
            out.open("ol", &[("class", "notes")]);
            out.push_static("\n");
        }
        self.depth == 1
    }

    /// A list ends; whether it was this one.
    pub fn end_list(&mut self) -> bool {
        self.depth -= 1;
        self.depth == 0
    }

    /// An item begins. Whether it was written.
    pub fn begin_item(&mut self, out: &mut Html) -> bool {
        if self.depth != 1 {
            return false;
        }
        self.item = self.item.saturating_add(1);
        let is_wanted = self.wanted.contains(&self.item);
        if is_wanted {
            out.open("li", &[("id", &format!("{}-A{}", self.name, self.item))]);
        }
        is_wanted
    }

    /// An item ends.
    pub fn end_item(&self, words: &Words, out: &mut Html) {
        if self.depth == 1 && self.wanted.contains(&self.item) {
            let href = format!("#{}-N{}", self.name, self.item);
            if !out.ends_line() {
                out.push_static(" ");
            }
            let label = words.code_back;
            out.open(
                "a",
                &[("class", "back"), ("href", &href), ("aria-label", label)],
            );
            out.push_static("↩</a>");
        }
    }
}
