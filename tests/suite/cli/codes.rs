//! Every code: the example that `explain` shows raises it, the remedy ends it, and all formats say the same of it.

#![cfg(unix)]

use std::collections::BTreeMap;
use std::fmt::Write;
use std::process::Command;
use std::sync::Mutex;

use patternbook::diagnostic::Code;
use patternbook::diagnostic::explained::{Part, explanation};
use serde_json::Value;

use crate::cli::book::{Book, Run};
use crate::support::{below, blessing, path, text};

/// Codes that no book raises by itself, with the test that does.
const NO_BOOK: &[(&str, &str)] = &[
    ("S003", "tests/safety/publish.rs"),
    ("S017", "tests/safety/publish.rs"),
    ("S050", "tests/safety/preview/watching.rs"),
    ("S051", "tests/suite/cli/store.rs"),
    ("S052", "tests/safety/history.rs"),
    ("S053", "tests/safety/history.rs"),
    ("S090", "src/build/findings.rs"),
];

/// Where the findings of all examples are written as text.
const EXPECTED: &str = "tests/data/codes.txt";

/// A book of some parts, and the command of patternbook that is run over it last.
struct Example {
    book: Book,
    command: Vec<String>,
}

/// Writes the files and carries the commands out, but for the last.
fn example(parts: &[Part]) -> Example {
    let book = Book::new(&[]);
    let mut command = vec!["check".to_string()];
    let mut names_page = false;
    let mut steps = Vec::new();
    for part in parts {
        match part {
            Part::File { path, text } => {
                names_page |= path.starts_with("content/") && path.ends_with(".md");
                book.write(path, text);
            }
            Part::Commands(commands) => steps.clone_from(commands),
        }
    }
    if !names_page {
        book.write("content/index.md", "# Home\n");
    }
    if let Some(last) = steps.pop() {
        let words = last.split_whitespace().skip(1);
        command = words.map(str::to_string).collect();
    }
    for step in steps {
        let done = match step.strip_prefix("patternbook ") {
            Some(rest) => book.run(&rest.split_whitespace().collect::<Vec<_>>()).code == 0,
            None => {
                let mut shell = Command::new("sh");
                shell.arg("-c").arg(&step).current_dir(book.path(""));
                shell.status().unwrap().success()
            }
        };
        assert!(done, "{step}");
    }
    Example { book, command }
}

impl Example {
    fn run(&self, format: &str) -> Run {
        let words = self.command.iter().map(String::as_str);
        let words: Vec<&str> = words.chain(["-q", "--format", format]).collect();
        self.book.run(&words)
    }

    /// The findings, as JSON says them.
    fn findings(&self) -> Vec<Value> {
        let json: Value = serde_json::from_str(&self.run("json").out).unwrap();
        json["findings"].as_array().unwrap().clone()
    }
}

/// What the text form says of a code's example, or what is wrong with it.
fn check(code: Code) -> Result<String, String> {
    let explained = explanation(code);
    let bad = example(&explained.example);
    let findings = bad.findings();
    let codes: Vec<&str> = findings
        .iter()
        .filter_map(|one| one["code"].as_str())
        .collect();
    let is_once = codes.first() == Some(&code.as_str()) && codes.iter().all(|one| one == &codes[0]);
    let shown = bad.run("text").err;
    if !is_once {
        return Err(format!("{code}: the example raises {codes:?}\n{shown}"));
    }
    formats_agree(&bad, &findings).map_err(|what| format!("{code}: {what}\n{shown}"))?;

    let files = |parts: &[Part]| -> BTreeMap<String, Part> {
        let name = |part: &Part| match part {
            Part::File { path, .. } => path.clone(),
            Part::Commands(_) => String::new(),
        };
        parts
            .iter()
            .map(|part| (name(part), part.clone()))
            .collect()
    };
    let mut all = files(&explained.example);
    all.extend(files(&explained.better));
    let good = example(&all.into_values().collect::<Vec<Part>>());
    let rest = good.findings();
    if !rest.is_empty() {
        return Err(format!(
            "{code}: the remedy leaves {}",
            good.run("text").err
        ));
    }
    Ok(shown)
}

/// The four formats name the same code, severity and place.
fn formats_agree(example: &Example, findings: &[Value]) -> Result<(), String> {
    let text = example.run("text").err;
    let sarif: Value = serde_json::from_str(&example.run("sarif").out).unwrap();
    let results = sarif["runs"][0]["results"].as_array().unwrap();
    let github = example.run("github").out;
    let mut annotations = github.lines();
    if results.len() != findings.len() {
        return Err(format!("SARIF has {} results", results.len()));
    }
    for (finding, result) in findings.iter().zip(results) {
        let word = |key: &str| finding[key].as_str().unwrap_or_default().to_string();
        let (severity, code, file) = (word("severity"), word("code"), word("file"));
        let place = &finding["start"];
        let title = format!("{severity}[{code}]: {}", word("message"));
        if !text.contains(&title) {
            return Err(format!("the text lacks `{title}`"));
        }
        if place.is_object()
            && !text.contains(&format!("{file}:{}:{}", place["line"], place["column"]))
        {
            return Err(format!("the text lacks the place {file}, {place}"));
        }
        if result["ruleId"] != finding["code"] || result["level"] != finding["severity"] {
            return Err(format!("SARIF says {}", result["ruleId"]));
        }
        let region = &result["locations"][0]["physicalLocation"]["region"];
        if place.is_object() && region["startLine"] != place["line"] {
            return Err(format!("SARIF says line {}", region["startLine"]));
        }
        let annotation = annotations.next().unwrap_or_default();
        let command = match severity.as_str() {
            "note" => "notice",
            other => other,
        };
        let line = format!("line={}", place["line"]);
        let has_line = !place.is_object() || annotation.contains(&line);
        if !annotation.starts_with(&format!("::{command} "))
            || !annotation.contains(&code)
            || !has_line
        {
            return Err(format!("the annotation is `{annotation}`"));
        }
    }
    Ok(())
}

#[test]
fn the_example_of_each_code_raises_it_and_its_remedy_ends_it() {
    let no_book = |code: &Code| NO_BOOK.iter().any(|(name, _)| *name == code.as_str());
    let todo: Vec<Code> = Code::ALL
        .iter()
        .copied()
        .filter(|code| !no_book(code))
        .collect();
    let queue = Mutex::new(todo.into_iter());
    let done: Mutex<BTreeMap<&str, Result<String, String>>> = Mutex::default();
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                while let Some(code) = { queue.lock().unwrap().next() } {
                    let result = check(code);
                    done.lock().unwrap().insert(code.as_str(), result);
                }
            });
        }
    });
    let mut shown = String::new();
    let mut wrong = Vec::new();
    for (_, result) in done.into_inner().unwrap() {
        match result {
            Ok(text) => write!(shown, "{text}").unwrap(),
            Err(what) => wrong.push(what),
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    if blessing() {
        std::fs::write(path(EXPECTED), &shown).unwrap();
    }
    let expected = text(EXPECTED);
    let mut lines = expected.lines().zip(shown.lines()).enumerate();
    let difference = lines.find(|(_, (old, new))| old != new);
    assert!(
        expected == shown,
        "{EXPECTED} differs: {difference:?}; `BLESS=1` rewrites what is expected"
    );
}

#[test]
fn what_no_book_raises_has_a_test_of_its_own() {
    for (code, file) in NO_BOOK {
        let known = Code::ALL.iter().find(|known| known.as_str() == *code);
        let explained = explanation(*known.expect("it is a code"));
        assert!(explained.example.is_empty(), "{code}");
        assert!(text(file).contains(code), "{file} does not name {code}");
    }
}

#[test]
fn the_manual_shows_every_explanation() {
    let pages = below("content/manual/codes");
    let sources = below("src/diagnostic/explained");
    let shown: String = pages.values().map(String::as_str).collect();
    for name in sources.keys() {
        let directive = format!("src/diagnostic/explained/{name}}}}}");
        assert!(
            shown.contains(&directive),
            "no page of the manual includes {name}"
        );
    }
}
