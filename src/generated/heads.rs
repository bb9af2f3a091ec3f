//! The headings of a table's columns.
//!
//! In: columns, the model. Out: [`Head`] for each column and [`HeadGroup`] for those that stand together.

use std::ops::Range;

use crate::generated::cell::{Gauge, figure};
use crate::generated::collection::Collection;
use crate::generated::columns::Column;
use crate::model::{Better, Fact, FactKind, Measure, Symbol};
use crate::words::Words;

/// The heading of a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// How the column is named in addresses and files: `scalability`, `fact:undo`, `field:maturity`.
    pub id: String,
    /// What readers see.
    pub label: String,
    /// A shorter name for narrow columns.
    pub short: String,
    /// What it shows.
    pub column: Column,
    /// Which end is good; none for facts and fields.
    pub better: Option<Better>,
    /// The question that a rating answers.
    pub question: Option<String>,
    /// What values mean in this column, from the lowest: figure, word, and what the author says of it.
    pub values: Vec<Meaning>,
    /// Whether it is shown before a reader asks for it.
    pub is_shown: bool,
    /// How rows are filtered by its values, if it is a fact.
    pub filter: Option<Filter>,
}

/// How rows are filtered by a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Filter {
    /// They are not; readers see the fact alone.
    Never,
    /// By one of its values, or by any other.
    Exact,
    /// By yes or no.
    Flag,
    /// By the order of its values.
    Ordered,
    /// By size.
    Number,
}

/// What a value means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meaning {
    /// The value with its sign.
    pub figure: String,
    /// The word.
    pub word: String,
    /// What it means in this column.
    pub anchor: Option<String>,
}

/// Columns under one heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeadGroup {
    /// What it is.
    pub kind: GroupKind,
    /// What readers see; empty for qualities without a group.
    pub label: String,
    /// Its columns.
    pub columns: Range<usize>,
}

/// What stands together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GroupKind {
    /// The qualities of a group, by id; none for those without a group.
    Qualities(Option<String>),
    /// Facts.
    Facts,
    /// Keys of the pages.
    Fields,
}

/// The scale of a table, for its legend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Legend {
    /// What the values say.
    pub measure: Measure,
    /// How they are drawn.
    pub symbol: Symbol,
    /// The values from the lowest, with the words that most columns use.
    pub values: Vec<(String, String)>,
}

/// The headings of columns, for entries of `kind`.
pub fn heads(
    collection: &Collection,
    columns: &[Column],
    kind: &str,
) -> (Vec<Head>, Vec<HeadGroup>) {
    let heads = columns
        .iter()
        .filter_map(|column| head(collection, *column, kind));
    let heads: Vec<Head> = heads.collect();
    let mut groups: Vec<HeadGroup> = Vec::new();
    for (index, head) in heads.iter().enumerate() {
        let (kind, label) = group(collection, head.column);
        match groups.last_mut() {
            Some(group) if group.kind == kind => group.columns.end = index + 1,
            _ => groups.push(HeadGroup {
                kind,
                label,
                columns: index..index + 1,
            }),
        }
    }
    (heads, groups)
}

/// The legend of tables with entries of `kind`; none if it has no scale.
pub fn legend(collection: &Collection, kind: &str) -> Option<Legend> {
    let scale = collection.model.scale_of(kind)?;
    let labels = scale.labels.iter().cloned();
    let figures = scale
        .values
        .iter()
        .map(|value| figure(scale.measure, *value));
    Some(Legend {
        measure: scale.measure,
        symbol: scale.symbol,
        values: figures.zip(labels).collect(),
    })
}

fn head(collection: &Collection, column: Column, kind: &str) -> Option<Head> {
    let model = collection.model;
    let plain = |id: String, label: &str| Head {
        id,
        label: label.to_string(),
        short: label.to_string(),
        column,
        better: None,
        question: None,
        values: Vec::new(),
        is_shown: true,
        filter: None,
    };
    match column {
        Column::Quality(index) => {
            let quality = model.qualities.get(index)?;
            let gauge = Gauge::new(collection, index, kind)?;
            let scale = model.scale_of(kind);
            let values = scale.map(|scale| &scale.values);
            // Anchors describe amounts, not changes.
            let is_level = scale.is_some_and(|scale| scale.measure == Measure::Level);
            let meaning = |value: &_| Meaning {
                figure: gauge.number(*value),
                word: gauge.label(*value),
                anchor: quality
                    .anchors
                    .iter()
                    .find(|(anchored, _)| is_level && anchored == value)
                    .map(|(_, text)| text.clone()),
            };
            Some(Head {
                short: quality.short.clone(),
                better: Some(quality.better),
                question: quality.question.clone(),
                values: values.into_iter().flatten().map(meaning).collect(),
                is_shown: quality.is_shown,
                ..plain(quality.id.clone(), &quality.label)
            })
        }
        Column::Fact(index) => {
            let fact = model.facts.get(index)?;
            Some(Head {
                values: fact_values(fact, collection.words),
                filter: Some(filter(fact)),
                ..plain(format!("fact:{}", fact.id), &fact.label)
            })
        }
        Column::Field(field) => {
            let label = field.label(collection.words);
            Some(plain(format!("field:{}", field.key()), label))
        }
    }
}

/// The values that a fact can have, if they can be told: as filters write them, and as readers see them.
fn fact_values(fact: &Fact, words: &Words) -> Vec<Meaning> {
    let meaning = |figure: &str, word: &str| Meaning {
        figure: figure.to_string(),
        word: word.to_string(),
        anchor: None,
    };
    match &fact.kind {
        FactKind::Choice { values, .. } => values.iter().map(|one| meaning(one, one)).collect(),
        FactKind::Flag => vec![meaning("yes", words.yes), meaning("no", words.no)],
        FactKind::Number | FactKind::Text => Vec::new(),
    }
}

fn filter(fact: &Fact) -> Filter {
    match &fact.kind {
        FactKind::Flag => Filter::Flag,
        _ if !fact.is_filter => Filter::Never,
        FactKind::Choice {
            is_ordered: true, ..
        } => Filter::Ordered,
        FactKind::Number => Filter::Number,
        FactKind::Choice { .. } | FactKind::Text => Filter::Exact,
    }
}

fn group(collection: &Collection, column: Column) -> (GroupKind, String) {
    let model = collection.model;
    match column {
        Column::Quality(index) => {
            let id = model
                .qualities
                .get(index)
                .and_then(|quality| quality.group.as_ref());
            let group = id.and_then(|id| model.groups.iter().find(|group| group.id == *id));
            match group {
                Some(group) => (
                    GroupKind::Qualities(Some(group.id.clone())),
                    group.label.clone(),
                ),
                None => (GroupKind::Qualities(None), String::new()),
            }
        }
        Column::Fact(_) => (GroupKind::Facts, collection.words.facts.to_string()),
        Column::Field(_) => (GroupKind::Fields, collection.words.fields.to_string()),
    }
}
