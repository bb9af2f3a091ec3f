//! Footnotes, numbered in the order in which the text refers to them and moved to the end of the page.
//!
//! In: the events of a page, in which definitions stand wherever the author wrote them. Out: [`Step`]s, in which
//! references know their number and definitions come last, each with its ways back. Ids are those of mdBook
//! (`footnote-NAME`, `fr-NAME-N`), so links into its books keep working.

use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::diagnostic::{Code, Diagnostic, Span};
use crate::html::Html;
use crate::path::anchor::{Anchor, slug};
use crate::path::input::InputPath;
use crate::words::Words;

/// What the writer writes next.
#[derive(Clone, Debug)]
pub enum Step<'a> {
    /// An event of the parser.
    Event(Event<'a>),
    /// A reference to a footnote.
    Reference {
        /// The number that readers see.
        number: usize,
        /// The footnote.
        target: Anchor,
        /// The id of the reference itself.
        own: Anchor,
    },
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
    while let Some(name) = numbering.order.get(notes.len()).cloned() {
        let Some(definition) = definitions.get_mut(&name) else {
            break;
        };
        let (events, place) = (
            std::mem::take(&mut definition.events),
            definition.place.clone(),
        );
        let inner = numbering.steps(events, &definitions);
        notes.push((name, inner, place));
    }
    for (name, definition) in &definitions {
        if !numbering.order.contains(name) {
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
        for (name, inner, place) in notes {
            let back: Vec<Anchor> = (1..=numbering.uses[&name])
                .map(|count| own_anchor(&name, count))
                .collect();
            anchors.push(note_anchor(&name));
            anchors.extend(back.iter().cloned());
            steps.push((Step::NoteStart(note_anchor(&name)), place.clone()));
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
    let mut open: Option<(String, Definition<'a>)> = None;
    for (event, range) in events {
        match (&event, &mut open) {
            (Event::Start(Tag::FootnoteDefinition(name)), None) => {
                open = Some((
                    name.to_string(),
                    Definition {
                        place: range,
                        events: Vec::new(),
                    },
                ));
            }
            (Event::End(TagEnd::FootnoteDefinition), Some(_)) => {
                let Some((name, definition)) = open.take() else {
                    continue;
                };
                match definitions.get(&name) {
                    Some(first) => {
                        findings.push(twice(&name, file, &definition.place, &first.place));
                    }
                    None => drop(definitions.insert(name, definition)),
                }
            }
            (_, Some((_, definition))) => definition.events.push((event, range)),
            (_, None) => body.push((event, range)),
        }
    }
    (body, definitions)
}

fn twice(name: &str, file: &InputPath, at: &Range<usize>, first: &Range<usize>) -> Diagnostic {
    Diagnostic::new(
        Code::A005,
        format!("the footnote `{name}` is defined twice; this one is left out"),
    )
    .at(Span::new(file, at.clone()))
    .also(Span::new(file, first.clone()), "first here")
    .help("give one of them another name")
}

#[derive(Default)]
struct Numbering {
    order: Vec<String>,
    numbers: BTreeMap<String, usize>,
    uses: BTreeMap<String, usize>,
}

impl Numbering {
    fn steps<'a>(
        &mut self,
        events: Events<'a>,
        definitions: &BTreeMap<String, Definition<'_>>,
    ) -> Steps<'a> {
        let step = |(event, range): (Event<'a>, Range<usize>)| match &event {
            Event::FootnoteReference(name) if definitions.contains_key(name.as_ref()) => {
                (self.reference(name), range)
            }
            _ => (Step::Event(event), range),
        };
        events.into_iter().map(step).collect()
    }

    fn reference(&mut self, name: &str) -> Step<'static> {
        let number = *self.numbers.entry(name.to_string()).or_insert_with(|| {
            self.order.push(name.to_string());
            self.order.len()
        });
        let uses = self.uses.entry(name.to_string()).or_insert(0);
        *uses += 1;
        Step::Reference {
            number,
            target: note_anchor(name),
            own: own_anchor(name, *uses),
        }
    }
}

fn note_anchor(name: &str) -> Anchor {
    anchor(&format!("footnote-{}", id_part(name)))
}

fn own_anchor(name: &str, count: usize) -> Anchor {
    anchor(&format!("fr-{}-{count}", id_part(name)))
}

/// A name as a part of an id: as written if it may stand there, else what is left of it.
fn id_part(name: &str) -> String {
    match Anchor::written(name) {
        Some(_) => name.to_string(),
        None => slug(name),
    }
}

fn anchor(id: &str) -> Anchor {
    Anchor::written(id)
        .expect("the id begins with a letter, and `id_part` leaves no white space in it")
}

/// Writes the HTML of a step that is no event.
pub fn write(step: Step<'_>, words: &Words, out: &mut Html) {
    match step {
        Step::Event(_) => {}
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
