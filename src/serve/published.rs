//! The last build, as the server looks things up in it.
//!
//! In: a [`Site`] and its address. Out: for a decoded path, the file of exactly that name, the folder it names, or
//! nothing. A path of a request is never joined to a folder of this machine.

use crate::path::output::OutputPath;
use crate::path::percent::{decode, encode};
use crate::site::{Content, Site};

/// A site below the path that its address has.
#[derive(Debug)]
pub struct Published {
    site: Site,
    /// Empty, or a path that ends in a slash; decoded.
    base: String,
}

/// What a path leads to.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Found<'a> {
    /// A file of the site: its path there, and what it holds.
    File(OutputPath, &'a Content),
    /// A folder that was named without its slash; the address with it.
    Folder(String),
    /// Nothing.
    Missing,
}

impl Published {
    /// A site, and `site-url` if it has one: a path, or an address whose path is used, so that the site stands where
    /// its host will have it.
    pub fn new(site: Site, address: Option<&str>) -> Published {
        let address = address.unwrap_or_default();
        let path = match address.split_once("://") {
            Some((_, rest)) => rest.split_once('/').map_or("", |(_, path)| path),
            None => address,
        };
        let parts = path.split('/').filter(|part| !part.is_empty());
        let base = parts.map(|part| decode(part) + "/").collect();
        Published { site, base }
    }

    /// The address of the start page without scheme and host: `/`, `/book/`.
    pub fn start(&self) -> String {
        format!("/{}", encode(&self.base, "/"))
    }

    /// What a decoded path without its first slash leads to.
    pub(crate) fn find(&self, path: &str) -> Found<'_> {
        let Some(inside) = path.strip_prefix(&self.base) else {
            return match self.base.strip_suffix('/') == Some(path) {
                true => Found::Folder(self.start()),
                false => Found::Missing,
            };
        };
        let file = match inside.is_empty() || inside.ends_with('/') {
            true => format!("{inside}index.html"),
            false => inside.to_string(),
        };
        if let Some((path, content)) = self.get(&file) {
            return Found::File(path, content);
        }
        match self.get(&format!("{inside}/index.html")) {
            Some((found, _)) => {
                let folder = found
                    .as_str()
                    .strip_suffix("index.html")
                    .unwrap_or_default();
                Found::Folder(format!("{}{}", self.start(), encode(folder, "/")))
            }
            None => Found::Missing,
        }
    }

    /// The page that says that there is no such page.
    pub(crate) fn not_found(&self) -> Option<&Content> {
        self.get("404.html").map(|(_, content)| content)
    }

    fn get(&self, path: &str) -> Option<(OutputPath, &Content)> {
        let path = OutputPath::new(path).ok()?;
        let content = self.site.get(&path)?;
        Some((path, content))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::Output;

    fn site(paths: &[&str]) -> Site {
        let output = |path: &&str| Output {
            path: OutputPath::new(path).unwrap(),
            content: Content::Bytes(path.as_bytes().into()),
            source: path.to_string(),
            at: None,
        };
        Site::collect(paths.iter().map(output)).0
    }

    #[test]
    fn a_path_finds_its_file_or_the_slash_it_lacks() {
        let paths = ["index.html", "a/index.html", "ä b/index.html", "x.css", "c"];
        let check = |address: Option<&str>, path: &str, expected: &str| {
            let published = Published::new(site(&paths), address);
            let found = match published.find(path) {
                Found::File(path, _) => path.to_string(),
                Found::Folder(location) => format!("-> {location}"),
                Found::Missing => "nothing".to_string(),
            };
            assert_eq!(found, expected, "{path:?} at {address:?}");
        };
        check(None, "", "index.html");
        check(None, "a/", "a/index.html");
        check(None, "a", "-> /a/");
        check(None, "a/index.html", "a/index.html");
        check(None, "ä b", "-> /%C3%A4%20b/");
        check(None, "c", "c");
        check(None, "A/", "nothing");
        for path in [
            "/",
            "/a/",
            "a//",
            "x.css/",
            "b",
            "..",
            "a/../x.css",
            "CON",
            "a/.",
        ] {
            check(None, path, "nothing");
        }
        for address in ["/re%20po/", "https://example.org/re%20po/", "re po"] {
            check(Some(address), "re po/", "index.html");
            check(Some(address), "re po", "-> /re%20po/");
            check(Some(address), "re po/a", "-> /re%20po/a/");
            check(Some(address), "re po/x.css", "x.css");
            check(Some(address), "", "nothing");
            check(Some(address), "x.css", "nothing");
            check(Some(address), "re pox.css", "nothing");
        }
        check(Some("https://example.org"), "x.css", "x.css");
        check(Some("//evil.example/"), "evil.example", "-> /evil.example/");
    }
}
