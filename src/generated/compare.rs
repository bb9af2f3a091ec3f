//! Entries side by side.
//!
//! In: two to four entries, the relations. Out: [`Comparison`]: the blocks of the page in their order, the largest
//! differences first. Entries on different scales are never put in one row.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::catalogue::entry::{Baseline, Entry, Named, Reason};
use crate::declared::{Circumstance, Example};
use crate::generated::cell::{Gauge, Shown, State};
use crate::generated::collection::Collection;
use crate::generated::edges::Edges;
use crate::generated::facts::{ShownFact, fact};
use crate::generated::heads::{Legend, legend};
use crate::model::Better;
use crate::path::fold::fold;

/// Two steps of a scale, in half steps: what counts as a large difference.
const LARGE: usize = 4;

/// The relation whose targets are read next.
pub const NEXT: &str = "leads_to";

/// Entries side by side. Entries are named by their place in [`Comparison::entries`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// The entries, in the order of the page.
    pub entries: Vec<Compared>,
    /// How they are related, in the order of the catalogue.
    pub relations: Vec<Between>,
    /// Their ratings, a block for each scale, in the order of the entries. More than one block needs a sentence that
    /// says why.
    pub scales: Vec<ScaleBlock>,
    /// Facts of which at least one of them says something.
    pub facts: Vec<FactRow>,
    /// When to use them; what several say alike stands once.
    pub use_when: Vec<Shared>,
    /// When not to use them; what several say alike stands once.
    pub avoid_when: Vec<Shared>,
    /// What to read next.
    pub next: Vec<Next>,
}

/// One of the entries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compared {
    /// The entry.
    pub entry: Named,
    /// What readers see of its kind.
    pub kind: String,
    /// What readers see of its family.
    pub family: Option<String>,
    /// One line about it.
    pub summary: Option<String>,
    /// What its changes are measured against.
    pub baseline: Option<Baseline>,
    /// What speaks for it.
    pub pros: Vec<Reason>,
    /// What speaks against it.
    pub cons: Vec<Reason>,
    /// What speaks neither way.
    pub neutral: Vec<Reason>,
    /// When the verdict flips.
    pub tipping_point: Option<String>,
    /// Examples that can be run.
    pub examples: Vec<Example>,
}

/// A relation between two of the entries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Between {
    /// The entry it leads from.
    pub from: usize,
    /// The id of its type.
    pub relation: String,
    /// What readers see of its type, from the first to the second.
    pub label: String,
    /// The entry it leads to.
    pub to: usize,
    /// Why.
    pub why: Option<String>,
}

/// Ratings on one scale.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScaleBlock {
    /// The scale; none for entries with marks alone.
    pub legend: Option<Legend>,
    /// The entries that are measured with it.
    pub entries: Vec<usize>,
    /// Qualities of which two of them are at least two steps apart, or of which one depends and is yet better or worse
    /// than another whatever it depends on. The largest distance first.
    pub differences: Vec<QualityRow>,
    /// The other qualities, in the order of the columns.
    pub others: Vec<QualityRow>,
    /// Labels of shown qualities of which none of them says anything.
    pub not_judged: Vec<String>,
}

/// A quality of several entries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QualityRow {
    /// Its id.
    pub id: String,
    /// What readers see.
    pub label: String,
    /// The question that a rating answers.
    pub question: Option<String>,
    /// Which end is good.
    pub better: Better,
    /// One for each entry of the block.
    pub cells: Vec<Shown>,
    /// The largest distance between the middles of two of them, in half steps of the scale.
    pub distance: usize,
}

/// A fact of all entries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactRow {
    /// Its id.
    pub id: String,
    /// What readers see.
    pub label: String,
    /// One for each entry of the comparison.
    pub values: Vec<ShownFact>,
    /// Whether two of them differ.
    pub differs: bool,
}

/// A circumstance, and whose it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shared {
    /// The circumstance.
    pub item: Circumstance,
    /// The entries that name it, each once.
    pub entries: Vec<usize>,
}

/// What to read next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Next {
    /// The entry that leads there.
    pub from: usize,
    /// Where it leads.
    pub to: Named,
    /// Why.
    pub why: Option<String>,
}

/// Compares entries, which are indexes into those of the collection.
pub fn comparison(collection: &Collection, edges: &Edges, entries: &[usize]) -> Comparison {
    let entries = entries
        .iter()
        .filter_map(|index| collection.entries.get(*index));
    let all: Vec<&Entry> = entries.map(|entry| &**entry).collect();
    Comparison {
        relations: relations(collection, edges, &all),
        scales: scales(collection, &all),
        facts: facts(collection, &all),
        use_when: merged(all.iter().map(|entry| entry.use_when.as_slice())),
        avoid_when: merged(all.iter().map(|entry| entry.avoid_when.as_slice())),
        next: next(collection, edges, &all),
        entries: all
            .iter()
            .map(|entry| compared(collection, entry))
            .collect(),
    }
}

/// What stands above and below the ratings of an entry.
pub fn compared(collection: &Collection, entry: &Entry) -> Compared {
    let family = collection.family(entry);
    Compared {
        entry: Named::of(entry),
        kind: collection.kind_label(&entry.kind).to_string(),
        family: family.map(|family| family.label.clone()),
        summary: entry.summary.clone(),
        baseline: entry.baseline.clone(),
        pros: entry.pros.clone(),
        cons: entry.cons.clone(),
        neutral: entry.neutral.clone(),
        tipping_point: entry.tipping_point.clone(),
        examples: entry.examples.clone(),
    }
}

fn relations(collection: &Collection, edges: &Edges, entries: &[&Entry]) -> Vec<Between> {
    let ids: Vec<&str> = entries.iter().map(|entry| entry.id.as_str()).collect();
    let place = |id: &str| ids.iter().position(|known| *known == id);
    let types = &collection.model.relations;
    let between = edges.among(&ids).into_iter().filter_map(|edge| {
        let kind = types.iter().find(|kind| kind.id == edge.relation);
        Some(Between {
            from: place(&edge.from)?,
            relation: edge.relation.clone(),
            label: kind.map_or(&edge.relation, |kind| &kind.label).clone(),
            to: place(&edge.to)?,
            why: edge.why.clone(),
        })
    });
    between.collect()
}

fn next(collection: &Collection, edges: &Edges, entries: &[&Entry]) -> Vec<Next> {
    let mut found = Vec::new();
    for (place, entry) in entries.iter().enumerate() {
        let leads = edges.of(&entry.id);
        let leads = leads.filter(|edge| edge.relation == NEXT && edge.from == entry.id);
        found.extend(leads.filter_map(|edge| {
            let target = collection.entries.get(collection.find(&edge.to)?)?;
            Some(Next {
                from: place,
                to: Named::of(target),
                why: edge.why.clone(),
            })
        }));
    }
    found
}

/// A block for each scale that the entries are measured with.
fn scales(collection: &Collection, entries: &[&Entry]) -> Vec<ScaleBlock> {
    let kinds = &collection.model.kinds;
    let scale = |entry: &Entry| {
        kinds
            .get(&entry.kind)
            .and_then(|kind| kind.scale.as_deref())
    };
    let mut blocks: Vec<(Option<&str>, Vec<usize>)> = Vec::new();
    for (place, entry) in entries.iter().enumerate() {
        let own = scale(entry);
        match blocks.iter_mut().find(|(scale, _)| *scale == own) {
            Some((_, members)) => members.push(place),
            None => blocks.push((own, vec![place])),
        }
    }
    let blocks = blocks.into_iter();
    blocks
        .map(|(_, members)| scale_block(collection, entries, members))
        .collect()
}

fn scale_block(collection: &Collection, entries: &[&Entry], members: Vec<usize>) -> ScaleBlock {
    let kind = members
        .first()
        .map_or("", |place| entries[*place].kind.as_str());
    let mut block = ScaleBlock {
        legend: legend(collection, kind),
        entries: members,
        differences: Vec::new(),
        others: Vec::new(),
        not_judged: Vec::new(),
    };
    for (index, quality) in collection.model.qualities.iter().enumerate() {
        let Some(gauge) = Gauge::new(collection, index, kind) else {
            continue;
        };
        let cells = block
            .entries
            .iter()
            .map(|place| gauge.shown(entries[*place]));
        let cells: Vec<Shown> = cells.collect();
        let is_written = |cell: &Shown| !matches!(cell.state, State::Unknown | State::Implied);
        if !quality.is_shown && !cells.iter().any(is_written) {
            continue;
        }
        if cells.iter().all(|cell| cell.state == State::Unknown) {
            block.not_judged.push(quality.label.clone());
            continue;
        }
        let (distance, is_large) = distance(&cells);
        let row = QualityRow {
            id: quality.id.clone(),
            label: quality.label.clone(),
            question: quality.question.clone(),
            better: quality.better,
            cells,
            distance,
        };
        match is_large {
            true => block.differences.push(row),
            false => block.others.push(row),
        }
    }
    block.differences.sort_by_key(|row| Reverse(row.distance));
    block
}

/// The largest distance between the middles of two cells, in half steps, and whether it is a large difference. A range
/// that lies beyond another cell at both ends is one, since nothing it depends on takes the difference away.
fn distance(cells: &[Shown]) -> (usize, bool) {
    let places = cells.iter().filter_map(|cell| cell.position);
    let places: Vec<(usize, usize)> = places.map(|place| (place.low, place.high)).collect();
    let middles = || places.iter().map(|(low, high)| low + high);
    let distance = middles().max().unwrap_or(0) - middles().min().unwrap_or(0);
    let highest_low = places.iter().map(|(low, _)| *low).max().unwrap_or(0);
    let lowest_high = places.iter().map(|(_, high)| *high).min().unwrap_or(0);
    let is_apart =
        |(low, high): &(usize, usize)| low != high && (*low > lowest_high || *high < highest_low);
    (distance, distance >= LARGE || places.iter().any(is_apart))
}

fn facts(collection: &Collection, entries: &[&Entry]) -> Vec<FactRow> {
    let facts = collection.model.facts.iter().enumerate();
    let rows = facts.map(|(index, known)| {
        let values = entries.iter().map(|entry| fact(collection, entry, index));
        let values: Vec<ShownFact> = values.collect();
        FactRow {
            id: known.id.clone(),
            label: known.label.clone(),
            differs: values.windows(2).any(|pair| pair[0].value != pair[1].value),
            values,
        }
    });
    rows.filter(|row| row.values.iter().any(|value| value.is_judged))
        .collect()
}

/// What two circumstances that are alike have in common.
type Key<'a> = (String, Option<&'a str>, Option<&'a str>);

/// The key of a circumstance.
pub fn key(item: &Circumstance) -> Key<'_> {
    (
        fold(&item.text),
        item.because.as_deref(),
        item.see.as_deref(),
    )
}

/// Circumstances in the order in which they are first named. Two are alike if they differ by case and accents alone.
fn merged<'a>(lists: impl Iterator<Item = &'a [Circumstance]>) -> Vec<Shared> {
    let mut merged: Vec<Shared> = Vec::new();
    let mut places: BTreeMap<Key<'_>, usize> = BTreeMap::new();
    for (entry, list) in lists.enumerate() {
        for item in list {
            let place = *places.entry(key(item)).or_insert_with(|| {
                merged.push(Shared {
                    item: item.clone(),
                    entries: Vec::new(),
                });
                merged.len() - 1
            });
            let shared = &mut merged[place];
            if shared.entries.last() != Some(&entry) {
                shared.entries.push(entry);
            }
        }
    }
    merged
}
