//! Relations as files: JSON, DOT, Mermaid.
//!
//! In: relations and the names of their ends. Out: the texts of `relations.json`, `graph.dot`, `graph.mmd`.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde::Serialize;

use crate::catalogue::edge::Edge;
use crate::generated::drawing::RelationRow;
use crate::model::Model;

#[derive(Serialize)]
struct Relation<'a> {
    from: &'a str,
    #[serde(rename = "type")]
    relation: &'a str,
    to: &'a str,
    why: Option<&'a str>,
    declared_in: Option<&'a Declaration>,
}

/// Where a relation is declared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Declaration {
    /// The file, as it is named from the project folder.
    pub file: String,
    /// The line, counted from 1.
    pub line: usize,
}

/// `relations.json`: a list of `{from, type, to, why, declared_in: {file, line}}`, in the order of the catalogue.
/// `places` has one for each edge.
pub fn json(edges: &[Edge], places: &[Option<Declaration>]) -> String {
    let relations = edges.iter().zip(places).map(|(edge, place)| Relation {
        from: &edge.from,
        relation: &edge.relation,
        to: &edge.to,
        why: edge.why.as_deref(),
        declared_in: place.as_ref(),
    });
    let relations: Vec<Relation> = relations.collect();
    let json = serde_json::to_string(&relations).expect("the fields are texts and numbers");
    json + "\n"
}

/// `graph.dot`, for Graphviz.
pub fn dot(rows: &[RelationRow], model: &Model) -> String {
    let mut out = String::from("digraph patterns {\n  rankdir=LR;\n  node [shape=box];\n");
    for (id, title) in ends(rows) {
        let _ = writeln!(out, "  {} [label={}];", quoted(id), quoted(title));
    }
    for row in rows {
        let direction = if is_symmetric(model, row) {
            ", dir=none"
        } else {
            ""
        };
        let (from, to) = (quoted(&row.from.id), quoted(&row.to.id));
        let _ = writeln!(
            out,
            "  {from} -> {to} [label={}{direction}];",
            quoted(&row.label)
        );
    }
    out + "}\n"
}

/// `graph.mmd`, for Mermaid. Its ids are numbers, since those of entries may be words that Mermaid keeps for itself.
pub fn mermaid(rows: &[RelationRow], model: &Model) -> String {
    let mut out = String::from("flowchart LR\n");
    let ends = ends(rows);
    let numbers: BTreeMap<&str, usize> = ends.keys().enumerate().map(|(n, id)| (*id, n)).collect();
    for (number, title) in ends.values().enumerate() {
        let _ = writeln!(out, "  n{number}[\"{}\"]", entities(title));
    }
    for row in rows {
        let arrow = if is_symmetric(model, row) {
            "---"
        } else {
            "-->"
        };
        if let (Some(from), Some(to)) = (numbers.get(&*row.from.id), numbers.get(&*row.to.id)) {
            let _ = writeln!(out, "  n{from} {arrow}|\"{}\"| n{to}", entities(&row.label));
        }
    }
    out
}

/// The ends of relations: ids with titles.
fn ends(rows: &[RelationRow]) -> BTreeMap<&str, &str> {
    let ends = rows.iter().flat_map(|row| [&row.from, &row.to]);
    ends.map(|end| (end.id.as_str(), &*end.title)).collect()
}

fn is_symmetric(model: &Model, row: &RelationRow) -> bool {
    let kind = model.relations.iter().find(|kind| kind.id == row.relation);
    kind.is_some_and(|kind| kind.is_symmetric())
}

/// A text between quotes, on one line.
fn quoted(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let text = words.join(" ").replace('\\', "\\\\").replace('"', "\\\"");
    format!("\"{text}\"")
}

/// A text in which all that may mean something to Mermaid is written as a number.
fn entities(text: &str) -> String {
    let is_plain = |letter: char| letter.is_alphanumeric() || " -–,./()'".contains(letter);
    let mut out = String::new();
    for letter in text.chars() {
        match (is_plain(letter), letter.is_whitespace()) {
            (true, _) => out.push(letter),
            (_, true) => out.push(' '),
            _ => {
                let _ = write!(out, "#{};", u32::from(letter));
            }
        }
    }
    out
}
