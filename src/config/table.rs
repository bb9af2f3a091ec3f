//! One table of `book.toml`, taken apart.
//!
//! In: a table and the name that messages give it. Out: typed values, and findings about keys that are unknown, wrong,
//! removed from mdBook, or known and without effect in this version.

use std::ops::Range;

use crate::config::written::project_path;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::path::input::InputPath;
use crate::path::scheme::{Address, classify};
use crate::value::keys::Keys;
use crate::value::node::{Node, Value};

/// A table being taken apart: [`Keys`], and what only `book.toml` has.
#[derive(Debug)]
pub(crate) struct Table<'a> {
    /// The keys that are still there.
    pub(crate) keys: Keys<'a>,
    node: &'a Node,
    file: &'a InputPath,
    place: String,
}

/// A key that this version reads past, by the value that asks for nothing: any other has no effect, and says so.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Idle {
    /// True or false.
    Flag(bool),
    /// A number.
    Number(u32),
    /// A text.
    Text(&'static [&'static str]),
    /// A list; the empty one asks for nothing.
    List,
    /// A table; the empty one asks for nothing.
    Table,
}

/// A text and its place, as settings keep it that are judged later.
pub(crate) type Placed<T> = (T, Range<usize>);

impl<'a> Table<'a> {
    /// Starts with a table. `place` is how messages name it: `output.html`, or empty at the top.
    pub(crate) fn new(node: &'a Node, file: &'a InputPath, place: &str) -> Table<'a> {
        Table {
            keys: Keys::new(node, file, Code::B003, place),
            node,
            file,
            place: place.to_string(),
        }
    }

    /// Reports a value that has the right type and cannot be used. `help` says what is allowed.
    pub(crate) fn refuse(&mut self, name: &str, range: Range<usize>, help: &str) {
        let message = format!("`{}` does not take this value", self.name(name));
        let finding = Diagnostic::new(Code::B003, message)
            .at(Span::new(self.file, range))
            .label("this value")
            .help(help);
        self.keys.report(finding);
    }

    /// A file or folder of the project.
    pub(crate) fn path(&mut self, name: &'static str) -> Option<Placed<InputPath>> {
        let (written, range) = self.keys.spanned_text(name)?;
        self.check_path(name, &written, range)
    }

    /// Files of the project.
    pub(crate) fn paths(&mut self, name: &'static str) -> Vec<Placed<InputPath>> {
        let texts = self.keys.texts(name).unwrap_or_default();
        texts
            .into_iter()
            .filter_map(|(written, range)| self.check_path(name, &written, range))
            .collect()
    }

    /// An address that will stand in pages.
    pub(crate) fn address(&mut self, name: &'static str) -> Option<Placed<String>> {
        let (address, range) = self.keys.spanned_text(name)?;
        let Address::Refused(scheme) = classify(&address) else {
            return Some((address, range));
        };
        let message = format!("`{}` has the scheme `{scheme}`", self.name(name));
        let finding = Diagnostic::new(Code::S020, message)
            .at(Span::new(self.file, range))
            .label("not written into any page")
            .help("use an address that begins with `https://`, or a path");
        self.keys.report(finding);
        None
    }

    /// Reads past keys that other versions act on.
    pub(crate) fn idle(&mut self, keys: &[(&'static str, Idle)]) {
        for (name, idle) in keys {
            let Some(node) = self.keys.take(name) else {
                continue;
            };
            if let Some(false) = self.asks_for_nothing(name, node, *idle) {
                self.report_idle(name);
            }
        }
    }

    /// Reads past a table whose keys have no effect, apart from those of `quiet`, which have nothing to act on.
    pub(crate) fn idle_table(
        &mut self,
        name: &'static str,
        keys: &[(&'static str, Idle)],
        quiet: &[&'static str],
    ) {
        let Some(node) = self.keys.take(name) else {
            return;
        };
        let mut table = Table::new(node, self.file, &self.name(name));
        table.idle(keys);
        table.keys.know(quiet);
        for finding in table.finish() {
            self.keys.report(finding);
        }
    }

    /// Reads past the path of something that this version does not use.
    pub(crate) fn idle_path(&mut self, name: &'static str, usual: &str) {
        let Some((written, range)) = self.keys.spanned_text(name) else {
            return;
        };
        let is_empty = written.is_empty();
        if written != usual && (is_empty || self.check_path(name, &written, range).is_some()) {
            self.report_idle(name);
        }
    }

    /// Reports that a key, which has been taken, has no effect.
    pub(crate) fn report_idle(&mut self, name: &str) {
        let message = format!("`{}` has no effect in this version", self.name(name));
        let finding = Diagnostic::new(Code::B019, message)
            .at(self.key_span(name))
            .help("leave it for tools that read it, or remove it");
        self.keys.report(finding);
    }

    /// Reports keys that mdBook had in earlier versions. `help` says what to do.
    pub(crate) fn removed(&mut self, name: &'static str, help: &str) {
        if !self.keys.has(name) {
            return;
        }
        self.keys.know(&[name]);
        let message = format!("`{}` was removed from mdBook", self.name(name));
        let finding = Diagnostic::new(Code::B002, message);
        self.keys.report(finding.at(self.key_span(name)).help(help));
    }

    /// The place of a key; of the table, if it has no such key.
    pub(crate) fn key_span(&self, name: &str) -> Span {
        let mut keys = self.node.entries().iter().map(|(key, _)| key);
        let range = keys
            .find(|key| key.name == name)
            .map_or(&self.node.range, |key| &key.range);
        Span::new(self.file, range.clone())
    }

    /// How messages name a key of this table, without backticks.
    pub(crate) fn name(&self, name: &str) -> String {
        match self.place.is_empty() {
            true => name.to_string(),
            false => format!("{}.{name}", self.place),
        }
    }

    /// All findings; what nobody took is unknown.
    pub(crate) fn finish(self) -> Vec<Diagnostic> {
        self.keys.finish(Code::B001)
    }

    fn check_path(
        &mut self,
        name: &str,
        written: &str,
        range: Range<usize>,
    ) -> Option<Placed<InputPath>> {
        if written.trim().is_empty() {
            self.refuse(name, range, "write a path, or remove the key");
            return None;
        }
        match project_path(written) {
            Ok(path) => Some((path, range)),
            Err(reason) => {
                let message = format!("the path in `{}` {reason}", self.name(name));
                let finding = Diagnostic::new(Code::S010, message)
                    .at(Span::new(self.file, range))
                    .help("write a path below the folder of `book.toml`, without a leading `/`");
                self.keys.report(finding);
                None
            }
        }
    }

    /// `None` if the value has the wrong type, which is reported.
    fn asks_for_nothing(&mut self, name: &str, node: &Node, idle: Idle) -> Option<bool> {
        match (&node.value, idle) {
            (Value::Bool(flag), Idle::Flag(usual)) => Some(*flag == usual),
            (Value::Number(digits), Idle::Number(usual)) => {
                Some(digits.parse() == Ok(f64::from(usual)))
            }
            (Value::String(text), Idle::Text(usual)) => Some(usual.contains(&text.as_str())),
            (Value::List(items), Idle::List) => Some(items.is_empty()),
            (Value::Map(entries), Idle::Table) => Some(entries.is_empty()),
            (_, Idle::Flag(_)) => self.keys.report_wrong(name, node, "true or false"),
            (_, Idle::Number(_)) => self.keys.report_wrong(name, node, "a number"),
            (_, Idle::Text(_)) => self.keys.report_wrong(name, node, "a text"),
            (_, Idle::List) => self.keys.report_wrong(name, node, "a list"),
            (_, Idle::Table) => self.keys.report_wrong(name, node, "a table"),
        }
    }
}

/// What the tests of this folder compare: the code and the marked text of every finding.
#[cfg(test)]
pub(crate) fn marked<'t>(text: &'t str, found: &[Diagnostic]) -> Vec<(&'static str, &'t str)> {
    let mark = |finding: &Diagnostic| {
        let span = finding.at.as_ref();
        let text = span.and_then(|span| text.get(span.range.clone()));
        (finding.code.as_str(), text.unwrap_or_default())
    };
    found.iter().map(mark).collect()
}
