//! Every book of `tests/books`: the whole site and its diagnostics against `expected/`.

use std::collections::BTreeMap;

use patternbook::sources::Sources;

use crate::support::{blessing, files, is_of_theme, path, report, run_build, text};

#[test]
fn books() {
    let mut books = files("tests/books", &|_| true);
    books.retain(|file| file.ends_with("/book.toml"));
    let wrong: Vec<String> = books
        .iter()
        .filter_map(|book| book.strip_suffix("/book.toml"))
        .flat_map(check)
        .collect();
    let says = "`BLESS=1` rewrites what is expected";
    assert!(wrong.is_empty(), "{}\n{says}", wrong.join("\n"));
}

/// What differs in a book. When blessing, it is written, and nothing differs.
fn check(book: &str) -> Vec<String> {
    let below = |folder: &str| -> BTreeMap<String, String> {
        let prefix = format!("{folder}/");
        let paths = files(folder, &|path| {
            path != format!("{book}/expected") || folder == path
        });
        let name = |path: &String| path.strip_prefix(&prefix).map(str::to_string);
        let named = paths
            .iter()
            .filter_map(|path| Some((name(path)?, text(path))));
        named.collect()
    };
    let written = below(book);
    let texts: Vec<(&str, &str)> = written
        .iter()
        .map(|(path, text)| (path.as_str(), text.as_str()))
        .collect();
    let built = run_build(&Sources::in_memory(&texts));
    let mut actual = built.files;
    actual.retain(|path, _| !is_of_theme(path));
    actual.insert(
        "diagnostics.txt".to_string(),
        report(&built.findings, &texts),
    );
    let folder = format!("{book}/expected");
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
