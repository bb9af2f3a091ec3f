//! The attributes of finished HTML.
//!
//! In: HTML. Out: every attribute with a value, in order, with the bytes of that value. Tags are told from text as
//! browsers do it, as far as that matters for finding attributes.

use std::ops::Range;

/// An attribute with a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Attribute<'h> {
    /// The name of its tag, as written.
    pub(crate) tag: &'h str,
    /// Its name, in lower case.
    pub(crate) name: String,
    /// The bytes of its value, without quotes.
    pub(crate) value: Range<usize>,
}

/// All attributes with values.
pub(crate) fn attributes(html: &str) -> Vec<Attribute<'_>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(open) = html[at..].find('<') {
        at += open + 1;
        if let Some(comment) = html[at..].strip_prefix("!--") {
            at = html.len() - comment.find("-->").map_or(0, |end| comment.len() - end);
        } else if html[at..].starts_with(|first: char| first.is_ascii_alphabetic()) {
            at = tag(html, at, &mut found);
        }
    }
    found
}

/// Reads the attributes of a tag whose name starts at `at`. Returns where the tag ends.
fn tag<'h>(html: &'h str, start: usize, found: &mut Vec<Attribute<'h>>) -> usize {
    let mut at = end_of(html, start, |byte| {
        is_space(byte) || matches!(byte, b'/' | b'>')
    });
    let tag = &html[start..at];
    loop {
        at = end_of(html, at, |byte| !is_space(byte) && byte != b'/');
        if at == html.len() || html.as_bytes()[at] == b'>' {
            return at;
        }
        let name_end = end_of(html, at + 1, |byte| {
            is_space(byte) || matches!(byte, b'=' | b'/' | b'>')
        });
        let name = at..name_end;
        at = end_of(html, name_end, |byte| !is_space(byte));
        if html.as_bytes().get(at) != Some(&b'=') {
            continue;
        }
        at = end_of(html, at + 1, |byte| !is_space(byte));
        let value = match html.as_bytes().get(at) {
            Some(quote @ (b'"' | b'\'')) => {
                let value = at + 1..end_of(html, at + 1, |byte| byte == *quote);
                at = (value.end + 1).min(html.len());
                value
            }
            _ => {
                let value = at..end_of(html, at, |byte| is_space(byte) || byte == b'>');
                at = value.end;
                value
            }
        };
        if let Some(name) = html.get(name) {
            found.push(Attribute {
                tag,
                name: name.to_ascii_lowercase(),
                value,
            });
        }
    }
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0x0c)
}

/// The first byte from `at` on that is like that, all of them ASCII; the end if there is none.
fn end_of(html: &str, at: usize, is_end: impl Fn(u8) -> bool) -> usize {
    let rest = html.as_bytes().get(at..).unwrap_or_default();
    let end = rest.iter().position(|byte| is_end(*byte));
    end.map_or(html.len(), |end| at + end)
}
