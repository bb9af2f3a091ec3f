//! `tags.yml`: the tags of the book.
//!
//! In: the file, and what the settings declare. Out: the [`Vocabulary`] of both.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic};
use crate::path::input::{ContentPath, InputPath};
use crate::text::Text;
use crate::value::fault::report;
use crate::value::node::{Bounds, Value};
use crate::value::yaml;
use crate::vocabulary::{TagDeclaration, Vocabulary, declarations};

/// The names that the file may have, in the folder of the pages.
const NAMES: [&str; 2] = ["tags.yml", "tags.yaml"];

/// The tags that the file and the settings declare.
pub(crate) fn declared_tags(
    files: &BTreeMap<ContentPath, Text>,
    book: &[TagDeclaration],
    source: &InputPath,
    bounds: Bounds,
    found: &mut Vec<Diagnostic>,
) -> Vocabulary {
    let mut declared = Vec::new();
    let path = NAMES.into_iter().filter_map(ContentPath::new);
    let file = path.into_iter().find_map(|path| files.get_key_value(&path));
    if let Some((path, text)) = file {
        let file = path.below(source);
        let reading = yaml::read(text.as_str(), 0, bounds);
        found.extend(report(reading.faults, Code::D004, Code::D004, &file));
        if reading.node.value != Value::Null {
            let codes = (Code::D004, Code::D004);
            let (tags, more) = declarations(&reading.node, &file, "", codes);
            declared = tags;
            found.extend(more);
        }
    }
    let (vocabulary, more) = Vocabulary::new(&declared, book);
    found.extend(more);
    vocabulary
}
