//! After any edits, a warm build equals a cold one.

use patternbook::build::Cache;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use crate::incremental::{Files, assert_equal, put};

/// What may stand in a page.
const TEXTS: &[&str] = &[
    "",
    "# Title\n",
    "Text.\n",
    "---\ntitle: Other\ntags: [one, Two]\n---\n# Heading\n",
    "---\ndraft: true\n---\n",
    "---\nunlisted: true\ntags: [one]\n---\nText [^1].\n\n[^1]: Note.\n",
    "---\nslug: /same\nsidebar_position: -1\n---\n",
    "---\nid: b\npagination_next: a/c\npagination_prev: null\n---\n[a](a.md#x) [b](b.md) ![p](p.svg)\n",
    "## X\n\n```py\nx = 1\n```\n\n[c](a/c.md), [gone](gone.md) <a href=\"nowhere/\">raw</a>\n",
    "---\nlast_update: {date: 2026-03-31}\nimage: p.svg\n---\nText.\n",
    "---\ntitle: [wrong\n---\n",
    "# Parts\n\n{{#include a/_part.md}}\n{{#include _part.md}}\n",
    "---\nkind: style\ntags: [one]\ntrade-offs:\n  scalability: {rating: 5, why: many copies}\nrelations:\n  alternatives: [b, c]\n---\n# One style\n",
    "---\nkind: style\naliases: [Other]\ntrade-offs: {scalability: 2, resilience: [2, 4]}\n---\n# Another style\n",
    "---\n\nkind: pattern\nbaseline: a plain call\ntrade-offs: {performance: -1}\nrelations:\n  requires:\n    - {to: b, why: so}\n---\n# =A pattern\n",
];

/// What may stand in the other files.
const OTHERS: &[(&str, &[&str])] = &[
    (
        "book.toml",
        &[
            "",
            "[book]\ntitle = \"B\"\n",
            "[pages]\nurl-style = \"file\"\nprefix = \"docs\"\n",
            "[theme]\nsidebar-limit = 1\nnav = [{ label = \"A\", href = \"a.md\" }]\n",
            "[output.html]\nadditional-css = [\"static/p.svg\"]\nsite-url = \"/x/\"\n",
            "[catalogue.checks]\nlevel = \"deny\"\nC060 = \"off\"\n",
            "[outputs]\noff = [\"data\"]\n",
            "[catalogue.paths]\ndata = \"a\"\n[[catalogue.preset]]\nid = \"p\"\nlabel = \"P\"\nkind = \"style\"\nweights = { scalability = 3 }\n",
            "[output.html]\nsite-url = \"https://example.org/x/\"\n[outputs]\noff = [\"robots\"]\n",
            "wrong",
        ],
    ),
    (
        "content/a/_category_.yml",
        &[
            "label: A\nposition: 1\n",
            "link: null\n",
            "link: {type: doc, id: c}\n",
            "link: {type: generated-index, slug: /b}\n",
            "lable: x\n",
        ],
    ),
    (
        "content/a/_part.md",
        &["A part.\n", "## A part\n\n[gone](gone.md)\n"],
    ),
    ("content/p.svg", &["<svg/>", "<svg></svg>"]),
    ("static/p.svg", &["<svg/>"]),
    (
        "templates/page.html",
        &[
            "{{ page.title }}",
            "{{ page.titel }}",
            "{% extends \"builtin/page.html\" %}{% block footer %}<a href=\"x\">x</a>{% endblock %}",
            "{% if %}",
        ],
    ),
];

const PAGES: &[&str] = &[
    "content/index.md",
    "content/a.md",
    "content/b.md",
    "content/a/c.md",
    "content/a/README.md",
];

/// What somebody does to a file.
#[derive(Clone, Copy, Debug)]
enum Edit {
    Put(&'static str, &'static str),
    Take(&'static str),
    Move(&'static str, &'static str),
}

impl Edit {
    fn make(self, files: &mut Files) {
        match self {
            Edit::Put(path, text) => put(files, path, text),
            Edit::Take(path) => drop(files.remove(path)),
            Edit::Move(from, to) => {
                if let Some(text) = files.remove(from) {
                    put(files, to, &text);
                }
            }
        }
    }
}

fn edits() -> impl Strategy<Value = Edit> {
    let edit = |path: &'static str, text: Option<&&'static str>| match text {
        Some(text) => Edit::Put(path, text),
        None => Edit::Take(path),
    };
    let page = (0..PAGES.len(), 0..=TEXTS.len())
        .prop_map(move |(page, text)| edit(PAGES[page], TEXTS.get(text)));
    let other = (0..OTHERS.len(), 0..10_usize).prop_map(move |(file, text)| {
        let (path, texts) = OTHERS[file];
        edit(path, texts.get(text))
    });
    let moved =
        (0..PAGES.len(), 0..PAGES.len()).prop_map(|(from, to)| Edit::Move(PAGES[from], PAGES[to]));
    prop_oneof![6 => page, 2 => other, 1 => moved]
}

/// The book before the first edit.
fn book() -> Files {
    let mut files = Files::new();
    for path in PAGES {
        put(&mut files, path, "# Page\n\nText.\n");
    }
    files
}

#[test]
fn five_hundred_edits_in_a_row_leave_what_a_clean_build_makes() {
    // Always the same ones, so that a failure comes again.
    let mut runner = TestRunner::deterministic();
    let edits = edits();
    let mut files = book();
    let mut cache = Cache::remembering();
    for number in 0..500 {
        let edit = edits.new_tree(&mut runner).unwrap().current();
        edit.make(&mut files);
        assert_equal(&mut cache, &files, &format!("edit {number}, {edit:?}"));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(64) })]

    #[test]
    fn after_any_edits_a_warm_build_equals_a_cold_one(
        script in proptest::collection::vec(edits(), 1..10)
    ) {
        let mut files = book();
        let mut cache = Cache::remembering();
        for (number, edit) in script.iter().enumerate() {
            edit.make(&mut files);
            // The first edits make the book; a build after each of the others is enough.
            if number >= script.len() / 2 {
                assert_equal(&mut cache, &files, &format!("{:?}", &script[..=number]));
            }
        }
    }
}
