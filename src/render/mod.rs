//! One finished HTML file.
//!
//! In: [`DocumentInput`], everything that one page of the site shows. Out: [`Document`]. What is not in the argument
//! is not in the document, so a document is made again exactly when its argument differs.

pub mod engine;
pub mod fill;
pub mod generated;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::body::Fragment;
use crate::card::State;
use crate::catalogue::place::{Link, Place};
use crate::diagnostic::Diagnostic;
use crate::export::dates::Dated;
use crate::fragment::rendered::Rendered;
use crate::generated::portrait::Portrait;
use crate::html::Html;
use crate::page::Page;
use crate::path::output::PageUrl;
use crate::render::engine::{Engine, View};
use crate::render::fill::Filling;
use crate::render::generated::prepare;
use crate::routes::Shows;
use crate::view::base::{Base, Frame, Head, LinkView};
use crate::view::entry::EntryView;
use crate::view::lists::{Entry, ListingView, TagsView};
use crate::view::metadata::{About, describe};
use crate::view::page::PageView;
use crate::view::print::PrintView;

/// What a document is made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentInput {
    /// What it shows.
    pub what: What,
    /// Its neighbourhood.
    pub place: Arc<Place>,
    /// What all pages show alike.
    pub frame: Arc<Frame>,
    /// The templates.
    pub engine: Arc<Engine>,
}

/// What a document shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// A page of the author's.
    Page {
        /// The page.
        page: Arc<Page>,
        /// Its fragments.
        rendered: BTreeMap<Arc<Fragment>, Arc<Rendered>>,
        /// What the catalogue says of it, if it is an entry.
        portrait: Option<Arc<Portrait>>,
        /// Its last change.
        changed: Option<Dated>,
    },
    /// A category without a page of its own.
    Category {
        /// Its title.
        title: Arc<str>,
        /// What it is.
        summary: Option<Arc<str>>,
    },
    /// All tags, each with the number of its pages.
    Tags(Vec<(Link, usize)>),
    /// The pages of a tag.
    Tag(Arc<str>),
    /// A generated page of the catalogue.
    Generated(Shows),
    /// Many pages on one, without these pages.
    Print(Arc<PrintView>),
    /// The page for unknown addresses.
    NotFound,
}

/// A finished HTML file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// The whole file.
    pub html: Arc<str>,
    /// What went wrong in a template.
    pub diagnostics: Vec<Diagnostic>,
}

/// Makes of a document what stands on a print page: what it says, without what surrounds it.
pub fn article(url: &PageUrl, input: &DocumentInput) -> Document {
    let words = &input.frame.words;
    match &input.what {
        What::Page { page, .. } => {
            let Some(view) = page_view(url, input) else {
                return Document::default();
            };
            let head = head(&page.card.title, "print", input);
            input.plain(url, "print-page.html", head, View::Page(&view))
        }
        What::Generated(shows) => match prepare(shows, url, words) {
            Some(prepared) if prepared.kind == "matrix" => {
                let head = head(&prepared.title, "print", input);
                input.plain(url, "print-matrix.html", head, prepared.view.view())
            }
            _ => Document::default(),
        },
        What::Category { title, summary } => {
            let mut html = Html::new();
            html.open("h1", &[]);
            html.push_text(title);
            html.close("h1");
            if let Some(summary) = summary {
                html.open("p", &[("class", "summary")]);
                html.push_text(summary);
                html.close("p");
            }
            Document {
                html: html.into_string().into(),
                diagnostics: Vec::new(),
            }
        }
        _ => Document::default(),
    }
}

/// What the template of a page of the author's sees beside the frame; `None` for other documents.
fn page_view(url: &PageUrl, input: &DocumentInput) -> Option<PageView> {
    let What::Page {
        page,
        rendered,
        portrait,
        changed,
    } = &input.what
    else {
        return None;
    };
    let filling = Filling {
        own: url,
        targets: &input.place.targets,
        rendered,
    };
    let heading = page.title.as_ref().map(|title| filling.fill(&title.body));
    let entry = portrait.as_ref();
    let entry = entry.map(|portrait| EntryView::new(portrait, url, &input.frame.words));
    let (body, changed) = (filling.fill(&page.body), changed.as_ref());
    let (place, frame) = (&input.place, &input.frame);
    Some(PageView::new(
        page, place, heading, body, entry, changed, frame,
    ))
}

/// Makes the document at an address.
pub fn render(url: &PageUrl, input: &DocumentInput) -> Document {
    let (place, words) = (&*input.place, &input.frame.words);
    match &input.what {
        What::Page { page, changed, .. } => {
            let Some(view) = page_view(url, input) else {
                return Document::default();
            };
            let changed = changed.as_ref();
            let (template, kind) = if place.is_home {
                ("home.html", "home")
            } else {
                ("page.html", "page")
            };
            let about = About {
                is_article: true,
                changed: changed.map(Dated::day),
                ..about(&page.card.title, url)
            };
            let head = page_head(page, kind, input);
            input.finish(url, template, head, &about, View::Page(&view))
        }
        What::Category { title, summary } => {
            let kind = if place.is_home { "home" } else { "category" };
            let view = listing(title, summary.as_deref(), place, url);
            let head = Head {
                description: view.description.clone(),
                ..head(title, kind, input)
            };
            let about = about(title, url);
            input.finish(url, "category.html", head, &about, View::Listing(&view))
        }
        What::Tag(label) => {
            let view = listing(label, None, place, url);
            let (head, about) = (head(label, "tag", input), about(label, url));
            input.finish(url, "tag.html", head, &about, View::Listing(&view))
        }
        What::Tags(tags) => {
            let view = TagsView::new(tags, url);
            let head = head(words.tags, "tags", input);
            let about = about(words.tags, url);
            input.finish(url, "tags.html", head, &about, View::Tags(&view))
        }
        What::Generated(shows) => input.generated(url, shows),
        What::Print(view) => {
            let head = Head {
                noindex: true,
                ..head(&view.title, "print", input)
            };
            input.plain(url, "print.html", head, View::Print(view))
        }
        What::NotFound => {
            let head = Head {
                noindex: true,
                base_href: Some(input.frame.site.clone().unwrap_or_else(|| "/".to_string())),
                ..head(words.not_found, "not-found", input)
            };
            input.plain(url, "404.html", head, View::Nothing)
        }
    }
}

impl DocumentInput {
    fn generated(&self, url: &PageUrl, shows: &Shows) -> Document {
        let Some(prepared) = prepare(shows, url, &self.frame.words) else {
            return Document::default();
        };
        let head = prepared.head(head(&prepared.title, prepared.kind, self));
        let about = About {
            home: shows.home(url),
            ..about(&prepared.title, url)
        };
        self.finish(url, prepared.template, head, &about, prepared.view.view())
    }

    /// A document that machines are told of.
    fn finish(
        &self,
        url: &PageUrl,
        template: &str,
        head: Head,
        about: &About<'_>,
        view: View<'_>,
    ) -> Document {
        let head = describe(head, about, &self.place, &self.frame);
        self.plain(url, template, head, view)
    }

    fn plain(&self, url: &PageUrl, template: &str, head: Head, view: View<'_>) -> Document {
        let base = Base::new(&self.frame, &self.place, url, head);
        let (html, finding) = self.engine.render(template, &base, view);
        Document {
            html: html.into(),
            diagnostics: finding.into_iter().collect(),
        }
    }
}

fn head(title: &str, kind: &'static str, input: &DocumentInput) -> Head {
    let book = &input.frame.book;
    let title = match title == book.title {
        true => book.title.clone(),
        false => format!("{title} - {}", book.title),
    };
    let description = if input.place.is_home {
        book.description.clone()
    } else {
        None
    };
    Head {
        title,
        description,
        keywords: Vec::new(),
        noindex: false,
        kind,
        base_href: None,
        canonical: None,
        properties: Vec::new(),
        data: None,
    }
}

fn about<'a>(title: &'a str, url: &'a PageUrl) -> About<'a> {
    About {
        title,
        home: url,
        own: url,
        is_article: false,
        changed: None,
    }
}

fn page_head(page: &Page, kind: &'static str, input: &DocumentInput) -> Head {
    let card = &page.card;
    let plain = head(
        card.meta_title.as_deref().unwrap_or(&card.title),
        kind,
        input,
    );
    let description = match input.place.is_home {
        true => plain.description.clone().or(card.description.clone()),
        false => card.description.clone(),
    };
    Head {
        description,
        keywords: input.place.keywords.clone(),
        noindex: card.state != State::Published,
        ..plain
    }
}

fn listing(title: &str, summary: Option<&str>, place: &Place, own: &PageUrl) -> ListingView {
    ListingView {
        title: title.to_string(),
        description: summary.map(str::to_string),
        entries: place
            .entries
            .iter()
            .map(|listed| Entry::new(listed, own))
            .collect(),
        previous: place.previous.as_ref().map(|link| LinkView::new(link, own)),
        next: place.next.as_ref().map(|link| LinkView::new(link, own)),
    }
}
