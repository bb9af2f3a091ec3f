//! Footnotes, numbered in the order in which the text refers to them and moved to the end of the page.
//!
//! In: the events of a page, in which definitions stand wherever the author wrote them. Out: [`Step`]s, in which
//! references know their number and definitions come last, each with its ways back. Ids are those of mdBook
//! (`footnote-NAME`, `fr-NAME-N`), so links into its books keep working.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::diagnostic::{Code, Diagnostic, Span};
use crate::html::Html;
use crate::markdown::container::Mark;
use crate::path::anchor::{Anchor, slug};
use crate::path::input::InputPath;
use crate::words::Words;

/// What the writer writes next.
#[derive(Clone, Debug)]
pub enum Step<'a> {
    /// An event of the parser.
    Event(Event<'a>),
    /// The beginning or the end of a container.
    Container(Mark),
    /// A reference to a footnote.
    Reference {
        /// The number that readers see.
        number: usize,
        /// The footnote.
        target: Anchor,
        /// The id of the reference itself.
        own: Anchor,
    },
    /// A formula.
    Formula(Arc<Formula>),
    /// An abbreviation, and what it means.
    Abbreviation(String, Arc<str>),
    /// The picture that follows is a link to its file.
    Enlarged,
    /// The list of footnotes begins.
    NotesStart,
    /// A footnote begins.
    NoteStart(Anchor),
    /// The ways back to the references.
    NoteBack(Vec<Anchor>),
    /// A footnote ends.
    NoteEnd,
    /// The list of footnotes ends.
    NotesEnd,
}

/// A formula.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Formula {
    /// What is shown.
    pub html: Html,
    /// What stands between the dollars.
    pub tex: String,
}

/// A page with its footnotes in place.
#[derive(Debug)]
pub struct Lifted<'a> {
    /// What to write.
    pub steps: Steps<'a>,
    /// The ids that footnotes and references have.
    pub anchors: Vec<Anchor>,
    /// Footnotes that are defined twice or never used.
    pub findings: Vec<Diagnostic>,
}

/// What to write, each with its bytes in the file.
pub type Steps<'a> = Vec<(Step<'a>, Range<usize>)>;
type Events<'a> = Vec<(Event<'a>, Range<usize>)>;

struct Definition<'a> {
    /// The name as it is written here; references may write it in another case.
    name: String,
    place: Range<usize>,
    events: Events<'a>,
}

/// Lifts the definitions out of a page and numbers the references.
pub fn lift<'a>(events: Events<'a>, file: &InputPath) -> Lifted<'a> {
    let mut findings = Vec::new();
    let (body, mut definitions) = separate(events, file, &mut findings);
    let mut numbering = Numbering::default();
    let mut steps = numbering.steps(body, &definitions);
    let mut notes: Vec<(String, Steps<'a>, Range<usize>)> = Vec::new();
    // A footnote may refer to footnotes that nothing else refers to; the list grows while it is walked.
    while let Some(key) = numbering.order.get(notes.len()).cloned() {
        let Some(definition) = definitions.get_mut(&key) else {
            break;
        };
        let (events, place) = (
            std::mem::take(&mut definition.events),
            definition.place.clone(),
        );
        let inner = numbering.steps(events, &definitions);
        notes.push((key, inner, place));
    }
    for (key, definition) in &definitions {
        if !numbering.ids.contains_key(key) {
            let name = &definition.name;
            let message = format!("the footnote `{name}` is never used");
            let finding =
                Diagnostic::new(Code::A005, message).at(Span::new(file, definition.place.clone()));
            findings
                .push(finding.help(format!("write `[^{name}]` where it belongs, or remove it")));
        }
    }
    let mut anchors = Vec::new();
    if !notes.is_empty() {
        steps.push((Step::NotesStart, 0..0));
        for (key, inner, place) in notes {
            let id = &numbering.ids[&key];
            let back: Vec<Anchor> = (1..=numbering.uses[&key])
                .map(|count| own_anchor(id, count))
                .collect();
            anchors.push(note_anchor(id));
            anchors.extend(back.iter().cloned());
            steps.push((Step::NoteStart(note_anchor(id)), place.clone()));
            push_with_ways_back(&mut steps, inner, back);
            steps.push((Step::NoteEnd, place));
        }
        steps.push((Step::NotesEnd, 0..0));
    }
    Lifted {
        steps,
        anchors,
        findings,
    }
}

/// The ways back stand at the end of the last paragraph, or behind what else ends the footnote.
fn push_with_ways_back<'a>(steps: &mut Steps<'a>, mut inner: Steps<'a>, back: Vec<Anchor>) {
    let last = match inner.last() {
        Some((Step::Event(Event::End(TagEnd::Paragraph)), _)) => inner.pop(),
        _ => None,
    };
    steps.append(&mut inner);
    steps.push((Step::NoteBack(back), 0..0));
    steps.extend(last);
}

fn separate<'a>(
    events: Events<'a>,
    file: &InputPath,
    findings: &mut Vec<Diagnostic>,
) -> (Events<'a>, BTreeMap<String, Definition<'a>>) {
    let mut body = Vec::with_capacity(events.len());
    let mut definitions: BTreeMap<String, Definition<'a>> = BTreeMap::new();
    let mut open: Option<Definition<'a>> = None;
    for (event, range) in events {
        match (&event, &mut open) {
            (Event::Start(Tag::FootnoteDefinition(name)), None) => {
                open = Some(Definition {
                    name: name.to_string(),
                    place: range,
                    events: Vec::new(),
                });
            }
            (Event::End(TagEnd::FootnoteDefinition), Some(_)) => {
                let Some(definition) = open.take() else {
                    continue;
                };
                match definitions.entry(key(&definition.name)) {
                    Entry::Occupied(first) => findings.push(twice(&definition, first.get(), file)),
                    Entry::Vacant(free) => drop(free.insert(definition)),
                }
            }
            (_, Some(definition)) => definition.events.push((event, range)),
            (_, None) => body.push((event, range)),
        }
    }
    (body, definitions)
}

/// What tells footnotes apart: their names, whatever the case.
fn key(name: &str) -> String {
    name.to_lowercase()
}

fn twice(second: &Definition<'_>, first: &Definition<'_>, file: &InputPath) -> Diagnostic {
    let name = &second.name;
    Diagnostic::new(
        Code::A005,
        format!("the footnote `{name}` is defined twice; this one is left out"),
    )
    .at(Span::new(file, second.place.clone()))
    .also(Span::new(file, first.place.clone()), "first here")
    .help("give one of them another name")
}

#[derive(Default)]
struct Numbering {
    order: Vec<String>,
    numbers: BTreeMap<String, usize>,
    uses: BTreeMap<String, usize>,
    /// The part of the ids that tells one footnote from another.
    ids: BTreeMap<String, String>,
    /// Each part that is in use, with the count to try next for another footnote that comes to the same.
    taken: BTreeMap<String, usize>,
}

impl Numbering {
    fn steps<'a>(
        &mut self,
        events: Events<'a>,
        definitions: &BTreeMap<String, Definition<'_>>,
    ) -> Steps<'a> {
        let step = |(event, range): (Event<'a>, Range<usize>)| match &event {
            Event::FootnoteReference(name) => match definitions.get(&key(name)) {
                Some(definition) => (self.reference(&definition.name), range),
                None => (Step::Event(event), range),
            },
            _ => (Step::Event(event), range),
        };
        events.into_iter().map(step).collect()
    }

    fn reference(&mut self, name: &str) -> Step<'static> {
        let key = key(name);
        let number = *self.numbers.entry(key.clone()).or_insert_with(|| {
            let id = id_part(name, &mut self.taken);
            self.ids.insert(key.clone(), id);
            self.order.push(key.clone());
            self.order.len()
        });
        let id = &self.ids[&key];
        let uses = self.uses.entry(key).or_insert(0);
        *uses += 1;
        Step::Reference {
            number,
            target: note_anchor(id),
            own: own_anchor(id, *uses),
        }
    }
}

fn note_anchor(id: &str) -> Anchor {
    anchor(&format!("footnote-{id}"))
}

fn own_anchor(id: &str, count: usize) -> Anchor {
    anchor(&format!("fr-{id}-{count}"))
}

/// A name as a part of ids: as written if it may stand there, else what is left of it; counted if another footnote
/// has come to the same.
fn id_part(name: &str, taken: &mut BTreeMap<String, usize>) -> String {
    let base = match Anchor::written(name) {
        Some(_) => name.to_string(),
        None => slug(name),
    };
    let mut id = base.clone();
    let mut count = taken.get(&base).copied().unwrap_or(2);
    while taken.contains_key(&id) {
        id = format!("{base}-{count}");
        count += 1;
    }
    taken.insert(base, count);
    taken.entry(id.clone()).or_insert(2);
    id
}

/// Findings on what looks like a reference to a footnote in a text, which the parser has left as it is.
pub fn undefined(source: &str, text: &Range<usize>, file: &InputPath) -> Vec<Diagnostic> {
    let written = &source[text.clone()];
    let finding = |(at, _): (usize, &str)| {
        let name = &written[at + 2..];
        let name = &name
            [..name.find(|letter: char| "[]`\\".contains(letter) || letter.is_whitespace())?];
        let is_reference = !name.is_empty()
            && written[at + 2 + name.len()..].starts_with(']')
            && !written[..at].ends_with('\\');
        let start = text.start + at;
        is_reference.then(|| {
            Diagnostic::new(Code::A005, format!("the footnote `{name}` is not defined"))
                .at(Span::new(file, start..start + name.len() + 3))
                .help(format!(
                    "write `[^{name}]: its text` in a paragraph of its own, or `\\[^{name}]` if no footnote is meant"
                ))
        })
    };
    written.match_indices("[^").filter_map(finding).collect()
}

fn anchor(id: &str) -> Anchor {
    Anchor::written(id)
        .expect("the id begins with a letter, and `id_part` leaves no white space in it")
}

/// Writes the HTML of a step that is no event.
pub fn write(step: Step<'_>, words: &Words, out: &mut Html) {
    match step {
        // The writer looks at these itself.
        Step::Event(_) | Step::Enlarged | Step::Formula(_) => {}
        Step::Container(mark) => mark.write(out),
        Step::Abbreviation(name, meaning) => {
            out.open("abbr", &[("title", &meaning)]);
            out.push_text(&name);
            out.close("abbr");
        }
        Step::Reference {
            number,
            target,
            own,
        } => {
            out.open(
                "sup",
                &[("class", "footnote-reference"), ("id", own.as_str())],
            );
            out.open("a", &[("href", &target.href()), ("role", "doc-noteref")]);
            out.push_text(&number.to_string());
            out.push_static("</a></sup>");
        }
        Step::NotesStart => {
            let name = words.footnotes;
            out.push_static("\n");
            out.open(
                "section",
                &[
                    ("class", "footnotes"),
                    ("role", "doc-endnotes"),
                    ("aria-label", name),
                ],
            );
            out.push_static("\n<ol>\n");
        }
        Step::NoteStart(anchor) => out.open("li", &[("id", anchor.as_str())]),
        Step::NoteBack(anchors) => ways_back(&anchors, words, out),
        Step::NoteEnd => out.push_static("</li>\n"),
        Step::NotesEnd => out.push_static("</ol>\n</section>\n"),
    }
}

fn ways_back(anchors: &[Anchor], words: &Words, out: &mut Html) {
    for (index, anchor) in anchors.iter().enumerate() {
        let name = match anchors.len() {
            1 => words.footnote_back.to_string(),
            _ => format!("{} {}", words.footnote_back, index + 1),
        };
        out.push_text(" ");
        let href = anchor.href();
        let class = ("class", "footnote-back");
        out.open(
            "a",
            &[
                class,
                ("href", &href),
                ("role", "doc-backlink"),
                ("aria-label", &name),
            ],
        );
        out.push_text("↩");
        out.close("a");
    }
}
