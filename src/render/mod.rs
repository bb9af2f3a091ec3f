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
use crate::catalogue::place::Place;
use crate::diagnostic::Diagnostic;
use crate::fragment::rendered::Rendered;
use crate::generated::portrait::Portrait;
use crate::indexes::listed::{Home, IndexShows, TagGroup, TagPage};
use crate::page::Page;
use crate::path::anchor::Anchor;
use crate::path::output::PageUrl;
use crate::redirects::Goes;
use crate::render::engine::{Engine, View};
use crate::render::fill::Filling;
use crate::render::generated::prepare;
use crate::routes::Shows;
use crate::view::base::{Base, Frame, Head, LinkView};
use crate::view::entry::EntryView;
use crate::view::indexes::{FamiliesView, FamilyPageView, HomeView, LettersView};
use crate::view::listed::Entry;
use crate::view::lists::{ListingView, TagView, TagsView};
use crate::view::page::{MovedView, PageView, goes_to};

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
        /// The page of its family.
        family: Option<PageUrl>,
        /// What the start page shows of the catalogue, if it is the start page.
        home: Option<Arc<Home>>,
        /// The anchors that stood on it once.
        moved: Vec<(Anchor, Goes)>,
    },
    /// A category without a page of its own.
    Category {
        /// Its title.
        title: Arc<str>,
        /// What it is.
        summary: Option<Arc<str>>,
        /// What the start page shows of the catalogue, if it is the start page.
        home: Option<Arc<Home>>,
    },
    /// All tags.
    Tags(Arc<Vec<TagGroup>>),
    /// A tag.
    Tag(Arc<TagPage>),
    /// A page that lists families or names.
    Index(IndexShows),
    /// A generated page of the catalogue.
    Generated(Shows),
    /// An old address.
    Old(Goes),
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

/// Makes the document at an address.
pub fn render(url: &PageUrl, input: &DocumentInput) -> Document {
    let (place, words) = (&*input.place, &input.frame.words);
    match &input.what {
        What::Page {
            page,
            rendered,
            portrait,
            family,
            home,
            moved,
        } => {
            let filling = Filling {
                own: url,
                targets: &place.targets,
                rendered,
            };
            let heading = page.title.as_ref().map(|title| filling.fill(&title.body));
            let entry = portrait.as_ref();
            let entry = entry.map(|portrait| EntryView::new(portrait, family.as_ref(), url, words));
            let home = home.as_ref();
            let home = home.map(|home| HomeView::new(home, &place.entries, url));
            let body = filling.fill(&page.body);
            let view = PageView {
                moved: moved
                    .iter()
                    .map(|(old, to)| MovedView::new(old, to, url))
                    .collect(),
                ..PageView::new(page, place, heading, body, entry, home)
            };
            let (template, kind) = if place.is_home {
                ("home.html", "home")
            } else {
                ("page.html", "page")
            };
            input.finish(
                url,
                template,
                page_head(page, kind, input),
                View::Page(&view),
            )
        }
        What::Category {
            title,
            summary,
            home,
        } => {
            let kind = if place.is_home { "home" } else { "category" };
            let home = home.as_ref();
            let view = ListingView {
                home: home.map(|home| HomeView::new(home, &place.entries, url)),
                ..listing(title, summary.as_deref(), place, url)
            };
            let head = Head {
                description: view.description.clone(),
                ..head(title, kind, input)
            };
            input.finish(url, "category.html", head, View::Listing(&view))
        }
        What::Tag(tag) => {
            let view = ListingView {
                tag: Some(TagView::new(tag, url, words)),
                ..listing(&tag.label, tag.description.as_deref(), place, url)
            };
            let head = Head {
                description: view.description.clone(),
                ..head(&tag.label, "tag", input)
            };
            input.finish(url, "tag.html", head, View::Listing(&view))
        }
        What::Index(shows) => input.index(url, shows),
        What::Tags(tags) => {
            let view = TagsView::new(tags, url);
            input.finish(
                url,
                "tags.html",
                head(words.tags, "tags", input),
                View::Tags(&view),
            )
        }
        What::Generated(shows) => input.generated(url, shows),
        What::Old(goes) => {
            let to = goes_to(goes, url);
            let head = head(&to.label, "redirect", input);
            input.finish(url, "redirect.html", head, View::Elsewhere(&to))
        }
        What::NotFound => {
            let head = Head {
                noindex: true,
                base_href: Some(input.frame.site.clone().unwrap_or_else(|| "/".to_string())),
                ..head(words.not_found, "not-found", input)
            };
            input.finish(url, "404.html", head, View::Nothing)
        }
    }
}

impl DocumentInput {
    fn generated(&self, url: &PageUrl, shows: &Shows) -> Document {
        let Some(prepared) = prepare(shows, url, &self.frame.words) else {
            return Document::default();
        };
        let head = prepared.head(head(&prepared.title, prepared.kind, self));
        self.finish(url, prepared.template, head, prepared.view.view())
    }

    fn index(&self, url: &PageUrl, shows: &IndexShows) -> Document {
        let words = &self.frame.words;
        match shows {
            IndexShows::Families(families) => {
                let view = FamiliesView::new(families, url);
                let head = head(words.families, "families", self);
                self.finish(url, "families.html", head, View::Families(&view))
            }
            IndexShows::Family(families, index) => {
                let Some(view) = FamilyPageView::new(families, *index, url, words) else {
                    return Document::default();
                };
                let head = Head {
                    description: view.description.clone(),
                    ..head(&view.title, "family", self)
                };
                self.finish(url, "family.html", head, View::Family(&view))
            }
            IndexShows::Letters(letters) => {
                let view = LettersView::new(letters, url);
                let head = head(words.a_to_z, "letters", self);
                self.finish(url, "a-z.html", head, View::Letters(&view))
            }
        }
    }

    fn finish(&self, url: &PageUrl, template: &str, head: Head, view: View<'_>) -> Document {
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
        home: None,
        tag: None,
    }
}
