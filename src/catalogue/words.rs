//! Words that keys take: kinds, families, states.
//!
//! In: what holds for a page. Out: the words, or findings on those that are not allowed.

use crate::card::Card;
use crate::catalogue::findings::{At, Author, Finding, names, suggest};
use crate::catalogue::inheritance::{Kind, Layers};
use crate::catalogue::measures::Measures;
use crate::declared::Declared;
use crate::diagnostic::Code;
use crate::entry_keys::KeyPath;
use crate::model::Model;

const STATUSES: [&str; 4] = ["draft", "review", "stable", "deprecated"];
const MATURITIES: [&str; 4] = ["experimental", "emerging", "established", "legacy"];
const LEVELS: [&str; 3] = ["beginner", "intermediate", "advanced"];

/// How many names a message lists.
const MOST_NAMES: usize = 20;

/// The state of a page.
pub fn status(card: &Card, layers: &Layers<'_>, found: &mut Vec<Finding>) -> Option<String> {
    word(
        card,
        layers,
        "status",
        &STATUSES,
        |declared| declared.status.as_ref(),
        found,
    )
}

/// The state of a pattern in practice.
pub fn maturity(card: &Card, layers: &Layers<'_>, found: &mut Vec<Finding>) -> Option<String> {
    word(
        card,
        layers,
        "maturity",
        &MATURITIES,
        |declared| declared.maturity.as_ref(),
        found,
    )
}

/// Who a page is for.
pub fn level(card: &Card, layers: &Layers<'_>, found: &mut Vec<Finding>) -> Option<String> {
    word(
        card,
        layers,
        "level",
        &LEVELS,
        |declared| declared.level.as_ref(),
        found,
    )
}

fn word(
    card: &Card,
    layers: &Layers<'_>,
    key: &str,
    allowed: &[&str],
    get: fn(&Declared) -> Option<&String>,
    found: &mut Vec<Finding>,
) -> Option<String> {
    let (author, written) = layers.first(get)?;
    if allowed.contains(&written.as_str()) {
        return Some(written.clone());
    }
    found.push(unknown_word(card, author, key, written, allowed));
    None
}

/// The family of a page, if there is such a family.
pub fn family(
    card: &Card,
    layers: &Layers<'_>,
    measures: &Measures,
    found: &mut Vec<Finding>,
) -> Option<String> {
    let (author, written) = layers.first(|declared| declared.family.as_ref())?;
    let family = measures.family(written);
    if family.is_none() {
        let ids: Vec<&str> = measures
            .model
            .families
            .iter()
            .map(|one| one.id.as_str())
            .collect();
        found.push(unknown_word(card, author, "family", written, &ids));
    }
    family
}

/// The finding on a kind that there is not.
pub fn unknown_kind(card: &Card, kind: &Kind, model: &Model) -> Finding {
    let author = kind
        .author
        .clone()
        .unwrap_or(Author::Page(card.path.clone()));
    let ids: Vec<&str> = model.kinds.keys().map(String::as_str).collect();
    unknown_word(card, &author, "kind", &kind.id, &ids)
}

/// The finding on a word that a key does not take.
fn unknown_word(card: &Card, author: &Author, key: &str, word: &str, allowed: &[&str]) -> Finding {
    let at = At::Value(author.clone(), KeyPath::of(key));
    let all = names(allowed.iter().copied(), MOST_NAMES);
    let message = format!("there is no {key} `{word}`");
    Finding::new(Code::C008, &card.path, at, message)
        .label(format!("allowed: {all}"))
        .help(suggest(
            word,
            allowed.iter().copied(),
            format!("write one of these: {all}"),
        ))
}
