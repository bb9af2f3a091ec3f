//! The tags of a page.
//!
//! In: the keys of a block. Out: [`Tag`]s with the places of their labels, each label once.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::card::Tag;
use crate::diagnostic::{Code, Diagnostic, Severity, Span};
use crate::path::input::InputPath;
use crate::value::keys::{Keys, as_text};
use crate::value::node::Value;

/// `tags`: texts, or tables with a label, each label once.
pub fn tags(keys: &mut Keys, file: &InputPath) -> Vec<(Tag, Range<usize>)> {
    let mut tags: Vec<(Tag, Range<usize>)> = Vec::new();
    let Some(node) = keys.take("tags") else {
        return tags;
    };
    let mut labels = BTreeSet::new();
    let mut add = |label: String, permalink: Option<String>, range: Range<usize>| {
        if labels.insert(label.clone()) {
            tags.push((Tag { label, permalink }, range));
        }
    };
    let items = match &node.value {
        Value::List(items) => items,
        Value::String(text) => {
            let labels: Vec<&str> = text
                .split(',')
                .map(str::trim)
                .filter(|label| !label.is_empty())
                .collect();
            let mut finding = Diagnostic::new(Code::C004, "`tags` must be a list")
                .at(Span::new(file, node.range.clone()))
                .label("this is one text; it is split at its commas")
                .help(format!("write `tags: [{}]`", labels.join(", ")));
            finding.severity = Severity::Warning;
            keys.report(finding);
            for label in labels {
                add(label.to_string(), None, node.range.clone());
            }
            return tags;
        }
        _ => {
            keys.report_wrong::<()>("tags", node, "a list of texts");
            return tags;
        }
    };
    for item in items {
        let table = matches!(item.value, Value::Map(_));
        let label = if table {
            item.get("label").unwrap_or(item)
        } else {
            item
        };
        let permalink = item
            .get("permalink")
            .map(|permalink| (as_text(permalink), permalink));
        match (as_text(label), permalink) {
            (Some(label_text), _) if label_text.trim().is_empty() => keys.report(
                Diagnostic::new(Code::C004, "a tag is empty")
                    .at(Span::new(file, label.range.clone()))
                    .help("write a label, or remove the tag"),
            ),
            (Some(text), None) => add(text, None, label.range.clone()),
            (Some(text), Some((Some(permalink), _))) => {
                add(text, Some(permalink), label.range.clone());
            }
            (Some(text), Some((None, wrong))) => {
                keys.report_wrong::<()>("permalink", wrong, "a text");
                add(text, None, label.range.clone());
            }
            (None, _) => {
                let expected = "a list of texts, or of tables with `label` and `permalink`";
                keys.report_wrong::<()>("tags", label, expected);
            }
        }
    }
    tags
}
