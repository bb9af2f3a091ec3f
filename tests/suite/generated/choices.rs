//! The decision helper: rankings with their reasons, what is excluded, and presets that are wrong.

use std::collections::BTreeMap;

use patternbook::generated::choice::Choice;
use patternbook::generated::choose::{plain, preset};
use patternbook::generated::collection::Collection;
use patternbook::generated::record::{of_choice, sentence};
use patternbook::model::Better;
use patternbook::model::amount::Amount;
use patternbook::model::views::{Filter, FilterTest, Preset};
use patternbook::words::ENGLISH;

use crate::generated::shipped::{Shipped, expect, list, shipped, text, told};

fn choose(shipped: &Shipped, asked: &Preset) -> (Choice, Vec<String>) {
    let collection = Collection::new(&shipped.model, &ENGLISH, &shipped.entries);
    let (choice, problems) = preset(&collection, asked);
    (choice, told(&problems))
}

fn asked(filters: Vec<(&str, FilterTest)>, floors: &[(&str, i64)]) -> Preset {
    let filter = |(fact, test): (&str, FilterTest)| Filter {
        fact: fact.to_string(),
        test,
    };
    let floor = |(id, value): &(&str, i64)| ((*id).to_string(), Amount::whole(*value));
    Preset {
        id: "mine".to_string(),
        label: "Mine".to_string(),
        kind: "style".to_string(),
        weights: BTreeMap::from([("scalability".to_string(), 3)]),
        filters: filters.into_iter().map(filter).collect(),
        floors: floors.iter().map(floor).collect(),
    }
}

#[test]
fn the_shipped_presets_exclude_what_they_must() {
    let shipped = shipped();
    for (preset, expected) in shipped.presets() {
        let (choice, problems) = choose(&shipped, &preset);
        assert_eq!(problems, Vec::<String>::new(), "{}", preset.id);
        let mut excluded: Vec<_> = choice
            .excluded
            .iter()
            .map(|excluded| excluded.entry.id.clone())
            .collect();
        let mut wanted: Vec<_> = list(&expected["excluded"]).map(text).collect();
        excluded.sort();
        wanted.sort();
        assert_eq!(excluded, wanted, "{}", preset.id);
        let left: usize = choice.groups.iter().map(|group| group.entries.len()).sum();
        assert_eq!(left + excluded.len(), 11, "{}", preset.id);
        let twice: Vec<_> = choice
            .counted_twice
            .iter()
            .map(|(one, other)| format!("{one}, {other}"))
            .collect();
        let wanted = match preset.id.as_str() {
            "small-team-first-release" => vec!["Development speed, Operational complexity"],
            "react-in-real-time" => vec!["Scalability, Resilience"],
            _ => vec![],
        };
        assert_eq!(twice, wanted, "{}", preset.id);
    }
}

#[test]
fn a_ranking_says_why() {
    let shipped = shipped();
    let (preset, _) = shipped.presets().remove(0);
    let choice = choose(&shipped, &preset).0;
    let weights: Vec<_> = choice
        .weights
        .iter()
        .map(|weight| (&*weight.quality, weight.word))
        .collect();
    let expected = [
        ("development-speed", "decisive"),
        ("maintainability", "some"),
        ("operational-complexity", "very much"),
        ("running-cost", "much"),
    ];
    assert_eq!(weights, expected);
    let group = &choice.groups[0];
    let ids: Vec<_> = group
        .entries
        .iter()
        .map(|candidate| &*candidate.entry.id)
        .collect();
    assert_eq!(
        (group.place, ids),
        (1, vec!["monolith", "modular-monolith"])
    );
    let first = &group.entries[0];
    assert_eq!(
        (first.low, first.middle, first.high, first.judged),
        (893, 893, 893, 4)
    );
    let points = |points: &[patternbook::generated::choice::Point]| -> Vec<String> {
        points
            .iter()
            .map(|point| format!("{} {}", point.label, point.shown.word))
            .collect()
    };
    let expected = [
        "Development speed very high",
        "Operational complexity very low",
        "Running cost very low",
    ];
    assert_eq!(points(&first.strengths), expected);
    assert_eq!(points(&first.weaknesses), ["Maintainability low"]);
    let mvc = &choice.groups[1].entries[0];
    assert_eq!((&*mvc.entry.id, mvc.low, mvc.high), ("mvc", 714, 929));
    let serverless = choice
        .excluded
        .iter()
        .find(|excluded| excluded.entry.id == "serverless")
        .unwrap();
    assert_eq!(serverless.reasons, [(0, "many".to_string())]);
    assert_eq!(
        sentence(&ENGLISH, &choice.conditions[0]),
        "Things to deploy: at most few"
    );
    assert_eq!(
        sentence(&ENGLISH, &choice.conditions[1]),
        "Maintainability: at least low"
    );
    let firm = choice.stability.as_ref().unwrap();
    assert_eq!(
        (
            &*firm.first.id,
            firm.holds,
            firm.variations,
            firm.changes.len()
        ),
        ("monolith", 13, 15, 2)
    );
    expect(
        "record-of-choice.md",
        &of_choice(&ENGLISH, &choice, "../choose/?preset=x"),
    );
}

#[test]
fn an_entry_is_excluded_only_if_it_cannot_make_it() {
    let shipped = shipped();
    let floors = [("scalability", 4), ("running-cost", 2)];
    let choice = choose(&shipped, &asked(Vec::new(), &floors)).0;
    let candidates: Vec<_> = choice
        .groups
        .iter()
        .flat_map(|group| &group.entries)
        .collect();
    let told: Vec<_> = candidates
        .iter()
        .map(|candidate| {
            (
                &*candidate.entry.id,
                candidate
                    .may_miss
                    .iter()
                    .map(|(at, _)| *at)
                    .collect::<Vec<_>>(),
            )
        })
        .collect();
    // Serverless costs from 1 to 5; two styles say nothing about scale and cost.
    let expected = [
        ("serverless", vec![0]),
        ("data-pipeline", vec![]),
        ("hexagonal", vec![0, 1]),
        ("mvc", vec![0, 1]),
    ];
    let ids: Vec<_> = choice
        .conditions
        .iter()
        .map(|condition| &*condition.id)
        .collect();
    assert_eq!(ids, ["running-cost", "scalability"]);
    assert_eq!(told, expected);
}

#[test]
fn a_preset_that_leaves_nothing_says_what_to_give_up() {
    let shipped = shipped();
    let filters = vec![
        ("teams", FilterTest::AtLeast("4".to_string())),
        ("broker", FilterTest::Is("no".to_string())),
    ];
    let (choice, problems) = choose(&shipped, &asked(filters, &[]));
    assert!(choice.groups.is_empty());
    assert_eq!(choice.stability, None);
    let relief = choice.relief.unwrap();
    assert_eq!((relief.condition, relief.brings_back), (0, 6));
    insta::assert_snapshot!(problems.join("\n"), @"C073 preset.mine: the preset `mine` excludes every entry. the condition on `fact:teams` alone excludes 10; relax or remove it");
}

#[test]
fn a_preset_that_names_what_no_page_rates_is_told_so() {
    let mut shipped = shipped();
    shipped.model.qualities[12].better = Better::Neither;
    let mut preset = asked(Vec::new(), &[("scalabilty", 2), ("security", 3)]);
    preset.weights.insert("speed".to_string(), 5);
    let (choice, problems) = choose(&shipped, &preset);
    assert_eq!(choice.conditions, []);
    insta::assert_snapshot!(problems.join("\n"), @r#"
    C072 preset.mine.floors.scalabilty: the preset `mine` sets a floor for an unknown quality `scalabilty`. did you mean `scalability`?
    C072 preset.mine.floors.security: the preset `mine` sets a floor for `security`, of which no end is good. give the quality `better = "higher"` or `"lower"`, or remove the floor
    C072 preset.mine.weights.speed: the preset `mine` weighs an unknown quality `speed`. a quality is there as soon as a page rates it, or `[[catalogue.quality]]` declares it
    "#);
}

#[test]
fn without_presets_the_weights_of_the_model_count() {
    let shipped = shipped();
    let collection = Collection::new(&shipped.model, &ENGLISH, &shipped.entries);
    let choice = plain(&collection, "pattern");
    assert!(choice.is_change);
    assert_eq!((choice.weights.len(), choice.preset.as_deref()), (12, None));
    let nothing = plain(&collection, "guide");
    assert!(nothing.groups.is_empty() && nothing.stability.is_none());
}
