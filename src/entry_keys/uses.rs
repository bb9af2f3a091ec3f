//! `use_when`, `avoid_when` and `relations`: what other entries an entry names.
//!
//! In: the values of the keys. Out: circumstances and targets, as written.

use std::collections::BTreeSet;

use crate::declared::{Circumstance, Strength, Target};
use crate::entry_keys::names::twice;
use crate::entry_keys::reader::Reader;
use crate::value::node::{Node, Value};

/// Reads circumstances: texts, or tables with more to say.
pub(crate) fn circumstances(node: &Node, place: &str, reader: &mut Reader) -> Vec<Circumstance> {
    reader.list(node, |reader, item| {
        if !matches!(item.value, Value::Map(_)) {
            return reader.text(item, place).map(|text| Circumstance {
                text,
                because: None,
                see: None,
            });
        }
        let mut keys = reader.keys(item, place);
        let text = reader.required(&mut keys, item, "text", place);
        let (because, see) = (keys.text("because"), keys.text("see"));
        reader.close(keys, item, place);
        text.map(|text| Circumstance { text, because, see })
    })
}

/// Reads relations: types, each with its targets. Types are keys, so `see-also` is `see_also`.
pub(crate) fn relations(
    node: &Node,
    place: &str,
    reader: &mut Reader,
) -> Vec<(String, Vec<Target>)> {
    let fold = |name: &str| name.replace('-', "_");
    let found = twice(node, |name| Some(fold(name)), reader.file);
    reader.found.extend(found);
    let mut types = BTreeSet::new();
    let mut read = Vec::new();
    for (key, value) in reader.entries(node, place) {
        let name = fold(&key.name);
        if types.insert(name.clone()) {
            let targets = targets(value, &format!("{place}.{}", key.name), reader);
            read.push((name, targets));
        }
    }
    read
}

/// Reads the targets of one type.
pub(crate) fn targets(node: &Node, place: &str, reader: &mut Reader) -> Vec<Target> {
    reader.list(node, |reader, item| {
        if !matches!(item.value, Value::Map(_)) {
            return reader.text(item, place).map(|to| Target {
                to,
                why: None,
                strength: Strength::default(),
            });
        }
        let mut keys = reader.keys(item, place);
        let to = reader.required(&mut keys, item, "to", place);
        let why = keys.text("why").filter(|why| !why.is_empty());
        let strengths = [
            ("weak", Strength::Weak),
            ("normal", Strength::Normal),
            ("strong", Strength::Strong),
        ];
        let strength = keys.choice("strength", &strengths).unwrap_or_default();
        reader.close(keys, item, place);
        to.map(|to| Target { to, why, strength })
    })
}
