//! Where a fragment stands in the file of its page.
//!
//! In: a fragment, and the bytes of its lines in the file. Out: the place in the file of any part of its text. The
//! fragment knows nothing of this, so that equal blocks of a book are one.

use std::ops::Range;
use std::sync::Arc;

use crate::body::Fragment;
use crate::include::Origin;

/// A place where a page holds a fragment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// The fragment.
    pub fragment: Arc<Fragment>,
    /// The bytes of its lines in the text of the page.
    pub range: Range<usize>,
    /// Where it begins, on a page that includes other files: there, the text of the page is no file.
    pub origin: Option<Origin>,
}

impl Block {
    /// Where bytes of the fragment's text stand in the file, whose text is `source`. Lines may be indented there, or
    /// stand behind `>`. If they are not the lines of the fragment, because some were left out, it is the first line.
    pub fn place(&self, source: &str, range: &Range<usize>) -> Range<usize> {
        let written = source.get(self.range.clone()).unwrap_or_default();
        let start = self.offset(written, range.start);
        let place = match (start, self.offset(written, range.end)) {
            (Some(start), Some(end)) if start <= end => start..end,
            _ => 0..written.lines().next().unwrap_or_default().len(),
        };
        self.range.start + place.start..self.range.start + place.end
    }

    /// Where a byte of the text stands in what is written; `None` if its line does not stand there.
    fn offset(&self, written: &str, at: usize) -> Option<usize> {
        let before = self.fragment.text.get(..at)?;
        let line_start = before.rfind('\n').map_or(0, |end| end + 1);
        let line = self.fragment.text[line_start..]
            .lines()
            .next()
            .unwrap_or("");
        let number = before[..line_start].matches('\n').count();
        let mut rows = written.split_inclusive('\n');
        let above: usize = rows.by_ref().take(number).map(str::len).sum();
        let row = rows.next().unwrap_or_default().lines().next().unwrap_or("");
        let indent = row.strip_suffix(line)?.len();
        Some(above + indent + at - line_start)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_of_the_text_is_found_in_the_file() {
        // `written` stands behind four bytes of other text; the marked part is shown.
        let check = |text: &str, written: &str, part: &str, expected: &str| {
            let block = Block {
                origin: None,
                fragment: Arc::new(Fragment {
                    text: text.to_string(),
                    ..Fragment::default()
                }),
                range: 4..4 + written.len(),
            };
            let source = format!("```\n{written}```\n");
            let start = text.find(part).unwrap();
            let place = block.place(&source, &(start..start + part.len()));
            assert_eq!(&source[place.clone()], expected, "{text:?}");
            assert_eq!(place.start >= 4, expected != source);
        };
        check("ab\ncd\n", "ab\ncd\n", "cd", "cd");
        check("ab\ncd\n", "ab\r\ncd\r\n", "d", "d");
        check("ab\n cd\n", "ab\n>  cd\n", "cd", "cd");
        check("\n  x = 1\n", "\n    x = 1\n", "= 1", "= 1");
        check("ab\ncd\n", "ab\n  cd\n", "ab\ncd", "ab\n  cd");
        // A line was left out.
        check("ab\nef\n", "ab\ncd\nef\n", "ef", "ab");
        check("ef\n", "cd\nef\n", "ef", "cd");
        check("ä\nb\n", "  ä\n  b\n", "b", "b");
    }
}
