//! `llms.txt` and `llms-full.txt`: the book for programs that read text.
//!
//! In: the pages in the order of the sidebar, each with its copy. Out: texts of files. The first lists every page with a
//! line about it, by the form of <https://llmstxt.org/>; the second is the text of all pages one after the other. If that
//! is too large for one file, each section has a file of its own, and `llms-full.txt` lists them.

use std::fmt::Write;
use std::sync::Arc;

use crate::export::copy::Copy;
use crate::generated::plain::escaped;

/// The names of the files.
pub const INDEX: &str = "llms.txt";
const FULL: &str = "llms-full.txt";

/// The largest file with the whole book, in bytes.
const MAX_FULL: usize = 5 << 20;

/// What the files are made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LlmsInput {
    /// The title of the book.
    pub title: String,
    /// What it is, in a sentence.
    pub description: Option<String>,
    /// What the addresses of files of the site begin with; empty for the root.
    pub site: String,
    /// The sections in the order of the sidebar.
    pub sections: Vec<Section>,
}

/// A top category, or what stands beside them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// What it is called.
    pub label: String,
    /// A name for a file of its own.
    pub name: String,
    /// What it holds, in order.
    pub items: Vec<Item>,
}

/// A page, or a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Its title.
    pub title: String,
    /// Its address.
    pub href: String,
    /// One line about it.
    pub summary: Option<String>,
    /// Its text.
    pub copy: Arc<Copy>,
}

/// The files by name.
pub fn files(input: &LlmsInput) -> Vec<(String, String)> {
    split(input, MAX_FULL)
}

fn split(input: &LlmsInput, most: usize) -> Vec<(String, String)> {
    let head = head(input);
    let mut files = vec![(INDEX.to_string(), index(input, &head))];
    let length = |section: &Section| {
        section
            .items
            .iter()
            .map(|item| item.copy.whole.len())
            .sum::<usize>()
    };
    let whole: usize = input.sections.iter().map(length).sum();
    if whole <= most {
        let mut full = head;
        input
            .sections
            .iter()
            .for_each(|section| push(&mut full, section));
        files.push((FULL.to_string(), full));
        return files;
    }
    let mut full = head.clone();
    full.push('\n');
    for section in &input.sections {
        let name = format!("llms-full-{}.txt", section.name);
        let label = escaped(&section.label);
        let _ = writeln!(full, "- [{label}]({}{name})", input.site);
        let mut text = format!("# {label}\n");
        push(&mut text, section);
        files.push((name, text));
    }
    files.push((FULL.to_string(), full));
    files
}

fn head(input: &LlmsInput) -> String {
    let mut head = format!("# {}\n", escaped(&input.title));
    if let Some(description) = &input.description {
        let _ = write!(head, "\n> {}\n", escaped(description));
    }
    head
}

fn index(input: &LlmsInput, head: &str) -> String {
    let mut out = head.to_string();
    for section in &input.sections {
        let _ = write!(out, "\n## {}\n\n", escaped(&section.label));
        for item in &section.items {
            let summary = item
                .summary
                .as_ref()
                .map(|summary| format!(": {}", escaped(summary)));
            let (title, summary) = (escaped(&item.title), summary.unwrap_or_default());
            let _ = writeln!(out, "- [{title}]({}){summary}", item.href);
        }
    }
    out
}

fn push(out: &mut String, section: &Section) {
    for item in &section.items {
        out.push('\n');
        out.push_str(&item.copy.whole);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_book_that_is_too_large_has_a_file_for_each_section() {
        let section = |name: &str| Section {
            label: name.to_uppercase(),
            name: name.to_string(),
            items: vec![Item {
                title: format!("{name}_1"),
                href: format!("{name}/1.md"),
                summary: (name == "a").then(|| "First.".to_string()),
                copy: Arc::new(Copy {
                    beside: String::new(),
                    whole: format!("# {name}\n"),
                }),
            }],
        };
        let input = LlmsInput {
            title: "Book".to_string(),
            description: Some("What it is.".to_string()),
            site: "https://example.org/".to_string(),
            sections: vec![section("a"), section("b")],
        };
        let head = "# Book\n\n> What it is.\n";
        let index = "\n## A\n\n- [a\\_1](a/1.md): First.\n\n## B\n\n- [b\\_1](b/1.md)\n";
        let one = split(&input, 10);
        assert_eq!(one[0], (INDEX.to_string(), format!("{head}{index}")));
        assert_eq!(one[1], (FULL.to_string(), format!("{head}\n# a\n\n# b\n")));
        let several = split(&input, 7);
        let names: Vec<&str> = several.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, [INDEX, "llms-full-a.txt", "llms-full-b.txt", FULL]);
        assert_eq!(several[1].1, "# A\n\n# a\n");
        let list = "\n- [A](https://example.org/llms-full-a.txt)\n- [B](https://example.org/llms-full-b.txt)\n";
        assert_eq!(several[3].1, format!("{head}{list}"));
    }
}
