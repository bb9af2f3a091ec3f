//! The data block from which a script ranks entries.
//!
//! In: the helper, the kinds and the preset of the page. Out: JSON. Goodness stands there as whole numbers, or as texts
//! where they are too large for a script's numbers.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value;

use crate::generated::cell::State;
use crate::generated::goodness::Interval;
use crate::generated::helper::{Candidate, FactKey, Helper, Judged, Ranked};
use crate::html::Html;
use crate::model::views::{FilterTest, Preset};
use crate::model::{Better, Fact, FactKind, Quality};
use crate::path::output::PageUrl;
use crate::view::data::{block, pick};
use crate::words::Words;

/// What the script says in our name.
pub const WORDS: [&str; 56] = [
    "change_ranking",
    "change_weights",
    "comes_first",
    "conditions",
    "copied",
    "copy_failed",
    "copy_link",
    "copy_record",
    "count_marks",
    "counted_twice",
    "counts_less",
    "counts_more",
    "depends_on",
    "excluded",
    "field_kind",
    "floors",
    "from_text",
    "gone",
    "is_here",
    "judged",
    "may_miss",
    "no",
    "no_condition",
    "not_judged",
    "nothing_left",
    "nothing_weighed",
    "of",
    "own_weights",
    "record_bad",
    "record_because",
    "record_context",
    "record_drivers",
    "record_excluded",
    "record_good",
    "record_more",
    "record_options",
    "record_outcome",
    "record_pros_and_cons",
    "record_source",
    "relief",
    "reset",
    "situation",
    "stability",
    "stays_first",
    "test_at_least",
    "test_at_most",
    "test_not",
    "tie",
    "weight_0",
    "weight_1",
    "weight_2",
    "weight_3",
    "weight_4",
    "weight_5",
    "what_counts",
    "yes",
];

#[derive(Serialize)]
struct Data<'a> {
    words: Value,
    /// The preset that the page shows.
    preset: Option<&'a str>,
    qualities: Vec<QualityData<'a>>,
    facts: Vec<FactData<'a>>,
    kinds: Vec<KindData<'a>>,
    presets: Vec<PresetData<'a>>,
}

#[derive(Serialize)]
struct QualityData<'a> {
    id: &'a str,
    aliases: &'a [String],
    label: &'a str,
    better: &'static str,
    weight: u8,
    shown: bool,
    question: Option<&'a str>,
}

#[derive(Serialize)]
struct FactData<'a> {
    id: &'a str,
    label: &'a str,
    /// `choice`, `flag`, `number` or `text`.
    is: &'static str,
    values: &'a [String],
    ordered: bool,
    filter: bool,
}

#[derive(Serialize)]
struct KindData<'a> {
    id: &'a str,
    label: &'a str,
    change: bool,
    span: Value,
    gap: Value,
    /// For each quality: value, label and goodness of what a floor may be.
    values: Vec<Vec<(&'a str, &'a str, Value)>>,
    same: &'a [(usize, usize)],
    entries: Vec<EntryData<'a>>,
}

#[derive(Serialize)]
struct EntryData<'a> {
    id: &'a str,
    title: &'a str,
    href: String,
    cells: Vec<CellData<'a>>,
    /// What a filter compares, and what readers see. `null` meets every filter; a missing one is not judged.
    facts: Vec<Vec<Value>>,
}

#[derive(Serialize)]
struct CellData<'a> {
    word: &'a str,
    /// The poor end and the good end.
    good: [Value; 2],
    /// The same if marks count.
    #[serde(skip_serializing_if = "Option::is_none")]
    marked: Option<[Value; 2]>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    unknown: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    depends_on: Option<&'a str>,
}

#[derive(Serialize)]
struct PresetData<'a> {
    id: &'a str,
    label: &'a str,
    kind: &'a str,
    weights: &'a BTreeMap<String, u8>,
    filters: Vec<(&'a str, &'static str, &'a str)>,
    floors: BTreeMap<&'a str, String>,
}

/// The data block of the page at `own`: of one kind and the preset shown there, or of all.
pub fn helper(
    all: &Helper,
    kind: Option<&str>,
    preset: Option<&str>,
    own: &PageUrl,
    words: &Words,
) -> Html {
    let is_told = |known: &str| kind.is_none_or(|kind| kind == known);
    let kinds = all.kinds.iter().filter(|known| is_told(&known.id));
    let presets = all.presets.iter().filter(|known| is_told(&known.kind));
    block(&Data {
        words: pick(words, &WORDS),
        preset,
        qualities: all.qualities.iter().map(quality).collect(),
        facts: all.facts.iter().map(fact).collect(),
        kinds: kinds.map(|known| kind_data(known, own)).collect(),
        presets: presets.map(preset_data).collect(),
    })
}

fn quality(quality: &Quality) -> QualityData<'_> {
    QualityData {
        id: &quality.id,
        aliases: &quality.aliases,
        label: &quality.label,
        better: match quality.better {
            Better::Higher => "higher",
            Better::Lower => "lower",
            Better::Neither => "none",
        },
        weight: quality.weight,
        shown: quality.is_shown,
        question: quality.question.as_deref(),
    }
}

fn fact(fact: &Fact) -> FactData<'_> {
    let none: &[String] = &[];
    let (is, values, ordered) = match &fact.kind {
        FactKind::Choice { values, is_ordered } => ("choice", values.as_slice(), *is_ordered),
        FactKind::Flag => ("flag", none, false),
        FactKind::Number => ("number", none, true),
        FactKind::Text => ("text", none, false),
    };
    FactData {
        id: &fact.id,
        label: &fact.label,
        is,
        values,
        ordered,
        filter: fact.is_filter,
    }
}

fn kind_data<'a>(kind: &'a Ranked, own: &PageUrl) -> KindData<'a> {
    let values = kind.values.iter().map(|values| {
        let values = values.iter();
        values
            .map(|value| {
                (
                    value.value.as_str(),
                    value.label.as_str(),
                    whole(value.point),
                )
            })
            .collect()
    });
    KindData {
        id: &kind.id,
        label: &kind.label,
        change: kind.is_change,
        span: whole(kind.span),
        gap: whole(kind.gap),
        values: values.collect(),
        same: &kind.same,
        entries: kind.entries.iter().map(|one| entry(one, own)).collect(),
    }
}

fn entry<'a>(candidate: &'a Candidate, own: &PageUrl) -> EntryData<'a> {
    let facts = candidate.facts.iter().map(|(key, shown)| {
        let text = Value::from(shown.text.as_str());
        match key {
            FactKey::Number(number) => vec![Value::from(*number), text],
            FactKey::Text(folded) => vec![Value::from(folded.as_str()), text],
            FactKey::Any => vec![Value::Null, text],
            FactKey::Unknown => Vec::new(),
        }
    });
    EntryData {
        id: &candidate.entry.id,
        title: &candidate.entry.title,
        href: own.to(&candidate.entry.url, candidate.entry.anchor.as_ref()),
        cells: candidate.cells.iter().map(cell).collect(),
        facts: facts.collect(),
    }
}

fn cell(judged: &Judged) -> CellData<'_> {
    let ends = |interval: Interval| [whole(interval.low), whole(interval.high)];
    let shown = &judged.shown;
    CellData {
        word: &shown.word,
        good: ends(judged.interval),
        marked: match shown.state {
            State::Derived(_) => Some(ends(judged.with_marks)),
            _ => None,
        },
        unknown: shown.state == State::Unknown,
        why: shown.why.as_deref(),
        depends_on: shown.depends_on.as_deref(),
    }
}

fn preset_data(preset: &Preset) -> PresetData<'_> {
    let filters = preset.filters.iter().map(|filter| {
        let (test, value) = match &filter.test {
            FilterTest::Is(value) => ("is", value),
            FilterTest::Not(value) => ("not", value),
            FilterTest::AtMost(value) => ("most", value),
            FilterTest::AtLeast(value) => ("least", value),
        };
        (filter.fact.as_str(), test, value.as_str())
    });
    let floors = preset.floors.iter();
    PresetData {
        id: &preset.id,
        label: &preset.label,
        kind: &preset.kind,
        weights: &preset.weights,
        filters: filters.collect(),
        floors: floors
            .map(|(id, value)| (id.as_str(), value.to_string()))
            .collect(),
    }
}

/// A whole number that a script reads exactly.
fn whole(number: i128) -> Value {
    const MOST: i128 = 1 << 53;
    match i64::try_from(number) {
        Ok(small) if number.abs() <= MOST => small.into(),
        _ => number.to_string().into(),
    }
}
