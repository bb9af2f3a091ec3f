//! A page and what it includes, as one text.
//!
//! In: the text of a page, the byte behind its front matter, and the texts that it names. Out: [`Expanded`]: the text
//! to parse, and the one place in which ranges of it are turned into places of files.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use crate::config::Limits;
use crate::diagnostic::{Diagnostic, Span};
use crate::include::expander::Expander;
use crate::include::named::Included;
use crate::include::origin::{Origin, Origins};
use crate::include::scan::{found, may_hold};
use crate::path::input::InputPath;

/// The text of a page with everything it includes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expanded<'a> {
    /// The text; up to the end of the front matter it is that of the file.
    pub text: Cow<'a, str>,
    /// What `{{#title …}}` says.
    pub title: Option<String>,
    /// Directives that cannot be carried out. Their places are places in files.
    pub findings: Vec<Diagnostic>,
    origins: Option<Origins>,
}

impl<'a> Expanded<'a> {
    fn unchanged(text: &'a str) -> Expanded<'a> {
        Expanded {
            text: Cow::Borrowed(text),
            title: None,
            findings: Vec::new(),
            origins: None,
        }
    }

    /// Whether the text is another than that of the page's file.
    pub fn is_changed(&self) -> bool {
        self.origins.is_some()
    }

    /// The text with parts that give way to others: bytes, in their order and none in another, and what comes in their
    /// place, which is taken to be written where they are.
    #[must_use]
    pub fn with_changes(self, changes: &[(Range<usize>, &str)], file: &InputPath) -> Expanded<'a> {
        if changes.is_empty() {
            return self;
        }
        let old = self.origins.unwrap_or_else(|| {
            let mut origins = Origins::new(file);
            origins.copied(0, 0, 0);
            origins
        });
        let (text, origins) = old.changed(&self.text, changes);
        Expanded {
            text: Cow::Owned(text),
            origins: Some(origins),
            title: self.title,
            findings: self.findings,
        }
    }

    /// Where something in the expanded text is written.
    pub fn origin(&self, span: &Span) -> Origin {
        match &self.origins {
            Some(origins) if span.file == *origins.file(0) => origins.origin(&span.range),
            _ => Origin::new(span.clone()),
        }
    }

    /// A finding in the expanded text, moved to where its mistake is written.
    #[must_use]
    pub fn locate(&self, mut finding: Diagnostic) -> Diagnostic {
        if self.origins.is_none() {
            return finding;
        }
        let also = std::mem::take(&mut finding.also);
        let mut finding = match finding.at.take() {
            Some(span) => self.origin(&span).locate(finding),
            None => finding,
        };
        let also = also.into_iter();
        let also = also.map(|(span, label)| (self.origin(&span).at, label));
        finding.also.extend(also);
        finding
    }

    /// Every included file, with the directives that brought it in first.
    pub fn included(&self) -> BTreeMap<InputPath, Vec<Span>> {
        let mut included = BTreeMap::new();
        for (file, via) in self.origins.iter().flat_map(Origins::included) {
            included.entry(file.clone()).or_insert(via);
        }
        included
    }
}

/// Expands the text of the page `file` from byte `start` on.
pub fn expand<'a>(
    text: &'a str,
    start: usize,
    file: &InputPath,
    included: &'a BTreeMap<InputPath, Included>,
    limits: &Limits,
) -> Expanded<'a> {
    if !may_hold(&text[start..]) || found(text, start..text.len(), false).is_empty() {
        return Expanded::unchanged(text);
    }
    let mut expander = Expander::new(file, included, limits);
    expander.page(text, start);
    Expanded {
        text: Cow::Owned(expander.out.text),
        title: expander.title,
        findings: expander.findings,
        origins: Some(expander.out.origins),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Text;

    const FILES: &[(&str, &str)] = &[
        ("a.md", ""),
        ("b.md", "one\n\ntwo\n"),
        (
            "x.py",
            "a = 1\n# ANCHOR: f\ndef f():\n    pass\n# ANCHOR_END: f\n",
        ),
        (
            "x.rs",
            "use a;\n// ANCHOR: m\nfn main() {}\n// ANCHOR_END: m\n",
        ),
        ("nested.md", "n {{#include folder/inner.md}} n\n"),
        ("folder/inner.md", "i {{#include ../b.md:1}}"),
        ("a-b.md", "{{#include b-a.md}}"),
        ("b-a.md", "{{#include a-b.md}}"),
        ("ticks.md", "```py\n1\n```"),
        ("shows.md", "```py file=x.py\n```\n"),
        ("empty.md", ""),
        ("crlf.md", "a\r\nb\r\n"),
    ];

    fn expanded(text: &str, limits: Limits, test: impl Fn(&Expanded<'_>)) {
        let texts = FILES.iter().map(|(path, text)| {
            let text = Included::Text(Text::from(*text));
            (InputPath::new(path), text)
        });
        let file = InputPath::new("a.md");
        test(&expand(text, 0, &file, &texts.collect(), &limits));
    }

    #[test]
    fn directives_give_way_to_what_they_name() {
        let check = |text: &str, expected: &str| {
            expanded(text, Limits::default(), |found| {
                assert_eq!(found.findings, [], "{text}");
                assert_eq!(found.text, expected, "{text}");
            });
        };
        check("x", "x");
        check("x {{#include b.md:1}} y", "x one y");
        check("> {{#include b.md}}\n> y", "> one\n>\n> two\n> y");
        check("- {{#include b.md}}", "- one\n\n  two");
        check("see {{#include b.md}}", "see one\n\ntwo");
        check("{{#include nested.md}}", "n i one n");
        check("{{#include x.py:f}}", "def f():\n    pass");
        check("  {{#include x.py:f}}", "  def f():\n      pass");
        check("{{#include crlf.md}}.", "a\r\nb.");
        check("{{#include empty.md}}.", ".");
        check(
            r"\{{#include b.md}} \{{#each x}}",
            "{{#include b.md}} {{#each x}}",
        );
        check("`{{#include b.md:1}}`", "`one`");
        check("a{{#title T}}b", "ab");
        check("{{#rustdoc_include x.rs:m}}", "# use a;\nfn main() {}");
        check("{{#rustdoc_include b.md:1}}", "one\n# \n# two");
        check(
            "> {{#playground x.rs editable ignore}}",
            "> ```rust,editable ignore\n> use a;\n> // ANCHOR: m\n> fn main() {}\n> // ANCHOR_END: m\n> ```",
        );
        check("{{#playground ticks.md}}", "````rust\n```py\n1\n```\n````");
    }

    #[test]
    fn code_blocks_show_files_as_they_are() {
        let check = |text: &str, expected: &str| {
            expanded(text, Limits::default(), |found| {
                assert_eq!(found.findings, [], "{text}");
                assert_eq!(found.text, expected, "{text}");
            });
        };
        check(
            "```py file=x.py anchor=f\n```\n",
            "```py file=x.py anchor=f\ndef f():\n    pass\n```\n",
        );
        check(
            "> 1. ```py file=\"b.md\" lines=\"1-3\"\n>    ```",
            "> 1. ```py file=\"b.md\" lines=\"1-3\"\n>    one\n>\n>    two\n>    ```",
        );
        check(
            "~~~ file=ticks.md\n~~~",
            "~~~ file=ticks.md\n```py\n1\n```\n~~~",
        );
        check(
            "``` file=ticks.md\n```",
            "```` file=ticks.md\n```py\n1\n```\n````",
        );
        check("``` file=empty.md\n```", "``` file=empty.md\n```");
        check(
            "``` file=nested.md\n```",
            "``` file=nested.md\nn {{#include folder/inner.md}} n\n```",
        );
        let code = "````md\n{{#include shows.md}}\n````";
        check(code, "````md\n```py file=x.py\n```\n````");
    }

    #[test]
    fn what_cannot_be_carried_out_stays_and_is_reported() {
        let check = |text: &str, expected: &[(&str, &str)]| {
            expanded(text, Limits::default(), |found| {
                let place = |finding: &'_ Diagnostic| {
                    let at = finding.at.as_ref().expect("every finding has a place");
                    format!("{} {}:{}", finding.code, at.file, at.range.start)
                };
                let findings = found.findings.iter();
                let findings: Vec<(String, String)> = findings
                    .map(|finding| (place(finding), finding.message.clone()))
                    .collect();
                let expected: Vec<(String, String)> = expected
                    .iter()
                    .map(|(place, message)| (place.to_string(), message.to_string()))
                    .collect();
                assert_eq!(findings, expected, "{text}");
            });
        };
        check(
            "x {{#include c.md}}",
            &[("B020 a.md:2", "there is no file `c.md`")],
        );
        check("{{#include}}", &[("B020 a.md:0", "no file is named")]);
        check(
            "{{#include b.md:z}}",
            &[("B021 a.md:0", "`b.md` has no anchor `z`")],
        );
        let outside = |path: &str| {
            format!("`{path}` lies outside the folders that may be read, or is hidden")
        };
        check(
            "{{#include ../c.md}}",
            &[("S010 a.md:0", &outside("../c.md"))],
        );
        check(
            "{{#include /etc/passwd}}",
            &[("S010 a.md:0", &outside("/etc/passwd"))],
        );
        check(
            "{{#inclde b.md}}",
            &[("B024 a.md:0", "there is no directive `inclde`")],
        );
        check(
            "{{#playpen x.rs}}",
            &[("B025 a.md:0", "`playpen` is the old name of `playground`")],
        );
        check(
            "{{#include a-b.md}}",
            &[(
                "S014 b-a.md:0",
                "`a-b.md` includes itself: `a.md` → `a-b.md` → `b-a.md` → `a-b.md`",
            )],
        );
        check(
            "{{#include a.md:1}}",
            &[("S014 a.md:0", "`a.md` includes itself: `a.md` → `a.md`")],
        );
        check(
            "``` file=x.py lines=9\n```",
            &[("B021 a.md:20", "`x.py` has no line 9; its last line is 5")],
        );
        check(
            "``` file=x.py lines=f\n```",
            &[("B021 a.md:20", "`f` names no lines")],
        );
        let both = "a code block names lines and an anchor";
        check(
            "``` file=x.py lines=1 anchor=f\n```",
            &[("B021 a.md:20", both)],
        );
        let own = "a code block that shows a file has a text of its own, which is not shown";
        check("``` file=x.py\nold\n```", &[("A008 a.md:14", own)]);
    }

    #[test]
    fn the_text_stays_within_its_bounds() {
        let check = |text: &str, limits: Limits, expected: &[&str]| {
            expanded(text, limits, |found| {
                let codes: Vec<&str> = found.findings.iter().map(|one| one.code.as_str()).collect();
                assert_eq!(codes, expected, "{text:.30}");
                assert!(found.text.len() <= limits.expanded + 100);
            });
        };
        let limits = |include_depth: usize, expanded: usize| Limits {
            include_depth,
            expanded,
            ..Limits::default()
        };
        check("{{#include nested.md}}", limits(3, 1 << 20), &[]);
        check("{{#include nested.md}}", limits(2, 1 << 20), &["S014"]);
        check("{{#include b.md}}", limits(10, 25), &["S030"]);
        check("{{#include b.md}}", limits(10, 26), &[]);
        let long = format!("{}{{{{#include b.md}}}}", ">".repeat(1000));
        check(&long, limits(10, 2000), &["S030"]);
        check(
            &"{{#include empty.md}}".repeat(200),
            limits(10, 1000),
            &["S030"],
        );
        check(&"{{#include ".repeat(50_000), limits(10, 1 << 20), &[]);
        let missing = "{{#include ?.md}}".repeat(10_000);
        expanded(&missing, limits(10, 1 << 20), |found| {
            assert!(found.findings.len() < (1 << 20) / 4096);
        });
    }

    #[test]
    fn findings_name_the_included_file_first() {
        let text = "x {{#include nested.md}}";
        expanded(text, Limits::default(), |found| {
            let at = found.text.find("one").expect("it is included");
            let page = Span::new(&InputPath::new("a.md"), at..at + 3);
            let finding = Diagnostic::new(crate::diagnostic::Code::A001, "x").at(page.clone());
            let finding = finding.also(page, "also");
            let finding = found.locate(finding);
            let shown = |span: &Span| format!("{}:{:?}", span.file, span.range);
            let also = finding.also.iter();
            let also: Vec<String> = also
                .map(|(span, label)| format!("{} {label}", shown(span)))
                .collect();
            assert_eq!(finding.at.as_ref().map(shown).as_deref(), Some("b.md:0..3"));
            assert_eq!(
                also,
                [
                    "folder/inner.md:2..24 included here",
                    "nested.md:2..30 included here",
                    "a.md:2..24 included here",
                    "b.md:0..3 also"
                ]
            );
            let files: Vec<String> = found.included().keys().map(ToString::to_string).collect();
            assert_eq!(files, ["b.md", "folder/inner.md", "nested.md"]);
        });
    }
}
