//! Addresses on the web that are pages of the book itself.
//!
//! In: `self` of `[catalogue.links]`, such as `https://example.org/patterns/{id}/`, and an address. Out: what the address
//! names in the book.

use crate::path::percent::decode;

/// What stands for the name of a page.
const NAME: &str = "{id}";

/// A form of addresses of the book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnAddress {
    before: String,
    after: String,
}

impl OwnAddress {
    /// A form as written; without `{id}`, names stand at its end. `None` if it is no address on the web.
    pub fn parse(written: &str) -> Option<OwnAddress> {
        let rest = without_scheme(written)?;
        let (before, after) = rest.split_once(NAME).unwrap_or((rest, ""));
        let has_host = !before.starts_with('/') && before.contains('/');
        let is_plain = !before.contains(['{', '}']) && !after.contains(['{', '}', '?', '#']);
        (has_host && is_plain).then(|| OwnAddress {
            before: before.to_string(),
            after: after.trim_end_matches('/').to_string(),
        })
    }

    /// What an address names, and the part behind `#`. `None` if it has another form. An address and the same with a
    /// slash, `index.html` or `.html` at its end are one, and so are `http:` and `https:`.
    pub fn name_in(&self, address: &str) -> Option<(String, String)> {
        let rest = without_scheme(address)?;
        let (path, fragment) = rest.split_once('#').unwrap_or((rest, ""));
        let path = path.split('?').next().unwrap_or_default();
        let path = path.strip_suffix("index.html").unwrap_or(path);
        let path = path.strip_suffix(".html").unwrap_or(path);
        let name = match path.strip_prefix(self.before.as_str()) {
            Some(name) => name.trim_end_matches('/'),
            // The address of the home page may lack its slash.
            None if path == self.before.trim_end_matches('/') => "",
            None => return None,
        };
        let name = name.strip_suffix(self.after.as_str())?.trim_matches('/');
        Some((decode(name), fragment.to_string()))
    }
}

fn without_scheme(address: &str) -> Option<&str> {
    let (scheme, rest) = address.split_once("://")?;
    let is_web = ["http", "https"]
        .iter()
        .any(|web| scheme.eq_ignore_ascii_case(web));
    is_web.then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_of_the_book_holds_a_name() {
        let check = |form: &str, address: &str, expected: Option<(&str, &str)>| {
            let own = OwnAddress::parse(form).expect("it is an address");
            let found = own.name_in(address);
            let found = found
                .as_ref()
                .map(|(name, place)| (name.as_str(), place.as_str()));
            assert_eq!(found, expected, "{form}: {address}");
        };
        let form = "https://example.org/p/{id}/";
        check(form, "https://example.org/p/retry/", Some(("retry", "")));
        check(
            form,
            "http://example.org/p/a/retry#x",
            Some(("a/retry", "x")),
        );
        check(
            form,
            "https://example.org/p/retry/index.html?q=1",
            Some(("retry", "")),
        );
        check(
            form,
            "https://example.org/p/caf%C3%A9.html",
            Some(("café", "")),
        );
        check(form, "https://example.org/p", Some(("", "")));
        check(form, "https://example.org/q/retry/", None);
        check(form, "https://example.com/p/retry/", None);
        check(form, "p/retry/", None);
        let tail = "https://example.org/p/{id}/overview";
        check(
            tail,
            "https://example.org/p/retry/overview/",
            Some(("retry", "")),
        );
        check(tail, "https://example.org/p/retry/", None);
        check(
            "https://example.org/p/",
            "https://example.org/p/retry",
            Some(("retry", "")),
        );
        for wrong in [
            "example.org/{id}",
            "ftp://example.org/{id}",
            "https://{id}",
            "https://a.org/{id}{id}",
        ] {
            assert_eq!(OwnAddress::parse(wrong), None, "{wrong}");
        }
    }
}
