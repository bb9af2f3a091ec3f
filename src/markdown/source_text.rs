//! The text of a page as Markdown, with holes where it refers to something.
//!
//! In: a text with everything included, and what parsing found in it: links, and addresses in raw HTML. Out:
//! [`SourceText`]. Whoever shows the text elsewhere fills the holes with addresses that lead to the same from there.

use std::ops::Range;

use pulldown_cmark::{Options, Parser};

use crate::body::Reference;
use crate::markdown::reference::{Standpoint, place_of};
use crate::markdown::sink::Mention;
use crate::path::scheme::{Address, classify};

/// A text with holes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceText {
    /// Its parts in order.
    pub parts: Vec<Part>,
}

/// A part of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// Text.
    Text(String),
    /// The address of what is referred to.
    Address(Reference),
    /// The title of what is referred to.
    Title(Reference),
    /// An address in raw HTML, relative to that of the page.
    Relative(String),
}

/// A stretch of a text, and what stands there instead.
type Edit = (Range<usize>, Vec<Part>);

impl SourceText {
    /// The text from byte `start` on. Links and addresses stand where `mentions` and `raw` say.
    pub fn new(
        text: &str,
        start: usize,
        mentions: &[Mention],
        raw: &[(String, Range<usize>)],
        standpoint: &Standpoint,
    ) -> SourceText {
        let mut edits: Vec<Edit> = Vec::new();
        let mut uses_definitions = false;
        for mention in mentions
            .iter()
            .filter(|mention| leads_on(&mention.reference))
        {
            let range = mention.origin.at.range.clone();
            match edit(text, range, &mention.reference) {
                Some(edit) => edits.push(edit),
                None => uses_definitions = true,
            }
        }
        if uses_definitions {
            edits.extend(definitions(text, start, standpoint));
        }
        let relative = |(address, range): &(String, Range<usize>)| {
            let is_path =
                classify(address) == Address::Relative && !address.starts_with(['/', '#', '?']);
            is_path.then(|| (range.clone(), vec![Part::Relative(address.clone())]))
        };
        edits.extend(raw.iter().filter_map(relative));
        edits.sort_by_key(|(range, _)| range.start);
        let mut source = SourceText::default();
        let mut done = start;
        for (range, parts) in edits {
            // Two uses of one place, such as a picture that is a link to itself.
            let Some(before) = text.get(done..range.start) else {
                continue;
            };
            source.push(before);
            source.parts.extend(parts);
            done = range.end;
        }
        source.push(text.get(done..).unwrap_or_default());
        source
    }

    fn push(&mut self, text: &str) {
        if !text.is_empty() {
            self.parts.push(Part::Text(text.to_string()));
        }
    }
}

/// Whether a reference depends on where it stands.
fn leads_on(reference: &Reference) -> bool {
    matches!(
        reference,
        Reference::Page(..) | Reference::Named(..) | Reference::Path { .. }
    )
}

/// What stands in the place of an address; `None` if the link has its address elsewhere.
fn edit(text: &str, range: Range<usize>, reference: &Reference) -> Option<Edit> {
    let written = text.get(range.clone())?;
    let Reference::Named(..) = reference else {
        let is_address = !written.starts_with(['[', '!', '<']);
        return is_address.then(|| (range, vec![Part::Address(reference.clone())]));
    };
    // `[[name|text]]` becomes `[text](address)`.
    let start = range
        .start
        .checked_sub(2)
        .filter(|start| text[*start..].starts_with("[["))?;
    let end = range.end + text[range.end..].find("]]")?;
    let own = text[range.end..end]
        .trim_start_matches(['\\', ' '])
        .strip_prefix('|');
    let label = match own {
        Some(own) => Part::Text(own.to_string()),
        None => Part::Title(reference.clone()),
    };
    let parts = vec![
        Part::Text("[".to_string()),
        label,
        Part::Text("](".to_string()),
        Part::Address(reference.clone()),
        Part::Text(")".to_string()),
    ];
    Some((start..end + 2, parts))
}

/// The addresses that stand apart from their links: `[name]: address`.
fn definitions(text: &str, start: usize, standpoint: &Standpoint) -> Vec<Edit> {
    let Some(body) = text.get(start..) else {
        return Vec::new();
    };
    let parser = Parser::new_ext(body, Options::ENABLE_FOOTNOTES);
    let definitions = parser.reference_definitions().iter();
    let edits = definitions.filter_map(|(_, definition)| {
        let reference = standpoint.resolve(&definition.dest).ok()?;
        let span = definition.span.start + start..definition.span.end + start;
        let place = place_of(text, &span, &definition.dest);
        let is_found = place != span && leads_on(&reference);
        is_found.then(|| (place, vec![Part::Address(reference)]))
    });
    edits.collect()
}
