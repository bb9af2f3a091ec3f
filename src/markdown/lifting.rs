//! The text that the parser is given, and what its container lines were.
//!
//! In: the text of a page, and the events that the parser makes of what it was given. Out: [`Lifting`]: the text with a
//! heading in the place of each container line. Every byte that is not in such a line stands where it stood.
//! [`container`](crate::markdown::container) says why.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use crate::markdown::container_line::{Line, Notation};

/// How often a text is parsed at most before its containers are given up.
const MAX_ROUNDS: usize = 5;

/// A text with its container lines lifted out.
#[derive(Clone, Debug)]
pub struct Lifting<'a> {
    source: &'a str,
    start: usize,
    lines: Vec<Lifted>,
    has_words: bool,
    text: String,
    rounds: usize,
}

#[derive(Clone, Debug)]
struct Lifted {
    line: Line,
    form: Form,
}

/// What the parser is given for a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Heading,
    /// A heading behind an empty line, which ends a block of HTML.
    BehindEmptyLine,
    AsWritten,
}

impl<'a> Lifting<'a> {
    /// Looks for container lines from byte `start` on. `knows` says whether a name may stand behind `!!!`.
    pub fn new(source: &'a str, start: usize, knows: &dyn Fn(&str) -> bool) -> Lifting<'a> {
        let text = &source[start..];
        let mut lines = Vec::new();
        if ["::", "!!!", "???", "==="]
            .iter()
            .any(|mark| text.contains(mark))
        {
            let mut at = start;
            for line in text.split_inclusive(['\n', '\r']) {
                let end = at + line.trim_end_matches(['\n', '\r']).len();
                let found = Line::read(source, at..end, knows);
                lines.extend(found.map(|line| Lifted {
                    line,
                    form: Form::Heading,
                }));
                at += line.len();
            }
        }
        let is_words = |lifted: &Lifted| lifted.line.notation == Notation::Words;
        let mut lifting = Lifting {
            source,
            start,
            has_words: lines.iter().any(is_words),
            lines,
            text: String::new(),
            rounds: 0,
        };
        lifting.text = lifting.rewritten();
        lifting
    }

    /// What to parse: as long as the text from `start` on.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The line whose heading begins at a byte.
    pub fn line_at(&self, heading: usize) -> Option<&Line> {
        let at = self
            .lines
            .partition_point(|lifted| lifted.line.range.end <= heading);
        let lifted = self.lines.get(at)?;
        (self.heading(lifted) == Some(heading)).then_some(&lifted.line)
    }

    /// Looks at what the parser made of the text; another text to parse if lines have come to stand in code or HTML.
    pub fn revised(&self, events: &[(Event<'_>, Range<usize>)]) -> Option<Lifting<'a>> {
        let mut found = Vec::new();
        let mut blocks = Vec::new();
        for (event, range) in events {
            match event {
                Event::Start(Tag::Heading { .. }) => found.push(range.start),
                Event::Text(_) if self.is_word(range.start) => found.push(range.start),
                Event::Start(Tag::HtmlBlock)
                    if ends_at_empty_line(&self.text[range.start - self.start..]) =>
                {
                    blocks.push(range.clone());
                }
                _ => {}
            }
        }
        let is_lost = |lifted: &Lifted| {
            let heading = self.heading(lifted);
            heading.is_some_and(|heading| found.binary_search(&heading).is_err())
        };
        if !self.lines.iter().any(is_lost) {
            return None;
        }
        let mut next = self.clone();
        next.rounds += 1;
        let mut ends_html = false;
        for lifted in &mut next.lines {
            let start = lifted.line.range.start;
            let at = blocks.partition_point(|block| block.end <= start);
            let is_inside = blocks.get(at).is_some_and(|block| block.contains(&start));
            let can_end = lifted.form == Form::Heading
                && lifted.line.behind_empty_line(self.source).is_some();
            if is_inside && can_end && is_lost(lifted) {
                lifted.form = Form::BehindEmptyLine;
                ends_html = true;
            }
        }
        for lifted in &mut next.lines {
            if next.rounds >= MAX_ROUNDS || (!ends_html && is_lost(lifted)) {
                lifted.form = Form::AsWritten;
            }
        }
        next.text = next.rewritten();
        Some(next)
    }

    /// Gives words the colon back that the parser took for an escape.
    pub fn restore(&self, events: &mut [(Event<'_>, Range<usize>)]) {
        if !self.has_words {
            return;
        }
        for (event, range) in events {
            if let Event::Text(text) = event
                && self.is_word(range.start)
            {
                *text = format!(":{text}").into();
                range.start -= 1;
            }
        }
    }

    fn is_word(&self, start: usize) -> bool {
        let is_words = |line: &Line| line.notation == Notation::Words;
        self.has_words && self.line_at(start).is_some_and(is_words)
    }

    fn heading(&self, lifted: &Lifted) -> Option<usize> {
        match lifted.form {
            Form::Heading => Some(lifted.line.heading()),
            Form::BehindEmptyLine => lifted
                .line
                .behind_empty_line(self.source)
                .map(|(heading, _)| heading),
            Form::AsWritten => None,
        }
    }

    fn rewritten(&self) -> String {
        let mut text = String::with_capacity(self.source.len() - self.start);
        let mut done = self.start;
        for Lifted { line, form } in &self.lines {
            let (start, given) = match form {
                Form::Heading => (line.range.start, line.as_heading(self.source)),
                Form::BehindEmptyLine => match line.behind_empty_line(self.source) {
                    Some((_, given)) => (line.indent.start, given),
                    None => continue,
                },
                Form::AsWritten => continue,
            };
            text.push_str(&self.source[done..start]);
            text.push_str(&given);
            done = line.range.end;
        }
        text.push_str(&self.source[done..]);
        text
    }
}

/// Whether a block of HTML ends at an empty line, rather than where its own end is written.
fn ends_at_empty_line(block: &str) -> bool {
    let Some(rest) = block.trim_start().strip_prefix('<') else {
        return false;
    };
    let length = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let is = |name: &&str| name.eq_ignore_ascii_case(&rest[..length]);
    !rest.starts_with(['!', '?']) && !["pre", "script", "style", "textarea"].iter().any(is)
}

#[cfg(test)]
mod tests {
    use pulldown_cmark::{Options, Parser};

    use super::*;

    #[test]
    fn lines_in_code_and_comments_are_left_as_written() {
        let check = |source: &str, expected: &str| {
            let mut lifting = Lifting::new(source, 0, &|name| name == "note");
            let mut rounds = 1;
            loop {
                let parser = Parser::new_ext(lifting.text(), Options::all()).into_offset_iter();
                let Some(next) = lifting.revised(&parser.collect::<Vec<_>>()) else {
                    break;
                };
                rounds += 1;
                lifting = next;
            }
            assert!(rounds <= MAX_ROUNDS + 1);
            assert_eq!(lifting.text().len(), source.len());
            assert_eq!(lifting.text(), expected, "{source}");
        };
        check("a\n:::tip\nb\n:::\n", "a\n#     \nb\n#  \n");
        check("```\n:::a\n```\n:::a\n", "```\n:::a\n```\n#   \n");
        check("    :::a\n", "    :::a\n");
        check("a\n::b\n\n`c\n::d`\n", "a\n\\:b\n\n`c\n::d`\n");
        check("<!--\n:::a\n-->\n", "<!--\n:::a\n-->\n");
        check("<PRE>\n:::a\n</PRE>\n", "<PRE>\n:::a\n</PRE>\n");
        check("<p>a\n:::a\nb\n", "<p>a\n\n#  \nb\n");
        check("> <p>a\n> :::\n", "> <p>a\n>\n> #\n");
        check(
            "<p>\n:::a\n```\n\n:::b\n```\n:::\n",
            "<p>\n\n#  \n```\n\n:::b\n```\n#  \n",
        );
        check(
            "<p>\n:::a\n<!--\n:::\n-->\n",
            "<p>\n\n#  \n<!--\n:::\n-->\n",
        );
        check("a\r\n- :::a\r\n", "a\r\n- #   \r\n");
        check("- :::a\n  - b\n    :::c\n", "- #   \n  - b\n    #   \n");
        check("a\n- b\n\n!!! note\n    c\n", "a\n- b\n\n+   #   \n    c\n");
    }
}
