//! Keys taken one at a time, so that one bad key hides no other.
//!
//! In: a table, its file and the codes that a fault in it has. Out: typed values, and diagnostics for values of the
//! wrong type, for keys nobody took, each with the nearest known key.

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic, Span};
use crate::path::input::InputPath;
use crate::value::node::{Key, Node, Value};

/// A table being taken apart.
#[derive(Debug)]
pub struct Keys<'a> {
    entries: Vec<&'a (Key, Node)>,
    file: &'a InputPath,
    wrong: Code,
    place: String,
    known: Vec<&'static str>,
    findings: Vec<Diagnostic>,
    folds: bool,
}

impl<'a> Keys<'a> {
    /// Starts with a table. `place` is how messages name it: `book`, or empty at the top. `wrong` is the code of a
    /// value that has the wrong type. A node that is no table is reported and read as an empty one.
    pub fn new(node: &'a Node, file: &'a InputPath, wrong: Code, place: &str) -> Keys<'a> {
        let mut keys = Keys {
            entries: node.entries().iter().collect(),
            file,
            wrong,
            place: place.to_string(),
            known: Vec::new(),
            findings: Vec::new(),
            folds: false,
        };
        if !matches!(node.value, Value::Map(_)) {
            let name = match place.is_empty() {
                true => "the file".to_string(),
                false => format!("`{place}`"),
            };
            keys.report_kind(&name, node, "a table");
        }
        keys
    }

    /// Compares names without regard to `-` and `_` from here on.
    #[must_use]
    pub fn folding(mut self) -> Keys<'a> {
        self.folds = true;
        self
    }

    /// The value of a key, whatever its type, if it is there and not null.
    pub fn take(&mut self, name: &'static str) -> Option<&'a Node> {
        self.known.push(name);
        let at = self.position(name)?;
        let (_, node) = self.entries.remove(at);
        (node.value != Value::Null).then_some(node)
    }

    /// Whether the key is there, also with the value null.
    pub fn has(&self, name: &str) -> bool {
        self.position(name).is_some()
    }

    fn position(&self, name: &str) -> Option<usize> {
        let mut names = self.entries.iter().map(|(key, _)| key.name.as_str());
        match self.folds {
            true => names.position(|known| is_same_name(known, name)),
            false => names.position(|known| known == name),
        }
    }

    /// The keys that were asked for so far.
    pub fn known(&self) -> &[&'static str] {
        &self.known
    }

    /// A text without white space around it. Numbers and dates where a text is expected become text.
    pub fn text(&mut self, name: &'static str) -> Option<String> {
        self.spanned_text(name).map(|(text, _)| text)
    }

    /// A text and its place.
    pub fn spanned_text(&mut self, name: &'static str) -> Option<(String, Range<usize>)> {
        let node = self.take(name)?;
        match as_text(node) {
            Some(text) => Some((text.trim().to_string(), node.range.clone())),
            None => self.report_wrong(name, node, "a text"),
        }
    }

    /// True or false; `yes`, `no`, `on` and `off` are understood, and quotes around any of them.
    pub fn flag(&mut self, name: &'static str) -> Option<bool> {
        let node = self.take(name)?;
        match &node.value {
            Value::Bool(flag) => Some(*flag),
            Value::String(word)
                if ["yes", "on", "true"].contains(&word.to_lowercase().as_str()) =>
            {
                Some(true)
            }
            Value::String(word)
                if ["no", "off", "false"].contains(&word.to_lowercase().as_str()) =>
            {
                Some(false)
            }
            _ => self.report_wrong(name, node, "true or false"),
        }
    }

    /// A whole number within a range.
    pub fn number(&mut self, name: &'static str, allowed: Range<u64>) -> Option<u64> {
        let node = self.take(name)?;
        let number = match &node.value {
            Value::Number(digits) => digits.parse().ok(),
            _ => None,
        };
        match number.filter(|number| allowed.contains(number)) {
            Some(number) => Some(number),
            None => {
                let expected = format!(
                    "a whole number from {} to {}",
                    allowed.start,
                    allowed.end - 1
                );
                self.report_wrong(name, node, &expected)
            }
        }
    }

    /// A list of texts, each with its place.
    pub fn texts(&mut self, name: &'static str) -> Option<Vec<(String, Range<usize>)>> {
        let node = self.take(name)?;
        let Value::List(items) = &node.value else {
            return self.report_wrong(name, node, "a list of texts");
        };
        let mut texts = Vec::new();
        for item in items {
            match as_text(item) {
                Some(text) => texts.push((text, item.range.clone())),
                None => self
                    .report_wrong::<()>(name, item, "a text")
                    .unwrap_or_default(),
            }
        }
        Some(texts)
    }

    /// One of several words.
    pub fn choice<T: Copy>(&mut self, name: &'static str, choices: &[(&str, T)]) -> Option<T> {
        let (word, range) = self.spanned_text(name)?;
        let found = choices
            .iter()
            .find(|(known, _)| *known == word)
            .map(|(_, value)| *value);
        if found.is_none() {
            let words: Vec<&str> = choices.iter().map(|(known, _)| *known).collect();
            let mut finding = Diagnostic::new(
                self.wrong,
                format!("{} does not take `{word}`", self.name(name)),
            )
            .at(Span::new(self.file, range))
            .label(format!("allowed: {}", words.join(", ")));
            finding = match nearest(&word, words.iter().copied()) {
                Some(near) => finding.help(format!("did you mean `{near}`?")),
                None => finding.help(format!("write one of: {}", words.join(", "))),
            };
            self.findings.push(finding);
        }
        found
    }

    /// Keys that this version knows and leaves alone.
    pub fn know(&mut self, names: &[&'static str]) {
        for name in names {
            self.known.push(name);
        }
        self.entries
            .retain(|(key, _)| !names.contains(&key.name.as_str()));
    }

    /// Adds a finding of the caller's.
    pub fn report(&mut self, finding: Diagnostic) {
        self.findings.push(finding);
    }

    /// Reports a value of the wrong type and returns nothing in its place.
    pub fn report_wrong<T>(&mut self, name: &str, node: &Node, expected: &str) -> Option<T> {
        self.report_kind(&self.name(name), node, expected);
        None
    }

    fn report_kind(&mut self, name: &str, node: &Node, expected: &str) {
        let finding = Diagnostic::new(self.wrong, format!("{name} must be {expected}"))
            .at(Span::new(self.file, node.range.clone()))
            .label(format!("this is {}", node.kind()))
            .help(format!("write {expected}"));
        self.findings.push(finding);
    }

    /// The findings so far and the entries that nobody took.
    pub fn rest(self) -> (Vec<Diagnostic>, Vec<&'a (Key, Node)>) {
        (self.findings, self.entries)
    }

    /// The findings, with every entry that nobody took reported as unknown under `code`.
    pub fn finish(mut self, code: Code) -> Vec<Diagnostic> {
        for (key, _) in std::mem::take(&mut self.entries) {
            let mut finding =
                Diagnostic::new(code, format!("unknown key {}", self.name(&key.name)))
                    .at(Span::new(self.file, key.range.clone()));
            finding = match nearest(&key.name, self.known.iter().copied()) {
                Some(near) => finding.help(format!("did you mean `{near}`?")),
                None => finding.help(format!("known keys here: {}", self.known.join(", "))),
            };
            self.findings.push(finding);
        }
        self.findings
    }

    /// How messages name a key of this table.
    fn name(&self, name: &str) -> String {
        match self.place.is_empty() {
            true => format!("`{name}`"),
            false => format!("`{}.{name}`", self.place),
        }
    }
}

/// Whether two names of keys differ at most by `-` and `_`.
pub fn is_same_name(one: &str, other: &str) -> bool {
    let letters = |name| str::bytes(name).filter(|byte| !b"-_".contains(byte));
    letters(one).eq(letters(other))
}

/// A text, or a number or truth value written where a text belongs.
pub fn as_text(node: &Node) -> Option<String> {
    match &node.value {
        Value::String(text) | Value::Number(text) => Some(text.clone()),
        Value::Bool(flag) => Some(flag.to_string()),
        _ => None,
    }
}

/// The known word nearest to a misspelt one: one change for short words, two for longer ones, none for words of one
/// or two letters, which are all alike; `-` and `_` and case count as equal.
pub fn nearest<'w>(word: &str, known: impl IntoIterator<Item = &'w str>) -> Option<&'w str> {
    let fold = |word: &str| word.to_lowercase().replace('_', "-");
    let folded = fold(word);
    let length = folded.chars().count();
    let allowed = match length {
        0..=2 => 0,
        3..=4 => 1,
        _ => 2,
    };
    known
        .into_iter()
        .filter(|candidate| candidate.chars().count().abs_diff(length) <= allowed)
        .map(|candidate| (strsim::osa_distance(&folded, &fold(candidate)), candidate))
        .filter(|(distance, _)| *distance <= allowed)
        .min()
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_word_is_named_only_if_it_is_near() {
        assert_eq!(nearest("titel", ["title", "tags"]), Some("title"));
        assert_eq!(
            nearest("sidebar_postion", ["sidebar_position"]),
            Some("sidebar_position")
        );
        assert_eq!(nearest("build_dir", ["build-dir"]), Some("build-dir"));
        assert_eq!(nearest("kind", ["id"]), None);
        assert_eq!(nearest("y", ["x"]), None);
        assert_eq!(nearest("flavour", ["title"]), None);
    }
}
