//! `book.toml` to [`Config`].
//!
//! In: the text of `book.toml`, if there is one, and the settings of the command line. Out: typed settings and
//! diagnostics. Every key of mdBook's vocabulary is known; a key that has no effect in this version says so. Our own
//! tables may stand at the top or below `[preprocessor.patternbook]`, so that one file also serves mdBook.

mod settings;
mod stale;
mod written;

mod table;

mod book;
mod catalogue;
mod checks;
pub mod links;
pub mod examples;
mod html;
mod outputs;
pub(crate) mod roots;
pub mod setting;
mod theme;

mod pages;
mod search;

pub use book::{Book, BuildSettings, TextDirection};
pub use html::HtmlSettings;
pub use outputs::Outputs;
pub use pages::{DiagramLimits, Limits, Markdown, Maths, Pages};
pub use search::{Search, SearchFacet};
pub use settings::Settings;
pub use stale::Stale;
pub use theme::{LastChange, NavLink, Scheme, Theme};

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::config::examples::Examples;
use crate::config::roots::Roots;
use crate::diagnostic::{Code, Diagnostic, Levels};
use crate::entry_keys::Defaults;
use crate::model::Model;
use crate::model::views::Views;
use crate::path::input::InputPath;
use crate::text::Text;
use crate::value::fault::report;
use crate::value::node::{Bounds, Node};
use crate::value::toml;
use crate::vocabulary::TagDeclaration;

/// What settings are made from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ConfigInput {
    /// `book.toml`, if there is one.
    pub book: Option<Text>,
    /// What the command line says.
    pub settings: Settings,
}

/// All settings of a book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// `[book]`.
    pub book: Book,
    /// `[build]`.
    pub build: BuildSettings,
    /// `[output.html]`.
    pub html: HtmlSettings,
    /// `[pages]`.
    pub pages: Pages,
    /// `[markdown]`.
    pub markdown: Markdown,
    /// `[theme]`.
    pub theme: Theme,
    /// `[outputs]`.
    pub outputs: Outputs,
    /// `[search]`.
    pub search: Search,
    /// `[limits]`.
    pub limits: Limits,
    /// `[catalogue]`: what entries are measured with.
    pub model: Arc<Model>,
    /// `[catalogue]`: the generated pages.
    pub views: Arc<Views>,
    /// `[catalogue.kinds.x.defaults]`: what pages inherit from their kind, by kind.
    pub kind_defaults: Arc<BTreeMap<String, Defaults>>,
    /// `[catalogue.tags]`: declared tags.
    pub tags: Arc<[TagDeclaration]>,
    /// `[catalogue.checks]`: severities of single codes.
    pub levels: Levels,
    /// Whether warnings fail: `[catalogue.checks] level = "deny"` or `--strict`.
    pub strict: bool,
    /// `[catalogue.checks] allow_keys`: keys of front matter that are never taken for mistyped ones.
    pub allow_keys: Arc<[String]>,
    /// `[catalogue.examples]`: how examples are run.
    pub examples: Arc<Examples>,
    /// Which reviews are too old: `[catalogue.checks] stale_after`, seen from `--as-of`.
    pub stale: Option<Stale>,
    /// Whether draft pages are built: `--drafts`.
    pub drafts: bool,
    /// What was wrong with the settings.
    pub diagnostics: Vec<Diagnostic>,
}

impl Config {
    /// Reads all settings. A wrong one is reported and has its usual value.
    pub fn new(input: &ConfigInput) -> Config {
        let file = InputPath::new("book.toml");
        let mut found = Vec::new();
        let root = read(input.book.as_ref(), &file, &mut found);
        let roots = Roots::new(&root, &file, &mut found);
        let settings = &input.settings;
        let html = roots.get("output.html");
        let html_settings =
            HtmlSettings::read(html, settings.base_url.as_deref(), &file, &mut found);
        let catalogue = roots.get("catalogue");
        let links = links::read(catalogue, &file, &mut found);
        let examples = examples::read(catalogue, &file, &mut found);
        let checks = checks::read(catalogue, settings.strict, &file, &mut found);
        let text = input.book.as_ref().map(Text::as_str).unwrap_or_default();
        let catalogue = catalogue::read(catalogue, &file, text, &mut found);
        checks::read_past("security", roots.get("security"), &file, &mut found);
        let limits = Limits::read(roots.get("limits"), &file, &mut found);
        Config {
            book: Book::read(roots.get("book"), &file, &mut found),
            build: BuildSettings::read(roots.get("build"), roots.get("rust"), &file, &mut found),
            pages: Pages::read(roots.get("pages"), &file, &mut found),
            markdown: Markdown::read(
                roots.get("markdown"),
                &html_settings,
                links,
                limits.maths,
                &file,
                &mut found,
            ),
            theme: Theme::read(roots.get("theme"), html, &file, &mut found),
            outputs: Outputs::read(roots.get("outputs"), &file, &mut found),
            search: Search::read(roots.get("search"), html, &file, &mut found),
            limits,
            html: html_settings,
            model: Arc::new(catalogue.model),
            views: Arc::new(catalogue.views),
            kind_defaults: Arc::new(catalogue.kind_defaults),
            tags: catalogue.tags.into(),
            levels: checks.levels,
            strict: checks.strict,
            allow_keys: checks.allow_keys.into(),
            examples: Arc::new(examples),
            stale: settings.as_of.map(|day| checks.stale_after.before(day)),
            drafts: settings.drafts,
            diagnostics: found,
        }
    }
}

/// The content of `book.toml`: what could be read of it.
fn read(book: Option<&Text>, file: &InputPath, found: &mut Vec<Diagnostic>) -> Node {
    let Some(book) = book else {
        return Node::empty_map(0);
    };
    let reading = toml::read(book.as_str(), 0, Bounds::default());
    found.extend(report(reading.faults, Code::B004, Code::B004, file));
    reading.node
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::table::marked;
    use proptest::prelude::*;

    fn check(text: &str, expected: &[(&str, &str)]) -> Config {
        let config = Config::new(&ConfigInput {
            book: Some(Text::from(text)),
            settings: Settings::default(),
        });
        let mut found = marked(text, &config.diagnostics);
        found.sort_unstable();
        assert_eq!(found, expected, "{text}");
        config
    }

    #[test]
    fn a_book_without_settings_has_the_usual_ones() {
        let config = Config::new(&ConfigInput::default());
        assert_eq!(config, check("", &[]));
        assert_eq!(config.book.title, "Patterns");
        assert_eq!(config.book.language, "en");
        assert_eq!(config.build.output, "book");
        assert!(config.markdown.smart_punctuation && !config.strict);
    }

    #[test]
    fn the_command_line_adds_to_the_file() {
        let config = Config::new(&ConfigInput {
            book: Some(Text::from("[output.html]\nsite-url = '/a/'")),
            settings: Settings {
                base_url: Some("https://example.org/b".to_string()),
                strict: true,
                drafts: true,
                as_of: None,
            },
        });
        assert!(config.strict && config.drafts);
        let address = config.html.site_url.as_deref();
        assert_eq!(address, Some("https://example.org/b/"));
    }

    #[test]
    fn the_book_and_its_folders_are_read() {
        let text = "[book]\ntitle = 'T'\nauthors = ['A']\nlanguage = 'fa_IR'\nsrc = './docs'\n\
            [build]\nbuild-dir = '../out'\ncreate-missing = true\n[rust]\nedition = '2015'";
        let config = check(text, &[]);
        assert_eq!(config.book.title, "T");
        assert_eq!(config.book.authors, ["A"]);
        assert_eq!(config.book.language, "fa-IR");
        assert_eq!(config.book.direction, TextDirection::RightToLeft);
        let (source, place) = config.book.source.expect("the folder is set");
        assert_eq!((source.as_str(), &text[place]), ("docs", "'./docs'"));
        assert_eq!(config.build.output, "../out");
        let text = "[book]\nlanguage = 'ar'\ntext-direction = 'ltr'";
        assert_eq!(check(text, &[]).book.direction, TextDirection::LeftToRight);
    }

    #[test]
    fn a_folder_of_pages_outside_the_project_is_refused_where_it_is_named() {
        for wrong in ["'/'", "'..'", "'content/../..'", "'.git'"] {
            let text = format!("[book]\nsrc = {wrong}");
            assert_eq!(check(&text, &[("S010", wrong)]).book.source, None);
        }
    }

    #[test]
    fn unknown_and_wrong_keys_name_their_place_and_a_remedy() {
        let config = check(
            "[ouput]\n[book]\ntitel = 'T'",
            &[("B001", "ouput"), ("B001", "titel")],
        );
        let help: Vec<&str> = config
            .diagnostics
            .iter()
            .flat_map(|finding| finding.help.iter().map(String::as_str))
            .collect();
        assert_eq!(help, ["did you mean `output`?", "did you mean `title`?"]);
        check("[book]\ntitle = ['T']", &[("B003", "['T']")]);
        check("[book]\nmultilingual = true", &[("B002", "multilingual")]);
        check(
            "[book]\nlanguage = 'plain English'",
            &[("B003", "'plain English'")],
        );
        check("[book]\ntext-direction = 'up'", &[("B003", "'up'")]);
        check(
            "[build]\ncreate-missing = false",
            &[("B019", "create-missing")],
        );
        check(
            "[build]\nextra-watch-dirs = ['../src']",
            &[("B019", "extra-watch-dirs")],
        );
        check("[rust]\nedition = '2024'", &[("B019", "edition")]);
        check("book = 1", &[("B003", "1")]);
        check("output = 1", &[("B003", "1")]);
        check("[search]\ntypos = false\nfacets = [1]", &[("B003", "1")]);
    }

    #[test]
    fn tables_of_other_programs_are_passed_over() {
        check(
            "[preprocessor.mermaid]\ncommand = 'touch x'\n[preprocessor.links]\n\
             [output.linkcheck]\nfollow-web-links = true\n[output.markdown]",
            &[],
        );
    }

    #[test]
    fn the_second_root_holds_our_tables_and_wins_over_those_of_mdbook() {
        let text = "[book]\ntitle = 'Outer'\nauthors = ['A']\n[output.html]\ncname = 'a.org'\n\
            [preprocessor.patternbook]\nrenderers = ['patternbook']\n\
            [preprocessor.patternbook.book]\ntitle = 'Inner'\n\
            [preprocessor.patternbook.build]\nbuild-dir = 'site'\n\
            [preprocessor.patternbook.output.html]\ncname = 'b.org'\n\
            [preprocessor.patternbook.theme]\nsidebar_limit = 7\n\
            [theme]\nfooter = 'F'";
        let config = check(text, &[]);
        assert_eq!(config.book.title, "Inner");
        assert_eq!(config.book.authors, ["A"]);
        assert_eq!(config.build.output, "site");
        assert_eq!(config.html.cname.as_deref(), Some("b.org"));
        assert_eq!(config.theme.sidebar_limit, 7);
        assert_eq!(config.theme.footer.as_deref(), Some("F"));
        let second = |rest: &str| format!("[preprocessor.patternbook]\n{rest}");
        check(&second("rendrers = []"), &[("B001", "rendrers")]);
        check(
            &second("[preprocessor.patternbook.output.pdf]"),
            &[("B001", "pdf")],
        );
        check(
            &second("[preprocessor.patternbook.rust]"),
            &[("B001", "rust")],
        );
    }

    #[test]
    fn a_key_of_ours_may_stand_in_one_place_only() {
        let text = "[theme]\nfooter = 'a'\n[preprocessor.patternbook.theme]\nfooter = 'b'";
        let config = check(text, &[("B004", "footer")]);
        assert_eq!(config.theme.footer.as_deref(), Some("a"));
        assert_eq!(config.diagnostics[0].also[0].0.range, 8..14);
        let twins = "[theme]\nsidebar-limit = 1\nsidebar_limit = 2";
        let config = check(twins, &[("B004", "sidebar_limit")]);
        assert_eq!(config.theme.sidebar_limit, 1);
        let kinds = "[catalogue.kinds]\na-b = {}\na_b = {}";
        check(kinds, &[("C076", "a_b")]);
        let checks = "[catalogue.checks]\nC060 = 'note'\n\
            [preprocessor.patternbook.catalogue.checks]\nstale_after = '1 year'\nC060 = 'off'";
        check(checks, &[("B004", "C060")]);
    }

    proptest! {
        #[test]
        fn whatever_stands_in_the_file_is_read_or_reported(
            lines in proptest::collection::vec((0..36_usize, 0..10_usize), 0..12)
        ) {
            let keys = [
                "[theme]", "[preprocessor.patternbook.theme]", "[pages]", "[limits]", "[output.html]",
                "[catalogue.checks]", "[book]", "title", "src", "nav", "footer", "sidebar_limit",
                "sidebar-limit", "prefix", "ignore", "page", "metadata_depth", "C060", "level",
                "search", "playground", "additional-css", "site-url", "\"ä",
                "[[catalogue.quality]]", "[catalogue.scales.a]", "[[catalogue.preset]]", "[catalogue.relations.a]",
                "id", "values", "weights", "kind", "inverse", "columns", "anchors", "[[catalogue.matrix]]",
            ];
            let values = ["1", "-1.5", "true", "''", "'../ä'", "[]", "['a', 1]", "{ a = 1 }", "[{}]", "{"];
            let line = |(key, value): (usize, usize)| match keys[key].starts_with('[') {
                true => format!("{}\n", keys[key]),
                false => format!("{} = {}\n", keys[key], values[value]),
            };
            let text: String = lines.into_iter().map(line).collect();
            let config = Config::new(&ConfigInput {
                book: Some(Text::from(text.as_str())),
                settings: Settings::default(),
            });
            for finding in &config.diagnostics {
                let span = finding.at.as_ref().expect("every finding has a place");
                prop_assert!(text.get(span.range.clone()).is_some(), "{text}: {finding:?}");
            }
        }
    }

    #[test]
    fn a_file_that_is_no_toml_is_reported_and_read_as_far_as_possible() {
        let config = check("[book]\ntitle = 'T'\ntitle = 'U'", &[("B004", "title")]);
        assert_eq!(config.book.title, "T");
        let input = ConfigInput {
            book: Some(Text::from("[book]\ntitle = 'T'\nauthors = [")),
            settings: Settings::default(),
        };
        let config = Config::new(&input);
        assert_eq!(config.book.title, "T");
        assert_eq!(config.diagnostics[0].code, Code::B004);
    }
}
