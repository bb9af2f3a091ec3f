//! The tags and keywords that pages have in the end.
//!
//! In: cards, what they inherit, and the vocabulary. Out: cards whose tags are their own and those of their folders and
//! their kind, each under its declared label and address, with their keywords alike; and findings on the vocabulary
//! itself.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::card::{Card, Tag};
use crate::catalogue::tags::permalink;
use crate::catalogue::tree::Cards;
use crate::diagnostic::{Code, Diagnostic};
use crate::entry_keys::{Defaults, KeyPath};
use crate::outline::Outline;

/// What pages inherit, and what their tags are called.
#[derive(Clone, Copy, Debug)]
pub struct Inheritance<'a> {
    /// The defaults of folders.
    pub outline: &'a Outline,
    /// The defaults of kinds.
    pub kinds: &'a BTreeMap<String, Defaults>,
    /// The kind of pages that declare and inherit none.
    pub default_kind: &'a str,
}

impl Inheritance<'_> {
    /// A card with the tags and keywords that its page has in the end: its own first, in their order.
    pub fn settle(&self, card: &Arc<Card>) -> Arc<Card> {
        let folders = self.outline.inherited(&card.path.folder());
        let nearest = folders
            .iter()
            .rev()
            .find_map(|defaults| defaults.declared.kind.as_deref());
        let kind = card
            .declared
            .kind
            .as_deref()
            .or(nearest)
            .unwrap_or(self.default_kind);
        let of_kind = self.kinds.get(kind).into_iter();
        let outer = of_kind.chain(folders.into_iter().map(Arc::as_ref));
        let added: Vec<&Tag> = outer.clone().flat_map(|defaults| &defaults.tags).collect();
        let words: Vec<&String> = outer.flat_map(|defaults| &defaults.keywords).collect();
        let known = |tag: &Tag| self.outline.vocabulary.resolve(tag);
        if added.is_empty() && words.is_empty() && !card.tags.iter().any(|tag| known(tag).is_some())
        {
            return card.clone();
        }
        let settled = |tag: &Tag| known(tag).unwrap_or_else(|| tag.clone());
        let mut tags: Vec<Tag> = card.tags.iter().map(settled).collect();
        let mut seen: BTreeSet<String> = tags.iter().map(permalink).collect();
        for tag in added.into_iter().map(settled) {
            if seen.insert(permalink(&tag)) {
                tags.push(tag);
            }
        }
        let mut keywords = card.keywords.clone();
        let mut seen: BTreeSet<&str> = card.keywords.iter().map(String::as_str).collect();
        keywords.extend(words.into_iter().filter(|word| seen.insert(word)).cloned());
        Arc::new(Card {
            tags,
            keywords,
            ..Card::clone(card)
        })
    }

    /// Findings on inherited tags that are not declared, and on declared ones that no page has.
    pub fn check(&self, cards: &Cards) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        let folders = self.outline.defaults.values().flatten().map(Arc::as_ref);
        for defaults in folders.chain(self.kinds.values()) {
            for (index, tag) in defaults.tags.iter().enumerate() {
                let place = || defaults.place_of(&KeyPath::of("tags").item(index));
                found.extend(
                    self.outline
                        .vocabulary
                        .undeclared(tag)
                        .map(|finding| finding.at(place())),
                );
            }
        }
        let used: BTreeSet<String> = cards
            .values()
            .flat_map(|card| card.tags.iter().map(permalink))
            .collect();
        for (permalink, word) in &self.outline.vocabulary.words {
            if !used.contains(permalink) {
                let message = format!("no page has the tag `{}`", word.key);
                let finding = Diagnostic::new(Code::C045, message).at(word.place.clone());
                found.push(finding.help("use it, or remove it"));
            }
        }
        found
    }
}
