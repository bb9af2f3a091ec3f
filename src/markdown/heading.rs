//! Headings: ids, and the table of contents.
//!
//! In: the steps of a page and its text. Out: a [`Heading`] for each heading, in document order, with an id that no
//! other element of the page has, and such an id for each term of a definition list.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, HeadingLevel, Tag, TagEnd};

use crate::diagnostic::{Code, Diagnostic, Span};
use crate::html::Html;
use crate::markdown::attributes::is_plain_name;
use crate::markdown::footnotes::{Step, Steps};
use crate::markdown::ids::{Ids, Owner, heading_range};
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

/// What a page has ids for by itself.
#[derive(Clone, Debug, Default)]
pub struct Headings {
    /// The headings in document order.
    pub headings: Vec<Heading>,
    /// The ids of the terms of definition lists, in document order. They are given out behind those of all headings, so
    /// that no heading has another id because a term is explained above it.
    pub terms: Vec<Anchor>,
    /// Ids that two elements ask for.
    pub findings: Vec<Diagnostic>,
}

/// The headings and terms of a page. `ids` are those that are spelled out on the page.
pub fn headings(
    steps: &[(Step<'_>, Range<usize>)],
    source: &str,
    file: &InputPath,
    ids: &Ids,
) -> Headings {
    let (raw, terms): (Vec<_>, Vec<_>) = raw_headings(steps, source)
        .into_iter()
        .partition(|heading| heading.level != TERM);
    let owners = ids.owners();
    let mut series = Series::new(owners.keys().cloned());
    let mut findings = Vec::new();
    let mut headings = Vec::new();
    for heading in raw {
        let wanted = heading
            .id
            .or_else(|| Anchor::written(&slug(&heading.slug_text)));
        let owner = wanted.and_then(|anchor| Some((owners.get(&anchor)?, anchor)));
        let anchor = match owner {
            Some((Owner::Heading(first), anchor)) if *first == heading.range => anchor,
            Some((owner, anchor)) => {
                findings.push(taken(&anchor, file, &heading.range, owner));
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
    let terms = terms.iter().map(|term| series.assign(&term.slug_text));
    Headings {
        terms: terms.collect(),
        headings,
        findings,
    }
}

/// Stands for the level where a term is read like a heading.
const TERM: u8 = 0;

/// A heading asks for an id, or would be given one, that another element of the page spells out.
fn taken(anchor: &Anchor, file: &InputPath, at: &Range<usize>, owner: &Owner) -> Diagnostic {
    let at = Span::new(file, at.clone());
    let (who, place) = owner.described();
    let (message, help) = match owner {
        Owner::Heading(_) => (
            format!("two headings ask for the id `{anchor}`"),
            "give each heading an id of its own; links to this one lead to the other",
        ),
        _ => (
            format!("{who} has the id `{anchor}`"),
            "give the heading another id, as in `## Heading {#another}`",
        ),
    };
    let finding = Diagnostic::new(Code::A004, message).at(at).help(help);
    match place {
        Some(place) => finding.also(Span::new(file, place.clone()), "this one has it"),
        None => finding,
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
                    range: heading_range(source, range),
                });
            }
            Event::Start(Tag::DefinitionListTitle) => {
                inside = true;
                found.push(RawHeading {
                    level: TERM,
                    id: None,
                    slug_text: String::new(),
                    text: String::new(),
                    title: Html::new(),
                    range: range.clone(),
                });
            }
            Event::End(TagEnd::Heading(_) | TagEnd::DefinitionListTitle) => inside = false,
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

/// How many attributes of one heading are reported. A heading with more of them is no mistake but an attack, and each
/// report looks for its place in the heading.
const MOST_LEFT_OUT: usize = 20;

/// The attributes of a heading beside its id.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attributes {
    /// Those it has: name and value.
    pub kept: Vec<(String, String)>,
    /// The names of those it may not have, as many as are worth a report.
    pub left_out: Vec<String>,
}

impl Attributes {
    /// Reads what the parser found. A filter lets classes and `data-*` pass.
    pub fn new(
        classes: &[CowStr<'_>],
        attributes: &[(CowStr<'_>, Option<CowStr<'_>>)],
        filters: bool,
    ) -> Attributes {
        let mut read = Attributes::default();
        if !classes.is_empty() {
            read.kept.push(("class".to_string(), classes.join(" ")));
        }
        for (name, value) in attributes {
            let passes = name.strip_prefix("data-").is_some_and(is_plain_name);
            if passes || !filters {
                let value = value.as_deref().unwrap_or_default();
                read.kept.push((name.to_string(), value.to_string()));
            } else if read.left_out.len() < MOST_LEFT_OUT {
                read.left_out.push(name.to_string());
            }
        }
        read
    }
}

/// The heading with which the text of a page begins.
#[derive(Debug)]
pub struct Leading<'a> {
    /// What stands in it.
    pub steps: Steps<'a>,
    /// Its attributes.
    pub attributes: Attributes,
    /// Its bytes.
    pub range: Range<usize>,
}

/// Takes the heading of the first level away with which the text begins.
pub fn take_title<'a>(steps: &mut Steps<'a>) -> Option<Leading<'a>> {
    let Some((Step::Event(Event::Start(Tag::Heading { level, .. })), _)) = steps.first() else {
        return None;
    };
    let is_end = |(step, _): &(Step<'_>, Range<usize>)| {
        matches!(step, Step::Event(Event::End(TagEnd::Heading(_))))
    };
    let end = steps
        .iter()
        .position(is_end)
        .filter(|_| *level == HeadingLevel::H1)?;
    let rest = steps.split_off(end + 1);
    let mut title = std::mem::replace(steps, rest);
    title.pop();
    let (start, range) = title.remove(0);
    let attributes = match start {
        Step::Event(Event::Start(Tag::Heading { classes, attrs, .. })) => {
            Attributes::new(&classes, &attrs, true)
        }
        _ => Attributes::default(),
    };
    Some(Leading {
        steps: title,
        attributes,
        range,
    })
}
