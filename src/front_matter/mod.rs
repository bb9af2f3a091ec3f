//! The block that opens a page.
//!
//! In: the text of a page. Out: [`FrontMatter`], the keys that patternbook knows with their places, the rest kept as
//! it is, and where the body begins. Four forms are read: YAML between `---` lines, TOML between `+++` lines, and
//! either of them inside an HTML comment that opens the page, which other tools do not show.

mod aliases;
mod block;
mod last_update;
mod page_keys;

pub use page_keys::{FrontMatter, PageKeys};

use std::ops::Range;

use crate::config::Limits;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::front_matter::block::{Block, Language, find};
use crate::front_matter::page_keys::page_keys;
use crate::path::input::InputPath;
use crate::text::Text;
use crate::value::node::{Fault, FaultKind, Node, Reading, Value};
use crate::value::toml;
use crate::value::yaml;

/// Reads the front matter of a page. A page without any has no keys, and its body is the whole text.
/// `allow_keys` are never taken for mistyped ones.
pub fn read(
    text: &Text,
    file: &InputPath,
    allow_keys: &[String],
    limits: &Limits,
) -> (FrontMatter, Vec<Diagnostic>) {
    let text = text.as_str();
    let Some(block) = find(text) else {
        return (without_keys(0), Vec::new());
    };
    if block.content.len() > limits.front_matter {
        let finding = too_large(&block, file, limits.front_matter);
        return (without_keys(block.body), vec![finding]);
    }
    let content = &text[block.content.clone()];
    let reading = match block.language {
        Language::Yaml => yaml::read(content, block.content.start, limits.metadata),
        Language::Toml => toml::read(content, block.content.start, limits.metadata),
    };
    let mut findings: Vec<Diagnostic> = match judge(content, &block, &reading) {
        Verdict::NoBlock => return (without_keys(0), Vec::new()),
        Verdict::Instead(finding) => vec![finding.at(Span::new(file, first_line(text, &block)))],
        Verdict::Block => reading
            .faults
            .into_iter()
            .map(|fault| told(fault, file))
            .collect(),
    };
    if let Some(missing) = block.missing {
        findings.insert(0, never_closed(&block, missing, file));
    }
    if !matches!(reading.node.value, Value::Map(_)) {
        return (without_keys(block.body), findings);
    }
    let (keys, more) = page_keys(&reading.node, file, text, allow_keys);
    findings.extend(more);
    findings.sort_by_key(|finding| finding.at.as_ref().map(|span| span.range.start));
    let front_matter = FrontMatter {
        keys,
        node: reading.node,
        body: block.body,
    };
    (front_matter, findings)
}

/// What a block turns out to be.
enum Verdict {
    /// Front matter.
    Block,
    /// Front matter that is not written as its language wants it.
    Instead(Diagnostic),
    /// A rule or a comment, followed by text.
    NoBlock,
}

/// Tells front matter from a rule that happens to have another one below it.
fn judge(content: &str, block: &Block, reading: &Reading) -> Verdict {
    let is_over_a_limit = reading
        .faults
        .iter()
        .any(|fault| fault.kind == FaultKind::Limit);
    let has_entries = !reading.node.entries().is_empty();
    if block.language == Language::Toml
        || content.trim().is_empty()
        || has_entries
        || is_over_a_limit
    {
        return Verdict::Block;
    }
    let written = content
        .lines()
        .find(|line| !line.trim().is_empty() && !line.trim_start().starts_with('#'))
        .unwrap_or_default();
    let is_map = matches!(reading.node.value, Value::Map(_));
    if is_map && reading.faults.is_empty() {
        // Braces without keys, or nothing but comments, which are headings if the lines around them are rules.
        return match written.is_empty() && !block.is_comment {
            true => Verdict::NoBlock,
            false => Verdict::Block,
        };
    }
    if Language::Toml.begins_with_key(written) && written.contains('=') {
        let finding = Diagnostic::new(Code::C001, "TOML stands between `---` lines")
            .label("`=` is TOML")
            .help("put `+++` lines around it, or write `key: value`");
        return Verdict::Instead(finding);
    }
    if !Language::Yaml.begins_with_key(written) && !written.starts_with('{') {
        return Verdict::NoBlock;
    }
    if reading.faults.is_empty() && !is_map {
        let finding = Diagnostic::new(Code::C001, "the front matter holds no keys")
            .label("this is a text")
            .help("write a space after the colon of a key: `key: value`");
        return Verdict::Instead(finding);
    }
    Verdict::Block
}

fn without_keys(body: usize) -> FrontMatter {
    FrontMatter {
        keys: PageKeys::default(),
        node: Node::empty_map(body),
        body,
    }
}

/// The first line of a block that has something on it.
fn first_line(text: &str, block: &Block) -> Range<usize> {
    let content = &text[block.content.clone()];
    let start = block.content.start + content.len() - content.trim_start().len();
    let length = text[start..].find(['\n', '\r']);
    let end = length.map_or(text.len(), |length| start + length);
    start..start + text[start..end].trim_end().len()
}

/// A fault of the reader as a finding.
fn told(fault: Fault, file: &InputPath) -> Diagnostic {
    let code = match fault.kind {
        FaultKind::Syntax => Code::C001,
        FaultKind::DuplicateKey(_) => Code::C006,
        FaultKind::Limit => Code::S030,
    };
    let finding = Diagnostic::new(code, fault.message)
        .at(Span::new(file, fault.range))
        .help(fault.help);
    match fault.kind {
        FaultKind::DuplicateKey(first) => finding
            .label("here again")
            .also(Span::new(file, first), "here first"),
        FaultKind::Syntax | FaultKind::Limit => finding,
    }
}

fn never_closed(block: &Block, missing: &str, file: &InputPath) -> Diagnostic {
    let message = match block.is_comment {
        true => "the comment with the front matter is never closed",
        false => "the front matter is never closed",
    };
    let help = match missing {
        "-->" => format!(
            "write a line `-->` below the closing `{}`",
            block.language.fence()
        ),
        _ => format!("write a line `{missing}` below the last key"),
    };
    Diagnostic::new(Code::C002, message)
        .at(Span::new(file, block.opening.clone()))
        .label("opened here")
        .help(help)
}

fn too_large(block: &Block, file: &InputPath, allowed: usize) -> Diagnostic {
    Diagnostic::new(Code::S030, "the front matter is larger than allowed")
        .at(Span::new(file, block.opening.clone()))
        .label(format!("{} bytes; at most {allowed}", block.content.len()))
        .help("shorten it, or raise `front_matter` in `[limits]` of `book.toml`")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::{any, prop_assert, proptest};
    use std::time::Instant;

    fn read_text(text: &str) -> (FrontMatter, Vec<Diagnostic>) {
        read(
            &Text::from(text),
            &InputPath::new("a.md"),
            &[],
            &Limits::default(),
        )
    }

    #[test]
    fn only_what_is_a_table_is_front_matter() {
        let check = |text: &str, keys: usize, body: &str| {
            let (front_matter, findings) = read_text(text);
            let found = (
                front_matter.node.entries().len(),
                &text[front_matter.body..],
            );
            assert_eq!(found, (keys, body), "{text:?}");
            assert_eq!(findings, [], "{text:?}");
        };
        check("---\ntitle: A\n---\nB", 1, "B");
        check("+++\ntitle = 'A'\n[taxonomies]\ntags = []\n+++\nB", 2, "B");
        check("<!--\n---\nkind: pattern\n---\n-->\nB", 1, "B");
        check("<!--\n+++\nkind = 'pattern'\n+++\n-->\nB", 1, "B");
        check("---\n---\nB", 0, "B");
        check("---\n{title: A}\n---\nB", 1, "B");
        check("+++\n+++\nB", 0, "B");
        for text in [
            "B",
            "---\nText\n---\nB",
            "---\n- a\n---\nB",
            "---\n# Heading\n---\nB",
            "---\n* a: b: c\n---\n",
            "---\n\ntitle: A\n---\nB",
            "---\nText",
            "<!--\n---\nText\n---\n-->",
        ] {
            check(text, 0, text);
        }
    }

    #[test]
    fn mistakes_are_told_at_the_value() {
        let check = |text: &str, expected: &[(Code, &str, &str)]| {
            let (_, findings) = read_text(text);
            let shown: Vec<(Code, &str, &str)> = findings
                .iter()
                .map(|finding| {
                    let span = finding.at.as_ref().expect("every finding has a place");
                    (finding.code, &text[span.range.clone()], &*finding.message)
                })
                .collect();
            assert_eq!(shown, expected, "{text:?}");
        };
        check(
            "---\ntitle: A\n\nB",
            &[(Code::C002, "---", "the front matter is never closed")],
        );
        check(
            "<!--\n---\ntitle: A\n---\nB",
            &[(
                Code::C002,
                "---",
                "the comment with the front matter is never closed",
            )],
        );
        check(
            "---\na:\n\tb: c\n---\n",
            &[(Code::C001, "\t", "a tab stands in the indentation")],
        );
        check(
            "---\ntitle: ü\nslug: \"ö\n---\n",
            &[(Code::C001, "\"ö", "the quote `\"` is never closed")],
        );
        check(
            "---\ntitle = \"A\"\ndraft = true\n---\n",
            &[(
                Code::C001,
                "title = \"A\"",
                "TOML stands between `---` lines",
            )],
        );
        check(
            "---\ntitle:A\n---\n",
            &[(Code::C001, "title:A", "the front matter holds no keys")],
        );
        check("---\n: a\n---\n", &[]);
        check(
            "---\ntitle: A\n: b\n---\n",
            &[(Code::C001, "", "a key is missing before `:`")],
        );
        check(
            "+++\ntitle: A\n+++\n",
            &[(Code::C001, ":", "`:` stands where `=` belongs")],
        );
        check(
            "---\ntitle: A\ntitle: B\n---\n",
            &[(Code::C006, "title", "`title` is set twice")],
        );
        check(
            "+++\ntitle = 'A'\ntitle = 'B'\n+++\n",
            &[(Code::C006, "title", "`title` is set twice")],
        );
        check(
            "---\ntitel: A\nx-titel: B\nflavour: C\ntradeoffs: {}\n---\n",
            &[(Code::C003, "titel", "unknown key `titel`")],
        );
        check(
            "---\nuse_when: a\nuse-when: b\n---\n",
            &[(
                Code::C005,
                "use-when",
                "`use_when` and `use-when` are the same key",
            )],
        );
    }

    #[test]
    #[expect(
        clippy::disallowed_methods,
        reason = "the time of the reader is what is tested"
    )]
    fn bounds_hold_within_two_seconds_whatever_is_written() {
        let check = |name: &str, text: &str, expected: &[Code]| {
            let start = Instant::now();
            let (_, findings) = read_text(text);
            let seconds = start.elapsed().as_secs_f64();
            assert!(seconds < 2.0, "{name}: {seconds} s");
            let codes: Vec<Code> = findings
                .iter()
                .take(1)
                .map(|finding| finding.code)
                .collect();
            assert_eq!(codes, expected, "{name}");
        };
        check(
            "nesting",
            &format!("---\n{}\n---\n", "[".repeat(100_000)),
            &[Code::S030],
        );
        check(
            "size",
            &format!("---\na: {}\n---\n", "b".repeat(1 << 20)),
            &[Code::S030],
        );
        let keys: String = (0..10_000)
            .map(|number| format!("key{number}: 1\n"))
            .collect();
        check("keys", &format!("---\n{keys}---\n"), &[]);
        let tags: String = (0..10_000)
            .map(|number| format!("- tag{number}\n"))
            .collect();
        check("tags", &format!("---\ntags:\n{tags}---\n"), &[]);
        check("lines", &"---\na: b\n".repeat(30_000), &[]);
        check(
            "no end",
            &format!("---\n{}", "a: b\n".repeat(30_000)),
            &[Code::C002],
        );
    }

    proptest! {
        #[test]
        fn places_lie_inside_the_text(text in proptest::prop_oneof![
            any::<String>(),
            "(---|\\+\\+\\+|<!--\n---)\n(title|tags|draft|id|last_update|tipping-point|trade-offs|relations|facts|related)(: | = )([a-cä:=,\\[\\]{}#&*'\"@` \n\t\r-]|---\n|\\+\\+\\+\n|-->\n|date: |\nslug: ){0,40}",
        ]) {
            let text = Text::from(text.as_str());
            let (front_matter, findings) = read(&text, &InputPath::new("a.md"), &[], &Limits::default());
            prop_assert!(text.as_str().is_char_boundary(front_matter.body));
            for finding in findings {
                for span in finding.at.iter().chain(finding.also.iter().map(|(span, _)| span)) {
                    prop_assert!(text.as_str().get(span.range.clone()).is_some(), "{:?} in {:?}", span, text.as_str());
                }
            }
        }
    }
}
