//! What `list` and `explain` say.

use serde_json::Value;

use crate::cli::book::Book;

#[test]
fn a_list_is_a_table_for_people_and_a_list_of_objects_for_programs() {
    let book = Book::new(&[
        (
            "content/a.md",
            "---\nbaseline: nothing\nrelations: {requires: [{to: b, why: it asks}]}\n---\n# A\n",
        ),
        ("content/b.md", "# B\n\n## Part\n\nSee [c](c.md).\n"),
        ("content/c.md", "---\ntags: [x]\n---\n# C\n"),
        ("content/d.md", "# D\n"),
        ("content/e.md", "---\ndraft: true\n---\n# E\n"),
    ]);
    let list = |what: &str| {
        let run = book.run(&["list", what]);
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{what}");
        run.out
    };
    assert_eq!(
        list("entries"),
        "ID  TITLE  KIND     FAMILY  ADDRESS  FILE\na   A      pattern          a/       a.md\n"
    );
    assert_eq!(
        list("relations"),
        "FROM  RELATION  TO  WHY      FILE\na     requires  b   it asks  a.md\n"
    );
    assert_eq!(list("mentions"), "FROM  TO  BELOW\nb     c   Part\n");
    assert_eq!(list("orphans"), "ID  TITLE  FILE\nd   D      d.md\n");
    assert_eq!(list("drafts"), "ID  TITLE  FILE\ne   E      e.md\n");
    assert_eq!(list("tags"), "TAG  ADDRESS  PAGES\nx    tags/x/  1\n");
    assert_eq!(list("ids").lines().count(), 5);
    let run = book.run(&["list", "pages", "--format", "json"]);
    let pages: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(pages[1]["address"], "b/");
    assert_eq!(pages.as_array().map(Vec::len), Some(4));
    let run = book.run(&["list", "pages", "--format", "sarif"]);
    assert_eq!(run.code, 2, "{}", run.err);
}

#[test]
fn a_list_of_a_broken_book_says_that_it_may_not_be_all() {
    let run = Book::broken().run(&["list", "pages"]);
    assert_eq!(run.code, 0);
    assert!(run.err.starts_with("the book has 1 error, "), "{}", run.err);
}

#[test]
fn a_code_is_explained() {
    let book = Book::good();
    let run = book.run(&["explain", "c060"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert!(
        run.out.starts_with("error[C060]: a link leads to"),
        "{}",
        run.out
    );
    let guard = book.run(&["explain", "S002"]);
    assert!(guard.out.contains("cannot be changed"), "{}", guard.out);
    let wrong = book.run(&["explain", "C06O"]);
    assert_eq!(wrong.code, 2);
    assert!(wrong.err.contains("did you mean `C060`?"), "{}", wrong.err);
}
