//! What happens to the text of a page.
//!
//! In: the text behind the front matter, and the page's options. Out: [`Parsed`]: a body with holes, headings,
//! references, a digest, findings. The steps, in order:
//!
//! 1. Lines that explain abbreviations are taken out; formulas between brackets become code for the parser, and lines that open or close containers become headings for the
//!    parser.
//! 2. The parser makes events, each with its bytes in the text. Names in double brackets become links, codes become
//!    emoji.
//! 3. Footnotes are numbered and moved to the end. What stands between dollars becomes a formula.
//! 4. Containers and alerts are put around their content.
//! 5. The digest is taken: first paragraph, number of words.
//! 6. Pictures with captions become figures. Headings get ids that no footnote, no container and no other heading has.
//! 7. Blocks are taken as plain text, for whoever looks for something in it; so is all that search finds.
//! 8. Runs of text become one, in which bare addresses become links and abbreviations are explained.
//! 9. The writer makes HTML; what depends on other pages, and code, becomes a hole.

pub mod reference;
pub mod context;
pub mod run;
pub mod parser;
pub mod brackets;
pub mod abbreviation;
pub mod attributes;
pub mod autolink;
pub mod block;
pub mod block_names;
pub mod code;
pub mod kinds;
pub mod container;
pub mod container_head;
pub mod container_line;
pub mod complaint;
pub mod lifting;
pub mod footnotes;
pub mod raw;
pub mod ids;
pub mod plain;
pub mod heading;
pub mod image;
pub mod inline;
pub mod scopes;
pub mod tabs;
pub mod alert;
pub mod opening;
pub mod lists;
pub mod note_list;
pub mod title;
pub mod placing;
pub mod table;
pub mod raw_code;
pub mod wiki;
pub mod emoji;
pub mod figure;
pub mod maths;
pub mod dollars;
pub mod prose;
pub mod said;
pub mod text_runs;
pub mod sink;
pub mod parsed;
pub mod mentions;
pub mod source_text;
pub mod writer;

pub use parsed::{Parsed, Title};

#[cfg(feature = "testing")]
use pulldown_cmark::Options;

use crate::config::{Markdown, Maths};
use crate::markdown::block_names::BlockNames;
use crate::markdown::brackets::Brackets;
use crate::markdown::container_line::Fold;
use crate::markdown::context::Context;
use crate::markdown::footnotes::Steps;
use crate::markdown::heading::{Attributes, Heading, Headings};
use crate::markdown::ids::Ids;
use crate::markdown::lifting::Lifting;
use crate::markdown::opening::Opening;
use crate::markdown::reference::place_of;
use crate::markdown::said::speech;

/// Parses the text of `context.source` from byte `start` on.
pub fn parse(context: &Context<'_>, start: usize, dialect: &Markdown) -> Parsed {
    let taken = abbreviation::take(context.source, start, context.file, || {
        parser::code_blocks(context.source, start, dialect)
    });
    let context = &Context {
        source: &taken.text,
        ..context.clone()
    };
    let knows =
        |name: &str| Opening::of(name, Fold::Never, context.words, &dialect.containers).is_some();
    let brackets = brackets(context.source, start, dialect);
    let mut lifting = Lifting::new(&brackets.text, start, &knows);
    let events = loop {
        let mut events = parser::events(lifting.text(), start, parser::options(dialect));
        let Some(next) = lifting.revised(&events) else {
            lifting.restore(&mut events);
            break events;
        };
        drop(events);
        lifting = next;
    };
    let events = brackets.show(events);
    let events = match dialect.links.wiki {
        true => wiki::link(events, context.source),
        false => events,
    };
    let events = match dialect.emoji {
        true => emoji::show(events, context.source),
        false => events,
    };
    let lifted = footnotes::lift(events, context.file);
    let (steps, wrong) = dollars::show(lifted.steps, context, dialect.maths_limit);
    let (ids, taken_ids) = Ids::new(&steps, lifted.anchors, context.source, context.file);
    let placed = placing::place(steps, &lifting, context, dialect, ids);
    let digest = plain::digest(&placed.steps);
    let Headings {
        headings,
        terms,
        mut findings,
    } = heading::headings(&placed.steps, context.source, context.file, &placed.ids);
    let prose = prose::blocks(&placed.steps, &headings, context);
    let speech = speech(&placed.steps, &headings);
    let of_steps = [lifted.findings, taken_ids, wrong, placed.findings];
    findings.extend(of_steps.into_iter().flatten());
    findings.extend(taken.findings);
    let steps = figure::frame(placed.steps);
    let mut abbreviations = taken.abbreviations;
    let (mut steps, undefined) =
        text_runs::join(steps, context.source, context.file, &mut abbreviations);
    findings.extend(undefined);
    let mut dropped = Vec::new();
    let mut mentions = Vec::new();
    let mut blocks = Vec::new();
    let mut raw_addresses = Vec::new();
    let mut write = |steps: Steps<'_>, headings: &[Heading], names: BlockNames| {
        let written = writer::write(steps, (headings, &terms), names, context);
        findings.extend(written.findings);
        mentions.extend(written.mentions);
        blocks.extend(written.blocks);
        for range in written.raw {
            let found = raw::addresses(&context.source[range.clone()]).into_iter();
            raw_addresses.extend(found.map(|(address, place)| {
                (address, range.start + place.start..range.start + place.end)
            }));
        }
        written.body
    };
    let leading = heading::take_title(&mut steps);
    let title = leading.zip(headings.first()).map(|(leading, heading)| {
        let Attributes { kept, left_out } = leading.attributes;
        dropped.extend(left_out.iter().map(|name| {
            let place = place_of(context.source, &leading.range, name);
            attributes::dropped(name, context.file, place)
        }));
        Title {
            body: write(leading.steps, &[], BlockNames::default()),
            text: heading.text.clone(),
            anchor: heading.anchor.clone(),
            attributes: kept,
        }
    });
    let ids = headings.iter().map(|heading| &heading.anchor);
    let spelled_out: Vec<_> = placed.ids.owners().keys().cloned().collect();
    let asked = placed.ids.into_blocks();
    let names = BlockNames::new(asked, spelled_out.iter().chain(ids));
    let body = write(steps, &headings[usize::from(title.is_some())..], names);
    findings.extend(dropped);
    let (excerpt, words) = (digest.excerpt, digest.words);
    Parsed {
        title,
        body,
        headings,
        prose,
        said: speech.with_code(&blocks),
        mentions,
        blocks,
        raw_addresses,
        excerpt,
        words,
        findings,
    }
}

/// The formulas between brackets, where they are such.
fn brackets<'t>(source: &'t str, start: usize, dialect: &Markdown) -> Brackets<'t> {
    match dialect.maths {
        Maths::Brackets => Brackets::find(source, start, parser::options(dialect)),
        Maths::Off | Maths::Dollars => Brackets::none(source),
    }
}

/// The HTML of a text by the rules of CommonMark alone, for the examples of the specification.
#[cfg(feature = "testing")]
pub fn commonmark(context: &Context<'_>) -> String {
    let steps = parser::events(context.source, 0, Options::empty())
        .into_iter()
        .map(|(event, range)| (footnotes::Step::Event(event), range))
        .collect();
    let written = writer::write(steps, (&[], &[]), BlockNames::default(), context);
    let html = |piece: &crate::body::Piece| match piece {
        crate::body::Piece::Html(html) => html.as_str().to_string(),
        _ => String::new(),
    };
    written.body.pieces.iter().map(html).collect()
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use proptest::prelude::*;
    use proptest::test_runner::TestRunner;

    use super::*;
    use crate::body::Piece;
    use crate::markdown::context::Switches;
    use crate::markdown::reference::Standpoint;
    use crate::path::input::{ContentPath, InputPath};
    use crate::path::output::PageUrl;
    use crate::words::ENGLISH;

    /// A page, and its HTML.
    fn page(source: &str) -> (Parsed, String) {
        let standpoint = Standpoint {
            folder: ContentPath::root(),
            url: PageUrl::root(),
        };
        let context = Context {
            switches: Switches::PAGE,
            standpoint: &standpoint,
            file: &InputPath::new("a.md"),
            source,
            hidelines: &std::collections::BTreeMap::new(),
            own: &[],
            words: &ENGLISH,
        };
        let dialect = Markdown {
            diagrams: true,
            links: Default::default(),
            smart_punctuation: true,
            definition_lists: true,
            alerts: true,
            emoji: true,
            maths: Maths::Dollars,
            maths_limit: 16 << 10,
            containers: [].into(),
            hidelines: Default::default(),
        };
        let parsed = parse(&context, 0, &dialect);
        let html = parsed.body.pieces.iter().map(|piece| match piece {
            Piece::Html(html) => html.as_str(),
            Piece::Address(_) | Piece::Title(_) | Piece::Size(_) | Piece::Fragment(..) => "",
        });
        let html = html.collect();
        (parsed, html)
    }

    #[test]
    fn the_excerpt_begins_behind_titles() {
        let check = |text: &str, expected: &str| {
            assert_eq!(page(text).0.excerpt.as_deref(), Some(expected), "{text}");
        };
        check("> [!TIP] The title\n> The words.", "The words.");
        check(":::note[The title]\nThe words.\n:::", "The words.");
        check("!!! note \"The title\"\n    The words.", "The words.");
    }

    #[test]
    #[expect(clippy::disallowed_methods, reason = "the time is what is tested")]
    fn containers_are_bounded_in_time_and_stack() {
        let check = |name: &str, text: &str| {
            let start = Instant::now();
            page(text);
            let seconds = start.elapsed().as_secs_f64();
            assert!(seconds < 5.0, "{name}: {seconds} s");
        };
        check("opened", &":::note\n".repeat(20_000));
        check("closed", &":::\n".repeat(20_000));
        let tree = ":::note\n".repeat(10_000) + &":::\n".repeat(10_000);
        check("opened and closed", &tree);
        let mixed = ":::::note\n".repeat(10_000) + &":::\n".repeat(10_000);
        check("not closed", &mixed);
        check("indented", &"> :::note\n".repeat(10_000));
        check("brackets", &format!(":::note{}\n", "[".repeat(100_000)));
        check("bracket lines", &":::note[\n".repeat(20_000));
        check("braces", &format!(":::note {}\n", "{".repeat(100_000)));
        check("colons", &":".repeat(100_000));
        check("marks", &"> [!\n\n".repeat(20_000));
        check("alerts", &"> [!TIP] a\n\n".repeat(10_000));
        check("boxes", &"!!! note\n    a\n".repeat(10_000));
        check("words", &"::a\n".repeat(20_000));
        check("html", &"<p>\n:::a\n".repeat(10_000));
        check("comments", &"<!--\n:::a\n-->\n".repeat(10_000));
        let tabs = ":::tab\na\n:::\n".repeat(10_000);
        check("tabs", &format!("::::tabs\n{tabs}::::\n"));
        let groups = |at: usize| format!(":::code-group\n```l{at}\n```\n:::\n");
        check("groups", &(0..5_000).map(groups).collect::<String>());
    }

    #[test]
    fn containers_are_balanced_whatever_stands_around_them() {
        let lines = [
            ":::note",
            ":::",
            "::::",
            ":::::tabs",
            "::::tab[A `b` *c]",
            ":::code-group",
            "```py",
            "```",
            "<x-a>",
            "<!--",
            "-->",
            "> [!TIP]- A",
            "> :::tip",
            "> b",
            "- c",
            "- :::tip",
            "  :::",
            "  d",
            "1. e",
            "!!! note \"F\"",
            "    g",
            "    :::tip",
            "=== \"H\"",
            "+ i",
            "[^1]",
            "[^1]: j",
            "Term",
            ": k",
            ": :::note",
            "::l",
            "| m |",
            "|---|",
            "",
            "",
            "[n]: /o",
            "[n]",
            "*p",
            "# Q",
            "---",
            ":::odd{#r .s onx=1}",
            "\t:::",
        ];
        let pages = prop::collection::vec(prop::sample::select(lines.to_vec()), 0..30);
        TestRunner::new(ProptestConfig::with_cases(3_000))
            .run(&pages, |lines| {
                let source = lines.join("\n");
                let (parsed, html) = page(&source);
                let mut open: Vec<&str> = Vec::new();
                for tag in html
                    .split('<')
                    .skip(1)
                    .filter(|tag| !tag.starts_with(['!', 'x']))
                {
                    let end = tag.find([' ', '>', '\n']).unwrap_or(tag.len());
                    match tag[..end].strip_prefix('/') {
                        Some(name) => prop_assert_eq!(open.pop(), Some(name), "{}", &html),
                        None if matches!(&tag[..end], "hr" | "br" | "img" | "input") => {}
                        None => open.push(&tag[..end]),
                    }
                }
                prop_assert!(open.is_empty(), "{:?} in {}", open, html);
                let headings = lines.iter().filter(|line| line.contains("# Q")).count();
                prop_assert!(html.matches("<h1").count() <= headings, "{}", html);
                for span in parsed
                    .findings
                    .iter()
                    .filter_map(|finding| finding.at.as_ref())
                {
                    prop_assert!(source.get(span.range.clone()).is_some());
                }
                Ok(())
            })
            .unwrap();
    }
}
