//! Files for machines.
//!
//! In: the catalogue. Out: files of the site that are no pages.

pub mod navigation;
