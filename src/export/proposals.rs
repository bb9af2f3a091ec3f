//! Relations that prose seems to speak of.
//!
//! In: relations whose type nobody has declared, with the words of the author. Out: the type that those words suggest.
//! It is proposed and never applied: whether one thing really requires another, only its author knows.

use crate::catalogue::edge::Edge;
use crate::path::fold::fold;

/// Words, and the type of relation that they suggest. The first that is found counts.
const WORDINGS: [(&str, &str); 24] = [
    ("not to be confused with", "distinct_from"),
    ("differs from", "distinct_from"),
    ("conflicts with", "conflicts"),
    ("alternative to", "alternatives"),
    ("alternative", "alternatives"),
    ("instead of", "alternatives"),
    ("superseded by", "superseded_by"),
    ("replaced by", "superseded_by"),
    ("supersedes", "supersedes"),
    ("replaces", "supersedes"),
    ("depends on", "requires"),
    ("requires", "requires"),
    ("builds on", "requires"),
    ("needs", "requires"),
    ("special case of", "refines"),
    ("variant of", "refines"),
    ("kind of", "refines"),
    ("part of", "part_of"),
    ("leads to", "leads_to"),
    ("next step", "leads_to"),
    ("together with", "complements"),
    ("used with", "complements"),
    ("works with", "complements"),
    ("combined with", "complements"),
];

/// The type that the reason of a relation suggests, if the relation has none but "see also".
pub(crate) fn proposal(edge: &Edge) -> Option<&'static str> {
    let why = edge.why.as_ref().filter(|_| edge.relation == "see_also")?;
    let words: String = fold(why)
        .chars()
        .map(|letter| {
            if letter.is_alphanumeric() {
                letter
            } else {
                ' '
            }
        })
        .collect();
    let words = format!(
        " {} ",
        words.split_whitespace().collect::<Vec<&str>>().join(" ")
    );
    let fits = |wording: &str| words.contains(&format!(" {wording} "));
    let found = WORDINGS.iter().find(|(wording, _)| fits(wording));
    found.map(|(_, relation)| *relation)
}
