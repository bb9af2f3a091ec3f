//! `redirects.json`: each old address with the one that it leads to, for hosts that send readers on themselves.
//!
//! In: the redirects. Out: the text of the file, addresses seen from the root of the site.

use std::collections::BTreeMap;

use crate::path::output::PageUrl;
use crate::redirects::{Goes, Redirects};

/// The name of the file.
pub const REDIRECTS: &str = "redirects.json";

/// The text of the file; `None` if there are no redirects.
pub fn listed(redirects: &Redirects) -> Option<String> {
    let root = PageUrl::root();
    let goes = |goes: &Goes| match goes {
        Goes::Page(url, anchor, _) => root.to(url, anchor.as_ref()),
        Goes::External(address) => address.clone(),
    };
    let pages = redirects.pages.iter();
    let pages = pages.map(|(old, to, _)| (root.to(old, None), goes(to)));
    let moved = redirects.moved.iter().flat_map(|(url, moved)| {
        let old = |anchor| root.to(url, Some(anchor));
        moved
            .iter()
            .map(move |(anchor, to)| (old(anchor), goes(to)))
    });
    let all: BTreeMap<String, String> = pages.chain(moved).collect();
    let lines = all.iter().map(|(from, to)| {
        let quoted = |text: &str| serde_json::Value::from(text).to_string();
        format!("  {}: {}", quoted(from), quoted(to))
    });
    let lines: Vec<String> = lines.collect();
    (!lines.is_empty()).then(|| format!("{{\n{}\n}}\n", lines.join(",\n")))
}
