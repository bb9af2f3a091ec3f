//! Spans as people and machines count them.
//!
//! In: spans in bytes, and the texts they belong to. Out: [`Place`] with lines and columns, and the line itself. Each
//! text is measured once, so that many findings on one long line cost no more than many on short lines.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::diagnostic::Span;
use crate::path::input::InputPath;
use crate::text::{Position, Text};

/// The text of a file, if it is known: what findings quote from.
pub type Texts<'a> = &'a dyn Fn(&InputPath) -> Option<Text>;

/// A place in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    /// The file, seen from the project folder.
    pub file: InputPath,
    /// The bytes of its text.
    pub bytes: Range<usize>,
    /// Start and end by line and column; `None` if the file holds no text that could be counted.
    pub counted: Option<(Position, Position)>,
}

/// The places of a report. Remembers the measures of the texts it has seen.
pub(crate) struct Places<'a> {
    texts: Texts<'a>,
    measured: BTreeMap<InputPath, Option<Measure>>,
}

/// A text with its measures.
struct Measure {
    text: Text,
    /// The byte at which each line begins.
    lines: Vec<usize>,
    /// How many characters stand before each multiple of [`STEP`] bytes.
    characters: Vec<usize>,
}

const STEP: usize = 4096;

impl<'a> Places<'a> {
    /// Places in these texts.
    pub(crate) fn new(texts: Texts<'a>) -> Places<'a> {
        Places {
            texts,
            measured: BTreeMap::new(),
        }
    }

    /// Where a span is.
    pub(crate) fn place(&mut self, span: &Span) -> Place {
        let Some(measure) = self.measure(&span.file) else {
            return Place {
                file: span.file.clone(),
                bytes: span.range.clone(),
                counted: None,
            };
        };
        // By its full name, since `Ord` has a `clamp` as well.
        let bytes = Text::clamp(&measure.text, &span.range);
        Place {
            file: span.file.clone(),
            counted: Some((measure.position(bytes.start), measure.position(bytes.end))),
            bytes,
        }
    }

    /// The text of the place's file, and the bytes of the line in which the place begins, without its line ending.
    pub(crate) fn line(&mut self, place: &Place) -> Option<(Text, Range<usize>)> {
        let measure = self.measure(&place.file)?;
        let line = measure.line_of(place.bytes.start);
        let start = measure.lines[line];
        let end = match measure.lines.get(line + 1) {
            Some(next) => {
                let with_ending = &measure.text.as_str()[start..*next];
                start + with_ending.trim_end_matches(['\n', '\r']).len()
            }
            None => measure.text.as_str().len(),
        };
        Some((measure.text.clone(), start..end))
    }

    fn measure(&mut self, file: &InputPath) -> Option<&Measure> {
        if !self.measured.contains_key(file) {
            let measure = (self.texts)(file).map(Measure::new);
            self.measured.insert(file.clone(), measure);
        }
        self.measured.get(file).and_then(Option::as_ref)
    }
}

impl Measure {
    fn new(text: Text) -> Measure {
        let bytes = text.as_str().as_bytes();
        let mut lines = vec![0];
        let mut characters = Vec::with_capacity(bytes.len() / STEP + 1);
        let mut count = 0;
        for (at, &byte) in bytes.iter().enumerate() {
            if at.is_multiple_of(STEP) {
                characters.push(count);
            }
            count += usize::from(begins_character(byte));
            if byte == b'\n' || (byte == b'\r' && bytes.get(at + 1) != Some(&b'\n')) {
                lines.push(at + 1);
            }
        }
        if bytes.len().is_multiple_of(STEP) {
            characters.push(count);
        }
        Measure {
            text,
            lines,
            characters,
        }
    }

    fn line_of(&self, offset: usize) -> usize {
        self.lines.partition_point(|start| *start <= offset) - 1
    }

    /// Line and column of an offset on a character border inside the text.
    fn position(&self, offset: usize) -> Position {
        let line = self.line_of(offset);
        Position {
            line: line + 1,
            column: self.characters_before(offset) - self.characters_before(self.lines[line]) + 1,
        }
    }

    fn characters_before(&self, offset: usize) -> usize {
        let step = offset / STEP;
        let rest = &self.text.as_str().as_bytes()[step * STEP..offset];
        let more = rest.iter().filter(|byte| begins_character(**byte)).count();
        self.characters[step] + more
    }
}

/// Every byte of UTF-8 but a continuation byte begins a character.
fn begins_character(byte: u8) -> bool {
    byte & 0b1100_0000 != 0b1000_0000
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn position(text: &str, offset: usize) -> Position {
        let texts = |_: &InputPath| Some(Text::from(text));
        let span = Span::new(&InputPath::new("a.md"), offset..offset);
        Places::new(&texts).place(&span).counted.unwrap().0
    }

    #[test]
    fn lines_and_columns_are_counted_from_one() {
        let check = |text: &str, offset: usize, line: usize, column: usize| {
            let expected = Position { line, column };
            assert_eq!(position(text, offset), expected, "{text:?} at {offset}");
        };
        check("", 0, 1, 1);
        check("ab\ncd", 4, 2, 2);
        check("ab\r\ncd", 4, 2, 1);
        check("ab\rcd", 3, 2, 1);
        check("äöü:x", 6, 1, 4);
        check("ab", 99, 1, 3);
        check("a\n", 2, 2, 1);
        check(&"ä".repeat(STEP), 2 * STEP, 1, STEP + 1);
        check(
            &format!("\n{}x", "ä".repeat(STEP)),
            2 * STEP + 1,
            2,
            STEP + 1,
        );
    }

    #[test]
    fn a_file_without_text_keeps_its_name() {
        let span = Span::new(&InputPath::new("a.png"), 3..4);
        let place = Places::new(&|_| None).place(&span);
        assert_eq!((place.file.as_str(), place.counted), ("a.png", None));
    }

    proptest! {
        #[test]
        fn counting_in_steps_is_counting(text in "[a\u{e4}\u{578b}\n]{0,40}", offset in 0..120_usize) {
            prop_assert_eq!(position(&text, offset), Text::from(text.as_str()).position(offset));
        }
    }
}
