//! `{#id .class name=value}`, as it is written behind containers.
//!
//! In: a text that begins with `{`. Out: [`Attributes`], each with its bytes, and where the list ends. Only ids,
//! classes and `data-*` may be set from Markdown; what else a name means, the one who reads the list decides.

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic, Span};
use crate::path::input::InputPath;

/// A list of attributes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attributes {
    /// `#id`, the last one if there are several.
    pub id: Option<(String, Range<usize>)>,
    /// `.class`.
    pub classes: Vec<String>,
    /// `name`, `name=value`, `name="value"`.
    pub others: Vec<Attribute>,
}

/// An attribute that is neither id nor class.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribute {
    /// Its name.
    pub name: String,
    /// Its value; empty for none.
    pub value: String,
    /// The bytes of the name.
    pub range: Range<usize>,
}

impl Attributes {
    /// Reads the list that begins at byte `start` of a text; `None` if there is none. Also says where it ends.
    pub fn read(text: &str, start: usize) -> Option<(Attributes, usize)> {
        let mut list = Attributes::default();
        let mut at = start + text.get(start..)?.strip_prefix('{').map(|_| 1)?;
        loop {
            let rest = text.get(at..)?;
            let first = rest.chars().next()?;
            match first {
                '}' => return Some((list, at + 1)),
                _ if first.is_whitespace() => at += first.len_utf8(),
                '.' | '#' => {
                    let length = word(&rest[1..])?;
                    let range = at + 1..at + 1 + length;
                    let name = text[range.clone()].to_string();
                    at = range.end;
                    match first {
                        '.' => list.classes.push(name),
                        _ => list.id = Some((name, range)),
                    }
                }
                _ => {
                    let range = at..at + word(rest)?;
                    let (value, end) = value(text, range.end)?;
                    let name = text[range.clone()].to_string();
                    list.others.push(Attribute { name, value, range });
                    at = end;
                }
            }
        }
    }

    /// Takes an attribute out of the list, and says its value.
    pub fn take(&mut self, name: &str) -> Option<String> {
        let at = self.others.iter().position(|other| other.name == name)?;
        Some(self.others.remove(at).value)
    }
}

/// How many bytes at the beginning of a text are a name; `None` if there are none.
fn word(text: &str) -> Option<usize> {
    let ends = |letter: char| letter.is_whitespace() || "{}[]()<>\"'`=.#,;/\\\0".contains(letter);
    let length = text.find(ends).unwrap_or(text.len());
    (length > 0).then_some(length)
}

/// The value behind a name, and where it ends.
fn value(text: &str, at: usize) -> Option<(String, usize)> {
    let Some(rest) = text[at..].strip_prefix('=') else {
        return Some((String::new(), at));
    };
    let start = at + 1;
    if let Some(quote) = rest
        .chars()
        .next()
        .filter(|first| matches!(first, '"' | '\''))
    {
        let length = rest[1..].find(quote)?;
        return Some((rest[1..=length].to_string(), start + length + 2));
    }
    let ends = |letter: char| letter.is_whitespace() || matches!(letter, '}' | '"' | '\'' | '`');
    let length = rest.find(ends)?;
    (length > 0).then(|| (rest[..length].to_string(), start + length))
}

/// A name that may follow `data-`.
pub fn is_plain_name(name: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
    !name.is_empty() && name.bytes().all(plain)
}

/// The finding about an attribute that is left out.
pub fn dropped(name: &str, file: &InputPath, place: Range<usize>) -> Diagnostic {
    let message = format!("the attribute `{name}` may not be set from Markdown; it is left out");
    Diagnostic::new(Code::S021, message)
        .at(Span::new(file, place))
        .help("`{#id .class data-name=value}` may be written")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_read_to_their_end() {
        let check = |text: &str, expected: Option<(&str, usize)>| {
            let shown = Attributes::read(text, 0).map(|(list, end)| {
                let id = list.id.iter().map(|(id, _)| format!("#{id}"));
                let classes = list.classes.iter().map(|class| format!(".{class}"));
                let others = list.others.iter().map(|other| {
                    assert_eq!(text[other.range.clone()], other.name);
                    format!("{}={}", other.name, other.value)
                });
                let parts: Vec<String> = id.chain(classes).chain(others).collect();
                (parts.join(" "), end)
            });
            let expected = expected.map(|(list, end)| (list.to_string(), end));
            assert_eq!(shown, expected, "{text}");
        };
        check("{}", Some(("", 2)));
        check("{.a #b} c", Some(("#b .a", 7)));
        check("{#b.a.c}", Some(("#b .a .c", 8)));
        check("{a=1 b=\"x } y\" c='' d}", Some(("a=1 b=x } y c= d=", 22)));
        check("{data-x=ä .ü}", Some((".ü data-x=ä", 15)));
        check("{onclick=alert(1)}", Some(("onclick=alert(1)", 18)));
        check("{a", None);
        check("{a=\"b}", None);
        check("{1 + f(x)}", None);
        check("{.}", None);
        check("a", None);
    }
}
