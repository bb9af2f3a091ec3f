//! The parser, and what it is asked for.
//!
//! In: a text and the dialect. Out: its events, each with its bytes in the file.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag};

use crate::config::{Markdown, Maths};
use crate::markdown::run::Events;

/// The events of a text, which begins at byte `start` of its file, each with its bytes in the file.
pub fn events(source: &str, start: usize, options: Options) -> Events<'_> {
    let shifted =
        |(event, range): (_, Range<usize>)| (event, range.start + start..range.end + start);
    Parser::new_ext(source, options)
        .into_offset_iter()
        .map(shifted)
        .collect()
}

/// The blocks of code and of HTML in a text, in order.
pub fn code_blocks(source: &str, start: usize, dialect: &Markdown) -> Vec<Range<usize>> {
    // With definition lists on, lines of containers would be taken for definitions.
    let options = options(dialect) - Options::ENABLE_DEFINITION_LIST;
    let is_code =
        |event: &Event<'_>| matches!(event, Event::Start(Tag::CodeBlock(_) | Tag::HtmlBlock));
    events(&source[start..], start, options)
        .into_iter()
        .filter_map(|(event, range)| is_code(&event).then_some(range))
        .collect()
}

/// The blocks of code between fences, in order.
pub fn fenced_blocks(source: &str, start: usize, dialect: &Markdown) -> Vec<Range<usize>> {
    let is_fenced = |event: &Event<'_>| {
        matches!(
            event,
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(_)))
        )
    };
    events(&source[start..], start, options(dialect))
        .into_iter()
        .filter_map(|(event, range)| is_fenced(&event).then_some(range))
        .collect()
}

/// Extensions of the parser. The rest of what pages may hold is lifted out before, or made of events after.
pub fn options(dialect: &Markdown) -> Options {
    let mut options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_HEADING_ATTRIBUTES;
    options.set(Options::ENABLE_MATH, dialect.maths == Maths::Dollars);
    options.set(Options::ENABLE_GFM, dialect.alerts);
    options.set(Options::ENABLE_SMART_PUNCTUATION, dialect.smart_punctuation);
    options.set(Options::ENABLE_DEFINITION_LIST, dialect.definition_lists);
    options
}
