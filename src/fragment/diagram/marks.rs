//! What a drawing consists of, in the words of the theme.
//!
//! In: nothing. Out: [`Sheet`], shapes and texts at their places, each with the part it plays. It has no colours and no
//! fonts: style sheets know the parts.

use crate::fragment::diagram::path::Point;

/// A finished drawing.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Sheet {
    /// The upper left corner of what is shown.
    pub(crate) corner: Point,
    /// Its width and height.
    pub(crate) size: Point,
    /// Its name, for readers who do not see it.
    pub(crate) title: Option<String>,
    /// What it says, for readers who do not see it.
    pub(crate) description: Option<String>,
    /// Heads and tails of lines.
    pub(crate) tips: Vec<Tip>,
    /// Everything else, from back to front.
    pub(crate) marks: Vec<Mark>,
}

impl Sheet {
    /// The title that the drawing shows.
    pub(crate) fn drawn_title(&self) -> Option<String> {
        self.marks.iter().find_map(|mark| match mark {
            Mark::Text(text) if text.part == Part::Title => {
                let runs = text.lines.iter().flat_map(|line| &line.runs);
                Some(runs.map(|run| run.text.as_str()).collect())
            }
            Mark::Text(_) | Mark::Shape(_) => None,
        })
    }
}

/// A thing on the sheet.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Mark {
    /// An outline.
    Shape(Shape),
    /// A text.
    Text(Text),
}

/// An outline.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Shape {
    /// `rect`, `path` and so on.
    pub(crate) element: &'static str,
    /// What part it plays.
    pub(crate) look: Look,
    /// Where it is.
    pub(crate) geometry: Vec<(&'static str, String)>,
    /// The number of the tip at its start.
    pub(crate) start: Option<usize>,
    /// The number of the tip at its end.
    pub(crate) end: Option<usize>,
}

/// A tip of a line.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Tip {
    /// Its place at the line.
    pub(crate) geometry: Vec<(&'static str, String)>,
    /// What it looks like.
    pub(crate) shapes: Vec<Shape>,
}

/// A text of one or more lines.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Text {
    /// What part it plays.
    pub(crate) part: Part,
    /// Whether the places are the middles of the lines, or else their left ends.
    pub(crate) is_centred: bool,
    /// From top to bottom.
    pub(crate) lines: Vec<Line>,
}

/// A line of text.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Line {
    /// Where its foot stands.
    pub(crate) at: Point,
    /// Its text in pieces of one style.
    pub(crate) runs: Vec<Run>,
}

/// A piece of text in one style.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Run {
    /// The text.
    pub(crate) text: String,
    /// Its style.
    pub(crate) style: Style,
}

/// How a piece of text stands out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Style {
    /// Bold.
    pub(crate) bold: bool,
    /// Italic.
    pub(crate) italic: bool,
    /// Underlined.
    pub(crate) underlined: bool,
}

/// The part that a mark plays; its word is a class of the style sheets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Part {
    /// Text inside a shape.
    #[default]
    Label,
    /// Text beside or on lines.
    Free,
    /// A step, a state, a class, somebody who takes part.
    Shape,
    /// A bar or a dot of solid ink.
    Solid,
    /// What encloses others.
    Frame,
    /// The name of a frame.
    FrameName,
    /// The ground behind a part of a sequence.
    Band,
    /// The life of somebody who takes part.
    Life,
    /// A comment.
    Note,
    /// A line between two.
    Edge,
    /// The ground of a text on a line.
    Plate,
    /// A line inside a shape.
    Divider,
    /// A row of a table.
    Row,
    /// Every other row of a table.
    RowAlt,
    /// A tip of solid ink.
    Tip,
    /// A tip that shows the ground.
    OpenTip,
    /// A tip of lines.
    LineTip,
    /// The name of the whole drawing.
    Title,
    /// A number on a solid ground.
    Number,
}

impl Part {
    /// The class.
    pub(crate) fn class(self) -> &'static str {
        match self {
            Part::Label => "",
            Part::Free => "free",
            Part::Shape => "shape",
            Part::Solid => "solid",
            Part::Frame => "group",
            Part::FrameName => "group-name",
            Part::Band => "band",
            Part::Life => "life",
            Part::Note => "note",
            Part::Edge => "edge",
            Part::Plate => "plate",
            Part::Divider => "divider",
            Part::Row => "row",
            Part::RowAlt => "row alt",
            Part::Tip => "tip",
            Part::OpenTip => "tip open",
            Part::LineTip => "tip line",
            Part::Title => "name",
            Part::Number => "number",
        }
    }
}

/// How a shape looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Look {
    /// What part it plays.
    pub(crate) part: Part,
    /// The colour of the theme that is nearest to the author's.
    pub(crate) tint: Option<Tint>,
    /// Whether its stroke is interrupted.
    pub(crate) is_dashed: bool,
    /// Whether it is drawn heavily.
    pub(crate) is_thick: bool,
}

/// A colour of the theme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tint {
    /// No colour, but darker than the ground.
    Grey,
    /// Red.
    Red,
    /// Yellow to brown.
    Amber,
    /// Green.
    Green,
    /// Blue.
    Blue,
    /// Violet and pink.
    Purple,
}

impl Look {
    /// The look of a part, without anything special.
    pub(crate) fn of(part: Part) -> Look {
        Look {
            part,
            ..Look::default()
        }
    }

    /// The classes.
    pub(crate) fn classes(self) -> String {
        let tint = match self.tint {
            None => "",
            Some(Tint::Grey) => "grey",
            Some(Tint::Red) => "red",
            Some(Tint::Amber) => "amber",
            Some(Tint::Green) => "green",
            Some(Tint::Blue) => "blue",
            Some(Tint::Purple) => "purple",
        };
        let dash = if self.is_dashed { "dashed" } else { "" };
        let thick = if self.is_thick { "thick" } else { "" };
        let words = [self.part.class(), tint, dash, thick];
        let words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
        words.join(" ")
    }
}
