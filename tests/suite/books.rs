//! Every book of `tests/books`: the whole site and its diagnostics against `expected/`.

use std::collections::BTreeMap;

use crate::support::{
    below, blessing, book_files, book_names, is_of_theme, pairs, path, report, run_build, sources,
};

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
    let built = run_build(&sources(&written));
    let mut actual = built.files;
    // Print pages repeat what the pages hold; `outputs.rs` tests what they add.
    actual.retain(|path, _| !is_of_theme(path) && !path.starts_with("print/"));
    actual.insert(
        "diagnostics.txt".to_string(),
        report(&built.findings, &pairs(&written)),
    );
    let read = sections_of(&written);
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

/// What is read from the prose of each page of which something is read.
fn sections_of(files: &BTreeMap<String, String>) -> String {
    let sources = sources(files);
    let mut out = String::new();
    for path in sources.pages.keys() {
        let path = path.below(&sources.folder).to_string();
        let read = patternbook::testing::sections(&sources, &path);
        if !read.is_empty() {
            out.push_str(&format!("== {path}\n{read}"));
        }
    }
    out
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
