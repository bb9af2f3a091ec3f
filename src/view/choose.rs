//! The ranking of entries for a situation, as a template sees it.
//!
//! In: a choice, and the page it is shown on. Out: [`ChooseView`], and the list of all situations.

use serde::Serialize;

use crate::generated::choice::{Candidate, Choice, Excluded, Point};
use crate::generated::record::told;
use crate::html::Html;
use crate::path::output::{OutputPath, PageUrl};
use crate::view::base::LinkView;
use crate::words::Words;

/// `choice`: entries ranked for a situation. Template `choose.html`.
#[derive(Clone, Debug, Serialize)]
pub struct ChooseView {
    /// The situation.
    pub label: String,
    /// What the kind of the entries is called.
    pub kind: String,
    /// Whether each entry is measured against its own baseline.
    pub is_change: bool,
    /// The qualities that are weighed.
    pub weights: Vec<WeightView>,
    /// What entries must meet.
    pub conditions: Vec<String>,
    /// Groups that cannot be told apart, best first.
    pub groups: Vec<TieView>,
    /// Entries that miss a condition.
    pub excluded: Vec<ExcludedView>,
    /// If nothing is left: the condition without which most entries come back, and how many.
    pub relief: Option<(String, usize)>,
    /// How firm the first place is.
    pub stability: Option<StabilityView>,
    /// Pairs of weighed qualities that say nearly the same.
    pub counted_twice: Vec<(String, String)>,
    /// The draft of a decision record.
    pub record: Option<String>,
    /// The other situations.
    pub others: Vec<LinkView>,
    /// What a script ranks the entries from.
    pub data: Html,
}

/// A weight.
#[derive(Clone, Debug, Serialize)]
pub struct WeightView {
    /// The quality.
    pub label: String,
    /// The weight, 1 to 5.
    pub weight: u8,
    /// The weight in words.
    pub word: &'static str,
}

/// Entries that cannot be told apart.
#[derive(Clone, Debug, Serialize)]
pub struct TieView {
    /// The place of the first of them.
    pub place: usize,
    /// The entries.
    pub entries: Vec<CandidateView>,
}

/// An entry in the ranking.
#[derive(Clone, Debug, Serialize)]
pub struct CandidateView {
    /// Its name and address.
    pub link: LinkView,
    /// One line about it.
    pub summary: Option<String>,
    /// Where its bar begins, ends, and its middle, in twentieths of a perfect score.
    pub low: u16,
    /// See `low`.
    pub middle: u16,
    /// See `low`.
    pub high: u16,
    /// How many of the weighed qualities are judged.
    pub judged: usize,
    /// What speaks for it most.
    pub strengths: Vec<PointView>,
    /// What speaks against it most.
    pub weaknesses: Vec<PointView>,
    /// Conditions that it may miss, each with what that depends on.
    pub may_miss: Vec<(String, Option<String>)>,
    /// Conditions about which nobody has judged.
    pub not_judged: Vec<String>,
}

/// A strength or a weakness.
#[derive(Clone, Debug, Serialize)]
pub struct PointView {
    /// The quality.
    pub label: String,
    /// The judgement in words.
    pub word: String,
    /// Why.
    pub why: Option<String>,
}

/// An entry that misses conditions.
#[derive(Clone, Debug, Serialize)]
pub struct ExcludedView {
    /// Its name and address.
    pub link: LinkView,
    /// The conditions, each with what the entry has instead.
    pub reasons: Vec<(String, String)>,
}

/// How firm the first place is.
#[derive(Clone, Debug, Serialize)]
pub struct StabilityView {
    /// The first entry.
    pub first: String,
    /// In how many variations it stays first.
    pub holds: usize,
    /// How many variations there are.
    pub of: usize,
    /// The variations in which it does not: the quality, whether it counted more, who is first instead.
    pub changes: Vec<(String, bool, String)>,
}

/// `situations`: all situations that have a page. Template `situations.html`.
#[derive(Clone, Debug, Serialize)]
pub struct SituationsView {
    /// The situations, each with what its kind is called and who comes first.
    pub situations: Vec<SituationView>,
    /// What a script ranks entries from.
    pub data: Html,
}

/// A situation in the list.
#[derive(Clone, Debug, Serialize)]
pub struct SituationView {
    /// Its name and address.
    pub link: LinkView,
    /// What the kind of its entries is called.
    pub kind: String,
    /// The entries in the first place.
    pub first: Vec<String>,
}

impl ChooseView {
    /// The ranking on the page at `own`; `record` is the file with the draft of a decision record.
    pub fn new(
        choice: &Choice,
        own: &PageUrl,
        words: &Words,
        record: Option<&OutputPath>,
        others: Vec<LinkView>,
        data: Html,
    ) -> ChooseView {
        let conditions: Vec<String> = choice
            .conditions
            .iter()
            .map(|condition| told(words, condition))
            .collect();
        let groups = choice.groups.iter().map(|group| TieView {
            place: group.place,
            entries: group
                .entries
                .iter()
                .map(|entry| candidate(entry, &conditions, own))
                .collect(),
        });
        ChooseView {
            label: choice.label.clone(),
            kind: choice.kind_label.clone(),
            is_change: choice.is_change,
            weights: choice
                .weights
                .iter()
                .map(|weight| WeightView {
                    label: weight.label.clone(),
                    weight: weight.weight,
                    word: weight.word,
                })
                .collect(),
            groups: groups.collect(),
            excluded: choice
                .excluded
                .iter()
                .map(|one| excluded(one, &conditions, own))
                .collect(),
            relief: choice.relief.as_ref().and_then(|relief| {
                let condition = conditions.get(relief.condition)?.clone();
                Some((condition, relief.brings_back))
            }),
            stability: choice.stability.as_ref().map(|firmness| StabilityView {
                first: firmness.first.title.to_string(),
                holds: firmness.holds,
                of: firmness.variations,
                changes: firmness
                    .changes
                    .iter()
                    .map(|upset| {
                        let first: Vec<&str> = upset.first.iter().map(|one| &*one.title).collect();
                        (upset.label.clone(), upset.is_more, first.join(", "))
                    })
                    .collect(),
            }),
            counted_twice: choice.counted_twice.clone(),
            record: record.map(|path| own.to_file(path)),
            others,
            conditions,
            data,
        }
    }
}

fn candidate(candidate: &Candidate, conditions: &[String], own: &PageUrl) -> CandidateView {
    // Thousandths to twentieths, to the nearest: the steps that the style sheet can draw.
    let step = |thousandths: u16| (thousandths + 25) / 50;
    let points = |points: &[Point]| points.iter().map(point).collect();
    let condition = |index: usize| conditions.get(index).cloned();
    CandidateView {
        link: LinkView::entry(&candidate.entry, own),
        summary: candidate.summary.clone(),
        low: step(candidate.low),
        middle: step(candidate.middle),
        high: step(candidate.high),
        judged: candidate.judged,
        strengths: points(&candidate.strengths),
        weaknesses: points(&candidate.weaknesses),
        may_miss: candidate
            .may_miss
            .iter()
            .filter_map(|(index, depends_on)| Some((condition(*index)?, depends_on.clone())))
            .collect(),
        not_judged: candidate
            .not_judged
            .iter()
            .filter_map(|index| condition(*index))
            .collect(),
    }
}

fn point(point: &Point) -> PointView {
    PointView {
        label: point.label.clone(),
        word: point.shown.word.clone(),
        why: point.shown.why.clone(),
    }
}

fn excluded(excluded: &Excluded, conditions: &[String], own: &PageUrl) -> ExcludedView {
    let reasons = excluded.reasons.iter().filter_map(|(index, value)| {
        let condition = conditions.get(*index)?.clone();
        Some((condition, value.clone()))
    });
    ExcludedView {
        link: LinkView::entry(&excluded.entry, own),
        reasons: reasons.collect(),
    }
}
