//! The holes of a body, filled.
//!
//! In: a [`Body`], where its references lead, and its fragments. Out: HTML.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::body::{Body, Fragment, Piece, Reference};
use crate::catalogue::links::Target;
use crate::fragment::rendered::Rendered;
use crate::html::Html;
use crate::path::output::PageUrl;
use crate::path::scheme::encoded;

/// What the holes of a page are filled with.
#[derive(Clone, Copy, Debug)]
pub struct Filling<'a> {
    /// The address of the page.
    pub own: &'a PageUrl,
    /// Where its references lead.
    pub targets: &'a BTreeMap<Reference, Target>,
    /// Its fragments.
    pub rendered: &'a BTreeMap<Arc<Fragment>, Arc<Rendered>>,
}

impl Filling<'_> {
    /// The HTML of a body.
    pub fn fill(&self, body: &Body) -> Html {
        let mut html = Html::new();
        for piece in &body.pieces {
            match piece {
                Piece::Html(piece) => html.push_html(piece),
                Piece::Address(reference) => html.push_value(&self.address(reference)),
                Piece::Title(reference) => html.push_text(self.title(reference)),
                Piece::Size(reference) => {
                    if let Some(Target::File(_, Some(size))) = self.targets.get(reference) {
                        html.push_attribute("width", &size.width.to_string());
                        html.push_attribute("height", &size.height.to_string());
                    }
                }
                // Missing only if colouring it failed, which is reported where it happened.
                Piece::Fragment(fragment, name) => match self.rendered.get(fragment) {
                    Some(rendered) => rendered.write(name, &mut html),
                    None => html.push_text(&fragment.text),
                },
            }
        }
        html
    }

    /// The title of the page that a reference by name leads to; the name, if it leads nowhere.
    fn title<'t>(&'t self, reference: &'t Reference) -> &'t str {
        match (self.targets.get(reference), reference) {
            (
                Some(Target::Page {
                    title: Some(title), ..
                }),
                _,
            ) => title,
            (_, Reference::Named(name, _)) => name,
            _ => "",
        }
    }

    /// Where a reference leads from this page. One that leads nowhere stays as its author meant it; it is an error
    /// that the catalogue reports, and the preview shows the page all the same.
    pub fn address(&self, reference: &Reference) -> String {
        match (reference, self.targets.get(reference)) {
            (Reference::External(address), _) => address.clone(),
            (Reference::Here(Some(anchor)), _) => anchor.href(),
            (Reference::Here(None), _) => "#".to_string(),
            (_, Some(Target::Page { url, anchor, .. })) => self.own.to(url, anchor.as_ref()),
            (_, Some(Target::File(path, _))) => self.own.to_file(path),
            (Reference::Page(path, _), _) => encoded(path.as_str()),
            (Reference::Path { file, .. }, _) => encoded(file.as_str()),
            (Reference::Own { address, .. }, _) => address.clone(),
            (Reference::Outside(written) | Reference::Named(written, _), _) => encoded(written),
        }
    }
}
