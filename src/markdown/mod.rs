//! What happens to the text of a page.
//!
//! In: the text behind the front matter, and the page's options. Out: [`Parsed`]: a body with holes, headings,
//! references, a digest, findings. The steps, in order:
//!
//! 1. The parser makes events, each with its bytes in the file.
//! 2. The digest is taken: first paragraph, number of words.
//! 3. Headings get ids that no footnote and no other heading has.
//! 4. Runs of text become one, and bare addresses in them links.
//! 5. Footnotes are numbered and moved to the end.
//! 6. The writer makes HTML; what depends on other pages, and code, becomes a hole.

pub mod reference;
pub mod context;
pub mod autolink;
pub mod block;
pub mod code;
pub mod footnotes;
pub mod plain;
pub mod heading;
pub mod image;
pub mod table;
pub mod text_runs;
pub mod sink;
pub mod writer;

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use crate::body::Body;
use crate::config::Markdown;
use crate::diagnostic::Diagnostic;
use crate::markdown::block::Block;
use crate::markdown::context::Context;
use crate::markdown::footnotes::{Step, Steps};
use crate::markdown::heading::Heading;
use crate::markdown::sink::Mention;
use crate::path::anchor::Anchor;

/// The leading heading of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Title {
    /// Its content, without the element around it.
    pub body: Body,
    /// Its text.
    pub text: String,
    /// Its id.
    pub anchor: Anchor,
}

/// A page's text, parsed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parsed {
    /// The heading of the first level with which the text begins.
    pub title: Option<Title>,
    /// The rest, as HTML with holes.
    pub body: Body,
    /// The headings in document order.
    pub headings: Vec<Heading>,
    /// What the page refers to.
    pub mentions: Vec<Mention>,
    /// Where its fragments stand.
    pub blocks: Vec<Block>,
    /// The text of the first paragraph.
    pub excerpt: Option<String>,
    /// How many words it has.
    pub words: usize,
    /// Findings.
    pub findings: Vec<Diagnostic>,
}

/// Parses the text of `context.source` from byte `start` on.
pub fn parse(context: &Context<'_>, start: usize, dialect: Markdown) -> Parsed {
    let events = events(&context.source[start..], start, options(dialect));
    let digest = plain::digest(&events);
    let lifted = footnotes::lift(events, context.file);
    let (headings, mut findings) =
        heading::headings(&lifted.steps, context.source, context.file, lifted.anchors);
    findings.extend(lifted.findings);
    let (mut steps, undefined) = text_runs::join(lifted.steps, context.source, context.file);
    findings.extend(undefined);
    let mut mentions = Vec::new();
    let mut blocks = Vec::new();
    let mut write = |steps: Steps<'_>, headings: &[Heading]| {
        let written = writer::write(steps, headings, context);
        findings.extend(written.findings);
        mentions.extend(written.mentions);
        blocks.extend(written.blocks);
        written.body
    };
    let title = take_title(&mut steps)
        .zip(headings.first())
        .map(|(steps, heading)| Title {
            body: write(steps, &[]),
            text: heading.text.clone(),
            anchor: heading.anchor.clone(),
        });
    let body = write(steps, &headings[usize::from(title.is_some())..]);
    let (excerpt, words) = (digest.excerpt, digest.words);
    Parsed {
        title,
        body,
        headings,
        mentions,
        blocks,
        excerpt,
        words,
        findings,
    }
}

/// Takes the heading of the first level away with which the text begins; what stood in it is left.
fn take_title<'a>(steps: &mut Steps<'a>) -> Option<Steps<'a>> {
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

/// The HTML of a text by the rules of CommonMark alone, for the examples of the specification.
#[cfg(feature = "testing")]
pub fn commonmark(context: &Context<'_>) -> String {
    let steps = events(context.source, 0, Options::empty())
        .into_iter()
        .map(|(event, range)| (footnotes::Step::Event(event), range))
        .collect();
    let written = writer::write(steps, &[], context);
    let html = |piece: &crate::body::Piece| match piece {
        crate::body::Piece::Html(html) => html.as_str().to_string(),
        _ => String::new(),
    };
    written.body.pieces.iter().map(html).collect()
}

fn events(source: &str, start: usize, options: Options) -> Vec<(Event<'_>, Range<usize>)> {
    let shifted =
        |(event, range): (_, Range<usize>)| (event, range.start + start..range.end + start);
    Parser::new_ext(source, options)
        .into_offset_iter()
        .map(shifted)
        .collect()
}

/// Extensions of the parser. The rest of what pages may hold is lifted out before, or made of events after.
fn options(dialect: Markdown) -> Options {
    let mut options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_HEADING_ATTRIBUTES;
    options.set(Options::ENABLE_GFM, dialect.alerts);
    options.set(Options::ENABLE_SMART_PUNCTUATION, dialect.smart_punctuation);
    options.set(Options::ENABLE_DEFINITION_LIST, dialect.definition_lists);
    options
}
