//! Headings: ids, and the table of contents.
//!
//! In: the steps of a page and its text. Out: a [`Heading`] for each heading, in document order, with an id that no
//! other element of the page has.

use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Tag, TagEnd};

use crate::diagnostic::{Code, Diagnostic, Span};
use crate::html::Html;
use crate::markdown::footnotes::{Step, Steps};
use crate::markdown::plain::as_written;
use crate::path::anchor::{Anchor, Series, slug};
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
    // Who has each id that is spelled out: the first heading that asks for it, or something else on the page.
    let mut owners: BTreeMap<Anchor, Option<Range<usize>>> =
        reserved.into_iter().map(|anchor| (anchor, None)).collect();
    for heading in &raw {
        if let Some(anchor) = &heading.id {
            let owner = owners.entry(anchor.clone());
            owner.or_insert_with(|| Some(heading.range.clone()));
        }
    }
    let mut series = Series::new(owners.keys().cloned());
    let mut findings = Vec::new();
    let mut headings = Vec::new();
    for heading in raw {
        let wanted = heading
            .id
            .or_else(|| Anchor::written(&slug(&heading.slug_text)));
        let owner = wanted.and_then(|anchor| Some((owners.get(&anchor)?, anchor)));
        let anchor = match owner {
            Some((Some(first), anchor)) if *first == heading.range => anchor,
            Some((first, anchor)) => {
                findings.push(taken(&anchor, file, &heading.range, first.as_ref()));
                series.assign(anchor.as_str())
            }
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

/// A heading asks for an id, or would be given one, that another element of the page spells out.
fn taken(
    anchor: &Anchor,
    file: &InputPath,
    at: &Range<usize>,
    owner: Option<&Range<usize>>,
) -> Diagnostic {
    let at = Span::new(file, at.clone());
    match owner {
        Some(owner) => {
            let message = format!("two headings ask for the id `{anchor}`");
            Diagnostic::new(Code::A004, message)
                .at(at)
                .also(Span::new(file, owner.clone()), "this one has it")
                .help("give each heading an id of its own; links to this one lead to the other")
        }
        None => Diagnostic::new(Code::A004, format!("a footnote has the id `{anchor}`"))
            .at(at)
            .help("give the heading another id, as in `## Heading {#another}`"),
    }
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
        if let (Step::Formula(formula), true) = (step, inside)
            && let Some(heading) = found.last_mut()
        {
            heading.slug_text.push_str(&formula.tex);
            heading.text.push_str(&formula.tex);
            heading.title.push_html(&formula.html);
        }
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

/// Takes the heading of the first level away with which the text begins; what stood in it is left.
pub fn take_title<'a>(steps: &mut Steps<'a>) -> Option<Steps<'a>> {
    let is_title = |(step, _): &(Step<'_>, Range<usize>)| {
        matches!(
            step,
            Step::Event(Event::Start(Tag::Heading {
                level: HeadingLevel::H1,
                ..
            }))
        )
    };
    let is_end = |(step, _): &(Step<'_>, Range<usize>)| {
        matches!(step, Step::Event(Event::End(TagEnd::Heading(_))))
    };
    if !steps.first().is_some_and(is_title) {
        return None;
    }
    let end = steps.iter().position(is_end)?;
    let rest = steps.split_off(end + 1);
    let mut title = std::mem::replace(steps, rest);
    title.pop();
    title.remove(0);
    Some(title)
}
