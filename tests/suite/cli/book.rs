//! Small projects on disk, and the program run over them.

use std::path::PathBuf;
use std::process::{Command, Output};

/// A project in a folder that goes away.
pub(crate) struct Book {
    pub(crate) outer: tempfile::TempDir,
}

/// How a run ended.
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Book {
    pub(crate) fn new(files: &[(&str, &str)]) -> Book {
        let book = Book {
            outer: tempfile::tempdir().unwrap(),
        };
        std::fs::create_dir(book.path("")).unwrap();
        for (path, text) in files {
            book.write(path, text);
        }
        book
    }

    /// Two pages, and nothing wrong with them.
    pub(crate) fn good() -> Book {
        Book::new(&[
            ("content/index.md", "# Home\n\nSee [one](one.md).\n"),
            ("content/one.md", "# One\n\nText.\n"),
        ])
    }

    /// A page with a broken link.
    pub(crate) fn broken() -> Book {
        Book::new(&[("content/index.md", "# Home\n\nSee [two](two.md).\n")])
    }

    /// A page with a key that nobody knows.
    pub(crate) fn doubtful() -> Book {
        Book::new(&[("content/index.md", "---\ntitel: Home\n---\n\nText.\n")])
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.outer.path().join("my book").join(path)
    }

    pub(crate) fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    pub(crate) fn has(&self, path: &str) -> bool {
        self.path(path).exists()
    }

    /// The program in the project folder, unless the test says otherwise.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(assert_cmd::cargo::cargo_bin!("patternbook"));
        command
            .args(arguments)
            .current_dir(self.path(""))
            .env("HOME", self.outer.path().join("home"))
            .env_remove("NO_COLOR");
        command
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        let run = Run::from(self.command(arguments).output().unwrap());
        assert!(
            !run.err.contains("panicked") && !run.err.contains("defect"),
            "{}",
            run.err
        );
        run
    }
}

impl From<Output> for Run {
    fn from(output: Output) -> Run {
        Run {
            code: output.status.code().expect("no signal ended it"),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }
}
