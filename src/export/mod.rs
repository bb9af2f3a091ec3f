//! Files for machines.
//!
//! In: the catalogue. Out: files of the site that are no pages.

pub mod navigation;
pub mod redirects;
mod settings;
mod proposals;
mod inventory;
pub mod lists;
pub mod numbers;
pub mod tables;
pub mod data;
pub mod relations;
mod schema;
pub mod catalogue_schema;
pub mod page_schema;
pub mod files;
pub mod sitemap;
pub mod dates;
pub mod feed;
pub mod copy;
pub mod llms;
