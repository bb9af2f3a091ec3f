//! `[catalogue.scales]` and `[catalogue.kinds]`.
//!
//! In: the tables. Out: scales and kinds, the built-in ones among them, and what pages of a kind inherit.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::config::catalogue::sheet::{Row, Sheet, label_of};
use crate::diagnostic::Code;
use crate::entry_keys::Defaults;
use crate::entry_keys::names::{CATALOGUE, PAGE, catalogue_key};
use crate::model::amount::Amount;
use crate::model::{Absent, Kind, Measure, Scale, Symbol};
use crate::value::keys::{Keys, as_text, nearest};
use crate::value::node::{Node, Value};

/// Reads scales over the built-in ones. The second value names those that cannot be used, so that a kind that has one
/// is not reported too.
pub(crate) fn scales(
    node: Option<&Node>,
    scales: &mut BTreeMap<String, Scale>,
    sheet: &mut Sheet,
) -> BTreeSet<String> {
    let mut broken = BTreeSet::new();
    for mut row in sheet.named(node, "catalogue.scales", "a scale") {
        let known = scales.get(&row.id).cloned();
        let scale = scale(&mut row, known, sheet);
        sheet.close(row.keys);
        match scale {
            Some(scale) => drop(scales.insert(row.id, scale)),
            None => drop(broken.insert(row.id)),
        }
    }
    broken
}

fn scale(row: &mut Row, known: Option<Scale>, sheet: &mut Sheet) -> Option<Scale> {
    let measures = [("ordinal", Measure::Level), ("change", Measure::Change)];
    let symbols = [
        ("bar", Symbol::Bar),
        ("dots", Symbol::Dots),
        ("stars", Symbol::Stars),
        ("number", Symbol::Number),
        ("sign", Symbol::Sign),
    ];
    let keys = &mut row.keys;
    let measure = keys.choice("type", &measures);
    let symbol = keys.choice("symbol", &symbols);
    let values = match keys.take("values") {
        Some(values) => Some((amounts(values, sheet)?, values.range.clone())),
        None => None,
    };
    let labels = keys.texts("labels").map(|labels| {
        let labels: Vec<String> = labels.into_iter().map(|(label, _)| label).collect();
        labels
    });
    let absent = keys.take("absent");
    let name = format!("the scale `{}`", row.id);
    let measure = measure.or(known.as_ref().map(|known| known.measure));
    let measure = measure.unwrap_or(Measure::Level);
    let own = values
        .as_ref()
        .map_or(row.range.clone(), |(_, range)| range.clone());
    let values = values.map(|(values, _)| values);
    let Some(values) = values.or(known.as_ref().map(|known| known.values.clone())) else {
        sheet.invalid(
            row.range.clone(),
            format!("{name} has no values"),
            "add `values`, two numbers or more",
        );
        return None;
    };
    let labels = labels.or(known.as_ref().map(|known| known.labels.clone()));
    let labels = labels.unwrap_or_else(|| values.iter().map(Amount::to_string).collect());
    check_values(&values, &labels, measure, &name, own, sheet)?;
    let absent = match absent {
        Some(node) => Some(read_absent(node, &values, &name, sheet)?),
        None => known.as_ref().map(|known| known.absent),
    };
    let usual = match measure {
        Measure::Level => (Absent::Unknown, Symbol::Bar),
        Measure::Change => (Absent::Value(Amount::whole(0)), Symbol::Sign),
    };
    Some(Scale {
        measure,
        values,
        labels,
        absent: absent.unwrap_or(usual.0),
        symbol: symbol
            .or(known.map(|known| known.symbol))
            .unwrap_or(usual.1),
    })
}

/// The numbers of a list.
fn amounts(node: &Node, sheet: &mut Sheet) -> Option<Vec<Amount>> {
    let items = match &node.value {
        Value::List(items) => items.as_slice(),
        _ => std::slice::from_ref(node),
    };
    let mut amounts = Vec::new();
    for item in items {
        let amount = match &item.value {
            Value::Number(digits) => Amount::parse(digits),
            _ => None,
        };
        let Some(amount) = amount else {
            let message =
                "a value of a scale must be a number with at most two decimals".to_string();
            sheet.invalid(
                item.range.clone(),
                message,
                "write numbers such as `1` or `2.5`",
            );
            return None;
        };
        amounts.push(amount);
    }
    Some(amounts)
}

fn check_values(
    values: &[Amount],
    labels: &[String],
    measure: Measure,
    name: &str,
    range: Range<usize>,
    sheet: &mut Sheet,
) -> Option<()> {
    let is_increasing = values
        .iter()
        .zip(values.iter().skip(1))
        .all(|(low, high)| low < high);
    let (message, help) = if values.len() < 2 {
        (
            format!("{name} has fewer than two values"),
            "write two numbers or more",
        )
    } else if !is_increasing {
        (
            format!("the values of {name} do not increase"),
            "write each once, the lowest first",
        )
    } else if measure == Measure::Change && !values.contains(&Amount::whole(0)) {
        (
            format!("{name} measures changes, but 0 is not among its values"),
            "add `0`, which is no change",
        )
    } else if values.len() != labels.len() {
        let message = format!(
            "{name} has {} values and {} labels",
            values.len(),
            labels.len()
        );
        (message, "write one label for each value")
    } else {
        return Some(());
    };
    sheet.invalid(range, message, help);
    None
}

fn read_absent(node: &Node, values: &[Amount], name: &str, sheet: &mut Sheet) -> Option<Absent> {
    let word = as_text(node).unwrap_or_default();
    let amount = Amount::parse(&word).filter(|amount| values.contains(amount));
    match (word.as_str(), amount) {
        (_, Some(amount)) => Some(Absent::Value(amount)),
        ("unknown", _) => Some(Absent::Unknown),
        ("n/a", _) => Some(Absent::NotApplicable),
        _ => {
            let message = format!("`absent` of {name} is none of its values");
            sheet.invalid(
                node.range.clone(),
                message,
                "write a value of the scale, `\"unknown\"` or `\"n/a\"`",
            );
            None
        }
    }
}

/// Reads kinds over the built-in ones. Out: what pages of a kind inherit, by kind. `text` is that of `book.toml`.
pub(crate) fn kinds(
    node: Option<&Node>,
    kinds: &mut BTreeMap<String, Kind>,
    scales: (&BTreeMap<String, Scale>, &BTreeSet<String>),
    text: &str,
    sheet: &mut Sheet,
) -> BTreeMap<String, Defaults> {
    let mut defaults = BTreeMap::new();
    for mut row in sheet.named(node, "catalogue.kinds", "a kind") {
        let mut kind = kinds.remove(&row.id).unwrap_or_else(|| Kind {
            label: label_of(&row.id),
            scale: None,
            has_matrix: false,
            require: Vec::new(),
            rate_all: false,
            template: None,
        });
        let keys = &mut row.keys;
        if let Some(label) = keys.text("label") {
            kind.label = label;
        }
        if let Some((scale, range)) = keys.spanned_text("scale") {
            kind.scale = known_scale(scale, range, scales, sheet);
            kind.has_matrix = kind.scale.is_some();
        }
        kind.has_matrix = keys.flag("matrix").unwrap_or(kind.has_matrix);
        kind.rate_all = keys.flag("rate_all").unwrap_or(kind.rate_all);
        kind.template = keys.text("template").or(kind.template);
        if let Some(require) = required(keys, sheet) {
            kind.require = require;
        }
        if let Some(node) = keys.take("defaults") {
            let place = format!("{}.defaults", row.place);
            let (read, found) = Defaults::of_kind(node, sheet.file, text, &place);
            sheet.found.extend(found);
            defaults.insert(row.id.clone(), read);
        }
        sheet.close(row.keys);
        kinds.insert(row.id, kind);
    }
    defaults
}

fn known_scale(
    scale: String,
    range: Range<usize>,
    (scales, broken): (&BTreeMap<String, Scale>, &BTreeSet<String>),
    sheet: &mut Sheet,
) -> Option<String> {
    if scale == "none" || broken.contains(&scale) {
        return None;
    }
    if scales.contains_key(&scale) {
        return Some(scale);
    }
    let known = scales.keys().map(String::as_str).chain(["none"]);
    let message = format!("there is no scale `{scale}`");
    sheet.unknown(Code::C076, range, message, &scale, known);
    None
}

/// `require`: keys, in the spelling of the manual. Keys of the book's own are allowed; mistyped ones are not.
fn required(keys: &mut Keys, sheet: &mut Sheet) -> Option<Vec<String>> {
    let mut require = Vec::new();
    for (name, range) in keys.texts("require")? {
        if let Some(known) = catalogue_key(&name) {
            require.push(known.to_string());
            continue;
        }
        let known = || CATALOGUE.iter().chain(PAGE).copied();
        match nearest(&name, known()).filter(|near| *near != name) {
            Some(_) => {
                let message = format!("`{name}` is required, but no page has such a key");
                sheet.unknown(Code::C076, range, message, &name, known());
            }
            None => require.push(name),
        }
    }
    Some(require)
}
