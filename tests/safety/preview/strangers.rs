//! Who gets an answer: P10, P11, P13 and P15.

use crate::preview::wire::Server;

#[test]
fn only_this_machine_s_names_are_answered() {
    let server = Server::small();
    let port = server.port;
    let check = |headers: &str, accepted: bool| {
        let reply = server.ask("GET", "/a/", headers);
        assert_eq!(
            reply.status,
            if accepted { 200 } else { 403 },
            "{headers:?}"
        );
        assert_eq!(reply.body.contains("page a"), accepted, "{headers:?}");
    };
    for host in [
        "localhost",
        "LOCALHOST",
        "x.localhost",
        "127.0.0.1",
        "[::1]",
    ] {
        check(&format!("Host: {host}\r\n"), true);
        check(&format!("Host: {host}:{port}\r\n"), true);
        check(&format!("Host: {host}:8080\r\n"), true);
    }
    for host in [
        "evil.example",
        "127.0.0.1@evil.example",
        "localhost.evil.example",
        "evil-localhost",
        "127.0.0.1.evil.example",
        "",
        "[::1].evil.example",
        "0.0.0.0",
        "2130706433",
    ] {
        check(&format!("Host: {host}\r\n"), false);
        check(&format!("Host: {host}:{port}\r\n"), false);
    }
    check("", false);
    check("Host: localhost\r\nHost: localhost\r\n", false);
    check("Host: localhost\r\nHost: evil.example\r\n", false);
    let foreign = server.ask("GET", "http://evil.example/a/", "Host: localhost\r\n");
    assert_eq!(foreign.status, 403);
}

#[test]
fn other_sites_can_link_here_and_nothing_more() {
    let server = Server::small();
    let host = format!("Host: localhost:{}\r\n", server.port);
    let check = |headers: &str, accepted: bool| {
        for target in ["/", "/a/", "/x.svg", "/nothing"] {
            let status = server
                .ask("GET", target, &format!("{host}{headers}"))
                .status;
            assert_eq!(status != 403, accepted, "{target}: {headers:?}");
        }
    };
    check(
        &format!("Origin: http://localhost:{}\r\n", server.port),
        true,
    );
    for origin in [
        "http://evil.example",
        "http://localhost:1",
        "null",
        "http://127.0.0.1.evil.example",
    ] {
        check(&format!("Origin: {origin}\r\n"), false);
    }
    check(
        "Sec-Fetch-Site: same-origin\r\nSec-Fetch-Dest: script\r\n",
        true,
    );
    check("Sec-Fetch-Site: none\r\nSec-Fetch-Dest: document\r\n", true);
    for site in ["cross-site", "same-site"] {
        for kind in ["script", "image", "iframe", "empty", "style"] {
            check(
                &format!("Sec-Fetch-Site: {site}\r\nSec-Fetch-Dest: {kind}\r\n"),
                false,
            );
        }
        let navigation = "Sec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document\r\n";
        check(&format!("Sec-Fetch-Site: {site}\r\n{navigation}"), true);
    }
}

#[test]
fn only_two_methods_are_answered() {
    let server = Server::small();
    for method in [
        "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "CONNECT", "get", "X",
    ] {
        let body = "Host: localhost\r\nContent-Length: 3\r\n";
        for headers in ["Host: localhost\r\n", body, "Host: evil.example\r\n"] {
            let reply = server.ask(method, "/", headers);
            assert_eq!(reply.status, 405, "{method}");
            assert_eq!(reply.header("Allow"), Some("GET, HEAD"));
        }
    }
}

#[test]
fn a_body_ends_the_connection() {
    let server = Server::small();
    let hidden = "GET /a/ HTTP/1.1\r\nHost: localhost\r\n\r\n";
    for header in [
        format!("Content-Length: {}", hidden.len()),
        "Transfer-Encoding: chunked".into(),
    ] {
        let request = format!("GET / HTTP/1.1\r\nHost: localhost\r\n{header}\r\n\r\n{hidden}");
        let reply = server.send(request.as_bytes());
        assert_eq!(reply.body, "start", "{header}");
        assert_eq!(reply.header("Connection"), Some("close"));
    }
}
