//! Which qualities say the same of a set of entries, and which pull in opposite directions.
//!
//! In: entries on one scale, qualities. Out: pairs of qualities that go together.

use crate::catalogue::entry::Entry;
use crate::generated::collection::Collection;
use crate::generated::correlation::{Affinity, affinities};
use crate::generated::goodness::Ruler;
use crate::generated::score::judgement;

/// The pairs among `qualities`, in their order. What is unknown or does not apply counts as the middle of the scale, and
/// so do marks, which are words.
pub fn related(
    collection: &Collection,
    kind: &str,
    entries: &[usize],
    qualities: &[usize],
) -> Vec<(usize, usize, Affinity)> {
    let ruler = Ruler::new(collection.model.scale_of(kind));
    let deviation = |entry: &Entry, quality: usize| {
        let better = collection.model.qualities[quality].better;
        ruler
            .interval(&judgement(entry, quality), better, false)
            .sum()
            - ruler.span
    };
    let column = |quality: &usize| -> Vec<i128> {
        let entries = entries.iter().map(|entry| &collection.entries[*entry]);
        entries.map(|entry| deviation(entry, *quality)).collect()
    };
    let columns: Vec<Vec<i128>> = qualities.iter().map(column).collect();
    let pairs = affinities(&columns).into_iter();
    pairs
        .map(|(one, other, affinity)| (qualities[one], qualities[other], affinity))
        .collect()
}
