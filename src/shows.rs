//! What generated pages and files show.
//!
//! In: nothing; `routes.rs` fills it. Out: [`Shows`] and [`Data`], one case for each template and for each kind of file.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::catalogue::place::Link;
use crate::generated::choice::Choice;
use crate::generated::compare::Comparison;
use crate::generated::dossier::Dossiers;
use crate::generated::drawing::GraphView;
use crate::generated::helper::Helper;
use crate::generated::matrix::Matrix;
use crate::path::output::{OutputPath, PageUrl};

/// What a file for machines holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Data {
    /// All of the catalogue.
    Catalogue,
    /// What that looks like.
    CatalogueSchema,
    /// What front matter looks like.
    FrontMatterSchema,
    /// A table, as CSV.
    Values(Arc<PlacedMatrix>),
    /// The reasons of a table, as CSV.
    Reasons(Arc<PlacedMatrix>),
    /// A table, as JSON.
    Table(Arc<PlacedMatrix>),
    /// A table, as Markdown.
    Markdown(Arc<PlacedMatrix>),
    /// All relations.
    Relations,
    /// All relations, for Graphviz.
    Dot(Arc<GraphView>),
    /// All relations, for Mermaid.
    Mermaid(Arc<GraphView>),
}

/// A generated page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Route {
    /// The way to it from the start page, itself last.
    pub trail: Vec<Link>,
    /// What it shows.
    pub shows: Shows,
}

/// What a generated page shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shows {
    /// All tables.
    Matrices(Vec<Arc<PlacedMatrix>>),
    /// A table.
    Matrix(Arc<PlacedMatrix>),
    /// One of the orders of a table, by index.
    Quality(Arc<PlacedMatrix>, usize),
    /// All comparisons: groups of links, how many more were asked for than the settings allow, and what a script
    /// compares any others from.
    Comparisons(Arc<Vec<(String, Vec<Link>)>>, usize, Arc<Dossiers>),
    /// Entries side by side, and the draft of a decision record.
    Comparison(Arc<Comparison>, OutputPath),
    /// All situations, and what a script ranks any others from.
    Situations(Arc<Vec<Situation>>, Arc<Helper>),
    /// Entries ranked for a situation, by index, and what a script ranks them from.
    Choice(Arc<Vec<Situation>>, usize, Arc<Helper>),
    /// How entries belong together, and the same as files.
    Graph(Arc<GraphView>, Arc<[FileLink]>),
    /// The field and the results of a search.
    Search,
    /// Another page, which stands under its other name.
    Elsewhere(Link),
}

impl Shows {
    /// The address at which the same is at home, seen from the one at which it is shown: a table in another order, or
    /// under another address, is the same table.
    pub fn home<'a>(&'a self, own: &'a PageUrl) -> &'a PageUrl {
        match self {
            Shows::Matrix(placed) | Shows::Quality(placed, _) => &placed.url,
            Shows::Elsewhere(link) => &link.url,
            _ => own,
        }
    }
}

/// A file that pages lead to: what they call it, and where it is.
pub type FileLink = (String, OutputPath);

/// A table and its addresses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlacedMatrix {
    /// The table.
    pub matrix: Matrix,
    /// Its page.
    pub url: PageUrl,
    /// The page of each quality that has one, by column.
    pub orders: BTreeMap<usize, PageUrl>,
    /// The same as files.
    pub files: Vec<FileLink>,
    /// Where a script compares some of its rows, if there are enough.
    pub compare: Option<PageUrl>,
    /// Permalinks and labels of all tags.
    pub tags: Arc<[(String, String)]>,
}

/// A ranking and its addresses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Situation {
    /// The ranking.
    pub choice: Choice,
    /// Its page.
    pub url: PageUrl,
    /// The draft of a decision record.
    pub record: OutputPath,
}
