//! Links in prose, seen from both ends.
//!
//! In: what cards refer to, and the relations. Out: [`Mentions`]: for each page, the pages that link to it and those it
//! links to, with the headings below which the links stand. Pairs that a relation joins are left out: readers see them
//! there.

use std::collections::{BTreeMap, BTreeSet};

use crate::body::Reference;
use crate::card::{Card, HeadingName, State};
use crate::catalogue::names::Spot;
use crate::catalogue::relations::Relations;
use crate::path::input::ContentPath;

/// All mentions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mentions {
    /// By the page that is mentioned, then by that which mentions it.
    pub incoming: BTreeMap<ContentPath, Vec<Mention>>,
    /// By the page that mentions, then by that which is mentioned.
    pub outgoing: BTreeMap<ContentPath, Vec<Mention>>,
}

/// A page that links to an entry or a page.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mention {
    /// The page.
    pub from: ContentPath,
    /// What it links to.
    pub to: Spot,
    /// The headings below which the links stand, in the order of the page; `None` above the first one.
    pub below: Vec<Option<HeadingName>>,
}

impl Mentions {
    /// The mentions of a book. Pages that no list shall name mention nobody. `resolve` says what a reference on a page
    /// leads to.
    pub fn new<'a>(
        cards: impl Iterator<Item = &'a Card>,
        relations: &Relations,
        resolve: impl Fn(&Reference, &Card) -> Option<Spot>,
    ) -> Mentions {
        let related = relations.pairs();
        let mut mentions = Mentions::default();
        for card in cards.filter(|card| card.state != State::Unlisted) {
            let mut found: BTreeMap<Spot, Vec<Option<HeadingName>>> = BTreeMap::new();
            for (reference, below) in &card.mentions {
                if let Some(to) = resolve(reference, card)
                    && to.page != card.path
                    && !below.is_empty()
                {
                    found.entry(to).or_default().extend(below.iter().cloned());
                }
            }
            let own = Spot::page(&card.path);
            for (to, mut below) in found {
                let pair = match own <= to {
                    true => (&own, &to),
                    false => (&to, &own),
                };
                if related.contains(&pair) {
                    continue;
                }
                // One heading may stand over several ways to write the same page.
                let mut seen = BTreeSet::new();
                below.retain(|heading| seen.insert(heading.clone()));
                let mention = Mention {
                    from: card.path.clone(),
                    to,
                    below,
                };
                let outgoing = mentions.outgoing.entry(card.path.clone());
                outgoing.or_default().push(mention.clone());
                let incoming = mentions.incoming.entry(mention.to.page.clone());
                incoming.or_default().push(mention);
            }
        }
        for list in mentions.incoming.values_mut() {
            list.sort_unstable();
        }
        mentions
    }
}
