//! SR-1: nothing is deleted or overwritten that the program did not write. W2, W6.

use std::fs;

use patternbook::diagnostic::Code;
use patternbook::disk::clean::clean;
use patternbook::disk::publish::publish;
use patternbook::disk::refuse::check_target;

use crate::support::{Project, lines, names, site, tree};

/// Both publishing and cleaning are refused with S001, the message names the folder, and all is as it was.
fn check_refused(project: &Project, named: &str) {
    let target = project.target(named);
    let before = project.tree();
    let finding = check_target(&target).expect_err(named);
    assert_eq!(finding.code, Code::S001, "{named}");
    assert!(finding.message.contains(&format!("`{named}`")), "{named}");
    assert!(!finding.help.is_empty(), "{named}");
    assert_eq!(
        publish(&site(&[("index.html", "x")]), &target),
        Err(vec![finding.clone()])
    );
    assert_eq!(clean(&target, false), Err(vec![finding]));
    assert_eq!(project.tree(), before, "{named}");
}

#[test]
fn folders_that_are_no_output_folder_are_refused_however_they_are_named() {
    let project = Project::new();
    for (to, link) in [
        ("content", "link-to-content"),
        ("..", "link-to-outer"),
        ("../home", "link-to-home"),
        (".", "link-to-project"),
        ("link-to-content", "link-to-link"),
        ("notes", "link-to-notes"),
    ] {
        project.link(to, link);
    }
    let home = project.path("../home");
    for named in [
        ".",
        "..",
        "./",
        "../..",
        "content",
        "static",
        "templates",
        "content/out",
        "static/site",
        "templates/a/b/c",
        "./x/../content",
        "notes/../content/",
        "content//",
        "../project",
        "../project/content",
        "link-to-content",
        "link-to-link/out",
        "link-to-content/../static",
        "link-to-outer",
        "link-to-outer/project",
        "link-to-project",
        "link-to-project/content/new",
        "link-to-home",
        "/",
        "/.",
        "notes",
        "link-to-notes",
        "book.toml",
        home.to_str().unwrap(),
    ] {
        check_refused(&project, named);
    }
}

#[test]
fn source_folders_that_do_not_exist_are_refused_too() {
    let project = Project::new();
    fs::remove_file(project.path("templates/page.html")).unwrap();
    fs::remove_dir(project.path("templates")).unwrap();
    check_refused(&project, "templates");
    check_refused(&project, "templates/out");
}

#[test]
fn a_folder_that_looks_like_a_source_by_its_name_alone_is_fine() {
    let project = Project::new();
    for named in ["content-out", "book", "a/b/c", "../beside", "notes/empty"] {
        let target = project.target(named);
        assert_eq!(check_target(&target), Ok(()), "{named}");
        publish(&site(&[("index.html", "x")]), &target).unwrap();
        assert_eq!(project.read(&format!("{named}/index.html")), "x");
    }
}

#[test]
fn where_the_project_is_the_folder_of_the_pages_the_output_may_lie_in_it() {
    let project = Project::new();
    let mut target = project.target("book");
    target.sources[0] = project.folder.clone();
    assert_eq!(check_target(&target), Ok(()));
    target.folder = project.path("static/out");
    assert_eq!(check_target(&target).unwrap_err().code, Code::S001);
}

#[test]
fn what_hosts_and_git_put_into_a_folder_does_no_harm() {
    let project = Project::new();
    project.write("book/.git/config", "git");
    project.write("book/CNAME", "example.org");
    project.write("book/.nojekyll", "");
    let target = project.target("book");
    let published = publish(&site(&[("index.html", "x"), (".nojekyll", "")]), &target).unwrap();
    assert_eq!((published.written, published.unchanged), (1, 1));
    publish(&site(&[]), &target).unwrap();
    assert_eq!(
        names(&tree(&project.path("book"))),
        [".git/config", ".nojekyll", ".patternbook-manifest", "CNAME"]
    );
    assert_eq!(project.read("book/CNAME"), "example.org");
    project.write("book/other", "");
    fs::remove_file(project.path("book/.patternbook-manifest")).unwrap();
    check_refused(&project, "book");
}

#[test]
fn a_manifest_of_another_format_makes_no_folder_ours() {
    let project = Project::new();
    for text in ["", "patternbook manifest 2\n", "patternbook manifest 1"] {
        project.write("book/.patternbook-manifest", text);
        project.write("book/keep.txt", "mine");
        let target = project.target("book");
        let is_ours = text == "patternbook manifest 1";
        assert_eq!(check_target(&target).is_ok(), is_ours, "{text:?}");
    }
}

#[test]
fn cleaning_removes_what_was_written_and_nothing_else() {
    let project = Project::new();
    let target = project.target("book");
    let files = [("a/b/index.html", "ab"), ("c.css", "c"), ("d/x", "d")];
    publish(&site(&files), &target).unwrap();
    project.write("book/d/mine.txt", "mine");
    project.write("book/c.css", "changed by hand");
    let before = project.tree();
    let planned = clean(&target, true).unwrap();
    assert_eq!(project.tree(), before, "a dry run changes nothing");
    let cleaned = clean(&target, false).unwrap();
    assert_eq!(cleaned, planned);
    assert_eq!((cleaned.files.len(), cleaned.bytes), (2, 3));
    assert_eq!(
        lines(&cleaned.findings),
        ["S002 files of an earlier build were changed since and stay where they are: `book/c.css`"]
    );
    assert_eq!(names(&tree(&project.path("book"))), ["c.css", "d/mine.txt"]);
    assert!(!project.path("book/a").exists());
    let missing = clean(&project.target("nowhere"), false).unwrap();
    assert_eq!(missing.files, []);
}
