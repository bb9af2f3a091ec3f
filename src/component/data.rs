//! What a component says of pros and cons.
//!
//! In: its tag. Out: [`Data`], and the Markdown that says the same; or the [`Problem`] that keeps it from being read.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::ops::Range;

use crate::component::literal::Literal;
use crate::component::tag::Tag;

/// Components that every book knows.
const COMPONENTS: [&str; 6] = [
    "ProsCons",
    "Pros",
    "Cons",
    "Vs",
    "Comparison",
    "DecisionMatrix",
];
/// Attributes and keys that hold pros.
const PROS: [&str; 3] = ["pros", "advantages", "benefits"];
/// Attributes and keys that hold cons.
const CONS: [&str; 3] = ["cons", "disadvantages", "drawbacks"];
/// Attributes that hold the one side that `Pros` or `Cons` is about.
const ITEMS: [&str; 3] = ["items", "list", "points"];
/// Keys of a table that hold its name, or its text.
const TEXTS: [&str; 5] = ["text", "name", "title", "label", "description"];

/// Components and the attributes that hold their pros and cons, beside those that every book knows.
pub(crate) type Known = BTreeMap<String, (Vec<String>, Vec<String>)>;

/// The attributes of a component that matter.
#[derive(Debug)]
pub(crate) struct Names {
    component: String,
    pros: Vec<String>,
    cons: Vec<String>,
}

/// The two sides of one thing.
#[derive(Debug, Default)]
struct Sides {
    name: Option<String>,
    pros: Vec<String>,
    cons: Vec<String>,
}

/// What a component says.
#[derive(Debug, Default)]
pub(crate) struct Data {
    own: Sides,
    groups: Vec<Sides>,
}

/// Why a component cannot be read.
#[derive(Debug)]
pub(crate) struct Problem {
    /// What is wrong.
    pub(crate) message: String,
    /// Where.
    pub(crate) range: Range<usize>,
}

impl Names {
    /// Whether a component is one that is read.
    pub(crate) fn knows(component: &str, known: &Known) -> bool {
        COMPONENTS.contains(&component) || known.contains_key(component)
    }

    /// Those of a component.
    pub(crate) fn of(component: &str, known: &Known) -> Names {
        let names = |usual: [&str; 3], is_side: bool| {
            let items = ITEMS.iter().filter(|_| is_side);
            usual.iter().chain(items).map(ToString::to_string).collect()
        };
        let usual = (
            names(PROS, component == "Pros"),
            names(CONS, component == "Cons"),
        );
        let (pros, cons) = known.get(component).cloned().unwrap_or(usual);
        Names {
            component: component.to_string(),
            pros,
            cons,
        }
    }

    /// The side an attribute holds: `true` for pros.
    fn side(&self, attribute: &str) -> Option<bool> {
        let is_among = |names: &[String]| names.iter().any(|name| name == attribute);
        match (is_among(&self.pros), is_among(&self.cons)) {
            (true, _) => Some(true),
            (false, true) => Some(false),
            (false, false) => None,
        }
    }
}

impl Data {
    /// What a tag says. One with children may say nothing itself.
    pub(crate) fn read(tag: &Tag<'_>, names: &Names, has_children: bool) -> Result<Data, Problem> {
        let mut data = Data::default();
        for attribute in &tag.attributes {
            let problem = |what: &str| Problem {
                message: format!("`{}` of `<{}>` {what}", attribute.name, tag.name),
                range: attribute.range.clone(),
            };
            let side = names.side(attribute.name);
            match (&attribute.value, side) {
                (None, Some(_)) => return Err(problem("is no plain value")),
                (None, None) if attribute.name.is_empty() => {
                    return Err(Problem {
                        message: format!("`<{}>` takes values from elsewhere", tag.name),
                        range: attribute.range.clone(),
                    });
                }
                (None, None) => {}
                (Some(value), Some(is_pro)) => {
                    let texts = texts(value).ok_or_else(|| problem("holds no texts"))?;
                    match is_pro {
                        true => data.own.pros.extend(texts),
                        false => data.own.cons.extend(texts),
                    }
                }
                (Some(Literal::Text(text)), None) if TEXTS.contains(&attribute.name) => {
                    data.own.name = Some(text.clone());
                }
                (Some(value), None) => data.groups.extend(groups(value, names)),
            }
        }
        let is_empty = data.own.is_empty() && data.groups.is_empty();
        match is_empty && !has_children {
            true => Err(Problem {
                message: format!("`<{}>` holds neither pros nor cons", tag.name),
                range: tag.range.clone(),
            }),
            false => Ok(data),
        }
    }

    /// The same as Markdown: labels above lists, below a heading for each of several things.
    pub(crate) fn markdown(&self, names: &Names, has_children: bool) -> String {
        let mut out = String::new();
        if let Some(name) = &self.own.name {
            paragraph(&mut out, &format!("*{}*", escaped(name)));
        }
        self.own.write(&mut out);
        for group in &self.groups {
            if let Some(name) = &group.name {
                paragraph(&mut out, &format!("### {}", escaped(name)));
            }
            group.write(&mut out);
        }
        // The children of these are the arguments.
        match names.component.as_str() {
            "Pros" if has_children && self.own.pros.is_empty() => paragraph(&mut out, "**Pros**"),
            "Cons" if has_children && self.own.cons.is_empty() => paragraph(&mut out, "**Cons**"),
            _ => {}
        }
        out
    }
}

impl Sides {
    fn is_empty(&self) -> bool {
        self.pros.is_empty() && self.cons.is_empty()
    }

    fn write(&self, out: &mut String) {
        for (label, texts) in [("**Pros**", &self.pros), ("**Cons**", &self.cons)] {
            if !texts.is_empty() {
                paragraph(out, label);
                for text in texts {
                    writeln!(out, "- {}", escaped(text)).expect("a String takes every write");
                }
                out.push('\n');
            }
        }
    }
}

fn paragraph(out: &mut String, text: &str) {
    writeln!(out, "{text}\n").expect("a String takes every write");
}

/// The texts of a value: itself, a list of texts, or a list of tables that hold one each.
fn texts(value: &Literal) -> Option<Vec<String>> {
    match value {
        Literal::Text(text) => Some(vec![text.clone()]),
        Literal::List(items) => {
            let text = |item: &Literal| match item {
                Literal::Text(text) => Some(text.clone()),
                Literal::Map(entries) => named(entries),
                Literal::List(_) | Literal::Other => None,
            };
            items.iter().map(text).collect()
        }
        Literal::Map(_) | Literal::Other => None,
    }
}

fn named(entries: &[(String, Literal)]) -> Option<String> {
    TEXTS.iter().find_map(|name| {
        let (_, value) = entries.iter().find(|(key, _)| key == name)?;
        match value {
            Literal::Text(text) => Some(text.clone()),
            _ => None,
        }
    })
}

/// The tables in a value that hold pros or cons.
fn groups(value: &Literal, names: &Names) -> Vec<Sides> {
    let items = match value {
        Literal::List(items) => items.as_slice(),
        _ => std::slice::from_ref(value),
    };
    let group = |item: &Literal| {
        let Literal::Map(entries) = item else {
            return None;
        };
        let mut sides = Sides {
            name: named(entries),
            ..Sides::default()
        };
        for (key, value) in entries {
            match names.side(key) {
                Some(true) => sides.pros.extend(texts(value)?),
                Some(false) => sides.cons.extend(texts(value)?),
                None => {}
            }
        }
        (!sides.is_empty()).then_some(sides)
    };
    items.iter().filter_map(group).collect()
}

/// A text that Markdown shows as it is, on one line.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let is_number = text
        .trim_start()
        .starts_with(|letter: char| letter.is_ascii_digit());
    for letter in text
        .split_whitespace()
        .collect::<Vec<&str>>()
        .join(" ")
        .chars()
    {
        let has_meaning = "\\`*_{}[]<>#+-|~$!&:@=^".contains(letter);
        if has_meaning || is_number && ".)".contains(letter) {
            out.push('\\');
        }
        out.push(letter);
    }
    out
}
