//! A preview of files on disk, as a process, and a browser tab that waits for its events.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;

use crate::preview::wire::{Reply, connect, send};
use crate::support::{scratch, tree};

/// A running preview of a project in a folder that goes away.
pub(crate) struct Live {
    outer: tempfile::TempDir,
    process: Child,
    pub(crate) port: u16,
    said: Arc<(Mutex<String>, Condvar)>,
}

impl Live {
    /// A preview of these files, below `outer/project`.
    pub(crate) fn start(files: &[(&str, &str)], arguments: &[&str]) -> Live {
        Live::start_by(files, |program, project| {
            let mut command = Command::new(program);
            command
                .arg("serve")
                .arg(project)
                .args(["-p", "0"])
                .args(arguments);
            command
        })
    }

    /// The same with a command of the test's own.
    pub(crate) fn start_by(
        files: &[(&str, &str)],
        command: impl FnOnce(&Path, &Path) -> Command,
    ) -> Live {
        let outer = scratch();
        for (path, text) in files {
            write(&outer.path().join("project").join(path), text);
        }
        let program = assert_cmd::cargo::cargo_bin!("patternbook");
        let mut command = command(program, &outer.path().join("project"));
        let command = command.stderr(Stdio::piped()).stdout(Stdio::null());
        let mut process = command.env("HOME", outer.path()).spawn().unwrap();
        let mut lines = BufReader::new(process.stderr.take().unwrap()).lines();
        let mut first = String::new();
        let port = loop {
            let line = lines
                .next()
                .unwrap_or_else(|| panic!("it serves nothing: {first}"));
            let line = line.unwrap() + "\n";
            first.push_str(&line);
            if let Some((_, rest)) = line.split_once("serving http://localhost:") {
                break rest.split('/').next().unwrap().parse().unwrap();
            }
        };
        let said = Arc::new((Mutex::new(first), Condvar::new()));
        let sink = said.clone();
        std::thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                let mut said = sink.0.lock().unwrap();
                said.push_str(&line);
                said.push('\n');
                sink.1.notify_all();
            }
        });
        Live {
            outer,
            process,
            port,
            said,
        }
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.outer.path().join("project").join(path)
    }

    pub(crate) fn write(&self, path: &str, text: &str) {
        write(&self.path(path), text);
    }

    /// What it said so far.
    pub(crate) fn said(&self) -> String {
        self.said.0.lock().unwrap().clone()
    }

    /// Waits until it has said something.
    pub(crate) fn wait_said(&self, text: &str) {
        let said = self.said.0.lock().unwrap();
        let patience = Duration::from_secs(20);
        let is_missing = |said: &mut String| !said.contains(text);
        let waited = self.said.1.wait_timeout_while(said, patience, is_missing);
        let (said, result) = waited.unwrap();
        assert!(!result.timed_out(), "{text:?} is not in {said}");
    }

    /// The number of the process.
    pub(crate) fn process(&self) -> u32 {
        self.process.id()
    }

    pub(crate) fn get(&self, target: &str) -> Reply {
        let request =
            format!("GET {target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        send(self.port, request.as_bytes())
    }

    /// A tab that listens.
    pub(crate) fn listen(&self) -> Tab {
        let mut stream = connect(self.port);
        let request = b"GET /.patternbook/events HTTP/1.1\r\nHost: localhost\r\n\r\n";
        stream.write_all(request).unwrap();
        let mut tab = Tab {
            lines: BufReader::new(stream),
            run: String::new(),
            generation: 0,
        };
        tab.next();
        tab
    }

    /// Waits until a page of the preview is as it should be. Returns how many events it took.
    pub(crate) fn wait(
        &self,
        tab: &mut Tab,
        target: &str,
        is_right: impl Fn(&Reply) -> bool,
    ) -> usize {
        let mut events = 0;
        loop {
            let reply = self.get(target);
            if is_right(&reply) {
                return events;
            }
            tab.next();
            events += 1;
        }
    }

    /// The same for a page that should hold a text.
    pub(crate) fn wait_for(&self, tab: &mut Tab, target: &str, text: &str) -> usize {
        self.wait(tab, target, |reply| reply.body.contains(text))
    }

    /// Edits a page that nothing else edits, so that everything before has been looked at. Returns how many events came
    /// up to that edit, its own left out.
    pub(crate) fn settle(&self, tab: &mut Tab, mark: &str) -> usize {
        self.write(
            "content/settled.md",
            &format!("# Settled\n\nMark {mark}.\n"),
        );
        let events = self.wait_for(tab, "/settled/", &format!("Mark {mark}."));
        events.saturating_sub(1)
    }

    /// Whether the preview shows what a clean build of the same files writes.
    pub(crate) fn assert_clean(&self) {
        let built = scratch();
        let run = Command::new(assert_cmd::cargo::cargo_bin!("patternbook"))
            .args(["build", "-q", "-d"])
            .arg(built.path())
            .arg(self.path(""))
            .env("HOME", self.outer.path())
            .output()
            .unwrap();
        assert!(
            run.status.success(),
            "{}",
            String::from_utf8_lossy(&run.stderr)
        );
        let files = tree(built.path());
        assert!(files.len() > 5);
        for (path, (kind, _, bytes)) in files {
            if kind != 'f' || path.starts_with(".patternbook") || path == "404.html" {
                continue;
            }
            let reply = self.get(&format!("/{path}"));
            assert_eq!(reply.status, 200, "{path}");
            assert_eq!(reply.body, String::from_utf8_lossy(&bytes), "{path}");
        }
    }
}

impl Drop for Live {
    fn drop(&mut self) {
        // It may have ended long ago.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// A tab of the browser, as far as the preview notices it.
pub(crate) struct Tab {
    lines: BufReader<TcpStream>,
    pub(crate) run: String,
    pub(crate) generation: u64,
}

impl Tab {
    /// Waits for the next number.
    pub(crate) fn next(&mut self) -> u64 {
        let mut beats = 0;
        loop {
            let mut line = String::new();
            let read = self.lines.read_line(&mut line).expect("a beat in time");
            assert!(read > 0, "the stream has ended");
            // The stream says every fifteen seconds that it is still there.
            beats += usize::from(line.starts_with(':'));
            assert!(beats < 2, "nothing happens");
            if let Some((run, number)) = line
                .strip_prefix("data: ")
                .and_then(|data| data.trim().split_once('/'))
            {
                self.run = run.to_string();
                self.generation = number.parse().unwrap();
                return self.generation;
            }
        }
    }

    /// What the preview says to a tab that shows a page as it was in a generation: a line each, without the counts.
    pub(crate) fn since(&self, live: &Live, generation: u64, page: &str) -> Vec<String> {
        let target = format!("/.patternbook/since/{}/{generation}{page}", self.run);
        let lines = live.get(&target).body;
        let is_count = |line: &&str| {
            ["generation", "errors", "warnings"]
                .iter()
                .any(|word| line.starts_with(word))
        };
        lines
            .lines()
            .filter(|line| !is_count(line))
            .map(|line| line.trim().to_string())
            .collect()
    }
}
