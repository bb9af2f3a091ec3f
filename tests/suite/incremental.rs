//! A warm build equals a cold one, and does no more than it must.

use std::collections::BTreeMap;

use patternbook::build::{Build, Cache, Work, build};

use crate::support::{Built, book_files, book_names, built, pairs, report, sources};

/// Texts by path.
pub(crate) type Files = BTreeMap<String, String>;

/// Everything a reader and an author get, as one text.
fn shown(build: &Build, files: &Files) -> Files {
    let Built {
        files: mut site,
        findings,
        catalogue: _,
    } = built(build);
    site.insert("the findings".to_string(), report(&findings, &pairs(files)));
    site
}

/// Builds with what is remembered, compares with a build that remembers nothing, and says what was done.
pub(crate) fn assert_equal(cache: &mut Cache, files: &Files, step: &str) -> Work {
    let sources = sources(files);
    let warm = build(&sources, cache);
    let cold = build(&sources, &mut Cache::once());
    let (warm_shown, cold_shown) = (shown(&warm, files), shown(&cold, files));
    let differing: Vec<&String> = cold_shown
        .keys()
        .chain(warm_shown.keys())
        .filter(|path| warm_shown.get(*path) != cold_shown.get(*path))
        .collect();
    assert!(
        differing.is_empty(),
        "{step}: warm and cold differ in {differing:?}"
    );
    assert_eq!(warm.site, cold.site, "{step}");
    assert_eq!(warm.diagnostics, cold.diagnostics, "{step}");
    warm.work
}

/// Pages parsed, fragments coloured, catalogues made, documents rendered.
pub(crate) fn work([parsed, fragments, catalogues, rendered]: [usize; 4]) -> Work {
    Work {
        parsed,
        fragments,
        catalogues,
        rendered,
    }
}

/// A book of thirteen documents: a start page, two categories of two pages each, a page at the top, one tag, the page of
/// all tags, a page that is not listed, the page to search on and the page for unknown addresses.
fn small_book() -> Files {
    let files = [
        ("book.toml", "[book]\ntitle = \"Book\"\n"),
        ("content/index.md", "# Start\n\nWelcome.\n"),
        (
            "content/01-guides/_category_.yml",
            "label: Guides\ncollapsed: true\n",
        ),
        (
            "content/01-guides/01-first.md",
            "# First\n\nSee [second](02-second.md).\n\nProse.\n\n## More\n\n```py\nx = 1\n```\n",
        ),
        ("content/01-guides/02-second.md", "# Second\n\nSecond.\n"),
        (
            "content/02-styles/_category_.json",
            "{\"label\": \"Styles\"}",
        ),
        (
            "content/02-styles/layers.md",
            "---\ntags: [old]\n---\n# Layers\n\nLayers.\n",
        ),
        ("content/02-styles/monolith.md", "# Monolith\n\nMonolith.\n"),
        ("content/03-about.md", "# About\n\nAbout.\n"),
        (
            "content/hidden.md",
            "---\nunlisted: true\n---\n# Hidden\n\nHidden.\n",
        ),
    ];
    files
        .iter()
        .map(|(path, text)| (path.to_string(), text.to_string()))
        .collect()
}

/// Replaces a text in a file of the book.
pub(crate) fn replace(files: &mut Files, path: &str, old: &str, new: &str) {
    let text = files.get_mut(path).unwrap();
    assert!(text.contains(old), "{path} has no {old:?}");
    *text = text.replacen(old, new, 1);
}

/// Adds a file, or puts another text in its place.
pub(crate) fn put(files: &mut Files, path: &str, text: &str) {
    files.insert(path.to_string(), text.to_string());
}

/// What is done to a book, by name, and the work of the build after it: pages parsed, fragments coloured, catalogues
/// made, documents rendered.
type Edit = (&'static str, fn(&mut Files), [usize; 4]);

const FIRST: &str = "content/01-guides/01-first.md";
const SECOND: &str = "content/01-guides/02-second.md";

/// Each is made on top of those before it. The book has thirteen documents, with the second tag fourteen.
const EDITS: &[Edit] = &[
    ("nothing is changed", |_| {}, [0, 0, 0, 0]),
    (
        "prose",
        |files| replace(files, FIRST, "Prose.", "Other prose."),
        [1, 0, 0, 1],
    ),
    (
        "the prose of a page that no list names",
        |files| {
            replace(
                files,
                "content/hidden.md",
                "Hidden.\n",
                "Hidden.\n\nMore.\n",
            );
        },
        [1, 0, 0, 1],
    ),
    (
        "a heading",
        |files| replace(files, FIRST, "## More", "## Even more"),
        [1, 0, 0, 1],
    ),
    (
        "a code block",
        |files| replace(files, FIRST, "x = 1", "x = 2"),
        [1, 1, 0, 1],
    ),
    (
        "a code block that another page has as well",
        |files| replace(files, SECOND, "Second.", "Second.\n\n```py\nx = 2\n```\n"),
        [1, 0, 0, 1],
    ),
    (
        // The page, and its target, which lists it.
        "a link to another page",
        |files| {
            replace(
                files,
                FIRST,
                "Other prose.",
                "Other [prose](../03-about.md).",
            );
        },
        [1, 0, 1, 2],
    ),
    (
        // The page, and its category, which quotes it.
        "the first paragraph",
        |files| replace(files, SECOND, "Second.", "Other words."),
        [1, 0, 1, 2],
    ),
    (
        // The page, its sibling, which mentions it, its category, the start page, which lists what categories hold, the
        // page that shows what mentions it, and the names from A to Z.
        "the title of a page",
        |files| replace(files, FIRST, "# First", "# Primary"),
        [1, 0, 1, 6],
    ),
    (
        // It stands at the top of every sidebar.
        "the title of a category",
        |files| {
            replace(
                files,
                "content/01-guides/_category_.yml",
                "Guides",
                "Manual",
            );
        },
        [0, 0, 1, 14],
    ),
    (
        // Both siblings, their category, the start page, and the next category, whose neighbour is another.
        "a position",
        |files| put_before(files, FIRST, "---\nsidebar_position: 3\n---\n"),
        [1, 0, 1, 5],
    ),
    (
        // The page, its sibling, which links to it, their category, the start page, and the names from A to Z.
        "a slug",
        |files| put_before(files, SECOND, "---\nslug: /elsewhere\n---\n"),
        [1, 0, 1, 5],
    ),
    (
        // The page, the page of all tags, and the new one.
        "a tag",
        |files| {
            put_before(
                files,
                "content/02-styles/monolith.md",
                "---\ntags: [new]\n---\n",
            );
        },
        [1, 0, 1, 3],
    ),
    (
        "a page is added",
        |files| {
            put(
                files,
                "content/02-styles/events.md",
                "# Events\n\nEvents.\n",
            );
        },
        [1, 0, 1, 16],
    ),
    (
        "a page is removed",
        |files| drop(files.remove("content/02-styles/events.md")),
        [0, 0, 1, 15],
    ),
    (
        "a template",
        |files| {
            put(
                files,
                "templates/page.html",
                "{% extends \"builtin/page.html\" %}{% block tags %}none{% endblock %}",
            );
        },
        [0, 0, 0, 15],
    ),
    (
        "the title of the book",
        |files| replace(files, "book.toml", "Book", "Other"),
        [0, 0, 1, 15],
    ),
    (
        "a setting that pages are parsed with",
        |files| {
            put(
                files,
                "book.toml",
                "[output.html]\nsmart-punctuation = false\n",
            );
        },
        [7, 0, 1, 15],
    ),
    (
        "a page becomes a draft",
        |files| replace(files, FIRST, "---\n", "---\ndraft: true\n"),
        [1, 0, 1, 14],
    ),
    (
        "a draft is published",
        |files| replace(files, FIRST, "draft: true\n", ""),
        [1, 0, 1, 15],
    ),
    (
        // The page becomes the first entry, so the header leads to the names from A to Z.
        "pros and cons",
        |files| {
            append(
                files,
                "content/03-about.md",
                "\n## Pros\n\n- Short\n\n## Cons\n\n- Dull\n",
            );
        },
        [1, 0, 1, 15],
    ),
    (
        "prose around pros and cons",
        |files| append(files, "content/03-about.md", "\n## Else\n\n- Prose\n"),
        [1, 0, 0, 1],
    ),
    (
        "a con",
        |files| replace(files, "content/03-about.md", "Dull", "Long"),
        [1, 0, 1, 1],
    ),
    (
        "a static file",
        |files| put(files, "static/extra.txt", "text"),
        [0, 0, 1, 0],
    ),
];

/// Writes something behind a text.
fn append(files: &mut Files, path: &str, end: &str) {
    files.get_mut(path).unwrap().push_str(end);
}

/// Writes something before a text.
fn put_before(files: &mut Files, path: &str, start: &str) {
    let text = files.get_mut(path).unwrap();
    text.insert_str(0, start);
}

#[test]
fn each_edit_does_the_work_it_needs_and_no_more() {
    let mut files = small_book();
    let mut cache = Cache::remembering();
    let first = assert_equal(&mut cache, &files, "the first build");
    assert_eq!(first, work([7, 1, 1, 14]), "the first build");
    let mut wrong = Vec::new();
    for (name, edit, expected) in EDITS {
        edit(&mut files);
        let done = assert_equal(&mut cache, &files, name);
        if done != work(*expected) {
            wrong.push(format!("{name}: {done:?}, not {:?}", work(*expected)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_page_of_every_book_can_be_edited_taken_away_and_put_back() {
    for name in book_names() {
        let mut files = book_files(&name);
        let mut cache = Cache::remembering();
        assert_equal(&mut cache, &files, &name);
        let pages: Vec<String> = files
            .keys()
            .filter(|path| path.starts_with("content/") && path.ends_with(".md"))
            .cloned()
            .collect();
        for page in pages {
            let step = |edit: &str| format!("{name}: {page} {edit}");
            let again = assert_equal(&mut cache, &files, &step("is as it was"));
            assert_eq!(again, work([0, 0, 0, 0]), "{name}: {page}");
            files.get_mut(&page).unwrap().push_str("\nMore prose.\n");
            let prose = assert_equal(&mut cache, &files, &step("gets prose"));
            assert_eq!((prose.parsed, prose.fragments), (1, 0), "{name}: {page}");
            assert!(
                prose.catalogues == 1 || prose.rendered <= 1,
                "{name}: {page}"
            );
            let text = files.remove(&page).unwrap();
            assert_equal(&mut cache, &files, &step("is taken away"));
            files.insert(page.clone(), text);
            assert_equal(&mut cache, &files, &step("is put back"));
        }
        put(&mut files, "book.toml", "[book]\ntitle = \"Another\"\n");
        assert_equal(&mut cache, &files, &name);
        put(&mut files, "templates/404.html", "{{ base.book.title }}");
        assert_equal(&mut cache, &files, &name);
    }
}
