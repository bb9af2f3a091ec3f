//! `$…$` and `$$…$$`: formulas in a page.
//!
//! In: steps, in which the parser has found pairs of dollars, or [`brackets`](mod@crate::markdown::brackets) what stands between those. Out: the same steps with formulas as MathML. Of the pairs,
//! those are prices that begin inside a word or end before a digit: `$5-$10`, `US$5 and US$6`. A formula with a mistake
//! is reported, and shown as it is written.

use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::Event;

use crate::diagnostic::{Code, Diagnostic, Span};
use crate::html::Html;
use crate::markdown::brackets::ends;
use crate::markdown::context::Context;
use crate::markdown::footnotes::{Formula, Step, Steps};
use crate::markdown::maths::formula::mathml;
use crate::markdown::maths::scan::Fault;

/// Shows formulas of at most `limit` bytes.
pub fn show<'a>(
    steps: Steps<'a>,
    context: &Context<'_>,
    limit: usize,
) -> (Steps<'a>, Vec<Diagnostic>) {
    let mut findings = Vec::new();
    let step = |(step, range): (Step<'a>, Range<usize>)| {
        let (tex, is_display) = match &step {
            Step::Event(Event::InlineMath(tex)) => (tex, false),
            Step::Event(Event::DisplayMath(tex)) => (tex, true),
            _ => return (step, range),
        };
        let written = &context.source[range.clone()];
        let is_between_dollars = written.starts_with('$');
        if !is_display && is_between_dollars && is_price(context.source, &range) {
            return (Step::Event(Event::Text(written.to_string().into())), range);
        }
        // GitHub also has backquotes within the dollars, which keep other marks from having a meaning there.
        let ticks = usize::from(tex.len() > 1 && tex.starts_with('`') && tex.ends_with('`'));
        let html = match mathml(&tex[ticks..tex.len() - ticks], is_display, limit) {
            Ok(mathml) => mathml,
            Err(mut fault) => {
                fault.at = fault.at.start + ticks..fault.at.end + ticks;
                findings.push(finding(&fault, tex, written, &range, context));
                let mut html = Html::new();
                html.open("code", &[]);
                let (before, behind) = ends(written, is_display);
                html.push_text(&format!("{before}{tex}{behind}"));
                html.close("code");
                html
            }
        };
        let formula = Formula {
            html: if is_display {
                framed(&html, context)
            } else {
                html
            },
            tex: tex[ticks..tex.len() - ticks].trim().to_string(),
        };
        (Step::Formula(Arc::new(formula)), range)
    };
    let steps = steps.into_iter().map(step).collect();
    (steps, findings)
}

/// Whether a pair of dollars is none of a formula.
fn is_price(source: &str, range: &Range<usize>) -> bool {
    let before = source[..range.start].chars().next_back();
    let behind = source[range.end..].chars().next();
    before.is_some_and(char::is_alphanumeric)
        || behind.is_some_and(|behind| behind.is_ascii_digit())
}

/// A formula on a line of its own, in a box that scrolls.
fn framed(formula: &Html, context: &Context<'_>) -> Html {
    let mut html = Html::new();
    html.open(
        "span",
        &[
            ("class", "formula"),
            ("role", "group"),
            ("tabindex", "0"),
            ("aria-label", context.words.formula),
        ],
    );
    html.push_html(formula);
    html.close("span");
    html
}

fn finding(
    fault: &Fault,
    tex: &str,
    written: &str,
    range: &Range<usize>,
    context: &Context<'_>,
) -> Diagnostic {
    let before = match written.starts_with('\\') {
        true => 3,
        false => written
            .bytes()
            .take_while(|byte| *byte == b'$')
            .take(2)
            .count(),
    };
    let before = before.min((written.len() - tex.len().min(written.len())) / 2);
    let inner = written
        .get(before..written.len() - before)
        .unwrap_or_default();
    let start = place(inner, tex, fault.at.start);
    let end = place(inner, tex, fault.at.end);
    let at = match (start, end) {
        (Some(start), Some(end)) if start < end => {
            range.start + before + start..range.start + before + end
        }
        _ => range.clone(),
    };
    Diagnostic::new(Code::S031, fault.message.clone())
        .at(Span::new(context.file, at))
        .help(fault.help.clone())
}

/// Where a byte of a formula is written. In a quote or a list, marks and spaces stand before its lines.
fn place(written: &str, tex: &str, at: usize) -> Option<usize> {
    if written == tex {
        return Some(at);
    }
    let before = tex.get(..at)?;
    let number = before.matches('\n').count();
    let line_start = before.rfind('\n').map_or(0, |end| end + 1);
    let line = tex[line_start..].lines().next().unwrap_or_default();
    let mut rows = written.split_inclusive('\n');
    let above: usize = rows.by_ref().take(number).map(str::len).sum();
    let row = rows
        .next()
        .unwrap_or_default()
        .lines()
        .next()
        .unwrap_or_default();
    let indent = row.strip_suffix(line)?.len();
    Some(above + indent + at - line_start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_of_a_formula_is_found_behind_the_marks_of_a_quote() {
        let check = |written: &str, tex: &str, part: &str| {
            let at = tex.find(part).unwrap();
            assert_eq!(place(written, tex, at), written.find(part));
        };
        check("a\nbc", "a\nbc", "c");
        check("\n> a\n> bc\n> ", "\na\nbc\n", "c");
        check("\n  ä\n  bc\n", "\nä\nbc\n", "bc");
        assert_eq!(place("x", "y", 0), None);
    }
}
