//! Where the front matter of a page is.
//!
//! In: the text of a page. Out: [`Block`], if the page opens with something that can be front matter: its language,
//! its bytes, and where the body begins. Whether `---` is a rule instead is known only when the block is read.

use std::ops::Range;

/// A block that opens a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Block {
    /// What it is written in.
    pub(crate) language: Language,
    /// Whether it stands in an HTML comment.
    pub(crate) is_comment: bool,
    /// The opening line.
    pub(crate) opening: Range<usize>,
    /// The lines between the opening and the closing line. Of a block that is never closed, the lines up to the first
    /// empty one.
    pub(crate) content: Range<usize>,
    /// What is missing at its end.
    pub(crate) missing: Option<&'static str>,
    /// The byte at which the body begins.
    pub(crate) body: usize,
}

/// What a block is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Language {
    /// Between `---` lines.
    Yaml,
    /// Between `+++` lines.
    Toml,
}

impl Language {
    /// The line that opens and closes a block.
    pub(crate) fn fence(self) -> &'static str {
        match self {
            Language::Yaml => "---",
            Language::Toml => "+++",
        }
    }

    /// Whether a line begins with a key of this language.
    pub(crate) fn begins_with_key(self, line: &str) -> bool {
        let line = line.trim_start();
        let end = match line.strip_prefix(['"', '\'']) {
            Some(quoted) => quoted.find(['"', '\'']).map(|end| end + 2),
            None => line.find(|letter: char| !letter.is_alphanumeric() && !"_-.".contains(letter)),
        };
        let (name, rest) = line.split_at(end.unwrap_or(line.len()));
        match self {
            Language::Yaml => {
                let after = rest.trim_start().strip_prefix(':');
                !name.is_empty() && after.is_some_and(|after| !after.starts_with(['/', ':']))
            }
            Language::Toml => {
                line.starts_with('[') || (!name.is_empty() && rest.trim_start().starts_with('='))
            }
        }
    }
}

/// The block that opens a page.
pub(crate) fn find(text: &str) -> Option<Block> {
    let mut lines = Lines { text, at: 0 };
    let first = lines.next()?;
    let is_comment = text[first.clone()].trim_end() == "<!--";
    let opening = match is_comment {
        true => lines.next()?,
        false => first,
    };
    let language = [Language::Yaml, Language::Toml]
        .into_iter()
        .find(|language| text[opening.clone()].trim_end() == language.fence())?;
    let start = lines.at;
    let second = lines.clone().next()?;
    if text[second.clone()].trim().is_empty() {
        return None;
    }
    let block = |content: Range<usize>, missing, body| Block {
        language,
        is_comment,
        opening,
        content,
        missing,
        body,
    };
    let mut end_of_paragraph = None;
    while let Some(line) = lines.next() {
        let written = text[line.clone()].trim_end();
        if written == language.fence() {
            let content = start..line.start;
            let body = match is_comment {
                true => end_of_comment(&lines),
                false => Some(lines.at),
            };
            return Some(match body {
                Some(body) => block(content, None, body),
                None => block(content, Some("-->"), lines.at),
            });
        }
        if written.is_empty() {
            end_of_paragraph.get_or_insert(line.start);
        }
    }
    let end = end_of_paragraph.unwrap_or(text.len());
    language
        .begins_with_key(&text[second])
        .then(|| block(start..end, Some(language.fence()), end))
}

/// Where the text goes on after `-->`, if the next line that is not empty is that.
fn end_of_comment(lines: &Lines) -> Option<usize> {
    let mut lines = lines.clone();
    loop {
        let line = lines.next()?;
        match lines.text[line].trim() {
            "" => {}
            "-->" => return Some(lines.at),
            _ => return None,
        }
    }
}

/// The lines of a text, without their ends: LF, CR LF or a lone CR.
#[derive(Clone)]
struct Lines<'t> {
    text: &'t str,
    /// Where the next line begins.
    at: usize,
}

impl Iterator for Lines<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        let start = self.at;
        if start == self.text.len() {
            return None;
        }
        let rest = self.text.as_bytes()[start..].iter();
        let length = rest.take_while(|byte| !b"\n\r".contains(byte)).count();
        let end = start + length;
        let rest = &self.text[end..];
        let ending = match rest.starts_with("\r\n") {
            true => 2,
            false => rest.len().min(1),
        };
        self.at = end + ending;
        Some(start..end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_ends_where_its_line_comes_again() {
        let check = |text: &str, expected: Option<(&str, Option<&str>, &str)>| {
            let found = find(text);
            let shown = found.as_ref().map(|block| {
                (
                    &text[block.content.clone()],
                    block.missing,
                    &text[block.body..],
                )
            });
            assert_eq!(shown, expected, "{text:?}");
        };
        check("---\na: b\n---\nText", Some(("a: b\n", None, "Text")));
        check(
            "--- \r\na: b\r\n---\t\r\nText",
            Some(("a: b\r\n", None, "Text")),
        );
        check("---\ra: b\r---\rText", Some(("a: b\r", None, "Text")));
        check("+++\na = 1\n+++", Some(("a = 1\n", None, "")));
        check("---\n---\nText", Some(("", None, "Text")));
        check(
            "---\na: b\n...\nText\n---\n",
            Some(("a: b\n...\nText\n", None, "")),
        );
        check(
            "<!--\n---\na: b\n---\n-->\nText",
            Some(("a: b\n", None, "Text")),
        );
        check("<!-- \n+++\na = 1\n+++\n\n-->", Some(("a = 1\n", None, "")));
        check(
            "<!--\n---\na: b\n---\nText",
            Some(("a: b\n", Some("-->"), "Text")),
        );
        check(
            "---\na: b\nc: d\n\nText",
            Some(("a: b\nc: d\n", Some("---"), "\nText")),
        );
        check("+++\na = 1", Some(("a = 1", Some("+++"), "")));
        check("---\nText\n", None);
        check("---\n\na: b\n---\n", None);
        check("---", None);
        check("----\na: b\n----\n", None);
        check(" ---\na: b\n---\n", None);
        check("\n---\na: b\n---\n", None);
        check("---\nhttp://localhost\n", None);
        check("<!-- a comment -->\nText", None);
        check("Text", None);
        check("", None);
    }
}
