//! The examples of the CommonMark specification through our writer, compared character by character.
//!
//! In: the npm package `commonmark-spec`. Out: how many pass.

use std::io::Write;

use crate::support::{path, text};

const SPECIFICATION: &str = "tests/browser/node_modules/commonmark-spec/spec.txt";
const EXAMPLES: usize = 652;

/// Examples whose output differs from the specification's, with the reason. An entry that is no longer needed fails.
const DEVIATIONS: &[(usize, &str)] = &[];

struct Example {
    number: usize,
    section: String,
    markdown: String,
    html: String,
}

#[test]
fn commonmark() {
    assert!(
        path(SPECIFICATION).exists(),
        "the specification is not installed: run `npm ci --prefix tests/browser`"
    );
    let examples = examples(&text(SPECIFICATION));
    assert_eq!(examples.len(), EXAMPLES, "examples of the specification");
    let mut wrong = Vec::new();
    let mut passed = 0;
    for example in &examples {
        let actual = patternbook::testing::commonmark(&example.markdown);
        let deviation = DEVIATIONS
            .iter()
            .find(|(number, _)| *number == example.number);
        let Example {
            number,
            section,
            markdown,
            html,
        } = example;
        match (actual == quoted(html), deviation) {
            (true, None) => passed += 1,
            (true, Some(_)) => wrong.push(format!("example {number} is no deviation any more")),
            (false, Some(_)) => {}
            (false, None) => wrong.push(format!(
                "example {number}, {section}:\n{markdown}expected:\n{html}actual:\n{actual}"
            )),
        }
    }
    // Written past the harness, which shows what a test prints only if it fails.
    writeln!(
        std::io::stdout(),
        "CommonMark: {passed} passed / {EXAMPLES}"
    )
    .unwrap();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Expected HTML with `"` in the place of `&quot;` outside tags: both are the same text, and ours is the shorter one.
fn quoted(html: &str) -> String {
    let mut parts = html.split_inclusive(['<', '>']);
    let mut out = parts.next().unwrap_or_default().replace("&quot;", "\"");
    for part in parts {
        let in_tag = out.ends_with('<');
        out.push_str(&if in_tag {
            part.to_string()
        } else {
            part.replace("&quot;", "\"")
        });
    }
    out
}

/// The examples of the specification: two texts between long fences, with a line `.` between them and `→` for tabs.
fn examples(specification: &str) -> Vec<Example> {
    let fence = "`".repeat(32);
    let opening = format!("{fence} example");
    let mut examples: Vec<Example> = Vec::new();
    let mut section = String::new();
    let mut lines = specification.lines();
    while let Some(line) = lines.next() {
        if line.starts_with('#') {
            section = line.trim_start_matches('#').trim().to_string();
        }
        if line != opening {
            continue;
        }
        let mut part = |end: &str| -> String {
            let lines = lines.by_ref().take_while(|line| *line != end);
            lines
                .map(|line| format!("{line}\n"))
                .collect::<String>()
                .replace('→', "\t")
        };
        examples.push(Example {
            number: examples.len() + 1,
            section: section.clone(),
            markdown: part("."),
            html: part(&fence),
        });
    }
    examples
}
