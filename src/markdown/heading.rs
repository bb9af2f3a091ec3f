//! Headings: ids, and the table of contents.
//!
//! In: the steps of a page and its text. Out: a [`Heading`] for each heading, in document order, with an id that no
//! other element of the page has.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::diagnostic::{Code, Diagnostic, Span};
use crate::html::Html;
use crate::markdown::footnotes::Step;
use crate::markdown::plain::as_written;
use crate::path::anchor::{Anchor, Series};
use crate::path::input::InputPath;

/// A heading of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// 1 to 6.
    pub level: u8,
    /// Its id.
    pub anchor: Anchor,
    /// Its text.
    pub text: String,
    /// Its HTML without links, for lists of headings.
    pub title: Html,
    /// Its bytes in the file.
    pub range: Range<usize>,
}

/// The headings of a page. `reserved` are ids that other elements of the page have, such as footnotes.
pub fn headings(
    steps: &[(Step<'_>, Range<usize>)],
    source: &str,
    file: &InputPath,
    reserved: Vec<Anchor>,
) -> (Vec<Heading>, Vec<Diagnostic>) {
    let raw = raw_headings(steps, source);
    let explicit = raw.iter().filter_map(|heading| heading.id.clone());
    let mut series = Series::new(reserved.into_iter().chain(explicit));
    let mut spelled: Vec<(Anchor, Range<usize>)> = Vec::new();
    let mut findings = Vec::new();
    let mut headings = Vec::new();
    for heading in raw {
        let anchor = match heading.id {
            Some(anchor) => match spelled.iter().find(|(other, _)| *other == anchor) {
                Some((_, first)) => {
                    findings.push(twice(&anchor, file, &heading.range, first));
                    series.assign(anchor.as_str())
                }
                None => {
                    spelled.push((anchor.clone(), heading.range.clone()));
                    anchor
                }
            },
            None => series.assign(&heading.slug_text),
        };
        let (text, title, range) = (heading.text, heading.title, heading.range);
        headings.push(Heading {
            level: heading.level,
            anchor,
            text,
            title,
            range,
        });
    }
    (headings, findings)
}

fn twice(anchor: &Anchor, file: &InputPath, at: &Range<usize>, first: &Range<usize>) -> Diagnostic {
    Diagnostic::new(
        Code::A004,
        format!("the id `{anchor}` is given to two headings"),
    )
    .at(Span::new(file, at.clone()))
    .also(Span::new(file, first.clone()), "first here")
    .help("give each heading an id of its own; links to this one lead to the first")
}

struct RawHeading {
    level: u8,
    id: Option<Anchor>,
    slug_text: String,
    text: String,
    title: Html,
    range: Range<usize>,
}

fn raw_headings(steps: &[(Step<'_>, Range<usize>)], source: &str) -> Vec<RawHeading> {
    let mut found: Vec<RawHeading> = Vec::new();
    let mut inside = false;
    for (step, range) in steps {
        let Step::Event(event) = step else { continue };
        match event {
            Event::Start(Tag::Heading { level, id, .. }) => {
                inside = true;
                found.push(RawHeading {
                    level: *level as u8,
                    id: id.as_deref().and_then(Anchor::written),
                    slug_text: String::new(),
                    text: String::new(),
                    title: Html::new(),
                    range: range.start..range.start + source[range.clone()].trim_end().len(),
                });
            }
            Event::End(TagEnd::Heading(_)) => inside = false,
            inner if inside => {
                let heading = found.last_mut().expect("`inside` is set after a push");
                add(heading, inner, &source[range.clone()]);
            }
            _ => {}
        }
    }
    found
}

fn add(heading: &mut RawHeading, event: &Event<'_>, written: &str) {
    match event {
        Event::Text(text) => {
            // Ids are made from quotes and dashes as written, not as smart punctuation shows them.
            heading.slug_text.push_str(as_written(text, written));
            heading.text.push_str(text);
            heading.title.push_text(text);
        }
        Event::Code(code) => {
            heading.slug_text.push_str(code);
            heading.text.push_str(code);
            heading.title.open("code", &[]);
            heading.title.push_text(code);
            heading.title.close("code");
        }
        Event::SoftBreak | Event::HardBreak => {
            heading.slug_text.push(' ');
            heading.text.push(' ');
            heading.title.push_text(" ");
        }
        Event::Start(Tag::Emphasis) => heading.title.open("em", &[]),
        Event::End(TagEnd::Emphasis) => heading.title.close("em"),
        Event::Start(Tag::Strong) => heading.title.open("strong", &[]),
        Event::End(TagEnd::Strong) => heading.title.close("strong"),
        _ => {}
    }
}
