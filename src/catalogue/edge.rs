//! How entries belong together.
//!
//! In: nothing; the catalogue fills it. Out: [`Edge`], checked: both ends exist, the type is one of the model.

use crate::path::input::ContentPath;

/// A relation as one page declares it. A relation that both ends declare with different reasons is two edges; one
/// declared by its inverse name stands here the other way round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edge {
    /// The id of the entry it leads from; of a page that is no entry, the path id.
    pub from: String,
    /// The id of the relation type.
    pub relation: String,
    /// The id of the entry it leads to; of a page that is no entry, the path id.
    pub to: String,
    /// Why.
    pub why: Option<String>,
    /// The page that declares it.
    pub page: ContentPath,
}
