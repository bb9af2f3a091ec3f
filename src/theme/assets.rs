//! Names of the theme's own files.
//!
//! In: the files of a theme's `static/` and those of the book's. Out: [`Assets`]: which file goes where. A built-in
//! file gets a name that hangs on its content, `assets/theme.3f2a91bc.css`, so browsers may keep it for ever; a file
//! of the book keeps its own name, and stands in for a built-in one of that name.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::fingerprint::Fingerprint;
use crate::path::output::OutputPath;

/// The style sheets, scripts and pictures that pages load.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assets {
    /// Style sheets, in order.
    pub styles: Vec<OutputPath>,
    /// The script that runs before the page is drawn.
    pub early_script: OutputPath,
    /// Scripts that run when the page is there.
    pub scripts: Vec<OutputPath>,
    /// What the scripts of the catalogue's pages share.
    pub catalogue_script: OutputPath,
    /// The script of tables of entries.
    pub matrix_script: OutputPath,
    /// The script that compares any entries.
    pub compare_script: OutputPath,
    /// The script that ranks entries for any situation.
    pub choose_script: OutputPath,
    /// The script of the search.
    pub search_script: OutputPath,
    /// The style sheet of the search.
    pub search_style: OutputPath,
    /// The script of drawings of relations.
    pub graph_script: OutputPath,
    /// The icon for browser tabs.
    pub icon: OutputPath,
    /// What the site must hold for them, beside the files of the book.
    pub files: BTreeMap<OutputPath, Arc<[u8]>>,
}

impl Assets {
    /// The assets of a theme. `ours` are its files by their path below `static/`; `theirs` are the paths below the
    /// book's `static/`.
    pub fn new(ours: &BTreeMap<String, Cow<'static, [u8]>>, theirs: &BTreeSet<&str>) -> Assets {
        let mut files = BTreeMap::new();
        let mut place = |name: &str| {
            if theirs.contains(name) {
                return output(name);
            }
            let bytes = ours.get(name).map_or(&[][..], |bytes| bytes.as_ref());
            let path = output(&fingerprinted(name, bytes));
            files.insert(path.clone(), Arc::from(bytes));
            path
        };
        Assets {
            styles: vec![place("theme.css"), place("catalogue.css")],
            early_script: place("scheme.js"),
            scripts: vec![place("theme.js"), place("cards.js")],
            catalogue_script: place("catalogue.js"),
            matrix_script: place("matrix.js"),
            compare_script: place("compare.js"),
            choose_script: place("choose.js"),
            search_script: place("search.js"),
            search_style: place("search.css"),
            graph_script: place("graph.js"),
            icon: place("favicon.svg"),
            files,
        }
    }
}

/// `assets/theme.3f2a91bc.css` for `theme.css`.
pub fn fingerprinted(name: &str, bytes: &[u8]) -> String {
    let short = Fingerprint::of(bytes).short();
    match name.rsplit_once('.') {
        Some((stem, extension)) => format!("assets/{stem}.{short}.{extension}"),
        None => format!("assets/{name}.{short}"),
    }
}

fn output(name: &str) -> OutputPath {
    OutputPath::new(name).expect("the names of the theme's own files are portable")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_changes_with_the_content_and_with_nothing_else() {
        let name = |bytes: &[u8]| fingerprinted("theme.css", bytes);
        assert_eq!(name(b"a"), name(b"a"));
        assert_ne!(name(b"a"), name(b"b"));
        assert_eq!(name(b"a").len(), "assets/theme.00000000.css".len());
    }

    #[test]
    fn a_file_of_the_book_stands_in_for_a_built_in_one_of_its_name() {
        let ours = BTreeMap::from([("favicon.svg".to_string(), Cow::Borrowed(&b"<svg/>"[..]))]);
        let check = |theirs: &[&str], expected: &str| {
            let assets = Assets::new(&ours, &theirs.iter().copied().collect());
            assert_eq!(assets.icon.as_str(), expected);
            assert_eq!(assets.files.contains_key(&assets.icon), theirs.is_empty());
        };
        let built_in = fingerprinted("favicon.svg", b"<svg/>");
        check(&[], &built_in);
        check(&["favicon.svg"], "favicon.svg");
    }
}
