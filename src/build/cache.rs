//! What a build remembers for the next one.
//!
//! In: nothing. Out: [`Cache`], one memo a stage, and [`Work`], what the stages had to do.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::body::Fragment;
use crate::build::built::{Build, Work};
use crate::build::inputs::ThemeInput;
use crate::catalogue::place::Place;
use crate::catalogue::{Catalogue, CatalogueInput, Subject};
use crate::config::{Config, ConfigInput};
use crate::diagnostic::Diagnostic;
use crate::export::copy::{Copy, CopyInput};
use crate::export::feed::FeedInput;
use crate::export::files::{Files, FilesInput};
use crate::export::llms::LlmsInput;
use crate::export::sitemap::SitemapInput;
use crate::fragment::FragmentInput;
use crate::fragment::highlight::Highlighter;
use crate::fragment::rendered::Rendered;
use crate::indexes::{Indexes, IndexesInput};
use crate::links::{Addresses, BrokenLink, TargetInput, Targets};
use crate::memo::{Did, Memo, Tally};
use crate::outline::{Outline, OutlineInput};
use crate::page::{Page, PageInput};
use crate::path::input::ContentPath;
use crate::path::output::PageUrl;
use crate::print::{JoinInput, Section, SectionInput};
use crate::redirects::{Redirects, RedirectsInput};
use crate::render::engine::Engine;
use crate::render::{Document, DocumentInput};
use crate::routes::{Routes, RoutesInput};
use crate::search::terms::{Terms, TermsInput};
use crate::store::{Nowhere, Store};
use crate::text::Text;
use crate::theme::Theme;
use crate::view::base::Frame;

/// The templates, compiled, and what was wrong with them.
pub type Compiled = (Arc<Engine>, Vec<Diagnostic>);

/// A memo for each stage.
#[derive(Debug)]
pub struct Cache {
    tally: Arc<Tally>,
    remembers: bool,
    /// The last build, if it is kept.
    pub(crate) build: Option<Build>,
    pub(crate) store: Arc<dyn Store>,
    pub(crate) config: Memo<(), ConfigInput, Config>,
    pub(crate) outline: Memo<(), OutlineInput, Outline>,
    pub(crate) theme: Memo<(), ThemeInput, Theme>,
    pub(crate) engine: Memo<(), (BTreeMap<String, Text>, usize), Compiled>,
    pub(crate) pages: Memo<ContentPath, PageInput, Page>,
    highlighter: Option<Arc<Highlighter>>,
    fragment: Memo<(), FragmentInput, FragmentInput>,
    pub(crate) fragments: Memo<Arc<Fragment>, Arc<FragmentInput>, Rendered>,
    pub(crate) catalogue: Memo<(), CatalogueInput, Catalogue>,
    pub(crate) routes: Memo<(), RoutesInput, Routes>,
    pub(crate) data: Memo<(), FilesInput, Files>,
    pub(crate) terms: Memo<ContentPath, TermsInput, Terms>,
    pub(crate) indexes: Memo<(), IndexesInput, Indexes>,
    pub(crate) redirects: Memo<(), RedirectsInput, Redirects>,
    pub(crate) sitemap: Memo<(), SitemapInput, Vec<(String, String)>>,
    pub(crate) copies: Memo<ContentPath, CopyInput, Copy>,
    pub(crate) llms: Memo<(), LlmsInput, Vec<(String, String)>>,
    pub(crate) articles: Memo<PageUrl, DocumentInput, Document>,
    pub(crate) sections: Memo<(PageUrl, PageUrl), SectionInput, Section>,
    pub(crate) frames: Memo<PageUrl, DocumentInput, Document>,
    pub(crate) prints: Memo<PageUrl, JoinInput, Arc<[u8]>>,
    pub(crate) feed: Memo<(), FeedInput, String>,
    pub(crate) frame: Memo<(), Frame, Frame>,
    pub(crate) places: Memo<Subject, Arc<Catalogue>, Place>,
    pub(crate) documents: Memo<PageUrl, DocumentInput, Document>,
    pub(crate) addresses: Memo<PageUrl, Arc<Document>, Addresses>,
    pub(crate) targets: Memo<(), TargetInput, Targets>,
    pub(crate) links: Memo<PageUrl, (Arc<Addresses>, Arc<Targets>), Vec<BrokenLink>>,
}

macro_rules! cache {
    ($memo:ident, $remembers:literal) => {{
        let tally = Arc::<Tally>::default();
        Cache {
            config: Memo::$memo(),
            outline: Memo::$memo(),
            theme: Memo::$memo(),
            engine: Memo::$memo(),
            pages: Memo::$memo().counted(&tally),
            highlighter: None,
            fragment: Memo::$memo(),
            fragments: Memo::$memo().counted(&tally),
            catalogue: Memo::$memo(),
            routes: Memo::$memo(),
            data: Memo::$memo(),
            terms: Memo::$memo(),
            indexes: Memo::$memo(),
            redirects: Memo::$memo(),
            sitemap: Memo::$memo(),
            copies: Memo::$memo(),
            llms: Memo::$memo(),
            articles: Memo::$memo(),
            sections: Memo::$memo(),
            frames: Memo::$memo(),
            prints: Memo::$memo(),
            feed: Memo::$memo(),
            frame: Memo::$memo(),
            places: Memo::$memo(),
            documents: Memo::$memo().counted(&tally),
            addresses: Memo::$memo().counted(&tally),
            targets: Memo::$memo(),
            links: Memo::$memo(),
            store: Arc::new(Nowhere),
            remembers: $remembers,
            build: None,
            tally,
        }
    }};
}

impl Default for Cache {
    fn default() -> Cache {
        Cache::once()
    }
}

impl Cache {
    /// For a process that builds once: nothing is kept.
    pub fn once() -> Cache {
        cache!(forgetful, false)
    }

    /// The same cache, which finds what earlier processes have made.
    #[must_use]
    pub fn with(mut self, store: Arc<dyn Store>) -> Cache {
        self.store = store;
        self
    }

    /// For a process that builds again and again.
    pub fn remembering() -> Cache {
        cache!(remembering, true)
    }

    /// What fragments are rendered with. Loading the grammars takes longer than building a small book, so nobody should
    /// ask before the first block of code.
    pub(crate) fn fragment_input(&mut self, config: &Config) -> Arc<FragmentInput> {
        let load = || Arc::new(Highlighter::new());
        let highlighter = self.highlighter.get_or_insert_with(load);
        let input = FragmentInput::new(highlighter, &config.limits, config.markdown.diagrams);
        self.fragment.one(input, FragmentInput::clone)
    }

    /// Keeps a build for those who change a little of it.
    pub(crate) fn keep(&mut self, build: &Build) {
        self.build = self.remembers.then(|| build.clone());
    }

    /// How far a build with this cache is.
    pub fn tally(&self) -> Arc<Tally> {
        self.tally.clone()
    }

    /// What each stage of the last build did, in the order of the stages.
    pub fn stages(&self) -> [(&'static str, Did); 12] {
        [
            ("settings", self.config.did()),
            ("outline", self.outline.did()),
            ("theme", self.theme.did()),
            ("templates", self.engine.did()),
            ("pages parsed", self.pages.did()),
            ("code coloured", self.fragments.did()),
            ("catalogue", self.catalogue.did()),
            ("words for search", self.terms.did()),
            ("places", self.places.did()),
            ("documents rendered", self.documents.did()),
            ("addresses read", self.addresses.did()),
            ("links checked", self.links.did()),
        ]
    }

    /// What the last build had to do.
    pub fn work(&self) -> Work {
        Work {
            parsed: self.pages.computed(),
            fragments: self.fragments.computed(),
            catalogues: self.catalogue.computed(),
            rendered: self.documents.computed(),
        }
    }
}
