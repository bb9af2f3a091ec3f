//! The print pages: of the book, and of each of its top categories.
//!
//! In: the tree, and what documents are given. Out: an input for each frame, each article and each section, and at the
//! end the files.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::build::cache::Cache;
use crate::build::findings::Findings;
use crate::build::parts::Part;
use crate::build::shown::Shown;
use crate::catalogue::place::Link;
use crate::catalogue::tree::ROOT;
use crate::path::output::{OutputPath, PageUrl};
use crate::print::{Inside, Section, anchor, join, section};
use crate::render::engine::Engine;
use crate::render::{DocumentInput, What, article, render};
use crate::site::Content;
use crate::view::base::Frame;
use crate::view::print::{PrintItem, PrintView};
use crate::words::ENGLISH;

/// What print pages are made from.
#[derive(Clone, Copy, Debug)]
pub struct Printed<'a> {
    shown: &'a Shown<'a>,
    parts: &'a [Part],
    frame: &'a Arc<Frame>,
    engine: &'a Arc<Engine>,
}

/// A page of a part, in order: its address, its title, how deep it stands.
type Entry = (PageUrl, String, usize);

impl<'a> Printed<'a> {
    /// The parts of a book, which show what its documents show, within this frame and by these templates.
    pub fn new(
        shown: &'a Shown<'a>,
        parts: &'a [Part],
        frame: &'a Arc<Frame>,
        engine: &'a Arc<Engine>,
    ) -> Printed<'a> {
        Printed {
            shown,
            parts,
            frame,
            engine,
        }
    }

    /// The files, each with its place. `documents` are the inputs of all documents.
    pub fn files(
        &self,
        documents: &BTreeMap<PageUrl, DocumentInput>,
        cache: &mut Cache,
        findings: &mut Findings<'_>,
    ) -> Vec<(OutputPath, Content)> {
        if self.parts.is_empty() {
            return Vec::new();
        }
        let held: Vec<Vec<Entry>> = self.parts.iter().map(|part| self.entries(part)).collect();
        let all = held.iter().flatten();
        let wanted = all.filter_map(|(url, ..)| Some((url.clone(), documents.get(url)?.clone())));
        let (articles, faults) = cache.articles.map(wanted.collect(), article);
        let file = |_: &PageUrl| self.shown.folder.clone();
        findings.faults("printing a page of", faults, file);
        findings.documents(&articles);
        let mut sections = BTreeMap::new();
        let mut frames = BTreeMap::new();
        for (part, entries) in self.parts.iter().zip(&held) {
            let files = entries.iter().map(|(url, ..)| (url.output(), url.clone()));
            let inside = Arc::new(Inside {
                url: part.url.clone(),
                pages: files.collect(),
            });
            for (url, ..) in entries {
                if let Some(article) = articles.get(url) {
                    let input = (article.html.clone(), inside.clone());
                    sections.insert((part.url.clone(), url.clone()), input);
                }
            }
            frames.insert(part.url.clone(), self.frame(part, entries));
        }
        let (sections, faults) = cache.sections.map(sections, section);
        findings.faults("printing a page of", faults, |_| self.shown.folder.clone());
        let (frames, faults) = cache.frames.map(frames, render);
        findings.faults("printing", faults, file);
        findings.documents(&frames);
        let mut inputs = BTreeMap::new();
        for (part, entries) in self.parts.iter().zip(&held) {
            let Some(frame) = frames.get(&part.url) else {
                continue;
            };
            let key = |(url, ..): &Entry| sections.get(&(part.url.clone(), url.clone())).cloned();
            let own: Vec<Arc<Section>> = entries.iter().filter_map(key).collect();
            inputs.insert(part.url.clone(), (frame.html.clone(), own));
        }
        let (files, faults) = cache.prints.map(inputs, join);
        findings.faults("printing", faults, file);
        let files = files.into_iter();
        files
            .map(|(url, bytes)| (url.output(), Content::Bytes((*bytes).clone())))
            .collect()
    }

    /// What stands on a print page, in the order of the sidebar; in the book, the tables come last.
    fn entries(&self, part: &Part) -> Vec<Entry> {
        let tree = self.shown.catalogue.tree();
        let mut entries = Vec::new();
        for index in part.branch..tree.branches.len() {
            let trail = tree.trail(index);
            let Some(depth) = trail.iter().position(|above| *above == part.branch) else {
                break;
            };
            let branch = &tree.branches[index];
            let depth = (trail.len() - depth).min(4);
            entries.push((branch.url.clone(), branch.title.to_string(), depth));
        }
        if part.branch == ROOT {
            let tables = self.shown.routes.matrices.iter();
            entries.extend(tables.map(|placed| {
                let title = placed.matrix.title.clone();
                (placed.url.clone(), title, 1)
            }));
        }
        entries
    }

    fn frame(&self, part: &Part, entries: &[Entry]) -> DocumentInput {
        let branch = &self.shown.catalogue.tree().branches[part.branch];
        let is_book = part.branch == ROOT;
        let book = &self.shown.config.book;
        let title = if is_book {
            &*book.title
        } else {
            &*branch.title
        };
        let item = |(url, title, depth): &Entry| PrintItem {
            label: title.clone(),
            href: format!("#{}", anchor(url)),
            depth: *depth,
        };
        let label = if is_book {
            ENGLISH.print_book
        } else {
            ENGLISH.print_section
        };
        let mut way = Vec::new();
        if !is_book {
            way.push(Link {
                label: branch.label.clone(),
                url: branch.url.clone(),
            });
        }
        way.push(Link {
            label: label.into(),
            url: part.url.clone(),
        });
        DocumentInput {
            what: What::Print(Arc::new(PrintView {
                title: title.to_string(),
                description: match is_book {
                    true => book.description.clone(),
                    false => branch.summary.as_deref().map(str::to_string),
                },
                is_book,
                page_breaks: self.shown.config.html.page_breaks,
                contents: entries.iter().map(item).collect(),
                body: PrintView::place(),
            })),
            place: Arc::new(self.shown.catalogue.beside(&way)),
            frame: self.frame.clone(),
            engine: self.engine.clone(),
        }
    }
}
