//! All that a script needs to put any entries side by side.
//!
//! In: the entries, their relations. Out: [`Dossiers`]: of each entry what a comparison may show. Which of it stands
//! where is decided by the script as `compare.rs` decides it.

use std::collections::BTreeMap;

use crate::catalogue::edge::Edge;
use crate::catalogue::entry::Named;
use crate::declared::Circumstance;
use crate::generated::cell::{Gauge, Shown};
use crate::generated::collection::Collection;
use crate::generated::compare::{Compared, NEXT, compared, key};
use crate::generated::facts::{ShownFact, fact};
use crate::generated::heads::{Legend, legend};
use crate::model::Better;

/// What any entries are compared from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dossiers {
    /// The entries, in the order of the sidebar.
    pub entries: Vec<Dossier>,
    /// The scales they are measured with; the last one stands for none.
    pub scales: Vec<Option<Legend>>,
    /// The qualities, in the order of the columns.
    pub qualities: Vec<Measured>,
    /// What readers see of the facts.
    pub facts: Vec<String>,
    /// Relations between two entries, in the order of the catalogue.
    pub relations: Vec<Relation>,
}

/// A quality.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measured {
    /// What readers see.
    pub label: String,
    /// Which end is good.
    pub better: Better,
    /// Whether it is shown before a reader asks for it.
    pub is_shown: bool,
}

/// A relation between two entries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relation {
    /// The entry it leads from, by index.
    pub from: usize,
    /// What readers see of its type.
    pub label: String,
    /// The entry it leads to, by index.
    pub to: usize,
    /// Why.
    pub why: Option<String>,
}

/// An entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dossier {
    /// What stands above and below the ratings.
    pub compared: Compared,
    /// Its folder and id.
    pub path_id: String,
    /// Its other names.
    pub aliases: Vec<String>,
    /// Its scale, by index.
    pub scale: usize,
    /// A judgement on each quality.
    pub cells: Vec<Shown>,
    /// Each fact.
    pub facts: Vec<ShownFact>,
    /// When to use it. Circumstances with one number are alike.
    pub use_when: Vec<(usize, Circumstance)>,
    /// When not to use it.
    pub avoid_when: Vec<(usize, Circumstance)>,
    /// What to read next, and why.
    pub next: Vec<(Named, Option<String>)>,
}

/// All entries.
pub fn dossiers(collection: &Collection, edges: &[Edge]) -> Dossiers {
    let model = collection.model;
    let mut scales: Vec<(Option<&str>, Option<Legend>)> = Vec::new();
    let mut numbers = BTreeMap::new();
    let mut number = |item: &Circumstance| {
        let next = numbers.len();
        let (text, because, see) = key(item);
        let own = (text, because.map(str::to_string), see.map(str::to_string));
        (*numbers.entry(own).or_insert(next), item.clone())
    };
    let entries = collection.entries.iter().map(|entry| {
        let kind = model.kinds.get(&entry.kind);
        let id = kind.and_then(|kind| kind.scale.as_deref());
        let scale = scales.iter().position(|(known, _)| *known == id);
        let scale = scale.unwrap_or_else(|| {
            scales.push((id, legend(collection, &entry.kind)));
            scales.len() - 1
        });
        let gauges = (0..model.qualities.len())
            .filter_map(|index| Gauge::new(collection, index, &entry.kind));
        Dossier {
            compared: compared(collection, entry),
            path_id: entry.path_id.clone(),
            aliases: entry.aliases.clone(),
            scale,
            cells: gauges.map(|gauge| gauge.shown(entry)).collect(),
            facts: (0..model.facts.len())
                .map(|index| fact(collection, entry, index))
                .collect(),
            use_when: entry.use_when.iter().map(&mut number).collect(),
            avoid_when: entry.avoid_when.iter().map(&mut number).collect(),
            next: Vec::new(),
        }
    });
    let mut entries: Vec<Dossier> = entries.collect();
    let mut relations = Vec::new();
    for edge in edges {
        let ends = collection.find(&edge.from).zip(collection.find(&edge.to));
        let Some((from, to)) = ends else {
            continue;
        };
        if edge.relation == NEXT {
            let target = Named::of(&collection.entries[to]);
            entries[from].next.push((target, edge.why.clone()));
        }
        let kind = model.relations.iter().find(|kind| kind.id == edge.relation);
        relations.extend(kind.map(|kind| Relation {
            from,
            label: kind.label.clone(),
            to,
            why: edge.why.clone(),
        }));
    }
    let qualities = model.qualities.iter().map(|quality| Measured {
        label: quality.label.clone(),
        better: quality.better,
        is_shown: quality.is_shown,
    });
    Dossiers {
        entries,
        scales: scales.into_iter().map(|(_, legend)| legend).collect(),
        qualities: qualities.collect(),
        facts: model.facts.iter().map(|fact| fact.label.clone()).collect(),
        relations,
    }
}
