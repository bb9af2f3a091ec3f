//! What the product does, as data: one binary, linked once.

#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "tests read and write the checkout, speak to the preview, say what they counted, and fail by panicking"
)]

mod support;
mod digest;
mod case_file;
mod cases;
mod books;
mod documents;
mod outputs;
mod formulas;
mod incremental;
mod random_edits;
mod revise;
mod includes;
#[cfg(feature = "diagrams")]
mod diagrams;
mod dialect;
mod patterns;
mod commonmark;
mod source;
mod generated;
mod search;
mod thousand_pages;
mod tidy;
mod cli;
