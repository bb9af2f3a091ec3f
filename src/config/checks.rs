//! `[catalogue.checks]`: which findings count for how much.
//!
//! In: the table. Out: [`Checks`]: severities of single codes, whether warnings fail, and keys that are not suspected.

use crate::config::stale::Age;
use crate::config::table::Table;
use crate::diagnostic::{Code, Diagnostic, Levels, Severity, Span};
use crate::path::input::InputPath;
use crate::value::keys::nearest;
use crate::value::node::Node;

/// What happens to warnings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Level {
    Allow,
    Warn,
    Deny,
}

/// Keys that are no codes.
const KEYS: [&str; 3] = ["level", "stale-after", "allow-keys"];

/// What `[catalogue.checks]` says.
#[derive(Debug, Default)]
pub(crate) struct Checks {
    /// Severities of single codes.
    pub(crate) levels: Levels,
    /// Whether warnings fail.
    pub(crate) strict: bool,
    /// How long a review holds.
    pub(crate) stale_after: Age,
    /// Keys of front matter that are never taken for mistyped ones.
    pub(crate) allow_keys: Vec<String>,
}

/// Reads `checks` of `[catalogue]`. `strict` is what the command line says.
pub(crate) fn read(
    catalogue: &Node,
    strict: bool,
    file: &InputPath,
    found: &mut Vec<Diagnostic>,
) -> Checks {
    match catalogue.get("checks") {
        Some(checks) => read_checks(checks, strict, file, found),
        None => Checks {
            strict,
            ..Checks::default()
        },
    }
}

/// Reports a table of ours whose content this version does not read, if it holds anything.
pub(crate) fn read_past(name: &str, node: &Node, file: &InputPath, found: &mut Vec<Diagnostic>) {
    let (findings, rest) = Table::new(node, file, name).keys.rest();
    found.extend(findings);
    if let Some((key, _)) = rest.first() {
        found.push(without_effect(name, Span::new(file, key.range.clone())));
    }
}

fn without_effect(name: &str, span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::B019,
        format!("`[{name}]` has no effect in this version"),
    )
    .at(span)
    .label("the first key that is not read")
    .help("leave it for later versions, or remove it")
}

fn read_checks(node: &Node, strict: bool, file: &InputPath, found: &mut Vec<Diagnostic>) -> Checks {
    let mut table = Table::new(node, file, "catalogue.checks");
    let levels = [
        ("allow", Level::Allow),
        ("warn", Level::Warn),
        ("deny", Level::Deny),
    ];
    let level = match (strict, table.keys.choice("level", &levels)) {
        (true, _) => Level::Deny,
        (false, level) => level.unwrap_or(Level::Warn),
    };
    let stale_after = table.keys.spanned_text("stale-after");
    let stale_after = stale_after.and_then(|(written, range)| {
        let age = Age::parse(&written);
        if age.is_none() {
            table.refuse(
                "stale-after",
                range,
                "write an age such as `18 months` or `2 years`",
            );
        }
        age
    });
    let allow_keys = table.keys.texts("allow-keys").unwrap_or_default();
    let mut severities = Levels::default();
    if level == Level::Allow {
        let warnings = Code::ALL
            .iter()
            .filter(|code| code.severity() == Severity::Warning);
        severities.codes.extend(warnings.map(|code| (*code, None)));
    }
    for (key, node) in node.entries() {
        let Some(code) = Code::ALL.iter().find(|code| code.as_str() == key.name) else {
            continue;
        };
        if let Some(severity) = read_severity(&mut table, *code, node) {
            severities.codes.insert(*code, severity);
        }
    }
    let (findings, unknown) = table.keys.rest();
    found.extend(findings);
    for (key, _) in unknown {
        let known = Code::ALL.iter().map(|code| code.as_str()).chain(KEYS);
        let help = match nearest(&key.name, known) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!(
                "known keys here: {}, and codes such as `C060`",
                KEYS.join(", ")
            ),
        };
        let message = format!("unknown key `catalogue.checks.{}`", key.name);
        let finding = Diagnostic::new(Code::C075, message);
        found.push(finding.at(Span::new(file, key.range.clone())).help(help));
    }
    Checks {
        levels: severities,
        strict: level == Level::Deny,
        stale_after: stale_after.unwrap_or_default(),
        allow_keys: allow_keys.into_iter().map(|(key, _)| key).collect(),
    }
}

/// The severity a code is given, `None` within for silence. What keeps files safe stays an error.
fn read_severity(table: &mut Table<'_>, code: Code, node: &Node) -> Option<Option<Severity>> {
    let severities = [
        ("error", Some(Severity::Error)),
        ("warning", Some(Severity::Warning)),
        ("note", Some(Severity::Note)),
        ("off", None),
    ];
    let severity = table.keys.choice(code.as_str(), &severities)?;
    let is_guard = code.as_str().starts_with('S') && code.severity() == Severity::Error;
    if is_guard && severity != Some(Severity::Error) {
        let help = "remove it; this rule keeps files safe and stays an error";
        table.refuse(code.as_str(), node.range.clone(), help);
        return None;
    }
    Some(severity)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::table::marked;
    use crate::value::node::Bounds;
    use crate::value::toml;

    #[test]
    fn findings_get_the_severity_that_is_asked_for() {
        let check = |text: &str, strict: bool, expected: &[(&str, &str)]| {
            let node = toml::read(text, 0, Bounds::default()).node;
            let mut found = Vec::new();
            let result = read(&node, strict, &InputPath::new("book.toml"), &mut found);
            assert_eq!(marked(text, &found), expected, "{text}");
            (result.levels, result.strict)
        };
        let (levels, strict) = check("", false, &[]);
        assert!(levels.codes.is_empty() && !strict);
        assert!(check("", true, &[]).1);
        assert!(check("checks.level = 'deny'", false, &[]).1);

        let text = "[checks]\nC060 = 'note'\nC042 = 'off'\nS004 = 'error'";
        let (levels, _) = check(text, false, &[]);
        assert_eq!(levels.codes[&Code::C060], Some(Severity::Note));
        assert_eq!(levels.codes[&Code::C042], None);

        let text = "[checks]\nlevel = 'allow'\nA004 = 'error'";
        let (levels, _) = check(text, false, &[]);
        assert_eq!(levels.codes[&Code::C042], None);
        assert_eq!(levels.codes[&Code::A004], Some(Severity::Error));
        assert!(!levels.codes.contains_key(&Code::C060));
        let (levels, strict) = check(text, true, &[]);
        assert!(strict && levels.codes.len() == 1, "--strict wins");

        check("checks.level = 'all'", false, &[("B003", "'all'")]);
        check("checks.C060 = 'silent'", false, &[("B003", "'silent'")]);
        check("checks.S004 = 'off'", false, &[("B003", "'off'")]);
        check("checks.C999 = 'off'", false, &[("C075", "C999")]);
        check("checks.levle = 'deny'", false, &[("C075", "levle")]);
        check("checks = 1", false, &[("B003", "1")]);
    }

    #[test]
    fn a_table_that_is_not_read_says_so_once() {
        let check = |text: &str, expected: &[(&str, &str)]| {
            let node = toml::read(text, 0, Bounds::default()).node;
            let mut found = Vec::new();
            read_past("security", &node, &InputPath::new("book.toml"), &mut found);
            assert_eq!(marked(text, &found), expected, "{text}");
        };
        check("", &[]);
        check("profile = 'safe'\nhosts = []", &[("B019", "profile")]);
    }
}
