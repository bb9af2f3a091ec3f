//! What is compared: a page, or a section of a page.
//!
//! In: nothing; the catalogue fills it from cards, defaults and the model. Out: [`Entry`], checked: every id in it is
//! one of the model, every value one of its scale. What was wrong was reported and left out.

use std::sync::Arc;

use crate::declared::{Basis, Circumstance, Example, Publication};
use crate::model::amount::Amount;
use crate::path::anchor::Anchor;
use crate::path::input::ContentPath;
use crate::path::output::PageUrl;

/// An entry of the catalogue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its id, unique among entries.
    pub id: String,
    /// The folder of its page and its id: `resilience/circuit-breaker`.
    pub path_id: String,
    /// Its name.
    pub title: Arc<str>,
    /// Its other names.
    pub aliases: Vec<String>,
    /// The page it stands on.
    pub page: ContentPath,
    /// The address of that page.
    pub url: PageUrl,
    /// The heading of its section; none if the page is the entry.
    pub anchor: Option<Anchor>,
    /// Its kind.
    pub kind: String,
    /// Its family.
    pub family: Option<String>,
    /// The permalinks of its tags, in the order of the page.
    pub tags: Vec<String>,
    /// One line about it.
    pub summary: Option<String>,
    /// The question it answers.
    pub problem: Option<String>,
    /// What its changes are measured against.
    pub baseline: Option<Baseline>,
    /// The state of its page.
    pub status: Option<String>,
    /// Its state in practice.
    pub maturity: Option<String>,
    /// Who it is for.
    pub level: Option<String>,
    /// The date of the last review.
    pub reviewed: Option<String>,
    /// One for each quality of the model, in its order.
    pub cells: Vec<Cell>,
    /// One for each fact of the model, in its order.
    pub facts: Vec<FactCell>,
    /// What speaks for it.
    pub pros: Vec<Reason>,
    /// What speaks against it.
    pub cons: Vec<Reason>,
    /// What speaks neither way.
    pub neutral: Vec<Reason>,
    /// When to use it.
    pub use_when: Vec<Circumstance>,
    /// When not to use it.
    pub avoid_when: Vec<Circumstance>,
    /// When the verdict flips.
    pub tipping_point: Option<String>,
    /// Examples that can be run.
    pub examples: Vec<Example>,
    /// Its bibliography.
    pub references: Vec<Publication>,
}

/// An entry, or a page at the end of a relation, as others name it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// Its id; folder and id if it is no entry.
    pub id: String,
    /// Its name.
    pub title: Arc<str>,
    /// The address of its page.
    pub url: PageUrl,
    /// The heading of its section; none if the page is the entry.
    pub anchor: Option<Anchor>,
}

/// What a change is measured against.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Baseline {
    /// An entry, by id.
    Entry(String),
    /// A text.
    Text(String),
}

/// What an entry says of a quality.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The judgement.
    pub judgement: Judgement,
    /// Why.
    pub why: Option<String>,
    /// What it rests on.
    pub basis: Basis,
    /// Where that can be read.
    pub source: Option<String>,
    /// What a range depends on.
    pub depends_on: Option<String>,
    /// The pros that are about this quality, as indexes into the entry's.
    pub pros: Vec<usize>,
    /// The cons that are about this quality, as indexes into the entry's.
    pub cons: Vec<usize>,
}

/// A judgement on a quality.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Judgement {
    /// A value of the scale.
    Rated(Amount),
    /// Nothing was said, which on this scale means this value.
    Implied(Amount),
    /// From the lower to the higher value: it depends.
    Range(Amount, Amount),
    /// The entry does not touch the quality.
    NotApplicable,
    /// Nobody has judged it.
    Unknown,
    /// Read from prose: a word, never a number.
    Marked(Mark),
}

/// What prose says of a quality.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Only pros are about it.
    Better,
    /// Only cons are about it.
    Worse,
    /// Pros and cons are about it.
    Both,
}

/// The value of a fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FactCell {
    /// One of the words of the fact, as an index into them.
    Choice(usize),
    /// Yes or no.
    Flag(bool),
    /// A number.
    Number(Amount),
    /// A text.
    Text(String),
    /// The fact does not apply.
    NotApplicable,
    /// Nobody has said.
    Unknown,
}

/// A pro, a con or a neutral remark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// The text, as written.
    pub text: String,
    /// The qualities it is about, as indexes into those of the model.
    pub qualities: Vec<usize>,
    /// Why.
    pub why: Option<String>,
    /// Where it stands in the prose; none if it comes from the front matter.
    pub anchor: Option<Anchor>,
}

impl Named {
    /// The name of an entry.
    pub fn of(entry: &Entry) -> Named {
        Named {
            id: entry.id.clone(),
            title: entry.title.clone(),
            url: entry.url.clone(),
            anchor: entry.anchor.clone(),
        }
    }
}
