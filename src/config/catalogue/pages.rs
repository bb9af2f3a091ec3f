//! `[catalogue.paths]`, `[catalogue.compare]` and `[catalogue.graph]`: where generated pages stand, and how much they
//! show.
//!
//! In: the tables, and the relation types. Out: addresses, pairs and bounds.

use std::collections::BTreeMap;

use crate::config::catalogue::sheet::Sheet;
use crate::diagnostic::Code;
use crate::model::RelationType;
use crate::model::views::{ComparePages, VIEW_NAMES};
use crate::path::output::{PageUrl, UrlStyle};
use crate::value::keys::as_text;
use crate::value::node::{Node, Value};

/// The most pages of comparisons, and the most nodes of a graph.
const MOST: u64 = 10_000;

/// Reads the addresses of views over the usual ones.
pub(crate) fn paths(node: Option<&Node>, paths: &mut BTreeMap<String, String>, sheet: &mut Sheet) {
    let Some(node) = node else {
        return;
    };
    let mut keys = sheet.keys(node, "catalogue.paths");
    for name in VIEW_NAMES {
        let Some((written, range)) = keys.spanned_text(name) else {
            continue;
        };
        let path = written.trim_matches('/');
        if path.is_empty() || PageUrl::new(path, true, UrlStyle::Directory).is_err() {
            let message = format!("the view `{name}` cannot stand at `{written}`");
            sheet.invalid(
                range,
                message,
                "write a path of plain letters, digits and hyphens",
            );
            continue;
        }
        paths.insert(name.to_string(), path.to_string());
    }
    sheet.close(keys);
}

/// Reads which pairs have a page.
pub(crate) fn compare(
    node: Option<&Node>,
    types: &[RelationType],
    sheet: &mut Sheet,
) -> ComparePages {
    let mut read = ComparePages::default();
    let Some(node) = node else {
        return read;
    };
    let mut keys = sheet.keys(node, "catalogue.compare");
    if let Some((from, range)) = keys.spanned_text("from") {
        if from.is_empty() || types.iter().any(|known| known.id == from) {
            read.from = from;
        } else {
            let known = types.iter().map(|known| known.id.as_str());
            let message = format!("there is no relation type `{from}`");
            sheet.unknown(Code::C076, range, message, &from, known);
        }
    }
    for pair in keys.take("extra").map(items).unwrap_or_default() {
        let names: Option<Vec<String>> = items_of(pair).iter().map(as_text).collect();
        match names.as_deref() {
            Some([one, other]) if one != other => read.extra.push((one.clone(), other.clone())),
            _ => {
                let message = "a pair to compare is not two entries".to_string();
                let help =
                    "write the ids of two entries, as in `[\"monolith\", \"modular-monolith\"]`";
                sheet.invalid(pair.range.clone(), message, help);
            }
        }
    }
    let max = keys
        .number("max", 0..MOST + 1)
        .and_then(|max| usize::try_from(max).ok());
    read.max = max.unwrap_or(read.max);
    sheet.close(keys);
    read
}

/// Reads how many entries one graph shows.
pub(crate) fn graph(node: Option<&Node>, usual: usize, sheet: &mut Sheet) -> usize {
    let Some(node) = node else {
        return usual;
    };
    let mut keys = sheet.keys(node, "catalogue.graph");
    let most = keys
        .number("max_nodes", 1..MOST + 1)
        .and_then(|most| usize::try_from(most).ok());
    sheet.close(keys);
    most.unwrap_or(usual)
}

/// The items of a list; the value itself if it is none, so that it is reported as an item.
fn items(node: &Node) -> &[Node] {
    match &node.value {
        Value::List(items) => items,
        _ => std::slice::from_ref(node),
    }
}

/// The items of a list; none for any other value.
fn items_of(node: &Node) -> &[Node] {
    match &node.value {
        Value::List(items) => items,
        _ => &[],
    }
}
