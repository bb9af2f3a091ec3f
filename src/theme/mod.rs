//! The theme: the book's files over the built-in ones.
//!
//! In: the book's `templates/` and `static/`. Out: [`Theme`], which the engine compiles and whose assets every page
//! names; and [`BLOCKS`], what a template may fill without copying the rest.

pub mod assets;
pub mod builtin;

use std::collections::BTreeMap;

use crate::path::input::ContentPath;
use crate::sources::Blob;
use crate::text::Text;
use crate::theme::assets::Assets;

/// The published blocks: a template that begins with `{% extends "builtin/page.html" %}` may fill any of them. A name
/// taken from this list breaks the themes of others.
pub const BLOCKS: &[&str] = &[
    "head",
    "header",
    "sidebar",
    "breadcrumb",
    "title",
    "facts",
    "contents",
    "tradeoffs",
    "use",
    "body",
    "arguments",
    "relations",
    "mentions",
    "references",
    "tags",
    "footer",
    "scripts",
];

/// What decides how a site looks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theme {
    /// The templates of the book, by their path below `templates/`. The built-in ones stand behind them.
    pub templates: BTreeMap<String, Text>,
    /// The assets, built-in ones and those of the book that stand in for them.
    pub assets: Assets,
}

impl Theme {
    /// The theme of a book with these templates and static files.
    pub fn new(
        templates: &BTreeMap<String, Text>,
        static_files: &BTreeMap<ContentPath, Blob>,
    ) -> Theme {
        let theirs = static_files.keys().map(ContentPath::as_str).collect();
        Theme {
            templates: templates.clone(),
            assets: Assets::new(&builtin::static_files(), &theirs),
        }
    }
}

#[cfg(test)]
mod contrast;

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn the_published_blocks_are_those_of_the_frame() {
        let templates = builtin::templates();
        let blocks: BTreeSet<&str> = templates["base.html"]
            .split("{%")
            .filter_map(|tag| {
                tag.trim_start_matches(['-', ' '])
                    .strip_prefix("block ")?
                    .split_whitespace()
                    .next()
            })
            .collect();
        assert_eq!(blocks, BLOCKS.iter().copied().collect());
    }

    #[test]
    fn only_finished_html_escapes_escaping() {
        for (name, text) in builtin::templates() {
            for tag in text.split("{{").skip(1) {
                let expression = tag.split("}}").next().unwrap_or_default().trim();
                assert!(
                    !expression.contains("safe")
                        || [
                            "base.head.data | safe",
                            "page.body | safe",
                            "page.heading | safe",
                            "print.body | safe",
                            "page.heading_attributes | safe",
                            "item.title | safe",
                            "comparisons.data | safe",
                            "choice.data | safe",
                            "situations.data | safe",
                        ]
                        .contains(&expression),
                    "{name}: {expression}"
                );
            }
        }
    }

    #[test]
    fn nothing_needs_inline_script_or_style_or_another_host() {
        for (name, text) in builtin::templates() {
            for refused in ["<style", " style=", " onclick=", "javascript:", "://"] {
                assert!(!text.contains(refused), "{name}: {refused}");
            }
            let inline = text.split("<script").skip(1).any(|tag| {
                let data = " type=\"application/";
                ![
                    " src=",
                    &format!("{data}json\" "),
                    &format!("{data}ld+json\">"),
                ]
                .iter()
                .any(|start| tag.starts_with(*start))
            });
            assert!(!inline, "{name}: a script without `src`");
        }
        for (name, bytes) in builtin::static_files() {
            let text = String::from_utf8_lossy(&bytes).replace("http://www.w3.org/2000/svg", "");
            for refused in [
                "url(",
                "@import",
                "://",
                "innerHTML",
                "insertAdjacentHTML",
                "document.write",
                "eval(",
            ] {
                assert!(!text.contains(refused), "{name}: {refused}");
            }
        }
    }
}
