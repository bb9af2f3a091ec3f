//! The blocks of a page as plain text.
//!
//! In: the steps of a page, its headings, and where it stands. Out: [`Prose`]: headings, paragraphs, lists and tables,
//! each text as its author wrote it, without markup. What is not the author's own running text is left out: code,
//! quotes, alerts, raw HTML, pictures and footnotes. Containers are left out as well, but what is in them is there.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use crate::body::Reference;
use crate::markdown::container::Mark;
use crate::markdown::context::Context;
use crate::markdown::footnotes::Step;
use crate::markdown::heading::Heading;
use crate::markdown::plain::{as_written, is_emoji};
use crate::markdown::wiki;
use crate::path::anchor::Anchor;

/// How many lists are read that stand inside one another. Those deeper are left out, so that whoever walks the blocks
/// may do so by recursion.
pub const MAX_DEPTH: usize = 8;

/// A block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Prose {
    /// A heading outside of lists.
    Heading {
        /// 1 to 6.
        level: u8,
        /// The id that it has on the page.
        anchor: Anchor,
        /// What it says.
        text: String,
        /// Its bytes.
        range: Range<usize>,
    },
    /// A paragraph.
    Paragraph(Passage),
    /// A list, or what a definition list says of one term.
    List(Vec<Item>),
    /// A table: its heading, and its rows.
    Table(Vec<Passage>, Vec<Vec<Passage>>),
}

/// An item of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// The character that begins it: `*`, `+`, `-`, a digit, or `:`.
    pub marker: char,
    /// What is in it.
    pub blocks: Vec<Prose>,
}

/// Text that holds no blocks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Passage {
    /// What it says; `\n` where a line of the source, a line break or an item of an HTML list ends.
    pub text: String,
    /// The parts of the text that are emphasised.
    pub emphasised: Vec<Range<usize>>,
    /// The parts of the text that are links, with what they lead to.
    pub links: Vec<(Range<usize>, Reference)>,
    /// Its bytes.
    pub range: Range<usize>,
}

impl Passage {
    /// The text in one line.
    pub fn line(&self) -> String {
        in_one_line(&self.text)
    }
}

/// A text without line ends and without white space at the ends of its lines.
pub fn in_one_line(text: &str) -> String {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join(" ")
}

/// The blocks of a page, whose headings are `headings`, in document order.
pub fn blocks(
    steps: &[(Step<'_>, Range<usize>)],
    headings: &[Heading],
    context: &Context<'_>,
) -> Vec<Prose> {
    let mut reader = Reader {
        context,
        headings: headings.iter(),
        heading: None,
        blocks: Vec::new(),
        lists: Vec::new(),
        passage: None,
        emphasis: (0, 0),
        link: None,
        cells: Vec::new(),
        table: (Vec::new(), Vec::new()),
        silent: 0,
    };
    for (step, range) in steps {
        match step {
            Step::Event(event) => reader.event(event, range),
            Step::Container(mark) => reader.mark(mark),
            Step::Formula(formula) if reader.silent == 0 => {
                reader.push(&formula.tex.replace(['\n', '\r'], " "), range);
            }
            // Footnotes stand at the end.
            Step::NotesStart => break,
            _ => {}
        }
    }
    reader.end_passage();
    reader.blocks
}

/// A list that is being read.
struct Open {
    items: Vec<Item>,
    /// The character that begins its last item.
    marker: char,
    /// The blocks before the list.
    before: Vec<Prose>,
}

struct Reader<'a> {
    context: &'a Context<'a>,
    headings: std::slice::Iter<'a, Heading>,
    heading: Option<&'a Heading>,
    /// The blocks of the innermost item, or of the page.
    blocks: Vec<Prose>,
    /// Lists around it, the outermost first.
    lists: Vec<Open>,
    passage: Option<Passage>,
    /// How many kinds of emphasis are open, and where the first of them began.
    emphasis: (usize, usize),
    link: Option<(usize, Reference)>,
    cells: Vec<Passage>,
    table: (Vec<Passage>, Vec<Vec<Passage>>),
    /// How many blocks and parts of lines are open of which nothing is read.
    silent: usize,
}

impl Reader<'_> {
    fn mark(&mut self, mark: &Mark) {
        match mark {
            Mark::Open(..) | Mark::TitleOpen(..) if self.silent > 0 => self.silent += 1,
            Mark::Close(_) | Mark::TitleClose(_) if self.silent > 0 => self.silent -= 1,
            Mark::Open(_, attributes) if is_alert(attributes) => self.be_silent(),
            Mark::TitleOpen(..) => self.be_silent(),
            Mark::Open(..) | Mark::Close(_) | Mark::TitleClose(_) => self.end_passage(),
        }
    }

    fn be_silent(&mut self) {
        self.end_passage();
        self.silent = 1;
    }

    fn event(&mut self, event: &Event<'_>, range: &Range<usize>) {
        if let Event::Start(Tag::Heading { .. }) = event {
            // Those count too that stand where nothing is read.
            self.heading = self.headings.next();
        }
        match event {
            Event::Start(_) if self.silent > 0 => self.silent += 1,
            Event::End(_) if self.silent > 0 => self.silent -= 1,
            _ if self.silent > 0 => {}
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(*tag),
            Event::Text(text) => {
                let source = self.context.source.get(range.clone()).unwrap_or_default();
                match is_emoji(text, source) {
                    true => self.push(text, range),
                    false => self.push(as_written(text, source), range),
                }
            }
            Event::Code(text) => self.push(&text.replace(['\n', '\r'], " "), range),
            Event::SoftBreak | Event::HardBreak => self.push("\n", range),
            Event::InlineHtml(html) if breaks_line(html) => self.push("\n", range),
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>, range: &Range<usize>) {
        match tag {
            Tag::List(_) | Tag::DefinitionListDefinition if self.lists.len() == MAX_DEPTH => {
                self.be_silent();
            }
            Tag::CodeBlock(_)
            | Tag::HtmlBlock
            | Tag::BlockQuote(_)
            | Tag::FootnoteDefinition(_)
            | Tag::MetadataBlock(_) => self.be_silent(),
            Tag::Image { .. } => self.silent = 1,
            Tag::Paragraph | Tag::Heading { .. } | Tag::DefinitionListTitle | Tag::TableCell => {
                self.end_passage();
                self.passage(range);
            }
            Tag::List(_) => self.begin_list(Vec::new(), '-'),
            Tag::DefinitionListDefinition => {
                self.end_passage();
                // The definitions of one term follow one another.
                let items = match self.blocks.pop() {
                    Some(Prose::List(items)) => items,
                    other => {
                        self.blocks.extend(other);
                        Vec::new()
                    }
                };
                self.begin_list(items, ':');
            }
            Tag::Item => {
                let source = self.context.source.get(range.clone()).unwrap_or_default();
                if let (Some(list), Some(marker)) =
                    (self.lists.last_mut(), source.trim_start().chars().next())
                {
                    list.marker = marker;
                }
            }
            Tag::Emphasis | Tag::Strong => {
                let at = self.passage(range).text.len();
                if self.emphasis.0 == 0 {
                    self.emphasis.1 = at;
                }
                self.emphasis.0 += 1;
            }
            Tag::Link {
                link_type,
                dest_url,
                ..
            } => {
                let reference = match link_type {
                    LinkType::WikiLink { .. } => Some(wiki::reference(dest_url)),
                    LinkType::Email => None,
                    _ => self.context.standpoint.resolve(dest_url).ok(),
                };
                let at = self.passage(range).text.len();
                self.link = reference.map(|reference| (at, reference));
            }
            Tag::Table(_) => self.end_passage(),
            Tag::DefinitionList
            | Tag::TableHead
            | Tag::TableRow
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::DefinitionListTitle => self.end_passage(),
            TagEnd::Heading(_) => self.end_heading(),
            TagEnd::Item => self.end_item(),
            TagEnd::List(_) => self.end_list(),
            TagEnd::DefinitionListDefinition => {
                self.end_item();
                self.end_list();
            }
            TagEnd::TableCell => self.cells.extend(self.passage.take()),
            TagEnd::TableHead => self.table.0 = std::mem::take(&mut self.cells),
            TagEnd::TableRow => self.table.1.push(std::mem::take(&mut self.cells)),
            TagEnd::Table => {
                let (head, rows) = std::mem::take(&mut self.table);
                self.blocks.push(Prose::Table(head, rows));
            }
            TagEnd::Emphasis | TagEnd::Strong => {
                self.emphasis.0 = self.emphasis.0.saturating_sub(1);
                let (open, start) = self.emphasis;
                if let Some(passage) = self.passage.as_mut().filter(|_| open == 0) {
                    passage.emphasised.push(start..passage.text.len());
                }
            }
            TagEnd::Link => {
                if let (Some(passage), Some((start, reference))) =
                    (&mut self.passage, self.link.take())
                {
                    passage.links.push((start..passage.text.len(), reference));
                }
            }
            _ => {}
        }
    }

    /// The passage that is being read. In a tight item it begins without an event.
    fn passage(&mut self, range: &Range<usize>) -> &mut Passage {
        let passage = self.passage.get_or_insert_with(|| Passage {
            range: range.clone(),
            ..Passage::default()
        });
        passage.range.end = passage.range.end.max(range.end);
        passage
    }

    fn push(&mut self, text: &str, range: &Range<usize>) {
        self.passage(range).text.push_str(text);
    }

    fn end_passage(&mut self) {
        self.emphasis.0 = 0;
        let passage = self.passage.take();
        let said = passage.filter(|passage| !passage.text.trim().is_empty());
        self.blocks.extend(said.map(Prose::Paragraph));
    }

    fn end_heading(&mut self) {
        match (self.heading.take(), self.lists.is_empty()) {
            (Some(heading), true) => {
                let passage = self.passage.take().unwrap_or_default();
                self.blocks.push(Prose::Heading {
                    level: heading.level,
                    anchor: heading.anchor.clone(),
                    text: passage.line(),
                    range: heading.range.clone(),
                });
            }
            _ => self.end_passage(),
        }
    }

    fn begin_list(&mut self, items: Vec<Item>, marker: char) {
        self.end_passage();
        let before = std::mem::take(&mut self.blocks);
        self.lists.push(Open {
            items,
            marker,
            before,
        });
    }

    fn end_item(&mut self) {
        self.end_passage();
        if let Some(list) = self.lists.last_mut() {
            let (marker, blocks) = (list.marker, std::mem::take(&mut self.blocks));
            list.items.push(Item { marker, blocks });
        }
    }

    fn end_list(&mut self) {
        if let Some(list) = self.lists.pop() {
            self.blocks = list.before;
            self.blocks.push(Prose::List(list.items));
        }
    }
}

fn is_alert(attributes: &[(String, String)]) -> bool {
    let mut classes = attributes.iter().filter(|(name, _)| name == "class");
    classes.any(|(_, class)| class.starts_with("alert "))
}

/// Whether a tag ends the line: a break, or part of a list. Cells of tables have no other way to hold several things.
fn breaks_line(html: &str) -> bool {
    let name = html.trim_start_matches(['<', '/']);
    let end = name.find(|letter: char| !letter.is_ascii_alphanumeric());
    let name = &name[..end.unwrap_or(name.len())];
    ["br", "li", "ul", "ol", "p"]
        .iter()
        .any(|known| name.eq_ignore_ascii_case(known))
}
