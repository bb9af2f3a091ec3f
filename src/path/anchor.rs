//! Ids from headings: one function for pages, contents, links and search.
//!
//! In: the text of headings in document order. Out: [`Anchor`]s that are never empty and never the same twice. The
//! algorithm is the one GitHub uses (package `github-slugger`, version 2), so links that work there work here.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeGeneralCategory};

use crate::path::percent::encode;

/// The id of an element: what follows `#` in a link.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(transparent)]
pub struct Anchor(String);

impl Anchor {
    /// An id as an author wrote it; `None` if it is empty or holds white space, which HTML does not allow.
    pub fn written(id: &str) -> Option<Anchor> {
        let fits = !id.is_empty() && !id.contains(char::is_whitespace) && !id.contains('\0');
        fits.then(|| Anchor(id.to_string()))
    }

    /// `#` and the id, percent-encoded: a link to it on the same page.
    pub fn href(&self) -> String {
        format!("#{}", encode(&self.0, ""))
    }

    /// The id without `#`.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Anchor {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// The ids of one page, given out in document order.
///
/// Ids that the page spells out are reserved first, so a generated id never takes one of them, wherever it stands.
#[derive(Debug, Default)]
pub struct Series {
    taken: BTreeSet<String>,
    next: BTreeMap<String, usize>,
}

impl Series {
    /// Starts with the ids that the page spells out.
    pub fn new(reserved: impl IntoIterator<Item = Anchor>) -> Series {
        Series {
            taken: reserved.into_iter().map(|anchor| anchor.0).collect(),
            next: BTreeMap::new(),
        }
    }

    /// The id of a heading with this text.
    pub fn assign(&mut self, heading: &str) -> Anchor {
        let base = match slug(heading) {
            empty if empty.is_empty() => "section".to_string(),
            slug => slug,
        };
        let mut candidate = base.clone();
        let count = self.next.entry(base.clone()).or_insert(0);
        while self.taken.contains(&candidate) {
            *count += 1;
            candidate = format!("{base}-{count}");
        }
        self.taken.insert(candidate.clone());
        Anchor(candidate)
    }
}

/// Lower case; letters, marks, decimal digits, connectors, `-` and space stay, spaces become `-`, the rest goes.
pub fn slug(text: &str) -> String {
    text.chars()
        .flat_map(char::to_lowercase)
        .filter(|character| stays(*character))
        .map(|character| if character == ' ' { '-' } else { character })
        .collect()
}

fn stays(character: char) -> bool {
    use GeneralCategory::{ConnectorPunctuation, DecimalNumber};
    matches!(character, ' ' | '-')
        || character.is_alphabetic()
        || matches!(
            character.general_category(),
            DecimalNumber | ConnectorPunctuation
        )
        || character.general_category_group() == GeneralCategoryGroup::Mark
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn headings_become_the_ids_that_github_gives_them() {
        for (heading, id) in [
            ("C++", "c"),
            ("foo_bar", "foo_bar"),
            ("中文 标题", "中文-标题"),
            ("--passes x", "--passes-x"),
            ("trailing -", "trailing--"),
            ("a  b", "a--b"),
            ("x²", "x"),
            ("½ cup", "-cup"),
            ("a -- b", "a----b"),
            ("x‿y", "x‿y"),
            ("İstanbul", "i̇stanbul"),
            ("हिन्दी", "हिन्दी"),
            ("Cafe\u{301}", "cafe\u{301}"),
            ("1️⃣ one", "1️⃣-one"),
            ("a\u{a0}b", "ab"),
            ("٣ three", "٣-three"),
        ] {
            assert_eq!(slug(heading), id, "{heading}");
        }
    }

    #[test]
    fn a_series_never_repeats_an_id() {
        let ids = |headings: &[&str], reserved: &[&str]| -> Vec<String> {
            let mut series = Series::new(reserved.iter().filter_map(|id| Anchor::written(id)));
            headings
                .iter()
                .map(|heading| series.assign(heading).0)
                .collect()
        };
        assert_eq!(
            ids(&["Foo", "Foo", "Foo 1", "Foo"], &[]),
            ["foo", "foo-1", "foo-1-1", "foo-2"]
        );
        assert_eq!(ids(&["::", "!"], &[]), ["section", "section-1"]);
        assert_eq!(ids(&["Foo", "Foo"], &["foo-1"]), ["foo", "foo-2"]);
    }

    proptest! {
        #[test]
        fn a_later_heading_changes_no_earlier_id(headings in proptest::collection::vec("[a-c]{0,2}[ 1-2]{0,2}", 1..30)) {
            let mut series = Series::default();
            let all: Vec<Anchor> = headings.iter().map(|heading| series.assign(heading)).collect();
            let unique: BTreeSet<&Anchor> = all.iter().collect();
            prop_assert_eq!(unique.len(), all.len());
            let mut shorter = Series::default();
            for (heading, anchor) in headings.iter().zip(&all).take(headings.len() / 2) {
                prop_assert_eq!(&shorter.assign(heading), anchor);
            }
        }
    }
}
