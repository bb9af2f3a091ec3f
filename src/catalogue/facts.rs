//! What a page says of facts, judged by the model.
//!
//! In: the layers of a page. Out: one [`FactCell`] for each fact. A wrong value is reported and counts as unknown.

use crate::catalogue::entry::FactCell;
use crate::catalogue::findings::{At, Author, Finding, names, suggest};
use crate::catalogue::inheritance::Layers;
use crate::catalogue::judging::{Judge, MOST_WORDS};
use crate::declared::FactValue;
use crate::diagnostic::Code;
use crate::entry_keys::KeyPath;
use crate::model::{Fact, FactKind};
use crate::path::fold::fold;

impl Judge<'_> {
    /// The facts that hold.
    pub fn facts(&self, layers: &Layers<'_>, found: &mut Vec<Finding>) -> Vec<FactCell> {
        let model = &self.measures.model;
        let mut stated: Vec<Option<(Author, &FactValue)>> = vec![None; model.facts.len()];
        for (author, declared) in layers.from_weakest() {
            for (id, value) in &declared.facts {
                match self.measures.fact(id) {
                    Some(index) => stated[index] = Some((author.clone(), value)),
                    None => found.push(self.unknown_fact(id, author)),
                }
            }
        }
        let judged = model.facts.iter().zip(stated).map(|(fact, stated)| {
            let Some((author, value)) = stated else {
                return FactCell::Unknown;
            };
            fact_cell(fact, value).unwrap_or_else(|| {
                let at = At::Value(author, KeyPath::of("facts").key(&fact.id));
                found.push(self.wrong_fact(fact, value, at));
                FactCell::Unknown
            })
        });
        judged.collect()
    }

    fn unknown_fact(&self, id: &str, author: &Author) -> Finding {
        let at = At::Key(author.clone(), KeyPath::of("facts").key(id));
        let facts = &self.measures.model.facts;
        let ids = || facts.iter().map(|fact| fact.id.as_str());
        let advice = match facts.is_empty() {
            true => "declare it as a `[[catalogue.fact]]` of book.toml".to_string(),
            false => format!("facts of this book: {}", names(ids(), MOST_WORDS)),
        };
        Finding::new(
            Code::C011,
            self.page,
            at,
            format!("there is no fact `{id}`"),
        )
        .help(suggest(id, ids(), advice))
    }

    fn wrong_fact(&self, fact: &Fact, value: &FactValue, at: At) -> Finding {
        let word = written(value);
        let (allowed, advice) = match &fact.kind {
            FactKind::Choice { values, .. } => {
                let values = || values.iter().map(String::as_str);
                let allowed = names(values(), MOST_WORDS);
                (
                    allowed,
                    suggest(&word, values(), "write one of these, `n/a` or `unknown`"),
                )
            }
            FactKind::Flag => (
                "yes, no".to_string(),
                "write `yes`, `no`, `n/a` or `unknown`".into(),
            ),
            FactKind::Number => (
                "a number with at most two decimals".to_string(),
                "write a number, `n/a` or `unknown`".into(),
            ),
            FactKind::Text => ("a text".to_string(), "write a text".into()),
        };
        let message = format!("the fact `{}` does not take `{word}`", fact.id);
        Finding::new(Code::C011, self.page, at, message)
            .label(format!("allowed: {allowed}"))
            .help(advice)
    }
}

/// The value of a fact as its author wrote it.
fn written(value: &FactValue) -> String {
    match value {
        FactValue::Number(number) => number.to_string(),
        FactValue::Flag(_, word) | FactValue::Text(word) => word.clone(),
        FactValue::NotApplicable => "n/a".to_string(),
        FactValue::Unknown => "unknown".to_string(),
    }
}

/// The value of a fact, if it is one that the fact takes. YAML may have made a truth value of a word.
fn fact_cell(fact: &Fact, value: &FactValue) -> Option<FactCell> {
    match (&fact.kind, value) {
        (_, FactValue::NotApplicable) => Some(FactCell::NotApplicable),
        (_, FactValue::Unknown) => Some(FactCell::Unknown),
        (FactKind::Choice { values, .. }, value) => {
            let is_called = |word: &str| {
                let folded = fold(word);
                values.iter().position(|known| fold(known) == folded)
            };
            let words: &[&str] = match value {
                FactValue::Flag(true, _) => &["yes", "on", "true"],
                FactValue::Flag(false, _) => &["no", "off", "false"],
                _ => &[],
            };
            let own = is_called(&written(value));
            let found = own.or_else(|| words.iter().find_map(|word| is_called(word)));
            found.map(FactCell::Choice)
        }
        (FactKind::Flag, FactValue::Flag(flag, _)) => Some(FactCell::Flag(*flag)),
        (FactKind::Number, FactValue::Number(number)) => Some(FactCell::Number(*number)),
        (FactKind::Text, value) => Some(FactCell::Text(written(value))),
        (FactKind::Flag | FactKind::Number, _) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::amount::Amount;

    #[test]
    fn facts_take_values_of_their_kind() {
        let check = |kind: FactKind, value: FactValue, expected: Option<FactCell>| {
            let fact = Fact {
                id: "f".to_string(),
                label: "F".to_string(),
                kind,
                is_filter: false,
            };
            assert_eq!(fact_cell(&fact, &value), expected, "{value:?}");
        };
        let choice = |values: &[&str]| FactKind::Choice {
            values: values.iter().map(|word| word.to_string()).collect(),
            is_ordered: true,
        };
        let text = |word: &str| FactValue::Text(word.to_string());
        let flag = |flag, word: &str| FactValue::Flag(flag, word.to_string());
        let number = FactValue::Number(Amount::whole(2));
        check(
            choice(&["one", "Few"]),
            text("few"),
            Some(FactCell::Choice(1)),
        );
        check(choice(&["one", "few"]), text("many"), None);
        check(
            choice(&["yes", "no"]),
            flag(false, "false"),
            Some(FactCell::Choice(1)),
        );
        check(
            choice(&["off", "no"]),
            flag(false, "no"),
            Some(FactCell::Choice(1)),
        );
        check(
            choice(&["1", "2"]),
            number.clone(),
            Some(FactCell::Choice(1)),
        );
        check(FactKind::Flag, flag(true, "on"), Some(FactCell::Flag(true)));
        check(FactKind::Flag, text("perhaps"), None);
        check(
            FactKind::Number,
            number.clone(),
            Some(FactCell::Number(Amount::whole(2))),
        );
        check(FactKind::Number, text("two"), None);
        check(
            FactKind::Text,
            number,
            Some(FactCell::Text("2".to_string())),
        );
        check(
            FactKind::Text,
            FactValue::NotApplicable,
            Some(FactCell::NotApplicable),
        );
        check(FactKind::Flag, FactValue::Unknown, Some(FactCell::Unknown));
    }
}
