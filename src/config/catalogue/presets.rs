//! `[[catalogue.preset]]`: weights, filters and floors for a situation.
//!
//! In: the tables, and the model they name parts of. Out: presets. What names nothing is reported and left out.

use std::collections::BTreeMap;

use crate::config::catalogue::sheet::{Row, Sheet, label_of};
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::model::amount::Amount;
use crate::model::views::{Filter, FilterTest, Preset};
use crate::model::{Fact, FactKind, Model};
use crate::value::keys::{Keys, as_text};
use crate::value::node::{Key, Node, Value};

/// The largest weight.
const MOST: u8 = 5;

/// Reads presets. One whose kind has no ratings is left out.
pub(crate) fn presets(node: Option<&Node>, model: &Model, sheet: &mut Sheet) -> Vec<Preset> {
    let mut presets = Vec::new();
    for mut row in sheet.rows(node, "catalogue.preset", "a preset") {
        let preset = preset(&mut row, model, sheet);
        sheet.close(row.keys);
        presets.extend(preset);
    }
    presets
}

fn preset(row: &mut Row, model: &Model, sheet: &mut Sheet) -> Option<Preset> {
    let keys = &mut row.keys;
    let label = keys.text("label").unwrap_or_else(|| label_of(&row.id));
    let kind = keys.spanned_text("kind");
    let [weights, filters, floors] = ["weights", "filters", "floors"].map(|name| keys.take(name));
    let (kind, range) = kind.unwrap_or_else(|| (String::new(), row.range.clone()));
    let Some(scale) = model.scale_of(&kind) else {
        let message = match (kind.is_empty(), model.kinds.contains_key(&kind)) {
            (true, _) => format!("the preset `{}` has no `kind`", row.id),
            (_, true) => format!("entries of the kind `{kind}` have no ratings to weigh"),
            (_, false) => format!("the preset `{}` names an unknown kind `{kind}`", row.id),
        };
        let rated = model.kinds.iter().filter(|(_, kind)| kind.scale.is_some());
        let known = rated.map(|(id, _)| id.as_str());
        sheet.unknown(Code::C072, range, message, &kind, known);
        return None;
    };
    let mut read_weights = BTreeMap::new();
    for (key, value) in table(weights, &row.place, "weights", sheet) {
        let weight = as_text(value).and_then(|digits| digits.parse::<u8>().ok());
        let quality = quality(key, "weighs", &row.id, model, sheet);
        match weight.filter(|weight| *weight <= MOST) {
            Some(weight) => drop(quality.map(|quality| read_weights.insert(quality, weight))),
            None => {
                let finding =
                    Diagnostic::new(Code::B003, "a weight must be a whole number from 0 to 5");
                let finding = finding.at(Span::new(sheet.file, value.range.clone()));
                sheet
                    .found
                    .push(finding.help("write 0 to ignore the quality, 5 if it is decisive"));
            }
        }
    }
    let mut read_floors = BTreeMap::new();
    for (key, value) in table(floors, &row.place, "floors", sheet) {
        let amount = as_text(value).and_then(|digits| Amount::parse(&digits));
        let quality = quality(key, "sets a floor for", &row.id, model, sheet);
        match amount.filter(|amount| scale.values.contains(amount)) {
            Some(amount) => drop(quality.map(|quality| read_floors.insert(quality, amount))),
            None => {
                let values: Vec<String> = scale.values.iter().map(Amount::to_string).collect();
                let message = format!("the floor for `{}` is not on the scale", key.name);
                let finding = Diagnostic::new(Code::C072, message)
                    .at(Span::new(sheet.file, value.range.clone()))
                    .label(format!("allowed: {}", values.join(" ")));
                sheet
                    .found
                    .push(finding.help("write the worst value still accepted"));
            }
        }
    }
    let mut read_filters = Vec::new();
    for (key, value) in table(filters, &row.place, "filters", sheet) {
        let Some(fact) = model.facts.iter().find(|fact| fact.id == key.name) else {
            let known = model.facts.iter().map(|fact| fact.id.as_str());
            let message = format!(
                "the preset `{}` filters by an undeclared fact `{}`",
                row.id, key.name
            );
            sheet.unknown(Code::C072, key.range.clone(), message, &key.name, known);
            continue;
        };
        read_filters.extend(filter(
            fact,
            value,
            &format!("{}.filters", row.place),
            sheet,
        ));
    }
    Some(Preset {
        id: row.id.clone(),
        label,
        kind,
        weights: read_weights,
        filters: read_filters,
        floors: read_floors,
    })
}

/// The entries of a table, if it is there and one.
fn table<'n>(
    node: Option<&'n Node>,
    place: &str,
    name: &str,
    sheet: &mut Sheet,
) -> &'n [(Key, Node)] {
    let Some(node) = node else {
        return &[];
    };
    let keys = Keys::new(node, sheet.file, Code::B003, &format!("{place}.{name}"));
    sheet.found.extend(keys.rest().0);
    node.entries()
}

/// The id of the quality that a key names.
fn quality(
    key: &Key,
    verb: &str,
    preset: &str,
    model: &Model,
    sheet: &mut Sheet,
) -> Option<String> {
    if let Some(quality) = model
        .quality(&key.name)
        .and_then(|at| model.qualities.get(at))
    {
        return Some(quality.id.clone());
    }
    if model.qualities_from_pages {
        return Some(key.name.clone());
    }
    let known = model.qualities.iter().map(|quality| quality.id.as_str());
    let message = format!(
        "the preset `{preset}` {verb} an undeclared quality `{}`",
        key.name
    );
    sheet.unknown(Code::C072, key.range.clone(), message, &key.name, known);
    None
}

/// What the value of a fact must be: a value, or a table with `is`, `not`, `at_most` or `at_least`.
fn filter(fact: &Fact, node: &Node, place: &str, sheet: &mut Sheet) -> Vec<Filter> {
    let of = |test: FilterTest| Filter {
        fact: fact.id.clone(),
        test,
    };
    if !matches!(node.value, Value::Map(_)) {
        return value(fact, node, false, sheet)
            .map(FilterTest::Is)
            .map(of)
            .into_iter()
            .collect();
    }
    let mut keys = sheet.keys(node, &format!("{place}.{}", fact.id));
    let mut filters = Vec::new();
    let mut add = |name: &'static str, is_ordered: bool, test: fn(String) -> FilterTest| {
        if let Some(node) = keys.take(name) {
            filters.extend(value(fact, node, is_ordered, sheet).map(test).map(of));
        }
    };
    add("is", false, FilterTest::Is);
    add("not", false, FilterTest::Not);
    add("at_most", true, FilterTest::AtMost);
    add("at_least", true, FilterTest::AtLeast);
    sheet.close(keys);
    filters
}

/// A value that the fact can have: one of its words, `yes` or `no`, a number, or any text.
fn value(fact: &Fact, node: &Node, is_ordered: bool, sheet: &mut Sheet) -> Option<String> {
    let written = as_text(node).unwrap_or_else(|| node.kind().to_string());
    let flag = match written.to_lowercase().as_str() {
        "true" | "yes" | "on" => Some("yes"),
        "false" | "no" | "off" => Some("no"),
        _ => None,
    };
    let (value, allowed) = match &fact.kind {
        FactKind::Choice {
            values,
            is_ordered: has_order,
        } if *has_order || !is_ordered => {
            let fits = |value: &&String| **value == written || flag == Some(value.as_str());
            (values.iter().find(fits).cloned(), values.join(", "))
        }
        FactKind::Flag if !is_ordered => (flag.map(str::to_string), "yes, no".to_string()),
        FactKind::Number => {
            let amount = Amount::parse(&written);
            (
                amount.map(|amount| amount.to_string()),
                "numbers".to_string(),
            )
        }
        FactKind::Text if !is_ordered => (Some(written.clone()), String::new()),
        _ => (
            None,
            "`is` and `not` only, because the values have no order".to_string(),
        ),
    };
    if value.is_none() {
        let message = format!("the fact `{}` cannot be compared with `{written}`", fact.id);
        let finding = Diagnostic::new(Code::C072, message)
            .at(Span::new(sheet.file, node.range.clone()))
            .label(format!("allowed: {allowed}"));
        sheet
            .found
            .push(finding.help("write a value that the fact can have"));
    }
    value
}
