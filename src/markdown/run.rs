//! Texts that follow each other, as one.
//!
//! In: events of the parser, which cuts text wherever a character might have had a meaning. Out: [`Run`], in which a
//! notation of more than one event can be looked for, and which hands on the rest as it was.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::Event;

/// Events, each with its bytes in the file.
pub type Events<'a> = Vec<(Event<'a>, Range<usize>)>;

/// Texts and line breaks that follow each other.
#[derive(Debug)]
pub struct Run<'a> {
    events: Events<'a>,
    /// All of them as their author wrote them, quotes and dashes included.
    pub written: String,
    /// Where each begins in `written`.
    starts: Vec<usize>,
}

impl<'a> Run<'a> {
    /// A run. `marks` are one byte long; where they are only text, they are spaces in `written`.
    pub fn new(events: Events<'a>, source: &str, marks: &[char]) -> Run<'a> {
        let mut run = Run {
            events,
            written: String::new(),
            starts: Vec::new(),
        };
        for (event, range) in &run.events {
            run.starts.push(run.written.len());
            match event {
                Event::Text(text) => run.written.push_str(&written(text, range, source, marks)),
                _ => run.written.push(' '),
            }
        }
        run
    }

    /// Hands on a part as it was.
    pub fn show(&self, part: Range<usize>, out: &mut Events<'a>) {
        let first = self.starts.partition_point(|start| *start <= part.start);
        for at in first.saturating_sub(1)..self.events.len() {
            let (start, end) = (self.starts[at], self.end(at));
            if start >= part.end {
                break;
            }
            let (event, range) = &self.events[at];
            let inside = part.start.max(start) - start..part.end.min(end) - start;
            match event {
                _ if inside.is_empty() => {}
                Event::Text(text) if inside.len() < end - start => {
                    let place = range.start + inside.start..range.start + inside.end;
                    out.push((Event::Text(text[inside].to_string().into()), place));
                }
                _ => out.push((event.clone(), range.clone())),
            }
        }
    }

    /// The bytes in the file of a byte of `written` that belongs to a text as it stands there.
    pub fn place(&self, at: usize) -> Range<usize> {
        let event = self.starts.partition_point(|start| *start <= at) - 1;
        let start = self.events[event].1.start + at - self.starts[event];
        start..start + 1
    }

    fn end(&self, event: usize) -> usize {
        let next = self.starts.get(event + 1);
        next.copied().unwrap_or(self.written.len())
    }
}

/// A text as its author wrote it.
fn written<'t>(
    text: &'t str,
    range: &Range<usize>,
    source: &'t str,
    marks: &[char],
) -> Cow<'t, str> {
    let slice = &source[range.clone()];
    match text {
        "–" | "—" | "…" | "‘" | "’" | "“" | "”" => Cow::Borrowed(slice),
        // It was written as a name or a number, such as `&amp;`.
        _ if text != slice => Cow::Owned(text.replace(marks, " ")),
        _ if text.starts_with(marks) && is_escaped(source, range.start) => {
            Cow::Owned(format!(" {}", &text[1..]))
        }
        _ => Cow::Borrowed(text),
    }
}

/// Whether a backslash before a byte takes its meaning away.
fn is_escaped(source: &str, at: usize) -> bool {
    let before = source[..at].bytes().rev();
    before.take_while(|byte| *byte == b'\\').count() % 2 == 1
}
