//! The parts of the book that have a print page: the book itself, and each of its top categories.
//!
//! In: the tree. Out: [`Part`]s, known before any page is rendered, since every page leads to them. A part with very many
//! pages has no print page, since no browser would show it.

use crate::catalogue::Catalogue;
use crate::catalogue::tree::ROOT;
use crate::config::Config;
use crate::path::output::PageUrl;

/// The most pages that stand on one.
const MAX_PAGES: usize = 2000;

/// A part of the book that has a print page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The branch of the tree; the whole book is one.
    pub branch: usize,
    /// Where the part is shown.
    pub of: PageUrl,
    /// Where its print page is.
    pub url: PageUrl,
}

/// The parts, the whole book first.
pub fn parts(config: &Config, catalogue: &Catalogue) -> Vec<Part> {
    let branches = &catalogue.tree().branches;
    if !config.html.print {
        return Vec::new();
    }
    let part = |index: usize| {
        let branch = branches.get(index)?;
        let is_part = index == ROOT || branch.parent == Some(ROOT) && !branch.children.is_empty();
        if !is_part || branch.count + 1 > MAX_PAGES {
            return None;
        }
        let below = match index {
            ROOT => "",
            // The prefix stands before all addresses, and once is enough.
            _ => {
                let address = branch.url.as_str().trim_end_matches("index.html");
                let rest = address.strip_prefix(config.pages.prefix.as_str());
                rest.filter(|rest| rest.starts_with('/')).unwrap_or(address)
            }
        };
        let below = below.trim_start_matches('/');
        let path = format!("{}/print/{below}", config.pages.prefix);
        Some(Part {
            branch: index,
            of: branch.url.clone(),
            url: PageUrl::new(&path, true, config.pages.url_style).ok()?,
        })
    };
    (0..branches.len()).filter_map(part).collect()
}
