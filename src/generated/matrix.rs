//! Tables of entries.
//!
//! In: the entries, what the settings say of a table. Out: [`Matrix`]: rows, columns, the parts a long table is cut
//! into, the order of the rows by each quality, what was left out and why, and which columns pull in opposite
//! directions.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::catalogue::entry::Named;
use crate::diagnostic::Code;
use crate::generated::collection::Collection;
use crate::generated::columns::{Column, columns};
use crate::generated::correlation::Affinity;
use crate::generated::heads::{Head, HeadGroup, Legend, heads, legend};
use crate::generated::problem::Problem;
use crate::generated::related::related;
use crate::generated::rows::{Filler, Row, rank_cells};
use crate::model::Better;
use crate::model::views::{MatrixModel, RowOrder};

/// Beyond so many rows a table is cut into one for each family, unless the settings say otherwise.
const MOST_ROWS: usize = 200;

/// Pairs of columns, by index.
pub type ColumnPairs = Vec<(usize, usize)>;

/// A table of entries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matrix {
    /// Its id, which is the last part of its address.
    pub id: String,
    /// What readers see.
    pub title: String,
    /// The scale of its ratings, if it has one.
    pub legend: Option<Legend>,
    /// The kinds of its rows: ids, and what readers see of them.
    pub kinds: Vec<(String, String)>,
    /// What its columns show.
    pub columns: Vec<Head>,
    /// The columns that stand together under one heading, in order; every column is in one.
    pub groups: Vec<HeadGroup>,
    /// Its rows, in order.
    pub rows: Vec<Row>,
    /// The tables it is cut into; one unless it has too many rows.
    pub parts: Vec<Part>,
    /// The rows by each quality, best first, for the pages of the qualities; none if there are no such pages.
    pub orders: Vec<Order>,
    /// Labels of shown qualities, facts and fields without a single judged cell.
    pub columns_left_out: Vec<String>,
    /// Entries of its kinds that are no rows.
    pub entries_left_out: Vec<(Named, Omission)>,
    /// Pairs of columns that say nearly the same, by index.
    pub same: ColumnPairs,
    /// Pairs of columns of which one is good where the other is poor, by index.
    pub opposite: ColumnPairs,
}

/// Why an entry is no row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Omission {
    /// It is measured on another scale, and two scales are never mixed in one column.
    OtherScale,
    /// No column holds anything about it.
    NothingJudged,
}

/// A table, or a part of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Its rows.
    pub rows: Range<usize>,
    /// The rows that stand together, in order; every row is in one.
    pub groups: Vec<RowGroup>,
    /// Which part of its group it is, counted from 1, and of how many; none if the table is whole.
    pub number: Option<(usize, usize)>,
}

/// Rows that stand together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowGroup {
    /// The family, if they have one.
    pub family: Option<String>,
    /// What readers see: of the family, else of the kind. None if rows are not grouped.
    pub label: Option<String>,
    /// The rows.
    pub rows: Range<usize>,
}

/// The rows by a quality.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    /// The column, by index.
    pub column: usize,
    /// The rows, by index, best first.
    pub rows: Vec<usize>,
}

/// The kinds of rows, by id, with their labels.
fn kinds(collection: &Collection, rows: &[(usize, Row)]) -> Vec<(String, String)> {
    let ids: BTreeSet<&str> = rows.iter().map(|(_, row)| row.kind.as_str()).collect();
    ids.into_iter()
        .map(|id| (id.to_string(), collection.kind_label(id).to_string()))
        .collect()
}

/// The table, and what is wrong with its settings.
pub fn matrix(collection: &Collection, settings: &MatrixModel) -> (Matrix, Vec<Problem>) {
    let (columns, mut problems) = columns(settings, collection.model);
    let (entries, kind, mut entries_left_out) = members(collection, settings);
    let (mut rows, empty) = Filler::new(collection, &columns, kind).rows(&entries);
    entries_left_out.extend(
        empty
            .into_iter()
            .map(|entry| (entry, Omission::NothingJudged)),
    );
    let kept = keep_judged(columns.len(), &mut rows);
    let labels = |columns: &[Column]| heads(collection, columns, kind).0.into_iter();
    let columns_left_out = labels(&columns)
        .enumerate()
        .filter(|(index, head)| !kept.contains(index) && head.is_shown)
        .map(|(_, head)| head.label)
        .collect();
    let columns: Vec<Column> = kept.iter().map(|index| columns[*index]).collect();
    rank_cells(&mut rows);
    let (heads, groups) = heads(collection, &columns, kind);
    let is_split = rows.len() > settings.max_rows.max(1);
    let rows = arranged(collection, settings, &heads, rows, is_split, &mut problems);
    let shown: Vec<usize> = rows.iter().map(|(index, _)| *index).collect();
    let [same, opposite] = pairs_of_columns(collection, &columns, kind, &shown);
    problems.extend(same.iter().map(|(one, other)| {
        let (one, other) = (&heads[*one].id, &heads[*other].id);
        let id = &settings.id;
        let message = format!("`{one}` and `{other}` say nearly the same in the matrix `{id}`");
        // Where the table names its columns one by one, it is the second of the two.
        Problem::new(&["matrix", id, "columns", other], Code::C022, message)
            .help("who weighs both counts one thing twice; the decision helper says so")
    }));
    if rows.is_empty() {
        let message = format!("the matrix `{}` has no rows", settings.id);
        let problem = Problem::new(&["matrix", &settings.id], Code::C071, message);
        problems.push(problem.help("its rows are the listed entries of its `kinds`"));
    }
    let matrix = Matrix {
        id: settings.id.clone(),
        title: settings.title.clone(),
        legend: legend(collection, kind),
        orders: match settings.has_sort_pages {
            true => orders(&heads, &rows),
            false => Vec::new(),
        },
        parts: parts(collection, settings, &rows, is_split),
        kinds: kinds(collection, &rows),
        columns: heads,
        groups,
        rows: rows.into_iter().map(|(_, row)| row).collect(),
        columns_left_out,
        entries_left_out,
        same,
        opposite,
    };
    (matrix, problems)
}

/// The entries of the kinds of a table, in the order of the sidebar, and the first kind that has a scale, which is
/// empty if none has. Kinds on other scales are left out.
fn members<'a>(
    collection: &'a Collection,
    settings: &'a MatrixModel,
) -> (Vec<usize>, &'a str, Vec<(Named, Omission)>) {
    let model = collection.model;
    let scale_of = |kind: &str| model.kinds.get(kind).and_then(|kind| kind.scale.as_deref());
    let mut kinds = settings.kinds.iter().map(String::as_str);
    let scaled = kinds.find(|kind| scale_of(kind).is_some());
    let scale = scaled.and_then(scale_of);
    let (mut inside, mut outside) = (Vec::new(), Vec::new());
    for (index, entry) in collection.entries.iter().enumerate() {
        if !settings.kinds.contains(&entry.kind) {
            continue;
        }
        let own = scale_of(&entry.kind);
        match own.is_none() || own == scale {
            true => inside.push(index),
            false => outside.push((Named::of(entry), Omission::OtherScale)),
        }
    }
    (inside, scaled.unwrap_or_default(), outside)
}

/// Takes the columns out of which no row says anything; returns the others, by index.
fn keep_judged(columns: usize, rows: &mut [(usize, Row)]) -> Vec<usize> {
    let is_judged = |index: &usize| rows.iter().any(|(_, row)| row.cells[*index].is_judged());
    let kept: Vec<usize> = (0..columns).filter(is_judged).collect();
    for (_, row) in rows {
        let cells = std::mem::take(&mut row.cells).into_iter().enumerate();
        let cells = cells.filter(|(index, _)| kept.binary_search(index).is_ok());
        row.cells = cells.map(|(_, cell)| cell).collect();
    }
    kept
}

/// Rows in the order that the settings ask for: by group first if they are grouped, or cut into tables by group.
fn arranged(
    collection: &Collection,
    settings: &MatrixModel,
    heads: &[Head],
    mut rows: Vec<(usize, Row)>,
    is_split: bool,
    problems: &mut Vec<Problem>,
) -> Vec<(usize, Row)> {
    let group = |index: usize| collection.group_key(&collection.entries[index]);
    match &settings.rows {
        RowOrder::Sidebar => {}
        RowOrder::Title => rows.sort_by_key(|(_, row)| row.title_rank),
        RowOrder::Family => rows.sort_by_key(|(index, _)| group(*index)),
        RowOrder::Quality(id) => match collection.model.quality(id) {
            Some(quality) => {
                let is_it = |head: &Head| head.column == Column::Quality(quality);
                if let Some(column) = heads.iter().position(is_it) {
                    rows.sort_by_key(|(_, row)| row.sort_key(column));
                }
            }
            None => {
                let message = format!(
                    "the matrix `{}` has an unknown row order `{id}`",
                    settings.id
                );
                let problem = Problem::new(&["matrix", &settings.id, "rows"], Code::C070, message);
                problems.push(problem.suggest_quality(id, collection.model));
            }
        },
    }
    if settings.is_grouped || is_split {
        rows.sort_by_key(|(index, _)| group(*index));
    }
    rows
}

/// The order of the rows by each quality.
fn orders(heads: &[Head], rows: &[(usize, Row)]) -> Vec<Order> {
    let is_quality = |head: &Head| matches!(head.column, Column::Quality(_));
    let columns = heads
        .iter()
        .enumerate()
        .filter(|(_, head)| is_quality(head));
    let order = |column: usize| {
        let mut order: Vec<usize> = (0..rows.len()).collect();
        order.sort_by_key(|row| rows[*row].1.sort_key(column));
        Order {
            column,
            rows: order,
        }
    };
    columns.map(|(column, _)| order(column)).collect()
}

/// One table, or one for each group, a larger group in parts of `max_rows`.
fn parts(
    collection: &Collection,
    settings: &MatrixModel,
    rows: &[(usize, Row)],
    is_split: bool,
) -> Vec<Part> {
    let entry = |row: usize| &*collection.entries[rows[row].0];
    let group = |range: &Range<usize>| RowGroup {
        family: rows[range.start].1.family.clone(),
        label: Some(collection.group_label(entry(range.start)).to_string()),
        rows: range.clone(),
    };
    let ranges = if settings.is_grouped || is_split {
        runs(rows.len(), |row| collection.group_key(entry(row)))
    } else {
        Vec::new()
    };
    if !is_split {
        let plain = RowGroup {
            family: None,
            label: None,
            rows: 0..rows.len(),
        };
        let groups = match ranges.is_empty() {
            true => vec![plain],
            false => ranges.iter().map(group).collect(),
        };
        return vec![Part {
            rows: 0..rows.len(),
            groups,
            number: None,
        }];
    }
    let most = settings.max_rows.max(1);
    let mut parts = Vec::new();
    for range in ranges {
        let count = range.len().div_ceil(most);
        for number in 1..=count {
            let start = range.start + (number - 1) * most;
            let rows = start..range.end.min(start + most);
            parts.push(Part {
                groups: vec![group(&rows)],
                rows,
                number: Some((number, count)),
            });
        }
    }
    parts
}

/// The longest ranges of equal keys.
fn runs<K: PartialEq>(length: usize, key: impl Fn(usize) -> K) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for index in 0..length {
        match runs.last_mut() {
            Some(run) if key(run.start) == key(index) => run.end = index + 1,
            _ => runs.push(index..index + 1),
        }
    }
    runs
}

/// Pairs of shown, scored columns: those that say the same, and those that pull in opposite directions.
fn pairs_of_columns(
    collection: &Collection,
    columns: &[Column],
    kind: &str,
    entries: &[usize],
) -> [ColumnPairs; 2] {
    let qualities = &collection.model.qualities;
    let scored = columns.iter().filter_map(|column| match column {
        Column::Quality(index) => Some(*index),
        Column::Fact(_) | Column::Field(_) => None,
    });
    let scored = scored.filter(|index| {
        let quality = &qualities[*index];
        quality.is_shown && quality.better != Better::Neither
    });
    let scored: Vec<usize> = scored.collect();
    let place = |quality: usize| {
        let is_it = |column: &Column| *column == Column::Quality(quality);
        columns.iter().position(is_it).unwrap_or(0)
    };
    let (mut same, mut opposite) = (Vec::new(), Vec::new());
    for (one, other, affinity) in related(collection, kind, entries, &scored) {
        let pair = (place(one), place(other));
        match affinity {
            Affinity::Same => same.push(pair),
            Affinity::Opposite => opposite.push(pair),
        }
    }
    [same, opposite]
}

/// The tables of a book whose settings name none: one for each kind that has entries and may have a table, in the order
/// of their first entries.
pub fn natural(collection: &Collection) -> Vec<MatrixModel> {
    let kinds = &collection.model.kinds;
    let mut found: Vec<&str> = Vec::new();
    let mut seen = BTreeSet::new();
    for entry in collection.entries {
        let has_matrix = kinds.get(&entry.kind).is_some_and(|kind| kind.has_matrix);
        if has_matrix && seen.insert(entry.kind.as_str()) {
            found.push(&entry.kind);
        }
    }
    let settings = |kind: &str| MatrixModel {
        id: match kind {
            "entry" => "entries".to_string(),
            kind => kind.to_string(),
        },
        title: collection.kind_label(kind).to_string(),
        kinds: vec![kind.to_string()],
        rows: RowOrder::Sidebar,
        is_grouped: true,
        columns: Vec::new(),
        max_rows: MOST_ROWS,
        has_sort_pages: true,
    };
    found.into_iter().map(settings).collect()
}
