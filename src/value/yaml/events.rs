//! The events of a YAML text, with places in bytes.
//!
//! In: a text. Out: one [`Step`] after the other, as the library finds them, so that whoever reads can stop at a
//! bound; or [`Stop`], where the text breaks the rules. The library counts characters; here they become bytes, and
//! ranges are cut down to the value itself, without anchors, tags and what follows on the line.

use std::borrow::Cow;
use std::ops::Range;

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, StrInput, Tag};

/// What comes next, and the bytes of the text where it stands.
#[derive(Clone, Debug)]
pub(crate) struct Step<'t> {
    /// What comes next.
    pub(crate) what: What<'t>,
    /// Where.
    pub(crate) range: Range<usize>,
    /// The anchor that names it; 0 for none.
    pub(crate) anchor: usize,
}

/// What comes next.
#[derive(Clone, Debug)]
pub(crate) enum What<'t> {
    /// A list or, if true, a table begins.
    Open(bool),
    /// The innermost list or table ends. The range is its closing bracket, or empty.
    Close,
    /// A single value; without quotes if `is_plain`, and then it may be a number.
    Scalar {
        /// The text, unquoted.
        text: Cow<'t, str>,
        /// Whether the text may stand for something else than a text.
        is_plain: bool,
    },
    /// The value of an anchor once more.
    Alias(usize),
    /// A second document begins.
    Document,
}

/// Where the library gave up, and what it says.
#[derive(Debug)]
pub(crate) struct Stop {
    /// The byte.
    pub(crate) at: usize,
    /// The library's words.
    pub(crate) info: String,
}

/// The events of a text from some byte on.
pub(crate) struct Events<'t> {
    text: &'t str,
    start: usize,
    parser: Parser<'t, StrInput<'t>>,
    bytes: Option<Vec<usize>>,
    documents: usize,
}

impl<'t> Events<'t> {
    /// The events of what follows the byte `start`.
    pub(crate) fn new(text: &'t str, start: usize) -> Events<'t> {
        let rest = &text[start..];
        let bytes = (!rest.is_ascii()).then(|| rest.char_indices().map(|(at, _)| at).collect());
        Events {
            text,
            start,
            parser: Parser::new_from_str(rest),
            bytes,
            documents: 0,
        }
    }

    /// The next event; nothing at the end of the text.
    pub(crate) fn next(&mut self) -> Result<Option<Step<'t>>, Stop> {
        loop {
            let Some(result) = self.parser.next_event() else {
                return Ok(None);
            };
            let (event, span) = result.map_err(|error| self.stop(&error))?;
            let range = self.byte(span.start.index())..self.byte(span.end.index());
            if let Some(step) = self.step(event, range) {
                return Ok(Some(step));
            }
        }
    }

    fn step(&mut self, event: Event<'t>, range: Range<usize>) -> Option<Step<'t>> {
        let (what, range, anchor) = match event {
            Event::SequenceStart(anchor, _) => (What::Open(false), self.opening(range), anchor),
            Event::MappingStart(anchor, _) => (What::Open(true), self.opening(range), anchor),
            Event::SequenceEnd | Event::MappingEnd => (What::Close, self.closing(range), 0),
            Event::Alias(anchor) => (What::Alias(anchor), self.trimmed(range), 0),
            Event::Scalar(text, style, anchor, tag) => {
                let range = match text.is_empty() && style == ScalarStyle::Plain {
                    true => range.start..range.start,
                    false => self.scalar(range, style),
                };
                let is_plain = match tag.as_deref() {
                    Some(tag) if tag.is_yaml_core_schema() => tag.suffix != "str",
                    Some(tag) if is_plain_text(tag) => false,
                    _ => style == ScalarStyle::Plain,
                };
                (What::Scalar { text, is_plain }, range, anchor)
            }
            Event::DocumentStart(_) => {
                self.documents += 1;
                if self.documents == 1 {
                    return None;
                }
                (What::Document, self.trimmed(range), 0)
            }
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentEnd => {
                return None;
            }
        };
        Some(Step {
            what,
            range,
            anchor,
        })
    }

    fn stop(&self, error: &ScanError) -> Stop {
        Stop {
            at: self.byte(error.marker().index()),
            info: error.info().to_string(),
        }
    }

    /// The byte of a character.
    fn byte(&self, index: usize) -> usize {
        let at = match &self.bytes {
            Some(bytes) => bytes.get(index).copied(),
            None => Some(index),
        };
        at.map_or(self.text.len(), |at| (self.start + at).min(self.text.len()))
    }

    /// Without spaces at the end.
    fn trimmed(&self, range: Range<usize>) -> Range<usize> {
        let end = range.start + self.text[range.clone()].trim_end().len();
        range.start..end
    }

    /// Where the value itself begins: behind anchors, tags and the comments between them.
    fn content(&self, range: &Range<usize>) -> usize {
        let mut at = range.start;
        loop {
            let rest = &self.text[at..range.end];
            let skipped = match rest.chars().next() {
                Some('&' | '!') => rest.find(char::is_whitespace),
                Some('#') if at > range.start => rest.find(['\n', '\r']),
                Some(space) if space.is_whitespace() => Some(space.len_utf8()),
                _ => return at,
            };
            match skipped {
                Some(length) => at += length,
                None => return range.start,
            }
        }
    }

    /// The opening bracket, or the first dash of a list without brackets, which the library passes over if the list
    /// stands no deeper than its key.
    fn opening(&self, range: Range<usize>) -> Range<usize> {
        let start = self.content(&range);
        if self.text[start..].starts_with(['[', '{']) {
            return start..start + 1;
        }
        let line = self.text[..start]
            .rfind(['\n', '\r'])
            .map_or(0, |at| at + 1);
        let indent = self.text[line..start].len() - self.text[line..start].trim_start().len();
        match self.text[line + indent..start].starts_with("- ") {
            true if self.text[line + indent + 1..start].trim().is_empty() => {
                line + indent..line + indent
            }
            _ => start..start,
        }
    }

    /// The closing bracket; empty where a block ends. Behind a last comma, the library names the comma.
    fn closing(&self, range: Range<usize>) -> Range<usize> {
        let rest = &self.text[range.start..];
        let after = rest.strip_prefix(',').map_or(rest, str::trim_start);
        let at = range.start + rest.len() - after.len();
        let is_bracket = !range.is_empty() && after.starts_with([']', '}']);
        match is_bracket {
            true => at..at + 1,
            false => range.start..range.start,
        }
    }

    /// A scalar with its quotes.
    fn scalar(&self, range: Range<usize>, style: ScalarStyle) -> Range<usize> {
        let start = self.content(&range);
        let quoted = match style {
            ScalarStyle::SingleQuoted => Some('\''),
            ScalarStyle::DoubleQuoted => Some('"'),
            _ => None,
        };
        let inside = self.text[start..range.end].strip_prefix(['\'', '"']);
        let (Some(quote), Some(inside)) = (quoted, inside) else {
            return self.trimmed(start..range.end);
        };
        let mut letters = inside.char_indices();
        while let Some((at, letter)) = letters.next() {
            if letter == '\\' && quote == '"' {
                letters.next();
            } else if letter == quote {
                if quote == '\'' && inside[at + 1..].starts_with(quote) {
                    letters.next();
                } else {
                    return start..start + at + 2;
                }
            }
        }
        self.trimmed(start..range.end)
    }
}

/// A lone `!`, which makes a text of what follows.
fn is_plain_text(tag: &Tag) -> bool {
    format!("{}{}", tag.handle, tag.suffix) == "!"
}
