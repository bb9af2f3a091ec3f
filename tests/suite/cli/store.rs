//! What builds remember on disk changes the time of the next one and nothing else.

use std::collections::BTreeMap;

use crate::cli::book::Book;

fn book() -> Book {
    let code = "# Code\n\n```py\ndef f(x):\n    return x + 1\n```\n\n```js\nlet a = `${1}`;\n```\n";
    let toml = "# More\n\nSee [code](code.md#code).\n\n```toml\na = 'b'\n```\n";
    Book::new(&[
        ("content/index.md", "# Home\n"),
        ("content/code.md", code),
        ("content/more.md", toml),
    ])
}

/// The files of a folder.
fn files(book: &Book, folder: &str) -> BTreeMap<String, Vec<u8>> {
    let root = book.path(folder);
    let mut files = BTreeMap::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(&root).unwrap();
                files.insert(name.display().to_string(), std::fs::read(&path).unwrap());
            }
        }
    }
    files
}

/// Builds into a folder of its own and says how many blocks were coloured.
fn coloured(book: &Book, folder: &str, arguments: &[&str]) -> usize {
    let run = book.run(&[&["build", "-d", folder, "--timings"], arguments].concat());
    assert_eq!(run.code, 0, "{}", run.err);
    let line = run
        .err
        .lines()
        .find(|line| line.starts_with("code coloured"));
    let done = line.unwrap().split_whitespace().nth(2).unwrap();
    done.parse().unwrap()
}

#[test]
fn a_second_build_finds_what_the_first_has_made_and_writes_the_same() {
    let book = book();
    assert_eq!(coloured(&book, "clean", &["--no-store"]), 3);
    assert!(!book.has(".patternbook"), "nothing is kept");
    assert_eq!(coloured(&book, "first", &[]), 3);
    assert_eq!(coloured(&book, "second", &[]), 0);
    assert_eq!(coloured(&book, "third", &["--no-cache"]), 3);
    let clean = files(&book, "clean");
    for folder in ["first", "second", "third"] {
        assert_eq!(files(&book, folder), clean, "{folder}");
    }
    book.write("content/more.md", "# More\n\n```toml\na = 'c'\n```\n");
    assert_eq!(coloured(&book, "edited", &[]), 1);
    assert_eq!(coloured(&book, "edited-clean", &["--no-store"]), 3);
    assert_eq!(files(&book, "edited"), files(&book, "edited-clean"));
}

#[test]
fn a_damaged_store_is_no_store() {
    let book = book();
    coloured(&book, "clean", &["--no-store"]);
    let clean = files(&book, "clean");
    coloured(&book, "first", &[]);
    let store = book.path(".patternbook/store");
    let whole = std::fs::read(&store).unwrap();
    let half = whole.len() / 2;
    for (number, damage) in [0, 1, half, whole.len() - 1].into_iter().enumerate() {
        std::fs::write(&store, &whole[..damage]).unwrap();
        let folder = format!("cut-{number}");
        coloured(&book, &folder, &[]);
        assert_eq!(files(&book, &folder), clean, "{damage} bytes");
    }
    for step in 0..40 {
        let mut bytes = whole.clone();
        let at = step * (whole.len() - 1) / 39;
        bytes[at] ^= 0x55;
        std::fs::write(&store, &bytes).unwrap();
        let folder = format!("flipped-{step}");
        coloured(&book, &folder, &[]);
        assert_eq!(files(&book, &folder), clean, "byte {at}");
    }
}

#[test]
fn a_store_that_cannot_be_kept_is_told_and_the_site_is_complete() {
    let book = book();
    book.write(".patternbook", "a file");
    let run = book.run(&["build"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.err.contains("note[S051]"), "{}", run.err);
    assert!(book.has("book/code/index.html"));
    let text = std::fs::read_to_string(book.path(".patternbook")).unwrap();
    assert_eq!(text, "a file");
}

#[test]
fn what_may_not_be_written_is_not_remembered_either() {
    let book = book();
    book.write("content/wrong.md", "[x](gone.md)\n");
    assert_eq!(book.run(&["build"]).code, 1);
    assert_eq!(book.run(&["build", "-d", "content"]).code, 1);
    assert_eq!(book.run(&["check"]).code, 1);
    assert!(!book.has(".patternbook"));
}

#[test]
fn clean_removes_what_builds_remember() {
    let book = book();
    book.run(&["build"]);
    let run = book.run(&["clean", "--dry-run"]);
    assert!(
        run.out.lines().any(|line| line == ".patternbook/store"),
        "{}",
        run.out
    );
    assert!(book.has(".patternbook/store"));
    let run = book.run(&["clean"]);
    assert!(run.err.contains("and what builds remember"), "{}", run.err);
    assert!(!book.has(".patternbook") && !book.has("book/index.html"));
}

#[test]
fn what_builds_remember_hides_itself_from_version_control() {
    let book = book();
    book.run(&["build"]);
    let ignore = std::fs::read_to_string(book.path(".patternbook/.gitignore")).unwrap();
    assert!(ignore.lines().any(|line| line == "*"), "{ignore}");
}
