//! A page that was just saved is shown as the whole build after it shows it.

use patternbook::build::revise::revise;
use patternbook::build::{Build, Cache, build};
use patternbook::diagnostic::Diagnostic;
use patternbook::path::input::ContentPath;
use patternbook::site::Content;
use patternbook::sources::Sources;

use crate::support::{book_files, book_names, sources};

/// The documents of a build, and all that is wrong.
fn shown(build: &Build) -> (Vec<Option<&Content>>, &[Diagnostic]) {
    let documents = build.shown.values().map(|path| build.site.get(path));
    (documents.collect(), &build.diagnostics)
}

/// The last build of `before`, revised by the text of one page; compared with a build of `after`.
fn revised(before: &Sources, after: &Sources, page: &str) -> Option<Build> {
    let mut cache = Cache::remembering();
    build(before, &mut cache);
    let revised = revise(after, &[ContentPath::new(page)?], &mut cache)?;
    let whole = build(after, &mut Cache::once());
    assert_eq!(revised.shown, whole.shown, "{page}");
    let (one, other) = (shown(&revised), shown(&whole));
    assert_eq!(one.1, other.1, "{page}");
    assert!(one.0 == other.0, "{page}: the documents differ");
    Some(revised)
}

#[test]
fn what_only_the_page_shows_is_revised_and_everything_else_is_not() {
    let book = |text: &str| {
        Sources::in_memory(&[
            ("content/a.md", text),
            ("content/b.md", "# B\n\n[to a](a.md#more)\n"),
        ])
    };
    let old = "# A\n\nFirst.\n\n## More\n\nProse, [lost](lost.md).\n\n```py\nx = 1\n```\n";
    let check = |old_part: &str, new_part: &str, is_enough: bool| {
        assert!(old.contains(old_part));
        let new = old.replace(old_part, new_part);
        let revised = revised(&book(old), &book(&new), "a.md");
        assert_eq!(revised.is_some(), is_enough, "{new_part}");
    };
    check("Prose", "Other prose", true);
    check("Prose", "\n\nProse", true);
    check("x = 1", "x = 2", true);
    check("Prose", "<p id=\"own\">Prose</p>", false);
    check("## More", "## Less", false);
    check("(lost.md)", "(b.md)", false);
    check("# A", "# Other", false);
    check("First.", "Second.", false);
    check("# A", "---\ntags: [one]\n---\n# A", false);
    check("# A", "---\ndraft: true\n---\n# A", false);
}

#[test]
fn every_page_of_every_book_can_be_revised() {
    let mut count = 0;
    for name in book_names() {
        let mut files = book_files(&name);
        let pages: Vec<String> = files.keys().cloned().collect();
        let pages = pages.iter().filter(|path| path.ends_with(".md"));
        for page in pages {
            let Some(inside) = page.strip_prefix("content/") else {
                continue;
            };
            let before = sources(&files);
            let text = files.get_mut(page).unwrap();
            text.push_str("\nMore prose.\n\n```\ncode\n```\n");
            let revised = revised(&before, &sources(&files), inside);
            count += usize::from(revised.is_some());
        }
    }
    assert!(count > 20, "only {count} pages were revised");
}
