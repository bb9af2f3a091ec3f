//! The pipeline on one screen.
//!
//! In: [`Sources`] and a [`Cache`]. Out: [`Build`]: the site, and all that is wrong with it. The preview and the
//! command line make the same call; the cache changes how long it takes and nothing else.

pub mod inputs;
pub mod data;
pub mod shown;
pub mod cache;
pub mod outputs;
pub mod findings;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::build::cache::Compiled;
pub use crate::build::cache::{Cache, Work};
use crate::build::findings::Findings;
use crate::catalogue::Catalogue;
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Severity};
use crate::export::files::{self, Files};
use crate::export::navigation;
use crate::fragment::{self, FragmentInput};
use crate::links::{self, Targets};
use crate::outline::Outline;
use crate::page;
use crate::path::input::InputPath;
use crate::path::output::{OutputPath, PageUrl};
use crate::render;
use crate::render::engine::Engine;
use crate::routes::Routes;
use crate::site::Site;
use crate::sources::Sources;
use crate::theme::Theme;
use crate::view::base::Frame;

/// What a build yields.
#[derive(Clone, Debug)]
pub struct Build {
    /// All files of the site.
    pub site: Site,
    /// All findings, in the order of their places.
    pub diagnostics: Vec<Diagnostic>,
    /// The book as a whole.
    pub catalogue: Arc<Catalogue>,
    /// The settings it was built with.
    pub config: Arc<Config>,
    /// How many pages of the author's it holds.
    pub pages: usize,
    /// The file of the site that shows each page, by the page's file.
    pub shown: BTreeMap<InputPath, OutputPath>,
    /// What had to be done.
    pub work: Work,
}

/// Builds a site. Cannot fail: what is wrong is among the findings.
pub fn build(sources: &Sources, cache: &mut Cache) -> Build {
    let config = cache.config.one(inputs::config(sources), Config::new);
    let outline = cache
        .outline
        .one(inputs::outline(sources, &config), Outline::new);
    let (theme, engine) = templates(sources, cache);

    let (all, parse_faults) = cache
        .pages
        .map(inputs::pages(sources, &outline), page::parse);
    let (pages, unfinished): (inputs::Pages, inputs::Pages) = all
        .into_iter()
        .partition(|(_, page)| page.is_built(config.drafts));
    let wanted = inputs::fragments(&pages, &cache.highlighter, &config);
    let (fragments, fragment_faults) =
        cache
            .fragments
            .map_stored(&*cache.store, wanted, FragmentInput::key, fragment::render);

    let files = outputs::author_files(sources, &config);
    let catalogue = cache.catalogue.one(
        inputs::catalogue(&pages, &unfinished, &outline, &config, sources, &files),
        Catalogue::new,
    );
    let (routes, data) = generated(&catalogue, &pages, &outline, &config, sources, cache);
    let (header, header_findings) = inputs::header(&config, &catalogue, &routes);
    let frame = cache.frame.one(
        inputs::frame(&config, &theme, &catalogue, header, sources),
        Frame::clone,
    );
    let (places, place_faults) = cache
        .places
        .map(inputs::places(&catalogue), |subject, catalogue| {
            catalogue.place(subject)
        });

    let shown = shown::Shown {
        pages: &pages,
        fragments: &fragments,
        catalogue: &catalogue,
        routes: &routes,
    };
    let documents = shown::documents(&shown, &places, &frame, &engine.0);
    let (documents, document_faults) = cache.documents.map(documents, render::render);
    let (addresses, address_faults) = cache.addresses.map_stored(
        &*cache.store,
        documents.clone(),
        links::read_key,
        links::read,
    );

    let (site, collisions) = outputs::collect(&outputs::Parts {
        documents: &documents,
        pages: &pages,
        outline: &outline,
        catalogue: &catalogue,
        routes: &routes,
        data: &data,
        theme: &theme,
        files,
        navigation: navigation::script(catalogue.tree()),
        sources,
        config: &config,
    });
    let files = outputs::other_files(&site, &documents);
    let targets = cache.targets.one((addresses.clone(), files), Targets::new);
    let (broken, link_faults) = cache
        .links
        .map(inputs::links(addresses, &targets), links::check);

    let mut findings = Findings::new(sources, &config);
    findings.extend(&outline.diagnostics);
    findings.extend(&engine.1);
    findings.faults("parsing", parse_faults, |path| path.below(&sources.folder));
    findings.faults("drawing a block of", fragment_faults, |fragment| {
        inputs::file_with(fragment, &pages, &sources.folder)
    });
    let subjects = catalogue.subjects();
    let file_of = |url: &PageUrl| inputs::file_of(url, &subjects, &sources.folder);
    findings.faults("placing", place_faults, |subject| {
        inputs::subject_file(subject, &sources.folder)
    });
    findings.faults("rendering", document_faults, file_of);
    findings.faults("reading the links of", address_faults, file_of);
    findings.faults("checking the links of", link_faults, file_of);
    findings.pages(&pages, &catalogue);
    findings.drafts(&unfinished);
    findings.fragments(&pages, &fragments);
    findings.extend(catalogue.findings());
    findings.settings(&routes.problems);
    let inheritance = inputs::inheritance(&outline, &config);
    findings.extend(&inheritance.check(catalogue.cards()));
    findings.extend(&header_findings);
    findings.documents(&documents);
    findings.extend(&collisions);
    findings.broken_links(&broken, &pages, &places);
    Build {
        site,
        diagnostics: findings.arrange(&config.levels),
        pages: pages.len(),
        shown: outputs::shown(&pages, &sources.folder),
        catalogue,
        config,
        work: cache.work(),
    }
}

/// The theme, and its templates compiled with those of the book.
fn templates(sources: &Sources, cache: &mut Cache) -> (Arc<Theme>, Arc<Compiled>) {
    let theme = cache.theme.one(inputs::theme(sources), |(ours, files)| {
        Theme::new(ours, files)
    });
    let engine = cache.engine.one(theme.templates.clone(), |templates| {
        let (engine, findings) = Engine::new(templates);
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
) -> (Arc<Routes>, Arc<Files>) {
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
    (routes, files)
}

impl Build {
    /// Whether the site must not be published: there is an error, or a warning where warnings count as errors.
    pub fn failed(&self) -> bool {
        let worst = self
            .diagnostics
            .iter()
            .map(|finding| finding.severity)
            .min();
        match worst {
            Some(Severity::Error) => true,
            Some(Severity::Warning) => self.config.strict,
            Some(Severity::Note) | None => false,
        }
    }
}
