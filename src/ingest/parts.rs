//! Which sections are entries.
//!
//! In: the [`Section`]s of a page, and the rule that holds for it. Out: [`Parts`]: one section for each entry, with
//! everything below its heading, and one for what is left to the page.

use std::collections::BTreeMap;

use crate::declared::{EntryRule, Section};

/// A page, divided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parts {
    /// The sections that are entries, each with its place among those of the page. Their headings are `Some`.
    pub entries: Vec<(usize, Section)>,
    /// What stands in none of them.
    pub rest: Section,
}

/// Divides a page. By [`EntryRule::Auto`] the entries are sibling headings of one level, two at least, that each hold
/// pros and cons; of headings inside one another, the inner ones. By the rules for a level, all sections of it.
pub fn parts(sections: &[Section], rule: EntryRule) -> Parts {
    let is_level = |level: u8| {
        let heading =
            move |section: &Section| section.heading.as_ref().map(|heading| heading.level);
        sections
            .iter()
            .map(move |section| heading(section) == Some(level))
            .collect()
    };
    let is_entry: Vec<bool> = match rule {
        EntryRule::Auto => siblings(sections),
        EntryRule::SecondLevel => is_level(2),
        EntryRule::ThirdLevel => is_level(3),
        EntryRule::Page | EntryRule::None => vec![false; sections.len()],
    };
    let mut parts = Parts {
        entries: Vec::new(),
        rest: Section::default(),
    };
    // The entry that each section belongs to; those above come first.
    let mut owners: Vec<Option<usize>> = Vec::with_capacity(sections.len());
    for (at, (section, is_entry)) in sections.iter().zip(is_entry).enumerate() {
        let above = section
            .above
            .and_then(|above| owners.get(above).copied().flatten());
        let owner = match above {
            None if is_entry => {
                let mut entry = section.clone();
                entry.above = None;
                parts.entries.push((at, entry));
                owners.push(Some(parts.entries.len() - 1));
                continue;
            }
            owner => owner,
        };
        let into = match owner.and_then(|owner| parts.entries.get_mut(owner)) {
            Some((_, entry)) => entry,
            None => &mut parts.rest,
        };
        add(into, section);
        owners.push(owner);
    }
    // A heading such as `Pros and cons of the options` announces what its entries hold.
    parts.rest.is_announced &= parts.entries.is_empty();
    parts
}

/// Sibling headings of one level, two at least, that each hold pros and cons, and no such headings inside.
fn siblings(sections: &[Section]) -> Vec<bool> {
    let count = sections.len();
    let mut holds: Vec<(bool, bool)> = sections
        .iter()
        .map(|section| (!section.pros.is_empty(), !section.cons.is_empty()))
        .collect();
    let mut is_divided = vec![false; count];
    let mut is_entry = vec![false; count];
    let mut below: Vec<Vec<usize>> = vec![Vec::new(); count];
    let mut top = Vec::new();
    for (at, section) in sections.iter().enumerate() {
        match section.above {
            Some(above) if above < at => below[above].push(at),
            _ => top.push(at),
        }
    }
    // What stands below a section comes behind it.
    let groups = (0..count).rev().map(|at| (Some(at), &below[at]));
    for (above, children) in groups.chain([(None, &top)]) {
        let mut levels: BTreeMap<u8, Vec<usize>> = BTreeMap::new();
        for child in children {
            let heading = sections[*child].heading.as_ref();
            if let Some(heading) =
                heading.filter(|_| holds[*child] == (true, true) && !is_divided[*child])
            {
                levels.entry(heading.level).or_default().push(*child);
            }
        }
        let mut is_divided_here = children.iter().any(|child| is_divided[*child]);
        for group in levels.into_values().filter(|group| group.len() > 1) {
            is_divided_here = true;
            group.into_iter().for_each(|child| is_entry[child] = true);
        }
        if let Some(above) = above {
            is_divided[above] = is_divided_here;
            for child in children {
                holds[above].0 |= holds[*child].0;
                holds[above].1 |= holds[*child].1;
            }
        }
    }
    is_entry
}

/// Adds what a section holds to the entry that it is a part of.
fn add(entry: &mut Section, section: &Section) {
    entry.pros.extend_from_slice(&section.pros);
    entry.cons.extend_from_slice(&section.cons);
    entry.neutral.extend_from_slice(&section.neutral);
    entry.use_when.extend_from_slice(&section.use_when);
    entry.avoid_when.extend_from_slice(&section.avoid_when);
    entry.aliases.extend_from_slice(&section.aliases);
    entry.related.extend_from_slice(&section.related);
    entry.is_announced |= section.is_announced;
    if entry.summary.is_none() {
        entry.summary.clone_from(&section.summary);
    }
}
