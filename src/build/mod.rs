//! The pipeline on one screen.
//!
//! In: [`Sources`] and a [`Cache`]. Out: [`Build`]: the site, and all that is wrong with it. The preview and the
//! command line make the same call; the cache changes how long it takes and nothing else.

pub mod built;
pub mod searching;
pub mod parts;
pub mod inputs;
pub mod framing;
pub mod old;
pub mod data;
pub mod indexed;
pub mod shown;
pub mod copies;
pub mod cache;
pub mod outputs;
pub mod findings;
pub mod told;
pub mod printed;
pub mod revise;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::body::Fragment;
pub use crate::build::built::{Build, Work};
pub use crate::build::cache::Cache;
use crate::build::cache::Compiled;
use crate::build::findings::Findings;
use crate::build::framing::Framing;
use crate::build::printed::Printed;
use crate::catalogue::place::Place;
use crate::catalogue::{Catalogue, Subject};
use crate::config::Config;
use crate::export::files::{self, Files};
use crate::export::navigation;
use crate::fragment::rendered::Rendered;
use crate::fragment::{self, FragmentInput};
use crate::indexes::Indexes;
use crate::links::{self, Addresses, BrokenLink, Targets};
use crate::outline::Outline;
use crate::page;
use crate::path::input::ContentPath;
use crate::path::output::PageUrl;
use crate::redirects::Redirects;
use crate::render::engine::Engine;
use crate::render::{self, Document, DocumentInput};
use crate::routes::Routes;
use crate::search::terms::{Terms, page_terms};
use crate::sources::Sources;
use crate::theme::Theme;
use crate::view::base::Frame;

/// Builds a site. Cannot fail: what is wrong is among the findings.
pub fn build(sources: &Sources, cache: &mut Cache) -> Build {
    let config = cache.config.one(inputs::config(sources), Config::new);
    let outline = cache
        .outline
        .one(inputs::outline(sources, &config), Outline::new);
    let (theme, engine) = templates(sources, config.limits.rendered, cache);

    let mut findings = Findings::new(sources, &config);
    let (pages, unfinished) = parsed(sources, &outline, &config, cache, &mut findings);
    let fragments = rendered(&pages, sources, &config, cache, &mut findings);

    let files = outputs::author_files(sources, &config);
    let catalogue = cache.catalogue.one(
        inputs::catalogue(&pages, &unfinished, &outline, &config, sources, &files),
        Catalogue::new,
    );
    let (routes, indexes, data) = generated(&catalogue, &pages, &outline, &config, sources, cache);
    let redirects = cache.redirects.one(
        old::redirects(&pages, &config, &catalogue, &routes, &indexes, sources),
        Redirects::new,
    );
    let terms = words(&pages, &catalogue, &config, cache, &mut findings);
    let dates = indexed::dates(&config, &catalogue, sources);
    let parts = parts::parts(&config, &catalogue);
    let feed = indexed::feed(&config, &catalogue, &dates);
    let (frame, header_findings) = framing::frame(Framing {
        config: &config,
        theme: &theme,
        catalogue: &catalogue,
        routes: &routes,
        indexes: &indexes,
        has_feed: feed.is_some(),
        parts: &parts,
        sources,
    });
    let frame = cache.frame.one(frame, Frame::clone);
    let places = placed(&catalogue, sources, cache, &mut findings);

    let shown = shown::Shown {
        config: &config,
        folder: &sources.folder,
        pages: &pages,
        fragments: &fragments,
        dates: &dates,
        catalogue: &catalogue,
        routes: &routes,
        indexes: &indexes,
        redirects: &redirects,
    };
    let documents = shown::documents(&shown, &places, &frame, &engine.0);
    let mut told = told::told(&shown, &places, feed, cache, &mut findings);
    let printed = Printed::new(&shown, &parts, &frame, &engine.0);
    told.extend(printed.files(&documents, cache, &mut findings));
    let (documents, addresses) = written(documents, &catalogue, sources, cache, &mut findings);

    let (site, collisions) = outputs::collect(&outputs::Parts {
        documents: &documents,
        pages: &pages,
        outline: &outline,
        catalogue: &catalogue,
        routes: &routes,
        data: &data,
        indexes: &indexes,
        redirects: &redirects,
        theme: &theme,
        files,
        navigation: navigation::script(catalogue.tree()),
        told: &told,
        sources,
        config: &config,
    });
    let files = outputs::other_files(&site, &documents);
    let (site, strays) = searching::attach(site, terms, &pages, &catalogue, &config);
    let targets = cache.targets.one((addresses.clone(), files), Targets::new);
    let broken = checked(addresses, &targets, &catalogue, cache, &mut findings);
    let inheritance = inputs::inheritance(&outline, &config);
    for found in [
        &outline.diagnostics,
        &engine.1,
        catalogue.findings(),
        &inheritance.check(catalogue.cards()),
        &header_findings,
        &redirects.findings,
        &collisions,
        &strays,
    ] {
        findings.extend(found);
    }
    findings.pages(&pages, &catalogue, &fragments);
    findings.drafts(&unfinished);
    findings.settings(&routes.problems);
    findings.documents(&documents);
    findings.broken_links(&broken, &pages, &places);
    let build = Build {
        site,
        diagnostics: findings.arrange(&config.levels),
        pages: pages.len(),
        shown: Arc::new(outputs::shown(&pages, &sources.folder)),
        catalogue,
        config,
        work: cache.work(),
    };
    cache.keep(&build);
    build
}

/// What each page of the site shows of others.
fn placed(
    catalogue: &Arc<Catalogue>,
    sources: &Sources,
    cache: &mut Cache,
    findings: &mut Findings<'_>,
) -> BTreeMap<Subject, Arc<Place>> {
    let (places, faults) = cache
        .places
        .map(inputs::places(catalogue), |subject, catalogue| {
            catalogue.place(subject)
        });
    findings.faults("placing", faults, |subject| {
        inputs::subject_file(subject, &sources.folder)
    });
    places
}

/// The documents, and what each of them offers to links.
fn written(
    wanted: BTreeMap<PageUrl, DocumentInput>,
    catalogue: &Catalogue,
    sources: &Sources,
    cache: &mut Cache,
    findings: &mut Findings<'_>,
) -> (
    BTreeMap<PageUrl, Arc<Document>>,
    BTreeMap<PageUrl, Arc<Addresses>>,
) {
    let (documents, faults) = cache.documents.map(wanted, render::render);
    let subjects = catalogue.subjects();
    let file_of = |url: &PageUrl| inputs::file_of(url, &subjects, &sources.folder);
    findings.faults("rendering", faults, file_of);
    let (addresses, faults) = cache.addresses.map_stored(
        &*cache.store,
        documents.clone(),
        links::read_key,
        links::read,
    );
    findings.faults("reading the links of", faults, file_of);
    (documents, addresses)
}

/// The addresses that lead nowhere.
fn checked(
    addresses: BTreeMap<PageUrl, Arc<Addresses>>,
    targets: &Arc<Targets>,
    catalogue: &Catalogue,
    cache: &mut Cache,
    findings: &mut Findings<'_>,
) -> BTreeMap<PageUrl, Arc<Vec<BrokenLink>>> {
    let wanted = inputs::links(addresses, targets);
    let (broken, faults) = cache.links.map(wanted, links::check);
    let folder = findings.folder().clone();
    findings.faults("checking the links of", faults, |url| {
        inputs::file_of(url, &catalogue.subjects(), &folder)
    });
    broken
}

/// What search finds on each page.
fn words(
    pages: &inputs::Pages,
    catalogue: &Catalogue,
    config: &Config,
    cache: &mut Cache,
    findings: &mut Findings<'_>,
) -> BTreeMap<ContentPath, Arc<Terms>> {
    let wanted = searching::terms(pages, catalogue, config);
    let (terms, faults) = cache.terms.map(wanted, page_terms);
    let folder = findings.folder().clone();
    findings.faults("taking the words out of", faults, |path| {
        path.below(&folder)
    });
    terms
}

/// The pages that are built, and the drafts that are not.
fn parsed(
    sources: &Sources,
    outline: &Outline,
    config: &Config,
    cache: &mut Cache,
    findings: &mut Findings<'_>,
) -> (inputs::Pages, inputs::Pages) {
    let wanted = inputs::pages(sources, outline);
    let (all, faults) = cache.pages.map(wanted, page::parse);
    findings.faults("parsing", faults, |path| path.below(&sources.folder));
    all.into_iter()
        .partition(|(_, page)| page.is_built(config.drafts))
}

/// The code blocks and diagrams of the pages.
fn rendered(
    pages: &inputs::Pages,
    sources: &Sources,
    config: &Config,
    cache: &mut Cache,
    findings: &mut Findings<'_>,
) -> BTreeMap<Arc<Fragment>, Arc<Rendered>> {
    let wanted = inputs::fragments(pages, || cache.fragment_input(config));
    let (fragments, faults) =
        cache
            .fragments
            .map_stored(&*cache.store, wanted, FragmentInput::key, fragment::render);
    findings.faults("drawing a block of", faults, |fragment| {
        inputs::file_with(fragment, pages, &sources.folder)
    });
    fragments
}

/// The theme, and its templates compiled with those of the book.
fn templates(sources: &Sources, rendered: usize, cache: &mut Cache) -> (Arc<Theme>, Arc<Compiled>) {
    let theme = cache.theme.one(inputs::theme(sources), |(ours, files)| {
        Theme::new(ours, files)
    });
    let input = (theme.templates.clone(), rendered);
    let engine = cache.engine.one(input, |(templates, rendered)| {
        let (engine, findings) = Engine::new(templates, *rendered);
        (Arc::new(engine), findings)
    });
    (theme, engine)
}

/// The generated pages of the catalogue, and the files for machines.
fn generated(
    catalogue: &Catalogue,
    pages: &inputs::Pages,
    outline: &Outline,
    config: &Config,
    sources: &Sources,
    cache: &mut Cache,
) -> (Arc<Routes>, Arc<Indexes>, Arc<Files>) {
    let declared = data::Declared {
        pages,
        outline,
        config,
        sources,
    };
    let input = inputs::routes(catalogue, config);
    let routes = cache.routes.one(input.clone(), Routes::new);
    let input = data::data(input, &routes, catalogue, declared);
    let files = cache.data.one(input, files::files);
    let input = inputs::indexes(catalogue, config, &routes);
    let indexes = cache.indexes.one(input, Indexes::new);
    (routes, indexes, files)
}
