//! What the parts of a formula are to their neighbours.
//!
//! In: events. Out: the [`Atom`] of an element, which decides on the spaces around it.

use pulldown_latex::event::{Content, DelimiterType, Event, Visual};

/// What a sign is to its neighbours (page 170 of the manual of TeX).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Atom {
    /// A letter, a number, a text.
    Ordinary,
    /// A function or a large operator.
    Operator,
    /// Something between two things.
    Binary,
    /// A relation.
    Relation,
    /// An opening bracket.
    Open,
    /// A closing one.
    Close,
    /// A comma.
    Punctuation,
    /// A group, a fraction.
    Inner,
}

/// What the element at a place is to its neighbours.
pub fn atom_at(events: &[Event<'_>], mut at: usize) -> Option<Atom> {
    // A script is what its base is.
    while let Some(Event::Script { .. } | Event::Visual(Visual::Negation)) = events.get(at) {
        at += 1;
    }
    Some(match events.get(at)? {
        Event::Content(content) => match content {
            Content::Text(_) | Content::Number(_) | Content::Ordinary { .. } => Atom::Ordinary,
            Content::Function(_) | Content::LargeOp { .. } => Atom::Operator,
            Content::BinaryOp { .. } => Atom::Binary,
            Content::Relation { .. } => Atom::Relation,
            Content::Delimiter { ty, .. } => match ty {
                DelimiterType::Open => Atom::Open,
                DelimiterType::Close => Atom::Close,
                DelimiterType::Fence => Atom::Ordinary,
            },
            Content::Punctuation(_) => Atom::Punctuation,
        },
        Event::Begin(_) | Event::Visual(_) => Atom::Inner,
        _ => return None,
    })
}

/// Whether the element at a place is the name of a function.
pub fn is_function(events: &[Event<'_>], mut at: usize) -> bool {
    while let Some(Event::Script { .. }) = events.get(at) {
        at += 1;
    }
    matches!(events.get(at), Some(Event::Content(Content::Function(_))))
}

/// Whether the sign at this place stands between two things.
pub fn is_binary(events: &[Event<'_>], at: usize, before: Option<Atom>) -> bool {
    let has_left = matches!(before, Some(Atom::Ordinary | Atom::Close | Atom::Inner));
    let next = (at + 1..events.len()).find_map(|at| atom_at(events, at));
    let ends = matches!(
        events.get(at + 1),
        None | Some(Event::End | Event::EnvironmentFlow(_))
    );
    has_left && !ends && !matches!(next, Some(Atom::Close | Atom::Relation | Atom::Punctuation))
}

/// What the next element is, if it follows without a space.
pub fn next_atom(events: &[Event<'_>], at: usize) -> Option<Atom> {
    match events.get(at)? {
        Event::End | Event::EnvironmentFlow(_) | Event::Space { .. } => None,
        _ => atom_at(events, at),
    }
}
