//! `[pages]`, `[markdown]` and `[limits]`.
//!
//! In: the tables. Out: [`Pages`], [`Markdown`], [`Limits`].

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use crate::config::html::HtmlSettings;
use crate::config::links::Links;
use crate::config::table::{Idle, Table};
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::path::input::InputPath;
use crate::path::output::{NameProblem, OutputPath, UrlStyle};
use crate::value::node::{Bounds, Node};

/// Addresses of pages: `[pages]`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pages {
    /// `url-style`: `directory`, `file` or `auto`; the last is `directory`, unless set.
    pub url_style: UrlStyle,
    /// `prefix`: a path before the address of every page, without `/` at its ends; empty for none.
    pub prefix: String,
    /// `ignore`: paths below the folder of the pages that are no pages; `*` stands for any run of characters within a
    /// component, `**` for any components. The name of a folder stands for all in it.
    pub ignore: Vec<String>,
}

/// The dialect: `[markdown]` and the switches of `[output.html]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Markdown {
    /// Quotes and dashes become typographic ones.
    pub smart_punctuation: bool,
    /// `Term` above `: text`.
    pub definition_lists: bool,
    /// `> [!NOTE]`.
    pub alerts: bool,
    /// `emoji`: codes such as `:tada:` become the characters they stand for.
    pub emoji: bool,
    /// `maths`, and `mathjax-support` of `[output.html]`: what formulas stand between.
    pub maths: Maths,
    /// `maths` in `[limits]`: a formula, in bytes; a larger one is shown as it is written; 16 KiB unless set.
    pub maths_limit: usize,
    /// `containers`: names for `:::name` beside those that every book has.
    pub containers: Arc<[String]>,
    /// How pages are named in texts: `[catalogue.links]`.
    pub links: Links,
    /// What hides a line of code that begins with it, by language: `[output.html.code] hidelines`.
    pub hidelines: Arc<BTreeMap<String, String>>,
    /// `diagrams`: Mermaid is drawn; else its source is shown.
    pub diagrams: bool,
}

/// What formulas stand between.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Maths {
    /// There are none.
    Off,
    /// `$…$` and `$$…$$`.
    Dollars,
    /// `\\(…\\)` and `\\[…\\]`, as in books of mdBook.
    Brackets,
}

/// Bounds on input: `[limits]`, in bytes where it is about size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// `page`: the source of one page; 8 MiB unless set.
    pub page: usize,
    /// `front_matter`: its block; 1 MiB unless set.
    pub front_matter: usize,
    /// `include_depth`: how many files may include each other; 10 unless set.
    pub include_depth: usize,
    /// `expanded`: a page with everything it includes; 32 MiB unless set.
    pub expanded: usize,
    /// `metadata_depth` and `metadata_nodes`; 64 and 100,000 unless set.
    pub metadata: Bounds,
    /// `highlight`: a code block; a larger one is shown plain; 512 KiB unless set.
    pub highlight: usize,
    /// `highlight_line`: characters of a line; a block with a longer one is shown plain; 20,000 unless set.
    pub highlight_line: usize,
    /// `maths`: a formula; a larger one is shown as it is written; 16 KiB unless set.
    pub maths: usize,
    /// `rendered`: a finished page; 64 MiB unless set.
    pub rendered: usize,
    /// Bounds of one diagram.
    pub diagram: DiagramLimits,
}

/// Bounds of one diagram; beyond them its source is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct DiagramLimits {
    /// `diagram`: bytes of its source; 64 KiB unless set.
    pub bytes: usize,
    /// `diagram_statements`: lines that are no comments, and parts of them behind `;`; 500 unless set.
    pub statements: usize,
    /// `diagram_depth`: blocks within blocks; 64 unless set.
    pub depth: usize,
}

/// The largest size that can be set, in bytes.
const MAX_SIZE: u64 = 1 << 30;
/// The largest formula that can be set: looking for the place of a mistake takes time with its square.
const MAX_FORMULA: u64 = 1 << 20;
/// The deepest nesting that can be set: values are walked, and files included, by recursion.
const MAX_DEPTH: u64 = 128;
/// The longest name of a container.
const MAX_CONTAINER: usize = 64;
/// The largest number of values that can be set.
const MAX_NODES: u64 = 10_000_000;

/// The most statements that can be allowed: laying out takes more than twice the time for twice as many.
const MAX_STATEMENTS: u64 = 5000;

impl Default for DiagramLimits {
    fn default() -> DiagramLimits {
        DiagramLimits {
            bytes: 64 << 10,
            statements: 500,
            depth: 64,
        }
    }
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            page: 8 << 20,
            front_matter: 1 << 20,
            include_depth: 10,
            expanded: 32 << 20,
            metadata: Bounds::default(),
            highlight: 512 << 10,
            highlight_line: 20_000,
            maths: 16 << 10,
            rendered: 64 << 20,
            diagram: DiagramLimits::default(),
        }
    }
}

impl Pages {
    /// Reads `[pages]`.
    pub(crate) fn read(node: &Node, file: &InputPath, found: &mut Vec<Diagnostic>) -> Pages {
        let mut table = Table::new(node, file, "pages");
        let styles = [
            ("auto", UrlStyle::default()),
            ("directory", UrlStyle::Directory),
            ("file", UrlStyle::File),
        ];
        let url_style = table.keys.choice("url-style", &styles).unwrap_or_default();
        let prefix = prefix(&mut table, file);
        let patterns = table.keys.texts("ignore").unwrap_or_default();
        let ignore = patterns
            .into_iter()
            .filter_map(|(pattern, range)| check_pattern(&mut table, &pattern, range))
            .collect();
        table.idle(&[
            ("keep-old-urls", Idle::Flag(false)),
            ("elsewhere", Idle::List),
        ]);
        found.extend(table.finish());
        Pages {
            url_style,
            prefix,
            ignore,
        }
    }
}

impl Markdown {
    /// Reads `[markdown]`, whose keys this version reads past, beside the switches that mdBook has elsewhere.
    pub(crate) fn read(
        node: &Node,
        html: &HtmlSettings,
        links: Links,
        maths_limit: usize,
        file: &InputPath,
        found: &mut Vec<Diagnostic>,
    ) -> Markdown {
        let mut table = Table::new(node, file, "markdown");
        let names = table.keys.texts("containers").unwrap_or_default();
        let containers = names
            .into_iter()
            .filter_map(|(name, range)| check_container(&mut table, name, range))
            .collect();
        let maths = match (
            table.keys.flag("maths").unwrap_or(true),
            html.mathjax_support,
        ) {
            (false, _) => Maths::Off,
            (true, true) => Maths::Brackets,
            (true, false) => Maths::Dollars,
        };
        let emoji = table.keys.flag("emoji").unwrap_or(true);
        let diagrams = table.keys.flag("diagrams").unwrap_or(true);
        table.idle(&[
            ("dialect", Idle::Text(&["auto", "own"])),
            ("ids", Idle::Text(&["auto", "github"])),
            ("unsupported-component", Idle::Text(&["note"])),
        ]);
        found.extend(table.finish());
        Markdown {
            smart_punctuation: html.smart_punctuation,
            definition_lists: html.definition_lists,
            alerts: html.admonitions,
            emoji,
            maths,
            maths_limit,
            containers,
            links,
            hidelines: html.hidelines.clone(),
            diagrams,
        }
    }
}

impl Limits {
    /// Reads `[limits]`.
    pub(crate) fn read(node: &Node, file: &InputPath, found: &mut Vec<Diagnostic>) -> Limits {
        let mut table = Table::new(node, file, "limits");
        let usual = Limits::default();
        let mut limit = |name: &'static str, most: u64, usual: usize| {
            let number = table.keys.number(name, 1..most + 1);
            number.map_or(usual, |number| {
                usize::try_from(number).unwrap_or(usize::MAX)
            })
        };
        let limits = Limits {
            page: limit("page", MAX_SIZE, usual.page),
            front_matter: limit("front-matter", MAX_SIZE, usual.front_matter),
            include_depth: limit("include-depth", MAX_DEPTH, usual.include_depth),
            expanded: limit("expanded", MAX_SIZE, usual.expanded),
            metadata: Bounds {
                depth: limit("metadata-depth", MAX_DEPTH, usual.metadata.depth),
                nodes: limit("metadata-nodes", MAX_NODES, usual.metadata.nodes),
            },
            highlight: limit("highlight", MAX_SIZE, usual.highlight),
            highlight_line: limit("highlight-line", MAX_SIZE, usual.highlight_line),
            maths: limit("maths", MAX_FORMULA, usual.maths),
            rendered: limit("rendered", MAX_SIZE, usual.rendered),
            diagram: DiagramLimits {
                bytes: limit("diagram", MAX_SIZE, usual.diagram.bytes),
                statements: limit(
                    "diagram-statements",
                    MAX_STATEMENTS,
                    usual.diagram.statements,
                ),
                depth: limit("diagram-depth", MAX_DEPTH, usual.diagram.depth),
            },
        };
        found.extend(table.finish());
        limits
    }
}

/// A prefix that output paths can have; none if it cannot.
fn prefix(table: &mut Table<'_>, file: &InputPath) -> String {
    let Some((written, range)) = table.keys.spanned_text("prefix") else {
        return String::new();
    };
    let prefix = written.trim_matches('/');
    if prefix.is_empty() {
        return String::new();
    }
    let (code, reason) = match OutputPath::new(prefix) {
        Ok(path) => return path.as_str().to_string(),
        Err(NameProblem::Leaves) => (Code::S006, "it leaves the output folder".to_string()),
        Err(NameProblem::NotPortable(reason)) => (Code::S005, reason),
    };
    let finding = Diagnostic::new(code, format!("`pages.prefix` cannot be `{prefix}`"))
        .at(Span::new(file, range))
        .label(reason)
        .help("write a path such as `docs` or `docs/patterns`");
    table.keys.report(finding);
    String::new()
}

/// A pattern without `/` at its ends, if it is one that can match.
fn check_pattern(table: &mut Table<'_>, pattern: &str, range: Range<usize>) -> Option<String> {
    let trimmed = pattern.trim_matches('/');
    let is_wrong = |part: &str| {
        matches!(part, "" | "." | "..")
            || (part.contains("**") && part != "**")
            || part.contains(['?', '[', ']', '{', '}', '!', '\\'])
    };
    if trimmed.split('/').any(is_wrong) {
        let help =
            "write `*` within a name or `**` in the place of folders; nothing else has a meaning";
        table.refuse("ignore", range, help);
        return None;
    }
    Some(trimmed.to_string())
}

/// A name that a container can have.
fn check_container(table: &mut Table<'_>, name: String, range: Range<usize>) -> Option<String> {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_".contains(&byte);
    let begins = name.starts_with(|first: char| first.is_ascii_alphabetic());
    if !begins || name.len() > MAX_CONTAINER || !name.bytes().all(plain) {
        let label = "a name is a letter and at most 63 letters, digits, `-` and `_` behind it";
        table.refuse("containers", range, label);
        return None;
    }
    Some(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::table::marked;
    use crate::value::toml;

    fn read<T>(
        text: &str,
        reader: fn(&Node, &InputPath, &mut Vec<Diagnostic>) -> T,
        expected: &[(&str, &str)],
    ) -> T {
        let node = toml::read(text, 0, Bounds::default()).node;
        let mut found = Vec::new();
        let value = reader(&node, &InputPath::new("book.toml"), &mut found);
        assert_eq!(marked(text, &found), expected, "{text}");
        value
    }

    #[test]
    fn addresses_are_chosen_by_style_and_prefix() {
        let check = |text: &str, expected: &[(&str, &str)]| read(text, Pages::read, expected);
        assert_eq!(check("url-style = 'auto'", &[]), Pages::default());
        assert_eq!(check("url-style = 'file'", &[]).url_style, UrlStyle::File);
        assert_eq!(check("prefix = '/docs/a/'", &[]).prefix, "docs/a");
        assert_eq!(check("prefix = '/'", &[]).prefix, "");
        check("prefix = '../a'", &[("S006", "'../a'")]);
        check("prefix = 'a//b'", &[("S005", "'a//b'")]);
        check("prefix = 'con'", &[("S005", "'con'")]);
        check("url-style = 'flat'", &[("B003", "'flat'")]);
        check("keep-old-urls = true", &[("B019", "keep-old-urls")]);
        check("prefx = 'a'", &[("B001", "prefx")]);
    }

    #[test]
    fn patterns_that_cannot_match_are_refused() {
        let check = |text: &str, expected: &[(&str, &str)]| read(text, Pages::read, expected);
        let pages = check("ignore = ['a/**/*.md', '/drafts/']", &[]);
        assert_eq!(pages.ignore, ["a/**/*.md", "drafts"]);
        for wrong in ["''", "'a**'", "'../a'", "'a//b'", "'[a]'", "'a?'", "'!a'"] {
            let text = format!("ignore = [{wrong}, 'b']");
            assert_eq!(check(&text, &[("B003", wrong)]).ignore, ["b"]);
        }
    }

    #[test]
    fn limits_can_be_moved_within_reason() {
        let check = |text: &str, expected: &[(&str, &str)]| read(text, Limits::read, expected);
        assert_eq!(check("", &[]), Limits::default());
        let limits = check("page = 10\nmetadata-depth = 8\nhighlight-line = 7", &[]);
        assert_eq!((limits.page, limits.metadata.depth), (10, 8));
        assert_eq!(limits.highlight_line, 7);
        check("page = 0", &[("B003", "0")]);
        check("page = '8 MiB'", &[("B003", "'8 MiB'")]);
        check("metadata-depth = 100000", &[("B003", "100000")]);
        assert_eq!(check("maths = 7\nrendered = 1", &[]).maths, 7);
    }

    #[test]
    fn the_dialect_follows_the_switches_of_mdbook() {
        let mut found = Vec::new();
        let file = InputPath::new("book.toml");
        let text = "admonitions = false";
        let html = toml::read(text, 0, Bounds::default()).node;
        let html = HtmlSettings::read(&html, None, &file, &mut found);
        let text = "dialect = 'auto'\nids = 'mdbook'\nidz = 1\nmaths = false\ncontainers = ['my-kind', 'a b']";
        let node = toml::read(text, 0, Bounds::default()).node;
        let markdown = Markdown::read(&node, &html, Links::default(), 9, &file, &mut found);
        assert!(markdown.smart_punctuation && !markdown.alerts);
        assert!(markdown.emoji && markdown.maths == Maths::Off && markdown.maths_limit == 9);
        assert_eq!(*markdown.containers, ["my-kind".to_string()]);
        let expected = [("B003", "'a b'"), ("B019", "ids"), ("B001", "idz")];
        assert_eq!(marked(text, &found), expected);
    }
}
