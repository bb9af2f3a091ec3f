//! What `patternbook test` runs, and what it says of it. Nothing is run here.
//!
//! In: parsed pages. Out: [`Trial`]s, programs that pages show, with the output they should have; and for what came of
//! each, a finding where the page names it.

mod difference;
pub mod imports;
pub mod trial;
pub mod verdict;

use std::collections::BTreeSet;

use crate::diagnostic::Span;
use crate::entry_keys::KeyPath;
use crate::examples::trial::{Source, Trial};
use crate::markdown::block::Block;
use crate::page::Page;

/// The word behind the language of a block that is run, and of one that holds what the block before it prints.
const MARKS: (&str, &str) = ("test", "output");

/// The programs of a page: its examples, and with `fences` the blocks that are marked `test`. An example whose path
/// leads out of the folder of the pages is none; `check` says so.
pub fn trials(page: &Page, fences: bool) -> Vec<Trial> {
    let mut found: Vec<Trial> = declared(page).collect();
    if fences {
        found.extend(marked(page));
    }
    // A page may name one example twice.
    let mut seen = BTreeSet::new();
    found.retain(|trial| seen.insert((trial.program.clone(), trial.expected.clone())));
    found
}

fn declared(page: &Page) -> impl Iterator<Item = Trial> {
    let folder = page.card.path.folder();
    let examples = page.card.declared.examples.iter().flatten().enumerate();
    let run = examples.filter(|(_, example)| example.is_run);
    run.filter_map(move |(index, example)| {
        let file = example.file(&folder)?;
        let expected = match &example.expect {
            Some(written) => Some(Source::File(folder.join(written)?)),
            None => None,
        };
        let place = KeyPath::of("examples").item(index).key("path");
        Some(Trial {
            page: page.card.path.clone(),
            at: page.place_of(&place),
            language: example.spoken_language(&file),
            program: Source::File(file),
            expected,
            timeout: example.timeout,
        })
    })
}

fn marked(page: &Page) -> impl Iterator<Item = Trial> {
    let has = |block: &Block, mark: &str| block.fragment.look.words.iter().any(|word| word == mark);
    let blocks = page.blocks.iter().enumerate();
    let run = blocks.filter(move |(_, block)| has(block, MARKS.0));
    run.map(move |(index, block)| {
        let next = page.blocks.get(index + 1);
        let output = next.filter(|next| has(next, MARKS.1));
        let own = || Span::new(&page.file, block.range.clone());
        Trial {
            page: page.card.path.clone(),
            at: block
                .origin
                .as_ref()
                .map_or_else(own, |origin| origin.at.clone()),
            language: block.fragment.language.to_lowercase(),
            program: Source::Text(block.fragment.text.clone()),
            expected: output.map(|output| Source::Text(output.fragment.text.clone())),
            timeout: None,
        }
    })
}
