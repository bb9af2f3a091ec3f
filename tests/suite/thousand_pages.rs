//! In a book of a thousand pages, an edit does the work it needs, whatever the size of the book.

use patternbook::build::{Cache, Work};

use crate::incremental::{Files, assert_equal, put, replace, work};

/// Sections, and pages of each; a section has a page of its own as well.
const SECTIONS: usize = 40;
const PAGES: usize = 25;

fn path(section: usize, page: usize) -> String {
    format!("content/s{section:02}/p{page:02}.md")
}

/// A thousand pages in forty sections. Each links to the next of its section and has one of seven code blocks and one
/// of ten tags; those of the first section include a file.
fn book() -> Files {
    let mut files = Files::new();
    put(&mut files, "book.toml", "[book]\ntitle = \"Book\"\n");
    put(&mut files, "static/own.css", "a {}");
    put(&mut files, "content/index.md", "# Start\n\nWelcome.\n");
    put(&mut files, "content/s00/_note.md", "A note.\n");
    for section in 0..SECTIONS {
        let label = format!("label: Section {section}\n");
        put(
            &mut files,
            &format!("content/s{section:02}/_category_.yml"),
            &label,
        );
        for page in 0..PAGES {
            let number = section * PAGES + page;
            let next = (page + 1) % PAGES;
            let include = if section == 0 {
                "{{#include _note.md}}\n"
            } else {
                ""
            };
            let text = format!(
                "---\ntags: [tag {}]\n---\n# Page {number}\n\nFirst paragraph.\n\nProse.\n\nSee [next](p{next:02}.md).\n\n\
                 ## More\n\n{include}\n```py\nx = {}\n```\n",
                number % 10,
                number % 7
            );
            put(&mut files, &path(section, page), &text);
        }
    }
    files
}

/// An edit by name, and the work of the build after it: pages parsed, fragments coloured, catalogues made, documents
/// rendered.
type Edit = (&'static str, fn(&mut Files), [usize; 4]);

/// Each is made on top of those before it. The book has 1,053 documents: the pages, the start page, one for each of
/// forty sections and ten tags, the page of all tags, and the page for unknown addresses.
const EDITS: &[Edit] = &[
    ("nothing", |_| {}, [0, 0, 0, 0]),
    (
        "prose",
        |files| replace(files, &path(7, 3), "Prose.", "Other prose."),
        [1, 0, 0, 1],
    ),
    (
        "a heading",
        |files| replace(files, &path(7, 3), "## More", "## Much more"),
        [1, 0, 0, 1],
    ),
    (
        "a code block",
        |files| replace(files, &path(7, 3), "x = ", "y = "),
        [1, 1, 0, 1],
    ),
    (
        "an included file",
        |files| put(files, "content/s00/_note.md", "Another note.\n"),
        [25, 0, 0, 25],
    ),
    (
        // The page, what it links to now, and what it linked to before: both list what mentions them.
        "a link",
        |files| replace(files, &path(7, 3), "(p04.md)", "(../s08/p00.md)"),
        [1, 0, 1, 3],
    ),
    (
        // The pages of its section, the page of the section, the start page, the page of its tag, and the names from A to
        // Z.
        "the title of a page",
        |files| replace(files, &path(7, 3), "# Page 178", "# Title"),
        [1, 0, 1, 30],
    ),
    (
        // The same without the tag, whose pages keep their order.
        "front matter",
        |files| replace(files, &path(7, 3), "---\n", "---\nsidebar_position: 9\n"),
        [1, 0, 1, 27],
    ),
    (
        // It stands at the top of every sidebar.
        "a category file",
        |files| put(files, "content/s07/_category_.yml", "label: Seven\n"),
        [0, 0, 1, 1055],
    ),
    (
        "a template",
        |files| {
            let text = "{% extends \"builtin/page.html\" %}{% block tags %}none{% endblock %}";
            put(files, "templates/page.html", text);
        },
        [0, 0, 0, 1055],
    ),
    (
        "a style sheet",
        |files| put(files, "static/own.css", "b {}"),
        [0, 0, 0, 0],
    ),
    (
        "the settings",
        |files| put(files, "book.toml", "[book]\ntitle = \"Other\"\n"),
        [0, 0, 1, 1055],
    ),
    (
        // The frame counts the pages.
        "a page is taken away",
        |files| drop(files.remove(&path(7, 24))),
        [0, 0, 1, 1054],
    ),
    (
        // As for a title, and the neighbour in the next section.
        "a page gets another name",
        |files| {
            let text = files.remove(&path(7, 23)).unwrap();
            put(files, "content/s07/p99.md", &text);
        },
        [1, 0, 1, 29],
    ),
];

#[test]
fn an_edit_in_a_large_book_does_the_work_it_needs() {
    let mut files = book();
    let mut cache = Cache::remembering();
    let first = assert_equal(&mut cache, &files, "the first build");
    assert_eq!(first, work([1001, 7, 1, 1055]), "the first build");
    let mut wrong = Vec::new();
    for (name, edit, expected) in EDITS {
        edit(&mut files);
        let done: Work = assert_equal(&mut cache, &files, name);
        if done != work(*expected) {
            wrong.push(format!("{name}: {done:?}, not {:?}", work(*expected)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
