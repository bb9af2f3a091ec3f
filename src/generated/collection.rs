//! What generated pages are made from.
//!
//! In: the model, the entries in the order of the sidebar, the relations. Out: [`Collection`], which also knows the
//! order of the titles, so that every order of a generated page ends in one that is total and independent of the order
//! of files.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::catalogue::entry::Entry;
use crate::model::{Family, Model};
use crate::path::fold::fold;
use crate::words::Words;

/// The part of the catalogue that generated pages show.
#[derive(Clone, Debug)]
pub struct Collection<'a> {
    /// What is measured, and with which words.
    pub model: &'a Model,
    /// The words of the interface.
    pub words: &'a Words,
    /// The entries that lists may name, in the order of the sidebar.
    pub entries: &'a [Arc<Entry>],
    /// For each entry, its place in the order of titles: case and accents aside, then ids.
    pub title_ranks: Vec<usize>,
    by_id: BTreeMap<&'a str, usize>,
    families: BTreeMap<&'a str, usize>,
}

impl<'a> Collection<'a> {
    /// Puts the titles in order.
    pub fn new(model: &'a Model, words: &'a Words, entries: &'a [Arc<Entry>]) -> Collection<'a> {
        let mut order: Vec<usize> = (0..entries.len()).collect();
        order.sort_by_cached_key(|index| {
            let entry = &entries[*index];
            (
                fold(&entry.title),
                entry.id.as_str(),
                entry.path_id.as_str(),
            )
        });
        let mut title_ranks = vec![0; entries.len()];
        for (rank, index) in order.into_iter().enumerate() {
            title_ranks[index] = rank;
        }
        let ids = entries.iter().enumerate().rev();
        let families = model.families.iter().enumerate().rev();
        Collection {
            model,
            words,
            entries,
            title_ranks,
            by_id: ids.map(|(index, entry)| (&*entry.id, index)).collect(),
            families: families
                .map(|(index, family)| (&*family.id, index))
                .collect(),
        }
    }

    /// An entry by its id.
    pub fn find(&self, id: &str) -> Option<usize> {
        self.by_id.get(id).copied()
    }

    /// The entries of a kind, in the order of the sidebar.
    pub fn of_kind(&self, kind: &str) -> Vec<usize> {
        let all = self.entries.iter().enumerate();
        all.filter(|(_, entry)| entry.kind == kind)
            .map(|(index, _)| index)
            .collect()
    }

    /// The family of an entry, if the model knows it.
    pub fn family(&self, entry: &Entry) -> Option<&'a Family> {
        let index = self.families.get(entry.family.as_deref()?)?;
        self.model.families.get(*index)
    }

    /// The place of an entry's group: families in their order, then the entries without one by the label of their kind.
    pub fn group_key(&self, entry: &'a Entry) -> (usize, &'a str) {
        let family = entry.family.as_deref();
        match family.and_then(|family| self.families.get(family)) {
            Some(index) => (*index, ""),
            None => (usize::MAX, self.kind_label(&entry.kind)),
        }
    }

    /// What readers see of the group of an entry.
    pub fn group_label(&self, entry: &'a Entry) -> &'a str {
        match self.family(entry) {
            Some(family) => &family.label,
            None => self.kind_label(&entry.kind),
        }
    }

    /// What readers see of a kind.
    pub fn kind_label(&self, kind: &'a str) -> &'a str {
        let kind_of = self.model.kinds.get(kind);
        kind_of.map_or(kind, |kind| kind.label.as_str())
    }
}
