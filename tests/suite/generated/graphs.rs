//! Drawings of relations.

use std::sync::Arc;

use patternbook::catalogue::edge::Edge;
use patternbook::catalogue::entry::{Entry, Named};
use patternbook::generated::collection::Collection;
use patternbook::generated::drawing::GraphView;
use patternbook::generated::graph::Painter;
use patternbook::path::output::{PageUrl, UrlStyle};
use patternbook::words::ENGLISH;

use crate::generated::shipped::{Shipped, shipped};

/// The guides that relations lead to.
fn guides() -> Vec<Named> {
    let ids = [
        "twelve-factor-app",
        "monitoring-and-logging",
        "security",
        "adjusting-the-architecture",
    ];
    ids.map(|id| Named {
        id: id.to_string(),
        title: id.into(),
        url: PageUrl::new(&format!("guides/{id}"), false, UrlStyle::Directory).unwrap(),
        anchor: None,
    })
    .to_vec()
}

fn draw(shipped: &Shipped, edges: &[Edge], most: usize) -> GraphView {
    let collection = Collection::new(&shipped.model, &ENGLISH, &shipped.entries);
    Painter::new(&collection, edges, &guides()).graph(most)
}

#[test]
fn the_shipped_relations_make_one_drawing() {
    let shipped = shipped();
    let edges = shipped.edges();
    let graph = draw(&shipped, &edges, 200);
    assert_eq!(graph.rows.len(), 50);
    let [drawing] = graph.drawings.as_slice() else {
        panic!("{} drawings", graph.drawings.len());
    };
    assert_eq!((drawing.nodes.len(), drawing.lines.len()), (29, 50));
    let labels: Vec<_> = drawing
        .columns
        .iter()
        .map(|column| (&*column.label, column.nodes.len()))
        .collect();
    let expected = [
        ("Styles", 11),
        ("Structure", 3),
        ("Data", 3),
        ("Resilience", 3),
        ("Integration", 3),
        ("Operations", 2),
        ("Other pages", 4),
    ];
    assert_eq!(labels, expected);
    let types: Vec<_> = drawing
        .types
        .iter()
        .map(|kind| (&*kind.id, kind.is_directed))
        .collect();
    let expected = [
        ("alternatives", false),
        ("complements", false),
        ("conflicts", false),
        ("requires", true),
        ("refines", true),
        ("leads_to", true),
        ("see_also", false),
    ];
    assert_eq!(types, expected);
    assert_eq!((graph.without_relations.len(), graph.islands.len()), (0, 0));
    let hubs: Vec<_> = graph
        .hubs
        .iter()
        .map(|(hub, count)| (&*hub.id, *count))
        .collect();
    assert_eq!(hubs[0], ("microservices", 9));
}

#[test]
fn a_drawing_depends_on_no_order_of_files() {
    let shipped = shipped();
    let edges = shipped.edges();
    let forward = draw(&shipped, &edges, 200);
    let mut other = self::shipped();
    other.entries.reverse();
    let backward = draw(&other, &edges, 200);
    assert_eq!(forward, backward);
    let mut edges = edges;
    edges.reverse();
    let turned = draw(&shipped, &edges, 200);
    let places = |graph: &GraphView| graph.drawings[0].nodes.clone();
    assert_eq!(places(&forward), places(&turned));
}

#[test]
fn too_many_nodes_make_a_drawing_for_each_family() {
    let shipped = shipped();
    let graph = draw(&shipped, &shipped.edges(), 10);
    let told: Vec<_> = graph
        .drawings
        .iter()
        .map(|drawing| {
            let (_, label) = drawing.family.clone().unwrap();
            assert!(drawing.nodes.len() <= 10, "{label}");
            (label, drawing.left_out)
        })
        .collect();
    let told: Vec<_> = told
        .iter()
        .map(|(label, left_out)| (&**label, *left_out))
        .collect();
    let expected = [
        ("Styles", 1),
        ("Structure", 0),
        ("Data", 0),
        ("Resilience", 0),
        ("Integration", 0),
        ("Operations", 0),
        ("Other pages", 0),
    ];
    assert_eq!(told, expected);
    assert_eq!(graph.rows.len(), 50);
}

#[test]
fn beside_an_entry_stand_its_neighbours() {
    let shipped = shipped();
    let edges = shipped.edges();
    let collection = Collection::new(&shipped.model, &ENGLISH, &shipped.entries);
    let guides = guides();
    let painter = Painter::new(&collection, &edges, &guides);
    let drawing = painter.around("load-balancing").unwrap();
    let columns: Vec<Vec<&str>> = drawing
        .columns
        .iter()
        .map(|column| {
            drawing.nodes[column.nodes.clone()]
                .iter()
                .map(|node| &*node.name.id)
                .collect()
        })
        .collect();
    assert_eq!(
        columns,
        [["microservices"], ["load-balancing"], ["twelve-factor-app"]]
    );
    assert_eq!((drawing.lines.len(), drawing.left_out), (2, 0));
    assert_eq!(painter.around("nothing"), None);
}

#[test]
fn islands_and_entries_without_relations_are_named() {
    let shipped = shipped();
    let kept = [
        "monolith",
        "modular-monolith",
        "microservices",
        "gateway",
        "retry",
    ];
    let edges: Vec<Edge> = shipped
        .edges()
        .into_iter()
        .filter(|edge| kept.contains(&&*edge.from) && kept.contains(&&*edge.to))
        .collect();
    let graph = draw(&shipped, &edges, 200);
    let island: Vec<_> = graph.islands[0].iter().map(|name| &*name.id).collect();
    assert_eq!((graph.islands.len(), island), (1, vec!["gateway", "retry"]));
    // The pages beside the entries have no relations either.
    assert_eq!(graph.without_relations.len(), 25 + 4 - 5);
}

#[test]
fn a_node_with_two_thousand_neighbours_stays_readable() {
    let mut shipped = shipped();
    let first = shipped.entries[0].clone();
    shipped.entries = (0..2000)
        .map(|number| {
            let mut entry = Entry::clone(&first);
            entry.id = format!("entry-{number:04}");
            Arc::new(entry)
        })
        .collect();
    let one = shipped.edges().remove(0);
    let edges: Vec<Edge> = (1..2000)
        .flat_map(|number| {
            let to = format!("entry-{number:04}");
            ["so", "so", "because"].map(|why| Edge {
                from: "entry-0000".to_string(),
                to: to.clone(),
                why: Some(why.to_string()),
                ..one.clone()
            })
        })
        .collect();
    let graph = draw(&shipped, &edges, 200);
    assert_eq!(graph.rows.len(), 3 * 1999);
    let [drawing] = graph.drawings.as_slice() else {
        panic!("one family makes one drawing");
    };
    assert_eq!((drawing.nodes.len(), drawing.left_out), (200, 1800));
    assert_eq!(drawing.lines.len(), 199);
    assert_eq!(drawing.lines[0].reasons, ["so", "because"]);
    let collection = Collection::new(&shipped.model, &ENGLISH, &shipped.entries);
    let painter = Painter::new(&collection, &edges, &[]);
    let around = painter.around("entry-0000").unwrap();
    assert_eq!((around.nodes.len(), around.left_out), (25, 1999 - 24));
    let around = painter.around("entry-0001").unwrap();
    assert_eq!((around.nodes.len(), around.lines.len()), (2, 1));
}
