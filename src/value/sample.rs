//! What the tests of both readers look at.
//!
//! In: a reading. Out: its value on one line, its places, its faults. Tests only.

use std::ops::Range;

use crate::value::node::{FaultKind, Key, Node, Reading, Value};

/// A value on one line: texts in quotes, everything else as it is.
pub(crate) fn shown(node: &Node) -> String {
    let joined = |parts: Vec<String>| parts.join(", ");
    match &node.value {
        Value::Null => "null".to_string(),
        Value::Bool(flag) => flag.to_string(),
        Value::Number(number) => number.clone(),
        Value::String(text) => format!("{text:?}"),
        Value::List(items) => format!("[{}]", joined(items.iter().map(shown).collect())),
        Value::Map(entries) => {
            let entry = |(key, node): &(Key, Node)| format!("{}: {}", key.name, shown(node));
            format!("{{{}}}", joined(entries.iter().map(entry).collect()))
        }
    }
}

/// The places of all keys, values and faults.
pub(crate) fn places(reading: &Reading) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    push_places(&reading.node, &mut found);
    for fault in &reading.faults {
        found.push(fault.range.clone());
        if let FaultKind::DuplicateKey(first) = &fault.kind {
            found.push(first.clone());
        }
    }
    found
}

fn push_places(node: &Node, found: &mut Vec<Range<usize>>) {
    found.push(node.range.clone());
    if let Value::List(items) = &node.value {
        items.iter().for_each(|item| push_places(item, found));
    }
    for (key, value) in node.entries() {
        found.push(key.range.clone());
        push_places(value, found);
    }
}

/// Compares what the faults of `text` mark, say and advise.
pub(crate) fn check_faults(text: &str, reading: &Reading, expected: &[(&str, &str, &str)]) {
    let faults = reading.faults.iter();
    let found: Vec<(&str, &str, &str)> = faults
        .map(|fault| (&text[fault.range.clone()], &*fault.message, &*fault.help))
        .collect();
    assert_eq!(found, expected, "{text}");
}
