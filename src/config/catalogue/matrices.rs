//! `[[catalogue.matrix]]`: tables that compare entries.
//!
//! In: the tables, and the model they name parts of. Out: matrices. What names nothing is reported and left out.

use std::ops::Range;

use crate::config::catalogue::sheet::{Row, Sheet, label_of};
use crate::diagnostic::Code;
use crate::model::Model;
use crate::model::views::{Column, MatrixModel, RowOrder};
use crate::value::node::Node;

/// Keys of a page that a column can show.
const FIELDS: [&str; 10] = [
    "baseline", "family", "kind", "level", "maturity", "problem", "reviewed", "status", "summary",
    "tags",
];

/// The most rows of one table.
const MOST_ROWS: u64 = 1000;

/// Reads matrices.
pub(crate) fn matrices(node: Option<&Node>, model: &Model, sheet: &mut Sheet) -> Vec<MatrixModel> {
    let rows = sheet.rows(node, "catalogue.matrix", "a matrix");
    let read = rows.into_iter().map(|mut row| {
        let matrix = matrix(&mut row, model, sheet);
        sheet.close(row.keys);
        matrix
    });
    read.collect()
}

fn matrix(row: &mut Row, model: &Model, sheet: &mut Sheet) -> MatrixModel {
    let keys = &mut row.keys;
    let title = keys.text("title");
    let kinds = keys.texts("kinds");
    let order = keys.spanned_text("rows");
    let groups = [("family", true), ("none", false)];
    let is_grouped = keys.choice("group_by", &groups).unwrap_or(true);
    let columns = keys.texts("columns").unwrap_or_default();
    let max_rows = keys.number("max_rows", 1..MOST_ROWS + 1);
    let has_sort_pages = keys.flag("sort_pages").unwrap_or(true);
    let kinds = kinds.unwrap_or_else(|| vec![(row.id.clone(), row.range.clone())]);
    let is_kind = |(kind, range): (String, Range<usize>)| {
        if model.kinds.contains_key(&kind) {
            return Some(kind);
        }
        let known = model.kinds.keys().map(String::as_str);
        let message = format!("the matrix `{}` names an unknown kind `{kind}`", row.id);
        sheet.unknown(Code::C070, range, message, &kind, known);
        None
    };
    let kinds: Vec<String> = kinds.into_iter().filter_map(is_kind).collect();
    let label = kinds
        .first()
        .and_then(|kind| model.kinds.get(kind))
        .map(|kind| kind.label.clone());
    let read_column =
        |(written, range): (String, Range<usize>)| column(&written, range, &row.id, model, sheet);
    let columns = columns.into_iter().filter_map(read_column).collect();
    MatrixModel {
        title: title.or(label).unwrap_or_else(|| label_of(&row.id)),
        kinds,
        rows: order.map_or(RowOrder::Sidebar, |(order, range)| {
            row_order(order, range, &row.id, model, sheet)
        }),
        is_grouped,
        columns,
        max_rows: max_rows
            .and_then(|rows| usize::try_from(rows).ok())
            .unwrap_or(200),
        has_sort_pages,
        id: row.id.clone(),
    }
}

fn row_order(
    order: String,
    range: Range<usize>,
    matrix: &str,
    model: &Model,
    sheet: &mut Sheet,
) -> RowOrder {
    match order.as_str() {
        "sidebar" => return RowOrder::Sidebar,
        "title" => return RowOrder::Title,
        "family" => return RowOrder::Family,
        _ => {}
    }
    if let Some(quality) = model.quality(&order).and_then(|at| model.qualities.get(at)) {
        return RowOrder::Quality(quality.id.clone());
    }
    if model.qualities_from_pages {
        return RowOrder::Quality(order);
    }
    let words = ["sidebar", "title", "family"].into_iter();
    let known = words.chain(model.qualities.iter().map(|quality| quality.id.as_str()));
    let message = format!("the matrix `{matrix}` has an unknown row order `{order}`");
    sheet.unknown(Code::C070, range, message, &order, known);
    RowOrder::Sidebar
}

fn column(
    written: &str,
    range: Range<usize>,
    matrix: &str,
    model: &Model,
    sheet: &mut Sheet,
) -> Option<Column> {
    let mut refuse = |what: &str, id: &str, known: Vec<&str>| {
        let message = format!("the matrix `{matrix}` names an unknown {what} `{id}`");
        sheet.unknown(Code::C070, range.clone(), message, id, known.into_iter());
        None
    };
    match written.split_once(':') {
        Some(("group", id)) => {
            let known: Vec<&str> = model.groups.iter().map(|group| group.id.as_str()).collect();
            match known.contains(&id) {
                true => Some(Column::Group(id.to_string())),
                false => refuse("group", id, known),
            }
        }
        Some(("fact", id)) => {
            let known: Vec<&str> = model.facts.iter().map(|fact| fact.id.as_str()).collect();
            match known.contains(&id) {
                true => Some(Column::Fact(id.to_string())),
                false => refuse("fact", id, known),
            }
        }
        Some(("field", id)) => match FIELDS.contains(&id) {
            true => Some(Column::Field(id.to_string())),
            false => refuse("field", id, FIELDS.to_vec()),
        },
        _ => {
            let quality = model
                .quality(written)
                .and_then(|at| model.qualities.get(at));
            match quality {
                Some(quality) => Some(Column::Quality(quality.id.clone())),
                None if model.qualities_from_pages => Some(Column::Quality(written.to_string())),
                None => {
                    let known = model.qualities.iter().map(|quality| quality.id.as_str());
                    refuse("column", written, known.collect())
                }
            }
        }
    }
}
