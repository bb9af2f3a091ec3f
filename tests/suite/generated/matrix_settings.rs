//! Tables as the settings ask for them: order, parts, names that are not known, size.

use std::sync::Arc;

use patternbook::catalogue::entry::Entry;
use patternbook::generated::collection::Collection;
use patternbook::generated::generated;
use patternbook::generated::matrix::Matrix;
use patternbook::model::views::{Column, MatrixModel, RowOrder, Views};
use patternbook::words::ENGLISH;

use crate::generated::shipped::{settings, shipped, table, told};

fn titles(matrix: &Matrix, rows: &[usize]) -> Vec<String> {
    rows.iter()
        .map(|row| matrix.rows[*row].entry.id.clone())
        .collect()
}

#[test]
fn rows_stand_in_the_order_that_is_asked_for() {
    let shipped = shipped();
    let check = |rows: RowOrder, is_grouped: bool, expected: [&str; 3]| {
        let settings = MatrixModel {
            rows: rows.clone(),
            is_grouped,
            ..settings("patterns", &["pattern"])
        };
        let (matrix, _) = table(&shipped.model, &shipped.entries, &settings);
        assert_eq!(titles(&matrix, &[0, 1, 2]), expected, "{rows:?}");
    };
    check(
        RowOrder::Sidebar,
        true,
        ["repository", "facade", "domain-driven-design"],
    );
    check(
        RowOrder::Title,
        false,
        ["circuit-breaker", "containers", "cqrs"],
    );
    check(
        RowOrder::Title,
        true,
        ["domain-driven-design", "facade", "repository"],
    );
    check(
        RowOrder::Family,
        false,
        ["repository", "facade", "domain-driven-design"],
    );
    let by_quality = RowOrder::Quality("resilience".to_string());
    check(
        by_quality,
        false,
        ["circuit-breaker", "load-balancing", "strangler-fig"],
    );
}

#[test]
fn a_long_table_is_cut_by_family_and_then_by_length() {
    let shipped = shipped();
    let settings = MatrixModel {
        max_rows: 2,
        is_grouped: false,
        ..settings("patterns", &["pattern"])
    };
    let (matrix, _) = table(&shipped.model, &shipped.entries, &settings);
    let parts: Vec<_> = matrix
        .parts
        .iter()
        .map(|part| {
            (
                part.groups[0].label.clone().unwrap(),
                part.rows.clone(),
                part.number,
            )
        })
        .collect();
    let part = |label: &str, rows, number, of| (label.to_string(), rows, Some((number, of)));
    let expected = [
        part("Structure", 0..2, 1, 2),
        part("Structure", 2..3, 2, 2),
        part("Data", 3..5, 1, 2),
        part("Data", 5..6, 2, 2),
        part("Resilience", 6..8, 1, 2),
        part("Resilience", 8..9, 2, 2),
        part("Integration", 9..11, 1, 2),
        part("Integration", 11..12, 2, 2),
        part("Operations", 12..14, 1, 1),
    ];
    assert_eq!(parts, expected);
}

#[test]
fn what_no_page_says_is_told() {
    let shipped = shipped();
    let asked = MatrixModel {
        rows: RowOrder::Quality("speed".to_string()),
        columns: vec![
            Column::Quality("scalabilty".to_string()),
            Column::Field("maturity".to_string()),
            Column::Quality("performance".to_string()),
            Column::Group("run".to_string()),
        ],
        ..settings("mine", &["style"])
    };
    let (matrix, problems) = table(&shipped.model, &shipped.entries, &asked);
    let ids: Vec<_> = matrix.columns.iter().map(|head| head.id.as_str()).collect();
    assert_eq!(
        ids,
        ["performance", "scalability", "resilience", "consistency"]
    );
    assert_eq!(matrix.columns_left_out, ["Maturity"]);
    insta::assert_snapshot!(told(&problems).join("\n"), @r"
    C070 matrix.mine.columns.scalabilty: the matrix `mine` names an unknown quality `scalabilty`. did you mean `scalability`?
    C070 matrix.mine.rows: the matrix `mine` has an unknown row order `speed`. a quality is there as soon as a page rates it, or `[[catalogue.quality]]` declares it
    C022 matrix.mine.columns.resilience: `scalability` and `resilience` say nearly the same in the matrix `mine`. who weighs both counts one thing twice; the decision helper says so
    ");
    let (_, problems) = table(&shipped.model, &[], &settings("none", &["guide"]));
    insta::assert_snapshot!(told(&problems).join("\n"), @"C071 matrix.none: the matrix `none` has no rows. its rows are the listed entries of its `kinds`");
}

#[test]
fn two_thousand_entries_make_as_many_cells_and_no_more() {
    let shipped = shipped();
    let styles: Vec<_> = shipped
        .entries
        .iter()
        .filter(|entry| entry.kind == "style")
        .collect();
    let entries: Vec<Arc<Entry>> = (0..2000)
        .map(|number| {
            let mut entry = Entry::clone(styles[number % styles.len()]);
            entry.id = format!("entry-{number}");
            Arc::new(entry)
        })
        .collect();
    let (matrix, _) = table(&shipped.model, &entries, &settings("styles", &["style"]));
    let cells: usize = matrix.rows.iter().map(|row| row.cells.len()).sum();
    let ordered: usize = matrix.orders.iter().map(|order| order.rows.len()).sum();
    let parted: usize = matrix.parts.iter().map(|part| part.rows.len()).sum();
    assert_eq!((cells, ordered, parted), (2000 * 18, 2000 * 12, 2000));
    assert_eq!(matrix.parts.len(), 10);
}

#[test]
fn a_book_without_settings_has_all_views_that_have_something_to_show() {
    let shipped = shipped();
    let collection = Collection::new(&shipped.model, &ENGLISH, &shipped.entries);
    let edges = shipped.edges();
    let all = generated(&collection, &edges, &[], &Views::default());
    let counts = (
        all.matrices.len(),
        all.comparisons.len(),
        all.helpers.len(),
        all.presets.len(),
    );
    assert_eq!(counts, (2, 9, 2, 0));
    assert_eq!(all.problems.len(), 3, "columns that say the same");
    let nothing = Collection::new(&shipped.model, &ENGLISH, &[]);
    let none = generated(&nothing, &[], &[], &Views::default());
    let counts = (
        none.matrices.len(),
        none.comparisons.len(),
        none.helpers.len(),
        none.problems.len(),
    );
    assert_eq!(counts, (0, 0, 0, 0));
    assert!(none.graph.drawings.is_empty());
}
