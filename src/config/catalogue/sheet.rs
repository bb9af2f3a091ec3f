//! What the readers of this folder share.
//!
//! In: tables of `[catalogue]`. Out: rows with ids that are well formed and stand once, and findings on tables that
//! cannot be used.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic, Span};
use crate::path::input::InputPath;
use crate::value::keys::{Keys, nearest};
use crate::value::node::{Node, Value};

/// The most known names that a finding lists.
const MOST_NAMES: usize = 12;

/// The most tables of one sort: more than any book shows, and few enough to be compared with each other.
const MOST_ROWS: usize = 1000;

/// `book.toml` being read, and what was found so far.
#[derive(Debug)]
pub(crate) struct Sheet<'a> {
    /// The file.
    pub(crate) file: &'a InputPath,
    /// The findings.
    pub(crate) found: Vec<Diagnostic>,
}

/// A table with an id.
#[derive(Debug)]
pub(crate) struct Row<'n> {
    /// The id.
    pub(crate) id: String,
    /// Where it stands.
    pub(crate) range: Range<usize>,
    /// How messages name the table: `catalogue.quality`.
    pub(crate) place: String,
    /// The other keys.
    pub(crate) keys: Keys<'n>,
}

impl<'a> Sheet<'a> {
    /// The keys of a table, compared without regard to `-` and `_`.
    pub(crate) fn keys<'n>(&self, node: &'n Node, place: &str) -> Keys<'n>
    where
        'a: 'n,
    {
        Keys::new(node, self.file, Code::B003, place).folding()
    }

    /// Ends a table: what nobody took is unknown.
    pub(crate) fn close(&mut self, keys: Keys) {
        self.found.extend(keys.finish(Code::C075));
    }

    /// Reports a table or value that cannot be used.
    pub(crate) fn invalid(&mut self, range: Range<usize>, message: String, help: &str) {
        let finding = Diagnostic::new(Code::C076, message);
        self.found
            .push(finding.at(Span::new(self.file, range)).help(help));
    }

    /// Reports a name that nothing has, with the nearest of those that are known.
    pub(crate) fn unknown<'k>(
        &mut self,
        code: Code,
        range: Range<usize>,
        message: String,
        name: &str,
        known: impl Iterator<Item = &'k str>,
    ) {
        let known: Vec<&str> = known.collect();
        let finding = Diagnostic::new(code, message).at(Span::new(self.file, range));
        self.found.push(match nearest(name, known.iter().copied()) {
            Some(near) => finding.help(format!("did you mean `{near}`?")),
            None if known.is_empty() => finding.help("none is declared"),
            None => {
                let shown: Vec<String> = known
                    .iter()
                    .take(MOST_NAMES)
                    .map(|name| format!("`{name}`"))
                    .collect();
                let more = if known.len() > MOST_NAMES {
                    ", …"
                } else {
                    ""
                };
                finding.help(format!("known: {}{more}", shown.join(", ")))
            }
        });
    }

    /// The rows of a list of tables, each with an `id` that stands once. `what` names a row: `a quality`.
    pub(crate) fn rows<'n>(
        &mut self,
        node: Option<&'n Node>,
        place: &str,
        what: &str,
    ) -> Vec<Row<'n>>
    where
        'a: 'n,
    {
        let Some(node) = node else {
            return Vec::new();
        };
        let Value::List(items) = &node.value else {
            let finding =
                Diagnostic::new(Code::B003, format!("`{place}` must be a list of tables"))
                    .at(Span::new(self.file, node.range.clone()))
                    .label(format!("this is {}", node.kind()))
                    .help(format!("write `[[{place}]]` above each of them"));
            self.found.push(finding);
            return Vec::new();
        };
        let mut first: BTreeMap<String, Range<usize>> = BTreeMap::new();
        let mut rows = Vec::new();
        if let Some(surplus) = items.get(MOST_ROWS) {
            let message = format!("there are more than {MOST_ROWS} tables `{place}`");
            self.invalid(
                surplus.range.clone(),
                message,
                "remove the rest; they are not read",
            );
        }
        for item in items.iter().take(MOST_ROWS) {
            let mut keys = self.keys(item, place);
            let Some((id, range)) = keys.spanned_text("id") else {
                if matches!(item.value, Value::Map(_)) && item.get("id").is_none() {
                    let first = item.entries().first().map(|(key, _)| key.range.clone());
                    let range = first.unwrap_or_else(|| item.range.clone());
                    self.invalid(range, format!("{what} has no `id`"), "add `id`");
                }
                self.found.extend(keys.rest().0);
                continue;
            };
            if !self.check_id(&id, range.clone(), what) {
                self.found.extend(keys.rest().0);
                continue;
            }
            if let Some(before) = first.get(&id) {
                let finding =
                    Diagnostic::new(Code::C076, format!("`{id}` is the id of {what} already"))
                        .at(Span::new(self.file, range))
                        .label("here again")
                        .also(Span::new(self.file, before.clone()), "here first")
                        .help("remove one of the two, or give it another id");
                self.found.push(finding);
                self.found.extend(keys.rest().0);
                continue;
            }
            first.insert(id.clone(), range.clone());
            rows.push(Row {
                id,
                range,
                place: place.to_string(),
                keys,
            });
        }
        rows
    }

    /// The entries of a table whose keys are ids.
    pub(crate) fn named<'n>(
        &mut self,
        node: Option<&'n Node>,
        place: &str,
        what: &str,
    ) -> Vec<Row<'n>>
    where
        'a: 'n,
    {
        let Some(node) = node else {
            return Vec::new();
        };
        let table = Keys::new(node, self.file, Code::B003, place);
        self.found.extend(table.rest().0);
        let mut rows = Vec::new();
        for (key, value) in node.entries().iter().take(MOST_ROWS) {
            if !self.check_id(&key.name, key.range.clone(), what) {
                continue;
            }
            let place = format!("{place}.{}", key.name);
            rows.push(Row {
                id: key.name.clone(),
                range: key.range.clone(),
                keys: self.keys(value, &place),
                place,
            });
        }
        rows
    }

    /// Whether an id is made of lower-case letters, digits and single hyphens; `_` may stand for hyphens in names that
    /// are keys.
    fn check_id(&mut self, id: &str, range: Range<usize>, what: &str) -> bool {
        let is_part = |part: &str| {
            let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
            !part.is_empty() && part.bytes().all(fits)
        };
        let is_id = match what {
            "a relation type" => id.split('_').all(is_part),
            _ => id.split('-').all(is_part),
        };
        if !is_id {
            let help = match what {
                "a relation type" => "write lower-case letters, digits and single `_` between them",
                _ => "write lower-case letters, digits and single hyphens between them",
            };
            self.invalid(
                range,
                format!("the id `{id}` of {what} is not well formed"),
                help,
            );
        }
        is_id
    }
}

/// An id as people read it: `running-cost` as `Running cost`.
pub(crate) fn label_of(id: &str) -> String {
    let words = id.replace(['-', '_'], " ");
    let mut letters = words.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => words,
    }
}
