//! What machines are told of the site: files that are no pages, and give way to an author's own of the same name.
//!
//! In: the pages, and what the catalogue says of them. Out: the sitemap, `robots.txt`, the feed, the pages as Markdown,
//! and the lists of these.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::build::cache::Cache;
use crate::build::findings::Findings;
use crate::build::indexed::{absolute, sitemap};
use crate::build::shown::Shown;
use crate::catalogue::Subject;
use crate::catalogue::place::Place;
use crate::export::copy::copy;
use crate::export::feed::{FEED, FeedInput, feed};
use crate::export::llms::files;
use crate::export::sitemap::{self, robots};
use crate::path::output::OutputPath;
use crate::site::Content;

/// The files for machines, with their places.
pub fn told(
    of: &Shown<'_>,
    places: &BTreeMap<Subject, Arc<Place>>,
    news: Option<FeedInput>,
    cache: &mut Cache,
    findings: &mut Findings<'_>,
) -> Vec<(OutputPath, Content)> {
    let config = of.config;
    let mut told: Vec<(OutputPath, Content)> = Vec::new();
    let mut tell = |name: &str, text: &str| {
        if let Ok(path) = OutputPath::new(name) {
            told.push((path, Content::Bytes(text.as_bytes().into())));
        }
    };
    let pages = sitemap(config, of.catalogue, of.routes, of.dates);
    let has_sitemap = pages.is_some();
    if let Some(input) = pages {
        let files = cache.sitemap.one(input, sitemap::sitemap);
        files.iter().for_each(|(name, text)| tell(name, text));
    }
    if let Some(site) = absolute(config).filter(|_| config.outputs.has("robots")) {
        tell("robots.txt", &robots(site, has_sitemap));
    }
    if let Some(input) = news {
        tell(FEED, &cache.feed.one(input, feed));
    }
    let (copies, faults) = cache.copies.map(of.copies(places), copy);
    findings.faults("copying", faults, |path| path.below(of.folder));
    if config.outputs.has("markdown") {
        for (path, copy) in &copies {
            if let Some(page) = of.pages.get(path) {
                let name = page.card.url.markdown().output();
                tell(name.as_str(), &copy.beside);
            }
        }
    }
    if let Some(input) = of.llms(&copies) {
        let lists = cache.llms.one(input, files);
        lists.iter().for_each(|(name, text)| tell(name, text));
    }
    told
}
