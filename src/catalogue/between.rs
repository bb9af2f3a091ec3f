//! Rules that entries keep or break together.
//!
//! In: the entries with their final names, and the relations. Out: findings.

use std::collections::{BTreeMap, BTreeSet};

use crate::catalogue::entries::Draft;
use crate::catalogue::entry::{Entry, Judgement};
use crate::catalogue::findings::{At, Author, Finding};
use crate::catalogue::judging::trade_offs;
use crate::catalogue::names::{Names, Spot};
use crate::catalogue::relations::Relations;
use crate::config::Stale;
use crate::diagnostic::Code;
use crate::entry_keys::KeyPath;
use crate::model::{Kind, Model};
use crate::path::fold::fold;
use crate::value::date::day;

/// How many rows a column needs before one value in all of them says anything.
const FEWEST_ROWS: usize = 3;

/// What entries break together.
pub fn findings(
    drafts: &[Draft<'_>],
    relations: &Relations,
    names: &Names,
    model: &Model,
) -> Vec<Finding> {
    let mut found = without_successor(drafts, relations, model);
    found.extend(shared_names(drafts, relations, names, model));
    found.extend(columns(drafts, model));
    found
}

/// What is deprecated names what replaces it.
fn without_successor(drafts: &[Draft<'_>], relations: &Relations, model: &Model) -> Vec<Finding> {
    let supersedes = model
        .relations
        .iter()
        .position(|kind| kind.id == "supersedes");
    let lacks = |draft: &&Draft<'_>| {
        let own = Spot::of(&draft.entry);
        let mut edges = relations.of(&own);
        let is_replaced = edges.any(|edge| Some(edge.kind) == supersedes && edge.to == own);
        draft.entry.status.as_deref() == Some("deprecated") && !is_replaced
    };
    let finding = |draft: &Draft<'_>| {
        let (author, _) = draft.layers.first(|declared| declared.status.as_ref())?;
        let at = At::Value(author.clone(), KeyPath::of("status"));
        let title = &draft.entry.title;
        let message = format!("`{title}` is deprecated, but nothing supersedes it");
        let finding = Finding::new(Code::C039, &draft.entry.page, at, message);
        Some(finding.help("add `superseded_by` to its `relations`"))
    };
    drafts.iter().filter(lacks).filter_map(finding).collect()
}

/// A name of one entry is no name of another, unless both say that they are not the same.
fn shared_names(
    drafts: &[Draft<'_>],
    relations: &Relations,
    names: &Names,
    model: &Model,
) -> Vec<Finding> {
    let distinct = model
        .relations
        .iter()
        .position(|kind| kind.id == "distinct_from");
    let mut owners: BTreeMap<String, Vec<(Spot, &'static str)>> = BTreeMap::new();
    for draft in drafts {
        let spot = Spot::of(&draft.entry);
        let mut own = |name: &str, what| {
            let owners = owners.entry(fold(name)).or_default();
            if owners.last().is_none_or(|(last, _)| *last != spot) {
                owners.push((spot.clone(), what));
            }
        };
        own(&draft.entry.title, "title");
        own(&draft.entry.id, "id");
        for alias in &draft.entry.aliases {
            own(alias, "alias");
        }
    }
    let mut found = Vec::new();
    for draft in drafts {
        let own = Spot::of(&draft.entry);
        let mut told_apart: Option<BTreeSet<Spot>> = None;
        for alias in &draft.entry.aliases {
            let others = owners.get(&fold(alias)).into_iter().flatten();
            let others = others.filter(|(other, _)| *other != own);
            let told_apart = told_apart.get_or_insert_with(|| {
                let edges = relations
                    .of(&own)
                    .filter(|edge| Some(edge.kind) == distinct);
                edges
                    .map(|edge| {
                        if edge.from == own {
                            &edge.to
                        } else {
                            &edge.from
                        }
                    })
                    .cloned()
                    .collect()
            });
            let clash = others
                .clone()
                .find(|(other, _)| !told_apart.contains(other));
            let Some((other, what)) = clash else {
                continue;
            };
            let at = match alias_place(draft, alias) {
                Some(index) => {
                    let author = Author::Page(own.page.clone());
                    At::Value(author, KeyPath::of("aliases").item(index))
                }
                None => At::Section(own.page.clone(), draft.section.unwrap_or_default()),
            };
            let message = format!(
                "the alias `{alias}` is the {what} of `{}` as well",
                names.id_of(other)
            );
            let finding = Finding::new(Code::C040, &own.page, at, message);
            found.push(
                finding
                    .help("remove it, or tell the two apart with `distinct_from` in `relations`"),
            );
        }
    }
    found
}

/// Which of the aliases of the front matter it is.
fn alias_place(draft: &Draft<'_>, alias: &str) -> Option<usize> {
    let is_page = draft.section.is_none();
    let mut aliases = draft.card.aliases.iter();
    aliases.position(|own| own == alias).filter(|_| is_page)
}

/// Columns that tell no row from another.
fn columns(drafts: &[Draft<'_>], model: &Model) -> Vec<Finding> {
    let kinds = model
        .kinds
        .iter()
        .filter(|(_, kind)| kind.has_matrix && kind.scale.is_some());
    kinds
        .flat_map(|(id, kind)| columns_of_kind(drafts, model, id, kind))
        .collect()
}

fn columns_of_kind(drafts: &[Draft<'_>], model: &Model, id: &str, kind: &Kind) -> Vec<Finding> {
    let rows: Vec<&Entry> = drafts
        .iter()
        .map(|draft| &draft.entry)
        .filter(|entry| entry.kind == id)
        .collect();
    let Some(first) = rows.iter().map(|row| &row.page).min() else {
        return Vec::new();
    };
    if rows.len() < FEWEST_ROWS {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (column, quality) in model
        .qualities
        .iter()
        .enumerate()
        .filter(|(_, one)| one.is_shown)
    {
        let mut values = rows
            .iter()
            .map(|row| row.cells.get(column).map(|cell| cell.judgement));
        let Some(Some(value)) = values.next() else {
            continue;
        };
        if !values.all(|other| other == Some(value)) {
            continue;
        }
        let (label, count) = (&kind.label, rows.len());
        let (code, message) = match value {
            Judgement::NotApplicable => (
                Code::C021,
                format!("`{}` is `n/a` in all {count} rows of `{label}`", quality.id),
            ),
            Judgement::Rated(value) => (
                Code::C023,
                format!(
                    "`{}` is {value} in all {count} rows of `{label}`",
                    quality.id
                ),
            ),
            _ => continue,
        };
        let at = At::Value(Author::Page(first.clone()), trade_offs().key(&quality.id));
        found.push(Finding::new(code, first, at, message).help(format!(
            "it tells no row from another: leave `{}` out of the columns of the table, or set `show = false`",
            quality.id
        )));
    }
    found
}

/// Pages with entries that were reviewed before a day.
pub fn stale(drafts: &[Draft<'_>], stale: &Stale) -> Vec<Finding> {
    let finding = |draft: &Draft<'_>| {
        let (author, reviewed) = draft.layers.first(|declared| declared.reviewed.as_ref())?;
        if draft.section.is_some() || day(reviewed)? >= stale.before {
            return None;
        }
        let at = At::Value(author.clone(), KeyPath::of("reviewed"));
        let (title, after) = (&draft.entry.title, &stale.after);
        let message = format!("`{title}` was last reviewed more than {after} ago");
        let finding = Finding::new(Code::C090, &draft.entry.page, at, message);
        Some(finding.help("read it again, and set `reviewed` to the day on which you did"))
    };
    drafts.iter().filter_map(finding).collect()
}
