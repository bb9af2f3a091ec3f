//! Which entries do best under given weights, and how sure that is.
//!
//! In: entries of one kind, a weight for each quality. Out: [`Ranking`]: scores as intervals, the order, groups that
//! cannot be told apart, and [`Stability`]: whether small changes of the weights change who is first.
//!
//! All numbers are whole. A score is a sum of weights times [`Interval`]s, over [`Ranking::whole`]; two entries whose
//! difference is exactly one step are told apart on every machine. Sums do not overflow: see `goodness.rs`.

use std::cmp::Reverse;
use std::ops::Range;

use crate::catalogue::entry::{Entry, Judgement};
use crate::generated::collection::Collection;
use crate::generated::goodness::{Interval, Ruler, is_judged};
use crate::model::Better;

/// The largest weight.
pub const MOST_WEIGHT: u8 = 5;

/// How many reasons of each kind a ranking gives.
const MOST_REASONS: usize = 3;

/// What is asked of entries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// A weight, 0 to [`MOST_WEIGHT`], for each quality of the model, in its order. Qualities that have no good end are
    /// never scored, whatever their weight.
    pub weights: Vec<u8>,
    /// Whether marks from prose count.
    pub with_marks: bool,
}

/// The score of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Score {
    /// The entry, as an index into those of the collection.
    pub entry: usize,
    /// Its score if everything unclear turns out poor, over half of [`Ranking::whole`].
    pub low: i128,
    /// Its score if everything unclear turns out well, over half of [`Ranking::whole`].
    pub high: i128,
    /// The sum of both, which stands for the midpoint over [`Ranking::whole`].
    pub middle: i128,
    /// How many of the weighted qualities were judged.
    pub judged: usize,
    /// What speaks for it, as indexes of qualities, the weightiest first.
    pub strengths: Vec<usize>,
    /// What speaks against it, as indexes of qualities, the weightiest first.
    pub weaknesses: Vec<usize>,
}

/// Entries in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ranking {
    /// Best first; equal ones by title, then id.
    pub scores: Vec<Score>,
    /// Ranges of [`Ranking::scores`] that cannot be told apart, each at least one long, in order.
    pub groups: Vec<Range<usize>>,
    /// The middle of a perfect score: twice the span times the sum of the weights. 0 if nothing is weighed.
    pub whole: i128,
    /// Middles that differ by less cannot be told apart.
    pub step: i128,
    /// How many qualities are weighed.
    pub weighed: usize,
}

/// How firm the first place is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stability {
    /// The first entry of the ranking, as an index into those of the collection.
    pub first: usize,
    /// In how many variations it stays first, alone or with others.
    pub holds: usize,
    /// How many variations there are: each shown quality a step more or less important, one at a time.
    pub variations: usize,
    /// The variations in which it does not stay first, in the order of the qualities, less important before more.
    pub changes: Vec<Change>,
}

/// A variation in which another entry is first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The quality whose weight changed.
    pub quality: usize,
    /// Whether it became more important, or less.
    pub is_more: bool,
    /// The entries that are first, as indexes into those of the collection, by title.
    pub first: Vec<usize>,
}

/// Entries of one kind, ready to be scored.
#[derive(Clone, Debug)]
pub struct Scorer<'a> {
    collection: &'a Collection<'a>,
    entries: Vec<usize>,
    ruler: Ruler,
    question: Question,
}

impl<'a> Scorer<'a> {
    /// Asks `question` of these entries, which are all of `kind`.
    pub fn new(
        collection: &'a Collection<'a>,
        kind: &str,
        entries: Vec<usize>,
        mut question: Question,
    ) -> Scorer<'a> {
        let qualities = &collection.model.qualities;
        question.weights.resize(qualities.len(), 0);
        for (weight, quality) in question.weights.iter_mut().zip(qualities) {
            let most = match quality.better {
                Better::Neither => 0,
                Better::Higher | Better::Lower => MOST_WEIGHT,
            };
            *weight = (*weight).min(most);
        }
        Scorer {
            collection,
            entries,
            ruler: Ruler::new(collection.model.scale_of(kind)),
            question,
        }
    }

    /// The weights that count, one for each quality of the model.
    pub fn weights(&self) -> &[u8] {
        &self.question.weights
    }

    /// Ranks the entries.
    pub fn ranking(&self) -> Ranking {
        let mut scores: Vec<Score> = self
            .entries
            .iter()
            .map(|entry| self.score(*entry))
            .collect();
        let title_ranks = &self.collection.title_ranks;
        scores.sort_by_key(|score| (Reverse(score.middle), title_ranks[score.entry]));
        let positive = || self.question.weights.iter().filter(|weight| **weight > 0);
        let sum: i128 = positive().map(|weight| i128::from(*weight)).sum();
        let smallest = positive().min().copied().unwrap_or(0);
        let step = 2 * i128::from(smallest) * self.ruler.gap;
        Ranking {
            groups: groups(&scores, step),
            scores,
            whole: 2 * self.ruler.span * sum,
            step,
            weighed: positive().count(),
        }
    }

    /// Varies the weight of each shown quality that is scored. `None` if there is nothing to rank or to weigh.
    pub fn stability(&self, ranking: &Ranking) -> Option<Stability> {
        let first = ranking.scores.first()?.entry;
        let mut stability = Stability {
            first,
            holds: 0,
            variations: 0,
            changes: Vec::new(),
        };
        if ranking.whole == 0 {
            return None;
        }
        for (index, quality) in self.collection.model.qualities.iter().enumerate() {
            if !quality.is_shown || quality.better == Better::Neither {
                continue;
            }
            let weight = self.question.weights[index];
            let is_last = ranking.weighed == 1 && weight == 1;
            for is_more in [false, true] {
                let is_possible = match is_more {
                    true => weight < MOST_WEIGHT,
                    false => weight > 0 && !is_last,
                };
                if !is_possible {
                    continue;
                }
                stability.variations += 1;
                let leaders = self.leaders(ranking, index, is_more);
                match leaders.contains(&first) {
                    true => stability.holds += 1,
                    false => stability.changes.push(Change {
                        quality: index,
                        is_more,
                        first: leaders,
                    }),
                }
            }
        }
        Some(stability)
    }

    /// Who is first when one quality is a step more or less important. All scores then have the same whole, so that
    /// sums can be compared.
    fn leaders(&self, ranking: &Ranking, quality: usize, is_more: bool) -> Vec<usize> {
        let varied: Vec<(i128, usize)> = ranking
            .scores
            .iter()
            .map(|score| {
                let change = self.interval(score.entry, quality).sum();
                let sign = if is_more { 1 } else { -1 };
                (score.middle + sign * change, score.entry)
            })
            .collect();
        let most = varied.iter().map(|(middle, _)| *middle).max();
        let leads = |(middle, _): &&(i128, usize)| Some(*middle) == most;
        let mut leaders: Vec<usize> = varied
            .iter()
            .filter(leads)
            .map(|(_, entry)| *entry)
            .collect();
        leaders.sort_by_key(|entry| self.collection.title_ranks[*entry]);
        leaders
    }

    fn score(&self, entry: usize) -> Score {
        let mut score = Score {
            entry,
            low: 0,
            high: 0,
            middle: 0,
            judged: 0,
            strengths: Vec::new(),
            weaknesses: Vec::new(),
        };
        let mut leanings: Vec<(i128, usize)> = Vec::new();
        for (quality, weight) in self.question.weights.iter().enumerate() {
            if *weight == 0 {
                continue;
            }
            let weight = i128::from(*weight);
            let interval = self.interval(entry, quality);
            score.low += weight * interval.low;
            score.high += weight * interval.high;
            let judgement = judgement(&self.collection.entries[entry], quality);
            if is_judged(&judgement, self.question.with_marks) {
                score.judged += 1;
            }
            leanings.push((weight * (interval.sum() - self.ruler.span), quality));
        }
        score.middle = score.low + score.high;
        score.strengths = weightiest(leanings.iter().map(|(leaning, at)| (*leaning, *at)));
        score.weaknesses = weightiest(leanings.iter().map(|(leaning, at)| (-leaning, *at)));
        score
    }

    fn interval(&self, entry: usize, quality: usize) -> Interval {
        let judgement = judgement(&self.collection.entries[entry], quality);
        let better = self.collection.model.qualities[quality].better;
        self.ruler
            .interval(&judgement, better, self.question.with_marks)
    }
}

/// What an entry says of a quality of the model.
pub fn judgement(entry: &Entry, quality: usize) -> Judgement {
    let cell = entry.cells.get(quality);
    cell.map_or(Judgement::Unknown, |cell| cell.judgement)
}

/// The largest positive leanings, ties in the order of the qualities.
fn weightiest(leanings: impl Iterator<Item = (i128, usize)>) -> Vec<usize> {
    let mut leanings: Vec<(i128, usize)> = leanings.filter(|(leaning, _)| *leaning > 0).collect();
    leanings.sort_by_key(|(leaning, quality)| (Reverse(*leaning), *quality));
    leanings.truncate(MOST_REASONS);
    leanings.into_iter().map(|(_, quality)| quality).collect()
}

/// Walks down the ranking: an entry joins the group while it is less than a step below the group's first. Where
/// nothing is weighed, nothing can be told apart.
fn groups(scores: &[Score], step: i128) -> Vec<Range<usize>> {
    let mut groups: Vec<Range<usize>> = Vec::new();
    for (index, score) in scores.iter().enumerate() {
        match groups.last_mut() {
            Some(group) if step == 0 || scores[group.start].middle - score.middle < step => {
                group.end = index + 1;
            }
            _ => groups.push(index..index + 1),
        }
    }
    groups
}
