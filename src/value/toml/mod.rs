//! TOML to a node.
//!
//! In: a text in TOML; the byte at which it begins in its file; bounds. Out: [`Reading`]: the value with what could be
//! read, and all faults of the text. Dates and times are texts, numbers stay as they are written but for `_`.

mod shape;

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue, Error};

use crate::value::node::{Bounds, Fault, FaultKind, Key, MOST_FAULTS, Node, Reading, Value};
use crate::value::toml::shape::{Shape, measure};

/// Reads a text. `offset` is the byte of the file at which it begins.
pub fn read(text: &str, offset: usize, bounds: Bounds) -> Reading {
    let shape = measure(text, bounds);
    if let Some(mut fault) = shape.limit {
        fault.range = fault.range.start + offset..fault.range.end + offset;
        return Reading {
            node: Node::empty_map(offset),
            faults: vec![fault],
        };
    }
    let (table, errors) = DeTable::parse_recoverable(text);
    let reader = Reader { text, offset };
    let mut faults: Vec<Fault> = errors
        .iter()
        .take(MOST_FAULTS)
        .map(|error| reader.fault(error, &shape))
        .collect();
    faults.sort_by_key(|fault| (fault.range.start, fault.range.end));
    faults.dedup();
    Reading {
        node: Node {
            value: reader.table(table.into_inner()),
            range: offset..offset + text.len(),
        },
        faults,
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
        let written = self.inside(value.span());
        let range = self.shifted(value.span());
        let value = match value.into_inner() {
            DeValue::String(text) => Value::String(text.into_owned()),
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

    fn fault(&self, error: &Error, shape: &Shape) -> Fault {
        println!("{error:?}");
        let range = self.inside(error.span().unwrap_or_default());
        let opening = shape
            .openings
            .get(&range.start)
            .filter(|_| error.message().starts_with("unclosed"));
        let range = opening.cloned().unwrap_or(range);
        Fault {
            message: error.message().to_string(),
            range: self.shifted(range),
            kind: FaultKind::Syntax,
            help: String::new(),
        }
    }

    /// A range moved into the text and onto character borders.
    fn inside(&self, range: Range<usize>) -> Range<usize> {
        let start = self.text.floor_char_boundary(range.start);
        start..self.text.floor_char_boundary(range.end).max(start)
    }

    fn shifted(&self, range: Range<usize>) -> Range<usize> {
        let range = self.inside(range);
        range.start + self.offset..range.end + self.offset
    }
}

#[cfg(test)]
mod explore {
    use super::*;
    #[test]
    fn explore() {
        for text in [
            "a = 1_000\nb = 0xFF\nc = 1e3\nd = 2026-09-01T10:00:00Z\ne = 'x'\n[f]\ng = [1, {h = 2}]\n[[i]]\nj=1\n[[i]]\n",
            "a = yes\nb = 1\n",
            "a = \"x\nb = 1\n",
            "a = [1, 2\nb = 1\n",
            "a = {b = 1\nc = 2\n",
            "a: b\nc = 1\n",
            "a\nb = 1\n",
            "a =\nb = 1\n",
            "[a\nb = 1\n",
            "[a]\n[a]\n",
            "a = 1\na = 2\n",
            "a = 1\na.b = 2\n",
            "a = {b = 1, b = 2}\n",
            "[a]\nb = 1\n[a.b]\nc = 1\n",
            "a = 'x' y\nb = 2\n",
            "a = 1.2.3\n",
            "a = 2026-02-30\n",
            "a = \"\\q\"\n",
            "= 1\n",
            "a = \"\"\"x\n",
            "a b = 1\n",
            "a = 1 b = 2\n",
            "[[a]]\n[a]\n",
            "[a.b]\n[a]\nb = 1\n",
            "ä = 1\n",
            "title = Foo bar\n",
            "a = [1 2]\n",
            "a = tru\n",
            "a = 01\n",
            "]\n",
            "[]\n",
            "a.b = 1\na.b = 2\n",
            "a = \u{0}\n",
            "'a' = 1\na = 2\n",
            "[a]\nx.y = 1\n[a.x]\nz = 2\n",
        ] {
            println!("=== {text:?}");
            let r = read(text, 0, Bounds::default());
            for f in &r.faults {
                println!(
                    "  !! {} at {:?} {:?} {:?}",
                    f.message,
                    f.range,
                    &text[f.range.clone()],
                    f.kind
                );
            }
            println!("  {:?}", r.node.value);
        }
    }
}
