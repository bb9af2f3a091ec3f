//! What can be listed, as a word of the command line.
//!
//! In: the word. Out: [`What`].

use clap::ValueEnum;

use crate::export::lists::What;

/// What `list` takes.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum ListWhat {
    /// Pages, with their addresses
    Pages,
    /// Entries, with their kinds and families
    Entries,
    /// Everything that references may name
    Ids,
    /// Tags, with the number of their pages
    Tags,
    /// Relations, each reason in a row
    Relations,
    /// Links in prose from page to page
    Mentions,
    /// Pages to which no other page leads
    Orphans,
    /// Drafts
    Drafts,
}

impl From<ListWhat> for What {
    fn from(what: ListWhat) -> What {
        match what {
            ListWhat::Pages => What::Pages,
            ListWhat::Entries => What::Entries,
            ListWhat::Ids => What::Ids,
            ListWhat::Tags => What::Tags,
            ListWhat::Relations => What::Relations,
            ListWhat::Mentions => What::Mentions,
            ListWhat::Orphans => What::Orphans,
            ListWhat::Drafts => What::Drafts,
        }
    }
}
