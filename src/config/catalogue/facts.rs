//! `[[catalogue.fact]]` and `[[catalogue.family]]`: the ungraded columns, and the groups of the rows.
//!
//! In: the tables, in the order of the columns and groups. Out: facts and families.

use crate::config::catalogue::sheet::{Sheet, label_of};
use crate::model::{Fact, FactKind, Family};
use crate::value::node::Node;

/// The types of a fact.
#[derive(Clone, Copy)]
enum FactType {
    Enum,
    Flag,
    Number,
    Text,
}

/// Reads facts.
pub(crate) fn facts(node: Option<&Node>, sheet: &mut Sheet) -> Vec<Fact> {
    let mut facts = Vec::new();
    let types = [
        ("enum", FactType::Enum),
        ("bool", FactType::Flag),
        ("number", FactType::Number),
        ("text", FactType::Text),
    ];
    for mut row in sheet.rows(node, "catalogue.fact", "a fact") {
        let keys = &mut row.keys;
        let label = keys.text("label").unwrap_or_else(|| label_of(&row.id));
        let fact_type = keys.choice("type", &types);
        let values = keys.texts("values").map(|values| {
            let values = values.into_iter().map(|(value, _)| value);
            values.collect::<Vec<String>>()
        });
        let is_ordered = keys.flag("ordered").unwrap_or_default();
        let is_filter = keys.flag("filter").unwrap_or_default();
        let usual = match values {
            Some(_) => FactType::Enum,
            None => FactType::Text,
        };
        sheet.close(row.keys);
        let kind = match (fact_type.unwrap_or(usual), values) {
            (FactType::Enum, Some(values)) if !values.is_empty() => {
                FactKind::Choice { values, is_ordered }
            }
            (FactType::Enum, _) => {
                let message = format!("the fact `{}` has no values", row.id);
                sheet.invalid(row.range, message, "add `values`, a list of words");
                continue;
            }
            (FactType::Flag, _) => FactKind::Flag,
            (FactType::Number, _) => FactKind::Number,
            (FactType::Text, _) => FactKind::Text,
        };
        facts.push(Fact {
            id: row.id,
            label,
            kind,
            is_filter,
        });
    }
    facts
}

/// Reads families.
pub(crate) fn families(node: Option<&Node>, sheet: &mut Sheet) -> Vec<Family> {
    let mut families = Vec::new();
    for mut row in sheet.rows(node, "catalogue.family", "a family") {
        let keys = &mut row.keys;
        let label = keys.text("label").unwrap_or_else(|| label_of(&row.id));
        let description = keys.text("description");
        let color = keys.number("color_index", 0..256);
        sheet.close(row.keys);
        families.push(Family {
            id: row.id,
            label,
            description,
            color_index: color.and_then(|color| u8::try_from(color).ok()),
        });
    }
    families
}
