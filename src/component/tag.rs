//! The tag of a component, as MDX writes it.
//!
//! In: a text, and where a tag begins. Out: a [`Tag`] with its attributes. Values in braces are read if they are plain.

use std::ops::Range;

use crate::component::literal::{Literal, braces_end, literal};

/// An opening tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Tag<'t> {
    /// Its name.
    pub(crate) name: &'t str,
    /// Its attributes, in the order written.
    pub(crate) attributes: Vec<Attribute<'t>>,
    /// Whether it ends with `/>`, so that it has no children.
    pub(crate) is_closed: bool,
    /// Its bytes.
    pub(crate) range: Range<usize>,
}

/// An attribute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Attribute<'t> {
    /// Its name.
    pub(crate) name: &'t str,
    /// Its value; `None` if it is not plain.
    pub(crate) value: Option<Literal>,
    /// The bytes of its value.
    pub(crate) range: Range<usize>,
}

/// The name of the tag that begins at a byte, if one does: `<ProsCons` but not `<Pros-Cons` or `</Pros`.
pub(crate) fn name_at(text: &str, at: usize) -> Option<&str> {
    let rest = text.get(at..)?.strip_prefix('<')?;
    let is_part = |letter: char| letter.is_alphanumeric() || "_.$".contains(letter);
    let end = rest.find(|letter| !is_part(letter)).unwrap_or(rest.len());
    let is_whole = rest[end..].starts_with(['>', '/', ' ', '\t', '\n', '\r']);
    let is_component = rest.starts_with(|letter: char| letter.is_uppercase());
    (is_component && is_whole).then_some(&rest[..end])
}

/// The tag that begins at a byte; `None` if it is never closed.
pub(crate) fn tag(text: &str, start: usize) -> Option<Tag<'_>> {
    let name = name_at(text, start)?;
    let mut at = start + 1 + name.len();
    let mut attributes = Vec::new();
    loop {
        let rest = &text[at..];
        at += rest.len() - rest.trim_start().len();
        let rest = &text[at..];
        if let Some(length) = ["/>", ">"]
            .iter()
            .find(|end| rest.starts_with(**end))
            .map(|end| end.len())
        {
            return Some(Tag {
                name,
                attributes,
                is_closed: length == 2,
                range: start..at + length,
            });
        }
        if rest.starts_with('{') {
            // `{...rest}`: whatever it brings is not plain.
            let end = at + braces_end(rest)?;
            attributes.push(Attribute {
                name: "",
                value: None,
                range: at..end,
            });
            at = end;
            continue;
        }
        let is_part = |letter: char| letter.is_alphanumeric() || "_-:".contains(letter);
        let length = rest.find(|letter| !is_part(letter))?;
        if length == 0 {
            return None;
        }
        let attribute_name = &rest[..length];
        at += length;
        let (value, range) = value(text, at)?;
        at = range.end;
        attributes.push(Attribute {
            name: attribute_name,
            value,
            range,
        });
    }
}

/// The value behind the name of an attribute, with its bytes. An attribute may have none.
fn value(text: &str, at: usize) -> Option<(Option<Literal>, Range<usize>)> {
    let Some(rest) = text[at..].trim_start().strip_prefix('=') else {
        return Some((Some(Literal::Other), at..at));
    };
    let rest = rest.trim_start();
    let start = text.len() - rest.len();
    if let Some(quote) = rest
        .chars()
        .next()
        .filter(|letter| ['"', '\''].contains(letter))
    {
        let length = rest[1..].find(quote)?;
        let value = Literal::Text(rest[1..=length].to_string());
        return Some((Some(value), start..start + length + 2));
    }
    let length = rest.starts_with('{').then(|| braces_end(rest)).flatten()?;
    Some((literal(&rest[1..length - 1]), start..start + length))
}

/// The bytes of the closing tag that belongs to an opening one whose children begin at a byte.
pub(crate) fn closing(text: &str, name: &str, from: usize) -> Option<Range<usize>> {
    let (opening, ending) = (format!("<{name}"), format!("</{name}"));
    let mut depth = 0_usize;
    let mut at = from;
    while let Some(next) = text[at..].find('<').map(|next| at + next) {
        let rest = &text[next..];
        at = next + 1;
        if rest.starts_with(&ending) && rest[ending.len()..].trim_start().starts_with('>') {
            let end = next + rest.find('>')? + 1;
            if depth == 0 {
                return Some(next..end);
            }
            depth -= 1;
        } else if rest.starts_with(&opening) && name_at(text, next) == Some(name) {
            let inner = tag(text, next)?;
            depth += usize::from(!inner.is_closed);
            at = inner.range.end;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_may_span_lines_and_hold_braces() {
        let text = "<ProsCons title=\"A > B\"\n  pros={['x', '}>']}\n  cons={points}\n  wide {...rest} />!";
        let found = tag(text, 0).unwrap();
        assert_eq!((found.name, found.is_closed), ("ProsCons", true));
        assert_eq!(&text[found.range.end..], "!");
        let seen: Vec<(&str, &str, bool)> = found
            .attributes
            .iter()
            .map(|one| (one.name, &text[one.range.clone()], one.value.is_some()))
            .collect();
        let expected = [
            ("title", "\"A > B\"", true),
            ("pros", "{['x', '}>']}", true),
            ("cons", "{points}", false),
            ("wide", "", true),
            ("", "{...rest}", false),
        ];
        assert_eq!(seen, expected);
    }

    #[test]
    fn what_is_no_whole_tag_is_none() {
        for text in [
            "<Pros",
            "<Pros a={x",
            "<Pros a='x",
            "<Pros ?>",
            "<Pros a=x>",
        ] {
            assert_eq!(tag(text, 0), None, "{text}");
        }
        let names = [
            "<Pros>",
            "<Pros/>",
            "<Pros\n",
            "<pros>",
            "</Pros>",
            "<Pros-Cons>",
            "< Pros>",
        ];
        let found: Vec<Option<&str>> = names.iter().map(|text| name_at(text, 0)).collect();
        assert_eq!(
            found,
            [
                Some("Pros"),
                Some("Pros"),
                Some("Pros"),
                None,
                None,
                None,
                None
            ]
        );
    }

    #[test]
    fn a_closing_tag_belongs_to_its_opening_one() {
        let text = "<A><A x='</A>'>b</A><A/><AB></AB>c</A > d";
        let range = closing(text, "A", 3).unwrap();
        assert_eq!(&text[range], "</A >");
        assert_eq!(closing("<A>b", "A", 3), None);
    }
}
