//! The entries of a book and how they belong together, as a text for expectations.

use std::collections::BTreeSet;
use std::fmt::Write;

use patternbook::catalogue::Catalogue;
use patternbook::catalogue::entry::{Baseline, Cell, Entry, FactCell, Judgement, Mark, Reason};
use patternbook::catalogue::names::Spot;
use patternbook::model::{FactKind, Model};

/// Every entry in order; those that no list names come last, in brackets.
pub(crate) fn entries(catalogue: &Catalogue) -> String {
    let mut out = String::new();
    let listed = catalogue.entries().len();
    for (index, entry) in catalogue.patterns().entries.iter().enumerate() {
        if index == listed {
            out.push_str("(unlisted)\n");
        }
        write_entry(&mut out, entry, catalogue.model());
    }
    for ((page, anchor), full) in &catalogue.patterns().full_pages {
        writeln!(out, "{page}#{anchor} has a page of its own: {full}").unwrap();
    }
    out
}

fn write_entry(out: &mut String, entry: &Entry, model: &Model) {
    let anchor = entry.anchor.as_ref().map(|anchor| format!("#{anchor}"));
    let place = format!("{}{}", entry.page, anchor.unwrap_or_default());
    writeln!(
        out,
        "{}: {} ({}, {place})",
        entry.id, entry.title, entry.kind
    )
    .unwrap();
    let mut line = |key: &str, value: Option<String>| {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            writeln!(out, "  {key}: {value}").unwrap();
        }
    };
    line(
        "path id",
        Some(entry.path_id.clone()).filter(|id| *id != entry.id),
    );
    line("aliases", Some(entry.aliases.join(", ")));
    line("family", entry.family.clone());
    line("tags", Some(entry.tags.join(", ")));
    line("summary", entry.summary.clone());
    line("problem", entry.problem.clone());
    line(
        "baseline",
        entry.baseline.as_ref().map(|baseline| match baseline {
            Baseline::Entry(id) => format!("entry {id}"),
            Baseline::Text(text) => format!("`{text}`"),
        }),
    );
    let states = [
        &entry.status,
        &entry.maturity,
        &entry.level,
        &entry.reviewed,
    ];
    let states: Vec<&str> = states.into_iter().flatten().map(String::as_str).collect();
    line("states", Some(states.join(", ")));
    for (quality, cell) in model.qualities.iter().zip(&entry.cells) {
        line(&quality.id, judgement(cell));
    }
    for (fact, cell) in model.facts.iter().zip(&entry.facts) {
        let value = match (cell, &fact.kind) {
            (FactCell::Choice(index), FactKind::Choice { values, .. }) => values[*index].clone(),
            (FactCell::Unknown, _) => continue,
            (cell, _) => format!("{cell:?}"),
        };
        line(&format!("fact {}", fact.id), Some(value));
    }
    let sides = [
        ("+", &entry.pros),
        ("-", &entry.cons),
        ("o", &entry.neutral),
    ];
    for (sign, reasons) in sides {
        for reason in reasons {
            line(sign, Some(argument(reason, model)));
        }
    }
    let uses = [
        ("use when", &entry.use_when),
        ("avoid when", &entry.avoid_when),
    ];
    for (key, list) in uses {
        for item in list {
            let see = item.see.as_ref().map(|see| format!(" (see {see})"));
            line(
                key,
                Some(format!("{}{}", item.text, see.unwrap_or_default())),
            );
        }
    }
}

/// What is said of a quality; nothing where nothing is.
fn judgement(cell: &Cell) -> Option<String> {
    let value = match cell.judgement {
        Judgement::Rated(value) => value.to_string(),
        Judgement::Range(low, high) => format!("{low}..{high}"),
        Judgement::NotApplicable => "n/a".to_string(),
        Judgement::Marked(Mark::Better) => "better".to_string(),
        Judgement::Marked(Mark::Worse) => "worse".to_string(),
        Judgement::Marked(Mark::Both) => "both".to_string(),
        Judgement::Implied(_) | Judgement::Unknown => return None,
    };
    let why = cell.why.as_ref().map(|why| format!(", because {why}"));
    Some(format!("{value}{}", why.unwrap_or_default()))
}

fn argument(reason: &Reason, model: &Model) -> String {
    let qualities: Vec<&str> = reason
        .qualities
        .iter()
        .map(|index| model.qualities[*index].id.as_str())
        .collect();
    let qualities = match qualities.is_empty() {
        true => String::new(),
        false => format!(" [{}]", qualities.join(", ")),
    };
    let anchor = reason.anchor.as_ref().map(|anchor| format!(" #{anchor}"));
    format!("{}{qualities}{}", reason.text, anchor.unwrap_or_default())
}

/// The relations and mentions of every page and entry that has some.
pub(crate) fn relations(catalogue: &Catalogue) -> String {
    let patterns = catalogue.patterns();
    let ends = patterns.relations.edges.iter();
    let mut spots: BTreeSet<Spot> = ends
        .flat_map(|edge| [edge.from.clone(), edge.to.clone()])
        .collect();
    spots.extend(patterns.mentions.incoming.keys().map(Spot::page));
    let mut out = String::new();
    for spot in spots {
        let anchor = spot.anchor.as_ref().map(|anchor| format!("#{anchor}"));
        writeln!(out, "{}{}", spot.page, anchor.unwrap_or_default()).unwrap();
        for relation in catalogue.relations_of(&spot) {
            write!(out, "  {} {}", relation.kind, relation.to.id).unwrap();
            for (why, page) in &relation.reasons {
                write!(out, "; {page}: {why}").unwrap();
            }
            out.push('\n');
        }
        if spot.anchor.is_some() {
            continue;
        }
        for mention in catalogue.mentions_of(&spot.page) {
            let below: Vec<&str> = mention
                .below
                .iter()
                .map(|heading| heading.as_ref().map_or("the top", |heading| &heading.text))
                .collect();
            let section = mention.section.map(|anchor| format!("#{anchor} "));
            let (id, section) = (mention.page.id, section.unwrap_or_default());
            writeln!(
                out,
                "  {section}mentioned by {id}, below {}",
                below.join(", ")
            )
            .unwrap();
        }
    }
    out
}
