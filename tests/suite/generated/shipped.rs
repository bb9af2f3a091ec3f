//! The ratings of the book in `content/`, as entries of a catalogue, and what must come out of them.

use std::collections::BTreeMap;
use std::sync::Arc;

use patternbook::catalogue::edge::Edge;
use patternbook::catalogue::entry::{Baseline, Cell, Entry, FactCell, Judgement};
use patternbook::declared::Basis;
use patternbook::generated::collection::Collection;
use patternbook::generated::matrix::{Matrix, matrix};
use patternbook::generated::problem::Problem;
use patternbook::model::amount::Amount;
use patternbook::model::views::{Filter, FilterTest, MatrixModel, Preset, RowOrder};
use patternbook::model::{Absent, Fact, FactKind, Family, Model};
use patternbook::path::input::ContentPath;
use patternbook::path::output::{PageUrl, UrlStyle};
use patternbook::words::ENGLISH;
use serde_json::Value;

use crate::support::blessing;

/// The data as read.
pub(crate) struct Shipped {
    pub(crate) model: Model,
    pub(crate) entries: Vec<Arc<Entry>>,
    pub(crate) data: Value,
}

/// Reads the data.
pub(crate) fn shipped() -> Shipped {
    let data: Value =
        serde_json::from_str(&crate::support::text("tests/data/catalogue.json")).unwrap();
    let model = Model {
        families: list(&data["families"]).map(family).collect(),
        facts: list(&data["facts"]).map(fact).collect(),
        ..Model::default()
    };
    let entries = list(&data["entries"]).map(|entry| Arc::new(read_entry(&model, entry)));
    Shipped {
        entries: entries.collect(),
        model,
        data,
    }
}

impl Shipped {
    /// The presets, each with the results it must give.
    pub(crate) fn presets(&self) -> Vec<(Preset, &Value)> {
        let presets = list(&self.data["presets"]);
        presets
            .map(|preset| (read_preset(preset), &preset["expected"]))
            .collect()
    }

    /// The relations.
    pub(crate) fn edges(&self) -> Vec<Edge> {
        let edge = |edge: &Value| Edge {
            from: text(&edge["from"]),
            relation: text(&edge["type"]),
            to: text(&edge["to"]),
            why: edge["why"].as_str().map(str::to_string),
            page: ContentPath::new("styles/a.md").unwrap(),
        };
        list(&self.data["relations"]).map(edge).collect()
    }

    /// A weight for each quality of the model.
    pub(crate) fn weights(&self, preset: &Preset) -> Vec<u8> {
        let weight = |id: &String| preset.weights.get(id).copied().unwrap_or(0);
        let qualities = self.model.qualities.iter();
        qualities.map(|quality| weight(&quality.id)).collect()
    }

    /// The ids of entries.
    pub(crate) fn ids(&self, entries: &[usize]) -> Vec<&str> {
        entries
            .iter()
            .map(|entry| self.entries[*entry].id.as_str())
            .collect()
    }
}

/// The items of a list.
pub(crate) fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().unwrap().iter()
}

/// A text.
pub(crate) fn text(value: &Value) -> String {
    value.as_str().unwrap().to_string()
}

fn family(family: &Value) -> Family {
    Family {
        id: text(&family["id"]),
        label: text(&family["label"]),
        description: None,
        color_index: None,
    }
}

fn fact(fact: &Value) -> Fact {
    let kind = match fact["type"].as_str().unwrap() {
        "enum" => FactKind::Choice {
            values: list(&fact["values"]).map(text).collect(),
            is_ordered: fact["ordered"].as_bool().unwrap(),
        },
        _ => FactKind::Number,
    };
    Fact {
        id: text(&fact["id"]),
        label: text(&fact["label"]),
        kind,
        is_filter: true,
    }
}

fn read_entry(model: &Model, entry: &Value) -> Entry {
    let path = ContentPath::new(entry["file"].as_str().unwrap()).unwrap();
    let kind = text(&entry["kind"]);
    let absent = model.scale_of(&kind).unwrap().absent;
    let cell = |id: &str| read_cell(&entry["ratings"][id], absent);
    let facts = model.facts.iter();
    let path_id = path.as_str().trim_end_matches(".md");
    Entry {
        id: text(&entry["id"]),
        path_id: path_id.to_string(),
        title: text(&entry["title"]).into(),
        aliases: Vec::new(),
        url: PageUrl::new(path_id, false, UrlStyle::Directory).unwrap(),
        page: path,
        anchor: None,
        kind,
        family: Some(text(&entry["family"])),
        tags: Vec::new(),
        summary: None,
        problem: None,
        baseline: entry["baseline"]
            .as_str()
            .map(|text| Baseline::Text(text.to_string())),
        status: None,
        maturity: None,
        level: None,
        reviewed: None,
        cells: model
            .qualities
            .iter()
            .map(|quality| cell(&quality.id))
            .collect(),
        facts: facts
            .map(|fact| read_fact(fact, &entry["facts"][&fact.id]))
            .collect(),
        pros: Vec::new(),
        cons: Vec::new(),
        neutral: Vec::new(),
        use_when: Vec::new(),
        avoid_when: Vec::new(),
        tipping_point: None,
        examples: Vec::new(),
        references: Vec::new(),
    }
}

/// A cell without reasons and arguments.
pub(crate) fn plain_cell(judgement: Judgement) -> Cell {
    Cell {
        judgement,
        why: None,
        basis: Basis::Argued,
        source: None,
        depends_on: None,
        pros: Vec::new(),
        cons: Vec::new(),
    }
}

fn read_cell(rating: &Value, absent: Absent) -> Cell {
    let judgement = match (&rating["rating"], absent) {
        (Value::Number(number), _) => Judgement::Rated(Amount::whole(number.as_i64().unwrap())),
        (Value::Array(ends), _) => {
            let end = |index: usize| Amount::whole(ends[index].as_i64().unwrap());
            Judgement::Range(end(0), end(1))
        }
        (Value::String(word), _) if word == "n/a" => Judgement::NotApplicable,
        (Value::Null, Absent::Value(value)) => Judgement::Implied(value),
        (Value::Null, _) => Judgement::Unknown,
        (other, _) => panic!("a rating of {other}"),
    };
    Cell {
        why: rating["why"].as_str().map(str::to_string),
        ..plain_cell(judgement)
    }
}

fn read_fact(fact: &Fact, value: &Value) -> FactCell {
    match (value, &fact.kind) {
        (Value::Null, _) => FactCell::Unknown,
        (Value::String(word), _) if word == "n/a" => FactCell::NotApplicable,
        (Value::String(word), FactKind::Choice { values, .. }) => {
            FactCell::Choice(values.iter().position(|value| value == word).unwrap())
        }
        (value, _) => FactCell::Number(Amount::whole(value.as_i64().unwrap())),
    }
}

fn read_preset(preset: &Value) -> Preset {
    let pairs = |key: &str| -> BTreeMap<String, i64> {
        let pairs = preset[key].as_object().unwrap().iter();
        pairs
            .map(|(id, value)| (id.clone(), value.as_i64().unwrap()))
            .collect()
    };
    let filter = |(fact, test): (&String, &Value)| Filter {
        fact: fact.clone(),
        test: FilterTest::AtMost(text(&test["at_most"])),
    };
    let weights = pairs("weights").into_iter();
    let floors = pairs("floors").into_iter();
    Preset {
        id: text(&preset["id"]),
        label: text(&preset["label"]),
        kind: text(&preset["kind"]),
        weights: weights
            .map(|(id, weight)| (id, weight.try_into().unwrap()))
            .collect(),
        filters: preset["filters"]
            .as_object()
            .unwrap()
            .iter()
            .map(filter)
            .collect(),
        floors: floors
            .map(|(id, value)| (id, Amount::whole(value)))
            .collect(),
    }
}

/// Settings of a table with all natural columns.
pub(crate) fn settings(id: &str, kinds: &[&str]) -> MatrixModel {
    MatrixModel {
        id: id.to_string(),
        title: id.to_string(),
        kinds: kinds.iter().map(|kind| (*kind).to_string()).collect(),
        rows: RowOrder::Sidebar,
        is_grouped: true,
        columns: Vec::new(),
        max_rows: 200,
        has_sort_pages: true,
    }
}

/// A table of entries.
pub(crate) fn table(
    model: &Model,
    entries: &[Arc<Entry>],
    settings: &MatrixModel,
) -> (Matrix, Vec<Problem>) {
    matrix(&Collection::new(model, &ENGLISH, entries), settings)
}

/// Codes, places and helps of problems.
pub(crate) fn told(problems: &[Problem]) -> Vec<String> {
    let tell = |problem: &Problem| {
        let finding = &problem.finding;
        let help = finding.help.join("; ");
        format!(
            "{} {}: {}. {help}",
            finding.code,
            problem.setting.join("."),
            finding.message
        )
    };
    problems.iter().map(tell).collect()
}

/// Compares a text with a file in `tests/data/`, or writes it there when blessing.
pub(crate) fn expect(name: &str, text: &str) {
    let path = format!("tests/data/{name}");
    if blessing() {
        std::fs::write(crate::support::path(&path), text).unwrap();
    }
    assert_eq!(crate::support::text(&path), text, "{path}");
}
