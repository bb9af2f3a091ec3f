//! Labels: the words by which authors announce pros, cons and what else is read from prose.
//!
//! In: a label as written, and the words that a book adds. Out: the [`Field`] that it opens. Case, accents, emoji,
//! numbers before the label and punctuation make no difference, and a label may be in any of the languages below.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::ingest::words::{Field, WORDS};
use crate::path::fold::fold;

/// Words that may stand between the two labels of a combined heading.
const AND: &[&str] = &[
    "and", "vs", "versus", "or", "und", "oder", "et", "ou", "y", "o",
];

/// Words behind a combined heading that lead to what it is about.
const OF: &[&str] = &["of", "for", "von", "der", "des", "de", "du", "del"];

/// No label is longer, in bytes.
const LONGEST: usize = 100;

/// The labels of a book: its own words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Labels(BTreeMap<String, Field>);

/// A heading that announces both pros and cons: `Benefits and trade-offs of caching`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Combined<'t> {
    /// What it is about, if it says so: `caching`.
    pub subject: Option<&'t str>,
}

impl Labels {
    /// The words of every book, and those of this one: field, as in the front matter, to words. A field that is not
    /// known is passed over.
    pub fn new(own: &BTreeMap<String, Vec<String>>) -> Labels {
        let added = own.iter().filter_map(|(name, words)| {
            let field = field(name)?;
            Some(words.iter().map(move |word| (key(word), field)))
        });
        Labels(added.flatten().collect())
    }

    /// What a label announces.
    pub fn field(&self, label: &str) -> Option<Field> {
        if label.len() > LONGEST {
            return None;
        }
        self.named(&key(label))
    }

    fn named(&self, key: &str) -> Option<Field> {
        let own = self.0.get(key).copied();
        own.or_else(|| {
            let known = WORDS
                .iter()
                .find(|(_, words)| words.split('|').any(|word| word == key));
            known.map(|(field, _)| *field)
        })
    }

    /// Whether a heading announces both pros and cons, and of what.
    pub fn combined<'t>(&self, heading: &'t str) -> Option<Combined<'t>> {
        if heading.len() > 2 * LONGEST {
            return None;
        }
        let tokens = tokens(heading);
        let start = numbering(&tokens);
        let (first, at) = self.side(&tokens, start)?;
        let at = at + usize::from(is_one_of(tokens.get(at), AND));
        let (second, at) = self.side(&tokens, at)?;
        let is_pro = |field: Field| field == Field::Pros;
        if is_pro(first) == is_pro(second) {
            return None;
        }
        let rest = tokens.get(at + 1).filter(|_| is_one_of(tokens.get(at), OF));
        let subject = rest.map(|(_, range)| heading[range.start..].trim());
        Some(Combined { subject })
    }

    /// The longest label of pros, cons or trade-offs that begins at a token, and the token behind it.
    fn side(&self, tokens: &[(String, Range<usize>)], at: usize) -> Option<(Field, usize)> {
        (1..=2).rev().find_map(|count| {
            let words = tokens.get(at..at + count)?;
            let words: Vec<&str> = words.iter().map(|(word, _)| word.as_str()).collect();
            let field = self.named(&words.join(" "))?;
            let is_side = matches!(field, Field::Pros | Field::Cons | Field::TradeOffs);
            is_side.then_some((field, at + count))
        })
    }
}

/// A field by its name in the settings.
fn field(name: &str) -> Option<Field> {
    Some(match name.replace('-', "_").as_str() {
        "pros" => Field::Pros,
        "cons" => Field::Cons,
        "use_when" => Field::UseWhen,
        "avoid_when" => Field::AvoidWhen,
        "summary" => Field::Summary,
        "aliases" => Field::Aliases,
        "related" => Field::Related,
        _ => return None,
    })
}

/// What labels are compared by: their words without numbers before them, and without names of emoji (`:tada:`).
fn key(label: &str) -> String {
    let tokens = tokens(without_shortcode(label));
    let words = tokens[numbering(&tokens)..].iter();
    words
        .map(|(word, _)| word.as_str())
        .collect::<Vec<_>>()
        .join(" ")
}

/// How many tokens before a label are its number.
fn numbering(tokens: &[(String, Range<usize>)]) -> usize {
    let is_number =
        |(word, _): &&(String, Range<usize>)| word.bytes().all(|byte| byte.is_ascii_digit());
    let count = tokens.iter().take_while(is_number).count();
    if count == tokens.len() { 0 } else { count }
}

fn is_one_of(token: Option<&(String, Range<usize>)>, words: &[&str]) -> bool {
    token.is_some_and(|(word, _)| words.contains(&word.as_str()))
}

/// The runs of letters and digits of a text, in lower case and without accents, each with its bytes.
pub fn tokens(text: &str) -> Vec<(String, Range<usize>)> {
    let is_part =
        |letter: char| letter.is_alphanumeric() || ('\u{300}'..='\u{36f}').contains(&letter);
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (at, letter) in text.char_indices().filter(|(_, letter)| is_part(*letter)) {
        let end = at + letter.len_utf8();
        match runs.last_mut() {
            Some(run) if run.end == at => run.end = end,
            _ => runs.push(at..end),
        }
    }
    let folded = runs.into_iter().map(|run| (fold(&text[run.clone()]), run));
    folded.collect()
}

/// A text without the name of an emoji before it, as in `:white_check_mark: Pros`.
pub fn without_shortcode(text: &str) -> &str {
    let text = text.trim_start();
    let rest = text.strip_prefix(':').and_then(|rest| rest.split_once(':'));
    match rest {
        Some((name, rest)) if is_shortcode(name) => rest,
        _ => text,
    }
}

fn is_shortcode(name: &str) -> bool {
    let is_part =
        |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"_+-".contains(&byte);
    !name.is_empty() && name.bytes().all(is_part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decoration_makes_no_difference() {
        let labels = Labels::new(&BTreeMap::new());
        let check =
            |label: &str, field: Option<Field>| assert_eq!(labels.field(label), field, "{label}");
        for label in [
            "Pros",
            "PROS:",
            "✅ Pros",
            "1. Pros",
            "1.2) Pros",
            "pros…",
            ":white_check_mark: Pros",
            "3️⃣ Pros",
        ] {
            check(label, Some(Field::Pros));
        }
        check("Trade-offs", Some(Field::TradeOffs));
        check("Tradeoffs", Some(Field::TradeOffs));
        check("When *not* to use it?", Some(Field::AvoidWhen));
        check("Stärken", Some(Field::Pros));
        check("Sta\u{308}rken", Some(Field::Pros));
        check("Cas d’usage", Some(Field::UseWhen));
        check("Debilidades", Some(Field::Cons));
        for other in ["", "1.", "Prospects", "Pros and cons", "No pros", "Pros 2"] {
            check(other, None);
        }
        check(&"pros ".repeat(100), None);
    }

    #[test]
    fn a_book_adds_words() {
        let words = |words: &[&str]| words.iter().map(|word| (*word).to_string()).collect();
        let own = [
            ("pros".to_string(), words(&["Klare Stärke"])),
            ("avoid-when".to_string(), words(&["Finger weg"])),
            ("colour".to_string(), words(&["Red"])),
        ];
        let labels = Labels::new(&own.into());
        assert_eq!(labels.field("klare stärke:"), Some(Field::Pros));
        assert_eq!(labels.field("Finger weg"), Some(Field::AvoidWhen));
        assert_eq!(labels.field("Red"), None);
        assert_eq!(labels.field("Benefits"), Some(Field::Pros));
    }

    #[test]
    fn combined_headings_name_both_sides() {
        let labels = Labels::new(&BTreeMap::new());
        let check = |heading: &str, expected: Option<Option<&str>>| {
            let found = labels.combined(heading);
            assert_eq!(found.map(|found| found.subject), expected, "{heading}");
        };
        check("Pros and cons", Some(None));
        check("2. Pros & Cons", Some(None));
        check("⚖️ Strengths / weaknesses", Some(None));
        check("Drawbacks and benefits", Some(None));
        check(
            "Benefits and trade-offs of Event Sourcing",
            Some(Some("Event Sourcing")),
        );
        check("Vor- und Nachteile", None);
        check("Vorteile und Nachteile von Caches", Some(Some("Caches")));
        check("Pros and cons, in short", Some(None));
        check("Pros", None);
        check("Trade-offs", None);
        check("Costs and trade-offs", None);
        check("Pros and benefits", None);
        check("Benefits of costs", None);
    }

    #[test]
    fn the_words_are_written_as_they_are_compared() {
        let mut seen: BTreeMap<&str, Field> = BTreeMap::new();
        for (field, word) in WORDS
            .iter()
            .flat_map(|(field, words)| words.split('|').map(move |word| (*field, word)))
        {
            assert_eq!(key(word), word);
            let other = seen.insert(word, field);
            assert!(
                other.is_none_or(|other| other == field),
                "{word} in two fields"
            );
        }
    }
}
