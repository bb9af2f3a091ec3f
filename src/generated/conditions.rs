//! Hard conditions of the decision helper.
//!
//! In: filters by facts and floors by qualities, as the settings write them. Out: [`Condition`]s that fit the model,
//! and for each entry a [`Verdict`].

use crate::catalogue::entry::{Entry, FactCell, Judgement};
use crate::diagnostic::Code;
use crate::generated::cell::Gauge;
use crate::generated::collection::Collection;
use crate::generated::facts::fact;
use crate::generated::goodness::Ruler;
use crate::generated::problem::Problem;
use crate::generated::score::judgement;
use crate::model::amount::Amount;
use crate::model::views::{Filter, FilterTest, Preset};
use crate::model::{Better, Fact, FactKind};
use crate::path::fold::fold;

/// What an entry must meet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// What is looked at: `fact:undo`, `maintainability`.
    pub id: String,
    /// What readers see of it.
    pub label: String,
    /// How the value is compared.
    pub test: Test,
    /// What readers see of the value it is compared with.
    pub limit: String,
    measure: Measure,
}

/// How a value is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Test {
    /// It is this one.
    Is,
    /// It is any other.
    Not,
    /// It is this one, or one before it.
    AtMost,
    /// It is this one, or one after it.
    AtLeast,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Measure {
    Fact(usize, FactCell),
    Floor(usize, Amount),
}

/// Whether an entry meets a condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It does.
    Meets,
    /// Nobody has judged it.
    NotJudged,
    /// It may or may not, depending on this, if somebody said on what.
    MayMiss(Option<String>),
    /// It does not, and this is what it has instead.
    Misses(String),
}

/// The conditions of a preset, and what is wrong with them. The filters fit the facts of the model, or they would have
/// been left out when the settings were read.
pub fn conditions(collection: &Collection, preset: &Preset) -> (Vec<Condition>, Vec<Problem>) {
    let filters = preset.filters.iter();
    let filters = filters.filter_map(|filter| filter_condition(collection, filter));
    let mut conditions: Vec<Condition> = filters.collect();
    let mut problems = Vec::new();
    for (id, value) in &preset.floors {
        let keys = ["preset", &preset.id, "floors", id];
        let model = collection.model;
        match model.quality(id) {
            None => {
                let message = format!(
                    "the preset `{}` sets a floor for an unknown quality `{id}`",
                    preset.id
                );
                problems.push(Problem::new(&keys, Code::C072, message).suggest_quality(id, model));
            }
            Some(index) if model.qualities[index].better == Better::Neither => {
                let message = format!(
                    "the preset `{}` sets a floor for `{id}`, of which no end is good",
                    preset.id
                );
                let help =
                    "give the quality `better = \"higher\"` or `\"lower\"`, or remove the floor";
                problems.push(Problem::new(&keys, Code::C072, message).help(help));
            }
            Some(index) => conditions.extend(floor(collection, index, *value, &preset.kind)),
        }
    }
    (conditions, problems)
}

fn floor(collection: &Collection, index: usize, value: Amount, kind: &str) -> Option<Condition> {
    let quality = collection.model.qualities.get(index)?;
    let gauge = Gauge::new(collection, index, kind)?;
    Some(Condition {
        id: quality.id.clone(),
        label: quality.label.clone(),
        test: match quality.better {
            Better::Lower => Test::AtMost,
            Better::Higher | Better::Neither => Test::AtLeast,
        },
        limit: gauge.label(value),
        measure: Measure::Floor(index, value),
    })
}

fn filter_condition(collection: &Collection, filter: &Filter) -> Option<Condition> {
    let facts = &collection.model.facts;
    let index = facts.iter().position(|fact| fact.id == filter.fact)?;
    let known = facts.get(index)?;
    let (test, written) = match &filter.test {
        FilterTest::Is(value) => (Test::Is, value),
        FilterTest::Not(value) => (Test::Not, value),
        FilterTest::AtMost(value) => (Test::AtMost, value),
        FilterTest::AtLeast(value) => (Test::AtLeast, value),
    };
    let (value, limit) = value(collection, known, written)?;
    Some(Condition {
        id: format!("fact:{}", known.id),
        label: known.label.clone(),
        test,
        limit,
        measure: Measure::Fact(index, value),
    })
}

/// A value as a filter writes it, and what readers see of it.
fn value(collection: &Collection, fact: &Fact, written: &str) -> Option<(FactCell, String)> {
    let words = collection.words;
    match &fact.kind {
        FactKind::Choice { values, .. } => {
            let place = values.iter().position(|value| value == written)?;
            Some((FactCell::Choice(place), written.to_string()))
        }
        FactKind::Flag => match written {
            "yes" => Some((FactCell::Flag(true), words.yes.to_string())),
            "no" => Some((FactCell::Flag(false), words.no.to_string())),
            _ => None,
        },
        FactKind::Number => {
            let number = Amount::parse(written)?;
            Some((FactCell::Number(number), number.to_string()))
        }
        FactKind::Text => Some((FactCell::Text(written.to_string()), written.to_string())),
    }
}

impl Condition {
    /// Whether an entry of `kind` meets it.
    pub fn verdict(&self, collection: &Collection, entry: &Entry) -> Verdict {
        match &self.measure {
            Measure::Fact(index, limit) => match entry.facts.get(*index) {
                Some(FactCell::NotApplicable) => Verdict::Meets,
                None | Some(FactCell::Unknown) => Verdict::NotJudged,
                Some(value) if self.holds(value, limit) => Verdict::Meets,
                Some(_) => Verdict::Misses(fact(collection, entry, *index).text),
            },
            Measure::Floor(index, limit) => self.floor_verdict(collection, entry, *index, *limit),
        }
    }

    fn holds(&self, value: &FactCell, limit: &FactCell) -> bool {
        let order = match (value, limit) {
            (FactCell::Choice(one), FactCell::Choice(other)) => one.cmp(other),
            (FactCell::Flag(one), FactCell::Flag(other)) => one.cmp(other),
            (FactCell::Number(one), FactCell::Number(other)) => one.cmp(other),
            (FactCell::Text(one), FactCell::Text(other)) => fold(one).cmp(&fold(other)),
            _ => return true,
        };
        match self.test {
            Test::Is => order.is_eq(),
            Test::Not => order.is_ne(),
            Test::AtMost => order.is_le(),
            Test::AtLeast => order.is_ge(),
        }
    }

    /// An entry misses a floor only if even the better end of its interval does.
    fn floor_verdict(
        &self,
        collection: &Collection,
        entry: &Entry,
        index: usize,
        limit: Amount,
    ) -> Verdict {
        let Some(quality) = collection.model.qualities.get(index) else {
            return Verdict::Meets;
        };
        let ruler = Ruler::new(collection.model.scale_of(&entry.kind));
        let floor = ruler.point(limit, quality.better);
        let judgement = judgement(entry, index);
        let interval = ruler.interval(&judgement, quality.better, false);
        if interval.high < floor {
            let gauge = Gauge::new(collection, index, &entry.kind);
            let shown = gauge.map(|gauge| gauge.shown(entry).word);
            return Verdict::Misses(shown.unwrap_or_default());
        }
        match (interval.low < floor, judgement) {
            (false, _) => Verdict::Meets,
            (true, Judgement::Unknown) => Verdict::NotJudged,
            (true, _) => {
                let cell = entry.cells.get(index);
                Verdict::MayMiss(cell.and_then(|cell| cell.depends_on.clone().or(cell.why.clone())))
            }
        }
    }
}
