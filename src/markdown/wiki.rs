//! `[[name]]` and `[[name|text]]`: links by the name of a page.
//!
//! In: the events of a page, in which they are text. Out: the same events with links. What CommonMark takes for a link
//! stays one, so `[[1]](notes.md)` is what it is elsewhere; in a table, `[[name\|text]]` keeps to its cell.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd};

use crate::body::Reference;
use crate::markdown::run::{Events, Run};
use crate::path::anchor::{Anchor, slug};

/// The marks of a link.
const BRACKETS: &[char] = &['[', ']'];

/// Links names. Inside links, pictures and code, and with a backslash before them, brackets are brackets.
pub fn link<'a>(events: Events<'a>, source: &str) -> Events<'a> {
    if !source.contains("[[") {
        return events;
    }
    let mut out = Vec::with_capacity(events.len());
    let mut run: Events<'a> = Vec::new();
    let mut quiet = 0_usize;
    for (event, range) in events {
        if quiet == 0 && matches!(event, Event::Text(_) | Event::SoftBreak) {
            run.push((event, range));
            continue;
        }
        flush(
            &Run::new(std::mem::take(&mut run), source, BRACKETS),
            &mut out,
        );
        match &event {
            Event::Start(Tag::Link { .. } | Tag::Image { .. } | Tag::CodeBlock(_)) => quiet += 1,
            Event::End(TagEnd::Link | TagEnd::Image | TagEnd::CodeBlock) => quiet -= 1,
            _ => {}
        }
        out.push((event, range));
    }
    flush(&Run::new(run, source, BRACKETS), &mut out);
    out
}

/// What a name refers to: a page by name, or a place on the same page.
pub fn reference(name: &str) -> Reference {
    let (page, anchor) = name.split_once('#').unwrap_or((name, ""));
    let anchor = Anchor::written(anchor).or_else(|| Anchor::written(&slug(anchor)));
    match page.trim() {
        "" => Reference::Here(anchor),
        page => Reference::Named(page.to_string(), anchor),
    }
}

/// Whether a link shows the title of its page, since it has no text of its own.
pub fn shows_title(kind: LinkType, name: &str) -> bool {
    matches!(kind, LinkType::WikiLink { has_pothole: false }) && !name.starts_with('#')
}

/// The bytes of the name in a link, whose bytes are `range`.
pub fn place_of_name(source: &str, range: &Range<usize>) -> Range<usize> {
    let inside = range.start + 2..range.end.saturating_sub(2);
    let Some(written) = source.get(inside.clone()) else {
        return range.clone();
    };
    let name = written.split('|').next().unwrap_or_default();
    let name = name.trim_end_matches('\\');
    inside.start..inside.start + name.trim_end().len()
}

/// A link in a run.
struct Found {
    /// From the first bracket to the last.
    whole: Range<usize>,
    name: Range<usize>,
    text: Option<Range<usize>>,
}

/// Hands on everything in a run, with links.
fn flush<'a>(run: &Run<'a>, out: &mut Events<'a>) {
    let mut done = 0;
    for found in find(&run.written) {
        run.show(done..found.whole.start, out);
        done = found.whole.end;
        let name: Vec<&str> = run.written[found.name].split_whitespace().collect();
        let name = name.join(" ");
        let range = run.place(found.whole.start).start..run.place(done - 1).end;
        let link = Tag::Link {
            link_type: LinkType::WikiLink {
                has_pothole: found.text.is_some(),
            },
            dest_url: name.clone().into(),
            title: CowStr::Borrowed(""),
            id: CowStr::Borrowed(""),
        };
        out.push((Event::Start(link), range.clone()));
        match found.text {
            Some(text) => run.show(text, out),
            None => out.push((Event::Text(name.into()), range.clone())),
        }
        out.push((Event::End(TagEnd::Link), range));
    }
    run.show(done..run.written.len(), out);
}

/// The links in a text, in order. No bracket stands inside one, so each is looked at once.
fn find(text: &str) -> Vec<Found> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut open: Option<usize> = None;
    let mut at = 0;
    while let Some(next) = text[at..].find(['[', ']']).map(|next| at + next) {
        let is_double = bytes.get(next + 1) == Some(&bytes[next]);
        at = next + 1;
        match (bytes[next], open.take()) {
            (b'[', _) if is_double => open = Some(next + 2),
            // The second of the two that opened it.
            (b'[', before) => open = before.filter(|start| *start == next + 1),
            (_, Some(start)) if is_double && start <= next => {
                let (name, shown) = match text[start..next].find('|') {
                    Some(bar) => (start..start + bar, Some(start + bar + 1..next)),
                    None => (start..next, None),
                };
                if !text[name.clone()].trim().is_empty() {
                    let shown = shown.filter(|shown| !text[shown.clone()].trim().is_empty());
                    found.push(Found {
                        whole: start - 2..next + 2,
                        name,
                        text: shown,
                    });
                    at = next + 2;
                }
            }
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use pulldown_cmark::{Options, Parser};

    fn shown(text: &str) -> String {
        let options = Options::ENABLE_TABLES | Options::ENABLE_SMART_PUNCTUATION;
        let events = Parser::new_ext(text, options).into_offset_iter().collect();
        let mut out = String::new();
        for (event, range) in link(events, text) {
            match event {
                Event::Text(text) => out.push_str(&text),
                Event::SoftBreak => out.push('/'),
                Event::Start(Tag::Link {
                    link_type: LinkType::WikiLink { .. },
                    dest_url,
                    ..
                }) => {
                    let place = &text[place_of_name(text, &range)];
                    out.push_str(&format!("<{dest_url} at {place}:"));
                }
                Event::End(TagEnd::Link) => out.push('>'),
                Event::End(TagEnd::TableCell) => out.push(';'),
                _ => {}
            }
        }
        out
    }

    #[test]
    fn names_in_double_brackets_are_links() {
        let check = |text: &str, expected: &str| assert_eq!(shown(text), expected, "{text}");
        check("a [[b]] c", "a <b at b:b> c");
        check("[[b|c d]][[e#f]]", "<b at b:c d><e#f at e#f:e#f>");
        check("[[a\nb]]", "<a b at a\nb:a b>");
        check("[[it's|\"x\"]]", "<it's at it's:“x”>");
        check("[[[b]]]", "[<b at b:b>]");
        check("[[b_c_d]]", "<b_c_d at b_c_d:b_c_d>");
        check("[[b|]]", "<b at b:b>");
        check("| a |\n|---|\n| [[b\\|c]] |", "a;<b at b:c>;");
        for plain in ["[[]]", "[[ ]]", "[[|a]]", "[[a]", "[a]]", "[[a [b]]"] {
            check(plain, plain);
        }
        check("\\[[a]]", "[[a]]");
        check("[\\[a]]", "[[a]]");
        check("\\\\[[a]]", "\\<a at a:a>");
        check("&#91;[a]]", "[[a]]");
        check("[[1]](x)", "[1]>");
        check("`[[a]]`", "");
    }

    #[test]
    fn many_brackets_are_read_once() {
        for text in [
            "[[".repeat(50_000),
            "[[a".repeat(50_000),
            "]]".repeat(50_000),
        ] {
            assert!(find(&text).is_empty());
        }
        assert_eq!(find(&"[[a]]".repeat(50_000)).len(), 50_000);
        assert_eq!(
            reference("a#b c"),
            Reference::Named("a".into(), Anchor::written("b-c"))
        );
        assert_eq!(reference("#b"), Reference::Here(Anchor::written("b")));
    }
}
