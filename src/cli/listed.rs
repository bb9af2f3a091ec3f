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
    /// Headings of all pages, with their ids
    Headings,
    /// Links and pictures, with where they lead
    Links,
    /// Every address of the site
    Urls,
    /// Every setting with its value and who set it
    Config,
}

impl ListWhat {
    /// What is listed; with `external`, only what leads out of the book, with `proposed`, what relations could be.
    pub(crate) fn what(self, external: bool, proposed: bool) -> What {
        match self {
            ListWhat::Pages => What::Pages,
            ListWhat::Entries => What::Entries,
            ListWhat::Ids => What::Ids,
            ListWhat::Tags => What::Tags,
            ListWhat::Relations if proposed => What::Proposals,
            ListWhat::Relations => What::Relations,
            ListWhat::Mentions => What::Mentions,
            ListWhat::Orphans => What::Orphans,
            ListWhat::Drafts => What::Drafts,
            ListWhat::Headings => What::Headings,
            ListWhat::Links => What::Links { external },
            ListWhat::Urls => What::Urls,
            ListWhat::Config => What::Config,
        }
    }
}
