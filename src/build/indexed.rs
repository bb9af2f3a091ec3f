//! What machines are told of the site as a whole.
//!
//! In: the catalogue, the generated pages, the dates of changes. Out: the inputs of the sitemap and its kind. Pages that
//! nobody is meant to find are not in them, nor those that are at home under another address.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::card::{Card, State};
use crate::catalogue::names::Spot;
use crate::catalogue::{Catalogue, Subject};
use crate::config::{Config, LastChange};
use crate::export::dates::{self, Dates, moment};
use crate::export::feed::{FeedInput, FeedPage};
use crate::export::sitemap::{Indexed, SitemapInput};
use crate::path::output::PageUrl;
use crate::routes::Routes;
use crate::sources::Sources;

/// The absolute address of the site, if it is known.
pub fn absolute(config: &Config) -> Option<&str> {
    let site = config.html.site_url.as_deref();
    site.filter(|site| !site.starts_with('/'))
}

/// When each page was changed last.
pub fn dates(config: &Config, catalogue: &Catalogue, sources: &Sources) -> Dates {
    let with_author = config.theme.last_change == LastChange::DateAndAuthor;
    dates::dates(catalogue.cards(), &sources.changes, with_author)
}

/// The sitemap's input; none without an absolute address, or if no sitemap is wanted.
pub fn sitemap(
    config: &Config,
    catalogue: &Catalogue,
    routes: &Routes,
    dates: &Dates,
) -> Option<SitemapInput> {
    let site = absolute(config).filter(|_| config.outputs.has("sitemap"))?;
    let dates_of = |subject: &Subject| match subject {
        Subject::Page(path) => dates.get(path).map(|dated| dated.day().to_string()),
        _ => None,
    };
    let is_found = |subject: &Subject| match subject {
        Subject::Page(path) => {
            let card = catalogue.cards().get(path);
            card.is_some_and(|card| card.state == State::Published)
        }
        Subject::NotFound => false,
        _ => true,
    };
    let mut pages: BTreeMap<PageUrl, Option<String>> = BTreeMap::new();
    for (subject, url) in catalogue.subjects() {
        if is_found(&subject) {
            pages.entry(url).or_insert_with(|| dates_of(&subject));
        }
    }
    let generated = routes.pages.iter();
    let at_home = generated.filter(|(url, page)| page.shows.home(url) == *url);
    for (url, _) in at_home {
        pages.entry(url.clone()).or_default();
    }
    let pages = pages.into_iter();
    Some(SitemapInput {
        site: site.to_string(),
        pages: pages
            .map(|(url, changed)| Indexed { url, changed })
            .collect(),
    })
}

/// The feed's input: the published pages that were changed or reviewed on a day that is known. None without an absolute
/// address, without such a page, or if no feed is wanted.
pub fn feed(config: &Config, catalogue: &Catalogue, dates: &Dates) -> Option<FeedInput> {
    let site = absolute(config).filter(|_| config.outputs.has("feed"))?;
    let cards = catalogue.cards().values();
    let published = cards.filter(|card| card.state == State::Published);
    let page = |card: &Arc<Card>| {
        let entry = catalogue.patterns().entry_at(&Spot::page(&card.path));
        let reviewed = entry.and_then(|entry| moment(entry.reviewed.as_deref()?));
        let dated = dates.get(&card.path);
        let changed = dated.map(|dated| dated.moment.clone());
        Some(FeedPage {
            url: card.url.clone(),
            title: card.title.clone(),
            summary: card.description.clone(),
            moment: changed.max(reviewed)?,
            author: dated.and_then(|dated| dated.author.clone()),
            tags: card.tags.iter().map(|tag| tag.label.clone()).collect(),
        })
    };
    let pages: Vec<FeedPage> = published.filter_map(page).collect();
    let book = &config.book;
    (!pages.is_empty()).then(|| FeedInput {
        site: site.to_string(),
        title: book.title.clone(),
        description: book.description.clone(),
        authors: book.authors.clone(),
        language: book.language.clone(),
        pages,
    })
}
