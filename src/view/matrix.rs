//! Tables of entries as a template sees them.
//!
//! In: matrices, and the page they are shown on. Out: [`MatrixView`], [`QualityView`].

use std::collections::BTreeMap;
use std::ops::Range;

use serde::Serialize;

use crate::catalogue::entry::Baseline;
use crate::catalogue::entry::Named;
use crate::generated::cell::{Shown, State};
use crate::generated::heads::{GroupKind, Head, Meaning};
use crate::generated::matrix::{Matrix, Omission, Order, Part};
use crate::generated::portrait::says_something;
use crate::generated::rows::{Content, Row, TableCell};
use crate::model::amount::Amount;
use crate::model::{Better, Measure};
use crate::path::anchor::Anchor;
use crate::path::output::{OutputPath, PageUrl};
use crate::view::base::LinkView;
use crate::view::facets::{FacetView, compared, facets, written};
use crate::view::rating::{RatingView, Track};
use crate::view::table::{
    CellView, ColumnView, FamilyView, GroupView, MeaningView, OmissionView, PartView, RowGroupView,
    RowView,
};
use crate::words::Words;

/// `matrix`: a table of entries. Template `matrix.html`.
#[derive(Clone, Debug, Serialize)]
pub struct MatrixView {
    /// Its id.
    pub id: String,
    /// What it shows.
    pub title: String,
    /// How many entries it has.
    pub count: usize,
    /// `level` or `change`; none if its entries have no ratings.
    pub measure: Option<&'static str>,
    /// The values of its scale from the lowest: figure and word.
    pub legend: Vec<MeaningView>,
    /// Headings over columns that stand together.
    pub groups: Vec<GroupView>,
    /// The columns.
    pub columns: Vec<ColumnView>,
    /// The tables; one unless it has too many rows for one.
    pub parts: Vec<PartView>,
    /// The families of its rows, in order, for the filter; none if there are fewer than two.
    pub families: Vec<FamilyView>,
    /// The kinds of its rows, for the filter; none if there are fewer than two.
    pub kinds: Vec<FamilyView>,
    /// What else rows can be filtered by, with a script.
    pub facets: Vec<FacetView>,
    /// Columns that are not shown before a reader asks for them.
    pub hidden: Vec<String>,
    /// Columns without a single judged cell.
    pub columns_left_out: Vec<String>,
    /// Entries that are no rows, each with the reason.
    pub entries_left_out: Vec<OmissionView>,
    /// Pairs of qualities of which one is good where the other is poor.
    pub tensions: Vec<(String, String)>,
    /// The same table as a file, for machines.
    pub exports: Vec<LinkView>,
    /// Where two to four entries are compared by a script, if there is such a page.
    pub compare: Option<String>,
}

/// `quality`: the entries of a table in the order of one quality. Template `quality.html`.
#[derive(Clone, Debug, Serialize)]
pub struct QualityView {
    /// The quality.
    pub column: ColumnView,
    /// The table.
    pub matrix: LinkView,
    /// The values and what they mean for this quality, from the lowest.
    pub meanings: Vec<MeaningView>,
    /// The entries, best first, each with the cell of this quality alone.
    pub rows: Vec<RowView>,
    /// The other qualities of the table.
    pub others: Vec<LinkView>,
}

/// What a table is shown with.
#[derive(Clone, Copy, Debug)]
pub struct Around<'a> {
    /// The page it is shown on.
    pub own: &'a PageUrl,
    /// The words of the interface.
    pub words: &'a Words,
    /// The page of each quality, by column.
    pub orders: &'a BTreeMap<usize, PageUrl>,
    /// The same table for machines: label and file.
    pub exports: &'a [(String, OutputPath)],
    /// Where entries are compared by a script.
    pub compare: Option<&'a PageUrl>,
    /// Permalinks and labels of all tags.
    pub tags: &'a [(String, String)],
}

impl MatrixView {
    /// The table.
    pub fn new(matrix: &Matrix, around: Around<'_>) -> MatrixView {
        let show = Show { matrix, around };
        let groups = &matrix.parts.iter().flat_map(|part| &part.groups);
        let mut families: Vec<FamilyView> = Vec::new();
        for group in groups.clone() {
            let id = group.family.clone().unwrap_or_default();
            if let Some(label) = &group.label
                && !families.iter().any(|family| family.label == *label)
            {
                let (label, index) = (label.clone(), families.len());
                families.push(FamilyView { id, label, index });
            }
        }
        let kinds = matrix.kinds.iter().enumerate();
        let kinds = kinds.map(|(index, (id, label))| FamilyView {
            id: id.clone(),
            label: label.clone(),
            index,
        });
        let hidden = matrix.columns.iter().filter(|head| !head.is_shown);
        let label = |index: usize| matrix.columns.get(index).map(|head| head.label.clone());
        MatrixView {
            id: matrix.id.clone(),
            title: matrix.title.clone(),
            count: matrix.rows.len(),
            measure: matrix.legend.as_ref().map(|legend| match legend.measure {
                Measure::Level => "level",
                Measure::Change => "change",
            }),
            legend: matrix
                .legend
                .iter()
                .flat_map(|legend| &legend.values)
                .map(|(figure, word)| MeaningView {
                    figure: figure.clone(),
                    word: word.clone(),
                    anchor: None,
                })
                .collect(),
            groups: matrix
                .groups
                .iter()
                .map(|group| GroupView {
                    id: group_id(&group.kind),
                    label: group.label.clone(),
                    columns: group.columns.len(),
                })
                .collect(),
            columns: (0..matrix.columns.len())
                .map(|index| show.column(index))
                .collect(),
            parts: matrix
                .parts
                .iter()
                .enumerate()
                .map(|(number, part)| show.part(number, part, &families))
                .collect(),
            families: match families.len() {
                0 | 1 => Vec::new(),
                _ => families,
            },
            kinds: match matrix.kinds.len() {
                0 | 1 => Vec::new(),
                _ => kinds.collect(),
            },
            facets: facets(matrix, around.tags, around.words),
            hidden: hidden.map(|head| head.label.clone()).collect(),
            columns_left_out: matrix.columns_left_out.clone(),
            entries_left_out: matrix
                .entries_left_out
                .iter()
                .map(|(entry, omission)| OmissionView {
                    title: entry.title.to_string(),
                    href: href(entry, around.own),
                    why: match omission {
                        Omission::OtherScale => around.words.other_scale,
                        Omission::NothingJudged => around.words.nothing_judged,
                    },
                })
                .collect(),
            tensions: matrix
                .opposite
                .iter()
                .filter_map(|(one, other)| label(*one).zip(label(*other)))
                .collect(),
            exports: LinkView::files(around.exports, around.own),
            compare: around.compare.map(|url| around.own.to(url, None)),
        }
    }
}

impl QualityView {
    /// The page of one order. `None` if the table has no such column.
    pub fn new(
        matrix: &Matrix,
        order: &Order,
        at: &PageUrl,
        around: Around<'_>,
    ) -> Option<QualityView> {
        let show = Show { matrix, around };
        let head = matrix.columns.get(order.column)?;
        let rows = order.rows.iter().filter_map(|row| matrix.rows.get(*row));
        let others = around.orders.iter().filter_map(|(column, url)| {
            Some(LinkView {
                label: matrix.columns.get(*column)?.label.clone(),
                href: around.own.to(url, None),
                current: *column == order.column,
            })
        });
        Some(QualityView {
            column: show.column(order.column),
            matrix: LinkView {
                label: matrix.title.clone(),
                href: around.own.to(at, None),
                current: false,
            },
            meanings: head.values.iter().map(MeaningView::new).collect(),
            rows: rows
                .map(|row| show.row(row, order.column..order.column + 1))
                .collect(),
            others: others.collect(),
        })
    }
}

impl MeaningView {
    fn new(meaning: &Meaning) -> MeaningView {
        MeaningView {
            figure: meaning.figure.clone(),
            word: meaning.word.clone(),
            anchor: meaning.anchor.clone(),
        }
    }
}

/// A table on a page.
struct Show<'a> {
    matrix: &'a Matrix,
    around: Around<'a>,
}

impl Show<'_> {
    fn column(&self, index: usize) -> ColumnView {
        let head = &self.matrix.columns[index];
        let group = self
            .matrix
            .groups
            .iter()
            .find(|group| group.columns.contains(&index));
        let order = self.around.orders.get(&index);
        ColumnView {
            id: head.id.clone(),
            label: head.label.clone(),
            short: head.short.clone(),
            group: group.map(|group| group_id(&group.kind)).unwrap_or_default(),
            better: head.better.map(better),
            compared: head.better.map(better).or(head.filter.map(compared)),
            question: head.question.clone(),
            href: order.map(|url| self.around.own.to(url, None)),
            shown: head.is_shown,
        }
    }

    fn part(&self, number: usize, part: &Part, families: &[FamilyView]) -> PartView {
        let groups = part.groups.iter().map(|group| RowGroupView {
            label: group.label.clone(),
            index: families
                .iter()
                .position(|family| Some(&family.label) == group.label.as_ref())
                .unwrap_or_default(),
            rows: self.matrix.rows[group.rows.clone()]
                .iter()
                .map(|row| self.row(row, 0..self.matrix.columns.len()))
                .collect(),
        });
        let title = part.number.and_then(|(own, all)| {
            let label = part.groups.first()?.label.clone().unwrap_or_default();
            Some(match all {
                1 => label,
                _ => format!("{label} {own}/{all}"),
            })
        });
        PartView {
            title,
            anchor: format!("pb-table-{}", number + 1),
            groups: groups.collect(),
        }
    }

    fn row(&self, row: &Row, columns: Range<usize>) -> RowView {
        let mut kinds = self.matrix.kinds.iter();
        RowView {
            id: row.entry.id.clone(),
            title: row.entry.title.to_string(),
            href: href(&row.entry, self.around.own),
            aliases: row.aliases.clone(),
            summary: row.summary.clone(),
            kind: row.kind.clone(),
            kind_index: kinds
                .position(|(id, _)| *id == row.kind)
                .unwrap_or_default(),
            family: row.family.clone(),
            tags: row.tags.clone(),
            maturity: row.maturity.clone(),
            baseline: row.baseline.as_ref().map(|baseline| match baseline {
                Baseline::Entry(name) | Baseline::Text(name) => name.clone(),
            }),
            cells: columns
                .map(|column| self.cell(row, &row.cells[column], &self.matrix.columns[column]))
                .collect(),
        }
    }

    fn cell(&self, row: &Row, cell: &TableCell, head: &Head) -> CellView {
        let own = self.around.own;
        let sort = (cell.class, cell.place);
        match &cell.content {
            Content::Fact(fact) => CellView {
                rating: None,
                text: Some(fact.text.clone()),
                value: written(fact),
                href: None,
                sort,
            },
            Content::Quality(shown) => {
                let scale = self.matrix.legend.as_ref();
                let track = Track {
                    measure: scale.map_or(Measure::Level, |legend| legend.measure),
                    zero: self.zero(),
                    is_reversed: head.better == Some(Better::Lower),
                };
                let rating = RatingView::new(shown, track, &row.entry.url, own, self.around.words);
                let place = rating.arguments.iter().find_map(|cited| cited.href.clone());
                CellView {
                    text: None,
                    value: shown.values.map(|(low, high)| match shown.state {
                        State::Range => format!("{low}..{high}"),
                        _ => low.to_string(),
                    }),
                    href: Some(place.unwrap_or_else(|| reason_href(&row.entry, shown, head, own))),
                    rating: Some(rating),
                    sort,
                }
            }
        }
    }

    /// The place of no change among the values of the scale.
    fn zero(&self) -> usize {
        let figures = self.matrix.legend.iter().flat_map(|legend| &legend.values);
        let mut figures = figures.map(|(figure, _)| figure);
        let none = Amount::default().to_string();
        figures
            .position(|figure| *figure == none)
            .unwrap_or_default()
    }
}

/// The id that the row of a quality has on the page of its entry.
pub fn strip_id(quality: &str) -> String {
    format!("tradeoff-{quality}")
}

/// Where the reason of a judgement stands: in the strip of the entry's page, if it has one.
fn reason_href(entry: &Named, shown: &Shown, head: &Head, own: &PageUrl) -> String {
    match entry.anchor.is_none() && says_something(shown) {
        true => own.to(&entry.url, Anchor::written(&strip_id(&head.id)).as_ref()),
        false => href(entry, own),
    }
}

fn better(better: Better) -> &'static str {
    match better {
        Better::Higher => "higher",
        Better::Lower => "lower",
        Better::Neither => "none",
    }
}

fn href(entry: &Named, own: &PageUrl) -> String {
    own.to(&entry.url, entry.anchor.as_ref())
}

fn group_id(kind: &GroupKind) -> String {
    match kind {
        GroupKind::Qualities(group) => group.clone().unwrap_or_default(),
        GroupKind::Facts => "facts".to_string(),
        GroupKind::Fields => "fields".to_string(),
    }
}
