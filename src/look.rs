//! How a block of code is shown, beside its colours.
//!
//! In: what an author says of it. Out: [`Look`], a value that is part of a fragment, so that blocks with the same text
//! and another look are other fragments.

/// How a block of code is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Look {
    /// The number of the first line, if lines have numbers.
    pub numbers: Option<u32>,
}
