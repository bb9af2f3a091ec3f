//! The words of a text, in every form in which somebody may look for them.
//!
//! In: plain text. Out: terms: lower case, composed. `static/search.js` takes a query apart by the same rules; who
//! changes one changes both.
//!
//! - A word is a run of letters, digits, marks and `_`. `C++`, `C#` keep their signs.
//! - An identifier is also found by its parts, and from each of its parts on: `check_tool_call` gives
//!   `check_tool_call`, `tool_call`, `check`, `tool` and `call`; `HttpServer` gives `httpserver`, `http` and `server`.
//! - Scripts without spaces give pairs of neighbouring letters.
//! - A word with accents is also found without them.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The longest term, in characters; of a longer one the beginning is kept.
const MAX_TERM: usize = 40;
/// Of an identifier with more parts, only the parts are kept.
const MAX_PARTS: usize = 8;
/// The longest name, in letters, that `++` and `#` belong to.
const MAX_SIGNED: usize = 8;

/// Calls `each` with every term of a text, and returns how many words it has.
pub fn terms(text: &str, each: &mut dyn FnMut(&str)) -> usize {
    let mut count = 0;
    let mut rest = text;
    let mut term = String::new();
    while let Some(start) = rest.find(is_of_word) {
        let run = &rest[start..];
        let end = run.find(|letter| !is_of_word(letter)).unwrap_or(run.len());
        let signs = signs(&run[..end], &run[end..]);
        if signs > 0 {
            term.clear();
            term.push_str(&run[..end + signs]);
            term.make_ascii_lowercase();
            each(&term);
        }
        forms(&run[..end], &mut term, each);
        rest = &run[end + signs..];
        count += 1;
    }
    count
}

fn is_of_word(letter: char) -> bool {
    match letter.is_ascii() {
        true => letter.is_ascii_alphanumeric() || letter == '_',
        false => letter.is_alphanumeric() || is_combining_mark(letter),
    }
}

/// How many bytes of signs behind a word belong to it: `++` or `#`, if no word follows at once.
fn signs(run: &str, rest: &str) -> usize {
    let is_name = run.len() <= MAX_SIGNED && run.bytes().all(|byte| byte.is_ascii_alphabetic());
    let signs = match rest.as_bytes() {
        [b'+', b'+', ..] => 2,
        [b'#', ..] => 1,
        _ => return 0,
    };
    let ends = rest[signs..]
        .chars()
        .next()
        .is_none_or(|next| !is_of_word(next));
    if is_name && ends { signs } else { 0 }
}

/// The forms of one run.
fn forms(run: &str, term: &mut String, each: &mut dyn FnMut(&str)) {
    let bytes = run.as_bytes();
    let is_plain = bytes.iter().all(|byte| byte.is_ascii_alphanumeric())
        && !bytes[1..].iter().any(u8::is_ascii_uppercase);
    if is_plain {
        term.clear();
        term.push_str(&run[..run.len().min(MAX_TERM)]);
        term.make_ascii_lowercase();
        return each(term);
    }
    let composed: String = run.nfc().collect();
    for piece in scripts(&composed) {
        match piece.chars().next().is_some_and(is_unspaced) {
            true => pairs(piece, each),
            false => identifier(piece, each),
        }
    }
}

/// Whether words of the script of a letter follow each other without spaces.
fn is_unspaced(letter: char) -> bool {
    matches!(letter,
        '\u{0E00}'..='\u{0EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}'
        | '\u{3040}'..='\u{30FF}' | '\u{31F0}'..='\u{31FF}' | '\u{3400}'..='\u{4DBF}'
        | '\u{4E00}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7AF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{FF66}'..='\u{FF9F}' | '\u{20000}'..='\u{3FFFF}')
}

/// A run, cut where a script without spaces begins or ends.
fn scripts(run: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut before = None;
    for (at, letter) in run.char_indices() {
        let here = is_unspaced(letter);
        if before.is_some_and(|before| before != here) {
            pieces.push(&run[start..at]);
            start = at;
        }
        before = Some(here);
    }
    pieces.push(&run[start..]);
    pieces
}

/// Neighbouring letters, and the last one, so that each letter begins a term.
fn pairs(run: &str, each: &mut dyn FnMut(&str)) {
    let starts: Vec<usize> = run.char_indices().map(|(at, _)| at).collect();
    for (index, start) in starts.iter().enumerate() {
        let end = starts.get(index + 2).copied().unwrap_or(run.len());
        each(&run[*start..end]);
    }
}

fn identifier(run: &str, each: &mut dyn FnMut(&str)) {
    let run = run.trim_matches('_');
    if run.is_empty() {
        return;
    }
    both(run, each);
    let parts = parts(run);
    if parts.len() < 2 {
        return;
    }
    let is_short = parts.len() <= MAX_PARTS;
    for (start, end) in &parts[..parts.len() - 1] {
        both(&run[*start..*end], each);
        if *start > 0 && is_short {
            both(&run[*start..], each);
        }
    }
    if let Some((start, _)) = parts.last() {
        both(&run[*start..], each);
    }
}

/// The parts of an identifier: between `_`, and where the case changes.
fn parts(run: &str) -> Vec<(usize, usize)> {
    let letters: Vec<(usize, char)> = run.char_indices().collect();
    let mut cuts = vec![0];
    for (index, (at, letter)) in letters.iter().enumerate().skip(1) {
        let before = letters[index - 1].1;
        let after = letters.get(index + 1).map(|(_, letter)| *letter);
        let rises = (before.is_lowercase() || before.is_numeric()) && letter.is_uppercase();
        let ends_capitals =
            before.is_uppercase() && letter.is_uppercase() && after.is_some_and(char::is_lowercase);
        if before == '_' || *letter == '_' || rises || ends_capitals {
            cuts.push(*at);
        }
    }
    cuts.push(run.len());
    let pieces = cuts.windows(2).map(|cut| (cut[0], cut[1]));
    pieces
        .filter(|(start, end)| !run[*start..*end].starts_with('_'))
        .collect()
}

/// A term, and the same without accents where it has some.
fn both(word: &str, each: &mut dyn FnMut(&str)) {
    let lower = cut(&word.to_lowercase());
    each(&lower);
    if !lower.is_ascii() {
        let bare = bare(&lower);
        if bare != lower && !bare.is_empty() {
            each(&bare);
        }
    }
}

fn cut(term: &str) -> String {
    term.chars().take(MAX_TERM).collect()
}

/// A term without accents.
fn bare(term: &str) -> String {
    let letters = term.nfd().filter(|letter| !is_combining_mark(*letter));
    letters.nfc().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let mut found = Vec::new();
        terms(text, &mut |term| found.push(term.to_string()));
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn a_word_is_a_term_in_lower_case() {
        check("Two words, 2 more.", &["two", "words", "2", "more"]);
        check(" — !? ", &[]);
        check("don't", &["don", "t"]);
        check("state-of-the-art", &["state", "of", "the", "art"]);
    }

    #[test]
    fn identifiers_have_parts_and_ends() {
        check(
            "check_tool_call",
            &["check_tool_call", "check", "tool", "tool_call", "call"],
        );
        check("__init__", &["init"]);
        check("HTTPServer", &["httpserver", "http", "server"]);
        check(
            "toolCall2Go",
            &["toolcall2go", "tool", "call2", "call2go", "go"],
        );
        check("__", &[]);
        check(
            "a_b_c_d_e_f_g_h_i",
            &[
                "a_b_c_d_e_f_g_h_i",
                "a",
                "b",
                "c",
                "d",
                "e",
                "f",
                "g",
                "h",
                "i",
            ],
        );
    }

    #[test]
    fn signs_of_languages_belong_to_their_names() {
        check("C++ and C#.", &["c++", "c", "and", "c#", "c"]);
        check("page#anchor a+b", &["page", "anchor", "a", "b"]);
    }

    #[test]
    fn accents_are_optional() {
        check("garçon", &["garçon", "garcon"]);
        check("garc\u{327}on", &["garçon", "garcon"]);
        check(
            "Ärger_über",
            &["ärger_über", "arger_uber", "ärger", "arger", "über", "uber"],
        );
        check("المُراقِب", &["المُراقِب", "المراقب"]);
    }

    #[test]
    fn scripts_without_spaces_give_pairs() {
        check("事件溯源", &["事件", "件溯", "溯源", "源"]);
        check("人", &["人"]);
        check("CQRSと事件", &["cqrs", "と事", "事件", "件"]);
        check("옵저버", &["옵저", "저버", "버"]);
    }

    #[test]
    fn terms_are_bounded() {
        let mut longest = 0;
        let long = "é".repeat(10_000) + " " + &"x".repeat(10_000);
        let words = terms(&long, &mut |term| {
            longest = longest.max(term.chars().count());
        });
        assert_eq!((words, longest), (2, MAX_TERM));
    }
}
