//! Bare addresses in text become links.
//!
//! In: the text of a paragraph. Out: the places of addresses in it and where they lead. The rules are those of the
//! autolinks extension of GitHub Flavored Markdown (<https://github.github.com/gfm/#autolinks-extension->).

use std::ops::Range;

/// An address in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Autolink {
    /// Its bytes in the text.
    pub range: Range<usize>,
    /// Where it leads.
    pub target: String,
}

/// All addresses in a text, in order, never overlapping.
pub fn autolinks(text: &str) -> Vec<Autolink> {
    let mut found: Vec<Autolink> = Vec::new();
    // Every address holds one of these; most texts hold none, and are left at once.
    let mut from = 0;
    while let Some(at) = text[from..].find([':', '@', 'w', 'W']).map(|at| from + at) {
        let floor = found.last().map_or(0, |last| last.range.end);
        let hit = match text.as_bytes()[at] {
            b':' => with_scheme(text, at, floor),
            b'@' => mail(text, at, floor),
            _ => with_www(text, at),
        };
        from = at + 1;
        if let Some(link) = hit.filter(|link| link.range.start >= floor) {
            from = link.range.end.max(from);
            found.push(link);
        }
    }
    found
}

/// `http://…`, `https://…`, `mailto:…`, `xmpp:…`, at a colon.
fn with_scheme(text: &str, colon: usize, floor: usize) -> Option<Autolink> {
    let scheme = ["https", "http", "mailto", "xmpp"]
        .into_iter()
        .find(|scheme| {
            let start = colon
                .checked_sub(scheme.len())
                .filter(|start| *start >= floor);
            start
                .and_then(|start| text.get(start..colon))
                .is_some_and(|word| word.eq_ignore_ascii_case(scheme))
        })?;
    let start = colon - scheme.len();
    if !may_begin(text, start) {
        return None;
    }
    if scheme.starts_with("http") {
        let domain = text[colon + 1..].strip_prefix("//")?;
        let end = colon + 3 + web_length(domain)?;
        return Some(Autolink {
            range: start..end,
            target: text[start..end].to_string(),
        });
    }
    let local = text.as_bytes()[colon + 1..]
        .iter()
        .take_while(|byte| is_local(**byte))
        .count();
    let at = colon + 1 + local;
    let is_at = text.as_bytes().get(at) == Some(&b'@');
    let address = is_at.then(|| mail(text, at, colon + 1)).flatten()?;
    let range = start..address.range.end + resource(&text[address.range.end..], scheme);
    Some(Autolink {
        target: text[range.clone()].to_string(),
        range,
    })
}

/// The length of what names one of several places of a chat account: `/work`.
fn resource(after: &str, scheme: &str) -> usize {
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || b"@.".contains(byte);
    match after.strip_prefix('/').filter(|_| scheme == "xmpp") {
        Some(name) => {
            let length = name.bytes().take_while(is_part).count();
            let name = name[..length].trim_end_matches('.');
            if name.is_empty() { 0 } else { 1 + name.len() }
        }
        None => 0,
    }
}

/// `www.…`, at its first letter.
fn with_www(text: &str, start: usize) -> Option<Autolink> {
    let is_www = text
        .get(start..start + 4)
        .is_some_and(|word| word.eq_ignore_ascii_case("www."));
    if !is_www || !may_begin(text, start) {
        return None;
    }
    let end = start + web_length(&text[start..])?;
    Some(Autolink {
        range: start..end,
        target: format!("http://{}", &text[start..end]),
    })
}

/// `name@example.org`, at its `@`.
fn mail(text: &str, at: usize, floor: usize) -> Option<Autolink> {
    let local = text.as_bytes()[floor..at]
        .iter()
        .rev()
        .take_while(|byte| is_local(**byte))
        .count();
    let is_domain = |byte: u8| byte.is_ascii_alphanumeric() || b".-_".contains(&byte);
    let domain = text.as_bytes()[at + 1..]
        .iter()
        .take_while(|byte| is_domain(**byte))
        .count();
    let domain = text[at + 1..at + 1 + domain].trim_end_matches('.');
    let start = at - local;
    let fits = local > 0
        && domain.contains('.')
        && !domain.starts_with('.')
        && !domain.ends_with(['-', '_'])
        && !domain.contains("..");
    if !fits || !text.is_char_boundary(start) {
        return None;
    }
    let range = start..at + 1 + domain.len();
    Some(Autolink {
        target: format!("mailto:{}", &text[range.clone()]),
        range,
    })
}

/// What may stand before the `@` of a mail address.
fn is_local(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b".-_+".contains(&byte)
}

/// An address begins a text, or follows white space or an opening mark.
fn may_begin(text: &str, start: usize) -> bool {
    let before = text[..start].chars().next_back();
    before.is_none_or(|before| before.is_whitespace() || "*_~(".contains(before))
}

/// The longest domain in bytes, well above the 255 that names may have.
const MAX_DOMAIN: usize = 1000;

/// The length of the address that begins with a domain, without what only ends the sentence around it.
fn web_length(text: &str) -> Option<usize> {
    // A long run of letters is not looked through again for every address that might begin in it.
    let near = text
        .char_indices()
        .take_while(|(at, _)| *at <= MAX_DOMAIN)
        .last();
    let near = &text[..near.map_or(0, |(at, letter)| at + letter.len_utf8())];
    let domain = near
        .find(|letter: char| !(letter.is_alphanumeric() || "-_.".contains(letter)))
        .unwrap_or(near.len());
    if domain > MAX_DOMAIN {
        return None;
    }
    let segments: Vec<&str> = text[..domain].trim_end_matches('.').split('.').collect();
    let valid = segments.len() > 1
        && segments.iter().all(|segment| !segment.is_empty())
        && segments
            .iter()
            .rev()
            .take(2)
            .all(|segment| !segment.contains('_'));
    if !valid {
        return None;
    }
    let end = text
        .find(|letter: char| letter.is_whitespace() || letter == '<')
        .unwrap_or(text.len());
    let mut link = &text[..end];
    // Counted once, so that a long run of brackets is not counted again for each of them.
    let mut surplus = link
        .matches(')')
        .count()
        .saturating_sub(link.matches('(').count());
    loop {
        let shorter = match link.chars().next_back() {
            Some(last) if "?!.,:*_~'\"".contains(last) => &link[..link.len() - last.len_utf8()],
            Some(')') if surplus > 0 => {
                surplus -= 1;
                &link[..link.len() - 1]
            }
            Some(';') => match without_entity(link) {
                Some(shorter) => shorter,
                None => break,
            },
            _ => break,
        };
        link = shorter;
    }
    Some(link.len().max(domain.min(link.len())))
}

/// What stands before a trailing `&name;`.
fn without_entity(link: &str) -> Option<&str> {
    let start = link.rfind('&')?;
    let name = &link[start + 1..link.len() - 1];
    let is_entity = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric());
    is_entity.then(|| &link[..start])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_found_as_github_finds_them() {
        let check = |text: &str, expected: &[(&str, &str)]| {
            let found = autolinks(text);
            let found: Vec<(&str, &str)> = found
                .iter()
                .map(|link| (&text[link.range.clone()], link.target.as_str()))
                .collect();
            assert_eq!(found, expected, "{text}");
        };
        let same = |text: &str, link: &str| check(text, &[(link, link)]);
        check(
            "www.commonmark.org",
            &[("www.commonmark.org", "http://www.commonmark.org")],
        );
        check(
            "Visit www.commonmark.org/help for",
            &[("www.commonmark.org/help", "http://www.commonmark.org/help")],
        );
        check(
            "Visit www.commonmark.org.",
            &[("www.commonmark.org", "http://www.commonmark.org")],
        );
        same("(https://example.org/a_(b))", "https://example.org/a_(b)");
        same(
            "https://example.org/a?b=(c)))",
            "https://example.org/a?b=(c)",
        );
        same(
            "https://example.org/?q=x&hl=en",
            "https://example.org/?q=x&hl=en",
        );
        same("https://example.org/?q=x&hl;", "https://example.org/?q=x");
        same("https://example.org/a<b", "https://example.org/a");
        same("*https://example.org*", "https://example.org");
        same("see HTTP://Example.org, or", "HTTP://Example.org");
        same("https://üñí.example/ä", "https://üñí.example/ä");
        check("foo@bar.baz", &[("foo@bar.baz", "mailto:foo@bar.baz")]);
        check(
            "hello+xyz@mail.example.org.",
            &[(
                "hello+xyz@mail.example.org",
                "mailto:hello+xyz@mail.example.org",
            )],
        );
        check("a.b-c_d@a.b-", &[]);
        check("a@.b", &[]);
        check("a.b-c_d@a.b_", &[]);
        same("mailto:foo@bar.baz", "mailto:foo@bar.baz");
        for nothing in [
            "",
            "no link: here",
            "http:/x.org",
            "https://localhost",
            "xhttps://a.org",
            "www.",
            "w",
            "a@b",
            "@",
            "https://a_b.c_d",
            "https://a..b",
            "mailto:x",
            "äw@",
        ] {
            check(nothing, &[]);
        }
        check(
            "a https://a.org b https://b.org",
            &[
                ("https://a.org", "https://a.org"),
                ("https://b.org", "https://b.org"),
            ],
        );
    }

    #[test]
    fn a_long_run_of_brackets_is_read_once() {
        let text = format!("https://example.org/{}", ")".repeat(200_000));
        assert_eq!(autolinks(&text)[0].range, 0..20);
        assert!(autolinks(&"w@:".repeat(100_000)).is_empty());
        assert!(autolinks(&"mailto:".repeat(100_000)).is_empty());
        assert!(autolinks(&"_www.".repeat(100_000)).is_empty());
    }
}
