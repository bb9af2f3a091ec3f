//! Files for machines: what they hold, and that they hold the same.

use std::sync::Arc;

use patternbook::catalogue::entry::{Judgement, Mark, Reason};
use patternbook::export::data::{DataInput, catalogue};
use patternbook::export::{catalogue_schema, page_schema, relations, tables};
use patternbook::generated::collection::Collection;
use patternbook::generated::graph::Painter;
use patternbook::model::amount::Amount;
use patternbook::path::input::InputPath;
use patternbook::words::ENGLISH;
use serde_json::Value;

use crate::generated::shipped::{Shipped, plain_cell, settings, shipped, table};

/// The shipped data, made difficult.
fn difficult() -> Shipped {
    let mut shipped = shipped();
    let entry = Arc::make_mut(&mut shipped.entries[0]);
    entry.title = "=HYPERLINK(\"x\"), \"quoted\" | piped".into();
    entry.cells[0] = plain_cell(Judgement::Marked(Mark::Both));
    entry.cells[0].why = Some("@risky\nsecond line".to_string());
    entry.cells[0].pros = vec![0];
    entry.pros = vec![Reason {
        text: "easy to develop".to_string(),
        qualities: vec![0],
        why: None,
        anchor: None,
    }];
    let entry = Arc::make_mut(&mut shipped.entries[11]);
    entry.cells[0] = plain_cell(Judgement::Range(Amount::whole(-2), Amount::whole(0)));
    shipped
}

#[test]
fn a_table_is_the_same_in_each_of_its_files() {
    let shipped = difficult();
    for kind in ["style", "pattern"] {
        let (matrix, _) = table(&shipped.model, &shipped.entries, &settings(kind, &[kind]));
        let csv = tables::csv(&matrix);
        assert!(csv.ends_with("\r\n"));
        let json: Value = serde_json::from_str(&tables::json(&matrix)).unwrap();
        let mut lines = csv::Reader::from_reader(csv.as_bytes());
        let heads: Vec<String> = lines
            .headers()
            .unwrap()
            .iter()
            .map(str::to_string)
            .collect();
        assert_eq!(heads.len(), 4 + matrix.columns.len());
        let mut count = 0;
        for (line, row) in lines.records().zip(json["rows"].as_array().unwrap()) {
            count += 1;
            let line = line.unwrap();
            assert_eq!(&line[0], row["id"].as_str().unwrap());
            for (head, field) in heads.iter().zip(line.iter()).skip(4) {
                let cell = &row["cells"][head];
                let told = match cell {
                    Value::Object(rating) => match (rating.get("value"), rating.get("lo")) {
                        (Some(value), _) => value.to_string(),
                        (None, Some(low)) => format!("{low}..{}", rating["hi"]),
                        (None, None) => {
                            let word = rating.get("mark").unwrap_or(&rating["state"]);
                            word.as_str().unwrap().to_string()
                        }
                    },
                    Value::String(text) => text.clone(),
                    other => other.to_string(),
                };
                assert_eq!(field.trim_start_matches('\''), told, "{} {head}", &line[0]);
            }
        }
        assert_eq!(count, matrix.rows.len());
        let markdown = tables::markdown(&matrix, &ENGLISH);
        assert_eq!(markdown.lines().count(), 2 + matrix.rows.len());
        for line in markdown.lines() {
            let bars = line.replace("\\|", "").matches('|').count();
            assert_eq!(bars, matrix.columns.len() + 2, "{line}");
        }
    }
}

#[test]
fn no_text_becomes_a_formula_and_no_number_a_text() {
    let shipped = difficult();
    let (styles, _) = table(
        &shipped.model,
        &shipped.entries,
        &settings("style", &["style"]),
    );
    let csv = tables::csv(&styles);
    let line = csv.lines().nth(1).unwrap();
    let expected = "monolith,\"'=HYPERLINK(\"\"x\"\"), \"\"quoted\"\" | piped\",style,style,both,2,4,1,2,4,2,5,1,4,5,1,one,no,yes,1,hard,system";
    assert_eq!(line, expected);
    let (patterns, _) = table(
        &shipped.model,
        &shipped.entries,
        &settings("pattern", &["pattern"]),
    );
    let csv = tables::csv(&patterns);
    let line = csv.lines().nth(1).unwrap();
    assert_eq!(
        line,
        "repository,Repository,pattern,structure,'-2..0,1,2,0,0,'-1..0,0,0,0,0,0,1,0"
    );
    let reasons = tables::reasons_csv(&styles);
    let expected = "monolith,development-speed,derived,both,\"'@risky\nsecond line\",,,\r\n\
                    monolith,maintainability,rated,2,\"nothing stops any module from reaching any other, so it erodes with size\",argued,,\r\n";
    assert!(reasons.contains(expected), "{}", &reasons[..400]);
}

#[test]
fn the_data_file_fits_its_schema() {
    let shipped = difficult();
    let collection = Collection::new(&shipped.model, &ENGLISH, &shipped.entries);
    let (styles, _) = table(
        &shipped.model,
        &shipped.entries,
        &settings("styles", &["style"]),
    );
    let presets: Vec<_> = shipped
        .presets()
        .into_iter()
        .map(|(preset, _)| preset)
        .collect();
    let input = DataInput {
        book: "A book",
        collection: &collection,
        tags: &[("web".to_string(), "Web".to_string())],
        matrices: &[&styles],
        presets: &presets,
    };
    let data: Value = serde_json::from_str(&catalogue(&input)).unwrap();
    let schema: Value = serde_json::from_str(&catalogue_schema::catalogue()).unwrap();
    assert_eq!(faults(&schema, &data, ""), Vec::<String>::new());
    assert_eq!(data["entries"].as_array().unwrap().len(), 25);
    let rating = &data["entries"][0]["ratings"]["maintainability"];
    assert_eq!(
        (&rating["state"], &rating["value"], &rating["label"]),
        (&"rated".into(), &2.into(), &"low".into())
    );
    let mut wrong = data.clone();
    wrong["entries"][0]["ratings"]["maintainability"]["state"] = "rate".into();
    wrong["entries"][1]["kind"] = Value::Null;
    wrong["entries"][2]["more"] = 1.into();
    let told = faults(&schema, &wrong, "");
    assert_eq!(told.len(), 3, "{told:?}");
}

#[test]
fn front_matter_of_the_book_fits_its_schema() {
    let shipped = shipped();
    let schema: Value =
        serde_json::from_str(&page_schema::front_matter(&shipped.model, &[])).unwrap();
    let page = serde_json::json!({
        "kind": "pattern",
        "family": "resilience",
        "weight": 3,
        "baseline": "plain call",
        "trade-offs": {
            "performance": 1,
            "testability": "much less",
            "resilience": {"rating": [-1, 2], "why": "it depends", "basis": "cited", "source": "a book"},
            "consistency": "n/a",
            "pros": ["quick", {"text": "safe", "quality": "resilience"}],
        },
        "facts": {"undo": "easy", "broker": false},
        "relations": {"requires": ["retry"], "required_by": [{"to": "saga", "why": "so"}]},
        "avoid_when": [{"text": "alone", "see": "retry"}],
    });
    assert_eq!(faults(&schema, &page, ""), Vec::<String>::new());
    let check = |pointer: &str, value: Value| {
        let mut page = page.clone();
        *page.pointer_mut(pointer).unwrap() = value;
        assert_ne!(
            faults(&schema, &page, ""),
            Vec::<String>::new(),
            "{pointer}"
        );
    };
    check("/kind", "patern".into());
    check("/trade-offs/performance", 7.into());
    check("/trade-offs/resilience/rating", "most".into());
    check("/facts/undo", "never".into());
    check("/relations", serde_json::json!({"needs": ["retry"]}));
    check("/avoid_when", serde_json::json!([{"see": "retry"}]));
}

#[test]
fn relations_become_files() {
    let mut shipped = shipped();
    Arc::make_mut(&mut shipped.entries[0]).title = "Mono \"lith\" [x]".into();
    let edges: Vec<_> = shipped.edges().into_iter().take(2).collect();
    let collection = Collection::new(&shipped.model, &ENGLISH, &shipped.entries);
    let rows = Painter::new(&collection, &edges, &[]).graph(200).rows;
    let places = edges.iter().map(|edge| {
        let file = edge.page.below(&InputPath::new("content")).to_string();
        Some(relations::Declaration { file, line: 7 })
    });
    let json = relations::json(&edges, &places.collect::<Vec<_>>());
    let json: Value = serde_json::from_str(&json).unwrap();
    let expected = serde_json::json!({
        "from": "monolith", "type": "leads_to", "to": "modular-monolith",
        "why": "when features start to break each other",
        "declared_in": {"file": "content/styles/a.md", "line": 7},
    });
    assert_eq!(json[0], expected);
    insta::assert_snapshot!(relations::dot(&rows, &shipped.model), @r#"
    digraph patterns {
      rankdir=LR;
      node [shape=box];
      "microservices" [label="Microservices"];
      "modular-monolith" [label="Modular Monolith"];
      "monolith" [label="Mono \"lith\" [x]"];
      "monolith" -> "modular-monolith" [label="leads to"];
      "monolith" -> "microservices" [label="alternative to", dir=none];
    }
    "#);
    insta::assert_snapshot!(relations::mermaid(&rows, &shipped.model), @r##"
    flowchart LR
      n0["Microservices"]
      n1["Modular Monolith"]
      n2["Mono #34;lith#34; #91;x#93;"]
      n2 -->|"leads to"| n1
      n2 ---|"alternative to"| n0
    "##);
}

/// What does not fit a schema, by the keywords that our schemas use; any other keyword is a fault of the schema.
fn faults(schema: &Value, value: &Value, at: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (keyword, rule) in schema.as_object().unwrap() {
        let number = value.as_f64();
        let fits = match keyword.as_str() {
            "$schema" | "title" | "format" => true,
            "const" => value == rule,
            "enum" => rule.as_array().unwrap().contains(value),
            "minimum" => number.is_none_or(|number| number >= rule.as_f64().unwrap()),
            "maximum" => number.is_none_or(|number| number <= rule.as_f64().unwrap()),
            "minItems" => value
                .as_array()
                .is_none_or(|items| items.len() as u64 >= rule.as_u64().unwrap()),
            "maxItems" => value
                .as_array()
                .is_none_or(|items| items.len() as u64 <= rule.as_u64().unwrap()),
            "maxLength" => value
                .as_str()
                .is_none_or(|text| text.chars().count() as u64 <= rule.as_u64().unwrap()),
            "type" => match rule {
                Value::Array(types) => types.iter().any(|kind| is_of_type(value, kind)),
                kind => is_of_type(value, kind),
            },
            "anyOf" => rule
                .as_array()
                .unwrap()
                .iter()
                .any(|option| faults(option, value, at).is_empty()),
            "required" => rule
                .as_array()
                .unwrap()
                .iter()
                .all(|key| value.get(key.as_str().unwrap()).is_some()),
            "items" => {
                for (index, item) in value.as_array().into_iter().flatten().enumerate() {
                    found.extend(faults(rule, item, &format!("{at}/{index}")));
                }
                true
            }
            "properties" => {
                for (key, rule) in rule.as_object().unwrap() {
                    found.extend(
                        value
                            .get(key)
                            .into_iter()
                            .flat_map(|value| faults(rule, value, &format!("{at}/{key}"))),
                    );
                }
                true
            }
            "additionalProperties" => {
                let known = &schema["properties"];
                let others = value
                    .as_object()
                    .into_iter()
                    .flatten()
                    .filter(|(key, _)| known.get(key).is_none());
                for (key, value) in others {
                    match rule {
                        Value::Bool(true) => {}
                        Value::Bool(false) => found.push(format!("{at}/{key} is not allowed")),
                        rule => found.extend(faults(rule, value, &format!("{at}/{key}"))),
                    }
                }
                true
            }
            other => panic!("the schema uses `{other}`"),
        };
        if !fits {
            found.push(format!("{at}: {keyword} {rule}"));
        }
    }
    found
}

fn is_of_type(value: &Value, kind: &Value) -> bool {
    match kind.as_str().unwrap() {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "string" => value.is_string(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        other => panic!("the schema names a type `{other}`"),
    }
}
