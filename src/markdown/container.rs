//! Containers: blocks around blocks.
//!
//! In: what a container is. Out: the HTML around its content.
//!
//! How `:::` lines get there. They must be known before anything else is made of them: a definition list would take
//! `:::tip` for a definition, and a paragraph would swallow a closing line. They must not be found in code. And one
//! parse must see the whole page, because definitions of links and footnotes are shared by all of it. So each line that
//! [`container_line`](crate::markdown::container_line) takes for one of a container is handed to the parser as an empty
//! heading of the same length, or as one that holds the title: `:::tip[A *b*]` as `#      A *b*,`. A heading ends
//! paragraphs and tables, it stands wherever a block may stand, and what is in it is read as text with emphasis, links
//! and footnotes of the page. All other bytes keep their places. Where the parser makes no heading of it, the line
//! stands in code or in a comment, and the text is parsed once more with the line as it was written
//! ([`lifting`](crate::markdown::lifting) does that; the number of times is bounded). A block `!!! tip` with an indented
//! body becomes an item of a list, for the parser's rule for its body is that of items.
//!
//! Then [`placing`](crate::markdown::placing) walks the steps once, with a stack of its own, and puts a [`Mark`] where
//! such a heading stood. A container ends at the latest where the quote, item or footnote ends in which it began.

use crate::html::Html;

/// The beginning or the end of a container, or of its title.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mark {
    /// It begins: its element and attributes.
    Open(&'static str, Vec<(String, String)>),
    /// Its title begins: element and class.
    TitleOpen(&'static str, &'static str),
    /// Its title ends.
    TitleClose(&'static str),
    /// It ends.
    Close(&'static str),
}

impl Mark {
    /// Writes the HTML.
    pub fn write(&self, out: &mut Html) {
        match self {
            Mark::Open(element, attributes) => {
                if !out.ends_line() {
                    out.push_static("\n");
                }
                let attributes: Vec<(&str, &str)> = attributes
                    .iter()
                    .map(|(name, value)| (name.as_str(), value.as_str()))
                    .collect();
                out.open(element, &attributes);
                out.push_static("\n");
            }
            Mark::TitleOpen(element, "") => out.open(element, &[]),
            Mark::TitleOpen(element, class) => out.open(element, &[("class", class)]),
            Mark::TitleClose(element) => {
                out.close(element);
                out.push_static("\n");
            }
            Mark::Close(element) => {
                if !out.ends_line() {
                    out.push_static("\n");
                }
                out.close(element);
                out.push_static("\n");
            }
        }
    }
}
