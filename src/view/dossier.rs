//! The data block from which a script compares any entries.
//!
//! In: the dossiers, and the page they are shown on. Out: JSON, in which addresses are those of the page.

use serde::Serialize;
use serde_json::Value;

use crate::catalogue::entry::Named;
use crate::catalogue::entry::Reason;
use crate::declared::Circumstance;
use crate::generated::dossier::{Dossier, Dossiers};
use crate::generated::facts::{FactValue, ShownFact};
use crate::html::Html;
use crate::path::output::PageUrl;
use crate::view::data::{block, pick};
use crate::view::rating::{BarView, CitedView, RatingView, Track};
use crate::words::Words;

/// What the script says in our name.
pub const WORDS: [&str; 38] = [
    "add",
    "add_entry",
    "all_of_them",
    "avoid_when",
    "because",
    "columns_left_out",
    "compared",
    "copied",
    "copy_failed",
    "copy_link",
    "copy_record",
    "depends_on",
    "differences",
    "facts",
    "from_text",
    "gone",
    "other_ratings",
    "pros_and_cons",
    "qualities",
    "read_next",
    "record_bad",
    "record_because",
    "record_context",
    "record_drivers",
    "record_good",
    "record_more",
    "record_neutral",
    "record_options",
    "record_or",
    "record_outcome",
    "record_pros_and_cons",
    "record_source",
    "remove",
    "select_note",
    "trade_offs",
    "two_scales",
    "use_when",
    "versus",
];

#[derive(Serialize)]
struct Data<'a> {
    words: Value,
    qualities: Vec<(&'a str, bool)>,
    facts: &'a [String],
    relations: Vec<(usize, &'a str, usize, Option<&'a str>)>,
    entries: Vec<EntryData<'a>>,
}

#[derive(Serialize)]
struct EntryData<'a> {
    id: &'a str,
    path_id: &'a str,
    aliases: &'a [String],
    title: &'a str,
    href: String,
    kind: &'a str,
    scale: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    tipping_point: Option<&'a str>,
    pros: Vec<(&'a str, Option<&'a str>)>,
    cons: Vec<(&'a str, Option<&'a str>)>,
    neutral: Vec<(&'a str, Option<&'a str>)>,
    use_when: Vec<(usize, &'a str, Option<&'a str>)>,
    avoid_when: Vec<(usize, &'a str, Option<&'a str>)>,
    facts: Vec<(&'a str, Value, bool)>,
    next: Vec<(&'a str, String, Option<&'a str>)>,
    cells: Vec<CellData>,
}

/// A judgement; `at` holds the places of its lower and its higher value on the scale.
#[derive(Serialize)]
struct CellData {
    state: &'static str,
    tone: &'static str,
    #[serde(skip_serializing_if = "String::is_empty")]
    figure: String,
    word: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    bar: Option<BarView>,
    #[serde(skip_serializing_if = "Option::is_none")]
    at: Option<(usize, usize)>,
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    depends_on: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    basis: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    arguments: Vec<CitedView>,
}

/// The data block of the page at `own`.
pub fn dossiers(all: &Dossiers, own: &PageUrl, words: &Words) -> Html {
    let relations = all.relations.iter().map(|relation| {
        let (from, to) = (relation.from, relation.to);
        (from, relation.label.as_str(), to, relation.why.as_deref())
    });
    let qualities = all.qualities.iter();
    let show = Show { all, own, words };
    block(&Data {
        words: pick(words, &WORDS),
        qualities: qualities
            .map(|quality| (quality.label.as_str(), quality.is_shown))
            .collect(),
        facts: &all.facts,
        relations: relations.collect(),
        entries: all.entries.iter().map(|one| show.entry(one)).collect(),
    })
}

/// Dossiers on a page.
struct Show<'a> {
    all: &'a Dossiers,
    own: &'a PageUrl,
    words: &'a Words,
}

impl<'a> Show<'a> {
    fn entry(&self, dossier: &'a Dossier) -> EntryData<'a> {
        let compared = &dossier.compared;
        let next = dossier.next.iter();
        EntryData {
            id: &compared.entry.id,
            path_id: &dossier.path_id,
            aliases: &dossier.aliases,
            title: &compared.entry.title,
            href: self.href(&compared.entry),
            kind: &compared.kind,
            scale: dossier.scale,
            summary: compared.summary.as_deref(),
            tipping_point: compared.tipping_point.as_deref(),
            pros: reasons(&compared.pros),
            cons: reasons(&compared.cons),
            neutral: reasons(&compared.neutral),
            use_when: circumstances(&dossier.use_when),
            avoid_when: circumstances(&dossier.avoid_when),
            facts: dossier.facts.iter().map(fact).collect(),
            next: next
                .map(|(to, why)| (&*to.title, self.href(to), why.as_deref()))
                .collect(),
            cells: self.cells(dossier),
        }
    }

    fn cells(&self, dossier: &Dossier) -> Vec<CellData> {
        let legend = self.all.scales.get(dossier.scale).and_then(Option::as_ref);
        let cells = dossier.cells.iter().zip(&self.all.qualities);
        let cells = cells.map(|(shown, quality)| {
            let track = Track::of(legend, quality.better);
            let page = &dossier.compared.entry.url;
            let rating = RatingView::new(shown, track, page, self.own, self.words);
            CellData {
                state: rating.state,
                tone: rating.tone,
                figure: rating.figure,
                word: rating.word,
                bar: rating.bar,
                at: shown.position.map(|place| (place.low, place.high)),
                why: rating.why,
                depends_on: rating.depends_on,
                basis: rating.basis,
                source: rating.source,
                arguments: rating.arguments,
            }
        });
        cells.collect()
    }

    fn href(&self, entry: &Named) -> String {
        self.own.to(&entry.url, entry.anchor.as_ref())
    }
}

fn reasons(reasons: &[Reason]) -> Vec<(&str, Option<&str>)> {
    let reasons = reasons.iter();
    reasons
        .map(|reason| (reason.text.as_str(), reason.why.as_deref()))
        .collect()
}

fn circumstances(all: &[(usize, Circumstance)]) -> Vec<(usize, &str, Option<&str>)> {
    let all = all.iter();
    all.map(|(number, item)| (*number, item.text.as_str(), item.because.as_deref()))
        .collect()
}

/// A fact: what readers see, what it is compared by, whether somebody has said something.
fn fact(fact: &ShownFact) -> (&str, Value, bool) {
    let value = match &fact.value {
        Some(FactValue::Number(amount)) => amount.0.into(),
        Some(FactValue::Flag(flag)) => (*flag).into(),
        Some(FactValue::Text(text)) => text.as_str().into(),
        None => Value::Null,
    };
    (&fact.text, value, fact.is_judged)
}
