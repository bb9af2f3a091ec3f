//! Rows and columns of a formula.
//!
//! In: rows of cells. Out: their MathML. Alignment and rules are classes, for which the theme has the styles: MathML as
//! browsers know it has no attributes for them.

use pulldown_latex::event::{ArrayColumn, ColumnAlignment, Dimension, Grouping, Line};

use crate::html::Html;
use crate::markdown::maths::length::written;

/// A row.
#[derive(Clone, Debug, Default)]
pub struct Row {
    /// Its cells.
    pub cells: Vec<Html>,
    /// The rules above it.
    pub rules: Vec<Line>,
    /// The space below it.
    pub gap: Option<Dimension>,
}

/// How the columns of an environment stand.
#[derive(Clone, Debug)]
pub enum Columns {
    /// All alike.
    Alike(ColumnAlignment),
    /// Right and left in turns, so that relations stand below each other; with space between the pairs or without.
    Pairs(bool),
    /// Each as its author says.
    Given(Box<[ArrayColumn]>),
    /// The first row to the left, the last one to the right.
    Steps,
}

/// The columns of an environment; `None` for what is none.
pub fn columns(grouping: &Grouping) -> Option<Columns> {
    Some(match grouping {
        Grouping::Normal | Grouping::LeftRight(..) => return None,
        Grouping::Array(columns) => Columns::Given(columns.clone()),
        Grouping::Matrix { alignment } | Grouping::SubArray { alignment } => {
            Columns::Alike(*alignment)
        }
        Grouping::Cases { .. } => Columns::Alike(ColumnAlignment::Left),
        Grouping::Equation { .. } | Grouping::Gather { .. } | Grouping::Gathered => {
            Columns::Alike(ColumnAlignment::Center)
        }
        Grouping::Align { .. } | Grouping::Aligned | Grouping::Split => Columns::Pairs(true),
        Grouping::Alignat { .. } | Grouping::Alignedat { .. } => Columns::Pairs(false),
        Grouping::Multline => Columns::Steps,
    })
}

/// Whether an environment is set as large as a formula of its own.
pub fn is_display(grouping: &Grouping) -> bool {
    !matches!(
        grouping,
        Grouping::Array(_)
            | Grouping::Matrix { .. }
            | Grouping::Cases { .. }
            | Grouping::SubArray { .. }
    )
}

/// Writes a table. `attributes` are those of its element.
pub fn write(mut rows: Vec<Row>, columns: &Columns, attributes: &[(&str, &str)], out: &mut Html) {
    // A line break behind the last row begins no other one; a rule there closes the table.
    let is_empty = |row: &Row| row.cells.iter().all(Html::is_empty);
    let closing = match rows.last().is_some_and(is_empty) && rows.len() > 1 {
        true => rows.pop().map_or(Vec::new(), |row| row.rules),
        false => Vec::new(),
    };
    let table = match columns {
        Columns::Pairs(_) => ("class", "pairs"),
        Columns::Given(_) => ("class", "array"),
        Columns::Alike(_) | Columns::Steps => ("class", "rows"),
    };
    let attributes: Vec<(&str, &str)> = std::iter::once(table)
        .chain(attributes.iter().copied())
        .collect();
    out.open("mtable", &attributes);
    let count = rows.len();
    for (number, row) in rows.iter().enumerate() {
        let is_last = number + 1 == count;
        let below: &[Line] = if is_last { &closing } else { &[] };
        match rules(&row.rules, below).as_str() {
            "" => out.open("mtr", &[]),
            class => out.open("mtr", &[("class", class)]),
        }
        for (column, cell) in row.cells.iter().enumerate() {
            match class(columns, column, number, count).as_str() {
                "" => out.open("mtd", &[]),
                class => out.open("mtd", &[("class", class)]),
            }
            out.push_html(cell);
            if let (Some(gap), true) = (row.gap, column == 0 && !is_last) {
                out.open("mspace", &[("depth", &written(gap))]);
                out.close("mspace");
            }
            out.close("mtd");
        }
        out.close("mtr");
    }
    out.close("mtable");
}

fn rules(above: &[Line], below: &[Line]) -> String {
    let mut classes = Vec::new();
    match above {
        [] => {}
        [Line::Solid] => classes.push("above"),
        [Line::Dashed] => classes.push("above-dashed"),
        _ => classes.push("above-double"),
    }
    match below {
        [] => {}
        [Line::Solid] => classes.push("below"),
        [Line::Dashed] => classes.push("below-dashed"),
        _ => classes.push("below-double"),
    }
    classes.join(" ")
}

fn class(columns: &Columns, column: usize, row: usize, rows: usize) -> String {
    match columns {
        Columns::Alike(alignment) => side(*alignment).to_string(),
        Columns::Pairs(_) if column % 2 == 1 => "start".to_string(),
        Columns::Pairs(true) if column > 0 => "end pair".to_string(),
        Columns::Pairs(_) => "end".to_string(),
        Columns::Steps if row == 0 && rows > 1 => "start".to_string(),
        Columns::Steps if row + 1 == rows && rows > 1 => "end".to_string(),
        Columns::Steps => String::new(),
        Columns::Given(given) => given_class(given, column),
    }
}

/// The class of a column that its author has described, with the rules at its sides.
fn given_class(given: &[ArrayColumn], wanted: usize) -> String {
    let mut classes = Vec::new();
    let mut column = 0;
    for part in given {
        match part {
            ArrayColumn::Column(alignment) => {
                if column == wanted {
                    classes.push(side(*alignment));
                }
                column += 1;
            }
            // A rule belongs to the column before it; only the first one has rules before it.
            ArrayColumn::Separator(line) => match (column, line) {
                (0, Line::Solid) if wanted == 0 => classes.push("rule-before"),
                (0, Line::Dashed) if wanted == 0 => classes.push("rule-before-dashed"),
                (_, Line::Solid) if column == wanted + 1 => classes.push("rule-behind"),
                (_, Line::Dashed) if column == wanted + 1 => classes.push("rule-behind-dashed"),
                _ => {}
            },
        }
    }
    classes.retain(|class| !class.is_empty());
    classes.dedup();
    classes.join(" ")
}

fn side(alignment: ColumnAlignment) -> &'static str {
    match alignment {
        ColumnAlignment::Left => "start",
        ColumnAlignment::Center => "",
        ColumnAlignment::Right => "end",
    }
}
