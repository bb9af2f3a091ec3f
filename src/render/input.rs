//! What a document is made from, and how its template is run.
//!
//! In: pages, places, the frame, the templates. Out: [`DocumentInput`], and [`Document`] once it is finished.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::body::Fragment;
use crate::catalogue::place::Place;
use crate::diagnostic::Diagnostic;
use crate::export::dates::Dated;
use crate::fragment::rendered::Rendered;
use crate::generated::portrait::Portrait;
use crate::indexes::listed::{Home, IndexShows, TagGroup, TagPage};
use crate::page::Page;
use crate::path::anchor::Anchor;
use crate::path::output::PageUrl;
use crate::redirects::Goes;
use crate::render::engine::{Engine, View};
use crate::routes::Shows;
use crate::view::base::{Base, Frame, Head};
use crate::view::metadata::{About, describe};
use crate::view::print::PrintView;

/// What a document is made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentInput {
    /// What it shows.
    pub what: What,
    /// Its neighbourhood.
    pub place: Arc<Place>,
    /// What all pages show alike.
    pub frame: Arc<Frame>,
    /// The templates.
    pub engine: Arc<Engine>,
}

/// What a document shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// A page of the author's.
    Page {
        /// The page.
        page: Arc<Page>,
        /// Its fragments.
        rendered: BTreeMap<Arc<Fragment>, Arc<Rendered>>,
        /// What the catalogue says of it, if it is an entry.
        portrait: Option<Arc<Portrait>>,
        /// The page of its family.
        family: Option<PageUrl>,
        /// What the start page shows of the catalogue, if it is the start page.
        home: Option<Arc<Home>>,
        /// The anchors that stood on it once.
        moved: Vec<(Anchor, Goes)>,
        /// Its last change.
        changed: Option<Dated>,
    },
    /// A category without a page of its own.
    Category {
        /// Its title.
        title: Arc<str>,
        /// What it is.
        summary: Option<Arc<str>>,
        /// What the start page shows of the catalogue, if it is the start page.
        home: Option<Arc<Home>>,
    },
    /// All tags.
    Tags(Arc<Vec<TagGroup>>),
    /// A tag.
    Tag(Arc<TagPage>),
    /// A page that lists families or names.
    Index(IndexShows),
    /// A generated page of the catalogue.
    Generated(Shows),
    /// An old address.
    Old(Goes),
    /// Many pages on one, without these pages.
    Print(Arc<PrintView>),
    /// The page for unknown addresses.
    NotFound,
}

/// A finished HTML file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// The whole file.
    pub html: Arc<str>,
    /// What went wrong in a template.
    pub diagnostics: Vec<Diagnostic>,
}

impl DocumentInput {
    /// A document that machines are told of.
    pub(crate) fn finish(
        &self,
        url: &PageUrl,
        template: &str,
        head: Head,
        about: &About<'_>,
        view: View<'_>,
    ) -> Document {
        let head = describe(head, about, &self.place, &self.frame);
        self.plain(url, template, head, view)
    }

    pub(crate) fn plain(
        &self,
        url: &PageUrl,
        template: &str,
        head: Head,
        view: View<'_>,
    ) -> Document {
        let base = Base::new(&self.frame, &self.place, url, head);
        let (html, finding) = self.engine.render(template, &base, view);
        Document {
            html: html.into(),
            diagnostics: finding.into_iter().collect(),
        }
    }
}
