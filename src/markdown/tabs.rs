//! Tabs: labels, values, and the languages of code groups.
//!
//! In: what an author calls a tab, and the info strings of the fences in `:::code-group`. Out: the value by which tabs
//! are linked and can be asked for in an address, and a note where a code group lacks a language that others have.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::diagnostic::{Code, Diagnostic, Span};
use crate::markdown::code::{language, title};
use crate::markdown::container::Mark;
use crate::markdown::footnotes::Step;
use crate::path::input::InputPath;

/// How many languages a note names.
const NAMED: usize = 3;

/// The value of a tab: its label in small letters, with hyphens for spaces.
pub fn value(label: &str) -> String {
    let words: Vec<String> = label.split_whitespace().map(str::to_lowercase).collect();
    words.join("-")
}

/// The label of a fence in a code group: `title="…"`, else `[…]`, else its language.
pub fn label_of_fence(info: &str) -> Option<String> {
    let label = title(info).unwrap_or_else(|| language(info).to_string());
    (!label.is_empty()).then_some(label)
}

/// Whether a block stands directly below the label of a tab, which then is its title.
#[derive(Debug, Default)]
pub struct BelowTab {
    value: Option<String>,
    is_below: bool,
}

impl BelowTab {
    /// Takes note of what is written.
    pub fn step(&mut self, step: &Step<'_>) {
        match step {
            Step::Container(Mark::Open(_, attributes)) => {
                let value = attributes.iter().find(|(name, _)| name == "data-value");
                self.value = value.map(|(_, value)| value.clone());
            }
            Step::Container(Mark::TitleClose(_)) => self.is_below = true,
            Step::Event(
                Event::Start(Tag::CodeBlock(_)) | Event::Text(_) | Event::End(TagEnd::CodeBlock),
            ) => {}
            _ => self.is_below = false,
        }
    }

    /// Whether a title is that of the tab.
    pub fn shows(&self, title: &str) -> bool {
        self.is_below && self.value.as_deref() == Some(&value(title))
    }
}

/// The code groups of a page.
#[derive(Debug, Default)]
pub struct CodeGroups {
    groups: Vec<Group>,
}

#[derive(Debug)]
struct Group {
    name: String,
    place: Range<usize>,
    languages: BTreeSet<String>,
}

impl CodeGroups {
    /// A group begins; groups of one name are compared with each other.
    pub fn begin(&mut self, name: String, place: Range<usize>) -> usize {
        let languages = BTreeSet::new();
        self.groups.push(Group {
            name,
            place,
            languages,
        });
        self.groups.len() - 1
    }

    /// A group has a fence.
    pub fn add(&mut self, group: usize, info: &str) {
        let language = language(info).to_lowercase();
        if !language.is_empty() {
            self.groups[group].languages.insert(language);
        }
    }

    /// A note for each group that lacks a language.
    pub fn findings(&self, file: &InputPath) -> Vec<Diagnostic> {
        let mut all: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for group in &self.groups {
            let languages = group.languages.iter().map(String::as_str);
            all.entry(&group.name).or_default().extend(languages);
        }
        let mut findings = Vec::new();
        for group in &self.groups {
            let all = &all[group.name.as_str()];
            let missing = all.len() - group.languages.len();
            if missing == 0 {
                continue;
            }
            let absent = all
                .iter()
                .filter(|language| !group.languages.contains(**language));
            let named: Vec<String> = absent.take(NAMED).map(|name| format!("`{name}`")).collect();
            let more = match missing.saturating_sub(NAMED) {
                0 => String::new(),
                more => format!(" and {more} more"),
            };
            let message = format!("this code group has no {}{more}", named.join(", no "));
            let finding =
                Diagnostic::new(Code::A002, message).at(Span::new(file, group.place.clone()));
            let help = "the page's other code groups have it; add it, or give this group another `{group=…}`";
            findings.push(finding.help(help));
        }
        findings
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fence_is_called_by_its_title_or_language() {
        let check = |info: &str, expected: Option<&str>| {
            assert_eq!(label_of_fence(info).as_deref(), expected, "{info}");
        };
        check("py", Some("py"));
        check("py title=\"a b.py\" {1}", Some("a b.py"));
        check("js title='x'", Some("x"));
        check("sh [npm]", Some("npm"));
        check("sh:line-numbers {1} [ p n ]", Some("p n"));
        check("py title=\"\"", Some("py"));
        check("", None);
    }

    #[test]
    fn values_are_labels_in_small_letters() {
        let check = |label: &str, expected: &str| assert_eq!(value(label), expected);
        check("Python", "python");
        check("C++", "c++");
        check("Visual  Basic", "visual-basic");
    }
}
