//! How entries belong together.
//!
//! In: what pages declare, names resolved. Out: [`Relations`], the closed set of edges: each edge once, seen from both
//! ends, whoever declared it and from whichever side. The order of files makes no difference.

use std::collections::{BTreeMap, BTreeSet};

use crate::catalogue::circles::circles;
use crate::catalogue::findings::{At, Author, Finding, suggest};
use crate::catalogue::inheritance::Layers;
use crate::catalogue::measures::Measures;
use crate::catalogue::names::{Names, Spot};
use crate::catalogue::references::{Meaning, Resolver, Written};
use crate::declared::Strength;
use crate::diagnostic::Code;
use crate::entry_keys::KeyPath;
use crate::path::input::ContentPath;

/// How many members of a circle are named.
const MOST_MEMBERS: usize = 20;

/// All edges.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Relations {
    /// By type, then by ends.
    pub edges: Vec<Edge>,
    /// The edges of each end, as indexes.
    by_end: BTreeMap<Spot, Vec<usize>>,
}

/// Two entries that belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edge {
    /// The type, as an index into those of the model.
    pub kind: usize,
    /// Whoever has the relation. Of a symmetric one, the end that comes first by path.
    pub from: Spot,
    /// To whom.
    pub to: Spot,
    /// How close it is: as close as the closest declaration says.
    pub strength: Strength,
    /// Who says so, by path of the page.
    pub declared: Vec<Declaration>,
}

/// One page's word on an edge.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Declaration {
    /// The page.
    pub page: ContentPath,
    /// Where.
    pub at: At,
    /// Why.
    pub why: Option<String>,
}

/// Edges being collected.
#[derive(Debug)]
pub struct Collector<'a> {
    measures: &'a Measures,
    names: &'a Names,
    edges: BTreeMap<(usize, Spot, Spot), (Strength, BTreeSet<Declaration>)>,
    /// What is wrong.
    pub findings: Vec<Finding>,
}

impl<'a> Collector<'a> {
    /// Nothing collected yet.
    pub fn new(measures: &'a Measures, names: &'a Names) -> Collector<'a> {
        Collector {
            measures,
            names,
            edges: BTreeMap::new(),
            findings: Vec::new(),
        }
    }

    /// Adds what a page declares.
    pub fn declare(
        &mut self,
        page: &ContentPath,
        layers: &Layers<'_>,
        resolver: &mut Resolver<'_>,
    ) {
        for (author, kind, targets) in layers.relations() {
            let path = KeyPath::of("relations").key(kind);
            let Some((index, is_inverse)) = self.measures.relation(kind) else {
                let at = At::Key(author.clone(), path);
                self.findings.push(self.unknown_type(page, kind, at));
                continue;
            };
            for (number, target) in targets.iter().enumerate() {
                let at = At::Value(author.clone(), path.clone().item(number).key("to"));
                let written = Written {
                    name: &target.to,
                    key: &format!("relations.{kind}"),
                    page,
                    at: at.clone(),
                };
                let to = match resolver.resolve(&written) {
                    Meaning::One(to) => to,
                    Meaning::Draft => {
                        let message =
                            format!("`{}` is a draft, so this relation is left out", target.to);
                        let finding = Finding::new(Code::C038, page, at, message);
                        self.findings
                            .push(finding.help("publish the page, or remove the relation"));
                        continue;
                    }
                    Meaning::Unclear | Meaning::Unknown => continue,
                };
                let own = Spot::page(page);
                if to == own {
                    // What a whole folder inherits may name one of its pages.
                    if matches!(author, Author::Page(_)) {
                        let message = format!("`relations.{kind}` names the page itself");
                        let finding = Finding::new(Code::C033, page, at, message);
                        self.findings
                            .push(finding.help("name another entry, or remove it"));
                    }
                    continue;
                }
                let declaration = Declaration {
                    page: page.clone(),
                    at,
                    why: target.why.clone(),
                };
                let ends = match is_inverse {
                    true => (to, own),
                    false => (own, to),
                };
                self.add(index, ends, target.strength, declaration);
            }
        }
    }

    /// Adds an edge that the prose of a page suggests: it is weaker than what is declared, and raises no findings.
    pub fn suggest(&mut self, from: Spot, to: Spot, why: Option<String>) {
        let Some((kind, is_inverse)) = self.measures.relation("see_also") else {
            return;
        };
        if from == to {
            return;
        }
        let declaration = Declaration {
            page: from.page.clone(),
            at: At::Section(from.page.clone(), 0),
            why,
        };
        let ends = match is_inverse {
            true => (to, from),
            false => (from, to),
        };
        self.add(kind, ends, Strength::Weak, declaration);
    }

    fn add(
        &mut self,
        kind: usize,
        (from, to): (Spot, Spot),
        strength: Strength,
        declaration: Declaration,
    ) {
        let is_symmetric = self.measures.model.relations[kind].is_symmetric();
        let ends = match is_symmetric && to < from {
            true => (kind, to, from),
            false => (kind, from, to),
        };
        let (strongest, declared) = self
            .edges
            .entry(ends)
            .or_insert((strength, BTreeSet::new()));
        *strongest = strength.max(*strongest);
        declared.insert(declaration);
    }

    /// The closed set.
    pub fn finish(self) -> (Relations, Vec<Finding>) {
        let mut relations = Relations::default();
        for ((kind, from, to), (strength, declared)) in self.edges {
            let index = relations.edges.len();
            for end in [&from, &to] {
                relations.by_end.entry(end.clone()).or_default().push(index);
            }
            relations.edges.push(Edge {
                kind,
                from,
                to,
                strength,
                declared: declared.into_iter().collect(),
            });
        }
        let mut findings = self.findings;
        for edge in &relations.edges {
            findings.extend(without_reason(edge, self.measures));
            findings.extend(said_twice(edge, self.measures));
        }
        findings.extend(contradictions(&relations, self.measures, self.names));
        findings.extend(all_circles(&relations, self.measures, self.names));
        (relations, findings)
    }

    fn unknown_type(&self, page: &ContentPath, kind: &str, at: At) -> Finding {
        let all: Vec<&str> = self.measures.relation_keys().collect();
        let advice = format!("relation types: {}", all.join(", "));
        Finding::new(
            Code::C031,
            page,
            at,
            format!("there is no relation type `{kind}`"),
        )
        .help(suggest(kind, all, advice))
    }
}

impl Relations {
    /// The edges at one end.
    pub fn of(&self, end: &Spot) -> impl Iterator<Item = &Edge> {
        let indexes = self.by_end.get(end).into_iter().flatten();
        indexes.filter_map(|index| self.edges.get(*index))
    }

    /// Every pair that has an edge, the end that comes first by path before the other.
    pub fn pairs(&self) -> BTreeSet<(&Spot, &Spot)> {
        let mut pairs = BTreeSet::new();
        for edge in &self.edges {
            pairs.insert(match edge.from <= edge.to {
                true => (&edge.from, &edge.to),
                false => (&edge.to, &edge.from),
            });
        }
        pairs
    }
}

/// Words of pages, those of prose left out.
fn spoken(edge: &Edge) -> impl Iterator<Item = &Declaration> {
    let is_prose = |declaration: &Declaration| matches!(declaration.at, At::Section(..));
    edge.declared
        .iter()
        .filter(move |declaration| !is_prose(declaration))
}

/// A relation type that needs a reason has one.
fn without_reason(edge: &Edge, measures: &Measures) -> Option<Finding> {
    let kind = &measures.model.relations[edge.kind];
    let first = spoken(edge).next()?;
    if !kind.requires_why || edge.declared.iter().any(|one| one.why.is_some()) {
        return None;
    }
    let message = format!("`{}` does not say why", kind.id);
    let finding = Finding::new(Code::C037, &first.page, first.at.clone(), message);
    Some(finding.help("write `{to: …, why: …}`"))
}

/// An edge that is declared from both ends says something new from each.
fn said_twice(edge: &Edge, measures: &Measures) -> Option<Finding> {
    let all: Vec<&Declaration> = spoken(edge).collect();
    let first = all.first()?;
    let second = all.iter().find(|other| other.page != first.page)?;
    let is_new = first.why.is_some() && second.why.is_some() && first.why != second.why;
    if is_new {
        return None;
    }
    // The one that adds nothing: the one without a reason, else the later one.
    let (extra, kept) = match (&first.why, &second.why) {
        (None, Some(_)) => (first, second),
        _ => (second, first),
    };
    let kind = &measures.model.relations[edge.kind];
    let message = format!("this `{}` is declared on the other page as well", kind.id);
    let finding = Finding::new(Code::C036, &extra.page, extra.at.clone(), message);
    let finding = finding.also(kept.at.clone(), "declared here");
    Some(finding.help("remove one of the two, or say from this side why"))
}

/// Two entries that fight do not need each other, and do not work well together.
fn contradictions(relations: &Relations, measures: &Measures, names: &Names) -> Vec<Finding> {
    let is_type =
        |edge: &Edge, ids: &[&str]| ids.contains(&measures.model.relations[edge.kind].id.as_str());
    let pair = |edge: &Edge| {
        let mut ends = [edge.from.clone(), edge.to.clone()];
        ends.sort_unstable();
        ends
    };
    let mut friends: BTreeMap<[Spot; 2], &Edge> = BTreeMap::new();
    for edge in &relations.edges {
        if is_type(edge, &["requires", "complements"]) {
            friends.entry(pair(edge)).or_insert(edge);
        }
    }
    let conflicts = relations
        .edges
        .iter()
        .filter(|edge| is_type(edge, &["conflicts"]));
    let found = conflicts.filter_map(|edge| {
        let friend = friends.get(&pair(edge))?;
        let (own, other) = (edge.declared.first()?, friend.declared.first()?);
        let kind = &measures.model.relations[friend.kind].id;
        let message = format!(
            "`{}` and `{}` have both `conflicts` and `{kind}`",
            names.id_of(&edge.from),
            names.id_of(&edge.to)
        );
        let finding = Finding::new(Code::C035, &own.page, own.at.clone(), message);
        let finding = finding.also(other.at.clone(), format!("`{kind}` is declared here"));
        Some(finding.help("remove one of the two"))
    });
    found.collect()
}

/// Circles in types that may have none.
fn all_circles(relations: &Relations, measures: &Measures, names: &Names) -> Vec<Finding> {
    let spots: BTreeMap<&Spot, usize> = relations.by_end.keys().zip(0..).collect();
    let mut found = Vec::new();
    for (kind, model) in measures.model.relations.iter().enumerate() {
        if !model.is_acyclic {
            continue;
        }
        let edges: Vec<&Edge> = relations
            .edges
            .iter()
            .filter(|edge| edge.kind == kind)
            .collect();
        let arrows: Vec<(usize, usize)> = edges
            .iter()
            .map(|edge| (spots[&edge.from], spots[&edge.to]))
            .collect();
        for circle in circles(&arrows) {
            let edges: Vec<&Edge> = circle.iter().map(|arrow| edges[*arrow]).collect();
            found.extend(circle_finding(&edges, &model.id, names));
        }
    }
    found
}

fn circle_finding(edges: &[&Edge], kind: &str, names: &Names) -> Option<Finding> {
    let mut members: Vec<&str> = edges.iter().map(|edge| names.id_of(&edge.from)).collect();
    let first = *members.first()?;
    if members.len() > MOST_MEMBERS {
        members.truncate(MOST_MEMBERS);
        members.push("…");
    }
    members.push(first);
    let declarations: Vec<&Declaration> = edges
        .iter()
        .filter_map(|edge| edge.declared.first())
        .collect();
    let start = declarations.first()?;
    let message = format!("`{kind}` makes a circle: {}", members.join(" → "));
    let mut finding = Finding::new(Code::C034, &start.page, start.at.clone(), message)
        .label("declared here")
        .help("remove the declaration that is wrong");
    for other in declarations.iter().skip(1).take(MOST_MEMBERS) {
        finding = finding.also(other.at.clone(), "and here");
    }
    Some(finding)
}
