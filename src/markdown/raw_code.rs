//! Code that is written as HTML.
//!
//! In: events, one after the other. Out: whether what follows stands in `<code>`, `<kbd>`, `<samp>` or `<pre>`, in which
//! text is what it is.

use pulldown_cmark::{Event, TagEnd};

/// How deep the text stands in such elements.
#[derive(Debug, Default)]
pub struct RawCode {
    open: usize,
}

impl RawCode {
    /// Whether a text here is code.
    pub fn is_open(&self) -> bool {
        self.open > 0
    }

    /// Goes past an event. What is never closed ends with its block.
    pub fn pass(&mut self, event: &Event<'_>) {
        match event {
            Event::InlineHtml(html) => {
                let rest = html.strip_prefix('<').unwrap_or_default();
                let (is_end, rest) = match rest.strip_prefix('/') {
                    Some(rest) => (true, rest),
                    None => (false, rest),
                };
                let length = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
                let is = |name: &&str| name.eq_ignore_ascii_case(&rest[..length]);
                if ["code", "kbd", "samp", "pre"].iter().any(is) {
                    match is_end {
                        true => self.open = self.open.saturating_sub(1),
                        false => self.open += 1,
                    }
                }
            }
            Event::End(
                TagEnd::Paragraph
                | TagEnd::Heading(_)
                | TagEnd::Item
                | TagEnd::TableCell
                | TagEnd::DefinitionListTitle
                | TagEnd::DefinitionListDefinition,
            ) => self.open = 0,
            _ => {}
        }
    }
}
