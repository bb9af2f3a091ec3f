//! Directives and code blocks that show files, found in a text.
//!
//! In: a text, before Markdown is parsed. Out: [`Found`], in order, never overlapping. Both searches walk forwards
//! once: a directive ends on its line and before the next `{{`, a code block at its closing fence.

use std::ops::Range;

use crate::include::fence::{Fence, fences};

/// Something to expand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Found<'a> {
    /// `{{#name argument}}`.
    Directive(Directive<'a>),
    /// A code block with `file=` behind its language.
    Fence(Fence<'a>),
}

/// `{{#name argument}}`, wherever it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Directive<'a> {
    /// Its bytes; with the backslash before it, if there is one.
    pub(crate) range: Range<usize>,
    /// Whether a backslash says that it is text.
    pub(crate) is_escaped: bool,
    /// `include`.
    pub(crate) name: &'a str,
    /// What follows the name, without white space around it.
    pub(crate) argument: &'a str,
    /// Where its line begins.
    pub(crate) line: usize,
    /// Whether it stands in a code block.
    pub(crate) in_code: bool,
}

/// Whether a text may hold something to expand. Most texts hold nothing, and are left at once.
pub(crate) fn may_hold(text: &str) -> bool {
    text.contains("{{") || text.contains("file=")
}

/// What a part of a text asks for. `is_code` is whether the text stands in a code block itself. Directives in the body
/// of a block that shows a file are left out: that body gives way to the file.
pub(crate) fn found(text: &str, within: Range<usize>, is_code: bool) -> Vec<Found<'_>> {
    let blocks = match is_code {
        true => Vec::new(),
        false => fences(text, within.clone()),
    };
    let mut all: Vec<Found<'_>> = Vec::new();
    let mut blocks = blocks.into_iter().peekable();
    // Where the last block ends, and whether it shows a file.
    let mut open = (within.start, false);
    for directive in directives(text, within) {
        let start = directive.range.start;
        while let Some(block) = blocks.next_if(|block| block.range.start <= start) {
            open = (block.range.end, block.file.is_some());
            all.extend(block.file.is_some().then_some(Found::Fence(block)));
        }
        let in_block = start < open.0;
        if !(in_block && open.1) {
            let in_code = is_code || in_block;
            all.push(Found::Directive(Directive {
                in_code,
                ..directive
            }));
        }
    }
    let shown = blocks.filter(|block| block.file.is_some());
    all.extend(shown.map(Found::Fence));
    all
}

/// All directives of a part of a text.
pub(crate) fn directives(text: &str, within: Range<usize>) -> Vec<Directive<'_>> {
    let mut found = Vec::new();
    let mut from = within.start;
    let mut line = within.start;
    while let Some(at) = text[from..within.end].find("{{").map(|at| from + at) {
        if let Some(end) = text[from..at].rfind(['\n', '\r']) {
            line = from + end + 1;
        }
        from = at + 1;
        if let Some(directive) = directive(text, at, within.end, line) {
            let is_escaped = at > within.start && text.as_bytes()[at - 1] == b'\\';
            from = directive.range.end;
            let start = at - usize::from(is_escaped);
            found.push(Directive {
                range: start..directive.range.end,
                is_escaped,
                ..directive
            });
        }
    }
    found
}

fn directive(text: &str, at: usize, end: usize, line: usize) -> Option<Directive<'_>> {
    let is_space = |letter: char| letter == ' ' || letter == '\t';
    let behind = text[at + 2..end].trim_start_matches(is_space);
    let behind = behind.strip_prefix('#')?;
    let is_name = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
    let name = &behind[..behind.find(|letter| !is_name(letter))?];
    let rest = &behind[name.len()..];
    // Nothing behind another `{{` is looked at, so that a text full of openings is not read again for each.
    let ends = |(at, byte): (usize, u8)| match byte {
        b'}' | b'\n' | b'\r' => true,
        b'{' => rest.as_bytes().get(at + 1) == Some(&b'{'),
        _ => false,
    };
    let argument = &rest[..rest.bytes().enumerate().position(ends)?];
    let is_closed = rest[argument.len()..].starts_with("}}");
    let is_apart = argument.is_empty() || argument.starts_with(is_space);
    if name.is_empty() || !is_closed || !is_apart {
        return None;
    }
    let close = text[..end].len() - rest.len() + argument.len() + 2;
    Some(Directive {
        range: at..close,
        is_escaped: false,
        name,
        argument: argument.trim_matches(is_space),
        line,
        in_code: false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn directives_end_on_their_line() {
        let check = |text: &str, expected: &[(&str, &str, &str)]| {
            let found = directives(text, 0..text.len());
            let found: Vec<(&str, &str, &str)> = found
                .iter()
                .map(|one| (&text[one.range.clone()], one.name, one.argument))
                .collect();
            assert_eq!(found, expected, "{text}");
        };
        check(
            "a {{#include b.md}} c",
            &[("{{#include b.md}}", "include", "b.md")],
        );
        check(
            "{{ #include\tb c }}",
            &[("{{ #include\tb c }}", "include", "b c")],
        );
        check(r"\{{#x y}}", &[(r"\{{#x y}}", "x", "y")]);
        check("{{{#x y}}}", &[("{{#x y}}", "x", "y")]);
        check("{{#x}}", &[("{{#x}}", "x", "")]);
        for nothing in [
            "{{x}}",
            "{{#x y}",
            "{{#x\ny}}",
            "{{# y}}",
            "{{#x-y z}}",
            "{{#x",
            "{{",
            "{{#x }y}}",
        ] {
            check(nothing, &[]);
        }
        check("{{#x {{#y z}}", &[("{{#y z}}", "y", "z")]);
        check("ä{{#x ä}}", &[("{{#x ä}}", "x", "ä")]);
    }

    #[test]
    fn a_text_full_of_openings_is_read_once() {
        for part in [
            "{{#include ",
            "{{",
            "{{ ",
            "{{#a\n",
            "``` file=\n",
            "> ``` file=\n",
            "```a file=\n~~~\n",
        ] {
            let text = part.repeat(100_000);
            found(&text, 0..text.len(), false);
        }
    }
}
