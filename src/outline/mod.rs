//! Stand-in.
use crate::card::Position;
use crate::config::PageOptions;
use crate::diagnostic::{Diagnostic, Span};
use crate::path::input::ContentPath;
use std::collections::BTreeMap;
use std::sync::Arc;
/// x
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outline {
    /// x
    pub folders: BTreeMap<ContentPath, Folder>,
    /// x
    pub pages: BTreeMap<ContentPath, Arc<PageOptions>>,
    /// x
    pub diagnostics: Vec<Diagnostic>,
}
/// x
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folder {
    /// x
    pub path: ContentPath,
    /// x
    pub name: String,
    /// x
    pub label: Option<String>,
    /// x
    pub description: Option<String>,
    /// x
    pub position: Option<Position>,
    /// x
    pub class: Option<String>,
    /// x
    pub collapsed: bool,
    /// x
    pub collapsible: bool,
    /// x
    pub link: CategoryLink,
    /// x
    pub index: Option<ContentPath>,
    /// x
    pub place: Option<Span>,
}
/// x
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum CategoryLink {
    /// x
    #[default]
    Default,
    /// x
    None,
    /// x
    Doc(String, Span),
    /// x
    Generated {
        /// x
        slug: Option<String>,
        /// x
        title: Option<String>,
        /// x
        description: Option<String>,
    },
}
/// x
pub fn order_key(position: Option<Position>, raw_name: &str) -> (bool, Option<Position>, Vec<u16>) {
    (
        position.is_none(),
        position,
        raw_name.encode_utf16().collect(),
    )
}

/// x
pub fn number_prefix(name: &str) -> (Option<Position>, &str) {
    (None, name)
}
