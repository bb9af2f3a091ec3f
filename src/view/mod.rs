//! What a template sees: the contract with authors of themes.
//!
//! In: pages, places and listings. Out: plain data, every field documented, addresses already relative to the page.
//! A template gets one [`base::Base`] as `base` and one value named after its kind: `page`, `listing`, `tags`,
//! `matrices`, `matrix`, `quality`, `comparisons`, `comparison`, `situations`, `choice`, `graph`, `families`, `family` or
//! `letters`. Templates cannot ask for more. Removing or renaming a field is a breaking change and raises
//! [`base::VERSION`].

pub mod property;
pub mod link;
pub mod search;
pub mod base;
pub mod data;
pub mod metadata;
pub mod listed;
pub mod rating;
pub mod table;
pub mod facets;
pub mod matrix;
pub mod graph;
pub mod indexes;
pub mod lists;
pub mod entry;
pub mod compare;
pub mod dossier;
pub mod choose;
pub mod helper;
pub mod relations;
pub mod source;
pub mod page;
pub mod print;
