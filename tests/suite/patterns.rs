//! What holds for the entries and relations of every book.

use std::collections::{BTreeMap, BTreeSet};

use patternbook::build::{Cache, build};
use patternbook::catalogue::Catalogue;
use patternbook::catalogue::names::Spot;
use patternbook::sources::Sources;
use proptest::prelude::*;

use crate::digest;
use crate::support::{built, report, run_build};

/// The key that a page declares and the key that the other page shows.
const TYPES: [(&str, &str); 6] = [
    ("requires", "required_by"),
    ("required_by", "requires"),
    ("alternatives", "alternatives"),
    ("leads_to", "comes_from"),
    ("see_also", "see_also"),
    ("superseded_by", "supersedes"),
];

/// A declaration: the page, the type, the target.
type Declared = (usize, usize, usize);

const PAGES: usize = 5;

/// A book of pages that declare these relations, without some pages.
fn book(declared: &[Declared], without: Option<usize>) -> Vec<(String, String)> {
    let pages = (0..PAGES).filter(|page| Some(*page) != without);
    pages
        .map(|page| {
            let mut types: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
            for (from, kind, to) in declared {
                if *from == page && *to != page {
                    types
                        .entry(TYPES[*kind].0)
                        .or_default()
                        .insert(format!("p{to}"));
                }
            }
            let lines = types.into_iter().map(|(kind, targets)| {
                let targets: Vec<String> = targets.into_iter().collect();
                format!("  {kind}: [{}]\n", targets.join(", "))
            });
            let relations: String = lines.collect();
            let text = format!("---\nrelations:\n{relations}  see_also: []\n---\n# Page {page}\n");
            let text = match relations.contains("see_also") || relations.is_empty() {
                true => text
                    .replace("  see_also: []\n", "")
                    .replace("relations:\n---", "---"),
                false => text,
            };
            (format!("content/p{page}.md"), text)
        })
        .collect()
}

fn catalogue(files: &[(String, String)]) -> std::sync::Arc<Catalogue> {
    let files: Vec<(&str, &str)> = files
        .iter()
        .map(|(path, text)| (path.as_str(), text.as_str()))
        .collect();
    run_build(&Sources::in_memory(&files)).catalogue
}

/// Every relation as it is shown: on which page, of which type, to which.
fn shown(catalogue: &Catalogue) -> BTreeSet<(String, String, String)> {
    let edges = catalogue.patterns().relations.edges.iter();
    let spots: BTreeSet<&Spot> = edges.flat_map(|edge| [&edge.from, &edge.to]).collect();
    let mut all = BTreeSet::new();
    for spot in spots {
        let own = spot.page.stem().to_string();
        for relation in catalogue.relations_of(spot) {
            let is_new = all.insert((own.clone(), relation.kind.clone(), relation.to.id.clone()));
            assert!(is_new, "{own} shows {} twice", relation.kind);
        }
    }
    all
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(48) })]

    #[test]
    fn edges_are_seen_from_both_ends_and_go_with_their_pages(
        declared in proptest::collection::vec((0..PAGES, 0..TYPES.len(), 0..PAGES), 0..12),
        gone in 0..PAGES,
    ) {
        let whole = shown(&catalogue(&book(&declared, None)));
        for (from, kind, to) in &declared {
            let expected = (format!("p{from}"), TYPES[*kind].0.to_string(), format!("p{to}"));
            prop_assert!(from == to || whole.contains(&expected), "{expected:?}");
        }
        for (from, kind, to) in &whole {
            let pair = TYPES.iter().find(|(own, other)| own == kind || other == kind);
            let (own, other) = pair.unwrap();
            let inverse = if own == kind { other } else { own };
            let expected = (to.clone(), inverse.to_string(), from.clone());
            prop_assert!(whole.contains(&expected), "{expected:?}");
        }
        // What the page declared goes with it, and so does what led to it.
        let rest: Vec<Declared> = declared
            .iter()
            .filter(|(from, _, to)| *from != gone && *to != gone)
            .copied()
            .collect();
        let less = shown(&catalogue(&book(&declared, Some(gone))));
        prop_assert_eq!(less, shown(&catalogue(&book(&rest, Some(gone)))));
    }
}

/// A book of many entries, each related to the next two and mentioning the one before.
fn large_book(count: usize) -> Vec<(String, String)> {
    let page = |number: usize| {
        let (next, after) = ((number + 1) % count, (number + 7) % count);
        let before = (number + count - 1) % count;
        let text = format!(
            "---\nfamily: f{}\nbaseline: nothing\naliases: [other {number}]\n\
             relations: {{requires: [e{next}x], complements: [e{after}]}}\n\
             trade-offs:\n  scalability: more\n  performance: less\n  pros: [Latency is low, Scales]\n  \
             cons: [Hard to debug]\n---\n# Entry {number}\n\n## Part\n\nSee [it](e{before}.md) and [[other {after}]].\n",
            number % 5,
        );
        (format!("content/e{number}.md"), text)
    };
    (0..count).map(page).collect()
}

#[test]
fn what_is_made_of_many_entries_grows_with_their_number() {
    let size = |count: usize| {
        let catalogue = catalogue(&large_book(count));
        assert_eq!(catalogue.entries().len(), count);
        let patterns = catalogue.patterns();
        let edges = patterns.relations.edges.len();
        let mentions: usize = patterns.mentions.incoming.values().map(Vec::len).sum();
        // Every entry names one unknown target and one known one, and mentions two entries, of which it is related to
        // one. Two columns are the same in all rows.
        assert_eq!((edges, patterns.findings.len()), (count, count + 2));
        assert_eq!(mentions, count);
        digest::entries(&catalogue).len() + digest::relations(&catalogue).len()
    };
    let (small, middle, large) = (size(500), size(1000), size(2000));
    assert!(
        middle < small * 21 / 10 && large < middle * 21 / 10,
        "{small} {middle} {large}"
    );
}

#[test]
fn reviews_are_too_old_only_on_a_day_that_is_asked_for() {
    let files = [
        (
            "book.toml",
            "[catalogue.checks]\nstale_after = \"1 year\"\n",
        ),
        (
            "content/old.md",
            "---\nkind: pattern\nreviewed: 2025-08-31\n---\n# Old\n",
        ),
        (
            "content/new.md",
            "---\nkind: pattern\nreviewed: 1 September 2025\n---\n# New\n",
        ),
        (
            "content/guide.md",
            "---\nreviewed: 2001-01-01\n---\n# Guide\n",
        ),
    ];
    let findings = |as_of| {
        let mut sources = Sources::in_memory(&files);
        sources.settings.as_of = as_of;
        let build = build(&sources, &mut Cache::once());
        report(&built(&build).findings, &files)
    };
    assert_eq!(findings(None), "");
    let expected = "warning[C090]: `Old` was last reviewed more than 1 year ago\n  \
        --> content/old.md:3:11\n  = help: read it again, and set `reviewed` to the day on which you did\n";
    assert_eq!(findings(Some((2026, 9, 1))), expected);
}
