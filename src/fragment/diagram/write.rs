//! A [`Sheet`] to HTML.
//!
//! In: the sheet, and what kind of diagram it is. Out: a region with an SVG in it, with holes where its ids stand. It
//! holds classes and numbers, but no colours, styles, scripts or addresses.

use crate::fragment::diagram::marks::{Line, Mark, Run, Shape, Sheet, Text};
use crate::fragment::diagram::path::number;
use crate::fragment::rendered::{Draft, Part};
use crate::html::Html;

/// Wide drawings shrink with the page to three quarters and scroll then; style sheets know the widths in these steps.
const STEP: f64 = 160.0;
const STEPS: [(f64, &str); 8] = [
    (1.0, "w1"),
    (2.0, "w2"),
    (3.0, "w3"),
    (4.0, "w4"),
    (5.0, "w5"),
    (6.0, "w6"),
    (7.0, "w7"),
    (8.0, "w8"),
];

/// Writes the drawing.
pub(crate) fn write(sheet: &Sheet, kind: &str, is_named: bool) -> Vec<Part> {
    let mut draft = Draft::default();
    // A region that scrolls must be reachable by keyboard and needs a name.
    let region = [
        ("class", "diagram"),
        ("tabindex", "0"),
        ("role", "group"),
        ("aria-label", kind),
    ];
    draft.out.push_static("<div");
    if is_named {
        draft.own_id();
    }
    for (name, value) in region {
        draft.out.push_attribute(name, value);
    }
    draft.out.push_static(">");
    draft.out.push_static("<svg role=\"img\"");
    match &sheet.title {
        Some(_) => {
            draft.out.push_static(" aria-labelledby=\"");
            draft.name();
            draft.out.push_static("-Title");
            if sheet.description.is_some() {
                draft.out.push_static(" ");
                draft.name();
                draft.out.push_static("-Text");
            }
            draft.out.push_static("\"");
        }
        None => attribute(&mut draft.out, "aria-label", kind),
    }
    let fits = |step: &&(f64, &str)| step.0 * STEP <= sheet.size.x * 0.75;
    if let Some((_, class)) = STEPS.iter().rev().find(fits) {
        attribute(&mut draft.out, "class", class);
    }
    let (corner, size) = (sheet.corner, sheet.size);
    attribute(&mut draft.out, "width", &number(size.x.ceil()));
    attribute(&mut draft.out, "height", &number(size.y.ceil()));
    let view = [corner.x, corner.y, size.x, size.y].map(number);
    attribute(&mut draft.out, "viewBox", &view.join(" "));
    draft.out.push_static(">");
    if let Some(title) = &sheet.title {
        described(&mut draft, "<title id=\"", "-Title\">", title, "title");
        if let Some(text) = &sheet.description {
            described(&mut draft, "<desc id=\"", "-Text\">", text, "desc");
        }
    }
    for (index, tip) in sheet.tips.iter().enumerate() {
        draft.out.push_static("<marker id=\"");
        draft.name();
        draft.out.push_static("-Tip");
        draft.out.push_value(&index.to_string());
        draft.out.push_static("\"");
        for (name, value) in &tip.geometry {
            attribute(&mut draft.out, name, value);
        }
        draft.out.push_static(">");
        for shape in &tip.shapes {
            outline(&mut draft, shape);
        }
        draft.out.close("marker");
    }
    for mark in &sheet.marks {
        match mark {
            Mark::Shape(shape) => outline(&mut draft, shape),
            Mark::Text(text) => letters(&mut draft.out, text),
        }
    }
    draft.out.close("svg");
    draft.out.close("div");
    draft.finish()
}

fn described(
    draft: &mut Draft,
    before: &'static str,
    behind: &'static str,
    text: &str,
    name: &'static str,
) {
    draft.out.push_static(before);
    draft.name();
    draft.out.push_static(behind);
    draft.out.push_text(text);
    draft.out.close(name);
}

/// An attribute of an element whose opening tag is being written.
fn attribute(out: &mut Html, name: &'static str, value: &str) {
    out.push_static(" ");
    out.push_static(name);
    out.push_static("=\"");
    out.push_value(value);
    out.push_static("\"");
}

fn outline(draft: &mut Draft, shape: &Shape) {
    draft.out.push_static("<");
    draft.out.push_static(shape.element);
    let classes = shape.look.classes();
    if !classes.is_empty() {
        attribute(&mut draft.out, "class", &classes);
    }
    for (name, value) in &shape.geometry {
        attribute(&mut draft.out, name, value);
    }
    for (name, tip) in [
        (" marker-start=\"url(#", shape.start),
        (" marker-end=\"url(#", shape.end),
    ] {
        if let Some(tip) = tip {
            draft.out.push_static(name);
            draft.name();
            draft.out.push_static("-Tip");
            draft.out.push_value(&tip.to_string());
            draft.out.push_static(")\"");
        }
    }
    draft.out.push_static("/>");
}

fn letters(out: &mut Html, text: &Text) {
    for line in &text.lines {
        if line.runs.iter().all(|run| run.text.trim().is_empty()) {
            continue;
        }
        out.push_static("<text");
        let words = [
            text.part.class(),
            if text.is_centred { "" } else { "start" },
        ];
        let words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
        if !words.is_empty() {
            attribute(out, "class", &words.join(" "));
        }
        attribute(out, "x", &number(line.at.x));
        attribute(out, "y", &number(line.at.y));
        out.push_static(">");
        runs(out, line);
        out.close("text");
    }
}

fn runs(out: &mut Html, line: &Line) {
    for Run { text, style } in &line.runs {
        let words = [
            (style.bold, "bold"),
            (style.italic, "italic"),
            (style.underlined, "underlined"),
        ];
        let words: Vec<&str> = words
            .into_iter()
            .filter(|(is, _)| *is)
            .map(|(_, word)| word)
            .collect();
        if words.is_empty() {
            out.push_text(text);
        } else {
            out.open("tspan", &[("class", &words.join(" "))]);
            out.push_text(text);
            out.close("tspan");
        }
    }
}
