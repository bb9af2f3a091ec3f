//! Events to pieces: the only place where Markdown becomes HTML.
//!
//! In: the events of a page, its headings, and where it stands. Out: a [`Body`], the references in it, and findings.
//! The HTML is that of the `CommonMark` examples; what differs from them is a switch of [`Switches`], so that the same
//! writer can be held against the examples.

use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{BlockQuoteKind, CodeBlockKind, CowStr, Event, LinkType, Tag, TagEnd};

use crate::body::{Body, Fragment, Piece, Reference};
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::html::Html;
use crate::markdown::code;
use crate::markdown::footnotes::{self, Step};
use crate::markdown::heading::Heading;
use crate::markdown::image::Image;
use crate::markdown::reference::{RefusedScheme, Standpoint, place_of};
use crate::markdown::table::Table;
use crate::path::anchor::Anchor;
use crate::path::input::InputPath;
use crate::path::scheme::encoded;
use crate::words::Words;

/// In what the writer differs from the `CommonMark` examples. All on in a page, all off in the tests of the examples.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Switches {
    /// Headings have ids and links to themselves.
    pub heading_ids: bool,
    /// Code blocks are fragments, coloured apart from the page.
    pub highlighting: bool,
    /// Addresses are references, resolved by the catalogue.
    pub link_rewriting: bool,
    /// Only `id`, `class` and `data-*` may be set from Markdown.
    pub attribute_filter: bool,
    /// Tables scroll, pictures load late, check boxes have names.
    pub framing: bool,
}

impl Switches {
    /// What pages are written with.
    pub const PAGE: Switches = Switches {
        heading_ids: true,
        highlighting: true,
        link_rewriting: true,
        attribute_filter: true,
        framing: true,
    };
    /// What the examples of the specification are written with.
    pub const SPECIFICATION: Switches = Switches {
        heading_ids: false,
        highlighting: false,
        link_rewriting: false,
        attribute_filter: false,
        framing: false,
    };
}

/// What a page is written with.
#[derive(Clone, Debug)]
pub struct Context<'a> {
    /// The switches.
    pub switches: Switches,
    /// Where the page stands.
    pub standpoint: &'a Standpoint,
    /// The file, for findings.
    pub file: &'a InputPath,
    /// The text of the file.
    pub source: &'a str,
    /// The words of the interface.
    pub words: &'a Words,
}

/// What writing a page yields.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// The body.
    pub body: Body,
    /// What the page refers to.
    pub mentions: Vec<Mention>,
    /// Findings.
    pub findings: Vec<Diagnostic>,
}

/// A place where a page refers to something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// What it refers to.
    pub reference: Reference,
    /// The bytes of the address in the file.
    pub range: Range<usize>,
    /// Whether it is an image, rather than a link.
    pub is_image: bool,
}

/// Writes a page. `headings` are those of the events, in the same order.
pub fn write(
    steps: Vec<(Step<'_>, Range<usize>)>,
    headings: &[Heading],
    context: &Context<'_>,
) -> Written {
    let mut writer = Writer {
        context,
        headings: headings.iter(),
        heading: None,
        out: Html::new(),
        written: Written::default(),
        table: None,
        code: None,
        image: None,
        dead_links: Vec::new(),
    };
    for (step, range) in steps {
        match step {
            Step::Event(event) => writer.event(event, range),
            footnote => footnotes::write(footnote, context.words, &mut writer.out),
        }
    }
    writer.flush();
    writer.written
}

struct Writer<'a> {
    context: &'a Context<'a>,
    headings: std::slice::Iter<'a, Heading>,
    /// The level and the id of the open heading.
    heading: Option<(u8, Option<Anchor>)>,
    out: Html,
    written: Written,
    table: Option<Table>,
    code: Option<(String, String)>,
    image: Option<Image>,
    /// For each open link, whether it was left out because of its scheme.
    dead_links: Vec<bool>,
}

impl Writer<'_> {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        if let Some(image) = &mut self.image {
            if image.takes_in(&event)
                && let Some(image) = self.image.take()
            {
                self.end_image(&image);
            }
            return;
        }
        if let (Some((_, text)), Event::Text(more)) = (&mut self.code, &event) {
            return text.push_str(more);
        }
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.out.push_text(&text),
            Event::Code(text) => {
                self.out.open("code", &[]);
                self.out.push_text(&text);
                self.out.close("code");
            }
            Event::Html(html) | Event::InlineHtml(html) => self.out.push_author(&html),
            Event::SoftBreak => self.out.push_static("\n"),
            Event::HardBreak => self.out.push_static("<br />\n"),
            Event::Rule => self.block("<hr />\n"),
            // A reference that is defined nowhere; the others became steps of their own.
            Event::FootnoteReference(name) => self.out.push_text(&format!("[^{name}]")),
            Event::TaskListMarker(done) => self.task(done),
            // Not switched on in the parser.
            Event::InlineMath(text) | Event::DisplayMath(text) => self.out.push_text(&text),
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Paragraph => self.block("<p>"),
            Tag::Heading {
                level,
                classes,
                attrs,
                ..
            } => self.start_heading(level as u8, &classes, &attrs, &range),
            Tag::BlockQuote(None) => self.block("<blockquote>\n"),
            Tag::BlockQuote(Some(kind)) => self.start_alert(kind),
            Tag::CodeBlock(CodeBlockKind::Fenced(info)) => {
                self.code = Some((info.to_string(), String::new()));
            }
            Tag::CodeBlock(CodeBlockKind::Indented) => {
                self.code = Some((String::new(), String::new()));
            }
            // Definitions became steps of their own; metadata is not switched on in the parser.
            Tag::FootnoteDefinition(_) | Tag::MetadataBlock(_) => {}
            Tag::HtmlBlock => self.block(""),
            Tag::List(None) => self.block("<ul>\n"),
            Tag::List(Some(1)) => self.block("<ol>\n"),
            Tag::List(Some(start)) => {
                self.block("");
                self.out.open("ol", &[("start", &start.to_string())]);
                self.out.push_static("\n");
            }
            Tag::Item => self.block("<li>"),
            Tag::DefinitionList => self.block("<dl>\n"),
            Tag::DefinitionListTitle => self.block("<dt>"),
            Tag::DefinitionListDefinition => self.block("<dd>"),
            Tag::Table(alignments) => {
                self.block("");
                let framed = self.context.switches.framing;
                self.table = Some(Table::open(alignments, framed, &mut self.out));
            }
            Tag::TableHead => self.out.push_static("<thead><tr>"),
            Tag::TableRow => self.in_table(Table::open_row),
            Tag::TableCell => self.in_table(Table::open_cell),
            Tag::Emphasis => self.out.open("em", &[]),
            Tag::Strong => self.out.open("strong", &[]),
            Tag::Strikethrough => self.out.open("del", &[]),
            Tag::Superscript => self.out.open("sup", &[]),
            Tag::Subscript => self.out.open("sub", &[]),
            Tag::Link {
                link_type,
                dest_url,
                title,
                ..
            } => self.start_link(link_type, &dest_url, &title, range),
            Tag::Image {
                dest_url, title, ..
            } => {
                self.image = Some(Image::new(&dest_url, &title, range));
            }
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => self.out.push_static("</p>\n"),
            TagEnd::Heading(_) => self.end_heading(),
            TagEnd::BlockQuote(None) => self.out.push_static("</blockquote>\n"),
            TagEnd::BlockQuote(Some(_)) => self.out.push_static("</div>\n"),
            TagEnd::CodeBlock => self.end_code(),
            TagEnd::HtmlBlock
            | TagEnd::FootnoteDefinition
            | TagEnd::MetadataBlock(_)
            | TagEnd::Image => {}
            TagEnd::List(true) => self.out.push_static("</ol>\n"),
            TagEnd::List(false) => self.out.push_static("</ul>\n"),
            TagEnd::Item => self.out.push_static("</li>\n"),
            TagEnd::DefinitionList => self.out.push_static("</dl>\n"),
            TagEnd::DefinitionListTitle => self.out.push_static("</dt>\n"),
            TagEnd::DefinitionListDefinition => self.out.push_static("</dd>\n"),
            TagEnd::Table => {
                if let Some(table) = self.table.take() {
                    table.close(&mut self.out);
                }
            }
            TagEnd::TableHead => self.in_table(Table::close_head),
            TagEnd::TableRow => self.out.push_static("</tr>\n"),
            TagEnd::TableCell => self.in_table(|table, out| table.close_cell(out)),
            TagEnd::Emphasis => self.out.close("em"),
            TagEnd::Strong => self.out.close("strong"),
            TagEnd::Strikethrough => self.out.close("del"),
            TagEnd::Superscript => self.out.close("sup"),
            TagEnd::Subscript => self.out.close("sub"),
            TagEnd::Link => {
                if self.dead_links.pop() == Some(false) {
                    self.out.close("a");
                }
            }
        }
    }

    fn in_table(&mut self, write: fn(&mut Table, &mut Html)) {
        if let Some(table) = &mut self.table {
            write(table, &mut self.out);
        }
    }

    /// Starts a block on a line of its own.
    fn block(&mut self, markup: &'static str) {
        if !self.out.ends_line() {
            self.out.push_static("\n");
        }
        self.out.push_static(markup);
    }

    fn start_heading(
        &mut self,
        level: u8,
        classes: &[CowStr<'_>],
        attributes: &[(CowStr<'_>, Option<CowStr<'_>>)],
        range: &Range<usize>,
    ) {
        self.block("");
        let mut kept: Vec<(&str, &str)> = Vec::new();
        let heading = self
            .headings
            .next()
            .filter(|_| self.context.switches.heading_ids);
        self.heading = Some((level, heading.map(|heading| heading.anchor.clone())));
        if let Some(heading) = heading {
            kept.push(("id", heading.anchor.as_str()));
        }
        let class = classes.join(" ");
        if !class.is_empty() {
            kept.push(("class", &class));
        }
        for (name, value) in attributes {
            let passes = name.strip_prefix("data-").is_some_and(is_plain_name);
            match passes || !self.context.switches.attribute_filter {
                true => kept.push((name, value.as_deref().unwrap_or_default())),
                false => self
                    .written
                    .findings
                    .push(self.dropped_attribute(name, range)),
            }
        }
        self.out.open(heading_name(level), &kept);
    }

    fn dropped_attribute(&self, name: &str, range: &Range<usize>) -> Diagnostic {
        let place = place_of(self.context.source, range, name);
        Diagnostic::new(
            Code::S021,
            format!("the attribute `{name}` may not be set from Markdown; it is left out"),
        )
        .at(Span::new(self.context.file, place))
        .help("`{#id .class data-name=value}` may be written")
    }

    fn end_heading(&mut self) {
        let Some((level, anchor)) = self.heading.take() else {
            return;
        };
        if let Some(anchor) = anchor {
            let own = anchor.as_str();
            self.out.open(
                "a",
                &[
                    ("class", "anchor"),
                    ("href", &anchor.href()),
                    ("aria-labelledby", own),
                ],
            );
            self.out.close("a");
        }
        self.out.close(heading_name(level));
        self.out.push_static("\n");
    }

    fn start_alert(&mut self, kind: BlockQuoteKind) {
        let words = self.context.words;
        let (class, title) = match kind {
            BlockQuoteKind::Note => ("alert note", words.note),
            BlockQuoteKind::Tip => ("alert tip", words.tip),
            BlockQuoteKind::Important => ("alert important", words.important),
            BlockQuoteKind::Warning => ("alert warning", words.warning),
            BlockQuoteKind::Caution => ("alert caution", words.caution),
        };
        self.block("");
        self.out.open("div", &[("class", class), ("role", "note")]);
        self.out.push_static("\n");
        self.out.open("p", &[("class", "alert-title")]);
        self.out.push_text(title);
        self.out.close("p");
        self.out.push_static("\n");
    }

    fn end_code(&mut self) {
        let Some((info, text)) = self.code.take() else {
            return;
        };
        if self.context.switches.highlighting {
            let fragment: Fragment = code::fragment(&info, text);
            self.block("");
            self.hole(Piece::Fragment(Arc::new(fragment)));
            self.out.push_static("\n");
            return;
        }
        self.block("<pre>");
        match code::language(&info) {
            "" => self.out.open("code", &[]),
            language => self
                .out
                .open("code", &[("class", &format!("language-{language}"))]),
        }
        self.out.push_text(&text);
        self.out.push_static("</code></pre>\n");
    }

    fn task(&mut self, done: bool) {
        let words = self.context.words;
        let name = if done {
            words.task_done
        } else {
            words.task_open
        };
        let mut attributes = vec![("type", "checkbox"), ("disabled", "")];
        if done {
            attributes.push(("checked", ""));
        }
        if self.context.switches.framing {
            attributes.push(("aria-label", name));
        }
        self.out.open("input", &attributes);
        self.out.push_text(" ");
    }

    fn start_link(&mut self, kind: LinkType, target: &str, title: &str, range: Range<usize>) {
        let target = match kind {
            LinkType::Email => format!("mailto:{target}"),
            _ => target.to_string(),
        };
        let target = self.reference(&target, &range, false);
        self.dead_links.push(target.is_none());
        let Some(target) = target else { return };
        self.out.push_static("<a href=\"");
        self.address(target);
        self.title(title);
        self.out.push_static("\">");
    }

    fn end_image(&mut self, image: &Image) {
        let Some(target) = self.reference(&image.target, &image.range, true) else {
            return self.out.push_text(&image.alternative);
        };
        let framed = self.context.switches.framing;
        if image.alternative.trim().is_empty() && framed {
            self.written
                .findings
                .push(image.without_text(self.context.file));
        }
        self.out.push_static("<img src=\"");
        self.address(target);
        self.out.push_static("\" alt=\"");
        self.out.push_value(&image.alternative);
        self.title(&image.title);
        self.out.push_static(match framed {
            true => "\" loading=\"lazy\" decoding=\"async\" />",
            false => "\" />",
        });
    }

    /// Goes on in an attribute value with a title, if there is one.
    fn title(&mut self, title: &str) {
        if !title.is_empty() {
            self.out.push_static("\" title=\"");
            self.out.push_value(title);
        }
    }

    /// What an address names; `None`, with a finding, if it must not stand in a page.
    fn reference(
        &mut self,
        target: &str,
        range: &Range<usize>,
        is_image: bool,
    ) -> Option<Reference> {
        if !self.context.switches.link_rewriting {
            return Some(Reference::External(encoded(target)));
        }
        let place = place_of(self.context.source, range, target);
        match self.context.standpoint.resolve(target) {
            Ok(reference) => {
                let mention = Mention {
                    reference: reference.clone(),
                    range: place,
                    is_image,
                };
                self.written.mentions.push(mention);
                Some(reference)
            }
            Err(RefusedScheme(scheme)) => {
                let message = format!("an address with the scheme `{scheme}:` is left out");
                let finding =
                    Diagnostic::new(Code::S020, message).at(Span::new(self.context.file, place));
                self.written
                    .findings
                    .push(finding.help("link to a page, a file or an `https:` address"));
                None
            }
        }
    }

    fn address(&mut self, target: Reference) {
        match target {
            Reference::External(address) => self.out.push_value(&address),
            target => self.hole(Piece::Address(target)),
        }
    }

    fn hole(&mut self, piece: Piece) {
        self.flush();
        self.written.body.pieces.push(piece);
    }

    fn flush(&mut self) {
        let html = std::mem::take(&mut self.out);
        if !html.is_empty() {
            self.written.body.pieces.push(Piece::Html(html));
        }
    }
}

fn heading_name(level: u8) -> &'static str {
    ["h1", "h2", "h3", "h4", "h5", "h6"][usize::from(level.clamp(1, 6)) - 1]
}

/// A name that may follow `data-`.
fn is_plain_name(name: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
    !name.is_empty() && name.bytes().all(plain)
}
