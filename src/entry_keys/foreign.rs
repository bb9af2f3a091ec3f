//! Keys of other tools that hold what ours hold.
//!
//! In: a table as written, and what its own keys of the catalogue said. Out: the same with what the other keys add.
//! Where both are there, ours are read and the others reported.

use std::collections::BTreeMap;

use crate::declared::{Argument, Declared, EntryRule, Strength, Target};
use crate::entry_keys::names::{self, entry, one_of, same_meaning};
use crate::entry_keys::reader::Reader;
use crate::entry_keys::trade_offs::arguments;
use crate::value::keys::as_text;
use crate::value::node::{Key, Node, Value};

/// Adds what keys of other tools say.
pub(crate) fn add(declared: &mut Declared, node: &Node, reader: &mut Reader) {
    let sides = [
        ("pros", names::PROS, &mut declared.pros),
        ("cons", names::CONS, &mut declared.cons),
    ];
    for (ours, names, side) in sides {
        let Some((key, value)) = one_of(node, names, reader.file, &mut reader.found) else {
            continue;
        };
        match inner_key(node, "trade-offs", ours) {
            Some(own) => reader.found.push(same_meaning(own, key, reader.file)),
            None => *side = Some(arguments(value, &reader.name(&key.name), reader)),
        }
    }
    if let Some((key, list)) = entry(node, names::SUPPORTED) {
        let marks = marks(
            list,
            &reader.name(&key.name),
            &notes(node, "supported_qualities_notes"),
            reader,
        );
        declared.pros.get_or_insert_default().extend(marks);
    }
    if let Some((key, list)) = entry(node, "trade-offs")
        && matches!(list.value, Value::List(_))
    {
        let marks = marks(
            list,
            &reader.name(&key.name),
            &notes(node, "tradeoff_notes"),
            reader,
        );
        declared.cons.get_or_insert_default().extend(marks);
    }
    see_also(declared, node, reader);
    let leads_elsewhere = |name: &&str| {
        let target = entry(node, name).map(|(_, value)| &value.value);
        target.is_some_and(|value| *value != Value::Null)
    };
    if declared.entries.is_none() && names::REDIRECT.iter().any(leads_elsewhere) {
        declared.entries = Some(EntryRule::None);
    }
}

/// The key of a table inside a table, if it is there and not null.
fn inner_key<'n>(node: &'n Node, outer: &str, inner: &str) -> Option<&'n Key> {
    let (_, table) = entry(node, outer)?;
    let (key, value) = entry(table, inner)?;
    (value.value != Value::Null).then_some(key)
}

/// Notes by the id they are about.
fn notes<'n>(node: &'n Node, name: &str) -> BTreeMap<&'n str, String> {
    let table = entry(node, name).map(|(_, table)| table.entries());
    let notes = table.unwrap_or_default().iter();
    let note = |(key, value): &'n (Key, Node)| Some((key.name.as_str(), as_text(value)?));
    notes.filter_map(note).collect()
}

/// A list of qualities as arguments: the note on a quality is the text, else its name.
fn marks(
    list: &Node,
    place: &str,
    notes: &BTreeMap<&str, String>,
    reader: &mut Reader,
) -> Vec<Argument> {
    reader.list(list, |reader, item| {
        let id = reader.text(item, place)?;
        let note = notes.get(id.as_str());
        let text = note.map_or_else(|| id.replace('-', " "), |note| note.trim().to_string());
        let is_id = !id.contains(char::is_whitespace);
        Some(Argument {
            text,
            quality: is_id.then_some(id),
            why: None,
        })
    })
}

/// `related` and `prerequisites`, unless the page has relations of that type.
fn see_also(declared: &mut Declared, node: &Node, reader: &mut Reader) {
    let notes = notes(node, "related_notes");
    let mut targets = Vec::new();
    for name in names::SEE_ALSO {
        let Some((key, value)) = entry(node, name) else {
            continue;
        };
        match inner_key(node, "relations", "see_also") {
            Some(own) if value.value != Value::Null => {
                reader.found.push(same_meaning(own, key, reader.file));
            }
            Some(_) => {}
            None => targets.extend(related(value, &reader.name(&key.name), &notes, reader)),
        }
    }
    if !targets.is_empty() {
        declared.relations.retain(|(name, _)| name != "see_also");
        declared.relations.push(("see_also".to_string(), targets));
    }
}

/// Related entries: a list of ids, a table from ids to remarks, or a table of lists.
fn related(
    node: &Node,
    place: &str,
    notes: &BTreeMap<&str, String>,
    reader: &mut Reader,
) -> Vec<Target> {
    let target = |to: String, why: Option<String>| Target {
        why: why.or_else(|| notes.get(to.as_str()).cloned()),
        to,
        strength: Strength::default(),
    };
    let Value::Map(entries) = &node.value else {
        return reader.list(node, |reader, item| {
            Some(target(reader.text(item, place)?, None))
        });
    };
    let mut targets = Vec::new();
    for (key, value) in entries {
        match &value.value {
            Value::List(_) => targets.extend(reader.list(value, |reader, item| {
                Some(target(reader.text(item, place)?, None))
            })),
            _ => targets.push(target(key.name.clone(), as_text(value))),
        }
    }
    targets
}
