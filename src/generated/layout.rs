//! Where the nodes and lines of a drawing stand.
//!
//! In: columns of nodes, lines between nodes. Out: [`Layout`]: places in whole pixels. The order inside a column is
//! settled by sweeps: a node moves to the middle of its neighbours in other columns. The middles are compared as exact
//! fractions and ties by the order of the nodes, so every machine draws the same.

use std::cmp::Ordering;
use std::collections::BTreeMap;

/// The width of a node.
pub const NODE_WIDTH: i32 = 156;
/// The height of a line of text.
pub const LINE_HEIGHT: i32 = 18;
/// Space between text and edge of a node, above and below together.
const PADDING: i32 = 14;
/// Space between nodes of a column.
const NODE_GAP: i32 = 14;
/// Space between columns, wide enough to follow a line.
const COLUMN_GAP: i32 = 80;
/// Space for the heading of a column.
const HEADING: i32 = 36;
/// Space around the drawing.
const MARGIN: i32 = 12;
/// Space between the ends of lines that join the same two nodes.
const PARALLEL: i32 = 6;
/// How far a line within a column bends out.
const BEND: i32 = 56;
/// How often the columns are put in order, one way and back again.
const SWEEPS: usize = 12;

/// The places of a drawing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    /// Its width.
    pub width: i32,
    /// Its height.
    pub height: i32,
    /// For each column, where it begins.
    pub columns: Vec<i32>,
    /// For each node, where it stands.
    pub nodes: Vec<Frame>,
    /// For each line, how it runs.
    pub lines: Vec<Curve>,
}

/// The rectangle of a node.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Frame {
    /// Its left edge.
    pub x: i32,
    /// Its upper edge.
    pub y: i32,
    /// Its width.
    pub width: i32,
    /// Its height.
    pub height: i32,
}

/// A cubic curve: start, two control points, end, each across and down.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Curve {
    /// Where it starts.
    pub start: (i32, i32),
    /// Where it heads for.
    pub first: (i32, i32),
    /// Where it comes in from.
    pub second: (i32, i32),
    /// Where it ends.
    pub end: (i32, i32),
}

/// Lays out columns of nodes, each node in one column, named by index. `heights` is how many lines of text a node
/// shows. The order of the nodes is the order of ties.
pub fn layout(columns: &[Vec<usize>], heights: &[usize], lines: &[(usize, usize)]) -> Layout {
    let mut order = Order::new(columns, heights, lines);
    let mut best = order.clone();
    for sweep in 0..SWEEPS {
        order.sweep(sweep % 2 == 1);
        if order.length(lines) < best.length(lines) {
            best.clone_from(&order);
        }
    }
    best.place(lines)
}

/// Nodes in columns, with the middle of each.
#[derive(Clone, Debug)]
struct Order {
    columns: Vec<Vec<usize>>,
    column_of: Vec<usize>,
    heights: Vec<i32>,
    neighbours: Vec<Vec<usize>>,
    /// Twice the distance of each node's middle from the top.
    middles: Vec<i64>,
}

impl Order {
    fn new(columns: &[Vec<usize>], heights: &[usize], lines: &[(usize, usize)]) -> Order {
        let mut column_of = vec![0; heights.len()];
        for (column, nodes) in columns.iter().enumerate() {
            for node in nodes {
                column_of[*node] = column;
            }
        }
        let mut neighbours = vec![Vec::new(); heights.len()];
        for (one, other) in lines {
            if column_of[*one] != column_of[*other] {
                neighbours[*one].push(*other);
                neighbours[*other].push(*one);
            }
        }
        let height = |lines: &usize| i32::try_from(*lines).unwrap_or(1) * LINE_HEIGHT + PADDING;
        let mut order = Order {
            columns: columns.to_vec(),
            column_of,
            heights: heights.iter().map(height).collect(),
            neighbours,
            middles: vec![0; heights.len()],
        };
        (0..columns.len()).for_each(|column| order.settle(column));
        order
    }

    /// The height of a column.
    fn height(&self, column: usize) -> i32 {
        let nodes = self.columns[column].iter();
        let heights: i32 = nodes.map(|node| self.heights[*node] + NODE_GAP).sum();
        (heights - NODE_GAP).max(0)
    }

    /// The upper edges of the nodes of a column, measured from the middle of the drawing.
    fn tops(&self, column: usize) -> Vec<(usize, i32)> {
        let mut top = -self.height(column) / 2;
        let mut tops = Vec::new();
        for node in &self.columns[column] {
            tops.push((*node, top));
            top += self.heights[*node] + NODE_GAP;
        }
        tops
    }

    fn settle(&mut self, column: usize) {
        for (node, top) in self.tops(column) {
            self.middles[node] = i64::from(2 * top + self.heights[node]);
        }
    }

    fn sweep(&mut self, is_backward: bool) {
        for step in 0..self.columns.len() {
            let column = match is_backward {
                true => self.columns.len() - 1 - step,
                false => step,
            };
            let mut nodes = std::mem::take(&mut self.columns[column]);
            nodes.sort_by(|one, other| {
                compare(self.centre(*one), self.centre(*other)).then(one.cmp(other))
            });
            self.columns[column] = nodes;
            self.settle(column);
        }
    }

    /// The middle of a node's neighbours as a fraction; its own where it has none.
    fn centre(&self, node: usize) -> (i64, i64) {
        let neighbours = &self.neighbours[node];
        match i64::try_from(neighbours.len()) {
            Ok(count) if count > 0 => {
                let sum = neighbours.iter().map(|other| self.middles[*other]).sum();
                (sum, count)
            }
            _ => (self.middles[node], 1),
        }
    }

    /// How far all lines go up and down: the shorter, the fewer cross.
    fn length(&self, lines: &[(usize, usize)]) -> i64 {
        let distance =
            |(one, other): &(usize, usize)| (self.middles[*one] - self.middles[*other]).abs();
        lines.iter().map(distance).sum()
    }

    fn place(&self, lines: &[(usize, usize)]) -> Layout {
        let count = i32::try_from(self.columns.len()).unwrap_or(i32::MAX / 1024);
        let tallest = (0..self.columns.len())
            .map(|column| self.height(column))
            .max();
        let tallest = tallest.unwrap_or(0);
        let pitch = NODE_WIDTH + COLUMN_GAP;
        let left = |column: usize| MARGIN + i32::try_from(column).unwrap_or(0) * pitch;
        let mut nodes = vec![Frame::default(); self.heights.len()];
        for column in 0..self.columns.len() {
            for (node, top) in self.tops(column) {
                nodes[node] = Frame {
                    x: left(column),
                    y: MARGIN + HEADING + tallest / 2 + top,
                    width: NODE_WIDTH,
                    height: self.heights[node],
                };
            }
        }
        let mut drawn: BTreeMap<(usize, usize), i32> = BTreeMap::new();
        let curves = lines.iter().map(|(one, other)| {
            let nth = drawn.entry((*one.min(other), *one.max(other))).or_insert(0);
            let shift = parallel(*nth);
            *nth += 1;
            let is_within = self.column_of[*one] == self.column_of[*other];
            curve(nodes[*one], nodes[*other], shift, is_within)
        });
        Layout {
            lines: curves.collect(),
            // The last column needs room for lines that bend out of it.
            width: 2 * MARGIN + count * pitch - COLUMN_GAP.min(count * pitch) + BEND,
            height: 2 * MARGIN + HEADING + tallest,
            columns: (0..self.columns.len()).map(left).collect(),
            nodes,
        }
    }
}

/// Compares two fractions with positive denominators. Middles are below 2^33 and sums have fewer than 2^28 terms, so
/// products of 128 bits hold them.
fn compare(one: (i64, i64), other: (i64, i64)) -> Ordering {
    let left = i128::from(one.0) * i128::from(other.1);
    left.cmp(&(i128::from(other.0) * i128::from(one.1)))
}

/// 0, 1, −1, 2, −2 … times the distance, no further than a node is high.
fn parallel(nth: i32) -> i32 {
    let side = if nth % 2 == 1 { 1 } else { -1 };
    (side * ((nth + 1) / 2) * PARALLEL).clamp(-LINE_HEIGHT / 2, LINE_HEIGHT / 2)
}

fn curve(one: Frame, other: Frame, shift: i32, is_within: bool) -> Curve {
    let middle = |frame: Frame| frame.y + frame.height / 2 + shift;
    let (from, to) = (middle(one), middle(other));
    let right = |frame: Frame| frame.x + frame.width;
    let (start, end, lean) = if is_within {
        let bend = right(one) + BEND + shift;
        let ends = (right(one), right(other));
        return Curve {
            start: (ends.0, from),
            first: (bend, from),
            second: (bend, to),
            end: (ends.1, to),
        };
    } else if one.x < other.x {
        (right(one), other.x, COLUMN_GAP / 2)
    } else {
        (one.x, right(other), -COLUMN_GAP / 2)
    };
    Curve {
        start: (start, from),
        first: (start + lean, from),
        second: (end - lean, to),
        end: (end, to),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nodes_move_to_their_neighbours() {
        // Two columns of three; each node belongs to the one across, in the opposite order.
        let columns = vec![vec![0, 1, 2], vec![3, 4, 5]];
        let drawing = layout(&columns, &[1; 6], &[(0, 5), (1, 4), (2, 3)]);
        for (one, other) in [(0, 5), (1, 4), (2, 3)] {
            assert_eq!(
                drawing.nodes[one].y, drawing.nodes[other].y,
                "{one} {other}"
            );
        }
        assert!(drawing.nodes[0].x < drawing.nodes[5].x);
    }

    #[test]
    fn nothing_overlaps_and_nothing_leaves_the_drawing() {
        let columns: Vec<Vec<usize>> = vec![(0..9).collect(), vec![], vec![9], (10..14).collect()];
        let heights: Vec<usize> = (0..14).map(|node| 1 + node % 3).collect();
        let lines: Vec<(usize, usize)> = (0..14).map(|node| (node, node * 5 % 14)).collect();
        let drawing = layout(&columns, &heights, &lines);
        for (index, one) in drawing.nodes.iter().enumerate() {
            assert!(one.x >= 0 && one.x + one.width <= drawing.width, "{one:?}");
            assert!(
                one.y >= 0 && one.y + one.height <= drawing.height,
                "{one:?}"
            );
            for other in &drawing.nodes[index + 1..] {
                let is_beside = one.x != other.x;
                let is_above = one.y + one.height <= other.y || other.y + other.height <= one.y;
                assert!(is_beside || is_above, "{one:?} {other:?}");
            }
        }
        for line in &drawing.lines {
            for (x, y) in [line.start, line.first, line.second, line.end] {
                assert!((0..=drawing.width).contains(&x), "{line:?}");
                assert!((0..=drawing.height).contains(&y), "{line:?}");
            }
        }
    }

    #[test]
    fn nothing_makes_an_empty_drawing() {
        let drawing = layout(&[], &[], &[]);
        assert!(drawing.width > 0 && drawing.height > 0 && drawing.nodes.is_empty());
    }
}
