//! The generated pages of the catalogue: which template shows which view.
//!
//! In: what a generated page shows, and the page it is on. Out: the head of its document and its view.

use std::sync::Arc;

use crate::catalogue::place::Link;
use crate::path::output::PageUrl;
use crate::render::engine::View;
use crate::routes::{PlacedMatrix, Shows, Situation};
use crate::view::base::{Head, LinkView};
use crate::view::choose::{ChooseView, SituationView, SituationsView};
use crate::view::compare::{CompareView, ComparisonGroup, ComparisonsView};
use crate::view::dossier::dossiers;
use crate::view::graph::GraphView;
use crate::view::helper::helper;
use crate::view::matrix::{Around, MatrixView, QualityView};
use crate::view::table::MatrixLine;
use crate::words::Words;

/// What a template is run with.
pub struct Prepared {
    /// The template.
    pub template: &'static str,
    /// A word for the kind of page.
    pub kind: &'static str,
    /// The title of the document.
    pub title: String,
    /// For search engines.
    pub description: Option<String>,
    /// What the template sees.
    pub view: Owned,
}

/// A view.
pub enum Owned {
    /// All tables.
    Matrices(Vec<MatrixLine>),
    /// A table.
    Matrix(Box<MatrixView>),
    /// An order of a table.
    Quality(Box<QualityView>),
    /// All comparisons.
    Comparisons(ComparisonsView),
    /// A comparison.
    Comparison(Box<CompareView>),
    /// All situations.
    Situations(SituationsView),
    /// A ranking.
    Choice(Box<ChooseView>),
    /// The graph.
    Graph(Box<GraphView>),
    /// The field of the search.
    Search,
    /// A page under another address.
    Elsewhere(LinkView),
}

impl Owned {
    /// The view as the engine takes it.
    pub fn view(&self) -> View<'_> {
        match self {
            Owned::Matrices(lines) => View::Matrices(lines),
            Owned::Matrix(view) => View::Matrix(view),
            Owned::Quality(view) => View::Quality(view),
            Owned::Comparisons(view) => View::Comparisons(view),
            Owned::Comparison(view) => View::Comparison(view),
            Owned::Situations(view) => View::Situations(view),
            Owned::Choice(view) => View::Choice(view),
            Owned::Graph(view) => View::Graph(view),
            Owned::Search => View::Nothing,
            Owned::Elsewhere(link) => View::Elsewhere(link),
        }
    }
}

impl Prepared {
    fn new(kind: &'static str, template: &'static str, title: &str, view: Owned) -> Prepared {
        Prepared {
            template,
            kind,
            title: title.to_string(),
            description: None,
            view,
        }
    }

    /// Puts what is particular into the head of a document.
    #[must_use]
    pub fn head(&self, head: Head) -> Head {
        Head {
            description: self.description.clone().or(head.description.clone()),
            ..head
        }
    }
}

/// What the template of the page at `own` is run with. `None` if the page shows something that is not there.
pub fn prepare(shows: &Shows, own: &PageUrl, words: &Words) -> Option<Prepared> {
    let link = |link: &Link| LinkView::new(link, own);
    Some(match shows {
        Shows::Matrices(all) => {
            let lines = all.iter().map(|one| line(one, own)).collect();
            let view = Owned::Matrices(lines);
            Prepared::new("matrices", "matrices.html", words.matrices, view)
        }
        Shows::Matrix(placed) => {
            let view = MatrixView::new(&placed.matrix, around(placed, own, words));
            let title = view.title.clone();
            let view = Owned::Matrix(Box::new(view));
            Prepared::new("matrix", "matrix.html", &title, view)
        }
        Shows::Quality(placed, index) => {
            let order = placed.matrix.orders.get(*index)?;
            let around = around(placed, own, words);
            let view = QualityView::new(&placed.matrix, order, &placed.url, around)?;
            let title = format!("{}: {}", placed.matrix.title, view.column.label);
            let description = view.column.question.clone();
            let view = Owned::Quality(Box::new(view));
            Prepared {
                description,
                ..Prepared::new("quality", "quality.html", &title, view)
            }
        }
        Shows::Comparisons(groups, beyond, any) => {
            let group = |(label, links): &(String, Vec<Link>)| ComparisonGroup {
                label: label.clone(),
                links: links.iter().map(link).collect(),
            };
            let view = ComparisonsView {
                groups: groups.iter().map(group).collect(),
                beyond: *beyond,
                data: dossiers(any, own, words),
            };
            let view = Owned::Comparisons(view);
            Prepared::new("comparisons", "comparisons.html", words.compare, view)
        }
        Shows::Comparison(comparison, record) => {
            let view = CompareView::new(comparison, own, words, Some(record));
            let names: Vec<&str> = view
                .entries
                .iter()
                .map(|entry| entry.link.label.as_str())
                .collect();
            let title = names.join(&format!(" {} ", words.versus));
            let view = Owned::Comparison(Box::new(view));
            Prepared::new("compare", "compare.html", &title, view)
        }
        Shows::Situations(all, any) => {
            let view = SituationsView {
                situations: all.iter().map(|one| situation(one, own)).collect(),
                data: helper(any, None, None, own, words),
            };
            let view = Owned::Situations(view);
            Prepared::new("situations", "situations.html", words.choose, view)
        }
        Shows::Choice(all, index, any) => {
            let chosen = all.get(*index)?;
            let others = all.iter().map(|one| situation(one, own).link).collect();
            let record = Some(&chosen.record);
            let choice = &chosen.choice;
            let data = helper(
                any,
                Some(&choice.kind),
                choice.preset.as_deref(),
                own,
                words,
            );
            let view = ChooseView::new(choice, own, words, record, others, data);
            let title = view.label.clone();
            let view = Owned::Choice(Box::new(view));
            Prepared::new("choose", "choose.html", &title, view)
        }
        Shows::Graph(graph, files) => {
            let view = Owned::Graph(Box::new(GraphView::new(graph, files, own)));
            Prepared::new("graph", "graph.html", words.graph, view)
        }
        Shows::Search => Prepared::new("search", "search.html", words.search, Owned::Search),
        Shows::Elsewhere(to) => {
            let view = Owned::Elsewhere(link(to));
            Prepared::new("redirect", "redirect.html", &to.label, view)
        }
    })
}

fn line(placed: &Arc<PlacedMatrix>, own: &PageUrl) -> MatrixLine {
    MatrixLine {
        title: placed.matrix.title.clone(),
        href: own.to(&placed.url, None),
        rows: placed.matrix.rows.len(),
        columns: placed.matrix.columns.len(),
    }
}

fn around<'a>(placed: &'a PlacedMatrix, own: &'a PageUrl, words: &'a Words) -> Around<'a> {
    Around {
        own,
        words,
        orders: &placed.orders,
        exports: &placed.files,
        compare: placed.compare.as_ref(),
        tags: &placed.tags,
    }
}

fn situation(situation: &Situation, own: &PageUrl) -> SituationView {
    let first = situation.choice.groups.first();
    let first = first.into_iter().flat_map(|group| &group.entries);
    SituationView {
        link: LinkView {
            label: situation.choice.label.clone(),
            href: own.to(&situation.url, None),
            current: situation.url == *own,
        },
        kind: situation.choice.kind_label.clone(),
        first: first.map(|entry| entry.entry.title.to_string()).collect(),
    }
}
