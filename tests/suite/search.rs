//! The search index as files: what is in it, what is not, and what an edit changes.

use std::collections::BTreeMap;

use patternbook::build::{Cache, build};
use patternbook::site::Content;

use crate::support::{book_files, pairs, report, sources};

const FOLDER: &str = "assets/search/";

/// The files of the index, by name.
fn index(files: &BTreeMap<String, String>) -> BTreeMap<String, String> {
    let build = build(&sources(files), &mut Cache::once());
    let text = |content: &Content| match content {
        Content::Bytes(bytes) => String::from_utf8(bytes.to_vec()).unwrap(),
        Content::File(_) => panic!("the index is made"),
    };
    let named = build.site.files().filter_map(|(path, content)| {
        Some((
            path.as_str().strip_prefix(FOLDER)?.to_string(),
            text(content),
        ))
    });
    named.collect()
}

#[test]
fn what_nobody_shall_find_is_not_in_the_index() {
    let index = index(&book_files("search"));
    let all: String = index.values().map(String::as_str).collect();
    assert!(all.contains("check_tool_call") && all.contains("断路"));
    for absent in ["quarantine", "Silent", "Unlisted", "Draft"] {
        assert!(!all.contains(absent), "{absent}");
    }
}

#[test]
fn every_file_is_a_script_that_hands_over_one_value() {
    for (name, text) in index(&book_files("search")) {
        let kind = name.split('.').next().unwrap();
        let start = format!("patternbookSearch(\"{kind}\",");
        assert!(
            text.starts_with(&start) && text.ends_with(");\n"),
            "{name}: {text}"
        );
        assert_eq!(text.lines().count(), 1, "{name}");
    }
}

#[test]
fn an_edit_changes_the_files_that_hold_its_words() {
    let mut files = book_files("search");
    // So many pages that their words fill several files.
    for number in 0..150 {
        let words: Vec<String> = (0..150)
            .map(|word| format!("{}w{}", letters(number * 150 + word), word))
            .collect();
        let text = format!("# Page {number}\n\n{}\n", words.join(" "));
        files.insert(format!("content/many/page-{number:03}.md"), text);
    }
    let before = index(&files);
    assert!(before.len() > 8, "{:?}", before.keys());
    let page = files.get_mut("content/many/page-149.md").unwrap();
    page.push_str("\nzyzzyva\n");
    let after = index(&files);
    let changed = after
        .keys()
        .filter(|name| !before.contains_key(*name))
        .count();
    assert!((1..=3).contains(&changed), "{changed} of {}", after.len());
}

/// A number as letters, so that words begin with any letter.
fn letters(mut number: usize) -> String {
    let mut text = String::new();
    for _ in 0..4 {
        text.push(char::from(b'a' + u8::try_from(number % 26).unwrap()));
        number /= 26;
    }
    text
}

#[test]
fn a_book_without_search_has_no_trace_of_it() {
    let mut files = book_files("plain");
    let config = "[output.html]\nsearch.enable = false\n";
    files.insert("book.toml".to_string(), config.to_string());
    let build = build(&sources(&files), &mut Cache::once());
    assert_eq!(report(&build.diagnostics, &pairs(&files)), "");
    for (path, content) in build.site.files() {
        let Content::Bytes(bytes) = content else {
            continue;
        };
        let is_page = path.as_str().ends_with(".html");
        assert!(
            !is_page || !String::from_utf8_lossy(bytes).contains("pb-search"),
            "{path}"
        );
        assert!(
            !path.as_str().starts_with(FOLDER) && path.as_str() != "search/index.html",
            "{path}"
        );
    }
}

#[test]
fn a_file_in_the_folder_of_the_index_is_reported() {
    let mut files = book_files("plain");
    files.insert("static/Assets/search/own.js".to_string(), "x".to_string());
    let build = build(&sources(&files), &mut Cache::once());
    let report = report(&build.diagnostics, &pairs(&files));
    assert!(
        report
            .contains("error[S004]: `Assets/search/own.js` lies in the folder of the search index"),
        "{report}"
    );
}
