//! Code blocks, found in a text.
//!
//! In: a text, before Markdown is parsed. Out: its fenced blocks, with what is written behind the language of those
//! that show a file. Blocks are read line by line, each line once, with what stands before it: indentation, quotes,
//! the marks of list items.

use std::ops::Range;

use crate::include::lines::next_line;

/// A fenced code block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fence<'a> {
    /// From the first byte of the opening line to the last of the closing one, without its ending.
    pub(crate) range: Range<usize>,
    /// The run of marks that opens it.
    pub(crate) opening: Range<usize>,
    /// What its author wrote in it.
    pub(crate) body: Range<usize>,
    /// The run of marks that closes it.
    pub(crate) closing: Range<usize>,
    /// The value of `file`, with its bytes: the file that it shows.
    pub(crate) file: Option<(&'a str, Range<usize>)>,
    /// The value of `lines`.
    pub(crate) lines: Option<(&'a str, Range<usize>)>,
    /// The value of `anchor`.
    pub(crate) anchor: Option<(&'a str, Range<usize>)>,
}

/// Every file that a line opening a code block names, also where that line is code itself.
pub(crate) fn shown_files(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut start = 0;
    while start < text.len() {
        let end = next_line(text, start);
        let before = Structure::of(&text[start..end]).length;
        if marks(&text[start + before..end]) > 0 {
            found.extend(attribute(text, start + before..end, "file").map(|(file, _)| file));
        }
        start = end;
    }
    found
}

/// The code blocks of a part of a text that are closed; those inside other code blocks are code.
pub(crate) fn fences(text: &str, within: Range<usize>) -> Vec<Fence<'_>> {
    let text = &text[..within.end];
    let mut found = Vec::new();
    let mut start = within.start;
    let mut in_list = false;
    while start < text.len() {
        let end = next_line(text, start);
        let line = text[start..end].trim_end_matches(['\n', '\r']);
        let structure = Structure::of(line);
        in_list = structure.has_item
            || (in_list && (line.starts_with([' ', '\t', '>']) || line.trim().is_empty()));
        let marks = marks(&line[structure.length..]);
        let is_code = structure.indent > 3 && !in_list;
        let info = &line[structure.length + marks..];
        let tick = line.as_bytes().get(structure.length);
        if marks == 0 || is_code || (tick == Some(&b'`') && info.contains('`')) {
            start = end;
            continue;
        }
        let at = start + structure.length;
        start = match closing(text, end, &text[at..at + marks], &structure) {
            Ok(closing) => {
                found.extend(fence(text, start, at..at + marks, end, closing.clone()));
                next_line(text, closing.end)
            }
            Err(end) => end,
        };
    }
    found
}

fn fence(
    text: &str,
    start: usize,
    opening: Range<usize>,
    body: usize,
    closing: Range<usize>,
) -> Option<Fence<'_>> {
    let attribute = |name| attribute(text, opening.end..body, name);
    let before = text[..closing.start].rfind(['\n', '\r'])? + 1;
    Some(Fence {
        file: attribute("file"),
        lines: attribute("lines"),
        anchor: attribute("anchor"),
        range: start..closing.end,
        body: body..before,
        opening,
        closing,
    })
}

/// The marks that close a block, on a line of their own; where the block ends if its quotes or the text end before.
fn closing(
    text: &str,
    from: usize,
    opening: &str,
    around: &Structure,
) -> Result<Range<usize>, usize> {
    let mut start = from;
    while start < text.len() {
        let end = next_line(text, start);
        let line = text[start..end].trim_end();
        let structure = Structure::of(line);
        if structure.quotes != around.quotes {
            return Err(start);
        }
        let run = &line[structure.length..];
        if run.starts_with(opening) && run.bytes().all(|byte| byte == opening.as_bytes()[0]) {
            let at = start + structure.length;
            return Ok(at..at + run.len());
        }
        start = end;
    }
    Err(start)
}

/// How many marks open or close a code block at the start of a line; 0 if it does not.
pub(crate) fn marks(line: &str) -> usize {
    let Some(mark) = line.chars().next().filter(|mark| "`~".contains(*mark)) else {
        return 0;
    };
    let length = line.len() - line.trim_start_matches(mark).len();
    if length < 3 { 0 } else { length }
}

/// The longest run of a mark that begins a line, 0 if it could not be taken for the end of a code block.
pub(crate) fn longest_run(text: &str, mark: char) -> usize {
    let lines = text.split(['\n', '\r']).map(str::trim_start);
    let runs = lines.filter(|line| line.starts_with(mark)).map(marks);
    runs.max().unwrap_or(0)
}

/// What stands before the text of a line: indentation, quotes, the marks of list items.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Structure {
    /// Its length in bytes.
    length: usize,
    /// The white space at its very end, behind the last quote or mark.
    indent: usize,
    quotes: usize,
    has_item: bool,
}

impl Structure {
    fn of(line: &str) -> Structure {
        let bytes = line.as_bytes();
        let mut structure = Structure {
            length: 0,
            indent: 0,
            quotes: 0,
            has_item: false,
        };
        while let Some(byte) = bytes.get(structure.length) {
            let step = match byte {
                b' ' | b'\t' => {
                    structure.indent += 1;
                    structure.length += 1;
                    continue;
                }
                b'>' => {
                    structure.quotes += 1;
                    1
                }
                _ => match item_mark(&bytes[structure.length..]) {
                    0 => break,
                    length => {
                        structure.has_item = true;
                        length
                    }
                },
            };
            structure.length += step;
            structure.indent = 0;
        }
        structure
    }

    /// Whether there is nothing but structure.
    pub(crate) fn is_blank(text: &str) -> bool {
        let mut lines = text.split(['\n', '\r']);
        lines.all(|line| Structure::of(line).length == line.len())
    }

    /// What stands before the further lines of something that begins on a line: the same, without marks of items.
    pub(crate) fn repeated(line: &str) -> String {
        let structure = Structure::of(line);
        let keep = |byte: u8| match byte {
            b' ' | b'\t' | b'>' => char::from(byte),
            _ => ' ',
        };
        line.bytes().take(structure.length).map(keep).collect()
    }
}

/// The length of the mark of a list item, if white space follows it; 0 if there is none.
fn item_mark(bytes: &[u8]) -> usize {
    let digits = bytes
        .iter()
        .take(9)
        .take_while(|byte| byte.is_ascii_digit());
    let digits = digits.count();
    let mark = bytes.get(digits);
    let is_mark = match digits {
        0 => matches!(mark, Some(b'-' | b'*' | b'+')),
        _ => matches!(mark, Some(b'.' | b')')),
    };
    match is_mark && matches!(bytes.get(digits + 1), Some(b' ' | b'\t')) {
        true => digits + 1,
        false => 0,
    }
}

/// The value of `name=value` in an info string, with its bytes. What stands in quotes or braces names nothing.
fn attribute<'a>(text: &'a str, info: Range<usize>, name: &str) -> Option<(&'a str, Range<usize>)> {
    let mut at = info.start;
    let is_space = |letter: char| letter.is_whitespace() || letter == ',';
    let until = |at: usize, stop: &dyn Fn(char) -> bool| {
        let found = text[at..info.end].find(stop);
        found.map_or(info.end, |length| at + length)
    };
    let closed_by = |opening: Option<char>| match opening {
        Some(quote @ ('"' | '\'')) => Some(quote),
        Some('{') => Some('}'),
        _ => None,
    };
    while at < info.end {
        let word = until(at, &|letter| is_space(letter) || letter == '=');
        if let Some(close) = closed_by(text[at..info.end].chars().next()) {
            at = (until(at + 1, &|letter| letter == close) + 1).min(info.end);
        } else if text[word..info.end].starts_with('=') {
            let (key, start) = (&text[at..word], word + 1);
            let close = closed_by(text[start..info.end].chars().next());
            let (value, next) = match close {
                Some(close) => {
                    let end = until(start + 1, &|letter| letter == close);
                    (start + 1..end, (end + 1).min(info.end))
                }
                None => {
                    let end = until(start, &is_space);
                    (start..end, end)
                }
            };
            if key == name && close != Some('}') {
                return Some((&text[value.clone()], value));
            }
            at = next;
        } else {
            at = until(word, &|letter| !is_space(letter));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_blocks_that_show_files_are_found_outside_other_code() {
        let check = |text: &str, expected: &[(&str, Option<&str>, &str)]| {
            let found = fences(text, 0..text.len());
            let found: Vec<(&str, Option<&str>, &str)> = found
                .iter()
                .filter_map(|one| {
                    let lines = one.lines.as_ref().map(|(value, _)| *value);
                    Some((one.file.as_ref()?.0, lines, &text[one.body.clone()]))
                })
                .collect();
            assert_eq!(found, expected, "{text}");
        };
        check(
            "```py file=\"a b.py\" lines='1-2'\n```\n",
            &[("a b.py", Some("1-2"), "")],
        );
        check("> - ~~~py {1} file=a.py\n>   ~~~", &[("a.py", None, "")]);
        check(
            "1. x\n\n       ``` \"file=x\" file=a\n       b\n       ```\n",
            &[("a", None, "       b\n")],
        );
        check("```py title=\"file=x\"\n```", &[]);
        check(
            "````md\n```py file=a\n```\n````\n```c file=b\n```",
            &[("b", None, "")],
        );
        check("    ```py file=a\n    ```\n", &[]);
        check("> ```py file=a\ntext\n```c file=b\n```", &[("b", None, "")]);
        check("```py file=a\n", &[]);
        check("``` `file=a\n```", &[]);
        check("```py profile=a\n```", &[]);
    }

    #[test]
    fn quotes_and_indentation_are_repeated_and_items_are_not() {
        let check = |line: &str, expected: &str| assert_eq!(Structure::repeated(line), expected);
        check("> ", "> ");
        check("  - x", "    ");
        check("> 12. ", ">     ");
        check("see ", "");
        check("\t# ", "\t");
        check("-x", "");
    }
}
