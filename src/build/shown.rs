//! What each document is given.
//!
//! In: pages, fragments, the catalogue, the generated pages. Out: [`Shown`], all of these together, and an input for each
//! document of the site.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::body::Fragment;
use crate::build::inputs::Pages;
use crate::catalogue::place::Place;
use crate::catalogue::{Catalogue, Subject};
use crate::config::Config;
use crate::export::dates::Dates;
use crate::fragment::rendered::Rendered;
use crate::indexes::Indexes;
use crate::indexes::listed::Home;
use crate::path::input::InputPath;
use crate::path::output::PageUrl;
use crate::redirects::Redirects;
use crate::render::engine::Engine;
use crate::render::{DocumentInput, What};
use crate::routes::Routes;
use crate::view::base::Frame;

/// What documents may show.
#[derive(Clone, Copy, Debug)]
pub struct Shown<'a> {
    /// The settings.
    pub config: &'a Config,
    /// The folder of the pages.
    pub folder: &'a InputPath,
    /// The pages.
    pub pages: &'a Pages,
    /// The fragments.
    pub fragments: &'a BTreeMap<Arc<Fragment>, Arc<Rendered>>,
    /// The last changes of pages.
    pub dates: &'a Dates,
    /// The catalogue.
    pub catalogue: &'a Catalogue,
    /// The generated pages of the catalogue.
    pub routes: &'a Routes,
    /// The pages that list things.
    pub indexes: &'a Indexes,
    /// The old addresses.
    pub redirects: &'a Redirects,
}

/// The documents' input. Of two pages with one address, the first is shown; the site reports both.
pub fn documents(
    shown: &Shown<'_>,
    places: &BTreeMap<Subject, Arc<Place>>,
    frame: &Arc<Frame>,
    engine: &Arc<Engine>,
) -> BTreeMap<PageUrl, DocumentInput> {
    let mut documents = BTreeMap::new();
    for (subject, url) in shown.catalogue.subjects() {
        let what = shown.what(&subject);
        if let (Some(what), Some(place)) = (what, places.get(&subject)) {
            let (place, frame, engine) = (place.clone(), frame.clone(), engine.clone());
            documents.entry(url).or_insert(DocumentInput {
                what,
                place,
                frame,
                engine,
            });
        }
    }
    let routes = shown.routes.pages.iter();
    let routes = routes.map(|(url, page)| {
        let what = What::Generated(page.shows.clone());
        (url, what, &page.trail)
    });
    let indexes = shown.indexes.pages.iter();
    let indexes = indexes.map(|(url, page)| {
        let what = What::Index(page.shows.clone());
        (url, what, &page.trail)
    });
    for (url, what, trail) in routes.chain(indexes) {
        documents
            .entry(url.clone())
            .or_insert_with(|| DocumentInput {
                what,
                place: Arc::new(shown.catalogue.beside(trail)),
                frame: frame.clone(),
                engine: engine.clone(),
            });
    }
    for (url, goes, _) in &shown.redirects.pages {
        documents
            .entry(url.clone())
            .or_insert_with(|| DocumentInput {
                what: What::Old(goes.clone()),
                place: Arc::default(),
                frame: frame.clone(),
                engine: engine.clone(),
            });
    }
    documents
}

impl Shown<'_> {
    fn what(&self, subject: &Subject) -> Option<What> {
        match subject {
            Subject::Page(path) => {
                let page = self.pages.get(path)?;
                let rendered = |fragment: &Arc<Fragment>| {
                    Some((fragment.clone(), self.fragments.get(fragment)?.clone()))
                };
                let portrait = self.routes.portraits.get(path);
                let family = portrait.and_then(|portrait| portrait.entry.family.as_ref());
                Some(What::Page {
                    page: page.clone(),
                    rendered: page.body.fragments().filter_map(rendered).collect(),
                    portrait: portrait.cloned(),
                    family: family.and_then(|id| self.indexes.families.get(id)).cloned(),
                    home: self.home(&page.card.url),
                    moved: self
                        .redirects
                        .moved
                        .get(&page.card.url)
                        .cloned()
                        .unwrap_or_default(),
                    changed: self.dates.get(path).cloned(),
                })
            }
            Subject::Category(index) => {
                let branch = self.catalogue.tree().branches.get(*index)?;
                Some(What::Category {
                    title: branch.title.clone(),
                    summary: branch.summary.clone(),
                    home: self.home(&branch.url),
                })
            }
            Subject::Start => Some(What::Category {
                title: self.catalogue.book().into(),
                summary: None,
                home: Some(self.indexes.home.clone()),
            }),
            Subject::Tags => Some(What::Tags(self.indexes.tags.clone())),
            Subject::Tag(permalink) => {
                let tag = self.indexes.tag_pages.get(permalink);
                tag.cloned().map(What::Tag)
            }
            Subject::NotFound => Some(What::NotFound),
        }
    }

    /// What the start page shows of the catalogue, if it stands at this address.
    fn home(&self, url: &PageUrl) -> Option<Arc<Home>> {
        let root = self.catalogue.tree().branches.first()?;
        (root.url == *url).then(|| self.indexes.home.clone())
    }
}
