//! The preview as a process: from its first line to its end.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::cli::book::Book;

/// A running preview; it does not outlive its test.
struct Preview {
    process: Child,
    /// What it said up to the line with its address.
    said: String,
    port: u16,
}

impl Preview {
    fn start(book: &Book, arguments: &[&str]) -> Preview {
        let arguments = [&["serve"], arguments].concat();
        let mut preview = Preview {
            process: spawn(book, &arguments),
            said: String::new(),
            port: 0,
        };
        for line in BufReader::new(preview.process.stderr.take().unwrap()).lines() {
            let line = line.unwrap();
            preview.said.push_str(&line);
            preview.said.push('\n');
            if let Some((_, rest)) = line.split_once("http://localhost:") {
                preview.port = rest.split('/').next().unwrap().parse().unwrap();
                return preview;
            }
        }
        panic!("it serves nothing: {}", preview.said);
    }

    fn get(&self, target: &str) -> String {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        let request =
            format!("GET {target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        stream.write_all(request.as_bytes()).unwrap();
        let mut reply = String::new();
        stream.read_to_string(&mut reply).unwrap();
        reply
    }

    /// Asks it to end, and waits until it has.
    #[cfg(unix)]
    fn end(mut self, signal: &str) -> Option<i32> {
        let number = self.process.id().to_string();
        let asked = Command::new("kill").args([signal, &number]).status();
        assert!(asked.unwrap().success());
        let start = Instant::now();
        let status = self.process.wait().unwrap();
        assert!(start.elapsed() < Duration::from_secs(5));
        status.code()
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        // It may have ended long ago.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn spawn(book: &Book, arguments: &[&str]) -> Child {
    let mut command = book.command(arguments);
    command.stderr(Stdio::piped()).spawn().unwrap()
}

#[cfg(unix)]
#[test]
fn a_preview_shows_the_book_until_it_is_asked_to_end() {
    let book = Book::good();
    for signal in ["-TERM", "-INT"] {
        let preview = Preview::start(&book, &["-p", "0", "-u", "https://example.org/x/"]);
        assert!(preview.get("/x/one/").contains("Text."));
        assert!(preview.get("/x/nothing").starts_with("HTTP/1.1 404 "));
        assert_eq!(preview.end(signal), Some(0), "{signal}");
    }
    assert!(!book.has("book"), "nothing is written");
}

#[cfg(unix)]
#[test]
fn a_preview_of_a_broken_book_says_so_and_shows_the_rest() {
    let book = Book::broken();
    let preview = Preview::start(&book, &["-p", "0"]);
    let said = &preview.said;
    assert!(
        said.contains("error[C060]") && said.contains(", 1 error: serving"),
        "{said}"
    );
    assert!(preview.get("/").contains("Home"));
    assert_eq!(preview.end("-TERM"), Some(0));
}

#[test]
fn a_taken_port_is_named() {
    let taken = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let run = Book::good().run(&["serve", "-p", &port]);
    assert_eq!(run.code, 1);
    assert!(
        run.err.contains(&format!("port {port} is taken")),
        "{}",
        run.err
    );
}
