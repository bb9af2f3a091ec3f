//! The generated pages of the catalogue, each with its address and the way to it.
//!
//! In: the entries, their relations, the model, the views that the settings ask for. Out: [`Routes`]. A view exists when
//! it has something to show.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::catalogue::edge::Edge;
use crate::catalogue::entry::{Entry, Named};
use crate::catalogue::naming::Naming;
use crate::catalogue::place::Link;
use crate::generated::choice::Choice;
use crate::generated::collection::Collection;
use crate::generated::compare::Comparison;
use crate::generated::dossier::{Dossiers, dossiers};
use crate::generated::drawing::{GraphView, MentionRow};
use crate::generated::generated;
use crate::generated::graph::Painter;
use crate::generated::helper::{Helper, helper};
use crate::generated::matrix::Matrix;
use crate::generated::pairs::Pairs;
use crate::generated::portrait::{Portrait, portrait};
use crate::generated::problem::Problem;
use crate::generated::record;
use crate::model::Model;
use crate::model::views::Views;
use crate::path::input::ContentPath;
use crate::path::output::{OutputPath, PageUrl};
pub use crate::shows::{Data, FileLink, PlacedMatrix, Route, Shows, Situation};
use crate::words::Words;

/// What generated pages are made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoutesInput {
    /// The entries that lists may name, in the order of the sidebar.
    pub entries: Vec<Arc<Entry>>,
    /// Their relations.
    pub edges: Arc<[Edge]>,
    /// Permalinks and labels of the tags, in order.
    pub tags: Arc<[(String, String)]>,
    /// Ends of relations that are no entries, each with its path id.
    pub pages: Arc<[Named]>,
    /// Links in texts that lead to entries.
    pub mentions: Vec<MentionRow>,
    /// What is measured.
    pub model: Arc<Model>,
    /// Which pages there are.
    pub views: Arc<Views>,
    /// Whether there are files for machines.
    pub has_data: bool,
    /// Whether there is a page to search on.
    pub has_search: bool,
    /// How they are named.
    pub naming: Naming,
    /// The address of the site, if it is known.
    pub site: Option<String>,
    /// The words of the interface.
    pub words: &'static Words,
}

/// The generated pages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Routes {
    /// Every page by its address.
    pub pages: BTreeMap<PageUrl, Route>,
    /// What the pages of authors show of their entries, by page.
    pub portraits: BTreeMap<ContentPath, Arc<Portrait>>,
    /// Drafts of decision records.
    pub records: BTreeMap<OutputPath, String>,
    /// The tables, in the order of the settings.
    pub matrices: Vec<Arc<PlacedMatrix>>,
    /// Files for machines: what each holds.
    pub data: BTreeMap<OutputPath, Data>,
    /// The pages that the header leads to, in order.
    pub header: Vec<Link>,
    /// The page to search on.
    pub search: Option<PageUrl>,
    /// What is wrong with the settings.
    pub problems: Vec<Problem>,
}

impl Routes {
    /// All generated pages.
    pub fn new(input: &RoutesInput) -> Routes {
        let collection = Collection::new(&input.model, input.words, &input.entries);
        let painter = Painter::new(&collection, &input.edges, &input.pages);
        let pages = input.entries.iter().filter(|entry| entry.anchor.is_none());
        let portraits = pages.map(|entry| {
            let portrait = portrait(&collection, entry, painter.around(&entry.id));
            (entry.page.clone(), Arc::new(portrait))
        });
        let all = generated(&collection, &input.edges, &input.pages, &input.views);
        let mut routes = Routes {
            portraits: portraits.collect(),
            problems: all.problems,
            ..Routes::default()
        };
        routes.add_matrices(all.matrices, input);
        let any = Arc::new(dossiers(&collection, &input.edges));
        routes.add_comparisons(all.comparisons, &all.pairs, any, input);
        let choices = match all.presets.is_empty() {
            true => all.helpers,
            false => all.presets,
        };
        let any = Arc::new(helper(&collection, &input.views.presets));
        routes.add_choices(choices, &any, input);
        routes.add_graph(all.graph, input);
        if !input.entries.is_empty() {
            let files = [
                ("catalogue.json", Data::Catalogue),
                ("catalogue.schema.json", Data::CatalogueSchema),
                ("front-matter.schema.json", Data::FrontMatterSchema),
            ];
            for (name, data) in files {
                routes.data.extend(input.data(name).zip(Some(data)));
            }
        }
        if input.has_search
            && let Some(page) = input.link("search", "", input.words.search)
        {
            routes.add(&[&page], Shows::Search);
            routes.search = Some(page.url);
        }
        routes
    }

    fn add_matrices(&mut self, matrices: Vec<Matrix>, input: &RoutesInput) {
        let Some(up) = input.link("matrix", "", input.words.matrix) else {
            return;
        };
        let place = |matrix: Matrix| {
            let url = input.address("matrix", &matrix.id)?;
            Some(Arc::new(PlacedMatrix::new(matrix, url, input)))
        };
        let shown = matrices
            .into_iter()
            .filter(|matrix| !matrix.rows.is_empty());
        let placed: Vec<Arc<PlacedMatrix>> = shown.filter_map(place).collect();
        for one in &placed {
            let link = Link {
                label: one.matrix.title.as_str().into(),
                url: one.url.clone(),
            };
            self.data.extend(one.data(input));
            self.add(&[&up, &link], Shows::Matrix(one.clone()));
            for (index, order) in one.matrix.orders.iter().enumerate() {
                let head = one.matrix.columns.get(order.column);
                if let Some((head, url)) = head.zip(one.orders.get(&order.column)) {
                    let own = Link {
                        label: head.label.as_str().into(),
                        url: url.clone(),
                    };
                    self.add(&[&up, &link, &own], Shows::Quality(one.clone(), index));
                }
            }
        }
        self.matrices.clone_from(&placed);
        // The root shows the only table itself.
        match placed.as_slice() {
            [] => return,
            [only] => self.add(&[&up], Shows::Matrix(only.clone())),
            _ => self.add(&[&up], Shows::Matrices(placed)),
        }
        self.header.push(up);
    }

    fn add_comparisons(
        &mut self,
        comparisons: Vec<Comparison>,
        pairs: &Pairs,
        any: Arc<Dossiers>,
        input: &RoutesInput,
    ) {
        let Some(up) = input.link("compare", "", input.words.compare) else {
            return;
        };
        let mut groups: Vec<(String, Vec<Link>)> = Vec::new();
        for (pair, comparison) in pairs.pairs.iter().zip(comparisons) {
            let titles = comparison.entries.iter().map(|entry| &*entry.entry.title);
            let titles: Vec<&str> = titles.collect();
            let label = titles.join(&format!(" {} ", input.words.versus));
            let own = input.link("compare", &pair.id, &label);
            let reverse = input.link("compare", &pair.reverse, &label);
            let Some(((own, reverse), file)) =
                own.zip(reverse)
                    .zip(input.file("compare", &pair.id, "decision.md"))
            else {
                continue;
            };
            let text = record::of_comparison(input.words, &comparison, &input.absolute(&own.url));
            self.records.insert(file.clone(), text);
            self.add(&[&up, &own], Shows::Comparison(Arc::new(comparison), file));
            self.add(&[&up, &reverse], Shows::Elsewhere(own.clone()));
            match groups.last_mut().filter(|(group, _)| *group == pair.group) {
                Some((_, links)) => links.push(own),
                None => groups.push((pair.group.clone(), vec![own])),
            }
        }
        // Any two rows of a table can be compared.
        let are_rows = !self.matrices.is_empty() && input.compares();
        if are_rows || !groups.is_empty() {
            let all = Shows::Comparisons(Arc::new(groups), pairs.beyond, any);
            self.add(&[&up], all);
            self.header.push(up);
        }
    }

    fn add_choices(&mut self, choices: Vec<Choice>, any: &Arc<Helper>, input: &RoutesInput) {
        let Some(up) = input.link("choose", "", input.words.choose) else {
            return;
        };
        let is_choice = |choice: &Choice| {
            let entries = choice.groups.iter().map(|group| group.entries.len());
            choice.preset.is_some() || entries.sum::<usize>() > 1
        };
        let situation = |choice: Choice| {
            let id = choice.preset.as_ref().unwrap_or(&choice.kind);
            Some(Situation {
                url: input.address("choose", id)?,
                record: input.file("choose", id, "decision.md")?,
                choice,
            })
        };
        let situations: Vec<Situation> = choices
            .into_iter()
            .filter(is_choice)
            .filter_map(situation)
            .collect();
        let situations = Arc::new(situations);
        for (index, one) in situations.iter().enumerate() {
            let text = record::of_choice(input.words, &one.choice, &input.absolute(&one.url));
            self.records.insert(one.record.clone(), text);
            let own = Link {
                label: one.choice.label.as_str().into(),
                url: one.url.clone(),
            };
            self.add(
                &[&up, &own],
                Shows::Choice(situations.clone(), index, any.clone()),
            );
        }
        if !situations.is_empty() {
            self.add(&[&up], Shows::Situations(situations, any.clone()));
            self.header.push(up);
        }
    }

    fn add_graph(&mut self, graph: GraphView, input: &RoutesInput) {
        if input.edges.is_empty() {
            return;
        }
        let graph = Arc::new(GraphView {
            mentions: input.mentions.clone(),
            ..graph
        });
        let files = [
            ("JSON", "relations.json", Data::Relations),
            ("Graphviz", "graph.dot", Data::Dot(graph.clone())),
            ("Mermaid", "graph.mmd", Data::Mermaid(graph.clone())),
        ];
        let mut links = Vec::new();
        for (label, name, data) in files {
            if let Some(path) = input.data(name) {
                links.push((label.to_string(), path.clone()));
                self.data.insert(path, data);
            }
        }
        if let Some(up) = input.link("graph", "", input.words.graph) {
            self.add(&[&up], Shows::Graph(graph, links.into()));
            self.header.push(up);
        }
    }

    fn add(&mut self, trail: &[&Link], shows: Shows) {
        let trail: Vec<Link> = trail.iter().map(|link| (*link).clone()).collect();
        if let Some(url) = trail.last().map(|own| own.url.clone()) {
            self.pages.insert(url, Route { trail, shows });
        }
    }
}

impl PlacedMatrix {
    fn new(matrix: Matrix, url: PageUrl, input: &RoutesInput) -> PlacedMatrix {
        let address = |column: usize| {
            let id = &matrix.columns.get(column)?.id;
            input.address("matrix", &format!("{}/by/{id}", matrix.id))
        };
        let orders = matrix.orders.iter();
        let orders = orders.filter_map(|one| Some((one.column, address(one.column)?)));
        let labels = ["CSV", input.words.reasons_csv, "JSON", "Markdown"];
        let files = labels.iter().zip(file_names(&matrix.id));
        let files = files.filter_map(|(label, name)| Some((label.to_string(), input.data(&name)?)));
        PlacedMatrix {
            orders: orders.collect(),
            files: files.collect(),
            compare: input.address("compare", "").filter(|_| input.compares()),
            tags: input.tags.clone(),
            url,
            matrix,
        }
    }

    /// What its files hold.
    fn data(
        self: &Arc<PlacedMatrix>,
        input: &RoutesInput,
    ) -> impl Iterator<Item = (OutputPath, Data)> {
        let holds = [Data::Values, Data::Reasons, Data::Table, Data::Markdown];
        let files = file_names(&self.matrix.id).into_iter().zip(holds);
        files.filter_map(|(name, data)| Some((input.data(&name)?, data(self.clone()))))
    }
}

/// The files of a table.
fn file_names(matrix: &str) -> [String; 4] {
    [".csv", "-reasons.csv", ".json", ".md"].map(|ending| format!("matrix-{matrix}{ending}"))
}

impl RoutesInput {
    /// The address of a page of a view; `None` if the settings give the view a name that makes none.
    fn address(&self, view: &str, below: &str) -> Option<PageUrl> {
        let path = self.path(view, below);
        PageUrl::new(&path, below.is_empty(), self.naming.style).ok()
    }

    /// Whether there are enough entries to compare.
    fn compares(&self) -> bool {
        self.entries.len() > 1
    }

    /// A link to a page of a view, or to one below it.
    pub fn link(&self, view: &str, below: &str, label: &str) -> Option<Link> {
        let url = self.address(view, below)?;
        let label = label.into();
        Some(Link { label, url })
    }

    /// A file beside a page of a view.
    fn file(&self, view: &str, below: &str, name: &str) -> Option<OutputPath> {
        let folder = self.path(view, below);
        let path = format!("{}/{name}", folder.trim_end_matches('/'));
        OutputPath::new(path.trim_start_matches('/')).ok()
    }

    /// A file for machines, if there are any.
    fn data(&self, name: &str) -> Option<OutputPath> {
        let path = self.file("data", "", name);
        path.filter(|_| self.has_data)
    }

    fn path(&self, view: &str, below: &str) -> String {
        let name = self.views.paths.get(view).map_or(view, String::as_str);
        format!("{}/{name}/{below}", self.naming.prefix)
    }

    /// An address as it is written outside of the site.
    fn absolute(&self, url: &PageUrl) -> String {
        let root = self.site.as_deref().unwrap_or("/");
        format!(
            "{root}{}",
            PageUrl::root().to(url, None).trim_start_matches("./")
        )
    }
}
