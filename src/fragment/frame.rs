//! What stands around the lines of a code block.
//!
//! In: a fragment. Out: the HTML before and behind its lines. A block is a plain element, a figure if it has a title,
//! and `<details>` if it is folded, so that it opens without a script.

use crate::body::Fragment;
use crate::fragment::rendered::Draft;
use crate::html::Html;
use crate::words::Words;

/// The style sheet leaves room for numbers of so many digits; longer ones say so.
const USUAL_DIGITS: usize = 3;

/// Writes what stands before the lines, of which there are so many.
pub(crate) fn open(fragment: &Fragment, lines: u32, words: &Words, draft: &mut Draft) {
    let look = &fragment.look;
    let language = look.changed.as_deref().unwrap_or(&fragment.language);
    let mut class = "code".to_string();
    for (is_set, name) in [
        (look.numbers.is_some(), " numbered"),
        (look.wraps, " wrap"),
        (look.changed.is_some(), " changes"),
    ] {
        if is_set {
            class.push_str(name);
        }
    }
    let asked = look.words.join(" ");
    let last = look
        .numbers
        .map_or(0, |first| first.saturating_add(lines.saturating_sub(1)));
    let digits = last.to_string().len();
    let width = digits.to_string();
    let mut attributes = vec![("class", class.as_str())];
    for (is_set, name, value) in [
        (!language.is_empty(), "data-language", language),
        (digits > USUAL_DIGITS, "data-digits", width.as_str()),
        (look.no_copy, "data-nocopy", ""),
        (!asked.is_empty(), "data-words", asked.as_str()),
    ] {
        if is_set {
            attributes.push((name, value));
        }
    }
    draft.out.push_static("<");
    draft.out.push_static(element(fragment));
    if look.is_named {
        draft.own_id();
    }
    let out = &mut draft.out;
    for (name, value) in attributes {
        out.push_attribute(name, value);
    }
    out.push_static(">");
    title(fragment, lines, words, out);
    let hidden = look.hidden.count_within(lines);
    if hidden > 0 {
        out.push_static("<label class=\"reveal\"><input type=\"checkbox\"> ");
        out.push_text(words.show_hidden);
        out.push_text(&format!(" ({hidden})"));
        out.push_static("</label>");
    }
    let mut label = words.code.to_string();
    for part in [language, look.title.as_deref().unwrap_or_default()] {
        if !part.is_empty() {
            label.push_str(", ");
            label.push_str(part);
        }
    }
    // A region that scrolls must be reachable by keyboard and needs a name.
    out.open(
        "pre",
        &[("tabindex", "0"), ("role", "group"), ("aria-label", &label)],
    );
    out.open("code", &[]);
}

/// Writes what stands behind the lines.
pub(crate) fn close(fragment: &Fragment, out: &mut Html) {
    out.close("code");
    out.close("pre");
    out.close(element(fragment));
}

fn element(fragment: &Fragment) -> &'static str {
    match (fragment.look.folds, &fragment.look.title) {
        (true, _) => "details",
        (false, Some(_)) => "figure",
        (false, None) => "div",
    }
}

fn title(fragment: &Fragment, lines: u32, words: &Words, out: &mut Html) {
    let title = fragment.look.title.as_deref();
    if fragment.look.folds {
        out.open("summary", &[]);
        out.push_text(title.unwrap_or(words.code));
        out.push_static(" <span class=\"count\">");
        let unit = if lines == 1 { words.line } else { words.lines };
        out.push_text(&format!("{lines} {unit}"));
        out.push_static("</span>");
        out.close("summary");
    } else if let Some(title) = title {
        out.open("figcaption", &[]);
        out.push_text(title);
        out.close("figcaption");
    }
}
