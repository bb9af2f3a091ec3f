//! What the server answers, and the headers that every answer has.
//!
//! In: a status and a body. Out: [`Answer`], and its head as it goes over the wire. The headers keep other sites from
//! embedding or reading a page, and browsers from guessing types or keeping what the next build changes.

use std::fmt::Write;
use std::sync::Arc;

use tokio::fs::File;
use tokio::sync::watch::Receiver;

/// What goes with every answer: `safety.md` 5.1, rule 7.
const ALWAYS: &str = "X-Content-Type-Options: nosniff\r\n\
     Cross-Origin-Resource-Policy: same-origin\r\n\
     Referrer-Policy: no-referrer\r\n\
     Cache-Control: no-store\r\n\
     Content-Security-Policy: frame-ancestors 'self'\r\n";

const PLAIN: &str = "text/plain; charset=utf-8";

/// An answer.
#[derive(Debug)]
pub(crate) struct Answer {
    status: Status,
    kind: &'static str,
    /// Where a redirect leads.
    location: Option<String>,
    /// What is sent, unless only the head was asked for.
    pub(crate) body: Body,
}

/// A body.
#[derive(Debug)]
pub(crate) enum Body {
    /// A short sentence.
    Text(&'static str),
    /// A file of the site that the build made.
    Bytes(Arc<[u8]>),
    /// A file of the site that is read while it is sent, and its length.
    File(File, u64),
    /// The number of each build as it is finished, until one side closes the connection.
    Events(Receiver<u64>),
}

/// The statuses that occur.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Status {
    /// 200.
    Ok,
    /// 301.
    Moved,
    /// 400.
    Malformed,
    /// 403.
    Forbidden,
    /// 404.
    Missing,
    /// 405.
    Method,
    /// 408.
    Slow,
    /// 414.
    LongTarget,
    /// 431.
    LongHead,
}

impl Status {
    /// Number and reason, as they are sent.
    fn line(self) -> &'static str {
        match self {
            Status::Ok => "200 OK",
            Status::Moved => "301 Moved Permanently",
            Status::Malformed => "400 Bad Request",
            Status::Forbidden => "403 Forbidden",
            Status::Missing => "404 Not Found",
            Status::Method => "405 Method Not Allowed",
            Status::Slow => "408 Request Timeout",
            Status::LongTarget => "414 URI Too Long",
            Status::LongHead => "431 Request Header Fields Too Large",
        }
    }
}

impl Answer {
    /// A short sentence.
    pub(crate) fn text(status: Status, text: &'static str) -> Answer {
        Answer {
            status,
            kind: PLAIN,
            location: None,
            body: Body::Text(text),
        }
    }

    /// A file of the site; its name decides the type.
    pub(crate) fn file(status: Status, name: &str, body: Body) -> Answer {
        Answer {
            status,
            kind: kind(name),
            location: None,
            body,
        }
    }

    /// The numbers of builds, as server-sent events.
    pub(crate) fn events(numbers: Receiver<u64>) -> Answer {
        Answer {
            status: Status::Ok,
            kind: "text/event-stream",
            location: None,
            body: Body::Events(numbers),
        }
    }

    /// Whether nothing can follow on the connection, because the body ends when that is closed.
    pub(crate) fn is_endless(&self) -> bool {
        self.body.length().is_none()
    }

    /// A folder without its slash. `location` begins with exactly one slash.
    pub(crate) fn moved(location: String) -> Answer {
        Answer {
            location: Some(location),
            ..Answer::text(Status::Moved, "this folder has a slash at its end\n")
        }
    }

    /// Everything before the body.
    pub(crate) fn head(&self, closes: bool) -> String {
        let mut head = format!("HTTP/1.1 {}\r\n{ALWAYS}", self.status.line());
        let mut header = |name: &str, value: &dyn std::fmt::Display| {
            write!(head, "{name}: {value}\r\n").expect("a String takes every write");
        };
        header("Content-Type", &self.kind);
        if let Some(length) = self.body.length() {
            header("Content-Length", &length);
        }
        if self.status == Status::Method {
            header("Allow", &"GET, HEAD");
        }
        if let Some(location) = &self.location {
            header("Location", location);
        }
        if closes {
            header("Connection", &"close");
        }
        head + "\r\n"
    }
}

impl Body {
    fn length(&self) -> Option<u64> {
        match self {
            Body::Text(text) => Some(text.len() as u64),
            Body::Bytes(bytes) => Some(bytes.len() as u64),
            Body::File(_, length) => Some(*length),
            Body::Events(_) => None,
        }
    }
}

/// The media type of a file, by its extension.
fn kind(name: &str) -> &'static str {
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    match extension.to_ascii_lowercase().as_str() {
        "html" | "htm" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "xml" => "application/xml",
        "txt" | "md" => PLAIN,
        "csv" => "text/csv; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "ico" => "image/x-icon",
        "bmp" => "image/bmp",
        "woff" => "font/woff",
        "woff2" => "font/woff2",
        "ttf" => "font/ttf",
        "otf" => "font/otf",
        "pdf" => "application/pdf",
        "wasm" => "application/wasm",
        "mp3" => "audio/mpeg",
        "ogg" => "audio/ogg",
        "wav" => "audio/wav",
        "mp4" => "video/mp4",
        "webm" => "video/webm",
        "zip" => "application/zip",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_go_by_the_last_extension() {
        let check = |name: &str, expected: &str| assert_eq!(kind(name), expected, "{name}");
        check("a/index.html", "text/html; charset=utf-8");
        check("a.html.txt", "text/plain; charset=utf-8");
        check("A.SVG", "image/svg+xml");
        check("LICENSE", "application/octet-stream");
        check("a.exe", "application/octet-stream");
    }
}
