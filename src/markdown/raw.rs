//! Addresses and ids in raw HTML.
//!
//! In: a stretch of HTML as an author wrote it. Out: the values of attributes that hold addresses or ids, each with its
//! bytes. What a browser makes of the finished page is read elsewhere; this only finds the place to show to the author,
//! and the ids that nothing else on the page may have.

use std::ops::Range;

/// Attributes whose value is an address.
const ADDRESSES: [&str; 3] = ["href", "src", "poster"];
/// The attribute whose value is a list of addresses.
const CANDIDATES: &str = "srcset";

/// The addresses that the tags in `html` name, in order, in the form in which a browser sees them.
pub fn addresses(html: &str) -> Vec<(String, Range<usize>)> {
    let mut found = Vec::new();
    for (name, value) in attributes(html) {
        if ADDRESSES.contains(&name.as_str()) {
            found.extend(trimmed(html, value));
        } else if name == CANDIDATES {
            let starts = candidates(&html[value.clone()]).into_iter();
            let moved = starts.map(|range| value.start + range.start..value.start + range.end);
            found.extend(moved.filter_map(|range| trimmed(html, range)));
        }
    }
    found
}

/// The ids that the tags in `html` have, in order.
pub fn ids(html: &str) -> Vec<(String, Range<usize>)> {
    let ids = attributes(html).into_iter();
    ids.filter(|(name, _)| name == "id")
        .filter_map(|(_, value)| trimmed(html, value))
        .collect()
}

/// The attributes of all tags that have a value: the name in small letters, and the bytes of the value.
fn attributes(html: &str) -> Vec<(String, Range<usize>)> {
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
fn tag(html: &str, mut at: usize, found: &mut Vec<(String, Range<usize>)>) -> usize {
    at = end_of(html, at, |letter| {
        is_space(letter) || matches!(letter, '/' | '>')
    });
    loop {
        at = end_of(html, at, |letter| !is_space(letter) && letter != '/');
        if at == html.len() || html[at..].starts_with('>') {
            return at;
        }
        let name = at..end_of(html, at + first_length(html, at), |letter| {
            is_space(letter) || matches!(letter, '=' | '/' | '>')
        });
        at = end_of(html, name.end, |letter| !is_space(letter));
        if !html[at..].starts_with('=') {
            continue;
        }
        at = end_of(html, at + 1, |letter| !is_space(letter));
        let value = match html[at..].chars().next() {
            Some(quote @ ('"' | '\'')) => {
                let value = at + 1..end_of(html, at + 1, |letter| letter == quote);
                at = (value.end + 1).min(html.len());
                value
            }
            _ => {
                let value = at..end_of(html, at, |letter| is_space(letter) || letter == '>');
                at = value.end;
                value
            }
        };
        found.push((html[name].to_ascii_lowercase(), value));
    }
}

/// The addresses in the value of `srcset`: each ends at a space, or at a comma that ends it; commas within stay. The
/// rule is that of the HTML Standard, "parse a srcset attribute".
pub fn candidates(value: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    loop {
        at = end_of(value, at, |letter| !is_space(letter) && letter != ',');
        if at == value.len() {
            return found;
        }
        let end = end_of(value, at, is_space);
        let address = value[at..end].trim_end_matches(',');
        found.push(at..at + address.len());
        at = match address.len() == end - at {
            // What follows the address describes it, up to the next comma.
            true => end_of(value, end, |letter| letter == ','),
            false => end,
        };
    }
}

/// A value without the space around it and with `&` where `&amp;` is written.
fn trimmed(html: &str, range: Range<usize>) -> Option<(String, Range<usize>)> {
    let written = &html[range.clone()];
    let address = written.trim();
    let start = range.start + written.len() - written.trim_start().len();
    (!address.is_empty()).then(|| (address.replace("&amp;", "&"), start..start + address.len()))
}

fn is_space(letter: char) -> bool {
    matches!(letter, ' ' | '\t' | '\n' | '\r' | '\u{c}')
}

/// The first place from `at` on where a letter is like that; the end of the text if there is none.
fn end_of(text: &str, at: usize, is_end: impl Fn(char) -> bool) -> usize {
    text[at..].find(is_end).map_or(text.len(), |end| at + end)
}

fn first_length(text: &str, at: usize) -> usize {
    text[at..].chars().next().map_or(0, char::len_utf8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_the_values_of_attributes() {
        let check = |html: &str, expected: &[(&str, &str)]| {
            let found = addresses(html);
            let found: Vec<(&str, &str)> = found
                .iter()
                .map(|(address, range)| (address.as_str(), &html[range.clone()]))
                .collect();
            assert_eq!(found, expected, "{html}");
        };
        check("text href=\"a\" <b>href=a</b>", &[]);
        check("<a class=x HREF = 'a.html'>b</a>", &[("a.html", "a.html")]);
        check(
            "<img src=a/b.png><video\nposter=\" c \"/>",
            &[("a/b.png", "a/b.png"), ("c", "c")],
        );
        check("<a href=\"?a=1&amp;b=2\">", &[("?a=1&b=2", "?a=1&amp;b=2")]);
        check("<!-- <a href=x> --><a href=y>", &[("y", "y")]);
        check("<!-- <a href=x>", &[]);
        check("</a href=x><1 href=x>", &[]);
        check("<a title='<a href=x>' href=y>", &[("y", "y")]);
        check("<a =href=x href", &[]);
        check("<a href='x", &[("x", "x")]);
        check("<a href=", &[]);
        check("<ü href=x><a ü=1 href=y>", &[("y", "y")]);
        check(
            "<img srcset='a.png 1x, b,c.png 2x,d.png'>",
            &[
                ("a.png", "a.png"),
                ("b,c.png", "b,c.png"),
                ("d.png", "d.png"),
            ],
        );
    }

    #[test]
    fn ids_are_those_of_tags() {
        let found =
            ids("<p id=a ID='b\nc' data-id=d>id=e<!-- <i id=f> --></p id=g><i\nid=\" h \"/><i id>");
        let found: Vec<&str> = found.iter().map(|(id, _)| id.as_str()).collect();
        assert_eq!(found, ["a", "b\nc", "h"]);
    }

    #[test]
    fn a_comma_within_an_address_belongs_to_it() {
        let check = |value: &str, expected: &[&str]| {
            let found = candidates(value).into_iter().map(|range| &value[range]);
            assert_eq!(found.collect::<Vec<&str>>(), expected, "{value}");
        };
        check("", &[]);
        check(" , ,", &[]);
        check("a", &["a"]);
        check("a 1x, b 2x", &["a", "b"]);
        check("a, b", &["a", "b"]);
        check("a,b 2x", &["a,b"]);
        check("a 1x,b", &["a", "b"]);
        check("data:image/png;base64,x 1x", &["data:image/png;base64,x"]);
    }
}
