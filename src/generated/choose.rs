//! The decision helper: which entries fit a situation best.
//!
//! In: the entries of a kind, weights and conditions. Out: [`Choice`]: the ranking in groups that cannot be told apart,
//! reasons for and against, what is excluded and why, how firm the first place is, and what is counted twice.

use crate::catalogue::entry::{Entry, Named};
use crate::diagnostic::Code;
use crate::generated::cell::Gauge;
use crate::generated::choice::{
    Candidate, Choice, Excluded, Firmness, Point, Relief, TieGroup, Upset, Weight,
};
use crate::generated::collection::Collection;
use crate::generated::conditions::{Condition, Verdict, conditions};
use crate::generated::correlation::Affinity;
use crate::generated::problem::Problem;
use crate::generated::related::related;
use crate::generated::score::{MOST_WEIGHT, Question, Ranking, Score, Scorer, Stability};
use crate::model::views::Preset;
use crate::model::{Better, Measure};

/// What the helper says of a preset, and what is wrong with it.
pub fn preset(collection: &Collection, preset: &Preset) -> (Choice, Vec<Problem>) {
    let model = collection.model;
    let (conditions, mut problems) = conditions(collection, preset);
    let mut weights = vec![0; model.qualities.len()];
    for (id, weight) in &preset.weights {
        match model.quality(id) {
            Some(index) => weights[index] = (*weight).min(MOST_WEIGHT),
            None => {
                let message = format!(
                    "the preset `{}` weighs an unknown quality `{id}`",
                    preset.id
                );
                let keys = ["preset", &preset.id, "weights", id];
                problems.push(Problem::new(&keys, Code::C072, message).suggest_quality(id, model));
            }
        }
    }
    let mut choice = choice(collection, &preset.kind, weights, conditions);
    choice.preset = Some(preset.id.clone());
    choice.label.clone_from(&preset.label);
    if choice.groups.is_empty() && !choice.excluded.is_empty() {
        let message = format!("the preset `{}` excludes every entry", preset.id);
        let problem = Problem::new(&["preset", &preset.id], Code::C073, message);
        let count = |index: usize| {
            let misses = |excluded: &&Excluded| excluded.reasons.iter().any(|(at, _)| *at == index);
            choice.excluded.iter().filter(misses).count()
        };
        let worst = (0..choice.conditions.len())
            .rev()
            .max_by_key(|index| count(*index));
        problems.extend(worst.map(|index| {
            let (id, number) = (&choice.conditions[index].id, count(index));
            problem.help(format!(
                "the condition on `{id}` alone excludes {number}; relax or remove it"
            ))
        }));
    }
    (choice, problems)
}

/// What the helper says of a kind with the weights of the model.
pub fn plain(collection: &Collection, kind: &str) -> Choice {
    let qualities = collection.model.qualities.iter();
    let weight = |is_shown: bool, weight: u8| if is_shown { weight } else { 0 };
    let weights = qualities.map(|quality| weight(quality.is_shown, quality.weight));
    choice(collection, kind, weights.collect(), Vec::new())
}

/// Ranks the entries of a kind.
pub fn choice(
    collection: &Collection,
    kind: &str,
    weights: Vec<u8>,
    conditions: Vec<Condition>,
) -> Choice {
    let members = collection.of_kind(kind);
    let (mut kept, mut excluded) = (Vec::new(), Vec::new());
    for index in &members {
        let reasons = misses(collection, &conditions, &collection.entries[*index]);
        match reasons.is_empty() {
            true => kept.push(*index),
            false => excluded.push((*index, reasons)),
        }
    }
    excluded.sort_by_key(|(index, _)| collection.title_ranks[*index]);
    let question = Question {
        weights,
        with_marks: false,
    };
    let scorer = Scorer::new(collection, kind, kept, question);
    let ranking = scorer.ranking();
    let teller = Teller {
        collection,
        kind,
        conditions: &conditions,
        ranking: &ranking,
    };
    let scale = collection.model.scale_of(kind);
    Choice {
        preset: None,
        label: collection.kind_label(kind).to_string(),
        kind: kind.to_string(),
        kind_label: collection.kind_label(kind).to_string(),
        is_change: scale.is_some_and(|scale| scale.measure == Measure::Change),
        weights: weighed(collection, scorer.weights()),
        groups: teller.groups(),
        relief: match ranking.scores.is_empty() {
            true => relief(conditions.len(), &excluded),
            false => None,
        },
        excluded: excluded
            .into_iter()
            .map(|(index, reasons)| Excluded {
                entry: Named::of(&collection.entries[index]),
                reasons,
            })
            .collect(),
        stability: scorer
            .stability(&ranking)
            .map(|found| teller.firmness(&found)),
        counted_twice: counted_twice(collection, kind, &members, scorer.weights()),
        conditions,
    }
}

fn misses(
    collection: &Collection,
    conditions: &[Condition],
    entry: &Entry,
) -> Vec<(usize, String)> {
    let verdicts = conditions.iter().enumerate();
    let missed =
        verdicts.filter_map(
            |(at, condition)| match condition.verdict(collection, entry) {
                Verdict::Misses(value) => Some((at, value)),
                _ => None,
            },
        );
    missed.collect()
}

/// The condition that is the only reason for most exclusions; the first of equal ones. None if every entry misses
/// several.
fn relief(conditions: usize, excluded: &[(usize, Vec<(usize, String)>)]) -> Option<Relief> {
    let mut counts = vec![0; conditions];
    for (_, reasons) in excluded {
        if let [(condition, _)] = reasons.as_slice() {
            counts[*condition] += 1;
        }
    }
    let best = (0..conditions)
        .rev()
        .max_by_key(|condition| counts[*condition])?;
    let relief = Relief {
        condition: best,
        brings_back: counts[best],
    };
    (relief.brings_back > 0).then_some(relief)
}

fn weighed(collection: &Collection, weights: &[u8]) -> Vec<Weight> {
    let words = collection.words;
    let word = |weight: u8| match weight {
        0 => words.weight_0,
        1 => words.weight_1,
        2 => words.weight_2,
        3 => words.weight_3,
        4 => words.weight_4,
        _ => words.weight_5,
    };
    let weights = collection.model.qualities.iter().zip(weights);
    let weights = weights.filter(|(_, weight)| **weight > 0);
    weights
        .map(|(quality, weight)| Weight {
            quality: quality.id.clone(),
            label: quality.label.clone(),
            weight: *weight,
            word: word(*weight),
        })
        .collect()
}

/// Pairs of weighed qualities that say nearly the same of all entries of the kind.
fn counted_twice(
    collection: &Collection,
    kind: &str,
    entries: &[usize],
    weights: &[u8],
) -> Vec<(String, String)> {
    let qualities = &collection.model.qualities;
    let is_scored =
        |index: &usize| weights[*index] > 0 && qualities[*index].better != Better::Neither;
    let weighed: Vec<usize> = (0..qualities.len().min(weights.len()))
        .filter(is_scored)
        .collect();
    let label = |index: usize| qualities[index].label.clone();
    let pairs = related(collection, kind, entries, &weighed).into_iter();
    let same = pairs.filter(|(_, _, affinity)| *affinity == Affinity::Same);
    same.map(|(one, other, _)| (label(one), label(other)))
        .collect()
}

/// Tells a ranking in words.
struct Teller<'a> {
    collection: &'a Collection<'a>,
    kind: &'a str,
    conditions: &'a [Condition],
    ranking: &'a Ranking,
}

impl Teller<'_> {
    fn groups(&self) -> Vec<TieGroup> {
        let groups = self.ranking.groups.iter();
        groups
            .map(|group| TieGroup {
                place: group.start + 1,
                entries: self.ranking.scores[group.clone()]
                    .iter()
                    .map(|score| self.candidate(score))
                    .collect(),
            })
            .collect()
    }

    fn candidate(&self, score: &Score) -> Candidate {
        let entry = &self.collection.entries[score.entry];
        let (mut may_miss, mut not_judged) = (Vec::new(), Vec::new());
        for (at, condition) in self.conditions.iter().enumerate() {
            match condition.verdict(self.collection, entry) {
                Verdict::MayMiss(dependency) => may_miss.push((at, dependency)),
                Verdict::NotJudged => not_judged.push(at),
                Verdict::Meets | Verdict::Misses(_) => {}
            }
        }
        Candidate {
            entry: Named::of(entry),
            summary: entry.summary.clone(),
            low: self.thousandths(2 * score.low),
            middle: self.thousandths(score.middle),
            high: self.thousandths(2 * score.high),
            judged: score.judged,
            strengths: self.points(entry, &score.strengths),
            weaknesses: self.points(entry, &score.weaknesses),
            may_miss,
            not_judged,
        }
    }

    /// Rounded to the nearest thousandth; what is not weighed has no score.
    fn thousandths(&self, part: i128) -> u16 {
        let whole = self.ranking.whole;
        let rounded = (part * 1000 + whole / 2).checked_div(whole);
        rounded
            .and_then(|rounded| rounded.try_into().ok())
            .unwrap_or(0)
    }

    fn points(&self, entry: &Entry, qualities: &[usize]) -> Vec<Point> {
        let point = |index: &usize| {
            let quality = self.collection.model.qualities.get(*index)?;
            Some(Point {
                quality: quality.id.clone(),
                label: quality.label.clone(),
                shown: Gauge::new(self.collection, *index, self.kind)?.shown(entry),
            })
        };
        qualities.iter().filter_map(point).collect()
    }

    fn firmness(&self, found: &Stability) -> Firmness {
        let named = |index: &usize| Named::of(&self.collection.entries[*index]);
        let qualities = &self.collection.model.qualities;
        let changes = found.changes.iter();
        Firmness {
            first: named(&found.first),
            holds: found.holds,
            variations: found.variations,
            changes: changes
                .map(|change| Upset {
                    quality: qualities[change.quality].id.clone(),
                    label: qualities[change.quality].label.clone(),
                    is_more: change.is_more,
                    first: change.first.iter().map(named).collect(),
                })
                .collect(),
        }
    }
}
