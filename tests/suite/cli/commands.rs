//! What commands do, say and return.

use std::io::Read;
use std::process::Stdio;

use serde_json::Value;

use crate::cli::book::{Book, Run};

/// Numbers as `N`, so that a line can be compared.
fn without_numbers(text: &str) -> String {
    let mut out = String::new();
    for character in text.trim_end().chars() {
        match character.is_ascii_digit() {
            true if out.ends_with('N') => {}
            true => out.push('N'),
            false => out.push(character),
        }
    }
    out
}

#[test]
fn a_build_says_what_it_wrote_and_where() {
    let book = Book::good();
    let first = book.run(&["build"]);
    assert_eq!((first.code, first.out.as_str()), (0, ""));
    assert_eq!(
        without_numbers(&first.err),
        "built N pages in N.N s: N files written, N unchanged, N removed; book/index.html"
    );
    assert!(book.has("book/index.html") && book.has("book/one/index.html"));
    let second = book.run(&["build", "-v"]);
    assert!(second.err.contains(": 0 files written, "), "{}", second.err);
    assert!(
        second.err.starts_with("read 2 pages below content, "),
        "{}",
        second.err
    );
    assert_eq!(book.run(&["build", "-q"]).err, "");
}

#[test]
fn with_an_error_nothing_is_written() {
    let book = Book::broken();
    let run = book.run(&["build"]);
    assert_eq!((run.code, run.out.as_str()), (1, ""));
    assert!(run.err.starts_with("error[C060]: "), "{}", run.err);
    assert!(
        run.err.contains("--> content/index.md:3:11\n"),
        "{}",
        run.err
    );
    assert!(run.err.contains("3 | See [two](two.md).\n"), "{}", run.err);
    let last = run.err.lines().last().unwrap();
    assert_eq!(
        without_numbers(last),
        "N error in N.N s: nothing was written"
    );
    assert!(!book.has("book"));
}

#[test]
fn warnings_fail_only_under_strict() {
    let book = Book::doubtful();
    let strict = book.run(&["build", "--strict"]);
    assert_eq!(strict.code, 1, "{}", strict.err);
    assert!(!book.has("book"));
    assert_eq!(book.run(&["check", "--strict"]).code, 1);
    let run = book.run(&["build"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(
        run.err.contains("; 1 warning; book/index.html\n"),
        "{}",
        run.err
    );
}

#[test]
fn check_finds_the_same_and_writes_nothing() {
    let check = |book: &Book, code: i32, last: &str| {
        let run = book.run(&["check"]);
        assert_eq!(run.code, code, "{}", run.err);
        assert_eq!(without_numbers(run.err.lines().last().unwrap()), last);
        assert!(!book.has("book"));
    };
    check(
        &Book::good(),
        0,
        "checked N pages in N.N s: nothing is wrong",
    );
    check(&Book::broken(), 1, "checked N page in N.N s: N error");
    check(&Book::doubtful(), 0, "checked N page in N.N s: N warning");
}

#[test]
fn formats_for_machines_go_to_the_output_stream() {
    let parse = |book: &Book, format: &str| -> Value {
        let run = book.run(&["check", "-q", "--format", format]);
        assert_eq!(run.err, "");
        serde_json::from_str(&run.out).unwrap()
    };
    let (good, broken) = (Book::good(), Book::broken());
    assert_eq!(parse(&good, "json")["findings"], serde_json::json!([]));
    assert_eq!(
        parse(&good, "sarif")["runs"][0]["results"],
        serde_json::json!([])
    );
    let finding = &parse(&broken, "json")["findings"][0];
    assert_eq!(
        (&finding["code"], &finding["file"]),
        (&"C060".into(), &"content/index.md".into())
    );
    assert_eq!(
        parse(&broken, "sarif")["runs"][0]["results"][0]["ruleId"],
        "C060"
    );
    let github = broken.run(&["check", "-q", "--format", "github"]);
    assert!(
        github
            .out
            .starts_with("::error file=content/index.md,line=3,col=11,endLine=3,"),
        "{}",
        github.out
    );
    assert_eq!(good.run(&["check", "-q", "--format", "github"]).out, "");
}

#[test]
fn folders_are_seen_from_where_they_are_named() {
    let book = Book::good();
    let outer = book.outer.path();
    let from_outside = |arguments: &[&str]| {
        let run = Run::from(book.command(arguments).current_dir(outer).output().unwrap());
        assert_eq!(run.code, 0, "{}", run.err);
        run.err
    };
    let line = from_outside(&["build", "my book", "-d", "site"]);
    assert!(line.ends_with("; site/index.html\n"), "{line}");
    assert!(outer.join("site/index.html").exists() && !book.has("book"));
    from_outside(&["build", "-r", "my book", "--output-dir", "./other"]);
    assert!(outer.join("other/index.html").exists());
    book.write("book.toml", "[build]\nbuild-dir = \"public\"\n");
    let line = from_outside(&["build", "my book"]);
    assert!(line.ends_with("; my book/public/index.html\n"), "{line}");
    assert!(book.has("public/index.html"));
}

#[test]
fn a_check_refuses_the_output_folder_that_a_build_would_refuse() {
    let book = Book::good();
    book.write("book.toml", "[build]\nbuild-dir = \"content\"\n");
    for command in ["check", "build"] {
        let run = book.run(&[command]);
        assert_eq!(run.code, 1, "{command}");
        assert!(run.err.contains("error[S001]"), "{command}: {}", run.err);
    }
}

#[test]
fn the_output_folder_is_refused_by_every_command() {
    let book = Book::good();
    book.write("notes/keep.txt", "mine");
    for folder in [".", "..", "content", "./x/../content", "notes", "/"] {
        for command in ["build", "clean"] {
            let run = book.run(&[command, "-d", folder]);
            assert_eq!(run.code, 1, "{command} {folder}");
            assert!(
                run.err.contains("error[S001]"),
                "{command} {folder}: {}",
                run.err
            );
            assert!(run.err.contains(folder), "{command} {folder}: {}", run.err);
        }
    }
    assert!(book.has("notes/keep.txt") && book.has("content/one.md"));
}

#[test]
fn clean_removes_what_build_wrote() {
    let book = Book::good();
    assert_eq!(book.run(&["build"]).code, 0);
    book.write("book/CNAME", "example.org");
    let dry = book.run(&["clean", "--dry-run"]);
    assert!(
        dry.out.lines().any(|line| line == "book/one/index.html"),
        "{}",
        dry.out
    );
    assert!(!dry.out.contains("CNAME") && book.has("book/index.html"));
    let run = book.run(&["clean"]);
    assert_eq!((run.code, run.out.as_str()), (0, ""));
    assert!(run.err.starts_with("removed "), "{}", run.err);
    assert!(book.has("book/CNAME") && !book.has("book/index.html") && !book.has("book/one"));
    assert_eq!(book.run(&["clean"]).code, 0, "nothing to do is no problem");
}

#[test]
fn drafts_are_shown_on_request() {
    let book = Book::good();
    book.write("content/two.md", "---\ndraft: true\n---\n\n# Two\n");
    book.run(&["build"]);
    assert!(!book.has("book/two/index.html"));
    book.run(&["build", "--drafts"]);
    assert!(book.has("book/two/index.html"));
}

#[test]
fn wrong_usage_is_told_apart() {
    let book = Book::good();
    let check = |arguments: &[&str], code: i32, expected: &str| {
        let run = book.run(arguments);
        assert_eq!(run.code, code, "{arguments:?}: {}", run.err);
        assert!(run.err.contains(expected), "{arguments:?}: {}", run.err);
        assert_eq!(run.out, "", "{arguments:?}");
    };
    check(&[], 2, "Usage: patternbook");
    check(&["build", "--nonsense"], 2, "--nonsense");
    check(&["build", "nowhere"], 2, "there is no folder `nowhere`");
    check(&["build", ".", "-r", "."], 2, "cannot be used with");
    check(&["build", "-j", "0"], 2, "1..=1024");
    check(&["build", "--format", "xml"], 2, "json");
    check(&["watch"], 2, "`patternbook serve`");
    check(&["clear"], 2, "`patternbook clean`");
    for name in ["0.0.0.0", "::", "192.0.2.1", "example.org"] {
        check(&["serve", "-n", name], 2, "forward a port");
    }
    check(&["build", "content/one.md"], 1, "error[B027]");
    std::fs::create_dir_all(book.path("empty/content")).unwrap();
    for command in ["build", "check", "serve"] {
        check(&[command, "empty"], 1, "error[B009]");
    }
}

#[test]
fn help_has_an_example_for_every_command() {
    let book = Book::good();
    for command in ["build", "serve", "check", "clean", "list", "explain"] {
        let help = book.run(&[command, "--help"]);
        assert_eq!((help.code, help.err.as_str()), (0, ""));
        assert!(
            help.out
                .contains(&format!("Example: `patternbook {command}")),
            "{}",
            help.out
        );
    }
    assert!(book.run(&["--version"]).out.starts_with("patternbook "));
}

#[test]
fn colours_come_when_they_are_asked_for() {
    let book = Book::broken();
    assert!(
        book.run(&["check", "--color", "always"])
            .err
            .contains("\x1b[")
    );
    assert!(
        !book
            .run(&["check", "--color", "never"])
            .err
            .contains('\x1b')
    );
    assert!(
        !book.run(&["check"]).err.contains('\x1b'),
        "no terminal, no colours"
    );
}

#[test]
fn a_stream_that_nobody_reads_is_no_fault() {
    let book = Book::new(&[]);
    let links: String = (0..500)
        .map(|number| format!("[x](no{number}.md)\n\n"))
        .collect();
    book.write("content/index.md", &links);
    let mut command = book.command(&["check", "--format", "json"]);
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let mut err = String::new();
    child
        .stderr
        .take()
        .unwrap()
        .read_to_string(&mut err)
        .unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(1), "{err}");
    assert!(!err.contains("defect"), "{err}");
}
