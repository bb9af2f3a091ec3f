//! What was found, written down.
//!
//! In: findings in the order in which they are shown, and the texts they quote. Out: text for people, or one of three
//! formats for machines. All formats say the same; only text stops after a thousand findings.

mod visible;

mod place;
mod cut;

#[cfg(test)]
mod sample;

mod github;
mod json;
mod sarif;
mod text;
mod overlay;

pub use overlay::{Editor, NoEditor, overlay};
pub use place::Texts;
pub use visible::visible;

use crate::diagnostic::{Diagnostic, Severity};
use crate::include::Included;
use crate::path::input::{ContentPath, InputPath};
use crate::sources::Sources;
use crate::text::Text;

/// How findings are written: `--format`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// For people, with the line and a mark below the value.
    #[default]
    Text,
    /// One JSON object.
    Json,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// Workflow commands of GitHub.
    Github,
}

/// How many findings there are of each severity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Notes.
    pub notes: usize,
}

/// The findings in a format; colours are for text alone.
pub fn render(format: Format, findings: &[Diagnostic], texts: Texts, colours: bool) -> String {
    match format {
        Format::Text => text::render(findings, texts, colours),
        Format::Json => json::render(findings, texts),
        Format::Sarif => sarif::render(findings, texts),
        Format::Github => github::render(findings, texts),
    }
}

/// The exit code these findings ask for: 1 with an error, and with a warning if warnings count.
pub fn exit_code(findings: &[Diagnostic], strict: bool) -> u8 {
    let counts = Counts::of(findings);
    u8::from(counts.errors > 0 || (strict && counts.warnings > 0))
}

/// The text of a file that findings may quote, as the build read it.
pub fn quoted(sources: &Sources, file: &InputPath) -> Option<Text> {
    if file.as_str() == "book.toml" {
        return sources.book.clone();
    }
    if let Some(name) = file.as_str().strip_prefix("templates/")
        && let Some(text) = sources.templates.get(name)
    {
        return Some(text.clone());
    }
    if let Some(Included::Text(text)) = sources.included.get(file) {
        return Some(text.clone());
    }
    let below = match sources.folder.as_str() {
        "" => file.as_str(),
        folder => file.as_str().strip_prefix(folder)?.strip_prefix('/')?,
    };
    let path = ContentPath::new(below)?;
    let text = sources.pages.get(&path);
    text.or_else(|| sources.folder_files.get(&path)).cloned()
}

impl Counts {
    /// Counts findings.
    pub fn of(findings: &[Diagnostic]) -> Counts {
        let count = |severity| {
            let same = findings.iter().filter(|one| one.severity == severity);
            same.count()
        };
        Counts {
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            notes: count(Severity::Note),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Code;

    #[test]
    fn errors_fail_and_warnings_only_under_strict() {
        let check = |codes: &[Code], strict: bool, expected: u8| {
            let findings: Vec<Diagnostic> = codes
                .iter()
                .map(|code| Diagnostic::new(*code, "x"))
                .collect();
            assert_eq!(
                exit_code(&findings, strict),
                expected,
                "{codes:?}, {strict}"
            );
        };
        check(&[], true, 0);
        check(&[Code::A001], true, 0);
        check(&[Code::A004], false, 0);
        check(&[Code::A004], true, 1);
        check(&[Code::A001, Code::C060], false, 1);
    }

    #[test]
    fn texts_are_found_by_the_name_in_the_finding() {
        let check = |sources: &Sources, file: &str, expected: Option<&str>| {
            let text = quoted(sources, &InputPath::new(file));
            assert_eq!(text.as_ref().map(Text::as_str), expected, "{file}");
        };
        let files = [
            ("book.toml", "b"),
            ("content/a/b.md", "p"),
            ("content/a/_category_.yml", "c"),
            ("templates/page.html", "t"),
            ("static/x.txt", "s"),
        ];
        let mut sources = Sources::in_memory(&files);
        check(&sources, "book.toml", Some("b"));
        check(&sources, "content/a/b.md", Some("p"));
        check(&sources, "content/a/_category_.yml", Some("c"));
        check(&sources, "templates/page.html", Some("t"));
        check(&sources, "static/x.txt", None);
        check(&sources, "contents/a/b.md", None);
        let include = ("content/c.md", "{{#include x.rs}}");
        let texts = [include, ("content/x.rs", "fn x() {}")];
        check(
            &Sources::in_memory(&texts),
            "content/x.rs",
            Some("fn x() {}"),
        );
        sources.folder = InputPath::new("");
        check(&sources, "a/b.md", Some("p"));
    }
}
