//! `facts`: ungraded values.
//!
//! In: the value of the key. Out: each fact as written. YAML reads `no` as a truth value or as a text, so the word is
//! kept beside the truth value: whether it answers a question or is one of several words, the book decides.

use crate::declared::FactValue;
use crate::entry_keys::reader::Reader;
use crate::model::amount::Amount;
use crate::value::node::{Node, Value};

/// Reads the map.
pub(crate) fn facts(node: &Node, place: &str, reader: &mut Reader) -> Vec<(String, FactValue)> {
    let entries = reader.entries(node, place).into_iter();
    let read = entries.filter_map(|(key, value)| {
        let place = format!("{place}.{}", key.name);
        Some((key.name.clone(), fact(value, &place, reader)?))
    });
    read.collect()
}

fn fact(node: &Node, place: &str, reader: &mut Reader) -> Option<FactValue> {
    match &node.value {
        Value::Null => Some(FactValue::Unknown),
        Value::Bool(flag) => {
            let word = reader.text.get(node.range.clone()).unwrap_or_default();
            Some(FactValue::Flag(*flag, word.to_string()))
        }
        Value::Number(digits) => Some(match Amount::parse(digits) {
            Some(amount) => FactValue::Number(amount),
            None => FactValue::Text(digits.clone()),
        }),
        Value::String(text) => Some(word(text.trim())),
        Value::List(_) | Value::Map(_) => {
            reader.wrong(node, place, "a text, a number, `yes` or `no`")
        }
    }
}

fn word(text: &str) -> FactValue {
    let flag = |flag| FactValue::Flag(flag, text.to_string());
    match text.to_lowercase().as_str() {
        "yes" | "on" | "true" => flag(true),
        "no" | "off" | "false" => flag(false),
        "n/a" => FactValue::NotApplicable,
        "unknown" | "" => FactValue::Unknown,
        _ => FactValue::Text(text.to_string()),
    }
}
