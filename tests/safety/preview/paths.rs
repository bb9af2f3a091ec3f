//! What a path leads to: P1 to P9 and P17.

use std::path::Path;

use patternbook::site::Content;
use patternbook::sources::Blob;

use crate::preview::wire::Server;

const SECRET: &str = "the secret of this machine";

#[test]
fn pages_files_and_folders_are_found() {
    let server = Server::small();
    let check = |target: &str, status: u16, expected: &str| {
        let reply = server.get(target);
        assert_eq!(
            (reply.status, reply.body.as_str()),
            (status, expected),
            "{target}"
        );
    };
    check("/", 200, "start");
    check("/a/", 200, "page a");
    check("/a/index.html", 200, "page a");
    check("/%C3%A4%20b/", 200, "page b");
    check("/a/?raw??", 200, "page a");
    check(
        &format!("http://127.0.0.1:{}/a/", server.port),
        200,
        "page a",
    );
    check("/b/", 404, "no such page, says the book");
    let head = server.ask("HEAD", "/a/", "Host: localhost\r\n");
    assert_eq!((head.status, head.body.as_str()), (200, ""));
    let whole = server.ask("GET", "/a/", "Host: localhost\r\n");
    assert_eq!(
        head.header("Content-Length"),
        whole.header("Content-Length")
    );
}

#[test]
fn no_path_leads_anywhere_else() {
    let server = Server::small();
    let long = format!("/{}", "a".repeat(64 << 10));
    for target in [
        "/../secret.txt",
        "/../../../../etc/passwd",
        "/..",
        "/a/../../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/%2e%2e%2f",
        "/.%2e/secret.txt",
        "/%c0%ae%c0%ae/secret.txt",
        "/%252e%252e/secret.txt",
        "/..\\secret.txt",
        "/..%5csecret.txt",
        "/a\\..\\..\\secret.txt",
        "//etc/passwd",
        "/%2fetc/passwd",
        "/c:/windows/win.ini",
        "/foo/c:/x",
        "/CON",
        "/nul.txt",
        "/index.html::$DATA",
        "/index.html.",
        "/index.html%20",
        "/x/#/../../etc/passwd",
        "/a/#",
        "*",
        "/.env/.",
        "/%00",
        "/a%00.html",
        "/%ff",
        "/%",
        "/%zz",
        "/-secret/k.txt",
        "/.git/config",
        "/book.toml",
        "/content/a.md",
        "/templates/",
        "/.patternbook-manifest",
        "a",
        "//a/",
        "/a//",
        "/A/",
        "https://localhost/a/",
        "ftp://localhost/",
        &long,
    ] {
        let reply = server.get(target);
        assert!(
            matches!(reply.status, 400 | 404 | 414),
            "{target}: {}",
            reply.status
        );
        assert!(!reply.body.contains("page a"), "{target}");
    }
    assert_eq!(server.get("/a/").status, 200, "it is still there");
}

#[test]
fn the_only_redirect_adds_a_slash() {
    let check = |address: Option<&str>, target: &str, expected: Option<&str>| {
        let page = Content::Bytes(b"x"[..].into());
        let server = Server::new(
            vec![("index.html", page.clone()), ("ä/index.html", page)],
            address,
        );
        let reply = server.get(target);
        assert_eq!(
            reply.header("Location"),
            expected,
            "{target} at {address:?}"
        );
        assert_eq!(reply.status == 301, expected.is_some(), "{target}");
    };
    check(None, "/%C3%A4", Some("/%C3%A4/"));
    check(None, "/%C3%A4?x=//evil.example", Some("/%C3%A4/"));
    check(None, "http://localhost/%C3%A4", Some("/%C3%A4/"));
    for target in [
        "//evil.example/%C3%A4",
        "//%C3%A4",
        "/%2f%C3%A4",
        "/\\%C3%A4",
        "/%C3%A4//",
    ] {
        check(None, target, None);
    }
    check(Some("https://example.org/repo/"), "/repo", Some("/repo/"));
    check(
        Some("https://example.org/repo/"),
        "/repo/%C3%A4",
        Some("/repo/%C3%A4/"),
    );
    check(Some("/repo/"), "/%C3%A4", None);
}

#[test]
fn a_file_is_what_the_build_found_or_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path().canonicalize().unwrap();
    let write = |name: &str, text: &[u8]| std::fs::write(folder.join(name), text).unwrap();
    write("secret.txt", SECRET.as_bytes());
    let large = vec![b'x'; 3 << 20];
    write("large.bin", &large);
    write("picture.png", b"picture");
    std::fs::create_dir(folder.join("inner")).unwrap();
    write("inner/deep.png", b"deep");
    let file = |name: &str| {
        Content::File(Blob::File {
            path: folder.join(name).into_boxed_path().into(),
            length: 7,
            changed: 0,
        })
    };
    let files = ["large.bin", "picture.png", "inner/deep.png", "gone.png"];
    let server = Server::new(files.map(|name| (name, file(name))).to_vec(), None);
    let reply = server.get("/large.bin");
    assert_eq!((reply.status, reply.body.len()), (200, large.len()));
    assert_eq!(server.get("/picture.png").body, "picture");
    assert_eq!(server.get("/inner/deep.png").body, "deep");
    assert_eq!(server.get("/gone.png").status, 404);
    swap_for_link(&folder.join("picture.png"), &folder.join("secret.txt"));
    std::fs::create_dir(folder.join("other")).unwrap();
    write("other/deep.png", SECRET.as_bytes());
    std::fs::remove_file(folder.join("inner/deep.png")).unwrap();
    std::fs::remove_dir(folder.join("inner")).unwrap();
    swap_for_link(&folder.join("inner"), &folder.join("other"));
    for target in ["/picture.png", "/inner/deep.png", "/secret.txt"] {
        let reply = server.get(target);
        assert_eq!(reply.status, 404, "{target}");
        assert!(!reply.body.contains(SECRET), "{target}");
    }
}

#[cfg(unix)]
fn swap_for_link(path: &Path, to: &Path) {
    let _ = std::fs::remove_file(path);
    std::os::unix::fs::symlink(to, path).unwrap();
}

#[cfg(not(unix))]
fn swap_for_link(path: &Path, _: &Path) {
    let _ = std::fs::remove_file(path);
}

#[test]
fn types_are_told_and_not_guessed() {
    let server = Server::small();
    let check = |target: &str, expected: &str| {
        assert_eq!(
            server.get(target).header("Content-Type"),
            Some(expected),
            "{target}"
        );
    };
    check("/", "text/html; charset=utf-8");
    check("/x.txt", "text/plain; charset=utf-8");
    check("/x.svg", "image/svg+xml");
    check("/LICENSE", "application/octet-stream");
    check("/nothing.svg", "text/html; charset=utf-8");
}
