//! Names as people compare them.
//!
//! In: a title or another name. Out: a key that is equal for names that differ by case, accents, white space or the
//! shape of quotes and dashes alone; or the words of a text, whose accents count.

use unicode_normalization::UnicodeNormalization;

/// The key of a name.
pub fn fold(name: &str) -> String {
    let is_accent = |letter: &char| ('\u{300}'..='\u{36f}').contains(letter);
    let mut plain = String::with_capacity(name.len());
    for letter in name.nfd().filter(|letter| !is_accent(letter)) {
        match letter {
            '‘' | '’' => plain.push('\''),
            '“' | '”' => plain.push('"'),
            '…' => plain.push_str("..."),
            // However long it is drawn, and however many hyphens are typed for it.
            '-' | '–' | '—' if plain.ends_with('-') => {}
            '–' | '—' => plain.push('-'),
            letter => plain.push(letter),
        }
    }
    let folded: String = caseless::default_case_fold_str(&plain).nfc().collect();
    let words: Vec<&str> = folded.split_whitespace().collect();
    words.join(" ")
}

/// The runs of letters and digits of a text, composed and with case folded: `lock`, `in` for `Lock-in`.
pub fn runs(text: &str) -> Vec<String> {
    let composed: String = text.nfc().collect();
    let folded: String = caseless::default_case_fold_str(&composed).nfc().collect();
    folded
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|run| !run.is_empty())
        .map(str::to_string)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_accents_and_white_space_make_no_difference() {
        let check = |name: &str, expected: &str| assert_eq!(fold(name), expected, "{name}");
        check("Façade", "facade");
        check("  Circuit\n Breaker ", "circuit breaker");
        check("STRASSE", "strasse");
        check("Straße", "strasse");
        check("Résumé", "resume");
        check("It’s “so” – or…", "it's \"so\" - or...");
        check("a--b—c–d", "a-b-c-d");
        check("हिन्दी", "हिन्दी");
    }

    #[test]
    fn a_text_is_cut_into_runs_of_letters_and_digits() {
        let check = |text: &str, expected: &[&str]| assert_eq!(runs(text), expected, "{text}");
        check(
            "Lock-in, e.g. by *one* vendor",
            &["lock", "in", "e", "g", "by", "one", "vendor"],
        );
        check("CAFE\u{301}s 24/7", &["cafés", "24", "7"]);
        check("STRASSE Straße", &["strasse", "strasse"]);
        check("—", &[]);
    }
}
