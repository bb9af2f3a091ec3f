//! The entries of a book, and how they belong together.
//!
//! In: cards, the tree, the model, the defaults. Out: [`Patterns`]: entries in the order of the sidebar, relations,
//! mentions, and what is wrong with them; and [`Destinations`], because sections that are entries can be linked to by
//! name.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::card::{Card, State};
use crate::catalogue::between;
use crate::catalogue::entries::{Draft, Drafts, PageDraft};
use crate::catalogue::entry::{Baseline, Entry};
use crate::catalogue::findings::{At, Author, Finding};
use crate::catalogue::ids::{FullPages, settle};
use crate::catalogue::inheritance::AllDefaults;
use crate::catalogue::links::Destinations;
use crate::catalogue::mentions::Mentions;
use crate::catalogue::names::{Names, Spot};
use crate::catalogue::references::{Meaning, Resolver, Written};
use crate::catalogue::relations::{Collector, Relations};
use crate::catalogue::rules;
use crate::catalogue::tree::{Cards, Tree};
use crate::config::Stale;
use crate::declared::{Circumstance, Declared};
use crate::entry_keys::KeyPath;
use crate::model::Model;
use crate::path::input::ContentPath;
use crate::path::output::OutputPath;
use crate::picture::Size;

/// What patterns are made from.
#[derive(Clone, Copy, Debug)]
pub struct PatternInput<'a> {
    /// The cards of all pages that are built.
    pub cards: &'a Cards,
    /// Those of drafts that are not.
    pub drafts: &'a Cards,
    /// The tree.
    pub tree: &'a Tree,
    /// What pages inherit.
    pub defaults: &'a AllDefaults<'a>,
    /// What is measured with.
    pub model: &'a Model,
    /// Which reviews are too old.
    pub stale: Option<&'a Stale>,
    /// The files below the folder of the pages.
    pub files: &'a BTreeMap<ContentPath, OutputPath>,
    /// The files of `static/`.
    pub static_files: &'a BTreeSet<ContentPath>,
    /// The sizes of pictures.
    pub pictures: &'a BTreeMap<OutputPath, Size>,
}

/// The entries of a book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Patterns {
    /// What is measured with, with what only pages name.
    pub model: Arc<Model>,
    /// All entries: those that lists may name, in the order of the sidebar, then the others.
    pub entries: Vec<Arc<Entry>>,
    /// How many of them lists may name.
    pub listed: usize,
    /// How entries belong together.
    pub relations: Relations,
    /// What links to what.
    pub mentions: Mentions,
    /// Sections for which a page stands.
    pub full_pages: FullPages,
    /// What is wrong.
    pub findings: Vec<Finding>,
    by_id: BTreeMap<String, usize>,
    by_spot: BTreeMap<Spot, usize>,
}

impl Patterns {
    /// The entries of a book.
    pub fn new(input: &PatternInput<'_>) -> (Patterns, Destinations) {
        let order = reading_order(input);
        let drafts = Drafts::new(&order, input.defaults, input.model);
        let Drafts {
            measures,
            pages,
            mut entries,
            mut findings,
        } = drafts;
        let full_pages = settle(&mut entries, &mut findings);
        let names = Names::new(input.cards, entries.iter().map(|draft| &draft.entry));
        let names = Arc::new(names);
        let sections = entries.iter().filter(|draft| draft.entry.anchor.is_some());
        let sections = sections.map(|draft| (Spot::of(&draft.entry), draft.entry.title.clone()));
        let destinations = Destinations::new(
            input.cards,
            names.clone(),
            sections,
            input.tree,
            input.files,
            input.static_files,
            input.pictures,
        );

        let mut resolver = Resolver::new(&names, input.drafts);
        for draft in &mut entries {
            resolve_names(draft, &names, &mut resolver);
        }
        let mut collector = Collector::new(&measures, &names);
        for page in &pages {
            collector.declare(&page.card.path, &page.layers, &mut resolver);
            let own = Spot::page(&page.card.path);
            add_related(
                &mut collector,
                page.card,
                &own,
                &page.related,
                &destinations,
            );
        }
        for draft in &entries {
            let own = Spot::of(&draft.entry);
            add_related(
                &mut collector,
                draft.card,
                &own,
                &draft.related,
                &destinations,
            );
        }
        let (relations, wrong) = collector.finish();
        findings.extend(resolver.findings);
        findings.extend(wrong);
        findings.extend(between::findings(
            &entries,
            &relations,
            &names,
            &measures.model,
        ));
        let old = input.stale.map(|stale| between::stale(&entries, stale));
        findings.extend(old.unwrap_or_default());
        findings.extend(requirements(&pages, &entries, &measures.model));
        let cards = order.iter().map(|card| &***card);
        let mentions = Mentions::new(cards, &relations, |reference, card| {
            destinations.spot(reference, &card.url)
        });

        let is_listed = |draft: &&Draft<'_>| draft.card.state != State::Unlisted;
        let listed = entries.iter().filter(is_listed).count();
        let entries: Vec<Arc<Entry>> = entries
            .into_iter()
            .map(|draft| Arc::new(draft.entry))
            .collect();
        let indexed = || entries.iter().enumerate();
        let patterns = Patterns {
            by_id: indexed()
                .map(|(index, entry)| (entry.id.clone(), index))
                .collect(),
            by_spot: indexed()
                .map(|(index, entry)| (Spot::of(entry), index))
                .collect(),
            model: Arc::new(measures.model),
            entries,
            listed,
            relations,
            mentions,
            full_pages,
            findings,
        };
        (patterns, destinations)
    }

    /// An entry by its id.
    pub fn entry(&self, id: &str) -> Option<&Arc<Entry>> {
        self.entries.get(*self.by_id.get(id)?)
    }

    /// The entries of a page: the page itself first, if it is one, then its sections in the order of their ids.
    pub fn entries_of(&self, page: &ContentPath) -> impl Iterator<Item = &Arc<Entry>> {
        let spots = self.by_spot.range(Spot::page(page)..);
        let own = spots.take_while(|(spot, _)| spot.page == *page);
        own.filter_map(|(_, index)| self.entries.get(*index))
    }

    /// The entry at a spot.
    pub fn entry_at(&self, spot: &Spot) -> Option<&Arc<Entry>> {
        self.entries.get(*self.by_spot.get(spot)?)
    }
}

/// The pages in the order of the sidebar, then those that it does not show.
fn reading_order<'a>(input: &PatternInput<'a>) -> Vec<&'a Arc<Card>> {
    let shown = input
        .tree
        .branches
        .iter()
        .filter_map(|branch| branch.page.as_ref());
    let shown = shown.filter_map(|path| input.cards.get(path));
    let mut seen: BTreeSet<&ContentPath> = BTreeSet::new();
    // A page that nobody is meant to find may still be the page of a folder.
    let is_listed = |card: &&Arc<Card>| card.state != State::Unlisted;
    let mut order: Vec<&Arc<Card>> = shown
        .filter(is_listed)
        .filter(|card| seen.insert(&card.path))
        .collect();
    let others = input
        .cards
        .values()
        .filter(|card| !seen.contains(&card.path));
    order.extend(others);
    order.sort_by_key(|card| card.state == State::Unlisted);
    order
}

/// The names of other entries in an entry become ids.
fn resolve_names(draft: &mut Draft<'_>, names: &Names, resolver: &mut Resolver<'_>) {
    let page = draft.entry.page.clone();
    if let Some(Baseline::Text(text)) = &draft.entry.baseline {
        let author = draft.layers.first(|declared| declared.baseline.as_ref());
        let at = author.map_or(At::Nowhere, |(author, _)| {
            At::Value(author.clone(), KeyPath::of("baseline"))
        });
        let written = Written {
            name: text,
            key: "baseline",
            page: &page,
            at,
        };
        // A text that names nothing is a baseline in words, and so is a page that is no entry.
        if let Meaning::One(spot) = resolver.look_up(&written)
            && names.is_entry(&spot)
        {
            draft.entry.baseline = Some(Baseline::Entry(names.id_of(&spot).to_string()));
        }
    }
    type Get = fn(&Declared) -> Option<&Vec<Circumstance>>;
    let lists: [(&str, Get, &mut Vec<Circumstance>); 2] = [
        (
            "use_when",
            |declared| declared.use_when.as_ref(),
            &mut draft.entry.use_when,
        ),
        (
            "avoid_when",
            |declared| declared.avoid_when.as_ref(),
            &mut draft.entry.avoid_when,
        ),
    ];
    for (key, get, list) in lists {
        let author = draft.layers.first(get).map(|(author, _)| author.clone());
        let author = author.unwrap_or(Author::Page(page.clone()));
        for (index, circumstance) in list.iter_mut().enumerate() {
            let Some(name) = circumstance.see.take() else {
                continue;
            };
            let written = Written {
                name: &name,
                key: &format!("{key}.see"),
                page: &page,
                at: At::Value(author.clone(), KeyPath::of(key).item(index).key("see")),
            };
            if let Meaning::One(spot) = resolver.resolve(&written) {
                circumstance.see = Some(names.id_of(&spot).to_string());
            }
        }
    }
}

/// Links in lists of related pages.
fn add_related(
    collector: &mut Collector<'_>,
    card: &Card,
    own: &Spot,
    related: &[(crate::body::Reference, Option<String>)],
    destinations: &Destinations,
) {
    for (reference, why) in related {
        if let Some(to) = destinations.spot(reference, &card.url) {
            collector.suggest(own.clone(), to, why.clone());
        }
    }
}

/// What kinds ask of their pages.
fn requirements(pages: &[PageDraft<'_>], drafts: &[Draft<'_>], model: &Model) -> Vec<Finding> {
    let mut entries: BTreeMap<&ContentPath, &Draft<'_>> = BTreeMap::new();
    for draft in drafts {
        entries.entry(&draft.entry.page).or_insert(draft);
    }
    let mut found = Vec::new();
    for page in pages {
        let kind = model.kinds.get(&page.layers.kind.id);
        let keys = kind.map(|kind| kind.require.as_slice()).unwrap_or_default();
        let draft = entries.get(&page.card.path);
        // Where nothing was asked for, nothing is missing; sections have no keys.
        if keys.is_empty() || draft.is_some_and(|draft| !draft.is_asked_for) {
            continue;
        }
        let has = |key: &str| has_otherwise(page.card, draft.map(|draft| &draft.entry), key);
        found.extend(rules::required(&page.card.path, &page.layers, keys, has));
    }
    found
}

/// Whether the text of a page, or what is made of its other keys, makes up for a key.
fn has_otherwise(card: &Card, entry: Option<&Entry>, key: &str) -> bool {
    let of_entry = |has: fn(&Entry) -> bool| entry.is_some_and(has);
    match key.replace('-', "_").as_str() {
        "title" | "id" => true,
        "description" => card.description.is_some(),
        "tags" => !card.tags.is_empty(),
        "aliases" => !card.aliases.is_empty(),
        "use_when" => of_entry(|entry| !entry.use_when.is_empty()),
        "avoid_when" => of_entry(|entry| !entry.avoid_when.is_empty()),
        "trade_offs" | "tradeoffs" => {
            of_entry(|entry| !entry.pros.is_empty() || !entry.cons.is_empty())
        }
        _ => false,
    }
}
