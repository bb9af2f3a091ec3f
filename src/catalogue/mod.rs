//! The whole book.
//!
//! In: cards, the outline, the names of other files. Out: [`Catalogue`]: what stands where, what leads where, which
//! tags there are, and what is wrong between pages. It is made of cards alone, never of bodies.

pub mod subject;
pub mod entry;
pub mod edge;
pub mod naming;
pub mod tree;
pub mod tags;
pub mod settle;
pub mod input;
pub mod findings;
pub mod inheritance;
pub mod marks;
pub mod measures;
pub mod judging;
pub mod facts;
pub mod words;
pub mod arguments;
pub mod rules;
pub mod forms;
pub mod entries;
pub mod ids;
pub mod names;
pub mod references;
pub mod circles;
pub mod relations;
pub mod mentions;
pub mod between;
pub mod links;
pub mod patterns;
pub mod related;
pub mod place;
pub mod places;
pub mod examples;
pub mod checks;

pub use crate::catalogue::input::CatalogueInput;
pub use crate::catalogue::subject::Subject;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::body::Reference;
use crate::card::{Card, HeadingName};
use crate::catalogue::checks::{Checks, hidden_folders};
use crate::catalogue::edge::Edge;
use crate::catalogue::entry::{Entry, Named};
use crate::catalogue::inheritance::AllDefaults;
use crate::catalogue::links::{Destinations, Target};
use crate::catalogue::names::Spot;
use crate::catalogue::patterns::{PatternInput, Patterns};
use crate::catalogue::place::{Link, Listed, Place, Surroundings, terms};
use crate::catalogue::places::Places;
use crate::catalogue::related::{MentionedBy, Relation};
use crate::catalogue::tags::{DescribedTag, TagConflict, Tags};
use crate::catalogue::tree::{Cards, Tree};
use crate::diagnostic::Diagnostic;
use crate::model::Model;
use crate::page::Page;
use crate::path::input::ContentPath;
use crate::path::output::{PageUrl, UrlStyle};
use crate::path::percent::encode;

/// The book as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Catalogue {
    input: CatalogueInput,
    tree: Tree,
    tags: Tags,
    tag_urls: BTreeMap<String, PageUrl>,
    tags_url: PageUrl,
    patterns: Patterns,
    edges: Arc<[Edge]>,
    ends: Arc<[Named]>,
    destinations: Destinations,
    branch_of: BTreeMap<ContentPath, usize>,
    conflicts: BTreeMap<ContentPath, Vec<TagConflict>>,
    findings: Vec<Diagnostic>,
}

impl Catalogue {
    /// Builds the catalogue.
    pub fn new(input: &CatalogueInput) -> Catalogue {
        let defaults = AllDefaults {
            outline: &input.outline,
            kinds: &input.kind_defaults,
        };
        let (tree, mut findings) = Tree::new(&input.cards, &input.outline, &input.naming);
        let (tags, mut conflicts) = Tags::new(&input.cards, input.outline.vocabulary.is_empty());
        let style = input.naming.style;
        let tag_root = format!("{}/{}", input.naming.prefix, input.tags_path);
        let tags_url = PageUrl::new(&tag_root, true, style).unwrap_or_else(|_| PageUrl::root());
        let tag_url =
            |permalink: &String| PageUrl::new(&format!("{tag_root}/{permalink}"), false, style);
        let mut tag_urls = BTreeMap::new();
        for (permalink, tag) in &tags.by_permalink {
            match tag_url(permalink) {
                Ok(url) => drop(tag_urls.insert(permalink.clone(), url)),
                Err(_) => conflicts.extend(tag.without_address(permalink, &input.cards)),
            }
        }
        let (patterns, destinations) = Patterns::new(&PatternInput {
            cards: &input.cards,
            drafts: &input.drafts,
            tree: &tree,
            defaults: &defaults,
            model: &input.model,
            stale: input.stale.as_ref(),
            files: &input.files,
            static_files: &input.static_files,
            pictures: &input.pictures,
        });
        let mut by_page: BTreeMap<ContentPath, Vec<TagConflict>> = BTreeMap::new();
        for conflict in conflicts {
            by_page
                .entry(conflict.page.clone())
                .or_default()
                .push(conflict);
        }
        findings.extend(hidden_folders(&input.cards, &input.outline, &tree));
        let branches = tree.branches.iter().enumerate();
        let branch_of = branches
            .filter_map(|(index, branch)| Some((branch.page.clone()?, index)))
            .collect();
        let edges = related::edges(&patterns, &input.cards).into();
        let ends = related::ends(&patterns, &input.cards).into();
        Catalogue {
            branch_of,
            input: input.clone(),
            tree,
            tags,
            tag_urls,
            tags_url,
            edges,
            ends,
            patterns,
            destinations,
            conflicts: by_page,
            findings,
        }
    }

    /// The tree.
    pub fn tree(&self) -> &Tree {
        &self.tree
    }

    /// The cards.
    pub fn cards(&self) -> &Cards {
        &self.input.cards
    }

    /// The title of the book.
    pub fn book(&self) -> &str {
        &self.input.naming.book
    }

    /// How many pages authors wrote, drafts and unlisted ones included.
    pub fn pages(&self) -> usize {
        self.input.cards.len()
    }

    /// Findings that belong to no page.
    pub fn findings(&self) -> &[Diagnostic] {
        &self.findings
    }

    /// Every page of the site, with its address.
    pub fn subjects(&self) -> BTreeMap<Subject, PageUrl> {
        let cards = self.input.cards.values();
        let mut subjects: BTreeMap<Subject, PageUrl> = cards
            .map(|card| (Subject::Page(card.path.clone()), card.url.clone()))
            .collect();
        for (index, branch) in self
            .tree
            .branches
            .iter()
            .enumerate()
            .filter(|(_, branch)| branch.page.is_none())
        {
            subjects.insert(Subject::Category(index), branch.url.clone());
        }
        if !self.tag_urls.is_empty() {
            subjects.insert(Subject::Tags, self.tags_url.clone());
        }
        subjects.insert(Subject::NotFound, not_found_url());
        if !subjects.values().any(|url| *url == PageUrl::root()) {
            subjects.insert(Subject::Start, PageUrl::root());
        }
        subjects.extend(
            self.tag_urls
                .iter()
                .map(|(tag, url)| (Subject::Tag(tag.clone()), url.clone())),
        );
        subjects
    }

    /// The page of all tags, if there are any.
    pub fn tags_page(&self) -> Option<&PageUrl> {
        (!self.tag_urls.is_empty()).then_some(&self.tags_url)
    }

    /// What a page of the site shows of others.
    pub fn place(&self, subject: &Subject) -> Place {
        let around = self.surroundings();
        let tags_link = || Link {
            label: self.input.tags_title.into(),
            url: self.tags_url.clone(),
        };
        match subject {
            Subject::Page(path) => {
                let Some(card) = self.input.cards.get(path) else {
                    return Place::default();
                };
                let place = match self.branch_of.get(path) {
                    Some(index) => around.branch(*index),
                    None => around.outside(card),
                };
                Place {
                    relations: self.relations_of(&Spot::page(path)),
                    mentions: self.mentions_of(path),
                    terms: terms(&self.patterns, path),
                    ..around.with_card(place, card, self.edit_address(card))
                }
            }
            Subject::Category(index) => around.branch(*index),
            Subject::Start => around.start(),
            Subject::Tags => around.beside([tags_link()]),
            Subject::Tag(permalink) => {
                let label = self
                    .tags
                    .by_permalink
                    .get(permalink)
                    .map(|tag| tag.label.clone());
                let Some((label, url)) = label.zip(self.tag_urls.get(permalink).cloned()) else {
                    return Place::default();
                };
                let mut place = around.beside([tags_link(), Link { label, url }]);
                place.entries = self.tagged(permalink);
                place
            }
            Subject::NotFound => around.elsewhere(),
        }
    }

    /// What a generated page shows of others; `way` leads to it from the start page, itself last.
    pub fn beside(&self, way: &[Link]) -> Place {
        self.surroundings().beside(way.iter().cloned())
    }

    /// The tags.
    pub fn tags(&self) -> &Tags {
        &self.tags
    }

    /// All tags that have a page, in order.
    pub fn described_tags(&self) -> Vec<DescribedTag> {
        tags::described(&self.tags, &self.tag_urls, &self.input.outline.vocabulary)
    }

    /// What a reference on a page leads to; `own` is the address of the page.
    pub fn target(&self, reference: &Reference, own: &PageUrl) -> Target {
        self.destinations.resolve(reference, own)
    }

    /// The cards of drafts that are not built.
    pub fn drafts(&self) -> &Cards {
        &self.input.drafts
    }

    /// What entries are measured with: the settings, and what only pages name.
    pub fn model(&self) -> &Arc<Model> {
        &self.patterns.model
    }

    /// The entries that lists may name, in the order of the sidebar, which is that of matrix rows.
    pub fn entries(&self) -> &[Arc<Entry>] {
        let listed = self.patterns.entries.get(..self.patterns.listed);
        listed.unwrap_or_default()
    }

    /// Entries, relations and mentions.
    pub fn patterns(&self) -> &Patterns {
        &self.patterns
    }

    /// An entry by its id, also one that no list names.
    pub fn entry(&self, id: &str) -> Option<&Arc<Entry>> {
        self.patterns.entry(id)
    }

    /// Every relation with each of its reasons, by type and ends.
    pub fn edges(&self) -> &Arc<[Edge]> {
        &self.edges
    }

    /// The relations of an entry or a page, seen from there, in the order in which it shows them.
    pub fn relations_of(&self, spot: &Spot) -> Vec<Relation> {
        related::relations(&self.patterns, &self.input.cards, spot)
    }

    /// The ends of relations that are pages and no entries.
    pub fn ends(&self) -> &Arc<[Named]> {
        &self.ends
    }

    /// The pages that link to a page or to one of its entries.
    pub fn mentions_of(&self, page: &ContentPath) -> Vec<MentionedBy> {
        related::mentions(&self.patterns, &self.input.cards, page)
    }

    /// The links in texts that lead to entries.
    pub fn mentioned_entries(&self) -> Vec<(Named, Named, Vec<HeadingName>)> {
        related::mentioned_entries(&self.patterns, &self.input.cards)
    }

    /// What is wrong with what pages declare, at its places in the files.
    pub fn entry_findings(&self, pages: &BTreeMap<ContentPath, Arc<Page>>) -> Vec<Diagnostic> {
        let places = Places {
            pages,
            outline: &self.input.outline,
            kind_defaults: &self.input.kind_defaults,
        };
        places.locate(&self.patterns.findings)
    }

    /// What is wrong between a page and the rest of the book.
    pub fn check(&self, page: &Page) -> Vec<Diagnostic> {
        let conflicts = self.conflicts.get(&page.card.path);
        let checks = Checks {
            cards: &self.input.cards,
            outline: &self.input.outline,
            destinations: &self.destinations,
            folder: &self.input.folder,
            files: &self.input.files,
        };
        checks.page(page, conflicts.map(Vec::as_slice).unwrap_or_default())
    }

    fn tagged(&self, permalink: &str) -> Vec<Listed> {
        let around = self.surroundings();
        let tag = self.tags.by_permalink.get(permalink);
        let pages = tag.iter().flat_map(|tag| &tag.pages);
        let indexes = pages.filter_map(|page| self.branch_of.get(page).copied());
        let mut indexes: Vec<usize> = indexes.collect();
        indexes.sort_unstable();
        indexes
            .into_iter()
            .map(|index| around.listed(index))
            .collect()
    }

    fn edit_address(&self, card: &Card) -> Option<String> {
        let template = self.input.edit_template.as_ref()?;
        let path = card.path.below(&self.input.folder);
        Some(template.replace("{path}", &encode(path.as_str(), "/")))
    }

    fn surroundings(&self) -> Surroundings<'_> {
        Surroundings {
            tree: &self.tree,
            cards: &self.input.cards,
            destinations: &self.destinations,
            tags: &self.tags,
            tag_urls: &self.tag_urls,
            limit: self.input.sidebar_limit,
        }
    }
}

/// Hosts look for `404.html` at the root, whatever the style of addresses.
fn not_found_url() -> PageUrl {
    PageUrl::new("404", false, UrlStyle::File).expect("the name is a plain one")
}
