//! What the decision helper says of a situation.
//!
//! In: nothing; `choose.rs` fills it. Out: [`Choice`].

use crate::catalogue::entry::Named;
use crate::generated::cell::Shown;
use crate::generated::conditions::Condition;

/// What the helper says of a situation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The id of the preset, which is the last part of its address; none for the weights of the model.
    pub preset: Option<String>,
    /// What readers see of the situation: the label of the preset, else that of the kind.
    pub label: String,
    /// The kind of the entries.
    pub kind: String,
    /// What readers see of the kind.
    pub kind_label: String,
    /// Whether ratings are changes against baselines, so that the order says where most improves, and not what replaces
    /// what.
    pub is_change: bool,
    /// The qualities that are weighed, in the order of the columns.
    pub weights: Vec<Weight>,
    /// What entries must meet.
    pub conditions: Vec<Condition>,
    /// The entries that meet them, best first, in groups that cannot be told apart.
    pub groups: Vec<TieGroup>,
    /// The entries that do not, by title.
    pub excluded: Vec<Excluded>,
    /// If nothing is left: the condition without which most entries come back.
    pub relief: Option<Relief>,
    /// How firm the first place is; none if nothing is ranked or weighed.
    pub stability: Option<Firmness>,
    /// Pairs of weighed qualities that say nearly the same, by their labels.
    pub counted_twice: Vec<(String, String)>,
}

/// A quality that is weighed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weight {
    /// The id of the quality.
    pub quality: String,
    /// What readers see of it.
    pub label: String,
    /// Its weight, 1 to 5.
    pub weight: u8,
    /// The weight in words.
    pub word: &'static str,
}

/// Entries that cannot be told apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TieGroup {
    /// The place of its first entry, counted from 1.
    pub place: usize,
    /// The entries, best first.
    pub entries: Vec<Candidate>,
}

/// An entry in the ranking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The entry.
    pub entry: Named,
    /// One line about it.
    pub summary: Option<String>,
    /// Its score if everything unclear turns out poor, in thousandths of a perfect one. For drawing; the order rests on
    /// exact numbers.
    pub low: u16,
    /// The middle of its score, in thousandths.
    pub middle: u16,
    /// Its score if everything unclear turns out well, in thousandths.
    pub high: u16,
    /// How many of the weighed qualities were judged.
    pub judged: usize,
    /// What speaks for it most, at most three.
    pub strengths: Vec<Point>,
    /// What speaks against it most, at most three.
    pub weaknesses: Vec<Point>,
    /// Conditions that it may miss, by index, each with what that depends on.
    pub may_miss: Vec<(usize, Option<String>)>,
    /// Conditions about which nobody has judged, by index.
    pub not_judged: Vec<usize>,
}

/// What speaks for or against an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Point {
    /// The id of the quality.
    pub quality: String,
    /// What readers see of the quality.
    pub label: String,
    /// The judgement, with its reason.
    pub shown: Shown,
}

/// An entry that does not meet the conditions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excluded {
    /// The entry.
    pub entry: Named,
    /// The conditions that it misses, by index, each with what it has instead.
    pub reasons: Vec<(usize, String)>,
}

/// What to give up so that entries come back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relief {
    /// The condition, by index.
    pub condition: usize,
    /// How many entries come back without it.
    pub brings_back: usize,
}

/// How firm the first place is: first in [`Firmness::holds`] of [`Firmness::variations`] variations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Firmness {
    /// The first entry.
    pub first: Named,
    /// In how many variations it stays first.
    pub holds: usize,
    /// How many variations there are.
    pub variations: usize,
    /// The variations in which it does not.
    pub changes: Vec<Upset>,
}

/// A variation in which another entry is first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Upset {
    /// The id of the quality.
    pub quality: String,
    /// What readers see of it.
    pub label: String,
    /// Whether it became a step more important, or a step less.
    pub is_more: bool,
    /// Who is first instead, by title.
    pub first: Vec<Named>,
}
