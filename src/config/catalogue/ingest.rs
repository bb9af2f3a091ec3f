//! `ingest`: what is read from prose.
//!
//! In: the value of the key, a word or a table. Out: [`Ingest`].

use std::collections::BTreeMap;

use crate::config::catalogue::sheet::Sheet;
use crate::diagnostic::Code;
use crate::model::{Ingest, IngestMode};
use crate::value::keys::{Keys, as_text, is_same_name};
use crate::value::node::{Node, Value};

/// What a label in prose can stand for.
const FIELDS: [&str; 7] = [
    "pros",
    "cons",
    "use_when",
    "avoid_when",
    "summary",
    "aliases",
    "related",
];

/// The values of `ingest`.
const MODES: [(&str, IngestMode); 3] = [
    ("auto", IngestMode::Auto),
    ("report", IngestMode::Report),
    ("off", IngestMode::Off),
];

/// Reads `ingest` of `[catalogue]`: `ingest = "auto"`, or a table with `mode`, `labels` and `components`.
pub(crate) fn ingest(catalogue: &mut Keys, node: &Node, sheet: &mut Sheet) -> Ingest {
    let mut read = Ingest::default();
    if !node
        .get("ingest")
        .is_some_and(|node| matches!(node.value, Value::Map(_)))
    {
        read.mode = catalogue.choice("ingest", &MODES).unwrap_or(read.mode);
        return read;
    }
    let Some(table) = catalogue.take("ingest") else {
        return read;
    };
    let mut keys = sheet.keys(table, "catalogue.ingest");
    read.mode = keys.choice("mode", &MODES).unwrap_or(read.mode);
    if let Some(node) = keys.take("labels") {
        labels(
            node,
            "catalogue.ingest.labels",
            true,
            &mut read.labels,
            sheet,
        );
    }
    if let Some(node) = keys.take("components") {
        read.components = components(node, sheet);
    }
    sheet.close(keys);
    read
}

/// Words by field, or a table of them for each language, which are read together.
fn labels(
    node: &Node,
    place: &str,
    has_languages: bool,
    read: &mut BTreeMap<String, Vec<String>>,
    sheet: &mut Sheet,
) {
    let table = Keys::new(node, sheet.file, Code::B003, place);
    sheet.found.extend(table.rest().0);
    for (key, value) in node.entries() {
        let inner = format!("{place}.{}", key.name);
        if has_languages && matches!(value.value, Value::Map(_)) {
            labels(value, &inner, false, read, sheet);
            continue;
        }
        let Some(field) = FIELDS.iter().find(|field| is_same_name(field, &key.name)) else {
            let message = format!("`{inner}` is no field of an entry");
            sheet.unknown(
                Code::C075,
                key.range.clone(),
                message,
                &key.name,
                FIELDS.into_iter(),
            );
            continue;
        };
        let words = words(value, &inner, sheet);
        read.entry(field.to_string()).or_default().extend(words);
    }
}

/// Components by name, each with the attributes that hold pros, and those that hold cons.
fn components(node: &Node, sheet: &mut Sheet) -> BTreeMap<String, (Vec<String>, Vec<String>)> {
    let place = "catalogue.ingest.components";
    let table = Keys::new(node, sheet.file, Code::B003, place);
    sheet.found.extend(table.rest().0);
    let mut read = BTreeMap::new();
    for (key, value) in node.entries() {
        let place = format!("{place}.{}", key.name);
        let mut keys = sheet.keys(value, &place);
        let mut attributes = |name: &'static str| {
            let node = keys.take(name);
            node.map(|node| words(node, &format!("{place}.{name}"), sheet))
                .unwrap_or_default()
        };
        let sides = (attributes("pros"), attributes("cons"));
        sheet.close(keys);
        if sides.0.is_empty() && sides.1.is_empty() {
            let message = format!("the component `{}` holds neither pros nor cons", key.name);
            let help = "name its attributes, as in `{ pros = [\"good\"], cons = [\"bad\"] }`";
            sheet.invalid(key.range.clone(), message, help);
            continue;
        }
        read.insert(key.name.clone(), sides);
    }
    read
}

/// A list of words, or one.
fn words(node: &Node, place: &str, sheet: &mut Sheet) -> Vec<String> {
    let items = match &node.value {
        Value::List(items) => items.as_slice(),
        _ => std::slice::from_ref(node),
    };
    let mut words = Vec::new();
    for item in items {
        match as_text(item).filter(|word| !word.trim().is_empty()) {
            Some(word) => words.push(word.trim().to_string()),
            None => {
                let message = format!("`{place}` must be a list of words");
                sheet.invalid(item.range.clone(), message, "write texts");
            }
        }
    }
    words
}
