//! What the search is given.
//!
//! In: pages, the catalogue, the settings. Out: the input of the words of each page, the site with its index, and the
//! control that opens the search.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::catalogue::Catalogue;
use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::indexes::Indexes;
use crate::page::Page;
use crate::path::input::ContentPath;
use crate::path::output::{OutputPath, PageUrl};
use crate::routes::Routes;
use crate::search::ENTRY;
use crate::search::input::{SearchInput, is_found};
use crate::search::terms::{Terms, TermsInput};
use crate::site::Site;
use crate::theme::Theme;
use crate::view::search::SearchControl;
use crate::words::ENGLISH;

/// Pages by file.
pub type Pages = BTreeMap<ContentPath, Arc<Page>>;

/// The input of the words of each page that search finds: none if the book has no search.
pub fn terms(
    pages: &Pages,
    catalogue: &Catalogue,
    config: &Config,
) -> BTreeMap<ContentPath, TermsInput> {
    let found = pages
        .iter()
        .filter(|(_, page)| config.search.enable && is_found(page));
    let input = |(path, page): (&ContentPath, &Arc<Page>)| {
        let (page, card) = (page.clone(), catalogue.cards().get(path)?.clone());
        Some((path.clone(), TermsInput { page, card }))
    };
    found.filter_map(input).collect()
}

/// A site with its search index, if the book has one, and files that are in its way.
pub fn attach(
    site: Site,
    terms: BTreeMap<ContentPath, Arc<Terms>>,
    pages: &Pages,
    catalogue: &Arc<Catalogue>,
    config: &Config,
) -> (Site, Vec<Diagnostic>) {
    if !config.search.enable {
        return (site, Vec::new());
    }
    site.with_search(SearchInput {
        terms,
        pages: pages.clone(),
        catalogue: catalogue.clone(),
        settings: config.search.clone(),
        language: config.book.language.clone(),
        words: &ENGLISH,
    })
}

/// Where the control leads, if the book has a search: to the page of the search, and without scripts to the page that
/// lists all names, else to that of all tags.
pub fn control(
    catalogue: &Catalogue,
    routes: &Routes,
    indexes: &Indexes,
    theme: &Theme,
) -> Option<SearchControl> {
    let page = routes.search.clone()?;
    let names = indexes.names.as_ref().or(catalogue.tags_page());
    let without_script = names.cloned().unwrap_or_else(PageUrl::root);
    Some(SearchControl {
        page,
        without_script,
        script: theme.assets.search_script.clone(),
        style: theme.assets.search_style.clone(),
        index: OutputPath::new(ENTRY).expect("the name is a plain one"),
    })
}
