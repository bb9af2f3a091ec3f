//! What an opening line says behind the name of its container.
//!
//! In: the line. Out: [`Head`], with the bytes of the title, so that it can be read as text of the page.

use std::ops::Range;

use crate::markdown::attributes::Attributes;

/// What an opening line says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// The bytes of the name.
    pub name: Range<usize>,
    /// The title.
    pub title: Option<Title>,
    /// The attributes.
    pub attributes: Attributes,
}

/// A title as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Title {
    /// Its bytes.
    pub range: Range<usize>,
    /// Where a character is put that is not the title's, and which one of the title's stands there.
    pub stop: Option<(usize, Option<char>)>,
}

impl Head {
    /// Reads what stands behind the name up to the end of `text`: `[Title]{…}`, `{…}`, or a bare title.
    pub fn read(text: &str, name: Range<usize>) -> Head {
        let end = text.trim_end().len();
        let at = skip(text, name.end, end);
        let list = |at: usize| match text[at..end].is_empty() {
            true => Some(Attributes::default()),
            false => Attributes::read(text, at)
                .filter(|(_, close)| *close == end)
                .map(|(list, _)| list),
        };
        let bracket = closing(text, at, end);
        let behind = bracket.map_or(at, |close| skip(text, close + 1, end));
        if let Some(attributes) = list(behind) {
            let title = bracket.map(|close| Title {
                range: at + 1..close,
                stop: Some((close, None)),
            });
            return Head {
                name,
                title,
                attributes,
            };
        }
        let own = text[at..end].rfind('{').map(|open| at + open);
        let own =
            own.and_then(|open| Some((open, list(open).filter(|list| is_meant(text, list))?)));
        let (title, attributes) = match own {
            Some((open, attributes)) => (at..at + text[at..open].trim_end().len(), attributes),
            None => (at..end, Attributes::default()),
        };
        Head {
            name,
            title: Some(bare_title(text, title)),
            attributes,
        }
    }
}

fn bare_title(text: &str, range: Range<usize>) -> Title {
    match text[range.clone()].chars().next_back() {
        Some(last @ ('#' | '}')) => Title {
            range: range.start..range.end - 1,
            stop: Some((range.end - 1, Some(last))),
        },
        _ => Title { range, stop: None },
    }
}

/// Whether braces behind a bare title are a list of attributes, and not words.
fn is_meant(text: &str, list: &Attributes) -> bool {
    let is_list = list.id.is_some() || !list.classes.is_empty() || !list.others.is_empty();
    let is_pair = |range: &Range<usize>| text[range.end..].starts_with('=');
    let mut others = list.others.iter();
    is_list && others.all(|other| other.name == "open" || is_pair(&other.range))
}

/// The bracket that closes the one at `at`.
fn closing(text: &str, at: usize, end: usize) -> Option<usize> {
    let inner = text[at..end].strip_prefix('[')?;
    let mut depth = 1;
    let mut is_escaped = false;
    for (offset, byte) in inner.bytes().enumerate() {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' => is_escaped = true,
            b'[' => depth += 1,
            b']' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(at + 1 + offset);
        }
    }
    None
}

/// The first byte behind white space.
pub fn skip(text: &str, at: usize, end: usize) -> usize {
    end - text[at..end].trim_start().len()
}
