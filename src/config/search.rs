//! `[search]`, and what mdBook has for it in `[output.html.search]`.
//!
//! In: both tables. Out: [`Search`].

use crate::config::table::{Idle, Table};
use crate::diagnostic::Diagnostic;
use crate::path::input::InputPath;
use crate::value::node::Node;

/// How readers search: `[search]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Search {
    /// `output.html.search.enable`: whether there is a search at all; true unless set.
    pub enable: bool,
    /// `output.html.search.limit-results`: how many pages are shown at once; 10 unless set.
    pub limit: usize,
    /// `facets`: by what results are narrowed, in this order; kind, family and tag unless set.
    pub facets: Vec<SearchFacet>,
    /// `typos`: whether words that are nearly the same are found; true unless set.
    pub typos: bool,
    /// `stop-words`: words by which no text is found; those of the language unless set.
    pub stop_words: Option<Vec<String>>,
}

/// By what results are narrowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SearchFacet {
    /// The kind of page.
    Kind,
    /// The family of an entry.
    Family,
    /// A tag.
    Tag,
    /// How proven an entry is.
    Maturity,
}

/// The most results that can be asked for at once: each takes time to show.
const MAX_RESULTS: u64 = 200;

impl Default for Search {
    fn default() -> Search {
        Search {
            enable: true,
            limit: 10,
            facets: vec![SearchFacet::Kind, SearchFacet::Family, SearchFacet::Tag],
            typos: true,
            stop_words: None,
        }
    }
}

impl Search {
    /// Reads `[search]` and `[output.html]`, whose table `search` has the switches of mdBook.
    pub(crate) fn read(
        node: &Node,
        html: &Node,
        file: &InputPath,
        found: &mut Vec<Diagnostic>,
    ) -> Search {
        let usual = Search::default();
        let (enable, limit) = switches(html, &usual, file, found);
        let mut table = Table::new(node, file, "search");
        let facets = table.keys.texts("facets");
        let facets = facets.map(|names| {
            let mut facets: Vec<SearchFacet> = Vec::new();
            for (name, range) in names {
                match SearchFacet::named(&name) {
                    Some(facet) if facets.contains(&facet) => {}
                    Some(facet) => facets.push(facet),
                    None => table.refuse(
                        "facets",
                        range,
                        "write `kind`, `family`, `tag` or `maturity`",
                    ),
                }
            }
            facets
        });
        let typos = table.keys.flag("typos").unwrap_or(usual.typos);
        let stop_words = table.keys.texts("stop-words");
        let stop_words = stop_words.map(|words| {
            let words = words.into_iter();
            words
                .filter_map(|(word, range)| {
                    let word = word.trim().to_lowercase();
                    if word.is_empty() || word.contains(char::is_whitespace) {
                        table.refuse("stop-words", range, "write single words");
                        return None;
                    }
                    Some(word)
                })
                .collect()
        });
        found.extend(table.finish());
        Search {
            enable,
            limit,
            facets: facets.unwrap_or(usual.facets),
            typos,
            stop_words,
        }
    }
}

/// What mdBook has: whether there is a search, and how many results are shown. Its weights have no effect.
fn switches(
    html: &Node,
    usual: &Search,
    file: &InputPath,
    found: &mut Vec<Diagnostic>,
) -> (bool, usize) {
    let Some(node) = html.get("search") else {
        return (usual.enable, usual.limit);
    };
    let mut table = Table::new(node, file, "output.html.search");
    let enable = table.keys.flag("enable").unwrap_or(usual.enable);
    let limit = table.keys.number("limit-results", 1..MAX_RESULTS + 1);
    let limit = limit.and_then(|limit| usize::try_from(limit).ok());
    table.keys.know(&["copy-js"]);
    table.idle(&[
        ("teaser-word-count", Idle::Number(30)),
        ("heading-split-level", Idle::Number(3)),
        ("use-boolean-and", Idle::Flag(false)),
        ("boost-title", Idle::Number(2)),
        ("boost-hierarchy", Idle::Number(1)),
        ("boost-paragraph", Idle::Number(1)),
        ("expand", Idle::Flag(true)),
        ("chapter", Idle::Table),
    ]);
    found.extend(table.finish());
    (enable, limit.unwrap_or(usual.limit))
}

impl SearchFacet {
    const ALL: [SearchFacet; 4] = [
        SearchFacet::Kind,
        SearchFacet::Family,
        SearchFacet::Tag,
        SearchFacet::Maturity,
    ];

    /// Its name in settings and addresses.
    pub fn key(self) -> &'static str {
        match self {
            SearchFacet::Kind => "kind",
            SearchFacet::Family => "family",
            SearchFacet::Tag => "tag",
            SearchFacet::Maturity => "maturity",
        }
    }

    fn named(name: &str) -> Option<SearchFacet> {
        let mut all = SearchFacet::ALL.into_iter();
        all.find(|facet| facet.key() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::table::marked;
    use crate::value::node::Bounds;
    use crate::value::toml;

    fn check(own: &str, mdbook: &str, expected: &[(&str, &str)]) -> Search {
        let text = format!("[search]\n{own}\n[html]\n{mdbook}\n");
        let node = toml::read(&text, 0, Bounds::default()).node;
        let empty = Node::empty_map(0);
        let (search, html) = (node.get("search"), node.get("html"));
        let mut found = Vec::new();
        let file = InputPath::new("book.toml");
        let search = Search::read(
            search.unwrap_or(&empty),
            html.unwrap_or(&empty),
            &file,
            &mut found,
        );
        assert_eq!(marked(&text, &found), expected, "{text}");
        search
    }

    #[test]
    fn facets_typos_and_stop_words_are_chosen() {
        assert_eq!(check("", "", &[]), Search::default());
        let own =
            "facets = ['tag', 'maturity', 'tag']\ntypos = false\nstop-words = ['The ', 'und']";
        let search = check(own, "", &[]);
        assert_eq!(search.facets, [SearchFacet::Tag, SearchFacet::Maturity]);
        assert!(!search.typos);
        assert_eq!(search.stop_words.unwrap(), ["the", "und"]);
        assert_eq!(
            check("stop-words = []", "", &[]).stop_words,
            Some(Vec::new())
        );
        check("facets = ['kin']", "", &[("B003", "'kin'")]);
        check("facets = 'kind'", "", &[("B003", "'kind'")]);
        check("stop-words = ['a b']", "", &[("B003", "'a b'")]);
        check("typo = true", "", &[("B001", "typo")]);
    }

    #[test]
    fn switches_of_mdbook_are_read() {
        assert!(!check("", "search.enable = false", &[]).enable);
        assert_eq!(check("", "search.limit-results = 5", &[]).limit, 5);
        check("", "search.limit-results = 0", &[("B003", "0")]);
        check("", "search.boost-title = 2", &[]);
        check("", "search.boost-title = 3", &[("B019", "boost-title")]);
        check("", "search = true", &[("B003", "true")]);
    }
}
