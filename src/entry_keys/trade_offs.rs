//! `trade-offs`: ratings, and what speaks for and against.
//!
//! In: the value of the key. Out: ratings and arguments as written, with findings on what is wrong whatever the scale
//! is: ranges that are none or go backwards, ranges without a word on what they depend on, claims without a source.

use crate::declared::{Argument, Basis, Point, Rating, Written};
use crate::diagnostic::{Code, Diagnostic};
use crate::entry_keys::reader::Reader;
use crate::model::amount::Amount;
use crate::value::keys::{as_text, is_same_name};
use crate::value::node::{Node, Value};

/// Keys of the map that are no qualities.
pub(crate) const RESERVED: [&str; 3] = ["pros", "cons", "neutral"];

/// What `trade-offs` holds.
#[derive(Debug, Default)]
pub(crate) struct TradeOffs {
    pub(crate) ratings: Vec<(String, Rating)>,
    /// Pros, cons and neutral remarks, in the order of [`RESERVED`].
    pub(crate) arguments: [Option<Vec<Argument>>; 3],
}

/// Reads the map.
pub(crate) fn trade_offs(node: &Node, place: &str, reader: &mut Reader) -> TradeOffs {
    let mut read = TradeOffs::default();
    for (key, value) in reader.entries(node, place) {
        let place = format!("{place}.{}", key.name);
        match RESERVED
            .iter()
            .position(|name| is_same_name(name, &key.name))
        {
            Some(_) if value.value == Value::Null => {}
            Some(at) => read.arguments[at] = Some(arguments(value, &place, reader)),
            None => {
                if let Some(rating) = rating(value, &place, reader) {
                    read.ratings.push((key.name.clone(), rating));
                }
            }
        }
    }
    read
}

/// Pros, cons or neutral remarks.
pub(crate) fn arguments(node: &Node, place: &str, reader: &mut Reader) -> Vec<Argument> {
    reader.list(node, |reader, item| {
        if !matches!(item.value, Value::Map(_)) {
            return reader.text(item, place).map(|text| Argument {
                text,
                quality: None,
                why: None,
            });
        }
        let mut keys = reader.keys(item, place);
        let text = reader.required(&mut keys, item, "text", place);
        let (quality, why) = (keys.text("quality"), keys.text("why"));
        reader.close(keys, item, place);
        text.map(|text| Argument { text, quality, why })
    })
}

fn rating(node: &Node, place: &str, reader: &mut Reader) -> Option<Rating> {
    if !matches!(node.value, Value::Map(_)) {
        let value = written(node, place, reader)?;
        check_range(&value, node, false, place, reader);
        return Some(Rating {
            value,
            why: None,
            basis: Basis::default(),
            source: None,
            depends_on: None,
        });
    }
    let mut keys = reader.keys(node, place);
    let has_rating = keys.has("rating");
    let value = keys.take("rating");
    let why = keys.text("why").filter(|why| !why.is_empty());
    let bases = [
        ("argued", Basis::Argued),
        ("measured", Basis::Measured),
        ("cited", Basis::Cited),
    ];
    let basis_node = crate::entry_keys::names::entry(node, "basis").map(|(_, basis)| basis);
    let basis = keys.choice("basis", &bases).unwrap_or_default();
    let source = keys.text("source").filter(|source| !source.is_empty());
    let depends_on = keys.text("depends_on").filter(|text| !text.is_empty());
    if !has_rating {
        reader.required(&mut keys, node, "rating", place);
    }
    reader.close(keys, node, place);
    if let (Some(basis_node), Basis::Measured | Basis::Cited, None) = (basis_node, basis, &source) {
        let word = as_text(basis_node).unwrap_or_default();
        let finding = Diagnostic::new(
            Code::C028,
            format!("`{place}` is {word}, but does not say where that can be read"),
        )
        .at(reader.span(basis_node))
        .label("this needs a `source`")
        .help("add `source`: an address, the title of a reference, or `\"#example\"`");
        reader.found.push(finding);
    }
    let written = match value {
        Some(value) => written(value, place, reader)?,
        None if has_rating => Written::Unknown,
        None => return None,
    };
    let is_explained = why.is_some() || depends_on.is_some();
    check_range(&written, value.unwrap_or(node), is_explained, place, reader);
    Some(Rating {
        value: written,
        why,
        basis,
        source,
        depends_on,
    })
}

/// A value: a number, a word, two of them, or a word that says that there is none.
fn written(node: &Node, place: &str, reader: &mut Reader) -> Option<Written> {
    match &node.value {
        Value::Null => Some(Written::Unknown),
        Value::List(ends) => range(ends, node, place, reader),
        Value::Map(_) => reader.wrong(
            node,
            place,
            "a value of the scale, a range, `n/a` or `unknown`",
        ),
        _ => {
            let text = as_text(node)?;
            let text = text.trim();
            match text.to_lowercase().as_str() {
                "n/a" => Some(Written::NotApplicable),
                "unknown" | "~" | "" => Some(Written::Unknown),
                _ => Some(Written::Point(point(text))),
            }
        }
    }
}

fn point(text: &str) -> Point {
    match Amount::parse(text) {
        Some(amount) => Point::Number(amount),
        None => Point::Label(text.to_string()),
    }
}

/// Two ends. Equal ones are one value.
fn range(ends: &[Node], node: &Node, place: &str, reader: &mut Reader) -> Option<Written> {
    let texts: Vec<String> = ends.iter().filter_map(as_text).collect();
    let [low, high] = texts.as_slice() else {
        return not_a_range(node, place, reader);
    };
    let is_value = |text: &String| !["n/a", "unknown", "~", ""].contains(&text.trim());
    if ends.len() != 2 || !is_value(low) || !is_value(high) {
        return not_a_range(node, place, reader);
    }
    let (low, high) = (point(low.trim()), point(high.trim()));
    match (&low, &high) {
        _ if low == high => Some(Written::Point(low)),
        (Point::Number(first), Point::Number(last)) if first > last => {
            let message = format!("the range of `{place}` goes from {first} down to {last}");
            let finding = Diagnostic::new(Code::C014, message)
                .at(reader.span(node))
                .label("the lower value stands first")
                .help(format!("write `[{last}, {first}]`"));
            reader.found.push(finding);
            None
        }
        _ => Some(Written::Range(low, high)),
    }
}

fn not_a_range(node: &Node, place: &str, reader: &mut Reader) -> Option<Written> {
    let finding = Diagnostic::new(
        Code::C014,
        format!("the range of `{place}` is not two values"),
    )
    .at(reader.span(node))
    .label("a range has a lower and a higher value of the scale")
    .help("write `[lower, higher]`, or one value");
    reader.found.push(finding);
    None
}

fn check_range(
    written: &Written,
    node: &Node,
    is_explained: bool,
    place: &str,
    reader: &mut Reader,
) {
    if is_explained || !matches!(written, Written::Range(..)) {
        return;
    }
    let message = format!("`{place}` is a range, but does not say what it depends on");
    let finding = Diagnostic::new(Code::C016, message)
        .at(reader.span(node))
        .label("it depends: on what?")
        .help("write `{rating: …, depends_on: …}`, or give a `why`");
    reader.found.push(finding);
}
