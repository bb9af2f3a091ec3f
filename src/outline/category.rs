//! `_category_` files: what they say of their folder.
//!
//! In: the text of `_category_.json`, `.yml` or `.yaml`. Out: [`Category`]. JSON is read as YAML, which holds it.

use std::collections::{BTreeMap, BTreeSet};

use crate::card::Position;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::entry_keys::Defaults;
use crate::outline::folders::CategoryLink;
use crate::path::input::{ContentPath, InputPath};
use crate::text::Text;
use crate::value::fault::report;
use crate::value::keys::Keys;
use crate::value::node::{Bounds, Node, Value};
use crate::value::yaml;

/// What a `_category_` file says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Category {
    /// `label`.
    pub(crate) label: Option<String>,
    /// `description`.
    pub(crate) description: Option<String>,
    /// `position`.
    pub(crate) position: Option<Position>,
    /// `className`.
    pub(crate) class: Option<String>,
    /// `collapsed`: true unless set, and false for what cannot be closed.
    pub(crate) collapsed: bool,
    /// `collapsible`: true unless set.
    pub(crate) collapsible: bool,
    /// `link`.
    pub(crate) link: CategoryLink,
    /// The place of the link, else of the label.
    pub(crate) place: Option<Span>,
    /// `defaults`: what the pages below inherit.
    pub(crate) defaults: Option<Defaults>,
}

impl Default for Category {
    fn default() -> Category {
        Category {
            label: None,
            description: None,
            position: None,
            class: None,
            collapsed: true,
            collapsible: true,
            link: CategoryLink::Default,
            place: None,
            defaults: None,
        }
    }
}

/// The kinds of `link`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum LinkType {
    Doc,
    Generated,
}

impl Category {
    /// Reads a file. What is wrong in it is reported and left out.
    pub(crate) fn read(
        text: &Text,
        file: &InputPath,
        bounds: Bounds,
        found: &mut Vec<Diagnostic>,
    ) -> Category {
        let reading = yaml::read(text.as_str(), 0, bounds);
        found.extend(report(reading.faults, Code::D004, Code::D004, file));
        if reading.node.value == Value::Null {
            return Category::default();
        }
        let node = &reading.node;
        let mut keys = Keys::new(node, file, Code::D004, "");
        let label = keys.spanned_text("label");
        let has_link = keys.has("link");
        let link = keys.take("link");
        let place = link
            .map(|link| link.range.clone())
            .or(label.as_ref().map(|(_, range)| range.clone()));
        let collapsible = keys.flag("collapsible").unwrap_or(true);
        let category = Category {
            label: label
                .map(|(label, _)| label)
                .filter(|label| !label.trim().is_empty()),
            description: keys.text("description"),
            position: position(&mut keys),
            class: keys.text("className"),
            collapsed: keys.flag("collapsed").unwrap_or(true) && collapsible,
            collapsible,
            link: match link {
                Some(link) => read_link(link, file, found),
                None if has_link => CategoryLink::None,
                None => CategoryLink::Default,
            },
            place: place.map(|range| Span::new(file, range)),
            defaults: keys.take("defaults").map(|node| {
                let (defaults, more) = Defaults::of_folder(node, file, text.as_str(), "defaults");
                found.extend(more);
                defaults
            }),
        };
        keys.know(&["key", "customProps"]);
        found.extend(keys.finish(Code::D004));
        category
    }
}

/// What the `_category_` files say, of folders that hold pages. Where there are several, the first counts.
pub(crate) fn read_categories(
    files: &BTreeMap<ContentPath, Text>,
    folders: &BTreeSet<ContentPath>,
    source: &InputPath,
    bounds: Bounds,
    found: &mut Vec<Diagnostic>,
) -> BTreeMap<ContentPath, Category> {
    let mut categories = BTreeMap::new();
    let mut read: BTreeMap<ContentPath, InputPath> = BTreeMap::new();
    for (path, text) in files {
        let folder = path.folder();
        if !folders.contains(&folder) || !path.name().starts_with("_category_.") {
            continue;
        }
        let file = path.below(source);
        if let Some(first) = read.get(&folder) {
            let finding = Diagnostic::new(Code::D004, format!("`{}` is not read", path.name()));
            found.push(
                finding
                    .at(Span::new(&file, 0..0))
                    .label("a folder has one file that describes it")
                    .also(Span::new(first, 0..0), "this one is read")
                    .help("join the two files and remove one"),
            );
            continue;
        }
        let category = Category::read(text, &file, bounds, found);
        categories.insert(folder.clone(), category);
        read.insert(folder, file);
    }
    categories
}

fn position(keys: &mut Keys<'_>) -> Option<Position> {
    let node = keys.take("position")?;
    let position = match &node.value {
        Value::Number(digits) => Position::parse(digits),
        _ => None,
    };
    position.or_else(|| keys.report_wrong("position", node, "a number such as 2 or 1.5"))
}

/// A link that says where it leads; the usual one otherwise.
fn read_link(node: &Node, file: &InputPath, found: &mut Vec<Diagnostic>) -> CategoryLink {
    let mut keys = Keys::new(node, file, Code::D004, "link");
    let types = [
        ("doc", LinkType::Doc),
        ("generated-index", LinkType::Generated),
    ];
    let lacks = |name: &str, help: &str| {
        Diagnostic::new(Code::D004, format!("`link` has no `{name}`"))
            .at(Span::new(file, node.range.clone()))
            .help(help)
    };
    let is_map = matches!(node.value, Value::Map(_));
    if is_map && node.get("type").is_none() {
        keys.report(lacks(
            "type",
            "add `type`, either `doc` or `generated-index`",
        ));
    }
    let link = match keys.choice("type", &types) {
        Some(LinkType::Doc) => {
            if node.get("id").is_none() {
                keys.report(lacks("id", "add the `id` of the page that it leads to"));
            }
            keys.spanned_text("id")
                .map(|(id, range)| CategoryLink::Doc(id, Span::new(file, range)))
        }
        Some(LinkType::Generated) => {
            keys.know(&["image", "keywords"]);
            Some(CategoryLink::Generated {
                slug: keys.text("slug"),
                title: keys.text("title"),
                description: keys.text("description"),
            })
        }
        None => {
            // Without a type there is no telling which keys belong here.
            keys.know(&["id", "slug", "title", "description", "image", "keywords"]);
            None
        }
    };
    found.extend(keys.finish(Code::D004));
    link.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) -> Category {
        let file = InputPath::new("content/a/_category_.yml");
        let mut found = Vec::new();
        let category = Category::read(&Text::from(text), &file, Bounds::default(), &mut found);
        let mark = |finding: &Diagnostic| {
            assert_eq!(finding.code, Code::D004, "{text}");
            let span = finding.at.clone().expect("every finding has a place");
            text.get(span.range).unwrap_or_default().to_string()
        };
        let marked: Vec<String> = found.iter().map(mark).collect();
        assert_eq!(marked, expected, "{text}");
        category
    }

    #[test]
    fn yaml_and_json_say_the_same() {
        let yaml = "label: Guides\ndescription: How to\nposition: 2.5\nclassName: wide\n\
            collapsed: false\nkey: k\ncustomProps:\n  a: 1\ndefaults:\n  kind: guide\n";
        let json = "{\"label\": \"Guides\", \"description\": \"How to\", \"position\": 2.5, \
            \"className\": \"wide\", \"collapsed\": false}";
        let mut read = [yaml, json].map(|text| check(text, &[]));
        let kind = read[0]
            .defaults
            .take()
            .and_then(|defaults| defaults.declared.kind);
        assert_eq!(kind.as_deref(), Some("guide"));
        assert_eq!(read[0].label.as_deref(), Some("Guides"));
        assert_eq!(read[0].description.as_deref(), Some("How to"));
        assert_eq!(read[0].position, Position::parse("2.5"));
        assert_eq!(read[0].class.as_deref(), Some("wide"));
        assert!(!read[0].collapsed && read[0].collapsible);
        for category in &mut read {
            category.place = None;
        }
        assert_eq!(read[0], read[1]);
        assert_eq!(check("", &[]), Category::default());
    }

    #[test]
    fn what_cannot_be_closed_is_open() {
        let category = check("collapsible: false\ncollapsed: true\n", &[]);
        assert!(!category.collapsible && !category.collapsed);
    }

    #[test]
    fn a_link_leads_to_a_page_to_a_list_or_nowhere() {
        assert_eq!(check("label: a\n", &[]).link, CategoryLink::Default);
        assert_eq!(check("link: null\n", &[]).link, CategoryLink::None);
        let text = "link: {type: doc, id: intro}\n";
        let category = check(text, &[]);
        match category.link {
            CategoryLink::Doc(id, span) => {
                assert_eq!((id.as_str(), &text[span.range]), ("intro", "intro"));
            }
            link => panic!("{link:?}"),
        }
        assert_eq!(category.place.map(|span| span.range.start), Some(6));
        let text = "link: {type: generated-index, slug: /g, title: T, image: i, keywords: [a]}\n";
        let generated = CategoryLink::Generated {
            slug: Some("/g".to_string()),
            title: Some("T".to_string()),
            description: None,
        };
        assert_eq!(check(text, &[]).link, generated);
    }

    #[test]
    fn wrong_keys_and_values_are_reported_where_they_stand() {
        check("lable: a\n", &["lable"]);
        check("position: first\n", &["first"]);
        check("position: '2'\n", &["'2'"]);
        check("collapsed: 3\n", &["3"]);
        check("label: [a]\n", &["[a]"]);
        check("link: intro\n", &["intro"]);
        check("link: {id: a}\n", &["{id: a}"]);
        check("link: {type: doc}\n", &["{type: doc}"]);
        check("link: {type: page, id: a}\n", &["page"]);
        check("link: {type: doc, id: a, slug: b}\n", &["slug"]);
        check("[1, 2]\n", &["[1, 2]"]);
    }
}
