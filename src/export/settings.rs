//! All settings with their values, for `patternbook list config`.
//!
//! In: settings as they hold, and what they were made from. Out: [`Setting`]s: name, value, and who said so.

use crate::config::roots::Roots;
use crate::config::{Config, ConfigInput, Maths, Scheme, TextDirection};
use crate::path::input::InputPath;
use crate::value::keys::is_same_name;
use crate::value::node::{Bounds, Node, Value};
use crate::value::toml;

/// A setting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Setting {
    /// Its name: `theme.sidebar-limit`.
    pub(crate) name: String,
    /// Its value, as `book.toml` writes it.
    pub(crate) value: String,
    /// Who said so: a line of `book.toml`, the command line, or nobody.
    pub(crate) from: From,
}

/// Who said what a setting is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum From {
    /// `book.toml`, in this line.
    Line(usize),
    /// The command line.
    CommandLine,
    /// Nobody, so it has its usual value.
    Default,
}

/// Every setting that `book.toml` has, in its order, then those with their usual values.
pub(crate) fn settings(config: &Config, input: &ConfigInput) -> Vec<Setting> {
    let text = input.book.as_ref().map_or("", |book| book.as_str());
    let node = toml::read(text, 0, Bounds::default()).node;
    let roots = Roots::new(&node, &InputPath::new("book.toml"), &mut Vec::new());
    let mut set = Vec::new();
    for (name, table) in roots.tables() {
        walk(name, table, text, &mut set);
    }
    set.sort_by_key(|(place, _)| *place);
    let mut all: Vec<Setting> = set.into_iter().map(|(_, setting)| setting).collect();
    if let (Some(url), Some(written)) = (&config.html.site_url, &input.settings.base_url) {
        all.retain(|setting| setting.name != "output.html.site-url" || written.is_empty());
        all.push(Setting {
            name: "output.html.site-url".to_string(),
            value: quoted(url),
            from: From::CommandLine,
        });
    }
    let usual = usual(config).into_iter();
    let is_set = |name: &str| all.iter().any(|setting| is_same_name(&setting.name, name));
    let missing: Vec<Setting> = usual
        .filter(|(name, _)| !is_set(name))
        .map(|(name, value)| Setting {
            name: name.to_string(),
            value,
            from: From::Default,
        })
        .collect();
    all.extend(missing);
    all
}

/// The values of a table and of those in it, each with the byte at which its key stands.
fn walk(place: &str, node: &Node, text: &str, found: &mut Vec<(usize, Setting)>) {
    for (key, value) in node.entries() {
        let name = format!("{place}.{}", key.name);
        let is_rows = |items: &[Node]| {
            !items.is_empty() && items.iter().all(|item| matches!(item.value, Value::Map(_)))
        };
        match &value.value {
            Value::Map(entries) if !entries.is_empty() => walk(&name, value, text, found),
            Value::List(items) if is_rows(items) => {
                for item in items {
                    let id = item.get("id").map(|id| shown(id, text));
                    let id =
                        id.map_or(String::new(), |id| id.trim_matches(['"', '\'']).to_string());
                    walk(&format!("{name}[{id}]"), item, text, found);
                }
            }
            _ => {
                let line = text[..key.range.start].matches('\n').count() + 1;
                let setting = Setting {
                    name,
                    value: shown(value, text),
                    from: From::Line(line),
                };
                found.push((key.range.start, setting));
            }
        }
    }
}

/// A value as it is written, on one line.
fn shown(node: &Node, text: &str) -> String {
    let written = text.get(node.range.clone()).unwrap_or_default();
    written.split_whitespace().collect::<Vec<&str>>().join(" ")
}

fn quoted(text: &str) -> String {
    format!("\"{text}\"")
}

/// The settings that have a value without being set.
fn usual(config: &Config) -> Vec<(&'static str, String)> {
    let (book, html, theme, limits) = (&config.book, &config.html, &config.theme, &config.limits);
    let (markdown, pages) = (&config.markdown, &config.pages);
    let direction = match book.direction {
        TextDirection::LeftToRight => "ltr",
        TextDirection::RightToLeft => "rtl",
    };
    let scheme = match theme.scheme {
        Scheme::Auto => "auto",
        Scheme::Light => "light",
        Scheme::Dark => "dark",
    };
    let (low, high) = theme.contents_levels;
    vec![
        ("book.title", quoted(&book.title)),
        ("book.language", quoted(&book.language)),
        ("book.text-direction", quoted(direction)),
        ("build.build-dir", quoted(&config.build.output)),
        (
            "output.html.smart-punctuation",
            html.smart_punctuation.to_string(),
        ),
        (
            "output.html.definition-lists",
            html.definition_lists.to_string(),
        ),
        ("output.html.admonitions", html.admonitions.to_string()),
        ("theme.scheme", quoted(scheme)),
        ("theme.sidebar-limit", theme.sidebar_limit.to_string()),
        ("theme.contents-levels", format!("[{low}, {high}]")),
        (
            "markdown.maths",
            (markdown.maths == Maths::Dollars).to_string(),
        ),
        ("markdown.emoji", markdown.emoji.to_string()),
        ("markdown.diagrams", markdown.diagrams.to_string()),
        ("pages.prefix", quoted(&pages.prefix)),
        ("catalogue.default_kind", quoted(&config.model.default_kind)),
        ("catalogue.links.wiki", markdown.links.wiki.to_string()),
        (
            "catalogue.examples.timeout",
            config.examples.timeout.to_string(),
        ),
        (
            "catalogue.examples.stdlib_only",
            config.examples.stdlib_only.to_string(),
        ),
        (
            "catalogue.graph.max_nodes",
            config.views.graph_max_nodes.to_string(),
        ),
        ("limits.page", limits.page.to_string()),
        ("limits.front-matter", limits.front_matter.to_string()),
        ("limits.include-depth", limits.include_depth.to_string()),
        ("limits.expanded", limits.expanded.to_string()),
        ("limits.metadata-depth", limits.metadata.depth.to_string()),
        ("limits.metadata-nodes", limits.metadata.nodes.to_string()),
        ("limits.highlight", limits.highlight.to_string()),
        ("limits.highlight-line", limits.highlight_line.to_string()),
        ("limits.maths", limits.maths.to_string()),
        ("limits.diagram", limits.diagram.bytes.to_string()),
        (
            "limits.diagram-statements",
            limits.diagram.statements.to_string(),
        ),
        ("limits.diagram-depth", limits.diagram.depth.to_string()),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Settings;
    use crate::text::Text;

    #[test]
    fn a_setting_says_who_set_it() {
        let input = ConfigInput {
            book: Some(Text::from(
                "[theme]\nsidebar_limit = 7\n[preprocessor.patternbook.limits]\npage = 9\n\
                 [[catalogue.fact]]\nid = 'broker'\n",
            )),
            settings: Settings {
                base_url: Some("https://example.org/a".to_string()),
                ..Settings::default()
            },
        };
        let all = settings(&Config::new(&input), &input);
        let check = |name: &str, value: &str, from: From| {
            let found: Vec<&Setting> = all.iter().filter(|setting| setting.name == name).collect();
            assert_eq!(found.len(), 1, "{name}: {all:?}");
            assert_eq!(
                (found[0].value.as_str(), found[0].from),
                (value, from),
                "{name}"
            );
        };
        check("theme.sidebar-limit", "7", From::Line(2));
        check("limits.page", "9", From::Line(4));
        check("catalogue.fact[broker].id", "'broker'", From::Line(6));
        check(
            "output.html.site-url",
            "\"https://example.org/a/\"",
            From::CommandLine,
        );
        check("book.language", "\"en\"", From::Default);
        let twice = |name: &str| {
            all.iter()
                .filter(|one| is_same_name(&one.name, name))
                .count()
        };
        assert_eq!((twice("theme.sidebar-limit"), twice("limits.page")), (1, 1));
    }
}
