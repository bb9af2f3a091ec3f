//! Shared source text.
//!
//! In: the bytes of a file. Out: [`Text`], valid UTF-8 without byte-order mark, from whose byte offsets lines and
//! columns are made when somebody wants to see them. Copies share the text.

use std::ops::Range;
use std::sync::Arc;

/// The text of a file, shared by all that quote it. It is boxed because shared values of a known size are compared by
/// their address first, and texts are compared to see what has changed.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Text(Arc<Box<str>>);

/// A place as people count: line and column from 1, columns in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

impl Text {
    /// The text of `bytes` without a leading byte-order mark.
    ///
    /// # Errors
    /// The offset of the first byte that is not UTF-8, counted from the first byte of the file.
    pub fn from_bytes(bytes: Vec<u8>) -> Result<Text, usize> {
        match String::from_utf8(bytes) {
            Ok(text) => Ok(Text::from(text.as_str())),
            Err(error) => Err(error.utf8_error().valid_up_to()),
        }
    }

    /// The whole text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Line and column of a byte offset. Offsets beyond the end, or inside a character, are moved back to the
    /// nearest place that exists.
    pub fn position(&self, offset: usize) -> Position {
        let offset = self.floor(offset);
        let before = &self.0.as_bytes()[..offset];
        let line_start = self.line_start(offset);
        let line_ends = before
            .iter()
            .enumerate()
            .filter(|&(at, &byte)| is_line_end(before, at, byte))
            .count();
        Position {
            line: line_ends + 1,
            column: self.0[line_start..offset].chars().count() + 1,
        }
    }

    /// The bytes of the line that holds `offset`, without its line ending.
    pub fn line(&self, offset: usize) -> Range<usize> {
        let offset = self.floor(offset);
        let start = self.line_start(offset);
        let end = self.0[offset..]
            .find(['\n', '\r'])
            .map_or(self.0.len(), |length| offset + length);
        start..end.max(start)
    }

    /// A range moved into the text and onto character borders.
    pub fn clamp(&self, range: &Range<usize>) -> Range<usize> {
        let start = self.floor(range.start);
        start..self.floor(range.end).max(start)
    }

    fn floor(&self, offset: usize) -> usize {
        let mut offset = offset.min(self.0.len());
        while !self.0.is_char_boundary(offset) {
            offset -= 1;
        }
        offset
    }

    fn line_start(&self, offset: usize) -> usize {
        self.0[..offset]
            .rfind(['\n', '\r'])
            .map_or(0, |end| end + 1)
    }
}

/// Line endings are LF, CR LF and a lone CR, as in `CommonMark`.
fn is_line_end(bytes: &[u8], at: usize, byte: u8) -> bool {
    byte == b'\n'
        || (byte == b'\r' && bytes.get(at + 1).is_some_and(|next| *next != b'\n'))
        || (byte == b'\r' && at + 1 == bytes.len())
}

impl From<&str> for Text {
    fn from(text: &str) -> Text {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        Text(Arc::new(text.into()))
    }
}

impl std::fmt::Debug for Text {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Text({} bytes)", self.0.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_count_characters_and_every_line_ending() {
        let check = |text: &str, offset: usize, line: usize, column: usize| {
            assert_eq!(
                Text::from(text).position(offset),
                Position { line, column },
                "{text:?} at {offset}"
            );
        };
        check("", 0, 1, 1);
        check("ab\ncd", 4, 2, 2);
        check("ab\r\ncd", 4, 2, 1);
        check("ab\rcd", 3, 2, 1);
        check("äöü:x", 6, 1, 4);
        check("\u{feff}ab\ncd", 3, 2, 1);
        check("ab", 99, 1, 3);
        check("a\n", 2, 2, 1);
        check("ä", 1, 1, 1);
    }

    #[test]
    fn the_first_wrong_byte_is_named() {
        assert_eq!(Text::from_bytes(b"ab\xff".to_vec()), Err(2));
        assert_eq!(
            Text::from_bytes(b"\xef\xbb\xbfab".to_vec()),
            Ok(Text::from("ab"))
        );
    }
}
