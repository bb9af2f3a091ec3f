//! The tree of the book: what stands under what, in which order.
//!
//! In: cards and the outline. Out: [`Tree`]: every listed page and every category, in the order of reading. Pages that
//! nobody is meant to find are not in it.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::card::{Card, Position, State};
use crate::catalogue::naming::Naming;
use crate::diagnostic::{Code, Diagnostic};
use crate::outline::{CategoryLink, Folder, Outline, number_prefix, order_key};
use crate::path::input::ContentPath;
use crate::path::output::PageUrl;
use crate::value::keys::nearest;

/// The index of the branch that stands for the whole book.
pub const ROOT: usize = 0;

/// All branches; the parent of a branch stands before it, and reading goes from first to last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tree {
    /// The branches in the order of reading.
    pub branches: Vec<Branch>,
}

/// A page or a category.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Branch {
    /// The branch above; none above the root.
    pub parent: Option<usize>,
    /// The branches directly below.
    pub children: Vec<usize>,
    /// Its page; none for a category whose page is generated.
    pub page: Option<ContentPath>,
    /// Its folder, if it is a category.
    pub folder: Option<ContentPath>,
    /// Where its page is.
    pub url: PageUrl,
    /// What the sidebar says.
    pub label: Arc<str>,
    /// What lists and its own page say.
    pub title: Arc<str>,
    /// One line about it.
    pub summary: Option<Arc<str>>,
    /// How many pages it holds, at any depth, its own page not counted.
    pub count: usize,
    /// Whether a category is shown open where it is not on the way to the page shown.
    pub is_open: bool,
    /// Whether reading in order passes it: not if the author said it has no page.
    pub is_read: bool,
    /// A class of the author's.
    pub class: Option<String>,
    /// Whether it is published or a draft.
    pub state: State,
}

/// The cards of the book by file.
pub type Cards = BTreeMap<ContentPath, Arc<Card>>;

impl Tree {
    /// Builds the tree.
    pub fn new(cards: &Cards, outline: &Outline, naming: &Naming) -> (Tree, Vec<Diagnostic>) {
        let (addresses, mut findings) = naming.addresses(outline);
        let (indexes, unknown) = index_pages(cards, outline, &addresses);
        findings.extend(unknown);
        let levels = levels(cards, outline, &indexes);
        let mut tree = Tree::default();
        // Walked with a list of its own: how deep folders lie is up to the author.
        let mut todo: Vec<(Node<'_>, Option<usize>)> = Vec::new();
        if let Some(root) = outline.folders.get(&ContentPath::root()) {
            todo.push((Node::Folder(root), None));
        }
        while let Some((node, parent)) = todo.pop() {
            let index = tree.branches.len();
            tree.branches.push(match node {
                Node::Page(card) => page_branch(card, parent),
                Node::Folder(folder) => {
                    let children = levels
                        .get(&folder.path)
                        .map(Vec::as_slice)
                        .unwrap_or_default();
                    todo.extend(children.iter().rev().map(|child| (*child, Some(index))));
                    let page = indexes.get(&folder.path).and_then(|path| cards.get(path));
                    let page = page.map(|card| &**card);
                    folder_branch(folder, page, parent, naming, &addresses[&folder.path])
                }
            });
            if let Some(parent) = parent {
                tree.branches[parent].children.push(index);
            }
        }
        tree.count();
        (tree, findings)
    }

    /// The branches from the root to one, both included.
    pub fn trail(&self, index: usize) -> Vec<usize> {
        let mut trail = vec![index];
        while let Some(parent) = self.branches[trail[trail.len() - 1]].parent {
            trail.push(parent);
        }
        trail.reverse();
        trail
    }

    /// The branch before one in the order of reading.
    pub fn before(&self, index: usize) -> Option<usize> {
        (0..index).rev().find(|at| self.branches[*at].is_read)
    }

    /// The branch after one in the order of reading.
    pub fn after(&self, index: usize) -> Option<usize> {
        (index + 1..self.branches.len()).find(|at| self.branches[*at].is_read)
    }

    /// Counts pages from the leaves up; parents stand before their children.
    fn count(&mut self) {
        for index in (1..self.branches.len()).rev() {
            let own = usize::from(self.branches[index].page.is_some());
            let below = self.branches[index].count + own;
            if let Some(parent) = self.branches[index].parent {
                self.branches[parent].count += below;
            }
        }
    }
}

#[derive(Clone, Copy)]
enum Node<'a> {
    Page(&'a Card),
    Folder(&'a Folder),
}

/// The page that stands for each folder: the one its `_category_` file names, else the one its name makes it, else one
/// that has the address of the folder, such as `guides.md` beside `guides/`.
fn index_pages(
    cards: &Cards,
    outline: &Outline,
    addresses: &BTreeMap<ContentPath, PageUrl>,
) -> (BTreeMap<ContentPath, ContentPath>, Vec<Diagnostic>) {
    let by_url: BTreeMap<&PageUrl, &ContentPath> =
        cards.values().map(|card| (&card.url, &card.path)).collect();
    let mut indexes = BTreeMap::new();
    let mut findings = Vec::new();
    for folder in outline.folders.values() {
        let stands_elsewhere = |path: &ContentPath| {
            let own = outline.folders.get(&path.folder());
            own.is_some_and(|own| own.path != folder.path && own.index.as_ref() == Some(path))
        };
        let at_address = || {
            let path = *by_url.get(&addresses[&folder.path])?;
            (!stands_elsewhere(path)).then(|| path.clone())
        };
        let by_name = || folder.index.clone().filter(|path| cards.contains_key(path));
        let index = match &folder.link {
            CategoryLink::Default => by_name().or_else(at_address),
            CategoryLink::None => at_address(),
            CategoryLink::Generated { .. } => None,
            CategoryLink::Doc(id, at) => {
                let found = page_by_id(cards, &folder.path, id);
                if found.is_none() {
                    findings.push(unknown_page(cards, id).at(at.clone()));
                }
                found
            }
        };
        if let Some(index) = index {
            indexes.insert(folder.path.clone(), index);
        }
    }
    (indexes, findings)
}

/// A page by the id it has in its folder, or by the whole path of folder and id. An index page, which is called after
/// its folder, is also known by the name of its file, as in `guides/index`.
pub fn page_by_id(cards: &Cards, folder: &ContentPath, id: &str) -> Option<ContentPath> {
    let here = |card: &Card| card.path.folder() == *folder;
    let file = |card: &Card| number_prefix(card.path.stem()).1.to_string();
    let ways: [&dyn Fn(&Card) -> bool; 4] = [
        &|card| here(card) && card.id == id,
        &|card| path_id(card) == id,
        &|card| here(card) && file(card) == id,
        &|card| in_folder(card, &file(card)) == id,
    ];
    let found = ways
        .iter()
        .find_map(|is_meant| cards.values().find(|card| is_meant(card)));
    found.map(|card| card.path.clone())
}

/// Folder and id: `styles/monolith`.
pub fn path_id(card: &Card) -> String {
    in_folder(card, &card.id)
}

/// A name behind the folder of a page, which is written without number prefixes.
fn in_folder(card: &Card, name: &str) -> String {
    let folder = card.path.folder();
    let bare = folder.components().map(|part| number_prefix(part).1);
    bare.chain([name]).collect::<Vec<_>>().join("/")
}

fn unknown_page(cards: &Cards, id: &str) -> Diagnostic {
    let finding = Diagnostic::new(Code::D005, format!("there is no page with the id `{id}`"));
    let ids: Vec<String> = cards
        .values()
        .flat_map(|card| [card.id.clone(), path_id(card)])
        .collect();
    match nearest(id, ids.iter().map(String::as_str)) {
        Some(near) => finding.help(format!("did you mean `{near}`?")),
        None => {
            finding.help("write the `id` of a page of this folder, or folder and id from the root")
        }
    }
}

type Levels<'a> = BTreeMap<ContentPath, Vec<Node<'a>>>;

/// What stands directly in each folder, in order. Folders in which nothing is listed are left out.
fn levels<'a>(
    cards: &'a Cards,
    outline: &'a Outline,
    indexes: &BTreeMap<ContentPath, ContentPath>,
) -> Levels<'a> {
    let mut levels: BTreeMap<ContentPath, Vec<(Option<Position>, Node<'a>)>> = BTreeMap::new();
    let taken: BTreeSet<&ContentPath> = indexes.values().collect();
    for (path, card) in cards {
        if card.state != State::Unlisted && !taken.contains(path) {
            let level = levels.entry(path.folder()).or_default();
            level.push((card.position, Node::Page(card)));
        }
    }
    // Deepest folders first, so that a folder knows whether anything in it is listed.
    let below_root = outline
        .folders
        .values()
        .filter(|folder| !folder.path.is_root());
    let mut folders: Vec<&Folder> = below_root.collect();
    folders.sort_by_key(|folder| Reverse(folder.path.components().count()));
    for folder in folders {
        let index = indexes.get(&folder.path).and_then(|page| cards.get(page));
        let is_listed = index.is_some_and(|card| card.state != State::Unlisted);
        if is_listed || levels.contains_key(&folder.path) {
            let position = folder.position.or(index.and_then(|card| card.position));
            let level = levels.entry(folder.path.folder()).or_default();
            level.push((position, Node::Folder(folder)));
        }
    }
    let sorted = |mut level: Vec<(Option<Position>, Node<'a>)>| {
        level.sort_by_cached_key(|(position, node)| order_key(*position, node.raw_name()));
        level.into_iter().map(|(_, node)| node).collect()
    };
    let levels = levels.into_iter();
    levels
        .map(|(folder, level)| (folder, sorted(level)))
        .collect()
}

impl<'a> Node<'a> {
    /// The name of the file or folder, with number prefix and extension.
    fn raw_name(self) -> &'a str {
        match self {
            Node::Page(card) => card.path.name(),
            Node::Folder(folder) => folder.path.name(),
        }
    }
}

fn page_branch(card: &Card, parent: Option<usize>) -> Branch {
    Branch {
        parent,
        children: Vec::new(),
        page: Some(card.path.clone()),
        folder: None,
        url: card.url.clone(),
        label: card.label.as_deref().unwrap_or(&card.title).into(),
        title: card.title.as_str().into(),
        summary: summary(card),
        count: 0,
        is_open: false,
        is_read: true,
        class: card.class.clone(),
        state: card.state,
    }
}

fn folder_branch(
    folder: &Folder,
    page: Option<&Card>,
    parent: Option<usize>,
    naming: &Naming,
    address: &PageUrl,
) -> Branch {
    let generated = match &folder.link {
        CategoryLink::Generated {
            title, description, ..
        } => (title.clone(), description.clone()),
        _ => (None, None),
    };
    let name = match folder.path.is_root() {
        true => naming.book.clone(),
        false => folder.name.clone(),
    };
    let page_title = page.map(|card| card.title.clone());
    let label = folder.label.clone().or(page
        .and_then(|card| card.label.clone())
        .or(page_title.clone()));
    let label = label.unwrap_or_else(|| name.clone());
    let title = page_title.or(generated.0).unwrap_or_else(|| label.clone());
    let described = folder.description.clone().or(generated.1).map(Arc::from);
    Branch {
        parent,
        children: Vec::new(),
        page: page.map(|card| card.path.clone()),
        folder: Some(folder.path.clone()),
        url: page.map_or(address, |card| &card.url).clone(),
        label: label.into(),
        title: title.into(),
        summary: described.or(page.and_then(summary)),
        count: 0,
        is_open: !folder.collapsed || !folder.collapsible,
        is_read: page.is_some() || folder.link != CategoryLink::None,
        class: folder
            .class
            .clone()
            .or(page.and_then(|card| card.class.clone())),
        state: page.map_or(State::Published, |card| card.state),
    }
}

fn summary(card: &Card) -> Option<Arc<str>> {
    card.summary
        .as_deref()
        .or(card.description.as_deref())
        .map(Arc::from)
}
