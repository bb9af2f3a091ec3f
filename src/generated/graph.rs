//! Relations as a drawing, and as a table.
//!
//! In: the relations, the entries and other pages they join. Out: [`GraphView`]: one drawing with families as columns,
//! or one for each family if there are too many nodes, the same relations as rows, and what stands alone.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::catalogue::edge::Edge;
use crate::catalogue::entry::Named;
use crate::generated::collection::Collection;
use crate::generated::drawing::{
    Drawing, DrawnColumn, DrawnLine, DrawnNode, DrawnType, GraphView, RelationRow,
};
use crate::generated::layout::{Curve, layout};
use crate::generated::network::{Link, Network, Standing};
use crate::generated::wrap::cut_into_lines;
use crate::model::RelationType;

/// The most neighbours that the drawing beside an entry shows.
const MOST_NEIGHBOURS: usize = 24;

/// What drawings are made from.
#[derive(Debug)]
pub struct Painter<'a> {
    collection: &'a Collection<'a>,
    types: BTreeMap<&'a str, (usize, &'a RelationType)>,
    network: Network<'a>,
}

impl<'a> Painter<'a> {
    /// `pages` are ends of relations that are no entries, each with its path id.
    pub fn new(
        collection: &'a Collection<'a>,
        edges: &'a [Edge],
        pages: &'a [Named],
    ) -> Painter<'a> {
        let types = collection.model.relations.iter().enumerate();
        Painter {
            collection,
            types: types
                .map(|(index, kind)| (&*kind.id, (index, kind)))
                .collect(),
            network: Network::new(collection, edges, pages),
        }
    }

    /// The page of all relations.
    pub fn graph(&self, most_nodes: usize) -> GraphView {
        let Standing {
            alone,
            islands,
            hubs,
        } = self.network.standing();
        let name = |node: usize| self.network.nodes[node].name.clone();
        GraphView {
            drawings: self.drawings(most_nodes.max(1)),
            rows: self
                .network
                .links
                .iter()
                .map(|link| self.row(link))
                .collect(),
            mentions: Vec::new(),
            without_relations: alone.into_iter().map(name).collect(),
            islands: islands
                .into_iter()
                .map(|island| island.into_iter().map(name).collect())
                .collect(),
            hubs: hubs
                .into_iter()
                .map(|(node, count)| (name(node), count))
                .collect(),
        }
    }

    /// The drawing beside an entry: what leads to it on the left, what it leads to on the right. `None` if it has no
    /// relations.
    pub fn around(&self, id: &str) -> Option<Drawing> {
        let centre = self.network.find(id)?;
        let (mut before, mut after) = (BTreeSet::new(), BTreeSet::new());
        for link in self.network.of(centre) {
            match link.to == centre && self.is_directed(link.edge) {
                true => before.insert(link.from),
                false => after.insert(if link.to == centre {
                    link.from
                } else {
                    link.to
                }),
            };
        }
        before.retain(|node| !after.contains(node));
        let most = before.len() + after.len();
        let mut room = MOST_NEIGHBOURS;
        let mut cut = |nodes: BTreeSet<usize>| -> Vec<usize> {
            let nodes: Vec<usize> = nodes.into_iter().take(room).collect();
            room -= nodes.len();
            nodes
        };
        let columns = vec![cut(before), vec![centre], cut(after)];
        let columns: Vec<_> = columns
            .into_iter()
            .filter(|nodes| !nodes.is_empty())
            .map(|nodes| (None, String::new(), nodes))
            .collect();
        let mut drawing = self.draw(&columns, self.network.of(centre));
        drawing.left_out = most - most.min(MOST_NEIGHBOURS);
        (most > 0).then_some(drawing)
    }

    fn drawings(&self, most: usize) -> Vec<Drawing> {
        let related = self.network.related();
        if related.is_empty() {
            return Vec::new();
        }
        if related.len() <= most {
            return vec![self.draw(&self.columns(&related), self.network.links.iter())];
        }
        let groups = self.columns(&related).into_iter();
        let drawings = groups.map(|(family, label, members)| Drawing {
            family: Some((family, label)),
            ..self.group(&members, most)
        });
        drawings.collect()
    }

    /// The drawing of a family: its members with relations and their neighbours. `None` if there are no relations.
    pub fn family(&self, id: &str, most_nodes: usize) -> Option<Drawing> {
        let mut groups = self.columns(&self.network.related()).into_iter();
        let (_, _, members) = groups.find(|(family, _, _)| family.as_deref() == Some(id))?;
        Some(self.group(&members, most_nodes.max(1)))
    }

    /// Some nodes with their neighbours, if there is room for those.
    fn group(&self, members: &[usize], most: usize) -> Drawing {
        let inside: BTreeSet<usize> = members.iter().copied().collect();
        let mut shown = self.network.most_related(members, most);
        let left_out = members.len() - shown.len();
        if left_out == 0 {
            let around = members.iter().flat_map(|node| self.network.of(*node));
            let around: BTreeSet<usize> = around.flat_map(|link| [link.from, link.to]).collect();
            if around.len() <= most {
                shown = around.into_iter().collect();
            }
        }
        let links = members.iter().flat_map(|node| {
            let links = self.network.of(*node);
            // A relation of two members is met at both of its ends.
            links.filter(|link| link.from == *node || !inside.contains(&link.from))
        });
        Drawing {
            left_out,
            ..self.draw(&self.columns(&shown), links)
        }
    }

    /// Nodes in columns by family; those without one in the last.
    fn columns(&self, nodes: &[usize]) -> Vec<(Option<String>, String, Vec<usize>)> {
        let mut columns: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for node in nodes {
            columns
                .entry(self.network.nodes[*node].family)
                .or_default()
                .push(*node);
        }
        let families = &self.collection.model.families;
        let columns = columns
            .into_iter()
            .map(|(family, nodes)| match families.get(family) {
                Some(family) => (Some(family.id.clone()), family.label.clone(), nodes),
                None => (
                    None,
                    self.collection.words.without_family.to_string(),
                    nodes,
                ),
            });
        columns.collect()
    }

    /// Draws columns of nodes, and those of the relations whose ends are both among them.
    fn draw<'b>(
        &self,
        columns: &[(Option<String>, String, Vec<usize>)],
        links: impl Iterator<Item = &'b Link<'a>>,
    ) -> Drawing
    where
        'a: 'b,
    {
        let order: Vec<usize> = columns
            .iter()
            .flat_map(|(_, _, nodes)| nodes)
            .copied()
            .collect();
        let places: BTreeMap<usize, usize> = order
            .iter()
            .enumerate()
            .map(|(place, node)| (*node, place))
            .collect();
        let (mut lines, mut known) = (Vec::<DrawnLine>::new(), BTreeMap::new());
        for link in links {
            if let (Some(from), Some(to)) = (places.get(&link.from), places.get(&link.to)) {
                self.add_line(link.edge, *from, *to, &mut lines, &mut known);
            }
        }
        for line in &mut lines {
            let mut seen = BTreeSet::new();
            line.reasons.retain(|why| seen.insert(why.clone()));
        }
        let mut next = 0;
        let ranges = columns.iter().map(|(_, _, nodes)| {
            next += nodes.len();
            next - nodes.len()..next
        });
        let ranges: Vec<Range<usize>> = ranges.collect();
        let names = order
            .iter()
            .map(|node| cut_into_lines(&self.network.nodes[*node].name.title));
        let names: Vec<Vec<String>> = names.collect();
        let heights: Vec<usize> = names.iter().map(Vec::len).collect();
        let in_columns: Vec<Vec<usize>> =
            ranges.iter().map(|range| range.clone().collect()).collect();
        let ends: Vec<(usize, usize)> = lines
            .iter()
            .map(|line: &DrawnLine| (line.from, line.to))
            .collect();
        let places = layout(&in_columns, &heights, &ends);
        for (line, curve) in lines.iter_mut().zip(places.lines) {
            line.curve = curve;
        }
        let nodes = order.iter().zip(names).zip(places.nodes);
        let heads = columns.iter().zip(ranges).zip(places.columns);
        Drawing {
            family: None,
            width: places.width,
            height: places.height,
            columns: heads
                .map(|(((family, label, _), nodes), x)| DrawnColumn {
                    family: family.clone(),
                    label: label.clone(),
                    x,
                    nodes,
                })
                .collect(),
            nodes: nodes
                .map(|((node, lines), frame)| DrawnNode {
                    name: self.network.nodes[*node].name.clone(),
                    family: self.family_id(*node),
                    lines,
                    frame,
                })
                .collect(),
            types: self.legend(&lines),
            lines,
            left_out: 0,
        }
    }

    /// Adds a relation, or its reason to the line that is there already.
    fn add_line(
        &self,
        edge: &Edge,
        from: usize,
        to: usize,
        lines: &mut Vec<DrawnLine>,
        known: &mut BTreeMap<(usize, usize, &'a str), usize>,
    ) {
        let is_directed = self.is_directed(edge);
        let (id, label) = match self.types.get(edge.relation.as_str()) {
            Some((_, kind)) => (kind.id.as_str(), kind.label.as_str()),
            None => return,
        };
        let ends = if is_directed {
            (from, to)
        } else {
            (from.min(to), from.max(to))
        };
        let place = *known.entry((ends.0, ends.1, id)).or_insert_with(|| {
            lines.push(DrawnLine {
                from,
                to,
                relation: id.to_string(),
                label: label.to_string(),
                is_directed,
                reasons: Vec::new(),
                curve: Curve::default(),
            });
            lines.len() - 1
        });
        lines[place].reasons.extend(edge.why.clone());
    }

    fn legend(&self, lines: &[DrawnLine]) -> Vec<DrawnType> {
        let shown: BTreeSet<&str> = lines.iter().map(|line| line.relation.as_str()).collect();
        let types = self.collection.model.relations.iter().enumerate();
        types
            .filter(|(_, kind)| shown.contains(kind.id.as_str()))
            .map(|(index, kind)| DrawnType {
                id: kind.id.clone(),
                index,
                label: kind.label.clone(),
                is_directed: !kind.is_symmetric(),
            })
            .collect()
    }

    fn row(&self, link: &Link) -> RelationRow {
        let edge = link.edge;
        let kind = self.types.get(edge.relation.as_str());
        let name = |node: usize| self.network.nodes[node].name.clone();
        RelationRow {
            from: name(link.from),
            relation: edge.relation.clone(),
            label: kind.map_or(&edge.relation, |(_, kind)| &kind.label).clone(),
            to: name(link.to),
            why: edge.why.clone(),
        }
    }

    fn family_id(&self, node: usize) -> Option<String> {
        let family = self.network.nodes[node].family;
        let family = self.collection.model.families.get(family);
        family.map(|family| family.id.clone())
    }

    fn is_directed(&self, edge: &Edge) -> bool {
        let kind = self.types.get(edge.relation.as_str());
        kind.is_some_and(|(_, kind)| !kind.is_symmetric())
    }
}
