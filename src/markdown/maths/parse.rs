//! A formula as events.
//!
//! In: tokens. Out: the events of the parser, or a [`Fault`] at the token it stumbles over. The parser does not say where
//! that is, so the place is looked for: it is the end of the shortest beginning of the formula that fails alike.

use std::panic::{AssertUnwindSafe, catch_unwind};

use pulldown_latex::event::Event;
use pulldown_latex::{Parser, Storage};

use crate::markdown::maths::scan::{Fault, Group, Kind, Token};

/// What the parser is given for tokens.
pub fn given(tokens: &[Token<'_>]) -> String {
    tokens.iter().map(|token| token.given.as_ref()).collect()
}

/// The events of a formula; `given` is what the parser is given for `tokens`.
///
/// # Errors
/// The first fault.
pub fn events<'a>(
    given: &'a str,
    tokens: &[Token<'_>],
    storage: &'a Storage,
) -> Result<Vec<Event<'a>>, Fault> {
    // A defect of the parser costs one formula, not the page.
    let read = catch_unwind(AssertUnwindSafe(|| read(given, storage)));
    match read {
        Ok(Ok(events)) => Ok(events),
        Ok(Err(stop)) => Err(locate(tokens, &stop)),
        Err(_) => Err(Fault {
            at: 0..tokens.last().map_or(0, |token| token.at.end),
            message: "the formula cannot be read".to_string(),
            help: "write it in another way, and report it as a defect of patternbook".to_string(),
        }),
    }
}

/// Where and why the parser stopped.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Stop {
    events: usize,
    reason: String,
}

fn read<'a>(given: &'a str, storage: &'a Storage) -> Result<Vec<Event<'a>>, Stop> {
    let mut events = Vec::new();
    for event in Parser::new(given, storage) {
        match event {
            Ok(event) => events.push(event),
            Err(error) => {
                let reason = error.to_string();
                let reason = reason.lines().next().unwrap_or_default();
                return Err(Stop {
                    events: events.len(),
                    reason: reason.trim_start_matches("parsing error: ").to_string(),
                });
            }
        }
    }
    Ok(events)
}

/// The fault at the last token of the shortest beginning that stops the parser alike.
fn locate(tokens: &[Token<'_>], stop: &Stop) -> Fault {
    let fails = |count: usize| {
        let beginning = closed(&tokens[..count]);
        let storage = Storage::new();
        let read = catch_unwind(AssertUnwindSafe(|| read(&beginning, &storage).map(drop)));
        matches!(read, Ok(Err(found)) if found == *stop)
    };
    let (mut low, mut high) = (0, tokens.len());
    while low + 1 < high {
        let middle = low + (high - low) / 2;
        match fails(middle) {
            true => high = middle,
            false => low = middle,
        }
    }
    let last = high.saturating_sub(1);
    let token = tokens.get(last);
    let at = token.map_or(0..0, |token| token.at.start..group_end(tokens, last));
    let written = token.map_or("", |token| token.given.trim());
    let (message, help) = explain(&stop.reason, written, token.map(|token| token.kind));
    Fault { at, message, help }
}

/// The end of the braces that open with a token, else that of the token itself.
fn group_end(tokens: &[Token<'_>], first: usize) -> usize {
    let mut depth = 0_usize;
    for token in &tokens[first..] {
        match token.kind {
            Kind::Open(Group::Braces) => depth += 1,
            Kind::Close(Group::Braces) => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return token.at.end;
        }
    }
    tokens.get(first).map_or(0, |token| token.at.end)
}

/// Tokens with all their groups closed.
fn closed(tokens: &[Token<'_>]) -> String {
    let mut open: Vec<Group<'_>> = Vec::new();
    for token in tokens {
        match token.kind {
            Kind::Open(group) => open.push(group),
            Kind::Close(_) => drop(open.pop()),
            _ => {}
        }
    }
    let closers = open.iter().rev().map(Group::closer);
    given(tokens) + &closers.collect::<String>()
}

/// A message of the parser in our words.
fn explain(reason: &str, written: &str, kind: Option<Kind<'_>>) -> (String, String) {
    let (message, help) = match (reason, kind) {
        ("unknown primitive command found", _) => (
            format!("`{written}` is no command that formulas know"),
            "the manual lists what they know; write words as `\\text{…}`",
        ),
        (_, Some(Kind::Open(Group::Environment(name)))) if reason.contains("environment") => (
            format!("there is no environment `{name}` for formulas"),
            "write `matrix`, `cases`, `aligned` or another one that the manual lists",
        ),
        ("trying to add a subscript twice to the same element", _) => (
            "a second subscript stands at the same place".to_string(),
            "put the first one into braces with what it belongs to, as in `{x_a}_b`",
        ),
        ("trying to add a superscript twice to the same element", _) => (
            "a second superscript stands at the same place".to_string(),
            "put the first one into braces with what it belongs to, as in `{x^a}^b`",
        ),
        ("alignment not allowed in current environment", _) => (
            "`&` parts columns, of which there are none here".to_string(),
            "write `\\&` for the sign, or put the formula into `aligned`",
        ),
        ("new line command not allowed in current environment", _) => (
            format!("`{written}` ends a row, of which there are none here"),
            "put the formula into `\\begin{aligned} … \\end{aligned}`",
        ),
        _ if reason.starts_with("unkown color") => (
            "the colour is not known".to_string(),
            "write a name such as `red`, or `#rrggbb`",
        ),
        _ if reason.contains("argument") || reason == "expected a token" => (
            format!("something is missing behind `{written}`, or cannot stand there"),
            "put what belongs to it into braces",
        ),
        _ => (
            format!("`{written}` cannot stand here"),
            "compare it with the examples in the manual",
        ),
    };
    (message, help.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::maths::scan::tokens;

    #[test]
    fn the_parser_is_blamed_where_it_stumbles() {
        let check = |tex: &str, place: &str, expected: &str| {
            let tokens = tokens(tex, 128).unwrap();
            let fault = events(&given(&tokens), &tokens, &Storage::new()).unwrap_err();
            let found = (&tex[fault.at.clone()], fault.message.as_str());
            assert_eq!(found, (place, expected), "{tex}");
        };
        let unknown = "`\\foo` is no command that formulas know";
        check("\\foo", "\\foo", unknown);
        check("a + \\frac{1}{\\foo} + b", "\\foo", unknown);
        check(
            "\\begin{matrix} a & \\foo \\\\ b \\end{matrix}",
            "\\foo",
            unknown,
        );
        check("\\left( {\\sqrt\\foo} \\right) + \\bar x", "\\foo", unknown);
        check(
            "\\begin{foo} a \\end{foo}",
            "\\begin{foo}",
            "there is no environment `foo` for formulas",
        );
        check(
            "x^a^b",
            "^",
            "a second superscript stands at the same place",
        );
        check(
            "a & b",
            "&",
            "`&` parts columns, of which there are none here",
        );
        check(
            "a \\\\ b",
            "\\\\",
            "`\\\\` ends a row, of which there are none here",
        );
        check(
            "a + \\color{nocolour} b",
            "{nocolour}",
            "the colour is not known",
        );
        check(
            "a + \\frac{1}",
            "\\frac",
            "something is missing behind `\\frac`, or cannot stand there",
        );
        check("a # b", "#", "`#` cannot stand here");
    }
}
