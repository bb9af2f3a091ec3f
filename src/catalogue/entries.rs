//! What is an entry.
//!
//! In: cards in the order of the sidebar, the defaults, the model. Out: [`Drafts`]: the entries, judged, whose names are
//! not final and who do not know each other yet, and what holds for every page.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::body::Reference;
use crate::card::Card;
use crate::catalogue::arguments::{self, Arguments};
use crate::catalogue::entry::{Baseline, Entry, FactCell};
use crate::catalogue::findings::{At, Author, Finding, names, suggest};
use crate::catalogue::forms::{Form, form};
use crate::catalogue::inheritance::{AllDefaults, Layers};
use crate::catalogue::judging::{Judge, silent};
use crate::catalogue::measures::Measures;
use crate::catalogue::rules::{self, Judged};
use crate::catalogue::tags::permalink;
use crate::catalogue::tree::path_id;
use crate::catalogue::words;
use crate::declared::{Circumstance, Declared, EntryRule, Section};
use crate::diagnostic::Code;
use crate::entry_keys::KeyPath;
use crate::ingest::parts::parts;
use crate::model::{IngestMode, Model};
use crate::path::input::ContentPath;

/// How many names a message lists.
const MOST_NAMES: usize = 20;

/// Every page, and the entries on it.
#[derive(Debug)]
pub struct Drafts<'a> {
    /// What is measured with.
    pub measures: Measures,
    /// The pages, in the order of the sidebar.
    pub pages: Vec<PageDraft<'a>>,
    /// The entries, in the order of the sidebar.
    pub entries: Vec<Draft<'a>>,
    /// What is wrong.
    pub findings: Vec<Finding>,
}

/// A page, and what holds for it.
#[derive(Debug)]
pub struct PageDraft<'a> {
    /// Its card.
    pub card: &'a Card,
    /// What it declares and inherits.
    pub layers: Layers<'a>,
    /// The related pages that its prose names, outside of sections that are entries.
    pub related: Vec<(Reference, Option<String>)>,
}

/// An entry whose id may have to change.
#[derive(Debug)]
pub struct Draft<'a> {
    /// The entry.
    pub entry: Entry,
    /// The card of its page.
    pub card: &'a Card,
    /// What its page declares and inherits.
    pub layers: Layers<'a>,
    /// Its section, by its place among those of the card; none if the page is the entry.
    pub section: Option<usize>,
    /// Whether `entry_ids` gives its id.
    pub is_id_given: bool,
    /// Whether somebody said of which kind it is, so that what kinds ask for holds.
    pub is_asked_for: bool,
    /// The related pages that its prose names.
    pub related: Vec<(Reference, Option<String>)>,
}

impl<'a> Drafts<'a> {
    /// The entries of a book.
    pub fn new(cards: &[&'a Arc<Card>], all: &AllDefaults<'a>, model: &Model) -> Drafts<'a> {
        let mut findings = Vec::new();
        let is_kind = |kind: &str| model.kinds.contains_key(kind);
        let pages = cards.iter().map(|card| {
            let card: &'a Card = card;
            let (layers, unknown) = Layers::new(card, all, &model.default_kind, is_kind);
            findings.extend(unknown.map(|kind| words::unknown_kind(card, &kind, model)));
            (card, layers)
        });
        let pages: Vec<(&'a Card, Layers<'a>)> = pages.collect();
        let measures = measures(&pages, all, model);
        let mut drafts = Drafts {
            measures,
            pages: Vec::new(),
            entries: Vec::new(),
            findings,
        };
        for (card, layers) in pages {
            drafts.add(card, layers);
        }
        drafts
    }

    fn add(&mut self, card: &'a Card, layers: Layers<'a>) {
        let mode = self.measures.model.ingest.mode;
        let sections: &[Section] = match mode {
            IngestMode::Auto => &card.sections,
            IngestMode::Report | IngestMode::Off => &[],
        };
        let mut page = PageDraft {
            card,
            related: Vec::new(),
            layers,
        };
        let layers = &page.layers;
        let form = form(&self.measures.model, layers, sections);
        let is_excluded = matches!(form, Form::Nothing) && layers.kind.author.is_some();
        match mode {
            IngestMode::Auto if !is_excluded => {
                self.findings.extend(rules::announced(&card.path, sections));
            }
            IngestMode::Report if !is_excluded => {
                self.findings
                    .extend(rules::unused(&card.path, &card.sections));
            }
            _ => {}
        }
        match form {
            Form::Nothing => {
                page.related = parts(sections, EntryRule::Page).rest.related;
                self.check_ids(&page, &[]);
            }
            Form::Page { kind, is_asked_for } => {
                let prose = parts(sections, EntryRule::Page).rest;
                self.check_ids(&page, &[]);
                self.add_page(&page, &kind, is_asked_for, prose);
            }
            Form::Sections { kind, parts } => {
                self.check_ids(&page, &parts.entries);
                for (place, section) in parts.entries {
                    self.add_section(&page, &kind, place, section);
                }
                page.related = parts.rest.related;
            }
        }
        self.pages.push(page);
    }

    /// The page as an entry.
    fn add_page(&mut self, page: &PageDraft<'a>, kind: &str, is_asked_for: bool, prose: Section) {
        let (card, layers) = (page.card, &page.layers);
        let judge = Judge {
            measures: &self.measures,
            kind,
            page: &card.path,
        };
        let found = &mut self.findings;
        let (mut cells, places) = judge.cells(layers, found);
        let facts = judge.facts(layers, found);
        let arguments = arguments::of_page(&judge, layers, &prose, found);
        arguments::mark(&mut cells, &arguments);
        let status = words::status(card, layers, found);
        let maturity = words::maturity(card, layers, found);
        let level = words::level(card, layers, found);
        let summary = layers.value(|declared| declared.summary.as_ref());
        let circumstances = |get: fn(&Declared) -> Option<&Vec<Circumstance>>, prose: &[_]| {
            layers.value(get).unwrap_or_else(|| prose.to_vec())
        };
        let names = card.aliases.iter().chain(&prose.aliases);
        let entry = Entry {
            id: card.id.clone(),
            path_id: path_id(card),
            title: card.title.as_str().into(),
            aliases: arguments::aliases(&card.title, names),
            page: card.path.clone(),
            url: card.url.clone(),
            anchor: None,
            kind: kind.to_string(),
            family: words::family(card, layers, &self.measures, found),
            tags: card.tags.iter().map(permalink).collect(),
            summary: summary
                .or(prose.summary)
                .or_else(|| card.description.clone()),
            problem: layers.value(|declared| declared.problem.as_ref()),
            baseline: layers
                .value(|declared| declared.baseline.as_ref())
                .map(Baseline::Text),
            status,
            maturity,
            level,
            reviewed: layers.value(|declared| declared.reviewed.as_ref()),
            cells,
            facts,
            pros: Vec::new(),
            cons: Vec::new(),
            neutral: Vec::new(),
            use_when: circumstances(|declared| declared.use_when.as_ref(), &prose.use_when),
            avoid_when: circumstances(|declared| declared.avoid_when.as_ref(), &prose.avoid_when),
            tipping_point: layers.value(|declared| declared.tipping_point.as_ref()),
            examples: layers
                .value(|declared| declared.examples.as_ref())
                .unwrap_or_default(),
            references: layers
                .value(|declared| declared.references.as_ref())
                .unwrap_or_default(),
        };
        let judged = Judged {
            entry: &entry,
            arguments: &arguments,
            places: &places,
            layers,
            section: None,
            is_asked_for,
        };
        found.extend(rules::of_entry(&judged, &self.measures));
        self.entries.push(Draft {
            entry: with_arguments(entry, arguments),
            card,
            layers: layers.clone(),
            section: None,
            is_id_given: false,
            is_asked_for,
            related: prose.related,
        });
    }

    /// A section as an entry. Family and tags are those of its page.
    fn add_section(&mut self, page: &PageDraft<'a>, kind: &str, place: usize, section: Section) {
        let (card, layers) = (page.card, &page.layers);
        let Some(heading) = section.heading.clone() else {
            return;
        };
        let judge = Judge {
            measures: &self.measures,
            kind,
            page: &card.path,
        };
        let model = &self.measures.model;
        let mut cells = vec![silent(model.scale_of(kind)); model.qualities.len()];
        let arguments = arguments::of_section(&judge, &section);
        arguments::mark(&mut cells, &arguments);
        let ids = &card.declared.entry_ids;
        let given = ids
            .iter()
            .find(|(anchor, _)| anchor == heading.anchor.as_str());
        let is_id_given = given.is_some();
        let names = heading.aliases.iter().chain(&section.aliases);
        let mut unreported = Vec::new();
        let entry = Entry {
            id: given.map_or(heading.slug, |(_, id)| id.clone()),
            path_id: String::new(),
            aliases: arguments::aliases(&heading.name, names),
            title: heading.name.as_str().into(),
            page: card.path.clone(),
            url: card.url.clone(),
            anchor: Some(heading.anchor),
            kind: kind.to_string(),
            family: words::family(card, layers, &self.measures, &mut unreported),
            tags: card.tags.iter().map(permalink).collect(),
            summary: section.summary,
            problem: None,
            baseline: None,
            status: None,
            maturity: None,
            level: None,
            reviewed: None,
            cells,
            facts: vec![FactCell::Unknown; model.facts.len()],
            pros: Vec::new(),
            cons: Vec::new(),
            neutral: Vec::new(),
            use_when: section.use_when,
            avoid_when: section.avoid_when,
            tipping_point: None,
            examples: Vec::new(),
            references: Vec::new(),
        };
        let judged = Judged {
            entry: &entry,
            arguments: &arguments,
            places: &vec![None; model.qualities.len()],
            layers,
            section: Some(place),
            is_asked_for: false,
        };
        self.findings
            .extend(rules::of_entry(&judged, &self.measures));
        self.entries.push(Draft {
            entry: with_arguments(entry, arguments),
            card,
            layers: layers.clone(),
            section: Some(place),
            is_id_given,
            is_asked_for: false,
            related: section.related,
        });
    }

    /// What `entries` and `entry_ids` ask for has to be there.
    fn check_ids(&mut self, page: &PageDraft<'_>, entries: &[(usize, Section)]) {
        let path = &page.card.path;
        let rule = page.layers.first(|declared| declared.entries.as_ref());
        let level = match rule {
            Some((author, EntryRule::SecondLevel)) => Some((author, "second")),
            Some((author, EntryRule::ThirdLevel)) => Some((author, "third")),
            _ => None,
        };
        if let (Some((author, level)), true) = (level, entries.is_empty()) {
            let at = At::Value(author.clone(), KeyPath::of("entries"));
            let message = format!("no section of the {level} level holds pros or cons");
            self.findings.push(
                Finding::new(Code::C027, path, at, message)
                    .help("write them below headings of this level, or remove the key"),
            );
        }
        let anchors = || {
            let headings = entries
                .iter()
                .filter_map(|(_, section)| section.heading.as_ref());
            headings.map(|heading| heading.anchor.as_str())
        };
        let known: BTreeSet<&str> = anchors().collect();
        let unknown = page.card.declared.entry_ids.iter();
        for (anchor, _) in unknown.filter(|(anchor, _)| !known.contains(anchor.as_str())) {
            let key = KeyPath::of("entry_ids").key(anchor);
            let at = At::Key(Author::Page(path.clone()), key);
            let message = format!("no entry stands below a heading with the id `{anchor}`");
            let advice = match known.is_empty() {
                true => "no section of this page is an entry; remove the key".to_string(),
                false => format!("entries here: {}", names(anchors(), MOST_NAMES)),
            };
            let finding = Finding::new(Code::C027, path, at, message);
            self.findings
                .push(finding.help(suggest(anchor, anchors(), advice)));
        }
    }
}

fn with_arguments(entry: Entry, arguments: Arguments) -> Entry {
    Entry {
        pros: arguments.pros.reasons,
        cons: arguments.cons.reasons,
        neutral: arguments.neutral.reasons,
        ..entry
    }
}

/// What is measured with, once all pages are known.
fn measures(pages: &[(&Card, Layers<'_>)], all: &AllDefaults<'_>, model: &Model) -> Measures {
    let mut by_path: BTreeMap<&ContentPath, &Declared> = BTreeMap::new();
    for (card, _) in pages {
        by_path.insert(&card.path, &card.declared);
    }
    let folders = all.outline.defaults.values().flatten();
    let folders = folders.map(|defaults| &defaults.declared);
    let kinds = all.kinds.values().map(|defaults| &defaults.declared);
    let defaults = folders.chain(kinds);
    let declared: Vec<&Declared> = defaults.chain(by_path.into_values()).collect();
    let qualities = declared.iter().flat_map(|declared| {
        let rated = declared.ratings.iter().map(|(id, _)| id.as_str());
        let sides = [&declared.pros, &declared.cons]
            .into_iter()
            .flatten()
            .flatten();
        rated.chain(sides.filter_map(|argument| argument.quality.as_deref()))
    });
    let families = declared
        .iter()
        .filter_map(|declared| declared.family.as_deref());
    Measures::new(model, qualities, families)
}
