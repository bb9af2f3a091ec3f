//! Findings for programs: one JSON object.
//!
//! In: findings and the texts they belong to. Out: `{"format": 1, "findings": […]}`, all of them. Lines and columns
//! count from 1 and columns in characters; bytes count from 0; ends lie behind the last character. What is unknown is
//! `null`, so every finding has every field.

use serde::Serialize;

use crate::diagnostic::Diagnostic;
use crate::report::place::{Place, Places, Texts};
use crate::report::visible::visible_json;
use crate::text::Position;

/// Raised when a field is renamed or leaves; new fields may come at any time.
const FORMAT: u32 = 1;

#[derive(Serialize)]
struct Report<'a> {
    format: u32,
    findings: Vec<Finding<'a>>,
}

#[derive(Serialize)]
struct Finding<'a> {
    code: &'static str,
    severity: &'static str,
    message: &'a str,
    #[serde(flatten)]
    at: Where,
    label: &'a str,
    help: &'a [String],
    related: Vec<Related<'a>>,
}

#[derive(Serialize)]
struct Related<'a> {
    #[serde(flatten)]
    at: Where,
    label: &'a str,
}

#[derive(Default, Serialize)]
struct Where {
    file: Option<String>,
    start: Option<Point>,
    end: Option<Point>,
}

#[derive(Serialize)]
struct Point {
    line: usize,
    column: usize,
    byte: usize,
}

/// The findings as one JSON object.
pub(crate) fn render(findings: &[Diagnostic], texts: Texts) -> String {
    let mut places = Places::new(texts);
    let report = Report {
        format: FORMAT,
        findings: findings
            .iter()
            .map(|finding| describe(finding, &mut places))
            .collect(),
    };
    let json = serde_json::to_string_pretty(&report).expect("the fields are texts and numbers");
    visible_json(&json) + "\n"
}

fn describe<'a>(finding: &'a Diagnostic, places: &mut Places) -> Finding<'a> {
    let at = finding.at.as_ref().map(|span| spot(&places.place(span)));
    let related = finding
        .also
        .iter()
        .map(|(span, label)| Related {
            at: spot(&places.place(span)),
            label,
        })
        .collect();
    Finding {
        code: finding.code.as_str(),
        severity: finding.severity.as_str(),
        message: &finding.message,
        at: at.unwrap_or_default(),
        label: &finding.label,
        help: &finding.help,
        related,
    }
}

fn spot(place: &Place) -> Where {
    let point = |position: Position, byte: usize| Point {
        line: position.line,
        column: position.column,
        byte,
    };
    let (start, end) = match place.counted {
        Some((start, end)) => (
            Some(point(start, place.bytes.start)),
            Some(point(end, place.bytes.end)),
        ),
        None => (None, None),
    };
    Where {
        file: Some(place.file.as_str().to_string()),
        start,
        end,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Code;
    use crate::report::sample;
    use serde_json::{Value, json};

    fn report(findings: &[Diagnostic]) -> Value {
        serde_json::from_str(&render(findings, &sample::text)).unwrap()
    }

    #[test]
    fn every_finding_has_every_field() {
        let report = report(&sample::findings());
        assert_eq!(report["format"], 1);
        assert_eq!(
            report["findings"][1],
            json!({
                "code": "C060",
                "severity": "error",
                "message": "there is no page `builder.md`",
                "file": "content/a.md",
                "start": { "line": 3, "column": 22, "byte": 27 },
                "end": { "line": 3, "column": 32, "byte": 37 },
                "label": "no file has this name",
                "help": ["write the path from this page", "or remove the link"],
                "related": [{
                    "file": "content/b.md",
                    "start": { "line": 1, "column": 8, "byte": 9 },
                    "end": { "line": 1, "column": 9, "byte": 10 },
                    "label": "the nearest page",
                }],
            })
        );
        assert_eq!(
            report["findings"][2]["message"],
            "`\x1b]0;x\x07\n::error::100%` is no number"
        );
        assert_eq!(
            report["findings"][4],
            json!({
                "code": "S013",
                "severity": "error",
                "message": "the file cannot be read",
                "file": "content/we:i,rd%\u{202e}\".png",
                "start": null,
                "end": null,
                "label": "",
                "help": [],
                "related": [],
            })
        );
        assert_eq!(report["findings"][5]["file"], Value::Null);
    }

    #[test]
    fn any_number_of_findings_is_one_object() {
        assert_eq!(report(&[]), json!({ "format": 1, "findings": [] }));
        let many = vec![Diagnostic::new(Code::S017, "the disk is full"); 1500];
        assert_eq!(report(&many)["findings"].as_array().unwrap().len(), 1500);
    }
}
