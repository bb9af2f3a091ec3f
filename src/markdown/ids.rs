//! The ids of a page that are not made from the text of headings.
//!
//! In: the steps of a page, and the ids of its footnotes. Out: [`Ids`]: who has each id. Footnotes and raw HTML have
//! theirs whatever else the page holds; then come headings, code blocks and containers that ask for one.

use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Tag};

use crate::diagnostic::{Code, Diagnostic, Span};
use crate::markdown::code::{named, written_info};
use crate::markdown::footnotes::{Step, Steps};
use crate::markdown::raw;
use crate::path::anchor::Anchor;
use crate::path::input::InputPath;

/// What has an id, and the bytes where that is written, if it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Owner {
    /// A footnote, or a place that leads to one.
    Footnote,
    /// An element of raw HTML.
    Element(Range<usize>),
    /// A heading that spells it out.
    Heading(Range<usize>),
    /// A code block.
    Block(Range<usize>),
    /// A container.
    Container(Range<usize>),
}

impl Owner {
    /// What it is called in a sentence, and where it stands.
    pub fn described(&self) -> (&'static str, Option<&Range<usize>>) {
        match self {
            Owner::Footnote => ("a footnote", None),
            Owner::Element(range) => ("an HTML element", Some(range)),
            Owner::Heading(range) => ("a heading", Some(range)),
            Owner::Block(range) => ("a code block", Some(range)),
            Owner::Container(range) => ("a container", Some(range)),
        }
    }
}

/// The ids of a page.
#[derive(Clone, Debug, Default)]
pub struct Ids {
    owners: BTreeMap<Anchor, Owner>,
    /// The ids of code blocks, by the first byte of each.
    blocks: BTreeMap<usize, Anchor>,
}

impl Ids {
    /// Reads what steps ask for, beside `footnotes`; what they cannot have.
    pub fn new(
        steps: &Steps<'_>,
        footnotes: Vec<Anchor>,
        source: &str,
        file: &InputPath,
    ) -> (Ids, Vec<Diagnostic>) {
        let mut ids = Ids::default();
        let mut findings = Vec::new();
        for anchor in footnotes {
            ids.owners.insert(anchor, Owner::Footnote);
        }
        for (step, range) in steps {
            if let Step::Event(Event::Start(Tag::HtmlBlock) | Event::InlineHtml(_)) = step {
                for (id, at) in raw::ids(&source[range.clone()]) {
                    let at = range.start + at.start..range.start + at.end;
                    findings.extend(ids.give(&id, Owner::Element(at.clone()), file, at));
                }
            }
        }
        // Two headings that ask for one id are reported where headings are numbered.
        for (step, range) in steps {
            if let Step::Event(Event::Start(Tag::Heading { id: Some(id), .. })) = step
                && let Some(anchor) = Anchor::written(id)
            {
                let owner = || Owner::Heading(heading_range(source, range));
                ids.owners.entry(anchor).or_insert_with(owner);
            }
        }
        for (step, range) in steps {
            if let Step::Event(Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(_)))) = step
                && let Some((info, start)) = written_info(source, range.start)
                && let Some((id, at)) = named(info)
            {
                let at = start + at.start..start + at.end;
                match ids.give(&id, Owner::Block(at.clone()), file, at) {
                    None => drop(Anchor::written(&id).map(|id| ids.blocks.insert(range.start, id))),
                    finding => findings.extend(finding),
                }
            }
        }
        (ids, findings)
    }

    /// Gives an id away that is written at `at`; the finding that it is taken, or can be none.
    pub fn give(
        &mut self,
        id: &str,
        owner: Owner,
        file: &InputPath,
        at: Range<usize>,
    ) -> Option<Diagnostic> {
        let at = Span::new(file, at);
        let (what, _) = owner.described();
        let what = what.split_once(' ').map_or(what, |(_, what)| what);
        let help = format!("give the {what} an id of its own");
        let Some(anchor) = Anchor::written(id) else {
            let message = format!("`{id}` cannot be an id; it is left out");
            return Some(Diagnostic::new(Code::A004, message).at(at).help(help));
        };
        let is_element = matches!(owner, Owner::Element(_));
        let Some(first) = self.owners.get(&anchor) else {
            self.owners.insert(anchor, owner);
            return None;
        };
        let (first, place) = first.described();
        let message = match is_element {
            true => format!("{first} has the id `{id}` already; links lead to the first of them"),
            false => format!("{first} has the id `{id}` already; it is left out here"),
        };
        let finding = Diagnostic::new(Code::A004, message).at(at).help(help);
        Some(match place {
            Some(place) => finding.also(Span::new(file, place.clone()), "this one has it"),
            None => finding,
        })
    }

    /// Who has each id.
    pub fn owners(&self) -> &BTreeMap<Anchor, Owner> {
        &self.owners
    }

    /// The ids of code blocks, by the first byte of each.
    pub fn into_blocks(self) -> BTreeMap<usize, Anchor> {
        self.blocks
    }
}

/// The bytes of a heading without the space behind it.
pub fn heading_range(source: &str, range: &Range<usize>) -> Range<usize> {
    range.start..range.start + source[range.clone()].trim_end().len()
}
