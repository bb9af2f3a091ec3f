//! The files for machines that a site holds.
//!
//! In: what generated pages are made from, and where each file stands. Out: [`Files`], the bytes of each. They hang on
//! nothing but their input: equal books make equal bytes.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::export::catalogue_schema;
use crate::export::data::{DataInput, catalogue};
use crate::export::page_schema;
use crate::export::relations::{self, Declaration};
use crate::export::tables;
use crate::generated::collection::Collection;
use crate::generated::matrix::Matrix;
use crate::path::output::OutputPath;
use crate::routes::{Data, Routes, RoutesInput};

/// Files with their bytes.
pub type Files = BTreeMap<OutputPath, Arc<[u8]>>;

/// What they are made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilesInput {
    /// What generated pages are made from.
    pub input: RoutesInput,
    /// Tables and drawings, and where each file stands.
    pub routes: Arc<Routes>,
    /// The title of the book.
    pub book: String,
    /// Where each relation is declared.
    pub places: Vec<Option<Declaration>>,
}

/// All files.
pub fn files(from: &FilesInput) -> Files {
    let data = from.routes.data.iter();
    data.map(|(path, data)| (path.clone(), from.text(data).into_bytes().into()))
        .collect()
}

impl FilesInput {
    fn text(&self, data: &Data) -> String {
        let model = &self.input.model;
        match data {
            Data::Catalogue => {
                let matrices = self.routes.matrices.iter().map(|placed| &placed.matrix);
                let matrices: Vec<&Matrix> = matrices.collect();
                catalogue(&DataInput {
                    book: &self.book,
                    collection: &Collection::new(model, self.input.words, &self.input.entries),
                    tags: &self.input.tags,
                    matrices: &matrices,
                    presets: &self.input.views.presets,
                })
            }
            Data::CatalogueSchema => catalogue_schema::catalogue(),
            Data::FrontMatterSchema => page_schema::front_matter(model, &self.input.tags),
            Data::Values(placed) => tables::csv(&placed.matrix),
            Data::Reasons(placed) => tables::reasons_csv(&placed.matrix),
            Data::Table(placed) => tables::json(&placed.matrix),
            Data::Markdown(placed) => tables::markdown(&placed.matrix, self.input.words),
            Data::Relations => relations::json(&self.input.edges, &self.places),
            Data::Dot(graph) => relations::dot(&graph.rows, model),
            Data::Mermaid(graph) => relations::mermaid(&graph.rows, model),
        }
    }
}
