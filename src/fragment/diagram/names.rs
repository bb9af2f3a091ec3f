//! Names of frames, out of the way of arrows.
//!
//! In: the names, the boxes of the frames, and the marks of a drawing. Out: the same names. The drawing package writes a
//! name in the middle of the upper border, which is where arrows from above end as well; such a name goes to a side.

use crate::fragment::diagram::letters;
use crate::fragment::diagram::marks::{Mark, Part, Shape, Text};
use crate::fragment::diagram::path::{self, Point};

/// Two corners of a box: left above, right below.
pub(crate) type Corners = (Point, Point);

/// Between a name and the side of its frame.
const INSET: f64 = 8.0;
/// How near to a name an arrow may end.
const NEAR: f64 = 6.0;
/// What an arrow that ends at a name weighs against lines that pass it.
const ARROW: usize = 10;
/// Into how many parts the way between two points is cut to see where it leads.
const PARTS: u32 = 12;

/// Moves names that stand where arrows end or lines pass, if there is a better place.
pub(crate) fn clear(names: &mut [Text], frames: &[Corners], marks: &[Mark]) {
    let edges: Vec<Edge> = marks.iter().filter_map(Edge::of).collect();
    for name in names {
        let Some(corners) = letters::bounds(name) else {
            continue;
        };
        let Some(frame) = around(corners, frames) else {
            continue;
        };
        let to_left = frame.0.x + INSET - corners.0.x;
        let to_right = frame.1.x - INSET - corners.1.x;
        let trouble = |by: &f64| {
            let place = (corners.0.plus(right(*by)), corners.1.plus(right(*by)));
            edges.iter().map(|edge| edge.trouble(place)).sum::<usize>()
        };
        // The first of equal places is taken.
        let by = [0.0, to_left, to_right].into_iter().min_by_key(trouble);
        for line in &mut name.lines {
            line.at.x += by.unwrap_or_default();
        }
    }
}

/// The smallest frame around the upper part of a name.
fn around((low, high): Corners, frames: &[Corners]) -> Option<Corners> {
    let holds = |(from, to): &&Corners| {
        from.x <= low.x && high.x <= to.x && from.y <= high.y && low.y <= to.y
    };
    let area = |(from, to): &Corners| (to.x - from.x) * (to.y - from.y);
    let fitting = frames.iter().filter(holds);
    fitting
        .min_by(|one, other| area(one).total_cmp(&area(other)))
        .copied()
}

fn right(by: f64) -> Point {
    Point { x: by, y: 0.0 }
}

/// A line between two shapes.
struct Edge {
    points: Vec<Point>,
    bounds: Corners,
    /// Where arrows are.
    ends: Vec<Point>,
}

impl Edge {
    fn of(mark: &Mark) -> Option<Edge> {
        let Mark::Shape(Shape {
            look,
            geometry,
            start,
            end,
            ..
        }) = mark
        else {
            return None;
        };
        let (_, data) = geometry.iter().find(|(name, _)| *name == "d")?;
        let steps = path::read(data, Point::default()).filter(|_| look.part == Part::Edge)?;
        let points = path::reach(&steps);
        let first = points.first().copied().filter(|_| start.is_some());
        let last = points.last().copied().filter(|_| end.is_some());
        Some(Edge {
            bounds: path::bounds(&points)?,
            ends: first.into_iter().chain(last).collect(),
            points,
        })
    }

    /// How much a text in a box is in its way.
    fn trouble(&self, (low, high): Corners) -> usize {
        let holds = |point: &Point, more: f64| {
            let is_beside = low.x - more <= point.x && point.x <= high.x + more;
            is_beside && low.y - more <= point.y && point.y <= high.y + more
        };
        let (from, to) = self.bounds;
        let is_far = to.x < low.x - NEAR || high.x + NEAR < from.x;
        if is_far || to.y < low.y - NEAR || high.y + NEAR < from.y {
            return 0;
        }
        let between = |pair: &[Point]| {
            (0..=PARTS).any(|part| {
                let share = f64::from(part) / f64::from(PARTS);
                let at = |one: f64, other: f64| one + (other - one) * share;
                let point = Point {
                    x: at(pair[0].x, pair[1].x),
                    y: at(pair[0].y, pair[1].y),
                };
                holds(&point, 0.0)
            })
        };
        let arrows = self.ends.iter().filter(|end| holds(end, NEAR)).count();
        arrows * ARROW + usize::from(self.points.windows(2).any(between))
    }
}
