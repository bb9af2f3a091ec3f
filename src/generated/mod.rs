//! What generated pages show.
//!
//! In: the entries and relations of the catalogue, and the settings of the views. Out: [`Generated`], the values of the
//! pages that nobody writes: tables, comparisons, rankings, drawings. They are plain values made of whole numbers and
//! texts; how they look is decided by `view/` and the templates.

pub mod problem;
pub mod collection;
pub mod goodness;
pub mod score;
pub mod correlation;
pub mod related;
pub mod cell;
pub mod columns;
pub mod facts;
pub mod heads;
pub mod rows;
pub mod matrix;
pub mod slice;
pub mod letters;
pub mod edges;
pub mod pairs;
pub mod compare;
pub mod dossier;
pub mod conditions;
pub mod choice;
pub mod choose;
pub mod helper;
pub mod plain;
pub mod record;
pub mod network;
pub mod layout;
pub mod wrap;
pub mod drawing;
pub mod graph;
pub mod portrait;

use std::collections::BTreeSet;

use crate::catalogue::edge::Edge;
use crate::catalogue::entry::Named;
use crate::generated::choice::Choice;
use crate::generated::collection::Collection;
use crate::generated::compare::{Comparison, comparison};
use crate::generated::drawing::GraphView;
use crate::generated::edges::Edges;
use crate::generated::graph::Painter;
use crate::generated::matrix::Matrix;
use crate::generated::pairs::{Pairs, pairs};
use crate::generated::problem::Problem;
use crate::model::views::Views;

/// The values of all generated pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Generated {
    /// The tables, in the order of the settings.
    pub matrices: Vec<Matrix>,
    /// Which pairs are compared.
    pub pairs: Pairs,
    /// The comparison of each pair, in the same order.
    pub comparisons: Vec<Comparison>,
    /// The decision helper for each kind with rated entries, in the order of their first entries, with the weights of
    /// the model.
    pub helpers: Vec<Choice>,
    /// The presets, in the order of the settings.
    pub presets: Vec<Choice>,
    /// The relations.
    pub graph: GraphView,
    /// What is wrong with the settings.
    pub problems: Vec<Problem>,
}

/// What all generated pages show. `pages` are ends of relations that are no entries, each with its path id.
pub fn generated(
    collection: &Collection,
    edges: &[Edge],
    pages: &[Named],
    views: &Views,
) -> Generated {
    let mut problems = Vec::new();
    let mut matrices = Vec::new();
    for settings in &views.matrices {
        let (matrix, found) = matrix::matrix(collection, settings);
        matrices.push(matrix);
        problems.extend(found);
    }
    if views.matrices.is_empty() {
        for settings in matrix::natural(collection) {
            let (matrix, found) = matrix::matrix(collection, &settings);
            // Nobody asked for it, so it may as well not be there.
            if !matrix.rows.is_empty() {
                matrices.push(matrix);
                problems.extend(found);
            }
        }
    }
    let by_end = Edges::new(edges);
    let (pairs, found) = pairs(collection, &by_end, &views.compare);
    problems.extend(found);
    let compared = pairs.pairs.iter();
    let comparisons = compared.map(|pair| comparison(collection, &by_end, &pair.entries));
    let mut presets = Vec::new();
    for preset in &views.presets {
        let (choice, found) = choose::preset(collection, preset);
        presets.push(choice);
        problems.extend(found);
    }
    let mut seen = BTreeSet::new();
    let kinds = collection.entries.iter().map(|entry| entry.kind.as_str());
    let rated =
        kinds.filter(|kind| collection.model.scale_of(kind).is_some() && seen.insert(*kind));
    Generated {
        matrices,
        comparisons: comparisons.collect(),
        pairs,
        helpers: rated.map(|kind| choose::plain(collection, kind)).collect(),
        presets,
        graph: Painter::new(collection, edges, pages).graph(views.graph_max_nodes),
        problems,
    }
}
