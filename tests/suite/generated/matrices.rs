//! Tables of entries: what they show, what they leave out, and in which order.

use std::sync::Arc;

use patternbook::catalogue::entry::{FactCell, Judgement, Mark};
use patternbook::generated::cell::{SortKey, State, Tone};
use patternbook::generated::collection::Collection;
use patternbook::generated::heads::GroupKind;
use patternbook::generated::matrix::{Matrix, Omission, matrix, natural};
use patternbook::generated::rows::Content;
use patternbook::model::amount::Amount;
use patternbook::words::ENGLISH;

use crate::generated::shipped::{plain_cell, settings, shipped, table, told};

fn column(matrix: &Matrix, id: &str) -> usize {
    matrix
        .columns
        .iter()
        .position(|head| head.id == id)
        .unwrap()
}

#[test]
fn the_shipped_styles_fill_a_table_without_being_asked() {
    let shipped = shipped();
    let collection = Collection::new(&shipped.model, &ENGLISH, &shipped.entries);
    let natural = natural(&collection);
    let names: Vec<_> = natural
        .iter()
        .map(|settings| (&*settings.id, &*settings.title))
        .collect();
    assert_eq!(names, [("style", "Styles"), ("pattern", "Patterns")]);
    let (styles, problems) = matrix(&collection, &natural[0]);
    let ids: Vec<_> = styles.columns.iter().map(|head| head.id.as_str()).collect();
    let expected = "development-speed maintainability testability team-autonomy scalability performance resilience \
                    consistency operational-complexity observability portability running-cost fact:deployables \
                    fact:broker fact:own-writes fact:teams fact:undo fact:scope";
    assert_eq!(ids.join(" "), expected);
    let groups: Vec<_> = styles
        .groups
        .iter()
        .map(|group| (&*group.label, group.columns.clone()))
        .collect();
    assert_eq!(
        groups,
        [
            ("Build", 0..4),
            ("Run", 4..8),
            ("Operate", 8..12),
            ("Facts", 12..18)
        ]
    );
    assert_eq!(styles.groups[3].kind, GroupKind::Facts);
    assert_eq!(styles.rows.len(), 11);
    assert_eq!(styles.columns_left_out, Vec::<String>::new());
    assert_eq!((styles.same.len(), styles.opposite.len()), (3, 7));
    insta::assert_snapshot!(told(&problems).join("\n"), @r"
    C022 matrix.style.columns.operational-complexity: `development-speed` and `operational-complexity` say nearly the same in the matrix `style`. who weighs both counts one thing twice; the decision helper says so
    C022 matrix.style.columns.resilience: `scalability` and `resilience` say nearly the same in the matrix `style`. who weighs both counts one thing twice; the decision helper says so
    C022 matrix.style.columns.running-cost: `consistency` and `running-cost` say nearly the same in the matrix `style`. who weighs both counts one thing twice; the decision helper says so
    ");
    assert_eq!(styles.parts.len(), 1);
    assert_eq!(styles.parts[0].groups.len(), 1);

    let (patterns, problems) = matrix(&collection, &natural[1]);
    assert_eq!(told(&problems), Vec::<String>::new());
    let groups: Vec<_> = patterns.parts[0]
        .groups
        .iter()
        .map(|group| (group.label.clone().unwrap(), group.rows.len()))
        .collect();
    let expected = [
        ("Structure", 3),
        ("Data", 3),
        ("Resilience", 3),
        ("Integration", 3),
        ("Operations", 2),
    ];
    assert_eq!(
        groups,
        expected.map(|(label, rows)| (label.to_string(), rows))
    );
    assert_eq!(
        patterns.columns_left_out.len(),
        6,
        "facts that no pattern has"
    );
}

#[test]
fn a_cell_says_what_it_is_in_words() {
    let shipped = shipped();
    let (styles, _) = table(
        &shipped.model,
        &shipped.entries,
        &settings("styles", &["style"]),
    );
    let (patterns, _) = table(
        &shipped.model,
        &shipped.entries,
        &settings("patterns", &["pattern"]),
    );
    let check = |matrix: &Matrix,
                 entry: &str,
                 quality: &str,
                 state: State,
                 figure: &str,
                 word: &str,
                 tone: Tone| {
        let row = matrix
            .rows
            .iter()
            .find(|row| row.entry.id == entry)
            .unwrap();
        let Content::Quality(shown) = &row.cells[column(matrix, quality)].content else {
            panic!("{quality} is no quality");
        };
        let found = (shown.state, &*shown.figure, &*shown.word, shown.tone);
        assert_eq!(found, (state, figure, word, tone), "{entry} {quality}");
    };
    check(
        &styles,
        "monolith",
        "development-speed",
        State::Rated,
        "5",
        "very high",
        Tone::Good,
    );
    check(
        &styles,
        "monolith",
        "running-cost",
        State::Rated,
        "1",
        "very low",
        Tone::Good,
    );
    check(
        &styles,
        "serverless",
        "running-cost",
        State::Range,
        "1–5",
        "very low to very high",
        Tone::Neutral,
    );
    check(
        &styles,
        "mvc",
        "scalability",
        State::NotApplicable,
        "",
        "not applicable",
        Tone::Neutral,
    );
    check(
        &patterns,
        "cqrs",
        "operational-complexity",
        State::Range,
        "0 … +2",
        "no change to much more",
        Tone::Poor,
    );
    check(
        &patterns,
        "cqrs",
        "consistency",
        State::Range,
        "−2 … 0",
        "much less to no change",
        Tone::Poor,
    );
    check(
        &patterns,
        "retry",
        "portability",
        State::Implied,
        "0",
        "no change",
        Tone::Neutral,
    );
}

#[test]
fn what_is_not_judged_stands_last_in_either_direction() {
    let mut shipped = shipped();
    let judgements = [
        Judgement::Unknown,
        Judgement::NotApplicable,
        Judgement::Marked(Mark::Worse),
        Judgement::Marked(Mark::Both),
        Judgement::Marked(Mark::Better),
        Judgement::Rated(Amount::whole(1)),
        Judgement::Range(Amount::whole(3), Amount::whole(5)),
        Judgement::Rated(Amount::whole(4)),
        Judgement::Rated(Amount::whole(5)),
    ];
    shipped.entries.truncate(judgements.len());
    for (entry, judgement) in shipped.entries.iter_mut().zip(judgements) {
        Arc::make_mut(entry).cells[0] = plain_cell(judgement);
    }
    let (matrix, _) = table(
        &shipped.model,
        &shipped.entries,
        &settings("styles", &["style"]),
    );
    let order = matrix
        .orders
        .iter()
        .find(|order| order.column == 0)
        .unwrap();
    let places: Vec<_> = order
        .rows
        .iter()
        .map(|row| {
            (
                matrix.rows[*row].cells[0].class,
                matrix.rows[*row].cells[0].place,
            )
        })
        .collect();
    // Range and 4 share a place; the title decides.
    let expected = [
        (1, 0),
        (1, 1),
        (1, 1),
        (1, 2),
        (2, 0),
        (2, 1),
        (2, 2),
        (3, 0),
        (4, 0),
    ];
    assert_eq!(places, expected);
    assert!(SortKey::NOT_APPLICABLE < SortKey::UNKNOWN);
}

#[test]
fn marks_alone_make_a_table_that_names_what_they_do_not_touch() {
    let mut shipped = shipped();
    for (index, entry) in shipped.entries.iter_mut().enumerate() {
        let entry = Arc::make_mut(entry);
        entry.kind = "entry".to_string();
        entry.family = None;
        entry.facts.fill(FactCell::Unknown);
        for (quality, cell) in entry.cells.iter_mut().enumerate() {
            *cell = plain_cell(match (quality, index) {
                (0 | 4, 0..7) => Judgement::Marked(Mark::Better),
                _ => Judgement::Unknown,
            });
        }
    }
    let collection = Collection::new(&shipped.model, &ENGLISH, &shipped.entries);
    let (matrix, problems) = matrix(&collection, &natural(&collection)[0]);
    assert_eq!(told(&problems), Vec::<String>::new());
    assert_eq!(
        (matrix.id.as_str(), matrix.rows.len(), matrix.columns.len()),
        ("entries", 7, 2)
    );
    assert!(
        matrix
            .columns_left_out
            .iter()
            .any(|label| label == "Consistency")
    );
    assert!(
        !matrix
            .columns_left_out
            .iter()
            .any(|label| label == "Security"),
        "it was hidden anyway"
    );
    let left_out: Vec<_> = matrix
        .entries_left_out
        .iter()
        .map(|(_, omission)| *omission)
        .collect();
    assert_eq!(left_out, [Omission::NothingJudged; 18]);
    assert_eq!(matrix.legend, None);
}

#[test]
fn two_scales_never_share_a_column() {
    let shipped = shipped();
    let both = settings("all", &["style", "pattern"]);
    let (matrix, _) = table(&shipped.model, &shipped.entries, &both);
    assert_eq!(matrix.rows.len(), 11);
    let left_out: Vec<_> = matrix
        .entries_left_out
        .iter()
        .map(|(_, omission)| *omission)
        .collect();
    assert_eq!(left_out, [Omission::OtherScale; 14]);
}
