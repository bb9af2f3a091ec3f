//! `[[catalogue.group]]` and `[[catalogue.quality]]`: the graded columns.
//!
//! In: the tables, in the order of the columns. Out: groups and qualities.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::config::catalogue::sheet::{Row, Sheet, label_of};
use crate::diagnostic::Code;
use crate::model::amount::Amount;
use crate::model::{Better, Group, Quality, Scale};
use crate::value::keys::{Keys, as_text};
use crate::value::node::{Node, Value};

/// Ids that stand for something else in `trade-offs`.
const RESERVED: [&str; 3] = ["pros", "cons", "neutral"];

/// Reads groups. Those of the book stand first if it has its own qualities, else behind the built-in ones.
pub(crate) fn groups(
    node: Option<&Node>,
    built_in: Vec<Group>,
    is_own_set: bool,
    sheet: &mut Sheet,
) -> Vec<Group> {
    let mut own = Vec::new();
    for mut row in sheet.rows(node, "catalogue.group", "a group") {
        let label = row.keys.text("label").unwrap_or_else(|| label_of(&row.id));
        sheet.close(row.keys);
        own.push(Group { id: row.id, label });
    }
    let (mut first, second) = match is_own_set {
        true => (own, built_in),
        false => (built_in, own),
    };
    for group in second {
        match first.iter_mut().find(|known| known.id == group.id) {
            Some(known) if !is_own_set => *known = group,
            Some(_) => {}
            None => first.push(group),
        }
    }
    first
}

/// Reads qualities. A table with the id of a built-in quality starts from that; `extends` says whether all built-in
/// ones stay.
pub(crate) fn qualities(
    node: Option<&Node>,
    built_in: Vec<Quality>,
    extends: bool,
    (groups, scales): (&[Group], &BTreeMap<String, Scale>),
    sheet: &mut Sheet,
) -> Vec<Quality> {
    let rows = sheet.rows(node, "catalogue.quality", "a quality");
    if rows.is_empty() {
        return built_in;
    }
    let places: BTreeMap<String, Range<usize>> = rows
        .iter()
        .map(|row| (row.id.clone(), row.range.clone()))
        .collect();
    let mut set = match extends {
        true => built_in.clone(),
        false => Vec::new(),
    };
    for mut row in rows {
        if RESERVED.contains(&row.id.as_str()) {
            let message = format!("a quality cannot be called `{}`", row.id);
            sheet.invalid(
                row.range,
                message,
                "the word has a meaning of its own in `trade-offs`",
            );
            continue;
        }
        let known = built_in.iter().find(|known| known.id == row.id).cloned();
        let start = known.unwrap_or_else(|| plain(&row.id));
        let quality = quality(&mut row, start, (groups, scales), sheet);
        sheet.close(row.keys);
        match set.iter_mut().find(|known| known.id == quality.id) {
            Some(known) => *known = quality,
            None => set.push(quality),
        }
    }
    check_aliases(&set, &places, sheet);
    set
}

fn plain(id: &str) -> Quality {
    Quality {
        id: id.to_string(),
        label: label_of(id),
        short: label_of(id),
        group: None,
        better: Better::Higher,
        weight: 1,
        is_shown: true,
        question: None,
        anchors: Vec::new(),
        labels: BTreeMap::new(),
        aliases: Vec::new(),
        words: Vec::new(),
        maps_to: BTreeMap::new(),
    }
}

fn quality(
    row: &mut Row,
    start: Quality,
    (groups, scales): (&[Group], &BTreeMap<String, Scale>),
    sheet: &mut Sheet,
) -> Quality {
    let ends = [
        ("higher", Better::Higher),
        ("lower", Better::Lower),
        ("none", Better::Neither),
    ];
    let keys = &mut row.keys;
    let label = keys.text("label");
    let short = keys.text("short").or(label.clone()).unwrap_or(start.short);
    let group = keys.spanned_text("group");
    let weight = keys
        .number("weight", 0..6)
        .and_then(|weight| u8::try_from(weight).ok());
    let anchors = keys
        .take("anchors")
        .map(|node| anchors(node, scales, sheet));
    let labels = keys.take("labels").map(|node| labels(node, scales, sheet));
    let maps_to = keys.take("maps_to").map(|node| {
        let keys = Keys::new(
            node,
            sheet.file,
            Code::B003,
            &format!("{}.maps_to", row.place),
        );
        texts(keys, node, sheet)
    });
    let quality = Quality {
        label: label.unwrap_or(start.label),
        short,
        group: start.group,
        better: keys.choice("better", &ends).unwrap_or(start.better),
        weight: weight.unwrap_or(start.weight),
        is_shown: keys.flag("show").unwrap_or(start.is_shown),
        question: keys.text("question").or(start.question),
        anchors: anchors.unwrap_or(start.anchors),
        labels: labels.unwrap_or(start.labels),
        aliases: list(keys, "aliases").unwrap_or(start.aliases),
        words: list(keys, "words").unwrap_or(start.words),
        maps_to: maps_to.unwrap_or(start.maps_to),
        id: start.id,
    };
    let Some((group, range)) = group else {
        return quality;
    };
    if !groups.iter().any(|known| known.id == group) {
        let known = groups.iter().map(|group| group.id.as_str());
        let message = format!("there is no group `{group}`");
        sheet.unknown(Code::C076, range, message, &group, known);
        return quality;
    }
    Quality {
        group: Some(group),
        ..quality
    }
}

fn list(keys: &mut Keys, name: &'static str) -> Option<Vec<String>> {
    let texts = keys.texts(name)?;
    Some(texts.into_iter().map(|(text, _)| text).collect())
}

/// A table of texts.
fn texts(keys: Keys, node: &Node, sheet: &mut Sheet) -> BTreeMap<String, String> {
    sheet.found.extend(keys.rest().0);
    let entries = node.entries().iter();
    entries
        .filter_map(|(key, node)| Some((key.name.clone(), as_text(node)?)))
        .collect()
}

/// `anchors`: values, each with what it means.
fn anchors(
    node: &Node,
    scales: &BTreeMap<String, Scale>,
    sheet: &mut Sheet,
) -> Vec<(Amount, String)> {
    let mut anchors = Vec::new();
    for (key, value) in node.entries() {
        let is_value = |amount: &Amount| scales.values().any(|scale| scale.values.contains(amount));
        let amount = Amount::parse(&key.name).filter(is_value);
        match (amount, as_text(value)) {
            (Some(amount), Some(text)) => anchors.push((amount, text)),
            (None, _) => {
                let message = format!("`{}` is a value of no scale", key.name);
                sheet.invalid(
                    key.range.clone(),
                    message,
                    "write values of a scale, such as `1`, `3` and `5`",
                );
            }
            (_, None) => {
                let message = "an anchor must be a text".to_string();
                sheet.invalid(value.range.clone(), message, "say what the value means");
            }
        }
    }
    anchors.sort();
    anchors
}

/// `labels`: words for the values of a scale.
fn labels(
    node: &Node,
    scales: &BTreeMap<String, Scale>,
    sheet: &mut Sheet,
) -> BTreeMap<String, Vec<String>> {
    let mut labels = BTreeMap::new();
    for (key, value) in node.entries() {
        let Some(scale) = scales.get(&key.name) else {
            let known = scales.keys().map(String::as_str);
            let message = format!("there is no scale `{}`", key.name);
            sheet.unknown(Code::C076, key.range.clone(), message, &key.name, known);
            continue;
        };
        let words: Option<Vec<String>> = match &value.value {
            Value::List(items) => items.iter().map(as_text).collect(),
            _ => None,
        };
        match words.filter(|words| words.len() == scale.values.len()) {
            Some(words) => drop(labels.insert(key.name.clone(), words)),
            None => {
                let message = format!("the scale `{}` has {} values", key.name, scale.values.len());
                sheet.invalid(
                    value.range.clone(),
                    message,
                    "write a list with one label for each value",
                );
            }
        }
    }
    labels
}

/// Reports ids and other ids that lead to two qualities.
fn check_aliases(set: &[Quality], places: &BTreeMap<String, Range<usize>>, sheet: &mut Sheet) {
    let mut owners: BTreeMap<&str, &str> = BTreeMap::new();
    for quality in set {
        owners.insert(&quality.id, &quality.id);
    }
    for quality in set {
        for alias in &quality.aliases {
            let owner = *owners.entry(alias).or_insert(&quality.id);
            let place = places.get(&quality.id);
            if let (true, Some(range)) = (owner != quality.id, place) {
                let message = format!(
                    "`{alias}` would stand for `{owner}` and for `{}`",
                    quality.id
                );
                sheet.invalid(
                    range.clone(),
                    message,
                    "remove it from `aliases` of one of the two",
                );
            }
        }
    }
}
