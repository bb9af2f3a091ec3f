//! `[book]`, `[build]` and `[rust]`, in mdBook's vocabulary.
//!
//! In: the tables. Out: [`Book`], [`BuildSettings`].

use std::ops::Range;

use crate::config::table::{Idle, Table};
use crate::config::written::language_tag;
use crate::diagnostic::Diagnostic;
use crate::path::input::InputPath;
use crate::value::node::Node;

/// What the book is: `[book]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Book {
    /// `title`: the name of the book; `Patterns` without one.
    pub title: String,
    /// `authors`: who wrote it.
    pub authors: Vec<String>,
    /// `description`: one sentence for search engines.
    pub description: Option<String>,
    /// `src`: the folder of the pages, with the place of the setting. Without it, the first of `content`, `src` and
    /// `docs` that qualifies.
    pub source: Option<(InputPath, Range<usize>)>,
    /// `language`: a language tag such as `pt-BR`; `en` unless set.
    pub language: String,
    /// `text-direction`: `ltr` or `rtl`; that of the language unless set.
    pub direction: TextDirection,
}

/// The direction of text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TextDirection {
    /// `ltr`.
    #[default]
    LeftToRight,
    /// `rtl`.
    RightToLeft,
}

/// How it is built: `[build]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BuildSettings {
    /// `build-dir`: the output folder, relative to the project folder, as written; `book` unless set.
    pub output: String,
    /// The place of the setting, if it is set.
    pub place: Option<Range<usize>>,
}

/// Languages that are written from right to left, by every code that names them.
const RIGHT_TO_LEFT: [&str; 30] = [
    "ar", "ara", "arc", "ae", "ave", "egy", "fa", "fas", "he", "heb", "ku", "kur", "nqo", "pal",
    "per", "phn", "ps", "pus", "sam", "syc", "syr", "ur", "urd", "yi", "yid",
    // Scripts of languages that are written in several.
    "Adlm", "Arab", "Hebr", "Syrc", "Thaa",
];

impl Book {
    /// Reads `[book]`.
    pub(crate) fn read(node: &Node, file: &InputPath, found: &mut Vec<Diagnostic>) -> Book {
        let mut table = Table::new(node, file, "book");
        let title = table.keys.text("title");
        let authors = table.keys.texts("authors").unwrap_or_default();
        let description = table.keys.text("description");
        let source = table.path("src");
        let language = language(&mut table);
        let directions = [
            ("ltr", TextDirection::LeftToRight),
            ("rtl", TextDirection::RightToLeft),
        ];
        let direction = table.keys.choice("text-direction", &directions);
        table.removed(
            "multilingual",
            "remove it; a book has one language, `language`",
        );
        found.extend(table.finish());
        Book {
            title: title
                .filter(|title| !title.trim().is_empty())
                .unwrap_or_else(|| "Patterns".to_string()),
            authors: authors.into_iter().map(|(author, _)| author).collect(),
            description,
            source,
            direction: direction.unwrap_or_else(|| TextDirection::of(&language)),
            language,
        }
    }
}

impl BuildSettings {
    /// Reads `[build]`, and `[rust]`, which has nothing to act on yet.
    pub(crate) fn read(
        build: &Node,
        rust: &Node,
        file: &InputPath,
        found: &mut Vec<Diagnostic>,
    ) -> BuildSettings {
        let mut table = Table::new(build, file, "build");
        let output = table.keys.spanned_text("build-dir");
        table.idle(&[
            ("create-missing", Idle::Flag(true)),
            ("use-default-preprocessors", Idle::Flag(true)),
            ("extra-watch-dirs", Idle::List),
        ]);
        found.extend(table.finish());
        let mut table = Table::new(rust, file, "rust");
        table.idle(&[("edition", Idle::Text(&["2015"]))]);
        found.extend(table.finish());
        let place = output.as_ref().map(|(_, range)| range.clone());
        BuildSettings {
            output: output.map_or_else(|| "book".to_string(), |(output, _)| output),
            place,
        }
    }
}

impl TextDirection {
    /// The direction in which a language is written.
    fn of(language: &str) -> TextDirection {
        let mut parts = language.split('-');
        let main = parts.next().unwrap_or_default().to_ascii_lowercase();
        let script = parts.find(|part| part.len() == 4);
        let is_listed = |part: &str| {
            RIGHT_TO_LEFT
                .iter()
                .any(|known| known.eq_ignore_ascii_case(part))
        };
        match is_listed(script.unwrap_or(&main)) {
            true => TextDirection::RightToLeft,
            false => TextDirection::LeftToRight,
        }
    }
}

fn language(table: &mut Table<'_>) -> String {
    let english = || "en".to_string();
    let Some((written, range)) = table.keys.spanned_text("language") else {
        return english();
    };
    language_tag(&written).unwrap_or_else(|| {
        let help = "write a language tag such as `en` or `pt-BR`";
        table.refuse("language", range, help);
        english()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_decides_the_direction() {
        for right in ["ar", "he-IL", "fa", "ur-PK", "YI", "az-Arab", "pa-Arab-PK"] {
            assert_eq!(
                TextDirection::of(right),
                TextDirection::RightToLeft,
                "{right}"
            );
        }
        for left in ["en", "pt-BR", "zh-Hant", "ku-Latn", "arn"] {
            assert_eq!(
                TextDirection::of(left),
                TextDirection::LeftToRight,
                "{left}"
            );
        }
    }
}
