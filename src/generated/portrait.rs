//! What the page of an entry shows of it.
//!
//! In: an entry. Out: [`Portrait`]: its ratings in their groups, its facts, and the names of its kind and its family.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::catalogue::entry::{Baseline, Entry, Named};
use crate::generated::cell::{Gauge, Shown, State};
use crate::generated::collection::Collection;
use crate::generated::drawing::Drawing;
use crate::generated::facts::{ShownFact, fact};
use crate::model::{Better, Measure};

/// An entry as its own page shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Portrait {
    /// The entry.
    pub entry: Arc<Entry>,
    /// What its kind is called.
    pub kind: String,
    /// What its family is called.
    pub family: Option<String>,
    /// The entries that it names as better choices, by the name it uses.
    pub choices: BTreeMap<String, Named>,
    /// What its changes are measured against, if that is an entry.
    pub baseline: Option<Named>,
    /// What the values of its scale say; none if it is not rated.
    pub measure: Option<Measure>,
    /// The place of no change among the values; 0 on a scale of levels.
    pub zero: usize,
    /// Its judgements, in the order of the groups; groups without any are left out.
    pub groups: Vec<StripGroup>,
    /// Its relations, drawn.
    pub around: Option<Drawing>,
    /// Its facts, each with its label; those that nobody has stated are left out.
    pub facts: Vec<(String, ShownFact)>,
}

/// Judgements that stand together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StripGroup {
    /// What readers see; empty for qualities without a group.
    pub label: String,
    /// The judgements.
    pub rows: Vec<StripRow>,
}

/// A judgement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StripRow {
    /// The id of the quality.
    pub id: String,
    /// What readers see of the quality.
    pub label: String,
    /// The question that a rating answers.
    pub question: Option<String>,
    /// Which end is good.
    pub better: Better,
    /// The judgement.
    pub shown: Shown,
}

/// The portrait of an entry.
pub fn portrait(
    collection: &Collection<'_>,
    entry: &Arc<Entry>,
    around: Option<Drawing>,
) -> Portrait {
    let model = collection.model;
    let scale = model.scale_of(&entry.kind);
    let zero = |value: &_| *value == Default::default();
    let facts = model.facts.iter().enumerate().map(|(index, known)| {
        let shown = fact(collection, entry, index);
        (known.label.clone(), shown)
    });
    let named = |id: &str| {
        let index = collection.find(id)?;
        collection.entries.get(index).map(|entry| Named::of(entry))
    };
    let baseline = match &entry.baseline {
        Some(Baseline::Entry(id)) => named(id),
        _ => None,
    };
    let circumstances = entry.use_when.iter().chain(&entry.avoid_when);
    let names = circumstances.filter_map(|one| one.see.as_deref());
    Portrait {
        kind: collection.kind_label(&entry.kind).to_string(),
        family: collection.family(entry).map(|family| family.label.clone()),
        choices: names
            .filter_map(|name| Some((name.to_string(), named(name)?)))
            .collect(),
        baseline,
        measure: scale.map(|scale| scale.measure),
        zero: scale
            .filter(|scale| scale.measure == Measure::Change)
            .and_then(|scale| scale.values.iter().position(zero))
            .unwrap_or_default(),
        groups: groups(collection, entry),
        around,
        facts: facts.filter(|(_, shown)| shown.is_judged).collect(),
        entry: entry.clone(),
    }
}

/// Whether a judgement was made rather than left out.
pub fn says_something(shown: &Shown) -> bool {
    !matches!(shown.state, State::Unknown | State::Implied)
}

/// The judgements on shown qualities, and on others that the entry judges. An entry about which nobody has judged anything has none.
fn groups(collection: &Collection<'_>, entry: &Entry) -> Vec<StripGroup> {
    let model = collection.model;
    let row = |index: usize| {
        let quality = model.qualities.get(index)?;
        let shown = Gauge::new(collection, index, &entry.kind)?.shown(entry);
        Some(StripRow {
            id: quality.id.clone(),
            label: quality.label.clone(),
            question: quality.question.clone(),
            better: quality.better,
            shown,
        })
    };
    let of_group = |group: Option<&str>| -> Vec<StripRow> {
        let known = model.qualities.iter().enumerate();
        let own = known.filter(|(_, quality)| quality.group.as_deref() == group);
        let rows = own.filter_map(|(index, quality)| Some((quality.is_shown, row(index)?)));
        let rows = rows.filter(|(is_shown, row)| *is_shown || says_something(&row.shown));
        rows.map(|(_, row)| row).collect()
    };
    let named = model.groups.iter().map(|group| StripGroup {
        label: group.label.clone(),
        rows: of_group(Some(&group.id)),
    });
    let without = StripGroup {
        label: String::new(),
        rows: of_group(None),
    };
    let all: Vec<StripGroup> = named.chain([without]).collect();
    let is_judged = all
        .iter()
        .flat_map(|group| &group.rows)
        .any(|row| says_something(&row.shown));
    match is_judged {
        true => all
            .into_iter()
            .filter(|group| !group.rows.is_empty())
            .collect(),
        false => Vec::new(),
    }
}
