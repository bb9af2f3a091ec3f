//! Rules that an entry keeps or breaks by itself.
//!
//! In: an entry, judged, and what its page declares. Out: findings.

use crate::catalogue::arguments::{Arguments, Side};
use crate::catalogue::entry::{Cell, Entry, Judgement};
use crate::catalogue::findings::{At, Author, Finding, names};
use crate::catalogue::inheritance::Layers;
use crate::catalogue::judging::{Place, trade_offs};
use crate::catalogue::measures::Measures;
use crate::declared::{Declared, Section};
use crate::diagnostic::Code;
use crate::entry_keys::KeyPath;
use crate::model::amount::Amount;
use crate::model::{Better, Measure, Quality, Scale};
use crate::path::input::ContentPath;

/// How many names a message lists.
const MOST_NAMES: usize = 4;

/// An entry with all that rules look at.
#[derive(Clone, Copy, Debug)]
pub struct Judged<'a> {
    /// The entry; its arguments are still apart.
    pub entry: &'a Entry,
    /// Its arguments.
    pub arguments: &'a Arguments,
    /// Where its ratings are written, for each quality.
    pub places: &'a [Option<Place>],
    /// What its page declares and inherits.
    pub layers: &'a Layers<'a>,
    /// Its section, by its place among those of the page.
    pub section: Option<usize>,
    /// Whether somebody said of which kind it is, so that what kinds ask for holds.
    pub is_asked_for: bool,
}

/// What an entry breaks by itself.
pub fn of_entry(judged: &Judged<'_>, measures: &Measures) -> Vec<Finding> {
    let mut found = Vec::new();
    found.extend(one_sided(judged));
    if judged.section.is_some() {
        return found;
    }
    let model = &measures.model;
    if let Some(scale) = model.scale_of(&judged.entry.kind) {
        let kind = model.kinds.get(&judged.entry.kind);
        let is_required = kind.is_some_and(|kind| kind.require.iter().any(|key| key == "baseline"));
        found.extend(without_baseline(judged, scale, is_required));
        for ((quality, cell), place) in rated(judged, measures) {
            found.extend(unexplained(judged, quality, cell, place, scale));
        }
        found.extend(against_ratings(judged, measures, scale));
        found.extend(without_cost(judged, measures, scale));
        found.extend(unrated(judged, measures));
    }
    found
}

/// The qualities that are rated, with their cells and places.
fn rated<'a>(
    judged: &Judged<'a>,
    measures: &'a Measures,
) -> impl Iterator<Item = ((&'a Quality, &'a Cell), &'a Place)> {
    let cells = measures.model.qualities.iter().zip(&judged.entry.cells);
    let all = cells.zip(judged.places);
    all.filter_map(|(cell, place)| Some((cell, place.as_ref()?)))
}

/// The key of a page's own front matter.
fn own(judged: &Judged<'_>, key: KeyPath) -> At {
    At::Key(Author::Page(judged.entry.page.clone()), key)
}

/// Changes are measured against something. Where the kind requires a baseline, that it is missing is said anyway.
fn without_baseline(judged: &Judged<'_>, scale: &Scale, is_required: bool) -> Option<Finding> {
    let is_rated = judged.places.iter().any(Option::is_some);
    let is_change = scale.measure == Measure::Change;
    if !is_rated || !is_change || judged.entry.baseline.is_some() || is_required {
        return None;
    }
    let at = own(judged, trade_offs());
    let message = format!(
        "`{}` is rated as a change, but not against what",
        judged.entry.title
    );
    let finding = Finding::new(Code::C015, &judged.entry.page, at, message);
    Some(finding.help("add `baseline`: an entry, or words such as `plain call with a timeout`"))
}

/// An extreme needs a reason.
fn unexplained(
    judged: &Judged<'_>,
    quality: &Quality,
    cell: &Cell,
    (author, path): &Place,
    scale: &Scale,
) -> Option<Finding> {
    let is_end =
        |value: Amount| scale.values.first() == Some(&value) || scale.values.last() == Some(&value);
    let extreme = match cell.judgement {
        Judgement::Rated(value) => Some(value).filter(|value| is_end(*value)),
        Judgement::Range(low, high) => [low, high].into_iter().find(|value| is_end(*value)),
        _ => None,
    }?;
    if cell.why.is_some() || cell.depends_on.is_some() {
        return None;
    }
    let at = At::Value(author.clone(), path.clone().key("rating"));
    let message = format!(
        "`{}` is rated {extreme}, an end of its scale, without a reason",
        quality.id
    );
    let finding = Finding::new(Code::C017, &judged.entry.page, at, message);
    Some(finding.help(format!("write `{{rating: {extreme}, why: …}}`")))
}

/// Whether a rating is better or worse than the middle of the scale: the part of its width above the middle, in
/// hundredths and doubled so that the middle is whole. A range counts by its own middle.
fn lean(quality: &Quality, cell: &Cell, scale: &Scale) -> i64 {
    let ends = scale.values.first().zip(scale.values.last());
    let middle = ends.map_or(0, |(low, high)| low.0 + high.0);
    let value = match cell.judgement {
        Judgement::Rated(value) => 2 * value.0,
        Judgement::Range(low, high) => low.0 + high.0,
        _ => middle,
    };
    match quality.better {
        Better::Higher => value - middle,
        Better::Lower => middle - value,
        Better::Neither => 0,
    }
}

/// What an argument says of a quality does not contradict its rating.
fn against_ratings(judged: &Judged<'_>, measures: &Measures, scale: &Scale) -> Vec<Finding> {
    let sides = [
        ("pros", "pro", "worse", &judged.arguments.pros, 1),
        ("cons", "con", "better", &judged.arguments.cons, -1),
    ];
    let mut found = Vec::new();
    for (key, what, rated_as, side, sign) in sides {
        let Some(author) = &side.author else {
            continue;
        };
        for (index, position) in &side.tied {
            let quality = &measures.model.qualities[*position];
            if lean(quality, &judged.entry.cells[*position], scale) * sign >= 0 {
                continue;
            }
            let at = At::Value(
                author.clone(),
                trade_offs().key(key).item(*index).key("quality"),
            );
            let than = match scale.measure {
                Measure::Level => "the middle of its scale",
                Measure::Change => "the baseline",
            };
            let message = format!(
                "a {what} is about `{}`, which is rated {rated_as} than {than}",
                quality.id
            );
            let mut finding = Finding::new(Code::C019, &judged.entry.page, at, message)
                .help("change the rating, or say which other quality the argument is about");
            if let Some((author, path)) = &judged.places[*position] {
                let at = At::Value(author.clone(), path.clone().key("rating"));
                finding = finding.also(at, "rated here");
            }
            found.push(finding);
        }
    }
    found
}

/// Everything has a price.
fn without_cost(judged: &Judged<'_>, measures: &Measures, scale: &Scale) -> Option<Finding> {
    let is_said = |side: &Side| !side.reasons.is_empty();
    let mut rated = rated(judged, measures).peekable();
    rated.peek()?;
    let at = own(judged, trade_offs());
    let costs = rated.any(|((quality, cell), _)| lean(quality, cell, scale) < 0);
    if costs || is_said(&judged.arguments.cons) {
        return None;
    }
    let title = &judged.entry.title;
    let than = match scale.measure {
        Measure::Level => "below the middle of the scale",
        Measure::Change => "worse than the baseline",
    };
    let message = format!("`{title}` costs nothing: no con, and nothing is rated {than}");
    let finding = Finding::new(Code::C020, &judged.entry.page, at, message);
    Some(finding.help("say what it costs, in a rating or under `cons`"))
}

/// Some kinds want a word on every shown quality.
fn unrated(judged: &Judged<'_>, measures: &Measures) -> Option<Finding> {
    let kind = measures.model.kinds.get(&judged.entry.kind)?;
    if !kind.rate_all || !judged.is_asked_for {
        return None;
    }
    let pairs = measures.model.qualities.iter().zip(judged.places);
    let missing = pairs.filter(|(quality, place)| quality.is_shown && place.is_none());
    let missing: Vec<&str> = missing.map(|(quality, _)| quality.id.as_str()).collect();
    if missing.is_empty() {
        return None;
    }
    let at = own(judged, trade_offs());
    let quoted: Vec<String> = missing.iter().map(|id| format!("`{id}`")).collect();
    let all = names(quoted.iter().map(String::as_str), MOST_NAMES);
    let message = format!("`{}` says nothing of {all}", judged.entry.title);
    let finding = Finding::new(Code::C018, &judged.entry.page, at, message);
    Some(finding.help(format!(
        "entries of kind `{}` rate every shown quality; `n/a` and `unknown` count as well",
        judged.entry.kind
    )))
}

/// Pros without cons, or the reverse.
fn one_sided(judged: &Judged<'_>) -> Option<Finding> {
    let (pros, cons) = (&judged.arguments.pros, &judged.arguments.cons);
    let (key, what, missing, side) = match (pros.reasons.is_empty(), cons.reasons.is_empty()) {
        (false, true) => ("pros", "pros", "con", pros),
        (true, false) => ("cons", "cons", "pro", cons),
        _ => return None,
    };
    let page = &judged.entry.page;
    let at = match (&side.author, judged.section) {
        (Some(author), _) => At::Key(author.clone(), trade_offs().key(key)),
        (None, place) => At::Section(page.clone(), place.unwrap_or_default()),
    };
    let message = format!("`{}` has {what}, but no {missing}", judged.entry.title);
    let finding = Finding::new(Code::C081, page, at, message);
    Some(finding.help(format!(
        "add at least one {missing}: nothing has one side only"
    )))
}

/// Headings that announce pros and cons, below which one of the two is missing.
pub fn announced(page: &ContentPath, sections: &[Section]) -> Vec<Finding> {
    let mut holds: Vec<(bool, bool)> = sections
        .iter()
        .map(|section| (!section.pros.is_empty(), !section.cons.is_empty()))
        .collect();
    // What stands below a section comes behind it.
    for at in (0..sections.len()).rev() {
        if let Some(above) = sections[at].above.filter(|above| *above < at) {
            holds[above].0 |= holds[at].0;
            holds[above].1 |= holds[at].1;
        }
    }
    let pairs = sections.iter().zip(holds).enumerate();
    let found = pairs.filter_map(|(at, (section, holds))| {
        let missing = match holds {
            (true, true) => return None,
            (false, false) => "neither pros nor cons",
            (true, false) => "no cons",
            (false, true) => "no pros",
        };
        let heading = section.heading.as_ref().filter(|_| section.is_announced)?;
        let message = format!(
            "the heading `{}` announces pros and cons, but {missing} follow",
            heading.name
        );
        let finding = Finding::new(Code::C081, page, At::Section(page.clone(), at), message);
        Some(finding.help("write `Pros:` and `Cons:` below it, each with a list"))
    });
    found.collect()
}

/// Pros and cons that are found and, by the settings, not used.
pub fn unused(page: &ContentPath, sections: &[Section]) -> Option<Finding> {
    let holds = |section: &Section| !section.pros.is_empty() || !section.cons.is_empty();
    let first = sections.iter().position(holds)?;
    let count = |side: fn(&Section) -> usize| sections.iter().map(side).sum::<usize>();
    let (pros, cons) = (
        count(|section| section.pros.len()),
        count(|section| section.cons.len()),
    );
    let number = |count: usize, what: &str| match count {
        1 => format!("1 {what}"),
        _ => format!("{count} {what}s"),
    };
    let (pros, cons) = (number(pros, "pro"), number(cons, "con"));
    let message = format!("{pros} and {cons} are read from this text, and not used");
    let at = At::Section(page.clone(), first);
    let finding = Finding::new(Code::C080, page, at, message);
    Some(finding.help("`ingest = \"auto\"` in `[catalogue]` makes rows of a table of them"))
}

/// Keys that a kind asks for. `has` says whether the text of the page makes up for one.
pub fn required(
    page: &ContentPath,
    layers: &Layers<'_>,
    keys: &[String],
    has: impl Fn(&str) -> bool,
) -> Vec<Finding> {
    let is_declared = |key: &str| {
        let mut layers = layers.from_weakest();
        layers.any(|(_, declared)| has_key(declared, key))
    };
    let missing = keys.iter().filter(|key| !is_declared(key) && !has(key));
    let found = missing.map(|key| {
        let at = At::Value(Author::Page(page.clone()), KeyPath::of("kind"));
        let message = format!("`{key}` is missing");
        let finding = Finding {
            unless: Some(KeyPath::of(key)),
            ..Finding::new(Code::C007, page, at, message)
        };
        finding.help(format!(
            "pages of kind `{}` need it: add it to the front matter",
            layers.kind.id
        ))
    });
    found.collect()
}

/// Whether a key of the catalogue is declared.
fn has_key(declared: &Declared, key: &str) -> bool {
    let sides = [&declared.pros, &declared.cons, &declared.neutral];
    match key.replace('-', "_").as_str() {
        "kind" => declared.kind.is_some(),
        "family" => declared.family.is_some(),
        "summary" => declared.summary.is_some(),
        "problem" => declared.problem.is_some(),
        "baseline" => declared.baseline.is_some(),
        "status" => declared.status.is_some(),
        "maturity" => declared.maturity.is_some(),
        "level" => declared.level.is_some(),
        "reviewed" => declared.reviewed.is_some(),
        "trade_offs" | "tradeoffs" => {
            !declared.ratings.is_empty() || sides.iter().any(|side| side.is_some())
        }
        "facts" => !declared.facts.is_empty(),
        "use_when" => declared.use_when.is_some(),
        "avoid_when" => declared.avoid_when.is_some(),
        "tipping_point" => declared.tipping_point.is_some(),
        "relations" => !declared.relations.is_empty(),
        "examples" => declared.examples.is_some(),
        "references" => declared.references.is_some(),
        _ => false,
    }
}
