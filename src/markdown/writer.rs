//! Events to pieces: the only place where Markdown becomes HTML.
//!
//! In: the events of a page, its headings, and where it stands. Out: [`Written`].
//! The HTML is that of the `CommonMark` examples; what differs from them is a switch of [`Switches`](crate::markdown::context::Switches), so that the same
//! writer can be held against the examples.

use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{CodeBlockKind, CowStr, Event, Tag, TagEnd};

use crate::html::Html;
use crate::markdown::block_names::BlockNames;
use crate::markdown::code::{self, Around};
use crate::markdown::context::Context;
use crate::markdown::footnotes::{self, Formula, Step, Steps};
use crate::markdown::heading::{Attributes, Heading};
use crate::markdown::image::Image;
use crate::markdown::note_list::{NoteList, notes_below};
use crate::markdown::sink::{Sink, Written};
use crate::markdown::table::Table;
use crate::markdown::tabs::BelowTab;
use crate::markdown::wiki;
use crate::path::anchor::Anchor;

/// Writes a page. `headings` and the ids of `terms` are those of the events, in the same order; `names` are for its code
/// blocks.
pub fn write(
    steps: Steps<'_>,
    (headings, terms): (&[Heading], &[Anchor]),
    names: BlockNames,
    context: &Context<'_>,
) -> Written {
    let mut writer = Writer {
        sink: Sink::new(context, names),
        headings: headings.iter(),
        terms: terms.iter(),
        heading: None,
        table: None,
        code: None,
        below_tab: BelowTab::default(),
        notes: None,
        image: None,
        is_enlarged: false,
        live_links: Vec::new(),
        shows_title: false,
    };
    let mut steps = steps.into_iter();
    while let Some((step, range)) = steps.next() {
        writer.below_tab.step(&step);
        match step {
            Step::Event(Event::End(TagEnd::CodeBlock)) => {
                writer.end_code(notes_below(steps.as_slice()));
            }
            Step::Event(event) => writer.event(event, range),
            Step::Formula(formula) => writer.formula(&formula),
            Step::Enlarged => writer.is_enlarged = true,
            other => footnotes::write(other, context.words, &mut writer.sink.out),
        }
    }
    writer.sink.finish()
}

struct Writer<'a> {
    sink: Sink<'a>,
    headings: std::slice::Iter<'a, Heading>,
    terms: std::slice::Iter<'a, Anchor>,
    /// The level and the id of the open heading.
    heading: Option<(u8, Option<Anchor>)>,
    table: Option<Table>,
    code: Option<OpenCode>,
    below_tab: BelowTab,
    /// The list of notes that is open, or comes next.
    notes: Option<NoteList>,
    image: Option<Image>,
    /// Whether the image is a link to its file.
    is_enlarged: bool,
    /// For each open link, whether it was written.
    live_links: Vec<bool>,
    /// Whether the open link shows the title of its page in the place of its text.
    shows_title: bool,
}

/// A code block that is open.
struct OpenCode {
    language: String,
    /// The info string as it is written.
    info: String,
    /// Where the info string stands, if it does so as it is.
    at: Option<usize>,
    text: String,
    block: Range<usize>,
    /// Where its lines stand.
    lines: Option<Range<usize>>,
}

impl Writer<'_> {
    /// Writes a formula; the text of a picture has it as it is written.
    fn formula(&mut self, formula: &Formula) {
        match &mut self.image {
            Some(image) => image.alternative.push_str(&formula.tex),
            None => self.sink.out.push_html(&formula.html),
        }
    }

    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        if let Some(image) = &mut self.image {
            if image.takes_in(&event)
                && let Some(image) = self.image.take()
            {
                let is_enlarged = std::mem::take(&mut self.is_enlarged);
                self.sink.image(&image, is_enlarged);
            }
            return;
        }
        if let (Some(code), Event::Text(more)) = (&mut self.code, &event) {
            let start = code.lines.as_ref().map_or(range.start, |lines| lines.start);
            code.lines = Some(start..range.end);
            return code.text.push_str(more);
        }
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag),
            Event::Text(_) if self.shows_title => {}
            Event::Text(text) => self.sink.out.push_text(&text),
            Event::Code(text) => {
                self.sink.out.open("code", &[]);
                self.sink.out.push_text(&text);
                self.sink.out.close("code");
            }
            Event::Html(html) | Event::InlineHtml(html) => self.sink.raw(&html, range),
            Event::SoftBreak => self.sink.out.push_static("\n"),
            Event::HardBreak => self.sink.out.push_static("<br />\n"),
            Event::Rule => self.sink.block("<hr />\n"),
            // A reference that is defined nowhere; the others became steps of their own.
            Event::FootnoteReference(name) => self.sink.out.push_text(&format!("[^{name}]")),
            Event::TaskListMarker(done) => self.sink.task(done),
            // Formulas became steps of their own.
            Event::InlineMath(text) | Event::DisplayMath(text) => self.sink.out.push_text(&text),
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Paragraph => self.sink.block("<p>"),
            Tag::Heading {
                level,
                classes,
                attrs,
                ..
            } => self.start_heading(level as u8, &classes, &attrs, &range),
            // Alerts have become containers.
            Tag::BlockQuote(_) => self.sink.block("<blockquote>\n"),
            Tag::CodeBlock(CodeBlockKind::Fenced(info)) => self.start_code(&info, range),
            Tag::CodeBlock(CodeBlockKind::Indented) => self.start_code("", range),
            // Definitions became steps of their own; metadata is not switched on in the parser.
            Tag::FootnoteDefinition(_) | Tag::MetadataBlock(_) => {}
            Tag::HtmlBlock => self.sink.block(""),
            Tag::List(_) if self.in_notes(NoteList::begin_list) => {}
            Tag::List(None) => self.sink.block("<ul>\n"),
            Tag::List(Some(1)) => self.sink.block("<ol>\n"),
            Tag::List(Some(start)) => {
                self.sink.block("");
                self.sink.out.open("ol", &[("start", &start.to_string())]);
                self.sink.out.push_static("\n");
            }
            Tag::Item if self.in_notes(NoteList::begin_item) => {}
            Tag::Item => self.sink.block("<li>"),
            Tag::DefinitionList => self.sink.block("<dl>\n"),
            Tag::DefinitionListTitle => {
                self.sink.block("");
                let id = self.terms.next().map(|term| ("id", term.as_str()));
                self.sink.out.open("dt", id.as_slice());
            }
            Tag::DefinitionListDefinition => self.sink.block("<dd>"),
            Tag::Table(alignments) => {
                self.sink.block("");
                let context = self.sink.context;
                let name = context.switches.framing.then_some(context.words.table);
                self.table = Some(Table::open(alignments, name, &mut self.sink.out));
            }
            Tag::TableHead => self.sink.out.push_static("<thead><tr>"),
            Tag::TableRow => self.in_table(Table::open_row),
            Tag::TableCell => {
                let written = self.sink.context.source.get(range).unwrap_or_default();
                let is_empty = written.trim_matches(['|', ' ', '\t']).is_empty();
                self.in_table(|table, out| table.open_cell(is_empty, out));
            }
            Tag::Emphasis => self.sink.out.open("em", &[]),
            Tag::Strong => self.sink.out.open("strong", &[]),
            Tag::Strikethrough => self.sink.out.open("del", &[]),
            Tag::Superscript => self.sink.out.open("sup", &[]),
            Tag::Subscript => self.sink.out.open("sub", &[]),
            Tag::Link {
                link_type,
                dest_url,
                title,
                ..
            } => {
                let is_live = self.sink.link(link_type, &dest_url, &title, &range);
                self.live_links.push(is_live);
                self.shows_title = wiki::shows_title(link_type, &dest_url);
            }
            Tag::Image {
                dest_url, title, ..
            } => {
                self.image = Some(Image::new(&dest_url, &title, range));
            }
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => self.sink.out.push_static("</p>\n"),
            TagEnd::Heading(_) => self.end_heading(),
            TagEnd::BlockQuote(_) => self.sink.out.push_static("</blockquote>\n"),
            // A code block ends where the steps behind it are known.
            TagEnd::CodeBlock
            | TagEnd::HtmlBlock
            | TagEnd::FootnoteDefinition
            | TagEnd::MetadataBlock(_)
            | TagEnd::Image => {}
            TagEnd::List(is_ordered) => {
                let name = if is_ordered { "</ol>\n" } else { "</ul>\n" };
                self.sink.out.push_static(name);
                self.notes.take_if(NoteList::end_list);
            }
            TagEnd::Item => {
                if let Some(notes) = &self.notes {
                    notes.end_item(self.sink.context.words, &mut self.sink.out);
                }
                self.sink.out.push_static("</li>\n");
            }
            TagEnd::DefinitionList => self.sink.out.push_static("</dl>\n"),
            TagEnd::DefinitionListTitle => self.sink.out.push_static("</dt>\n"),
            TagEnd::DefinitionListDefinition => self.sink.out.push_static("</dd>\n"),
            TagEnd::Table => {
                if let Some(table) = self.table.take() {
                    table.close(&mut self.sink.out);
                }
            }
            TagEnd::TableHead => self.in_table(Table::close_head),
            TagEnd::TableRow => self.sink.out.push_static("</tr>\n"),
            TagEnd::TableCell => self.in_table(|table, out| table.close_cell(out)),
            TagEnd::Emphasis => self.sink.out.close("em"),
            TagEnd::Strong => self.sink.out.close("strong"),
            TagEnd::Strikethrough => self.sink.out.close("del"),
            TagEnd::Superscript => self.sink.out.close("sup"),
            TagEnd::Subscript => self.sink.out.close("sub"),
            TagEnd::Link => {
                self.shows_title = false;
                if self.live_links.pop() == Some(true) {
                    self.sink.out.close("a");
                }
            }
        }
    }

    /// Lets the open list of notes write what it has to; false if it leaves that to others.
    fn in_notes(&mut self, write: impl FnOnce(&mut NoteList, &mut Html) -> bool) -> bool {
        let Some(notes) = &mut self.notes else {
            return false;
        };
        if !self.sink.out.ends_line() {
            self.sink.out.push_static("\n");
        }
        write(notes, &mut self.sink.out)
    }

    fn in_table(&mut self, write: impl FnOnce(&mut Table, &mut Html)) {
        if let Some(table) = &mut self.table {
            write(table, &mut self.sink.out);
        }
    }

    fn start_heading(
        &mut self,
        level: u8,
        classes: &[CowStr<'_>],
        attributes: &[(CowStr<'_>, Option<CowStr<'_>>)],
        range: &Range<usize>,
    ) {
        self.sink.block("");
        let heading = self
            .headings
            .next()
            .filter(|_| self.sink.context.switches.heading_ids);
        self.heading = Some((level, heading.map(|heading| heading.anchor.clone())));
        let filters = self.sink.context.switches.attribute_filter;
        let Attributes { kept, left_out } = Attributes::new(classes, attributes, filters);
        for name in left_out {
            self.sink.drop_attribute(&name, range);
        }
        let id = heading.map(|heading| ("id", heading.anchor.as_str()));
        let others = kept.iter().map(|(name, value)| (&**name, &**value));
        let kept: Vec<(&str, &str)> = id.into_iter().chain(others).collect();
        self.sink.out.open(heading_name(level), &kept);
    }

    fn end_heading(&mut self) {
        let Some((level, anchor)) = self.heading.take() else {
            return;
        };
        if let Some(anchor) = anchor {
            let own = anchor.as_str();
            self.sink.out.open(
                "a",
                &[
                    ("class", "anchor"),
                    ("href", &anchor.href()),
                    ("aria-labelledby", own),
                ],
            );
            self.sink.out.close("a");
        }
        self.sink.out.close(heading_name(level));
        self.sink.out.push_static("\n");
    }

    fn start_code(&mut self, info: &str, block: Range<usize>) {
        let written = match info {
            "" => None,
            _ => code::written_info(self.sink.context.source, block.start),
        };
        self.code = Some(OpenCode {
            language: code::language(info).to_string(),
            info: written.map_or(info, |(written, _)| written).to_string(),
            at: written.map(|(_, at)| at),
            text: String::new(),
            block,
            lines: None,
        });
    }

    /// Ends a code block, below which so many notes stand.
    fn end_code(&mut self, notes: u32) {
        let Some(open) = self.code.take() else {
            return;
        };
        if self.sink.context.switches.highlighting {
            let hidelines = self.sink.context.hidelines;
            let around = Around { hidelines, notes };
            let (mut fragment, complaints) =
                code::fragment(&open.language, &open.info, &open.text, around);
            self.sink.complain(complaints, open.at, &open.block);
            let title = &mut fragment.look.title;
            title.take_if(|title| self.below_tab.shows(title));
            let (name, is_named) = self.sink.name(open.block.start);
            fragment.look.is_named = is_named;
            let fragment = Arc::new(fragment);
            self.sink.block("");
            let lines = open.lines.unwrap_or(open.block);
            self.sink.fragment(fragment.clone(), &name, lines);
            self.notes = NoteList::of(&fragment, &name);
            self.sink.out.push_static("\n");
            return;
        }
        self.sink.block("<pre>");
        match open.language.as_str() {
            "" => self.sink.out.open("code", &[]),
            language => self
                .sink
                .out
                .open("code", &[("class", &format!("language-{language}"))]),
        }
        self.sink.out.push_text(&open.text);
        self.sink.out.push_static("</code></pre>\n");
    }
}

fn heading_name(level: u8) -> &'static str {
    ["h1", "h2", "h3", "h4", "h5", "h6"][usize::from(level.clamp(1, 6)) - 1]
}
