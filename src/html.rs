//! HTML as a type, and the only place outside Tera that escapes.
//!
//! In: plain text, attribute values, and HTML that an author wrote. Out: [`Html`], which templates print as it is.
//! Because an `Html` can only grow through these functions, text never becomes markup by accident.

use std::fmt::Write;

use serde::{Deserialize, Serialize};

/// A piece of HTML.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Html(String);

impl Html {
    /// Nothing yet.
    pub fn new() -> Html {
        Html::default()
    }

    /// Text, escaped.
    pub fn text(text: &str) -> Html {
        let mut html = Html::new();
        html.push_text(text);
        html
    }

    /// The HTML as it will stand in the page.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether nothing has been written.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Appends text, escaped. U+0000, which no HTML may hold, becomes U+FFFD.
    pub fn push_text(&mut self, text: &str) {
        escape(&mut self.0, text, false);
    }

    /// Appends an attribute value, escaped for standing between double quotes.
    pub fn push_value(&mut self, value: &str) {
        escape(&mut self.0, value, true);
    }

    /// Appends an element's opening tag. Names are the program's own; values may be anybody's.
    pub fn open(&mut self, name: &'static str, attributes: &[(&str, &str)]) {
        self.0.push('<');
        self.0.push_str(name);
        for (attribute, value) in attributes {
            let _ = write!(self.0, " {attribute}=\"");
            self.push_value(value);
            self.0.push('"');
        }
        self.0.push('>');
    }

    /// Appends an attribute to a tag that is being written.
    pub fn push_attribute(&mut self, name: &'static str, value: &str) {
        let _ = write!(self.0, " {name}=\"");
        self.push_value(value);
        self.0.push('"');
    }

    /// Appends an element's closing tag.
    pub fn close(&mut self, name: &'static str) {
        self.0.push_str("</");
        self.0.push_str(name);
        self.0.push('>');
    }

    /// Appends markup that is part of the program, such as `<hr>` or a line break.
    pub fn push_static(&mut self, markup: &'static str) {
        self.0.push_str(markup);
    }

    /// Appends HTML that an author wrote in a page, unchanged but for U+0000.
    pub fn push_author(&mut self, markup: &str) {
        match markup.contains('\0') {
            true => self.0.push_str(&markup.replace('\0', "\u{fffd}")),
            false => self.0.push_str(markup),
        }
    }

    /// Appends JSON, for an element `<script type="application/json">`, which no text in it can end.
    pub fn push_json(&mut self, json: &str) {
        self.0.push_str(&json.replace('<', "\\u003c"));
    }

    /// Appends other HTML.
    pub fn push_html(&mut self, other: &Html) {
        self.0.push_str(&other.0);
    }

    /// Whether the last character is a line break, or nothing has been written.
    pub fn ends_line(&self) -> bool {
        self.0.is_empty() || self.0.ends_with('\n')
    }

    /// The HTML as a string, for the end of the line: a template or a file.
    pub fn into_string(self) -> String {
        self.0
    }
}

/// Escapes what has a meaning in text or, with `in_value`, between double quotes.
fn escape(out: &mut String, text: &str, in_value: bool) {
    let mut done = 0;
    for (at, byte) in text.bytes().enumerate() {
        let replacement = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' if in_value => "&quot;",
            b'\0' => "\u{fffd}",
            _ => continue,
        };
        out.push_str(&text[done..at]);
        out.push_str(replacement);
        done = at + 1;
    }
    out.push_str(&text[done..]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_and_values_cannot_end_their_context() {
        let mut html = Html::text("</title><b a=\"1\">&\0");
        assert_eq!(
            html.as_str(),
            "&lt;/title&gt;&lt;b a=\"1\"&gt;&amp;\u{fffd}"
        );
        html = Html::new();
        html.open("a", &[("href", "x\" onclick=\"y"), ("title", "'<&>'")]);
        html.close("a");
        assert_eq!(
            html.as_str(),
            r#"<a href="x&quot; onclick=&quot;y" title="'&lt;&amp;&gt;'"></a>"#
        );
        html = Html::new();
        html.push_json(r#"["</script><!--"]"#);
        assert_eq!(html.as_str(), r#"["\u003c/script>\u003c!--"]"#);
    }
}
