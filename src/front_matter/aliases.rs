//! Other names of a page.
//!
//! In: `aliases`, or what other tools call it: a list or one text. Out: names. What looks like an address is an old one of the page, not a name.

use crate::diagnostic::Diagnostic;
use crate::entry_keys::names::{ALIASES, one_of};
use crate::path::input::InputPath;
use crate::value::keys::{Keys, as_text};
use crate::value::node::{Node, Value};

/// `aliases`, or what other tools call it: a list, or one text split at commas.
pub(crate) fn aliases(
    node: &Node,
    keys: &mut Keys,
    file: &InputPath,
    found: &mut Vec<Diagnostic>,
) -> Vec<String> {
    let names = [&["aliases"], ALIASES].concat();
    let Some((_, node)) = one_of(node, &names, file, found) else {
        return Vec::new();
    };
    let names: Option<Vec<String>> = match &node.value {
        Value::List(items) => items.iter().map(as_text).collect(),
        _ => as_text(node).map(|names| names.split(',').map(str::to_string).collect()),
    };
    let names = names.or_else(|| keys.report_wrong("aliases", node, "a list of texts"));
    let names = names.unwrap_or_default().into_iter();
    let is_name =
        |name: &String| !name.is_empty() && !name.contains('/') && !name.ends_with(".html");
    let trimmed = names.map(|name| name.trim().to_string());
    trimmed.filter(is_name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Code;
    use crate::value::node::Bounds;
    use crate::value::yaml;

    #[test]
    fn names_are_a_list_or_one_text_and_addresses_are_no_names() {
        let check = |text: &str, expected: &[&str], faults: usize| {
            let reading = yaml::read(text, 0, Bounds::default());
            let file = InputPath::new("a.md");
            let mut keys = Keys::new(&reading.node, &file, Code::C004, "");
            let mut found = Vec::new();
            let names = aliases(&reading.node, &mut keys, &file, &mut found);
            assert_eq!(names, expected, "{text}");
            assert_eq!(keys.rest().0.len() + found.len(), faults, "{text}");
        };
        check("aliases: [A, B c, 3]", &["A", "B c", "3"], 0);
        check("aliases: A, B c,", &["A", "B c"], 0);
        check("aliases: [/old, old/page, page.html, A]", &["A"], 0);
        check("aka: A, B c", &["A", "B c"], 0);
        check("aliases: A\naka: B", &["A"], 1);
        check("aliases:", &[], 0);
        check("aliases: [[A]]", &[], 1);
        check("aliases: {a: b}", &[], 1);
    }
}
