//! `[output.html]`, in mdBook's vocabulary.
//!
//! In: the table. Out: [`HtmlSettings`]. Two of its keys choose colours and are read by `theme.rs`; its
//! table `search` is read by `search.rs`.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use crate::config::table::{Idle, Table};
use crate::config::written::{is_host_name, site_address};
use crate::diagnostic::{Code, Diagnostic};
use crate::path::input::InputPath;
use crate::value::node::{Node, Value};

/// How pages look and where they lead: `[output.html]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HtmlSettings {
    /// `smart-punctuation`: quotes and dashes become typographic ones; true unless set.
    pub smart_punctuation: bool,
    /// `definition-lists`: true unless set.
    pub definition_lists: bool,
    /// `admonitions`: alerts such as `> [!NOTE]`; true unless set.
    pub admonitions: bool,
    /// `mathjax-support`: formulas stand between doubled backslashes and brackets; false unless set.
    pub mathjax_support: bool,
    /// `additional-css`: style sheets of the project, loaded last in this order, with places.
    pub additional_css: Vec<(InputPath, Range<usize>)>,
    /// `additional-js`: scripts of the project, loaded last in this order, with places.
    pub additional_js: Vec<(InputPath, Range<usize>)>,
    /// `git-repository-url`: where the link to the repository leads.
    pub repository: Option<String>,
    /// `edit-url-template`: where the link to a page's source leads; holds `{path}`.
    pub edit_template: Option<String>,
    /// `site-url` or `--base-url`: a path that begins and ends with `/`, or an absolute address that ends with `/`.
    pub site_url: Option<String>,
    /// `code.hidelines`: what hides a line that begins with it, by language.
    pub hidelines: Arc<BTreeMap<String, String>>,
    /// `redirect`: old addresses, where each leads, and its place.
    pub redirects: Vec<(String, String, Range<usize>)>,
    /// `print.enable`: whether there are pages with many others on them, to be printed; true unless set.
    pub print: bool,
    /// `print.page-break`: whether each page begins on a new sheet; true unless set.
    pub page_breaks: bool,
    /// `cname`: the host name of the site.
    pub cname: Option<String>,
}

impl HtmlSettings {
    /// Reads `[output.html]`. `base_url` is what the command line says in the place of `site-url`.
    pub(crate) fn read(
        node: &Node,
        base_url: Option<&str>,
        file: &InputPath,
        found: &mut Vec<Diagnostic>,
    ) -> HtmlSettings {
        let mut table = Table::new(node, file, "output.html");
        let removed = "remove it; `smart-punctuation` has the same effect";
        let curly_quotes = node.get("curly-quotes").map(|node| &node.value);
        table.removed("curly-quotes", removed);
        let smart_punctuation = table.keys.flag("smart-punctuation");
        let (print, page_breaks) = print(&mut table, file);
        let settings = HtmlSettings {
            print,
            page_breaks,
            smart_punctuation: smart_punctuation
                .unwrap_or(curly_quotes != Some(&Value::Bool(false))),
            definition_lists: table.keys.flag("definition-lists").unwrap_or(true),
            admonitions: table.keys.flag("admonitions").unwrap_or(true),
            mathjax_support: table.keys.flag("mathjax-support").unwrap_or(false),
            additional_css: table.paths("additional-css"),
            additional_js: table.paths("additional-js"),
            repository: table.address("git-repository-url").map(|(url, _)| url),
            edit_template: table.address("edit-url-template").map(|(url, _)| url),
            site_url: site_url(&mut table, base_url),
            hidelines: hidelines(&mut table, file),
            redirects: redirects(&mut table),
            cname: cname(&mut table),
        };
        table.removed("copy-fonts", "remove it; no fonts are copied");
        table.removed("google-analytics", "remove it; no analytics are written");
        read_past(&mut table);
        read_past_tables(&mut table);
        found.extend(table.finish());
        run_buttons(node, file, found);
        settings
    }
}

/// `print`: whether there are print pages, and whether their pages begin on new sheets.
fn print(table: &mut Table<'_>, file: &InputPath) -> (bool, bool) {
    let Some(node) = table.keys.take("print") else {
        return (true, true);
    };
    let mut print = Table::new(node, file, "output.html.print");
    let mut flag = |name: &'static str| print.keys.flag(name).unwrap_or(true);
    let flags = (flag("enable"), flag("page-break"));
    for finding in print.finish() {
        table.keys.report(finding);
    }
    flags
}

/// `code.hidelines`, in which any name of a language may stand.
fn hidelines(table: &mut Table<'_>, file: &InputPath) -> Arc<BTreeMap<String, String>> {
    let Some(node) = table.keys.take("code") else {
        return Arc::default();
    };
    let mut code = Table::new(node, file, "output.html.code");
    let mut prefixes = BTreeMap::new();
    let languages = code.keys.take("hidelines").map_or(&[][..], Node::entries);
    for (language, node) in languages {
        match &node.value {
            Value::String(prefix) => drop(prefixes.insert(language.name.clone(), prefix.clone())),
            _ => drop(code.keys.report_wrong::<()>("hidelines", node, "a text")),
        }
    }
    for finding in code.finish() {
        table.keys.report(finding);
    }
    Arc::new(prefixes)
}

/// `redirect`, whose keys are old addresses.
fn redirects(table: &mut Table<'_>) -> Vec<(String, String, Range<usize>)> {
    let Some(node) = table.keys.take("redirect") else {
        return Vec::new();
    };
    let Value::Map(entries) = &node.value else {
        table.keys.report_wrong::<()>("redirect", node, "a table");
        return Vec::new();
    };
    let mut redirects = Vec::new();
    for (from, to) in entries {
        match &to.value {
            Value::String(text) => {
                redirects.push((from.name.clone(), text.clone(), from.range.clone()));
            }
            _ => drop(table.keys.report_wrong::<()>("redirect", to, "a text")),
        }
    }
    redirects
}

/// Keys of mdBook that this version does not act on.
fn read_past(table: &mut Table<'_>) {
    table.keys.know(&[
        "default-theme",
        "preferred-dark-theme",
        "git-repository-icon",
        "live-reload-endpoint",
        "playground",
        "playpen",
        "search",
    ]);
    table.idle_path("theme", "theme");
    table.idle_path("input-404", "404.md");
    table.idle(&[
        ("no-section-label", Idle::Flag(false)),
        ("sidebar-header-nav", Idle::Flag(true)),
        ("hash-files", Idle::Flag(true)),
    ]);
}

fn read_past_tables(table: &mut Table<'_>) {
    table.idle_table(
        "fold",
        &[("enable", Idle::Flag(false)), ("level", Idle::Number(0))],
        &[],
    );
}

/// `[output.html.playground]`, which earlier versions of mdBook called `playpen`.
fn run_buttons(node: &Node, file: &InputPath, found: &mut Vec<Diagnostic>) {
    for name in ["playground", "playpen"] {
        let Some(node) = node.get(name) else {
            continue;
        };
        let mut table = Table::new(node, file, &format!("output.html.{name}"));
        table.idle(&[("copyable", Idle::Flag(true))]);
        table.keys.flag("copy-js");
        let asked: Vec<&str> = ["runnable", "editable", "line-numbers"]
            .into_iter()
            .filter(|key| table.keys.flag(key) == Some(true))
            .collect();
        if let Some(key) = asked.first() {
            let message = format!("code has no run button and no editor, so `{key}` has no effect");
            let finding = Diagnostic::new(Code::B006, message)
                .at(table.key_span(key))
                .help("remove it; running code needs another host, and pages ask none");
            table.keys.report(finding);
        }
        found.extend(table.finish());
    }
}

fn site_url(table: &mut Table<'_>, base_url: Option<&str>) -> Option<String> {
    let help = "write a path that begins with `/`, or an `https://` address";
    let setting = table.keys.spanned_text("site-url");
    if let Some(base_url) = base_url {
        if let Some(address) = site_address(base_url) {
            return Some(address);
        }
        let message = format!("`--base-url` does not take `{base_url}`");
        table
            .keys
            .report(Diagnostic::new(Code::B003, message).help(help));
    }
    let (written, range) = setting?;
    let address = site_address(&written);
    if address.is_none() {
        table.refuse("site-url", range, help);
    }
    address
}

fn cname(table: &mut Table<'_>) -> Option<String> {
    let (name, range) = table.keys.spanned_text("cname")?;
    if is_host_name(&name) {
        return Some(name);
    }
    table.refuse("cname", range, "write a host name such as `example.org`");
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::table::marked;
    use crate::value::node::Bounds;
    use crate::value::toml;

    fn check(text: &str, base_url: Option<&str>, expected: &[(&str, &str)]) -> HtmlSettings {
        let node = toml::read(text, 0, Bounds::default()).node;
        let mut found = Vec::new();
        let file = InputPath::new("book.toml");
        let settings = HtmlSettings::read(&node, base_url, &file, &mut found);
        assert_eq!(marked(text, &found), expected, "{text}");
        settings
    }

    #[test]
    fn the_values_mdbook_has_anyway_are_passed_over_in_silence() {
        let text = "theme = 'theme'\ndefault-theme = 'light'\nhash-files = true\n\
            input-404 = '404.md'\nno-section-label = false\n\
            git-repository-icon = 'fab-gitlab'\nlive-reload-endpoint = 'x'\n\
            redirect = {}\nprint = { enable = true, page-break = true }\n\
            fold = { enable = false, level = 0 }\ncode.hidelines = {}\n\
            playground = { runnable = false, copyable = true, copy-js = true }\n\
            search = { enable = true, boost-title = 2.0, copy-js = false, expand = true }";
        let settings = check(text, None, &[]);
        assert_eq!(settings, check("", None, &[]));
    }

    #[test]
    fn a_value_that_asks_for_something_says_that_it_has_no_effect() {
        check("hash-files = false", None, &[("B019", "hash-files")]);
        check("theme = 'look'", None, &[("B019", "theme")]);
        check("input-404 = ''", None, &[("B019", "input-404")]);
        check("fold.level = 1", None, &[("B019", "level")]);
        check("redirect = { '/a' = 1 }", None, &[("B003", "1")]);
        check("playground.copyable = false", None, &[("B019", "copyable")]);
        let both = "playground = { editable = true, line-numbers = true }";
        check(both, None, &[("B006", "editable")]);
        check("playpen.runnable = true", None, &[("B006", "runnable")]);
    }

    #[test]
    fn lines_are_hidden_by_language() {
        let settings = check("code.hidelines = { sh = '%', 'c++' = '//!' }", None, &[]);
        let expected = [("c++", "//!"), ("sh", "%")];
        let found = settings
            .hidelines
            .iter()
            .map(|(language, prefix)| (language.as_str(), prefix.as_str()));
        assert!(found.eq(expected));
        check("code.hidelines = { sh = 1 }", None, &[("B003", "1")]);
        check("code.hideline = {}", None, &[("B001", "hideline")]);
    }

    #[test]
    fn removed_unknown_and_wrong_keys_are_reported() {
        check("copy-fonts = true", None, &[("B002", "copy-fonts")]);
        check(
            "google-analytics = 'x'",
            None,
            &[("B002", "google-analytics")],
        );
        let settings = check("curly-quotes = false", None, &[("B002", "curly-quotes")]);
        assert!(!settings.smart_punctuation);
        check(
            "smart_punctuation = false",
            None,
            &[("B001", "smart_punctuation")],
        );
        check("fold.levle = 1", None, &[("B001", "levle")]);
        check("playground.editible = true", None, &[("B001", "editible")]);
        check("hash-files = 'no!'", None, &[("B003", "'no!'")]);
        check("definition-lists = 1", None, &[("B003", "1")]);
    }

    #[test]
    fn files_keep_their_order_and_stay_inside_the_project() {
        let text = "additional-css = ['b.css', '../a.css', 'x/a.css']";
        let settings = check(text, None, &[("S010", "'../a.css'")]);
        let files: Vec<&str> = settings
            .additional_css
            .iter()
            .map(|(path, _)| path.as_str())
            .collect();
        assert_eq!(files, ["b.css", "x/a.css"]);
        check("additional-js = ['']", None, &[("B003", "''")]);
        check("theme = '../../other'", None, &[("S010", "'../../other'")]);
    }

    #[test]
    fn the_address_of_the_command_line_wins() {
        let text = "site-url = '/book'";
        assert_eq!(check(text, None, &[]).site_url.as_deref(), Some("/book/"));
        assert_eq!(
            check(text, Some("/x"), &[]).site_url.as_deref(),
            Some("/x/")
        );
        let settings = check(text, Some("x"), &[("B003", "")]);
        assert_eq!(settings.site_url.as_deref(), Some("/book/"));
        check("site-url = 'book'", None, &[("B003", "'book'")]);
    }

    #[test]
    fn addresses_that_run_code_are_left_out() {
        let text = "git-repository-url = 'JavaScript:x'";
        let settings = check(text, None, &[("S020", "'JavaScript:x'")]);
        assert_eq!(settings.repository, None);
        check(
            "edit-url-template = 'data:text/html,x{path}'",
            None,
            &[("S020", "'data:text/html,x{path}'")],
        );
        check(
            "cname = 'https://example.org'",
            None,
            &[("B003", "'https://example.org'")],
        );
    }
}
