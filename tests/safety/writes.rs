//! SR-12: no write leaves the output folder. W3, W4, W8.

use std::fs;

use patternbook::diagnostic::{Code, Severity};
use patternbook::disk::clean::clean;
use patternbook::disk::publish::publish;
use patternbook::fingerprint::Fingerprint;
use patternbook::site::{Content, Output, Site};
use patternbook::sources::Blob;

use crate::support::{Project, lines, names, site, tree};

const MANIFEST: &str = "book/.patternbook-manifest";

#[test]
fn an_output_folder_that_is_a_link_is_judged_by_what_it_leads_to() {
    let project = Project::new();
    project.link("../elsewhere", "book");
    let target = project.target("book");
    let before = project.tree();
    let refused = publish(&site(&[("photo.jpg", "x")]), &target).unwrap_err();
    assert_eq!(refused[0].code, Code::S001);
    assert_eq!(clean(&target, false).unwrap_err()[0].code, Code::S001);
    assert_eq!(project.tree(), before);
    fs::create_dir(project.path("../empty")).unwrap();
    project.link("../empty", "site");
    publish(&site(&[("a", "x")]), &project.target("site")).unwrap();
    assert_eq!(project.read("../empty/a"), "x");
}

#[test]
fn links_and_special_files_inside_the_output_are_never_followed_or_replaced() {
    let project = Project::new();
    let target = project.target("book");
    let old = [("index.html", "i"), ("sub/index.html", "s"), ("old/x", "o")];
    publish(&site(&old), &target).unwrap();
    project.link("../../home", "book/x");
    project.link("../../home/letter.txt", "book/y");
    fs::rename(project.path("book/sub"), project.path("moved")).unwrap();
    project.link("../moved", "book/sub");
    fs::rename(project.path("book/old"), project.path("moved-too")).unwrap();
    project.link("../moved-too", "book/old");
    let before = project.tree();
    let new = [
        ("index.html", "new"),
        ("sub/index.html", "s"),
        ("x/a", "a"),
        ("y", "y"),
    ];
    let refused = publish(&site(&new), &target).unwrap_err();
    assert_eq!(
        lines(&refused),
        [
            "S002 `book/sub/index.html` lies behind a link or a special file",
            "S002 `book/x/a` lies behind a link or a special file",
            "S002 `book/y` is a link or a special file",
        ]
    );
    assert_eq!(
        project.tree(),
        before,
        "nothing is written before all is checked"
    );
    clean(&target, false).unwrap();
    assert_eq!(project.read("moved/index.html"), "s");
    assert_eq!(project.read("moved-too/x"), "o");
    assert_eq!(project.read("../home/letter.txt"), "mine");
}

#[test]
fn a_link_under_a_name_of_our_own_is_refused() {
    for name in ["manifest", "journal", "lock", "staging"] {
        let project = Project::new();
        let target = project.target("book");
        publish(&site(&[("a", "a")]), &target).unwrap();
        drop(fs::remove_file(
            project.path(&format!("book/.patternbook-{name}")),
        ));
        project.link(
            "../../home/letter.txt",
            &format!("book/.patternbook-{name}"),
        );
        let before = project.tree();
        let refused = publish(&site(&[("a", "b")]), &target).unwrap_err();
        let expected = if name == "manifest" {
            Code::S001
        } else {
            Code::S002
        };
        assert_eq!(refused[0].code, expected, "{name}");
        assert_eq!(project.tree(), before, "{name}");
    }
}

#[test]
fn a_foreign_file_in_the_way_is_named_and_nothing_is_written() {
    let project = Project::new();
    let target = project.target("book");
    publish(&site(&[("a.html", "a")]), &target).unwrap();
    project.write("book/b.html", "mine");
    project.write("book/c", "mine");
    project.write("book/d/mine", "mine");
    project.write("book/same.html", "same");
    let before = project.tree();
    let new = [
        ("a.html", "new"),
        ("b.html", "b"),
        ("c/index.html", "c"),
        ("d", "d"),
        ("same.html", "same"),
        (".git/config", "x"),
        (".patternbook-manifest", "x"),
    ];
    let refused = publish(&site(&new), &target).unwrap_err();
    assert_eq!(
        lines(&refused),
        [
            "S002 `book/.git/config` has a name that patternbook or git keeps for itself",
            "S002 `book/.patternbook-manifest` has a name that patternbook or git keeps for itself",
            "S002 `book/b.html` is a file that patternbook did not write",
            "S002 `book/c/index.html` needs a folder where a file is",
            "S002 `book/d` is a folder",
        ]
    );
    assert_eq!(project.tree(), before);
    let published = publish(&site(&[("same.html", "same")]), &target).unwrap();
    assert_eq!(published.unchanged, 1);
    publish(&site(&[]), &target).unwrap();
    assert_eq!(
        project.read("book/same.html"),
        "same",
        "it stays the user's"
    );
}

#[test]
fn a_forged_manifest_leads_nowhere() {
    let project = Project::new();
    let target = project.target("book");
    publish(&site(&[("a.html", "a")]), &target).unwrap();
    project.write("book/keep.txt", "mine");
    let mut forged = project.read(MANIFEST);
    let mine = Fingerprint::of(b"mine");
    for path in [
        "../../home/letter.txt",
        "/etc/x",
        "../notes/keep.txt",
        "a\0b",
        "",
    ] {
        forged.push_str(&format!("{mine} 4 {path}\n"));
    }
    forged.push_str(&format!("{} 4 keep.txt\nnonsense\n", Fingerprint::of(b"x")));
    project.write(MANIFEST, &forged);
    let published = publish(&site(&[]), &target).unwrap();
    assert_eq!(published.removed, 1);
    assert_eq!(published.findings[0].severity, Severity::Warning);
    assert!(published.findings[0].message.contains("`book/keep.txt`"));
    for path in ["book/keep.txt", "notes/keep.txt", "../home/letter.txt"] {
        assert_eq!(project.read(path), "mine");
    }
}

#[test]
fn a_forged_journal_leads_nowhere() {
    let project = Project::new();
    let target = project.target("book");
    publish(&site(&[("a.html", "a")]), &target).unwrap();
    project.write("book/keep.txt", "mine");
    project.write("book/.patternbook-staging/0", "theirs");
    project.write("book/.patternbook-staging/1", "damaged");
    project.write("book/.patternbook-staging/note.txt", "mine");
    let (mine, theirs) = (Fingerprint::of(b"mine"), Fingerprint::of(b"theirs"));
    let a = Fingerprint::of(b"a");
    project.write(
        "book/.patternbook-journal",
        &format!(
            "patternbook journal 1\nput 0 {theirs} 6 ../../home/letter.txt\nput 0 {theirs} 6 keep.txt\n\
             put 1 {theirs} 6 a.html\nremove {mine} 4 keep.txt\nremove {a} 1 ../a\n"
        ),
    );
    publish(&site(&[("a.html", "a")]), &target).unwrap();
    assert_eq!(
        names(&tree(&project.path("book"))),
        [
            ".patternbook-manifest",
            ".patternbook-staging/note.txt",
            "a.html",
            "keep.txt"
        ]
    );
    assert_eq!(project.read("book/keep.txt"), "mine");
    assert_eq!(project.read("book/a.html"), "a");
    assert_eq!(project.read("../home/letter.txt"), "mine");
}

#[test]
fn files_of_the_author_are_copied_and_one_that_is_gone_leaves_everything_as_it_was() {
    let project = Project::new();
    let target = project.target("book");
    let copy = |name: &str| {
        let path = project.path("static").join(name);
        let blob = Blob::File {
            path: path.into(),
            length: 0,
            changed: 0,
        };
        let output = Output {
            path: patternbook::path::output::OutputPath::new(name).unwrap(),
            content: Content::File(blob),
            source: name.to_string(),
            at: None,
        };
        Site::collect([output]).0
    };
    let large = "0123456789".repeat(20_000);
    project.write("static/large.txt", &large);
    publish(&copy("large.txt"), &target).unwrap();
    assert_eq!(project.read("book/large.txt"), large);
    assert_eq!(publish(&copy("large.txt"), &target).unwrap().unchanged, 1);
    let changed = large.replace('9', "x");
    project.write("static/large.txt", &changed);
    assert_eq!(publish(&copy("large.txt"), &target).unwrap().written, 1);
    assert_eq!(project.read("book/large.txt"), changed);
    let before = tree(&project.path("book"));
    let refused = publish(&copy("gone.txt"), &target).unwrap_err();
    assert_eq!(lines(&refused), ["S016 `static/gone.txt` is not there"]);
    project.link("../../home/letter.txt", "static/out.txt");
    let refused = publish(&copy("out.txt"), &target).unwrap_err();
    assert!(matches!(refused[0].code, Code::S011 | Code::S013));
    assert_eq!(tree(&project.path("book")), before);
}

#[test]
fn a_place_that_cannot_be_written_is_named_as_it_was_typed() {
    let project = Project::new();
    project.write("file", "mine");
    let before = project.tree();
    let target = project.target("file/book");
    let refused = publish(&site(&[("a", "a")]), &target).unwrap_err();
    assert_eq!(
        lines(&refused),
        ["S017 `file/book` cannot be written: not a directory"]
    );
    assert!(!refused[0].help.is_empty());
    assert_eq!(project.tree(), before);
}

/// Needs the right to mount; without it, the faults of `publish.rs` stand for it.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_leaves_the_old_site() {
    let outer = tempfile::tempdir().unwrap();
    let mount = outer.path().join("small");
    fs::create_dir(&mount).unwrap();
    let run = |program: &str, arguments: &[&str]| {
        let status = std::process::Command::new(program)
            .args(arguments)
            .arg(&mount)
            .stderr(std::process::Stdio::null())
            .status();
        status.is_ok_and(|status| status.success())
    };
    if !run("mount", &["-t", "tmpfs", "-o", "size=2m", "tmpfs"]) {
        eprintln!("mounting is not allowed here: the full disk is tried by fault injection");
        return;
    }
    let target = crate::support::plain_target(&mount.join("book"));
    let page = "x".repeat(100_000);
    let few: Vec<(String, &str)> = (0..3)
        .map(|at| (format!("{at}/index.html"), &*page))
        .collect();
    let many: Vec<(String, &str)> = (0..40)
        .map(|at| (format!("{at}/index.html"), &*page))
        .collect();
    let of = |files: &[(String, &str)]| {
        let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (&**path, *text)).collect();
        site(&files)
    };
    let first = publish(&of(&many), &target);
    let is_gone = !mount.join("book").exists();
    publish(&of(&few), &target).unwrap();
    let before = tree(&mount);
    let refused = publish(&of(&many), &target);
    let after = tree(&mount);
    assert!(run("umount", &[]));
    assert_eq!(first.unwrap_err()[0].code, Code::S017);
    assert!(is_gone, "a folder that we made goes again");
    let refused = refused.unwrap_err();
    assert!(
        refused[0].message.starts_with("`book/"),
        "{}",
        refused[0].message
    );
    assert_eq!(before, after);
}
