//! `[catalogue.links]`: how pages are named in texts.
//!
//! In: the table of the catalogue. Out: whether `[[name]]` is a link.

use crate::config::table::{Idle, Table};
use crate::diagnostic::{Code, Diagnostic};
use crate::path::input::InputPath;
use crate::value::node::Node;

/// Reads `wiki`; the other keys have no effect in this version. Wiki links are on unless they are switched off.
pub(crate) fn wiki(catalogue: &Node, file: &InputPath, found: &mut Vec<Diagnostic>) -> bool {
    let Some(node) = catalogue.get("links") else {
        return true;
    };
    let mut table = Table::new(node, file, "catalogue.links");
    let wiki = table.keys.flag("wiki");
    table.idle(&[("self", Idle::List), ("autolink", Idle::Text(&["off"]))]);
    found.extend(table.keys.finish(Code::C075));
    wiki.unwrap_or(true)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::table::marked;
    use crate::value::node::Bounds;
    use crate::value::toml;

    #[test]
    fn wiki_links_are_on_unless_they_are_switched_off() {
        let check = |text: &str, expected: bool, findings: &[(&str, &str)]| {
            let node = toml::read(text, 0, Bounds::default()).node;
            let mut found = Vec::new();
            let is_on = wiki(&node, &InputPath::new("book.toml"), &mut found);
            assert_eq!(is_on, expected, "{text}");
            assert_eq!(marked(text, &found), findings, "{text}");
        };
        check("", true, &[]);
        check("links.wiki = true\nlinks.autolink = 'off'", true, &[]);
        check("links.wiki = false", false, &[]);
        check("links.wiki = 1", true, &[("B003", "1")]);
        check("links.autolink = 'first'", true, &[("B019", "autolink")]);
        check("links.wikis = true", true, &[("C075", "wikis")]);
    }
}
