//! Two to four entries side by side, as a template sees them.
//!
//! In: a comparison, and the page it is shown on. Out: [`CompareView`], and the list of all comparisons.

use serde::Serialize;

use crate::generated::compare::{Comparison, QualityRow, ScaleBlock, Shared};
use crate::generated::heads::Legend;
use crate::html::Html;
use crate::model::amount::Amount;
use crate::model::{Better, Measure};
use crate::path::output::{OutputPath, PageUrl};
use crate::view::base::LinkView;
use crate::view::entry::{ArgumentView, argument};
use crate::view::rating::{RatingView, Track};
use crate::words::Words;

/// `comparison`: entries side by side. Template `compare.html`.
#[derive(Clone, Debug, Serialize)]
pub struct CompareView {
    /// The entries.
    pub entries: Vec<ComparedView>,
    /// How they are related, as sentences.
    pub relations: Vec<BetweenView>,
    /// Their ratings, a block for each scale.
    pub scales: Vec<ScaleView>,
    /// Their facts.
    pub facts: Vec<FactRowView>,
    /// When to use them.
    pub use_when: Vec<SharedView>,
    /// When not to use them.
    pub avoid_when: Vec<SharedView>,
    /// Whether any of them has arguments.
    pub has_arguments: bool,
    /// What to read next: the entry, and why.
    pub next: Vec<NextView>,
    /// The draft of a decision record.
    pub record: Option<String>,
}

/// An entry in a comparison.
#[derive(Clone, Debug, Serialize)]
pub struct ComparedView {
    /// Its name and address.
    pub link: LinkView,
    /// What its kind is called.
    pub kind: String,
    /// One line about it.
    pub summary: Option<String>,
    /// When the verdict flips.
    pub tipping_point: Option<String>,
    /// What speaks for it.
    pub pros: Vec<ArgumentView>,
    /// What speaks against it.
    pub cons: Vec<ArgumentView>,
}

/// A relation between two of them.
#[derive(Clone, Debug, Serialize)]
pub struct BetweenView {
    /// The entry it leads from.
    pub from: String,
    /// What it is called.
    pub label: String,
    /// The entry it leads to.
    pub to: String,
    /// Why.
    pub why: Option<String>,
}

/// Ratings on one scale.
#[derive(Clone, Debug, Serialize)]
pub struct ScaleView {
    /// The names of the entries that are measured with it.
    pub names: Vec<String>,
    /// Qualities in which they differ most, the largest distance first.
    pub differences: Vec<QualityRowView>,
    /// The other qualities.
    pub others: Vec<QualityRowView>,
    /// Qualities about which none of them says anything.
    pub not_judged: Vec<String>,
}

/// A quality.
#[derive(Clone, Debug, Serialize)]
pub struct QualityRowView {
    /// What readers see.
    pub label: String,
    /// The question that a rating answers.
    pub question: Option<String>,
    /// A judgement for each entry of the block.
    pub cells: Vec<RatingView>,
}

/// A fact.
#[derive(Clone, Debug, Serialize)]
pub struct FactRowView {
    /// What readers see.
    pub label: String,
    /// Its value for each entry.
    pub values: Vec<String>,
    /// Whether two of them differ.
    pub differs: bool,
}

/// A circumstance.
#[derive(Clone, Debug, Serialize)]
pub struct SharedView {
    /// The circumstance.
    pub text: String,
    /// Why.
    pub because: Option<String>,
    /// The names of the entries that name it.
    pub names: Vec<String>,
    /// Whether all of them do.
    pub all: bool,
}

/// Where to read on.
#[derive(Clone, Debug, Serialize)]
pub struct NextView {
    /// The entry that leads there.
    pub from: String,
    /// Where it leads.
    pub link: LinkView,
    /// Why.
    pub why: Option<String>,
}

/// `comparisons`: all comparisons that have a page, in groups. Template `comparisons.html`.
#[derive(Clone, Debug, Serialize)]
pub struct ComparisonsView {
    /// The groups.
    pub groups: Vec<ComparisonGroup>,
    /// How many more were asked for than the settings allow.
    pub beyond: usize,
    /// What a script compares any others from.
    pub data: Html,
}

/// Comparisons listed together.
#[derive(Clone, Debug, Serialize)]
pub struct ComparisonGroup {
    /// What they have in common.
    pub label: String,
    /// The comparisons.
    pub links: Vec<LinkView>,
}

impl CompareView {
    /// The comparison on the page at `own`; `record` is the file with the draft of a decision record.
    pub fn new(
        comparison: &Comparison,
        own: &PageUrl,
        words: &Words,
        record: Option<&OutputPath>,
    ) -> CompareView {
        let show = Show {
            comparison,
            own,
            words,
        };
        let entries: Vec<ComparedView> = comparison
            .entries
            .iter()
            .map(|compared| ComparedView {
                link: LinkView::entry(&compared.entry, own),
                kind: compared.kind.clone(),
                summary: compared.summary.clone(),
                tipping_point: compared.tipping_point.clone(),
                pros: compared.pros.iter().map(argument).collect(),
                cons: compared.cons.iter().map(argument).collect(),
            })
            .collect();
        let relations = comparison.relations.iter().map(|between| BetweenView {
            from: show.name(between.from),
            label: between.label.clone(),
            to: show.name(between.to),
            why: between.why.clone(),
        });
        let facts = comparison.facts.iter().map(|row| FactRowView {
            label: row.label.clone(),
            values: row.values.iter().map(|value| value.text.clone()).collect(),
            differs: row.differs,
        });
        let next = comparison.next.iter().map(|next| NextView {
            from: show.name(next.from),
            link: LinkView::entry(&next.to, own),
            why: next.why.clone(),
        });
        CompareView {
            has_arguments: entries
                .iter()
                .any(|entry| !entry.pros.is_empty() || !entry.cons.is_empty()),
            entries,
            relations: relations.collect(),
            scales: comparison
                .scales
                .iter()
                .map(|block| show.scale(block))
                .collect(),
            facts: facts.collect(),
            use_when: show.shared(&comparison.use_when),
            avoid_when: show.shared(&comparison.avoid_when),
            next: next.collect(),
            record: record.map(|path| own.to_file(path)),
        }
    }
}

/// A comparison on a page.
struct Show<'a> {
    comparison: &'a Comparison,
    own: &'a PageUrl,
    words: &'a Words,
}

impl Show<'_> {
    fn name(&self, index: usize) -> String {
        let compared = self.comparison.entries.get(index);
        compared.map_or_else(String::new, |compared| compared.entry.title.to_string())
    }

    fn scale(&self, block: &ScaleBlock) -> ScaleView {
        let rows = |rows: &[QualityRow]| {
            let row = |row: &QualityRow| self.row(row, block);
            rows.iter().map(row).collect()
        };
        ScaleView {
            names: block
                .entries
                .iter()
                .map(|index| self.name(*index))
                .collect(),
            differences: rows(&block.differences),
            others: rows(&block.others),
            not_judged: block.not_judged.clone(),
        }
    }

    fn row(&self, row: &QualityRow, block: &ScaleBlock) -> QualityRowView {
        let track = Track::of(block.legend.as_ref(), row.better);
        let cells = row.cells.iter().zip(&block.entries);
        let cells = cells.filter_map(|(shown, index)| {
            let page = &self.comparison.entries.get(*index)?.entry.url;
            Some(RatingView::new(shown, track, page, self.own, self.words))
        });
        QualityRowView {
            label: row.label.clone(),
            question: row.question.clone(),
            cells: cells.collect(),
        }
    }

    fn shared(&self, all: &[Shared]) -> Vec<SharedView> {
        let one = |shared: &Shared| SharedView {
            text: shared.item.text.clone(),
            because: shared.item.because.clone(),
            names: shared
                .entries
                .iter()
                .map(|index| self.name(*index))
                .collect(),
            all: shared.entries.len() == self.comparison.entries.len(),
        };
        all.iter().map(one).collect()
    }
}

impl Track {
    /// The track of a quality on the scale of a legend.
    pub fn of(legend: Option<&Legend>, better: Better) -> Track {
        let none = Amount::default().to_string();
        let figures = legend.into_iter().flat_map(|legend| &legend.values);
        let zero = figures
            .map(|(figure, _)| figure)
            .position(|figure| *figure == none);
        Track {
            measure: legend.map_or(Measure::Level, |legend| legend.measure),
            zero: zero.unwrap_or_default(),
            is_reversed: better == Better::Lower,
        }
    }
}
