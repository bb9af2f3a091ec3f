//! What holds for a page: its own front matter over the defaults of its folders and of its kind.
//!
//! In: the card of a page, the defaults. Out: [`Layers`], the strongest first, each value with who wrote it. The kind
//! is settled before anything else, because it brings defaults of its own.

use std::collections::BTreeMap;

use crate::card::Card;
use crate::catalogue::findings::Author;
use crate::declared::Declared;
use crate::entry_keys::Defaults;
use crate::outline::Outline;

/// The defaults of a book.
#[derive(Clone, Copy, Debug)]
pub struct AllDefaults<'a> {
    /// Those of folders.
    pub outline: &'a Outline,
    /// Those of kinds.
    pub kinds: &'a BTreeMap<String, Defaults>,
}

/// What a page says, and what others say for it.
#[derive(Clone, Debug)]
pub struct Layers<'a> {
    /// The strongest first.
    layers: Vec<(Author, &'a Declared)>,
    /// What the page is.
    pub kind: Kind,
}

/// The kind of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kind {
    /// Its id.
    pub id: String,
    /// Who declared it; none if it is the default of the book.
    pub author: Option<Author>,
}

impl<'a> Layers<'a> {
    /// What holds for a page of a book whose pages are of the kind `default` unless they say otherwise. A kind that
    /// `is_kind` does not know counts as none; it is told in the second value.
    pub fn new(
        card: &'a Card,
        all: &AllDefaults<'a>,
        default: &str,
        is_kind: impl Fn(&str) -> bool,
    ) -> (Layers<'a>, Option<Kind>) {
        let own = (Author::Page(card.path.clone()), &card.declared);
        let mut layers = vec![own];
        let inherited = all.outline.inherited(&card.path.folder());
        let folders = inherited.into_iter().rev();
        layers.extend(folders.map(|defaults| {
            let author = Author::Folder(defaults.file.clone());
            (author, &defaults.declared)
        }));
        let written = layers.iter().find_map(|(author, declared)| {
            let id = declared.kind.clone()?;
            let author = Some(author.clone());
            Some(Kind { id, author })
        });
        let (kind, unknown) = match written {
            Some(kind) if is_kind(&kind.id) => (Some(kind), None),
            other => (None, other),
        };
        let kind = kind.unwrap_or(Kind {
            id: default.to_string(),
            author: None,
        });
        if let Some(defaults) = all.kinds.get(&kind.id) {
            layers.push((Author::Kind(kind.id.clone()), &defaults.declared));
        }
        (Layers { layers, kind }, unknown)
    }

    /// The value that holds, of a key that is replaced as a whole.
    pub fn first<T: 'a>(
        &self,
        get: impl Fn(&'a Declared) -> Option<&'a T>,
    ) -> Option<(&Author, &'a T)> {
        let mut layers = self.layers.iter();
        layers.find_map(|(author, declared)| Some((author, get(declared)?)))
    }

    /// A copy of the value that holds.
    pub fn value<T: Clone + 'a>(&self, get: impl Fn(&'a Declared) -> Option<&'a T>) -> Option<T> {
        self.first(get).map(|(_, value)| value.clone())
    }

    /// Every layer, the weakest first: for maps, in which the later wins key by key.
    pub fn from_weakest(&self) -> impl Iterator<Item = (&Author, &'a Declared)> {
        let layers = self.layers.iter().rev();
        layers.map(|(author, declared)| (author, *declared))
    }

    /// The relations that hold: of each type the list of the strongest layer that has one.
    pub fn relations(&self) -> Vec<(&Author, &'a str, &'a [crate::declared::Target])> {
        let mut found: BTreeMap<&str, (&Author, &[crate::declared::Target])> = BTreeMap::new();
        for (author, declared) in self.from_weakest() {
            for (kind, targets) in &declared.relations {
                found.insert(kind, (author, targets));
            }
        }
        let found = found.into_iter();
        found
            .map(|(kind, (author, targets))| (author, kind, targets))
            .collect()
    }
}
