//! Walks the blocks of a page and notes what stands below labels.
//!
//! In: blocks in document order. Out: [`Draft`]s: the page itself, and each heading that is no label, with what was
//! found below it and above the next one.
//!
//! A label in a heading opens its field up to the next heading of its level or above; a label in a paragraph opens it
//! for the list that follows; a label at the beginning of an item, for what is in the item.

use std::ops::Range;

use crate::body::Reference;
use crate::declared::{Circumstance, Quote, SectionHeading};
use crate::ingest::labels::Labels;
use crate::ingest::names;
use crate::ingest::shapes::{
    Lead, Segment, because, cell_arguments, columns, joined, own_and_nested, related, segments,
    sign,
};
use crate::ingest::words::Field;
use crate::markdown::prose::{Item, Passage, Prose, in_one_line};
use crate::path::anchor::Anchor;

/// What was found below a heading and above the next one.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// The heading; none for the page.
    pub heading: Option<SectionHeading>,
    /// The draft of the heading above it; none for the page, and right below it.
    pub above: Option<usize>,
    /// The bytes of the heading, or of the block in which something was found first.
    pub place: Option<Range<usize>>,
    /// Pros, cons, trade-offs and neutral remarks.
    pub quotes: Vec<(Field, Quote)>,
    /// When to use it.
    pub use_when: Vec<Circumstance>,
    /// When not to use it.
    pub avoid_when: Vec<Circumstance>,
    /// One line about it.
    pub summary: Option<String>,
    /// Other names.
    pub aliases: Vec<String>,
    /// Links of a list of related entries.
    pub related: Vec<(Reference, Option<String>)>,
    /// Whether a heading announces both pros and cons.
    pub is_announced: bool,
}

/// What the blocks below a heading are read as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Under {
    /// Nothing by themselves.
    Nothing,
    /// What the heading announces.
    Field(Field),
    /// Pros and cons, each with a label or a sign of its own.
    Both,
}

struct Reader<'a> {
    labels: &'a Labels,
    drafts: Vec<Draft>,
    /// Headings above, with their levels and drafts.
    above: Vec<(u8, usize)>,
    /// The heading above, a label or not.
    anchor: Option<Anchor>,
    under: Under,
    /// The level of the heading that says so, and its bytes.
    label: (u8, Range<usize>),
    /// Whether a list was read below the last heading.
    is_listed: bool,
    /// Paragraphs below the last heading, which count if no list is there.
    paragraphs: Vec<&'a Passage>,
    /// The field that a paragraph opens for the list behind it.
    waiting: Option<Lead>,
    /// Whether an item with the marker `+` was read below a heading that announces both.
    has_plus: bool,
    /// The block that is being read.
    place: Range<usize>,
}

/// Reads the blocks of a page. The first draft is that of the page.
pub fn drafts(blocks: &[Prose], labels: &Labels) -> Vec<Draft> {
    let mut reader = Reader {
        labels,
        drafts: vec![Draft::default()],
        above: Vec::new(),
        anchor: None,
        under: Under::Nothing,
        label: (0, 0..0),
        is_listed: false,
        paragraphs: Vec::new(),
        waiting: None,
        has_plus: false,
        place: 0..0,
    };
    for (at, block) in blocks.iter().enumerate() {
        match block {
            // The title of the page.
            Prose::Heading { level: 1, .. } if at == 0 => {}
            Prose::Heading {
                level,
                anchor,
                text,
                range,
            } => {
                reader.place = range.clone();
                reader.heading(*level, anchor, text);
            }
            Prose::Paragraph(passage) => {
                reader.place = passage.range.clone();
                reader.paragraph(passage);
            }
            Prose::List(items) => reader.top_list(items),
            Prose::Table(head, rows) => reader.table(head, rows),
        }
    }
    reader.end_paragraphs();
    reader.drafts
}

impl<'a> Reader<'a> {
    fn heading(&mut self, level: u8, anchor: &Anchor, text: &str) {
        self.end_paragraphs();
        self.waiting = None;
        self.is_listed = false;
        if level <= self.label.0 {
            (self.under, self.label) = (Under::Nothing, (0, 0..0));
        }
        while self.above.pop_if(|(above, _)| *above >= level).is_some() {}
        self.anchor = Some(anchor.clone());
        if let Some(field) = self.labels.field(text) {
            (self.under, self.label) = (Under::Field(field), (level, self.place.clone()));
            return;
        }
        let combined = self.labels.combined(text);
        if combined.is_some() {
            (self.under, self.label) = (Under::Both, (level, self.place.clone()));
            self.has_plus = false;
        }
        let name = match &combined {
            Some(combined) => combined.subject,
            None => Some(text),
        };
        if let Some(name) = name {
            let above = self.above.last().map(|(_, draft)| *draft);
            self.above.push((level, self.drafts.len()));
            self.drafts.push(Draft {
                heading: Some(names::heading(level, anchor, name)),
                above,
                place: Some(self.place.clone()),
                ..Draft::default()
            });
        }
        if combined.is_some() {
            self.draft().is_announced = true;
        }
    }

    /// The draft of what is being read.
    fn draft(&mut self) -> &mut Draft {
        let at = self.above.last().map_or(0, |(_, draft)| *draft);
        let draft = &mut self.drafts[at];
        let place = match self.under {
            Under::Nothing => &self.place,
            _ => &self.label.1,
        };
        draft.place.get_or_insert_with(|| place.clone());
        draft
    }

    fn paragraph(&mut self, passage: &'a Passage) {
        self.waiting = None;
        let segments = segments(passage, false, self.labels);
        let is_labelled = segments.iter().any(|segment| segment.lead.is_some());
        let is_argument = |segment: &Segment<'_>| {
            // `**Costs**: lower` below a heading `Benefits`.
            let is_end = segment.lead == Some(Lead::Field(Field::Other));
            !segment.text.is_empty() && !is_end
        };
        let in_field = matches!(self.under, Under::Field(Field::Pros | Field::Cons));
        if !is_labelled || in_field && segments.iter().all(is_argument) {
            self.paragraphs.push(passage);
            return;
        }
        self.end_paragraphs();
        if let Under::Field(_) = self.under {
            self.under = Under::Nothing;
        }
        for segment in segments {
            match segment.lead {
                Some(Lead::Field(field)) if !segment.text.is_empty() => {
                    self.same_line(field, segment.text);
                    self.waiting = None;
                }
                lead => self.waiting = lead,
            }
        }
    }

    /// Paragraphs are arguments where a heading announces them and no list stands below it.
    fn end_paragraphs(&mut self) {
        let paragraphs = std::mem::take(&mut self.paragraphs);
        match self.under {
            Under::Field(field) if !self.is_listed => {
                for passage in paragraphs {
                    self.passage(field, passage);
                }
            }
            _ => {}
        }
    }

    fn top_list(&mut self, items: &[Item]) {
        let under = match self.waiting.take() {
            Some(Lead::Field(field)) => Under::Field(field),
            Some(Lead::Both) => Under::Both,
            None => {
                self.is_listed = true;
                self.under
            }
        };
        self.list(items, under);
    }

    fn list(&mut self, items: &[Item], under: Under) {
        for item in items {
            self.item(item, under);
        }
    }

    /// What is in an item, which is read next.
    fn open<'i>(&mut self, item: &'i Item) -> (Vec<&'i Passage>, Vec<&'i [Item]>) {
        let (own, nested) = own_and_nested(item);
        if let Some(first) = own.first() {
            self.place = first.range.clone();
        }
        (own, nested)
    }

    fn item(&mut self, item: &Item, under: Under) {
        if let Under::Field(field @ (Field::Pros | Field::Cons)) = under {
            // Whatever an argument begins with: `**Costs**: lower` below `Benefits`.
            return self.argument(item, field);
        }
        let (own, nested) = self.open(item);
        let segments = match own.first() {
            Some(first) => segments(first, true, self.labels),
            None => Vec::new(),
        };
        if segments.iter().any(|segment| segment.lead.is_some()) {
            return self.labelled(&segments, &own, &nested);
        }
        let text = joined(&own);
        if let Some((field, reason)) = because(&text) {
            return self.say(field, reason);
        }
        match under {
            Under::Field(field) => self.argument(item, field),
            Under::Both if text.is_empty() => {
                for items in nested {
                    self.list(items, Under::Both);
                }
            }
            Under::Both => self.signed(item.marker, &text),
            Under::Nothing => {}
        }
    }

    /// An item that begins with a label.
    fn labelled(&mut self, segments: &[Segment<'_>], own: &[&Passage], nested: &[&[Item]]) {
        let Some((last, before)) = segments.split_last() else {
            return;
        };
        for segment in before {
            if let Some(Lead::Field(field)) = segment.lead {
                self.same_line(field, segment.text);
            }
        }
        let Some(lead) = last.lead else { return };
        // Paragraphs of the item belong to its last label.
        let later = joined(own.get(1..).unwrap_or_default());
        let under = match lead {
            Lead::Both | Lead::Field(Field::TradeOffs) => Under::Both,
            Lead::Field(field) => Under::Field(field),
        };
        if let Lead::Field(field) = lead {
            let text = format!("{}\n{later}", last.text);
            let is_head = !nested.is_empty() && text.trim_end().ends_with(':');
            match field {
                Field::Related => own.iter().for_each(|passage| self.passage(field, passage)),
                _ if is_head => {}
                _ => self.same_line(field, &text),
            }
        }
        for items in nested {
            self.list(items, under);
        }
    }

    /// The text behind a label on its line: arguments between semicolons.
    fn same_line(&mut self, field: Field, text: &str) {
        let is_list = !matches!(field, Field::Summary | Field::Aliases);
        match is_list {
            true => text.split(';').for_each(|part| self.say(field, part)),
            false => self.say(field, text),
        }
    }

    /// An item that is an argument. Where it only names those inside it, each of them is one.
    fn argument(&mut self, item: &Item, field: Field) {
        let (own, nested) = self.open(item);
        let text = joined(&own);
        let is_head = text.is_empty() || text.ends_with(':');
        if is_head && !nested.is_empty() {
            for item in nested.into_iter().flatten() {
                self.argument(item, field);
            }
        } else if field == Field::Related {
            own.iter().for_each(|passage| self.passage(field, passage));
        } else {
            self.say_signed(field, &text);
        }
    }

    fn passage(&mut self, field: Field, passage: &Passage) {
        match field {
            Field::Related => self.draft().related.extend(related(passage)),
            _ => self.say_signed(field, &passage.text),
        }
    }

    /// Signs decide what stands below a heading such as `When to use`.
    fn say_signed(&mut self, field: Field, text: &str) {
        let is_when = matches!(field, Field::UseWhen | Field::AvoidWhen);
        match sign(text).filter(|_| is_when) {
            Some((true, rest)) => self.say(Field::UseWhen, rest),
            Some((false, rest)) => self.say(Field::AvoidWhen, rest),
            None => self.say(field, text),
        }
    }

    /// An item without label below a heading that announces both: a sign says what it is, or its marker.
    fn signed(&mut self, marker: char, text: &str) {
        self.has_plus |= marker == '+';
        match (sign(text), marker) {
            (Some((true, rest)), _) => self.say(Field::Pros, rest),
            (Some((false, rest)), _) => self.say(Field::Cons, rest),
            (None, '+') => self.say(Field::Pros, text),
            (None, '-') if self.has_plus => self.say(Field::Cons, text),
            (None, _) => {}
        }
    }

    fn table(&mut self, head: &[Passage], rows: &[Vec<Passage>]) {
        let Some(fields) = columns(head, self.labels) else {
            return;
        };
        if let Some(first) = head.first() {
            self.place = first.range.clone();
        }
        for (field, cell) in rows.iter().flat_map(|row| fields.iter().zip(row)) {
            cell_arguments(cell).for_each(|argument| self.say(*field, argument));
        }
    }

    /// Notes a text, unless it has no letter and no digit.
    fn say(&mut self, field: Field, text: &str) {
        let text = in_one_line(text);
        if !text.contains(char::is_alphanumeric) {
            return;
        }
        let anchor = self.anchor.clone();
        let circumstance = |text| Circumstance {
            text,
            because: None,
            see: None,
        };
        let draft = self.draft();
        match field {
            Field::Pros | Field::Cons | Field::Neutral | Field::TradeOffs => {
                draft.quotes.push((field, Quote { text, anchor }));
            }
            Field::UseWhen => draft.use_when.push(circumstance(text)),
            Field::AvoidWhen => draft.avoid_when.push(circumstance(text)),
            Field::Summary => drop(draft.summary.get_or_insert(text)),
            Field::Aliases => {
                let names = text
                    .split([',', ';'])
                    .map(|name| name.trim().trim_end_matches('.'));
                let names = names.filter(|name| name.contains(char::is_alphanumeric));
                draft.aliases.extend(names.map(str::to_string));
            }
            Field::Related | Field::Other => {}
        }
    }
}
