//! Families, names from A to Z, the ways in from the start page, as a template sees them.
//!
//! In: indexes, and the page they are shown on. Out: [`FamiliesView`], [`FamilyPageView`], [`LettersView`], [`HomeView`],
//! and [`SliceView`], the part of a table that is about some entries.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::catalogue::place::{Link, Listed};
use crate::generated::letters::{Letter, Name};
use crate::indexes::listed::{Family, Home, ListedEntry, Slice};
use crate::path::output::PageUrl;
use crate::view::base::LinkView;
use crate::view::graph::DrawingView;
use crate::view::listed::{CountedLink, Entry};
use crate::view::matrix::{Around, MatrixView};
use crate::words::Words;

/// `families`: all families. Template `families.html`.
#[derive(Clone, Debug, Serialize)]
pub struct FamiliesView {
    /// The families, in the order of the settings.
    pub families: Vec<FamilyLine>,
    /// How many entries they have together.
    pub entries: usize,
}

/// A family in a list.
#[derive(Clone, Debug, Serialize)]
pub struct FamilyLine {
    /// Its name and page.
    pub link: LinkView,
    /// What it holds together.
    pub description: Option<String>,
    /// Its entries.
    pub entries: Vec<LinkView>,
}

/// `family`: a family. Template `family.html`.
#[derive(Clone, Debug, Serialize)]
pub struct FamilyPageView {
    /// Its name.
    pub title: String,
    /// What it holds together.
    pub description: Option<String>,
    /// Its entries, in the order of the sidebar.
    pub entries: Vec<ListedEntryView>,
    /// The tables, as far as they are about it.
    pub slices: Vec<SliceView>,
    /// Its relations.
    pub drawing: Option<DrawingView>,
    /// All families.
    pub others: Vec<LinkView>,
}

/// An entry in a list.
#[derive(Clone, Debug, Serialize)]
pub struct ListedEntryView {
    /// Its name and address.
    pub link: LinkView,
    /// One line about it.
    pub summary: Option<String>,
    /// What its kind is called.
    pub kind: String,
    /// The date of its last review.
    pub reviewed: Option<String>,
}

/// The part of a table that is about some entries.
#[derive(Clone, Debug, Serialize)]
pub struct SliceView {
    /// The part.
    pub matrix: MatrixView,
    /// The whole table, if it has a page.
    pub whole: Option<LinkView>,
}

/// `letters`: all names. Template `a-z.html`.
#[derive(Clone, Debug, Serialize)]
pub struct LettersView {
    /// Names by what they begin with.
    pub letters: Vec<LetterView>,
    /// How many names there are.
    pub count: usize,
}

/// Names that begin alike.
#[derive(Clone, Debug, Serialize)]
pub struct LetterView {
    /// The letter, or what the names have in common.
    pub label: String,
    /// Its id on the page.
    pub anchor: String,
    /// The names.
    pub names: Vec<NameView>,
}

/// A name.
#[derive(Clone, Debug, Serialize)]
pub struct NameView {
    /// The name.
    pub label: String,
    /// The title of what it names, if the name is another one.
    pub title: Option<String>,
    /// Where that is.
    pub href: String,
}

/// `page.home`, `listing.home`: what the start page shows of the catalogue.
#[derive(Clone, Debug, Default, Serialize)]
pub struct HomeView {
    /// The ways in; none in a book without entries.
    pub doors: Vec<DoorView>,
    /// The families with their entries.
    pub families: Vec<FamilyLine>,
    /// The categories and pages that the families do not cover.
    pub others: Vec<Entry>,
    /// The entries with the latest reviews, newest first.
    pub recent: Vec<ListedEntryView>,
}

/// A way in.
#[derive(Clone, Debug, Serialize)]
pub struct DoorView {
    /// What it is called.
    pub label: String,
    /// Where it leads.
    pub links: Vec<CountedLink>,
}

impl FamiliesView {
    /// All families on the page at `own`.
    pub fn new(families: &[Family], own: &PageUrl) -> FamiliesView {
        FamiliesView {
            families: families
                .iter()
                .map(|one| FamilyLine::new(one, own))
                .collect(),
            entries: families.iter().map(|one| one.entries.len()).sum(),
        }
    }
}

impl FamilyLine {
    fn new(family: &Family, own: &PageUrl) -> FamilyLine {
        let entries = family.entries.iter();
        FamilyLine {
            link: LinkView::new(&family.link, own),
            description: family.description.clone(),
            entries: entries
                .map(|entry| LinkView::entry(&entry.name, own))
                .collect(),
        }
    }
}

impl FamilyPageView {
    /// One of the families on the page at `own`.
    pub fn new(
        families: &[Family],
        index: usize,
        own: &PageUrl,
        words: &Words,
    ) -> Option<FamilyPageView> {
        let family = families.get(index)?;
        let entries = family.entries.iter();
        let others = match families.len() {
            1 => &[],
            _ => families,
        };
        let drawing = family.drawing.as_ref();
        Some(FamilyPageView {
            title: family.link.label.to_string(),
            description: family.description.clone(),
            entries: entries
                .map(|entry| ListedEntryView::new(entry, own))
                .collect(),
            slices: SliceView::all(&family.slices, own, words),
            drawing: drawing.map(|drawing| DrawingView::new(drawing, own)),
            others: others
                .iter()
                .map(|one| LinkView::new(&one.link, own))
                .collect(),
        })
    }
}

impl ListedEntryView {
    fn new(entry: &ListedEntry, own: &PageUrl) -> ListedEntryView {
        ListedEntryView {
            link: LinkView::entry(&entry.name, own),
            summary: entry.summary.clone(),
            kind: entry.kind.clone(),
            reviewed: entry.reviewed.clone(),
        }
    }
}

impl SliceView {
    /// All parts of tables on the page at `own`.
    pub fn all(slices: &[Slice], own: &PageUrl, words: &Words) -> Vec<SliceView> {
        let slices = slices.iter().enumerate();
        slices
            .map(|(number, slice)| {
                let around = Around {
                    own,
                    words,
                    orders: &slice.orders,
                    exports: &[],
                    compare: None,
                    tags: &[],
                };
                let mut matrix = MatrixView::new(&slice.matrix, around);
                // Several tables stand on one page, each with parts that are counted from one.
                for part in &mut matrix.parts {
                    part.anchor = format!("{}-of-{}", part.anchor, number + 1);
                }
                SliceView {
                    matrix,
                    whole: slice.whole.as_ref().map(|link| LinkView::new(link, own)),
                }
            })
            .collect()
    }
}

impl LettersView {
    /// All names on the page at `own`.
    pub fn new(letters: &[Letter], own: &PageUrl) -> LettersView {
        let name = |name: &Name| NameView {
            label: name.label.clone(),
            title: name.is_alias.then(|| name.names.title.to_string()),
            href: own.to(&name.names.url, name.names.anchor.as_ref()),
        };
        let view = |(number, letter): (usize, &Letter)| LetterView {
            label: letter.label.clone(),
            anchor: format!("pb-letter-{}", number + 1),
            names: letter.names.iter().map(name).collect(),
        };
        LettersView {
            count: letters.iter().map(|letter| letter.names.len()).sum(),
            letters: letters.iter().enumerate().map(view).collect(),
        }
    }
}

impl HomeView {
    /// The start page's part of the catalogue; `listed` is what the book holds at its top.
    pub fn new(home: &Home, listed: &[Listed], own: &PageUrl) -> HomeView {
        let entries: BTreeSet<&PageUrl> = home.entries.iter().collect();
        let is_covered = |listed: &&Listed| {
            let is_entry = |link: &Link| entries.contains(&link.url);
            match listed.items.is_empty() {
                true => is_entry(&listed.link),
                false => listed.items.iter().all(is_entry),
            }
        };
        let others = listed.iter().filter(|one| !is_covered(one));
        let counted = |(count, link): &(Option<usize>, Link)| CountedLink {
            count: *count,
            link: LinkView::new(link, own),
        };
        let doors = home.doors.iter().map(|door| DoorView {
            label: door.label.clone(),
            links: door.links.iter().map(counted).collect(),
        });
        let families = home.families.iter();
        HomeView {
            doors: doors.collect(),
            families: families.map(|one| FamilyLine::new(one, own)).collect(),
            others: match home.families.is_empty() {
                true => listed.iter().map(|one| Entry::new(one, own)).collect(),
                false => others.map(|one| Entry::new(one, own)).collect(),
            },
            recent: home
                .recent
                .iter()
                .map(|one| ListedEntryView::new(one, own))
                .collect(),
        }
    }
}
