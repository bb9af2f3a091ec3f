//! SR-27 for git, and F4, F5: what a repository tells is read, nothing in it is executed, and what cannot be told is
//! said once.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::process::Command;
use std::sync::Arc;

use patternbook::config::{Config, ConfigInput};
use patternbook::disk::read::{book, sources};
use patternbook::disk::stamp::Memory;
use patternbook::sources::{Settings, Sources};
use patternbook::text::Text;

use crate::support::Project;

/// A project whose parent folder is a repository without commits.
fn repository() -> Project {
    let project = Project::new();
    git(
        &project,
        &["init", "--quiet", "--initial-branch=main", ".."],
        0,
    );
    project
}

/// Runs git in the project at a given hour of a day.
fn git(project: &Project, arguments: &[&str], hour: u32) {
    let date = format!("2026-03-31T{hour:02}:30:00+02:00");
    let output = Command::new("git")
        .current_dir(&project.folder)
        .args(["-c", "user.name=Ada", "-c", "user.email=ada@example.org"])
        .args(arguments)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_AUTHOR_DATE", &date)
        .env("GIT_COMMITTER_DATE", &date)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "git {arguments:?}: {said}");
}

fn commit(project: &Project, hour: u32) {
    git(project, &["add", "--all", "."], hour);
    git(project, &["commit", "--quiet", "--message=x"], hour);
}

fn read(project: &Project, memory: &mut Memory) -> Sources {
    let text = book(&project.folder).unwrap();
    let config = Config::new(&ConfigInput {
        book: text.clone(),
        ..ConfigInput::default()
    });
    sources(&project.folder, text, &config, Settings::default(), memory)
}

/// The pages with the moments of their last changes, then the codes of what is wrong.
fn told(sources: &Sources) -> Vec<String> {
    let changes = sources.changes.iter();
    let changes =
        changes.map(|(page, change)| format!("{page} {} {}", change.moment, change.author));
    let codes = sources
        .diagnostics
        .iter()
        .map(|finding| finding.code.to_string());
    changes.chain(codes).collect()
}

fn told_once(project: &Project) -> Vec<String> {
    told(&read(project, &mut Memory::once()))
}

#[test]
fn a_page_has_the_date_of_the_last_commit_that_changed_its_text() {
    let project = repository();
    assert_eq!(told_once(&project), [""; 0], "nothing is committed");
    project.write("content/b ä.md", "# B");
    commit(&project, 4);
    project.write("content/c.md", "# C");
    commit(&project, 5);
    fs::rename(project.path("content/a.md"), project.path("content/sub.md")).unwrap();
    commit(&project, 6);
    git(
        &project,
        &["checkout", "--quiet", "-b", "side", "HEAD~1"],
        7,
    );
    project.write("content/c.md", "# C, changed");
    commit(&project, 7);
    git(&project, &["checkout", "--quiet", "main"], 8);
    git(&project, &["merge", "--quiet", "--no-edit", "side"], 8);
    project.write("content/new.md", "# New");
    let expected = [
        "b ä.md 2026-03-31T02:30:00Z Ada",
        "c.md 2026-03-31T05:30:00Z Ada",
        "sub.md 2026-03-31T02:30:00Z Ada",
    ];
    assert_eq!(told_once(&project), expected);
    project.write("book.toml", "[theme]\nlast-change = \"off\"\n");
    assert_eq!(told_once(&project), [""; 0]);
}

#[test]
fn the_history_is_read_again_when_it_or_the_list_of_pages_is_another_one() {
    let project = repository();
    commit(&project, 4);
    let mut memory = Memory::keeping();
    let first = read(&project, &mut memory).changes;
    project.write("content/a.md", "# A\n\nOther prose.\n");
    let edited = read(&project, &mut memory).changes;
    assert!(Arc::ptr_eq(&first, &edited), "prose is no reason to ask");
    commit(&project, 5);
    let committed = read(&project, &mut memory);
    assert_eq!(told(&committed), ["a.md 2026-03-31T03:30:00Z Ada"]);
    project.write("content/b.md", "# B");
    let added = read(&project, &mut memory).changes;
    assert!(!Arc::ptr_eq(&committed.changes, &added));
}

#[test]
fn a_history_that_is_cut_off_gives_no_date() {
    let project = repository();
    commit(&project, 4);
    project.write("content/b.md", "# B");
    commit(&project, 5);
    let from = format!(
        "file://{}",
        project.path("..").canonicalize().unwrap().display()
    );
    git(
        &project,
        &["clone", "--quiet", "--depth=1", &from, "../clone"],
        6,
    );
    let clone = project.path("../clone/project");
    let text = Some(Text::from(""));
    let config = Config::new(&ConfigInput::default());
    let read = sources(
        &clone,
        text,
        &config,
        Settings::default(),
        &mut Memory::once(),
    );
    assert_eq!(read.pages.len(), 2);
    assert_eq!(told(&read), ["S052"]);
    assert!(read.diagnostics[0].help[0].contains("fetch-depth: 0"));
}

#[test]
fn what_git_refuses_is_said_once_and_nothing_else_is_wrong() {
    let none = Project::new();
    assert_eq!(told_once(&none), [""; 0], "nobody asked for dates");
    none.write("book.toml", "[theme]\nlast-change = \"date\"\n");
    assert_eq!(told_once(&none), ["S053"]);

    let damaged = repository();
    commit(&damaged, 4);
    damaged.write("../.git/config", "[core\n");
    assert_eq!(told_once(&damaged), ["S053"]);

    let pointer = Project::new();
    pointer.write(".git", "gitdir: ../nowhere\n");
    assert_eq!(told_once(&pointer), [""; 0]);

    let foreign = repository();
    commit(&foreign, 4);
    let given = Command::new("chown")
        .args(["-R", "12345"])
        .arg(foreign.path(".."))
        .output();
    // Only a superuser can give a folder away.
    if given.is_ok_and(|output| output.status.success()) {
        assert_eq!(told_once(&foreign), ["S053"]);
        let help = &read(&foreign, &mut Memory::once()).diagnostics[0].help[0];
        assert!(help.contains("safe.directory"), "{help}");
    }
}

/// Keys of a repository's configuration that name programs.
const PROGRAMS: [&str; 16] = [
    "core.fsmonitor",
    "core.pager",
    "core.editor",
    "core.sshCommand",
    "core.gitProxy",
    "core.askPass",
    "pager.log",
    "diff.external",
    "diff.evil.command",
    "diff.evil.textconv",
    "filter.evil.clean",
    "filter.evil.smudge",
    "gpg.program",
    "gpg.ssh.program",
    "credential.helper",
    "alias.log",
];

#[test]
fn a_repository_executes_nothing() {
    let project = repository();
    project.write("content/--output=pwned.md", "# Name");
    project.write("../.gitattributes", "*.md diff=evil\n");
    commit(&project, 4);
    let pwned = project.path("../pwned");
    let program = project.path("../evil.sh");
    fs::write(
        &program,
        format!("#!/bin/sh\ntouch '{}'\ncat\n", pwned.display()),
    )
    .unwrap();
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
    for key in PROGRAMS {
        let value = match key.starts_with("alias") {
            true => format!("!{}", program.display()),
            false => program.display().to_string(),
        };
        git(&project, &["config", key, &value], 4);
    }
    for (key, value) in [
        ("log.showSignature", "true"),
        ("filter.evil.required", "true"),
        ("diff.orderFile", "nowhere"),
        ("diff.relative", "false"),
        ("log.showRoot", "false"),
        ("color.ui", "always"),
        ("core.hooksPath", ".."),
    ] {
        git(&project, &["config", key, value], 4);
    }
    project.write("../.gitattributes", "*.md diff=evil filter=evil\n");
    project.write("content/a.md", "# Changed");
    let expected = [
        "--output=pwned.md 2026-03-31T02:30:00Z Ada",
        "a.md 2026-03-31T02:30:00Z Ada",
    ];
    assert_eq!(told_once(&project), expected);
    assert!(!pwned.exists(), "a program of the repository ran");
    assert!(!project.path("content/pwned.md").exists() && !project.path("pwned.md").exists());
}
