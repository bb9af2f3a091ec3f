//! What `patternbook test` runs, and what it never runs.

#![cfg(unix)]

use crate::cli::book::Book;

const SHELL: &str = "[catalogue.examples]\nrun.sh = [\"sh\", \"{file}\"]\n";

/// A book of one page that names `a.sh`, and `a.out` as what it prints.
fn book(program: &str, output: &str) -> Book {
    let page = "---\nexamples:\n  - {path: a.sh, expect: a.out}\n---\n# A\n";
    Book::new(&[
        ("book.toml", SHELL),
        ("content/a.md", page),
        ("content/a.sh", program),
        ("content/a.out", output),
    ])
}

/// Runs the examples and expects an exit code.
fn test(book: &Book, arguments: &[&str], code: i32) -> String {
    let run = book.run(&[&["test"], arguments].concat());
    assert_eq!(run.code, code, "{}", run.err);
    run.err
}

#[test]
fn an_example_that_prints_what_is_expected_passes() {
    let said = test(&book("echo one\n", "one\n"), &["-j", "2"], 0);
    assert!(said.starts_with("ran 1 of 1 example in "), "{said}");
    assert!(said.ends_with(": nothing is wrong\n"), "{said}");
    // A checkout on another system may have changed the ends of lines.
    test(&book("printf 'one\\ntwo\\n'\n", "one\r\ntwo\r\n"), &[], 0);
}

#[test]
fn another_output_is_shown_as_a_difference_and_can_be_accepted() {
    let book = book("echo one; echo 2; echo three\n", "one\ntwo\nthree\n");
    let said = test(&book, &[], 1);
    let place = "error[C051]: `a.sh` printed something else than expected\n --> content/a.md:3:12";
    assert!(said.starts_with(place), "{said}");
    let lines: Vec<&str> = said.lines().map(str::trim).collect();
    let difference = [
        "--- a.out",
        "+++ printed",
        "@@ -1,3 +1,3 @@",
        "one",
        "-two",
        "+2",
        "three",
    ];
    assert!(lines.windows(7).any(|seen| seen == difference), "{said}");
    let json = book.run(&["test", "-q", "--format", "json"]);
    assert!(json.out.contains("-two\\n+2"), "{}", json.out);

    assert!(test(&book, &["--bless"], 0).contains(", 1 expected output written: "));
    let written = std::fs::read_to_string(book.path("content/a.out")).unwrap();
    assert_eq!(written, "one\n2\nthree\n");
    test(&book, &[], 0);
    std::fs::remove_file(book.path("content/a.out")).unwrap();
    assert!(test(&book, &[], 1).contains("error[C050]"));
    test(&book, &["--bless"], 0);
    assert!(book.has("content/a.out"));
}

#[test]
fn a_failure_says_what_the_program_said() {
    let said = test(
        &book("echo one; echo 'no such thing' >&2; exit 3\n", "one\n"),
        &[],
        1,
    );
    assert!(
        said.starts_with("error[C051]: `a.sh` ended with code 3"),
        "{said}"
    );
    assert!(said.contains("no such thing"), "{said}");
    // What a failed program prints is never taken for right.
    let book = book("echo two; exit 1\n", "one\n");
    test(&book, &["--bless"], 1);
    let kept = std::fs::read_to_string(book.path("content/a.out")).unwrap();
    assert_eq!(kept, "one\n");
}

#[test]
#[cfg(target_os = "linux")]
fn time_is_bounded_and_nothing_goes_on_behind() {
    let program = "sleep 600 & echo \"child $!\" >&2\nwait\n";
    let said = test(&book(program, ""), &["--timeout", "1"], 1);
    assert!(
        said.starts_with("error[C052]: `a.sh` took more than 1 s"),
        "{said}"
    );
    let (_, rest) = said.split_once("child ").expect("it said which it started");
    let process = rest.lines().next().unwrap().trim();
    let state = std::fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    let is_over = state.is_empty() || state.contains(") Z ") || state.contains(") X ");
    assert!(is_over, "{state}");
    // A program that ends itself leaves nothing behind either, and is not waited for.
    let said = test(&book("sleep 600 &\necho one\n", "one\n"), &[], 0);
    assert!(said.contains("nothing is wrong"), "{said}");
}

#[test]
fn output_is_bounded() {
    let said = test(
        &book(
            "while :; do echo yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy; done\n",
            "",
        ),
        &[],
        1,
    );
    assert!(
        said.contains("`a.sh` printed more than 1048576 bytes"),
        "{said}"
    );
}

#[test]
fn what_cannot_be_run_is_told_and_fails_nothing() {
    let check = |table: &str, expected: &str| {
        let book = book("echo one\n", "one\n");
        book.write("book.toml", table);
        let said = test(&book, &[], 0);
        assert!(said.starts_with(expected), "{said}");
        assert!(said.contains("\nran 0 of 1 example in "), "{said}");
    };
    check(
        "",
        "note[C054]: `a.sh` was not run: there is no command for `sh`\n",
    );
    check(
        "[catalogue.examples]\nrun.sh = [\"no-such-program\", \"{file}\"]\n",
        "note[C054]: `a.sh` was not run: there is no program `no-such-program`\n",
    );
}

#[test]
fn python_may_be_held_to_its_standard_library() {
    let book = Book::new(&[
        (
            "book.toml",
            "[catalogue.examples]\nstdlib_only = true\nrun.py = [\"true\", \"{file}\"]\n",
        ),
        ("content/a.md", "---\nexamples: [a.py, b.py]\n---\n# A\n"),
        ("content/a.py", "import json\nimport numpy\n"),
        ("content/b.py", "import json\n"),
    ]);
    let said = test(&book, &[], 1);
    assert!(
        said.starts_with("error[C053]: `a.py` imports `numpy`"),
        "{said}"
    );
    assert!(said.contains("content/a.py:2:8"), "{said}");
    assert!(said.contains("\nran 1 of 2 examples in "), "{said}");
}

#[test]
fn marked_blocks_are_run_on_request() {
    let page = "# A\n\n```sh test\necho one\n```\n\nIt says:\n\n```text output\ntwo\n```\n\n```sh\nexit 1\n```\n\n\
                ```sh test\nexit 0\n```\n";
    let book = Book::new(&[
        ("book.toml", SHELL),
        ("content/a.md", page),
        ("content/b/c.md", page),
    ]);
    assert!(test(&book, &[], 0).starts_with("ran 0 of 0 examples in "));
    let said = test(&book, &["--fences", "--page", "a.md"], 1);
    let place =
        "error[C051]: the block printed something else than expected\n --> content/a.md:4:1";
    assert!(said.starts_with(place), "{said}");
    assert!(said.contains("ran 2 of 2 examples in "), "{said}");
    let count = |arguments: &[&str], expected: &str| {
        let arguments = [&["--fences"], arguments].concat();
        let said = book.run(&[&["test"], &arguments[..]].concat()).err;
        assert!(said.contains(expected), "{said}");
    };
    count(&[], "ran 4 of 4 examples");
    count(&["--page", "b/**"], "ran 2 of 2 examples");
    count(&["--lang", "python"], "ran 0 of 0 examples");
    count(&["--lang", "SH", "--page", "a.md"], "ran 2 of 2 examples");
}

#[test]
fn an_example_runs_in_an_empty_folder_and_no_shell_reads_its_name() {
    let book = Book::new(&[
        ("book.toml", SHELL),
        (
            "content/a.md",
            "---\nexamples: [{path: '$(touch pwned).sh', expect: a.out}]\n---\n# A\n",
        ),
        (
            "content/$(touch pwned).sh",
            "ls -A | wc -l | tr -d ' '\ntouch made\n",
        ),
        ("content/a.out", "0\n"),
    ]);
    test(&book, &[], 0);
    for folder in ["", "content/"] {
        for name in ["pwned", "made"] {
            assert!(!book.has(&format!("{folder}{name}")), "{folder}{name}");
        }
    }
}

#[test]
fn no_other_command_runs_an_example() {
    let outer = tempfile::tempdir().unwrap();
    let witness = outer.path().join("ran");
    let program = format!("touch '{}'\n", witness.display());
    let book = book(&program, "");
    book.write(
        "content/b.md",
        &format!("# B\n\n```sh test\n{program}```\n"),
    );
    for command in [&["build"][..], &["check"], &["list", "pages"]] {
        assert_eq!(book.run(command).code, 0, "{command:?}");
        assert!(!witness.exists(), "{command:?}");
    }
    test(&book, &[], 0);
    assert!(witness.exists());
}

#[test]
fn a_file_outside_is_neither_run_nor_shown() {
    let book = Book::new(&[
        ("book.toml", SHELL),
        ("content/a.md", "---\nexamples: [../secret.sh]\n---\n# A\n"),
        ("secret.sh", "echo secret\n"),
    ]);
    assert!(test(&book, &[], 0).starts_with("ran 0 of 0 examples"));
    let checked = book.run(&["check"]);
    assert!(checked.err.starts_with("error[S010]"), "{}", checked.err);
}
