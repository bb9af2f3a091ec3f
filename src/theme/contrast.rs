//! Contrast of the colours in `static/theme.css`, computed as WCAG 2.2 defines it. Tests only.
//!
//! In: the tokens of the style sheet. Out: every pair of text and paper that is too close, in both schemes.

use std::collections::BTreeMap;

use crate::theme::builtin;

/// Light and dark, each as red, green and blue.
type Colours = [[u8; 3]; 2];

/// Every `--name: light-dark(#rrggbb, #rrggbb);` of the style sheet.
fn tokens() -> BTreeMap<String, Colours> {
    let files = builtin::static_files();
    let sheet = String::from_utf8_lossy(&files["theme.css"]).into_owned();
    sheet
        .lines()
        .filter_map(|line| {
            let (name, value) = line.trim().strip_prefix("--")?.split_once(':')?;
            let inner = value
                .trim()
                .strip_prefix("light-dark(")?
                .strip_suffix(");")?;
            let (light, dark) = inner.split_once(", ")?;
            Some((name.to_string(), [colour(light), colour(dark)]))
        })
        .collect()
}

fn colour(written: &str) -> [u8; 3] {
    let digits = written.strip_prefix('#').unwrap();
    [0, 2, 4].map(|at| u8::from_str_radix(&digits[at..at + 2], 16).unwrap())
}

fn luminance(colour: [u8; 3]) -> f64 {
    let [red, green, blue] = colour.map(|part| {
        let part = f64::from(part) / 255.0;
        match part <= 0.04045 {
            true => part / 12.92,
            false => ((part + 0.055) / 1.055).powf(2.4),
        }
    });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

fn contrast(one: [u8; 3], other: [u8; 3]) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// What code stands on, with and without marks.
const CODE: &[&str] = &[
    "paper",
    "paper-2",
    "line-marked",
    "line-inserted",
    "line-deleted",
    "line-warned",
    "line-wrong",
    "text-marked",
];

/// What a colour stands on, and how much it must differ from that. `None` for what is a background itself or only
/// decorates.
fn demand(name: &str) -> Option<(&'static [&'static str], f64)> {
    match name {
        "paper" | "paper-2" | "mark" | "rule" | "text-marked" => None,
        line if line.starts_with("line-") => None,
        "ink" => Some((
            &[
                "paper",
                "paper-2",
                "mark",
                "line-marked",
                "line-inserted",
                "line-deleted",
                "line-warned",
                "line-wrong",
                "text-marked",
            ],
            4.5,
        )),
        "ink-2" | "accent" => Some((CODE, 4.5)),
        code if code.starts_with("code-") => Some((CODE, 4.5)),
        "edge" => Some((&["paper", "paper-2"], 3.0)),
        "warning" => Some((&["paper", "paper-2", "line-warned"], 4.5)),
        "caution" => Some((&["paper", "paper-2", "line-wrong"], 4.5)),
        _ => Some((&["paper", "paper-2"], 4.5)),
    }
}

#[test]
fn every_colour_of_text_can_be_read_on_every_paper_in_both_schemes() {
    let tokens = tokens();
    assert!(tokens.len() > 25, "the style sheet was not understood");
    let mut weak = Vec::new();
    for (name, colours) in &tokens {
        let Some((papers, least)) = demand(name) else {
            continue;
        };
        for paper in papers {
            for (scheme, at) in [("light", 0), ("dark", 1)] {
                let found = contrast(colours[at], tokens[*paper][at]);
                if found < least {
                    weak.push(format!("{name} on {paper}, {scheme}: {found:.2} < {least}"));
                }
            }
        }
    }
    assert!(weak.is_empty(), "{}", weak.join("\n"));
}

#[test]
fn contrast_is_that_of_the_standard() {
    let check = |one: &str, other: &str, expected: f64| {
        let found = contrast(colour(one), colour(other));
        assert!((found - expected).abs() < 0.01, "{one} {other}: {found}");
    };
    check("#000000", "#ffffff", 21.0);
    check("#777777", "#ffffff", 4.48);
    check("#767676", "#ffffff", 4.54);
}
