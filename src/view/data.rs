//! Data blocks: what scripts read from a page.
//!
//! In: plain values. Out: JSON in which what is not there is left out, and the words of the interface that a script
//! needs.

use serde::Serialize;
use serde_json::Value;

use crate::html::Html;
use crate::words::Words;

/// The content of a data block.
pub fn block(data: &impl Serialize) -> Html {
    let json = serde_json::to_string(data).expect("the fields are texts and numbers");
    let mut html = Html::new();
    html.push_json(&json);
    html
}

/// Some words of the interface.
pub fn pick(words: &Words, names: &[&str]) -> Value {
    let all = serde_json::to_value(words).expect("all words are texts");
    let word = |name: &&str| Some((name.to_string(), all.get(*name)?.clone()));
    names.iter().filter_map(word).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    use crate::theme::builtin;
    use crate::view::{dossier, helper};
    use crate::words::ENGLISH;

    /// The words that a script of the theme says: `words.of`, `words["of"]` and those made by [`WEIGHTS`].
    fn said(script: &str) -> BTreeSet<String> {
        let files = builtin::static_files();
        let text = String::from_utf8_lossy(&files[script]).into_owned();
        let is_of_name = |letter: char| letter.is_ascii_lowercase() || letter == '_';
        let names = text.split("words.").skip(1);
        let names = names.filter_map(|rest| rest.split(|letter| !is_of_name(letter)).next());
        names.map(str::to_string).collect()
    }

    #[test]
    fn scripts_are_given_the_words_that_they_say() {
        let check = |script: &str, names: &[&str], more: &[&str]| {
            let mut wanted = said(script);
            wanted.extend(said("catalogue.js"));
            wanted.extend(more.iter().map(ToString::to_string));
            let given: BTreeSet<String> = names.iter().map(ToString::to_string).collect();
            assert_eq!(given, wanted, "{script}");
        };
        check("compare.js", &dossier::WORDS, &[]);
        let weights = [
            "weight_0", "weight_1", "weight_2", "weight_3", "weight_4", "weight_5",
        ];
        check("choose.js", &helper::WORDS, &weights);
    }

    #[test]
    fn words_are_picked_by_their_names() {
        let words = pick(&ENGLISH, &["of", "no_such_word"]);
        assert_eq!(block(&words).as_str(), r#"{"of":"of"}"#);
    }
}
