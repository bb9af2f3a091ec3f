//! `last_update`.
//!
//! In: the value of the key. Out: [`LastUpdate`]. A date has to name a day that exists; it is kept as it is written.

use crate::card::LastUpdate;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::path::input::InputPath;
use crate::value::date::is_date;
use crate::value::keys::Keys;
use crate::value::node::{Node, Value};

/// `last_update`: a date, an author or both.
pub(crate) fn last_update(node: &Node, file: &InputPath) -> (LastUpdate, Vec<Diagnostic>) {
    let mut keys = Keys::new(node, file, Code::C004, "last_update");
    let author = keys.text("author");
    let mut date = keys.spanned_text("date");
    if let Some((_, range)) = date.take_if(|(date, _)| !is_date(date)) {
        keys.report(
            Diagnostic::new(Code::C004, "`last_update.date` is no date")
                .at(Span::new(file, range))
                .label("this names no day that exists")
                .help("write a date such as `2026-03-31`"),
        );
    } else if author.is_none() && date.is_none() && matches!(node.value, Value::Map(_)) {
        let finding = Diagnostic::new(Code::C004, "`last_update` says nothing")
            .at(Span::new(file, node.range.clone()))
            .help("write `last_update.date`, `last_update.author` or both");
        keys.report(finding);
    }
    let update = LastUpdate {
        date: date.map(|(date, _)| date),
        author,
    };
    (update, keys.finish(Code::C004))
}
