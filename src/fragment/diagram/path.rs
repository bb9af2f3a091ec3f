//! Outlines: read, moved, made plain and written.
//!
//! In: the path data of an SVG, and how far to move it. Out: the same outline with short numbers. Curves that are
//! straight become lines, lines in one direction become one, and a circle of many curves is told apart: the
//! drawing package writes for hands that sketch, and most of its bytes are not seen.

/// A place, in pixels of the drawing.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Point {
    /// To the right.
    pub(crate) x: f64,
    /// Down.
    pub(crate) y: f64,
}

/// A part of an outline, from where the last one ended.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Step {
    /// Begins anew.
    Move(Point),
    /// A straight line.
    Line(Point),
    /// A curve with two handles.
    Curve(Point, Point, Point),
    /// A curve with one handle.
    Quadratic(Point, Point),
    /// A part of an ellipse: radii, rotation, the larger part, clockwise, end.
    Arc(Point, f64, bool, bool, Point),
    /// Back to the beginning.
    Close,
}

/// What differs by less is the same on a screen.
const NEAR: f64 = 0.05;

impl Point {
    /// Moved by another.
    pub(crate) fn plus(self, other: Point) -> Point {
        Point {
            x: self.x + other.x,
            y: self.y + other.y,
        }
    }

    fn is_near(self, other: Point) -> bool {
        (self.x - other.x).abs() < NEAR && (self.y - other.y).abs() < NEAR
    }

    /// Whether this lies between two others, on the line that joins them.
    fn is_between(self, from: Point, to: Point) -> bool {
        let (dx, dy) = (to.x - from.x, to.y - from.y);
        let (px, py) = (self.x - from.x, self.y - from.y);
        let length = dx.hypot(dy);
        if length < NEAR {
            return self.is_near(from);
        }
        let along = (px * dx + py * dy) / length;
        let aside = (px * dy - py * dx) / length;
        aside.abs() < NEAR && along > -NEAR && along < length + NEAR
    }
}

impl Step {
    fn end(self) -> Option<Point> {
        match self {
            Step::Move(end) | Step::Line(end) | Step::Curve(_, _, end) => Some(end),
            Step::Quadratic(_, end) | Step::Arc(_, _, _, _, end) => Some(end),
            Step::Close => None,
        }
    }
}

/// Reads path data; `None` if it has a command that the drawing package does not use.
pub(crate) fn read(data: &str, offset: Point) -> Option<Vec<Step>> {
    let mut steps = Vec::new();
    let mut rest = data.trim_start();
    let mut here = Point::default();
    let mut start = Point::default();
    while let Some(letter) = rest.chars().next() {
        let body = rest.get(letter.len_utf8()..)?;
        let end = body
            .find(|next: char| next.is_ascii_alphabetic() && next != 'e' && next != 'E')
            .unwrap_or(body.len());
        let (numbers, next) = body.split_at(end);
        rest = next;
        let numbers = numbers_of(numbers)?;
        let arity = match letter.to_ascii_uppercase() {
            'M' | 'L' => 2,
            'H' | 'V' => 1,
            'C' => 6,
            'Q' => 4,
            'A' => 7,
            'Z' => {
                here = start;
                steps.push(Step::Close);
                continue;
            }
            _ => return None,
        };
        for (index, group) in numbers.chunks(arity).enumerate() {
            // Absolute places are moved; the first place of a path is absolute whatever its letter says.
            let is_relative = letter.is_ascii_lowercase() && !(steps.is_empty() && index == 0);
            let base = if is_relative { here } else { offset };
            let at = |first: usize| {
                let (x, y) = (group.get(first)?, group.get(first + 1)?);
                Some(base.plus(Point { x: *x, y: *y }))
            };
            let step = match letter.to_ascii_uppercase() {
                'M' if index == 0 => Step::Move(at(0)?),
                'M' | 'L' => Step::Line(at(0)?),
                'H' => Step::Line(Point {
                    x: base.x + group.first()?,
                    y: here.y,
                }),
                'V' => Step::Line(Point {
                    x: here.x,
                    y: base.y + group.first()?,
                }),
                'C' => Step::Curve(at(0)?, at(2)?, at(4)?),
                'Q' => Step::Quadratic(at(0)?, at(2)?),
                _ => {
                    let radii = Point {
                        x: *group.first()?,
                        y: *group.get(1)?,
                    };
                    let flag = |index: usize| group.get(index).map(|flag| *flag != 0.0);
                    Step::Arc(radii, *group.get(2)?, flag(3)?, flag(4)?, at(5)?)
                }
            };
            here = step.end().unwrap_or(here);
            if let Step::Move(begin) = step {
                start = begin;
            }
            steps.push(step);
        }
    }
    Some(steps)
}

/// All numbers of a text; `None` if something else stands there, or one is not finite.
pub(crate) fn numbers_of(text: &str) -> Option<Vec<f64>> {
    let mut numbers = Vec::new();
    for word in text.split([' ', ',', '\t', '\n', '\r']) {
        // A minus sign may stand directly behind a number.
        let mut from = 0;
        for (at, _) in word.match_indices('-') {
            let is_exponent = word[..at].ends_with(['e', 'E']);
            if at > from && !is_exponent {
                numbers.push(word[from..at].parse().ok()?);
                from = at;
            }
        }
        if from < word.len() {
            numbers.push(word[from..].parse().ok()?);
        }
    }
    numbers
        .iter()
        .all(|number: &f64| number.is_finite())
        .then_some(numbers)
}

/// The outline without what is not seen.
pub(crate) fn plain(steps: Vec<Step>) -> Vec<Step> {
    let mut all: Vec<Step> = Vec::with_capacity(steps.len());
    let mut here = Point::default();
    // Where the last line began.
    let mut before = Point::default();
    for step in steps {
        let step = match step {
            Step::Curve(one, two, end)
                if one.is_between(here, end) && two.is_between(here, end) =>
            {
                Step::Line(end)
            }
            other => other,
        };
        let from = here;
        here = step.end().unwrap_or(here);
        if let Step::Line(end) = step {
            if end.is_near(from) && !all.is_empty() {
                here = from;
                continue;
            }
            if let Some(Step::Line(last)) = all.last_mut()
                && last.is_between(before, end)
            {
                *last = end;
                continue;
            }
        }
        before = from;
        all.push(step);
    }
    all
}

/// Whether the outline is a circle made of many curves: its middle and its radius.
pub(crate) fn circle(steps: &[Step]) -> Option<(Point, f64)> {
    let ends: Vec<Point> = steps.iter().filter_map(|step| step.end()).collect();
    let is_curved =
        |step: &Step| !matches!(step, Step::Line(_) | Step::Arc(..) | Step::Quadratic(..));
    if ends.len() < 12 || !steps.iter().all(is_curved) {
        return None;
    }
    let (low, high) = bounds(&ends)?;
    let middle = Point {
        x: (low.x + high.x) / 2.0,
        y: (low.y + high.y) / 2.0,
    };
    let radius = (high.x - low.x) / 2.0;
    let is_round = |end: &Point| {
        let distance = (end.x - middle.x).hypot(end.y - middle.y);
        (distance - radius).abs() < radius * 0.05
    };
    ends.iter().all(is_round).then_some((middle, radius))
}

/// The corners of the smallest upright box around some places.
pub(crate) fn bounds(points: &[Point]) -> Option<(Point, Point)> {
    let first = *points.first()?;
    Some(points.iter().fold((first, first), |(low, high), point| {
        let low = Point {
            x: low.x.min(point.x),
            y: low.y.min(point.y),
        };
        let high = Point {
            x: high.x.max(point.x),
            y: high.y.max(point.y),
        };
        (low, high)
    }))
}

/// Places that show how far an outline goes.
pub(crate) fn reach(steps: &[Step]) -> Vec<Point> {
    let mut points = Vec::new();
    let mut here = Point::default();
    for step in steps {
        let end = step.end().unwrap_or(here);
        match *step {
            Step::Arc(radii, ..) => {
                let middle = Point {
                    x: (here.x + end.x) / 2.0,
                    y: (here.y + end.y) / 2.0,
                };
                points.push(middle.plus(radii));
                points.push(middle.plus(Point {
                    x: -radii.x,
                    y: -radii.y,
                }));
            }
            Step::Curve(one, two, _) => {
                let half = |here: f64, one: f64, two: f64, end: f64| {
                    (here + 3.0 * (one + two) + end) / 8.0
                };
                points.push(Point {
                    x: half(here.x, one.x, two.x, end.x),
                    y: half(here.y, one.y, two.y, end.y),
                });
            }
            _ => {}
        }
        points.push(end);
        here = end;
    }
    points
}

/// Path data.
pub(crate) fn write(steps: &[Step]) -> String {
    let mut data = String::new();
    let mut here = Point::default();
    let mut push = |letter: char, numbers: &[f64]| {
        data.push(letter);
        for (index, value) in numbers.iter().enumerate() {
            let value = number(*value);
            if index > 0 && !value.starts_with('-') {
                data.push(' ');
            }
            data.push_str(&value);
        }
    };
    for step in steps {
        match *step {
            Step::Move(end) => push('M', &[end.x, end.y]),
            Step::Line(end) if number(end.y) == number(here.y) => push('H', &[end.x]),
            Step::Line(end) if number(end.x) == number(here.x) => push('V', &[end.y]),
            Step::Line(end) => push('L', &[end.x, end.y]),
            Step::Curve(one, two, end) => push('C', &[one.x, one.y, two.x, two.y, end.x, end.y]),
            Step::Quadratic(one, end) => push('Q', &[one.x, one.y, end.x, end.y]),
            Step::Arc(radii, turn, large, clockwise, end) => {
                let flag = |is: bool| f64::from(u8::from(is));
                push(
                    'A',
                    &[
                        radii.x,
                        radii.y,
                        turn,
                        flag(large),
                        flag(clockwise),
                        end.x,
                        end.y,
                    ],
                );
            }
            Step::Close => push('Z', &[]),
        }
        here = step.end().unwrap_or(here);
    }
    data
}

/// A number with at most one decimal: a tenth of a pixel is not seen, and the last bits of a number may differ
/// between machines.
pub(crate) fn number(value: f64) -> String {
    let text = format!("{value:.1}");
    let text = text.strip_suffix(".0").unwrap_or(&text);
    match text {
        "-0" => "0".to_string(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(data: &str, x: f64, y: f64) -> Option<String> {
        read(data, Point { x, y }).map(|steps| write(&plain(steps)))
    }

    #[test]
    fn straight_curves_become_one_line() {
        let check = |data: &str, expected: &str| {
            assert_eq!(written(data, 1.0, 2.0).as_deref(), Some(expected), "{data}");
        };
        check("M0,0L10,0C20,0,30,0,40,0L50,0", "M1 2H51");
        check(
            "M0 0 C0 5 0 8 0 10 C5 10 10 15 10 20",
            "M1 2V12C6 12 11 17 11 22",
        );
        check("M0,0 l5,5 l5,5 h3 v-4 z", "M1 2L11 12H14V8Z");
        check("M0,13 a7,3 0,0,0 14,0 l0,5e1", "M1 15A7 3 0 0 0 15 15V65");
        check("M1.06-2.04L3-4", "M2.1 0L4-2");
        check("M0,0L0.01,0L4,4", "M1 2L5 6");
        check("M0 0L9 0L4 0", "M1 2H10H5");
    }

    #[test]
    fn other_data_is_refused() {
        for data in ["M0,0S1,1,2,2", "M0,x", "M0,NaN", "M0,inf", "url(#a)", "M1"] {
            assert_eq!(written(data, 0.0, 0.0), None, "{data}");
        }
    }

    #[test]
    fn a_circle_of_curves_is_found() {
        let mut data = "M7 0".to_string();
        for turn in 1..=24 {
            let (y, x) = (f64::from(turn) * 15.0).to_radians().sin_cos();
            data.push_str(&format!(" C{0} {1} {0} {1} {0} {1}", 7.0 * x, 7.0 * y));
        }
        let steps = read(&data, Point { x: 10.0, y: 10.0 }).unwrap();
        let (middle, radius) = circle(&steps).unwrap();
        let found = [middle.x, middle.y, radius].map(number);
        assert_eq!(found, ["10", "10", "7"]);
        assert_eq!(
            circle(&read("M0 0L5 0L5 5", Point::default()).unwrap()),
            None
        );
    }
}
