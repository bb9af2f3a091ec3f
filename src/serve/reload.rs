//! What keeps the browser up to date: the addresses below `/.patternbook/`, which are the preview's own.
//!
//! In: what follows that prefix in a request, and the board. Out: a stream of numbers, one for each build that somebody
//! could notice; what such a number means for one tab; the findings; and the script that asks for all this. No build
//! has any of it: the script is called by one element, put behind the document type of each page as it is sent, where
//! no mistake of an author's can swallow it. Everything else of a page goes out as it was built.

use std::fmt::Write;
use std::sync::Arc;

use crate::html::Html;
use crate::serve::answer::{Answer, Body, Status};
use crate::serve::board::Board;
use crate::serve::published::{Changes, Published};

const SCRIPT: &str = include_str!("preview.js");
const STYLE: &str = include_str!("preview.css");

/// Where the preview's own addresses begin, without the first slash.
pub(crate) const OWN: &str = ".patternbook/";

/// The answer to a request for one of the preview's own addresses; `None` if there is no such address.
pub(crate) fn answer(path: &str, published: &Published, board: &Board) -> Option<Answer> {
    let whole = |name: &str, text: &str| {
        let body = Body::Bytes(text.as_bytes().into());
        Some(Answer::file(Status::Ok, name, body))
    };
    match path.split_once('/') {
        None => match path {
            "events" => Some(Answer::events(board.watch())),
            "findings" => {
                let body = Body::Bytes(published.report().html.clone());
                Some(Answer::file(Status::Ok, "findings.html", body))
            }
            "preview.js" => whole(path, SCRIPT),
            "preview.css" => whole(path, STYLE),
            _ => None,
        },
        Some(("since", asked)) => {
            let (run, asked) = asked.split_once('/')?;
            let (generation, page) = asked.split_once('/')?;
            let generation = generation.parse().ok().filter(|_| run == board.run());
            let changes = published.since(generation, page);
            whole("since.txt", &state(published, &changes))
        }
        Some(_) => None,
    }
}

/// What a tab has to know, a line each: a word and what belongs to it. Addresses hold no line breaks.
fn state(published: &Published, changes: &Changes) -> String {
    let counts = published.report().counts;
    let mut lines = format!(
        "generation {}\nerrors {}\nwarnings {}\n",
        published.generation(),
        counts.errors,
        counts.warnings
    );
    let mut line = |word: &str, rest: &str| {
        writeln!(lines, "{word} {rest}").expect("a String takes every write");
    };
    if changes.is_other {
        line("reload", "");
    }
    if let Some(address) = &changes.followed {
        line("follow", address);
    }
    for address in &changes.styles {
        line("style", address);
    }
    for address in &changes.files {
        line("file", address);
    }
    lines
}

/// A page as it is sent: as it was built, with the element that calls the script behind its document type. Browsers
/// put it into the head, whose own tag may follow.
pub(crate) fn with_script(page: &[u8], published: &Published, board: &Board) -> Arc<[u8]> {
    let counts = published.report().counts;
    let generation = published.generation().to_string();
    let (errors, warnings) = (counts.errors.to_string(), counts.warnings.to_string());
    let mut element = Html::new();
    element.open(
        "script",
        &[
            ("src", "/.patternbook/preview.js"),
            ("defer", ""),
            ("data-run", board.run()),
            ("data-generation", &generation),
            ("data-errors", &errors),
            ("data-warnings", &warnings),
        ],
    );
    element.close("script");
    let (before, after) = page.split_at(document_type(page));
    [before, element.as_str().as_bytes(), after].concat().into()
}

/// The length of a page's document type with what stands before it; 0 if it does not begin with one.
fn document_type(page: &[u8]) -> usize {
    const START: &[u8] = b"<!doctype";
    let space = page.iter().take_while(|byte| byte.is_ascii_whitespace());
    let start = space.count();
    let rest = &page[start..];
    let is_type = rest
        .get(..START.len())
        .is_some_and(|first| first.eq_ignore_ascii_case(START));
    let end = rest.iter().position(|byte| *byte == b'>');
    match (is_type, end) {
        (true, Some(end)) => start + end + 1,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::Site;

    #[test]
    fn the_script_stands_behind_the_document_type() {
        let published = Published::new(Site::default(), None);
        let board = Board::new(published.clone());
        let check = |page: &str, before: &str| {
            let sent = with_script(page.as_bytes(), &published, &board);
            let sent = String::from_utf8(sent.to_vec()).unwrap();
            let (start, rest) = sent.split_once("<script src=\"/.patternbook/").unwrap();
            let (_, end) = rest.split_once("</script>").unwrap();
            assert_eq!(start, before, "{page}");
            assert_eq!(format!("{start}{end}"), page, "all else is as it was built");
        };
        check("\n<!DOCTYPE html>\n<html><!-- x", "\n<!DOCTYPE html>");
        check("<!doctype html><p>", "<!doctype html>");
        check("<!doctype html", "");
        check("<!-- <!doctype html> --><p>", "");
        check("", "");
    }
}
