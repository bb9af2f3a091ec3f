//! What the files for machines are made from.
//!
//! In: what generated pages are made from, the catalogue, the sources. Out: [`FilesInput`], in which each relation has
//! the line that declares it.

use std::sync::Arc;

use crate::build::inputs::Pages;
use crate::catalogue::Catalogue;
use crate::catalogue::places::Places;
use crate::catalogue::related;
use crate::config::Config;
use crate::diagnostic::Span;
use crate::export::files::FilesInput;
use crate::export::relations::Declaration;
use crate::outline::Outline;
use crate::routes::{Routes, RoutesInput};
use crate::sources::Sources;

/// Where relations can be declared.
#[derive(Clone, Copy, Debug)]
pub struct Declared<'a> {
    /// The pages.
    pub pages: &'a Pages,
    /// What pages inherit from their folders.
    pub outline: &'a Outline,
    /// What pages inherit from their kinds.
    pub config: &'a Config,
    /// The texts of all of them.
    pub sources: &'a Sources,
}

/// The input of the files for machines.
pub fn data(
    input: RoutesInput,
    routes: &Arc<Routes>,
    catalogue: &Catalogue,
    declared: Declared<'_>,
) -> FilesInput {
    FilesInput {
        input,
        routes: routes.clone(),
        book: catalogue.book().to_string(),
        places: match routes.data.is_empty() {
            true => Vec::new(),
            false => declared.edges(catalogue),
        },
    }
}

impl Declared<'_> {
    /// The place of each edge, in the order of the catalogue.
    fn edges(&self, catalogue: &Catalogue) -> Vec<Option<Declaration>> {
        let places = Places {
            pages: self.pages,
            outline: self.outline,
            kind_defaults: &self.config.kind_defaults,
        };
        let edges = related::declared(catalogue.patterns(), catalogue.cards());
        let edges = edges.into_iter();
        edges.map(|(_, at)| self.line(&places.place(at)?)).collect()
    }

    fn line(&self, span: &Span) -> Option<Declaration> {
        let text = self.sources.text(&span.file)?;
        let line = text.position(span.range.start).line;
        let file = span.file.to_string();
        Some(Declaration { file, line })
    }
}
