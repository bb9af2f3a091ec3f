//! All that a script needs to rank entries for any situation.
//!
//! In: the entries, the presets. Out: [`Helper`]: goodness as whole numbers, so that the script adds and compares what
//! `score.rs` adds and compares, and comes to the same order.

use crate::catalogue::entry::Named;
use crate::catalogue::entry::{Entry, FactCell};
use crate::generated::cell::{Gauge, Shown};
use crate::generated::collection::Collection;
use crate::generated::correlation::Affinity;
use crate::generated::facts::{ShownFact, fact};
use crate::generated::goodness::{Interval, Ruler};
use crate::generated::related::related;
use crate::generated::score::judgement;
use crate::model::views::Preset;
use crate::model::{Better, Fact, Measure, Quality};
use crate::path::fold::fold;

/// What any situation is ranked from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Helper {
    /// The qualities, in the order of the columns.
    pub qualities: Vec<Quality>,
    /// The facts, in the order of the columns.
    pub facts: Vec<Fact>,
    /// The kinds that can be ranked.
    pub kinds: Vec<Ranked>,
    /// The presets.
    pub presets: Vec<Preset>,
}

/// A kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ranked {
    /// Its id.
    pub id: String,
    /// What readers see.
    pub label: String,
    /// Whether ratings are changes against baselines.
    pub is_change: bool,
    /// From one end of the scale to the other, a multiple of four.
    pub span: i128,
    /// The smallest distance between two values.
    pub gap: i128,
    /// For each quality the values that a floor may have.
    pub values: Vec<Vec<Value>>,
    /// Pairs of qualities that say nearly the same, by index.
    pub same: Vec<(usize, usize)>,
    /// The entries, by title.
    pub entries: Vec<Candidate>,
}

/// A value of a scale.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Value {
    /// The value, as settings write it.
    pub value: String,
    /// What readers see.
    pub label: String,
    /// How good it is.
    pub point: i128,
}

/// An entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Its name.
    pub entry: Named,
    /// A judgement on each quality.
    pub cells: Vec<Judged>,
    /// Each fact.
    pub facts: Vec<(FactKey, ShownFact)>,
}

/// A judgement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judged {
    /// What readers see of it.
    pub shown: Shown,
    /// How good it is.
    pub interval: Interval,
    /// How good it is if marks count; the same for what is no mark.
    pub with_marks: Interval,
}

/// A fact as filters compare it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FactKey {
    /// A place in an order, or an amount.
    Number(i64),
    /// A text, case and accents aside.
    Text(String),
    /// It does not apply, which meets every condition.
    Any,
    /// Nobody has said.
    Unknown,
}

/// All kinds of entries that have a scale, in the order of their first entries.
pub fn helper(collection: &Collection, presets: &[Preset]) -> Helper {
    let model = collection.model;
    let mut kinds: Vec<&str> = Vec::new();
    for entry in collection.entries {
        if model.scale_of(&entry.kind).is_some() && !kinds.contains(&entry.kind.as_str()) {
            kinds.push(&entry.kind);
        }
    }
    Helper {
        qualities: model.qualities.clone(),
        facts: model.facts.clone(),
        kinds: kinds
            .into_iter()
            .map(|kind| ranked(collection, kind))
            .collect(),
        presets: presets.to_vec(),
    }
}

impl Helper {
    /// The part that is about one kind.
    pub fn of_kind(&self, kind: &str) -> impl Iterator<Item = &Ranked> {
        self.kinds.iter().filter(move |known| known.id == kind)
    }
}

fn ranked(collection: &Collection, kind: &str) -> Ranked {
    let model = collection.model;
    let scale = model.scale_of(kind);
    let ruler = Ruler::new(scale);
    let mut entries = collection.of_kind(kind);
    let scored: Vec<usize> = (0..model.qualities.len())
        .filter(|index| model.qualities[*index].better != Better::Neither)
        .collect();
    let pairs = related(collection, kind, &entries, &scored).into_iter();
    let same = pairs.filter(|(_, _, affinity)| *affinity == Affinity::Same);
    let same = same.map(|(one, other, _)| (one, other)).collect();
    entries.sort_by_key(|index| collection.title_ranks[*index]);
    let gauges = (0..model.qualities.len()).filter_map(|index| Gauge::new(collection, index, kind));
    let gauges: Vec<Gauge> = gauges.collect();
    let values = model.qualities.iter().zip(&gauges).map(|(quality, gauge)| {
        let values = scale.iter().flat_map(|scale| &scale.values);
        let value = values.map(|value| Value {
            value: value.to_string(),
            label: gauge.label(*value),
            point: ruler.point(*value, quality.better),
        });
        value.collect()
    });
    let candidate =
        |index: &usize| candidate(collection, &collection.entries[*index], &gauges, ruler);
    Ranked {
        id: kind.to_string(),
        label: model
            .kinds
            .get(kind)
            .map_or_else(|| kind.to_string(), |kind| kind.label.clone()),
        is_change: scale.is_some_and(|scale| scale.measure == Measure::Change),
        span: ruler.span,
        gap: ruler.gap,
        values: values.collect(),
        same,
        entries: entries.iter().map(candidate).collect(),
    }
}

fn candidate(collection: &Collection, entry: &Entry, gauges: &[Gauge], ruler: Ruler) -> Candidate {
    let qualities = collection.model.qualities.iter().zip(gauges).enumerate();
    let cells = qualities.map(|(index, (quality, gauge))| {
        let judgement = judgement(entry, index);
        Judged {
            shown: gauge.shown(entry),
            interval: ruler.interval(&judgement, quality.better, false),
            with_marks: ruler.interval(&judgement, quality.better, true),
        }
    });
    let facts = (0..collection.model.facts.len()).map(|index| {
        let cell = entry.facts.get(index).unwrap_or(&FactCell::Unknown);
        (fact_key(cell), fact(collection, entry, index))
    });
    Candidate {
        entry: Named::of(entry),
        cells: cells.collect(),
        facts: facts.collect(),
    }
}

fn fact_key(cell: &FactCell) -> FactKey {
    match cell {
        FactCell::Choice(place) => FactKey::Number(i64::try_from(*place).unwrap_or(i64::MAX)),
        FactCell::Flag(flag) => FactKey::Number((*flag).into()),
        FactCell::Number(amount) => FactKey::Number(amount.0),
        FactCell::Text(text) => FactKey::Text(fold(text)),
        FactCell::NotApplicable => FactKey::Any,
        FactCell::Unknown => FactKey::Unknown,
    }
}
