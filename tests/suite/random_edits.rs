//! After any edits, a warm build equals a cold one.

use patternbook::build::Cache;
use proptest::prelude::*;

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
    "---\ntitle: [wrong\n---\n",
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

/// A file and its new text, or none to take it away.
fn edits() -> impl Strategy<Value = (&'static str, Option<&'static str>)> {
    let page = (0..PAGES.len(), 0..=TEXTS.len())
        .prop_map(|(page, text)| (PAGES[page], TEXTS.get(text).copied()));
    let other = (0..OTHERS.len(), 0..8_usize).prop_map(|(file, text)| {
        let (path, texts) = OTHERS[file];
        (path, texts.get(text).copied())
    });
    prop_oneof![3 => page, 1 => other]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(64) })]

    #[test]
    fn after_any_edits_a_warm_build_equals_a_cold_one(
        script in proptest::collection::vec(edits(), 1..10)
    ) {
        let mut files = Files::new();
        for path in PAGES {
            put(&mut files, path, "# Page\n\nText.\n");
        }
        let mut cache = Cache::remembering();
        for (number, (path, text)) in script.iter().enumerate() {
            match text {
                Some(text) => put(&mut files, path, text),
                None => drop(files.remove(*path)),
            }
            // The first edits make the book; a build after each of the others is enough.
            if number >= script.len() / 2 {
                assert_equal(&mut cache, &files, &format!("{:?}", &script[..=number]));
            }
        }
    }
}
