//! Fenced and indented code to a [`Fragment`].
//!
//! In: the info string after the fence, the text, and what stands around the block. Out: the fragment, and what is wrong
//! with the info string. Its grammar serves the notations of all tools ([`mod@items`]); what it asks for ([`mod@settings`]) and
//! what comments in the code ask for ([`mod@lines`]) become one look.

pub mod ranges;
pub mod items;
pub mod names;
pub mod comments;
pub mod lines;
pub mod settings;

use std::collections::BTreeMap;

use crate::body::Fragment;
use crate::look::{Lines, Mark};
use crate::markdown::code::comments::Comments;
use crate::markdown::code::items::items;
use crate::markdown::code::lines::{Hiding, Reading};
use crate::markdown::code::settings::{Complaint, Settings, settings};

/// What is known of a block beside what is written in it.
#[derive(Clone, Copy, Debug)]
pub struct Around<'a> {
    /// What hides lines, by language.
    pub hidelines: &'a BTreeMap<String, String>,
    /// How many notes stand below it.
    pub notes: u32,
}

/// The fragment of a code block. `language` is that of the info string as the parser reads it, with escapes and entities
/// undone; `info` is the info string as it is written, where a pattern keeps its backslashes.
pub fn fragment(
    language: &str,
    info: &str,
    text: &str,
    around: Around<'_>,
) -> (Fragment, Vec<Complaint>) {
    let (mut settings, mut complaints) = read(info);
    let language = match settings.language.take() {
        Some(named) if language.is_empty() => named,
        _ => language.to_string(),
    };
    let is_patch = language == "diff";
    let hiding = match (&settings.prefix, around.hidelines.get(&language)) {
        (Some(prefix), _) | (None, Some(prefix)) => Hiding::Prefix(prefix),
        _ if matches!(language.as_str(), "rust" | "rs") => Hiding::Rust,
        _ => Hiding::Never,
    };
    let named = settings.look.changed.as_deref().filter(|_| is_patch);
    let shown = lines::read(
        text,
        Reading {
            comments: Comments::of(named.unwrap_or(&language)),
            takes_highlights: !settings
                .marks
                .iter()
                .any(|(mark, ..)| *mark == Mark::Marked),
            hiding,
            notes: around.notes,
        },
    );
    let mut look = settings.look;
    look.changed = look.changed.filter(|_| is_patch);
    look.texts.extend(shown.texts);
    look.notes = shown.notes;
    look.focus = Lines::new(shown.focus);
    let mut marks: BTreeMap<Mark, Vec<(u32, u32)>> = shown.marks;
    let mut hidden = shown.hidden;
    let all = settings.marks.into_iter();
    let all = all.map(|(mark, lines, range)| (Some(mark), lines, range));
    let more = settings.hidden.into_iter();
    for (mark, lines, range) in all.chain(more.map(|(lines, range)| (None, lines, range))) {
        if lines.1 > shown.count && shown.count > 0 {
            complaints.push(beyond(shown.count, range));
        }
        match mark {
            Some(mark) => marks.entry(mark).or_default().push(lines),
            None => hidden.push(lines),
        }
    }
    let marks = marks
        .into_iter()
        .map(|(mark, lines)| (mark, Lines::new(lines)));
    look.marks = marks.collect();
    look.hidden = Lines::new(hidden);
    let fragment = Fragment {
        language,
        text: shown.text,
        look,
    };
    (fragment, complaints)
}

fn beyond(count: u32, range: std::ops::Range<usize>) -> Complaint {
    let lines = if count == 1 { "line" } else { "lines" };
    Complaint {
        range,
        message: format!("the code has only {count} {lines}"),
        help: "lines are counted from 1, whatever number the first one shows".to_string(),
    }
}

/// What an info string asks for beside the language.
fn read(info: &str) -> (Settings, Vec<Complaint>) {
    let (_, end) = items::language(info);
    settings(&items(&info[end..], end))
}

/// The language of an info string.
pub fn language(info: &str) -> &str {
    items::language(info).0
}

/// The id that an info string asks for, `{#id}` or `id=…`, and its bytes in the info string.
pub fn named(info: &str) -> Option<(String, std::ops::Range<usize>)> {
    // Most info strings are a language and nothing else.
    match info.contains(['#', '=']) {
        true => read(info).0.id,
        false => None,
    }
}

/// The title of a block: `title="…"`, else `[…]`.
pub fn title(info: &str) -> Option<String> {
    read(info).0.look.title
}

/// The info string of the fence that begins at byte `start`, as it is written, and where.
pub fn written_info(source: &str, start: usize) -> Option<(&str, usize)> {
    let line = source.get(start..)?.lines().next()?;
    let fence = line.trim_start();
    let mark = fence.chars().next().filter(|mark| "`~".contains(*mark))?;
    let info = fence.trim_start_matches(mark);
    let at = start + line.len() - info.len();
    Some((info.trim_end(), at))
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use super::*;

    #[test]
    #[expect(clippy::disallowed_methods, reason = "the time is what is tested")]
    fn hostile_info_strings_and_lines_take_little_time() {
        let check = |name: &str, info: &str, text: &str| {
            let hidelines = BTreeMap::new();
            let around = Around {
                hidelines: &hidelines,
                notes: u32::MAX,
            };
            let start = Instant::now();
            fragment(language(info), info, text, around);
            let seconds = start.elapsed().as_secs_f64();
            assert!(seconds < 2.0, "{name}: {seconds} s");
        };
        let words = |word: &str| format!("js {}", word.repeat(10_000));
        check("words", &words("word "), "");
        check("mistyped words", &words("titel wrapp "), "");
        check("quotes", &words("\"a\" "), "");
        check("open quotes", &words("\"a 'b "), "");
        check("braces", &words("{a={"), "");
        check("brackets", &words("[["), "");
        check("slashes", &words("/a "), "");
        check("patterns", &words("/(?:a{1000}){1000}/ "), "");
        check("a pattern", &format!("js /{}/", "(a*)*".repeat(10_000)), "");
        check("keys", &words("a=b=c= "), "");
        check("escapes", &words("\"\\"), "");
        check("colons", &words(":"), "");
        check(
            "ranges",
            &format!("js {{{}}}", "9-1,1-99999999999,".repeat(10_000)),
            "a\n",
        );
        let lines = |line: &str| line.repeat(100_000);
        check("directives", "js", &lines("// [!code hl:99999999999] "));
        check("lines of directives", "js", &lines("// [!code ++]\n"));
        check("open directives", "js", &lines("[!code "));
        check("notes", "js", &lines("// (1)!\n"));
        check("brackets in a line", "js", &lines("((1)! "));
        check("comments", "", &lines("//#--;%'/*"));
        check("hidden lines", "rust", &lines("#\n"));
        check("escaped directives", "js", &lines("[!!code"));
    }
}
