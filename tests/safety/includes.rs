//! SR-12 for includes: nothing outside the repository is read, nothing hidden, and every refusal is named. R1, R2, R6,
//! R7, R8.

use std::fs;
use std::process::Command;

use patternbook::build::{Cache, build};
use patternbook::include::Included;
use patternbook::path::input::InputPath;
use patternbook::sources::Sources;

use crate::support::{Project, config};

fn read(project: &Project) -> Sources {
    project.sources(&config())
}

/// What each file yields: its text, or the code of what is wrong with it.
fn found(project: &Project, paths: &[&str]) -> Vec<String> {
    let directives = paths
        .iter()
        .map(|path| format!("{{{{#include {path}}}}}\n"));
    project.write("content/a.md", &directives.collect::<String>());
    let sources = read(project);
    let shown = |path: &&str| {
        let path = InputPath::new(&format!("content/{path}"));
        match sources.included.get(&path) {
            Some(Included::Text(text)) => text.as_str().to_string(),
            Some(Included::Refused(finding)) => finding.code.to_string(),
            None => "not looked for".to_string(),
        }
    };
    paths.iter().map(shown).collect()
}

fn codes(sources: &Sources) -> Vec<String> {
    let built = build(sources, &mut Cache::once());
    assert!(!format!("{:?}", built.site).contains("secret"));
    let codes = built.diagnostics.iter().map(|one| one.code.to_string());
    codes.collect()
}

#[test]
fn without_a_repository_the_project_is_all_there_is() {
    let project = Project::new();
    project.write("src/x.rs", "code");
    project.write(".env", "secret");
    project.write("book/index.html", "secret");
    project.write("../project-2/x.txt", "secret");
    project.write("content/_part.md", "part");
    let check = |paths: &[(&str, &str)]| {
        let names: Vec<&str> = paths.iter().map(|(path, _)| *path).collect();
        let expected: Vec<&str> = paths.iter().map(|(_, found)| *found).collect();
        assert_eq!(found(&project, &names), expected);
    };
    check(&[
        ("_part.md", "part"),
        ("../src/x.rs", "code"),
        ("../home/letter.txt", "B020"),
        ("../../home/letter.txt", "S010"),
        ("../../project-2/x.txt", "S010"),
        ("../../../../../../../../../../../etc/passwd", "S010"),
        ("../book/index.html", "S010"),
        ("../.env", "not looked for"),
        ("missing.md", "B020"),
        ("../src", "S013"),
    ]);
    assert_eq!(codes(&read(&project)).len(), 8);
}

#[test]
fn a_repository_may_be_quoted_and_nothing_around_it() {
    let project = Project::new();
    project.write("../outside.txt", "secret");
    project.write("../elsewhere/src/x.rs", "code");
    project.write("../.git/config", "secret");
    let names = [
        "../../elsewhere/src/x.rs",
        "../../../outside.txt",
        "../../.git/config",
    ];
    let outer = ["code", "S010", "not looked for"];
    assert_eq!(found(&project, &names), outer);
    // A file in the place of the folder is what worktrees have.
    fs::remove_dir_all(project.path("../.git")).unwrap();
    project.write("../.git", "gitdir: elsewhere");
    assert_eq!(found(&project, &names), outer);
    project.write(".git/config", "secret");
    assert_eq!(found(&project, &names)[0], "S010");
}

#[test]
fn links_lead_to_what_may_be_named_alone() {
    let project = Project::new();
    project.write("src/x.rs", "code");
    project.write(".env", "secret");
    project.write(".git/config", "secret");
    project.write("book/x.html", "secret");
    for (to, link) in [
        ("../src/x.rs", "content/inward.rs"),
        ("../src", "content/folder"),
        ("../../home/letter.txt", "content/out.txt"),
        ("../../home", "content/out"),
        ("../.git", "content/git"),
        ("../.env", "content/env.txt"),
        ("../book", "content/old"),
        ("nowhere", "content/dangling.txt"),
        ("loop.txt", "content/loop.txt"),
        ("/dev/zero", "content/zero.txt"),
    ] {
        project.link(to, link);
    }
    let status = Command::new("mkfifo")
        .arg(project.path("content/_pipe"))
        .status();
    assert!(status.unwrap().success());
    let large = fs::File::create(project.path("content/_large")).unwrap();
    large.set_len(5 << 30).unwrap();
    fs::write(project.path("content/_wrong"), b"a\xff").unwrap();
    let check =
        |path: &str, expected: &str| assert_eq!(found(&project, &[path]), [expected], "{path}");
    check("inward.rs", "code");
    check("folder/x.rs", "code");
    check("out.txt", "S011");
    check("out/letter.txt", "S011");
    check("git/config", "S010");
    check("env.txt", "S010");
    check("old/x.html", "S010");
    check("dangling.txt", "B020");
    check("loop.txt", "S013");
    check("zero.txt", "S011");
    check("_pipe", "S013");
    check("_large", "S030");
    check("_wrong", "S015");
}

#[test]
fn circles_in_any_spelling_end() {
    let project = Project::new();
    project.link(".", "content/again");
    project.write("content/_b.md", "{{#include ./again/_b.md}}");
    assert_eq!(
        found(&project, &["_b.md", "../../project/content/_b.md"]).len(),
        2
    );
    let codes = codes(&read(&project));
    assert!(codes.contains(&"S014".to_string()), "{codes:?}");
}
