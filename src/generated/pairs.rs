//! Which pairs of entries have a page that compares them.
//!
//! In: what the settings ask for, the relations. Out: [`Pairs`], by the order of families and ids.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::Code;
use crate::generated::collection::Collection;
use crate::generated::edges::Edges;
use crate::generated::problem::Problem;
use crate::model::views::ComparePages;

/// Two entries with a page of their own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// The last part of its address: both ids in alphabetical order, `monolith-vs-serverless`.
    pub id: String,
    /// The last part of the address that only leads to the other: the ids the other way round.
    pub reverse: String,
    /// The entries, as indexes into those of the collection.
    pub entries: [usize; 2],
    /// The label of the first one's group, under which the list of all pairs names it.
    pub group: String,
}

/// All pairs with pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pairs {
    /// In the order in which they are listed.
    pub pairs: Vec<Pair>,
    /// How many were wanted and are beyond the most that the settings allow.
    pub beyond: usize,
}

/// The pairs that the settings ask for: those they name first, then those that a relation makes, in its order.
pub fn pairs(
    collection: &Collection,
    edges: &Edges,
    settings: &ComparePages,
) -> (Pairs, Vec<Problem>) {
    let mut problems = Vec::new();
    let mut wanted: Vec<[usize; 2]> = Vec::new();
    for (one, other) in &settings.extra {
        let ends = [one, other].map(|id| find(collection, id, &mut problems));
        match ends {
            [Some(one), Some(other)] if one == other => {
                let message = format!(
                    "a comparison of `{}` with itself is asked for",
                    collection.entries[one].id
                );
                let problem = Problem::new(&["compare", "extra"], Code::C030, message);
                problems.push(problem.help("name two entries"));
            }
            [Some(one), Some(other)] => wanted.push([one, other]),
            _ => {}
        }
    }
    let related = edges
        .all
        .iter()
        .filter(|edge| edge.relation == settings.from);
    wanted.extend(related.filter_map(|edge| {
        let ends = [collection.find(&edge.from)?, collection.find(&edge.to)?];
        (ends[0] != ends[1]).then_some(ends)
    }));
    let id = |index: &usize| collection.entries[*index].id.as_str();
    let mut seen = BTreeSet::new();
    for ends in &mut wanted {
        ends.sort_by_key(|end| id(end));
    }
    wanted.retain(|ends| seen.insert(*ends));
    let beyond = wanted.len().saturating_sub(settings.max);
    wanted.truncate(settings.max);
    wanted.sort_by_cached_key(|[one, other]| {
        let group = collection.group_key(&collection.entries[*one]);
        (group, id(one), id(other))
    });
    let pair = |[one, other]: [usize; 2]| Pair {
        id: format!("{}-vs-{}", id(&one), id(&other)),
        reverse: format!("{}-vs-{}", id(&other), id(&one)),
        entries: [one, other],
        group: collection.group_label(&collection.entries[one]).to_string(),
    };
    let pairs = wanted.into_iter().map(pair).collect();
    (Pairs { pairs, beyond }, problems)
}

fn find(collection: &Collection, id: &str, problems: &mut Vec<Problem>) -> Option<usize> {
    let found = collection.find(id);
    if found.is_none() {
        let message = format!("a comparison names an unknown entry `{id}`");
        let problem = Problem::new(&["compare", "extra", id], Code::C030, message);
        let known = collection.entries.iter().map(|entry| entry.id.as_str());
        problems.push(problem.suggest_entry(id, known));
    }
    found
}

impl Pairs {
    /// For each entry, by index, the pairs that it is one of.
    pub fn by_entry(&self) -> BTreeMap<usize, Vec<usize>> {
        let mut by_entry: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (index, pair) in self.pairs.iter().enumerate() {
            for entry in pair.entries {
                by_entry.entry(entry).or_default().push(index);
            }
        }
        by_entry
    }
}
