//! Which URL schemes pass.
//!
//! In: an address as an author wrote it, character references already decoded. Out: what kind of address a browser
//! would take it for. The normalisation is that of the URL standard (<https://url.spec.whatwg.org/#url-parsing>):
//! leading and trailing C0 controls and spaces are dropped, tab and line breaks vanish wherever they stand.

/// What a browser makes of an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Address {
    /// No scheme: relative to the page, absolute in the site, a query or a fragment.
    Relative,
    /// A scheme that may stand in a page; lower case, without the colon.
    Allowed(String),
    /// A scheme that runs code or reads local data; lower case, without the colon.
    Refused(String),
}

/// Schemes that are never written into a page. `data` is decided apart: pictures may pass.
const REFUSED: [&str; 5] = [
    "javascript",
    "vbscript",
    "view-source",
    "file",
    "livescript",
];

/// Raster pictures may be written as `data:` addresses; vector pictures may hold scripts.
const DATA_PICTURES: [&str; 6] = [
    "image/png",
    "image/jpeg",
    "image/gif",
    "image/webp",
    "image/avif",
    "image/bmp",
];

/// Classifies an address after the browser's own normalisation.
pub fn classify(address: &str) -> Address {
    let normal: String = address
        .trim_matches(|character: char| character <= ' ')
        .chars()
        .filter(|character| !matches!(character, '\t' | '\n' | '\r'))
        .collect();
    let Some((scheme, rest)) = normal.split_once(':') else {
        return Address::Relative;
    };
    let mut characters = scheme.chars();
    let is_scheme = characters
        .next()
        .is_some_and(|first| first.is_ascii_alphabetic())
        && characters.all(|character| {
            character.is_ascii_alphanumeric() || matches!(character, '+' | '-' | '.')
        });
    if !is_scheme {
        return Address::Relative;
    }
    let scheme = scheme.to_ascii_lowercase();
    let refused = match scheme.as_str() {
        "data" => {
            let kind = rest
                .split([';', ','])
                .next()
                .unwrap_or_default()
                .trim()
                .to_ascii_lowercase();
            !DATA_PICTURES.contains(&kind.as_str())
        }
        other => REFUSED.contains(&other),
    };
    match refused {
        true => Address::Refused(scheme),
        false => Address::Allowed(scheme),
    }
}

/// An address as it stands in a page: what no address may hold is percent-encoded, all else stays as written.
pub fn encoded(address: &str) -> String {
    let mut out = String::with_capacity(address.len());
    for byte in address.bytes() {
        match byte.is_ascii_alphanumeric() || b"!#$%&'()*+,-./:;=?@_~".contains(&byte) {
            true => out.push(char::from(byte)),
            false => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn disguised_schemes_are_recognised() {
        for refused in [
            "javascript:x",
            "JaVaScRiPt:x",
            " javascript:x",
            "\u{1}javascript:x",
            "java\nscript:x",
            "java\tscript:x",
            "vbscript:x",
            "data:text/html,<b>",
            "data:image/svg+xml,<svg>",
            "view-source:javascript:x",
            "file:///etc/passwd",
        ] {
            assert!(
                matches!(classify(refused), Address::Refused(_)),
                "{refused:?}"
            );
        }
    }

    #[test]
    fn harmless_addresses_pass() {
        let allowed = |scheme: &str| Address::Allowed(scheme.to_string());
        assert_eq!(classify("https://example.org"), allowed("https"));
        assert_eq!(classify("mailto:a@example.org"), allowed("mailto"));
        assert_eq!(classify("data:image/png;base64,AA"), allowed("data"));
        for relative in [
            "a.md",
            "#a",
            "?q=a:b",
            "./a:b",
            "java%0ascript:x",
            "1a:b",
            ":x",
            "a b:c",
            "",
        ] {
            assert_eq!(classify(relative), Address::Relative, "{relative:?}");
        }
    }
}
