//! Examples whose files are not there.
//!
//! In: a page, and the files below the folder of the pages. Out: findings at the places where the page names them. What
//! the files do, only `patternbook test` finds out.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic};
use crate::entry_keys::KeyPath;
use crate::page::Page;
use crate::path::input::ContentPath;
use crate::path::output::OutputPath;
use crate::value::keys::nearest;

/// What is wrong with the files of a page's examples.
pub fn missing(page: &Page, files: &BTreeMap<ContentPath, OutputPath>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let declared = &page.card.declared.examples;
    for (index, example) in declared.iter().flatten().enumerate() {
        let expect = example.expect.as_ref();
        let named = [("path", Some(&example.path)), ("expect", expect)];
        for (key, written) in named {
            let problem = written.and_then(|written| problem(written, &page.card.path, files));
            let place = KeyPath::of("examples").item(index).key(key);
            found.extend(problem.map(|problem| problem.at(page.place_of(&place))));
        }
    }
    found
}

/// What is wrong with a path as a page writes it.
fn problem(
    written: &str,
    page: &ContentPath,
    files: &BTreeMap<ContentPath, OutputPath>,
) -> Option<Diagnostic> {
    let Some(path) = page.folder().join(written) else {
        let message = format!("`{written}` leads out of the folder of the pages");
        let help = "keep examples beside the pages, so that they are published with them";
        return Some(Diagnostic::new(Code::S010, message).help(help));
    };
    if files.contains_key(&path) {
        return None;
    }
    let finding = Diagnostic::new(Code::C050, format!("there is no file `{path}`"));
    let same_name = files.keys().find(|file| file.name() == path.name());
    let near = || nearest(path.as_str(), files.keys().map(ContentPath::as_str));
    Some(match same_name.map(ContentPath::as_str).or_else(near) {
        Some(near) => finding.help(format!("did you mean `/{near}`?")),
        None => finding.help(
            "write the path of the file from the folder of this page, or with a leading `/` from \
             the folder of all pages",
        ),
    })
}
