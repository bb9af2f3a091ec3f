//! What generated pages show, as values.

mod shipped;
mod scores;
mod matrices;
mod matrix_settings;
mod comparisons;
mod choices;
mod graphs;
mod exports;
