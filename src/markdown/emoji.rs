//! Codes such as `:tada:` become the characters they stand for.
//!
//! In: the events of a page. Out: the same events, in which each code that GitHub knows is a text of its own, whose
//! bytes in the file are those of the code. What is made of the text as its author wrote it, such as ids, sees the
//! code. A code is no part of a word, and unknown ones are text.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use crate::markdown::raw_code::RawCode;
use crate::markdown::run::{Events, Run};

/// The longest code, in bytes, well above those that there are.
const MAX_CODE: usize = 64;

/// Shows codes, except in code and in addresses.
pub fn show<'a>(events: Events<'a>, source: &str) -> Events<'a> {
    if !source.contains(':') {
        return events;
    }
    let mut out = Vec::with_capacity(events.len());
    let mut run: Events<'a> = Vec::new();
    let mut raw_code = RawCode::default();
    let mut in_block = false;
    let mut in_address = false;
    for (event, range) in events {
        let is_quiet = in_block || in_address || raw_code.is_open();
        if !is_quiet && matches!(event, Event::Text(_)) {
            run.push((event, range));
            continue;
        }
        flush(std::mem::take(&mut run), source, &mut out);
        raw_code.pass(&event);
        match &event {
            Event::Start(Tag::Image { title, .. }) if title.contains(':') => {
                out.push((with_title(&event, shown(title)), range));
                continue;
            }
            Event::Start(Tag::CodeBlock(_)) => in_block = true,
            Event::End(TagEnd::CodeBlock) => in_block = false,
            Event::Start(Tag::Link { link_type, .. }) => in_address = shows_address(*link_type),
            Event::End(TagEnd::Link) => in_address = false,
            _ => {}
        }
        out.push((event, range));
    }
    flush(run, source, &mut out);
    out
}

/// The beginning of a picture with another title, which may become its caption.
fn with_title<'a>(picture: &Event<'a>, title: String) -> Event<'a> {
    let mut picture = picture.clone();
    if let Event::Start(Tag::Image { title: place, .. }) = &mut picture {
        *place = title.into();
    }
    picture
}

/// A text with the characters that codes in it stand for.
fn shown(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut done = 0;
    for (code, emoji) in find(text) {
        shown.push_str(&text[done..code.start]);
        shown.push_str(emoji);
        done = code.end;
    }
    shown.push_str(&text[done..]);
    shown
}

/// Whether the text of a link is its address, or the name of a page.
pub fn shows_address(kind: LinkType) -> bool {
    let is_name = LinkType::WikiLink { has_pothole: false };
    matches!(kind, LinkType::Autolink | LinkType::Email) || kind == is_name
}

fn flush<'a>(run: Events<'a>, source: &str, out: &mut Events<'a>) {
    if run.is_empty() {
        return;
    }
    let run = Run::new(run, source, &[':']);
    let mut done = 0;
    for (code, shown) in find(&run.written) {
        run.show(done..code.start, out);
        let place = run.place(code.start).start..run.place(code.end - 1).end;
        out.push((Event::Text(shown.into()), place));
        done = code.end;
    }
    run.show(done..run.written.len(), out);
}

/// The codes in a text, with what they stand for, in order.
fn find(text: &str) -> Vec<(Range<usize>, &'static str)> {
    let bytes = text.as_bytes();
    let is_name =
        |byte: &u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"_+-".contains(byte);
    let is_word = |letter: char| letter.is_alphanumeric() || letter == '_';
    let mut found: Vec<(Range<usize>, &'static str)> = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(':').map(|start| at + start) {
        at = start + 1;
        let follows_code = found.last().is_some_and(|(last, _)| last.end == start);
        let before = text[..start].chars().next_back();
        if !follows_code && before.is_some_and(|before| is_word(before) || before == ':') {
            continue;
        }
        let name = bytes[at..]
            .iter()
            .take(MAX_CODE)
            .take_while(|byte| is_name(byte))
            .count();
        let end = at + name + 1;
        let is_closed = name > 0 && bytes.get(end - 1) == Some(&b':');
        if !is_closed || text[end..].starts_with(is_word) {
            continue;
        }
        if let Some(emoji) = emojis::get_by_shortcode(&text[at..end - 1]) {
            found.push((start..end, emoji.as_str()));
            at = end;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_no_part_of_words() {
        let check = |text: &str, expected: &str| assert_eq!(shown(text), expected, "{text}");
        check(":tada:", "🎉");
        check("a :+1: (:-1:).", "a 👍 (👎).");
        check(":tada::rocket: :e-mail:", "🎉🚀 📧");
        check(":heavy_check_mark:", "✔️");
        for text in [
            "10:30:45",
            ":no-such-code:",
            ":Tada:",
            "::",
            ":",
            ": tada :",
            "a:tada:",
            ":tada:b",
            "std::one::two",
            ":tada",
            "tada:",
        ] {
            check(text, text);
        }
    }

    #[test]
    fn many_colons_are_read_once() {
        assert!(find(&":".repeat(200_000)).is_empty());
        assert!(find(&":a".repeat(200_000)).is_empty());
        let names = format!(":{}", "a".repeat(200_000)).repeat(3);
        assert!(find(&names).is_empty());
        assert_eq!(find(&":tada:".repeat(50_000)).len(), 50_000);
    }
}
