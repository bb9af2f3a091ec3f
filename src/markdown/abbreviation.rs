//! `*[ORM]: Object-relational mapper`: abbreviations, explained wherever they are used.
//!
//! In: the text of a page. Out: the same text with spaces in the place of the lines that define abbreviations, so that
//! every other byte stands where it stood; and [`Abbreviations`], which finds their uses in texts. A use is a whole
//! word. Lines in code and in HTML define nothing.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::ops::Range;
use std::sync::Arc;

use aho_corasick::{AhoCorasick, Input, MatchKind};

use crate::diagnostic::{Code, Diagnostic, Span};
use crate::path::input::InputPath;

/// The longest abbreviation, in bytes. A longer one would need an explanation less than a shorter name.
const MAX_NAME: usize = 128;
/// The largest number of abbreviations of a page.
const MAX_COUNT: usize = 10_000;
/// What explanations may add to a page, in bytes, if its text is shorter than this. A page that uses one long
/// explanation again and again would otherwise grow with the square of its length.
const MIN_ALLOWANCE: usize = 100_000;

/// A text whose definitions were taken out.
#[derive(Debug)]
pub struct Taken<'a> {
    /// The text, as long as before.
    pub text: Cow<'a, str>,
    /// The abbreviations.
    pub abbreviations: Abbreviations,
    /// Definitions that contradict each other, or are too many.
    pub findings: Vec<Diagnostic>,
}

/// The abbreviations of a page.
#[derive(Debug, Default)]
pub struct Abbreviations {
    /// What each one means.
    meanings: BTreeMap<String, Arc<str>>,
    finder: Option<AhoCorasick>,
    /// How many bytes of explanations may still be added.
    allowance: usize,
}

/// A part of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// Text that is none.
    Text(Range<usize>),
    /// An abbreviation, and what it means.
    Use(Range<usize>, Arc<str>),
}

/// A line that defines an abbreviation.
struct Definition<'a> {
    line: Range<usize>,
    /// From the star to the colon.
    head: Range<usize>,
    name: &'a str,
    meaning: &'a str,
}

/// Takes the definitions out of a text, from byte `start` on. `code` finds the blocks of code and HTML in it, as ranges
/// of the whole text; it is asked only if there is a line that looks like a definition.
pub fn take<'a>(
    source: &'a str,
    start: usize,
    file: &InputPath,
    code: impl FnOnce() -> Vec<Range<usize>>,
) -> Taken<'a> {
    let mut definitions = definitions(source, start);
    if !definitions.is_empty() {
        let code = code();
        definitions.retain(|definition| {
            let at = code.partition_point(|block| block.end <= definition.head.start);
            code.get(at)
                .is_none_or(|block| block.start > definition.head.start)
        });
    }
    if definitions.is_empty() {
        return Taken {
            text: Cow::Borrowed(source),
            abbreviations: Abbreviations::default(),
            findings: Vec::new(),
        };
    }
    let mut text = String::with_capacity(source.len());
    let mut findings = Vec::new();
    let mut known: BTreeMap<&str, &Definition<'_>> = BTreeMap::new();
    let mut done = 0;
    for definition in &definitions {
        text.push_str(&source[done..definition.line.start]);
        text.push_str(&" ".repeat(definition.line.len()));
        done = definition.line.end;
        let is_full = known.len() == MAX_COUNT;
        match known.entry(definition.name) {
            Entry::Vacant(free) if !is_full => drop(free.insert(definition)),
            Entry::Vacant(_) => {
                findings.push(too_many(definition, file));
                break;
            }
            // Definitions that say the same come from files that several pages include.
            Entry::Occupied(first) if first.get().meaning == definition.meaning => {}
            Entry::Occupied(first) => findings.push(twice(definition, first.get(), file)),
        }
    }
    text.push_str(&source[done..]);
    let meaning = |(name, definition): (&str, &Definition<'_>)| {
        (name.to_string(), Arc::from(definition.meaning))
    };
    let meanings: BTreeMap<String, Arc<str>> = known.into_iter().map(meaning).collect();
    let finder = AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .build(meanings.keys());
    Taken {
        abbreviations: Abbreviations {
            meanings,
            finder: finder.ok(),
            allowance: source.len().max(MIN_ALLOWANCE),
        },
        text: Cow::Owned(text),
        findings,
    }
}

/// The lines that look like definitions.
fn definitions(source: &str, start: usize) -> Vec<Definition<'_>> {
    let mut found = Vec::new();
    if !source[start..].contains("*[") {
        return found;
    }
    let mut at = start;
    for line in source[start..].split_inclusive(['\n', '\r']) {
        found.extend(definition(source, at, line.trim_end_matches(['\n', '\r'])));
        at += line.len();
    }
    found
}

fn definition<'a>(source: &'a str, start: usize, line: &'a str) -> Option<Definition<'a>> {
    let content = line.trim_start_matches(' ');
    let indent = line.len() - content.len();
    let (name, meaning) = content.strip_prefix("*[")?.split_once("]:")?;
    let fits = name.trim() == name && name.len() <= MAX_NAME && !name.contains(['[', ']']);
    let meaning = meaning.trim();
    (indent < 4 && fits && !name.is_empty() && !meaning.is_empty()).then(|| Definition {
        line: start..start + line.len(),
        head: start + indent..start + indent + name.len() + 4,
        name: &source[start + indent + 2..][..name.len()],
        meaning,
    })
}

fn twice(second: &Definition<'_>, first: &Definition<'_>, file: &InputPath) -> Diagnostic {
    let name = second.name;
    let message =
        format!("the abbreviation `{name}` is explained in two ways; this one is left out");
    Diagnostic::new(Code::A005, message)
        .at(Span::new(file, second.head.clone()))
        .also(Span::new(file, first.head.clone()), "first here")
        .help("remove one of them; an abbreviation has one meaning on a page")
}

fn too_many(definition: &Definition<'_>, file: &InputPath) -> Diagnostic {
    let message =
        format!("the page explains more than {MAX_COUNT} abbreviations; the rest is left out");
    Diagnostic::new(Code::S030, message)
        .at(Span::new(file, definition.head.clone()))
        .help("include only those that the page uses")
}

impl Abbreviations {
    /// The parts of a text, in order.
    pub fn parts(&mut self, text: &str) -> Vec<Part> {
        let mut parts = Vec::new();
        let mut done = 0;
        let mut at = 0;
        while let Some(found) = self.next(text, at) {
            at = found.end;
            let Some(meaning) = self.meanings.get(&text[found.clone()]) else {
                break;
            };
            let Some(allowance) = self.allowance.checked_sub(meaning.len()) else {
                break;
            };
            self.allowance = allowance;
            if done < found.start {
                parts.push(Part::Text(done..found.start));
            }
            done = found.end;
            parts.push(Part::Use(found, meaning.clone()));
        }
        if done < text.len() {
            parts.push(Part::Text(done..text.len()));
        }
        parts
    }

    /// The first whole word from a byte on that is an abbreviation, and the longest that begins there.
    fn next(&self, text: &str, from: usize) -> Option<Range<usize>> {
        let finder = self.finder.as_ref()?;
        let mut at = from;
        while at < text.len() {
            let found = finder.find(Input::new(text).range(at..))?;
            let start = found.start();
            if is_border(text, start) {
                let ends = (start + 1..=found.end()).rev();
                let fits = |end: &usize| {
                    text.is_char_boundary(*end)
                        && is_border(text, *end)
                        && self.meanings.contains_key(&text[start..*end])
                };
                if let Some(end) = ends.into_iter().find(fits) {
                    return Some(start..end);
                }
            }
            let next = (start + 1..text.len())
                .find(|at| text.is_char_boundary(*at) && is_border(text, *at));
            at = next?;
        }
        None
    }
}

/// Whether no word goes on over a place in a text.
fn is_border(text: &str, at: usize) -> bool {
    let is_word = |letter: char| letter.is_alphanumeric() || letter == '_';
    let before = text[..at].chars().next_back();
    let after = text[at..].chars().next();
    !(before.is_some_and(is_word) && after.is_some_and(is_word))
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use super::*;

    fn taken(source: &str) -> Taken<'_> {
        take(source, 0, &InputPath::new("a.md"), Vec::new)
    }

    #[test]
    fn lines_that_define_are_spaces() {
        let check = |source: &str, expected: &str, names: &[&str]| {
            let taken = taken(source);
            assert_eq!(taken.text, expected);
            assert_eq!(taken.text.len(), source.len());
            assert!(taken.abbreviations.meanings.keys().eq(names), "{source}");
        };
        check("a\n*[B]: c\r\nd", "a\n       \r\nd", &["B"]);
        check("   *[B C]: d", &" ".repeat(12), &["B C"]);
        check("*[ü]: ä", &" ".repeat(9), &["ü"]);
        for other in [
            "    *[B]: c",
            "*[B]:",
            "*[]: c",
            "*[ B ]: c",
            "*[[B]]: c",
            "* [B]: c",
            "*[B] c",
            "a *[B]: c",
        ] {
            check(other, other, &[]);
        }
    }

    #[test]
    fn whole_words_are_found() {
        let check = |names: &[&str], text: &str, expected: &str| {
            let source: String = names.iter().map(|name| format!("*[{name}]: x\n")).collect();
            let mut shown = String::new();
            for part in taken(&source).abbreviations.parts(text) {
                match part {
                    Part::Text(range) => shown.push_str(&text[range]),
                    Part::Use(range, _) => shown.push_str(&format!("<{}>", &text[range])),
                }
            }
            assert_eq!(shown, expected);
        };
        check(
            &["ORM"],
            "ORM, ORMs (ORM) ORM-like orm ORM_x",
            "<ORM>, ORMs (<ORM>) <ORM>-like orm ORM_x",
        );
        check(
            &["API", "REST API", "REST"],
            "REST API, REST APIs, API",
            "<REST API>, <REST> APIs, <API>",
        );
        check(&["C++", "e.g."], "C++ e.g. x", "<C++> <e.g.> x");
        check(&["Ü"], "Üb Ü übÜ", "Üb <Ü> übÜ");
        check(&[], "ORM", "ORM");
    }

    #[test]
    #[expect(clippy::disallowed_methods, reason = "the time is what is tested")]
    fn many_abbreviations_in_a_long_text_are_found_in_one_walk() {
        let start = Instant::now();
        let name = |at: usize| format!("*[A{at}]: meaning {at}\n");
        let source: String = (0..10_000).map(name).collect();
        let mut abbreviations = taken(&source).abbreviations;
        let text: String = (0..200_000)
            .map(|at| format!("A{} and ", at % 20_000))
            .collect();
        let uses = abbreviations.parts(&text);
        let count = uses
            .iter()
            .filter(|part| matches!(part, Part::Use(..)))
            .count();
        // The explanations have an allowance of the text's length.
        assert!(count > 5_000 && count < 100_000, "{count}");
        for (definitions, text) in [
            (format!("*[{}]: x\n", "a".repeat(128)), "a".repeat(1 << 20)),
            (
                format!("*[{}b]: x\n", "a ".repeat(60)),
                "a ".repeat(1 << 19),
            ),
            ("*[a]: x\n".repeat(100_000), "b".to_string()),
        ] {
            taken(&definitions).abbreviations.parts(&text);
        }
        assert!(start.elapsed().as_secs() < 10);
        let many: String = (0..10_001).map(name).collect();
        assert_eq!(taken(&many).findings[0].code, Code::S030);
    }
}
