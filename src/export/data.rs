//! The whole catalogue in one file.
//!
//! In: the entries, what measures them, tables and presets. Out: the text of `catalogue.json`, format 1, described by
//! `catalogue.schema.json`. Lists stand in the order of readers; addresses are relative to the root of the site.

use serde_json::{Map, Value, json};

use crate::catalogue::entry::{Baseline, Entry, Reason};
use crate::declared::{Circumstance, Publication};
use crate::export::numbers::number;
use crate::export::tables::{better, fact_value, rating};
use crate::generated::cell::{Gauge, State};
use crate::generated::collection::Collection;
use crate::generated::facts::fact;
use crate::generated::matrix::Matrix;
use crate::model::amount::Amount;
use crate::model::views::{FilterTest, Preset};
use crate::model::{Absent, Fact, FactKind, Measure, Model, Quality, Scale, Symbol};
use crate::path::output::PageUrl;

/// What the file is made from.
#[derive(Clone, Copy, Debug)]
pub struct DataInput<'a> {
    /// The title of the book.
    pub book: &'a str,
    /// The entries, and what measures them.
    pub collection: &'a Collection<'a>,
    /// Permalinks and labels of the tags, in order.
    pub tags: &'a [(String, String)],
    /// The tables.
    pub matrices: &'a [&'a Matrix],
    /// The presets of the decision helper.
    pub presets: &'a [Preset],
}

/// `catalogue.json`.
pub fn catalogue(input: &DataInput) -> String {
    let model = input.collection.model;
    let kinds = model.kinds.iter().map(|(id, kind)| {
        let value = json!({"label": kind.label, "scale": kind.scale, "matrix": kind.has_matrix});
        (id.clone(), value)
    });
    let scales = model
        .scales
        .iter()
        .map(|(id, known)| (id.clone(), scale(known)));
    let groups = model
        .groups
        .iter()
        .map(|group| json!({"id": group.id, "label": group.label}));
    let families = model.families.iter().map(
        |family| json!({"id": family.id, "label": family.label, "description": family.description}),
    );
    let tags = input
        .tags
        .iter()
        .map(|(id, label)| json!({"id": id, "label": label}));
    let data = json!({
        "format": 1,
        "book": input.book,
        "kinds": kinds.collect::<Map<_, _>>(),
        "scales": scales.collect::<Map<_, _>>(),
        "groups": groups.collect::<Value>(),
        "qualities": model.qualities.iter().map(quality).collect::<Value>(),
        "facts": model.facts.iter().map(fact_of_model).collect::<Value>(),
        "families": families.collect::<Value>(),
        "tags": tags.collect::<Value>(),
        "entries": Entries::new(input.collection).all(),
        "matrices": input.matrices.iter().map(|table| matrix(table)).collect::<Value>(),
        "presets": input.presets.iter().map(preset).collect::<Value>(),
    });
    data.to_string() + "\n"
}

fn scale(scale: &Scale) -> Value {
    let amounts = |amounts: &[Amount]| {
        amounts
            .iter()
            .map(|amount| number(*amount).into())
            .collect::<Vec<Value>>()
    };
    json!({
        "type": match scale.measure {
            Measure::Level => "ordinal",
            Measure::Change => "change",
        },
        "values": amounts(&scale.values),
        "labels": scale.labels,
        "absent": match scale.absent {
            Absent::Value(value) => number(value).into(),
            Absent::Unknown => Value::from("unknown"),
            Absent::NotApplicable => Value::from("n/a"),
        },
        "symbol": match scale.symbol {
            Symbol::Bar => "bar",
            Symbol::Dots => "dots",
            Symbol::Stars => "stars",
            Symbol::Number => "number",
            Symbol::Sign => "sign",
        },
    })
}

fn quality(quality: &Quality) -> Value {
    let anchors = quality.anchors.iter();
    let anchors = anchors.map(|(value, text)| (value.to_string(), Value::from(text.as_str())));
    json!({
        "id": quality.id,
        "label": quality.label,
        "short": quality.short,
        "group": quality.group,
        "better": better(quality.better),
        "weight": quality.weight,
        "show": quality.is_shown,
        "question": quality.question,
        "anchors": anchors.collect::<Map<_, _>>(),
        "labels": quality.labels,
        "aliases": quality.aliases,
        "maps_to": quality.maps_to,
    })
}

fn fact_of_model(fact: &Fact) -> Value {
    let none: &[String] = &[];
    let (kind, values, is_ordered) = match &fact.kind {
        FactKind::Choice { values, is_ordered } => ("enum", values.as_slice(), *is_ordered),
        FactKind::Flag => ("bool", none, false),
        FactKind::Number => ("number", none, true),
        FactKind::Text => ("text", none, false),
    };
    json!({
        "id": fact.id,
        "label": fact.label,
        "type": kind,
        "values": values,
        "ordered": is_ordered,
        "filter": fact.is_filter,
    })
}

fn matrix(matrix: &Matrix) -> Value {
    let columns = matrix
        .columns
        .iter()
        .map(|head| Value::from(head.id.as_str()));
    let rows = matrix
        .rows
        .iter()
        .map(|row| Value::from(row.entry.id.as_str()));
    json!({
        "id": matrix.id,
        "title": matrix.title,
        "columns": columns.collect::<Value>(),
        "rows": rows.collect::<Value>(),
    })
}

fn preset(preset: &Preset) -> Value {
    let filters = preset.filters.iter().map(|filter| {
        let (test, value) = match &filter.test {
            FilterTest::Is(value) => ("is", value),
            FilterTest::Not(value) => ("not", value),
            FilterTest::AtMost(value) => ("at_most", value),
            FilterTest::AtLeast(value) => ("at_least", value),
        };
        json!({"fact": filter.fact, "test": test, "value": value})
    });
    let floors = preset.floors.iter();
    let floors = floors.map(|(id, value)| (id.clone(), Value::from(number(*value))));
    json!({
        "id": preset.id,
        "label": preset.label,
        "kind": preset.kind,
        "weights": preset.weights,
        "filters": filters.collect::<Value>(),
        "floors": floors.collect::<Map<_, _>>(),
    })
}

/// Entries as data.
struct Entries<'a> {
    collection: &'a Collection<'a>,
    model: &'a Model,
}

impl<'a> Entries<'a> {
    fn new(collection: &'a Collection<'a>) -> Entries<'a> {
        Entries {
            collection,
            model: collection.model,
        }
    }

    fn all(&self) -> Value {
        let entries = self.collection.entries.iter();
        entries.map(|entry| self.entry(entry)).collect()
    }

    fn entry(&self, entry: &Entry) -> Value {
        let baseline = entry.baseline.as_ref().map(|baseline| match baseline {
            Baseline::Entry(id) => json!({"entry": id}),
            Baseline::Text(text) => json!({"text": text}),
        });
        json!({
            "id": entry.id,
            "path_id": entry.path_id,
            "title": &*entry.title,
            "aliases": entry.aliases,
            "url": PageUrl::root().to(&entry.url, entry.anchor.as_ref()),
            "kind": entry.kind,
            "family": entry.family,
            "tags": entry.tags,
            "summary": entry.summary,
            "problem": entry.problem,
            "baseline": baseline,
            "status": entry.status,
            "maturity": entry.maturity,
            "level": entry.level,
            "reviewed": entry.reviewed,
            "ratings": self.ratings(entry),
            "facts": self.facts(entry),
            "pros": self.reasons(&entry.pros),
            "cons": self.reasons(&entry.cons),
            "neutral": self.reasons(&entry.neutral),
            "use_when": circumstances(&entry.use_when),
            "avoid_when": circumstances(&entry.avoid_when),
            "tipping_point": entry.tipping_point,
            "references": entry.references.iter().map(publication).collect::<Value>(),
        })
    }

    /// Ratings by quality; hidden qualities only if somebody judged them.
    fn ratings(&self, entry: &Entry) -> Map<String, Value> {
        let qualities = self.model.qualities.iter().enumerate();
        let ratings = qualities.filter_map(|(index, quality)| {
            let shown = Gauge::new(self.collection, index, &entry.kind)?.shown(entry);
            let is_told = quality.is_shown || shown.state != State::Unknown;
            is_told.then(|| (quality.id.clone(), rating(&shown)))
        });
        ratings.collect()
    }

    fn facts(&self, entry: &Entry) -> Map<String, Value> {
        let facts = self.model.facts.iter().enumerate();
        let value = |index: usize| fact_value(&fact(self.collection, entry, index));
        facts
            .map(|(index, fact)| (fact.id.clone(), value(index)))
            .collect()
    }

    fn reasons(&self, reasons: &[Reason]) -> Value {
        let reasons = reasons.iter().map(|reason| {
            let qualities = reason.qualities.iter();
            let qualities = qualities.filter_map(|index| self.model.qualities.get(*index));
            let ids = qualities.map(|quality| Value::from(quality.id.as_str()));
            json!({
                "text": reason.text,
                "why": reason.why,
                "qualities": ids.collect::<Value>(),
            })
        });
        reasons.collect()
    }
}

fn circumstances(circumstances: &[Circumstance]) -> Value {
    let circumstances = circumstances
        .iter()
        .map(|item| json!({"text": item.text, "because": item.because, "see": item.see}));
    circumstances.collect()
}

fn publication(publication: &Publication) -> Value {
    json!({
        "title": publication.title,
        "author": publication.author,
        "year": publication.year,
        "url": publication.url,
        "kind": publication.kind,
        "note": publication.note,
    })
}
