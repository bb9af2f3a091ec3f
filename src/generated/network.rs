//! Who is related to whom.
//!
//! In: relations, entries, other pages. Out: [`Network`]: nodes by title, the links of each, and who stands alone, apart
//! or in the middle of many.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::catalogue::edge::Edge;
use crate::catalogue::entry::Named;
use crate::generated::collection::Collection;
use crate::path::fold::fold;

/// A hub has at least so many relations, and twice as many as the average.
const FEWEST_OF_HUB: usize = 4;
/// How many hubs are named.
const MOST_HUBS: usize = 10;

/// Nodes and links.
#[derive(Debug)]
pub struct Network<'a> {
    /// Entries, and pages that are ends of relations, by title and then id.
    pub nodes: Vec<Node>,
    /// Relations whose ends are nodes, in the order of the catalogue.
    pub links: Vec<Link<'a>>,
    by_id: BTreeMap<String, usize>,
    by_node: Vec<Vec<usize>>,
}

/// An end of relations.
#[derive(Clone, Debug)]
pub struct Node {
    /// Its name.
    pub name: Named,
    /// The place of its family; behind all of them if it has none.
    pub family: usize,
}

/// A relation of two nodes.
#[derive(Clone, Copy, Debug)]
pub struct Link<'a> {
    /// The node it leads from.
    pub from: usize,
    /// The node it leads to.
    pub to: usize,
    /// The relation.
    pub edge: &'a Edge,
}

/// Where nodes stand in the network.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Nodes without relations.
    pub alone: Vec<usize>,
    /// Groups without a relation to the largest one, largest first.
    pub islands: Vec<Vec<usize>>,
    /// Nodes with most relations, and how many.
    pub hubs: Vec<(usize, usize)>,
}

impl<'a> Network<'a> {
    /// Joins relations with their ends. A relation whose end is neither an entry nor among `pages` is left out.
    pub fn new(collection: &Collection, edges: &'a [Edge], pages: &[Named]) -> Network<'a> {
        let families = collection.model.families.len();
        let entries = collection.entries.iter().map(|entry| Node {
            name: Named::of(entry),
            family: collection.group_key(entry).0.min(families),
        });
        let pages = pages
            .iter()
            .filter(|page| collection.find(&page.id).is_none());
        let pages = pages.map(|page| Node {
            name: page.clone(),
            family: families,
        });
        let mut nodes: Vec<Node> = entries.chain(pages).collect();
        nodes.sort_by_cached_key(|node| (fold(&node.name.title), node.name.id.clone()));
        let by_id = nodes.iter().enumerate().rev();
        let by_id: BTreeMap<String, usize> = by_id
            .map(|(index, node)| (node.name.id.clone(), index))
            .collect();
        let link = |edge: &'a Edge| {
            Some(Link {
                from: *by_id.get(&edge.from)?,
                to: *by_id.get(&edge.to)?,
                edge,
            })
        };
        let links: Vec<Link> = edges.iter().filter_map(link).collect();
        let mut by_node = vec![Vec::new(); nodes.len()];
        for (index, link) in links.iter().enumerate() {
            by_node[link.from].push(index);
            if link.to != link.from {
                by_node[link.to].push(index);
            }
        }
        Network {
            nodes,
            links,
            by_id,
            by_node,
        }
    }

    /// A node by id.
    pub fn find(&self, id: &str) -> Option<usize> {
        self.by_id.get(id).copied()
    }

    /// The links of a node, in the order of the catalogue.
    pub fn of(&self, node: usize) -> impl Iterator<Item = &Link<'a>> {
        let links = self
            .by_node
            .get(node)
            .map(Vec::as_slice)
            .unwrap_or_default();
        links.iter().filter_map(|index| self.links.get(*index))
    }

    /// The nodes with links.
    pub fn related(&self) -> Vec<usize> {
        let nodes = 0..self.nodes.len();
        nodes
            .filter(|node| !self.by_node[*node].is_empty())
            .collect()
    }

    /// At most `most` of these nodes, those with most links first to stay; in the order of the nodes.
    pub fn most_related(&self, nodes: &[usize], most: usize) -> Vec<usize> {
        let mut kept = nodes.to_vec();
        kept.sort_by_key(|node| (Reverse(self.by_node[*node].len()), *node));
        kept.truncate(most);
        kept.sort_unstable();
        kept
    }

    /// Who stands alone, apart, or in the middle.
    pub fn standing(&self) -> Standing {
        let related = self.related();
        let mut hubs: Vec<(usize, usize)> = related
            .iter()
            .map(|node| (*node, self.by_node[*node].len()))
            .filter(|(_, count)| {
                *count >= FEWEST_OF_HUB && count * related.len() >= 4 * self.links.len()
            })
            .collect();
        hubs.sort_by_key(|(node, count)| (Reverse(*count), *node));
        hubs.truncate(MOST_HUBS);
        let mut islands = self.islands();
        islands.sort_by_key(|island| (Reverse(island.len()), island.first().copied()));
        let largest = usize::from(!islands.is_empty());
        Standing {
            alone: (0..self.nodes.len())
                .filter(|node| self.by_node[*node].is_empty())
                .collect(),
            islands: islands.split_off(largest),
            hubs,
        }
    }

    /// Groups of nodes that links join, each in the order of the nodes.
    fn islands(&self) -> Vec<Vec<usize>> {
        let mut is_seen = vec![false; self.nodes.len()];
        let mut islands = Vec::new();
        for start in self.related() {
            if std::mem::replace(&mut is_seen[start], true) {
                continue;
            }
            let (mut island, mut next) = (vec![start], 0);
            while let Some(node) = island.get(next).copied() {
                next += 1;
                for link in self.of(node) {
                    for end in [link.from, link.to] {
                        if !std::mem::replace(&mut is_seen[end], true) {
                            island.push(end);
                        }
                    }
                }
            }
            island.sort_unstable();
            islands.push(island);
        }
        islands
    }
}
