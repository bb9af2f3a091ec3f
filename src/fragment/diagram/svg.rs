//! The SVG of the drawing package to a [`Sheet`].
//!
//! In: an SVG as a text. Out: the shapes and texts in it that are known here, in places of the whole sheet. Whatever
//! is not known, such as scripts, styles, links and embedded pages, has nowhere to go.

use std::collections::BTreeMap;

use roxmltree::{Document, Node, ParsingOptions};

use crate::fragment::diagram::engine::INK;
use crate::fragment::diagram::letters::{self, Place};
use crate::fragment::diagram::marks::{Look, Mark, Part, Shape, Sheet, Style, Text, Tint};
use crate::fragment::diagram::names::{self, Corners};
use crate::fragment::diagram::outline::{self, Outline};
use crate::fragment::diagram::path::{self, Point};
use crate::fragment::diagram::style;
use crate::fragment::diagram::tips;

/// More elements than any diagram within the limits has.
const MAX_NODES: u32 = 400_000;

/// What stays free around a drawing.
const MARGIN: f64 = 8.0;
/// How far the name of a figure is moved down, from its feet.
const BELOW_FIGURE: f64 = 3.0;
/// How far the name of a frame is moved down, from its border.
const BELOW_BORDER: f64 = 3.0;
/// Between a comment and its border.
const INSET: f64 = 8.0;

/// Reads an SVG; `None` if it is none.
pub(crate) fn read(svg: &str) -> Option<Sheet> {
    let options = ParsingOptions {
        nodes_limit: MAX_NODES,
        ..ParsingOptions::default()
    };
    let document = Document::parse_with_options(svg, options).ok()?;
    let root = document.root_element();
    let mut reader = Reader {
        is_flowchart: root.attribute("class") == Some("flowchart"),
        markers: tips::find(root),
        numbers: BTreeMap::new(),
        corners: Vec::new(),
        names: Vec::new(),
        frames: Vec::new(),
        sheet: Sheet {
            title: line(root, "title"),
            description: line(root, "desc"),
            ..Sheet::default()
        },
    };
    for child in root.children() {
        reader.element(child, Context::default());
    }
    let (low, high) = path::bounds(&reader.corners)?;
    let mut sheet = reader.sheet;
    names::clear(&mut reader.names, &reader.frames, &sheet.marks);
    sheet.marks.extend(reader.names.into_iter().map(Mark::Text));
    sheet.corner = Point {
        x: low.x - MARGIN,
        y: low.y - MARGIN,
    };
    sheet.size = Point {
        x: high.x - low.x + 2.0 * MARGIN,
        y: high.y - low.y + 2.0 * MARGIN,
    };
    Some(sheet)
}

/// The text of a child of the root.
fn line(root: Node<'_, '_>, name: &str) -> Option<String> {
    let node = root.children().find(|child| child.has_tag_name(name))?;
    let words: Vec<&str> = node.text()?.split_whitespace().collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// What the elements around one say about it.
#[derive(Clone, Copy, Debug)]
struct Context {
    offset: Point,
    part: Part,
    place: Place,
    tint: Option<Tint>,
    style: Style,
    is_on_line: bool,
    is_figure: bool,
}

impl Default for Context {
    fn default() -> Context {
        Context {
            offset: Point::default(),
            part: Part::Shape,
            place: Place::Own,
            tint: None,
            style: Style::default(),
            is_on_line: false,
            is_figure: false,
        }
    }
}

struct Reader<'a> {
    is_flowchart: bool,
    markers: BTreeMap<&'a str, Node<'a, 'a>>,
    /// Numbers of the tips that are in use.
    numbers: BTreeMap<&'a str, usize>,
    /// Corners of boxes around all marks.
    corners: Vec<Point>,
    /// Names of frames, which stand in front of lines.
    names: Vec<Text>,
    /// The boxes of frames.
    frames: Vec<Corners>,
    sheet: Sheet,
}

impl<'a> Reader<'a> {
    fn element(&mut self, node: Node<'a, 'a>, context: Context) {
        match node.tag_name().name() {
            "g" => {
                if let Some(context) = self.group(node, context) {
                    for child in node.children() {
                        self.element(child, context);
                    }
                }
            }
            "text" => self.text(node, context),
            _ => self.shape(node, context),
        }
    }

    /// What a group says about its children; none if they are not drawn.
    fn group(&self, node: Node<'_, '_>, around: Context) -> Option<Context> {
        let mut context = around;
        context.offset = around.offset.plus(outline::translation(node)?);
        context.style = style::lettered(around.style, node.attribute("style").unwrap_or_default());
        let declared = style::styled(Look::default(), node.attribute("style").unwrap_or_default());
        context.tint = declared.tint.or(around.tint);
        let here = context.offset;
        for word in node
            .attribute("class")
            .unwrap_or_default()
            .split_whitespace()
        {
            match word {
                "node" => {
                    let is_note = |inner: Node<'_, '_>| {
                        inner
                            .attribute("class")
                            .is_some_and(|class| class.contains("noteLabel"))
                    };
                    context.part = match node.descendants().any(is_note) {
                        true => Part::Note,
                        false => Part::Shape,
                    };
                    context.place = match self.is_flowchart {
                        true => Place::Centre(here.x),
                        false => Place::Middle(here.x),
                    };
                }
                "edgeLabel" => {
                    context.place = Place::Around(here);
                    context.is_on_line = true;
                }
                "edgeTerminals" => context.place = Place::Around(here),
                "cluster" | "statediagram-cluster" => {
                    context.part = Part::Frame;
                    context.place = outline::middle(node, here).map_or(Place::Own, Place::Middle);
                }
                "actor" | "actor-man" => context.is_figure = true,
                "note-cluster" => return None,
                "members-group" | "methods-group" | "attribute-type" | "attribute-name"
                | "attribute-keys" | "attribute-comment" => context.place = Place::Own,
                "divider" => context.part = Part::Divider,
                "row-rect-odd" => context.part = Part::Row,
                "row-rect-even" => context.part = Part::RowAlt,
                _ => {}
            }
        }
        Some(context)
    }

    fn text(&mut self, node: Node<'_, '_>, context: Context) {
        let class = node.attribute("class").unwrap_or_default();
        let is_top = node
            .parent_element()
            .is_some_and(|parent| parent.has_tag_name("svg"));
        let part = match class {
            "flowchartTitleText"
            | "statediagramTitleText"
            | "classDiagramTitleText"
            | "erDiagramTitleText" => Part::Title,
            "" if is_top => Part::Title,
            "sequenceNumber" => Part::Number,
            "messageText" | "loopText" | "sectionTitle" | "actor actor-man" | "text" => Part::Free,
            _ if context.part == Part::Frame => Part::FrameName,
            _ => Part::Label,
        };
        let mut offset = context.offset;
        offset.y += match class {
            "actor actor-man" => BELOW_FIGURE,
            "labelText" => -BELOW_BORDER,
            _ if part == Part::FrameName => BELOW_BORDER,
            _ => 0.0,
        };
        let Some(text) = letters::read(node, offset, context.place, part, context.style) else {
            return;
        };
        if let (true, Place::Around(middle)) = (context.is_on_line, context.place) {
            let extent = letters::extent(&text);
            let half = Point {
                x: extent.x / 2.0 + 4.0,
                y: extent.y / 2.0 + 1.0,
            };
            let (low, _) = outline::around(middle, half);
            let size = Point {
                x: half.x * 2.0,
                y: half.y * 2.0,
            };
            self.push(
                Look::of(Part::Plate),
                outline::rectangle(low, size, 0.0),
                None,
                None,
            );
        }
        if let Some((low, high)) = letters::bounds(&text) {
            self.corners.extend([low, high]);
        }
        match part {
            Part::FrameName => self.names.push(text),
            _ => self.sheet.marks.push(Mark::Text(text)),
        }
    }

    fn shape(&mut self, node: Node<'a, 'a>, context: Context) {
        let Some(look) = look(node, context) else {
            return;
        };
        let Some(offset) = outline::translation(node) else {
            return;
        };
        let is_closed = node.attribute("stroke") == Some("none") && look.part != Part::Edge;
        let offset = context.offset.plus(offset);
        let Some(mut outline) = outline::read(node, offset, look.part, is_closed) else {
            return;
        };
        if look.part == Part::Note && outline.element == "rect" {
            outline = roomy(node, outline, context);
        }
        let start = self.tip(node, "marker-start");
        let end = self.tip(node, "marker-end");
        self.push(look, outline, start, end);
    }

    fn push(&mut self, look: Look, outline: Outline, start: Option<usize>, end: Option<usize>) {
        let (low, high) = outline.bounds;
        self.corners.extend([low, high]);
        if look.part == Part::Frame {
            self.frames.push((low, high));
        }
        self.sheet.marks.push(Mark::Shape(Shape {
            element: outline.element,
            look,
            geometry: outline.geometry,
            start,
            end,
        }));
    }

    /// The number of the tip that an attribute names.
    fn tip(&mut self, node: Node<'a, 'a>, attribute: &str) -> Option<usize> {
        let name = node
            .attribute(attribute)?
            .strip_prefix("url(#")?
            .strip_suffix(')')?;
        let (name, marker) = self.markers.get_key_value(name)?;
        if let Some(number) = self.numbers.get(name) {
            return Some(*number);
        }
        let number = self.sheet.tips.len();
        self.sheet.tips.push(tips::read(*marker)?);
        self.numbers.insert(name, number);
        Some(number)
    }
}

/// A comment with room for its text: the drawing package makes it as wide as what it is about.
fn roomy(node: Node<'_, '_>, outline: Outline, context: Context) -> Outline {
    let texts = node
        .next_siblings()
        .filter(|text| text.has_tag_name("text"));
    let widths = texts.filter_map(|text| {
        let text = letters::read(text, context.offset, Place::Own, Part::Label, context.style)?;
        Some(letters::extent(&text).x)
    });
    let missing =
        widths.fold(0.0, f64::max) + 2.0 * INSET - (outline.bounds.1.x - outline.bounds.0.x);
    if missing <= 0.0 {
        return outline;
    }
    let (low, high) = outline.bounds;
    let corner = Point {
        x: low.x - missing / 2.0,
        y: low.y,
    };
    let size = Point {
        x: high.x - low.x + missing,
        y: high.y - low.y,
    };
    outline::rectangle(corner, size, 0.0)
}

/// How a shape looks; none if it is not drawn.
fn look(node: Node<'_, '_>, context: Context) -> Option<Look> {
    let mut look = Look::of(context.part);
    for word in node
        .attribute("class")
        .unwrap_or_default()
        .split_whitespace()
    {
        match word {
            "background" | "text" | "edge-thickness-invisible" => return None,
            "flowchart-link" | "transition" | "relation" | "relationshipLine" | "messageLine0" => {
                look.part = Part::Edge;
            }
            "messageLine1" => {
                look.part = Part::Edge;
                look.is_dashed = true;
            }
            "edge-pattern-dotted" | "edge-pattern-dashed" | "note-edge" => look.is_dashed = true,
            "edge-thickness-thick" => look.is_thick = true,
            "note" | "statediagram-note" => look.part = Part::Note,
            "activation0" | "activation1" | "activation2" => look.part = Part::Shape,
            "actor-line" => look.part = Part::Life,
            "loopLine" => look.part = Part::Frame,
            "labelBox" => look.part = Part::Shape,
            "rect" => look.part = Part::Band,
            "state-start" => look.part = Part::Solid,
            "divider" if node.has_tag_name("rect") => look.is_dashed = true,
            _ => {}
        }
    }
    // Each outline comes twice, once filled and once as a stroke; the style sheets do both at once.
    let twin = node.prev_sibling_element().filter(|twin| {
        node.has_tag_name("path")
            && twin.has_tag_name("path")
            && twin.attribute("stroke") == Some("none")
    });
    if twin.is_some() && node.attribute("fill") == Some("none") && look.part != Part::Edge {
        return None;
    }
    if node.attribute("fill") == Some(INK) {
        look.part = Part::Solid;
    }
    if look.part == Part::Band {
        look.tint = node.attribute("fill").and_then(style::tint);
    } else {
        look = style::styled(look, node.attribute("style").unwrap_or_default());
        look.tint = look.tint.or(context.tint);
    }
    let is_ours = look.part == Part::Note || context.is_figure;
    if is_ours {
        look.tint = None;
    }
    Some(look)
}
