//! SR-12 and SR-18: no read leaves its folder, and nothing is passed over in silence. R2, R5, R6, R7, R9, F9, H9.

use std::fs;
use std::process::Command;
use std::time::UNIX_EPOCH;

use patternbook::config::Config;
use patternbook::diagnostic::Diagnostic;
use patternbook::disk::read::book;
use patternbook::path::input::InputPath;
use patternbook::sources::{Blob, Sources};

use crate::support::{Project, config, lines};

fn source(path: &str) -> Config {
    let mut config = config();
    config.book.source = Some((InputPath::new(path), 3..7));
    config
}

fn read(project: &Project, config: &Config) -> Sources {
    project.sources(config)
}

fn keys<'a, K: ToString + 'a>(keys: impl Iterator<Item = &'a K>) -> Vec<String> {
    keys.map(ToString::to_string).collect()
}

fn places(findings: &[Diagnostic]) -> Vec<String> {
    let place = |finding: &Diagnostic| {
        let at = finding.at.as_ref().map(|at| at.file.to_string());
        format!("{} {}", finding.code, at.unwrap_or_default())
    };
    let mut places: Vec<String> = findings.iter().map(place).collect();
    places.sort();
    places
}

#[test]
fn every_input_is_read_and_the_rest_is_passed_by() {
    let project = Project::new();
    for path in [
        "content/b/c.md",
        "content/b/_category_.json",
        "content/b/c.png",
        "content/_draft.md",
        "content/_parts/x.md",
        "content/.git/config.md",
        "content/a.md~",
        "content/.a.md.swp",
        "static/.well-known/x",
        "static/.env",
        "static/a/.hidden/x",
        "static/_redirects",
        "templates/partials/nav.html",
        "templates/notes.txt",
        "book/old.md",
    ] {
        project.write(path, "x");
    }
    project.link("nowhere", "content/.#a.md");
    let read = read(&project, &config());
    assert_eq!(read.diagnostics, []);
    assert_eq!(read.folder.as_str(), "content");
    assert_eq!(read.book.as_ref().map(|text| text.as_str()), Some(""));
    assert_eq!(keys(read.pages.keys()), ["a.md", "b/c.md"]);
    assert_eq!(keys(read.folder_files.keys()), ["b/_category_.json"]);
    assert_eq!(keys(read.files.keys()), ["b/c.png"]);
    assert_eq!(
        keys(read.static_files.keys()),
        [".well-known/x", "_redirects", "site.css"]
    );
    assert_eq!(
        keys(read.templates.keys()),
        ["page.html", "partials/nav.html"]
    );
    let path = project.path("content/b/c.png");
    let changed = fs::metadata(&path).unwrap().modified().unwrap();
    let blob = Blob::File {
        path: path.into(),
        length: 1,
        changed: changed.duration_since(UNIX_EPOCH).unwrap().as_nanos(),
    };
    assert_eq!(read.files.values().next(), Some(&blob));
}

#[test]
fn the_folder_of_the_pages_is_looked_for_in_order() {
    let project = Project::new();
    let check = |config: &Config, expected: Result<&str, &str>| {
        let read = read(&project, config);
        match expected {
            Ok(folder) => assert_eq!(read.folder.as_str(), folder),
            Err(finding) => assert_eq!(lines(&read.diagnostics), [finding]),
        }
        read
    };
    project.write("src/main.rs", "");
    project.write("docs/d.md", "");
    check(&config(), Ok("content"));
    fs::rename(project.path("content"), project.path("pages")).unwrap();
    check(&config(), Ok("docs"));
    project.write("src/SUMMARY.md", "");
    check(&config(), Ok("src"));
    check(&source("pages"), Ok("pages"));
    fs::remove_file(project.path("src/SUMMARY.md")).unwrap();
    fs::rename(project.path("docs"), project.path("others")).unwrap();
    check(
        &config(),
        Err(
            "B027 the project has no folder of pages: neither `content/`, nor `src/` with a `SUMMARY.md`, nor `docs/`",
        ),
    );
    let missing = check(&source("missing"), Err("B027 there is no folder `missing`"));
    assert_eq!(places(&missing.diagnostics), ["B027 book.toml"]);
    check(
        &source("book.toml"),
        Err("B027 there is no folder `book.toml`"),
    );
    for outside in ["..", "pages/../..", "../home", ".git"] {
        let read = read(&project, &source(outside));
        assert_eq!(places(&read.diagnostics), ["S010 book.toml"], "{outside}");
        assert!(read.pages.is_empty());
    }
    project.link("../home", "linked");
    let read = read(&project, &source("linked"));
    assert_eq!(places(&read.diagnostics), ["S011 book.toml"]);
}

#[test]
fn a_project_that_is_its_own_folder_of_pages_does_not_hold_itself() {
    let project = Project::new();
    project.write("index.md", "x");
    project.write("book/index.html", "x");
    let read = read(&project, &source("."));
    assert_eq!(read.diagnostics, []);
    assert_eq!(keys(read.pages.keys()), ["content/a.md", "index.md"]);
    assert_eq!(keys(read.files.keys()), ["notes/keep.txt"]);
}

#[test]
fn links_are_followed_inside_their_folder_alone() {
    let project = Project::new();
    project.write("content/b/b.md", "b");
    project.write("content/c/c.md", "c");
    let absolute = project.path("content/a.md");
    for (to, link) in [
        ("a.md", "content/inward.md"),
        (absolute.to_str().unwrap(), "content/absolute.md"),
        ("b", "content/folder"),
        ("../../home", "content/out-folder"),
        ("../../home/letter.txt", "content/out.md"),
        ("../../home/letter.txt", "content/out.png"),
        ("/etc/passwd", "content/passwd.md"),
        ("/dev/zero", "content/zero.md"),
        ("../book.toml", "content/toml.md"),
        (".", "content/self"),
        ("two.md", "content/one.md"),
        ("one.md", "content/two.md"),
        ("nowhere.md", "content/dangling.md"),
        ("../c", "content/b/nested"),
        ("../../home", "static/out"),
    ] {
        project.link(to, link);
    }
    project.write("../home/letter.txt", "secret");
    let read = read(&project, &config());
    assert_eq!(
        keys(read.pages.keys()),
        [
            "a.md",
            "absolute.md",
            "b/b.md",
            "b/nested/c.md",
            "c/c.md",
            "folder/b.md",
            "inward.md"
        ]
    );
    assert_eq!(
        places(&read.diagnostics),
        [
            "S011 content/out-folder",
            "S011 content/out.md",
            "S011 content/out.png",
            "S011 content/passwd.md",
            "S011 content/toml.md",
            "S011 content/zero.md",
            "S011 static/out",
            "S012 content/folder/nested",
            "S012 content/one.md",
            "S012 content/self",
            "S012 content/two.md",
            "S016 content/dangling.md",
        ]
    );
    assert!(!format!("{read:?}").contains("secret"));
}

#[test]
fn many_links_between_folders_are_a_bounded_amount_of_work() {
    let project = Project::new();
    for at in 0..25 {
        project.write(&format!("content/{at}/page.md"), "x");
        for name in ["left", "right"] {
            project.link(&format!("../{}", at + 1), &format!("content/{at}/{name}"));
        }
    }
    let read = read(&project, &config());
    assert!(read.pages.len() < 100, "{}", read.pages.len());
}

#[test]
fn special_files_and_wrong_texts_are_named_and_the_others_are_read() {
    let project = Project::new();
    for path in [
        "content/pipe.md",
        "content/pipe.png",
        "static/pipe",
        "templates/pipe.html",
    ] {
        let status = Command::new("mkfifo").arg(project.path(path)).status();
        assert!(status.unwrap().success());
    }
    let _socket = std::os::unix::net::UnixListener::bind(project.path("content/socket.md"));
    project.write("content/folder.md/inner.md", "x");
    project.write("content/fine/x.txt", "x");
    project.write("static/folder.md/inner.txt", "x");
    let sparse = fs::File::create(project.path("content/sparse.md")).unwrap();
    sparse.set_len(5 << 30).unwrap();
    let large = fs::File::create(project.path("content/large.bin")).unwrap();
    large.set_len(5 << 30).unwrap();
    fs::write(project.path("content/wrong.md"), b"ab\n\xff\xfeA\0").unwrap();
    fs::write(project.path("content/mark.md"), b"\xef\xbb\xbf# B").unwrap();
    let read = read(&project, &config());
    assert_eq!(
        places(&read.diagnostics),
        [
            "S013 content/folder.md",
            "S013 content/pipe.md",
            "S013 content/pipe.png",
            "S013 content/socket.md",
            "S013 static/pipe",
            "S013 templates/pipe.html",
            "S015 content/wrong.md",
            "S030 content/sparse.md",
        ]
    );
    assert!(lines(&read.diagnostics).contains(
        &"S015 `content/wrong.md` is not UTF-8: byte `0xff` at offset 3, line 2".to_string()
    ));
    assert!(
        read.diagnostics
            .iter()
            .all(|finding| !finding.help.is_empty())
    );
    assert_eq!(keys(read.pages.keys()), ["a.md", "mark.md"]);
    assert_eq!(keys(read.files.keys()), ["fine/x.txt", "large.bin"]);
    assert_eq!(
        keys(read.static_files.keys()),
        ["folder.md/inner.txt", "site.css"]
    );
}

#[test]
fn a_page_of_the_largest_size_is_read_and_a_larger_one_is_not() {
    let project = Project::new();
    let mut config = config();
    config.limits.page = 10;
    project.write("content/ten.md", "1234567890");
    project.write("content/eleven.md", "1234567890A");
    let read = read(&project, &config);
    assert_eq!(places(&read.diagnostics), ["S030 content/eleven.md"]);
    assert_eq!(keys(read.pages.keys()), ["a.md", "ten.md"]);
}

#[cfg(target_os = "linux")]
#[test]
fn names_of_every_kind_are_read_and_those_that_are_no_text_are_named() {
    use std::os::unix::ffi::OsStrExt;
    let project = Project::new();
    let cjk = "字".repeat(80);
    let names = [
        " a",
        "&",
        "'+=,;@",
        "-x",
        "a b",
        "%41",
        "ü",
        "😀",
        "a\\b",
        cjk.as_str(),
    ];
    for name in names {
        project.write(&format!("content/names/{name}.md"), "x");
    }
    for bytes in [&b"\xff.md"[..], b".\xff.md", b"folder\xff"] {
        let path = project
            .path("content")
            .join(std::ffi::OsStr::from_bytes(bytes));
        fs::write(path, "x").unwrap();
    }
    let read = read(&project, &config());
    assert_eq!(read.pages.len(), 1 + names.len());
    assert_eq!(
        places(&read.diagnostics),
        ["S005 content/folder\u{fffd}", "S005 content/\u{fffd}.md"]
    );
}

#[test]
fn files_that_the_configuration_names_lie_in_the_project() {
    let project = Project::new();
    project.write("theme/a.css", "a");
    project.write(".env", "secret");
    project.link("../../home/letter.txt", "theme/out.css");
    project.link("a.css", "theme/in.css");
    let mut config = config();
    let named = |paths: &[&str]| -> Vec<_> {
        paths
            .iter()
            .map(|path| (InputPath::new(path), 1..2))
            .collect()
    };
    config.html.additional_css = named(&["theme/a.css", "theme/in.css", "theme/out.css"]);
    config.html.additional_js = named(&["missing.js", ".env", "../home/letter.txt", "theme"]);
    config.theme.logo = named(&["static/site.css"]).pop();
    let read = read(&project, &config);
    assert_eq!(
        keys(read.named_files.keys()),
        ["static/site.css", "theme/a.css", "theme/in.css"]
    );
    let mut codes = places(&read.diagnostics);
    codes.dedup();
    assert_eq!(
        codes,
        [
            "B027 book.toml",
            "S010 book.toml",
            "S011 book.toml",
            "S013 book.toml"
        ]
    );
}

#[test]
fn folders_with_fixed_names_must_be_folders_of_the_project() {
    let project = Project::new();
    fs::rename(project.path("static"), project.path("old")).unwrap();
    fs::remove_file(project.path("templates/page.html")).unwrap();
    fs::remove_dir(project.path("templates")).unwrap();
    project.link("../home", "static");
    project.write("templates", "a file");
    let read = read(&project, &config());
    assert_eq!(places(&read.diagnostics), ["S011 static", "S013 templates"]);
}

#[test]
fn a_project_without_a_configuration_or_without_a_folder() {
    let project = Project::new();
    fs::remove_file(project.path("book.toml")).unwrap();
    assert_eq!(book(&project.folder), Ok(None));
    project.link("../home/letter.txt", "book.toml");
    assert_eq!(
        places(&[book(&project.folder).unwrap_err()]),
        ["S011 book.toml"]
    );
    let missing = book(&project.path("missing")).unwrap_err();
    assert_eq!(missing.code.as_str(), "B027");
}

#[test]
fn files_that_change_while_they_are_read_are_never_mixed() {
    let project = Project::new();
    let texts = ["a".repeat(3000), "b".repeat(2000)];
    let next = project.path("content/.next");
    std::thread::scope(|scope| {
        let reader = scope.spawn(|| {
            for _ in 0..200 {
                let read = read(&project, &config());
                for finding in &read.diagnostics {
                    assert_eq!(finding.code.as_str(), "S016");
                }
                for text in read.pages.values().filter(|text| text.as_str() != "# A") {
                    assert!(texts.iter().any(|known| known == text.as_str()));
                }
            }
        });
        while !reader.is_finished() {
            for text in &texts {
                fs::write(&next, text).unwrap();
                fs::rename(&next, project.path("content/changes.md")).unwrap();
            }
            fs::remove_file(project.path("content/changes.md")).unwrap();
        }
        reader.join().unwrap();
    });
}
