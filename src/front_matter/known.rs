//! Keys by their names.
//!
//! In: the keys of a block. Out: findings on keys that nobody knows but that are close to a known one, and on keys of
//! the catalogue that are written in two ways. Docusaurus's keys are matched exactly, those of the catalogue without
//! regard to `-` and `_`.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, Span};
use crate::path::input::InputPath;
use crate::value::keys::nearest;
use crate::value::node::{Key, MOST_FAULTS, Node};

/// Keys of a page, as Docusaurus names them, and our own for its layout.
const PAGE: &[&str] = &[
    "custom_edit_url",
    "description",
    "displayed_sidebar",
    "draft",
    "hide_table_of_contents",
    "hide_title",
    "id",
    "image",
    "keywords",
    "last_update",
    "layout",
    "mdx",
    "pagination_label",
    "pagination_next",
    "pagination_prev",
    "parse_number_prefixes",
    "search",
    "sidebar_class_name",
    "sidebar_custom_props",
    "sidebar_key",
    "sidebar_label",
    "sidebar_position",
    "slug",
    "tags",
    "template",
    "title",
    "title_meta",
    "toc_max_heading_level",
    "toc_min_heading_level",
    "unlisted",
];

/// Keys of the catalogue, as the manual writes them.
const CATALOGUE: &[&str] = &[
    "aliases",
    "avoid_when",
    "baseline",
    "entries",
    "entry_ids",
    "examples",
    "facts",
    "family",
    "kind",
    "level",
    "maturity",
    "problem",
    "redirect_from",
    "references",
    "relations",
    "reviewed",
    "status",
    "summary",
    "tipping_point",
    "trade-offs",
    "use_when",
];

/// A name without `-` and `_`.
fn folded(name: &str) -> String {
    name.replace(['-', '_'], "")
}

/// The key of the catalogue that a name stands for.
fn catalogue_key(name: &str) -> Option<&'static str> {
    let folded_name = folded(name);
    CATALOGUE
        .iter()
        .copied()
        .find(|known| folded(known) == folded_name)
}

/// Findings on keys that look like a mistyped known one. Names that begin with `x-` are never suspected.
pub(crate) fn suspicious(rest: &[&(Key, Node)], file: &InputPath) -> Vec<Diagnostic> {
    rest.iter()
        .map(|(key, _)| key)
        .filter(|key| !key.name.starts_with("x-") && !PAGE.contains(&key.name.as_str()))
        .filter(|key| catalogue_key(&key.name).is_none())
        .take(MOST_FAULTS)
        .filter_map(|key| {
            let known = PAGE.iter().chain(CATALOGUE).copied();
            let near = nearest(&key.name, known)?;
            let finding = Diagnostic::new(Code::C003, format!("unknown key `{}`", key.name))
                .at(Span::new(file, key.range.clone()))
                .help(format!("did you mean `{near}`?"));
            Some(finding)
        })
        .collect()
}

/// Findings on keys of the catalogue that stand twice in different spelling.
pub(crate) fn twice(node: &Node, file: &InputPath) -> Vec<Diagnostic> {
    let mut first: BTreeMap<&str, &Key> = BTreeMap::new();
    let mut findings = Vec::new();
    for (key, _) in node.entries() {
        let Some(known) = catalogue_key(&key.name) else {
            continue;
        };
        match first.get(known) {
            Some(before) => findings.push(
                Diagnostic::new(
                    Code::C005,
                    format!("`{}` and `{}` are the same key", before.name, key.name),
                )
                .at(Span::new(file, key.range.clone()))
                .label("here again")
                .also(Span::new(file, before.range.clone()), "here first")
                .help("remove one of the two"),
            ),
            None => drop(first.insert(known, key)),
        }
    }
    findings
}
