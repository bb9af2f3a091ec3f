//! The rows of a table.
//!
//! In: entries and columns. Out: [`Row`]s with a cell for each column, each with its place when the column is sorted.

use std::collections::BTreeMap;

use crate::catalogue::entry::Baseline;
use crate::catalogue::entry::Named;
use crate::generated::cell::{Gauge, Shown, SortKey, State};
use crate::generated::collection::Collection;
use crate::generated::columns::{Column, Field};
use crate::generated::facts::{ShownFact, fact, field};

/// An entry in a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The entry.
    pub entry: Named,
    /// Its other names.
    pub aliases: Vec<String>,
    /// One line about it.
    pub summary: Option<String>,
    /// Its kind.
    pub kind: String,
    /// Its family, if the model knows it.
    pub family: Option<String>,
    /// The permalinks of its tags.
    pub tags: Vec<String>,
    /// Its state in practice.
    pub maturity: Option<String>,
    /// What its changes are measured against.
    pub baseline: Option<Baseline>,
    /// Its place in the order of titles among all entries, which settles every tie.
    pub title_rank: usize,
    /// One cell for each column.
    pub cells: Vec<TableCell>,
}

/// A cell of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableCell {
    /// What it shows.
    pub content: Content,
    /// The class it is sorted by: see [`SortKey`].
    pub class: u8,
    /// Its place within the class of its column, counted from 0, best first; equal cells have equal places.
    pub place: usize,
}

/// What a cell shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// A judgement.
    Quality(Shown),
    /// A fact or a key of the page.
    Fact(ShownFact),
}

impl Content {
    fn sort(&self) -> (SortKey, &str) {
        match self {
            Content::Quality(shown) => (shown.sort, ""),
            Content::Fact(fact) => (fact.sort, &fact.folded),
        }
    }
}

impl TableCell {
    /// Whether it holds anything at all.
    pub fn is_judged(&self) -> bool {
        match &self.content {
            Content::Quality(shown) => shown.state != State::Unknown,
            Content::Fact(fact) => fact.is_judged,
        }
    }
}

impl Row {
    /// Where the row stands when a column is sorted, best first.
    pub fn sort_key(&self, column: usize) -> (u8, usize, usize) {
        let cell = self.cells.get(column);
        let (class, place) =
            cell.map_or((SortKey::UNKNOWN.class, 0), |cell| (cell.class, cell.place));
        (class, place, self.title_rank)
    }
}

/// Fills the cells of rows.
pub struct Filler<'a> {
    collection: &'a Collection<'a>,
    sources: Vec<Source<'a>>,
}

/// Where the cells of a column come from.
enum Source<'a> {
    Quality(Gauge<'a>),
    Fact(usize),
    Field(Field),
}

impl<'a> Filler<'a> {
    /// Cells for these columns, measured with the scale of `kind`.
    pub fn new(collection: &'a Collection<'a>, columns: &[Column], kind: &str) -> Filler<'a> {
        let source = |column: &Column| match column {
            Column::Quality(index) => Gauge::new(collection, *index, kind).map(Source::Quality),
            Column::Fact(index) => Some(Source::Fact(*index)),
            Column::Field(field) => Some(Source::Field(*field)),
        };
        Filler {
            collection,
            sources: columns.iter().filter_map(source).collect(),
        }
    }

    /// The rows of entries, each with the index of its entry, and the entries about which no column says anything.
    pub fn rows(&self, entries: &[usize]) -> (Vec<(usize, Row)>, Vec<Named>) {
        let (mut rows, mut empty) = (Vec::new(), Vec::new());
        for index in entries {
            let row = self.row(*index);
            match row.cells.iter().any(TableCell::is_judged) {
                true => rows.push((*index, row)),
                false => empty.push(row.entry),
            }
        }
        (rows, empty)
    }

    fn row(&self, index: usize) -> Row {
        let entry = &self.collection.entries[index];
        let family = self.collection.family(entry);
        let cell = |source: &Source| TableCell {
            content: match source {
                Source::Quality(gauge) => Content::Quality(gauge.shown(entry)),
                Source::Fact(index) => Content::Fact(fact(self.collection, entry, *index)),
                Source::Field(key) => Content::Fact(field(self.collection, entry, *key)),
            },
            class: 0,
            place: 0,
        };
        Row {
            entry: Named::of(entry),
            aliases: entry.aliases.clone(),
            summary: entry.summary.clone(),
            kind: entry.kind.clone(),
            family: family.map(|family| family.id.clone()),
            tags: entry.tags.clone(),
            maturity: entry.maturity.clone(),
            baseline: entry.baseline.clone(),
            title_rank: self.collection.title_ranks[index],
            cells: self.sources.iter().map(cell).collect(),
        }
    }
}

/// Gives each cell its class and its place in its column.
pub fn rank_cells(rows: &mut [(usize, Row)]) {
    let columns = rows.first().map_or(0, |(_, row)| row.cells.len());
    for column in 0..columns {
        let sorts = rows.iter().map(|(_, row)| row.cells[column].content.sort());
        let mut ranks: BTreeMap<(SortKey, &str), usize> =
            sorts.clone().map(|sort| (sort, 0)).collect();
        let (mut class, mut next) = (0, 0);
        for ((key, _), rank) in &mut ranks {
            next = if key.class == class { next + 1 } else { 0 };
            class = key.class;
            *rank = next;
        }
        let places: Vec<(u8, usize)> = sorts
            .map(|sort| (sort.0.class, ranks.get(&sort).copied().unwrap_or(0)))
            .collect();
        for ((_, row), (class, place)) in rows.iter_mut().zip(places) {
            let cell = &mut row.cells[column];
            (cell.class, cell.place) = (class, place);
        }
    }
}
