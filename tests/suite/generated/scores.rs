//! Scores: what the shipped ratings must give to the last unit, and what holds for all ratings.

use std::sync::Arc;

use patternbook::catalogue::entry::{Entry, Judgement, Mark};
use patternbook::generated::collection::Collection;
use patternbook::generated::correlation::{Affinity, affinities};
use patternbook::generated::goodness::Ruler;
use patternbook::generated::score::{Question, Ranking, Scorer, Stability, judgement};
use patternbook::model::Better;
use patternbook::model::amount::Amount;
use patternbook::words::ENGLISH;
use proptest::prelude::*;

use crate::generated::shipped::{Shipped, list, plain_cell, shipped, text};

fn rank(
    shipped: &Shipped,
    entries: &[Arc<Entry>],
    weights: &[u8],
    with_marks: bool,
) -> (Ranking, Option<Stability>) {
    let collection = Collection::new(&shipped.model, &ENGLISH, entries);
    let question = Question {
        weights: weights.to_vec(),
        with_marks,
    };
    let scorer = Scorer::new(&collection, "style", collection.of_kind("style"), question);
    let ranking = scorer.ranking();
    let stability = scorer.stability(&ranking);
    (ranking, stability)
}

#[test]
fn the_shipped_presets_rank_as_they_must() {
    let shipped = shipped();
    assert_eq!(shipped.presets().len(), 6);
    for (preset, expected) in shipped.presets() {
        let (ranking, _) = rank(&shipped, &shipped.entries, &shipped.weights(&preset), false);
        let id = |entry: usize| shipped.entries[entry].id.clone();
        let found: Vec<_> = ranking
            .scores
            .iter()
            .map(|score| (id(score.entry), score.middle, score.low, score.high))
            .collect();
        let number = |value: &serde_json::Value| i128::from(value.as_i64().unwrap());
        let wanted: Vec<_> = list(&expected["ranking"])
            .map(|row| {
                (
                    text(&row[0]),
                    number(&row[1]),
                    number(&row[2]),
                    number(&row[3]),
                )
            })
            .collect();
        assert_eq!(found, wanted, "{}", preset.id);
        assert_eq!(ranking.whole, number(&expected["whole"]), "{}", preset.id);
        assert_eq!(ranking.step, number(&expected["step"]), "{}", preset.id);
        let groups: Vec<Vec<String>> = ranking
            .groups
            .iter()
            .map(|group| {
                let scores = ranking.scores[group.clone()].iter();
                scores.map(|score| id(score.entry)).collect()
            })
            .collect();
        let wanted: Vec<Vec<String>> = list(&expected["groups"])
            .map(|group| list(group).map(text).collect())
            .collect();
        assert_eq!(groups, wanted, "{}", preset.id);
    }
}

#[test]
fn the_shipped_presets_are_as_stable_as_they_must_be() {
    let shipped = shipped();
    for (preset, expected) in shipped.presets() {
        let (_, stability) = rank(&shipped, &shipped.entries, &shipped.weights(&preset), false);
        let found = stability.unwrap();
        let expected = &expected["stability"];
        let changes: Vec<_> = found
            .changes
            .iter()
            .map(|change| {
                let quality = shipped.model.qualities[change.quality].id.clone();
                let delta = if change.is_more { 1 } else { -1 };
                (quality, delta, shipped.ids(&change.first))
            })
            .collect();
        let wanted: Vec<_> = list(&expected["changes"])
            .map(|change| {
                let first = list(&change["first"]).map(|id| id.as_str().unwrap());
                let delta = change["delta"].as_i64().unwrap();
                (text(&change["quality"]), delta, first.collect::<Vec<_>>())
            })
            .collect();
        assert_eq!(changes, wanted, "{}", preset.id);
        assert_eq!(
            shipped.ids(&[found.first]),
            [expected["first"].as_str().unwrap()]
        );
        let counts = (found.holds, found.variations);
        let count = |key: &str| usize::try_from(expected[key].as_u64().unwrap()).unwrap();
        assert_eq!(counts, (count("in"), count("of")), "{}", preset.id);
    }
}

#[test]
fn the_shipped_columns_go_together_as_they_must() {
    let shipped = shipped();
    let scale = shipped.model.scale_of("style");
    let ruler = Ruler::new(scale);
    let styles: Vec<_> = shipped
        .entries
        .iter()
        .filter(|entry| entry.kind == "style")
        .collect();
    let shown: Vec<usize> = (0..shipped.model.qualities.len())
        .filter(|quality| shipped.model.qualities[*quality].is_shown)
        .collect();
    let column = |quality: &usize| -> Vec<i128> {
        let better = shipped.model.qualities[*quality].better;
        let deviation = |entry: &&Arc<Entry>| {
            ruler
                .interval(&judgement(entry, *quality), better, false)
                .sum()
                - ruler.span
        };
        styles.iter().map(deviation).collect()
    };
    let columns: Vec<_> = shown.iter().map(column).collect();
    for (key, affinity) in [("same", Affinity::Same), ("opposite", Affinity::Opposite)] {
        let id = |index: usize| shipped.model.qualities[shown[index]].id.clone();
        let mut found: Vec<_> = affinities(&columns)
            .into_iter()
            .filter(|(_, _, found)| *found == affinity)
            .map(|(one, other, _)| sorted(id(one), id(other)))
            .collect();
        let mut wanted: Vec<_> = list(&shipped.data[key])
            .map(|pair| sorted(text(&pair[0]), text(&pair[1])))
            .collect();
        found.sort();
        wanted.sort();
        assert_eq!(found, wanted, "{key}");
    }
}

fn sorted(one: String, other: String) -> [String; 2] {
    let mut pair = [one, other];
    pair.sort();
    pair
}

/// Any judgement that a cell of the scale from 1 to 5 can hold.
fn any_judgement() -> impl Strategy<Value = Judgement> {
    let amount = || (1..=5i64).prop_map(Amount::whole);
    prop_oneof![
        4 => amount().prop_map(Judgement::Rated),
        2 => (amount(), amount()).prop_map(|(one, other)| Judgement::Range(one, other)),
        1 => Just(Judgement::NotApplicable),
        1 => Just(Judgement::Unknown),
        1 => Just(Judgement::Marked(Mark::Better)),
        1 => Just(Judgement::Marked(Mark::Both)),
    ]
}

/// Entries with any judgements, and any weights.
fn any_ratings() -> impl Strategy<Value = (Vec<Vec<Judgement>>, Vec<u8>, bool)> {
    let row = proptest::collection::vec(any_judgement(), 13);
    let rows = proptest::collection::vec(row, 1..12);
    (rows, proptest::collection::vec(0..=5u8, 13), any::<bool>())
}

fn entries(shipped: &Shipped, rows: &[Vec<Judgement>]) -> Vec<Arc<Entry>> {
    let model = shipped.entries.iter().filter(|entry| entry.kind == "style");
    let fill = |(entry, row): (&Arc<Entry>, &Vec<Judgement>)| {
        let mut entry = Entry::clone(entry);
        entry.cells = row.iter().map(|judgement| plain_cell(*judgement)).collect();
        Arc::new(entry)
    };
    model.cycle().zip(rows).map(fill).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn scores_stay_within_their_bounds((rows, weights, marks) in any_ratings()) {
        let shipped = shipped();
        let entries = entries(&shipped, &rows);
        let (ranking, stability) = rank(&shipped, &entries, &weights, marks);
        for score in &ranking.scores {
            prop_assert!(0 <= score.low && score.low <= score.high);
            prop_assert_eq!(score.low + score.high, score.middle);
            prop_assert!(2 * score.high <= ranking.whole);
            prop_assert!(score.judged <= ranking.weighed);
            prop_assert!(score.strengths.len() <= 3 && score.weaknesses.len() <= 3);
            let is_both = |quality: &usize| score.weaknesses.contains(quality);
            prop_assert!(!score.strengths.iter().any(is_both));
        }
        let grouped: usize = ranking.groups.iter().map(ExactSizeIterator::len).sum();
        prop_assert_eq!(grouped, ranking.scores.len());
        for group in &ranking.groups {
            let spread = ranking.scores[group.start].middle - ranking.scores[group.end - 1].middle;
            prop_assert!(ranking.whole == 0 || spread < ranking.step);
        }
        if let Some(stability) = stability {
            prop_assert_eq!(stability.holds + stability.changes.len(), stability.variations);
        }
    }

    #[test]
    fn the_order_depends_on_no_order_of_files((rows, weights, marks) in any_ratings()) {
        let shipped = shipped();
        let rows = &rows[..rows.len().min(11)];
        let forward = entries(&shipped, rows);
        let backward: Vec<_> = forward.iter().rev().cloned().collect();
        let ids = |entries: &[Arc<Entry>]| -> Vec<String> {
            let (ranking, _) = rank(&shipped, entries, &weights, marks);
            ranking.scores.iter().map(|score| entries[score.entry].id.clone()).collect()
        };
        prop_assert_eq!(ids(&forward), ids(&backward));
    }

    #[test]
    fn a_better_rating_never_lowers_a_score(
        (mut rows, weights, _) in any_ratings(), quality in 0..13usize, value in 1..5i64
    ) {
        let shipped = shipped();
        let middle = |rows: &[Vec<Judgement>]| {
            let (ranking, _) = rank(&shipped, &entries(&shipped, rows), &weights, false);
            ranking.scores.iter().find(|score| score.entry == 0).unwrap().middle
        };
        let (from, to) = match shipped.model.qualities[quality].better {
            Better::Lower => (value + 1, value),
            _ => (value, value + 1),
        };
        rows[0][quality] = Judgement::Rated(Amount::whole(from));
        let before = middle(&rows);
        rows[0][quality] = Judgement::Rated(Amount::whole(to));
        prop_assert_eq!(middle(&rows) - before, 2 * i128::from(weights[quality]));
    }
}
