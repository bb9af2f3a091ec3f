//! Cases written as Markdown.
//!
//! A heading of level two opens a case. Each block is a fence below a line that names it in backticks: a file of the
//! book (`content/a.md`, `book.toml`, `static/x.svg`) or something to expect (`diagnostics`, `body`,
//! `body of content/b.md`, `sections`, `entries`,
//! `relations`, `site`, `file a/index.html`). A fence `md` without a name is `content/a.md`.

use std::ops::Range;

/// A file of cases.
pub(crate) struct CaseFile {
    pub(crate) path: String,
    pub(crate) cases: Vec<Case>,
    lines: Vec<String>,
}

/// What goes in and what should come out.
pub(crate) struct Case {
    pub(crate) name: String,
    /// The line of its heading, from 1.
    pub(crate) line: usize,
    /// Paths and texts of the book.
    pub(crate) files: Vec<(String, String)>,
    pub(crate) expected: Vec<Block>,
    /// Where blocks can be added, as an index of lines.
    end: usize,
}

/// A fence and what it should hold.
pub(crate) struct Block {
    pub(crate) wanted: Wanted,
    pub(crate) text: String,
    info: String,
    lines: Range<usize>,
}

/// What a case looks at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Wanted {
    Diagnostics,
    /// The HTML of a page's text; without a path, of the first page.
    Body(Option<String>),
    /// What is read from the prose of a page; without a path, of the first page.
    Sections(Option<String>),
    /// The entries of the book, with their judgements and arguments.
    Entries,
    /// Its relations and mentions, from both ends.
    Relations,
    /// The list of files, without those of the theme.
    Site,
    /// A whole file.
    File(String),
}

impl Wanted {
    fn of(name: &str) -> Option<Wanted> {
        Some(match name {
            "diagnostics" => Wanted::Diagnostics,
            "body" => Wanted::Body(None),
            "sections" => Wanted::Sections(None),
            "entries" => Wanted::Entries,
            "relations" => Wanted::Relations,
            "site" => Wanted::Site,
            _ => match name.split_once(" of ") {
                Some(("body", page)) => Wanted::Body(Some(page.to_string())),
                Some(("sections", page)) => Wanted::Sections(Some(page.to_string())),
                _ => Wanted::File(name.strip_prefix("file ")?.to_string()),
            },
        })
    }
}

/// A case that expects one more thing, or another text.
pub(crate) struct Correction {
    lines: Range<usize>,
    text: String,
}

impl CaseFile {
    /// Reads cases. A file that breaks the format is a mistake in the test, and panics with its place.
    pub(crate) fn parse(path: &str, text: &str) -> CaseFile {
        let lines: Vec<String> = text.lines().map(str::to_string).collect();
        let mut cases: Vec<Case> = Vec::new();
        let mut name: Option<String> = None;
        let mut at = 0;
        while at < lines.len() {
            let line = lines[at].as_str();
            let end = fence(line).map(|mark| closing(&lines, at, mark));
            match end {
                Some(Some(end)) => {
                    let Some(case) = cases.last_mut() else {
                        panic!("{path}:{}: a block stands before the first case", at + 1);
                    };
                    case.add(path, at..end, &lines, name.take());
                    case.end = end;
                    at = end;
                    continue;
                }
                Some(None) => panic!("{path}:{}: the fence is never closed", at + 1),
                None if line.starts_with("## ") => cases.push(Case {
                    name: line[3..].trim().to_string(),
                    line: at + 1,
                    files: Vec::new(),
                    expected: Vec::new(),
                    end: at + 1,
                }),
                None if line.trim().is_empty() => {}
                None => name = named(line).map(str::to_string),
            }
            at += 1;
        }
        CaseFile {
            path: path.to_string(),
            cases,
            lines,
        }
    }

    /// The file with corrections applied.
    pub(crate) fn corrected(&self, mut corrections: Vec<Correction>) -> String {
        let mut lines = self.lines.clone();
        corrections.sort_by_key(|correction| correction.lines.start);
        for correction in corrections.into_iter().rev() {
            let new = correction.text.lines().map(str::to_string);
            lines.splice(correction.lines, new);
        }
        lines.iter().map(|line| format!("{line}\n")).collect()
    }
}

impl Case {
    fn add(&mut self, path: &str, lines: Range<usize>, all: &[String], name: Option<String>) {
        let opening = all[lines.start].as_str();
        let info = opening.trim_start_matches(['`', '~']).trim();
        let content = &all[lines.start + 1..lines.end - 1];
        let text: String = content.iter().map(|line| format!("{line}\n")).collect();
        let name = match name {
            Some(name) => name,
            None if info == "md" => "content/a.md".to_string(),
            None => panic!("{path}:{}: nothing names this block", lines.start + 1),
        };
        match Wanted::of(&name) {
            Some(wanted) => self.expected.push(Block {
                wanted,
                text,
                info: info.to_string(),
                lines,
            }),
            None if is_of_book(&name) => self.files.push((name, text)),
            None => panic!("{path}:{}: `{name}` is no file of a book", lines.start + 1),
        }
    }

    /// The file of the first page.
    pub(crate) fn first_page(&self) -> Option<&str> {
        let mut paths = self.files.iter().map(|(path, _)| path.as_str());
        paths.find(|path| path.starts_with("content/") && path.ends_with(".md"))
    }

    /// Diagnostics that the case should say it expects.
    pub(crate) fn addition(&self, diagnostics: &str) -> Correction {
        Correction {
            lines: self.end..self.end,
            text: format!("`diagnostics`\n{}", fenced("text", diagnostics)),
        }
    }
}

impl Block {
    /// The block with what came out.
    pub(crate) fn correction(&self, actual: &str) -> Correction {
        Correction {
            lines: self.lines.clone(),
            text: fenced(&self.info, actual),
        }
    }
}

fn is_of_book(name: &str) -> bool {
    let folders = ["content/", "static/", "templates/"];
    name == "book.toml" || folders.iter().any(|folder| name.starts_with(folder))
}

/// The mark that opens a fence: three or more equal characters.
fn fence(line: &str) -> Option<&str> {
    let mark = line
        .chars()
        .next()
        .filter(|mark| ['`', '~'].contains(mark))?;
    let length = line.len() - line.trim_start_matches(mark).len();
    let is_inline = mark == '`' && line[length..].contains('`');
    (length >= 3 && !is_inline).then_some(&line[..length])
}

/// The index after the line that closes a fence.
fn closing(lines: &[String], start: usize, mark: &str) -> Option<usize> {
    let closes = |line: &String| {
        let line = line.trim_end();
        line.starts_with(mark) && line.chars().all(|letter| mark.starts_with(letter))
    };
    let after = lines[start + 1..].iter().position(closes)?;
    Some(start + after + 2)
}

/// What a line in backticks names.
fn named(line: &str) -> Option<&str> {
    let name = line.trim().strip_prefix('`')?.strip_suffix('`')?;
    (!name.is_empty() && !name.contains('`')).then_some(name)
}

fn fenced(info: &str, text: &str) -> String {
    let longest = text.lines().filter_map(fence).map(str::len).max();
    let mark = "`".repeat(longest.map_or(3, |length| length + 1));
    let end = if text.is_empty() || text.ends_with('\n') {
        ""
    } else {
        "\n"
    };
    format!("{mark}{info}\n{text}{end}{mark}\n")
}

#[test]
fn a_case_is_read_and_rewritten() {
    let text = "# Links\n\n## One\n`content/b.md`\n````md\n```py\n1\n```\n````\n`body`\n```html\nold\n```\n\n## Two\n```md\nx\n```\n";
    let file = CaseFile::parse("links.md", text);
    let [one, two] = file.cases.as_slice() else {
        panic!("two cases");
    };
    assert_eq!((one.name.as_str(), one.line), ("One", 3));
    let files = [("content/b.md".to_string(), "```py\n1\n```\n".to_string())];
    assert_eq!(one.files, files);
    assert_eq!(one.first_page(), Some("content/b.md"));
    assert_eq!(one.expected[0].wanted, Wanted::Body(None));
    assert_eq!(one.expected[0].text, "old\n");
    assert_eq!(two.files[0].0, "content/a.md");
    let corrections = vec![
        one.expected[0].correction("```\nnew"),
        two.addition("error[X]: y\n"),
    ];
    assert_eq!(
        file.corrected(corrections),
        text.replace("```html\nold\n```", "````html\n```\nnew\n````")
            + "`diagnostics`\n```text\nerror[X]: y\n```\n"
    );
}
