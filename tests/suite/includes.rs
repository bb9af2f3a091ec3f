//! What an edit to an included file touches, and where mistakes in one are shown.

use patternbook::build::{Build, Cache, build};
use patternbook::report::{Format, quoted, render};
use patternbook::sources::Sources;

use crate::support::run_build;

const PAGES: [(&str, &str); 5] = [
    ("content/index.md", "# Home\n\n[[one]] and [[two]]"),
    (
        "content/one.md",
        "# One\n\nText\n\n{{#include _parts/a.txt}}",
    ),
    (
        "content/two.md",
        "# Two\n\nText\n\n{{#include _parts/b.txt}}",
    ),
    (
        "content/three.md",
        "# Three\n\n```text file=\"_parts/b.txt\"\n```",
    ),
    ("content/_parts/a.txt", "{{#include b.txt}}"),
];

fn sources(part: &str) -> Sources {
    let mut files = PAGES.to_vec();
    files.push(("content/_parts/b.txt", part));
    Sources::in_memory(&files)
}

#[test]
fn an_edit_to_an_included_file_is_an_edit_to_the_pages_that_hold_it() {
    let mut cache = Cache::remembering();
    let mut build = |part: &str| -> Build { build(&sources(part), &mut cache) };
    let first = build("first");
    assert_eq!(first.diagnostics, []);
    assert_eq!(first.work.parsed, 4);
    assert_eq!(build("first").work.parsed, 0);
    let second = build("second");
    assert_eq!((second.work.parsed, second.work.rendered), (3, 3));
    let warm: Vec<_> = second.site.files().collect();
    let cold = patternbook::build::build(&sources("second"), &mut Cache::once());
    assert_eq!(warm, cold.site.files().collect::<Vec<_>>());
    let shown = |page: &str| run_build(&sources("second")).files[page].contains("second");
    assert!(shown("one/index.html") && shown("two/index.html") && shown("three/index.html"));
}

#[test]
fn a_title_moves_into_the_links_that_show_it() {
    let mut cache = Cache::remembering();
    let mut files = PAGES.to_vec();
    files.push(("content/_parts/b.txt", "x"));
    build(&Sources::in_memory(&files), &mut cache);
    files[1].1 = "# Uno\n\nText\n\n{{#title In the browser}}{{#include _parts/a.txt}}";
    let work = build(&Sources::in_memory(&files), &mut cache).work;
    assert_eq!(work.parsed, 1);
    let built = run_build(&Sources::in_memory(&files)).files;
    assert!(built["index.html"].contains(">Uno</a> and"));
    assert!(built["one/index.html"].contains("<title>In the browser"));
}

#[test]
fn a_mistake_in_an_included_file_is_shown_there_and_then_where_it_comes_from() {
    let sources = sources("a [link](nowhere.md)");
    let build = build(&sources, &mut Cache::once());
    let texts = |file: &_| quoted(&sources, file);
    let text = render(Format::Text, &build.diagnostics[..1], &texts, false);
    let places: Vec<&str> = text
        .lines()
        .filter_map(|line| {
            line.trim()
                .strip_prefix("--> ")
                .or(line.trim().strip_prefix("::: "))
        })
        .collect();
    assert_eq!(
        places,
        [
            "content/_parts/b.txt:1:10",
            "content/_parts/a.txt:1:1",
            "content/one.md:5:1"
        ],
        "{text}"
    );
    assert!(text.contains("included here"), "{text}");
    assert_eq!(build.diagnostics.len(), 2, "{text}");
}
