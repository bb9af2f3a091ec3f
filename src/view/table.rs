//! The parts of tables of entries, as a template sees them.
//!
//! In: nothing; `view/matrix.rs` fills them. Out: columns, rows, cells, and what stands around a table.

use serde::Serialize;

use crate::view::rating::RatingView;

/// A table in the list of all tables.
#[derive(Clone, Debug, Serialize)]
pub struct MatrixLine {
    /// What it shows.
    pub title: String,
    /// Its address.
    pub href: String,
    /// How many entries it has.
    pub rows: usize,
    /// How many columns it has.
    pub columns: usize,
}

/// A value of a scale.
#[derive(Clone, Debug, Serialize)]
pub struct MeaningView {
    /// The value with its sign.
    pub figure: String,
    /// The word.
    pub word: String,
    /// What it means for one quality.
    pub anchor: Option<String>,
}

/// A heading over columns.
#[derive(Clone, Debug, Serialize)]
pub struct GroupView {
    /// What scripts call it: the id of the group, `facts`, `fields`; empty for qualities without a group.
    pub id: String,
    /// What readers see; may be empty.
    pub label: String,
    /// How many columns it spans.
    pub columns: usize,
}

/// A column.
#[derive(Clone, Debug, Serialize)]
pub struct ColumnView {
    /// What scripts call it.
    pub id: String,
    /// What readers see.
    pub label: String,
    /// A shorter name.
    pub short: String,
    /// The group it stands in.
    pub group: String,
    /// `higher`, `lower` or `none`; not there for facts.
    pub better: Option<&'static str>,
    /// How a script compares its values: `higher`, `lower`, `none`, `flag`, `number`, `ordered`, `exact`; not there for
    /// keys of the page.
    pub compared: Option<&'static str>,
    /// The question that a rating answers.
    pub question: Option<String>,
    /// The page with the rows in the order of this column.
    pub href: Option<String>,
    /// Whether it is shown before a reader asks for it.
    pub shown: bool,
}

/// A family in the filter.
#[derive(Clone, Debug, Serialize)]
pub struct FamilyView {
    /// Its id; empty for entries without one.
    pub id: String,
    /// What readers see.
    pub label: String,
    /// Its number among those of this table, counted from 0, by which the style sheet filters.
    pub index: usize,
}

/// A table.
#[derive(Clone, Debug, Serialize)]
pub struct PartView {
    /// What it shows, if it is a part of a larger one.
    pub title: Option<String>,
    /// Its id on the page.
    pub anchor: String,
    /// Rows that stand together.
    pub groups: Vec<RowGroupView>,
}

/// Rows that stand together.
#[derive(Clone, Debug, Serialize)]
pub struct RowGroupView {
    /// What they have in common, if rows are grouped.
    pub label: Option<String>,
    /// The number of their family in the filter.
    pub index: usize,
    /// The rows.
    pub rows: Vec<RowView>,
}

/// A row.
#[derive(Clone, Debug, Serialize)]
pub struct RowView {
    /// The id of the entry.
    pub id: String,
    /// Its name.
    pub title: String,
    /// Its address.
    pub href: String,
    /// Its other names.
    pub aliases: Vec<String>,
    /// One line about it.
    pub summary: Option<String>,
    /// Its kind.
    pub kind: String,
    /// The number of its kind among those of the table.
    pub kind_index: usize,
    /// Its family.
    pub family: Option<String>,
    /// The permalinks of its tags.
    pub tags: Vec<String>,
    /// Its state in practice.
    pub maturity: Option<String>,
    /// What its changes are measured against.
    pub baseline: Option<String>,
    /// A cell for each column.
    pub cells: Vec<CellView>,
}

/// A cell.
#[derive(Clone, Debug, Serialize)]
pub struct CellView {
    /// A judgement; none for facts.
    pub rating: Option<RatingView>,
    /// A fact or a key of the page.
    pub text: Option<String>,
    /// The value as filters compare it; both ends of a range.
    pub value: Option<String>,
    /// The reason on the page of the entry.
    pub href: Option<String>,
    /// The class and the place within it by which the column is sorted, best first; classes 3 and 4 stay last.
    pub sort: (u8, usize),
}

/// An entry that is no row.
#[derive(Clone, Debug, Serialize)]
pub struct OmissionView {
    /// Its name.
    pub title: String,
    /// Its address.
    pub href: String,
    /// Why.
    pub why: &'static str,
}
