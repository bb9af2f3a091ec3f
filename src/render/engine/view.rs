//! What templates see beside `base`.
//!
//! In: a view. Out: its name in the template.

use tera::Context;

use crate::view::base::LinkView;
use crate::view::choose::{ChooseView, SituationsView};
use crate::view::compare::{CompareView, ComparisonsView};
use crate::view::graph::GraphView;
use crate::view::indexes::{FamiliesView, FamilyPageView, LettersView};
use crate::view::lists::{ListingView, TagsView};
use crate::view::matrix::{MatrixView, QualityView};
use crate::view::page::PageView;
use crate::view::print::PrintView;
use crate::view::table::MatrixLine;

/// What a template sees beside `base`.
#[derive(Clone, Copy, Debug)]
pub enum View<'v> {
    /// `page`.
    Page(&'v PageView),
    /// `listing`.
    Listing(&'v ListingView),
    /// `tags`.
    Tags(&'v TagsView),
    /// `matrices`.
    Matrices(&'v [MatrixLine]),
    /// `matrix`.
    Matrix(&'v MatrixView),
    /// `quality`.
    Quality(&'v QualityView),
    /// `comparisons`.
    Comparisons(&'v ComparisonsView),
    /// `comparison`.
    Comparison(&'v CompareView),
    /// `situations`.
    Situations(&'v SituationsView),
    /// `choice`.
    Choice(&'v ChooseView),
    /// `graph`.
    Graph(&'v GraphView),
    /// `families`.
    Families(&'v FamiliesView),
    /// `family`.
    Family(&'v FamilyPageView),
    /// `letters`.
    Letters(&'v LettersView),
    /// `print`.
    Print(&'v PrintView),
    /// `to`.
    Elsewhere(&'v LinkView),
    /// Nothing.
    Nothing,
}

impl View<'_> {
    /// Gives the view its name.
    pub(crate) fn insert_into(self, context: &mut Context) {
        match self {
            View::Page(page) => context.insert("page", page),
            View::Listing(listing) => context.insert("listing", listing),
            View::Tags(tags) => context.insert("tags", tags),
            View::Matrices(matrices) => context.insert("matrices", matrices),
            View::Matrix(matrix) => context.insert("matrix", matrix),
            View::Quality(quality) => context.insert("quality", quality),
            View::Comparisons(comparisons) => context.insert("comparisons", comparisons),
            View::Comparison(comparison) => context.insert("comparison", comparison),
            View::Situations(situations) => context.insert("situations", situations),
            View::Print(print) => context.insert("print", print),
            View::Choice(choice) => context.insert("choice", choice),
            View::Graph(graph) => context.insert("graph", graph),
            View::Families(families) => context.insert("families", families),
            View::Family(family) => context.insert("family", family),
            View::Letters(letters) => context.insert("letters", letters),
            View::Elsewhere(to) => context.insert("to", to),
            View::Nothing => {}
        }
    }
}
