//! Relations as a drawing and as a table, as a template sees them.
//!
//! In: a graph, and the page it is shown on. Out: [`GraphView`]. The drawing is SVG made of plain numbers; its lines
//! are told apart by dashes, which the style sheet has for twelve types.

use serde::Serialize;

use crate::card::HeadingName;
use crate::catalogue::entry::Named;
use crate::generated::drawing::{Drawing, GraphView as Graph, MentionRow};
use crate::path::output::{OutputPath, PageUrl};
use crate::view::base::LinkView;

/// `graph`: how entries belong together. Template `graph.html`.
#[derive(Clone, Debug, Serialize)]
pub struct GraphView {
    /// The drawings: one, or one for each family.
    pub drawings: Vec<DrawingView>,
    /// One row for each declared relation.
    pub rows: Vec<RelationRowView>,
    /// Links in texts that lead to an entry.
    pub mentions: Vec<MentionRowView>,
    /// Entries without any relation.
    pub without_relations: Vec<LinkView>,
    /// Groups of entries that no relation joins with the largest one.
    pub islands: Vec<Vec<LinkView>>,
    /// The entries with most relations, and how many they have.
    pub hubs: Vec<(LinkView, usize)>,
    /// The same as files.
    pub exports: Vec<LinkView>,
}

/// A drawing.
#[derive(Clone, Debug, Serialize)]
pub struct DrawingView {
    /// The family that it shows, if it shows one.
    pub title: Option<String>,
    /// Its width in pixels.
    pub width: i32,
    /// Its height in pixels.
    pub height: i32,
    /// Where it begins.
    pub top: i32,
    /// The headings of its columns.
    pub columns: Vec<ColumnHeadView>,
    /// Its nodes.
    pub nodes: Vec<NodeView>,
    /// Its lines.
    pub lines: Vec<LineView>,
    /// The types of its lines.
    pub types: Vec<LineTypeView>,
    /// How many nodes had no room.
    pub left_out: usize,
}

/// The heading of a column.
#[derive(Clone, Debug, Serialize)]
pub struct ColumnHeadView {
    /// The id of its family, if it is one.
    pub family: Option<String>,
    /// What readers see; may be empty.
    pub label: String,
    /// Its left edge.
    pub x: i32,
}

/// A node.
#[derive(Clone, Debug, Serialize)]
pub struct NodeView {
    /// Its name and address.
    pub link: LinkView,
    /// Its id.
    pub id: String,
    /// The id of its family.
    pub family: Option<String>,
    /// Its title, cut into lines, each with its baseline.
    pub lines: Vec<(i32, String)>,
    /// Its left edge.
    pub x: i32,
    /// Its upper edge.
    pub y: i32,
    /// Its width.
    pub width: i32,
    /// Its height.
    pub height: i32,
    /// Where its text begins.
    pub text_x: i32,
}

/// A line.
#[derive(Clone, Debug, Serialize)]
pub struct LineView {
    /// The ids of its ends.
    pub ends: (String, String),
    /// The number of its type, counted from 0, below 12.
    pub dash: usize,
    /// Whether it has an arrow head.
    pub directed: bool,
    /// What it says in words.
    pub title: String,
    /// Its course, for the attribute `d`.
    pub path: String,
    /// Its arrow head, for the attribute `points`.
    pub head: String,
}

/// The type of a line.
#[derive(Clone, Debug, Serialize)]
pub struct LineTypeView {
    /// The number of the type, counted from 0, below 12.
    pub dash: usize,
    /// What readers see.
    pub label: String,
    /// Whether it has an arrow head.
    pub directed: bool,
}

/// A relation.
#[derive(Clone, Debug, Serialize)]
pub struct RelationRowView {
    /// The entry it leads from.
    pub from: LinkView,
    /// What it is called.
    pub label: String,
    /// The entry it leads to.
    pub to: LinkView,
    /// Why.
    pub why: Option<String>,
}

/// A link in the text of a page that leads to an entry.
#[derive(Clone, Debug, Serialize)]
pub struct MentionRowView {
    /// The entry.
    pub to: LinkView,
    /// The page.
    pub from: LinkView,
    /// The headings below which it stands.
    pub below: Vec<LinkView>,
}

/// How many kinds of lines the style sheet tells apart.
const DASHES: usize = 12;
/// The height of a line of text in a node, in pixels.
const LINE: i32 = 16;
/// The space between the edge of a node and its text.
const INSET: i32 = 10;
/// The length of an arrow head, and half of its width.
const HEAD: (i32, i32) = (8, 4);
/// The space of the headings of columns, in pixels.
const HEAD_ROOM: i32 = 32;

impl GraphView {
    /// The graph on the page at `own`.
    pub fn new(graph: &Graph, files: &[(String, OutputPath)], own: &PageUrl) -> GraphView {
        let links = |all: &[Named]| all.iter().map(|one| LinkView::entry(one, own)).collect();
        let rows = graph.rows.iter().map(|row| RelationRowView {
            from: LinkView::entry(&row.from, own),
            label: row.label.clone(),
            to: LinkView::entry(&row.to, own),
            why: row.why.clone(),
        });
        let hubs = graph.hubs.iter();
        GraphView {
            drawings: graph
                .drawings
                .iter()
                .map(|drawing| DrawingView::new(drawing, own))
                .collect(),
            rows: rows.collect(),
            mentions: graph.mentions.iter().map(|one| mention(one, own)).collect(),
            without_relations: links(&graph.without_relations),
            islands: graph.islands.iter().map(|island| links(island)).collect(),
            hubs: hubs
                .map(|(name, count)| (LinkView::entry(name, own), *count))
                .collect(),
            exports: LinkView::files(files, own),
        }
    }
}

impl DrawingView {
    /// The drawing on the page at `own`.
    pub fn new(drawing: &Drawing, own: &PageUrl) -> DrawingView {
        // Without headings, nothing stands where they would.
        let has_heads = drawing
            .columns
            .iter()
            .any(|column| !column.label.is_empty());
        let top = if has_heads { 0 } else { HEAD_ROOM };
        let columns = drawing.columns.iter().map(|column| ColumnHeadView {
            family: column.family.clone(),
            label: column.label.clone(),
            x: column.x,
        });
        let nodes = drawing.nodes.iter().map(|node| {
            let frame = node.frame;
            let text = i32::try_from(node.lines.len()).unwrap_or(1) * LINE;
            let first = frame.y + (frame.height - text) / 2 + LINE - LINE / 4;
            let baselines = (0..).map(|line| first + line * LINE);
            NodeView {
                link: LinkView::entry(&node.name, own),
                id: node.name.id.clone(),
                family: node.family.clone(),
                lines: baselines.zip(node.lines.iter().cloned()).collect(),
                x: frame.x,
                y: frame.y,
                width: frame.width,
                height: frame.height,
                text_x: frame.x + INSET,
            }
        });
        let types = drawing.types.iter().map(|one| LineTypeView {
            dash: one.index % DASHES,
            label: one.label.clone(),
            directed: one.is_directed,
        });
        DrawingView {
            title: drawing.family.as_ref().map(|(_, label)| label.clone()),
            width: drawing.width,
            height: drawing.height - top,
            top,
            columns: columns.collect(),
            lines: lines(drawing),
            nodes: nodes.collect(),
            types: types.collect(),
            left_out: drawing.left_out,
        }
    }
}

fn mention(row: &MentionRow, own: &PageUrl) -> MentionRowView {
    let heading = |heading: &HeadingName| LinkView {
        label: heading.text.clone(),
        href: own.to(&row.from.url, Some(&heading.anchor)),
        current: false,
    };
    MentionRowView {
        to: LinkView::entry(&row.to, own),
        from: LinkView::entry(&row.from, own),
        below: row.below.iter().map(heading).collect(),
    }
}

fn lines(drawing: &Drawing) -> Vec<LineView> {
    let line = |line: &crate::generated::drawing::DrawnLine| {
        let from = &drawing.nodes.get(line.from)?.name;
        let to = &drawing.nodes.get(line.to)?.name;
        let kind = drawing.types.iter().find(|kind| kind.id == line.relation)?;
        let curve = line.curve;
        let reasons = match line.reasons.is_empty() {
            true => String::new(),
            false => format!(": {}", line.reasons.join("; ")),
        };
        Some(LineView {
            ends: (from.id.clone(), to.id.clone()),
            dash: kind.index % DASHES,
            directed: line.is_directed,
            title: format!("{} {} {}{reasons}", from.title, line.label, to.title),
            path: format!(
                "M{} {}C{} {} {} {} {} {}",
                curve.start.0,
                curve.start.1,
                curve.first.0,
                curve.first.1,
                curve.second.0,
                curve.second.1,
                curve.end.0,
                curve.end.1
            ),
            head: arrow_head(curve.second, curve.end),
        })
    };
    drawing.lines.iter().filter_map(line).collect()
}

/// A triangle whose tip is at `end`, along the axis nearest to where the line comes from.
fn arrow_head(from: (i32, i32), end: (i32, i32)) -> String {
    let (x, y) = end;
    let (across, down) = (x - from.0, y - from.1);
    let (length, half) = HEAD;
    let corners = if across.abs() >= down.abs() {
        let back = x - length * across.signum();
        [(x, y), (back, y - half), (back, y + half)]
    } else {
        let back = y - length * down.signum();
        [(x, y), (x - half, back), (x + half, back)]
    };
    corners.map(|(x, y)| format!("{x},{y}")).join(" ")
}
