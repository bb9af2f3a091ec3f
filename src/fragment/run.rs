//! A line of code and what its parts are, to HTML.
//!
//! In: a line, and the runs of one class in it. Out: HTML whose text is the line, or a part of it. Marks may begin and
//! end anywhere: a run that a mark cuts becomes two.

use std::ops::Range;

use crate::fragment::class::Class;
use crate::html::Html;

/// A part of a line that has a colour.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Run {
    /// Its bytes in the line.
    pub(crate) range: Range<usize>,
    /// What it is.
    pub(crate) class: Class,
}

impl Run {
    /// The run in a line that has more text before.
    pub(crate) fn behind(&self, before: usize) -> Run {
        Run {
            range: self.range.start + before..self.range.end + before,
            class: self.class,
        }
    }
}

/// Writes a part of a line. `runs` are in order and do not overlap.
pub(crate) fn write(line: &str, runs: &[Run], part: Range<usize>, out: &mut Html) {
    let mut at = part.start;
    let first = runs.partition_point(|run| run.range.end <= part.start);
    for run in &runs[first..] {
        let start = run.range.start.max(part.start);
        let end = run.range.end.min(part.end);
        if start >= end {
            break;
        }
        out.push_text(&line[at..start]);
        let text = &line[start..end];
        match run.class.opening() {
            Some(opening) => {
                out.push_static(opening);
                out.push_text(text);
                out.close("span");
            }
            None => out.push_text(text),
        }
        at = end;
    }
    out.push_text(&line[at..part.end]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_takes_in_what_it_needs_of_runs() {
        let run = |range, class| Run { range, class };
        let runs = [run(0..3, Class::Keyword), run(4..9, Class::Function)];
        let check = |part: Range<usize>, expected: &str| {
            let mut out = Html::new();
            write("let a<b>c = 1", &runs, part, &mut out);
            let shown = out
                .as_str()
                .replace("<span class=\"", "‹")
                .replace("\">", " ");
            assert_eq!(shown.replace("</span>", "›"), expected);
        };
        check(0..13, "‹k let› ‹f a&lt;b&gt;c› = 1");
        check(1..5, "‹k et› ‹f a›");
        check(5..11, "‹f &lt;b&gt;c› =");
        check(3..4, " ");
        check(10..13, "= 1");
        check(4..4, "");
    }
}
