//! Front matter that pages inherit: from a folder, or from their kind.
//!
//! In: a table of keys. Out: [`Defaults`], with the file they came from, so that a finding about an inherited value
//! points there.

use crate::card::Tag;
use crate::declared::Declared;
use crate::diagnostic::{Code, Diagnostic, Severity, Span};
use crate::entry_keys::names::{ALIASES, PAGE, catalogue_key, suspicious, twice};
use crate::entry_keys::place::KeyPath;
use crate::entry_keys::read::declared;
use crate::entry_keys::tags::tags;
use crate::path::input::InputPath;
use crate::value::keys::Keys;
use crate::value::node::{Key, Node, Value};

/// What pages inherit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Defaults {
    /// The keys of the catalogue.
    pub declared: Declared,
    /// Tags that each page has beside its own.
    pub tags: Vec<Tag>,
    /// Words for search engines that each page has beside its own.
    pub keywords: Vec<String>,
    /// The file they were read from.
    pub file: InputPath,
    /// The table they were read from.
    pub node: Node,
}

/// Keys that say who a page is, so that no two pages can share them.
const OWN: [&str; 5] = ["id", "slug", "title", "aliases", "entry_ids"];

/// Keys of a page that are inherited beside those of the catalogue.
const ADDED: [&str; 2] = ["tags", "keywords"];

impl Defaults {
    /// Reads the defaults of a folder, whose keys messages put after `place`.
    pub fn of_folder(
        node: &Node,
        file: &InputPath,
        text: &str,
        place: &str,
    ) -> (Defaults, Vec<Diagnostic>) {
        read(node, file, text, place, &OWN)
    }

    /// Reads the defaults of a kind, which cannot hold a kind.
    pub fn of_kind(
        node: &Node,
        file: &InputPath,
        text: &str,
        place: &str,
    ) -> (Defaults, Vec<Diagnostic>) {
        read(node, file, text, place, &[&OWN[..], &["kind"]].concat())
    }

    /// The place of a value.
    pub fn place_of(&self, path: &KeyPath) -> Span {
        Span::new(&self.file, path.value_in(&self.node))
    }

    /// The place of a key.
    pub fn key_of(&self, path: &KeyPath) -> Span {
        Span::new(&self.file, path.key_in(&self.node))
    }
}

fn read(
    node: &Node,
    file: &InputPath,
    text: &str,
    place: &str,
    refused: &[&str],
) -> (Defaults, Vec<Diagnostic>) {
    let mut keys = Keys::new(node, file, Code::C004, place);
    let tags = tags(&mut keys, file).into_iter().map(|(tag, _)| tag);
    let words = keys.texts("keywords").unwrap_or_default().into_iter();
    let (tags, keywords) = (tags.collect(), words.map(|(word, _)| word).collect());
    let (mut found, rest) = keys.rest();
    let mut kept = Vec::new();
    for entry in rest {
        match refusal(&entry.0, place, refused, file) {
            Some(finding) => found.push(finding),
            None => kept.push(entry.clone()),
        }
    }
    found.extend(suspicious(&kept, &[], file));
    let known = |name: &str| catalogue_key(name).map(str::to_string);
    found.extend(twice(node, known, file));
    let kept = Node {
        value: Value::Map(kept),
        range: node.range.clone(),
    };
    let (declared, more) = declared(&kept, file, text, place);
    found.extend(more);
    let defaults = Defaults {
        declared,
        tags,
        keywords,
        file: file.clone(),
        node: node.clone(),
    };
    (defaults, found)
}

/// The finding on a key that defaults may not hold, or that has no effect in them.
fn refusal(key: &Key, place: &str, refused: &[&str], file: &InputPath) -> Option<Diagnostic> {
    let is_alias = ALIASES.contains(&key.name.as_str());
    let known = match is_alias {
        true => Some("aliases"),
        false => catalogue_key(&key.name),
    };
    let name = known.unwrap_or(&key.name);
    let whole = match place.is_empty() {
        true => key.name.clone(),
        false => format!("{place}.{}", key.name),
    };
    let is_refused = refused.contains(&name);
    if !is_refused && (!PAGE.contains(&name) || ADDED.contains(&name)) {
        return None;
    }
    let mut finding = Diagnostic::new(Code::C004, format!("`{whole}` cannot be inherited"))
        .at(Span::new(file, key.range.clone()))
        .label("not read")
        .help("write it on the pages themselves");
    if !is_refused {
        finding.severity = Severity::Warning;
    }
    Some(finding)
}
