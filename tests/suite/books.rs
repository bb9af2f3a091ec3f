//! Every book of `tests/books` against `expected/`: the whole site and its diagnostics, or what the book holds.

use std::collections::BTreeMap;

use patternbook::sources::Sources;

use crate::digest;
use crate::support::{
    Built, below, blessing, book_files, book_names, is_of_theme, pairs, path, render_body, report,
    run_build, sources,
};

/// Books whose every file is compared. Of the others it is what they hold, so that the theme can change without them.
const WHOLE: &[&str] = &[
    "docusaurus-like",
    "file-style",
    "headings",
    "label-lists",
    "plain",
    "records",
    "right-to-left",
    "sections",
    "tables",
];

#[test]
fn books() {
    let names = book_names();
    assert!(!names.is_empty(), "there is no book");
    let wrong: Vec<String> = names.iter().flat_map(|name| check(name)).collect();
    let says = "`BLESS=1` rewrites what is expected";
    assert!(wrong.is_empty(), "{}\n{says}", wrong.join("\n"));
}

/// What differs in a book. When blessing, it is written, and nothing differs.
fn check(book: &str) -> Vec<String> {
    let written = book_files(book);
    let sources = sources(&written);
    let built = run_build(&sources);
    let mut actual = match WHOLE.contains(&book) {
        true => built.files,
        false => content_of(&sources, &built),
    };
    // What is in the index, `search.rs` looks at, and what print pages add, `outputs.rs`: each edit of a book would
    // change it here.
    let is_elsewhere =
        |path: &str| path.starts_with("assets/search/") || path.starts_with("print/");
    actual.retain(|path, _| !is_of_theme(path) && !is_elsewhere(path));
    actual.insert(
        "diagnostics.txt".to_string(),
        report(&built.findings, &pairs(&written)),
    );
    let read = sections_of(&sources);
    if !read.is_empty() {
        actual.insert("sections.txt".to_string(), read);
    }
    let folder = format!("tests/books/{book}/expected");
    let expected = below(&folder);
    if blessing() {
        bless(&folder, &expected, &actual);
        return Vec::new();
    }
    let mut wrong = Vec::new();
    for (path, text) in &actual {
        match expected.get(path) {
            Some(old) if old == text => {}
            Some(old) => wrong.push(format!("{folder}/{path}\n{}", difference(old, text))),
            None => wrong.push(format!("{folder}/{path} is not expected")),
        }
    }
    let missing = expected.keys().filter(|path| !actual.contains_key(*path));
    wrong.extend(missing.map(|path| format!("{folder}/{path} is not made")));
    wrong
}

/// What a book holds, without the theme around it: its entries and relations, the text and the
/// address of each page.
fn content_of(sources: &Sources, built: &Built) -> BTreeMap<String, String> {
    let cards = built.catalogue.cards().values();
    let addresses = cards.map(|card| format!("{}: /{}\n", card.path, card.url.as_str()));
    let mut files = BTreeMap::from([
        ("entries.txt".to_string(), digest::entries(&built.catalogue)),
        (
            "relations.txt".to_string(),
            digest::relations(&built.catalogue),
        ),
        ("addresses.txt".to_string(), addresses.collect()),
    ]);
    files.retain(|_, text| !text.is_empty());
    for path in sources.pages.keys() {
        let page = path.below(&sources.folder).to_string();
        files.insert(format!("pages/{path}.html"), render_body(sources, &page));
    }
    files
}

/// What is read from the prose of each page of which something is read.
fn sections_of(sources: &Sources) -> String {
    let mut out = String::new();
    for path in sources.pages.keys() {
        let path = path.below(&sources.folder).to_string();
        let read = patternbook::testing::sections(sources, &path);
        if !read.is_empty() {
            out.push_str(&format!("== {path}\n{read}"));
        }
    }
    out
}

#[test]
fn marks_and_line_endings_of_files_make_no_difference() {
    for book in book_names() {
        let plain = book_files(&book);
        let mut other = plain.clone();
        for text in other
            .iter_mut()
            .filter(|(path, _)| path.ends_with(".md"))
            .map(|(_, text)| text)
        {
            let lines = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
            *text = format!("\u{feff}{}", lines.replace('\n', "\r\n"));
        }
        let (plain, other) = (run_build(&sources(&plain)), run_build(&sources(&other)));
        for digest in [digest::entries, digest::relations] {
            assert_eq!(digest(&plain.catalogue), digest(&other.catalogue), "{book}");
        }
        let codes = |built: &Built| -> Vec<_> {
            built.findings.iter().map(|finding| finding.code).collect()
        };
        assert_eq!(codes(&plain), codes(&other), "{book}");
    }
}

/// The first line that differs, both ways.
fn difference(old: &str, new: &str) -> String {
    let mut lines = old.lines().zip(new.lines()).enumerate();
    match lines.find(|(_, (old, new))| old != new) {
        Some((number, (old, new))) => {
            format!("line {}, expected:\n{old}\nactual:\n{new}", number + 1)
        }
        None => "one is longer than the other".to_string(),
    }
}

fn bless(folder: &str, old: &BTreeMap<String, String>, new: &BTreeMap<String, String>) {
    for name in old.keys().filter(|name| !new.contains_key(*name)) {
        std::fs::remove_file(path(&format!("{folder}/{name}"))).unwrap();
    }
    for (name, text) in new
        .iter()
        .filter(|(name, text)| old.get(*name) != Some(text))
    {
        let file = path(&format!("{folder}/{name}"));
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, text).unwrap();
    }
}
