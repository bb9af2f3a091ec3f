//! The generated pages that a catalogue asks for.
//!
//! In: nothing; the settings fill it. Out: [`Views`]; without any settings, one matrix for each kind of rated entries.

use std::collections::BTreeMap;

use crate::model::amount::Amount;

/// Which generated pages there are, and what they show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Views {
    /// The address of each view below the root of the site, by its name: `matrix`, `compare`, `choose`, `graph`,
    /// `tags`, `families`, `a-z`, `search`, `data`.
    pub paths: BTreeMap<String, String>,
    /// Matrices; empty means one for each kind with rated entries.
    pub matrices: Vec<MatrixModel>,
    /// Sets of weights of the decision helper.
    pub presets: Vec<Preset>,
    /// Which pairs have a page of their own.
    pub compare: ComparePages,
    /// How many entries one graph shows.
    pub graph_max_nodes: usize,
}

/// The names of the views, which are also their addresses unless the settings give others.
pub const VIEW_NAMES: [&str; 9] = [
    "matrix", "compare", "choose", "graph", "tags", "families", "a-z", "search", "data",
];

impl Default for Views {
    fn default() -> Views {
        let name = |name: &str| (name.to_string(), name.to_string());
        Views {
            paths: VIEW_NAMES.into_iter().map(name).collect(),
            matrices: Vec::new(),
            presets: Vec::new(),
            compare: ComparePages::default(),
            graph_max_nodes: 200,
        }
    }
}

impl Default for ComparePages {
    fn default() -> ComparePages {
        ComparePages {
            from: "alternatives".to_string(),
            extra: Vec::new(),
            max: 300,
        }
    }
}

/// A matrix.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MatrixModel {
    /// Its id, which is the last part of its address.
    pub id: String,
    /// What readers see.
    pub title: String,
    /// The kinds whose entries are its rows.
    pub kinds: Vec<String>,
    /// The order of the rows.
    pub rows: RowOrder,
    /// Whether rows stand in groups by family.
    pub is_grouped: bool,
    /// Its columns in order; empty means all shown qualities by group, then the facts that filter.
    pub columns: Vec<Column>,
    /// Beyond so many rows, an index and one table for each family.
    pub max_rows: usize,
    /// Whether each quality has a page with the rows in its order.
    pub has_sort_pages: bool,
}

/// The order of rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RowOrder {
    /// As in the sidebar.
    Sidebar,
    /// By title.
    Title,
    /// By family, in the order of the families.
    Family,
    /// By a quality, best first.
    Quality(String),
}

/// A column as the settings name it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Column {
    /// A quality by its id.
    Quality(String),
    /// All shown qualities of a group: `group:run`.
    Group(String),
    /// A fact: `fact:undo`.
    Fact(String),
    /// A key of the page: `field:maturity`.
    Field(String),
}

/// Weights and filters for a situation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preset {
    /// Its id, which is the last part of its address.
    pub id: String,
    /// What readers see.
    pub label: String,
    /// The kind of the entries it ranks.
    pub kind: String,
    /// A weight, 0 to 5, for each quality it weighs, by id.
    pub weights: BTreeMap<String, u8>,
    /// Hard filters, in the order written.
    pub filters: Vec<Filter>,
    /// The worst value still accepted, by quality.
    pub floors: BTreeMap<String, Amount>,
}

/// A filter by a fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filter {
    /// The id of the fact.
    pub fact: String,
    /// What its value must be.
    pub test: FilterTest,
}

/// What the value of a fact must be, as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FilterTest {
    /// This one.
    Is(String),
    /// Any but this one.
    Not(String),
    /// This one, or one before it.
    AtMost(String),
    /// This one, or one after it.
    AtLeast(String),
}

/// Which pairs have a page of their own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComparePages {
    /// The relation type whose pairs have one; none if empty.
    pub from: String,
    /// Other pairs, by id.
    pub extra: Vec<(String, String)>,
    /// The most pages.
    pub max: usize,
}
