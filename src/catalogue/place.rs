//! What a page shows of others.
//!
//! In: the catalogue and one page of the site. Out: [`Place`]: its neighbourhood, all lists bounded, and where its
//! links lead. Two builds that give a page an equal place need not render it again.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::body::Reference;
use crate::card::{Card, EditLink, Neighbour, State};
use crate::catalogue::entry::Entry;
use crate::catalogue::links::{Destinations, Target};
use crate::catalogue::patterns::Patterns;
use crate::catalogue::related::{MentionedBy, Relation};
use crate::catalogue::tags::{Tags, permalink};
use crate::catalogue::tree::{Branch, Cards, ROOT, Tree, page_by_id};
use crate::path::anchor::Anchor;
use crate::path::input::ContentPath;
use crate::path::output::{OutputPath, PageUrl};

/// The neighbourhood of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// Whether the page stands for the whole book.
    pub is_home: bool,
    /// The top of the sidebar.
    pub sidebar: Vec<Item>,
    /// The list of which the top of the sidebar was cut.
    pub more: Option<Link>,
    /// The way from the start page to the page, both included.
    pub trail: Vec<Link>,
    /// The page before.
    pub previous: Option<Link>,
    /// The page after.
    pub next: Option<Link>,
    /// If the page stands for a category: what that holds.
    pub entries: Vec<Listed>,
    /// The page's tags.
    pub tags: Vec<Link>,
    /// Words for search engines: its own, and those that it inherits.
    pub keywords: Vec<String>,
    /// Its relations.
    pub relations: Vec<Relation>,
    /// The pages that link to it.
    pub mentions: Vec<MentionedBy>,
    /// Where its references lead.
    pub targets: BTreeMap<Reference, Target>,
    /// The entries that it describes: itself, or its sections.
    pub terms: Vec<Term>,
    /// The picture that other sites show of it, if it has one of its own.
    pub image: Option<Image>,
    /// Where its source can be edited.
    pub edit: Option<String>,
}

/// A page by name and address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Its name.
    pub label: Arc<str>,
    /// Its address.
    pub url: PageUrl,
}

/// An entry by what it is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: Arc<str>,
    /// Its other names.
    pub aliases: Vec<String>,
    /// One line about it.
    pub summary: Option<String>,
    /// Where it begins, if it is a section.
    pub anchor: Option<Anchor>,
}

/// A picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Image {
    /// A file of the site.
    File(OutputPath),
    /// A picture of another site.
    External(String),
}

/// An entry of the sidebar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Its name and address.
    pub link: Link,
    /// Whether it is the page shown.
    pub is_current: bool,
    /// Whether it is a category that holds something.
    pub is_category: bool,
    /// Whether its entries are shown.
    pub is_open: bool,
    /// How many pages it holds.
    pub count: usize,
    /// Its entries, if they are shown.
    pub items: Vec<Item>,
    /// The list of which its entries were cut.
    pub more: Option<Link>,
    /// A class of the author's.
    pub class: Option<String>,
    /// Whether it is a draft.
    pub state: State,
}

/// A page or a category in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Its title and address.
    pub link: Link,
    /// One line about it.
    pub summary: Option<Arc<str>>,
    /// If it is a category: how many pages it holds.
    pub count: Option<usize>,
    /// If it is a category: its first entries.
    pub items: Vec<Link>,
}

/// What places are made from.
#[derive(Clone, Copy, Debug)]
pub struct Surroundings<'a> {
    /// The tree.
    pub tree: &'a Tree,
    /// The cards.
    pub cards: &'a Cards,
    /// What can be linked to.
    pub destinations: &'a Destinations,
    /// The tags.
    pub tags: &'a Tags,
    /// The addresses of tags, by permalink.
    pub tag_urls: &'a BTreeMap<String, PageUrl>,
    /// How many entries of one level a page shows.
    pub limit: usize,
}

impl Surroundings<'_> {
    /// The place of a branch of the tree: a page of the author's or a generated category.
    pub fn branch(&self, index: usize) -> Place {
        let trail = self.tree.trail(index);
        let branch = &self.tree.branches[index];
        Place {
            previous: self.neighbour(branch, self.tree.before(index), |card| &card.previous),
            next: self.neighbour(branch, self.tree.after(index), |card| &card.next),
            entries: branch
                .children
                .iter()
                .map(|child| self.listed(*child))
                .collect(),
            is_home: index == ROOT,
            ..self.frame(&trail, Some(index))
        }
    }

    /// The place of a page that stands in no list: what its folder shows.
    pub fn outside(&self, card: &Card) -> Place {
        let in_folder = |branch: &Branch| branch.folder.as_ref() == Some(&card.path.folder());
        let above = self
            .tree
            .branches
            .iter()
            .position(in_folder)
            .unwrap_or(ROOT);
        let mut place = self.frame(&self.tree.trail(above), None);
        place.trail.push(Link {
            label: card.title.as_str().into(),
            url: card.url.clone(),
        });
        place
    }

    /// The place of a generated page that stands beside the tree: `way` leads to it from the start page, itself last.
    pub fn beside(&self, way: impl IntoIterator<Item = Link>) -> Place {
        let mut place = self.frame(&[ROOT], None);
        place.trail.extend(way);
        place
    }

    /// The place of a start page that stands before the book: it lists the same, and leads into it.
    pub fn start(&self) -> Place {
        let own = self.tree.branches.get(ROOT);
        Place {
            entries: self.branch(ROOT).entries,
            next: own.map(|_| self.link(ROOT)),
            is_home: true,
            ..self.elsewhere()
        }
    }

    /// The place of a page without an address of its own.
    pub fn elsewhere(&self) -> Place {
        let mut place = self.frame(&[ROOT], None);
        place.trail.clear();
        place
    }

    /// Adds what the page itself brings: tags, references, edit link.
    pub fn with_card(&self, mut place: Place, card: &Card, edit: Option<String>) -> Place {
        let resolve = |reference: &Reference| {
            (
                reference.clone(),
                self.destinations.resolve(reference, &card.url),
            )
        };
        place.targets = card.mentions.keys().map(resolve).collect();
        let tag = |permalink: String| {
            let label = self.tags.by_permalink.get(&permalink)?.label.clone();
            let url = self.tag_urls.get(&permalink)?.clone();
            Some(Link { label, url })
        };
        let mut seen = BTreeSet::new();
        let permalinks = card.tags.iter().map(permalink);
        let once = permalinks.filter(|permalink| seen.insert(permalink.clone()));
        place.tags = once.filter_map(tag).collect();
        place.image = card.image.as_ref().and_then(|image| match image {
            Reference::External(address) => Some(Image::External(address.clone())),
            image => match self.destinations.resolve(image, &card.url) {
                Target::File(path, _) => Some(Image::File(path)),
                Target::Page { .. } | Target::Missing => None,
            },
        });
        place.keywords.clone_from(&card.keywords);
        place.edit = match &card.edit {
            EditLink::Natural => edit,
            EditLink::Hidden => None,
            EditLink::Url(url) => Some(url.clone()),
        };
        place
    }

    fn frame(&self, trail: &[usize], current: Option<usize>) -> Place {
        let beside_trail = Cell::new(self.limit);
        let (sidebar, more) = self.level(ROOT, trail, current, &beside_trail);
        let trail = trail.iter().map(|index| self.link(*index)).collect();
        Place {
            sidebar,
            more,
            trail,
            ..Place::default()
        }
    }

    /// The entries below a branch, cut to the part around the one on the trail, and where the whole list is if it
    /// was cut. `beside_trail` is how many entries of categories beside the trail may still be shown: however many
    /// categories a book wants open, a page stays small.
    fn level(
        &self,
        parent: usize,
        trail: &[usize],
        current: Option<usize>,
        beside_trail: &Cell<usize>,
    ) -> (Vec<Item>, Option<Link>) {
        let children = &self.tree.branches[parent].children;
        // Children are in ascending order, because parents stand before them in the tree.
        let own = trail
            .iter()
            .find(|index| self.tree.branches[**index].parent == Some(parent));
        let on_trail = own
            .and_then(|own| children.binary_search(own).ok())
            .unwrap_or(0);
        let start = on_trail
            .saturating_sub(self.limit / 2)
            .min(children.len().saturating_sub(self.limit));
        let shown = children.iter().skip(start).take(self.limit);
        let items: Vec<Item> = shown
            .map(|child| self.item(*child, trail, current, beside_trail))
            .collect();
        let more = (items.len() < children.len()).then(|| self.link(parent));
        (items, more)
    }

    fn item(
        &self,
        index: usize,
        trail: &[usize],
        current: Option<usize>,
        beside_trail: &Cell<usize>,
    ) -> Item {
        let branch = &self.tree.branches[index];
        let is_category = !branch.children.is_empty();
        let may_open = || {
            let left = beside_trail
                .get()
                .checked_sub(branch.children.len().min(self.limit));
            left.map(|left| beside_trail.set(left)).is_some()
        };
        let is_open = is_category && (trail.contains(&index) || (branch.is_open && may_open()));
        let (items, more) = if is_open {
            self.level(index, trail, current, beside_trail)
        } else {
            (Vec::new(), None)
        };
        Item {
            link: Link {
                label: branch.label.clone(),
                url: branch.url.clone(),
            },
            is_current: current == Some(index),
            is_category,
            is_open,
            count: branch.count,
            items,
            more,
            class: branch.class.clone(),
            state: branch.state,
        }
    }

    fn link(&self, index: usize) -> Link {
        let branch = &self.tree.branches[index];
        Link {
            label: branch.label.clone(),
            url: branch.url.clone(),
        }
    }

    /// An entry of a list.
    pub fn listed(&self, index: usize) -> Listed {
        let branch = &self.tree.branches[index];
        let is_category = !branch.children.is_empty();
        let items = branch
            .children
            .iter()
            .take(self.limit)
            .map(|child| self.link(*child))
            .collect();
        Listed {
            link: Link {
                label: branch.title.clone(),
                url: branch.url.clone(),
            },
            summary: branch.summary.clone(),
            count: is_category.then_some(branch.count),
            items,
        }
    }

    /// The neighbour that a page's front matter names, else the natural one.
    fn neighbour(
        &self,
        branch: &Branch,
        natural: Option<usize>,
        own: fn(&Card) -> &Neighbour,
    ) -> Option<Link> {
        let card = branch.page.as_ref().and_then(|page| self.cards.get(page));
        match card.map(|card| own(card)) {
            Some(Neighbour::Hidden) => None,
            Some(Neighbour::Page(id)) => {
                let folder = card.map_or_else(ContentPath::root, |card| card.path.folder());
                let named =
                    page_by_id(self.cards, &folder, id).and_then(|path| self.cards.get(&path))?;
                Some(Link {
                    label: name(named),
                    url: named.url.clone(),
                })
            }
            Some(Neighbour::Natural) | None => {
                let branch = &self.tree.branches[natural?];
                let card = branch.page.as_ref().and_then(|page| self.cards.get(page));
                let label = card.map_or_else(|| branch.label.clone(), |card| name(card));
                Some(Link {
                    label,
                    url: branch.url.clone(),
                })
            }
        }
    }
}

/// The entries that a page describes.
pub fn terms(patterns: &Patterns, page: &ContentPath) -> Vec<Term> {
    let term = |entry: &Arc<Entry>| Term {
        id: entry.id.clone(),
        title: entry.title.clone(),
        aliases: entry.aliases.clone(),
        summary: entry.summary.clone(),
        anchor: entry.anchor.clone(),
    };
    patterns.entries_of(page).map(term).collect()
}

/// The name of a page in the links of its neighbours.
fn name(card: &Card) -> Arc<str> {
    card.pagination_label
        .as_deref()
        .or(card.label.as_deref())
        .unwrap_or(&card.title)
        .into()
}
