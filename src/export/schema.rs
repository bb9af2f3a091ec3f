//! Parts of JSON Schemas (draft 2020-12).
//!
//! In: parts. Out: larger parts, and whole schemas as text.

use serde_json::{Map, Value, json};

const DRAFT: &str = "https://json-schema.org/draft/2020-12/schema";

/// A whole schema.
pub(crate) fn document(title: &str, schema: Value) -> String {
    let mut document = Map::new();
    document.insert("$schema".to_string(), DRAFT.into());
    document.insert("title".to_string(), title.into());
    if let Value::Object(schema) = schema {
        document.extend(schema);
    }
    Value::from(document).to_string() + "\n"
}

/// One of these words.
pub(crate) fn one_of(words: &[&str]) -> Value {
    json!({"enum": words})
}

/// A list.
pub(crate) fn list(item: &Value) -> Value {
    json!({"type": "array", "items": item})
}

/// An object with any keys.
pub(crate) fn map(value: &Value) -> Value {
    json!({"type": "object", "additionalProperties": value})
}

/// An object with these keys, those that it must have first, and no others.
pub(crate) fn object(required: &[(&str, Value)], optional: &[(&str, Value)]) -> Value {
    let properties = required.iter().chain(optional);
    let properties = properties.map(|(key, value)| ((*key).to_string(), value.clone()));
    let keys: Vec<&str> = required.iter().map(|(key, _)| *key).collect();
    json!({
        "type": "object",
        "required": keys,
        "properties": properties.collect::<Map<_, _>>(),
        "additionalProperties": false,
    })
}
