//! What rows of a table can be filtered by.
//!
//! In: a table, the labels of tags. Out: [`FacetView`]s, of which a script makes controls. Families and kinds are not
//! among them, since the style sheet filters by those.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::generated::facts::{FactValue, ShownFact};
use crate::generated::heads::{Filter, Head};
use crate::generated::matrix::Matrix;
use crate::generated::rows::Content;
use crate::model::Better;
use crate::words::Words;

/// A filter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FacetView {
    /// Its name in addresses: `tag`, `maturity`, `fact.undo`, `floor.scalability`.
    pub key: String,
    /// What readers see.
    pub label: String,
    /// What can be chosen: as addresses write it, and as readers see it.
    pub options: Vec<(String, String)>,
}

/// The filters of a table: tag, maturity, facts, then the worst accepted value of each quality.
pub fn facets(matrix: &Matrix, tags: &[(String, String)], words: &Words) -> Vec<FacetView> {
    let used: BTreeSet<&str> = matrix
        .rows
        .iter()
        .flat_map(|row| row.tags.iter().map(String::as_str))
        .collect();
    let tags = tags.iter().filter(|(id, _)| used.contains(id.as_str()));
    let maturities: BTreeSet<&String> = matrix
        .rows
        .iter()
        .filter_map(|row| row.maturity.as_ref())
        .collect();
    let maturities = maturities.into_iter();
    let mut all = vec![
        facet("tag", words.tags, tags.cloned().collect()),
        facet(
            "maturity",
            words.field_maturity,
            maturities.map(|id| (id.clone(), id.clone())).collect(),
        ),
    ];
    let facts = matrix.columns.iter().enumerate();
    all.extend(facts.filter_map(|(index, head)| fact(matrix, index, head, words)));
    all.extend(matrix.columns.iter().filter_map(|head| floor(head, words)));
    // What all rows have in common filters nothing.
    all.retain(|facet| facet.options.len() > 1);
    all
}

fn facet(key: &str, label: &str, options: Vec<(String, String)>) -> FacetView {
    FacetView {
        key: key.to_string(),
        label: label.to_string(),
        options,
    }
}

fn fact(matrix: &Matrix, index: usize, head: &Head, words: &Words) -> Option<FacetView> {
    let filter = head.filter?;
    let id = head.id.strip_prefix("fact:")?;
    let values: Vec<(String, String)> = match head.values.is_empty() {
        true => told(matrix, index),
        false => {
            let values = head.values.iter();
            values
                .map(|value| (value.figure.clone(), value.word.clone()))
                .collect()
        }
    };
    let with = |before: &str, after: &str, test: &str| -> Vec<(String, String)> {
        let option = |(value, label): &(String, String)| {
            let label = format!("{test} {label}").trim_start().to_string();
            (format!("{before}{value}{after}"), label)
        };
        values.iter().map(option).collect()
    };
    let options = match filter {
        Filter::Never => return None,
        Filter::Flag => with("", "", ""),
        Filter::Exact => [with("", "", ""), with("!", "", words.test_not)].concat(),
        Filter::Ordered | Filter::Number => [
            with("..", "", words.test_at_most),
            with("", "..", words.test_at_least),
            with("", "", ""),
        ]
        .concat(),
    };
    Some(facet(&format!("fact.{id}"), &head.label, options))
}

/// The values that rows have, in their order.
fn told(matrix: &Matrix, index: usize) -> Vec<(String, String)> {
    let mut values: BTreeMap<usize, (String, String)> = BTreeMap::new();
    for row in &matrix.rows {
        let Some(cell) = row.cells.get(index) else {
            continue;
        };
        if let Content::Fact(fact) = &cell.content
            && let Some(value) = written(fact)
        {
            values.insert(cell.place, (value, fact.text.clone()));
        }
    }
    values.into_values().collect()
}

/// The value of a fact as filters write it.
pub fn written(fact: &ShownFact) -> Option<String> {
    Some(match fact.value.as_ref()? {
        FactValue::Number(number) => number.to_string(),
        FactValue::Flag(true) => "yes".to_string(),
        FactValue::Flag(false) => "no".to_string(),
        FactValue::Text(text) => text.clone(),
    })
}

/// How a script compares the values of a fact.
pub fn compared(filter: Filter) -> &'static str {
    match filter {
        Filter::Flag => "flag",
        Filter::Number => "number",
        Filter::Ordered => "ordered",
        Filter::Exact | Filter::Never => "exact",
    }
}

fn floor(head: &Head, words: &Words) -> Option<FacetView> {
    let test = match head.better? {
        Better::Higher => words.test_at_least,
        Better::Lower => words.test_at_most,
        Better::Neither => return None,
    };
    let values = head.values.iter();
    let options = values.map(|value| {
        let plain = value.figure.trim_start_matches('+').replace('−', "-");
        (plain, format!("{test} {}", value.word))
    });
    Some(facet(
        &format!("floor.{}", head.id),
        &head.label,
        options.collect(),
    ))
}
