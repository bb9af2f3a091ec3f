//! What machines read in the head of a document.
//!
//! In: what a document is about, its place, the frame. Out: its canonical address, the properties of the Open Graph
//! protocol (<https://ogp.me/>), and what it is about in the vocabulary of <https://schema.org/>, as JSON-LD. All three
//! need absolute addresses, so without one of the site there is at most a relative canonical address.

use serde_json::{Map, Value, json};

use crate::catalogue::place::{Image, Place, Term};
use crate::html::Html;
use crate::path::output::PageUrl;
use crate::path::percent::encode;
use crate::view::base::{Frame, Head, LinkView};
use crate::view::property::Property;

/// A document, as machines are told of it.
#[derive(Clone, Copy, Debug)]
pub struct About<'a> {
    /// What it is called, without the title of the book.
    pub title: &'a str,
    /// The page on which it is at home.
    pub home: &'a PageUrl,
    /// Its address.
    pub own: &'a PageUrl,
    /// Whether it is a text of the author's, rather than a list or a table.
    pub is_article: bool,
    /// The day of its last change.
    pub changed: Option<&'a str>,
}

impl Frame {
    /// The print pages to which a page leads.
    pub fn print(&self, place: &Place, own: &PageUrl) -> Vec<LinkView> {
        let of = |part: &PageUrl| self.print.iter().find(|(shown, _)| shown == part);
        let [book, part] = [place.trail.first(), place.trail.get(1)];
        let book = book.and_then(|link| of(&link.url));
        let part = part.and_then(|link| of(&link.url));
        let view = |(found, label): (Option<&(PageUrl, PageUrl)>, &str)| {
            let (_, url) = found?;
            Some(LinkView {
                label: label.to_string(),
                href: own.to(url, None),
                current: url == own,
            })
        };
        let labels = [self.words.print_section, self.words.print_book];
        [part, book]
            .into_iter()
            .zip(labels)
            .filter_map(view)
            .collect()
    }
}

/// Adds to the head of a document what machines read.
pub fn describe(head: Head, about: &About<'_>, place: &Place, frame: &Frame) -> Head {
    let Some(site) = frame.absolute() else {
        let canonical = (about.home != about.own).then(|| about.own.to(about.home, None));
        return Head { canonical, ..head };
    };
    let describer = Describer {
        about,
        place,
        frame,
        site,
        url: about.home.below(site),
        description: head.description.as_deref(),
    };
    let has_data = frame.has_linked_data && !head.noindex && about.home == about.own;
    Head {
        canonical: Some(describer.url.clone()),
        properties: describer.properties(),
        data: has_data.then(|| describer.data()).flatten(),
        ..head
    }
}

struct Describer<'a> {
    about: &'a About<'a>,
    place: &'a Place,
    frame: &'a Frame,
    site: &'a str,
    /// Where the document is at home.
    url: String,
    description: Option<&'a str>,
}

impl Describer<'_> {
    fn properties(&self) -> Vec<Property> {
        let kind = if self.about.is_article {
            "article"
        } else {
            "website"
        };
        let (image, alternative) = self.image().unzip();
        let all = [
            ("og:title", Some(self.about.title.to_string())),
            ("og:description", self.description.map(str::to_string)),
            ("og:url", Some(self.url.clone())),
            ("og:type", Some(kind.to_string())),
            ("og:site_name", Some(self.frame.book.title.clone())),
            ("og:image", image),
            ("og:image:alt", alternative),
            (
                "article:modified_time",
                self.about
                    .changed
                    .filter(|_| self.about.is_article)
                    .map(str::to_string),
            ),
        ];
        let property = |(name, content): (&'static str, Option<String>)| {
            content.map(|content| Property { name, content })
        };
        all.into_iter().filter_map(property).collect()
    }

    /// The picture of the page, or else that of the book, and what it stands for.
    fn image(&self) -> Option<(String, String)> {
        let below = |path: &str| format!("{}{}", self.site, encode(path, "/"));
        let own = self.place.image.as_ref().map(|image| match image {
            Image::File(path) => below(path.as_str()),
            Image::External(address) => address.clone(),
        });
        let of_book = || {
            let image = self.frame.image.as_ref()?;
            Some((below(image.as_str()), self.frame.book.title.clone()))
        };
        match own {
            Some(own) => Some((own, self.about.title.to_string())),
            None => of_book(),
        }
    }

    /// The JSON of the document; `None` if there is nothing to say.
    fn data(&self) -> Option<Html> {
        let mut graph: Vec<Value> = Vec::new();
        graph.extend(self.breadcrumbs());
        if self.place.is_home {
            graph.push(self.book());
        } else if self.about.is_article {
            graph.push(self.article());
        }
        if graph.is_empty() {
            return None;
        }
        let data = json!({"@context": "https://schema.org", "@graph": graph});
        let mut html = Html::new();
        html.push_json(&data.to_string());
        Some(html)
    }

    /// The way from the start page to this one.
    fn breadcrumbs(&self) -> Option<Value> {
        let trail = &self.place.trail;
        if trail.len() < 2 {
            return None;
        }
        let home = self.frame.words.home;
        let items = trail.iter().enumerate().map(|(index, link)| {
            let name = if index == 0 { home } else { &*link.label };
            json!({
                "@type": "ListItem",
                "position": index + 1,
                "name": name,
                "item": link.url.below(self.site),
            })
        });
        Some(json!({
            "@type": "BreadcrumbList",
            "itemListElement": items.collect::<Value>(),
        }))
    }

    fn book(&self) -> Value {
        let book = &self.frame.book;
        object(&[
            ("@type", Some("WebSite".into())),
            ("@id", Some(self.site.into())),
            ("name", Some(book.title.as_str().into())),
            ("description", self.description.map(Value::from)),
            ("url", Some(self.site.into())),
            ("inLanguage", Some(book.language.as_str().into())),
        ])
    }

    /// The set to which all entries of the book belong.
    fn set(&self) -> Value {
        json!({
            "@type": "DefinedTermSet",
            "@id": format!("{}#terms", self.site),
            "name": self.frame.book.title,
            "url": self.site,
        })
    }

    fn article(&self) -> Value {
        let author = |name: &String| json!({"@type": "Person", "name": name});
        let authors: Vec<Value> = self.frame.book.authors.iter().map(author).collect();
        let about: Vec<Value> = self
            .place
            .terms
            .iter()
            .map(|term| self.term(term))
            .collect();
        let keywords = self.place.keywords.join(", ");
        object(&[
            ("@type", Some("TechArticle".into())),
            ("@id", Some(self.url.as_str().into())),
            ("headline", Some(self.about.title.into())),
            ("description", self.description.map(Value::from)),
            ("url", Some(self.url.as_str().into())),
            ("image", self.image().map(|(image, _)| image.into())),
            ("inLanguage", Some(self.frame.book.language.as_str().into())),
            ("keywords", Some(keywords.into())),
            ("dateModified", self.about.changed.map(Value::from)),
            ("author", Some(authors.into())),
            (
                "isPartOf",
                Some(json!({"@type": "WebSite", "@id": self.site, "name": self.frame.book.title})),
            ),
            ("about", Some(about.into())),
        ])
    }

    fn term(&self, term: &Term) -> Value {
        let anchor = term.anchor.as_ref().map(|anchor| anchor.href());
        let url = format!("{}{}", self.url, anchor.unwrap_or_default());
        let aliases: Vec<Value> = term
            .aliases
            .iter()
            .map(|alias| alias.as_str().into())
            .collect();
        object(&[
            ("@type", Some("DefinedTerm".into())),
            ("name", Some((*term.title).into())),
            ("alternateName", Some(aliases.into())),
            ("description", term.summary.as_deref().map(Value::from)),
            ("termCode", Some(term.id.as_str().into())),
            ("url", Some(url.into())),
            ("inDefinedTermSet", Some(self.set())),
        ])
    }
}

/// An object of the keys that say something.
fn object(keys: &[(&str, Option<Value>)]) -> Value {
    let says_nothing = |value: &Value| match value {
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        _ => false,
    };
    let said = keys.iter().filter_map(|(key, value)| {
        let value = value.as_ref().filter(|value| !says_nothing(value))?;
        Some((key.to_string(), value.clone()))
    });
    Value::Object(said.collect::<Map<_, _>>())
}
