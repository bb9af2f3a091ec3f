//! Which requests are answered at all.
//!
//! In: the head of a request. Out: the path it asks for, decoded, or a [`Refusal`]. The order of the checks is that of
//! `safety.md` 5.1: method, form of the target, `Host`, `Origin` and fetch metadata, decoding. A web page in the same
//! browser, or a name that somebody else points at this machine, gets nothing; neither does a path with a second
//! meaning. Pure: what it decides depends on the head alone.

/// The head of a request.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Head {
    /// `GET`.
    pub(crate) method: String,
    /// What stands between method and version.
    pub(crate) target: String,
    /// Names in lower case, and values, in the order in which they came.
    pub(crate) headers: Vec<(String, Vec<u8>)>,
}

/// Why a request is not answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// Only `GET` and `HEAD` are.
    Method,
    /// The target has a form, or an encoding, that no browser sends.
    Target,
    /// It is addressed to another name than this machine's.
    Host,
    /// It comes from another site.
    Origin,
    /// A segment of the path can be no name of a file.
    Name,
}

impl Head {
    /// The values of a header.
    pub(crate) fn values<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a [u8]> {
        let same = move |(known, value): &'a (String, Vec<u8>)| (known == name).then_some(&**value);
        self.headers.iter().filter_map(same)
    }
}

/// The path a request asks for, decoded and without its first slash. `own` is a name or address, beside the usual
/// ones, under which this server is reached.
///
/// # Errors
/// The first rule that the request breaks.
pub(crate) fn check(head: &Head, own: &str) -> Result<String, Refusal> {
    if !matches!(head.method.as_str(), "GET" | "HEAD") {
        return Err(Refusal::Method);
    }
    let path = path(&head.target, own)?;
    let mut hosts = head.values("host");
    let (Some(host), None) = (hosts.next(), hosts.next()) else {
        return Err(Refusal::Host);
    };
    let host = std::str::from_utf8(host).map_err(|_| Refusal::Host)?;
    if !is_own(host, own) {
        return Err(Refusal::Host);
    }
    let origin = format!("http://{host}");
    let is_other = |value: &[u8]| !value.eq_ignore_ascii_case(origin.as_bytes());
    if head.values("origin").any(is_other) || !may_fetch(head) {
        return Err(Refusal::Origin);
    }
    let segments: Vec<String> = path.split('/').map(decode).collect::<Result<_, _>>()?;
    Ok(segments.join("/"))
}

/// The path in a target, without its first slash and its query, still encoded.
fn path<'a>(target: &'a str, own: &str) -> Result<&'a str, Refusal> {
    if target.contains('#') {
        return Err(Refusal::Target);
    }
    let absolute = target
        .get(..7)
        .filter(|scheme| scheme.eq_ignore_ascii_case("http://"));
    let path = match absolute {
        Some(scheme) => {
            let rest = &target[scheme.len()..];
            let (authority, path) = rest.split_at(rest.find(['/', '?']).unwrap_or(rest.len()));
            if !is_own(authority, own) {
                return Err(Refusal::Host);
            }
            path
        }
        None if target.starts_with('/') => target,
        None => return Err(Refusal::Target),
    };
    let path = path.split('?').next().unwrap_or_default();
    Ok(path.strip_prefix('/').unwrap_or(path))
}

/// Whether an authority names this machine. The port is not compared, since a forwarded one differs; the name is
/// compared whole.
fn is_own(authority: &str, own: &str) -> bool {
    let (name, port) = match authority.rfind(':') {
        Some(colon) if !authority.ends_with(']') => {
            (&authority[..colon], Some(&authority[colon + 1..]))
        }
        _ => (authority, None),
    };
    let is_port = |port: &str| {
        (1..=5).contains(&port.len()) && port.bytes().all(|digit| digit.is_ascii_digit())
    };
    if port.is_some_and(|port| !is_port(port)) {
        return false;
    }
    let name = name.to_ascii_lowercase();
    matches!(name.as_str(), "localhost" | "127.0.0.1" | "[::1]")
        || name == own
        || name.strip_suffix(".localhost").is_some_and(is_label)
}

/// Names such as `x` and `x.y` before `.localhost`.
fn is_label(labels: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    labels
        .split('.')
        .all(|label| !label.is_empty() && label.bytes().all(is_plain))
}

/// Browsers say where a request comes from. Another site may lead a reader here, but may not embed or read anything.
fn may_fetch(head: &Head) -> bool {
    let is = |name: &str, value: &str| {
        let mut values = head.values(name).peekable();
        values.peek().is_some() && values.all(|one| one == value.as_bytes())
    };
    let is_ours = |value: &[u8]| value == b"same-origin" || value == b"none";
    head.values("sec-fetch-site").all(is_ours)
        || (is("sec-fetch-mode", "navigate") && is("sec-fetch-dest", "document"))
}

/// One segment of a path, decoded once. What looks encoded afterwards is part of the name.
fn decode(segment: &str) -> Result<String, Refusal> {
    let mut bytes = Vec::with_capacity(segment.len());
    let mut rest = segment.bytes();
    while let Some(byte) = rest.next() {
        let mut digit = || {
            let digit = char::from(rest.next()?).to_digit(16)?;
            u8::try_from(digit).ok()
        };
        let decoded = match byte {
            b'%' => digit().zip(digit()).map(|(high, low)| high << 4 | low),
            plain => Some(plain),
        };
        bytes.push(decoded.ok_or(Refusal::Target)?);
    }
    let name = String::from_utf8(bytes).map_err(|_| Refusal::Target)?;
    if name.chars().any(char::is_control) {
        return Err(Refusal::Target);
    }
    match name.contains(['/', '\\', ':']) || name.ends_with(['.', ' ']) {
        true => Err(Refusal::Name),
        false => Ok(name),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn ask(target: &str, headers: &[(&str, &str)]) -> Result<String, Refusal> {
        let header = |(name, value): &(&str, &str)| (name.to_string(), value.as_bytes().to_vec());
        let head = Head {
            method: "GET".to_string(),
            target: target.to_string(),
            headers: headers.iter().map(header).collect(),
        };
        check(&head, "127.0.0.2")
    }

    #[test]
    fn a_path_is_decoded_once() {
        let check = |target: &str, expected: Result<&str, Refusal>| {
            let found = ask(target, &[("host", "localhost:3000")]);
            assert_eq!(found.as_deref(), expected.as_deref(), "{target:?}");
        };
        check("/", Ok(""));
        check("/a/?raw??", Ok("a/"));
        check("/%C3%A4%20b/c.html", Ok("ä b/c.html"));
        check("/%252e%252e/x", Ok("%2e%2e/x"));
        check("http://localhost/a", Ok("a"));
        check("HTTP://127.0.0.1:1?x", Ok(""));
        for target in [
            "/x/#/../y",
            "*",
            "a",
            "",
            "/%",
            "/%z",
            "/%zz",
            "/%ff",
            "/%00",
            "/a%0a",
        ] {
            check(target, Err(Refusal::Target));
        }
        for target in ["https://localhost/", "//x", "ftp://localhost/"] {
            assert_ne!(ask(target, &[("host", "localhost")]).as_deref(), Ok("x"));
        }
        for target in [
            "/..",
            "/.",
            "/../x",
            "/%2e%2e/x",
            "/..%2fx",
            "/a%5cb",
            "/a\\b",
            "/c:/x",
        ] {
            check(target, Err(Refusal::Name));
        }
        for target in ["/a.", "/a%20", "/x::$DATA", "/.env/."] {
            check(target, Err(Refusal::Name));
        }
        check("http://evil.example/", Err(Refusal::Host));
        check("http://localhost@evil.example/", Err(Refusal::Host));
    }

    #[test]
    fn only_names_of_this_machine_are_answered() {
        let check = |hosts: &[&str], expected: bool| {
            let headers: Vec<(&str, &str)> = hosts.iter().map(|host| ("host", *host)).collect();
            let found = ask("/", &headers);
            let expected = match expected {
                true => Ok(String::new()),
                false => Err(Refusal::Host),
            };
            assert_eq!(found, expected, "{hosts:?}");
        };
        for host in [
            "localhost",
            "LOCALHOST",
            "localhost:1",
            "x.localhost:8",
            "a.b.localhost",
        ] {
            check(&[host], true);
        }
        for host in [
            "127.0.0.1",
            "127.0.0.1:65535",
            "[::1]",
            "[::1]:3000",
            "127.0.0.2:1",
        ] {
            check(&[host], true);
        }
        for host in [
            "",
            ":3000",
            "evil.example",
            "evil.example:3000",
            "127.0.0.1@evil.example",
        ] {
            check(&[host], false);
        }
        for host in [
            "localhost.evil.example",
            "127.0.0.1.evil.example",
            "xlocalhost",
            ".localhost",
        ] {
            check(&[host], false);
        }
        for host in [
            "localhost.",
            "localhost:",
            "localhost:x",
            "[::1",
            "::1",
            "127.0.0.3",
            "a@b.localhost",
        ] {
            check(&[host], false);
        }
        check(&[], false);
        check(&["localhost", "localhost"], false);
    }

    #[test]
    fn other_sites_read_and_embed_nothing() {
        let check = |headers: &[(&str, &str)], expected: bool| {
            let mut all = vec![("host", "localhost:3000")];
            all.extend(headers);
            assert_eq!(ask("/", &all).is_ok(), expected, "{headers:?}");
        };
        check(&[("origin", "http://localhost:3000")], true);
        for origin in [
            "http://evil.example",
            "http://localhost:3001",
            "null",
            "http://localhost",
            "",
        ] {
            check(&[("origin", origin)], false);
        }
        check(&[("origin", "https://localhost:3000")], false);
        check(
            &[
                ("sec-fetch-site", "same-origin"),
                ("sec-fetch-dest", "image"),
            ],
            true,
        );
        check(&[("sec-fetch-site", "none")], true);
        for site in ["cross-site", "same-site", "x"] {
            let from = ("sec-fetch-site", site);
            check(&[from], false);
            check(
                &[
                    from,
                    ("sec-fetch-mode", "no-cors"),
                    ("sec-fetch-dest", "script"),
                ],
                false,
            );
            check(
                &[
                    from,
                    ("sec-fetch-mode", "navigate"),
                    ("sec-fetch-dest", "iframe"),
                ],
                false,
            );
            check(
                &[
                    from,
                    ("sec-fetch-mode", "navigate"),
                    ("sec-fetch-dest", "document"),
                ],
                true,
            );
        }
    }

    proptest! {
        #[test]
        fn whatever_is_asked_no_segment_has_a_second_meaning(target in "(/|%2e|%2f|%5c|\\.|[a-c:\\\\ %#?]|\\PC){0,12}") {
            if let Ok(path) = ask(&format!("/{target}"), &[("host", "localhost")]) {
                for segment in path.split('/') {
                    prop_assert!(!segment.ends_with(['.', ' ']) && !segment.contains(['\\', ':']));
                }
            }
        }
    }
}
