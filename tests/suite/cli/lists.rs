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
fn what_stands_on_pages_is_listed_with_its_places() {
    let book = Book::new(&[
        (
            "book.toml",
            "[theme]\nsidebar-limit = 9\n[catalogue.links]\nself = [\"https://a.org/{id}\"]\n",
        ),
        (
            "content/index.md",
            "# Home\n\n[b](b.md#part) and [c](https://example.org/?a,b)\n\n<a href=\"mailto:x@y.org\">x</a>\n",
        ),
        (
            "content/b.md",
            "# B\n\n## Part\n\n### Deep {#d}\n\n![p](p.svg) [own](https://a.org/b)\n",
        ),
        ("content/p.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>"),
    ]);
    let list = |words: &[&str]| {
        let run = book.run(&[&["list"], words].concat());
        assert_eq!(run.code, 0, "{words:?}: {}", run.err);
        run.out
    };
    let csv = |words: &[&str]| list(&[words, &["--csv"]].concat()).replace("\r\n", "\n");
    assert_eq!(
        csv(&["headings"]),
        "page,level,id,heading,place\nb,1,b,B,content/b.md:1\nb,2,part,Part,content/b.md:3\n\
         b,3,d,Deep,content/b.md:5\nindex,1,home,Home,content/index.md:1\n"
    );
    assert_eq!(
        csv(&["links"]),
        "place,kind,to\ncontent/b.md:7,internal,p.svg\ncontent/b.md:7,internal,b/\n\
         content/index.md:3,internal,b/#part\ncontent/index.md:3,external,\"https://example.org/?a,b\"\n\
         content/index.md:5,external,mailto:x@y.org\n"
    );
    assert_eq!(csv(&["links", "--external"]).lines().count(), 3);
    let urls = csv(&["urls"]);
    for row in ["/404.html,404.html", "/b/,b/index.html", "/,index.html"] {
        assert!(urls.lines().any(|line| line == row), "{row}: {urls}");
    }
    let config = csv(&["config"]);
    for row in [
        "theme.sidebar-limit,9,book.toml:2",
        "book.language,\"\"\"en\"\"\",default",
        "catalogue.links.wiki,true,default",
    ] {
        assert!(config.lines().any(|line| line == row), "{config}");
    }
    let run = book.run(&["list", "pages", "--csv", "--format", "json"]);
    assert_eq!(run.code, 2, "{}", run.err);
}

#[test]
fn types_of_relations_are_proposed_and_not_applied() {
    let book = Book::new(&[
        (
            "content/a.md",
            "# A\n\n- **Pros**: x\n- **Cons**: y\n\n## Related patterns\n\n- [b](b.md): an Alternative to it\n\
             - [c](c.md): often used with it\n- [d](d.md): somehow near\n",
        ),
        ("content/b.md", "# B\n"),
        ("content/c.md", "# C\n"),
        ("content/d.md", "# D\n"),
    ]);
    let run = book.run(&["list", "relations", "--proposed", "--csv"]);
    let expected = "from,proposed,to,why,file\r\na,alternatives,b,an Alternative to it,a.md\r\n\
                    a,complements,c,often used with it,a.md\r\n";
    assert_eq!((run.code, run.out.as_str()), (0, expected));
    let run = book.run(&["list", "relations", "--csv"]);
    assert_eq!(run.out.matches(",see_also,").count(), 3, "{}", run.out);
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
    for shown in [
        "Example:",
        "    See [retry](rety.md).",
        "Remedy: Correct the path",
        "Better:",
    ] {
        assert!(
            run.out.lines().any(|line| line.starts_with(shown)),
            "{}",
            run.out
        );
    }
    let guard = book.run(&["explain", "S002"]);
    assert!(guard.out.contains("cannot be changed"), "{}", guard.out);
    let wrong = book.run(&["explain", "C06O"]);
    assert_eq!(wrong.code, 2);
    assert!(wrong.err.contains("did you mean `C060`?"), "{}", wrong.err);
}
