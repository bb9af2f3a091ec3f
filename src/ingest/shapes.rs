//! The shapes in which authors write labels and arguments.
//!
//! In: a passage, an item or a table as plain text. Out: labels with what follows them, arguments with their side.

use std::ops::Range;

use crate::body::Reference;
use crate::ingest::labels::Labels;
use crate::ingest::names::without_emoji;
use crate::ingest::words::Field;
use crate::markdown::prose::{Item, Passage, Prose, in_one_line};

/// What a label announces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lead {
    /// One field.
    Field(Field),
    /// Both pros and cons.
    Both,
}

/// Lines of a passage with the label before them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment<'t> {
    /// The label; none for what stands before the first one.
    pub lead: Option<Lead>,
    /// The text behind the label.
    pub text: &'t str,
}

/// The segments of a passage. In an item the label need not be emphasised to have text behind it on its line.
pub fn segments<'t>(passage: &'t Passage, in_item: bool, labels: &Labels) -> Vec<Segment<'t>> {
    let text = passage.text.as_str();
    let mut segments: Vec<Segment<'t>> = Vec::new();
    let mut starts: Vec<usize> = Vec::new();
    let mut emphasised = passage.emphasised.iter().peekable();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at + line.len() - without_emoji(line).len();
        at += line.len();
        let end = at - line.len() + line.trim_end().len();
        while emphasised.next_if(|range| range.end <= start).is_some() {}
        let bold = emphasised
            .peek()
            .filter(|range| range.start <= start && range.end <= end);
        let is_first = segments.is_empty();
        let is_whole = is_first && at == text.len();
        let line = &text[start.min(end)..end];
        let lead = match bold {
            Some(bold) => emphasised_lead(line, bold.end - start, labels),
            None => None,
        };
        let plain = || {
            plain_lead(
                line,
                is_first && in_item,
                is_whole || is_first && in_item,
                labels,
            )
        };
        match lead.or_else(plain) {
            Some((lead, length)) => {
                segments.push(Segment {
                    lead: Some(lead),
                    text: "",
                });
                starts.push(start + length);
            }
            None if is_first => {
                segments.push(Segment {
                    lead: None,
                    text: "",
                });
                starts.push(0);
            }
            None => {}
        }
        if let (Some(segment), Some(start)) = (segments.last_mut(), starts.last()) {
            segment.text = text[*start..at].trim();
        }
    }
    segments
}

/// A label in emphasis at the beginning of a line, and where the text behind it begins. A colon or a dash follows, or
/// nothing.
fn emphasised_lead(line: &str, length: usize, labels: &Labels) -> Option<(Lead, usize)> {
    let (label, rest) = line.split_at_checked(length)?;
    let behind = rest.trim_start();
    let is_closed = label.trim_end().ends_with([':', '：']);
    let separated = behind.strip_prefix([':', '：', '–', '—', '-']);
    let text = match (separated, is_closed || behind.is_empty()) {
        (Some(text), _) => text,
        (None, true) => behind,
        (None, false) => return None,
    };
    Some((lead(label, labels)?, line.len() - text.len()))
}

/// A label without emphasis: before a colon, or alone on its line.
fn plain_lead(
    line: &str,
    may_have_text: bool,
    may_be_alone: bool,
    labels: &Labels,
) -> Option<(Lead, usize)> {
    if let Some((label, rest)) = line.split_once([':', '：']) {
        let fits = may_have_text || (may_be_alone && rest.trim().is_empty());
        return Some((
            lead(label, labels).filter(|_| fits)?,
            line.len() - rest.len(),
        ));
    }
    let lead = lead(line, labels).filter(|_| may_be_alone)?;
    Some((lead, line.len()))
}

/// What a label announces.
pub fn lead(label: &str, labels: &Labels) -> Option<Lead> {
    let field = labels.field(label).map(Lead::Field);
    field.or_else(|| {
        let is_bare = labels.combined(label)?.subject.is_none();
        is_bare.then_some(Lead::Both)
    })
}

/// `Good, because …`, `Bad, because …`, `Neutral, because …`: the side, and the reason.
pub fn because(text: &str) -> Option<(Field, &str)> {
    let end = text.find(|letter: char| !letter.is_ascii_alphabetic())?;
    let (word, rest) = text.split_at(end);
    let field = match word.to_ascii_lowercase().as_str() {
        "good" => Field::Pros,
        "bad" => Field::Cons,
        "neutral" => Field::Neutral,
        _ => return None,
    };
    let rest = rest.trim_start_matches([',', ' ', '\n']);
    let (word, reason) = rest.split_at_checked("because".len())?;
    let is_because = word.eq_ignore_ascii_case("because");
    let is_apart = reason.starts_with(|letter: char| !letter.is_alphanumeric());
    (is_because && is_apart).then(|| (field, reason.trim_start_matches([',', ':', ' ', '\n'])))
}

const GOOD: &[&str] = &[
    "✅",
    "✔",
    "✓",
    "☑",
    "👍",
    "➕",
    "🟢",
    "+",
    "＋",
    ":white_check_mark:",
    ":heavy_check_mark:",
    ":+1:",
];
const BAD: &[&str] = &[
    "❌",
    "✖",
    "✗",
    "✘",
    "❎",
    "👎",
    "➖",
    "🔴",
    "🚫",
    "⛔",
    "−",
    "–",
    "-",
    ":x:",
    ":-1:",
    ":no_entry:",
];

/// A sign at the beginning of a text, whether it is a good one, and the text behind it.
pub fn sign(text: &str) -> Option<(bool, &str)> {
    let find = |signs: &[&str]| signs.iter().find_map(|sign| text.strip_prefix(sign));
    let (is_good, rest) = match find(GOOD) {
        Some(rest) => (true, rest),
        None => (false, find(BAD)?),
    };
    let rest = rest.trim_start_matches('\u{fe0f}');
    let is_typed = text.starts_with(['+', '-', '–', '−']);
    let is_apart = !is_typed || rest.starts_with(char::is_whitespace);
    is_apart.then(|| (is_good, rest.trim_start()))
}

/// The passages of an item itself, and the lists in it.
pub fn own_and_nested(item: &Item) -> (Vec<&Passage>, Vec<&[Item]>) {
    let (mut own, mut nested) = (Vec::new(), Vec::new());
    for block in &item.blocks {
        match block {
            Prose::Paragraph(passage) => own.push(passage),
            Prose::List(items) => nested.push(items.as_slice()),
            Prose::Heading { .. } | Prose::Table(..) => {}
        }
    }
    (own, nested)
}

/// Passages as one line.
pub fn joined(passages: &[&Passage]) -> String {
    let lines: Vec<String> = passages.iter().map(|passage| passage.line()).collect();
    lines.join(" ")
}

/// A table whose two columns are pros and cons, or the reverse.
pub fn columns(head: &[Passage], labels: &Labels) -> Option<[Field; 2]> {
    let [first, second] = head else { return None };
    let fields = [labels.field(&first.text)?, labels.field(&second.text)?];
    match fields {
        [Field::Pros, Field::Cons | Field::TradeOffs] => Some([Field::Pros, Field::Cons]),
        [Field::Cons | Field::TradeOffs, Field::Pros] => Some([Field::Cons, Field::Pros]),
        _ => None,
    }
}

/// The arguments in the cell of a table: its lines, without what stands for the points of a list.
pub fn cell_arguments(cell: &Passage) -> impl Iterator<Item = &str> {
    cell.text.lines().map(|line| {
        let line = line.trim();
        let point = line.strip_prefix(['-', '*', '•', '·', '–']);
        match point.filter(|rest| rest.starts_with(char::is_whitespace)) {
            Some(rest) => rest.trim_start(),
            None => line,
        }
    })
}

/// The links of a passage. The words behind a link belong to it if it is the only one.
pub fn related(passage: &Passage) -> Vec<(Reference, Option<String>)> {
    let words = |link: &Range<usize>| {
        let behind = passage
            .text
            .get(link.end..)
            .filter(|_| passage.links.len() == 1)?;
        let is_joint = |letter: char| letter.is_whitespace() || ":,;–—-".contains(letter);
        let why = in_one_line(behind.trim_start_matches(is_joint));
        why.contains(char::is_alphanumeric).then_some(why)
    };
    let links = passage.links.iter();
    links
        .map(|(range, reference)| (reference.clone(), words(range)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_stand_apart_from_words() {
        let check =
            |text: &str, expected: Option<(bool, &str)>| assert_eq!(sign(text), expected, "{text}");
        check("✅ Fast", Some((true, "Fast")));
        check("✔️Fast", Some((true, "Fast")));
        check("❌ Slow", Some((false, "Slow")));
        check(":x: Slow", Some((false, "Slow")));
        check("+ Fast", Some((true, "Fast")));
        check("− Slow", Some((false, "Slow")));
        check("+1 dB", None);
        check("-ish", None);
        check("Fast ✅", None);
    }

    #[test]
    fn reasons_of_decision_records_have_a_side() {
        let check = |text: &str, expected: Option<(Field, &str)>| {
            assert_eq!(because(text), expected, "{text}");
        };
        check(
            "Good, because it is small",
            Some((Field::Pros, "it is small")),
        );
        check("Bad because, it is slow", Some((Field::Cons, "it is slow")));
        check("NEUTRAL,\nbecause so", Some((Field::Neutral, "so")));
        check("Good becausey", None);
        check("Goods, because", None);
        check("Good", None);
        check("Good, bécause", None);
    }
}
