//! What the readers of this folder share.
//!
//! In: a table and what it is called. Out: texts, lists and tables of known keys, with findings about values of the
//! wrong type, keys close to a known one, and texts that an unquoted comma split.

use crate::diagnostic::{Code, Diagnostic, Span};
use crate::path::input::InputPath;
use crate::value::keys::{Keys, as_text, nearest};
use crate::value::node::{Key, Node, Value};

/// A file being read, and what was found so far.
#[derive(Debug)]
pub(crate) struct Reader<'a> {
    /// The file.
    pub(crate) file: &'a InputPath,
    /// All of its text.
    pub(crate) text: &'a str,
    /// How messages name the table that holds the keys; empty for a page.
    pub(crate) place: &'a str,
    /// The findings.
    pub(crate) found: Vec<Diagnostic>,
}

impl<'a> Reader<'a> {
    /// How messages name a key of the outermost table, without backticks.
    pub(crate) fn name(&self, key: &str) -> String {
        match self.place.is_empty() {
            true => key.to_string(),
            false => format!("{}.{key}", self.place),
        }
    }

    /// A text without white space around it; none if it is empty. Anything but a text, number or truth value is
    /// reported.
    pub(crate) fn text(&mut self, node: &Node, place: &str) -> Option<String> {
        match as_text(node) {
            Some(text) => Some(text.trim().to_string()).filter(|text| !text.is_empty()),
            None => self.wrong(node, place, "a text"),
        }
    }

    /// Reports a value of the wrong type.
    pub(crate) fn wrong<T>(&mut self, node: &Node, place: &str, expected: &str) -> Option<T> {
        let finding = Diagnostic::new(Code::C004, format!("`{place}` must be {expected}"))
            .at(self.span(node))
            .label(format!("this is {}", node.kind()));
        self.found.push(match node.value {
            Value::Map(_) if expected.contains("text") => {
                finding.help("put a text that holds `: ` or begins with a sign in quotes")
            }
            _ => finding.help(format!("write {expected}")),
        });
        None
    }

    /// The items of a list. One value may stand in the place of a list that holds it alone; `null` is none.
    pub(crate) fn items<'n>(&self, node: &'n Node) -> &'n [Node] {
        match &node.value {
            Value::Null => &[],
            Value::List(items) => items,
            _ => std::slice::from_ref(node),
        }
    }

    /// Each item of a list as `read` makes it.
    pub(crate) fn list<T>(
        &mut self,
        node: &Node,
        mut read: impl FnMut(&mut Reader<'a>, &Node) -> Option<T>,
    ) -> Vec<T> {
        let items = self.items(node).iter();
        items.filter_map(|item| read(self, item)).collect()
    }

    /// The entries of a table of names that authors give. Anything else is reported, and so are keys without a value
    /// that an unquoted comma made.
    pub(crate) fn entries<'n>(&mut self, node: &'n Node, place: &str) -> Vec<&'n (Key, Node)> {
        if !matches!(node.value, Value::Map(_)) {
            self.wrong::<()>(node, place, "a table");
            return Vec::new();
        }
        let mut entries = Vec::new();
        for entry in node.entries() {
            let is_phrase = entry.0.name.contains(char::is_whitespace);
            match is_phrase && self.is_split(node, entry) {
                true => self.report_split(&entry.0),
                false => entries.push(entry),
            }
        }
        entries
    }

    /// A table of known keys, which are compared without regard to `-` and `_`.
    pub(crate) fn keys<'n>(&self, node: &'n Node, place: &str) -> Keys<'n>
    where
        'a: 'n,
    {
        Keys::new(node, self.file, Code::C004, place).folding()
    }

    /// The text of a key without which a table says nothing.
    pub(crate) fn required(
        &mut self,
        keys: &mut Keys,
        node: &Node,
        name: &'static str,
        place: &str,
    ) -> Option<String> {
        if keys.has(name) {
            return keys.text(name).filter(|text| !text.is_empty());
        }
        let entries = node.entries();
        let first = entries.first().map(|(key, _)| key.range.clone());
        let is_phrase = entries.len() == 1 && name == "text";
        let finding = Diagnostic::new(Code::C004, format!("`{place}` lacks `{name}`"))
            .at(Span::new(
                self.file,
                first.unwrap_or_else(|| node.range.clone()),
            ))
            .label(format!("no `{name}` in this table"))
            .help(match is_phrase {
                true => "a text that holds `: ` must stand in quotes".to_string(),
                false => format!("add `{name}`"),
            });
        self.found.push(finding);
        None
    }

    /// Ends a table: keys that nobody took are reported if an unquoted comma made them or if they are close to a
    /// known one.
    pub(crate) fn close(&mut self, keys: Keys, node: &Node, place: &str) {
        let known = keys.known().to_vec();
        let (findings, rest) = keys.rest();
        self.found.extend(findings);
        for entry in rest {
            let key = &entry.0;
            if self.is_split(node, entry) {
                self.report_split(key);
            } else if let Some(near) = nearest(&key.name, known.iter().copied()) {
                let message = format!("unknown key `{place}.{}`", key.name);
                let finding = Diagnostic::new(Code::C003, message)
                    .at(Span::new(self.file, key.range.clone()))
                    .help(format!("did you mean `{near}`?"));
                self.found.push(finding);
            }
        }
    }

    /// The place of a value.
    pub(crate) fn span(&self, node: &Node) -> Span {
        Span::new(self.file, node.range.clone())
    }

    /// Whether a key without a value stands in a table between braces.
    fn is_split(&self, node: &Node, (_, value): &(Key, Node)) -> bool {
        let table = self.text.get(node.range.clone());
        let is_bare = value.value == Value::Null && value.range.is_empty();
        is_bare && table.is_some_and(|table| table.starts_with('{'))
    }

    fn report_split(&mut self, key: &Key) {
        let finding = Diagnostic::new(Code::C024, "an unquoted comma split this text")
            .at(Span::new(self.file, key.range.clone()))
            .label("read as a key without a value")
            .help("put the text in quotes");
        self.found.push(finding);
    }
}
