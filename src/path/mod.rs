//! How the kinds of path relate.
//!
//! In: names as authors, configuration and readers write them. Out: values that can only be made by the rules of
//! this folder, so a path that exists as a value is a path that is safe to use. No other module joins paths.

pub mod percent;
pub mod own;
pub mod anchor;
pub mod fold;
pub mod input;
pub mod output;
pub mod scheme;
