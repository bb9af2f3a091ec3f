//! The pages that were just saved, before everything else.
//!
//! In: sources of which only the texts of some pages have changed, and what the last build remembers. Out: that build
//! with the new documents of these pages, or nothing if other documents may have changed too. Its work does not grow with
//! the book, so a preview shows it at once; what is made of the whole book is as old as the last build, until a
//! [`build`](crate::build::build) follows.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::body::Fragment;
use crate::build::built::{Build, Work};
use crate::build::cache::Cache;
use crate::build::findings::Findings;
use crate::build::inputs;
use crate::diagnostic::Diagnostic;
use crate::fragment;
use crate::fragment::rendered::Rendered;
use crate::links::{self, BrokenLink};
use crate::page::{self, Page};
use crate::path::input::{ContentPath, InputPath};
use crate::path::output::PageUrl;
use crate::render::{self, Document, DocumentInput, What};
use crate::site::Content;
use crate::sources::Sources;

/// A page whose text has changed, and nothing that others know of it.
struct Revised {
    page: Arc<Page>,
    rendered: BTreeMap<Arc<Fragment>, Arc<Rendered>>,
    /// How many of these had to be rendered.
    fragments: usize,
    document: Arc<Document>,
    broken: Arc<Vec<BrokenLink>>,
}

/// The last build with the new texts of `changed`; `None` if that is not all there is to it.
pub fn revise(sources: &Sources, changed: &[ContentPath], cache: &mut Cache) -> Option<Build> {
    let last = cache.build.clone()?;
    let revised: Option<Vec<Revised>> = changed
        .iter()
        .map(|path| Revised::new(path, sources, &last, cache))
        .collect();
    let revised = revised?;
    let mut build = Build {
        diagnostics: diagnostics(&revised, sources, &last, cache),
        work: Work {
            parsed: revised.len(),
            fragments: revised.iter().map(|page| page.fragments).sum(),
            catalogues: 0,
            rendered: revised.len(),
        },
        ..last
    };
    for Revised { page, document, .. } in revised {
        let content = Content::Bytes(document.html.clone().into());
        build.site.put(page.card.url.output(), content);
    }
    Some(build)
}

impl Revised {
    fn new(
        path: &ContentPath,
        sources: &Sources,
        last: &Build,
        cache: &mut Cache,
    ) -> Option<Revised> {
        let (input, old) = cache.pages.last(path)?;
        let input = inputs::page(sources, path, &input.options)?;
        let page = Arc::new(page::parse(path, &input));
        let url = &page.card.url;
        let (shown, _) = cache.documents.last(url)?;
        // Of two pages with one address, this may be the one that is not shown.
        let What::Page {
            page: shown_page,
            portrait,
            family,
            home,
            moved,
            changed,
            ..
        } = &shown.what
        else {
            return None;
        };
        if page.card != old.card || !Arc::ptr_eq(shown_page, old) {
            return None;
        }
        let (portrait, family, home) = (portrait.clone(), family.clone(), home.clone());
        let (moved, shown) = (moved.clone(), shown.clone());
        let changed = changed.clone();
        let mut rendered = BTreeMap::new();
        let mut fragments = 0;
        for block in page.body.fragments() {
            let known = cache.fragments.last(block).map(|(_, known)| known.clone());
            let html = known.unwrap_or_else(|| {
                fragments += 1;
                Arc::new(fragment::render(block, &cache.fragment_input(&last.config)))
            });
            rendered.insert(block.clone(), html);
        }
        let what = What::Page {
            page: page.clone(),
            rendered: rendered.clone(),
            portrait,
            family,
            home,
            moved,
            changed,
        };
        let document = Arc::new(render::render(url, &DocumentInput { what, ..shown }));
        let addresses = Arc::new(links::read(url, &document));
        let (_, old_addresses) = cache.addresses.last(url)?;
        // Other pages may link to an id that is gone, or wait for one that has come.
        if addresses.ids != old_addresses.ids {
            return None;
        }
        let (_, targets) = cache.targets.last(&())?;
        let broken = Arc::new(links::check(url, &(addresses, targets.clone())));
        Some(Revised {
            page,
            rendered,
            fragments,
            document,
            broken,
        })
    }
}

/// What is wrong: with the revised pages as they are now, with everything else as before.
fn diagnostics(
    revised: &[Revised],
    sources: &Sources,
    last: &Build,
    cache: &Cache,
) -> Vec<Diagnostic> {
    let mut pages = cache.pages.results();
    let mut rendered = BTreeMap::new();
    let mut documents: BTreeMap<PageUrl, Arc<Document>> = BTreeMap::new();
    let mut broken: BTreeMap<PageUrl, Arc<Vec<BrokenLink>>> = BTreeMap::new();
    for one in revised {
        let url = &one.page.card.url;
        pages.insert(one.page.card.path.clone(), one.page.clone());
        rendered.extend(one.rendered.clone());
        documents.insert(url.clone(), one.document.clone());
        broken.insert(url.clone(), one.broken.clone());
    }
    let own = || revised.iter().map(|one| &one.page);
    let mut findings = Findings::none(sources);
    for page in own() {
        findings.page(page, &last.catalogue, &rendered);
    }
    findings.extend(&last.catalogue.entry_findings(&pages));
    findings.documents(&documents);
    findings.broken_links(&broken, &pages, &cache.places.results());
    let files: BTreeSet<InputPath> = own()
        .map(|page| page.card.path.below(&sources.folder))
        .collect();
    let is_elsewhere = |finding: &&Diagnostic| {
        let at = finding.at.as_ref();
        at.is_none_or(|span| !files.contains(&span.file))
    };
    let before = last.diagnostics.iter().filter(is_elsewhere);
    findings.extend(&before.cloned().collect::<Vec<_>>());
    findings.arrange(&last.config.levels)
}
