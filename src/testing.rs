//! What tests need of the inside, behind the feature `testing`, which no release has.
//!
//! In: texts. Out: parts of what a build makes of them.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::build::cache::Cache;
use crate::build::{inputs, outputs};
use crate::catalogue::{Catalogue, Subject};
use crate::config::Config;
use crate::fragment;
use crate::markdown::context::{Context, Switches};
use crate::markdown::reference::Standpoint;
use crate::outline::Outline;
use crate::page;
use crate::path::input::{ContentPath, InputPath};
use crate::path::output::PageUrl;
use crate::render::fill::Filling;
use crate::sources::Sources;
use crate::words::ENGLISH;

/// The HTML of a text by the rules of the CommonMark specification alone.
pub fn commonmark(markdown: &str) -> String {
    let standpoint = Standpoint {
        folder: ContentPath::root(),
        url: PageUrl::root(),
    };
    let context = Context {
        switches: Switches::SPECIFICATION,
        standpoint: &standpoint,
        file: &InputPath::new("a.md"),
        source: markdown,
        hidelines: &BTreeMap::new(),
        words: &ENGLISH,
    };
    crate::markdown::commonmark(&context)
}

/// The HTML of a page's body, as it stands in its document. `page` is its path below the project folder.
///
/// # Panics
/// If the sources hold no such page.
pub fn body(sources: &Sources, page: &str) -> String {
    let config = Config::new(&inputs::config(sources));
    let outline = Arc::new(Outline::new(&inputs::outline(sources, &config)));
    let mut cache = Cache::once();
    let (pages, _) = cache
        .pages
        .map(inputs::pages(sources, &outline), page::parse);
    let wanted = inputs::fragments(&pages, &cache.highlighter, &config);
    let (rendered, _) = cache.fragments.map(wanted, fragment::render);
    let files = outputs::author_files(sources, &config);
    let catalogue = Catalogue::new(&inputs::catalogue(
        &pages, &outline, &config, sources, &files,
    ));
    let below = page
        .strip_prefix(&format!("{}/", sources.folder))
        .expect("a path below the folder of the pages");
    let path = ContentPath::new(below).expect("a plain path");
    let page = &pages[&path];
    let place = catalogue.place(&Subject::Page(path));
    let filling = Filling {
        own: &page.card.url,
        targets: &place.targets,
        rendered: &rendered,
    };
    filling.fill(&page.body).into_string()
}
