//! Which lines of a file a directive asks for.
//!
//! In: what follows the path (`2:10`, `name`) and the file. Out: the bytes of the lines. Each file is looked through
//! once, however many directives ask for parts of it.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::value::keys::nearest;

/// The lines that are asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Selection<'a> {
    /// All of them.
    Whole,
    /// From one line to another, from 1, both included; to the last without the second.
    Lines(usize, Option<usize>),
    /// Those between `ANCHOR: name` and `ANCHOR_END: name`.
    Anchor(&'a str),
}

/// Why there are no such lines: what is wrong, and what to do. Without backticks around the name of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NoLines {
    /// What is wrong, behind the name of the file.
    pub(crate) message: String,
    /// What to do.
    pub(crate) help: String,
}

/// The lines of a file and its anchors.
#[derive(Debug)]
pub(crate) struct Lines {
    /// The bytes of each line, its ending included.
    lines: Vec<Range<usize>>,
    /// The lines that open or close anchors, in order.
    marked: Vec<usize>,
    /// Where each anchor opens first, and where it closes.
    anchors: BTreeMap<String, (usize, Option<usize>)>,
}

/// The lines that a selection takes, as bytes of the file.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Taken {
    /// In order; neighbouring lines are one range.
    pub(crate) inside: Vec<Range<usize>>,
    /// How much lies between them and was passed over, in bytes.
    pub(crate) passed: usize,
}

impl<'a> Selection<'a> {
    /// What follows the path of a directive and its colon.
    pub(crate) fn parse(written: &'a str) -> Selection<'a> {
        let is_number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        let number = |part: &str| match part {
            "" => None,
            // A number that is too large is one of a line that no file has.
            digits => Some(digits.parse().unwrap_or(usize::MAX)),
        };
        match written.split_once(':') {
            None if written.is_empty() => Selection::Whole,
            None if is_number(written) => {
                let line = number(written);
                Selection::Lines(line.unwrap_or(1), line)
            }
            Some((first, last)) if is_number(first) && is_number(last) => {
                match (number(first), number(last)) {
                    (None, None) => Selection::Whole,
                    (first, last) => Selection::Lines(first.unwrap_or(1), last),
                }
            }
            _ => Selection::Anchor(written),
        }
    }

    /// What `lines="3-9"` of a code block says; `None` if it says nothing.
    pub(crate) fn of_fence(written: &str) -> Option<Selection<'static>> {
        let written = written.trim();
        let number = |part: &str| part.trim().parse::<usize>().ok();
        match written.split_once('-') {
            None => number(written).map(|line| Selection::Lines(line, Some(line))),
            Some((first, "")) => number(first).map(|first| Selection::Lines(first, None)),
            Some(("", last)) => number(last).map(|last| Selection::Lines(1, Some(last))),
            Some((first, last)) => number(first)
                .zip(number(last))
                .map(|(first, last)| Selection::Lines(first, Some(last))),
        }
    }
}

impl Taken {
    /// How many bytes are taken.
    pub(crate) fn length(&self) -> usize {
        self.inside.iter().map(Range::len).sum()
    }
}

impl Lines {
    /// Looks through a file.
    pub(crate) fn new(text: &str) -> Lines {
        let mut lines = Lines {
            lines: Vec::new(),
            marked: Vec::new(),
            anchors: BTreeMap::new(),
        };
        let mut start = 0;
        while start < text.len() {
            let end = next_line(text, start);
            lines.mark(&text[start..end]);
            lines.lines.push(start..end);
            start = end;
        }
        lines
    }

    /// Notes what a line opens or closes.
    fn mark(&mut self, line: &str) {
        let number = self.lines.len();
        if let Some(name) = anchor(line, "ANCHOR_END:") {
            self.marked.push(number);
            if let Some((_, end @ None)) = self.anchors.get_mut(name) {
                *end = Some(number);
            }
        } else if let Some(name) = anchor(line, "ANCHOR:") {
            self.marked.push(number);
            let anchors = &mut self.anchors;
            anchors.entry(name.to_string()).or_insert((number, None));
        }
    }

    /// The bytes of the lines, the ending of the last one included.
    pub(crate) fn take(&self, selection: &Selection<'_>) -> Result<Taken, NoLines> {
        match selection {
            Selection::Whole => Ok(self.between(0, self.lines.len(), &[])),
            Selection::Lines(first, last) => {
                let count = self.lines.len();
                let last = last.unwrap_or(count.max(*first));
                if *first == 0 || *first > last || last > count {
                    return Err(no_range(*first, last, count));
                }
                Ok(self.between(first - 1, last, &[]))
            }
            Selection::Anchor(name) => {
                let (open, close) = match self.anchors.get(*name) {
                    Some((open, Some(close))) => (*open, *close),
                    Some((open, None)) => return Err(never_closed(name, open + 1)),
                    None => return Err(self.no_anchor(name)),
                };
                let taken = self.between(open + 1, close, &self.marked);
                match taken.inside.is_empty() {
                    true => Err(NoLines {
                        message: format!("has nothing in its anchor `{name}`"),
                        help: "move the two comments of the anchor around the lines it should hold"
                            .to_string(),
                    }),
                    false => Ok(taken),
                }
            }
        }
    }

    /// The lines that are not taken and open or close no anchor of a selection by anchor, for `rustdoc_include`.
    pub(crate) fn rest(&self, selection: &Selection<'_>, taken: &Taken) -> Vec<Range<usize>> {
        let marked: &[usize] = match selection {
            Selection::Anchor(_) => &self.marked,
            Selection::Whole | Selection::Lines(..) => &[],
        };
        let is_taken = |line: &Range<usize>| {
            let at = taken
                .inside
                .partition_point(|range| range.end <= line.start);
            let near = taken.inside.get(at);
            near.is_some_and(|range| range.start <= line.start)
        };
        let unmarked = |number: &usize| marked.binary_search(number).is_err();
        let numbers = (0..self.lines.len()).filter(unmarked);
        let lines = numbers.map(|number| self.lines[number].clone());
        lines.filter(|line| !is_taken(line)).collect()
    }

    /// The lines of a range of numbers from 0, but for those of `left_out`, which are in order.
    fn between(&self, first: usize, end: usize, left_out: &[usize]) -> Taken {
        let mut taken = Taken::default();
        let from = left_out.partition_point(|number| *number < first);
        let to = left_out.partition_point(|number| *number < end);
        let mut start = first;
        for stop in left_out[from..to.max(from)].iter().copied().chain([end]) {
            if start < stop {
                let bytes = self.lines[start].start..self.lines[stop - 1].end;
                taken.inside.push(bytes);
            }
            start = stop + 1;
        }
        if first < end {
            taken.passed = self.lines[end - 1].end - self.lines[first].start - taken.length();
        }
        taken
    }

    fn no_anchor(&self, name: &str) -> NoLines {
        // The first thousand are enough to mend a slip, and bounded.
        let known = self.anchors.keys().map(String::as_str).take(1000);
        let help = match nearest(name, known) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!(
                "write a comment `ANCHOR: {name}` above the lines and `ANCHOR_END: {name}` below them"
            ),
        };
        NoLines {
            message: format!("has no anchor `{name}`"),
            help,
        }
    }
}

fn no_range(first: usize, last: usize, count: usize) -> NoLines {
    let (message, help) = match () {
        () if first == 0 => ("has no line 0".to_string(), "lines are counted from 1"),
        () if first > last => (
            format!("has nothing from line {first} to line {last}"),
            "write the smaller number first",
        ),
        () => (
            format!("has no line {}; its last line is {count}", last.max(first)),
            "correct the numbers, or mark the lines with an anchor, which survives edits",
        ),
    };
    let help = help.to_string();
    NoLines { message, help }
}

fn never_closed(name: &str, line: usize) -> NoLines {
    NoLines {
        message: format!("opens the anchor `{name}` in line {line} and never closes it"),
        help: format!("write a comment `ANCHOR_END: {name}` below the lines"),
    }
}

/// A range of a file without the line ending at its end.
pub(crate) fn without_ending(text: &str, range: &Range<usize>) -> Range<usize> {
    let part = &text[range.clone()];
    let part = part.strip_suffix('\n').unwrap_or(part);
    let part = part.strip_suffix('\r').unwrap_or(part);
    range.start..range.start + part.len()
}

/// Where the line after the one at `start` begins.
pub(crate) fn next_line(text: &str, start: usize) -> usize {
    match text[start..].find(['\n', '\r']).map(|at| start + at) {
        Some(at) if text[at..].starts_with("\r\n") => at + 2,
        Some(at) => at + 1,
        None => text.len(),
    }
}

/// The name of the anchor that a line opens or closes: letters, digits, `_` and `-` behind the mark.
fn anchor<'a>(line: &'a str, mark: &str) -> Option<&'a str> {
    let behind = line[line.find(mark)? + mark.len()..].trim_start();
    let is_name = |letter: char| letter.is_alphanumeric() || letter == '_' || letter == '-';
    let end = behind.find(|letter| !is_name(letter));
    let name = &behind[..end.unwrap_or(behind.len())];
    (!name.is_empty()).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "one\n// ANCHOR: a\ntwo\r\n# ANCHOR: b-1\nthree\n# ANCHOR_END: b-1\nfour\n// ANCHOR_END: a\n// ANCHOR: open\nfive";

    fn take(written: &str) -> Result<Vec<&'static str>, String> {
        let lines = Lines::new(TEXT);
        let taken = lines.take(&Selection::parse(written));
        let shown = |taken: Taken| taken.inside.into_iter().map(|range| &TEXT[range]).collect();
        taken.map(shown).map_err(|wrong| wrong.message)
    }

    #[test]
    fn lines_are_taken_by_number_and_by_anchor() {
        let check = |written: &str, expected: &[&str]| {
            assert_eq!(take(written), Ok(expected.to_vec()), "{written}");
        };
        check("", &[TEXT]);
        check(":", &[TEXT]);
        check("1", &["one\n"]);
        check("3:4", &["two\r\n# ANCHOR: b-1\n"]);
        check(":1", &["one\n"]);
        check("10:", &["five"]);
        check("a", &["two\r\n", "three\n", "four\n"]);
        check("b-1", &["three\n"]);
    }

    #[test]
    fn what_is_not_there_is_said() {
        let check = |written: &str, expected: &str| {
            assert_eq!(take(written), Err(expected.to_string()), "{written}");
        };
        check("c", "has no anchor `c`");
        check("a:2", "has no anchor `a:2`");
        check(
            "open",
            "opens the anchor `open` in line 9 and never closes it",
        );
        check("3:2", "has nothing from line 3 to line 2");
        check("0", "has no line 0");
        check("11", "has no line 11; its last line is 10");
        check(
            "2:99999999999999999999",
            &format!("has no line {}; its last line is 10", usize::MAX),
        );
        check("12:", "has no line 12; its last line is 10");
        let empty = Lines::new("ANCHOR: a\nANCHOR_END: a\n").take(&Selection::Anchor("a"));
        assert_eq!(empty.unwrap_err().message, "has nothing in its anchor `a`");
    }

    #[test]
    fn the_rest_is_all_that_is_not_taken() {
        let check = |written: &str, expected: &[&str]| {
            let (lines, selection) = (Lines::new(TEXT), Selection::parse(written));
            let taken = lines.take(&selection).unwrap();
            let rest = lines.rest(&selection, &taken);
            let rest: Vec<&str> = rest.into_iter().map(|range| &TEXT[range]).collect();
            assert_eq!(rest, expected, "{written}");
        };
        check("b-1", &["one\n", "two\r\n", "four\n", "five"]);
        check("a", &["one\n", "five"]);
        check("2:9", &["one\n", "five"]);
        check("", &[]);
    }

    #[test]
    fn code_blocks_write_a_range_with_a_hyphen() {
        let check = |written: &str, expected: Option<Selection<'_>>| {
            assert_eq!(Selection::of_fence(written), expected, "{written}");
        };
        check("3-9", Some(Selection::Lines(3, Some(9))));
        check("3", Some(Selection::Lines(3, Some(3))));
        check("3-", Some(Selection::Lines(3, None)));
        check("-9", Some(Selection::Lines(1, Some(9))));
        check("a", None);
        check("1,3", None);
    }
}
