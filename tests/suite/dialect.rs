//! What pages may hold: each feature has its tests, and stands on the page of the manual that shows them all.
//!
//! `tests/data/dialect.md` is the table of features.

use std::collections::BTreeMap;

use patternbook::sources::Sources;

use crate::case_file::CaseFile;
use crate::support::{below, files, pairs, render_body, text};

/// A row of the table.
struct Feature {
    name: String,
    /// Files below `tests/cases`.
    cases: Vec<String>,
    /// A file below `tests`, and how the name of a test in it begins; empty for none.
    further: (String, String),
    /// What the page of all constructs holds: for each part, forms of which one is enough.
    shown: Vec<Vec<String>>,
}

fn features() -> Vec<Feature> {
    let table = text("tests/data/dialect.md");
    let rows = table.lines().filter(|line| line.starts_with("| ")).skip(1);
    rows.map(|row| {
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        let [_, name, cases, further, shown, _] = cells[..] else {
            panic!("four cells: {row}");
        };
        let (file, start) = further.split_once(':').unwrap_or_default();
        Feature {
            name: name.to_string(),
            cases: cases.split(", ").map(str::to_string).collect(),
            further: (file.to_string(), start.trim().to_string()),
            shown: forms(shown),
        }
    })
    .collect()
}

/// The parts in backticks; `or` stands between those of which one is enough.
fn forms(cell: &str) -> Vec<Vec<String>> {
    let mut forms: Vec<Vec<String>> = Vec::new();
    let mut is_other = false;
    for (index, part) in cell.split('`').enumerate() {
        match index % 2 {
            0 => is_other = part.trim() == "or",
            _ if is_other => forms.last_mut().unwrap().push(part.to_string()),
            _ => forms.push(vec![part.to_string()]),
        }
    }
    forms
}

#[test]
fn each_feature_has_its_tests() {
    let count = |file: &String| {
        let path = format!("tests/cases/{file}");
        CaseFile::parse(&path, &text(&path)).cases.len()
    };
    let features = features();
    assert!(features.len() > 20, "{} features", features.len());
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for feature in &features {
        for file in &feature.cases {
            let cases = count(file);
            assert!(cases > 0, "{}: `{file}` has no case", feature.name);
            counts.insert(file, cases);
        }
        let (file, start) = &feature.further;
        if file.is_empty() {
            continue;
        }
        let tests = text(&format!("tests/{file}"));
        let named = [
            format!("test(\"{start}"),
            format!("test(`{start}"),
            format!("fn {start}"),
        ];
        let is_there = named.iter().any(|named| tests.contains(named.as_str()));
        assert!(is_there, "{}: `{file}` has no test `{start}`", feature.name);
        println!("{}: {} {file}", feature.name, feature.cases.join(" "));
    }
    for (file, cases) in counts {
        println!("{file}: {cases} cases");
    }
}

#[test]
fn each_feature_stands_on_the_page_that_shows_them_all() {
    let page = "content/manual/every-construct.md";
    let book: BTreeMap<String, String> = files("content", &|_| true)
        .into_iter()
        .filter(|path| path.contains("/manual/") || path.ends_with("/monolith.md"))
        .map(|path| (path.clone(), text(&path)))
        .collect();
    let html = render_body(&Sources::in_memory(&pairs(&book)), page);
    for feature in features() {
        assert!(!feature.shown.is_empty(), "{}", feature.name);
        for forms in &feature.shown {
            let is_there = forms.iter().any(|form| html.contains(form.as_str()));
            assert!(is_there, "{}: {forms:?} is not in\n{html}", feature.name);
        }
    }
}

#[test]
fn the_page_that_shows_all_constructs_shows_each_sample_as_source_and_as_result() {
    let page = text("content/manual/every-construct.md");
    let samples = below("content/manual/_parts/constructs");
    assert!(samples.len() > 20, "{} samples", samples.len());
    for name in samples.keys() {
        let path = format!("_parts/constructs/{name}");
        let source = format!("file=\"{path}\"");
        let result = format!("{{{{#include {path}}}}}");
        assert!(page.contains(&source) && page.contains(&result), "{name}");
    }
}
