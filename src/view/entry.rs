//! What the catalogue says of a page, as a template sees it.
//!
//! In: the portrait of the page's entry, its relations, the places that mention it. Out: [`EntryView`].

use serde::Serialize;

use crate::catalogue::entry::{Baseline, Reason};
use crate::declared::{Circumstance, Publication};
use crate::generated::portrait::{Portrait, StripGroup};
use crate::model::{Better, Measure};
use crate::path::output::PageUrl;
use crate::view::base::LinkView;
use crate::view::graph::DrawingView;
use crate::view::matrix::strip_id;
use crate::view::rating::{RatingView, Track};
use crate::words::Words;

/// `page.entry`: the catalogue's part of a page that is an entry.
#[derive(Clone, Debug, Serialize)]
pub struct EntryView {
    /// Its id.
    pub id: String,
    /// Its other names.
    pub aliases: Vec<String>,
    /// What its kind is called.
    pub kind: String,
    /// Its family; the address is empty if that has no page.
    pub family: Option<LinkView>,
    /// The question it answers.
    pub problem: Option<String>,
    /// Its state in practice.
    pub maturity: Option<String>,
    /// The state of its page.
    pub status: Option<String>,
    /// Who it is for.
    pub level: Option<String>,
    /// The date of the last review.
    pub reviewed: Option<String>,
    /// What its changes are measured against; the address is empty if it is no page.
    pub baseline: Option<LinkView>,
    /// `level` or `change`, if it is rated.
    pub measure: Option<&'static str>,
    /// Its judgements, in groups.
    pub strip: Vec<StripGroupView>,
    /// Its relations, drawn.
    pub around: Option<DrawingView>,
    /// Its facts.
    pub facts: Vec<FactView>,
    /// When to use it.
    pub use_when: Vec<CircumstanceView>,
    /// When not to use it.
    pub avoid_when: Vec<CircumstanceView>,
    /// When the verdict flips.
    pub tipping_point: Option<String>,
    /// What speaks for it, as the front matter says; arguments in the text stay where they are.
    pub pros: Vec<ArgumentView>,
    /// What speaks against it.
    pub cons: Vec<ArgumentView>,
    /// What speaks neither way.
    pub neutral: Vec<ArgumentView>,
    /// Its bibliography.
    pub references: Vec<PublicationView>,
}

/// Judgements that stand together.
#[derive(Clone, Debug, Serialize)]
pub struct StripGroupView {
    /// What readers see; may be empty.
    pub label: String,
    /// The judgements.
    pub rows: Vec<StripRowView>,
}

/// A judgement in the strip.
#[derive(Clone, Debug, Serialize)]
pub struct StripRowView {
    /// The id of the row on the page.
    pub anchor: String,
    /// The quality.
    pub label: String,
    /// The question that a rating answers.
    pub question: Option<String>,
    /// The judgement.
    pub rating: RatingView,
}

/// A fact.
#[derive(Clone, Debug, Serialize)]
pub struct FactView {
    /// What it is about.
    pub label: String,
    /// Its value.
    pub text: String,
}

/// When to use an entry, or when not to.
#[derive(Clone, Debug, Serialize)]
pub struct CircumstanceView {
    /// The circumstance.
    pub text: String,
    /// Why.
    pub because: Option<String>,
    /// The better choice; the address is empty if no page has that name.
    pub see: Option<LinkView>,
}

/// An argument.
#[derive(Clone, Debug, Serialize)]
pub struct ArgumentView {
    /// The text.
    pub text: String,
    /// Why.
    pub why: Option<String>,
}

/// A publication.
#[derive(Clone, Debug, Serialize)]
pub struct PublicationView {
    /// The title.
    pub title: String,
    /// Who wrote it.
    pub author: Option<String>,
    /// The year.
    pub year: Option<String>,
    /// Where it can be read: an `http` or `https` address.
    pub url: Option<String>,
    /// A remark.
    pub note: Option<String>,
}

impl EntryView {
    /// The entry on its own page.
    pub fn new(
        portrait: &Portrait,
        family: Option<&PageUrl>,
        own: &PageUrl,
        words: &Words,
    ) -> EntryView {
        let entry = &*portrait.entry;
        let link = |name: &str| match portrait.choices.get(name) {
            Some(entry) => LinkView::entry(entry, own),
            None => text_link(name),
        };
        let circumstances = |all: &[Circumstance]| -> Vec<CircumstanceView> {
            let one = |one: &Circumstance| CircumstanceView {
                text: one.text.clone(),
                because: one.because.clone(),
                see: one.see.as_deref().map(link),
            };
            all.iter().map(one).collect()
        };
        EntryView {
            id: entry.id.clone(),
            aliases: entry.aliases.clone(),
            kind: portrait.kind.clone(),
            family: portrait.family.as_deref().map(|label| LinkView {
                href: family.map_or_else(String::new, |url| own.to(url, None)),
                ..text_link(label)
            }),
            problem: entry.problem.clone(),
            maturity: entry.maturity.clone(),
            status: entry.status.clone(),
            level: entry.level.clone(),
            reviewed: entry.reviewed.clone(),
            baseline: match (&portrait.baseline, &entry.baseline) {
                (Some(baseline), _) => Some(LinkView::entry(baseline, own)),
                (None, Some(Baseline::Entry(text) | Baseline::Text(text))) => Some(text_link(text)),
                (None, None) => None,
            },
            measure: portrait.measure.map(|measure| match measure {
                Measure::Level => "level",
                Measure::Change => "change",
            }),
            strip: portrait
                .groups
                .iter()
                .map(|group| strip_group(group, portrait, own, words))
                .collect(),
            around: portrait
                .around
                .as_ref()
                .map(|drawing| DrawingView::new(drawing, own)),
            facts: portrait
                .facts
                .iter()
                .map(|(label, fact)| FactView {
                    label: label.clone(),
                    text: fact.text.clone(),
                })
                .collect(),
            use_when: circumstances(&entry.use_when),
            avoid_when: circumstances(&entry.avoid_when),
            tipping_point: entry.tipping_point.clone(),
            pros: declared(&entry.pros),
            cons: declared(&entry.cons),
            neutral: declared(&entry.neutral),
            references: entry.references.iter().map(publication).collect(),
        }
    }
}

fn strip_group(
    group: &StripGroup,
    portrait: &Portrait,
    own: &PageUrl,
    words: &Words,
) -> StripGroupView {
    let rows = group.rows.iter().map(|row| {
        let track = Track {
            measure: portrait.measure.unwrap_or(Measure::Level),
            zero: portrait.zero,
            is_reversed: row.better == Better::Lower,
        };
        StripRowView {
            anchor: strip_id(&row.id),
            label: row.label.clone(),
            question: row.question.clone(),
            rating: RatingView::new(&row.shown, track, own, own, words),
        }
    });
    StripGroupView {
        label: group.label.clone(),
        rows: rows.collect(),
    }
}

/// Arguments of the front matter: those of the text are read there.
fn declared(reasons: &[Reason]) -> Vec<ArgumentView> {
    let declared = reasons.iter().filter(|reason| reason.anchor.is_none());
    declared.map(argument).collect()
}

/// An argument.
pub fn argument(reason: &Reason) -> ArgumentView {
    ArgumentView {
        text: reason.text.clone(),
        why: reason.why.clone(),
    }
}

fn publication(publication: &Publication) -> PublicationView {
    let is_address = |url: &&String| url.starts_with("https://") || url.starts_with("http://");
    PublicationView {
        title: publication.title.clone(),
        author: publication.author.clone(),
        year: publication.year.clone(),
        url: publication.url.as_ref().filter(is_address).cloned(),
        note: publication.note.clone(),
    }
}

/// A name that leads nowhere.
fn text_link(text: &str) -> LinkView {
    LinkView {
        label: text.to_string(),
        href: String::new(),
        current: false,
    }
}
