//! What a page says, apart from what surrounds it.
//!
//! In: [`DocumentInput`]. Out: the value that the template of a page sees, and the part of a document that stands on a
//! print page.

use crate::html::Html;
use crate::path::output::PageUrl;
use crate::render::engine::View;
use crate::render::fill::Filling;
use crate::render::generated::prepare;
use crate::render::head::head;
use crate::render::input::{Document, DocumentInput, What};
use crate::view::entry::EntryView;
use crate::view::indexes::HomeView;
use crate::view::page::{MovedView, PageView};

/// Makes of a document what stands on a print page: what it says, without what surrounds it.
pub fn article(url: &PageUrl, input: &DocumentInput) -> Document {
    let words = &input.frame.words;
    match &input.what {
        What::Page { page, .. } => {
            let Some(view) = page_view(url, input) else {
                return Document::default();
            };
            let head = head(&page.card.title, "print", input);
            input.plain(url, "print-page.html", head, View::Page(&view))
        }
        What::Generated(shows) => match prepare(shows, url, words) {
            Some(prepared) if prepared.kind == "matrix" => {
                let head = head(&prepared.title, "print", input);
                input.plain(url, "print-matrix.html", head, prepared.view.view())
            }
            _ => Document::default(),
        },
        What::Category { title, summary, .. } => {
            let mut html = Html::new();
            html.open("h1", &[]);
            html.push_text(title);
            html.close("h1");
            if let Some(summary) = summary {
                html.open("p", &[("class", "summary")]);
                html.push_text(summary);
                html.close("p");
            }
            Document {
                html: html.into_string().into(),
                diagnostics: Vec::new(),
            }
        }
        _ => Document::default(),
    }
}

/// What the template of a page of the author's sees beside the frame; `None` for other documents.
pub(crate) fn page_view(url: &PageUrl, input: &DocumentInput) -> Option<PageView> {
    let What::Page {
        page,
        rendered,
        portrait,
        family,
        home,
        moved,
        changed,
    } = &input.what
    else {
        return None;
    };
    let (place, frame) = (&*input.place, &*input.frame);
    let filling = Filling {
        own: url,
        targets: &place.targets,
        rendered,
    };
    let heading = page.title.as_ref().map(|title| filling.fill(&title.body));
    let entry = portrait.as_ref();
    let entry = entry.map(|portrait| EntryView::new(portrait, family.as_ref(), url, &frame.words));
    let home = home.as_ref();
    let (body, changed) = (filling.fill(&page.body), changed.as_ref());
    let moved = moved.iter().map(|(old, to)| MovedView::new(old, to, url));
    Some(PageView {
        home: home.map(|home| HomeView::new(home, &place.entries, url)),
        moved: moved.collect(),
        ..PageView::new(page, place, heading, body, entry, changed, frame)
    })
}
