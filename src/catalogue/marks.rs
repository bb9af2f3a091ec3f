//! Which quality an argument is about.
//!
//! In: the words of qualities, and the text of an argument. Out: the qualities. Text and words are cut into runs of
//! letters and digits; a run that ends in `*` matches every run that it begins. Nothing is guessed beyond that: no
//! stems, no negation.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::Quality;
use crate::path::fold::runs;

/// The words of all qualities, by their first run.
#[derive(Clone, Debug, Default)]
pub struct Marks {
    whole: BTreeMap<String, Vec<Phrase>>,
    begun: BTreeMap<String, Vec<Phrase>>,
    /// The length in bytes of the longest first run that ends in `*`.
    longest: usize,
}

/// What has to follow the first run.
#[derive(Clone, Debug)]
struct Phrase {
    rest: Vec<Run>,
    quality: usize,
}

/// A run, and whether it only has to begin one of the text.
#[derive(Clone, Debug)]
struct Run {
    letters: String,
    is_beginning: bool,
}

impl Marks {
    /// The words of these qualities.
    pub fn new(qualities: &[Quality]) -> Marks {
        let mut marks = Marks::default();
        for (quality, words) in qualities.iter().map(|quality| &quality.words).enumerate() {
            for phrase in words {
                let mut phrase = phrase.split_whitespace().flat_map(pattern);
                let Some(first) = phrase.next() else {
                    continue;
                };
                let rest = phrase.collect();
                let index = match first.is_beginning {
                    true => &mut marks.begun,
                    false => &mut marks.whole,
                };
                if first.is_beginning {
                    marks.longest = marks.longest.max(first.letters.len());
                }
                let phrases = index.entry(first.letters).or_default();
                phrases.push(Phrase { rest, quality });
            }
        }
        marks
    }

    /// The qualities that a text is about, as indexes, in their order.
    pub fn find(&self, text: &str) -> Vec<usize> {
        let text = runs(text);
        let mut found = BTreeSet::new();
        for (at, first) in text.iter().enumerate() {
            let whole = self.whole.get(first).into_iter();
            let ends = (1..=first.len().min(self.longest)).filter_map(|end| first.get(..end));
            let begun = ends.filter_map(|beginning| self.begun.get(beginning));
            for phrase in whole.chain(begun).flatten() {
                if !found.contains(&phrase.quality) && phrase.follows(&text[at + 1..]) {
                    found.insert(phrase.quality);
                }
            }
        }
        found.into_iter().collect()
    }
}

impl Phrase {
    fn follows(&self, text: &[String]) -> bool {
        let mut pairs = self.rest.iter().zip(text);
        self.rest.len() <= text.len() && pairs.all(|(run, word)| run.matches(word))
    }
}

impl Run {
    fn matches(&self, word: &str) -> bool {
        match self.is_beginning {
            true => word.starts_with(&self.letters),
            false => word == self.letters,
        }
    }
}

/// The runs of a word as a quality lists it; the last one may only begin a run of the text.
fn pattern(word: &str) -> Vec<Run> {
    let mut pattern: Vec<Run> = runs(word)
        .into_iter()
        .map(|letters| Run {
            letters,
            is_beginning: false,
        })
        .collect();
    if let Some(last) = pattern.last_mut() {
        last.is_beginning = word.ends_with('*');
    }
    pattern
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Model;

    #[test]
    fn an_argument_is_about_the_qualities_whose_words_it_holds() {
        let model = Model::default();
        let marks = Marks::new(&model.qualities);
        let check = |text: &str, expected: &[&str]| {
            let found = marks.find(text).into_iter();
            let found: Vec<&str> = found.map(|index| &*model.qualities[index].id).collect();
            assert_eq!(found, expected, "{text}");
        };
        check(
            "Easy to develop and to test.",
            &["development-speed", "testability"],
        );
        check("EASY\u{a0}TO-DEVELOP", &["development-speed"]);
        check("easy to develo", &[]);
        check("contest", &[]);
        check("Vendor lock-in", &["portability"]);
        check("Scaling is hard", &["scalability"]);
        check("a large scale", &["scalability"]);
        check("autoscaling", &[]);
        check("fault", &["resilience"]);
        check("Operational complexity rises", &["operational-complexity"]);
        check("operational", &[]);
        check("", &[]);
    }

    #[test]
    fn accents_count_and_their_coding_does_not() {
        let mut quality = Model::default().qualities.remove(0);
        quality.words = vec!["Größe*".to_string(), "*".to_string()];
        let marks = Marks::new(&[quality]);
        assert_eq!(marks.find("GRO\u{308}SSENORDNUNG"), [0]);
        assert_eq!(marks.find("Grosse"), Vec::<usize>::new());
    }
}
