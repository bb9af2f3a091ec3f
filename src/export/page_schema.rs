//! What the front matter of a book looks like, for editors that check and complete it.
//!
//! In: the model of the book. Out: the text of `front-matter.schema.json`.

use serde_json::{Map, Value, json};

use crate::export::numbers::number;
use crate::export::schema::document;
use crate::model::{FactKind, Model, Scale};

/// `front-matter.schema.json`. Keys that it does not know are allowed, since pages may carry keys of other tools.
pub fn front_matter(model: &Model, tags: &[(String, String)]) -> String {
    let text = || json!({"type": "string"});
    let texts = || json!({"type": "array", "items": {"type": "string"}});
    let flag = || json!({"type": "boolean"});
    let ids = |ids: Vec<&str>, is_open: bool| match is_open || ids.is_empty() {
        // What pages may add to is completed, and not checked.
        true => json!({"anyOf": [{"enum": ids}, {"type": "string"}]}),
        false => json!({"enum": ids}),
    };
    let kinds = model.kinds.keys().map(String::as_str).collect();
    let families = model
        .families
        .iter()
        .map(|family| family.id.as_str())
        .collect();
    let tags = tags.iter().map(|(id, _)| id.as_str()).collect();
    let item = json!({"anyOf": [
        {"type": "string"},
        {"type": "object", "required": ["text"],
         "properties": {"text": text(), "because": text(), "see": text()}},
    ]});
    let items = || json!({"anyOf": [{"type": "string"}, {"type": "array", "items": item}]});
    let publication = json!({
        "type": "object",
        "required": ["title"],
        "properties": {
            "title": text(), "author": text(), "year": {"type": ["integer", "string"]},
            "url": text(), "kind": text(), "note": text(),
        },
    });
    let target = json!({"anyOf": [
        {"type": "string"},
        {"type": "object", "required": ["to"],
         "properties": {"to": text(), "why": text(), "strength": {"enum": ["weak", "normal", "strong"]}}},
    ]});
    let relations = model
        .relations
        .iter()
        .flat_map(|kind| [&kind.id, &kind.inverse]);
    let relations = relations.map(|id| (id.clone(), json!({"type": "array", "items": target})));
    let relations: Map<String, Value> = relations.collect();
    let facts = model
        .facts
        .iter()
        .map(|fact| (fact.id.clone(), fact_values(&fact.kind)));
    let facts: Map<String, Value> = facts.collect();
    let properties = json!({
        "id": text(), "title": text(), "sidebar_label": text(), "description": text(), "slug": text(),
        "sidebar_position": {"type": "number"},
        "draft": flag(), "unlisted": flag(),
        "tags": {"type": "array", "items": {"anyOf": [ids(tags, true), {"type": "object"}]}},
        "keywords": texts(),
        "kind": ids(kinds, false),
        "family": ids(families, model.families_from_pages),
        "aliases": {"anyOf": [texts(), text()]},
        "redirect_from": texts(),
        "summary": {"type": "string", "maxLength": 160},
        "problem": text(), "baseline": text(), "tipping_point": text(),
        "status": {"enum": ["draft", "review", "stable", "deprecated"]},
        "maturity": {"enum": ["experimental", "emerging", "established", "legacy"]},
        "level": {"enum": ["beginner", "intermediate", "advanced"]},
        "reviewed": {"type": "string", "format": "date"},
        "trade-offs": trade_offs(model),
        "facts": {"type": "object", "properties": facts, "additionalProperties": false},
        "use_when": items(), "avoid_when": items(),
        "relations": {"type": "object", "properties": relations, "additionalProperties": false},
        "references": {"type": "array", "items": publication},
        "entries": {"enum": ["auto", "page", "h2", "h3", "none"]},
        "entry_ids": {"type": "object", "additionalProperties": text()},
    });
    let schema = json!({"type": "object", "properties": properties});
    document("Front matter of the pages of this book", schema)
}

fn fact_values(kind: &FactKind) -> Value {
    let values = match kind {
        FactKind::Choice { values, .. } => json!({"enum": values}),
        FactKind::Flag => json!({"type": "boolean"}),
        FactKind::Number => json!({"type": "number"}),
        FactKind::Text => json!({"type": "string"}),
    };
    // YAML 1.1 reads some words as booleans, which stand for the words.
    json!({"anyOf": [values, {"type": "boolean"}, {"enum": ["n/a", "unknown", null]}]})
}

fn trade_offs(model: &Model) -> Value {
    let values = model.scales.values().flat_map(scale_values);
    let mut values: Vec<Value> = values.collect();
    let labels = model
        .qualities
        .iter()
        .flat_map(|quality| quality.labels.values());
    values.extend(labels.flatten().map(|label| label.as_str().into()));
    values.sort_by_cached_key(Value::to_string);
    values.dedup();
    let point = json!({"enum": values});
    let rating = json!({"anyOf": [
        point,
        {"type": "array", "items": point, "minItems": 2, "maxItems": 2},
        {"enum": ["n/a", "unknown", null]},
    ]});
    let long = json!({
        "type": "object",
        "required": ["rating"],
        "properties": {
            "rating": rating,
            "why": {"type": "string"},
            "basis": {"enum": ["argued", "measured", "cited"]},
            "source": {"type": "string"},
            "depends_on": {"type": "string"},
        },
    });
    let argument = json!({"anyOf": [
        {"type": "string"},
        {"type": "object", "required": ["text"], "properties": {
            "text": {"type": "string"}, "quality": {"type": "string"}, "why": {"type": "string"},
        }},
    ]});
    let arguments = json!({"type": "array", "items": argument});
    let either = json!({"anyOf": [rating, long]});
    let names = model
        .qualities
        .iter()
        .flat_map(|quality| std::iter::once(&quality.id).chain(&quality.aliases));
    let mut properties: Map<String, Value> = names.map(|id| (id.clone(), either.clone())).collect();
    for key in ["pros", "cons", "neutral"] {
        properties.insert(key.to_string(), arguments.clone());
    }
    json!({
        "type": "object",
        "properties": properties,
        "additionalProperties": model.qualities_from_pages,
    })
}

fn scale_values(scale: &Scale) -> Vec<Value> {
    let numbers = scale.values.iter().map(|value| number(*value).into());
    let labels = scale.labels.iter().map(|label| Value::from(label.as_str()));
    numbers.chain(labels).collect()
}
