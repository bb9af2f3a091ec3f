//! What the rest of the book may know of a page.
//!
//! In: what `page.rs` found in one file. Out: [`Card`]. It holds no body and no spans, so an edit to the prose leaves
//! it equal, unless it is one to pros and cons, and everything that depends on cards alone stays as it is.

use std::collections::BTreeMap;

use crate::body::Reference;
use crate::declared::{Declared, Section};
use crate::path::anchor::Anchor;
use crate::path::input::ContentPath;
use crate::path::output::PageUrl;

/// A place among siblings, in millionths, so that `1.5` stands between `1` and `2` without a float.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position(pub i64);

/// What the book knows of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// The file, below the folder of the pages.
    pub path: ContentPath,
    /// `id` of the front matter, else the file's stem without number prefix. An index page has its folder's name.
    pub id: String,
    /// Where the page goes.
    pub url: PageUrl,
    /// The title: front matter, else the leading heading, else the id.
    pub title: String,
    /// The name in the sidebar, if it differs from the title.
    pub label: Option<String>,
    /// Other names of the page.
    pub aliases: Vec<String>,
    /// The addresses that the page had, as written.
    pub old_addresses: Vec<String>,
    /// `<title>` of the page, if it differs from the title.
    pub meta_title: Option<String>,
    /// What search engines and cards show: `description`, else `summary`, else the first paragraph.
    pub description: Option<String>,
    /// One line for cards and lists.
    pub summary: Option<String>,
    /// Words for search engines.
    pub keywords: Vec<String>,
    /// The picture that other sites show of the page.
    pub image: Option<Reference>,
    /// The place among siblings: `sidebar_position`, else the number prefix of the file name.
    pub position: Option<Position>,
    /// CSS class of the entry in the sidebar.
    pub class: Option<String>,
    /// Tags, in the order written, each once.
    pub tags: Vec<Tag>,
    /// Who gets to see it.
    pub state: State,
    /// Whether search finds it: not if it says `search: false`.
    pub is_searched: bool,
    /// The link to the page before, as the front matter sets it.
    pub previous: Neighbour,
    /// The link to the page after, as the front matter sets it.
    pub next: Neighbour,
    /// The name of the page in other pages' previous and next links.
    pub pagination_label: Option<String>,
    /// The edit link.
    pub edit: EditLink,
    /// `last_update` of the front matter.
    pub last_update: LastUpdate,
    /// What the page itself says to the catalogue; what it inherits is not in it.
    pub declared: Declared,
    /// Pros and cons in its prose; empty if there are none.
    pub sections: Vec<Section>,
    /// What the page refers to; targets of links are holes that the catalogue fills. With each stand the headings
    /// below which a link to it is written, in the order of the page, `None` above the first one. What is only shown as
    /// a picture has none.
    pub mentions: BTreeMap<Reference, Vec<Option<HeadingName>>>,
}

/// A heading, as other pages name it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct HeadingName {
    /// Its anchor.
    pub anchor: Anchor,
    /// Its text.
    pub text: String,
}

/// A tag as a page declares it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Tag {
    /// What readers see.
    pub label: String,
    /// The address below `tags/`; from the label in kebab case unless the page gives one.
    pub permalink: Option<String>,
}

/// Who gets to see a page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum State {
    /// Everybody.
    #[default]
    Published,
    /// Everybody who has the address; no list names it.
    Unlisted,
    /// Nobody, unless drafts are asked for.
    Draft,
}

/// A link to a neighbouring page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Neighbour {
    /// The page that stands there in the sidebar.
    #[default]
    Natural,
    /// None.
    Hidden,
    /// The page with this id.
    Page(String),
}

/// A link that leads to the page's source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum EditLink {
    /// Made from `edit-url-template`.
    #[default]
    Natural,
    /// None.
    Hidden,
    /// This address.
    Url(String),
}

/// When a page was changed, and by whom, as its front matter says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LastUpdate {
    /// The date as written.
    pub date: Option<String>,
    /// The author.
    pub author: Option<String>,
}

impl Position {
    /// A position from a decimal number as written, rounded down to millionths; `None` if it is no number or out of
    /// range.
    pub fn parse(number: &str) -> Option<Position> {
        let (digits, is_negative) = match number.strip_prefix('-') {
            Some(digits) => (digits, true),
            None => (number.strip_prefix('+').unwrap_or(number), false),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if (whole.is_empty() && fraction.is_empty())
            || !all_digits(whole)
            || !all_digits(fraction)
            || whole.len() > 12
        {
            return None;
        }
        let millionths: String = fraction.chars().chain("000000".chars()).take(6).collect();
        let whole: i64 = if whole.is_empty() {
            0
        } else {
            whole.parse().ok()?
        };
        let value = whole * 1_000_000 + millionths.parse::<i64>().ok()?;
        Some(Position(if is_negative { -value } else { value }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_keep_their_order() {
        let position = |number: &str| Position::parse(number).unwrap();
        assert!(
            position("-1") < position("0")
                && position("0") < position("0.5")
                && position("1.5") < position("2")
        );
        assert_eq!(position("1.50"), position("1.5"));
        for wrong in ["", "-", ".", "one", "1e3", "1.2.3", "9999999999999"] {
            assert_eq!(Position::parse(wrong), None, "{wrong}");
        }
    }
}
