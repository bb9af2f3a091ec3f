//! `[theme]`: what can be set of the look without writing CSS or templates.
//!
//! In: the table. Out: [`Theme`].

use std::ops::Range;

use crate::config::table::{Idle, Table};
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::path::input::InputPath;
use crate::value::node::{Node, Value};

/// `[theme]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theme {
    /// `logo`: a picture before the title in the header, a file of the project.
    pub logo: Option<(InputPath, Range<usize>)>,
    /// `icon`: the icon of browser tabs, a file of the project.
    pub icon: Option<(InputPath, Range<usize>)>,
    /// `image`: the picture that other sites show of pages without one of their own, a file of the project.
    pub image: Option<(InputPath, Range<usize>)>,
    /// `nav`: links in the header, a list of tables with `label` and `href`.
    pub nav: Vec<NavLink>,
    /// `footer`: a line of text at the foot of every page.
    pub footer: Option<String>,
    /// `scheme`: which colours a reader sees who has not chosen, `auto`, `light` or `dark`; what mdBook's
    /// `default-theme` and `preferred-dark-theme` say unless set.
    pub scheme: Scheme,
    /// `sidebar-limit`: entries of one level that a page shows; 50 unless set.
    pub sidebar_limit: usize,
    /// `contents-levels`: first and last heading level in the contents of a page; `[2, 3]` unless set.
    pub contents_levels: (u8, u8),
    /// `last-change`: what pages say of their last change, `date`, `date-author` or `off`; `date` unless set.
    pub last_change: LastChange,
}

/// A link in the header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NavLink {
    /// `label`: what it says.
    pub label: String,
    /// `href`: where it leads, an address or a page's file.
    pub href: String,
    /// The place of the address.
    pub place: Range<usize>,
}

/// The colours of a site.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scheme {
    /// As the reader's system has it.
    #[default]
    Auto,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// What pages say of their last change.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LastChange {
    /// When it was, if the history of the repository tells; nobody has asked for it.
    #[default]
    Usual,
    /// When it was.
    Date,
    /// When it was and who made it.
    DateAndAuthor,
    /// Nothing; the history is not read.
    Off,
}

/// The largest number of entries of one level: lists on a page are bounded, so that a site grows linearly.
const MAX_SIDEBAR: u64 = 1000;

impl Theme {
    /// Reads `[theme]`, and what `[output.html]` says of colours.
    pub(crate) fn read(
        node: &Node,
        html: &Node,
        file: &InputPath,
        found: &mut Vec<Diagnostic>,
    ) -> Theme {
        let inherited = mdbook_scheme(html, file, found);
        let mut table = Table::new(node, file, "theme");
        let schemes = [
            ("auto", Scheme::Auto),
            ("light", Scheme::Light),
            ("dark", Scheme::Dark),
        ];
        let changes = [
            ("date", LastChange::Date),
            ("date-author", LastChange::DateAndAuthor),
            ("off", LastChange::Off),
        ];
        let limit = table.keys.number("sidebar-limit", 1..MAX_SIDEBAR + 1);
        let limit = limit.and_then(|limit| usize::try_from(limit).ok());
        let theme = Theme {
            logo: table.path("logo"),
            icon: table.path("icon"),
            image: table.path("image"),
            nav: nav(&mut table, file, found),
            footer: table.keys.text("footer"),
            scheme: table.keys.choice("scheme", &schemes).unwrap_or(inherited),
            sidebar_limit: limit.unwrap_or(50),
            contents_levels: contents_levels(&mut table).unwrap_or((2, 3)),
            last_change: table
                .keys
                .choice("last-change", &changes)
                .unwrap_or_default(),
        };
        table.idle_path("logo-dark", "");
        table.idle(&[
            ("accent", Idle::Text(&[])),
            ("accent-dark", Idle::Text(&[])),
            ("announcement", Idle::Text(&[""])),
            ("head", Idle::List),
            ("words", Idle::Table),
        ]);
        found.extend(table.finish());
        theme
    }
}

/// The links of `nav` that have both a label and an address.
fn nav(table: &mut Table<'_>, file: &InputPath, found: &mut Vec<Diagnostic>) -> Vec<NavLink> {
    let Some(node) = table.keys.take("nav") else {
        return Vec::new();
    };
    let Value::List(items) = &node.value else {
        let expected = "a list of tables with `label` and `href`";
        table.keys.report_wrong::<()>("nav", node, expected);
        return Vec::new();
    };
    let mut links = Vec::new();
    for item in items {
        let mut link = Table::new(item, file, "theme.nav");
        let label = link.keys.text("label");
        let address = link.address("href");
        let lacks = |key: &&str| matches!(item.value, Value::Map(_)) && item.get(key).is_none();
        for key in ["label", "href"].into_iter().filter(lacks) {
            let message = format!("a link in `theme.nav` has no `{key}`");
            let finding = Diagnostic::new(Code::B003, message)
                .at(Span::new(file, item.range.clone()))
                .help("write both, as in `{ label = \"Guides\", href = \"guides/index.md\" }`");
            link.keys.report(finding);
        }
        found.extend(link.finish());
        if let (Some(label), Some((href, place))) = (label, address) {
            links.push(NavLink { label, href, place });
        }
    }
    links
}

/// Two heading levels, the first not below the last.
fn contents_levels(table: &mut Table<'_>) -> Option<(u8, u8)> {
    let node = table.keys.take("contents-levels")?;
    let level = |node: &Node| match &node.value {
        Value::Number(digits) => digits.parse().ok().filter(|level| (2..=6).contains(level)),
        _ => None,
    };
    let levels: Option<Vec<u8>> = match &node.value {
        Value::List(items) => items.iter().map(level).collect(),
        _ => None,
    };
    match levels.as_deref() {
        Some([first, last]) if first <= last => Some((*first, *last)),
        _ => {
            let help = "write two heading levels from 2 to 6, such as `[2, 3]`";
            table.refuse("contents-levels", node.range.clone(), help);
            None
        }
    }
}

/// What mdBook's themes come to: its dark ones are all one here, and its light ones another.
fn mdbook_scheme(html: &Node, file: &InputPath, found: &mut Vec<Diagnostic>) -> Scheme {
    let mut table = Table::new(html, file, "output.html");
    let mut is_dark = |name: &'static str, usual: bool| {
        let Some((theme, range)) = table.keys.spanned_text(name) else {
            return usual;
        };
        match theme.to_lowercase().as_str() {
            "light" | "rust" => false,
            "coal" | "navy" | "ayu" => true,
            _ => {
                let message = format!("`{theme}` is no theme of mdBook");
                let finding = Diagnostic::new(Code::B019, message)
                    .at(Span::new(file, range))
                    .label("allowed: light, rust, coal, navy, ayu")
                    .help("remove it, or choose colours with `scheme` in `[theme]`");
                table.keys.report(finding);
                usual
            }
        }
    };
    let scheme = match (
        is_dark("default-theme", false),
        is_dark("preferred-dark-theme", true),
    ) {
        (true, true) => Scheme::Dark,
        (false, false) => Scheme::Light,
        _ => Scheme::Auto,
    };
    found.extend(table.keys.rest().0);
    scheme
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::table::marked;
    use crate::value::node::Bounds;
    use crate::value::toml;

    fn check(text: &str, expected: &[(&str, &str)]) -> Theme {
        let empty = Node::empty_map(0);
        let node = toml::read(text, 0, Bounds::default()).node;
        let mut found = Vec::new();
        let theme = Theme::read(&node, &empty, &InputPath::new("book.toml"), &mut found);
        assert_eq!(marked(text, &found), expected, "{text}");
        theme
    }

    #[test]
    fn every_key_has_a_usual_value_and_bounds() {
        let usual = check("", &[]);
        assert_eq!((usual.sidebar_limit, usual.contents_levels), (50, (2, 3)));
        assert_eq!(usual.scheme, Scheme::Auto);
        let text = "sidebar-limit = 9\ncontents-levels = [2, 4]\nscheme = 'dark'\nlogo = 'a.svg'";
        let theme = check(text, &[]);
        assert_eq!((theme.sidebar_limit, theme.contents_levels), (9, (2, 4)));
        assert_eq!(theme.scheme, Scheme::Dark);
        let (logo, place) = theme.logo.expect("the logo is set");
        assert_eq!((logo.as_str(), &text[place]), ("a.svg", "'a.svg'"));
        check("sidebar-limit = 0", &[("B003", "0")]);
        check("contents-levels = [3, 2]", &[("B003", "[3, 2]")]);
        check("contents-levels = [1, 2]", &[("B003", "[1, 2]")]);
        check("contents-levels = 3", &[("B003", "3")]);
        check("scheme = 'blue'", &[("B003", "'blue'")]);
        check("icon = '/etc/icon'", &[("S010", "'/etc/icon'")]);
        check("accent = '#123'", &[("B019", "accent")]);
        check("logo-dark = '../a.svg'", &[("S010", "'../a.svg'")]);
        check("sidebar-limt = 3", &[("B001", "sidebar-limt")]);
    }

    #[test]
    fn a_link_of_the_header_needs_a_label_and_an_address() {
        let text = "nav = [{ label = 'A', href = 'a.md' }]";
        let theme = check(text, &[]);
        let link = &theme.nav[0];
        assert_eq!((link.label.as_str(), link.href.as_str()), ("A", "a.md"));
        assert_eq!(&text[link.place.clone()], "'a.md'");
        let check_nav = |nav: &str, code: &str, marked: &str| {
            let text = format!("nav = {nav}");
            assert!(check(&text, &[(code, marked)]).nav.is_empty(), "{nav}");
        };
        check_nav("'a'", "B003", "'a'");
        check_nav("['a']", "B003", "'a'");
        check_nav("[{ label = 'A' }]", "B003", "{ label = 'A' }");
        check_nav(
            "[{ label = 'A', href = 'vbscript:a' }]",
            "S020",
            "'vbscript:a'",
        );
    }

    #[test]
    fn themes_of_mdbook_become_light_or_dark() {
        let check = |text: &str, scheme: Scheme, expected: &[(&str, &str)]| {
            let html = toml::read(text, 0, Bounds::default()).node;
            let mut found = Vec::new();
            let file = InputPath::new("book.toml");
            let theme = Theme::read(&Node::empty_map(0), &html, &file, &mut found);
            assert_eq!(theme.scheme, scheme, "{text}");
            assert_eq!(marked(text, &found), expected, "{text}");
        };
        check("default-theme = 'light'", Scheme::Auto, &[]);
        check("default-theme = 'Coal'", Scheme::Dark, &[]);
        check("preferred-dark-theme = 'rust'", Scheme::Light, &[]);
        check(
            "default-theme = 'pink'",
            Scheme::Auto,
            &[("B019", "'pink'")],
        );
    }
}
