//! What pages inherit from their folders.
//!
//! In: `.meta.yml` files, and the `defaults` of `_category_` files. Out: the defaults of each folder that has any. What
//! both files of a folder say is reported, and read from the `_category_` file.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Span};
use crate::entry_keys::Defaults;
use crate::entry_keys::names::catalogue_key;
use crate::path::input::{ContentPath, InputPath};
use crate::text::Text;
use crate::value::fault::report;
use crate::value::node::{Bounds, Key, Node, Value};
use crate::value::yaml;

/// The file of a folder whose keys its pages inherit. Other tools read it too, or leave it alone.
const META_FILE: &str = ".meta.yml";

/// The defaults of each folder, those of `.meta.yml` first. `own` are those of its `_category_` file.
pub(crate) fn defaults<'c>(
    files: &BTreeMap<ContentPath, Text>,
    own: impl Fn(&ContentPath) -> Option<&'c Defaults>,
    source: &InputPath,
    bounds: Bounds,
    found: &mut Vec<Diagnostic>,
) -> BTreeMap<ContentPath, Vec<Arc<Defaults>>> {
    let mut all: BTreeMap<ContentPath, Vec<Arc<Defaults>>> = BTreeMap::new();
    for (path, text) in files.iter().filter(|(path, _)| path.name() == META_FILE) {
        let own = own(&path.folder());
        let file = path.below(source);
        if let Some(read) = read_meta(text, &file, own, bounds, found) {
            all.entry(path.folder()).or_default().push(Arc::new(read));
        }
    }
    let folders: Vec<ContentPath> = files.keys().map(ContentPath::folder).collect();
    for folder in folders {
        if let Some(own) = own(&folder) {
            let defaults = all.entry(folder).or_default();
            if !defaults.iter().any(|known| known.file == own.file) {
                defaults.push(Arc::new(own.clone()));
            }
        }
    }
    all
}

fn read_meta(
    text: &Text,
    file: &InputPath,
    own: Option<&Defaults>,
    bounds: Bounds,
    found: &mut Vec<Diagnostic>,
) -> Option<Defaults> {
    let reading = yaml::read(text.as_str(), 0, bounds);
    found.extend(report(reading.faults, Code::C001, Code::C006, file));
    if reading.node.value == Value::Null {
        return None;
    }
    let node = match own {
        Some(own) => without_repeats(reading.node, file, own, found),
        None => reading.node,
    };
    let (read, more) = Defaults::of_folder(&node, file, text.as_str(), "");
    found.extend(more);
    Some(read)
}

/// A table without the keys that the `_category_` file has too.
fn without_repeats(
    node: Node,
    file: &InputPath,
    own: &Defaults,
    found: &mut Vec<Diagnostic>,
) -> Node {
    let Value::Map(mut entries) = node.value else {
        return node;
    };
    let name = |key: &Key| catalogue_key(&key.name).map_or(key.name.clone(), str::to_string);
    let first: BTreeMap<String, &Key> = own
        .node
        .entries()
        .iter()
        .map(|(key, _)| (name(key), key))
        .collect();
    entries.retain(|(key, _)| {
        let Some(before) = first.get(&name(key)) else {
            return true;
        };
        let finding = Diagnostic::new(Code::C005, format!("the folder sets `{}` twice", key.name))
            .at(Span::new(file, key.range.clone()))
            .label("not read")
            .also(
                Span::new(&own.file, before.range.clone()),
                "this one is read",
            );
        found.push(finding.help("remove one of the two"));
        false
    });
    Node {
        value: Value::Map(entries),
        range: node.range,
    }
}
