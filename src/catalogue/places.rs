//! Where the keys stand that the catalogue has findings on.
//!
//! In: findings that name keys, the pages, the defaults. Out: diagnostics at the bytes of a file.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::catalogue::findings::{At, Author, Finding, located};
use crate::diagnostic::{Diagnostic, Span};
use crate::entry_keys::{Defaults, KeyPath};
use crate::outline::Outline;
use crate::page::Page;
use crate::path::input::ContentPath;

/// Everything in which a key may stand.
#[derive(Clone, Copy, Debug)]
pub struct Places<'a> {
    /// The pages.
    pub pages: &'a BTreeMap<ContentPath, Arc<Page>>,
    /// What pages inherit from their folders.
    pub outline: &'a Outline,
    /// What pages inherit from their kind.
    pub kind_defaults: &'a BTreeMap<String, Defaults>,
}

impl Places<'_> {
    /// Findings with their places. Those that a key of their page answers are left out.
    pub fn locate(&self, findings: &[Finding]) -> Vec<Diagnostic> {
        let is_answered = |finding: &&Finding| {
            let page = self.pages.get(&finding.page);
            let answer = finding.unless.as_ref().zip(page);
            answer.is_some_and(|(path, page)| path.is_in(&page.front_matter))
        };
        let open = findings.iter().filter(|finding| !is_answered(finding));
        located(open, |at| self.place(at))
    }

    /// Where something is written.
    pub fn place(&self, at: &At) -> Option<Span> {
        match at {
            At::Value(author, path) => self.key(author, path, false),
            At::Key(author, path) => self.key(author, path, true),
            At::Section(page, index) => {
                let page = self.pages.get(page)?;
                let place = page.places.sections.get(*index).cloned();
                place.or_else(|| Some(Span::new(&page.file, 0..0)))
            }
            At::Nowhere => None,
        }
    }

    fn key(&self, author: &Author, path: &KeyPath, is_key: bool) -> Option<Span> {
        let of_defaults = |defaults: &Defaults| match is_key {
            true => defaults.key_of(path),
            false => defaults.place_of(path),
        };
        match author {
            Author::Page(page) => {
                let page = self.pages.get(page)?;
                Some(match is_key {
                    true => page.key_of(path),
                    false => page.place_of(path),
                })
            }
            Author::Folder(file) => {
                let mut all = self.outline.defaults.values().flatten();
                let defaults = all.find(|defaults| defaults.file == *file)?;
                Some(of_defaults(defaults))
            }
            Author::Kind(kind) => self.kind_defaults.get(kind).map(of_defaults),
        }
    }
}
