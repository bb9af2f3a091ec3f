//! Tables as files: CSV, JSON and Markdown.
//!
//! In: a matrix. Out: the texts of `matrix-<id>.csv`, `matrix-<id>-reasons.csv`, `matrix-<id>.json`, `matrix-<id>.md`. All
//! hold the same rows and columns in the same order, hidden columns included. CSV follows RFC 4180; a text that a
//! spreadsheet would take for a formula gets a leading `'`.

use serde::Serialize;
use serde_json::{Map, Value};

use crate::catalogue::entry::Mark;
use crate::declared::Basis;
use crate::export::numbers::number;
use crate::generated::cell::{Shown, State};
use crate::generated::facts::{FactValue, ShownFact};
use crate::generated::matrix::Matrix;
use crate::generated::plain::escaped;
use crate::generated::rows::{Content, Row};
use crate::model::Better;
use crate::path::output::PageUrl;
use crate::words::Words;

/// The columns before those of the table.
const NAMES: [&str; 4] = ["id", "title", "kind", "family"];

/// `matrix-<id>.csv`: a line of ids, then a line for each entry.
pub fn csv(matrix: &Matrix) -> String {
    let mut lines = Lines::new();
    let ids = matrix.columns.iter().map(|head| guarded(&head.id));
    lines.push(NAMES.map(str::to_string).into_iter().chain(ids));
    for row in &matrix.rows {
        let family = row.family.as_deref().unwrap_or_default();
        let names = [&row.entry.id, &*row.entry.title, &row.kind, family].map(guarded);
        let cells = row.cells.iter().map(|cell| field(&cell.content));
        lines.push(names.into_iter().chain(cells));
    }
    lines.finish()
}

/// Rows of texts below their names.
pub fn csv_rows(columns: &[&str], rows: &[Vec<String>]) -> String {
    let mut lines = Lines::new();
    lines.push(columns.iter().map(|name| (*name).to_string()));
    for row in rows {
        lines.push(row.iter().map(|text| guarded(text)));
    }
    lines.finish()
}

/// `matrix-<id>-reasons.csv`: a line for each rating.
pub fn reasons_csv(matrix: &Matrix) -> String {
    let mut lines = Lines::new();
    let head = [
        "entry",
        "quality",
        "state",
        "value",
        "why",
        "basis",
        "source",
        "depends_on",
    ];
    lines.push(head.map(str::to_string).into_iter());
    for row in &matrix.rows {
        for (head, cell) in matrix.columns.iter().zip(&row.cells) {
            let Content::Quality(shown) = &cell.content else {
                continue;
            };
            let text = |text: &Option<String>| guarded(text.as_deref().unwrap_or_default());
            let line = [
                guarded(&row.entry.id),
                guarded(&head.id),
                state(shown.state).to_string(),
                field(&cell.content),
                text(&shown.why),
                basis(shown).to_string(),
                text(&shown.source),
                text(&shown.depends_on),
            ];
            lines.push(line.into_iter());
        }
    }
    lines.finish()
}

/// `matrix-<id>.md`: a table for other people's documents.
pub fn markdown(matrix: &Matrix, words: &Words) -> String {
    let heads = matrix.columns.iter().map(|head| escaped(&head.label));
    let mut out = String::new();
    push_row(&mut out, std::iter::once(String::new()).chain(heads));
    push_row(
        &mut out,
        std::iter::repeat_n("---".to_string(), matrix.columns.len() + 1),
    );
    for row in &matrix.rows {
        let cells = row.cells.iter().map(|cell| match &cell.content {
            Content::Quality(shown) if shown.figure.is_empty() => escaped(&shown.word),
            Content::Quality(shown) => {
                format!("{} {}", escaped(&shown.figure), escaped(&shown.word))
            }
            Content::Fact(fact) if fact.text.is_empty() => escaped(words.not_judged),
            Content::Fact(fact) => escaped(&fact.text),
        });
        push_row(
            &mut out,
            std::iter::once(escaped(&row.entry.title)).chain(cells),
        );
    }
    out
}

/// A matrix in JSON.
#[derive(Serialize)]
struct Table<'a> {
    format: u32,
    id: &'a str,
    title: &'a str,
    columns: Vec<ColumnOf<'a>>,
    rows: Vec<RowOf<'a>>,
}

#[derive(Serialize)]
struct ColumnOf<'a> {
    id: &'a str,
    label: &'a str,
    better: Option<&'static str>,
}

#[derive(Serialize)]
struct RowOf<'a> {
    id: &'a str,
    title: &'a str,
    url: String,
    kind: &'a str,
    family: Option<&'a str>,
    cells: Map<String, Value>,
}

/// `matrix-<id>.json`: `{format, id, title, columns, rows}`; a row has its cells by the ids of the columns. Addresses
/// are relative to the root of the site.
pub fn json(matrix: &Matrix) -> String {
    let table = Table {
        format: 1,
        id: &matrix.id,
        title: &matrix.title,
        columns: matrix
            .columns
            .iter()
            .map(|head| ColumnOf {
                id: &head.id,
                label: &head.label,
                better: head.better.map(better),
            })
            .collect(),
        rows: matrix.rows.iter().map(|row| row_of(matrix, row)).collect(),
    };
    let json = serde_json::to_string(&table).expect("the fields are texts and numbers");
    json + "\n"
}

fn row_of<'a>(matrix: &'a Matrix, row: &'a Row) -> RowOf<'a> {
    let cells = matrix.columns.iter().zip(&row.cells);
    RowOf {
        id: &row.entry.id,
        title: &row.entry.title,
        url: PageUrl::root().to(&row.entry.url, row.entry.anchor.as_ref()),
        kind: &row.kind,
        family: row.family.as_deref(),
        cells: cells
            .map(|(head, cell)| {
                let value = match &cell.content {
                    Content::Quality(shown) => rating(shown),
                    Content::Fact(fact) => fact_value(fact),
                };
                (head.id.clone(), value)
            })
            .collect(),
    }
}

/// A rating as data: `{state, value | lo, hi | mark, label, why, basis, source, depends_on}`; what is not there is left
/// out.
pub fn rating(shown: &Shown) -> Value {
    let mut rating = Map::new();
    rating.insert("state".to_string(), state(shown.state).into());
    if let Some((low, high)) = shown.values {
        let ends = match shown.state {
            State::Range => vec![("lo", low), ("hi", high)],
            _ => vec![("value", low)],
        };
        for (key, end) in ends {
            rating.insert(key.to_string(), number(end).into());
        }
    }
    if let State::Derived(mark) = shown.state {
        rating.insert("mark".to_string(), mark_word(mark).into());
        let arguments = shown.arguments.iter().map(|argument| {
            let side = if argument.is_pro { "pro" } else { "con" };
            Value::from_iter([("side", side), ("text", &argument.text)])
        });
        rating.insert("arguments".to_string(), arguments.collect());
    }
    rating.insert("label".to_string(), shown.word.as_str().into());
    let texts = [
        ("why", shown.why.as_deref()),
        (
            "basis",
            Some(basis(shown)).filter(|basis| !basis.is_empty()),
        ),
        ("source", shown.source.as_deref()),
        ("depends_on", shown.depends_on.as_deref()),
    ];
    for (key, text) in texts {
        if let Some(text) = text {
            rating.insert(key.to_string(), text.into());
        }
    }
    rating.into()
}

/// A fact or a field as data.
pub fn fact_value(fact: &ShownFact) -> Value {
    match &fact.value {
        Some(FactValue::Number(amount)) => number(*amount).into(),
        Some(FactValue::Flag(flag)) => (*flag).into(),
        Some(FactValue::Text(text)) => text.as_str().into(),
        None => unsaid(fact).into(),
    }
}

/// Why a fact has no value.
fn unsaid(fact: &ShownFact) -> &'static str {
    if fact.is_judged { "n/a" } else { "unknown" }
}

/// Which end is good, as settings write it.
pub fn better(better: Better) -> &'static str {
    match better {
        Better::Higher => "higher",
        Better::Lower => "lower",
        Better::Neither => "none",
    }
}

fn state(state: State) -> &'static str {
    match state {
        State::Rated => "rated",
        State::Implied => "implied",
        State::Range => "range",
        State::NotApplicable => "n/a",
        State::Unknown => "unknown",
        State::Derived(_) => "derived",
    }
}

fn mark_word(mark: Mark) -> &'static str {
    match mark {
        Mark::Better => "better",
        Mark::Worse => "worse",
        Mark::Both => "both",
    }
}

/// What a rating rests on; empty for what nobody wrote.
fn basis(shown: &Shown) -> &'static str {
    match (shown.state, shown.basis) {
        (State::Implied | State::Unknown | State::NotApplicable | State::Derived(_), _) => "",
        (_, Basis::Argued) => "argued",
        (_, Basis::Measured) => "measured",
        (_, Basis::Cited) => "cited",
    }
}

/// A cell as a field of CSV. Numbers stay numbers, also negative ones; all else is guarded text.
fn field(content: &Content) -> String {
    match content {
        Content::Quality(shown) => match (shown.state, shown.values) {
            (State::Range, Some((low, high))) => guarded(&format!("{low}..{high}")),
            (_, Some((value, _))) => value.to_string(),
            (State::Derived(mark), None) => mark_word(mark).to_string(),
            (other, None) => state(other).to_string(),
        },
        Content::Fact(fact) => match &fact.value {
            Some(FactValue::Number(number)) => number.to_string(),
            Some(FactValue::Flag(flag)) => flag.to_string(),
            Some(FactValue::Text(text)) => guarded(text),
            None => unsaid(fact).to_string(),
        },
    }
}

/// A text that no spreadsheet takes for a formula.
fn guarded(text: &str) -> String {
    match text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        true => format!("'{text}"),
        false => text.to_string(),
    }
}

fn push_row(out: &mut String, cells: impl Iterator<Item = String>) {
    for cell in cells {
        out.push_str("| ");
        out.push_str(&cell);
        out.push(' ');
    }
    out.push_str("|\n");
}

/// Lines of CSV.
struct Lines(csv::Writer<Vec<u8>>);

impl Lines {
    fn new() -> Lines {
        let mut builder = csv::WriterBuilder::new();
        Lines(
            builder
                .terminator(csv::Terminator::CRLF)
                .from_writer(Vec::new()),
        )
    }

    fn push(&mut self, fields: impl Iterator<Item = String>) {
        let written = self.0.write_record(fields);
        written.expect("a list of bytes takes everything, and all lines are equally long");
    }

    fn finish(self) -> String {
        let bytes = self.0.into_inner().unwrap_or_default();
        String::from_utf8(bytes).expect("it was made of texts")
    }
}
