//! How the server lives with its clients and its machine: P14, P16 and P18.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use patternbook::serve::{Listening, Published, Refused};
use patternbook::site::Site;

use crate::preview::wire::{Server, read_reply};

#[test]
fn large_slow_and_silent_clients_keep_nobody_out() {
    let server = Server::small();
    let in_time = |what: &str| {
        let start = Instant::now();
        assert_eq!(server.get("/a/").body, "page a", "{what}");
        assert!(
            start.elapsed() < Duration::from_secs(1),
            "{what}: {:?}",
            start.elapsed()
        );
    };
    let header = format!(
        "GET / HTTP/1.1\r\nHost: localhost\r\nX: {}\r\n\r\n",
        "x".repeat(1 << 20)
    );
    assert_eq!(server.send(header.as_bytes()).status, 431);
    let many = format!(
        "GET / HTTP/1.1\r\nHost: localhost\r\n{}\r\n",
        "X: y\r\n".repeat(100)
    );
    assert_eq!(server.send(many.as_bytes()).status, 431);
    let mut slow = server.connect();
    slow.write_all(b"GET /a/ HTTP/1.1\r\nHos").unwrap();
    in_time("a head that does not end");
    let silent: Vec<TcpStream> = (0..600).map(|_| server.connect()).collect();
    in_time("hundreds of silent clients");
    drop(silent);
    drop(slow);
}

#[test]
fn a_head_has_ten_seconds() {
    let server = Server::small();
    let mut stream = server.connect();
    let start = Instant::now();
    stream
        .write_all(b"GET /a/ HTTP/1.1\r\nHost: local")
        .unwrap();
    assert_eq!(read_reply(stream).status, 408);
    let took = start.elapsed().as_secs_f32();
    assert!((9.0..15.0).contains(&took), "{took}");
}

#[test]
fn one_connection_serves_many_requests() {
    let server = Server::small();
    let mut stream = server.connect();
    let mut writer = stream.try_clone().unwrap();
    let requests = std::thread::spawn(move || {
        let request = "GET /a/ HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(100);
        for _ in 0..100 {
            writer.write_all(request.as_bytes()).unwrap();
        }
        writer.shutdown(std::net::Shutdown::Write).unwrap();
    });
    let mut text = String::new();
    stream.read_to_string(&mut text).unwrap();
    requests.join().unwrap();
    assert_eq!(text.matches("HTTP/1.1 200 OK").count(), 10_000);
}

#[test]
fn only_loopback_addresses_listen() {
    for name in ["0.0.0.0", "::", "192.0.2.1", "example.org", "[::]", "*"] {
        assert!(
            matches!(Listening::new(name, Some(0)), Err(Refused::Name)),
            "{name}"
        );
    }
    let server = Server::small();
    // Linux lists listening sockets with state 0A; addresses are little-endian words.
    for (table, own) in [
        ("/proc/net/tcp", "0100007F"),
        ("/proc/net/tcp6", "00000000000000000000000001000000"),
    ] {
        let Ok(table) = std::fs::read_to_string(table) else {
            continue;
        };
        let suffix = format!(":{:04X}", server.port);
        for line in table.lines().skip(1) {
            let fields: Vec<&str> = line.split_whitespace().collect();
            if fields[3] == "0A" && fields[1].ends_with(&suffix) {
                assert_eq!(fields[1].strip_suffix(&suffix), Some(own));
            }
        }
    }
}

#[test]
fn a_taken_port_is_passed_over_unless_it_was_asked_for() {
    let site = || Published::new(Site::default(), Some("/book/"));
    let first = Listening::new("localhost", None).unwrap();
    let second = Listening::new("localhost", None).unwrap();
    let (first, second) = (first.url(&site()), second.url(&site()));
    assert!(
        first.starts_with("http://localhost:30") && first.ends_with("/book/"),
        "{first}"
    );
    assert_ne!(first, second);
    let taken = Listening::new("localhost", Some(0)).unwrap();
    let url = taken.url(&site());
    let port = url.split([':', '/']).nth(4).unwrap().parse().unwrap();
    assert!(matches!(
        Listening::new("127.0.0.1", Some(port)),
        Err(Refused::Taken)
    ));
}
