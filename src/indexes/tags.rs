//! All tags in groups, and what the page of each shows.
//!
//! In: the tags with their pages, the entries. Out: [`TagGroup`]s and [`TagPage`]s.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::catalogue::entry::Entry;
use crate::catalogue::place::Link;
use crate::catalogue::tags::DescribedTag;
use crate::indexes::listed::{Slice, TagGroup, TagPage};
use crate::path::input::ContentPath;
use crate::path::output::folded;
use crate::words::Words;

/// How many companions of a tag are named.
const MOST_COMPANIONS: usize = 12;
/// From so many common pages on, two tags often stand together.
const OFTEN: usize = 2;

/// The tags by kind, those without one last; by first letter, if the book has no kinds of tags.
pub fn groups(tags: &[DescribedTag], words: &Words) -> Vec<TagGroup> {
    let has_kinds = tags.iter().any(|tag| tag.group.is_some());
    let mut groups: BTreeMap<(bool, String, String), TagGroup> = BTreeMap::new();
    for tag in tags {
        let label = match (&tag.group, has_kinds) {
            (Some(group), _) => title(group),
            (None, true) => words.other_tags.to_string(),
            (None, false) => initial(&tag.label),
        };
        let is_rest = has_kinds && tag.group.is_none() || label == "#";
        let key = (is_rest, folded(&label), label.clone());
        let group = groups.entry(key).or_insert_with(|| TagGroup {
            label,
            tags: Vec::new(),
            single: Vec::new(),
        });
        let link = link(tag);
        match tag.pages.len() {
            1 => group.single.push(link),
            count => group.tags.push((link, tag.description.clone(), count)),
        }
    }
    groups.into_values().collect()
}

/// The page of each tag by permalink. `slices` makes tables of entries.
pub fn pages(
    tags: &[DescribedTag],
    entries: &[Arc<Entry>],
    slices: impl Fn(&[Arc<Entry>]) -> Vec<Slice>,
) -> BTreeMap<String, Arc<TagPage>> {
    let mut on_page: BTreeMap<&ContentPath, Vec<usize>> = BTreeMap::new();
    for (index, tag) in tags.iter().enumerate() {
        for page in &tag.pages {
            on_page.entry(page).or_default().push(index);
        }
    }
    let mut carriers: BTreeMap<&str, Vec<Arc<Entry>>> = BTreeMap::new();
    for entry in entries {
        let own: BTreeSet<&str> = entry.tags.iter().map(String::as_str).collect();
        for tag in own {
            carriers.entry(tag).or_default().push(entry.clone());
        }
    }
    let page = |(index, tag): (usize, &DescribedTag)| {
        let mut common: BTreeMap<usize, usize> = BTreeMap::new();
        let companions = tag.pages.iter().filter_map(|page| on_page.get(page));
        for other in companions.flatten().filter(|other| **other != index) {
            *common.entry(*other).or_default() += 1;
        }
        let mut common: Vec<(usize, usize)> = common
            .into_iter()
            .filter(|(_, count)| *count >= OFTEN)
            .collect();
        common.sort_by_key(|(other, count)| (Reverse(*count), *other));
        common.truncate(MOST_COMPANIONS);
        let companion = |(other, count)| Some((link(tags.get(other)?), count));
        let carried = carriers.get(tag.permalink.as_str());
        let page = TagPage {
            label: tag.label.clone(),
            description: tag.description.clone(),
            slices: slices(carried.map_or(&[][..], Vec::as_slice)),
            often_with: common.into_iter().filter_map(companion).collect(),
        };
        (tag.permalink.clone(), Arc::new(page))
    };
    tags.iter().enumerate().map(page).collect()
}

fn link(tag: &DescribedTag) -> Link {
    Link {
        label: tag.label.clone(),
        url: tag.url.clone(),
    }
}

/// The key of a group as a heading: `use-case` becomes `Use case`.
fn title(key: &str) -> String {
    let words = key.replace(['-', '_'], " ");
    let mut letters = words.trim().chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => key.to_string(),
    }
}

/// The letter under which a label stands.
fn initial(label: &str) -> String {
    match folded(label).chars().next() {
        Some(letter) if letter.is_alphabetic() => letter.to_uppercase().collect(),
        _ => "#".to_string(),
    }
}
