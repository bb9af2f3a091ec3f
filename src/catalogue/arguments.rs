//! What speaks for and against an entry.
//!
//! In: arguments from front matter or from prose. Out: [`Reason`]s that know the qualities they are about, and the
//! marks that they leave on cells in which nothing is rated.

use std::collections::BTreeSet;

use crate::catalogue::entry::{Cell, Judgement, Mark, Reason};
use crate::catalogue::findings::{At, Author, Finding};
use crate::catalogue::inheritance::Layers;
use crate::catalogue::judging::{Judge, trade_offs};
use crate::declared::{Argument, Declared, Quote, Section};
use crate::path::fold::fold;

/// Pros, cons and neutral remarks.
#[derive(Clone, Debug, Default)]
pub struct Arguments {
    /// What speaks for it.
    pub pros: Side,
    /// What speaks against it.
    pub cons: Side,
    /// What speaks neither way.
    pub neutral: Side,
}

/// Arguments of one side.
#[derive(Clone, Debug, Default)]
pub struct Side {
    /// The arguments.
    pub reasons: Vec<Reason>,
    /// Who wrote them, if they stand in front matter.
    pub author: Option<Author>,
    /// Those whose author says which quality they are about, with it.
    pub tied: Vec<(usize, usize)>,
}

/// The arguments of a page: those of the front matter, and of sides of which it says nothing, those of the prose.
pub fn of_page(
    judge: &Judge<'_>,
    layers: &Layers<'_>,
    prose: &Section,
    found: &mut Vec<Finding>,
) -> Arguments {
    type Get = fn(&Declared) -> Option<&Vec<Argument>>;
    let mut side = |key: &str, get: Get, quotes: &[Quote]| match layers.first(get) {
        Some((author, arguments)) => {
            let mut side = Side {
                author: Some(author.clone()),
                ..Side::default()
            };
            for (index, argument) in arguments.iter().enumerate() {
                let path = || trade_offs().key(key).item(index).key("quality");
                let qualities = match &argument.quality {
                    None => judge.measures.marks.find(&argument.text),
                    Some(id) => match judge.measures.quality(id) {
                        Some(quality) => {
                            side.tied.push((index, quality));
                            vec![quality]
                        }
                        None => {
                            let at = At::Value(author.clone(), path());
                            found.push(judge.unknown_quality(id, at));
                            Vec::new()
                        }
                    },
                };
                side.reasons.push(Reason {
                    text: argument.text.clone(),
                    qualities,
                    why: argument.why.clone(),
                    anchor: None,
                });
            }
            side
        }
        None => from_prose(judge, quotes),
    };
    Arguments {
        pros: side("pros", |declared| declared.pros.as_ref(), &prose.pros),
        cons: side("cons", |declared| declared.cons.as_ref(), &prose.cons),
        neutral: side(
            "neutral",
            |declared| declared.neutral.as_ref(),
            &prose.neutral,
        ),
    }
}

/// The arguments of a section of a page.
pub fn of_section(judge: &Judge<'_>, section: &Section) -> Arguments {
    Arguments {
        pros: from_prose(judge, &section.pros),
        cons: from_prose(judge, &section.cons),
        neutral: from_prose(judge, &section.neutral),
    }
}

fn from_prose(judge: &Judge<'_>, quotes: &[Quote]) -> Side {
    let reason = |quote: &Quote| Reason {
        text: quote.text.clone(),
        qualities: judge.measures.marks.find(&quote.text),
        why: None,
        anchor: quote.anchor.clone(),
    };
    Side {
        reasons: quotes.iter().map(reason).collect(),
        ..Side::default()
    }
}

/// Ties arguments to the cells of their qualities. Where nobody has judged a quality, they leave a mark; a rating, and
/// what silence means on a scale, are stronger.
pub fn mark(cells: &mut [Cell], arguments: &Arguments) {
    for (index, reason) in arguments.pros.reasons.iter().enumerate() {
        for quality in &reason.qualities {
            cells[*quality].pros.push(index);
        }
    }
    for (index, reason) in arguments.cons.reasons.iter().enumerate() {
        for quality in &reason.qualities {
            cells[*quality].cons.push(index);
        }
    }
    for cell in cells
        .iter_mut()
        .filter(|cell| cell.judgement == Judgement::Unknown)
    {
        let mark = match (cell.pros.is_empty(), cell.cons.is_empty()) {
            (false, true) => Mark::Better,
            (true, false) => Mark::Worse,
            (false, false) => Mark::Both,
            (true, true) => continue,
        };
        cell.judgement = Judgement::Marked(mark);
    }
}

/// Names that are no title and that do not repeat each other.
pub fn aliases<'n>(title: &str, names: impl Iterator<Item = &'n String>) -> Vec<String> {
    let mut seen = BTreeSet::from([fold(title)]);
    let mut aliases = Vec::new();
    for name in names {
        if seen.insert(fold(name)) {
            aliases.push(name.clone());
        }
    }
    aliases
}
