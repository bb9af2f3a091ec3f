//! Which parts of a page are entries.
//!
//! In: what holds for a page, and the pros and cons that were read from its text. Out: its [`Form`].

use crate::catalogue::inheritance::Layers;
use crate::declared::{Declared, EntryRule, Section};
use crate::ingest::parts::{Parts, parts};
use crate::model::Model;

/// The kinds of entries that declare none.
const PATTERN: &str = "pattern";
const STYLE: &str = "style";
const ENTRY: &str = "entry";

/// Which parts of a page are entries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Form {
    /// None.
    Nothing,
    /// The page as a whole.
    Page {
        /// Its kind.
        kind: String,
        /// Whether somebody said so.
        is_asked_for: bool,
    },
    /// Some of its sections.
    Sections {
        /// Their kind.
        kind: String,
        /// The sections, and what is left to the page.
        parts: Box<Parts>,
    },
}

/// Which parts of a page are entries.
pub fn form(model: &Model, layers: &Layers<'_>, sections: &[Section]) -> Form {
    let kind = &layers.kind;
    let is_declared = kind.author.is_some();
    let known = model.kinds.get(&kind.id);
    let has_scale = known.is_some_and(|kind| kind.scale.is_some());
    let as_page = || {
        let (kind, is_asked_for) = match is_declared || has_scale {
            true => (kind.id.clone(), true),
            false => (inferred(layers).to_string(), false),
        };
        Form::Page { kind, is_asked_for }
    };
    let of_level = |rule| Form::Sections {
        kind: match is_declared {
            true => kind.id.clone(),
            false => ENTRY.to_string(),
        },
        parts: Box::new(parts(sections, rule)),
    };
    match layers
        .value(|declared| declared.entries.as_ref())
        .unwrap_or_default()
    {
        EntryRule::None => Form::Nothing,
        EntryRule::Page => as_page(),
        rule @ (EntryRule::SecondLevel | EntryRule::ThirdLevel) => of_level(rule),
        EntryRule::Auto => {
            if is_declared && known.is_some_and(|kind| !kind.has_matrix) {
                return Form::Nothing;
            }
            if has_scale || is_measured(layers) {
                return as_page();
            }
            let parts_found = parts(sections, EntryRule::Auto);
            if !parts_found.entries.is_empty() {
                let kind = ENTRY.to_string();
                let parts = Box::new(parts_found);
                return Form::Sections { kind, parts };
            }
            let rest = parts(sections, EntryRule::Page).rest;
            match rest.pros.is_empty() || rest.cons.is_empty() {
                true => Form::Nothing,
                false => as_page(),
            }
        }
    }
}

/// Whether a page has ratings, arguments, a baseline or facts.
fn is_measured(layers: &Layers<'_>) -> bool {
    let is_measured = |declared: &Declared| {
        let sides = [&declared.pros, &declared.cons, &declared.neutral];
        let has_trade_offs =
            !declared.ratings.is_empty() || sides.iter().any(|side| side.is_some());
        has_trade_offs || declared.baseline.is_some() || !declared.facts.is_empty()
    };
    layers
        .from_weakest()
        .any(|(_, declared)| is_measured(declared))
}

/// The kind of a page entry that declares none.
fn inferred(layers: &Layers<'_>) -> &'static str {
    let any = |has: fn(&Declared) -> bool| {
        let mut layers = layers.from_weakest();
        layers.any(|(_, declared)| has(declared))
    };
    match any(|declared| declared.baseline.is_some()) {
        true => PATTERN,
        false if any(|declared| !declared.ratings.is_empty()) => STYLE,
        false => ENTRY,
    }
}
