//! The texts of a drawing.
//!
//! In: a `text` element, and the place it belongs to. Out: a [`Text`] whose lines stand where they should in any font:
//! what is meant to be in the middle is placed by its middle, and the foot of a line by our size of letters.

use roxmltree::Node;

use crate::fragment::diagram::engine::{FONT, LETTERS};
use crate::fragment::diagram::marks::{Line, Part, Run, Style, Text};
use crate::fragment::diagram::path::Point;
use crate::fragment::diagram::style::lettered;
use crate::fragment::diagram::width::width;

/// From the middle of a line to its foot.
const FOOT: f64 = 0.35 * LETTERS;
/// A text that begins further to the left than this is placed by its beginning.
const NEAR: f64 = 12.0;
/// From line to line, as the drawing package has it.
const LEADING: f64 = 1.1 * FONT;

/// Where a text is put.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Place {
    /// Where the drawing package puts its beginning, unless it says that this is the middle.
    Own,
    /// Where the drawing package puts its middle; here, if it puts the beginning there.
    Centre(f64),
    /// Its height is the package's, its middle is here.
    Middle(f64),
    /// Its middle is here in both directions.
    Around(Point),
}

/// Reads a text; none if it is empty.
pub(crate) fn read(
    node: Node<'_, '_>,
    offset: Point,
    place: Place,
    part: Part,
    style: Style,
) -> Option<Text> {
    let declared = node.attribute("style").unwrap_or_default();
    let style = lettered(style, declared);
    let anchor = node.attribute("text-anchor");
    let is_middle =
        anchor == Some("middle") || declared.contains("text-anchor: middle") || part == Part::Title;
    let base = Point {
        x: offset.x + length(node, "x"),
        y: offset.y + length(node, "y") + length(node, "dy") + middle_to_foot(node),
    };
    let mut lines = Vec::new();
    for row in node.children().filter(|child| child.has_tag_name("tspan")) {
        let has = |name| row.attribute(name).is_some();
        // Rows of labels count from the middle of the text element's parent, others continue where the last one ended.
        let y = match has("y") {
            true => offset.y + length(row, "y") + length(row, "dy") - (FONT - LETTERS) * 0.35,
            false => lines.last().map_or(base.y, |line: &Line| line.at.y) + length(row, "dy"),
        };
        let x = if has("x") {
            offset.x + length(row, "x")
        } else {
            base.x
        };
        lines.push(Line {
            at: Point { x, y },
            runs: runs(row, style),
        });
    }
    if lines.is_empty() {
        lines.push(Line {
            at: base,
            runs: runs(node, style),
        });
    }
    while lines.last().is_some_and(is_empty) {
        lines.pop();
    }
    if lines.iter().all(is_empty) {
        return None;
    }
    let count = lines.len();
    for (index, line) in lines.iter_mut().enumerate() {
        match place {
            Place::Own => {}
            Place::Centre(x) if line.at.x < x - NEAR => line.at.x = x,
            Place::Centre(_) => {}
            Place::Middle(x) => line.at.x = x,
            Place::Around(middle) => {
                line.at = Point {
                    x: middle.x,
                    y: middle.y + (steps(index) - steps(count - 1) / 2.0) * LEADING + FOOT,
                };
            }
        }
    }
    Some(Text {
        part,
        is_centred: is_middle || place != Place::Own,
        lines,
    })
}

fn steps(count: usize) -> f64 {
    u32::try_from(count).map_or(0.0, f64::from)
}

/// The width of a line in pixels.
fn breadth(line: &Line) -> f64 {
    let letters = line.runs.iter().map(|run| width(&run.text));
    f64::from(letters.fold(0, u32::saturating_add)) / 1000.0 * LETTERS
}

fn is_empty(line: &Line) -> bool {
    line.runs.iter().all(|run| run.text.trim().is_empty())
}

/// The corners of a box around a text.
pub(crate) fn bounds(text: &Text) -> Option<(Point, Point)> {
    let (first, last) = (text.lines.first()?.at, text.lines.last()?.at);
    let width = extent(text).x;
    let left = if text.is_centred {
        first.x - width / 2.0
    } else {
        first.x
    };
    let low = Point {
        x: left,
        y: first.y - LETTERS,
    };
    let high = Point {
        x: left + width,
        y: last.y + FOOT,
    };
    Some((low, high))
}

/// The width of the widest line, and the height of all, in pixels.
pub(crate) fn extent(text: &Text) -> Point {
    Point {
        x: text.lines.iter().map(breadth).fold(0.0, f64::max),
        y: steps(text.lines.len()) * LEADING,
    }
}

/// A length in pixels; `em` are of the size the package places for.
fn length(node: Node<'_, '_>, name: &str) -> f64 {
    let value = node.attribute(name).unwrap_or_default().trim();
    let (number, unit) = match value.strip_suffix("em") {
        Some(number) => (number, FONT),
        None => (value.strip_suffix("px").unwrap_or(value), 1.0),
    };
    let number = number.parse::<f64>().unwrap_or(0.0);
    if number.is_finite() {
        number * unit
    } else {
        0.0
    }
}

/// Texts that are placed by their middle get the place of their foot.
fn middle_to_foot(node: Node<'_, '_>) -> f64 {
    match node.attribute("dominant-baseline") {
        Some("middle" | "central") => FOOT,
        _ => 0.0,
    }
}

/// The pieces of a line; neighbours of one style are one piece.
fn runs(row: Node<'_, '_>, style: Style) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for text in row.descendants().filter(Node::is_text) {
        let style = text.parent_element().map_or(style, |parent| Style {
            bold: style.bold
                || matches!(
                    parent.attribute("font-weight"),
                    Some("bold" | "bolder" | "700")
                ),
            italic: style.italic || parent.attribute("font-style") == Some("italic"),
            underlined: style.underlined,
        });
        let piece = text.text().unwrap_or_default();
        match runs.last_mut() {
            Some(last) if last.style == style => last.text.push_str(piece),
            _ => runs.push(Run {
                text: piece.to_string(),
                style,
            }),
        }
    }
    runs
}
