//! What a page refers to, with the headings it does so below.
//!
//! In: the places where the page refers to something, and its headings. Out: each local reference once, for the card.
//! Headings are named and not placed, so an edit above them leaves the card equal.

use std::collections::BTreeMap;

use crate::body::Reference;
use crate::card::HeadingName;
use crate::markdown::heading::Heading;
use crate::markdown::sink::Mention;
use crate::path::anchor::Anchor;

/// The local references of a page. The places of `mentions` are still those in the text with everything included, as
/// those of `headings` are. `title` is the heading of the page as a whole.
pub fn mentions(
    mentions: &[Mention],
    headings: &[Heading],
    title: Option<&Anchor>,
) -> BTreeMap<Reference, Vec<Option<HeadingName>>> {
    let mut starts: Vec<(usize, Option<&Heading>)> = headings
        .iter()
        .map(|heading| {
            let is_title = title == Some(&heading.anchor);
            (heading.range.start, (!is_title).then_some(heading))
        })
        .collect();
    starts.sort_by_key(|(start, _)| *start);
    let mut found: BTreeMap<&Reference, Vec<usize>> = BTreeMap::new();
    for mention in mentions {
        let is_elsewhere = matches!(
            mention.reference,
            Reference::External(_) | Reference::Here(_)
        );
        if is_elsewhere {
            continue;
        }
        let below = found.entry(&mention.reference).or_default();
        if !mention.is_image {
            let at = mention.origin.at.range.start;
            below.push(starts.partition_point(|(start, _)| *start <= at));
        }
    }
    let name = |number: usize| {
        let (_, heading) = starts.get(number.checked_sub(1)?)?;
        heading.map(|heading| HeadingName {
            anchor: heading.anchor.clone(),
            text: heading.text.clone(),
        })
    };
    let named = |(reference, mut below): (&Reference, Vec<usize>)| {
        below.sort_unstable();
        below.dedup();
        let mut names: Vec<Option<HeadingName>> = below.into_iter().map(name).collect();
        // The place above all headings and the one below the title are the same to readers.
        names.dedup();
        (reference.clone(), names)
    };
    found.into_iter().map(named).collect()
}
