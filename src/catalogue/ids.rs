//! Ids of entries, each once.
//!
//! In: the entries of the book as their pages name them. Out: the same, each with an id of its own, without sections
//! that a page of their own stands for; and findings on ids that two entries want.

use std::collections::{BTreeMap, BTreeSet};

use crate::catalogue::entries::Draft;
use crate::catalogue::findings::{At, Author, Finding};
use crate::diagnostic::Code;
use crate::entry_keys::KeyPath;
use crate::path::anchor::Anchor;
use crate::path::fold::fold;
use crate::path::input::ContentPath;

/// Sections for which a page stands: the page of the section, its heading, the file of the page that stands for it.
pub type FullPages = BTreeMap<(ContentPath, Anchor), ContentPath>;

/// Gives every entry an id of its own.
pub fn settle(drafts: &mut Vec<Draft<'_>>, found: &mut Vec<Finding>) -> FullPages {
    let full_pages = replaced(drafts);
    drafts.retain(|draft| match &draft.entry.anchor {
        Some(anchor) => !full_pages.contains_key(&(draft.entry.page.clone(), anchor.clone())),
        None => true,
    });
    qualify(drafts, found);
    report_twins(drafts, found);
    let mut taken = BTreeSet::new();
    for draft in drafts.iter_mut() {
        let entry = &mut draft.entry;
        if taken.contains(&entry.id) {
            let base = match entry.anchor {
                Some(_) => format!("{}-{}", draft.card.id, entry.id),
                None => entry.path_id.replace('/', "-"),
            };
            let numbered = (2..).map(|number: u64| format!("{base}-{number}"));
            let free = [base.clone()].into_iter().chain(numbered);
            entry.id = free
                .into_iter()
                .find(|id| !taken.contains(id))
                .unwrap_or(base);
        }
        taken.insert(entry.id.clone());
        if entry.anchor.is_some() {
            let folder = match crate::catalogue::tree::path_id(draft.card).rsplit_once('/') {
                Some((folder, _)) => format!("{folder}/"),
                None => String::new(),
            };
            entry.path_id = format!("{folder}{}", entry.id);
        }
    }
    full_pages
}

/// The sections whose id or one of whose names is that of a page.
fn replaced(drafts: &[Draft<'_>]) -> FullPages {
    let mut pages: BTreeMap<String, &ContentPath> = BTreeMap::new();
    let is_page = |draft: &&Draft<'_>| draft.entry.anchor.is_none();
    for draft in drafts.iter().filter(is_page) {
        for name in names(draft) {
            pages.entry(name).or_insert(&draft.entry.page);
        }
    }
    let sections = drafts.iter().filter_map(|draft| {
        let anchor = draft.entry.anchor.clone()?;
        let page = names(draft).find_map(|name| pages.get(&name).copied())?;
        Some(((draft.entry.page.clone(), anchor), page.clone()))
    });
    sections.collect()
}

/// The names of an entry, folded.
fn names(draft: &Draft<'_>) -> impl Iterator<Item = String> {
    let entry = &draft.entry;
    let aliases = entry.aliases.iter().map(|alias| fold(alias));
    [fold(&entry.id), fold(&entry.title)]
        .into_iter()
        .chain(aliases)
}

/// Sections that want one id all get that of their page before it.
fn qualify(drafts: &mut [Draft<'_>], found: &mut Vec<Finding>) {
    let mut wanted: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, draft) in drafts.iter().enumerate() {
        if draft.entry.anchor.is_some() && !draft.is_id_given {
            wanted
                .entry(draft.entry.id.clone())
                .or_default()
                .push(index);
        }
    }
    for (id, claims) in wanted.into_iter().filter(|(_, claims)| claims.len() > 1) {
        for (number, index) in claims.iter().enumerate() {
            // Of many claims, each names its neighbour.
            let other = claims[if number == 0 { 1 } else { number - 1 }];
            let own = &drafts[*index];
            let qualified = format!("{}-{id}", own.card.id);
            let at = place(own);
            let page = own.entry.page.clone();
            let message =
                format!("another section is called `{id}` too, so this one is `{qualified}`");
            found.push(
                Finding::new(Code::C083, &page, at, message)
                    .also(place(&drafts[other]), "the other one")
                    .help("give it an id of its own with `entry_ids` in the front matter"),
            );
            drafts[*index].entry.id = qualified;
        }
    }
}

/// Ids that are the same, or the same but for case.
fn report_twins(drafts: &[Draft<'_>], found: &mut Vec<Finding>) {
    let mut first: BTreeMap<String, &Draft<'_>> = BTreeMap::new();
    let mut by_path: Vec<&Draft<'_>> = drafts.iter().collect();
    by_path.sort_by_key(|draft| (&draft.entry.page, draft.section));
    for draft in by_path {
        let id = &draft.entry.id;
        let Some(other) = first.get(&id.to_lowercase()) else {
            first.insert(id.to_lowercase(), draft);
            continue;
        };
        let message = match other.entry.id == *id {
            true => format!("the id `{id}` belongs to another entry"),
            false => format!(
                "the id `{id}` differs from `{}` by case only",
                other.entry.id
            ),
        };
        let page = &other.entry.page;
        found.push(
            Finding::new(Code::C009, &draft.entry.page, place(draft), message)
                .label("the second one")
                .also(place(other), "the first one")
                .help(format!(
                    "give one of the two another `id`; the first stands on `{page}`"
                )),
        );
    }
}

/// Where the id of an entry is written, or what it is made from.
fn place(draft: &Draft<'_>) -> At {
    let page = &draft.entry.page;
    match (draft.section, &draft.entry.anchor) {
        (Some(_), Some(anchor)) if draft.is_id_given => {
            let path = KeyPath::of("entry_ids").key(anchor.as_str());
            At::Value(Author::Page(page.clone()), path)
        }
        (Some(section), _) => At::Section(page.clone(), section),
        (None, _) => At::Value(Author::Page(page.clone()), KeyPath::of("id")),
    }
}
