//! The keys of the catalogue, wherever they are written.
//!
//! In: the front matter of a page, or the defaults of a folder or a kind, as a table whose values know their places.
//! Out: what it declares, with findings on what is wrong whatever the book measures. Whether `scalability` is one of
//! its qualities, the catalogue decides.

pub mod names;
pub mod place;
mod reader;
mod trade_offs;
mod facts;
mod uses;
mod sources;
mod foreign;
mod read;
pub mod tags;
mod defaults;

pub use defaults::Defaults;
pub use place::KeyPath;
pub use read::declared;
