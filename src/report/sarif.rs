//! Findings for code scanning: SARIF 2.1.0.
//!
//! In: findings and the texts they belong to. Out: one run with the rules that were broken and a result for each
//! finding (<https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>). Paths are relative, percent-encoded
//! and have `/` between their components.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use crate::diagnostic::{Code, Diagnostic};
use crate::path::percent::encode;
use crate::report::place::{Place, Places, Texts};
use crate::report::visible::visible_json;

/// The findings as a SARIF log.
pub(crate) fn render(findings: &[Diagnostic], texts: Texts) -> String {
    let mut places = Places::new(texts);
    let used: BTreeSet<Code> = findings.iter().map(|finding| finding.code).collect();
    let rules: Vec<Code> = used.into_iter().collect();
    let results: Vec<Value> = findings
        .iter()
        .map(|finding| result(finding, &rules, &mut places))
        .collect();
    let log = json!({
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "patternbook",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules.iter().copied().map(rule).collect::<Vec<Value>>(),
            }},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    visible_json(&format!("{log:#}\n"))
}

fn rule(code: Code) -> Value {
    json!({
        "id": code.as_str(),
        "shortDescription": { "text": code.rule() },
        "defaultConfiguration": { "level": code.severity().as_str() },
    })
}

fn result(finding: &Diagnostic, rules: &[Code], places: &mut Places) -> Value {
    let mut text = finding.message.clone();
    for help in &finding.help {
        text.push_str("\nhelp: ");
        text.push_str(help);
    }
    let mut result = Map::new();
    result.insert("ruleId".into(), finding.code.as_str().into());
    result.insert(
        "ruleIndex".into(),
        rules.binary_search(&finding.code).ok().into(),
    );
    result.insert("level".into(), finding.severity.as_str().into());
    result.insert("message".into(), json!({ "text": text }));
    if let Some(span) = &finding.at {
        let location = location(&places.place(span), &finding.label);
        result.insert("locations".into(), json!([location]));
    }
    if !finding.also.is_empty() {
        let related: Vec<Value> = finding
            .also
            .iter()
            .map(|(span, label)| location(&places.place(span), label))
            .collect();
        result.insert("relatedLocations".into(), related.into());
    }
    result.into()
}

fn location(place: &Place, label: &str) -> Value {
    // A colon in the first component would read as a scheme.
    let uri = encode(place.file.as_str(), "/").replace(':', "%3A");
    let mut physical = json!({ "artifactLocation": { "uri": uri } });
    if let Some((start, end)) = place.counted {
        physical["region"] = json!({
            "startLine": start.line,
            "startColumn": start.column,
            "endLine": end.line,
            "endColumn": end.column,
            "byteOffset": place.bytes.start,
            "byteLength": place.bytes.len(),
        });
    }
    let mut location = json!({ "physicalLocation": physical });
    if !label.is_empty() {
        location["message"] = json!({ "text": label });
    }
    location
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    fn run(findings: &[Diagnostic]) -> Value {
        let log: Value = serde_json::from_str(&render(findings, &sample::text)).unwrap();
        assert_eq!(log["version"], "2.1.0");
        log["runs"][0].clone()
    }

    #[test]
    fn a_result_names_its_rule_and_its_places() {
        let run = run(&sample::findings());
        let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
        let ids: Vec<&Value> = rules.iter().map(|rule| &rule["id"]).collect();
        assert_eq!(ids, ["A001", "B001", "C004", "C060", "S013", "S017"]);
        let region = |line: usize, from: usize, to: usize, byte: usize| {
            json!({
                "startLine": line, "startColumn": from, "endLine": line, "endColumn": to,
                "byteOffset": byte, "byteLength": to - from,
            })
        };
        assert_eq!(
            run["results"][1],
            json!({
                "ruleId": "C060",
                "ruleIndex": 3,
                "level": "error",
                "message": {
                    "text": "there is no page `builder.md`\nhelp: write the path from this page\n\
                             help: or remove the link",
                },
                "locations": [{
                    "physicalLocation": {
                        "artifactLocation": { "uri": "content/a.md" },
                        "region": region(3, 22, 32, 27),
                    },
                    "message": { "text": "no file has this name" },
                }],
                "relatedLocations": [{
                    "physicalLocation": {
                        "artifactLocation": { "uri": "content/b.md" },
                        "region": region(1, 8, 9, 9),
                    },
                    "message": { "text": "the nearest page" },
                }],
            })
        );
        assert_eq!(
            run["results"][4]["locations"][0]["physicalLocation"],
            json!({ "artifactLocation": { "uri": "content/we%3Ai,rd%25%E2%80%AE%22.png" } })
        );
        assert_eq!(run["results"][5].get("locations"), None);
    }

    #[test]
    fn a_log_without_results_is_whole() {
        let run = run(&[]);
        assert_eq!(run["results"], json!([]));
        assert_eq!(run["tool"]["driver"]["rules"], json!([]));
    }
}
