//! The part of the tables that is about some entries.
//!
//! In: the entries of a family or a tag. Out: one [`Matrix`] for each kind among them, with the columns that the settings
//! give the kind, so that two scales never meet in one column.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::catalogue::entry::Entry;
use crate::generated::collection::Collection;
use crate::generated::matrix::{Matrix, matrix, natural};
use crate::model::views::{MatrixModel, Views};

/// One row is no table.
const FEWEST_ROWS: usize = 2;

/// The tables of these entries.
pub fn slices(whole: &Collection, views: &Views, entries: &[Arc<Entry>]) -> Vec<Matrix> {
    let part = Collection::new(whole.model, whole.words, entries);
    let mut covered: BTreeSet<&str> = BTreeSet::new();
    let mut tables = Vec::new();
    let natural = natural(&part);
    for settings in views.matrices.iter().chain(&natural) {
        // Of several tables of one kind, the first speaks for all.
        let is_new = settings.kinds.iter().any(|kind| !covered.contains(&**kind));
        if !is_new {
            continue;
        }
        covered.extend(settings.kinds.iter().map(String::as_str));
        let settings = MatrixModel {
            has_sort_pages: false,
            ..settings.clone()
        };
        // What is wrong with the settings is told where the whole table is made.
        let (table, _) = matrix(&part, &settings);
        if table.rows.len() >= FEWEST_ROWS {
            tables.push(table);
        }
    }
    tables
}
