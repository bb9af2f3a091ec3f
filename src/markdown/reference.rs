//! A link as written to a [`Reference`].
//!
//! In: the destination of a link or an image, the folder of the page's file and the page's address. Out: what it
//! names, seen from the root of the book. Nothing is looked up here: a page knows no other page.

use std::ops::Range;

use crate::body::Reference;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::path::anchor::Anchor;
use crate::path::input::{ContentPath, InputPath};
use crate::path::output::PageUrl;
use crate::path::percent::decode;
use crate::path::scheme::{Address, classify, encoded};

/// Where a page stands, for the links in it.
#[derive(Clone, Debug)]
pub struct Standpoint {
    /// The folder of its file.
    pub folder: ContentPath,
    /// Its address.
    pub url: PageUrl,
}

/// A destination with a scheme that must not stand in a page; holds the scheme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefusedScheme(pub String);

impl Standpoint {
    /// What a destination names.
    ///
    /// # Errors
    /// [`RefusedScheme`] if a browser would take it for an address that runs code or reads local files.
    pub fn resolve(&self, written: &str) -> Result<Reference, RefusedScheme> {
        match classify(written) {
            Address::Refused(scheme) => Err(RefusedScheme(scheme)),
            Address::Allowed(_) => Ok(Reference::External(encoded(written))),
            Address::Relative if written.starts_with("//") || written.starts_with('?') => {
                Ok(Reference::External(encoded(written)))
            }
            Address::Relative => Ok(self.local(written)),
        }
    }

    /// What a picture of the front matter names, if there is one; a finding if it must not stand in a page.
    pub fn picture(
        &self,
        written: Option<&(String, Range<usize>)>,
        file: &InputPath,
    ) -> (Option<Reference>, Option<Diagnostic>) {
        let Some((written, range)) = written else {
            return (None, None);
        };
        match self.resolve(written) {
            Ok(reference) => (Some(reference), None),
            Err(RefusedScheme(scheme)) => {
                let message = format!("a picture with the scheme `{scheme}:` is left out");
                let finding =
                    Diagnostic::new(Code::S020, message).at(Span::new(file, range.clone()));
                let finding = finding.help("name a file of the book, or an `https:` address");
                (None, Some(finding))
            }
        }
    }

    fn local(&self, written: &str) -> Reference {
        let (address, fragment) = written.split_once('#').unwrap_or((written, ""));
        let anchor = Anchor::written(&decode(fragment));
        let path = decode(address.split('?').next().unwrap_or_default());
        if path.is_empty() {
            return Reference::Here(anchor);
        }
        let Some(file) = self.folder.join(&path) else {
            return Reference::Outside(written.to_string());
        };
        if file.is_markdown() {
            return Reference::Page(file, anchor);
        }
        Reference::Path {
            url: self.as_address(&path),
            file,
            anchor,
        }
    }

    /// What a browser would make of a path on this page. Leading `..` at the root stay at the root, as they do there.
    fn as_address(&self, path: &str) -> String {
        let mut parts: Vec<&str> = match path.starts_with('/') {
            true => Vec::new(),
            false => self.url.as_str().split('/').collect(),
        };
        parts.pop();
        for part in path.split('/') {
            match part {
                "" | "." => {}
                ".." => drop(parts.pop()),
                name => parts.push(name),
            }
        }
        parts.join("/")
    }
}

/// The bytes of an address inside its link, else those of the whole link. Addresses stand behind the text they belong
/// to, so the last hit is the right one.
pub fn place_of(source: &str, range: &Range<usize>, address: &str) -> Range<usize> {
    let Some(link) = source.get(range.clone()).filter(|_| !address.is_empty()) else {
        return range.clone();
    };
    let inline = link.rfind(&format!("]({address}")).map(|at| at + 2);
    match inline.or_else(|| link.rfind(address)) {
        Some(at) => range.start + at..range.start + at + address.len(),
        None => range.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::path::output::UrlStyle;

    #[test]
    fn destinations_become_references() {
        let standpoint = Standpoint {
            folder: ContentPath::new("styles").unwrap(),
            url: PageUrl::new("styles/monolith", false, UrlStyle::Directory).unwrap(),
        };
        let check = |written: &str, expected: &str| {
            assert_eq!(
                format!("{:?}", standpoint.resolve(written)),
                expected,
                "{written}"
            );
        };
        let page = |path: &str, anchor: &str| {
            let anchor = Anchor::written(anchor);
            format!(
                "{:?}",
                Ok::<_, ()>(Reference::Page(ContentPath::new(path).unwrap(), anchor))
            )
        };
        let path = |file: &str, url: &str| {
            let file = ContentPath::new(file).unwrap();
            let reference = Reference::Path {
                file,
                url: url.to_string(),
                anchor: None,
            };
            format!("{:?}", Ok::<_, ()>(reference))
        };
        check("layered.md", &page("styles/layered.md", ""));
        check("./layered.md#a%20b", &page("styles/layered.md", ""));
        check("../guides/a.MD#%C3%BC", &page("guides/a.MD", "ü"));
        check("/guides/a.md?x=1#b", &page("guides/a.md", "b"));
        check("a%20b.md", &page("styles/a b.md", ""));
        check("x.png", &path("styles/x.png", "styles/monolith/x.png"));
        check("../layered/", &path("layered", "styles/layered"));
        check("/img/x.png", &path("img/x.png", "img/x.png"));
        check("#top", r#"Ok(Here(Some(Anchor("top"))))"#);
        check("#", "Ok(Here(None))");
        check("", "Ok(Here(None))");
        check("../../x.md", r#"Ok(Outside("../../x.md"))"#);
        check(
            "https://example.org/ä b",
            r#"Ok(External("https://example.org/%C3%A4%20b"))"#,
        );
        check("//example.org", r#"Ok(External("//example.org"))"#);
        check("?q=1", r#"Ok(External("?q=1"))"#);
        check("JavaScript:x", r#"Err(RefusedScheme("javascript"))"#);
    }
}
