//! Lines of text, and the blocks that hold nothing else.
//!
//! In: a step. Out: whether it is part of a line, and whether a block begins or ends with it that holds no blocks.

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::markdown::footnotes::Step;

/// Whether a step is part of a line of text.
pub fn is_inline(step: &Step<'_>) -> bool {
    match step {
        Step::Reference { .. } | Step::Formula(_) | Step::Abbreviation(..) | Step::Enlarged => true,
        Step::Event(event) => match event {
            Event::Text(_)
            | Event::Code(_)
            | Event::InlineHtml(_)
            | Event::SoftBreak
            | Event::HardBreak
            | Event::FootnoteReference(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_) => true,
            Event::Start(tag) => is_inline_end(tag.to_end()),
            Event::End(tag) => is_inline_end(*tag),
            Event::Html(_) | Event::Rule | Event::TaskListMarker(_) => false,
        },
        _ => false,
    }
}

fn is_inline_end(tag: TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link
            | TagEnd::Image
    )
}

/// How many blocks are open behind a step that hold no blocks.
pub fn leaves_behind(step: &Step<'_>, before: usize) -> usize {
    match step {
        Step::Event(Event::Start(
            Tag::Paragraph
            | Tag::Heading { .. }
            | Tag::Table(_)
            | Tag::CodeBlock(_)
            | Tag::HtmlBlock
            | Tag::DefinitionListTitle,
        )) => before + 1,
        Step::Event(Event::End(
            TagEnd::Paragraph
            | TagEnd::Heading(_)
            | TagEnd::Table
            | TagEnd::CodeBlock
            | TagEnd::HtmlBlock
            | TagEnd::DefinitionListTitle,
        )) => before.saturating_sub(1),
        _ => before,
    }
}
