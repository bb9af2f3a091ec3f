//! The lines of a code block that are shown, and what is said of them in the code itself.
//!
//! In: the text of a block. Out: [`Shown`]: the text without comments that are meant for the program, without the signs
//! of hidden lines and of notes, and what they said. Each line is looked at once.

use std::collections::BTreeMap;

use crate::look::{Find, Mark, NoteMark, TextMark};
use crate::markdown::code::comments::Comments;
use crate::markdown::code::ranges::number;

/// How a text is read.
#[derive(Clone, Copy, Debug)]
pub struct Reading<'a> {
    /// How its language writes comments.
    pub comments: Comments,
    /// Whether comments such as `highlight-next-line` mark lines. They do not where the info string does.
    pub takes_highlights: bool,
    /// What hides a line.
    pub hiding: Hiding<'a>,
    /// How many notes stand below the block.
    pub notes: u32,
}

/// What hides a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hiding<'a> {
    /// Nothing.
    Never,
    /// This prefix, behind white space.
    Prefix(&'a str),
    /// `# ` or a bare `#`, as in documentation of Rust; `##` stands for `#`.
    Rust,
}

/// A text as it is shown. Lines are counted from 1.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shown {
    /// The text.
    pub text: String,
    /// How many lines it has.
    pub count: u32,
    /// Marked lines, each a first and a last one.
    pub marks: BTreeMap<Mark, Vec<(u32, u32)>>,
    /// Lines that the others step back for.
    pub focus: Vec<(u32, u32)>,
    /// Hidden lines.
    pub hidden: Vec<(u32, u32)>,
    /// Marked texts.
    pub texts: Vec<TextMark>,
    /// Links to notes.
    pub notes: Vec<NoteMark>,
}

/// Reads a text.
pub fn read(text: &str, reading: Reading<'_>) -> Shown {
    let mut shown = Shown {
        text: String::with_capacity(text.len()),
        ..Shown::default()
    };
    // Where a region that is marked began.
    let mut open = None;
    for written in text.split_inclusive('\n') {
        let line = written.trim_end_matches(['\n', '\r']);
        let ending = &written[line.len()..];
        let next = shown.count.saturating_add(1);
        if reading.takes_highlights
            && let Some(highlight) = highlight(line, reading.comments)
        {
            match highlight {
                "highlight-next-line" => shown.mark(Mark::Marked, (next, next)),
                "highlight-start" => open = open.or(Some(next)),
                _ => {
                    if let Some(first) = open.take() {
                        shown.mark(Mark::Marked, (first, next - 1));
                    }
                }
            }
            continue;
        }
        let Some(line) = shown.take_directives(line, reading.comments) else {
            continue;
        };
        shown.count = next;
        let line = line.replace("[!!code", "[!code");
        let line = shown.take_hiding(&line, reading.hiding);
        shown.take_note(&line, reading);
        shown.text.push_str(ending);
    }
    if let Some(first) = open {
        shown.mark(Mark::Marked, (first, shown.count));
    }
    shown
}

/// The word of a line that is nothing but a comment for the program.
fn highlight(line: &str, comments: Comments) -> Option<&str> {
    let end = comments.content_end(line);
    let words = ["highlight-next-line", "highlight-start", "highlight-end"];
    let word = words.into_iter().find(|word| line[..end].ends_with(word))?;
    let opening = comments.opening(line, end - word.len())?;
    line[..opening].trim().is_empty().then_some(word)
}

impl Shown {
    fn mark(&mut self, mark: Mark, lines: (u32, u32)) {
        self.marks.entry(mark).or_default().push(lines);
    }

    /// Takes comments such as `[!code ++]` off the end of a line; `None` if nothing else stood there. Then they speak
    /// of the lines below.
    fn take_directives<'t>(&mut self, line: &'t str, comments: Comments) -> Option<&'t str> {
        let mut left = line;
        while let Some((start, directive)) = directive(left, comments) {
            if !self.obey(directive) {
                break;
            }
            left = left[..start].trim_end();
            if left.is_empty() {
                return None;
            }
        }
        Some(left)
    }

    /// Does what `++`, `highlight:3` or `word:x` says; false if it says nothing.
    fn obey(&mut self, directive: &str) -> bool {
        let first = self.count.saturating_add(1);
        if let Some(word) = directive.strip_prefix("word:") {
            let (word, _) = word.rsplit_once(':').unwrap_or((word, ""));
            if !word.is_empty() && self.texts.len() < MAX_WORDS {
                let find = Find::Text(word.to_string());
                let mark = Mark::Marked;
                self.texts.push(TextMark { find, mark });
            }
            return true;
        }
        let (name, count) = directive.split_once(':').unwrap_or((directive, "1"));
        let count = number(count.trim()).unwrap_or(1).max(1);
        let lines = (first, first.saturating_add(count - 1));
        match name {
            "highlight" | "hl" => self.mark(Mark::Marked, lines),
            "++" => self.mark(Mark::Inserted, lines),
            "--" => self.mark(Mark::Deleted, lines),
            "warning" => self.mark(Mark::Warning, lines),
            "error" => self.mark(Mark::Error, lines),
            "focus" => self.focus.push(lines),
            _ => return false,
        }
        true
    }

    /// The line without what hides it.
    fn take_hiding(&mut self, line: &str, hiding: Hiding<'_>) -> String {
        let code = line.trim_start();
        let indent = &line[..line.len() - code.len()];
        let (is_hidden, rest) = match hiding {
            Hiding::Never => (false, None),
            Hiding::Prefix(prefix) => {
                let rest = code.strip_prefix(prefix);
                (rest.is_some(), rest)
            }
            Hiding::Rust => match code.strip_prefix('#') {
                Some("") => (true, Some("")),
                Some(rest) if rest.starts_with('#') => (false, Some(rest)),
                Some(rest) => (rest.starts_with(' '), rest.strip_prefix(' ')),
                None => (false, None),
            },
        };
        if is_hidden {
            self.hidden.push((self.count, self.count));
        }
        match rest {
            Some(rest) => format!("{indent}{rest}"),
            None => line.to_string(),
        }
    }

    /// Writes a line without the comment `(1)!` at its end, if there is such a note.
    fn take_note(&mut self, line: &str, reading: Reading<'_>) {
        let found = match self.notes.len() < MAX_NOTES {
            true => note(line, reading.comments),
            false => None,
        };
        let found = found.filter(|(_, note)| (1..=reading.notes).contains(note));
        let Some((end, number)) = found else {
            return self.text.push_str(line);
        };
        self.text.push_str(&line[..end]);
        let line = self.count;
        self.notes.push(NoteMark { line, number });
    }
}

/// How many lines of a block may lead to notes.
const MAX_NOTES: usize = 1000;
/// How many words of a block may be marked by comments.
const MAX_WORDS: usize = 32;

/// The last directive at the end of a line, and where its comment begins.
fn directive(line: &str, comments: Comments) -> Option<(usize, &str)> {
    let end = comments.content_end(line);
    let content = line[..end].strip_suffix(']')?;
    let start = content.rfind("[!code ")?;
    let opening = comments.opening(line, start)?;
    Some((opening, content[start..].strip_prefix("[!code ")?.trim()))
}

/// The number of the note to which a comment leads, and where the line ends without that.
fn note(line: &str, comments: Comments) -> Option<(usize, u32)> {
    let content = &line[..comments.content_end(line)];
    let bare = content
        .strip_suffix('!')
        .unwrap_or(content)
        .strip_suffix(')')?;
    let start = bare.rfind('(')?;
    let note = number(&bare[start + 1..]).ok()?;
    match comments.opening(line, start) {
        Some(opening) => Some((line[..opening].trim_end().len(), note)),
        // Other words of the comment stay.
        None => {
            let before = line[..start].trim_end();
            let is_comment = content.ends_with('!') && comments.is_open(before);
            is_comment.then_some((before.len(), note))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reading(language: &str) -> Reading<'static> {
        Reading {
            comments: Comments::of(language),
            takes_highlights: true,
            hiding: Hiding::Never,
            notes: 2,
        }
    }

    #[test]
    fn comments_that_mark_lines_are_taken_out() {
        let check = |text: &str, expected: &str, marked: &[(u32, u32)]| {
            let shown = read(text, reading("js"));
            assert_eq!(shown.text, expected, "{text}");
            let found = shown.marks.get(&Mark::Marked).cloned().unwrap_or_default();
            assert_eq!(found, marked, "{text}");
        };
        check("a\n// highlight-next-line\nb\n", "a\nb\n", &[(2, 2)]);
        check(
            "  /* highlight-start */\na\nb\n{/* highlight-end */}\nc\n",
            "a\nb\nc\n",
            &[(1, 2)],
        );
        check("// highlight-start\na\n", "a\n", &[(1, 1)]);
        check(
            "a // highlight-next-line\n",
            "a // highlight-next-line\n",
            &[],
        );
        check("# highlight-next-line\n", "# highlight-next-line\n", &[]);
        check("a // [!code highlight]\n", "a\n", &[(1, 1)]);
        check("// [!code hl:2]\na\nb\n", "a\nb\n", &[(1, 2)]);
        check("a // [!code nothing]\n", "a // [!code nothing]\n", &[]);
        check("a // [!!code hl]\n", "a // [!code hl]\n", &[]);
        check("a [!code hl]\n", "a [!code hl]\n", &[]);
    }

    #[test]
    fn all_directives_are_obeyed() {
        let text = "a // [!code ++]\nb // [!code --] // [!code focus]\nc // [!code error]\n// [!code word:c:1]\nd /* [!code warning:9999999999] */";
        let shown = read(text, reading("ts"));
        assert_eq!(shown.text, "a\nb\nc\nd");
        let lines = |mark| shown.marks[&mark].clone();
        assert_eq!(lines(Mark::Inserted), [(1, 1)]);
        assert_eq!(lines(Mark::Deleted), [(2, 2)]);
        assert_eq!(lines(Mark::Error), [(3, 3)]);
        assert_eq!(lines(Mark::Warning), [(4, u32::MAX)]);
        assert_eq!(shown.focus, [(2, 2)]);
        assert_eq!(shown.texts.len(), 1);
    }

    #[test]
    fn hidden_lines_lose_what_hides_them() {
        let check = |hiding: Hiding<'_>, text: &str, expected: &str, hidden: usize| {
            let shown = read(
                text,
                Reading {
                    hiding,
                    ..reading("")
                },
            );
            assert_eq!(
                (shown.text.as_str(), shown.hidden.len()),
                (expected, hidden),
                "{text}"
            );
        };
        check(
            Hiding::Rust,
            "# use a;\n#\n  # b\n#[c]\n## d\n#!e\n",
            "use a;\n\n  b\n#[c]\n# d\n#!e\n",
            3,
        );
        check(
            Hiding::Prefix("!!"),
            "!!a\n  !! b\nc!!\n",
            "a\n   b\nc!!\n",
            2,
        );
        check(Hiding::Never, "# a\n", "# a\n", 0);
    }

    #[test]
    fn notes_are_taken_from_the_end_of_comments() {
        let check = |text: &str, expected: &str, notes: &[u32]| {
            let shown = read(text, reading("py"));
            let found: Vec<u32> = shown.notes.iter().map(|note| note.number).collect();
            assert_eq!(
                (shown.text.as_str(), &found[..]),
                (expected, notes),
                "{text}"
            );
        };
        check("a = 1  # (1)!\n", "a = 1\n", &[1]);
        check("a = 1  # (2)\r\n", "a = 1\r\n", &[2]);
        check("# (1)!\n", "\n", &[1]);
        check("a  # see here (1)!\n", "a  # see here\n", &[1]);
        check("a  # see (1)\n", "a  # see (1)\n", &[]);
        check("f(1)\nf(1)!\n", "f(1)\nf(1)!\n", &[]);
        check("a  # (3)!\n", "a  # (3)!\n", &[]);
    }
}
