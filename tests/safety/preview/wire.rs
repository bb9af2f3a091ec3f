//! A preview server, and a client that says exactly what it is told to.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::Arc;
use std::time::Duration;

use patternbook::path::output::OutputPath;
use patternbook::serve::{Board, Listening, Published};
use patternbook::site::{Content, Output, Site};

/// A running server.
pub(crate) struct Server {
    pub(crate) port: u16,
}

/// An answer as it came over the wire.
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: String,
}

impl Reply {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut lines = self
            .head
            .lines()
            .skip(1)
            .filter_map(|line| line.split_once(": "));
        let found = lines.find(|(known, _)| known.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value)
    }
}

impl Server {
    pub(crate) fn new(files: Vec<(&str, Content)>, address: Option<&str>) -> Server {
        let output = |(path, content): (&str, Content)| Output {
            path: OutputPath::new(path).unwrap(),
            content,
            source: path.to_string(),
            at: None,
        };
        let (site, findings) = Site::collect(files.into_iter().map(output));
        assert_eq!(findings, []);
        let published = Published::new(site, address);
        let listening = Listening::new("localhost", Some(0)).unwrap();
        let url = listening.url(&published);
        let port = url.split([':', '/']).nth(4).unwrap().parse().unwrap();
        let board = Arc::new(Board::new(published));
        // It serves until the tests end.
        std::thread::spawn(move || listening.run(board));
        Server { port }
    }

    /// A server for a small site.
    pub(crate) fn small() -> Server {
        let page = |text: &str| Content::Bytes(text.as_bytes().into());
        let files = [
            ("index.html", "start"),
            ("a/index.html", "page a"),
            ("ä b/index.html", "page b"),
            ("404.html", "no such page, says the book"),
            ("x.txt", "<script>1</script>"),
            ("x.svg", "<svg/>"),
            ("LICENSE", "free"),
        ];
        let files = files.map(|(path, text)| (path, page(text)));
        Server::new(files.to_vec(), None)
    }

    pub(crate) fn connect(&self) -> TcpStream {
        connect(self.port)
    }

    /// Sends bytes and reads until the server closes.
    pub(crate) fn send(&self, request: &[u8]) -> Reply {
        send(self.port, request)
    }

    pub(crate) fn ask(&self, method: &str, target: &str, headers: &str) -> Reply {
        let request = format!("{method} {target} HTTP/1.1\r\n{headers}Connection: close\r\n\r\n");
        self.send(request.as_bytes())
    }

    pub(crate) fn get(&self, target: &str) -> Reply {
        self.ask("GET", target, &format!("Host: localhost:{}\r\n", self.port))
    }
}

pub(crate) fn connect(port: u16) -> TcpStream {
    let stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
    let patience = Some(Duration::from_secs(20));
    stream.set_read_timeout(patience).unwrap();
    stream
}

/// Sends bytes and reads until the server closes.
pub(crate) fn send(port: u16, request: &[u8]) -> Reply {
    let mut stream = connect(port);
    // The server may refuse, and close, before it has read everything.
    let _ = stream.write_all(request);
    read_reply(stream)
}

pub(crate) fn read_reply(mut stream: TcpStream) -> Reply {
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).unwrap();
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let (head, body) = text.split_once("\r\n\r\n").expect("a whole head");
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    let reply = Reply {
        status,
        head: head.to_string(),
        body: as_built(body),
    };
    assert_is_private(&reply);
    reply
}

/// A page without the element that the preview puts into it.
fn as_built(page: &str) -> String {
    let Some((before, rest)) = page.split_once("<script src=\"/.patternbook/preview.js\"") else {
        return page.to_string();
    };
    let (_, after) = rest.split_once("</script>").expect("the whole element");
    format!("{before}{after}")
}

/// What every answer has, refusals too.
pub(crate) fn assert_is_private(reply: &Reply) {
    for (name, value) in [
        ("X-Content-Type-Options", "nosniff"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
        ("Referrer-Policy", "no-referrer"),
        ("Cache-Control", "no-store"),
        ("Content-Security-Policy", "frame-ancestors 'self'"),
    ] {
        assert_eq!(reply.header(name), Some(value), "{}", reply.head);
    }
    let head = reply.head.to_lowercase();
    assert!(!head.contains("access-control"), "{head}");
}
