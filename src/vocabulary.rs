//! The tags that a book has words for.
//!
//! In: `tags.yml`, and `[catalogue.tags]` of `book.toml`, which describe one set of tags. Out: [`Vocabulary`], which
//! says what tag a name on a page stands for, and findings on declarations that contradict each other.

use std::collections::{BTreeMap, BTreeSet};

use crate::card::Tag;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::path::anchor::slug;
use crate::path::input::InputPath;
use crate::path::output::folded;
use crate::value::keys::{Keys, nearest};
use crate::value::node::{Node, Value};

/// A tag as one file declares it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TagDeclaration {
    /// What pages write.
    pub key: String,
    /// `label`: what readers see.
    pub label: Option<String>,
    /// `permalink`: the last part of its address.
    pub permalink: Option<String>,
    /// `description`: a sentence about it.
    pub description: Option<String>,
    /// `group`: what kind of tag it is.
    pub group: Option<String>,
    /// `aliases`: what pages may write instead.
    pub aliases: Option<Vec<String>>,
    /// Where the key stands.
    pub place: Span,
}

/// A declared tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// What pages write.
    pub key: String,
    /// What readers see.
    pub label: String,
    /// A sentence about it.
    pub description: Option<String>,
    /// What kind of tag it is.
    pub group: Option<String>,
    /// Where it is declared.
    pub place: Span,
}

/// All declared tags.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Vocabulary {
    /// Tags by the last part of their address.
    pub words: BTreeMap<String, Word>,
    /// The last part of an address by what pages may write.
    names: BTreeMap<String, String>,
}

/// Reads a table of tags. `wrong` and `unknown` are the codes of values of the wrong type and of unknown keys.
pub fn declarations(
    node: &Node,
    file: &InputPath,
    place: &str,
    (wrong, unknown): (Code, Code),
) -> (Vec<TagDeclaration>, Vec<Diagnostic>) {
    let mut found = Keys::new(node, file, wrong, place).rest().0;
    let mut tags = Vec::new();
    for (key, value) in node.entries() {
        let place = match place.is_empty() {
            true => key.name.clone(),
            false => format!("{place}.{}", key.name),
        };
        let empty = Node::empty_map(value.range.start);
        let value = match value.value {
            Value::Null => &empty,
            _ => value,
        };
        let mut keys = Keys::new(value, file, wrong, &place);
        let aliases = keys.texts("aliases");
        tags.push(TagDeclaration {
            key: key.name.clone(),
            label: keys.text("label").filter(|label| !label.is_empty()),
            permalink: keys
                .text("permalink")
                .map(|path| path.trim_matches('/').to_string()),
            description: keys.text("description"),
            group: keys.text("group"),
            aliases: aliases.map(|names| names.into_iter().map(|(name, _)| name).collect()),
            place: Span::new(file, key.range.clone()),
        });
        found.extend(keys.finish(unknown));
    }
    (tags, found)
}

impl TagDeclaration {
    /// Both declarations of one key; the first value of each field, and the first field on which they disagree.
    fn join(self, other: &TagDeclaration) -> (TagDeclaration, Option<&'static str>) {
        let differs = |one: &Option<String>, other: &Option<String>| {
            one.as_ref()
                .zip(other.as_ref())
                .is_some_and(|(one, other)| one != other)
        };
        let aliases = self.aliases.as_ref().zip(other.aliases.as_ref());
        let fields = [
            ("label", differs(&self.label, &other.label)),
            ("permalink", differs(&self.permalink, &other.permalink)),
            (
                "description",
                differs(&self.description, &other.description),
            ),
            ("group", differs(&self.group, &other.group)),
            ("aliases", aliases.is_some_and(|(one, other)| one != other)),
        ];
        let field = fields.into_iter().find(|(_, differs)| *differs);
        let joined = TagDeclaration {
            label: self.label.or(other.label.clone()),
            permalink: self.permalink.or(other.permalink.clone()),
            description: self.description.or(other.description.clone()),
            group: self.group.or(other.group.clone()),
            aliases: self.aliases.or(other.aliases.clone()),
            ..self
        };
        (joined, field.map(|(name, _)| name))
    }
}

impl Vocabulary {
    /// All declarations as one. What contradicts an earlier one is reported and left out.
    pub fn new(
        tags_file: &[TagDeclaration],
        book: &[TagDeclaration],
    ) -> (Vocabulary, Vec<Diagnostic>) {
        let mut found = Vec::new();
        let others: BTreeMap<&str, &TagDeclaration> =
            book.iter().map(|tag| (tag.key.as_str(), tag)).collect();
        let keys: BTreeSet<&str> = tags_file.iter().map(|tag| tag.key.as_str()).collect();
        let only_book = book.iter().filter(|tag| !keys.contains(tag.key.as_str()));
        let mut vocabulary = Vocabulary::default();
        let mut aliases = Vec::new();
        for tag in tags_file.iter().chain(only_book) {
            let other = others
                .get(tag.key.as_str())
                .filter(|other| other.place != tag.place);
            let (tag, conflict) = match other {
                Some(other) => tag.clone().join(other),
                None => (tag.clone(), None),
            };
            if let (Some(field), Some(other)) = (conflict, other) {
                let message = format!(
                    "two files disagree on the `{}` of the tag `{}`",
                    field, tag.key
                );
                found.push(contradiction(
                    message,
                    other.place.clone(),
                    tag.place.clone(),
                ));
            }
            let permalink = tag.permalink.clone().filter(|path| !path.is_empty());
            let permalink = permalink.unwrap_or_else(|| permalink_of(&tag.key));
            let label = tag.label.clone().unwrap_or_else(|| capitalised(&tag.key));
            if let Some(first) = vocabulary.words.get(&permalink) {
                let message = format!(
                    "the tags `{}` and `{}` have one address",
                    first.key, tag.key
                );
                found.push(contradiction(
                    message,
                    tag.place.clone(),
                    first.place.clone(),
                ));
                continue;
            }
            for name in [tag.key.clone(), folded(&label)] {
                vocabulary
                    .names
                    .entry(name)
                    .or_insert_with(|| permalink.clone());
            }
            for alias in tag.aliases.unwrap_or_default() {
                aliases.push((alias, permalink.clone(), tag.place.clone()));
            }
            let word = Word {
                key: tag.key,
                label,
                description: tag.description,
                group: tag.group,
                place: tag.place,
            };
            vocabulary.words.insert(permalink, word);
        }
        for (alias, permalink, place) in aliases {
            let known = vocabulary
                .names
                .entry(alias.clone())
                .or_insert_with(|| permalink.clone());
            if *known != permalink
                && let Some(word) = vocabulary.words.get(known)
            {
                let message = format!("`{alias}` stands for the tag `{}` already", word.key);
                found.push(contradiction(message, place, word.place.clone()));
            }
        }
        (vocabulary, found)
    }

    /// Whether nothing is declared, so that any tag will do.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The declared tag that one on a page stands for, by its key, an alias or the label that readers see.
    pub fn resolve(&self, tag: &Tag) -> Option<Tag> {
        if tag.permalink.is_some() {
            return None;
        }
        let name = tag.label.trim();
        let permalink = self
            .names
            .get(name)
            .or_else(|| self.names.get(&folded(name)))?;
        Some(Tag {
            label: self.words.get(permalink)?.label.clone(),
            permalink: Some(permalink.clone()),
        })
    }

    /// The finding on a tag that stands for no declared one, without its place.
    pub fn undeclared(&self, tag: &Tag) -> Option<Diagnostic> {
        if self.is_empty() || self.resolve(tag).is_some() {
            return None;
        }
        let finding = Diagnostic::new(
            Code::C044,
            format!("the tag `{}` is not declared", tag.label),
        );
        if tag.permalink.is_some() && self.names.contains_key(tag.label.trim()) {
            return Some(finding.help("write its name alone; its address is declared"));
        }
        Some(
            match nearest(&tag.label, self.names.keys().map(String::as_str)) {
                Some(near) => finding.help(format!("did you mean `{near}`?")),
                None => finding.help("add it to `tags.yml`, or use a tag that is declared there"),
            },
        )
    }
}

fn contradiction(message: String, at: Span, first: Span) -> Diagnostic {
    Diagnostic::new(Code::C041, message)
        .at(at)
        .also(first, "declared here first")
        .help("say it once")
}

fn permalink_of(key: &str) -> String {
    match slug(key.trim()) {
        empty if empty.is_empty() => "tag".to_string(),
        kebab => kebab,
    }
}

fn capitalised(key: &str) -> String {
    let mut letters = key.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}
