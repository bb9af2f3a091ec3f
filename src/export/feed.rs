//! `feed.xml`: what is new, for feed readers.
//!
//! In: the book, and its pages that have a date. Out: an Atom feed (RFC 4287) of the newest of them. Its own date is
//! that of its newest entry, so the same book makes the same feed whenever it is built.

use crate::html::Html;
use crate::path::output::PageUrl;

/// The name of the file.
pub const FEED: &str = "feed.xml";

/// How many entries a feed has.
const MAX_ENTRIES: usize = 50;

/// What a feed is made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedInput {
    /// The absolute address of the site.
    pub site: String,
    /// The title of the book.
    pub title: String,
    /// What it is, in a sentence.
    pub description: Option<String>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// Its language.
    pub language: String,
    /// The pages with dates.
    pub pages: Vec<FeedPage>,
}

/// A page with a date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedPage {
    /// Its address.
    pub url: PageUrl,
    /// Its title.
    pub title: String,
    /// What it is about.
    pub summary: Option<String>,
    /// When it was changed or reviewed last, as `2026-03-31T09:30:00Z`.
    pub moment: String,
    /// Who changed it.
    pub author: Option<String>,
    /// Its tags.
    pub tags: Vec<String>,
}

/// The feed.
pub fn feed(input: &FeedInput) -> String {
    let mut pages: Vec<&FeedPage> = input.pages.iter().collect();
    pages.sort_by(|one, other| (&other.moment, &one.url).cmp(&(&one.moment, &other.url)));
    pages.truncate(MAX_ENTRIES);
    let updated = pages.first().map_or("", |page| &page.moment);
    let mut xml = Xml::new();
    xml.0.open(
        "feed",
        &[
            ("xmlns", "http://www.w3.org/2005/Atom"),
            ("xml:lang", &input.language),
        ],
    );
    xml.0.push_static("\n");
    xml.element("title", &input.title);
    if let Some(description) = &input.description {
        xml.element("subtitle", description);
    }
    let own = format!("{}{FEED}", input.site);
    xml.element("id", &own);
    xml.element("updated", updated);
    xml.link(&[
        ("rel", "self"),
        ("type", "application/atom+xml"),
        ("href", &own),
    ]);
    xml.link(&[
        ("rel", "alternate"),
        ("type", "text/html"),
        ("href", &input.site),
    ]);
    let book = std::slice::from_ref(&input.title);
    let authors = if input.authors.is_empty() {
        book
    } else {
        &input.authors
    };
    authors.iter().for_each(|author| xml.author(author));
    xml.element("generator", "patternbook");
    for page in pages {
        xml.page(page, &input.site);
    }
    xml.0.close("feed");
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{}\n",
        xml.0.as_str()
    )
}

/// XML being written. What escapes HTML escapes it as well.
struct Xml(Html);

impl Xml {
    fn new() -> Xml {
        Xml(Html::new())
    }

    fn page(&mut self, page: &FeedPage, site: &str) {
        let url = page.url.below(site);
        self.0.push_static("<entry>\n");
        self.element("title", &page.title);
        self.element("id", &url);
        self.element("updated", &page.moment);
        self.link(&[("rel", "alternate"), ("type", "text/html"), ("href", &url)]);
        if let Some(author) = &page.author {
            self.author(author);
        }
        for tag in &page.tags {
            self.0.push_static("<category");
            self.0.push_attribute("term", &plain(tag));
            self.0.push_static("/>\n");
        }
        if let Some(summary) = &page.summary {
            self.element("summary", summary);
        }
        self.0.push_static("</entry>\n");
    }

    fn element(&mut self, name: &'static str, text: &str) {
        self.0.open(name, &[]);
        self.0.push_text(&plain(text));
        self.0.close(name);
        self.0.push_static("\n");
    }

    fn author(&mut self, name: &str) {
        self.0.push_static("<author>");
        self.0.open("name", &[]);
        self.0.push_text(&plain(name));
        self.0.close("name");
        self.0.push_static("</author>\n");
    }

    fn link(&mut self, attributes: &[(&'static str, &str)]) {
        self.0.push_static("<link");
        for (name, value) in attributes {
            self.0.push_attribute(name, value);
        }
        self.0.push_static("/>\n");
    }
}

/// A text without the characters that XML cannot hold.
fn plain(text: &str) -> String {
    let fits = |letter: &char| {
        !letter.is_control() && !matches!(letter, '\u{fffe}' | '\u{ffff}')
            || matches!(letter, '\t' | '\n' | '\r')
    };
    text.chars().filter(fits).collect()
}
