//! SR-2: no stale output.

use patternbook::diagnostic::Severity;
use patternbook::disk::publish::publish;

use crate::support::{Project, lines, names, site, tree};

#[test]
fn files_that_the_site_no_longer_has_go_and_so_do_their_folders() {
    let project = Project::new();
    let target = project.target("book");
    let old = [
        ("a/index.html", "a"),
        ("b/deep/er/index.html", "b"),
        ("b/index.html", "b"),
        ("c.css", "c"),
    ];
    publish(&site(&old), &target).unwrap();
    project.write("book/CNAME", "example.org");
    project.write("book/mine/notes.txt", "mine");
    let new = [("b/index.html", "b"), ("d/index.html", "d")];
    let published = publish(&site(&new), &target).unwrap();
    let counts = (published.written, published.unchanged, published.removed);
    assert_eq!((counts, published.bytes), ((1, 1, 3), 2));
    assert_eq!(published.findings, []);
    let tree = tree(&project.path("book"));
    assert_eq!(
        names(&tree),
        [
            ".patternbook-manifest",
            "CNAME",
            "b/index.html",
            "d/index.html",
            "mine/notes.txt"
        ]
    );
    assert!(!tree.contains_key("a") && !tree.contains_key("b/deep"));
}

#[test]
fn a_stale_file_that_was_changed_by_hand_stays_with_a_warning() {
    let project = Project::new();
    let target = project.target("book");
    publish(&site(&[("a.html", "a"), ("b.html", "b")]), &target).unwrap();
    project.write("book/a.html", "c");
    let published = publish(&site(&[]), &target).unwrap();
    assert_eq!(
        lines(&published.findings),
        [
            "S002 files of an earlier build were changed since and stay where they are: `book/a.html`"
        ]
    );
    assert_eq!(published.findings[0].severity, Severity::Warning);
    assert_eq!(project.read("book/a.html"), "c");
    let again = publish(&site(&[]), &target).unwrap();
    assert_eq!(again.findings, [], "it is no file of ours any more");
}

#[test]
fn files_become_folders_and_folders_files() {
    let project = Project::new();
    let target = project.target("book");
    publish(&site(&[("a", "file"), ("b/x/index.html", "b")]), &target).unwrap();
    publish(&site(&[("a/index.html", "a"), ("b", "file")]), &target).unwrap();
    assert_eq!(
        names(&tree(&project.path("book"))),
        [".patternbook-manifest", "a/index.html", "b"]
    );
}

#[test]
fn a_name_that_changes_by_case_alone_is_one_file_where_the_system_says_so() {
    let project = Project::new();
    let target = project.target("book");
    publish(&site(&[("A.html", "a")]), &target).unwrap();
    // What such a system would show: the same file under both names.
    std::fs::hard_link(project.path("book/A.html"), project.path("book/a.html")).unwrap();
    let published = publish(&site(&[("a.html", "b")]), &target).unwrap();
    assert_eq!((published.written, published.removed), (1, 0));
    assert_eq!(project.read("book/a.html"), "b");
}
