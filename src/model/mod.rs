//! What a catalogue measures, and with which words.
//!
//! In: nothing; the settings fill it. Out: [`Model`]: kinds, scales, qualities, facts, families and relation types, in
//! the order in which readers see them. [`views::Views`] says which generated pages the catalogue has.

pub mod amount;
mod parts;
mod builtin;
pub mod views;

pub use parts::{
    Absent, Better, Fact, FactKind, Family, Group, Ingest, IngestMode, Kind, Measure, Quality,
    RelationType, Scale, Symbol,
};

use std::collections::BTreeMap;

/// Everything that entries are measured with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Model {
    /// The kind of a page that declares none and inherits none.
    pub default_kind: String,
    /// Kinds by id.
    pub kinds: BTreeMap<String, Kind>,
    /// Scales by id.
    pub scales: BTreeMap<String, Scale>,
    /// Groups of qualities, in the order of the columns.
    pub groups: Vec<Group>,
    /// Qualities, in the order of the columns. Groups need not stand together here.
    pub qualities: Vec<Quality>,
    /// Whether a quality that only a page names is one.
    pub qualities_from_pages: bool,
    /// Facts, in the order of the columns.
    pub facts: Vec<Fact>,
    /// Families, in the order of row groups.
    pub families: Vec<Family>,
    /// Whether a family that only a page names is one.
    pub families_from_pages: bool,
    /// Relation types, in the order in which pages show them.
    pub relations: Vec<RelationType>,
    /// What is read from prose.
    pub ingest: Ingest,
}

impl Default for Model {
    /// What is measured with in a book that declares nothing.
    fn default() -> Model {
        Model {
            default_kind: "page".to_string(),
            kinds: builtin::kinds(),
            scales: builtin::scales(),
            groups: builtin::groups(),
            qualities: builtin::qualities(),
            qualities_from_pages: false,
            facts: Vec::new(),
            families: Vec::new(),
            families_from_pages: true,
            relations: builtin::relations(),
            ingest: Ingest::default(),
        }
    }
}

impl Model {
    /// A quality by its id or one of its other ids.
    pub fn quality(&self, id: &str) -> Option<usize> {
        let is_named = |quality: &Quality| quality.id == id;
        let position = self.qualities.iter().position(is_named);
        position.or_else(|| {
            let is_called = |quality: &Quality| quality.aliases.iter().any(|alias| alias == id);
            self.qualities.iter().position(is_called)
        })
    }

    /// The scale of a kind, if its entries are rated.
    pub fn scale_of(&self, kind: &str) -> Option<&Scale> {
        let scale = self.kinds.get(kind)?.scale.as_ref()?;
        self.scales.get(scale)
    }
}
