//! One finished HTML file.
//!
//! In: [`DocumentInput`], everything that one page of the site shows. Out: [`Document`]. What is not in the argument
//! is not in the document, so a document is made again exactly when its argument differs.

pub mod engine;
pub mod fill;
pub mod generated;
mod input;
mod head;
mod article;

pub use article::article;
pub use input::{Document, DocumentInput, What};

use crate::catalogue::place::Place;
use crate::export::dates::Dated;
use crate::indexes::listed::IndexShows;
use crate::path::output::PageUrl;
use crate::render::article::page_view;
use crate::render::engine::View;
use crate::render::generated::prepare;
use crate::render::head::{about, head, page_head};
use crate::routes::Shows;
use crate::view::base::{Head, LinkView};
use crate::view::indexes::{FamiliesView, FamilyPageView, HomeView, LettersView};
use crate::view::listed::Entry;
use crate::view::lists::{ListingView, TagView, TagsView};
use crate::view::metadata::About;
use crate::view::page::goes_to;

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
            let about = about(title, url);
            input.finish(url, "category.html", head, &about, View::Listing(&view))
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
            let about = about(&tag.label, url);
            input.finish(url, "tag.html", head, &about, View::Listing(&view))
        }
        What::Index(shows) => input.index(url, shows),
        What::Tags(tags) => {
            let view = TagsView::new(tags, url);
            let head = head(words.tags, "tags", input);
            let about = about(words.tags, url);
            input.finish(url, "tags.html", head, &about, View::Tags(&view))
        }
        What::Generated(shows) => input.generated(url, shows),
        What::Old(goes) => {
            let to = goes_to(goes, url);
            let head = head(&to.label, "redirect", input);
            input.plain(url, "redirect.html", head, View::Elsewhere(&to))
        }
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

    fn index(&self, url: &PageUrl, shows: &IndexShows) -> Document {
        let words = &self.frame.words;
        match shows {
            IndexShows::Families(families) => {
                let view = FamiliesView::new(families, url);
                let head = head(words.families, "families", self);
                let about = about(words.families, url);
                self.finish(url, "families.html", head, &about, View::Families(&view))
            }
            IndexShows::Family(families, index) => {
                let Some(view) = FamilyPageView::new(families, *index, url, words) else {
                    return Document::default();
                };
                let head = Head {
                    description: view.description.clone(),
                    ..head(&view.title, "family", self)
                };
                let about = about(&view.title, url);
                self.finish(url, "family.html", head, &about, View::Family(&view))
            }
            IndexShows::Letters(letters) => {
                let view = LettersView::new(letters, url);
                let head = head(words.a_to_z, "letters", self);
                let about = about(words.a_to_z, url);
                self.finish(url, "a-z.html", head, &about, View::Letters(&view))
            }
        }
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
