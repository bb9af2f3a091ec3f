//! What a diagram's source asks for, before anything draws it.
//!
//! In: the text of a `mermaid` block and the limits. Out: [`Source`], the text to draw and notes about what was left
//! out, or the finding that says why it is not drawn. Settings and links are replaced by spaces, so that every place
//! in the text to draw is the same place in the author's.

use std::ops::Range;

use crate::config::DiagramLimits;
use crate::diagnostic::{Code, Diagnostic};
use crate::words::Words;

/// A finding and the bytes of the source that it is about.
pub(crate) type Finding = (Range<usize>, Diagnostic);

/// The kinds of diagrams that are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Family {
    /// `flowchart` and `graph`.
    Flowchart,
    /// `sequenceDiagram`.
    Sequence,
    /// `stateDiagram`.
    State,
    /// `classDiagram`.
    Class,
    /// `erDiagram`.
    Entity,
}

/// A source that can be drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Source {
    /// What kind of diagram it is.
    pub(crate) family: Family,
    /// The line that says so.
    pub(crate) head: Range<usize>,
    /// What to draw, as long as the author's text.
    pub(crate) text: String,
    /// What was left out.
    pub(crate) notes: Vec<Finding>,
}

/// The first words of diagrams, and their families.
const HEADS: &[(&str, Family)] = &[
    ("flowchart", Family::Flowchart),
    ("graph", Family::Flowchart),
    ("sequenceDiagram", Family::Sequence),
    ("stateDiagram", Family::State),
    ("stateDiagram-v2", Family::State),
    ("classDiagram", Family::Class),
    ("classDiagram-v2", Family::Class),
    ("erDiagram", Family::Entity),
];

impl Family {
    fn of(word: &str) -> Option<Family> {
        let head = HEADS.iter().find(|(name, _)| *name == word);
        head.map(|(_, family)| *family)
    }

    /// What a reader who sees no drawing is told.
    pub(crate) fn name(self, words: &Words) -> &'static str {
        match self {
            Family::Flowchart => words.flowchart,
            Family::Sequence => words.sequence_diagram,
            Family::State => words.state_diagram,
            Family::Class => words.class_diagram,
            Family::Entity => words.entity_diagram,
        }
    }

    /// First words of statements that lead out of the diagram or call a script.
    fn links(self) -> &'static [&'static str] {
        match self {
            Family::Flowchart | Family::State => &["click"],
            Family::Class => &["click", "link", "callback"],
            Family::Sequence => &["link", "links", "properties", "details"],
            Family::Entity => &[],
        }
    }

    /// First words of lines that open a block, which `end` or `}` closes.
    fn opens(self, word: &str, line: &str) -> bool {
        match self {
            Family::Flowchart => word == "subgraph",
            Family::Sequence => matches!(
                word,
                "alt" | "box" | "break" | "critical" | "loop" | "opt" | "par" | "par_over" | "rect"
            ),
            Family::State | Family::Class | Family::Entity => line.ends_with('{'),
        }
    }
}

/// Bytes of a line: breaking a text into lines takes more than twice the time for twice the length.
const MAX_LINE: usize = 4096;

/// Reads a source.
pub(crate) fn read(text: &str, limits: DiagramLimits) -> Result<Source, Box<Finding>> {
    let first = 0..text.find('\n').unwrap_or(text.len());
    if text.len() > limits.bytes {
        let reason = format!("it has more than {} bytes", limits.bytes);
        return Err(beyond(first, &reason, "diagram"));
    }
    let mut reader = Reader {
        text: text.as_bytes().to_vec(),
        notes: Vec::new(),
    };
    let mut family = None;
    let mut front_matter = FrontMatter::Before;
    let mut directive = false;
    let mut statements = 0;
    let mut depth = 0_usize;
    let mut start = 0;
    for whole in text.split_inclusive('\n') {
        let line = whole.trim();
        let from = start + whole.len() - whole.trim_start().len();
        let range =
            from.min(start + whole.len())..from.max(from + line.len()).min(start + whole.len());
        let range = if line.is_empty() { start..start } else { range };
        start += whole.len();
        if line.len() > MAX_LINE {
            return Err(long(range));
        }
        if directive || line.starts_with("%%{") {
            if !directive {
                reader.note(range.clone(), "settings");
            }
            directive = !line.contains("}%%");
            reader.erase(range);
            continue;
        }
        if line.is_empty() || line.starts_with("%%") {
            continue;
        }
        let Some((kind, _)) = family else {
            front_matter = front_matter.next(line);
            match front_matter {
                FrontMatter::Opening | FrontMatter::Closing => {}
                FrontMatter::Inside if line.starts_with("title:") => {}
                FrontMatter::Inside => {
                    if line.starts_with("config:") {
                        reader.note(range.clone(), "settings");
                    }
                    reader.erase(range);
                }
                FrontMatter::Before | FrontMatter::Behind => {
                    let word = line.split([' ', '\t', ';', ':']).next().unwrap_or(line);
                    match Family::of(word) {
                        Some(found) => family = Some((found, range)),
                        None => return Err(unknown(word, range)),
                    }
                }
            }
            continue;
        };
        let mut words = line.split_whitespace();
        let word = words.next().unwrap_or_default();
        if kind.links().contains(&word) && words.next().is_some_and(is_name) {
            reader.note(range.clone(), "links");
            reader.erase(range);
            continue;
        }
        // `a & b --> c & d` makes a line from each to each.
        let joins = match kind {
            Family::Flowchart => (line.matches('&').count() / 2).pow(2),
            _ => 0,
        };
        statements += 1 + line.matches(';').count() + joins;
        if statements > limits.statements {
            let reason = format!("it has more than {} statements", limits.statements);
            return Err(beyond(range, &reason, "diagram-statements"));
        }
        if kind.opens(word, line) {
            depth += 1;
        } else if word == "end" || line == "}" {
            depth = depth.saturating_sub(1);
        }
        if depth > limits.depth {
            let reason = format!("its blocks are more than {} deep", limits.depth);
            return Err(beyond(range, &reason, "diagram-depth"));
        }
    }
    match family {
        Some((family, head)) => Ok(Source {
            family,
            head,
            text: String::from_utf8_lossy(&reader.text).into_owned(),
            notes: reader.notes,
        }),
        None => {
            let finding = Diagnostic::new(
                Code::S031,
                "a diagram is shown as its source, because it is empty",
            );
            let help = "begin with the kind of the diagram, such as `flowchart LR`";
            Err(Box::new((first, finding.help(help))))
        }
    }
}

/// Where a line stands to the front matter, whose title alone is drawn.
#[derive(Clone, Copy, PartialEq, Eq)]
enum FrontMatter {
    Before,
    Opening,
    Inside,
    Closing,
    Behind,
}

impl FrontMatter {
    fn next(self, line: &str) -> FrontMatter {
        let is_fence = line == "---";
        match self {
            FrontMatter::Before if is_fence => FrontMatter::Opening,
            FrontMatter::Opening | FrontMatter::Inside if is_fence => FrontMatter::Closing,
            FrontMatter::Opening | FrontMatter::Inside => FrontMatter::Inside,
            FrontMatter::Before | FrontMatter::Closing | FrontMatter::Behind => FrontMatter::Behind,
        }
    }
}

/// Whether a word names a part of the diagram, rather than joining one that is called like the statement.
fn is_name(word: &str) -> bool {
    !word.starts_with([
        '-', '=', '<', '.', '~', '[', '(', '{', ':', '&', '@', '>', '|', '}', '*',
    ])
}

struct Reader {
    text: Vec<u8>,
    notes: Vec<Finding>,
}

impl Reader {
    fn erase(&mut self, range: Range<usize>) {
        if let Some(bytes) = self.text.get_mut(range) {
            bytes.fill(b' ');
        }
    }

    fn note(&mut self, range: Range<usize>, what: &str) {
        let finding = Diagnostic::new(
            Code::A010,
            format!("{what} inside a diagram have no effect"),
        );
        let help = match what {
            "links" => "write the links below the diagram, where every reader finds them",
            _ => "leave them out: colours and fonts follow the theme",
        };
        self.notes.push((range, finding.help(help)));
    }
}

fn beyond(range: Range<usize>, reason: &str, key: &str) -> Box<Finding> {
    let message = format!("a diagram is shown as its source, because {reason}");
    let help = format!("draw its parts apart, or raise `{key}` in `[limits]`");
    Box::new((range, Diagnostic::new(Code::S031, message).help(help)))
}

fn long(range: Range<usize>) -> Box<Finding> {
    let message =
        format!("a diagram is shown as its source, because a line has more than {MAX_LINE} bytes");
    let finding = Diagnostic::new(Code::S031, message);
    Box::new((range, finding.help("shorten the text, or break the line")))
}

fn unknown(word: &str, range: Range<usize>) -> Box<Finding> {
    let shown: String = word.chars().take(40).collect();
    let message =
        format!("a diagram is shown as its source, because `{shown}` is no kind that is drawn");
    let help = "`flowchart`, `sequenceDiagram`, `stateDiagram-v2`, `classDiagram` and `erDiagram` are drawn";
    Box::new((range, Diagnostic::new(Code::S031, message).help(help)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMITS: DiagramLimits = DiagramLimits {
        bytes: 400,
        statements: 4,
        depth: 2,
    };

    fn marked(text: &str) -> Vec<(&str, Code)> {
        let notes = match read(text, LIMITS) {
            Ok(source) => source.notes,
            Err(finding) => vec![*finding],
        };
        let place = |(range, finding): Finding| (text.get(range).unwrap(), finding.code);
        notes.into_iter().map(place).collect()
    }

    #[test]
    fn what_has_no_effect_becomes_spaces() {
        let text = "---\ntitle: T\nconfig:\n  theme: dark\n---\n%%{init: {\n\"theme\": 1}}%%\n\
                    flowchart LR\n  click A \"javascript:x\"\n  click --> b\n";
        let source = read(text, LIMITS).unwrap();
        assert_eq!(source.text.len(), text.len());
        let words: Vec<&str> = source.text.split_whitespace().collect();
        assert_eq!(words.join(" "), "--- title: T --- flowchart LR click --> b");
        assert_eq!(&text[source.head], "flowchart LR");
        let places = ["config:", "%%{init: {", "click A \"javascript:x\""];
        assert_eq!(marked(text), places.map(|place| (place, Code::A010)));
    }

    #[test]
    fn each_family_is_known_by_its_first_word() {
        let check = |text: &str, expected: Option<Family>| {
            let family = read(text, LIMITS).ok().map(|source| source.family);
            assert_eq!(family, expected, "{text:?}");
        };
        check("graph TD;A-->B", Some(Family::Flowchart));
        check("\n%% c\n  sequenceDiagram\n", Some(Family::Sequence));
        check("stateDiagram-v2", Some(Family::State));
        check("classDiagram", Some(Family::Class));
        check("erDiagram", Some(Family::Entity));
        check("gantt", None);
        check("", None);
        check("---", None);
    }

    #[test]
    fn limits_name_the_place_where_they_are_passed() {
        assert_eq!(marked(&"x".repeat(401)).len(), 1);
        let joins = "graph\na & b & c & d & e & f --> g";
        assert_eq!(marked(joins).len(), 1);
        assert_eq!(marked("pie\n"), [("pie", Code::S031)]);
        assert_eq!(marked("graph\na\nb\nc;d\ne"), [("e", Code::S031)]);
        let deep = "graph\nsubgraph a\nsubgraph b\nsubgraph c\n";
        assert_eq!(marked(deep), [("subgraph c", Code::S031)]);
        assert_eq!(marked("graph\nsubgraph a\nend\nsubgraph b\nend"), []);
        let deep = "stateDiagram\nstate a {\nstate b {\nstate c {";
        assert_eq!(marked(deep), [("state c {", Code::S031)]);
    }
}
