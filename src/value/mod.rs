//! One tree for all metadata, with spans.
//!
//! In: the text of front matter, `_category_` files or `book.toml`. Out: [`node::Node`], a value in which every key
//! and every value knows its bytes, whatever it was written in; and [`keys::Keys`], which takes it apart.

pub mod date;
pub mod node;
pub mod fault;
pub mod keys;
#[cfg(test)]
mod sample;
pub mod toml;
pub mod yaml;
