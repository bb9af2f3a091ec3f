//! Files that pages take in: `{{#include …}}` and its family, and code blocks with `file=`.
//!
//! In: the text of a page behind its front matter, and the texts of the files it names. Out: [`Expanded`], one text
//! to parse, with the way back: an offset of it leads to the file and the byte where that is written.
//!
//! Everything between this and the end of [`page::parse`](crate::page::parse) sees the expanded text alone and puts its
//! findings into the page's file. There, in one place, ranges of the expanded text become [`Origin`]s. A page without
//! directives is its own expansion, nothing is copied and nothing is looked up.
//!
//! The work is bounded by `expanded` in `[limits]`: every directive, every byte looked at for it and every finding
//! counts, so files that include each other manifold end soon.

pub(crate) mod lines;
pub(crate) mod fence;
pub(crate) mod scan;
pub mod named;
pub mod origin;
pub(crate) mod assembly;
pub mod faults;
pub(crate) mod expander;
pub mod expand;

pub use expand::{Expanded, expand};
pub use named::{Included, follow, needed};
pub use origin::Origin;
