//! What `catalogue.json` looks like.
//!
//! In: nothing. Out: the text of `catalogue.schema.json`, for format 1.

use serde_json::{Value, json};

use crate::export::schema::{document, list, map, object, one_of};

/// `catalogue.schema.json`.
pub fn catalogue() -> String {
    let text = || json!({"type": "string"});
    let maybe = || json!({"type": ["string", "null"]});
    let texts = || json!({"type": "array", "items": {"type": "string"}});
    let amount = || json!({"type": "number"});
    let described = object(
        &[("id", text()), ("label", text())],
        &[("description", maybe())],
    );
    let table = object(
        &[
            ("id", text()),
            ("title", text()),
            ("columns", texts()),
            ("rows", texts()),
        ],
        &[],
    );
    let filter = object(
        &[
            ("fact", text()),
            ("test", one_of(&["is", "not", "at_most", "at_least"])),
            ("value", text()),
        ],
        &[],
    );
    let preset = object(
        &[
            ("id", text()),
            ("label", text()),
            ("kind", text()),
            (
                "weights",
                map(&json!({"type": "integer", "minimum": 0, "maximum": 5})),
            ),
            ("filters", list(&filter)),
            ("floors", map(&amount())),
        ],
        &[],
    );
    let mut keys = measures();
    keys.extend([
        ("format", json!({"const": 1})),
        ("book", text()),
        ("groups", list(&described)),
        ("families", list(&described)),
        ("tags", list(&described)),
        ("entries", list(&entry())),
        ("matrices", list(&table)),
        ("presets", list(&preset)),
    ]);
    document("A catalogue of patterns", object(&keys, &[]))
}

/// What measures entries: the first keys of the file.
fn measures() -> Vec<(&'static str, Value)> {
    let text = || json!({"type": "string"});
    let maybe = || json!({"type": ["string", "null"]});
    let texts = || json!({"type": "array", "items": {"type": "string"}});
    let scale = object(
        &[
            ("type", one_of(&["ordinal", "change"])),
            (
                "values",
                json!({"type": "array", "items": {"type": "number"}, "minItems": 2}),
            ),
            ("labels", texts()),
            (
                "absent",
                json!({"anyOf": [{"type": "number"}, {"enum": ["unknown", "n/a"]}]}),
            ),
            (
                "symbol",
                one_of(&["bar", "dots", "stars", "number", "sign"]),
            ),
        ],
        &[],
    );
    let kind = object(
        &[
            ("label", text()),
            ("scale", maybe()),
            ("matrix", json!({"type": "boolean"})),
        ],
        &[],
    );
    let quality = object(
        &[
            ("id", text()),
            ("label", text()),
            ("short", text()),
            ("group", maybe()),
            ("better", one_of(&["higher", "lower", "none"])),
            (
                "weight",
                json!({"type": "integer", "minimum": 0, "maximum": 5}),
            ),
            ("show", json!({"type": "boolean"})),
            ("question", maybe()),
            ("anchors", map(&text())),
            ("labels", map(&texts())),
            ("aliases", texts()),
            ("maps_to", map(&text())),
        ],
        &[],
    );
    let fact = object(
        &[
            ("id", text()),
            ("label", text()),
            ("type", one_of(&["enum", "bool", "number", "text"])),
            ("values", texts()),
            ("ordered", json!({"type": "boolean"})),
            ("filter", json!({"type": "boolean"})),
        ],
        &[],
    );
    vec![
        ("kinds", map(&kind)),
        ("scales", map(&scale)),
        ("qualities", list(&quality)),
        ("facts", list(&fact)),
    ]
}

/// An entry of `catalogue.json`.
fn entry() -> Value {
    let text = || json!({"type": "string"});
    let maybe = || json!({"type": ["string", "null"]});
    let texts = || json!({"type": "array", "items": {"type": "string"}});
    let amount = || json!({"type": "number"});
    let argument = object(&[("side", one_of(&["pro", "con"])), ("text", text())], &[]);
    let rating = object(
        &[
            (
                "state",
                one_of(&["rated", "implied", "range", "n/a", "unknown", "derived"]),
            ),
            ("label", text()),
        ],
        &[
            ("value", amount()),
            ("lo", amount()),
            ("hi", amount()),
            ("mark", one_of(&["better", "worse", "both"])),
            ("arguments", list(&argument)),
            ("why", text()),
            ("basis", one_of(&["argued", "measured", "cited"])),
            ("source", text()),
            ("depends_on", text()),
        ],
    );
    let reason = object(
        &[("text", text()), ("why", maybe()), ("qualities", texts())],
        &[],
    );
    let item = object(
        &[("text", text()), ("because", maybe()), ("see", maybe())],
        &[],
    );
    let baseline = object(&[], &[("entry", text()), ("text", text())]);
    let publication = object(
        &[
            ("title", text()),
            ("author", maybe()),
            ("year", maybe()),
            ("url", maybe()),
            ("kind", maybe()),
            ("note", maybe()),
        ],
        &[],
    );
    object(
        &[
            ("id", text()),
            ("path_id", text()),
            ("title", text()),
            ("aliases", texts()),
            ("url", text()),
            ("kind", text()),
            ("family", maybe()),
            ("tags", texts()),
            ("summary", maybe()),
            ("problem", maybe()),
            ("baseline", json!({"anyOf": [baseline, {"type": "null"}]})),
            ("status", maybe()),
            ("maturity", maybe()),
            ("level", maybe()),
            ("reviewed", maybe()),
            ("ratings", map(&rating)),
            (
                "facts",
                map(&json!({"type": ["string", "number", "boolean"]})),
            ),
            ("pros", list(&reason)),
            ("cons", list(&reason)),
            ("neutral", list(&reason)),
            ("use_when", list(&item)),
            ("avoid_when", list(&item)),
            ("tipping_point", maybe()),
            ("references", list(&publication)),
        ],
        &[],
    )
}
