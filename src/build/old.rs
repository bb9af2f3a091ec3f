//! What redirects are made from.
//!
//! In: the pages, the settings, every page of the site. Out: [`RedirectsInput`].

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::build::inputs::Pages;
use crate::catalogue::{Catalogue, Subject};
use crate::config::Config;
use crate::diagnostic::Span;
use crate::indexes::Indexes;
use crate::path::input::InputPath;
use crate::path::output::PageUrl;
use crate::redirects::{Goal, OldAddress, RedirectsInput};
use crate::routes::{Routes, Shows};
use crate::sources::Sources;
use crate::words::ENGLISH;

/// The redirects' input.
pub fn redirects(
    pages: &Pages,
    config: &Config,
    catalogue: &Catalogue,
    routes: &Routes,
    indexes: &Indexes,
    sources: &Sources,
) -> RedirectsInput {
    let mut old = Vec::new();
    for (path, page) in pages {
        let file = path.below(&sources.folder);
        let named = page
            .card
            .old_addresses
            .iter()
            .zip(&page.places.old_addresses);
        old.extend(named.map(|(written, place)| OldAddress {
            written: written.clone(),
            to: Goal::Page(page.card.url.clone()),
            at: Span::new(&file, place.clone()),
        }));
    }
    let file = InputPath::new("book.toml");
    old.extend(
        config
            .html
            .redirects
            .iter()
            .map(|(from, to, place)| OldAddress {
                written: from.clone(),
                to: Goal::Written(to.clone()),
                at: Span::new(&file, place.clone()),
            }),
    );
    // Without old addresses, what pages there are makes no difference.
    let live = match old.is_empty() {
        true => BTreeMap::new(),
        false => live(catalogue, routes, indexes),
    };
    RedirectsInput {
        old,
        live,
        style: config.pages.url_style,
    }
}

fn live(catalogue: &Catalogue, routes: &Routes, indexes: &Indexes) -> BTreeMap<PageUrl, Arc<str>> {
    let title = |subject: &Subject| -> Arc<str> {
        let book = || catalogue.book().into();
        match subject {
            Subject::Page(path) => catalogue
                .cards()
                .get(path)
                .map_or_else(book, |card| card.title.as_str().into()),
            Subject::Category(index) => {
                let branch = catalogue.tree().branches.get(*index);
                branch.map_or_else(book, |branch| branch.title.clone())
            }
            Subject::Tags | Subject::Tag(_) => ENGLISH.tags.into(),
            Subject::Start | Subject::NotFound => book(),
        }
    };
    let subjects = catalogue.subjects().into_iter();
    let mut live: BTreeMap<PageUrl, Arc<str>> = subjects
        .map(|(subject, url)| (url, title(&subject)))
        .collect();
    let routes = routes.pages.iter();
    let routes = routes.filter(|(_, page)| !matches!(page.shows, Shows::Elsewhere(_)));
    let routes = routes.map(|(url, page)| (url, &page.trail));
    let indexes = indexes.pages.iter().map(|(url, page)| (url, &page.trail));
    for (url, trail) in routes.chain(indexes) {
        let label = trail.last().map(|link| link.label.clone());
        live.insert(url.clone(), label.unwrap_or_default());
    }
    live
}
