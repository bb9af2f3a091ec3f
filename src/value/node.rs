//! A value and its byte range.
//!
//! In: what the readers of YAML and TOML made. Out: [`Node`]. Numbers keep their digits, so that nothing is rounded
//! and values stay comparable; dates are strings.

use std::ops::Range;

use serde::{Serialize, Serializer};

/// A value and where it stands: bytes of the whole file, not of the block it was read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// What was written.
    pub value: Value,
    /// The bytes of the value, without a key before it.
    pub range: Range<usize>,
}

/// What was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Nothing: `null`, `~` or an empty place.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number without quotes, as written: `1`, `-2.5`, `1e3`.
    Number(String),
    /// Text, and dates without quotes.
    String(String),
    /// A list.
    List(Vec<Node>),
    /// A table, in the order of the file, keys unique.
    Map(Vec<(Key, Node)>),
}

/// A key and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// The key, unquoted.
    pub name: String,
    /// Its bytes in the file.
    pub range: Range<usize>,
}

/// Why a text is no value: an error of the reader, to be given a code by the caller, who knows what was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What is wrong, a sentence in lower case without a full stop.
    pub message: String,
    /// Where.
    pub range: Range<usize>,
    /// What kind of fault.
    pub kind: FaultKind,
    /// What to do; may be empty.
    pub help: String,
}

/// The kinds of fault that callers tell apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// The text breaks the rules of its language.
    Syntax,
    /// A key stands twice in one table; the range is where it stood first.
    DuplicateKey(Range<usize>),
    /// Nested too deep, or more values than allowed.
    Limit,
}

/// What was read and what was wrong with it. With faults, the value holds what could still be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The value; an empty map if nothing could be read.
    pub node: Node,
    /// All faults, in the order of the file.
    pub faults: Vec<Fault>,
}

/// How many faults of one text are told: enough for every text that people write, and a bound on all others.
pub const MOST_FAULTS: usize = 1000;

/// Bounds on metadata, however it is written: `[limits]` of `book.toml`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// Tables and lists inside each other.
    pub depth: usize,
    /// Values in all, aliases counted as often as they are used.
    pub nodes: usize,
}

impl Default for Bounds {
    fn default() -> Bounds {
        Bounds {
            depth: 64,
            nodes: 100_000,
        }
    }
}

impl Serialize for Node {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.value {
            Value::Null => serializer.serialize_unit(),
            Value::Bool(flag) => serializer.serialize_bool(*flag),
            Value::Number(digits) => match digits.parse::<i64>() {
                Ok(whole) => serializer.serialize_i64(whole),
                Err(_) => serializer.serialize_str(digits),
            },
            Value::String(text) => serializer.serialize_str(text),
            Value::List(items) => serializer.collect_seq(items),
            Value::Map(entries) => {
                serializer.collect_map(entries.iter().map(|(key, node)| (&key.name, node)))
            }
        }
    }
}

impl Node {
    /// A table without entries.
    pub fn empty_map(at: usize) -> Node {
        Node {
            value: Value::Map(Vec::new()),
            range: at..at,
        }
    }

    /// The entries of a table; none for any other value.
    pub fn entries(&self) -> &[(Key, Node)] {
        match &self.value {
            Value::Map(entries) => entries,
            _ => &[],
        }
    }

    /// The value of a key, if this is a table that has it.
    pub fn get(&self, name: &str) -> Option<&Node> {
        self.entries()
            .iter()
            .find(|(key, _)| key.name == name)
            .map(|(_, node)| node)
    }

    /// What kind of value it is, for messages: `a list`, `a number`.
    pub fn kind(&self) -> &'static str {
        match self.value {
            Value::Null => "nothing",
            Value::Bool(_) => "true or false",
            Value::Number(_) => "a number",
            Value::String(_) => "a text",
            Value::List(_) => "a list",
            Value::Map(_) => "a table",
        }
    }
}
