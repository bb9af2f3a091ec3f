//! Entries side by side, and records of decisions.

use std::sync::Arc;

use patternbook::declared::Circumstance;
use patternbook::generated::cell::State;
use patternbook::generated::collection::Collection;
use patternbook::generated::compare::{Comparison, comparison};
use patternbook::generated::edges::Edges;
use patternbook::generated::pairs::pairs;
use patternbook::generated::record::of_comparison;
use patternbook::model::views::ComparePages;
use patternbook::words::ENGLISH;

use crate::generated::shipped::{Shipped, expect, shipped, told};

fn compare(shipped: &Shipped, ids: &[&str]) -> Comparison {
    let collection = Collection::new(&shipped.model, &ENGLISH, &shipped.entries);
    let edges = shipped.edges();
    let entries: Vec<usize> = ids.iter().filter_map(|id| collection.find(id)).collect();
    comparison(&collection, &Edges::new(&edges), &entries)
}

fn pages(extra: &[(&str, &str)], max: usize) -> ComparePages {
    let pair = |(one, other): &(&str, &str)| ((*one).to_string(), (*other).to_string());
    ComparePages {
        from: "alternatives".to_string(),
        extra: extra.iter().map(pair).collect(),
        max,
    }
}

#[test]
fn alternatives_and_what_is_asked_for_have_pages() {
    let shipped = shipped();
    let collection = Collection::new(&shipped.model, &ENGLISH, &shipped.entries);
    let edges = shipped.edges();
    let edges = Edges::new(&edges);
    let ids = |settings: &ComparePages| -> (Vec<String>, usize, Vec<String>) {
        let (pairs, problems) = pairs(&collection, &edges, settings);
        let ids = pairs.pairs.iter().map(|pair| pair.id.clone()).collect();
        (ids, pairs.beyond, told(&problems))
    };
    let (all, beyond, problems) = ids(&pages(&[("monolith", "modular-monolith")], 300));
    assert_eq!((all.len(), beyond, problems), (10, 0, Vec::new()));
    assert!(
        all.contains(&"modular-monolith-vs-monolith".to_string()),
        "{all:?}"
    );
    let (few, beyond, _) = ids(&pages(&[("saga", "cqrs"), ("cqrs", "saga")], 2));
    assert_eq!((few.len(), beyond), (2, 8));
    assert!(
        few.contains(&"cqrs-vs-saga".to_string()),
        "what is asked for comes first: {few:?}"
    );
    let (_, _, problems) = ids(&pages(&[("saga", "saga"), ("saga", "sagas")], 300));
    insta::assert_snapshot!(problems.join("\n"), @r"
    C030 compare.extra: a comparison of `saga` with itself is asked for. name two entries
    C030 compare.extra.sagas: a comparison names an unknown entry `sagas`. did you mean `saga`?
    ");
}

#[test]
fn the_largest_differences_come_first() {
    let shipped = shipped();
    let comparison = compare(&shipped, &["monolith", "microservices"]);
    assert_eq!(comparison.scales.len(), 1);
    let rows = |block: &[patternbook::generated::compare::QualityRow]| -> Vec<String> {
        let told = |row: &patternbook::generated::compare::QualityRow| {
            let figures: Vec<_> = row.cells.iter().map(|cell| cell.figure.clone()).collect();
            format!("{} {}", row.id, figures.join(" "))
        };
        block.iter().map(told).collect()
    };
    let block = &comparison.scales[0];
    let differences = [
        "team-autonomy 1 5",
        "operational-complexity 1 5",
        "development-speed 5 2",
        "scalability 2 5",
        "consistency 5 2",
        "running-cost 1 4",
        "maintainability 2 4",
        "testability 4 2",
        "performance 4 2",
        "resilience 2 4",
        "observability 4 2",
        "portability 5 3",
    ];
    assert_eq!(rows(&block.differences), differences);
    assert_eq!(rows(&block.others), [""; 0]);
    let between: Vec<_> = comparison
        .relations
        .iter()
        .map(|between| {
            (
                between.from,
                &*between.relation,
                between.to,
                between.why.as_deref(),
            )
        })
        .collect();
    let why = Some("one deployable against many");
    assert_eq!(between, [(0, "alternatives", 1, why)]);
    let next: Vec<_> = comparison
        .next
        .iter()
        .map(|next| (next.from, &*next.to.id))
        .collect();
    assert_eq!(next, [(0, "modular-monolith")]);
    assert!(
        comparison
            .facts
            .iter()
            .find(|row| row.id == "deployables")
            .unwrap()
            .differs
    );
}

#[test]
fn a_range_that_cannot_be_reached_is_a_large_difference() {
    let shipped = shipped();
    // Performance: −1 … 0 against +1, one and a half steps apart, and yet never equal.
    let comparison = compare(&shipped, &["repository", "load-balancing"]);
    let differences: Vec<_> = comparison.scales[0]
        .differences
        .iter()
        .map(|row| &*row.id)
        .collect();
    assert!(differences.contains(&"performance"), "{differences:?}");
    // Performance: −1 against −1 … +1, which depends.
    let comparison = compare(&shipped, &["retry", "graphql"]);
    let differences: Vec<_> = comparison.scales[0]
        .differences
        .iter()
        .map(|row| &*row.id)
        .collect();
    assert!(!differences.contains(&"performance"), "{differences:?}");
}

#[test]
fn two_scales_stand_in_two_blocks() {
    let shipped = shipped();
    let comparison = compare(&shipped, &["containers", "serverless", "task-queue"]);
    let blocks: Vec<_> = comparison
        .scales
        .iter()
        .map(|block| block.entries.clone())
        .collect();
    assert_eq!(blocks, [vec![0, 2], vec![1]]);
    assert_eq!(comparison.scales[1].differences, []);
    let cells = comparison.scales[0]
        .others
        .iter()
        .chain(&comparison.scales[0].differences);
    assert!(
        cells
            .flat_map(|row| &row.cells)
            .all(|cell| cell.state != State::Unknown)
    );
}

#[test]
fn what_both_say_stands_once() {
    let mut shipped = shipped();
    let say = |text: &str| Circumstance {
        text: text.to_string(),
        because: None,
        see: None,
    };
    Arc::make_mut(&mut shipped.entries[0]).use_when = vec![say("One team"), say("Any load")];
    Arc::make_mut(&mut shipped.entries[1]).use_when =
        vec![say("Two teams"), say("one  team"), say("One team")];
    let comparison = compare(&shipped, &["monolith", "modular-monolith"]);
    let said: Vec<_> = comparison
        .use_when
        .iter()
        .map(|shared| (&*shared.item.text, shared.entries.clone()))
        .collect();
    assert_eq!(
        said,
        [
            ("One team", vec![0, 1]),
            ("Any load", vec![0]),
            ("Two teams", vec![1])
        ]
    );
}

#[test]
fn a_comparison_becomes_a_draft_of_a_decision_record() {
    let mut shipped = shipped();
    Arc::make_mut(&mut shipped.entries[0]).title = "Mono|lith *one*".into();
    let comparison = compare(&shipped, &["monolith", "modular-monolith"]);
    let record = of_comparison(&ENGLISH, &comparison, "https://example.org/x/");
    expect("record-of-comparison.md", &record);
}
