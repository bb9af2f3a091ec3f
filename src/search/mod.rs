//! The search index: what a reader's words are looked up in.
//!
//! In: the words of each page, and what the catalogue says of it. Out: small files below [`FOLDER`], of which a query
//! loads a few. [`ENTRY`] has a fixed name, so that no page changes because another did; it names the others, whose names
//! hang on their content. All are classic scripts that hand one value to `patternbookSearch`, so that search works from
//! disk as well; `static/search.js` reads them.

pub mod words;
pub mod stop_words;
pub mod terms;
pub mod digits;
pub mod script;
pub mod postings;
pub mod input;
pub mod records;
pub mod facets;

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::{Value, json};

use crate::path::output::OutputPath;
use crate::search::facets::Facets;
use crate::search::input::SearchInput;
use crate::search::postings::Postings;
use crate::search::records::records;
use crate::search::script::{Script, shards};
use crate::search::stop_words::stop_words;
use crate::search::terms::Terms;

/// The folder of the index. Nothing else may lie in it.
pub const FOLDER: &str = "assets/search";
/// The file that names the others.
pub const ENTRY: &str = "assets/search/entry.js";

/// A small book may have this many files; a large one, one for each [`PAGES_PER_FILE`] pages.
const FEW_FILES: usize = 64;
const PAGES_PER_FILE: usize = 50;
/// How large a file is, in bytes, unless the bound on their number makes it larger.
const WORDS_SIZE: usize = 40_000;
const RECORDS_SIZE: usize = 44_000;

/// The files of an index by their place in the site.
pub type Files = BTreeMap<OutputPath, Arc<[u8]>>;

/// The files of the index.
pub fn index(input: &SearchInput) -> Files {
    let order = input.order();
    let bound = FEW_FILES.max(order.len() / PAGES_PER_FILE);
    let (of_words, of_records) = (bound * 2 / 5, bound * 11 / 20);
    let stop = match &input.settings.stop_words {
        Some(own) => own.iter().map(String::as_str).collect(),
        None => stop_words(&input.language),
    };
    let terms = order.iter().filter_map(|path| input.terms.get(*path));
    let terms: Vec<&Terms> = terms.map(|terms| &**terms).collect();
    let postings = Postings::new(&terms, &stop);
    let words = shards(postings.lines(), WORDS_SIZE, of_words);
    let records = records(input, &order, RECORDS_SIZE * of_records);
    let records = shards(records.into_iter(), RECORDS_SIZE, of_records);
    let facets = Facets::new(input, &order);

    let mut files = Files::new();
    let mut place = |scripts: Vec<Script>, kind: &str| -> Vec<Value> {
        let named = scripts.into_iter().map(|script| {
            let name = script.name();
            let path = format!("{FOLDER}/{kind}.{name}.js");
            files.insert(plain(&path), script.text(kind, &name).into_bytes().into());
            json!([script.first, name])
        });
        named.collect()
    };
    let words = place(words, "words");
    let records = place(records, "records");
    let entry = json!({
        "pages": order.len(),
        "words": words,
        "records": records,
        "stop": stop,
        "typos": input.settings.typos,
        "limit": input.settings.limit,
        "facets": facets.lists,
        "of": facets.of_pages,
        "say": say(input),
    });
    let text = format!("patternbookSearch(\"entry\",\"\",{entry});\n");
    files.insert(plain(ENTRY), text.into_bytes().into());
    files
}

fn plain(path: &str) -> OutputPath {
    OutputPath::new(path).expect("the name is a plain one")
}

/// The words of the interface that only search needs.
fn say(input: &SearchInput) -> Value {
    let words = input.words;
    json!({
        "any": words.any,
        "all": words.all_results,
        "also": words.also_known_as,
        "close": words.close,
        "failed": words.search_failed,
        "hint": words.search_hint,
        "none": words.no_results,
        "one": words.result,
        "many": words.results,
        "more": words.more_results,
        "reset": words.reset,
        "results": words.search_results,
    })
}
