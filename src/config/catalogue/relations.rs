//! `[catalogue.relations]`: types of relations beside the built-in ones.
//!
//! In: the table. Out: relation types, those of the book behind the built-in ones.

use std::ops::Range;

use crate::config::catalogue::sheet::{Row, Sheet};
use crate::model::RelationType;
use crate::value::node::Node;

/// Reads relation types over the built-in ones.
pub(crate) fn relations(node: Option<&Node>, types: &mut Vec<RelationType>, sheet: &mut Sheet) {
    for mut row in sheet.named(node, "catalogue.relations", "a relation type") {
        let at = types.iter().position(|known| known.id == row.id);
        let known = at.and_then(|at| types.get(at)).cloned();
        let read = relation(&mut row, known.as_ref(), sheet);
        sheet.close(row.keys);
        let Some((read, range)) = read else {
            continue;
        };
        let others = types.iter().filter(|known| known.id != read.id);
        let names = |known: &RelationType| [known.id.clone(), known.inverse.clone()];
        let mut taken = others.flat_map(names);
        if let Some(clash) = taken.find(|name| *name == read.id || *name == read.inverse) {
            let message = format!("`{clash}` would be the name of two relations");
            sheet.invalid(
                range,
                message,
                "give the type, or its `inverse`, another name",
            );
            continue;
        }
        match at.and_then(|at| types.get_mut(at)) {
            Some(known) => *known = read,
            None => types.push(read),
        }
    }
}

/// A type, and the place of its inverse, else of its own name.
fn relation(
    row: &mut Row,
    known: Option<&RelationType>,
    sheet: &mut Sheet,
) -> Option<(RelationType, Range<usize>)> {
    let words = |id: &str| id.replace('_', " ");
    let keys = &mut row.keys;
    let label = keys.text("label");
    let inverse = keys.spanned_text("inverse");
    let inverse_label = keys.text("inverse_label");
    let symmetric = keys.flag("symmetric");
    let acyclic = keys.flag("acyclic");
    let require_why = keys.flag("require_why");
    let range = inverse
        .as_ref()
        .map_or(row.range.clone(), |(_, range)| range.clone());
    let is_symmetric = symmetric.unwrap_or_else(|| {
        let was = known.is_some_and(RelationType::is_symmetric);
        was && inverse.is_none()
    });
    let known_inverse = known.filter(|known| !known.is_symmetric());
    let inverse = match (is_symmetric, inverse, known_inverse) {
        (true, Some((inverse, range)), _) if inverse != row.id => {
            let message = format!("`{}` is symmetric and has an inverse", row.id);
            sheet.invalid(range, message, "remove `inverse` or `symmetric`");
            return None;
        }
        (true, ..) => row.id.clone(),
        (false, Some((inverse, _)), _) => inverse.replace('-', "_"),
        (false, None, Some(known)) => known.inverse.clone(),
        (false, None, None) => {
            let message = format!("the relation type `{}` has no `inverse`", row.id);
            let help = "add `inverse`, what the other page calls it, or `symmetric = true`";
            sheet.invalid(row.range.clone(), message, help);
            return None;
        }
    };
    let label = label.or(known.map(|known| known.label.clone()));
    let label = label.unwrap_or_else(|| words(&row.id));
    let kept = known.filter(|known| known.inverse == inverse);
    let inverse_label = match is_symmetric {
        true => label.clone(),
        false => inverse_label
            .or(kept.map(|known| known.inverse_label.clone()))
            .unwrap_or_else(|| words(&inverse)),
    };
    let read = RelationType {
        id: row.id.clone(),
        label,
        inverse,
        inverse_label,
        is_acyclic: acyclic.unwrap_or(known.is_some_and(|known| known.is_acyclic)),
        requires_why: require_why.unwrap_or(known.is_some_and(|known| known.requires_why)),
    };
    Some((read, range))
}
