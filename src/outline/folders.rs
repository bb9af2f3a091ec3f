//! Folders, index pages, number prefixes, and the order of a level.
//!
//! In: names of files and folders. Out: what the names say. The rules are those of Docusaurus, so that its folders open
//! unchanged.

use crate::card::Position;
use crate::diagnostic::Span;
use crate::path::input::ContentPath;

/// A folder that holds pages, at whatever depth.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folder {
    /// The folder; the root is the book itself.
    pub path: ContentPath,
    /// Its name without number prefix; empty for the root.
    pub name: String,
    /// Its path without number prefixes, on which the addresses of its pages are built.
    pub address: String,
    /// What the sidebar calls it, if its `_category_` file says so.
    pub label: Option<String>,
    /// A sentence about it.
    pub description: Option<String>,
    /// Its place among its siblings: from its `_category_` file, else its number prefix.
    pub position: Option<Position>,
    /// CSS class of the entry in the sidebar.
    pub class: Option<String>,
    /// Whether the sidebar shows it closed at first.
    pub collapsed: bool,
    /// Whether it can be closed.
    pub collapsible: bool,
    /// The page that its entry leads to.
    pub link: CategoryLink,
    /// The page that stands for it by convention: `index`, `readme`, or one with the name of the folder. It has the
    /// address of the folder; whether the entry leads there is up to `link`.
    pub index: Option<ContentPath>,
    /// Where its `_category_` file sets the link, else the label.
    pub place: Option<Span>,
}

/// The page that the entry of a folder leads to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum CategoryLink {
    /// Its index page, which is then no entry of its own.
    #[default]
    Default,
    /// None; an index page is an entry like any other.
    None,
    /// The page with this id, in the folder or in the book, and where the id stands.
    Doc(String, Span),
    /// A page that lists what the folder holds.
    Generated {
        /// Its address.
        slug: Option<String>,
        /// Its title.
        title: Option<String>,
        /// A sentence about it.
        description: Option<String>,
    },
}

/// The place of a page or folder among its siblings, pages and folders mixed: by position, then by name as UTF-16 code
/// units; those without position come last. The name is that of the file or folder, with number prefix and extension.
pub fn order_key(position: Option<Position>, raw_name: &str) -> impl Ord + use<> {
    let name: Vec<u16> = raw_name.encode_utf16().collect();
    (position.is_none(), position, name)
}

/// The number before a name, and the name without it: `02-intro`, `2. intro`. Dates and versions such as `2024-05` or
/// `1.2 release` are no prefixes.
pub fn number_prefix(name: &str) -> (Option<Position>, &str) {
    let after_digits = name.trim_start_matches(|digit: char| digit.is_ascii_digit());
    let digits = &name[..name.len() - after_digits.len()];
    let is_separator = |character: char| matches!(character, '-' | '_' | '.');
    let mut after_one = after_digits.chars();
    let is_date = after_one.next().is_some_and(is_separator)
        && after_one.next().is_some_and(|next| next.is_ascii_digit());
    let from_separator = after_digits.trim_start();
    let after_separator = from_separator.trim_start_matches(is_separator);
    let rest = after_separator.trim_start();
    let is_prefix = !is_date
        && after_separator.len() < from_separator.len()
        && !rest.is_empty()
        && !rest.starts_with(is_separator);
    match Position::parse(digits) {
        Some(position) if is_prefix => (Some(position), rest),
        _ => (None, name),
    }
}

/// How good a claim a page has to stand for its folder; the least wins.
pub(crate) fn index_rank(page: &ContentPath) -> Option<u8> {
    let stem = page.stem().to_lowercase();
    match stem.as_str() {
        "index" => Some(0),
        "readme" => Some(1),
        _ => (stem == page.folder().name().to_lowercase()).then_some(2),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_before_a_name_is_its_position() {
        let check = |name: &str, position: Option<i64>, rest: &str| {
            let position = position.map(|number| Position(number * 1_000_000));
            assert_eq!(number_prefix(name), (position, rest), "{name}");
        };
        check("01-intro", Some(1), "intro");
        check("1 - intro", Some(1), "intro");
        check("2. The name", Some(2), "The name");
        check("0._-x", Some(0), "x");
        check("003_ä", Some(3), "ä");
        check("1-a-2", Some(1), "a-2");
        check("intro", None, "intro");
        check("1intro", None, "1intro");
        check("1 intro", None, "1 intro");
        check("1-", None, "1-");
        check("1", None, "1");
        check("-a", None, "-a");
        check("1 - - a", None, "1 - - a");
        check("2024-05-01-news", None, "2024-05-01-news");
        check("7.0-upgrade", None, "7.0-upgrade");
        check("1_2", None, "1_2");
        check("9999999999999-a", None, "9999999999999-a");
    }

    #[test]
    fn a_level_is_ordered_by_position_and_then_by_name() {
        let mut level = [
            (None, "b.md"),
            (None, "B.md"),
            (None, "\u{1f600}.md"),
            (None, "\u{ff01}.md"),
            (Some("2"), "a"),
            (Some("1.5"), "z.md"),
            (Some("-1"), "y.md"),
            (Some("2"), "A"),
        ];
        level.sort_by_cached_key(|(position, name)| {
            order_key(position.and_then(Position::parse), name)
        });
        let names: Vec<&str> = level.iter().map(|(_, name)| *name).collect();
        // In UTF-16 a face, made of surrogates, comes before a full-width character.
        let last = ["B.md", "b.md", "\u{1f600}.md", "\u{ff01}.md"];
        assert_eq!(names, [&["y.md", "z.md", "A", "a"][..], &last].concat());
    }

    #[test]
    fn a_page_claims_its_folder_by_its_name() {
        let check = |path: &str, rank: Option<u8>| {
            let path = ContentPath::new(path).expect("the path is inside");
            assert_eq!(index_rank(&path), rank, "{path}");
        };
        check("a/Index.md", Some(0));
        check("README.markdown", Some(1));
        check("guides/Guides.md", Some(2));
        check("01-guides/01-guides.md", Some(2));
        check("01-guides/guides.md", None);
        check("a/01-index.md", None);
        check("a.md", None);
    }
}
