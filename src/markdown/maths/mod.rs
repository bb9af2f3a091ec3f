//! Formulas: TeX to MathML.
//!
//! In: what stands between dollars. Out: MathML, which browsers draw without a script and without a font of ours; or a
//! [`Fault`](scan::Fault) with its place. The parser of TeX is not ours. Before it sees a formula, [`scan`] has
//! looked at all that could make it slow or deep; what it makes of the formula becomes HTML in [`render`] alone, so
//! that nothing an author writes is markup.

pub mod scan;
pub mod chain;
pub mod letters;
pub mod length;
pub mod parse;
pub mod table;
pub mod atom;
pub mod sign;
pub mod render;
pub mod formula;
