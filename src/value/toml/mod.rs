//! TOML to a node.
//!
//! In: a text in TOML; the byte at which it begins in its file; bounds. Out: [`Reading`]: the value with what could be
//! read, and all faults of the text. Dates and times are texts, numbers stay as they are written but for `_`.

mod shape;
mod explain;

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::value::node::{Bounds, Fault, FaultKind, Key, MOST_FAULTS, Node, Reading, Value};
use crate::value::toml::explain::{explain, inside};
use crate::value::toml::shape::measure;

/// Reads a text. `offset` is the byte of the file at which it begins.
pub fn read(text: &str, offset: usize, bounds: Bounds) -> Reading {
    let shape = measure(text, bounds);
    let reader = Reader { text, offset };
    if let Some(fault) = shape.limit {
        return Reading {
            node: Node::empty_map(offset),
            faults: vec![reader.placed(fault)],
        };
    }
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut faults: Vec<Fault> = errors
        .iter()
        .take(MOST_FAULTS)
        .map(|error| explain(text, &shape, error))
        .collect();
    faults.sort_by_key(|fault| (fault.range.start, fault.range.end));
    // An open bracket swallows what follows; what the library says of that is no fault of its own.
    let open = shape.openings.values().map(|opening| opening.start).min();
    faults.retain(|fault| open.is_none_or(|open| fault.range.start <= open));
    faults.dedup();
    Reading {
        node: Node {
            value: reader.table(table.into_inner()),
            range: offset..offset + text.len(),
        },
        faults: faults
            .into_iter()
            .map(|fault| reader.placed(fault))
            .collect(),
    }
}

struct Reader<'t> {
    text: &'t str,
    offset: usize,
}

impl Reader<'_> {
    /// A table, in the order of the file. Nesting is bounded before.
    fn table(&self, table: DeTable) -> Value {
        let mut entries: Vec<(Key, Node)> = table
            .into_iter()
            .filter(|(name, _)| !name.span().is_empty())
            .map(|(name, value)| {
                let key = Key {
                    range: self.shifted(name.span()),
                    name: name.into_inner().into_owned(),
                };
                (key, self.node(value))
            })
            .collect();
        entries.sort_by_key(|(key, _)| key.range.start);
        Value::Map(entries)
    }

    fn node(&self, value: Spanned<DeValue>) -> Node {
        let written = inside(self.text, &value.span());
        let range = self.shifted(value.span());
        let value = match value.into_inner() {
            DeValue::String(text) => Value::String(text.into_owned()),
            // A number that is none has no digits.
            DeValue::Integer(number) if number.as_str().is_empty() => Value::Null,
            DeValue::Float(number) if number.as_str().is_empty() => Value::Null,
            DeValue::Integer(number) => Value::Number(number.to_string()),
            DeValue::Float(number) => Value::Number(number.to_string()),
            DeValue::Boolean(flag) => Value::Bool(flag),
            DeValue::Datetime(_) => Value::String(self.text[written].to_string()),
            DeValue::Array(items) => {
                Value::List(items.into_iter().map(|item| self.node(item)).collect())
            }
            DeValue::Table(table) => self.table(table),
        };
        Node { value, range }
    }

    /// A fault with its place in the file.
    fn placed(&self, mut fault: Fault) -> Fault {
        fault.range = self.shifted(fault.range);
        if let FaultKind::DuplicateKey(first) = &mut fault.kind {
            *first = self.shifted(first.clone());
        }
        fault
    }

    fn shifted(&self, range: Range<usize>) -> Range<usize> {
        let range = inside(self.text, &range);
        range.start + self.offset..range.end + self.offset
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::sample::{places, shown};
    use proptest::prelude::{any, prop_assert, proptest};
    use std::time::Instant;

    #[test]
    fn values_keep_their_order_and_their_digits() {
        let check = |text: &str, expected: &str| {
            let reading = read(text, 0, Bounds::default());
            assert_eq!(shown(&reading.node), expected, "{text}");
            assert_eq!(reading.faults, [], "{text}");
        };
        check("", "{}");
        check("b = 1\na = 1_000\n", "{b: 1, a: 1000}");
        check(
            "a = 0xFF\nb = +1.50\nc = inf\n",
            "{a: 0xFF, b: +1.50, c: inf}",
        );
        check(
            "a = 2026-09-01\nb = 2026-09-01 10:00:00Z\n",
            r#"{a: "2026-09-01", b: "2026-09-01 10:00:00Z"}"#,
        );
        check(
            "a = 'b'\nc = \"\\u00e4\"\nd = true\n",
            r#"{a: "b", c: "ä", d: true}"#,
        );
        check(
            "a.b = 1\na.c = [2, {d = 3}]\n[e.f]\ng = 4\n",
            "{a: {b: 1, c: [2, {d: 3}]}, e: {f: {g: 4}}}",
        );
        check(
            "[[a]]\nb = 1\n[[a]]\n[a.c]\nd = 2\n",
            "{a: [{b: 1}, {c: {d: 2}}]}",
        );
    }

    #[test]
    fn what_stands_around_a_fault_is_kept() {
        let check = |text: &str, expected: &str| {
            let reading = read(text, 0, Bounds::default());
            assert!(!reading.faults.is_empty(), "{text}");
            assert_eq!(shown(&reading.node), expected, "{text}");
        };
        check("a = 1\nb = 1.2.3\nc = 3\n", "{a: 1, b: null, c: 3}");
        check("a = 1\na = 2\nb = 3\n", "{a: 1, b: 3}");
        check("a = 1\n= 2\nb = 3\n", "{a: 1, b: 3}");
    }

    #[test]
    fn both_places_of_a_key_are_known() {
        let check = |text: &str, second: Range<usize>, first: Range<usize>| {
            let reading = read(text, 10, Bounds::default());
            let faults: Vec<(Range<usize>, FaultKind)> = reading
                .faults
                .into_iter()
                .map(|fault| (fault.range, fault.kind))
                .collect();
            assert_eq!(faults, [(second, FaultKind::DuplicateKey(first))], "{text}");
        };
        check("a = 1\n'a' = 2\n", 16..19, 10..11);
        check("[a]\nb = 1\n[c]\n[a]\n", 25..26, 11..12);
        check("a = {b = 1, b = 2}\n", 22..23, 15..16);
        check("[a]\nb = 1\n[a.b]\n", 23..24, 14..15);
        check("[[a]]\nb = 1\n[[a]]\nb = 1\nb = 2\n", 34..35, 28..29);
        check("a.b = 1\na.b.c = 2\n", 20..21, 12..13);
    }

    #[test]
    #[expect(
        clippy::disallowed_methods,
        reason = "the time of the reader is what is tested"
    )]
    fn bounds_hold_within_two_seconds_whatever_is_written() {
        let check = |name: &str, text: &str| {
            let start = Instant::now();
            let reading = read(text, 0, Bounds::default());
            let seconds = start.elapsed().as_secs_f64();
            assert!(seconds < 2.0, "{name}: {seconds} s");
            reading
                .faults
                .into_iter()
                .any(|fault| fault.kind == FaultKind::Limit)
        };
        assert!(check("brackets", &format!("a = {}", "[".repeat(100_000))));
        check("headers of brackets", &"[[".repeat(100_000));
        assert!(check("braces", &format!("a = {}", "{a = ".repeat(100_000))));
        assert!(check(
            "closed braces",
            &format!("a = {}1{}", "{a = ".repeat(200), "}".repeat(200))
        ));
        assert!(check("dots", &format!("{}a = 1", "a.".repeat(100_000))));
        assert!(check(
            "dots in a header",
            &format!("[{}a]", "a.".repeat(100_000))
        ));
        let dotted = format!("{{{}a = ", "a.".repeat(60)).repeat(60);
        assert!(check("dots in braces", &format!("x = 1\nx = {dotted}1")));
        assert!(check(
            "dots in open braces",
            &format!("x = 1\nx = {}", dotted.replace('{', "{\n] ,\n"))
        ));
        assert!(check("values", &format!("a = [{}]", "1,".repeat(100_001))));
        assert!(check("tables", &"[[a]]\n".repeat(100_001)));
        check("equal keys", &"a = 1\n".repeat(30_000));
        check("equal headers", &"[a]\n".repeat(30_000));
        check("faults", &"a = b c\n".repeat(30_000));
        check("quotes", &"a = \"\n".repeat(30_000));
        check("open brackets", &"a = [\n".repeat(30_000));
        check("open headers", &"[a\n".repeat(30_000));
        check("signs", &"= . ,\n".repeat(30_000));
    }

    proptest! {
        #[test]
        fn places_lie_inside_the_text(text in proptest::prop_oneof![any::<String>(), "([a-cä]|[.=,\\[\\]{}#'\" \n\t\r\u{feff}1-]| = |\n){0,60}"]) {
            let reading = read(&text, 3, Bounds::default());
            for range in places(&reading) {
                prop_assert!(range.start >= 3 && text.get(range.start - 3..range.end - 3).is_some(), "{:?} in {:?}", range, text);
            }
        }
    }
}
