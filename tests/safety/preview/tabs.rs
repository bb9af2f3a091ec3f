//! What the preview tells which tab: P11, P12 and P14 for its own addresses.

use std::io::{Read, Write};
use std::time::{Duration, Instant};

use crate::preview::live::Live;
use crate::preview::wire::{Server, assert_is_private, connect, send};

fn book(arguments: &[&str]) -> Live {
    let files = [
        (
            "book.toml",
            "[output.html]\nadditional-css = [\"static/own.css\"]\n",
        ),
        ("static/own.css", "a {}"),
        ("content/index.md", "# Start\n\nStart.\n\nMore.\n"),
        ("content/a.md", "# A\n\nA.\n\n![x](x.svg)\n"),
        ("content/b.md", "# B\n\nB.\n"),
        ("content/x.svg", "<svg/>"),
    ];
    Live::start(&files, arguments)
}

#[test]
fn only_the_tab_whose_page_changed_is_told_to_reload() {
    let live = book(&[]);
    let mut tab = live.listen();
    let mut edit = |path: &str, text: &str, target: &str, shown: &str| {
        let before = tab.generation;
        live.write(path, text);
        live.wait_for(&mut tab, target, shown);
        let told = |page: &str| tab.since(&live, before, page);
        ["/", "/a/", "/b/", "/c/"].map(told)
    };
    let none: Vec<String> = Vec::new();
    let reload = || vec!["reload".to_string()];
    let changed = edit(
        "content/a.md",
        "# A\n\nA.\n\nMore. ![x](x.svg)\n",
        "/a/",
        "More.",
    );
    assert_eq!(
        changed,
        [none.clone(), reload(), none.clone(), none.clone()]
    );
    let style = || vec!["style /own.css".to_string()];
    let changed = edit("static/own.css", "b {}", "/own.css", "b {}");
    assert_eq!(changed, [style(), style(), style(), style()]);
    let file = || vec!["file /x.svg".to_string()];
    let changed = edit("content/x.svg", "<svg></svg>", "/x.svg", "<svg></svg>");
    assert_eq!(changed, [file(), file(), file(), file()]);
    // A page that appears reloads the tab that waits for it, and those whose sidebar shows it.
    let changed = edit("content/c.md", "# C\n\nNew.\n", "/c/", "New.");
    assert!(changed.iter().all(|told| told == &reload()), "{changed:?}");
    let other_run = live.get("/.patternbook/since/0000/0/b/").body;
    assert!(other_run.contains("\nreload"), "{other_run}");
}

#[test]
fn a_tab_follows_the_page_that_is_edited() {
    for (arguments, expected) in [(&["--follow"][..], "follow /a/"), (&[][..], "")] {
        let live = book(arguments);
        let mut tab = live.listen();
        live.write("content/a.md", "# A\n\nA.\n\nMore. ![x](x.svg)\n");
        live.wait_for(&mut tab, "/a/", "More.");
        assert_eq!(tab.since(&live, 0, "/b/").join(" "), expected);
    }
}

#[test]
fn the_script_is_called_by_one_element_and_all_else_is_as_built() {
    let live = book(&[]);
    live.assert_clean();
    let request = b"GET /a/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    let mut stream = connect(live.port);
    stream.write_all(request).unwrap();
    let mut page = String::new();
    stream.read_to_string(&mut page).unwrap();
    let (_, page) = page.split_once("\r\n\r\n").unwrap();
    assert!(
        page.starts_with("<!DOCTYPE html><script src=\"/.patternbook/preview.js\" defer"),
        "{page}"
    );
    assert_eq!(page.matches("/.patternbook/").count(), 1);
    assert_eq!(
        live.get("/.patternbook/preview.js").header("Content-Type"),
        Some("text/javascript; charset=utf-8")
    );
    assert_eq!(live.get("/x.svg").body, "<svg/>");
    for target in [
        "/.patternbook/",
        "/.patternbook",
        "/.patternbook/x",
        "/.patternbook/since/x",
        "/.patternbook/store",
    ] {
        assert_eq!(live.get(target).status, 404, "{target}");
    }
}

#[test]
fn other_sites_hear_nothing() {
    let server = Server::small();
    let host = format!("Host: localhost:{}\r\n", server.port);
    for target in [
        "/.patternbook/events",
        "/.patternbook/since/x/0/",
        "/.patternbook/findings",
    ] {
        for header in [
            "Origin: http://evil.example\r\n",
            "Origin: http://localhost:1\r\n",
            "Origin: http://127.0.0.1.evil.example\r\n",
            "Origin: null\r\n",
            "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Dest: empty\r\n",
            "Sec-Fetch-Site: same-site\r\nSec-Fetch-Dest: iframe\r\n",
        ] {
            let reply = server.ask("GET", target, &format!("{host}{header}"));
            assert_eq!(reply.status, 403, "{target} {header}");
        }
        let reply = server.ask("GET", target, "Host: evil.example\r\n");
        assert_eq!(reply.status, 403, "{target}");
    }
    let head = server.ask("HEAD", "/.patternbook/events", &host);
    assert_eq!((head.status, head.body.as_str()), (200, ""));
    assert_eq!(head.header("Content-Type"), Some("text/event-stream"));
    assert_is_private(&head);
}

#[test]
fn a_hundred_tabs_keep_nobody_out() {
    let server = Server::small();
    let request = b"GET /.patternbook/events HTTP/1.1\r\nHost: localhost\r\n\r\n";
    let mut streams: Vec<_> = (0..100)
        .map(|_| {
            let mut stream = server.connect();
            stream.write_all(request).unwrap();
            let mut first = [0; 8];
            stream.read_exact(&mut first).unwrap();
            stream
        })
        .collect();
    let start = Instant::now();
    assert_eq!(server.get("/a/").body, "page a");
    assert!(start.elapsed() < Duration::from_secs(1));
    // The oldest were closed, the newest are open.
    let last = streams.pop().unwrap();
    last.set_read_timeout(Some(Duration::from_millis(200)))
        .unwrap();
    let mut rest = Vec::new();
    let end = (&last).read_to_end(&mut rest).unwrap_err();
    assert_eq!(end.kind(), std::io::ErrorKind::WouldBlock);
    assert!(read_reply_rest(streams.remove(0)).ends_with("\n\n"));
    let again = send(server.port, b"GET /a/ HTTP/1.0\r\nHost: localhost\r\n\r\n");
    assert_eq!(again.status, 200);
}

fn read_reply_rest(mut stream: std::net::TcpStream) -> String {
    let mut text = String::new();
    stream.read_to_string(&mut text).unwrap();
    text
}
