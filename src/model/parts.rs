//! The parts of a model: kinds, scales, qualities, facts, families, relation types.
//!
//! In: nothing; the built-in tables and the settings fill them. Out: one type for each.

use std::collections::BTreeMap;

use crate::model::amount::Amount;

/// What a page is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kind {
    /// What readers see, in the plural: `Styles`.
    pub label: String,
    /// The id of the scale of its ratings, if it has any.
    pub scale: Option<String>,
    /// Whether its pages are rows of a matrix.
    pub has_matrix: bool,
    /// Keys that its pages must have.
    pub require: Vec<String>,
    /// Whether each shown quality must be rated, `n/a` or `unknown`, on purpose.
    pub rate_all: bool,
    /// The template of its pages.
    pub template: Option<String>,
}

/// How a quality is measured.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scale {
    /// Whether values are amounts or changes against a baseline.
    pub measure: Measure,
    /// Its values, strictly increasing, two at least. A scale of changes has 0 among them.
    pub values: Vec<Amount>,
    /// A word for each value.
    pub labels: Vec<String>,
    /// What an absent rating means.
    pub absent: Absent,
    /// How a value is drawn; its word is always beside it.
    pub symbol: Symbol,
}

/// What the values of a scale say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// How much of the quality there is: `type = "ordinal"`.
    Level,
    /// How much more or less of it there is than with the baseline: `type = "change"`.
    Change,
}

/// What an absent rating means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Absent {
    /// This value.
    Value(Amount),
    /// Nobody has judged it.
    Unknown,
    /// The entry does not touch it.
    NotApplicable,
}

/// How a value is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Symbol {
    /// A bar, as long as the value is large.
    Bar,
    /// Filled dots.
    Dots,
    /// Stars.
    Stars,
    /// The number alone.
    Number,
    /// A number with its sign.
    Sign,
}

/// A group of qualities.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Its id.
    pub id: String,
    /// What readers see.
    pub label: String,
}

/// A graded column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quality {
    /// Its id, in kebab case.
    pub id: String,
    /// What readers see.
    pub label: String,
    /// A shorter name for narrow columns.
    pub short: String,
    /// The id of its group, if it has one.
    pub group: Option<String>,
    /// Which end is good.
    pub better: Better,
    /// Its weight in the decision helper, 0 to 5, before a reader changes it.
    pub weight: u8,
    /// Whether its column is shown before a reader asks for it.
    pub is_shown: bool,
    /// The question that a rating answers.
    pub question: Option<String>,
    /// What values mean for this quality, in words.
    pub anchors: Vec<(Amount, String)>,
    /// Words that replace those of a scale, by the scale's id.
    pub labels: BTreeMap<String, Vec<String>>,
    /// Other ids that pages may use.
    pub aliases: Vec<String>,
    /// Words by which an argument in prose is about this quality.
    pub words: Vec<String>,
    /// What other vocabularies call it.
    pub maps_to: BTreeMap<String, String>,
}

/// Which end of a quality is good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Better {
    /// More is better.
    Higher,
    /// Less is better.
    Lower,
    /// Neither: shown, and never scored.
    Neither,
}

/// An ungraded column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// Its id.
    pub id: String,
    /// What readers see.
    pub label: String,
    /// What its values are.
    pub kind: FactKind,
    /// Whether the decision helper filters by it.
    pub is_filter: bool,
}

/// What the values of a fact are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FactKind {
    /// One of these words.
    Choice {
        /// The words, in their order.
        values: Vec<String>,
        /// Whether the order means something: `at_most`, `at_least`.
        is_ordered: bool,
    },
    /// Yes or no.
    Flag,
    /// A number.
    Number,
    /// Any text.
    Text,
}

/// A group of entries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Family {
    /// Its id.
    pub id: String,
    /// What readers see.
    pub label: String,
    /// What it holds together.
    pub description: Option<String>,
    /// Which colour of the theme it has, counted from 0; its place in the list unless set.
    pub color_index: Option<u8>,
}

/// A way in which entries belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RelationType {
    /// Its key in the front matter: `requires`.
    pub id: String,
    /// What readers see on the page that declares it: `requires`.
    pub label: String,
    /// The key of the same relation seen from the other end: `required_by`. A symmetric one has its own id.
    pub inverse: String,
    /// What readers see on the other page.
    pub inverse_label: String,
    /// Whether it may make no circle.
    pub is_acyclic: bool,
    /// Whether it needs a reason.
    pub requires_why: bool,
}

/// What is read from prose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ingest {
    /// Whether pros and cons in prose are looked for, and used.
    pub mode: IngestMode,
    /// Words for the labels beside those that every book has: field (`pros`) to words.
    pub labels: BTreeMap<String, Vec<String>>,
    /// Components beside those that every book has: name to the attributes that hold pros and cons.
    pub components: BTreeMap<String, (Vec<String>, Vec<String>)>,
}

/// Whether pros and cons in prose are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IngestMode {
    /// Found and used.
    Auto,
    /// Found and listed, but not used.
    Report,
    /// Not looked for.
    Off,
}

impl RelationType {
    /// Whether both ends mean the same.
    pub fn is_symmetric(&self) -> bool {
        self.id == self.inverse
    }
}
