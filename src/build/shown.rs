//! What each document is given.
//!
//! In: pages, fragments, the catalogue, the generated pages. Out: an input for each document of the site.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::body::Fragment;
use crate::build::inputs::Pages;
use crate::catalogue::place::Place;
use crate::catalogue::{Catalogue, Subject};
use crate::export::dates::Dates;
use crate::fragment::rendered::Rendered;
use crate::path::output::PageUrl;
use crate::render::engine::Engine;
use crate::render::{DocumentInput, What};
use crate::routes::Routes;
use crate::view::base::Frame;

/// What documents may show.
#[derive(Clone, Copy, Debug)]
pub struct Shown<'a> {
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
    for (url, page) in &shown.routes.pages {
        documents
            .entry(url.clone())
            .or_insert_with(|| DocumentInput {
                what: What::Generated(page.shows.clone()),
                place: Arc::new(shown.catalogue.beside(&page.trail)),
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
                Some(What::Page {
                    page: page.clone(),
                    rendered: page.body.fragments().filter_map(rendered).collect(),
                    portrait: self.routes.portraits.get(path).cloned(),
                    changed: self.dates.get(path).cloned(),
                })
            }
            Subject::Category(index) => {
                let branch = self.catalogue.tree().branches.get(*index)?;
                Some(What::Category {
                    title: branch.title.clone(),
                    summary: branch.summary.clone(),
                })
            }
            Subject::Start => Some(What::Category {
                title: self.catalogue.book().into(),
                summary: None,
            }),
            Subject::Tags => Some(What::Tags(self.catalogue.tag_list())),
            Subject::Tag(permalink) => self.catalogue.tags().label(permalink).map(What::Tag),
            Subject::NotFound => Some(What::NotFound),
        }
    }
}
