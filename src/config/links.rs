//! `[catalogue.links]`: how pages are named in texts.
//!
//! In: the table of the catalogue. Out: [`Links`].

use std::sync::Arc;

use crate::config::table::{Idle, Table};
use crate::diagnostic::{Code, Diagnostic};
use crate::path::input::InputPath;
use crate::path::own::OwnAddress;
use crate::value::node::Node;

/// How pages are named in texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Links {
    /// `wiki`: `[[name]]` is a link to a page.
    pub wiki: bool,
    /// `self`: addresses on the web that are pages of the book.
    pub own: Arc<[OwnAddress]>,
}

impl Default for Links {
    fn default() -> Links {
        Links {
            wiki: true,
            own: [].into(),
        }
    }
}

/// Reads `links` of `[catalogue]`. Wiki links are on unless they are switched off.
pub(crate) fn read(catalogue: &Node, file: &InputPath, found: &mut Vec<Diagnostic>) -> Links {
    let usual = Links::default();
    let Some(node) = catalogue.get("links") else {
        return usual;
    };
    let mut table = Table::new(node, file, "catalogue.links");
    let wiki = table.keys.flag("wiki");
    let mut own = Vec::new();
    for (written, range) in table.keys.texts("self").unwrap_or_default() {
        match OwnAddress::parse(&written) {
            Some(address) => own.push(address),
            None => table.refuse(
                "self",
                range,
                "write the address of a page of this book, with `{id}` where its name stands: \
                 `https://example.org/patterns/{id}/`",
            ),
        }
    }
    table.idle(&[("autolink", Idle::Text(&["off"]))]);
    found.extend(table.keys.finish(Code::C075));
    Links {
        wiki: wiki.unwrap_or(usual.wiki),
        own: own.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::table::marked;
    use crate::value::node::Bounds;
    use crate::value::toml;

    #[test]
    fn names_of_pages_are_read_as_the_book_wants() {
        let check = |text: &str, findings: &[(&str, &str)]| {
            let node = toml::read(text, 0, Bounds::default()).node;
            let mut found = Vec::new();
            let links = read(&node, &InputPath::new("book.toml"), &mut found);
            assert_eq!(marked(text, &found), findings, "{text}");
            links
        };
        assert_eq!(check("", &[]), Links::default());
        assert_eq!(
            check("links.wiki = true\nlinks.autolink = 'off'", &[]),
            Links::default()
        );
        assert!(!check("links.wiki = false", &[]).wiki);
        assert!(check("links.wiki = 1", &[("B003", "1")]).wiki);
        check("links.autolink = 'first'", &[("B019", "autolink")]);
        check("links.wikis = true", &[("C075", "wikis")]);
        let own = check(
            "links.self = ['https://a.org/{id}', 'a.org']",
            &[("B003", "'a.org'")],
        )
        .own;
        assert_eq!(own.len(), 1);
    }
}
