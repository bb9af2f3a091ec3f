//! Components of MDX that hold pros and cons, before Markdown is read.
//!
//! In: the text of a page with what it includes, and the names of components. Out: the text with each component as the
//! Markdown that says the same, and what is wrong with those that cannot be read. Nothing is run: only plain values
//! count. Other components are left as they are.

mod literal;
mod tag;
mod data;

use std::collections::BTreeMap;
use std::ops::Range;

use crate::component::data::{Data, Known, Names};
use crate::component::tag::{Tag, closing, name_at, tag};
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::include::Expanded;
use crate::markdown::parser::fenced_blocks;
use crate::page_options::PageOptions;
use crate::path::input::InputPath;

/// A part of a text that gives way to another.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Change {
    /// The bytes that go.
    range: Range<usize>,
    /// What comes.
    text: String,
}

/// What becomes of the components of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Components {
    /// In the order of the text, none in another.
    changes: Vec<Change>,
    /// Their places are bytes of the same text.
    findings: Vec<Diagnostic>,
}

/// How deep components may stand in each other.
const MAX_DEPTH: usize = 32;
/// How many components that cannot be read are looked at: each may cost a look at all that follows.
const MOST_UNREADABLE: usize = 50;

/// The text of a page with its components as Markdown, and what is wrong with those that cannot be read.
pub fn replace<'a>(
    expanded: Expanded<'a>,
    start: usize,
    options: &PageOptions,
) -> (Expanded<'a>, Vec<Diagnostic>) {
    let known = &options.ingest.components;
    if !may_hold(&expanded.text[start..], known) {
        return (expanded, Vec::new());
    }
    let code = fenced_blocks(&expanded.text, start, &options.markdown);
    let found = find(&expanded.text, start, known, &code, &options.file);
    let findings = found.findings.into_iter();
    let findings = findings.map(|finding| expanded.locate(finding)).collect();
    let changes = found.changes.iter();
    let changes: Vec<(Range<usize>, &str)> = changes
        .map(|change| (change.range.clone(), change.text.as_str()))
        .collect();
    (expanded.with_changes(&changes, &options.file), findings)
}

/// Whether a text may hold components at all.
fn may_hold(text: &str, known: &Known) -> bool {
    let mut tags = text.match_indices('<');
    tags.any(|(at, _)| name_at(text, at).is_some_and(|name| Names::knows(name, known)))
}

/// Looks for components from byte `start` on, outside the blocks of code, whose bytes are `code`.
fn find(
    text: &str,
    start: usize,
    known: &Known,
    code: &[Range<usize>],
    file: &InputPath,
) -> Components {
    let mut walk = Walk {
        text,
        known,
        file,
        changes: BTreeMap::new(),
        findings: Vec::new(),
    };
    walk.components(start, code);
    if !walk.changes.is_empty() {
        walk.modules(start, code);
    }
    let changes = walk.changes.into_iter();
    Components {
        changes: changes
            .map(|(start, (end, text))| Change {
                range: start..end,
                text,
            })
            .collect(),
        findings: walk.findings,
    }
}

struct Walk<'t> {
    text: &'t str,
    known: &'t Known,
    file: &'t InputPath,
    /// By its first byte: where it ends, and what comes in its place.
    changes: BTreeMap<usize, (usize, String)>,
    findings: Vec<Diagnostic>,
}

impl Walk<'_> {
    fn components(&mut self, start: usize, code: &[Range<usize>]) {
        let mut at = start;
        // The closing tags of the components that are open here, by their first byte.
        let mut endings: BTreeMap<usize, Range<usize>> = BTreeMap::new();
        let mut unreadable = 0;
        while let Some(next) = self.text[at..].find('<').map(|next| at + next) {
            at = next + 1;
            if let Some(ending) = endings.remove(&next) {
                self.changes.insert(next, (ending.end, "\n\n".to_string()));
                at = ending.end;
                continue;
            }
            let name = name_at(self.text, next).filter(|name| Names::knows(name, self.known));
            let line = self.text[..next].rfind('\n').map_or(0, |end| end + 1);
            let is_first = self.text[line.max(start)..next].trim().is_empty();
            let is_code = is_within(code, next);
            let (Some(name), true, false) = (name, is_first, is_code) else {
                continue;
            };
            if unreadable == MOST_UNREADABLE {
                return;
            }
            let Some(tag) = tag(self.text, next) else {
                unreadable += 1;
                at = self.unclosed(name, next);
                continue;
            };
            let ending = (!tag.is_closed).then(|| closing(self.text, name, tag.range.end));
            if ending == Some(None) || endings.len() == MAX_DEPTH {
                unreadable += 1;
                at = self.unclosed(name, next);
                continue;
            }
            at = tag.range.end;
            // What the component around it has taken away already is no indentation any more.
            let taken = self.changes.get(&line);
            let taken = taken.filter(|(end, written)| *end <= next && written.is_empty());
            let indent = &self.text[taken.map_or(line, |(end, _)| *end)..next];
            self.component(&tag, ending.flatten(), indent, &mut endings);
        }
    }

    fn component(
        &mut self,
        tag: &Tag<'_>,
        ending: Option<Range<usize>>,
        indent: &str,
        endings: &mut BTreeMap<usize, Range<usize>>,
    ) {
        let names = Names::of(tag.name, self.known);
        let data = Data::read(tag, &names, ending.is_some());
        let written = match data {
            Ok(data) => data.markdown(&names, ending.is_some()),
            Err(problem) => {
                let finding = Diagnostic::new(Code::C082, problem.message)
                    .at(Span::new(self.file, problem.range))
                    .label("only plain texts, lists and tables are read")
                    .help("write the texts themselves, or plain Markdown: a list below `Pros`, a list below `Cons`");
                self.findings.push(finding);
                String::new()
            }
        };
        let lines = written.lines().map(|line| match line.is_empty() {
            true => "\n".to_string(),
            false => format!("{indent}{line}\n"),
        });
        let written = format!("\n{}\n", lines.collect::<String>());
        self.changes
            .insert(tag.range.start, (tag.range.end, written));
        if let Some(ending) = ending {
            self.dedent(tag.range.end..ending.start, indent.len());
            endings.insert(ending.start, ending);
        }
    }

    /// Takes the common indentation of lines away, but for that of the component that holds them.
    fn dedent(&mut self, inside: Range<usize>, keep: usize) {
        let is_blank = |line: &str| line.trim().is_empty();
        let width = |line: &str| line.len() - line.trim_start_matches([' ', '\t']).len();
        let mut lines = Vec::new();
        let mut at = inside.start;
        for (number, line) in self.text[inside].split_inclusive('\n').enumerate() {
            if number > 0 && !is_blank(line) {
                lines.push((at, width(line)));
            }
            at += line.len();
        }
        let common = lines.iter().map(|(_, width)| *width).min().unwrap_or(0);
        if common > keep {
            for (start, _) in lines {
                self.changes
                    .insert(start, (start + common - keep, String::new()));
            }
        }
    }

    /// Reports a tag that is never closed, and leaves out what was written of it on its line.
    fn unclosed(&mut self, name: &str, start: usize) -> usize {
        let line = self.text[start..].find('\n');
        let end = line.map_or(self.text.len(), |line| start + line);
        let message = format!("`<{name}` is never closed");
        let finding = Diagnostic::new(Code::C082, message)
            .at(Span::new(self.file, start..start + 1 + name.len()))
            .help(format!(
                "end it with `/>`, or with `</{name}>` on a line of its own"
            ));
        self.findings.push(finding);
        self.changes.insert(start, (end, String::new()));
        end
    }

    /// Leaves out what only programs read, on a page with components: imports, and comments in braces.
    fn modules(&mut self, start: usize, code: &[Range<usize>]) {
        let mut at = start;
        let mut is_start = true;
        let text = self.text;
        for line in text[start..].split_inclusive('\n') {
            let words = line.trim();
            let is_code = is_within(code, at);
            let is_import = is_start && is_import(words);
            let is_comment = words.starts_with("{/*") && words.ends_with("*/}");
            if !is_code && (is_import || is_comment) {
                let length = line.trim_end().len();
                self.changes
                    .entry(at)
                    .or_insert((at + length, String::new()));
            }
            is_start = words.is_empty() || is_import;
            at += line.len();
        }
    }
}

/// Whether a byte lies in one of some ranges, which are in order.
fn is_within(ranges: &[Range<usize>], at: usize) -> bool {
    let index = ranges.partition_point(|range| range.end <= at);
    ranges.get(index).is_some_and(|range| range.contains(&at))
}

/// Whether a line brings in a module: `import X from '…'`, `import '…'`.
fn is_import(line: &str) -> bool {
    let line = line.trim_end_matches(';');
    let names_file = line.ends_with(['"', '\'']);
    let rest = line.strip_prefix("import ").map(str::trim_start);
    rest.is_some_and(|rest| {
        names_file && (rest.contains(" from ") || rest.starts_with(['"', '\'']))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text with its components changed, and what is wrong with it.
    fn changed(text: &str) -> (String, Vec<(String, String)>) {
        let own = BTreeMap::from([(
            "Verdict".to_string(),
            (vec!["good".to_string()], vec!["bad".to_string()]),
        )]);
        let found = find(text, 0, &own, &[], &InputPath::new("a.md"));
        let mut out = String::new();
        let mut at = 0;
        for change in found.changes {
            assert!(change.range.start >= at, "{text}");
            out.push_str(&text[at..change.range.start]);
            out.push_str(&change.text);
            at = change.range.end;
        }
        out.push_str(&text[at..]);
        let finding =
            |finding: Diagnostic| (finding.message, text[finding.at.unwrap().range].to_string());
        (out, found.findings.into_iter().map(finding).collect())
    }

    #[test]
    fn a_component_becomes_the_markdown_that_says_the_same() {
        let check = |text: &str, expected: &str| {
            let (out, findings) = changed(text);
            assert_eq!(findings, [], "{text}");
            let lines: Vec<&str> = out.lines().filter(|line| !line.trim().is_empty()).collect();
            assert_eq!(lines.join("\n"), expected, "{text}");
        };
        check(
            "A\n<ProsCons pros={['x', 'y*']} cons='z' />\nB",
            "A\n**Pros**\n- x\n- y\\*\n**Cons**\n- z\nB",
        );
        check("<Pros items={['x']} />", "**Pros**\n- x");
        check("<Verdict good={['x']} bad={[]} />", "**Pros**\n- x");
        check("<Pros>\n  - x\n\n  - y\n</Pros>", "**Pros**\n- x\n- y");
        check(
            "<ProsCons>\n    <Pros>\n        - x\n    </Pros>\n    <Cons>z</Cons>\n</ProsCons>",
            "**Pros**\n- x\n**Cons**\nz",
        );
        check(
            "<Vs left={{name: 'A', pros: ['x'], cons: ['y']}} right={{name: 'B', pros: ['z'], cons: []}} />",
            "### A\n**Pros**\n- x\n**Cons**\n- y\n### B\n**Pros**\n- z",
        );
        check(
            "<Comparison items={[{title: 'A', pros: ['x']}]} onClick={go} />",
            "### A\n**Pros**\n- x",
        );
        check("- a\n\n  <Pros items='x' />", "- a\n  **Pros**\n  - x");
        check(
            "import {Pros} from './p'\nimport './q';\n\n{/* why */}\n<Pros items='x' />\n\nimport taxes",
            "**Pros**\n- x\nimport taxes",
        );
        // Other components, and those in a line, are none of ours.
        check(
            "<Chart pros={x} /> and <Pros items='x' />",
            "<Chart pros={x} /> and <Pros items='x' />",
        );
    }

    #[test]
    fn what_cannot_be_read_is_reported_and_left_out() {
        let check = |text: &str, expected: (&str, &str)| {
            let (out, findings) = changed(text);
            let expected = (expected.0.to_string(), expected.1.to_string());
            assert_eq!(findings, [expected], "{text}");
            assert!(!out.contains('<'), "{out}");
        };
        check(
            "<ProsCons pros={points} cons={['z']} />",
            ("`pros` of `<ProsCons>` is no plain value", "{points}"),
        );
        check(
            "<Pros {...rest} />",
            ("`<Pros>` takes values from elsewhere", "{...rest}"),
        );
        check(
            "<Pros items={[1]} />",
            ("`items` of `<Pros>` holds no texts", "{[1]}"),
        );
        check(
            "<Vs left='a.png' />",
            ("`<Vs>` holds neither pros nor cons", "<Vs left='a.png' />"),
        );
        check("<Pros items={['x']", ("`<Pros` is never closed", "<Pros"));
        check("<Pros>\n\n- x\n", ("`<Pros` is never closed", "<Pros"));
    }

    #[test]
    #[expect(clippy::disallowed_methods, reason = "the time is what is tested")]
    fn hostile_pages_take_little_time() {
        for line in [
            "<Pros>\n",
            "<Pros a={\n",
            "<Pros a='\n",
            "<Pros>\n<Pros/>\n",
            "<Pros a={[[[[\n",
            "<Pros>\n</Pros>\n",
        ] {
            let start = std::time::Instant::now();
            changed(&line.repeat(50_000));
            let seconds = start.elapsed().as_secs_f64();
            assert!(seconds < 2.0, "{line}: {seconds} s");
        }
    }
}
