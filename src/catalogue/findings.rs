//! What is wrong with what pages declare, before it has a place in a file.
//!
//! In: what the rules of the catalogue found. Out: [`Finding`]s that name a key of a page, of a folder's defaults or of
//! a kind's. The catalogue knows no bytes, so that an edit to prose leaves it equal; whoever holds the pages turns
//! names into places.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, Span};
use crate::entry_keys::KeyPath;
use crate::path::input::{ContentPath, InputPath};
use crate::value::keys::nearest;

/// Who wrote a value.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Author {
    /// A page, in its front matter.
    Page(ContentPath),
    /// The defaults of a folder, in this file.
    Folder(InputPath),
    /// The defaults of a kind.
    Kind(String),
}

/// Where something is written.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum At {
    /// A value.
    Value(Author, KeyPath),
    /// A key.
    Key(Author, KeyPath),
    /// A section of a page that holds pros and cons, by its place among those of the card.
    Section(ContentPath, usize),
    /// In no file.
    Nowhere,
}

/// Something that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The rule that was broken.
    pub code: Code,
    /// One sentence.
    pub message: String,
    /// Where.
    pub at: At,
    /// The page on which it is wrong, which may have inherited it.
    pub page: ContentPath,
    /// What is allowed there. May be empty.
    pub label: String,
    /// Other places that belong to it.
    pub also: Vec<(At, String)>,
    /// What to do.
    pub help: Vec<String>,
    /// A key that takes the finding away if the page or what it inherits has it.
    pub unless: Option<KeyPath>,
}

impl Finding {
    /// A finding on a page.
    pub fn new(code: Code, page: &ContentPath, at: At, message: impl Into<String>) -> Finding {
        Finding {
            code,
            message: message.into(),
            at,
            page: page.clone(),
            label: String::new(),
            also: Vec::new(),
            help: Vec::new(),
            unless: None,
        }
    }

    /// Says what is allowed there.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Finding {
        self.label = label.into();
        self
    }

    /// Names another place.
    #[must_use]
    pub fn also(mut self, at: At, label: impl Into<String>) -> Finding {
        self.also.push((at, label.into()));
        self
    }

    /// Says what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Finding {
        self.help.push(help.into());
        self
    }

    fn is_inherited(&self) -> bool {
        let author = match &self.at {
            At::Value(author, _) | At::Key(author, _) => Some(author),
            At::Section(..) | At::Nowhere => None,
        };
        author.is_some_and(|author| !matches!(author, Author::Page(_)))
    }
}

/// `did you mean …`, if a word is near, else other advice.
pub fn suggest<'w>(
    word: &str,
    known: impl IntoIterator<Item = &'w str>,
    otherwise: impl Into<String>,
) -> String {
    match nearest(word, known) {
        Some(near) => format!("did you mean `{near}`?"),
        None => otherwise.into(),
    }
}

/// A list of names for a message: at most `most`, and how many more there are.
pub fn names<'w>(all: impl IntoIterator<Item = &'w str>, most: usize) -> String {
    let mut all = all.into_iter();
    let mut shown: Vec<String> = all.by_ref().take(most).map(str::to_string).collect();
    match all.count() {
        0 => {}
        more => shown.push(format!("and {more} more")),
    }
    shown.join(", ")
}

/// Findings with their places. What many pages inherit is said once, with the pages' number.
pub fn located<'f>(
    findings: impl Iterator<Item = &'f Finding>,
    place: impl Fn(&At) -> Option<Span>,
) -> Vec<Diagnostic> {
    let mut inherited: BTreeMap<(Code, &At, &str), Vec<&Finding>> = BTreeMap::new();
    let mut all = Vec::new();
    for finding in findings {
        if finding.is_inherited() {
            let key = (finding.code, &finding.at, finding.message.as_str());
            inherited.entry(key).or_default().push(finding);
        } else {
            all.push(diagnostic(finding, &place));
        }
    }
    for same in inherited.into_values() {
        let Some(first) = same.iter().min_by_key(|finding| &finding.page) else {
            continue;
        };
        let page = &first.page;
        let whose = match same.len() - 1 {
            0 => format!("`{page}` inherits this"),
            1 => format!("`{page}` and another page inherit this"),
            more => format!("`{page}` and {more} other pages inherit this"),
        };
        all.push(diagnostic(first, &place).help(whose));
    }
    all
}

fn diagnostic(finding: &Finding, place: impl Fn(&At) -> Option<Span>) -> Diagnostic {
    let mut found = Diagnostic::new(finding.code, finding.message.clone());
    found.at = place(&finding.at);
    found.label.clone_from(&finding.label);
    found.help.clone_from(&finding.help);
    let also = finding.also.iter();
    found.also = also
        .filter_map(|(at, label)| Some((place(at)?, label.clone())))
        .collect();
    found
}
