//! Pros and cons read from prose.
//!
//! In: the blocks of a page as plain text, and the labels of the book. Out: [`Found`]: [`Section`]s, parts of the page
//! that may be entries. Nothing is decided here: what a page's kind says of its entries may be inherited, so the
//! catalogue asks [`parts`] when it knows.

pub mod words;
pub mod labels;
pub mod names;
pub mod shapes;
pub mod reader;
pub mod parts;

use std::ops::Range;

use crate::declared::Section;
use crate::ingest::labels::Labels;
use crate::ingest::reader::{Draft, drafts};
use crate::ingest::words::Field;
use crate::markdown::prose::Prose;

/// What was found on a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The page itself, if something stands on it outside of all sections, then the sections below whose heading
    /// something stands, in document order. Empty if there is neither a pro nor a con nor a heading that announces
    /// them, nor a word about when to use something.
    pub sections: Vec<Section>,
    /// The heading of each section, or the block in which something was found first.
    pub places: Vec<Range<usize>>,
}

/// Looks for pros and cons on a page.
pub fn find(blocks: &[Prose], labels: &Labels) -> Found {
    let drafts = drafts(blocks, labels);
    if !drafts.iter().any(is_about_choice) {
        return Found::default();
    }
    let mut is_kept: Vec<bool> = drafts.iter().map(|draft| !is_empty(draft)).collect();
    for (at, draft) in drafts.iter().enumerate().rev() {
        if let Some(above) = draft.above.filter(|_| is_kept[at]) {
            is_kept[above] = true;
        }
    }
    let mut found = Found::default();
    // Where each draft has gone; those above come first.
    let mut places: Vec<usize> = Vec::with_capacity(drafts.len());
    for (draft, is_kept) in drafts.into_iter().zip(is_kept) {
        places.push(found.sections.len());
        if is_kept {
            let above = draft.above.map(|above| places[above]);
            found.places.push(draft.place.clone().unwrap_or_default());
            found.sections.push(section(draft, above));
        }
    }
    found
}

fn is_about_choice(draft: &Draft) -> bool {
    let has_circumstances = !draft.use_when.is_empty() || !draft.avoid_when.is_empty();
    !draft.quotes.is_empty() || has_circumstances || draft.is_announced
}

fn is_empty(draft: &Draft) -> bool {
    let says_nothing =
        draft.summary.is_none() && draft.aliases.is_empty() && draft.related.is_empty();
    says_nothing && !is_about_choice(draft)
}

/// Trade-offs are cons if pros stand beside them.
fn section(draft: Draft, above: Option<usize>) -> Section {
    let mut section = Section {
        heading: draft.heading,
        above,
        use_when: draft.use_when,
        avoid_when: draft.avoid_when,
        summary: draft.summary,
        aliases: draft.aliases,
        related: draft.related,
        is_announced: draft.is_announced,
        ..Section::default()
    };
    let has_pros = draft.quotes.iter().any(|(field, _)| *field == Field::Pros);
    for (field, quote) in draft.quotes {
        match field {
            Field::Pros => section.pros.push(quote),
            Field::Cons => section.cons.push(quote),
            Field::TradeOffs if has_pros => section.cons.push(quote),
            Field::Neutral => section.neutral.push(quote),
            _ => {}
        }
    }
    section
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::time::Instant;

    use proptest::prelude::*;
    use proptest::test_runner::TestRunner;

    use super::*;
    use crate::config::{Config, ConfigInput};
    use crate::declared::EntryRule;
    use crate::ingest::parts::parts;
    use crate::markdown;
    use crate::markdown::context::{Context, Switches};
    use crate::markdown::reference::Standpoint;
    use crate::path::input::{ContentPath, InputPath};
    use crate::path::output::PageUrl;
    use crate::words::ENGLISH;

    fn found(source: &str) -> Found {
        let standpoint = Standpoint {
            folder: ContentPath::root(),
            url: PageUrl::root(),
        };
        let config = Config::new(&ConfigInput::default());
        let context = Context {
            switches: Switches::PAGE,
            standpoint: &standpoint,
            file: &InputPath::new("a.md"),
            source,
            own: &[],
            words: &ENGLISH,
            hidelines: &config.markdown.hidelines,
        };
        let parsed = markdown::parse(&context, 0, &config.markdown);
        find(&parsed.prose, &Labels::new(&BTreeMap::new()))
    }

    /// The texts of all arguments: those of the entries, those of the page.
    fn arguments(found: &Found, rule: EntryRule) -> (Vec<Vec<String>>, Vec<String>) {
        let texts = |section: &Section| {
            let quotes = section
                .pros
                .iter()
                .chain(&section.cons)
                .chain(&section.neutral);
            quotes.map(|quote| quote.text.clone()).collect()
        };
        let parts = parts(&found.sections, rule);
        let entries = parts.entries.iter().map(|(_, section)| texts(section));
        (entries.collect(), texts(&parts.rest))
    }

    const NESTED: &str = "# T\n\n## A\n\n### B\n\n- Pros: b\n- Cons: c\n\n### C\n\n- Pros: d\n\n## D\n\n- Cons: e\n\n## Pros\n\n- f\n";

    #[test]
    fn a_rule_says_which_sections_are_entries() {
        let found = found(NESTED);
        let check = |rule: EntryRule, entries: &[&[&str]], rest: &[&str]| {
            let owned = |texts: &[&str]| {
                texts
                    .iter()
                    .map(|text| (*text).to_string())
                    .collect::<Vec<_>>()
            };
            let entries = entries.iter().map(|texts| owned(texts)).collect();
            assert_eq!(arguments(&found, rule), (entries, owned(rest)), "{rule:?}");
        };
        check(EntryRule::Auto, &[], &["f", "b", "d", "c", "e"]);
        check(EntryRule::Page, &[], &["f", "b", "d", "c", "e"]);
        check(EntryRule::SecondLevel, &[&["b", "d", "c"], &["e"]], &["f"]);
        check(EntryRule::ThirdLevel, &[&["b", "c"], &["d"]], &["f", "e"]);
    }

    #[test]
    fn places_are_those_of_headings_or_of_what_was_found_first() {
        let places = found(NESTED).places;
        let texts: Vec<&str> = places
            .iter()
            .map(|place| NESTED[place.clone()].trim_end())
            .collect();
        assert_eq!(texts, ["## Pros", "## A", "### B", "### C", "## D"]);
    }

    #[test]
    fn line_endings_make_no_difference() {
        let text = "## A (B)\n- **Pros**: one\n  two\n- **Cons**:\n  - three\n\n## C\n\nBenefits:\n\n- four\n";
        let other = found(&text.replace('\n', "\r\n"));
        assert_eq!(found(text).sections, other.sections);
        assert_eq!(other.sections.len(), 2);
    }

    #[test]
    #[expect(clippy::disallowed_methods, reason = "the time is what is tested")]
    fn long_and_deep_pages_are_read_in_time() {
        let check = |name: &str, text: &str, least: usize| {
            let start = Instant::now();
            let (entries, rest) = arguments(&found(text), EntryRule::Auto);
            let count = entries.iter().map(Vec::len).sum::<usize>() + rest.len();
            let seconds = start.elapsed().as_secs_f64();
            assert!(seconds < 5.0, "{name}: {seconds} s");
            assert!(count >= least, "{name}: {count}");
        };
        check(
            "items",
            &format!("## Pros\n\n{}", "- a\n".repeat(100_000)),
            100_000,
        );
        check("labels", &"- **Pros**: a\n".repeat(50_000), 50_000);
        check(
            "parts",
            &format!("- **Pros**: {}", "a; ".repeat(100_000)),
            100_000,
        );
        check("lines", &"**Pros:** a\n".repeat(50_000), 50_000);
        check("emphasis", &"*a* ".repeat(50_000), 0);
        check(
            "headings",
            &"## A\n\n- Pros: a\n- Cons: b\n\n".repeat(10_000),
            20_000,
        );
        check(
            "levels",
            &"## A\n### Pros\n- a\n### Cons\n- b\n#### C\n".repeat(5_000),
            10_000,
        );
        check(
            "combined",
            &"## Pros and cons of A\n- ✅ a\n".repeat(10_000),
            10_000,
        );
        check(
            "tables",
            &"| Pros | Cons |\n|--|--|\n| a | b |\n\n".repeat(10_000),
            20_000,
        );
        let rows = "| a<br>b | c |\n".repeat(20_000);
        check("rows", &format!("| Pros | Cons |\n|--|--|\n{rows}"), 60_000);
        check(
            "brackets",
            &format!("## {}\n\n- Pros: a\n", "(".repeat(50_000)),
            1,
        );
        check(
            "names",
            &format!("## {}\n\n- Pros: a\n", "(a) ".repeat(20_000)),
            1,
        );
        let deep: String = (0..2_000)
            .map(|depth| format!("{}- **Pros**:\n", " ".repeat(2 * depth)))
            .collect();
        check("depth", &deep, 0);
        check("points", &"- ".repeat(20_000), 0);
        check("quotes", &format!("## Pros\n\n{}", "> ".repeat(20_000)), 0);
        let links = "[a](b.md) ".repeat(20_000);
        check(
            "links",
            &format!("## Pros\n\n- a\n\n## Related\n\n- {links}\n"),
            1,
        );
    }

    #[test]
    fn whatever_stands_on_a_page_can_be_read() {
        let lines = [
            "# A",
            "## Pros",
            "### Cons (x)",
            "## Pros and cons of B",
            "## Trade-offs",
            "#### C",
            "Benefits:",
            "**Cons:** a; b",
            "- **Pros**: a",
            "- Cons:",
            "  - b",
            "  + c",
            "    more",
            "+ d",
            "- - e",
            "1. f",
            "* Good, because g",
            "- ✅ h",
            "- [i](j.md) k",
            "| Pros | Cons |",
            "|---|---|",
            "| l<br>m | |",
            "> n",
            "```",
            ":::note",
            ":::details[o]",
            ":::",
            "Pros",
            ": p",
            "",
            "",
            "<!-- q -->",
            "**r",
            "![s](t)",
            "[[u]]",
        ];
        let pages = prop::collection::vec(prop::sample::select(lines.to_vec()), 0..30);
        TestRunner::new(ProptestConfig::with_cases(2_000))
            .run(&pages, |lines| {
                let source = lines.join("\n");
                let found = found(&source);
                prop_assert_eq!(found.sections.len(), found.places.len());
                for place in &found.places {
                    prop_assert!(
                        source
                            .get(place.clone())
                            .is_some_and(|text| !text.is_empty())
                    );
                }
                let above = found
                    .sections
                    .iter()
                    .enumerate()
                    .filter_map(|(at, section)| Some((at, section.above?)));
                for (at, above) in above {
                    prop_assert!(above < at && found.sections[above].heading.is_some());
                }
                // However a page is divided, nothing is lost and nothing is told twice.
                let sorted = |rule: EntryRule| {
                    let (entries, rest) = arguments(&found, rule);
                    let mut all: Vec<String> = entries.into_iter().flatten().chain(rest).collect();
                    all.sort();
                    all
                };
                let whole = sorted(EntryRule::Page);
                for rule in [
                    EntryRule::Auto,
                    EntryRule::SecondLevel,
                    EntryRule::ThirdLevel,
                ] {
                    prop_assert_eq!(&sorted(rule), &whole);
                }
                Ok(())
            })
            .unwrap();
    }
}
