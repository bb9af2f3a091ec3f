//! What a page says of qualities, judged by the model.
//!
//! In: the layers of a page, the scale of its kind. Out: one [`Cell`] for each quality, and who
//! wrote it. A wrong value is reported and counts as unknown, so that the rest can be shown.

use crate::catalogue::entry::{Cell, Judgement};
use crate::catalogue::findings::{At, Author, Finding, names, suggest};
use crate::catalogue::inheritance::Layers;
use crate::catalogue::measures::Measures;
use crate::declared::{Basis, Point, Rating, Written};
use crate::diagnostic::Code;
use crate::entry_keys::KeyPath;
use crate::model::amount::Amount;
use crate::model::{Absent, Quality, Scale};
use crate::path::fold::fold;
use crate::path::input::ContentPath;

/// Where a rating is written: who wrote it, and under which key.
pub type Place = (Author, KeyPath);

/// How many words a message lists.
pub const MOST_WORDS: usize = 12;

/// What an entry is judged with.
#[derive(Clone, Copy, Debug)]
pub struct Judge<'a> {
    /// The model.
    pub measures: &'a Measures,
    /// The kind of the entry.
    pub kind: &'a str,
    /// Its page.
    pub page: &'a ContentPath,
}

/// The key of the ratings.
pub fn trade_offs() -> KeyPath {
    KeyPath::of("trade-offs")
}

/// An entry of which nothing is said.
pub fn silent(scale: Option<&Scale>) -> Cell {
    let judgement = match scale.map(|scale| scale.absent) {
        Some(Absent::Value(value)) => Judgement::Implied(value),
        Some(Absent::NotApplicable) => Judgement::NotApplicable,
        Some(Absent::Unknown) | None => Judgement::Unknown,
    };
    Cell {
        judgement,
        why: None,
        basis: Basis::default(),
        source: None,
        depends_on: None,
        pros: Vec::new(),
        cons: Vec::new(),
    }
}

impl Judge<'_> {
    /// The ratings that hold, and where each is written; none where nothing is said.
    pub fn cells(
        &self,
        layers: &Layers<'_>,
        found: &mut Vec<Finding>,
    ) -> (Vec<Cell>, Vec<Option<Place>>) {
        let model = &self.measures.model;
        let scale = model.scale_of(self.kind);
        let mut stated: Vec<Option<(Author, &str, &Rating)>> = vec![None; model.qualities.len()];
        for (author, declared) in layers.from_weakest() {
            for (key, rating) in &declared.ratings {
                let Some(index) = self.measures.quality(key) else {
                    let at = At::Key(author.clone(), trade_offs().key(key));
                    found.push(self.unknown_quality(key, at));
                    continue;
                };
                let before = stated[index].take();
                if let Some((first, first_key, _)) = before.filter(|(first, ..)| first == author) {
                    let at = At::Key(author.clone(), trade_offs().key(key));
                    let message = format!("`{first_key}` and `{key}` are the same quality");
                    let first = At::Key(first, trade_offs().key(first_key));
                    found.push(
                        Finding::new(Code::C005, self.page, at, message)
                            .label("this one is read")
                            .also(first, "here first")
                            .help("remove one of the two"),
                    );
                }
                stated[index] = Some((author.clone(), key, rating));
            }
        }
        let judged = model.qualities.iter().zip(stated).map(|(quality, stated)| {
            let Some((author, key, rating)) = stated else {
                return (silent(scale), None);
            };
            let path = trade_offs().key(key);
            let at = At::Value(author.clone(), path.clone().key("rating"));
            let judgement = match (scale, &rating.value) {
                (_, Written::Unknown) => Judgement::Unknown,
                (_, Written::NotApplicable) => Judgement::NotApplicable,
                (None, _) => {
                    found.push(self.without_scale(key, at));
                    Judgement::Unknown
                }
                (Some(scale), value) => {
                    let read = self.value(value, key, quality, scale, at);
                    read.unwrap_or_else(|finding| {
                        found.push(finding);
                        Judgement::Unknown
                    })
                }
            };
            let cell = Cell {
                judgement,
                why: rating.why.clone(),
                basis: rating.basis,
                source: rating.source.clone(),
                depends_on: rating.depends_on.clone(),
                pros: Vec::new(),
                cons: Vec::new(),
            };
            (cell, Some((author, path)))
        });
        judged.unzip()
    }

    /// The finding on a quality that there is not.
    pub fn unknown_quality(&self, id: &str, at: At) -> Finding {
        let qualities = &self.measures.model.qualities;
        let ids = || qualities.iter().map(|quality| quality.id.as_str());
        let advice = match qualities.is_empty() {
            true => "declare it as a `[[catalogue.quality]]` of book.toml".to_string(),
            false => format!("qualities of this book: {}", names(ids(), MOST_WORDS)),
        };
        Finding::new(
            Code::C010,
            self.page,
            at,
            format!("there is no quality `{id}`"),
        )
        .help(suggest(id, ids(), advice))
    }

    fn without_scale(&self, key: &str, at: At) -> Finding {
        let message = format!(
            "`{key}` is rated, but entries of kind `{}` have no scale",
            self.kind
        );
        Finding::new(Code::C012, self.page, at, message)
            .help("give the page a kind with a scale, or write pros and cons instead")
    }

    fn value(
        &self,
        value: &Written,
        key: &str,
        quality: &Quality,
        scale: &Scale,
        at: At,
    ) -> Result<Judgement, Finding> {
        let point = |point: &Point, at: At| self.point(point, key, quality, scale, at);
        match value {
            Written::Point(one) => point(one, at).map(Judgement::Rated),
            Written::Range(low, high) => {
                let end = |index| match &at {
                    At::Value(author, path) => At::Value(author.clone(), path.clone().item(index)),
                    other => other.clone(),
                };
                let (first, last) = (point(low, end(0))?, point(high, end(1))?);
                if first > last {
                    let message = format!("the range of `{key}` goes from {first} down to {last}");
                    return Err(Finding::new(Code::C014, self.page, at, message)
                        .label("the lower value stands first")
                        .help("swap the two"));
                }
                Ok(match first == last {
                    true => Judgement::Rated(first),
                    false => Judgement::Range(first, last),
                })
            }
            Written::NotApplicable => Ok(Judgement::NotApplicable),
            Written::Unknown => Ok(Judgement::Unknown),
        }
    }

    fn point(
        &self,
        point: &Point,
        key: &str,
        quality: &Quality,
        scale: &Scale,
        at: At,
    ) -> Result<Amount, Finding> {
        let kind = self.measures.model.kinds.get(self.kind);
        let scale_id = kind
            .and_then(|kind| kind.scale.as_deref())
            .unwrap_or_default();
        let labels = quality.labels.get(scale_id).unwrap_or(&scale.labels);
        let words = || labels.iter().map(String::as_str);
        let help = format!(
            "entries of kind `{}` are rated on the scale `{scale_id}`",
            self.kind
        );
        match point {
            Point::Number(number) if scale.values.contains(number) => Ok(*number),
            Point::Number(number) => {
                let message = format!("rating {number} for `{key}` is off the scale `{scale_id}`");
                let values: Vec<String> = scale.values.iter().map(Amount::to_string).collect();
                let ends = words().next().zip(words().next_back());
                let ends = ends
                    .map(|(low, high)| format!(" ({low} … {high})"))
                    .unwrap_or_default();
                let allowed = format!("allowed: {}{ends}, a range, n/a, unknown", values.join(" "));
                Err(Finding::new(Code::C012, self.page, at, message)
                    .label(allowed)
                    .help(help))
            }
            Point::Label(word) => {
                let folded = fold(word);
                let position = words().position(|label| fold(label) == folded);
                let value = position.and_then(|position| scale.values.get(position));
                value.copied().ok_or_else(|| {
                    let message =
                        format!("`{word}` for `{key}` is no word of the scale `{scale_id}`");
                    let allowed = format!("allowed: {}, n/a, unknown", names(words(), MOST_WORDS));
                    Finding::new(Code::C013, self.page, at, message)
                        .label(allowed)
                        .help(suggest(word, words(), help))
                })
            }
        }
    }
}
