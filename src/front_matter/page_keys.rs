//! The keys of a page: those of Docusaurus, with the same meaning as there.
//!
//! In: the node of a front-matter block. Out: [`PageKeys`], typed; wrong values are reported and left out.

use std::ops::Range;

use crate::card::{EditLink, LastUpdate, Neighbour, Position, State, Tag};
use crate::declared::Declared;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::entry_keys::declared;
use crate::entry_keys::names::{catalogue_key, suspicious, twice};
use crate::entry_keys::tags::tags;
use crate::front_matter::aliases::aliases;
use crate::front_matter::last_update::last_update;
use crate::path::input::InputPath;
use crate::value::keys::{Keys, as_text};
use crate::value::node::{Node, Value};

/// The front matter of one page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FrontMatter {
    /// The typed keys.
    pub keys: PageKeys,
    /// The whole block, for keys that other stages or templates read; an empty map without a block.
    pub node: Node,
    /// The byte at which the body begins.
    pub body: usize,
}

/// The keys of compatibility with Docusaurus. Ranges are those of values, bytes of the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageKeys {
    /// `id`: no `/` in it.
    pub id: Option<(String, Range<usize>)>,
    /// `title`; may be empty, which hides it.
    pub title: Option<String>,
    /// `aliases`: other names.
    pub aliases: Vec<String>,
    /// `redirect_from`, and the addresses among `aliases`.
    pub old_addresses: Vec<(String, Range<usize>)>,
    /// `title_meta`.
    pub title_meta: Option<String>,
    /// `hide_title`.
    pub hide_title: bool,
    /// `hide_table_of_contents`.
    pub hide_table_of_contents: bool,
    /// `toc_min_heading_level` and `toc_max_heading_level`, 2 to 6; `None` is the book's own.
    pub contents_levels: (Option<u8>, Option<u8>),
    /// `description`.
    pub description: Option<String>,
    /// `keywords`.
    pub keywords: Vec<String>,
    /// `image`.
    pub image: Option<(String, Range<usize>)>,
    /// `slug`.
    pub slug: Option<(String, Range<usize>)>,
    /// `sidebar_label`.
    pub sidebar_label: Option<String>,
    /// `sidebar_position`.
    pub sidebar_position: Option<Position>,
    /// `sidebar_class_name`.
    pub sidebar_class_name: Option<String>,
    /// `parse_number_prefixes`.
    pub parse_number_prefixes: Option<bool>,
    /// `tags`, each once, with the places of the labels.
    pub tags: Vec<(Tag, Range<usize>)>,
    /// `draft` and `unlisted`.
    pub state: State,
    /// `search`.
    pub search: Option<bool>,
    /// `pagination_label`.
    pub pagination_label: Option<String>,
    /// `pagination_prev` with its place.
    pub previous: (Neighbour, Range<usize>),
    /// `pagination_next` with its place.
    pub next: (Neighbour, Range<usize>),
    /// `custom_edit_url`.
    pub edit: EditLink,
    /// `last_update`.
    pub last_update: LastUpdate,
    /// The keys of the catalogue.
    pub declared: Declared,
}

/// The typed keys of a table in a file, whose whole text is `text`, and what is wrong with them.
pub(crate) fn page_keys(
    node: &Node,
    file: &InputPath,
    text: &str,
    allow_keys: &[String],
) -> (PageKeys, Vec<Diagnostic>) {
    let (declared, mut findings) = declared(node, file, text, "");
    let mut keys = Keys::new(node, file, Code::C004, "");
    let (aliases, old_addresses) = aliases(node, &mut keys, file, &mut findings);
    let mut page = PageKeys {
        id: address(&mut keys, "id", file),
        title: keys.text("title"),
        aliases,
        old_addresses,
        title_meta: keys.text("title_meta"),
        hide_title: keys.flag("hide_title").unwrap_or_default(),
        hide_table_of_contents: keys.flag("hide_table_of_contents").unwrap_or_default(),
        contents_levels: contents_levels(&mut keys, node, file),
        description: keys.text("description"),
        keywords: keywords(&mut keys),
        image: keys.spanned_text("image"),
        slug: address(&mut keys, "slug", file),
        sidebar_label: keys.text("sidebar_label"),
        sidebar_position: position(&mut keys),
        sidebar_class_name: keys.text("sidebar_class_name"),
        parse_number_prefixes: keys.flag("parse_number_prefixes"),
        tags: tags(&mut keys, file),
        state: state(&mut keys, node, file),
        search: keys.flag("search"),
        pagination_label: keys.text("pagination_label"),
        previous: neighbour(&mut keys, node, "pagination_prev"),
        next: neighbour(&mut keys, node, "pagination_next"),
        edit: edit_link(&mut keys, node),
        last_update: LastUpdate::default(),
        declared,
    };
    if let Some(update) = keys.take("last_update") {
        let (last_update, more) = last_update(update, file);
        page.last_update = last_update;
        findings.extend(more);
    }
    findings.extend(unused(&mut keys, file));
    let (more, rest) = keys.rest();
    findings.extend(more);
    findings.extend(suspicious(rest, allow_keys, file));
    let known = |name: &str| catalogue_key(name).map(str::to_string);
    findings.extend(twice(node, known, file));
    (page, findings)
}

/// `id` and `slug`, which make the address of a page.
fn address(
    keys: &mut Keys,
    name: &'static str,
    file: &InputPath,
) -> Option<(String, Range<usize>)> {
    let (text, range) = keys.spanned_text(name)?;
    let (label, help) = if text.trim().is_empty() {
        ("this is empty", "write one, or remove the key")
    } else if name == "id" && text.contains('/') {
        (
            "`/` stands in it",
            "write the last part only; the folder comes before it by itself",
        )
    } else {
        return Some((text, range));
    };
    keys.report(
        Diagnostic::new(Code::D010, format!("`{name}` makes no address"))
            .at(Span::new(file, range))
            .label(label)
            .help(help),
    );
    None
}

/// The levels of headings that the table of contents shows.
fn contents_levels(keys: &mut Keys, node: &Node, file: &InputPath) -> (Option<u8>, Option<u8>) {
    let names = ["toc_min_heading_level", "toc_max_heading_level"];
    let [least, most] = names.map(|name| {
        let level = keys.number(name, 2..7)?;
        u8::try_from(level).ok()
    });
    let both = (least.zip(most), node.get(names[0]), node.get(names[1]));
    if let (Some((low, high)), Some(low_node), Some(high_node)) = both
        && low > high
    {
        keys.report(
            Diagnostic::new(
                Code::C004,
                format!("`{}` is above `{}`", names[0], names[1]),
            )
            .at(Span::new(file, low_node.range.clone()))
            .label(format!("{low} is above {high}"))
            .also(
                Span::new(file, high_node.range.clone()),
                "the highest level",
            )
            .help("swap the two"),
        );
        return (None, None);
    }
    (least, most)
}

fn keywords(keys: &mut Keys) -> Vec<String> {
    let words = keys.texts("keywords").unwrap_or_default();
    words.into_iter().map(|(word, _)| word).collect()
}

/// `sidebar_position`: a number, also in quotes.
fn position(keys: &mut Keys) -> Option<Position> {
    let node = keys.take("sidebar_position")?;
    let position = match &node.value {
        Value::Number(text) | Value::String(text) => Position::parse(text.trim()),
        _ => None,
    };
    position
        .or_else(|| keys.report_wrong("sidebar_position", node, "a number such as `2` or `1.5`"))
}

/// `draft` and `unlisted`, of which a page has one at most.
fn state(keys: &mut Keys, node: &Node, file: &InputPath) -> State {
    let is_draft = keys.flag("draft").unwrap_or_default();
    let is_unlisted = keys.flag("unlisted").unwrap_or_default();
    if let (true, true, Some(draft), Some(unlisted)) = (
        is_draft,
        is_unlisted,
        node.get("draft"),
        node.get("unlisted"),
    ) {
        keys.report(
            Diagnostic::new(Code::D003, "the page is both draft and unlisted")
                .at(Span::new(file, unlisted.range.clone()))
                .label("unlisted: built, but in no list")
                .also(Span::new(file, draft.range.clone()), "draft: not built")
                .help("remove one of the two"),
        );
    }
    match (is_draft, is_unlisted) {
        (true, _) => State::Draft,
        (false, true) => State::Unlisted,
        (false, false) => State::Published,
    }
}

/// A key whose value null means something else than its absence.
fn is_null(node: &Node, name: &str) -> bool {
    node.get(name)
        .is_some_and(|value| value.value == Value::Null)
}

/// The id of a neighbouring page, or null for none.
fn neighbour(keys: &mut Keys, node: &Node, name: &'static str) -> (Neighbour, Range<usize>) {
    let range = node
        .get(name)
        .map(|value| value.range.clone())
        .unwrap_or_default();
    let neighbour = match keys.take(name) {
        None if is_null(node, name) => Neighbour::Hidden,
        None => Neighbour::Natural,
        Some(value) => match as_text(value).filter(|id| !id.trim().is_empty()) {
            Some(id) if !matches!(value.value, Value::Bool(_)) => Neighbour::Page(id),
            _ => keys
                .report_wrong(name, value, "the id of a page, or `null` for none")
                .unwrap_or_default(),
        },
    };
    (neighbour, range)
}

/// `custom_edit_url`: an empty one hides the link.
fn edit_link(keys: &mut Keys, node: &Node) -> EditLink {
    match keys.text("custom_edit_url") {
        None if is_null(node, "custom_edit_url") => EditLink::Hidden,
        None => EditLink::Natural,
        Some(url) if url.trim().is_empty() => EditLink::Hidden,
        Some(url) => EditLink::Url(url),
    }
}

/// Keys that have no effect in this version, but a type.
fn unused(keys: &mut Keys, file: &InputPath) -> Vec<Diagnostic> {
    keys.text("sidebar_key");
    keys.text("displayed_sidebar");
    if let Some(props) = keys.take("sidebar_custom_props")
        && !matches!(props.value, Value::Map(_))
    {
        keys.report_wrong::<()>("sidebar_custom_props", props, "a table");
    }
    let Some(mdx) = keys.take("mdx") else {
        return Vec::new();
    };
    let mut mdx = Keys::new(mdx, file, Code::C004, "mdx");
    mdx.choice("format", &[("md", ()), ("mdx", ()), ("detect", ())]);
    mdx.finish(Code::C004)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::node::Bounds;
    use crate::value::yaml;

    fn read(text: &str) -> (PageKeys, Vec<Diagnostic>) {
        let reading = yaml::read(text, 0, Bounds::default());
        assert_eq!(reading.faults, [], "{text}");
        page_keys(&reading.node, &InputPath::new("a.md"), text, &[])
    }

    #[test]
    fn keys_mean_what_they_mean_in_docusaurus() {
        let (keys, findings) = read(
            "id: 7\ntitle: ''\nsidebar_position: \"1.5\"\ntags: [a, {label: B, permalink: /c}, a, 2026]\nunlisted: 'true'\npagination_prev: null\npagination_next: guides/a\ncustom_edit_url: ''\nlast_update: {date: 2026-03-31, author: Ada}\ntoc_min_heading_level: 2\nkeywords: [x, 1]\nkind: pattern\n",
        );
        assert_eq!(findings, []);
        assert_eq!(keys.id, Some(("7".to_string(), 4..5)));
        assert_eq!(keys.title.as_deref(), Some(""));
        assert_eq!(keys.sidebar_position, Position::parse("1.5"));
        let tags: Vec<(&str, Option<&str>)> = keys
            .tags
            .iter()
            .map(|(tag, _)| (tag.label.as_str(), tag.permalink.as_deref()))
            .collect();
        assert_eq!(tags, [("a", None), ("B", Some("/c")), ("2026", None)]);
        assert_eq!(keys.state, State::Unlisted);
        assert_eq!(keys.previous.0, Neighbour::Hidden);
        assert_eq!(keys.next.0, Neighbour::Page("guides/a".to_string()));
        assert_eq!(keys.edit, EditLink::Hidden);
        assert_eq!(keys.last_update.date.as_deref(), Some("2026-03-31"));
        assert_eq!(keys.contents_levels, (Some(2), None));
        assert_eq!(keys.keywords, ["x", "1"]);
    }

    #[test]
    fn wrong_values_are_told_and_left_out() {
        let check = |text: &str, expected: &[&str]| {
            let (_, mut findings) = read(text);
            findings.sort_by_key(|finding| finding.at.as_ref().map(|span| span.range.start));
            let shown: Vec<String> = findings
                .iter()
                .map(|finding| {
                    let span = finding.at.as_ref().expect("every finding has a place");
                    let marked = &text[span.range.clone()];
                    let severity = finding.severity.as_str();
                    format!(
                        "{severity} {} at {marked}: {}",
                        finding.code, finding.message
                    )
                })
                .collect();
            assert_eq!(shown, expected, "{text:?}");
        };
        check(
            "title: [A]\ndraft: maybe\nmdx: {format: mdy}\n",
            &[
                "error C004 at [A]: `title` must be a text",
                "error C004 at maybe: `draft` must be true or false",
                "error C004 at mdy: `mdx.format` does not take `mdy`",
            ],
        );
        let number = "`sidebar_position` must be a number such as `2` or `1.5`";
        check(
            "sidebar_position: first\n",
            &[&format!("error C004 at first: {number}")],
        );
        check(
            "tags: a, b\nkeywords: {a: b}\n",
            &[
                "warning C004 at a, b: `tags` must be a list",
                "error C004 at {a: b}: `keywords` must be a list of texts",
            ],
        );
        let list = "`tags` must be a list of texts, or of tables with `label` and `permalink`";
        check(
            "tags: ['', {permalink: /a}, [b]]\n",
            &[
                "error C004 at '': a tag is empty",
                &format!("error C004 at {{permalink: /a}}: {list}"),
                &format!("error C004 at [b]: {list}"),
            ],
        );
        check(
            "id: a/b\nslug: ' '\n",
            &[
                "error D010 at a/b: `id` makes no address",
                "error D010 at ' ': `slug` makes no address",
            ],
        );
        check(
            "draft: true\nunlisted: yes\n",
            &["error D003 at yes: the page is both draft and unlisted"],
        );
        check(
            "toc_min_heading_level: 5\ntoc_max_heading_level: 3\n",
            &["error C004 at 5: `toc_min_heading_level` is above `toc_max_heading_level`"],
        );
        check(
            "toc_max_heading_level: 7\n",
            &["error C004 at 7: `toc_max_heading_level` must be a whole number from 2 to 6"],
        );
        check(
            "last_update: {date: 2026-02-30}\n",
            &["error C004 at 2026-02-30: `last_update.date` is no date"],
        );
        check(
            "last_update: {}\n",
            &["error C004 at {}: `last_update` says nothing"],
        );
        let expected =
            "error C004 at '': `pagination_next` must be the id of a page, or `null` for none";
        check("pagination_next: ''\n", &[expected]);
    }
}
