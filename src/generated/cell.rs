//! What readers see of one judgement.
//!
//! In: a cell of an entry, its quality, its scale. Out: [`Shown`]: the figure, the word that always stands beside it,
//! how good it is, and where the cell stands when its column is sorted.

use std::cmp::Ordering;

use crate::catalogue::entry::{Cell, Entry, Judgement, Mark, Reason};
use crate::declared::Basis;
use crate::generated::collection::Collection;
use crate::generated::goodness::Ruler;
use crate::model::amount::Amount;
use crate::model::{Better, Measure, Quality, Scale, Symbol};
use crate::path::anchor::Anchor;

/// A judgement, ready to be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// What kind of judgement it is.
    pub state: State,
    /// The number, with its sign on a scale of changes; both ends of a range. Empty where there is none.
    pub figure: String,
    /// What it means, in words. Never empty.
    pub word: String,
    /// The values, the lower first, equal unless it is a range.
    pub values: Option<(Amount, Amount)>,
    /// Where the values stand on the scale.
    pub position: Option<Position>,
    /// Whether that is good.
    pub tone: Tone,
    /// Its place when the column is sorted.
    pub sort: SortKey,
    /// Why.
    pub why: Option<String>,
    /// What it rests on.
    pub basis: Basis,
    /// Where that can be read.
    pub source: Option<String>,
    /// What a range depends on.
    pub depends_on: Option<String>,
    /// The arguments that are about this quality, as written, pros first.
    pub arguments: Vec<Cited>,
}

/// The states that a cell can have. They differ in text, in order and in scores.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// A value that the author wrote.
    Rated,
    /// A value that the scale puts where nothing is written.
    Implied,
    /// It depends.
    Range,
    /// The entry does not touch the quality.
    NotApplicable,
    /// Nobody has judged it.
    Unknown,
    /// Read from the text.
    Derived(Mark),
}

/// Values as places on the scale, for drawing: counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// The place of the lower value.
    pub low: usize,
    /// The place of the higher value.
    pub high: usize,
    /// How many values the scale has.
    pub of: usize,
    /// How they are drawn.
    pub symbol: Symbol,
}

/// Whether a judgement is good. Never shown without figure or word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Better than the middle of the scale, or than the baseline.
    Good,
    /// The middle, or unclear.
    Neutral,
    /// Worse than the middle of the scale, or than the baseline.
    Poor,
}

/// Where a cell stands in its column. Classes come one after the other; 3 and 4 stay last in either direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SortKey {
    /// 1 has a value, 2 a mark, 3 does not apply, 4 is unknown.
    pub class: u8,
    /// Best first, within the class.
    pub place: i128,
}

/// An argument about a quality.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cited {
    /// Whether it speaks for the entry.
    pub is_pro: bool,
    /// The text, as written.
    pub text: String,
    /// Where it stands in the prose.
    pub anchor: Option<Anchor>,
}

/// What an entry says of a quality about which it says nothing.
const UNKNOWN: Cell = Cell {
    judgement: Judgement::Unknown,
    why: None,
    basis: Basis::Argued,
    source: None,
    depends_on: None,
    pros: Vec::new(),
    cons: Vec::new(),
};

impl SortKey {
    /// Does not apply.
    pub const NOT_APPLICABLE: SortKey = SortKey { class: 3, place: 0 };
    /// Unknown.
    pub const UNKNOWN: SortKey = SortKey { class: 4, place: 0 };
}

/// A quality as entries of one kind are measured by it.
#[derive(Clone, Debug)]
pub struct Gauge<'a> {
    collection: &'a Collection<'a>,
    quality: &'a Quality,
    index: usize,
    scale: Option<(&'a str, &'a Scale)>,
    ruler: Ruler,
}

impl<'a> Gauge<'a> {
    /// The quality with this index in the model, for entries of `kind`. `None` if there is no such quality.
    pub fn new(collection: &'a Collection<'a>, index: usize, kind: &str) -> Option<Gauge<'a>> {
        let model = collection.model;
        let id = model.kinds.get(kind).and_then(|kind| kind.scale.as_deref());
        let scale = id.and_then(|id| Some((id, model.scales.get(id)?)));
        Some(Gauge {
            collection,
            quality: model.qualities.get(index)?,
            index,
            scale,
            ruler: Ruler::new(scale.map(|(_, scale)| scale)),
        })
    }

    /// What readers see of the entry's judgement.
    pub fn shown(&self, entry: &Entry) -> Shown {
        let nothing = UNKNOWN;
        let cell = entry.cells.get(self.index).unwrap_or(&nothing);
        let words = self.collection.words;
        let values = match cell.judgement {
            Judgement::Rated(value) | Judgement::Implied(value) => Some((value, value)),
            Judgement::Range(one, other) => Some((one.min(other), one.max(other))),
            _ => None,
        };
        let word = match cell.judgement {
            Judgement::NotApplicable => words.not_applicable.to_string(),
            Judgement::Unknown => words.not_judged.to_string(),
            Judgement::Marked(Mark::Better) => words.better.to_string(),
            Judgement::Marked(Mark::Worse) => words.worse.to_string(),
            Judgement::Marked(Mark::Both) => words.both.to_string(),
            Judgement::Range(one, other) if one != other => {
                let (low, high) = (self.label(one.min(other)), self.label(one.max(other)));
                format!("{low} {} {high}", words.range_to)
            }
            Judgement::Rated(value) | Judgement::Implied(value) | Judgement::Range(value, _) => {
                self.label(value)
            }
        };
        Shown {
            state: match cell.judgement {
                Judgement::Rated(_) => State::Rated,
                Judgement::Implied(_) => State::Implied,
                Judgement::Range(..) => State::Range,
                Judgement::NotApplicable => State::NotApplicable,
                Judgement::Unknown => State::Unknown,
                Judgement::Marked(mark) => State::Derived(mark),
            },
            figure: values.map(|values| self.figure(values)).unwrap_or_default(),
            word,
            values,
            position: values.and_then(|values| self.position(values)),
            tone: self.tone(&cell.judgement),
            sort: self.sort_key(&cell.judgement),
            why: cell.why.clone(),
            basis: cell.basis,
            source: cell.source.clone(),
            depends_on: cell.depends_on.clone(),
            arguments: arguments(entry, cell),
        }
    }

    /// The word for a value: that of the quality, else that of the scale. A value between two of the scale is its own
    /// word.
    pub fn label(&self, value: Amount) -> String {
        let label = self.scale.and_then(|(id, scale)| {
            let place = scale.values.iter().position(|known| *known == value)?;
            let own = self.quality.labels.get(id);
            own.unwrap_or(&scale.labels).get(place).cloned()
        });
        label.unwrap_or_else(|| self.number(value))
    }

    /// A value with the sign that its scale asks for.
    pub fn number(&self, value: Amount) -> String {
        let measure = self
            .scale
            .map_or(Measure::Level, |(_, scale)| scale.measure);
        figure(measure, value)
    }

    fn figure(&self, (low, high): (Amount, Amount)) -> String {
        let is_change = self
            .scale
            .is_some_and(|(_, scale)| scale.measure == Measure::Change);
        match (low == high, is_change || low < Amount::default()) {
            (true, _) => self.number(low),
            // A dash beside a sign would be read as one.
            (false, true) => format!("{} … {}", self.number(low), self.number(high)),
            (false, false) => format!("{}–{}", self.number(low), self.number(high)),
        }
    }

    fn position(&self, (low, high): (Amount, Amount)) -> Option<Position> {
        let (_, scale) = self.scale?;
        let place = |value: Amount| scale.values.iter().position(|known| *known == value);
        Some(Position {
            low: place(low)?,
            high: place(high)?,
            of: scale.values.len(),
            symbol: scale.symbol,
        })
    }

    fn tone(&self, judgement: &Judgement) -> Tone {
        if self.quality.better == Better::Neither {
            return Tone::Neutral;
        }
        let interval = self.ruler.interval(judgement, self.quality.better, true);
        match interval.sum().cmp(&self.ruler.span) {
            Ordering::Less => Tone::Poor,
            Ordering::Equal => Tone::Neutral,
            Ordering::Greater => Tone::Good,
        }
    }

    /// Best first by the middle of the interval. Where no end is good, the smaller value comes first.
    fn sort_key(&self, judgement: &Judgement) -> SortKey {
        let interval = self.ruler.interval(judgement, self.quality.better, false);
        let place = match self.quality.better {
            Better::Neither => interval.sum(),
            Better::Higher | Better::Lower => -interval.sum(),
        };
        let marked = |place: i128| SortKey { class: 2, place };
        match judgement {
            Judgement::Rated(_) | Judgement::Implied(_) | Judgement::Range(..) => {
                SortKey { class: 1, place }
            }
            Judgement::Marked(Mark::Better) => marked(0),
            Judgement::Marked(Mark::Both) => marked(1),
            Judgement::Marked(Mark::Worse) => marked(2),
            Judgement::NotApplicable => SortKey::NOT_APPLICABLE,
            Judgement::Unknown => SortKey::UNKNOWN,
        }
    }
}

/// A value as readers see it: with its sign if it is a change.
pub fn figure(measure: Measure, value: Amount) -> String {
    let zero = Amount::default();
    match (measure == Measure::Change && value > zero, value < zero) {
        (true, _) => format!("+{value}"),
        (_, true) => format!("−{}", Amount(value.0.saturating_abs())),
        _ => value.to_string(),
    }
}

fn arguments(entry: &Entry, cell: &Cell) -> Vec<Cited> {
    let cite = |is_pro: bool, reason: &Reason| Cited {
        is_pro,
        text: reason.text.clone(),
        anchor: reason.anchor.clone(),
    };
    let pros = cell.pros.iter().filter_map(|index| entry.pros.get(*index));
    let cons = cell.cons.iter().filter_map(|index| entry.cons.get(*index));
    let pros = pros.map(|reason| cite(true, reason));
    pros.chain(cons.map(|reason| cite(false, reason))).collect()
}
