//! Names that pages write for entries and for each other, resolved.
//!
//! In: a name, and where it is written. Out: the [`Spot`] that it means. What means nothing or several things is
//! reported, with the nearest name or with all that it may mean.

use crate::catalogue::findings::{At, Finding};
use crate::catalogue::names::{Names, Spot};
use crate::catalogue::tree::Cards;
use crate::diagnostic::Code;
use crate::path::input::ContentPath;
use crate::value::keys::nearest;

/// For how many names the nearest known one is looked for. Each search passes all names of the book.
const MOST_SEARCHES: usize = 200;

/// How many candidates a message lists.
const MOST_CANDIDATES: usize = 10;

/// What a name means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// One spot.
    One(Spot),
    /// A draft, which is not built.
    Draft,
    /// Nothing, or several spots; that was reported.
    Unclear,
    /// Nothing.
    Unknown,
}

/// Resolves names.
#[derive(Debug)]
pub struct Resolver<'a> {
    names: &'a Names,
    drafts: Names,
    searches: usize,
    /// What was wrong.
    pub findings: Vec<Finding>,
}

/// A name where it is written.
#[derive(Clone, Debug)]
pub struct Written<'a> {
    /// The name.
    pub name: &'a str,
    /// What messages call the key: `relations.requires`.
    pub key: &'a str,
    /// The page for which it is written.
    pub page: &'a ContentPath,
    /// Where.
    pub at: At,
}

impl<'a> Resolver<'a> {
    /// Resolves the names of a book, some of whose pages are drafts.
    pub fn new(names: &'a Names, drafts: &Cards) -> Resolver<'a> {
        Resolver {
            names,
            drafts: Names::new(drafts, std::iter::empty()),
            searches: 0,
            findings: Vec::new(),
        }
    }

    /// What a name means. That it means nothing is not reported: it may be a text.
    pub fn look_up(&mut self, written: &Written<'_>) -> Meaning {
        let (hits, is_id) = self.names.search(written.name);
        match hits {
            [] if !self.drafts.find(written.name).is_empty() => Meaning::Draft,
            [] => Meaning::Unknown,
            [spot] => {
                if !is_id {
                    let finding = self.by_title(written, spot);
                    self.findings.push(finding);
                }
                Meaning::One(spot.clone())
            }
            several => {
                let finding = self.ambiguous(written, several);
                self.findings.push(finding);
                Meaning::Unclear
            }
        }
    }

    /// What a name means that has to mean something.
    pub fn resolve(&mut self, written: &Written<'_>) -> Meaning {
        let meaning = self.look_up(written);
        if meaning == Meaning::Unknown {
            let finding = self.unknown(written);
            self.findings.push(finding);
        }
        meaning
    }

    fn unknown(&mut self, written: &Written<'_>) -> Finding {
        let Written {
            name, key, page, ..
        } = written;
        let message = format!("`{key}` names an unknown entry `{name}`");
        let finding = Finding::new(Code::C030, page, written.at.clone(), message);
        let all = "`patternbook list ids` shows all ids";
        self.searches += 1;
        let near = match self.searches <= MOST_SEARCHES {
            true => nearest(name, self.names.all()),
            false => None,
        };
        finding.help(match near {
            Some(near) => format!("did you mean `{near}`? {all}"),
            None => format!("write the id of an entry or a page; {all}"),
        })
    }

    fn ambiguous(&self, written: &Written<'_>, hits: &[Spot]) -> Finding {
        let Written {
            name, key, page, ..
        } = written;
        let message = format!("`{name}` in `{key}` may mean several entries");
        let shown = hits.iter().take(MOST_CANDIDATES);
        let shown: Vec<String> = shown
            .map(|spot| format!("`{}`", self.names.id_of(spot)))
            .collect();
        Finding::new(Code::C030, page, written.at.clone(), message)
            .help(format!("write one of them: {}", shown.join(", ")))
    }

    fn by_title(&self, written: &Written<'_>, spot: &Spot) -> Finding {
        let Written {
            name, key, page, ..
        } = written;
        let message = format!("`{key}` names `{name}` by its title or another of its names");
        let id = self.names.id_of(spot);
        Finding::new(Code::C032, page, written.at.clone(), message).help(format!(
            "write its id, `{id}`, which stays when the title changes"
        ))
    }
}
