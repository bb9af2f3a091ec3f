//! Fenced and indented code to a [`Fragment`].
//!
//! In: the info string after the fence, and the text. Out: the fragment. The first word of the info string is the
//! language and nothing else; `{` and `,` may follow it directly.

use crate::body::Fragment;
use crate::look::Look;

/// The fragment of a code block.
pub fn fragment(info: &str, text: String) -> Fragment {
    let mut look = Look::default();
    for word in info.split_whitespace().skip(1) {
        match word.split_once('=') {
            None if word == "showLineNumbers" => look.numbers = Some(1),
            Some(("showLineNumbers", first)) => look.numbers = first.parse().ok(),
            _ => {}
        }
    }
    Fragment {
        language: language(info).to_string(),
        text,
        look,
    }
}

/// The first word of an info string.
pub fn language(info: &str) -> &str {
    let word = |letter: char| letter.is_whitespace() || matches!(letter, ',' | '{');
    info.trim_start().split(word).next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_word_is_the_language() {
        for (info, expected) in [
            ("", ""),
            ("rust", "rust"),
            (" rust,ignore", "rust"),
            ("js {1,3}", "js"),
            ("ts{1}", "ts"),
            ("c++", "c++"),
            ("{=html}", ""),
        ] {
            assert_eq!(language(info), expected, "{info}");
        }
    }
}
