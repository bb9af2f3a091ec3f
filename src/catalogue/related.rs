//! What an entry or a page shows of its relations and of those who mention it.
//!
//! In: the relations and mentions of the book, and one end. Out: [`Relation`]s and [`MentionedBy`], with names and
//! addresses, in the order in which they are shown.

use std::collections::{BTreeMap, BTreeSet};

use crate::card::{HeadingName, State};
use crate::catalogue::edge::Edge as NamedEdge;
use crate::catalogue::entry::Named;
use crate::catalogue::findings::At;
use crate::catalogue::names::Spot;
use crate::catalogue::patterns::Patterns;
use crate::catalogue::relations::{Declaration, Edge};
use crate::catalogue::tree::{Cards, path_id};
use crate::declared::Strength;
use crate::path::anchor::Anchor;
use crate::path::fold::fold;
use crate::path::input::ContentPath;

/// A relation, seen from one end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relation {
    /// The key from this end: `requires`, or `required_by`.
    pub kind: String,
    /// What readers see.
    pub label: String,
    /// The other end.
    pub to: Named,
    /// The reasons, each once, with the page that gives it.
    pub reasons: Vec<(String, ContentPath)>,
    /// How close it is.
    pub strength: Strength,
}

/// A page that links to another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MentionedBy {
    /// The page.
    pub page: Named,
    /// The section that it links to, if that is an entry.
    pub section: Option<Anchor>,
    /// The headings below which the links stand; `None` above the first one.
    pub below: Vec<Option<HeadingName>>,
}

/// The relations at one end: by type in the order of the model, then by the name of the other end. What only a page
/// says that no list names is left out.
pub fn relations(patterns: &Patterns, cards: &Cards, spot: &Spot) -> Vec<Relation> {
    let mut found: Vec<((usize, bool, String, String), Relation)> = Vec::new();
    for edge in patterns.relations.of(spot) {
        let Some(kind) = patterns.model.relations.get(edge.kind) else {
            continue;
        };
        let is_inverse = edge.from != *spot;
        let other = if is_inverse { &edge.from } else { &edge.to };
        let Some(to) = named(patterns, cards, other).filter(|_| may_show(edge, spot, cards)) else {
            continue;
        };
        let (id, label) = match is_inverse {
            true => (&kind.inverse, &kind.inverse_label),
            false => (&kind.id, &kind.label),
        };
        let order = (
            edge.kind,
            is_inverse && !kind.is_symmetric(),
            fold(&to.title),
            to.id.clone(),
        );
        let relation = Relation {
            kind: id.clone(),
            label: label.clone(),
            to,
            reasons: reasons(edge),
            strength: edge.strength,
        };
        found.push((order, relation));
    }
    found.sort_by(|(one, _), (other, _)| one.cmp(other));
    found.into_iter().map(|(_, relation)| relation).collect()
}

/// Every edge with each of its reasons; one without reasons once. What only pages say that no list names is left out.
pub fn edges(patterns: &Patterns, cards: &Cards) -> Vec<NamedEdge> {
    let edges = declared(patterns, cards).into_iter();
    edges.map(|(edge, _)| edge).collect()
}

/// The same, each with where it is declared.
pub fn declared<'p>(patterns: &'p Patterns, cards: &Cards) -> Vec<(NamedEdge, &'p At)> {
    let mut edges = Vec::new();
    for edge in &patterns.relations.edges {
        let kind = patterns.model.relations.get(edge.kind);
        let ends = named(patterns, cards, &edge.from).zip(named(patterns, cards, &edge.to));
        let (Some(kind), Some((from, to)), Some(first)) = (kind, ends, edge.declared.first())
        else {
            continue;
        };
        if !edge.declared.iter().any(|one| is_listed(&one.page, cards)) {
            continue;
        }
        let named = |declaration: &'p Declaration| {
            let edge = NamedEdge {
                from: from.id.clone(),
                relation: kind.id.clone(),
                to: to.id.clone(),
                why: declaration.why.clone(),
                page: declaration.page.clone(),
            };
            (edge, &declaration.at)
        };
        let mut reasons = with_reasons(edge).peekable();
        if reasons.peek().is_none() {
            edges.push(named(first));
        }
        edges.extend(reasons.map(named));
    }
    edges
}

fn is_listed(page: &ContentPath, cards: &Cards) -> bool {
    let card = cards.get(page);
    card.is_some_and(|card| card.state != State::Unlisted)
}

/// The reasons of an edge, each once, by path of the pages that give them.
pub fn reasons(edge: &Edge) -> Vec<(String, ContentPath)> {
    let told = with_reasons(edge);
    told.filter_map(|declaration| Some((declaration.why.clone()?, declaration.page.clone())))
        .collect()
}

/// The declarations that give a reason which none before them gives.
fn with_reasons(edge: &Edge) -> impl Iterator<Item = &Declaration> {
    let mut known: BTreeSet<&str> = BTreeSet::new();
    let declared = edge.declared.iter();
    declared.filter(move |one| one.why.as_deref().is_some_and(|why| known.insert(why)))
}

/// Whether one end shows an edge: it says so itself, or the one who does is no secret.
fn may_show(edge: &Edge, spot: &Spot, cards: &Cards) -> bool {
    edge.declared
        .iter()
        .any(|declaration| is_listed(&declaration.page, cards) || declaration.page == spot.page)
}

/// The pages that link to a page or to one of its entries, by name.
pub fn mentions(patterns: &Patterns, cards: &Cards, page: &ContentPath) -> Vec<MentionedBy> {
    let incoming = patterns.mentions.incoming.get(page).into_iter().flatten();
    let mut found: Vec<MentionedBy> = incoming
        .filter_map(|mention| {
            Some(MentionedBy {
                page: named(patterns, cards, &Spot::page(&mention.from))?,
                section: mention.to.anchor.clone(),
                below: mention.below.clone(),
            })
        })
        .collect();
    found.sort_by_cached_key(|mention| {
        let page = &mention.page;
        (fold(&page.title), page.id.clone(), mention.section.clone())
    });
    found
}

/// The links in texts that lead to listed entries: the entry, the page, and the headings below which they stand; by the
/// titles of both.
pub fn mentioned_entries(
    patterns: &Patterns,
    cards: &Cards,
) -> Vec<(Named, Named, Vec<HeadingName>)> {
    let all = patterns.mentions.outgoing.values().flatten();
    let mut found: Vec<(Named, Named, Vec<HeadingName>)> = all
        .filter(|mention| is_listed(&mention.to.page, cards))
        .filter(|mention| patterns.entry_at(&mention.to).is_some())
        .filter_map(|mention| {
            let to = named(patterns, cards, &mention.to)?;
            let from = named(patterns, cards, &Spot::page(&mention.from))?;
            Some((to, from, mention.below.iter().flatten().cloned().collect()))
        })
        .collect();
    found.sort_by_cached_key(|(to, from, _)| {
        let key = |name: &Named| (fold(&name.title), name.id.clone());
        (key(to), key(from))
    });
    found
}

/// What stands at a spot.
pub fn named(patterns: &Patterns, cards: &Cards, spot: &Spot) -> Option<Named> {
    if let Some(entry) = patterns.entry_at(spot) {
        return Some(Named::of(entry));
    }
    let card = cards.get(&spot.page)?;
    Some(Named {
        id: path_id(card),
        title: card.title.as_str().into(),
        url: card.url.clone(),
        anchor: None,
    })
}

/// The ends of relations that are pages and no entries, by id.
pub fn ends(patterns: &Patterns, cards: &Cards) -> Vec<Named> {
    let mut pages: BTreeMap<String, Named> = BTreeMap::new();
    for edge in &patterns.relations.edges {
        let ends = [&edge.from, &edge.to].into_iter();
        let pages_only = ends.filter(|end| patterns.entry_at(end).is_none());
        let named = pages_only.filter_map(|end| named(patterns, cards, end));
        pages.extend(named.map(|end| (end.id.clone(), end)));
    }
    pages.into_values().collect()
}
