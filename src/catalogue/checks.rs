//! What is wrong between a page and the rest of the book.
//!
//! In: a parsed page and what the book knows. Out: findings at the places where the page names other pages, files and
//! tags. Anchors are checked on finished documents, in `links.rs`.

use std::collections::{BTreeMap, BTreeSet};

use crate::body::Reference;
use crate::card::{Card, Neighbour};
use crate::catalogue::examples;
use crate::catalogue::links::{Destinations, Target};
use crate::catalogue::names::spellings;
use crate::catalogue::tags::{TagConflict, TagProblem};
use crate::catalogue::tree::{Cards, Tree, page_by_id, path_id};
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::include::Origin;
use crate::markdown::sink::Mention;
use crate::outline::{Folder, Outline};
use crate::page::Page;
use crate::path::input::{ContentPath, InputPath};
use crate::path::output::OutputPath;
use crate::value::keys::nearest;

/// What pages are checked against.
#[derive(Clone, Copy, Debug)]
pub struct Checks<'a> {
    /// The cards.
    pub cards: &'a Cards,
    /// The outline, which also knows drafts.
    pub outline: &'a Outline,
    /// What can be linked to.
    pub destinations: &'a Destinations,
    /// The folder of the pages.
    pub folder: &'a InputPath,
    /// The files below it that are no pages.
    pub files: &'a BTreeMap<ContentPath, OutputPath>,
}

impl Checks<'_> {
    /// What is wrong between a page and the rest of the book.
    pub fn page(&self, page: &Page, conflicts: &[TagConflict]) -> Vec<Diagnostic> {
        let file = page.card.path.below(self.folder);
        let mentions = page
            .mentions
            .iter()
            .filter_map(|mention| self.check_mention(mention, page));
        let mut findings: Vec<Diagnostic> = mentions.collect();
        for (neighbour, place) in page.neighbours() {
            if let Neighbour::Page(id) = neighbour
                && page_by_id(self.cards, &page.card.path.folder(), id).is_none()
            {
                findings.push(
                    self.unknown_neighbour(id)
                        .at(Span::new(&file, place.clone())),
                );
            }
        }
        if let Some(image) = &page.card.image {
            let at = Span::new(&file, page.places.image.clone());
            let mention = Mention {
                reference: image.clone(),
                origin: Origin::new(at),
                is_image: true,
            };
            findings.extend(self.check_mention(&mention, page));
        }
        for (tag, place) in page.card.tags.iter().zip(&page.places.tags) {
            let finding = self.outline.vocabulary.undeclared(tag);
            findings.extend(finding.map(|finding| finding.at(Span::new(&file, place.clone()))));
        }
        for conflict in conflicts {
            let place = page.places.tags.get(conflict.index);
            let is_mild = matches!(
                conflict.problem,
                TagProblem::Single | TagProblem::Spelling(..)
            );
            if place.is_none() && is_mild {
                // The page inherits the tag, and cannot write it otherwise.
                continue;
            }
            let place = place.cloned().unwrap_or_default();
            findings.push(tag_finding(conflict).at(Span::new(&file, place)));
        }
        findings.extend(examples::missing(page, self.files));
        findings
    }

    fn check_mention(&self, mention: &Mention, page: &Page) -> Option<Diagnostic> {
        let target = self
            .destinations
            .resolve(&mention.reference, &page.card.url);
        let finding =
            match (&mention.reference, target) {
                (Reference::External(_), _) => None,
                (Reference::Own { address, .. }, target) => {
                    Some(self.own_address(address, &target, &page.card))
                }
                (Reference::Outside(written), _) => {
                    let message = format!("`{written}` leads out of the folder of the pages");
                    Some(
                        Diagnostic::new(Code::C060, message)
                            .help("link to a page or a file of the book"),
                    )
                }
                (_, Target::Page { .. }) if mention.is_image => {
                    let message = "an image names a page".to_string();
                    Some(Diagnostic::new(Code::C062, message).help("write the path of a picture"))
                }
                (
                    _,
                    Target::Page {
                        by_address: true,
                        url,
                        ..
                    },
                ) => {
                    let message = format!("`/{}` is the address of a page", url.as_str());
                    let finding = Diagnostic::new(Code::A006, message);
                    Some(finding.help(
                        "write the path of its file; that also works where the files are read",
                    ))
                }
                (_, Target::Page { .. } | Target::File(..)) => None,
                (Reference::Page(path, _), Target::Missing) => {
                    Some(self.missing_page(path, &page.card))
                }
                (Reference::Path { file, .. }, Target::Missing) => {
                    Some(self.missing_file(file, mention, &page.card))
                }
                (Reference::Named(name, _), Target::Missing) => Some(self.unclear(name)),
                (Reference::Here(_), Target::Missing) => None,
            };
        finding.map(|finding| mention.origin.locate(finding))
    }

    /// An address on the web that begins like those of the book.
    fn own_address(&self, address: &str, target: &Target, from: &Card) -> Diagnostic {
        let path = match target {
            Target::Missing => {
                let message =
                    format!("`{address}` is an address of this book, but nothing is there");
                let help = "correct it, or make `self` of `[catalogue.links]` say more exactly which \
                            addresses are of this book";
                return Diagnostic::new(Code::C060, message).help(help);
            }
            Target::Page { url, .. } => self.destinations.page_at(url),
            Target::File(..) => None,
        };
        let message = format!("`{address}` is an address of this book");
        let finding = Diagnostic::new(Code::C061, message);
        match path {
            Some(path) => finding.help(format!("write `{}`", from.path.folder().relative(path))),
            None => finding.help("write the path of the file, seen from the file of this page"),
        }
    }

    /// A name that no page has, or several.
    fn unclear(&self, name: &str) -> Diagnostic {
        let hits = self.destinations.hits(name);
        if !hits.is_empty() {
            let hits = hits.iter().take(10);
            let ids: Vec<String> = hits
                .map(|spot| format!("`[[{}]]`", self.destinations.id_of(spot)))
                .collect();
            let message = format!("`{name}` may mean several pages");
            let help = format!("write one of them: {}", ids.join(", "));
            return Diagnostic::new(Code::C030, message).help(help);
        }
        let message = format!("no page is called `{name}`");
        let finding = Diagnostic::new(Code::C030, message);
        let is_draft = |path: &&ContentPath| path.stem() == name && !self.cards.contains_key(*path);
        if self.outline.pages.keys().any(|path| is_draft(&path)) {
            return finding.help("the page is a draft; publish it, or remove the link");
        }
        let known: Vec<String> = self.cards.values().flat_map(spellings).collect();
        match nearest(name, known.iter().map(String::as_str)) {
            Some(near) => finding.help(format!("did you mean `[[{near}]]`?")),
            None => finding.help(
                "write an `id`, a title or an alias of a page, or a backslash before the brackets",
            ),
        }
    }

    fn missing_page(&self, path: &ContentPath, from: &Card) -> Diagnostic {
        let finding = Diagnostic::new(Code::C060, format!("there is no page `{path}`"));
        if self.outline.pages.contains_key(path) {
            return finding.help("the page is a draft; publish it, or remove the link");
        }
        match self.destinations.suggestion(path) {
            Some(near) => finding.help(format!(
                "did you mean `{}`?",
                from.path.folder().relative(near)
            )),
            None => {
                finding.help("write the path of a page's file, seen from the file of this page")
            }
        }
    }

    fn missing_file(&self, path: &ContentPath, mention: &Mention, from: &Card) -> Diagnostic {
        let (code, what) = match mention.is_image {
            true => (Code::C062, "image"),
            false if path.extension().is_some() => (Code::C062, "file"),
            false => (Code::C060, "page or file"),
        };
        let finding = Diagnostic::new(code, format!("there is no {what} `{path}`"));
        let folder = from.path.folder();
        let is_page = code == Code::C060 || path.extension() == Some("html");
        let as_page = || {
            let page = self.destinations.suggestion(path).filter(|_| is_page)?;
            Some(folder.relative(page))
        };
        let as_file = || self.destinations.file_suggestion(path, &folder);
        match as_page().or_else(as_file) {
            Some(near) => finding.help(format!("did you mean `{near}`?")),
            None => finding.help("files lie below the folder of the pages, or below `static/`"),
        }
    }

    fn unknown_neighbour(&self, id: &str) -> Diagnostic {
        let finding = Diagnostic::new(Code::D006, format!("there is no page with the id `{id}`"));
        let ids: Vec<String> = self.cards.values().map(|card| path_id(card)).collect();
        match nearest(id, ids.iter().map(String::as_str)) {
            Some(near) => finding.help(format!("did you mean `{near}`?")),
            None => finding.help("write folder and `id` of a page, or `null` for no link"),
        }
    }
}

fn tag_finding(conflict: &TagConflict) -> Diagnostic {
    let tag = &conflict.label;
    match &conflict.problem {
        TagProblem::OneAddress(label, page) => Diagnostic::new(
            Code::C041,
            format!("the tags `{tag}` and `{label}` (on `{page}`) have one address"),
        )
        .help("write one of them as `{label: …, permalink: /another-name}`"),
        TagProblem::Spelling(label, page) => Diagnostic::new(
            Code::C042,
            format!("the tag `{tag}` is written `{label}` on `{page}`"),
        )
        .help("write it the same way everywhere"),
        TagProblem::Single => {
            let message = format!("no other page has the tag `{tag}`");
            Diagnostic::new(Code::C043, message)
                .help("give it to another page, or use a tag that others have")
        }
        TagProblem::NoAddress => Diagnostic::new(
            Code::S005,
            format!("the tag `{tag}` makes no address that works everywhere"),
        )
        .help("write it as `{label: …, permalink: /plain-name}`"),
    }
}

/// Folders that are not shown, because all their pages are drafts.
pub fn hidden_folders(cards: &Cards, outline: &Outline, tree: &Tree) -> Vec<Diagnostic> {
    let shown: BTreeSet<&ContentPath> = tree
        .branches
        .iter()
        .filter_map(|branch| branch.folder.as_ref())
        .collect();
    let is_below = |path: &ContentPath, folder: &Folder| {
        path.as_str().starts_with(&format!("{}/", folder.path))
    };
    let is_hidden = |folder: &&Folder| {
        !shown.contains(&folder.path) && !cards.keys().any(|path| is_below(path, folder))
    };
    let finding = |folder: &Folder| {
        let message = format!(
            "the folder `{}` is not shown, because all its pages are drafts",
            folder.path
        );
        let finding = Diagnostic::new(Code::D011, message).help("`--drafts` shows it");
        match &folder.place {
            Some(place) => finding.at(place.clone()),
            None => finding,
        }
    };
    outline
        .folders
        .values()
        .filter(is_hidden)
        .map(finding)
        .collect()
}
