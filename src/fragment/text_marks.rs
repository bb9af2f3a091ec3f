//! Texts that are marked in code.
//!
//! In: what an author looks for, and one line after the other. Out: the parts of a line that are marked. Where two
//! marks meet, the greater one stands.

use std::ops::Range;

use crate::look::{Find, Mark, TextMark};
use crate::pattern::Pattern;

/// How many bytes the patterns of a block may look at, each as often as the pattern weighs: two seconds of the
/// heaviest ones' work.
const MAX_WORK: usize = 8 << 20;

/// Looks for texts.
#[derive(Debug)]
pub(crate) struct Finder<'a> {
    needles: Vec<(Needle<'a>, Mark)>,
    work: usize,
}

#[derive(Debug)]
enum Needle<'a> {
    Text(&'a str),
    Pattern(Pattern),
}

impl<'a> Finder<'a> {
    /// Looks for these. A pattern that cannot be compiled has been reported where it was read.
    pub(crate) fn new(texts: &'a [TextMark]) -> Finder<'a> {
        let needle = |text: &'a TextMark| {
            let needle = match &text.find {
                Find::Text(text) => Needle::Text(text),
                Find::Pattern(expression) => Needle::Pattern(Pattern::new(expression).ok()?),
            };
            Some((needle, text.mark))
        };
        Finder {
            needles: texts.iter().filter_map(needle).collect(),
            work: 0,
        }
    }

    /// Whether something was not looked for, because it would have taken too long.
    pub(crate) fn gave_up(&self) -> bool {
        self.work > MAX_WORK
    }

    /// The marked parts of a line, in order and apart.
    pub(crate) fn marks(&mut self, line: &str) -> Vec<(Range<usize>, Mark)> {
        // What is said of each byte. It is not made before something is found, which in most lines is nothing.
        let mut bytes: Vec<Option<Mark>> = Vec::new();
        let mut paint = |range: Range<usize>, mark: Mark| {
            bytes.resize(line.len(), None);
            for byte in &mut bytes[range] {
                *byte = (*byte).max(Some(mark));
            }
        };
        for (needle, mark) in &self.needles {
            match needle {
                Needle::Text(text) => {
                    for (at, hit) in line.match_indices(text) {
                        paint(at..at + hit.len(), *mark);
                    }
                }
                Needle::Pattern(pattern) => {
                    let mut at = 0;
                    while at < line.len() {
                        self.work += (line.len() - at) * pattern.weight();
                        if self.work > MAX_WORK {
                            break;
                        }
                        let Some(range) = pattern.find(line, at) else {
                            break;
                        };
                        at = range.end;
                        if range.is_empty() {
                            at += line[at..].chars().next().map_or(1, char::len_utf8);
                        } else {
                            paint(range, *mark);
                        }
                    }
                }
            }
        }
        let mut parts = Vec::new();
        let mut at = 0;
        for run in bytes.chunk_by(|one, other| one == other) {
            if let Some(Some(mark)) = run.first() {
                parts.push((at..at + run.len(), *mark));
            }
            at += run.len();
        }
        parts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(find: &str, mark: Mark) -> TextMark {
        let find = match find.strip_prefix('/') {
            Some(pattern) => Find::Pattern(pattern.to_string()),
            None => Find::Text(find.to_string()),
        };
        TextMark { find, mark }
    }

    #[test]
    fn marks_are_found_and_do_not_overlap() {
        let check = |texts: &[(&str, Mark)], line: &str, expected: &[(&str, Mark)]| {
            let texts: Vec<TextMark> = texts.iter().map(|(find, mark)| text(find, *mark)).collect();
            let mut finder = Finder::new(&texts);
            let found = finder.marks(line);
            let found: Vec<(&str, Mark)> = found
                .iter()
                .map(|(range, mark)| (&line[range.clone()], *mark))
                .collect();
            assert_eq!(found, expected, "{line}");
        };
        use Mark::{Deleted, Marked};
        check(&[("b", Marked)], "a b b", &[("b", Marked), ("b", Marked)]);
        check(
            &[("ab", Marked), ("bc", Deleted)],
            "abc",
            &[("a", Marked), ("bc", Deleted)],
        );
        check(&[("/b+", Marked)], "abba", &[("bb", Marked)]);
        check(&[("/x*", Marked)], "äxx", &[("xx", Marked)]);
        check(&[("/x*", Marked)], "ää", &[]);
        check(&[("/(", Marked)], "(", &[]);
    }

    #[test]
    fn a_pattern_that_would_take_too_long_is_given_up() {
        let texts = [text("/.*[^A-Z]|[A-Z]", Mark::Marked)];
        let mut finder = Finder::new(&texts);
        finder.marks(&"A".repeat(20_000));
        assert!(finder.gave_up());
        let mut finder = Finder::new(&texts);
        finder.marks("AAAA");
        assert!(!finder.gave_up());
    }
}
