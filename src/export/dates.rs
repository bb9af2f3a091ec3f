//! When each page was changed last.
//!
//! In: what front matter says of it, and what the history of the repository tells. Out: [`Dated`] for each page of which
//! it is known. Front matter wins, for the day and for the author alone.

use std::collections::BTreeMap;

use crate::card::Card;
use crate::catalogue::tree::Cards;
use crate::path::input::ContentPath;
use crate::sources::{Change, Changes};
use crate::value::date::day;

/// The last change of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dated {
    /// The moment, as `2026-03-31T09:30:00Z`; midnight if only the day is known.
    pub moment: String,
    /// Who made it, if that is to be said.
    pub author: Option<String>,
}

/// The last change of each page, by file.
pub type Dates = BTreeMap<ContentPath, Dated>;

impl Dated {
    /// The day, as `2026-03-31`.
    pub fn day(&self) -> &str {
        self.moment.get(..10).unwrap_or_default()
    }
}

/// The last changes of pages; `with_author` says whether the history's authors are to be named.
pub fn dates(cards: &Cards, changes: &Changes, with_author: bool) -> Dates {
    let dated = |(path, card): (&ContentPath, &std::sync::Arc<Card>)| {
        let change = changes.get(path);
        Some((path.clone(), dated(card, change, with_author)?))
    };
    cards.iter().filter_map(dated).collect()
}

fn dated(card: &Card, change: Option<&Change>, with_author: bool) -> Option<Dated> {
    let written = card.last_update.date.as_deref().and_then(moment);
    let committed = || change.map(|change| change.moment.clone());
    let author = change.filter(|_| with_author && written.is_none());
    let author = author.map(|change| change.author.clone());
    Some(Dated {
        author: card.last_update.author.clone().or(author),
        moment: written.or_else(committed)?,
    })
}

/// The first moment of a day as people write it.
pub fn moment(written: &str) -> Option<String> {
    let (year, month, day) = day(written)?;
    Some(format!("{year:04}-{month:02}-{day:02}T00:00:00Z"))
}
