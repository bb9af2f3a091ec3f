//! `sitemap.xml` and `robots.txt`, for search engines.
//!
//! In: the address of the site, and the pages that may be found, each with the day of its last change. Out: texts of
//! files. The format is that of <https://www.sitemaps.org/protocol.html>, with its bounds: a list that is too long or
//! too large becomes several, and `sitemap.xml` an index of them.

use std::fmt::Write;

use crate::html::Html;
use crate::path::output::PageUrl;

/// The most addresses of one sitemap, and the most bytes.
const MAX_ADDRESSES: usize = 50_000;
const MAX_BYTES: usize = 50 << 20;

const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
const NAMESPACE: &str = "xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"";

/// A page that may be found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Indexed {
    /// Its address.
    pub url: PageUrl,
    /// The day of its last change, as `2026-03-31`.
    pub changed: Option<String>,
}

/// What a sitemap is made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SitemapInput {
    /// The absolute address of the site.
    pub site: String,
    /// The pages, in the order of their addresses.
    pub pages: Vec<Indexed>,
}

/// The files by name: `sitemap.xml`, and those that it names if there are several.
pub fn sitemap(input: &SitemapInput) -> Vec<(String, String)> {
    split(input, MAX_ADDRESSES, MAX_BYTES)
}

fn split(input: &SitemapInput, most: usize, most_bytes: usize) -> Vec<(String, String)> {
    let mut parts: Vec<(String, usize)> = Vec::new();
    let around = DECLARATION.len() + NAMESPACE.len() + "<urlset >\n</urlset>\n".len();
    for page in &input.pages {
        let line = line("url", &page.url.below(&input.site), page.changed.as_deref());
        let fits = |(part, count): &&mut (String, usize)| {
            *count < most && around + part.len() + line.len() <= most_bytes
        };
        match parts.last_mut().filter(fits) {
            Some((part, count)) => {
                part.push_str(&line);
                *count += 1;
            }
            None => parts.push((line, 1)),
        }
    }
    let list = |lines: &str| format!("{DECLARATION}<urlset {NAMESPACE}>\n{lines}</urlset>\n");
    if parts.len() < 2 {
        let only = parts.first().map_or("", |(lines, _)| lines);
        return vec![("sitemap.xml".to_string(), list(only))];
    }
    let mut index = String::new();
    let mut files = Vec::new();
    for (number, (lines, _)) in parts.iter().enumerate() {
        let name = format!("sitemap-{}.xml", number + 1);
        index.push_str(&line("sitemap", &format!("{}{name}", input.site), None));
        files.push((name, list(lines)));
    }
    let index = format!("{DECLARATION}<sitemapindex {NAMESPACE}>\n{index}</sitemapindex>\n");
    files.push(("sitemap.xml".to_string(), index));
    files
}

fn line(element: &str, address: &str, changed: Option<&str>) -> String {
    let mut line = String::new();
    let address = Html::text(address);
    let _ = write!(line, "<{element}><loc>{}</loc>", address.as_str());
    if let Some(changed) = changed {
        let _ = write!(line, "<lastmod>{changed}</lastmod>");
    }
    let _ = writeln!(line, "</{element}>");
    line
}

/// `robots.txt`: everything may be read, and `sitemap` says what there is.
pub fn robots(site: &str, has_sitemap: bool) -> String {
    let mut text = "User-agent: *\nAllow: /\n".to_string();
    if has_sitemap {
        let _ = write!(text, "\nSitemap: {site}sitemap.xml\n");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::path::output::UrlStyle;

    #[test]
    fn a_sitemap_that_is_too_long_or_too_large_becomes_several() {
        let page = |number: usize| Indexed {
            url: PageUrl::new(&format!("a&b/{number}"), false, UrlStyle::Directory).unwrap(),
            changed: (number == 0).then(|| "2026-03-31".to_string()),
        };
        let input = SitemapInput {
            site: "https://example.org/x/".to_string(),
            pages: (0..5).map(page).collect(),
        };
        let names = |most: usize, bytes: usize| -> Vec<String> {
            let files = split(&input, most, bytes);
            let has_index = files.len() > 1;
            files
                .into_iter()
                .map(|(name, text)| {
                    let is_index = has_index && name == "sitemap.xml";
                    assert!(is_index || text.len() <= bytes, "{name}: {}", text.len());
                    assert!(text.matches("<url>").count() <= most, "{name}");
                    name
                })
                .collect()
        };
        assert_eq!(names(5, 5000), ["sitemap.xml"]);
        let three = [
            "sitemap-1.xml",
            "sitemap-2.xml",
            "sitemap-3.xml",
            "sitemap.xml",
        ];
        assert_eq!(names(2, 5000), three);
        assert_eq!(names(5, 260), three);
        let files = split(&input, 2, 5000);
        let first =
            "<url><loc>https://example.org/x/a&amp;b/0/</loc><lastmod>2026-03-31</lastmod></url>\n";
        assert!(files[0].1.contains(first), "{}", files[0].1);
        let index =
            "<sitemap><loc>https://example.org/x/sitemap-3.xml</loc></sitemap>\n</sitemapindex>\n";
        assert!(files[3].1.ends_with(index), "{}", files[3].1);
    }
}
