//! What each code means, with an example that raises it and a remedy.
//!
//! In: a [`Code`]. Out: an [`Explanation`], read from the Markdown beside this file. The manual shows the same Markdown,
//! and tests run every example through the checker: it raises its code, and the remedied one raises nothing.

use crate::diagnostic::code::Code;

/// The explanations: a heading for each code with its severity and rule, files and commands as fenced blocks, the remedy behind `**Remedy.**`.
const TEXTS: [&str; 7] = [
    include_str!("explained/a.md"),
    include_str!("explained/b.md"),
    include_str!("explained/c-entries.md"),
    include_str!("explained/c-relations.md"),
    include_str!("explained/c-book.md"),
    include_str!("explained/d.md"),
    include_str!("explained/s.md"),
];

/// What begins the remedy.
const REMEDY: &str = "**Remedy.** ";

/// What a code means.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Explanation {
    /// The rule, as the heading says it.
    pub rule: String,
    /// Why it matters.
    pub meaning: String,
    /// A book that raises it. Empty if no book does by itself.
    pub example: Vec<Part>,
    /// What to do.
    pub remedy: String,
    /// What is to be changed in the example.
    pub better: Vec<Part>,
}

/// A part of an example.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// A file.
    File {
        /// Its path below the project folder.
        path: String,
        /// What stands in it.
        text: String,
    },
    /// Commands of a shell in the project folder, one on each line. The last one is patternbook's.
    Commands(Vec<String>),
}

/// What a code means.
pub fn explanation(code: Code) -> Explanation {
    let start = format!("## {code} ({}): ", code.severity().as_str());
    let section = TEXTS.iter().find_map(|text| {
        let at = match text.starts_with(&start) {
            true => 0,
            false => text.find(&format!("\n{start}"))? + 1,
        };
        let section = &text[at + start.len()..];
        let headings = section.match_indices("\n## ");
        let mut ends = headings
            .map(|(at, _)| at)
            .filter(|at| is_of_code(&section[at + 4..]));
        Some(&section[..ends.next().unwrap_or(section.len())])
    });
    section.map(read).unwrap_or_default()
}

/// Whether a heading begins with a code, as those in examples do not.
fn is_of_code(heading: &str) -> bool {
    let code = heading.split(' ').next().unwrap_or_default();
    Code::ALL.iter().any(|known| known.as_str() == code)
}

fn read(section: &str) -> Explanation {
    let mut explanation = Explanation::default();
    let mut lines = section.lines();
    let heading = lines.next().unwrap_or_default();
    let rule = heading.split(" {#").next().unwrap_or_default();
    explanation.rule = rule.to_string();
    let mut is_remedy = false;
    while let Some(line) = lines.next() {
        let marks = line.len() - line.trim_start_matches('`').len();
        if marks >= 3 {
            let end = "`".repeat(marks);
            let text = lines.by_ref().take_while(|line| **line != end);
            let part = part(&line[marks..], text);
            match is_remedy {
                true => explanation.better.push(part),
                false => explanation.example.push(part),
            }
            continue;
        }
        is_remedy |= line.starts_with(REMEDY);
        let words = line.strip_prefix(REMEDY).unwrap_or(line);
        match is_remedy {
            true => explanation.remedy.push_str(words),
            false => explanation.meaning.push_str(words),
        }
    }
    explanation
}

fn part<'t>(info: &str, lines: impl Iterator<Item = &'t str>) -> Part {
    let Some((_, title)) = info.split_once(" title=\"") else {
        let commands = lines.map(|line| line.trim_start_matches("$ ").to_string());
        return Part::Commands(commands.collect());
    };
    let path = title.trim_end_matches('"').to_string();
    // The manual includes these files, where a directive would be obeyed.
    let text = lines.map(|line| format!("{}\n", line.replace("\\{{#", "{{#")));
    Part::File {
        path,
        text: text.collect(),
    }
}

impl Part {
    /// The part as people read it in a terminal.
    pub fn lines(&self) -> Vec<String> {
        let indented = |line: &str| format!("    {line}").trim_end().to_string();
        match self {
            Part::File { path, text } => {
                let title = [format!("  {path}:")].into_iter();
                title.chain(text.lines().map(indented)).collect()
            }
            Part::Commands(commands) => {
                let shown = commands.iter();
                shown.map(|command| format!("    $ {command}")).collect()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_explained_by_its_own_rule() {
        for code in Code::ALL {
            let explanation = explanation(*code);
            assert_eq!(explanation.rule, code.rule(), "{code}");
            assert!(!explanation.meaning.is_empty(), "{code}");
            assert!(!explanation.remedy.is_empty(), "{code}");
        }
    }

    #[test]
    fn every_section_is_of_a_code_and_they_stand_in_order() {
        let headings = TEXTS.iter().flat_map(|text| text.lines());
        let headings = headings.filter(|line| line.strip_prefix("## ").is_some_and(is_of_code));
        let all: Vec<String> = headings.map(str::to_string).collect();
        let expected = Code::ALL.iter().map(|code| {
            let anchor = code.as_str().to_lowercase();
            let severity = code.severity().as_str();
            format!("## {code} ({severity}): {} {{#{anchor}}}", code.rule())
        });
        assert_eq!(all, expected.collect::<Vec<String>>());
    }

    #[test]
    fn an_example_is_files_and_commands() {
        let section = "x {#x1}\n\nWhy\n\n````md title=\"content/a.md\"\n\\{{#include b}}\n```\n````\n\n\
                       ```console\n$ ls\n$ patternbook check\n```\n\n**Remedy.** Mend it.\n\n```md title=\"b\"\n```\n";
        let explanation = read(section);
        assert_eq!(explanation.meaning, "Why");
        assert_eq!(explanation.remedy, "Mend it.");
        let file = |path: &str, text: &str| Part::File {
            path: path.to_string(),
            text: text.to_string(),
        };
        let commands = Part::Commands(vec!["ls".to_string(), "patternbook check".to_string()]);
        let example = [file("content/a.md", "{{#include b}}\n```\n"), commands];
        assert_eq!(explanation.example, example);
        assert_eq!(explanation.better, [file("b", "")]);
        assert_eq!(example[0].lines()[0], "  content/a.md:");
    }
}
