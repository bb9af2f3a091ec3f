//! Heads and tails of lines.
//!
//! In: the markers of an SVG. Out: [`Tip`]s, drawn in solid ink, as lines, or open where the kind of tip tells
//! something: an open triangle is another relation than a solid one.

use std::collections::BTreeMap;

use roxmltree::Node;

use crate::fragment::diagram::marks::{Look, Part, Shape, Tip};
use crate::fragment::diagram::outline;
use crate::fragment::diagram::path::{self, Point, number};

/// All markers by their ids.
pub(crate) fn find<'a>(root: Node<'a, 'a>) -> BTreeMap<&'a str, Node<'a, 'a>> {
    let markers = root
        .descendants()
        .filter(|node| node.has_tag_name("marker"));
    markers
        .filter_map(|node| Some((node.attribute("id")?, node)))
        .collect()
}

/// Reads a marker.
pub(crate) fn read(marker: Node<'_, '_>) -> Option<Tip> {
    let mut geometry = Vec::new();
    if let Some(view) = marker.attribute("viewBox") {
        let numbers: Vec<String> = path::numbers_of(view)?.into_iter().map(number).collect();
        geometry.push(("viewBox", numbers.join(" ")));
    }
    for name in ["refX", "refY", "markerWidth", "markerHeight"] {
        let value = marker.attribute(name).and_then(outline::finite)?;
        geometry.push((name, number(value)));
    }
    let orient = match marker.attribute("orient") {
        Some("auto-start-reverse") => "auto-start-reverse",
        _ => "auto",
    };
    geometry.push(("orient", orient.to_string()));
    // Tips keep their size, however heavy their line is.
    geometry.push(("markerUnits", "userSpaceOnUse".to_string()));
    let kind = marker.attribute("class").unwrap_or_default();
    let shapes = marker.descendants().filter_map(|node| shape(node, kind));
    Some(Tip {
        geometry,
        shapes: shapes.collect(),
    })
}

fn shape(node: Node<'_, '_>, kind: &str) -> Option<Shape> {
    let is_round = node.has_tag_name("circle");
    let is = |word: &str| kind.split_whitespace().any(|other| other == word);
    let is_open = is("extension") || is("aggregation") || is("lollipop") || is("er") && is_round;
    let is_line = is("cross") || is("er") || node.attribute("fill") == Some("none");
    let part = match (is_open, is_line) {
        (true, _) => Part::OpenTip,
        (false, true) => Part::LineTip,
        (false, false) => Part::Tip,
    };
    let outline = outline::read(node, Point::default(), part, false)?;
    Some(Shape {
        element: outline.element,
        look: Look::of(part),
        geometry: outline.geometry,
        start: None,
        end: None,
    })
}
