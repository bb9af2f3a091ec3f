//! Other names of a page.
//!
//! In: `aliases`, or what other tools call it, and `redirect_from`: a list or one text. Out: names, and old addresses.
//! What looks like an address among the names is an old one of the page.

use std::ops::Range;

use crate::diagnostic::Diagnostic;
use crate::entry_keys::names::{ALIASES, one_of};
use crate::path::input::InputPath;
use crate::value::keys::{Keys, as_text};
use crate::value::node::{Node, Value};

/// Other names of a page, and the addresses that it had, with their places.
pub(crate) type Known = (Vec<String>, Vec<(String, Range<usize>)>);

/// `aliases`, or what other tools call it, and `redirect_from`: each a list, or one text, the names split at commas.
pub(crate) fn aliases(
    node: &Node,
    keys: &mut Keys,
    file: &InputPath,
    found: &mut Vec<Diagnostic>,
) -> Known {
    let names = [&["aliases"], ALIASES].concat();
    let aliases = one_of(node, &names, file, found);
    let aliases = aliases.map(|(_, node)| texts("aliases", node, keys));
    let (addresses, names): (Vec<_>, Vec<_>) = aliases
        .unwrap_or_default()
        .into_iter()
        .partition(|(name, _)| name.contains('/') || name.ends_with(".html"));
    let old = keys.take("redirect_from");
    let old = old.filter(|node| node.value != Value::Null);
    let old = old.map(|node| texts("redirect_from", node, keys));
    let names = names.into_iter().map(|(name, _)| name).collect();
    (names, [old.unwrap_or_default(), addresses].concat())
}

/// The items of a list, or those of a text with commas.
fn texts(name: &str, node: &Node, keys: &mut Keys) -> Vec<(String, Range<usize>)> {
    let one = |node: &Node| Some((as_text(node)?, node.range.clone()));
    let all: Option<Vec<(String, Range<usize>)>> = match &node.value {
        Value::List(items) => items.iter().map(one).collect(),
        _ => one(node).map(|(texts, place)| {
            let texts = texts.split(',');
            texts
                .map(|text| (text.to_string(), place.clone()))
                .collect()
        }),
    };
    let all = all.or_else(|| keys.report_wrong(name, node, "a list of texts"));
    let all = all.unwrap_or_default().into_iter();
    let trimmed = all.map(|(text, place)| (text.trim().to_string(), place));
    trimmed.filter(|(text, _)| !text.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Code;
    use crate::value::node::Bounds;
    use crate::value::yaml;

    #[test]
    fn names_are_a_list_or_one_text_and_addresses_are_no_names() {
        let check = |text: &str, expected: &[&str], addresses: &[&str], faults: usize| {
            let reading = yaml::read(text, 0, Bounds::default());
            let file = InputPath::new("a.md");
            let mut keys = Keys::new(&reading.node, &file, Code::C004, "");
            let mut found = Vec::new();
            let (names, old) = aliases(&reading.node, &mut keys, &file, &mut found);
            assert_eq!(names, expected, "{text}");
            let old: Vec<&str> = old.iter().map(|(old, _)| old.as_str()).collect();
            assert_eq!(old, addresses, "{text}");
            assert_eq!(keys.rest().0.len() + found.len(), faults, "{text}");
        };
        check("aliases: [A, B c, 3]", &["A", "B c", "3"], &[], 0);
        check("aliases: A, B c,", &["A", "B c"], &[], 0);
        let addresses = ["/old", "old/page", "page.html"];
        check(
            "aliases: [/old, old/page, page.html, A]",
            &["A"],
            &addresses,
            0,
        );
        let both = "aliases: /old\nredirect_from: [/older]";
        check(both, &[], &["/older", "/old"], 0);
        check("redirect_from: /old", &[], &["/old"], 0);
        check("redirect_from: {a: b}", &[], &[], 1);
        check("aka: A, B c", &["A", "B c"], &[], 0);
        check("aliases: A\naka: B", &["A"], &[], 1);
        check("aliases:", &[], &[], 0);
        check("aliases: [[A]]", &[], &[], 1);
        check("aliases: {a: b}", &[], &[], 1);
    }
}
