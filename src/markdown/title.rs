//! Titles of containers.
//!
//! In: the steps that the parser made of a title, and what else is said about it. Out: the steps to write. An empty
//! title is none: the container's own word stands in its place.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use crate::markdown::container_line::{Line, Notation};
use crate::markdown::footnotes::{Step, Steps};
use crate::markdown::opening::Opening;
use crate::markdown::tabs;

/// What the parser made of a title, without the character that stood behind it.
pub fn without_stop<'a>(mut title: Steps<'a>, line: &Line) -> Steps<'a> {
    if let Some((stop, own)) = line.title().and_then(|title| title.stop)
        && let Some((Step::Event(Event::Text(text)), range)) = title.last_mut()
        && range.end > stop
    {
        let mut kept = text.to_string();
        kept.pop();
        kept.extend(own);
        *text = kept.into();
    }
    title
}

/// The title of a container that a line opens: what stands in the line, else its attribute `title`, else its word.
pub fn given<'a>(
    steps: Steps<'a>,
    attribute: Option<String>,
    opening: &Opening,
    line: &Line,
) -> Steps<'a> {
    if !text(&steps).trim().is_empty() || steps.iter().any(|(step, _)| is_image(step)) {
        return steps;
    }
    // `!!! note ""` is how others write that there shall be none; what folds cannot do without.
    let is_refused = matches!(line.notation, Notation::Box(..)) && line.title().is_some();
    if is_refused && opening.element == "div" {
        return Vec::new();
    }
    match attribute.filter(|title| !title.trim().is_empty()) {
        Some(title) => vec![(Step::Event(Event::Text(title.into())), line.range.clone())],
        None => or_word(Vec::new(), opening, &line.range),
    }
}

/// A title, or the container's own word.
pub fn or_word<'a>(steps: Steps<'a>, opening: &Opening, place: &Range<usize>) -> Steps<'a> {
    if !steps.is_empty() || opening.title.is_empty() {
        return steps;
    }
    let word = Event::Text(opening.title.clone().into());
    vec![(Step::Event(word), place.clone())]
}

/// A tab with its title: its value is the given one, else made from the title, else from the label.
pub fn tab(level: u8, label: String, title: &Steps<'_>, value: Option<String>) -> Opening {
    let written = text(title);
    let value = value.unwrap_or_else(|| match written.trim() {
        "" => tabs::value(&label),
        title => tabs::value(title),
    });
    Opening::tab(level, label, &value)
}

fn text(steps: &Steps<'_>) -> String {
    let mut text = String::new();
    for (step, _) in steps {
        match step {
            Step::Event(Event::Text(part) | Event::Code(part)) => text.push_str(part),
            Step::Formula(formula) => text.push_str(&formula.tex),
            _ => {}
        }
    }
    text
}

fn is_image(step: &Step<'_>) -> bool {
    matches!(step, Step::Event(Event::Start(Tag::Image { .. })))
}
