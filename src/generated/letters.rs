//! Names from A to Z.
//!
//! In: names, in any order. Out: [`Letter`]s: names below the letter they begin with, case and accents aside. Digits
//! stand together before the letters; after them stand scripts that have too many letters for a heading each, and signs.

use crate::catalogue::entry::Named;
use crate::path::fold::fold;
use crate::path::output::folded;
use crate::words::Words;

/// A name in the list: a title, or another name of what has that title.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// The name.
    pub label: String,
    /// What it names.
    pub names: Named,
    /// Whether it is another name, not the title.
    pub is_alias: bool,
}

/// Names that begin alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// The letter, or what the names have in common.
    pub label: String,
    /// The names, in order.
    pub names: Vec<Name>,
}

/// Where a letter stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Initial {
    Digit,
    Letter(String),
    OtherScript,
    Sign,
}

/// From here on, scripts have no alphabet that fits above a page: Devanagari, kana, Han and many more. Before stand the
/// Latin, Greek, Cyrillic, Armenian, Hebrew and Arabic letters.
const LAST_ALPHABET: char = '\u{8ff}';

impl Initial {
    fn of(name: &str) -> Initial {
        match folded(name).chars().find(|letter| !is_quote(*letter)) {
            Some(digit) if digit.is_numeric() => Initial::Digit,
            Some(letter) if letter.is_alphabetic() && letter <= LAST_ALPHABET => {
                Initial::Letter(letter.to_uppercase().collect())
            }
            Some(letter) if letter.is_alphabetic() => Initial::OtherScript,
            _ => Initial::Sign,
        }
    }

    fn label(self, words: &Words) -> String {
        match self {
            Initial::Digit => "0–9".to_string(),
            Initial::Letter(letter) => letter,
            Initial::OtherScript => words.other_scripts.to_string(),
            Initial::Sign => "#".to_string(),
        }
    }
}

/// A title may be quoted, or begin with the dot of a file name.
fn is_quote(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '"' | '\'' | '“' | '‘' | '„' | '«' | '`' | '.' | '(')
}

/// Names below their letters. Another name that is the title of the same thing is left out.
pub fn letters(mut names: Vec<Name>, words: &Words) -> Vec<Letter> {
    names.retain(|name| !name.is_alias || fold(&name.label) != fold(&name.names.title));
    names.sort_by_cached_key(|name| {
        let initial = Initial::of(&name.label);
        let id = name.names.id.clone();
        (initial, folded(&name.label), name.is_alias, id)
    });
    let groups = names.chunk_by(|one, other| Initial::of(&one.label) == Initial::of(&other.label));
    let letter = |names: &[Name]| {
        Some(Letter {
            label: Initial::of(&names.first()?.label).label(words),
            names: names.to_vec(),
        })
    };
    groups.filter_map(letter).collect()
}
