//! Where a shape is.
//!
//! In: an element of an SVG. Out: the attributes that say where it is, all numbers, in places of the whole sheet; none
//! for elements that are no shapes, and for values that are no numbers.

use roxmltree::Node;

use crate::fragment::diagram::marks::Part;
use crate::fragment::diagram::path::{self, Point, Step, number};

/// Attributes of a shape.
pub(crate) type Geometry = Vec<(&'static str, String)>;

/// Where a shape is.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Outline {
    /// `rect`, `path` and so on.
    pub(crate) element: &'static str,
    /// Its attributes.
    pub(crate) geometry: Geometry,
    /// Two corners of a box around it.
    pub(crate) bounds: (Point, Point),
}

/// Helpers of the layout are boxes of this size or less.
const SPECK: f64 = 0.5;

/// How far an element is moved; `None` if it is turned or scaled, which no diagram we draw is.
pub(crate) fn translation(node: Node<'_, '_>) -> Option<Point> {
    let Some(transform) = node.attribute("transform") else {
        return Some(Point::default());
    };
    let inner = transform
        .trim()
        .strip_prefix("translate(")?
        .strip_suffix(')')?;
    match path::numbers_of(inner)?.as_slice() {
        [x] => Some(Point { x: *x, y: 0.0 }),
        [x, y] => Some(Point { x: *x, y: *y }),
        _ => None,
    }
}

/// Where a shape is; none if it is no shape that is seen.
pub(crate) fn read(
    node: Node<'_, '_>,
    offset: Point,
    part: Part,
    is_closed: bool,
) -> Option<Outline> {
    let value = |name: &str| node.attribute(name).map_or(Some(0.0), finite);
    let at = |x: &str, y: &str| {
        Some(
            Point {
                x: value(x)?,
                y: value(y)?,
            }
            .plus(offset),
        )
    };
    match node.tag_name().name() {
        "rect" => {
            let size = Point {
                x: value("width")?,
                y: value("height")?,
            };
            if size.x <= SPECK || size.y <= SPECK {
                return None;
            }
            Some(rectangle(at("x", "y")?, size, value("rx")?))
        }
        "circle" => Some(circle(at("cx", "cy")?, value("r")?)),
        "ellipse" => {
            let (middle, radii) = (
                at("cx", "cy")?,
                Point {
                    x: value("rx")?,
                    y: value("ry")?,
                },
            );
            let numbers = [
                ("cx", middle.x),
                ("cy", middle.y),
                ("rx", radii.x),
                ("ry", radii.y),
            ];
            Some(Outline {
                element: "ellipse",
                geometry: written(&numbers),
                bounds: around(middle, radii),
            })
        }
        "line" => along(&[Step::Move(at("x1", "y1")?), Step::Line(at("x2", "y2")?)]),
        "polygon" => {
            let numbers = path::numbers_of(node.attribute("points")?)?;
            let mut corners = corners(&numbers).map(|corner| corner.plus(offset));
            let mut steps = vec![Step::Move(corners.next()?)];
            steps.extend(corners.map(Step::Line));
            steps.push(Step::Close);
            along(&path::plain(steps))
        }
        "path" => sketched(node, offset, part, is_closed),
        _ => None,
    }
}

fn sketched(node: Node<'_, '_>, offset: Point, part: Part, is_closed: bool) -> Option<Outline> {
    let mut steps = path::read(node.attribute("d")?, offset)?;
    if let (true, Some((middle, radius))) = (part != Part::Edge, path::circle(&steps)) {
        return Some(circle(middle, radius));
    }
    if part == Part::Divider && !is_closed {
        // A sketched line is drawn twice.
        let again = steps
            .iter()
            .skip(1)
            .position(|step| matches!(step, Step::Move(_)));
        steps.truncate(again.map_or(steps.len(), |at| at + 1));
    }
    let mut steps = path::plain(steps);
    if is_closed && steps.last() != Some(&Step::Close) {
        steps.push(Step::Close);
    }
    along(&steps)
}

fn along(steps: &[Step]) -> Option<Outline> {
    Some(Outline {
        element: "path",
        geometry: vec![("d", path::write(steps))],
        bounds: path::bounds(&path::reach(steps))?,
    })
}

/// A box.
pub(crate) fn rectangle(corner: Point, size: Point, radius: f64) -> Outline {
    let mut numbers = vec![
        ("x", corner.x),
        ("y", corner.y),
        ("width", size.x),
        ("height", size.y),
    ];
    if radius > 0.0 {
        numbers.push(("rx", radius));
    }
    Outline {
        element: "rect",
        geometry: written(&numbers),
        bounds: (corner, corner.plus(size)),
    }
}

fn circle(middle: Point, radius: f64) -> Outline {
    Outline {
        element: "circle",
        geometry: written(&[("cx", middle.x), ("cy", middle.y), ("r", radius)]),
        bounds: around(
            middle,
            Point {
                x: radius,
                y: radius,
            },
        ),
    }
}

/// The corners of a box around a place.
pub(crate) fn around(middle: Point, half: Point) -> (Point, Point) {
    let back = Point {
        x: -half.x,
        y: -half.y,
    };
    (middle.plus(back), middle.plus(half))
}

fn written(numbers: &[(&'static str, f64)]) -> Geometry {
    numbers
        .iter()
        .map(|(name, value)| (*name, number(*value)))
        .collect()
}

/// The middle between the sides of the first shape in a group.
pub(crate) fn middle(group: Node<'_, '_>, offset: Point) -> Option<f64> {
    for node in group.descendants() {
        let value = |name: &str| node.attribute(name).and_then(finite);
        if let (true, Some(width)) = (node.has_tag_name("rect"), value("width")) {
            return Some(offset.x + value("x").unwrap_or(0.0) + width / 2.0);
        }
        if node.has_tag_name("path") {
            let steps = path::read(node.attribute("d")?, offset)?;
            let (low, high) = path::bounds(&path::reach(&steps))?;
            return Some((low.x + high.x) / 2.0);
        }
    }
    None
}

fn corners(numbers: &[f64]) -> impl Iterator<Item = Point> {
    numbers.chunks_exact(2).filter_map(|pair| match pair {
        [x, y] => Some(Point { x: *x, y: *y }),
        _ => None,
    })
}

/// A number that is one.
pub(crate) fn finite(value: &str) -> Option<f64> {
    let number = value.trim().trim_end_matches("px").parse::<f64>().ok()?;
    number.is_finite().then_some(number)
}
