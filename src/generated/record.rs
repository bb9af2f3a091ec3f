//! A first draft of a decision record.
//!
//! In: a comparison, or a choice with its ranking. Out: Markdown in the order of sections that MADR (Markdown
//! Architectural Decision Records, version 4) has. What only the deciders know is left blank.

use std::collections::BTreeSet;

use crate::catalogue::entry::Reason;
use crate::generated::cell::{Shown, Tone};
use crate::generated::choice::{Candidate, Choice, Point};
use crate::generated::compare::{Comparison, QualityRow};
use crate::generated::conditions::{Condition, Test};
use crate::generated::plain::escaped;
use crate::words::Words;

/// The record of a comparison. `link` is the address of the page it came from.
pub fn of_comparison(words: &Words, comparison: &Comparison, link: &str) -> String {
    let titles = comparison.entries.iter().map(|entry| &*entry.entry.title);
    let titles: Vec<&str> = titles.collect();
    let mut record = Record::new(words, &titles.join(&format!(" {} ", words.record_or)));
    let differing = comparison
        .scales
        .iter()
        .flat_map(|block| &block.differences);
    let mut seen = BTreeSet::new();
    let labels = differing.map(|row| escaped(&row.label));
    let drivers: Vec<String> = labels.filter(|label| seen.insert(label.clone())).collect();
    record.list(words.record_drivers, &drivers);
    let options: Vec<String> = titles.iter().map(|title| escaped(title)).collect();
    record.list(words.record_options, &options);
    record.section(2, words.record_outcome);
    record.section(2, words.record_pros_and_cons);
    for (place, option) in comparison.entries.iter().enumerate() {
        record.section(3, &escaped(&option.entry.title));
        let mut lines = Vec::new();
        for block in &comparison.scales {
            let own = block.entries.iter().position(|entry| *entry == place);
            for row in block.differences.iter().chain(&block.others) {
                lines.extend(own.and_then(|own| rated(words, row, own)));
            }
        }
        let argued = |lead: &'static str, reasons: &[Reason]| -> Vec<(&'static str, String)> {
            let text = |reason: &Reason| match &reason.why {
                Some(why) => format!("{} ({})", escaped(&reason.text), escaped(why)),
                None => escaped(&reason.text),
            };
            reasons.iter().map(|reason| (lead, text(reason))).collect()
        };
        lines.extend(argued(words.record_good, &option.pros));
        lines.extend(argued(words.record_neutral, &option.neutral));
        lines.extend(argued(words.record_bad, &option.cons));
        record.arguments(words, lines);
    }
    record.end(words, link)
}

/// The record of a choice. `link` is the address of the page it came from, with its state.
pub fn of_choice(words: &Words, choice: &Choice, link: &str) -> String {
    let mut record = Record::new(words, &choice.label);
    let weights = choice.weights.iter();
    let mut drivers: Vec<String> = weights
        .map(|weight| format!("{}: {}", escaped(&weight.label), weight.word))
        .collect();
    drivers.extend(
        choice
            .conditions
            .iter()
            .map(|condition| sentence(words, condition)),
    );
    record.list(words.record_drivers, &drivers);
    let candidates = || choice.groups.iter().flat_map(|group| &group.entries);
    let options = candidates().map(|candidate| escaped(&candidate.entry.title));
    record.list(words.record_options, &options.collect::<Vec<_>>());
    record.section(2, words.record_outcome);
    record.section(2, words.record_pros_and_cons);
    for candidate in candidates() {
        record.section(3, &escaped(&candidate.entry.title));
        record.arguments(words, points(words, candidate));
    }
    if !choice.excluded.is_empty() {
        record.section(3, words.record_excluded);
    }
    for excluded in &choice.excluded {
        let reasons = excluded.reasons.iter().filter_map(|(at, value)| {
            let condition = choice.conditions.get(*at)?;
            Some(format!(
                "{} – {}",
                sentence(words, condition),
                escaped(value)
            ))
        });
        let reasons: Vec<String> = reasons.collect();
        record.item(&format!(
            "{}: {}",
            escaped(&excluded.entry.title),
            reasons.join("; ")
        ));
    }
    record.end(words, link)
}

/// A condition as a sentence: `Things to deploy: at most few`.
pub fn told(words: &Words, condition: &Condition) -> String {
    let plain = |text: &str| text.to_string();
    spelt(words, condition, plain)
}

/// The same in Markdown.
pub fn sentence(words: &Words, condition: &Condition) -> String {
    spelt(words, condition, escaped)
}

fn spelt(words: &Words, condition: &Condition, write: fn(&str) -> String) -> String {
    let test = match condition.test {
        Test::Is => "",
        Test::Not => words.test_not,
        Test::AtMost => words.test_at_most,
        Test::AtLeast => words.test_at_least,
    };
    let limit = format!("{test} {}", write(&condition.limit));
    format!("{}: {}", write(&condition.label), limit.trim_start())
}

/// The arguments of one option: each with how it is meant.
type Arguments = Vec<(&'static str, String)>;

fn rated(words: &Words, row: &QualityRow, place: usize) -> Option<(&'static str, String)> {
    let shown = row.cells.get(place)?;
    let lead = match shown.tone {
        Tone::Good => words.record_good,
        Tone::Poor => words.record_bad,
        Tone::Neutral => return None,
    };
    // Marks are arguments, which stand below by themselves.
    shown.values?;
    Some((lead, judgement(&row.label, shown)))
}

fn points(words: &Words, candidate: &Candidate) -> Arguments {
    let told = |lead: &'static str, points: &[Point]| -> Arguments {
        let tell = |point: &Point| (lead, judgement(&point.label, &point.shown));
        points.iter().map(tell).collect()
    };
    let mut lines = told(words.record_good, &candidate.strengths);
    lines.extend(told(words.record_bad, &candidate.weaknesses));
    lines
}

fn judgement(label: &str, shown: &Shown) -> String {
    let (label, word) = (escaped(label), escaped(&shown.word));
    match &shown.why {
        Some(why) => format!("{label}: {word} ({})", escaped(why)),
        None => format!("{label}: {word}"),
    }
}

/// A record being written.
struct Record(String);

impl Record {
    fn new(words: &Words, title: &str) -> Record {
        let mut record = Record(format!("# {}\n", escaped(title)));
        record.section(2, words.record_context);
        record
    }

    /// A heading; `title` is Markdown.
    fn section(&mut self, level: usize, title: &str) {
        self.0
            .push_str(&format!("\n{} {title}\n", "#".repeat(level)));
    }

    /// An item of a list; `text` is Markdown.
    fn item(&mut self, text: &str) {
        let last = self.0.lines().next_back().unwrap_or_default();
        if !last.starts_with('*') {
            self.0.push('\n');
        }
        self.0.push_str(&format!("* {text}\n"));
    }

    fn list(&mut self, title: &str, items: &[String]) {
        self.section(2, title);
        items.iter().for_each(|item| self.item(item));
    }

    fn arguments(&mut self, words: &Words, arguments: Arguments) {
        for (lead, text) in arguments {
            self.item(&format!("{lead}, {} {text}", words.record_because));
        }
    }

    fn end(mut self, words: &Words, link: &str) -> String {
        self.section(2, words.record_more);
        self.item(&format!("{} <{link}>", words.record_source));
        self.0
    }
}
