//! Lines that open or close containers.
//!
//! In: a line of a page. Out: [`Line`], with what it says and where; and what the parser is given in its place, byte for
//! byte as long. Whether the line stands in code, only the parser can know.

use std::ops::Range;

use crate::markdown::attributes::Attributes;
use crate::markdown::container_head::{Head, Title, skip};
use crate::markdown::kinds::{is_name, name_length};

/// Stands behind a title for the parser, so that no `#` and no `{…}` is the last of it.
const STOP: char = ',';

/// A line that opens or closes a container.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What stands before it: spaces, `>`, markers of items.
    pub indent: Range<usize>,
    /// The rest of the line.
    pub range: Range<usize>,
    /// What it does.
    pub notation: Notation,
}

/// What a line does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notation {
    /// `:::name`.
    Opens(usize, Head),
    /// `:::`.
    Closes(usize),
    /// `!!! name`, `??? name`, `???+ name`, above an indented body.
    Box(Fold, Head),
    /// `=== "Label"`, above an indented body.
    Tab(Title),
    /// Colons that begin words, and would else be taken for a definition.
    Words,
}

/// Whether a container can be folded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fold {
    /// It cannot.
    Never,
    /// It can, and is.
    Closed,
    /// It can, and is not.
    Open,
}

impl Line {
    /// Reads the line at `place`. `knows` says whether a name may stand behind `!!!`.
    pub fn read(text: &str, place: Range<usize>, knows: &dyn Fn(&str) -> bool) -> Option<Line> {
        let start = place.start + prefix(&text[place.clone()]);
        let rest = &text[start..place.end];
        let colons = rest.len() - rest.trim_start_matches(':').len();
        let notation = match colons {
            0 => indented(text, start..place.end, knows)?,
            1 => return None,
            2 => Notation::Words,
            _ if rest[colons..].trim().is_empty() => Notation::Closes(colons),
            _ => match name(text, start + colons, place.end) {
                Some(name) => Notation::Opens(colons, Head::read(&text[..place.end], name)),
                None => Notation::Words,
            },
        };
        Some(Line {
            indent: place.start..start,
            range: start..place.end,
            notation,
        })
    }

    /// Where the heading begins that the parser is given; of words, where they begin.
    pub fn heading(&self) -> usize {
        match self.notation {
            Notation::Words => self.range.start + 1,
            _ => self.range.start + self.lead().len() - 1,
        }
    }

    /// What the parser is given for [`Line::range`].
    pub fn as_heading(&self, text: &str) -> String {
        if self.notation == Notation::Words {
            return format!("\\{}", &text[self.range.start + 1..self.range.end]);
        }
        self.filled(text, self.range.start, self.lead().to_string())
    }

    /// The same behind an empty line, for a place where nothing else ends what stands before: what it is for the whole
    /// line, and where the heading begins. `None` if the line has not enough bytes for that.
    pub fn behind_empty_line(&self, text: &str) -> Option<(usize, String)> {
        let indent = &text[self.indent.clone()];
        let is_plain = indent.bytes().all(|byte| b" \t>".contains(&byte));
        let lead = format!("{}\n{indent}#", indent.trim_end());
        let end = self
            .title()
            .map_or(self.range.end, |title| title.range.start - 1);
        let heading = self.indent.start + lead.len() - 1;
        let fits = is_plain && self.lead() == "#" && heading < end;
        fits.then(|| (heading, self.filled(text, self.indent.start, lead)))
    }

    /// The title.
    pub fn title(&self) -> Option<&Title> {
        match &self.notation {
            Notation::Opens(_, head) | Notation::Box(_, head) => head.title.as_ref(),
            Notation::Closes(_) | Notation::Words => None,
            Notation::Tab(title) => Some(title),
        }
    }

    /// An indented body is at least as far in as what stands behind the marker of an item.
    fn lead(&self) -> &'static str {
        match self.notation {
            Notation::Opens(..) | Notation::Closes(_) => "#",
            Notation::Box(..) => "+   #",
            Notation::Tab(_) => "+  #",
            Notation::Words => "\\",
        }
    }

    fn filled(&self, text: &str, start: usize, lead: String) -> String {
        let mut out = lead;
        let fill = |out: &mut String, to: usize| {
            let missing = (to - start).saturating_sub(out.len());
            out.push_str(&" ".repeat(missing));
        };
        if let Some(title) = self.title() {
            fill(&mut out, title.range.start);
            out.push_str(&text[title.range.clone()]);
            if let Some((stop, _)) = title.stop {
                fill(&mut out, stop);
                out.push(STOP);
            }
        }
        fill(&mut out, self.range.end);
        out
    }
}

/// How many bytes of a line are marks of the blocks around it.
fn prefix(line: &str) -> usize {
    let bytes = line.as_bytes();
    let is_space = |at: usize| matches!(bytes.get(at), Some(b' ' | b'\t'));
    let mut at = 0;
    loop {
        let digits = bytes[at..]
            .iter()
            .take(10)
            .take_while(|byte| byte.is_ascii_digit())
            .count();
        match bytes.get(at) {
            Some(b' ' | b'\t' | b'>') => at += 1,
            Some(b'-' | b'+' | b'*' | b':') if is_space(at + 1) => at += 2,
            Some(b'0'..=b'9')
                if matches!(bytes.get(at + digits), Some(b'.' | b')'))
                    && is_space(at + digits + 1) =>
            {
                at += digits + 2;
            }
            _ => return at,
        }
    }
}

/// The name behind colons.
fn name(text: &str, at: usize, end: usize) -> Option<Range<usize>> {
    let start = skip(text, at, end);
    let name = start..start + name_length(&text[start..end])?;
    let fits = |next: char| next.is_whitespace() || matches!(next, '[' | '{');
    let next = text[name.end..end].chars().next();
    next.is_none_or(fits).then_some(name)
}

/// The notations with an indented body.
fn indented(text: &str, place: Range<usize>, knows: &dyn Fn(&str) -> bool) -> Option<Notation> {
    let line = text[place.clone()].trim_end();
    let fold = match line.get(..3)? {
        "!!!" => Fold::Never,
        "???" if line[3..].starts_with('+') => Fold::Open,
        "???" => Fold::Closed,
        "===" => {
            let label = line[3..].trim_start();
            let inner = label.strip_prefix('"')?.strip_suffix('"')?;
            let range = place.start + line.len() - 1 - inner.len()..place.start + line.len() - 1;
            let is_apart = label.len() + 3 < line.len() && !inner.trim().is_empty();
            let stop = Some((range.end, None));
            return is_apart.then_some(Notation::Tab(Title { range, stop }));
        }
        _ => return None,
    };
    let marker = if fold == Fold::Open { 4 } else { 3 };
    let rest = line[marker..].strip_prefix([' ', '\t'])?;
    let (words, title) = match rest.split_once('"') {
        Some((words, title)) => (words, Some(title.strip_suffix('"')?)),
        None => (rest, None),
    };
    let mut names = words.split_whitespace();
    let name = names.next().filter(|name| knows(name))?;
    let start = place.start + line.find(name)?;
    let mut attributes = Attributes::default();
    for name in names {
        is_name(name).then_some(())?;
        if !matches!(name, "inline" | "end") {
            attributes.classes.push(name.to_string());
        }
    }
    let end = place.start + line.len();
    let title = title.map(|title| Title {
        range: end - 1 - title.len()..end - 1,
        stop: Some((end - 1, None)),
    });
    let name = start..start + name.len();
    Some(Notation::Box(
        fold,
        Head {
            name,
            title,
            attributes,
        },
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<Line> {
        Line::read(text, 0..text.len(), &|name| name == "note")
    }

    #[test]
    fn lines_become_headings_of_the_same_length() {
        let check = |text: &str, expected: Option<&str>| {
            let given = read(text).map(|line| {
                let given = line.as_heading(text);
                let heading = given.as_bytes()[line.heading() - line.range.start];
                assert_eq!(heading == b'#', line.notation != Notation::Words);
                format!("{}{given}", &text[line.indent])
            });
            assert!(
                given.iter().all(|given| given.len() == text.len()),
                "{text}"
            );
            let given = given.as_deref().map(str::trim_end);
            assert_eq!(given, expected, "{text}");
        };
        check(":::", Some("#"));
        check("> - :::: ", Some("> - #"));
        check(":::tip[A *b* ü]{.c}", Some("#      A *b* ü,"));
        check("::: details A {b}", Some("#           A {b,"));
        check(":::tip A {.b}", Some("#      A"));
        check(":::tip C#", Some("#      C,"));
        check(":::tip{.a}", Some("#"));
        check("1. :::tip [A [b] \\] ]", Some("1. #       A [b] \\] ,"));
        check(":::tip[A] b", Some("#     [A] b"));
        check("!!! note inline \"A\"", Some("+   #            A,"));
        check("???+ note", Some("+   #"));
        check("=== \"A b\"", Some("+  # A b,"));
        check("> ::tip", Some("> \\:tip"));
        check(":::1", Some("\\::1"));
        check("::: - a", Some("\\:: - a"));
        check(":::tip:x", Some("\\::tip:x"));
        check(": tip", None);
        check("a :::", None);
        check("!!! word", None);
        check("!!!note", None);
        check("=== a", None);
        check("====", None);
    }

    #[test]
    fn an_empty_line_fits_in_where_quotes_are_not_too_deep() {
        let check = |text: &str, expected: Option<&str>| {
            let line = read(text).unwrap();
            let given = line.behind_empty_line(text).map(|(heading, given)| {
                assert_eq!(given.len(), text.len());
                assert_eq!(given.as_bytes()[heading], b'#');
                given.trim_end().to_string()
            });
            assert_eq!(given.as_deref(), expected, "{text}");
        };
        check(":::", Some("\n#"));
        check("  :::", Some("\n  #"));
        check("> :::", Some(">\n> #"));
        check("> > :::", None);
        check("> > :::tip[A]", Some("> >\n> > #  A,"));
        check("- :::", None);
        check(":::t[A]", Some("\n#   A,"));
    }

    #[test]
    fn names_and_attributes_are_told_from_titles() {
        let check = |text: &str, name: &str, title: Option<&str>, class: &str| {
            let line = read(text).unwrap();
            let Notation::Opens(_, head) = &line.notation else {
                panic!("{text} opens nothing")
            };
            let shown = head.title.as_ref().map(|title| &text[title.range.clone()]);
            assert_eq!((&text[head.name.clone()], shown), (name, title), "{text}");
            assert_eq!(head.attributes.classes.join(" "), class, "{text}");
        };
        check(":::tip", "tip", None, "");
        check("::: Tip  A b ", "Tip", Some("A b"), "");
        check(":::tip[A]{.b .c}", "tip", Some("A"), "b c");
        check(":::tip [A] {.b}", "tip", Some("A"), "b");
        check(":::my-tip_2{.b}", "my-tip_2", None, "b");
        check(":::tip[A", "tip", Some("[A"), "");
    }
}
