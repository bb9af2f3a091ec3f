//! The columns of a matrix.
//!
//! In: the columns that the settings name, the model. Out: [`Column`]s in order, each once, before anybody has looked
//! whether its cells hold anything.

use std::collections::BTreeSet;

use crate::diagnostic::Code;
use crate::generated::problem::Problem;
use crate::model::views::{Column as Named, MatrixModel};
use crate::model::{Model, Quality};
use crate::words::Words;

/// What a column shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Column {
    /// A quality of the model, by index.
    Quality(usize),
    /// A fact of the model, by index.
    Fact(usize),
    /// A key of the page.
    Field(Field),
}

/// The keys of pages that can be columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// `family`.
    Family,
    /// `kind`.
    Kind,
    /// `maturity`.
    Maturity,
    /// `status`.
    Status,
    /// `level`.
    Level,
    /// `reviewed`.
    Reviewed,
    /// `baseline`.
    Baseline,
    /// `summary`.
    Summary,
    /// `problem`.
    Problem,
    /// `tags`.
    Tags,
}

impl Field {
    /// All of them.
    pub const ALL: [Field; 10] = [
        Field::Family,
        Field::Kind,
        Field::Maturity,
        Field::Status,
        Field::Level,
        Field::Reviewed,
        Field::Baseline,
        Field::Summary,
        Field::Problem,
        Field::Tags,
    ];

    /// The key of the front matter.
    pub fn key(self) -> &'static str {
        match self {
            Field::Family => "family",
            Field::Kind => "kind",
            Field::Maturity => "maturity",
            Field::Status => "status",
            Field::Level => "level",
            Field::Reviewed => "reviewed",
            Field::Baseline => "baseline",
            Field::Summary => "summary",
            Field::Problem => "problem",
            Field::Tags => "tags",
        }
    }

    /// What readers see.
    pub fn label(self, words: &Words) -> &'static str {
        match self {
            Field::Family => words.field_family,
            Field::Kind => words.field_kind,
            Field::Maturity => words.field_maturity,
            Field::Status => words.field_status,
            Field::Level => words.field_level,
            Field::Reviewed => words.field_reviewed,
            Field::Baseline => words.field_baseline,
            Field::Summary => words.field_summary,
            Field::Problem => words.field_problem,
            Field::Tags => words.tags,
        }
    }
}

/// The columns of a matrix, and what is wrong with their names.
pub fn columns(matrix: &MatrixModel, model: &Model) -> (Vec<Column>, Vec<Problem>) {
    let mut problems = Vec::new();
    let mut columns = Vec::new();
    for named in &matrix.columns {
        let found = resolve(named, model);
        if let (Named::Quality(id), true) = (named, found.is_empty()) {
            let message = format!("the matrix `{}` names an unknown quality `{id}`", matrix.id);
            let problem = Problem::new(&["matrix", &matrix.id, "columns", id], Code::C070, message);
            problems.push(problem.suggest_quality(id, model));
        }
        columns.extend(found);
    }
    if columns.is_empty() {
        columns = natural(model);
    }
    let mut seen = BTreeSet::new();
    columns.retain(|column| seen.insert(*column));
    (columns, problems)
}

/// All qualities by group, those without a group last, then the facts that filter.
fn natural(model: &Model) -> Vec<Column> {
    let groups = model.groups.iter();
    let mut columns: Vec<Column> = groups
        .flat_map(|group| members(model, Some(&group.id)))
        .collect();
    columns.extend(members(model, None));
    let facts = model.facts.iter().enumerate();
    let filters = facts.filter(|(_, fact)| fact.is_filter);
    columns.extend(filters.map(|(index, _)| Column::Fact(index)));
    columns
}

fn members<'a>(model: &'a Model, group: Option<&'a str>) -> impl Iterator<Item = Column> + 'a {
    let is_known = |id: &str| model.groups.iter().any(|group| group.id == id);
    let is_member = move |quality: &Quality| match (quality.group.as_deref(), group) {
        (Some(own), None) => !is_known(own),
        (own, group) => own == group,
    };
    let qualities = model.qualities.iter().enumerate();
    qualities
        .filter(move |(_, quality)| is_member(quality))
        .map(|(index, _)| Column::Quality(index))
}

/// What a name of the settings stands for. The settings name nothing that is not in the model, but for qualities where
/// pages may name more of them.
fn resolve(named: &Named, model: &Model) -> Vec<Column> {
    let quality = |id: &str| model.quality(id).map(Column::Quality);
    let fact = |id: &str| model.facts.iter().position(|fact| fact.id == id);
    let field = |id: &str| Field::ALL.into_iter().find(|field| field.key() == id);
    let one = match named {
        Named::Group(id) => return members(model, Some(id)).collect(),
        Named::Quality(id) => quality(id),
        Named::Fact(id) => fact(id).map(Column::Fact),
        Named::Field(id) => field(id).map(Column::Field),
    };
    one.into_iter().collect()
}
