//! What readers see of facts, and of the keys of a page that can be columns.
//!
//! In: an entry, a fact or a field. Out: [`ShownFact`].

use crate::catalogue::entry::{Baseline, Entry, FactCell};
use crate::generated::cell::SortKey;
use crate::generated::collection::Collection;
use crate::generated::columns::Field;
use crate::model::FactKind;
use crate::model::amount::Amount;
use crate::path::fold::fold;

/// The values of `status`, `maturity` and `level`, in their order.
const STATUS: [&str; 4] = ["draft", "review", "stable", "deprecated"];
const MATURITY: [&str; 4] = ["experimental", "emerging", "established", "legacy"];
const LEVEL: [&str; 3] = ["beginner", "intermediate", "advanced"];

/// A fact or a field, ready to be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownFact {
    /// The value as filters compare it. None if there is none.
    pub value: Option<FactValue>,
    /// What readers see. Empty only for a field that is not set.
    pub text: String,
    /// Whether somebody has said something, be it that the fact does not apply.
    pub is_judged: bool,
    /// Its place when the column is sorted: numbers by size, lists in their order, texts as [`ShownFact::folded`].
    pub sort: SortKey,
    /// A text without case and accents, which settles the order where [`ShownFact::sort`] does not.
    pub folded: String,
}

/// The value of a fact or a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FactValue {
    /// A number.
    Number(Amount),
    /// Yes or no.
    Flag(bool),
    /// An item of a list, an id, a text.
    Text(String),
}

impl ShownFact {
    /// A value with a place in an order.
    fn placed(value: FactValue, text: &str, place: i128) -> ShownFact {
        ShownFact {
            value: Some(value),
            text: text.to_string(),
            is_judged: true,
            sort: SortKey { class: 1, place },
            folded: String::new(),
        }
    }

    /// An item of a list.
    fn item(value: &str, text: &str, place: usize) -> ShownFact {
        let place = i128::try_from(place).unwrap_or(i128::MAX);
        ShownFact::placed(FactValue::Text(value.to_string()), text, place)
    }

    /// A text, ordered as such.
    fn text(text: &str) -> ShownFact {
        ShownFact {
            folded: fold(text),
            ..ShownFact::placed(FactValue::Text(text.to_string()), text, 0)
        }
    }

    fn without_value(text: &str, sort: SortKey) -> ShownFact {
        ShownFact {
            value: None,
            text: text.to_string(),
            is_judged: sort == SortKey::NOT_APPLICABLE,
            sort,
            folded: String::new(),
        }
    }
}

/// A fact of an entry, by its index in the model.
pub fn fact(collection: &Collection, entry: &Entry, index: usize) -> ShownFact {
    let words = collection.words;
    let kind = collection.model.facts.get(index).map(|fact| &fact.kind);
    match (entry.facts.get(index), kind) {
        (Some(FactCell::Choice(choice)), Some(FactKind::Choice { values, .. })) => {
            let value = values.get(*choice).map_or("", String::as_str);
            ShownFact::item(value, value, *choice)
        }
        (Some(FactCell::Flag(flag)), _) => {
            let text = if *flag { words.yes } else { words.no };
            ShownFact::placed(FactValue::Flag(*flag), text, i128::from(*flag))
        }
        (Some(FactCell::Number(number)), _) => {
            let value = FactValue::Number(*number);
            ShownFact::placed(value, &number.to_string(), number.0.into())
        }
        (Some(FactCell::Text(text)), _) => ShownFact::text(text),
        (Some(FactCell::NotApplicable), _) => {
            ShownFact::without_value(words.not_applicable, SortKey::NOT_APPLICABLE)
        }
        _ => ShownFact::without_value(words.not_judged, SortKey::UNKNOWN),
    }
}

/// A key of an entry's page.
pub fn field<'a>(collection: &'a Collection, entry: &'a Entry, field: Field) -> ShownFact {
    let listed = |value: &Option<String>, order: &[&str]| {
        value.as_deref().map(|value| {
            let place = order.iter().position(|known| *known == value);
            ShownFact::item(value, value, place.unwrap_or(order.len()))
        })
    };
    let plain = |value: &Option<String>| value.as_deref().map(ShownFact::text);
    let shown = match field {
        Field::Family => collection.family(entry).map(|family| {
            let (place, _) = collection.group_key(entry);
            ShownFact::item(&family.id, &family.label, place)
        }),
        Field::Kind => {
            let label = collection.kind_label(&entry.kind);
            Some(ShownFact {
                value: Some(FactValue::Text(entry.kind.clone())),
                ..ShownFact::text(label)
            })
        }
        Field::Maturity => listed(&entry.maturity, &MATURITY),
        Field::Status => listed(&entry.status, &STATUS),
        Field::Level => listed(&entry.level, &LEVEL),
        Field::Reviewed => plain(&entry.reviewed),
        Field::Baseline => entry.baseline.as_ref().map(|baseline| match baseline {
            Baseline::Text(text) => ShownFact::text(text),
            Baseline::Entry(id) => match collection.find(id) {
                Some(index) => ShownFact {
                    value: Some(FactValue::Text(id.clone())),
                    ..ShownFact::text(&collection.entries[index].title)
                },
                None => ShownFact::text(id),
            },
        }),
        Field::Summary => plain(&entry.summary),
        Field::Problem => plain(&entry.problem),
        Field::Tags => (!entry.tags.is_empty()).then(|| ShownFact::text(&entry.tags.join(", "))),
    };
    shown.unwrap_or_else(|| ShownFact::without_value("", SortKey::UNKNOWN))
}
