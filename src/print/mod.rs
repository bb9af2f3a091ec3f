//! Many pages on one, to be printed or kept.
//!
//! In: the article of a page, and the pages that stand on the same print page. Out: [`section`], in which ids are unique
//! and links between these pages lead to their sections, and [`join`], the whole document. Only values of attributes
//! are put in the place of others; what the HTML says is not touched.

mod attributes;

use std::collections::BTreeMap;
use std::fmt::Write;
use std::ops::Range;
use std::sync::Arc;

use crate::links::output_of;
use crate::markdown::raw::candidates;
use crate::path::output::{OutputPath, PageUrl};
use crate::path::scheme::{Address, classify};
use crate::print::attributes::{Attribute, attributes};
use crate::view::print::PLACE;

/// What stands on one print page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inside {
    /// The address of the print page.
    pub url: PageUrl,
    /// The pages on it, by their files.
    pub pages: BTreeMap<OutputPath, PageUrl>,
}

/// The article of a page, and the print page it is meant for.
pub type SectionInput = (Arc<str>, Arc<Inside>);

/// A page on a print page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Section {
    /// Its HTML.
    pub html: String,
}

/// The id of a page's section: its address, in letters that mean the same in an id and in an address.
pub fn anchor(url: &PageUrl) -> String {
    let address = url.as_str();
    let bare = address
        .strip_suffix(".html")
        .unwrap_or(address)
        .trim_end_matches('/');
    let bare = if bare.is_empty() { "index" } else { bare };
    let mut out = String::new();
    for byte in bare.bytes() {
        match byte {
            b'-' | b'.' | b'/' => out.push(char::from(byte)),
            byte if byte.is_ascii_alphanumeric() => out.push(char::from(byte)),
            byte => {
                let _ = write!(out, "_{byte:02x}");
            }
        }
    }
    out
}

/// The section of a page on a print page: the keys are the addresses of both.
pub fn section((_, own): &(PageUrl, PageUrl), (article, inside): &SectionInput) -> Section {
    let rewriter = Rewriter {
        own,
        inside,
        anchor: anchor(own),
    };
    let mut html = format!(
        "<section class=\"print-page\" id=\"{}\">\n",
        rewriter.anchor
    );
    let mut done = 0;
    for attribute in attributes(article) {
        let value = &article[attribute.value.clone()];
        if let Some(value) = rewriter.value(&attribute, value) {
            html.push_str(&article[done..attribute.value.start]);
            html.push_str(&value);
            done = attribute.value.end;
        }
    }
    html.push_str(&article[done..]);
    html.push_str("\n</section>\n");
    Section { html }
}

/// The frame of a print page, and its sections.
pub type JoinInput = (Arc<str>, Vec<Arc<Section>>);

/// A print page: sections in the place that its frame keeps for them.
pub fn join(_: &PageUrl, (frame, sections): &JoinInput) -> Arc<[u8]> {
    let (before, after) = frame.split_once(PLACE).unwrap_or((frame, ""));
    let length: usize = sections.iter().map(|section| section.html.len()).sum();
    let mut html = String::with_capacity(frame.len() + length);
    html.push_str(before);
    sections
        .iter()
        .for_each(|section| html.push_str(&section.html));
    html.push_str(after);
    html.into_bytes().into()
}

struct Rewriter<'a> {
    own: &'a PageUrl,
    inside: &'a Inside,
    anchor: String,
}

impl Rewriter<'_> {
    /// What a value becomes; `None` if it stays.
    fn value(&self, attribute: &Attribute<'_>, value: &str) -> Option<String> {
        match attribute.name.as_str() {
            "id" | "for" | "headers" | "list" | "aria-labelledby" | "aria-describedby"
            | "aria-controls" | "aria-owns" | "aria-details" => Some(self.ids(value)),
            "name" if matches!(attribute.tag, "a" | "input") => Some(self.ids(value)),
            "href" | "xlink:href" | "src" | "poster" => self.address(value),
            "srcset" => Some(self.list(value)),
            _ if value.contains("url(#") => {
                Some(value.replace("url(#", &format!("url(#{}:", self.anchor)))
            }
            _ => None,
        }
    }

    fn ids(&self, value: &str) -> String {
        let ids = value.split_whitespace();
        let ids = ids.map(|id| format!("{}:{id}", self.anchor));
        ids.collect::<Vec<_>>().join(" ")
    }

    fn address(&self, written: &str) -> Option<String> {
        let address = written.trim();
        if let Some(id) = address.strip_prefix('#') {
            return Some(self.place(&self.anchor, id));
        }
        let is_elsewhere = classify(address) != Address::Relative;
        if is_elsewhere || address.is_empty() || address.starts_with(['/', '?']) {
            return None;
        }
        let (rest, id) = address.split_once('#').unwrap_or((address, ""));
        let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
        let file = OutputPath::new(&output_of(self.own, &path.replace("&amp;", "&"))?).ok()?;
        if let Some(page) = self.inside.pages.get(&file) {
            return Some(self.place(&anchor(page), id));
        }
        let mut out = self.inside.url.to_file(&file);
        let names_folder = path.is_empty() || path.ends_with(['/', '.']);
        if names_folder && out.ends_with("index.html") {
            out.truncate(out.len() - "index.html".len());
            if out.is_empty() {
                out.push_str("./");
            }
        }
        out = out.replace('&', "&amp;");
        for (mark, part) in [('?', query), ('#', id)] {
            if !part.is_empty() {
                out.push(mark);
                out.push_str(part);
            }
        }
        Some(out)
    }

    /// An address on the print page itself.
    fn place(&self, anchor: &str, id: &str) -> String {
        match id {
            "" | "top" => format!("#{anchor}"),
            id => format!("#{anchor}:{id}"),
        }
    }

    fn list(&self, value: &str) -> String {
        let mut out = String::new();
        let mut done = 0;
        for Range { start, end } in candidates(value) {
            if let Some(address) = self.address(&value[start..end]) {
                out.push_str(&value[done..start]);
                out.push_str(&address);
                done = end;
            }
        }
        out + &value[done..]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::path::output::UrlStyle;

    #[test]
    fn ids_are_unique_and_links_lead_to_sections() {
        let url = |path: &str| PageUrl::new(path, false, UrlStyle::Directory).unwrap();
        let pages = ["a/b", "a/c d"].map(|path| (url(path).output(), url(path)));
        let inside = Arc::new(Inside {
            url: url("print"),
            pages: pages.into_iter().collect(),
        });
        let check = |article: &str, expected: &str| {
            let key = (url("print"), url("a/b"));
            let made = section(&key, &(article.into(), inside.clone()));
            let expected =
                format!("<section class=\"print-page\" id=\"a/b\">\n{expected}\n</section>\n");
            assert_eq!(made.html, expected);
        };
        check(
            "<h1 id=\"x\">id=\"x\"</h1>",
            "<h1 id=\"a/b:x\">id=\"x\"</h1>",
        );
        check("<a href='#x'>y</a>", "<a href='#a/b:x'>y</a>");
        check(
            "<a href=\"./\">y</a><a href=#>",
            "<a href=\"#a/b\">y</a><a href=#a/b>",
        );
        check(
            "<a href=\"../c%20d/#z\">y</a>",
            "<a href=\"#a/c_20d:z\">y</a>",
        );
        check(
            "<a href=\"../../e/?q=1&amp;r=2#z\">",
            "<a href=\"../e/?q=1&amp;r=2#z\">",
        );
        check("<a href=\"../../\">", "<a href=\"../\">");
        check(
            "<img src=\"p.png\" alt=\"src=q\">",
            "<img src=\"../a/b/p.png\" alt=\"src=q\">",
        );
        check(
            "<img srcset=\"p.png 1x, https://e.org/q.png 2x\">",
            "<img srcset=\"../a/b/p.png 1x, https://e.org/q.png 2x\">",
        );
        check(
            "<a href=\"mailto:a@b.c\"><a href=\"//x/\">",
            "<a href=\"mailto:a@b.c\"><a href=\"//x/\">",
        );
        check(
            "<path marker-end=\"url(#m)\"/>",
            "<path marker-end=\"url(#a/b:m)\"/>",
        );
        check(
            "<th headers=\"p q\" name=\"r\">",
            "<th headers=\"a/b:p a/b:q\" name=\"r\">",
        );
        check("<!-- <a href=\"#x\"> -->", "<!-- <a href=\"#x\"> -->");
    }
}
