//! Text that a terminal or a log shows as it is.
//!
//! In: text from anywhere. Out: the same text with every control character and every mark that changes the direction
//! of writing spelled out (`\u{1b}`), so that no input clears a screen, hides a line or forges a hyperlink.

use std::fmt::Write;

/// Whether a character would act on a terminal instead of being shown: C0 and C1 controls, line separators,
/// direction marks.
pub(crate) fn acts(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{61c}'
                | '\u{200e}'
                | '\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2066}'..='\u{2069}'
        )
}

/// Appends one character as it is shown. A tab is four columns wide, so that carets stand where they should.
pub(crate) fn push(out: &mut String, character: char) {
    match character {
        '\t' => out.push_str("    "),
        acting if acts(acting) => {
            write!(out, "{}", acting.escape_unicode()).expect("a String takes every write");
        }
        shown => out.push(shown),
    }
}

/// How many columns [`push`] appends; wide characters of East Asian scripts count as one.
pub(crate) fn width(character: char) -> usize {
    match character {
        '\t' => 4,
        acting if acts(acting) => acting.escape_unicode().count(),
        _ => 1,
    }
}

/// The whole text as it is shown.
pub fn visible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        push(&mut out, character);
    }
    out
}

/// The whole text as it is shown, with its line breaks.
pub(crate) fn visible_lines(text: &str) -> String {
    let lines: Vec<String> = text.split('\n').map(visible).collect();
    lines.join("\n")
}

/// Finished JSON with the same characters as JSON escapes: the values stay what they were, and a terminal is safe.
/// Such characters stand inside strings only, apart from line breaks between values.
pub(crate) fn visible_json(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for character in json.chars() {
        match acts(character) && character != '\n' {
            true => {
                write!(out, "\\u{:04x}", u32::from(character)).expect("a String takes every write");
            }
            false => out.push(character),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_acts_on_a_terminal_passes() {
        let check = |text: &str, expected: &str| assert_eq!(visible(text), expected, "{text:?}");
        check("größer – 型", "größer – 型");
        check("a\tb", "a    b");
        check("\x1b[2J", "\\u{1b}[2J");
        check("\u{9b}2J", "\\u{9b}2J");
        check("a\nb\r", "a\\u{a}b\\u{d}");
        check("x\u{202e}y\u{2069}", "x\\u{202e}y\\u{2069}");
        check("\u{7f}\0", "\\u{7f}\\u{0}");
    }

    #[test]
    fn json_says_the_same_when_it_is_visible() {
        let value = "a\u{9b}\u{202e}\u{7f}\x1b\n";
        let json = serde_json::to_string_pretty(&[value]).unwrap();
        let shown = visible_json(&json);
        assert!(!shown.chars().any(|one| acts(one) && one != '\n'));
        assert_eq!(
            serde_json::from_str::<[String; 1]>(&shown).unwrap(),
            [value]
        );
    }
}
