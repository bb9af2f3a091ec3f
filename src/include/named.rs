//! The files that texts name.
//!
//! In: texts and their paths. Out: the paths of what they include, and what those include. Nothing is opened here:
//! whoever may read is handed the names. A name that could lead to a hidden file, to another drive or to the root of
//! the machine is no name at all.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::include::fence::shown_files;
use crate::include::scan::{directives, may_hold};
use crate::path::input::InputPath;
use crate::path::percent::decode;
use crate::text::Text;

/// What was found where a directive points. Where nothing was found, or nobody looked, there is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Included {
    /// The text of the file.
    Text(Text),
    /// Why it may not or cannot be read: a finding without a place.
    Refused(Arc<Diagnostic>),
}

/// A path that may not be named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Refused;

/// A path as a directive in the file `by` writes it, seen from the project folder. It may begin with `..`, since a
/// book may quote the repository around it; whether that is still inside is for the reader to say.
pub(crate) fn resolve(by: &InputPath, written: &str) -> Result<InputPath, Refused> {
    let decoded = decode(written);
    let mut letters = decoded.chars();
    let is_drive = letters
        .next()
        .is_some_and(|letter| letter.is_ascii_alphabetic())
        && letters.next() == Some(':');
    let is_hidden = |part: &str| part.starts_with('.') && !matches!(part, "." | "..");
    let plain = |path: &str| -> usize { path.split('/').filter(|part| *part == "..").count() };
    let is_refused = is_drive
        || decoded.starts_with(['/', '~'])
        || decoded.contains(['\\', '\0'])
        || decoded.contains("://")
        || decoded.split('/').any(is_hidden)
        // Steps upwards that only show when the path is decoded.
        || plain(&decoded) != plain(written);
    if is_refused {
        return Err(Refused);
    }
    let folder = by
        .as_str()
        .rsplit_once('/')
        .map_or("", |(folder, _)| folder);
    Ok(InputPath::new(&format!("{folder}/{written}")))
}

/// The path and the rest of what a directive says, parted at the first colon.
pub(crate) fn part(argument: &str) -> (&str, &str) {
    let starts_address = argument.find(':').is_some_and(|colon| {
        argument[colon..].starts_with("://") || colon == 1 && argument[2..].starts_with(['\\', '/'])
    });
    match argument.split_once(':') {
        Some((path, rest)) if !starts_address => (path.trim_end(), rest.trim()),
        _ => (argument, ""),
    }
}

/// The path of a file with attributes behind it, parted at white space.
pub(crate) fn part_attributes(argument: &str) -> (&str, &str) {
    let parts = argument.split_once(char::is_whitespace);
    let (path, attributes) = parts.unwrap_or((argument, ""));
    (path, attributes.trim())
}

/// Every file that a text names, and whether the directives in it count. All that an expansion may ask for is among
/// them; code blocks inside code blocks are too, which costs a read and nothing else.
fn names(text: &str, file: &InputPath) -> Vec<(InputPath, bool)> {
    if !may_hold(text) {
        return Vec::new();
    }
    let mut names = Vec::new();
    for directive in directives(text, 0..text.len()) {
        let path = match directive.name {
            "include" | "rustdoc_include" => part(directive.argument).0,
            "playground" | "playpen" => part_attributes(directive.argument).0,
            _ => continue,
        };
        names.extend(resolve(file, path).map(|path| (path, true)));
    }
    if text.contains("file=") {
        let shown = shown_files(text)
            .into_iter()
            .map(|path| resolve(file, path));
        names.extend(shown.filter_map(Result::ok).map(|path| (path, false)));
    }
    names
}

/// Every file that pages name, by themselves or through other files, at most `depth` steps away. `read` is handed the
/// names of one step at a time and answers with what it found.
pub fn follow<'t>(
    pages: impl Iterator<Item = (InputPath, &'t Text)>,
    depth: usize,
    mut read: impl FnMut(&[InputPath]) -> Vec<(InputPath, Included)>,
) -> BTreeMap<InputPath, Included> {
    let mut found: BTreeMap<InputPath, Included> = BTreeMap::new();
    let mut asked: BTreeSet<InputPath> = BTreeSet::new();
    // A file that was shown as code first may be included later, so what was followed is kept apart.
    let mut followed: BTreeSet<InputPath> = BTreeSet::new();
    let named = pages.flat_map(|(path, text)| names(text.as_str(), &path));
    let mut next: BTreeMap<InputPath, bool> = BTreeMap::new();
    named.for_each(|(path, counts)| *next.entry(path).or_default() |= counts);
    for _ in 0..=depth {
        let new = next.keys().filter(|path| !asked.contains(*path));
        let new: Vec<InputPath> = new.cloned().collect();
        asked.extend(new.iter().cloned());
        if !new.is_empty() {
            found.extend(read(&new));
        }
        let mut further: BTreeMap<InputPath, bool> = BTreeMap::new();
        for (path, _) in next.into_iter().filter(|(_, counts)| *counts) {
            if let (Some(Included::Text(text)), true) =
                (found.get(&path), followed.insert(path.clone()))
            {
                for (path, counts) in names(text.as_str(), &path) {
                    *further.entry(path).or_default() |= counts;
                }
            }
        }
        if further.is_empty() {
            break;
        }
        next = further;
    }
    found
}

/// What one page needs of all that was read: what it names, by itself or through other files.
pub fn needed(
    file: &InputPath,
    text: &Text,
    all: &BTreeMap<InputPath, Included>,
) -> BTreeMap<InputPath, Included> {
    let mut needed = BTreeMap::new();
    if all.is_empty() {
        return needed;
    }
    let mut followed: BTreeSet<InputPath> = BTreeSet::new();
    let mut todo = names(text.as_str(), file);
    while let Some((path, counts)) = todo.pop() {
        let Some(included) = all.get(&path) else {
            continue;
        };
        if let Included::Text(text) = included
            && counts
            && followed.insert(path.clone())
        {
            todo.extend(names(text.as_str(), &path));
        }
        needed.insert(path, included.clone());
    }
    needed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_seen_from_the_file_that_names_them() {
        let by = InputPath::new("content/guides/a.md");
        let check = |written: &str, expected: Option<&str>| {
            let found = resolve(&by, written).ok();
            let found = found.as_ref().map(InputPath::as_str);
            assert_eq!(found, expected, "{written}");
        };
        check("b.md", Some("content/guides/b.md"));
        check("./b c.md", Some("content/guides/b c.md"));
        check("../../src/x.rs", Some("src/x.rs"));
        check("../../../src/x.rs", Some("../src/x.rs"));
        check("100%.txt", Some("content/guides/100%.txt"));
        for refused in [
            "/etc/passwd",
            "file:///etc/passwd",
            "C:\\x",
            "C:/x",
            "\\\\?\\C:\\x",
            "~/x",
            "%2e%2e/secret.txt",
            "%2Fetc",
            "../.env",
            ".git/config",
            "a/.b/c",
            "a\\..\\b",
            "%2eenv",
        ] {
            check(refused, None);
        }
    }

    #[test]
    fn a_path_ends_at_its_first_colon() {
        let check = |written: &str, expected: (&str, &str)| assert_eq!(part(written), expected);
        check("a b.md", ("a b.md", ""));
        check("a.md:2:10", ("a.md", "2:10"));
        check("file:///etc/passwd", ("file:///etc/passwd", ""));
        check("C:\\x", ("C:\\x", ""));
        assert_eq!(part_attributes("a.rs editable, x"), ("a.rs", "editable, x"));
    }

    #[test]
    fn names_are_followed_until_nothing_new_appears() {
        let texts = BTreeMap::from([
            ("b.md", "{{#include c.md}} {{#include b.md}}"),
            ("c.md", "{{#include missing.md}}"),
            ("d.py", "{{#include e.md}}"),
            ("e.md", "e"),
        ]);
        let page = Text::from("{{#include b.md:1}}\n```py file=d.py\n```\n");
        let pages = || [(InputPath::new("a.md"), &page)].into_iter();
        let mut asked = Vec::new();
        let mut read = |paths: &[InputPath]| -> Vec<(InputPath, Included)> {
            let text =
                |path: &InputPath| Some(Included::Text(Text::from(*texts.get(path.as_str())?)));
            asked.push(
                paths
                    .iter()
                    .map(ToString::to_string)
                    .collect::<Vec<_>>()
                    .join(" "),
            );
            paths
                .iter()
                .filter_map(|path| Some((path.clone(), text(path)?)))
                .collect()
        };
        let all = follow(pages(), 10, &mut read);
        let none = follow(pages(), 0, &mut read);
        assert_eq!(asked, ["b.md d.py", "c.md", "missing.md", "b.md d.py"]);
        let keys = |found: &BTreeMap<InputPath, Included>| -> Vec<String> {
            found.keys().map(ToString::to_string).collect()
        };
        assert_eq!(keys(&all), ["b.md", "c.md", "d.py"]);
        assert_eq!(keys(&none), ["b.md", "d.py"]);
        let needed = |text: &str| keys(&needed(&InputPath::new("x.md"), &Text::from(text), &all));
        assert_eq!(needed("{{#include b.md}}"), ["b.md", "c.md"]);
        assert_eq!(needed("```py file=b.md\n```"), ["b.md"]);
        assert_eq!(needed("x"), [""; 0]);
    }
}
