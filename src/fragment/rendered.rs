//! The HTML of a fragment.
//!
//! In: HTML, piece by piece. Out: [`Rendered`]. Ids and links of a fragment hold the name that its page gives to it,
//! so a hole stands where that name belongs: equal fragments of a book are rendered once and have ids of their own.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::diagnostic::Diagnostic;
use crate::html::Html;

/// The HTML of a fragment, apart from its page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rendered {
    /// HTML and holes in document order.
    pub parts: Vec<Part>,
    /// What is wrong with it: bytes of the fragment's text, and a finding without a place. The page knows the place.
    pub findings: Vec<(Range<usize>, Diagnostic)>,
}

/// A part of a rendered fragment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Part {
    /// Finished HTML.
    Html(Html),
    /// The name of the fragment on its page, standing inside an attribute value.
    Name,
}

/// A fragment that is being written.
#[derive(Debug, Default)]
pub struct Draft {
    /// The HTML since the last hole.
    pub out: Html,
    parts: Vec<Part>,
}

impl Draft {
    /// Leaves a hole for the name.
    pub fn name(&mut self) {
        self.flush();
        self.parts.push(Part::Name);
    }

    /// Writes the id of the fragment, which is its name, into the tag that is being written.
    pub fn own_id(&mut self) {
        self.out.push_static(" id=\"");
        self.name();
        self.out.push_static("\"");
    }

    /// All that was written.
    pub fn finish(mut self) -> Vec<Part> {
        self.flush();
        self.parts
    }

    fn flush(&mut self) {
        let html = std::mem::take(&mut self.out);
        if !html.is_empty() {
            self.parts.push(Part::Html(html));
        }
    }
}

impl Rendered {
    /// Writes everything, with the name that a page gives to the fragment.
    pub fn write(&self, name: &str, out: &mut Html) {
        for part in &self.parts {
            match part {
                Part::Html(html) => out.push_html(html),
                Part::Name => out.push_value(name),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_filled_in_where_holes_are() {
        let mut draft = Draft::default();
        draft.out.push_static("<a id=\"");
        draft.name();
        draft.out.push_static("-L1\" href=\"#");
        draft.name();
        draft.out.push_static("-L1\">");
        let rendered = Rendered {
            parts: draft.finish(),
            ..Rendered::default()
        };
        let mut html = Html::new();
        rendered.write("a\"b", &mut html);
        assert_eq!(
            html.as_str(),
            "<a id=\"a&quot;b-L1\" href=\"#a&quot;b-L1\">"
        );
    }
}
