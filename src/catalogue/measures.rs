//! What entries are measured with, once the pages are known.
//!
//! In: the model of the settings, and what pages declare. Out: [`Measures`]: the model with the qualities and families
//! that only pages name, if the settings allow that, and everything in it by its names.

use std::collections::{BTreeMap, BTreeSet};

use crate::catalogue::marks::Marks;
use crate::model::{Better, Family, Model, Quality};
use crate::path::anchor::slug;
use crate::path::fold::fold;

/// How many qualities pages may bring. Each is a column of every entry, so there has to be an end.
const MOST_FROM_PAGES: usize = 200;

/// The model by its names.
#[derive(Clone, Debug)]
pub struct Measures {
    /// The model.
    pub model: Model,
    /// Which quality an argument is about.
    pub marks: Marks,
    qualities: BTreeMap<String, usize>,
    facts: BTreeMap<String, usize>,
    families: BTreeSet<String>,
    relations: BTreeMap<String, (usize, bool)>,
}

impl Measures {
    /// The measures of a book whose pages name these qualities and families, in the order of their paths.
    pub fn new<'a>(
        model: &Model,
        qualities: impl Iterator<Item = &'a str>,
        families: impl Iterator<Item = &'a str>,
    ) -> Measures {
        let mut model = model.clone();
        if model.qualities_from_pages {
            let known: BTreeSet<&str> = model.qualities.iter().flat_map(names_of).collect();
            let new: BTreeSet<&str> = qualities.filter(|id| !known.contains(id)).collect();
            let new: Vec<Quality> = new.into_iter().take(MOST_FROM_PAGES).map(quality).collect();
            model.qualities.extend(new);
        }
        if model.families_from_pages {
            let known: BTreeSet<String> = model
                .families
                .iter()
                .map(|family| family.id.clone())
                .collect();
            let mut new: BTreeMap<String, Family> = BTreeMap::new();
            for written in families {
                let id = family_id(written);
                if !id.is_empty() && !known.contains(&id) {
                    new.entry(id).or_insert_with_key(|id| family(id, written));
                }
            }
            let mut new: Vec<Family> = new.into_values().collect();
            new.sort_by_cached_key(|family| (fold(&family.label), family.id.clone()));
            model.families.extend(new);
        }
        let mut by_name = BTreeMap::new();
        let qualities = model.qualities.iter().enumerate();
        // Ids win over other names, the first of two over the second.
        for (index, quality) in qualities.clone() {
            by_name.entry(quality.id.clone()).or_insert(index);
        }
        for (index, quality) in qualities {
            for alias in &quality.aliases {
                by_name.entry(alias.clone()).or_insert(index);
            }
        }
        let facts = model.facts.iter().enumerate();
        let families = model.families.iter();
        let mut relations = BTreeMap::new();
        for (index, kind) in model.relations.iter().enumerate() {
            relations.entry(kind.id.clone()).or_insert((index, false));
        }
        for (index, kind) in model.relations.iter().enumerate() {
            relations
                .entry(kind.inverse.clone())
                .or_insert((index, true));
        }
        Measures {
            marks: Marks::new(&model.qualities),
            qualities: by_name,
            facts: facts
                .map(|(index, fact)| (fact.id.clone(), index))
                .collect(),
            families: families.map(|family| family.id.clone()).collect(),
            relations,
            model,
        }
    }

    /// A quality by its id or another of its ids.
    pub fn quality(&self, id: &str) -> Option<usize> {
        self.qualities.get(id).copied()
    }

    /// A fact by its id.
    pub fn fact(&self, id: &str) -> Option<usize> {
        self.facts.get(id).copied()
    }

    /// The id of a family as a page writes it, if there is such a family.
    pub fn family(&self, written: &str) -> Option<String> {
        if self.families.contains(written) {
            return Some(written.to_string());
        }
        let id = family_id(written);
        (self.model.families_from_pages && self.families.contains(&id)).then_some(id)
    }

    /// A relation type by its key, and whether that is its inverse.
    pub fn relation(&self, key: &str) -> Option<(usize, bool)> {
        self.relations.get(key).copied()
    }

    /// Every key that a relation may be declared with.
    pub fn relation_keys(&self) -> impl Iterator<Item = &str> {
        self.relations.keys().map(String::as_str)
    }
}

fn names_of(quality: &Quality) -> impl Iterator<Item = &str> {
    let aliases = quality.aliases.iter().map(String::as_str);
    [quality.id.as_str()].into_iter().chain(aliases)
}

fn family_id(written: &str) -> String {
    slug(written.trim()).trim_matches('-').to_string()
}

fn family(id: &str, written: &str) -> Family {
    Family {
        id: id.to_string(),
        label: written.trim().to_string(),
        description: None,
        color_index: None,
    }
}

/// A quality that only pages name: more of it is better.
fn quality(id: &str) -> Quality {
    let words = id.replace(['-', '_'], " ");
    let mut letters = words.chars();
    let label: String = match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => id.to_string(),
    };
    Quality {
        id: id.to_string(),
        short: label.clone(),
        label,
        group: None,
        better: Better::Higher,
        weight: 1,
        is_shown: true,
        question: None,
        anchors: Vec::new(),
        labels: BTreeMap::new(),
        aliases: Vec::new(),
        words: Vec::new(),
        maps_to: BTreeMap::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_bring_qualities_and_families_only_if_they_may() {
        let check = |from_pages: bool, qualities: &[&str], families: &[(&str, &str)]| {
            let model = Model {
                qualities: Vec::new(),
                qualities_from_pages: from_pages,
                families_from_pages: from_pages,
                ..Model::default()
            };
            let named = ["cost", "agility", "cost"].into_iter();
            let measures =
                Measures::new(&model, named, ["Web & Co", "data", "web & co"].into_iter());
            let ids: Vec<&str> = measures
                .model
                .qualities
                .iter()
                .map(|one| &*one.id)
                .collect();
            assert_eq!(ids, qualities);
            let found = measures.model.families.iter();
            let found: Vec<(&str, &str)> = found.map(|one| (&*one.id, &*one.label)).collect();
            assert_eq!(found, families);
            measures.family("Web & Co")
        };
        assert_eq!(check(false, &[], &[]), None);
        let families = [("data", "data"), ("web--co", "Web & Co")];
        let found = check(true, &["agility", "cost"], &families);
        assert_eq!(found.as_deref(), Some("web--co"));
    }

    #[test]
    fn what_pages_bring_has_an_end() {
        let model = Model {
            qualities_from_pages: true,
            ..Model::default()
        };
        let ids: Vec<String> = (0..2 * MOST_FROM_PAGES)
            .map(|number| format!("q{number}"))
            .collect();
        let measures = Measures::new(&model, ids.iter().map(String::as_str), std::iter::empty());
        let own = model.qualities.len();
        assert_eq!(measures.model.qualities.len(), own + MOST_FROM_PAGES);
    }
}
