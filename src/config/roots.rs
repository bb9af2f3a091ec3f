//! The two places where tables may stand.
//!
//! In: all of `book.toml`. Out: [`Roots`], each table once. Our own tables stand at the top or below
//! `[preprocessor.patternbook]`, where mdBook leaves them alone; one key in both places is a mistake. `book`, `build`
//! and `output.html` may stand there too and then win over the outer ones. Tables of other preprocessors and renderers
//! are passed over, and nothing they name is ever run.

use std::collections::BTreeMap;

use crate::config::table::Table;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::path::input::InputPath;
use crate::value::node::{Key, Node, Value};

/// Our own tables.
const OWN: [&str; 8] = [
    "theme",
    "markdown",
    "pages",
    "limits",
    "catalogue",
    "search",
    "outputs",
    "security",
];

/// What mdBook itself reads in the table of a preprocessor.
const MDBOOK: [&str; 5] = ["command", "renderers", "before", "after", "optional"];

/// Every table that is read, by name, whichever place it stands in.
#[derive(Debug)]
pub(crate) struct Roots {
    tables: BTreeMap<&'static str, Node>,
    /// What a table reads as that is not there.
    empty: Node,
}

impl Roots {
    /// All of them, by name.
    pub(crate) fn tables(&self) -> impl Iterator<Item = (&'static str, &Node)> {
        self.tables.iter().map(|(name, node)| (*name, node))
    }

    /// The tables of `book.toml`.
    pub(crate) fn new(root: &Node, file: &InputPath, found: &mut Vec<Diagnostic>) -> Roots {
        let mut tables = BTreeMap::new();
        let mut outer = Table::new(root, file, "");
        let second = outer
            .keys
            .take("preprocessor")
            .and_then(|node| below(node, file, "preprocessor", "patternbook", found));
        let empty = Node::empty_map(root.range.start);
        let second = second.unwrap_or(&empty);
        let mut inner = Table::new(second, file, "preprocessor.patternbook");
        inner.keys.know(&MDBOOK);
        for name in ["book", "build"] {
            tables.insert(name, [outer.keys.take(name), inner.keys.take(name)]);
        }
        tables.insert("rust", [outer.keys.take("rust"), None]);
        let outer_html = outer
            .keys
            .take("output")
            .and_then(|node| below(node, file, "output", "html", found));
        let inner_html = inner.keys.take("output").and_then(|node| {
            let mut output = Table::new(node, file, "preprocessor.patternbook.output");
            let html = output.keys.take("html");
            found.extend(output.finish());
            html
        });
        tables.insert("output.html", [outer_html, inner_html]);
        let mut tables: BTreeMap<&str, Node> = tables
            .into_iter()
            .filter_map(|(name, places)| Some((name, override_all(places)?)))
            .collect();
        for name in OWN {
            let places: Vec<(Span, &Node)> = [&mut outer, &mut inner]
                .into_iter()
                .filter_map(|table| Some((table.key_span(name), table.keys.take(name)?)))
                .collect();
            if !places.is_empty() {
                tables.insert(name, settle(&places, name, found));
            }
        }
        found.extend(outer.finish());
        found.extend(inner.finish());
        Roots { tables, empty }
    }

    /// A table; an empty one if it is not there.
    pub(crate) fn get(&self, name: &str) -> &Node {
        self.tables.get(name).unwrap_or(&self.empty)
    }
}

/// A table within a table that holds those of other programs too.
fn below<'a>(
    node: &'a Node,
    file: &'a InputPath,
    place: &str,
    name: &'static str,
    found: &mut Vec<Diagnostic>,
) -> Option<&'a Node> {
    let mut table = Table::new(node, file, place);
    let inner = table.keys.take(name);
    found.extend(table.keys.rest().0);
    inner
}

/// The outer table with the keys of the inner one over it.
fn override_all(places: [Option<&Node>; 2]) -> Option<Node> {
    match places {
        [Some(outer), Some(inner)] => Some(override_with(outer, inner)),
        [outer, inner] => outer.or(inner).cloned(),
    }
}

fn override_with(outer: &Node, inner: &Node) -> Node {
    let (Value::Map(under), Value::Map(over)) = (&outer.value, &inner.value) else {
        return inner.clone();
    };
    let mut entries = under.clone();
    for (key, node) in over {
        match entries.iter_mut().find(|(known, _)| known.name == key.name) {
            Some(entry) => *entry = (key.clone(), override_with(&entry.1, node)),
            None => entries.push((key.clone(), node.clone())),
        }
    }
    Node {
        value: Value::Map(entries),
        range: outer.range.clone(),
    }
}

/// One value for a key of ours, from all places where it stands: tables are joined, anything else may stand once.
fn settle(places: &[(Span, &Node)], place: &str, found: &mut Vec<Diagnostic>) -> Node {
    let (first, node) = &places[0];
    let is_table = |(_, node): &(Span, &Node)| matches!(node.value, Value::Map(_));
    if !places.iter().all(is_table) {
        for (span, _) in &places[1..] {
            let finding = Diagnostic::new(Code::B004, format!("`{place}` is set twice"))
                .at(span.clone())
                .also(first.clone(), "set here first")
                .help("keep one of the two; `-` and `_` are one letter in our own tables");
            found.push(finding);
        }
        return (*node).clone();
    }
    let mut entries: Vec<(Key, Vec<(Span, &Node)>)> = Vec::new();
    let mut index: BTreeMap<String, usize> = BTreeMap::new();
    for (key, node) in places.iter().flat_map(|(_, node)| node.entries()) {
        let name = match folds(place) {
            true => key.name.replace('_', "-"),
            false => key.name.clone(),
        };
        let range = key.range.clone();
        let at = *index.entry(name.clone()).or_insert(entries.len());
        if at == entries.len() {
            let range = range.clone();
            entries.push((Key { name, range }, Vec::new()));
        }
        entries[at].1.push((Span::new(&first.file, range), node));
    }
    let joined = entries.into_iter().map(|(key, places)| {
        let node = settle(&places, &format!("{place}.{}", key.name), found);
        (key, node)
    });
    Node {
        value: Value::Map(joined.collect()),
        range: node.range.clone(),
    }
}

/// Whether `-` and `_` are one letter in the keys of a table. Below `catalogue` there are names that authors give.
fn folds(place: &str) -> bool {
    !place.starts_with("catalogue.") || place == "catalogue.checks"
}
