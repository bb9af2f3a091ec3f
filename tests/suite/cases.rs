//! Every case of `tests/cases/*.md`; `case_file.rs` says how they are written.

use patternbook::sources::Sources;

use crate::case_file::{Case, CaseFile, Correction, Wanted};
use crate::digest;
use crate::support::{
    Built, blessing, files, is_of_theme, path, render_body, report, run_build, text,
};

#[test]
fn cases() {
    let mut wrong = Vec::new();
    let files = files("tests/cases", &|_| false);
    assert!(!files.is_empty(), "there is no case");
    for file in files {
        let file = CaseFile::parse(&file, &text(&file));
        let mut corrections = Vec::new();
        for case in &file.cases {
            println!("{}:{}: {}", file.path, case.line, case.name);
            let failures = check(case);
            let place = format!("{}:{}: {}", file.path, case.line, case.name);
            wrong.extend(failures.iter().map(|(_, what)| format!("{place}\n{what}")));
            corrections.extend(failures.into_iter().map(|(correction, _)| correction));
        }
        if blessing() && !corrections.is_empty() {
            std::fs::write(path(&file.path), file.corrected(corrections)).unwrap();
        }
    }
    let count = wrong.len();
    let says = "`BLESS=1` rewrites what is expected";
    assert!(
        blessing() || wrong.is_empty(),
        "{}\n{count} differ; {says}",
        wrong.join("\n")
    );
}

/// What differs, with its correction.
fn check(case: &Case) -> Vec<(Correction, String)> {
    let texts: Vec<(&str, &str)> = case
        .files
        .iter()
        .map(|(path, text)| (path.as_str(), text.as_str()))
        .collect();
    let sources = Sources::in_memory(&texts);
    let built = run_build(&sources);
    let diagnostics = report(&built.findings, &texts);
    for finding in &built.findings {
        let place = format!("{}: {}", case.name, finding.message);
        assert!(!finding.help.is_empty(), "no remedy is told: {place}");
        assert!(!finding.message.ends_with('.'), "a full stop: {place}");
    }
    let mut differences = Vec::new();
    for block in &case.expected {
        let actual = match &block.wanted {
            Wanted::Diagnostics => diagnostics.clone(),
            Wanted::Body(page) => {
                of_page(case, page.as_deref(), |page| render_body(&sources, page))
            }
            Wanted::Sections(page) => of_page(case, page.as_deref(), |page| {
                patternbook::testing::sections(&sources, page)
            }),
            Wanted::Entries => digest::entries(&built.catalogue),
            Wanted::Relations => digest::relations(&built.catalogue),
            Wanted::Site => listing(&built),
            Wanted::File(path) => match built.files.get(path) {
                Some(text) => text.clone(),
                None => format!("there is no file {path}; there are\n{}", listing(&built)),
            },
        };
        // A fence cannot say whether its last line is ended.
        if actual.trim_end_matches('\n') != block.text.trim_end_matches('\n') {
            let wanted = &block.wanted;
            let what = format!("{wanted:?}, expected:\n{}\nactual:\n{actual}", block.text);
            differences.push((block.correction(&actual), what));
        }
    }
    let says = |wanted: &Wanted| case.expected.iter().any(|block| block.wanted == *wanted);
    if !says(&Wanted::Diagnostics) && !diagnostics.is_empty() {
        let what = format!("expects no diagnostics, actual:\n{diagnostics}");
        differences.push((case.addition(&diagnostics), what));
    }
    differences
}

/// What is made of the page that is named, or of the first one.
fn of_page(case: &Case, page: Option<&str>, make: impl Fn(&str) -> String) -> String {
    match page.or(case.first_page()) {
        Some(page) => make(page),
        None => "there is no page".to_string(),
    }
}

fn listing(built: &Built) -> String {
    let paths = built.files.keys().filter(|path| !is_of_theme(path));
    paths.map(|path| format!("{path}\n")).collect()
}
