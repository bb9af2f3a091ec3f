//! The names of keys.
//!
//! In: a table as written. Out: the entry that a name stands for, and findings on keys that nobody knows but that are
//! close to a known one, or that stand twice. Docusaurus's keys are matched exactly, those of the catalogue without
//! regard to `-` and `_`; keys of other tools that mean the same are listed here, each with the key of ours in whose
//! place it is read.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, Span};
use crate::path::input::InputPath;
use crate::value::keys::{is_same_name, nearest};
use crate::value::node::{Key, MOST_FAULTS, Node, Value};

/// Keys of a page, as Docusaurus names them, and our own for its layout.
pub const PAGE: &[&str] = &[
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
pub const CATALOGUE: &[&str] = &[
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

/// Other names of `aliases`.
pub const ALIASES: &[&str] = &["alias", "aka", "also_known_as"];
/// Other names of `use_when`.
pub(crate) const USE_WHEN: &[&str] = &["when_to_use", "best_for"];
/// Other names of `avoid_when`.
pub(crate) const AVOID_WHEN: &[&str] = &["when_not_to_use"];
/// Other names of `reviewed`.
pub(crate) const REVIEWED: &[&str] = &["lastReviewed", "last_reviewed"];
/// Other names of `trade-offs.pros`.
pub(crate) const PROS: &[&str] = &["pros", "advantages", "benefits"];
/// Other names of `trade-offs.cons`.
pub(crate) const CONS: &[&str] = &["cons", "disadvantages", "drawbacks"];
/// Lists that are read as `relations.see_also`.
pub(crate) const SEE_ALSO: &[&str] = &["related", "prerequisites"];
/// Keys of a page that only leads elsewhere.
pub(crate) const REDIRECT: &[&str] = &["redirect_url", "redirect_to", "alias_of"];
/// A list of qualities that speak for an entry.
pub(crate) const SUPPORTED: &str = "supported_qualities";
/// Keys that only stand beside others.
const NOTES: &[&str] = &[
    "supported_qualities_notes",
    "tradeoff_notes",
    "related_notes",
];

/// Values of ours, by the keys that lead to them, and the keys of other tools that are read in their place.
pub(crate) fn synonyms() -> [(&'static [&'static str], &'static [&'static str]); 9] {
    [
        (&["aliases"], ALIASES),
        (&["use_when"], USE_WHEN),
        (&["avoid_when"], AVOID_WHEN),
        (&["reviewed"], REVIEWED),
        (&["trade-offs", "pros"], PROS),
        (&["trade-offs", "pros"], &[SUPPORTED]),
        (&["trade-offs", "cons"], CONS),
        (&["trade-offs", "cons"], &["trade-offs"]),
        (&["relations", "see_also"], SEE_ALSO),
    ]
}

/// Whether a name is that of a key of another tool that is read as one of ours.
pub fn is_foreign(name: &str) -> bool {
    let names = synonyms().into_iter().flat_map(|(_, names)| names);
    let mut all = names.chain(REDIRECT).chain(NOTES);
    all.any(|known| is_same_name(known, name))
}

/// The key of the catalogue that a name stands for.
pub fn catalogue_key(name: &str) -> Option<&'static str> {
    CATALOGUE
        .iter()
        .copied()
        .find(|known| is_same_name(known, name))
}

/// The entry of a table that has a name, in its exact spelling if there is one.
pub(crate) fn entry<'n>(node: &'n Node, name: &str) -> Option<&'n (Key, Node)> {
    let exact = node.entries().iter().find(|(key, _)| key.name == name);
    let mut entries = node.entries().iter();
    exact.or_else(|| entries.find(|(key, _)| is_same_name(&key.name, name)))
}

/// The entry of a table that has one of several names of equal meaning, and is not null. The first name that is there
/// wins; the others are reported.
pub fn one_of<'n>(
    node: &'n Node,
    names: &[&str],
    file: &InputPath,
    found: &mut Vec<Diagnostic>,
) -> Option<&'n (Key, Node)> {
    let is_set = |entry: &&(Key, Node)| entry.1.value != Value::Null;
    let entries = names.iter().filter_map(|name| entry(node, name));
    let mut entries = entries.filter(is_set);
    let first = entries.next()?;
    found.extend(entries.map(|(other, _)| same_meaning(&first.0, other, file)));
    Some(first)
}

/// The finding on a key that means the same as another, which is read.
pub(crate) fn same_meaning(read: &Key, other: &Key, file: &InputPath) -> Diagnostic {
    let message = format!("`{}` and `{}` mean the same", read.name, other.name);
    Diagnostic::new(Code::C005, message)
        .at(Span::new(file, other.range.clone()))
        .label("not read")
        .also(Span::new(file, read.range.clone()), "this one is read")
        .help("remove one of the two")
}

/// Findings on keys that look like a mistyped known one. Names that begin with `x-` are never suspected, nor are those
/// that the settings allow.
pub fn suspicious<'n>(
    rest: impl IntoIterator<Item = &'n (Key, Node)>,
    allowed: &[String],
    file: &InputPath,
) -> Vec<Diagnostic> {
    let is_known = |name: &str| {
        let is_ours = PAGE.contains(&name) || catalogue_key(name).is_some() || is_foreign(name);
        is_ours || name.starts_with("x-") || allowed.iter().any(|allowed| allowed == name)
    };
    let keys = rest.into_iter().map(|(key, _)| key);
    keys.filter(|key| !is_known(&key.name))
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

/// Findings on keys that stand twice in different spelling. `names` says which key a name stands for.
pub fn twice(
    node: &Node,
    names: impl Fn(&str) -> Option<String>,
    file: &InputPath,
) -> Vec<Diagnostic> {
    let mut first: BTreeMap<String, &Key> = BTreeMap::new();
    let mut findings = Vec::new();
    for (key, _) in node.entries() {
        let Some(known) = names(&key.name) else {
            continue;
        };
        match first.get(&known) {
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
