//! Containers and alerts, put around their content.
//!
//! In: the steps of a page, in which headings stand for lines of containers. Out: [`Placed`]: the same steps with a
//! [`Mark`] wherever a container begins or ends. Marks are balanced, with each other and with the blocks of the parser.

use std::ops::Range;
use std::vec::IntoIter;

use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};

use crate::config::Markdown;
use crate::diagnostic::{Diagnostic, Span};
use crate::markdown::alert::{self, Alert};
use crate::markdown::attributes::Attributes;
use crate::markdown::code::written_info;
use crate::markdown::complaint;
use crate::markdown::container::Mark;
use crate::markdown::container_head::Head;
use crate::markdown::container_line::{Fold, Line, Notation};
use crate::markdown::context::Context;
use crate::markdown::footnotes::{Step, Steps};
use crate::markdown::ids::Ids;
use crate::markdown::inline::{is_inline, leaves_behind};
use crate::markdown::lifting::Lifting;
use crate::markdown::lists::Lists;
use crate::markdown::opening::{Opening, Role};
use crate::markdown::scopes::Scopes;
use crate::markdown::tabs::{self, CodeGroups};
use crate::markdown::title::{given, or_word, tab, without_stop};

/// A page with its containers in place.
#[derive(Debug)]
pub struct Placed<'a> {
    /// What to write.
    pub steps: Steps<'a>,
    /// The ids that are not made from headings.
    pub ids: Ids,
    /// Containers that are unknown or not closed, or ask for what they cannot have.
    pub findings: Vec<Diagnostic>,
}

/// Puts containers into a page, which get ids if those are free.
pub fn place<'a>(
    steps: Steps<'a>,
    lifting: &Lifting<'_>,
    context: &Context<'_>,
    dialect: &Markdown,
    ids: Ids,
) -> Placed<'a> {
    let mut placer = Placer {
        ids,
        out: Vec::with_capacity(steps.len()),
        rest: steps.into_iter(),
        lifting,
        context,
        dialect,
        scopes: Scopes::default(),
        lists: Lists::default(),
        groups: CodeGroups::default(),
        findings: Vec::new(),
        level: 1,
        leaves: 0,
        is_wrapped: false,
        is_tab: false,
    };
    while let Some((step, range)) = placer.rest.next() {
        placer.step(step, range);
    }
    placer.wrap(false, 0..0);
    placer.end_page();
    placer.findings.extend(placer.groups.findings(context.file));
    Placed {
        steps: placer.out,
        ids: placer.ids,
        findings: placer.findings,
    }
}

/// A container that is open.
#[derive(Debug)]
struct Frame {
    element: &'static str,
    /// Its opening line.
    place: Range<usize>,
    role: Role,
    /// Which of the code groups it is.
    group: usize,
    /// How many tabs it has.
    tabs: usize,
}

struct Placer<'a, 'p> {
    rest: IntoIter<(Step<'a>, Range<usize>)>,
    out: Steps<'a>,
    lifting: &'p Lifting<'p>,
    context: &'p Context<'p>,
    dialect: &'p Markdown,
    scopes: Scopes<Frame>,
    lists: Lists<'a>,
    groups: CodeGroups,
    ids: Ids,
    findings: Vec<Diagnostic>,
    /// The level of the last heading.
    level: u8,
    /// How many blocks are open that hold no blocks.
    leaves: usize,
    /// Whether a paragraph is open that the parser left out, as it does in tight lists.
    is_wrapped: bool,
    /// Whether the open fence is a tab.
    is_tab: bool,
}

impl<'a> Placer<'a, '_> {
    fn step(&mut self, step: Step<'a>, range: Range<usize>) {
        let needs_paragraph = self.leaves == 0 && is_inline(&step) && self.scopes.is_in_container();
        self.wrap(needs_paragraph, range.clone());
        match &step {
            Step::Event(Event::Start(Tag::Heading { level, .. })) => {
                if let Some(line) = self.lifting.line_at(range.start) {
                    let title = self.heading(line);
                    return self.line(line, title);
                }
                self.level = *level as u8;
            }
            Step::Event(Event::Start(Tag::List(_))) => return self.lists.begin((step, range)),
            Step::Event(Event::End(TagEnd::List(_))) => {
                return self.lists.end((step, range), &mut self.out);
            }
            Step::Event(Event::Start(Tag::Item)) => return self.item(step, range),
            Step::Event(Event::Start(Tag::BlockQuote(kind))) => {
                let kind = kind.map(alert::name);
                return self.quote(kind, step, range);
            }
            Step::Event(Event::Start(Tag::DefinitionListDefinition)) | Step::NoteStart(_) => {
                self.scopes.enter(None);
            }
            Step::Event(Event::End(
                TagEnd::Item | TagEnd::BlockQuote(_) | TagEnd::DefinitionListDefinition,
            ))
            | Step::NoteEnd => return self.leave(step, range),
            Step::NotesStart => self.end_page(),
            Step::Event(Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info)))) => {
                let written = written_info(self.context.source, range.start);
                let info = written.map_or(info.to_string(), |(info, _)| info.to_string());
                self.fence(&info, &range);
            }
            _ => {}
        }
        self.leaves = leaves_behind(&step, self.leaves);
        let ends_tab = self.is_tab && matches!(step, Step::Event(Event::End(TagEnd::CodeBlock)));
        self.out.push((step, range));
        if ends_tab {
            self.is_tab = false;
            self.mark(Mark::Close("section"));
        }
    }

    /// Begins or ends a paragraph that the parser left out.
    fn wrap(&mut self, is_needed: bool, range: Range<usize>) {
        if self.is_wrapped != is_needed {
            let event = match is_needed {
                true => Event::Start(Tag::Paragraph),
                false => Event::End(TagEnd::Paragraph),
            };
            self.out.push((Step::Event(event), range));
            self.is_wrapped = is_needed;
        }
    }

    fn mark(&mut self, mark: Mark) {
        self.out.push((Step::Container(mark), 0..0));
    }

    /// Takes the rest of the heading away that stands for a line; what is left is the title.
    fn heading(&mut self, line: &Line) -> Steps<'a> {
        let is_end =
            |(step, _): &(Step<'_>, _)| matches!(step, Step::Event(Event::End(TagEnd::Heading(_))));
        let title = self.rest.by_ref().take_while(|step| !is_end(step));
        without_stop(title.collect(), line)
    }

    fn line(&mut self, line: &Line, title: Steps<'a>) {
        match &line.notation {
            Notation::Closes(colons) => self.close(*colons, line),
            Notation::Opens(colons, head) => self.open(*colons, head, line, title),
            // These begin an item of a list, where they were seen to, or are no heading.
            Notation::Box(..) | Notation::Tab(_) | Notation::Words => {}
        }
    }

    fn close(&mut self, colons: usize, line: &Line) {
        let closed = self.scopes.close(colons);
        if closed.is_empty() {
            let mut event = |event| self.out.push((Step::Event(event), line.range.clone()));
            event(Event::Start(Tag::Paragraph));
            event(Event::Text(":".repeat(colons).into()));
            event(Event::End(TagEnd::Paragraph));
            let place = self.span(line.range.clone());
            self.findings.push(complaint::closes_nothing(place));
        }
        for frame in closed {
            self.mark(Mark::Close(frame.element));
        }
    }

    fn open(&mut self, colons: usize, head: &Head, line: &Line, title: Steps<'a>) {
        let written = &self.context.source[head.name.clone()];
        let name = written.to_ascii_lowercase();
        let (words, own) = (self.context.words, &self.dialect.containers);
        let mut attributes = head.attributes.clone();
        let mut group = 0;
        let opening = match name.as_str() {
            "tabs" => Opening::tabs(Role::Tabs, attributes.take("group").as_deref()),
            "code-group" => {
                let shared = attributes.take("group");
                let name = shared.clone().unwrap_or_default();
                group = self.groups.begin(name, line.range.clone());
                Opening::tabs(Role::CodeGroup, shared.as_deref())
            }
            "tab" => match self.tab(&title, attributes.take("value")) {
                Some(tab) => tab,
                None => self.unknown(written, head),
            },
            _ => match Opening::of(written, Fold::Never, words, own) {
                Some(opening) if opening.element == "details" => {
                    opening.opened(attributes.take("open").is_some())
                }
                Some(opening) => opening,
                None => self.unknown(written, head),
            },
        };
        let frame = Frame {
            element: opening.element,
            place: line.range.clone(),
            role: opening.role,
            group,
            tabs: 0,
        };
        let title = given(title, attributes.take("title"), &opening, line);
        self.begin(opening, title, attributes, line.range.clone());
        self.scopes.open(colons, frame);
    }

    /// A tab, if one may stand here.
    fn tab(&mut self, title: &Steps<'_>, value: Option<String>) -> Option<Opening> {
        let frame = self
            .scopes
            .innermost()
            .filter(|frame| frame.role == Role::Tabs)?;
        frame.tabs += 1;
        let label = format!("{} {}", self.context.words.tab, frame.tabs);
        Some(tab(self.level, label, title, value))
    }

    fn unknown(&mut self, name: &str, head: &Head) -> Opening {
        let place = self.span(head.name.clone());
        let finding = complaint::unknown(name, &self.dialect.containers, place);
        self.findings.push(finding);
        Opening::unknown(name)
    }

    /// Writes the beginning of a container.
    fn begin(
        &mut self,
        mut opening: Opening,
        title: Steps<'a>,
        attributes: Attributes,
        place: Range<usize>,
    ) {
        let file = self.context.file;
        let findings = opening.set(attributes, &mut self.ids, file);
        self.findings.extend(findings);
        self.mark(Mark::Open(opening.element, opening.attributes));
        if !title.is_empty() {
            let (element, class) = opening.title_element;
            self.mark(Mark::TitleOpen(element, class));
            self.out.extend(title);
            self.out
                .push((Step::Container(Mark::TitleClose(element)), place));
        }
    }

    fn quote(&mut self, kind: Option<&'static str>, step: Step<'a>, range: Range<usize>) {
        let (words, own) = (self.context.words, &self.dialect.containers);
        let source = self.context.source;
        let alert = match self.dialect.alerts {
            true => Alert::read(source, self.rest.as_slice()),
            false => None,
        };
        let (name, fold) = match (&alert, kind) {
            (_, Some(kind)) => (kind, Fold::Never),
            (Some(alert), None) => (alert.name, alert.fold),
            (None, None) => ("", Fold::Never),
        };
        let is_details = name.eq_ignore_ascii_case("details");
        let Some(opening) = Opening::of(name, fold, words, own).filter(|_| !is_details) else {
            self.scopes.enter(None);
            return self.out.push((step, range));
        };
        let (title, paragraph) = match alert.filter(|_| kind.is_none()) {
            Some(alert) => alert.take(&mut self.rest),
            None => (Vec::new(), None),
        };
        let title = or_word(title, &opening, &range);
        self.scopes.enter(Some(opening.element));
        self.begin(opening, title, Attributes::default(), range);
        if let Some(paragraph) = paragraph {
            self.leaves += 1;
            self.out.push(paragraph);
        }
    }

    /// An item, or a container whose body is indented.
    fn item(&mut self, step: Step<'a>, range: Range<usize>) {
        let first = self.rest.as_slice().first();
        let line = first.and_then(|(_, range)| self.lifting.line_at(range.start));
        let (words, own) = (self.context.words, &self.dialect.containers);
        let (line, opening, attributes) = match line.map(|line| (line, &line.notation)) {
            Some((line, Notation::Box(fold, head))) => {
                self.lists.container(&mut self.out);
                let name = &self.context.source[head.name.clone()];
                let opening = Opening::of(name, *fold, words, own);
                let opening = opening.unwrap_or_else(|| Opening::unknown(name));
                (line, opening, head.attributes.clone())
            }
            Some((line, Notation::Tab(title))) => {
                let number = self.lists.tab(&mut self.out);
                let value = tabs::value(&self.context.source[title.range.clone()]);
                let label = format!("{} {number}", words.tab);
                (
                    line,
                    Opening::tab(self.level, label, &value),
                    Attributes::default(),
                )
            }
            _ => {
                self.lists.item(&mut self.out);
                self.scopes.enter(None);
                return self.out.push((step, range));
            }
        };
        self.rest.next();
        let title = given(self.heading(line), None, &opening, line);
        self.scopes.enter(Some(opening.element));
        self.begin(opening, title, attributes, line.range.clone());
    }

    /// A fence in a code group is a tab.
    fn fence(&mut self, info: &str, range: &Range<usize>) {
        let Some(frame) = self.scopes.innermost() else {
            return;
        };
        if frame.role != Role::CodeGroup {
            return;
        }
        frame.tabs += 1;
        self.groups.add(frame.group, info);
        let number = frame.tabs;
        let label = tabs::label_of_fence(info)
            .unwrap_or_else(|| format!("{} {number}", self.context.words.tab));
        let opening = tab(self.level, label, &Vec::new(), None);
        let title = or_word(Vec::new(), &opening, range);
        self.begin(opening, title, Attributes::default(), range.clone());
        self.is_tab = true;
    }

    /// A quote, an item, a definition or a footnote ends, and what was not closed in it.
    fn leave(&mut self, step: Step<'a>, range: Range<usize>) {
        let (open, element) = self.scopes.leave();
        self.report_open(open);
        match element {
            Some(element) => self.mark(Mark::Close(element)),
            None => self.out.push((step, range)),
        }
    }

    fn end_page(&mut self) {
        let (open, _) = self.scopes.leave();
        self.report_open(open);
    }

    fn report_open(&mut self, open: Vec<Frame>) {
        for frame in open {
            self.mark(Mark::Close(frame.element));
            let place = self.span(frame.place);
            self.findings.push(complaint::never_closed(place));
        }
    }

    fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.context.file, range)
    }
}
