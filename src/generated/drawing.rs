//! Relations as readers see them.
//!
//! In: nothing; `graph.rs` fills it. Out: [`GraphView`] for the page of all relations, [`Drawing`] for the drawing beside
//! an entry.

use std::ops::Range;

use crate::card::HeadingName;
use crate::catalogue::entry::Named;
use crate::generated::layout::{Curve, Frame};

/// What the page of all relations shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GraphView {
    /// The drawings: one, or one for each family.
    pub drawings: Vec<Drawing>,
    /// One row for each declared relation, in the order of the catalogue.
    pub rows: Vec<RelationRow>,
    /// Links in the text of pages that lead to an entry, by the title of the entry.
    pub mentions: Vec<MentionRow>,
    /// Entries without any relation, by title.
    pub without_relations: Vec<Named>,
    /// Groups of nodes that no relation joins with the largest one, largest first; within each by title.
    pub islands: Vec<Vec<Named>>,
    /// The nodes with most relations, and how many they have, most first.
    pub hubs: Vec<(Named, usize)>,
}

/// A drawing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawing {
    /// The family that it shows, with its label; none if it shows all of them.
    pub family: Option<(Option<String>, String)>,
    /// Its width in pixels.
    pub width: i32,
    /// Its height in pixels.
    pub height: i32,
    /// Its columns, from the left.
    pub columns: Vec<DrawnColumn>,
    /// Its nodes, column by column, each by title.
    pub nodes: Vec<DrawnNode>,
    /// Its lines.
    pub lines: Vec<DrawnLine>,
    /// The relation types that it shows, in the order of the model.
    pub types: Vec<DrawnType>,
    /// How many nodes had no room.
    pub left_out: usize,
}

/// A column of a drawing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DrawnColumn {
    /// The id of its family; none for those without, and beside an entry.
    pub family: Option<String>,
    /// What readers see; empty beside an entry.
    pub label: String,
    /// Its left edge.
    pub x: i32,
    /// Its nodes.
    pub nodes: Range<usize>,
}

/// A node of a drawing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DrawnNode {
    /// The entry or page.
    pub name: Named,
    /// Its family.
    pub family: Option<String>,
    /// Its title, cut into lines.
    pub lines: Vec<String>,
    /// Where it stands.
    pub frame: Frame,
}

/// A line of a drawing: a relation of two nodes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DrawnLine {
    /// The node it leads from, by index.
    pub from: usize,
    /// The node it leads to, by index.
    pub to: usize,
    /// The id of its relation type.
    pub relation: String,
    /// What readers see of its relation type.
    pub label: String,
    /// Whether it has an arrow head at its end.
    pub is_directed: bool,
    /// Why, each reason once.
    pub reasons: Vec<String>,
    /// How it runs.
    pub curve: Curve,
}

/// A relation type in the legend of a drawing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DrawnType {
    /// Its id.
    pub id: String,
    /// Its place among the types of the model, which settles how its lines are drawn.
    pub index: usize,
    /// What readers see.
    pub label: String,
    /// Whether its lines have arrow heads.
    pub is_directed: bool,
}

/// A relation in the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RelationRow {
    /// The end that it leads from.
    pub from: Named,
    /// The id of its type.
    pub relation: String,
    /// What readers see of its type.
    pub label: String,
    /// The end that it leads to.
    pub to: Named,
    /// Why.
    pub why: Option<String>,
}

/// A link in the text of a page that leads to an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MentionRow {
    /// The entry.
    pub to: Named,
    /// The page.
    pub from: Named,
    /// The headings below which it stands, in the order of the page.
    pub below: Vec<HeadingName>,
}
