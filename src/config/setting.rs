//! Where a setting of the catalogue stands.
//!
//! In: the text of `book.toml`, and keys below `[catalogue]`. Out: the bytes of the value, for findings of stages that
//! know settings and no places. The file is read again for them: they are rare, and places stay out of all values.

use std::ops::Range;

use crate::config::roots::Roots;
use crate::path::input::InputPath;
use crate::text::Text;
use crate::value::node::{Bounds, Node, Value};
use crate::value::toml;

/// The place of the setting with these keys, outermost first; an item of a list by its id or its text. Where nothing
/// stands at the whole path, the longest part of it that is there.
pub fn place_of(book: &Text, keys: &[String]) -> Range<usize> {
    let reading = toml::read(book.as_str(), 0, Bounds::default());
    let roots = Roots::new(&reading.node, &InputPath::new("book.toml"), &mut Vec::new());
    let mut node = roots.get("catalogue");
    for key in keys {
        match below(node, key) {
            Some(inner) => node = inner,
            None => break,
        }
    }
    let text = book.as_str();
    let shown = text.get(node.range.clone()).unwrap_or_default();
    // Of a table that fills many lines, the first is enough.
    let end = shown.find('\n').unwrap_or(shown.len());
    node.range.start..node.range.start + end
}

fn below<'a>(node: &'a Node, key: &str) -> Option<&'a Node> {
    let is_text = |node: &Node| matches!(&node.value, Value::String(text) if text == key);
    match &node.value {
        Value::List(items) => items
            .iter()
            .find(|item| is_text(item) || item.get("id").is_some_and(is_text)),
        _ => node.get(key),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_part_of_a_path_that_is_there_is_the_place() {
        let text = "[catalogue]\ncompare = {from = 'x'}\n[[catalogue.matrix]]\nid = 'a'\nkinds = ['k', 'l']\n\
            [[catalogue.matrix]]\nid = 'b'\nrows = 'y'\n";
        let check = |keys: &[&str], expected: &str| {
            let keys: Vec<String> = keys.iter().map(|key| (*key).to_string()).collect();
            let place = place_of(&Text::from(text), &keys);
            assert_eq!(&text[place], expected, "{keys:?}");
        };
        check(&["matrix", "a", "kinds", "l"], "'l'");
        check(&["matrix", "a", "kinds", "m"], "['k', 'l']");
        check(&["matrix", "b", "rows"], "'y'");
        check(&["compare", "from"], "'x'");
    }
}
