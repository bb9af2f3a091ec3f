//! A formula, from TeX to the element in the page.
//!
//! In: TeX, and the bounds. Out: `<math>`, or the first fault.

use pulldown_latex::Storage;

use crate::html::Html;
use crate::markdown::maths::chain;
use crate::markdown::maths::parse::{events, given};
use crate::markdown::maths::render::render;
use crate::markdown::maths::scan::{Fault, tokens, too_deep};

/// How deep groups may stand in each other.
const MAX_NESTING: usize = 128;

/// The MathML of a formula of at most `limit` bytes. `is_display` says whether it stands on a line of its own.
///
/// # Errors
/// The first fault.
pub fn mathml(tex: &str, is_display: bool, limit: usize) -> Result<Html, Fault> {
    if tex.len() > limit {
        return Err(Fault {
            at: 0..0,
            message: format!("the formula has more than {limit} bytes"),
            help: "split it, or raise `maths` in `[limits]`".to_string(),
        });
    }
    let tokens = tokens(tex, MAX_NESTING)?;
    chain::check(&tokens)?;
    let given = given(&tokens);
    let storage = Storage::new();
    let events = events(&given, &tokens, &storage)?;
    let inner = render(&events, is_display, MAX_NESTING);
    let inner = inner.ok_or_else(|| too_deep(0..tex.len(), MAX_NESTING))?;
    let mut html = Html::new();
    match is_display {
        true => html.open("math", &[("display", "block")]),
        false => html.open("math", &[]),
    }
    html.push_html(&inner);
    html.close("math");
    Ok(html)
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use proptest::prelude::*;
    use proptest::test_runner::TestRunner;

    use super::*;

    #[test]
    #[expect(clippy::disallowed_methods, reason = "the time is what is tested")]
    fn hostile_formulas_are_bounded_in_time_and_stack() {
        let parts = [
            "{",
            "}",
            "\\frac",
            "\\frac{",
            "\\sqrt",
            "\\sqrt[",
            "x^",
            "x_",
            "\\left(",
            "\\begin{matrix}",
            "\\\\",
            "&",
            "\\color{red}",
            "\\displaystyle ",
            "\\text{",
            "\\relax",
            "\\not",
            "'",
            "%\n",
            "\\begingroup",
            "$",
            "\\limits",
            "\\big(",
            "~",
            "1",
            "\\mathbf",
            "\\char",
            "\\kern",
            "\\hspace{1em}",
            "\\operatorname",
            "\\operatorname*",
            "\\middle|",
            "{}",
            "\\cr",
            "\\hline",
            "^{",
            "ä",
            "\u{338}",
        ];
        for part in parts {
            for text in [
                part.repeat((16 << 10) / part.len()),
                format!("\\begin{{matrix}}{}\\end{{matrix}}", part.repeat(2000)),
                format!("{}x{}", part.repeat(100), "}".repeat(100)),
            ] {
                let start = Instant::now();
                let _ = mathml(&text, true, 16 << 10);
                let time = start.elapsed();
                assert!(time.as_millis() < 500, "{part}: {time:?}");
            }
        }
    }

    #[test]
    fn whatever_is_written_is_balanced_or_refused_at_a_place() {
        let parts = [
            "a",
            "1",
            " ",
            "+",
            "-",
            "=",
            "^",
            "_",
            "{",
            "}",
            "(",
            "|",
            "\\",
            "\\frac",
            "\\sqrt",
            "[",
            "]",
            "\\left",
            "\\right",
            ".",
            "\\begin{matrix}",
            "\\end{matrix}",
            "\\begin{array}{c|c}",
            "\\end{array}",
            "&",
            "\\\\",
            "\\hline",
            "\\sum",
            "\\lim",
            "\\text{<b>}",
            "\\color{red}",
            "\\mathbf",
            "\\operatorname*",
            "\\not",
            "\\hat",
            "\\overbrace",
            "<",
            "'",
            "\\displaystyle",
            "\\binom",
            "\\big",
            "\\middle",
            "\\begin{cases}",
            "\\end{cases}",
            "\\pmod",
            "%",
            "\n",
            "ü",
            "\\limits",
            "\\substack",
            "\\xrightarrow",
            "\\quad",
            "\\,",
            "\\mathrm",
            "\\relax",
            "\\char",
            "\\genfrac",
            "\\textcolor{#ff0000}",
        ];
        let formulas = prop::collection::vec(prop::sample::select(parts.to_vec()), 0..14);
        TestRunner::new(ProptestConfig::with_cases(20_000))
            .run(&formulas, |parts| {
                let tex = parts.concat();
                match mathml(&tex, false, 1000) {
                    Err(fault) => prop_assert!(tex.get(fault.at.clone()).is_some(), "{}", tex),
                    Ok(html) => {
                        let mut open: Vec<&str> = Vec::new();
                        for tag in html.as_str().split('<').skip(1) {
                            let end = tag.find([' ', '>']).unwrap_or(tag.len());
                            match tag[..end].strip_prefix('/') {
                                Some(name) => prop_assert_eq!(open.pop(), Some(name), "{}", tex),
                                None => open.push(&tag[..end]),
                            }
                        }
                        prop_assert!(open.is_empty(), "{}", tex);
                    }
                }
                Ok(())
            })
            .unwrap();
    }
}
