//! Documents from pages.

pub mod engine;
