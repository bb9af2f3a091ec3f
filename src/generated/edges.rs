//! Relations by their ends.
//!
//! In: the edges of the catalogue. Out: [`Edges`], which finds those of an entry without looking at all.

use std::collections::{BTreeMap, BTreeSet};

use crate::catalogue::edge::Edge;

/// Edges that can be looked up.
#[derive(Clone, Debug)]
pub struct Edges<'a> {
    /// All of them, in the order of the catalogue.
    pub all: &'a [Edge],
    by_end: BTreeMap<&'a str, Vec<usize>>,
}

impl<'a> Edges<'a> {
    /// Looks at both ends of each edge.
    pub fn new(all: &'a [Edge]) -> Edges<'a> {
        let mut by_end: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (index, edge) in all.iter().enumerate() {
            by_end.entry(&edge.from).or_default().push(index);
            if edge.to != edge.from {
                by_end.entry(&edge.to).or_default().push(index);
            }
        }
        Edges { all, by_end }
    }

    /// The edges that begin or end at an entry, in the order of the catalogue.
    pub fn of(&self, id: &str) -> impl Iterator<Item = &'a Edge> {
        let indexes = self.by_end.get(id).map(Vec::as_slice).unwrap_or_default();
        indexes.iter().filter_map(|index| self.all.get(*index))
    }

    /// The edges that begin and end at one of these entries, in the order of the catalogue.
    pub fn among(&self, ids: &[&str]) -> Vec<&'a Edge> {
        let indexes = ids.iter().filter_map(|id| self.by_end.get(id)).flatten();
        let indexes: BTreeSet<usize> = indexes.copied().collect();
        let edges = indexes.into_iter().filter_map(|index| self.all.get(index));
        let is_inside = |edge: &&Edge| ids.contains(&&*edge.from) && ids.contains(&&*edge.to);
        edges.filter(is_inside).collect()
    }
}
