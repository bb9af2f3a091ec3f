//! The words of one page, each with how much it says about the page and where it stands.
//!
//! In: a page, and its card with everything it inherits. Out: [`Terms`]. A page knows no other page here, so its words are
//! taken out once as long as it stays as it is.

use std::collections::HashMap;
use std::sync::Arc;

use crate::card::Card;
use crate::markdown::said::Said;
use crate::page::Page;
use crate::path::anchor::Anchor;
use crate::path::input::ContentPath;
use crate::search::words::terms;

/// What the words of a page are taken from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TermsInput {
    /// The page.
    pub page: Arc<Page>,
    /// Its card with tags and keywords that it inherits.
    pub card: Arc<Card>,
}

/// The words of a page, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Terms {
    /// All words, each with a line end behind it.
    words: String,
    /// Rank and part of each word.
    marks: Vec<(u8, u8)>,
}

/// What a word says about a page, from least to most. `static/search.js` has the same number of ranks.
pub const RANKS: [u32; 11] = [1, 4, 7, 10, 14, 19, 25, 32, 40, 50, 62];

/// Points of a word for standing in a field, once; how often it stands in the text counts beside it, up to
/// [`TEXT_POINTS`].
const TEXT_POINTS: u32 = 13;
const HEADING_POINTS: u32 = 14;
const SUMMARY_POINTS: u32 = 10;
const TAG_POINTS: u32 = 16;
const KEYWORD_POINTS: u32 = 16;
/// Points of a word of a name with one word, two words, and so on: the shorter the name, the more it says.
const NAME_POINTS: [u32; 6] = [50, 44, 36, 30, 25, 20];
/// The names of a part of the page say less than those of the page.
const PART_NAME_POINTS: u32 = 19;

/// How many words a text has in which a word that occurs once says half of what it can say.
const USUAL_LENGTH: u32 = 600;

/// What is known of a word while a page is read.
#[derive(Default)]
struct Tally {
    /// How often it stands in the text.
    count: u32,
    /// Points for other fields.
    points: u32,
    /// The part in which it stands most often in the text, and how often.
    most: (u32, u8),
    /// The part that was read last, and how often it stands there.
    last: (u32, u8),
    /// The part whose heading or name it is in; the first.
    named: Option<u8>,
}

/// The words of a page.
pub fn page_terms(_: &ContentPath, input: &TermsInput) -> Terms {
    let (page, card) = (&*input.page, &*input.card);
    let mut reader = Reader::default();
    reader.name(&card.title, 0, None);
    for name in card.label.iter().chain(&card.meta_title) {
        reader.field(name, 0, SUMMARY_POINTS);
    }
    for alias in &card.aliases {
        reader.name(alias, 0, None);
    }
    for tag in &card.tags {
        reader.field(&tag.label, 0, TAG_POINTS);
    }
    for keyword in &card.keywords {
        reader.field(keyword, 0, KEYWORD_POINTS);
    }
    for text in card.description.iter().chain(&card.summary) {
        reader.field(text, 0, SUMMARY_POINTS);
    }
    for (said, part) in page.said.iter().zip(0_u8..) {
        match &said.anchor {
            None => reader.field(&said.heading, part, SUMMARY_POINTS),
            Some(_) => reader.field(&said.heading, part, HEADING_POINTS),
        }
        reader.text(&said.text, part);
    }
    for section in &card.sections {
        let Some(heading) = &section.heading else {
            continue;
        };
        let part = part_of(page, &heading.anchor);
        for alias in heading.aliases.iter().chain(&section.aliases) {
            reader.name(alias, part, Some(PART_NAME_POINTS));
        }
    }
    reader.finish()
}

/// The part of a page that begins with a heading.
fn part_of(page: &Page, anchor: &Anchor) -> u8 {
    let is_here = |said: &Said| said.anchor.as_ref() == Some(anchor);
    let at = page.said.iter().position(is_here).unwrap_or_default();
    u8::try_from(at).unwrap_or_default()
}

#[derive(Default)]
struct Reader {
    tallies: HashMap<String, Tally>,
    words: u32,
}

impl Reader {
    fn name(&mut self, name: &str, part: u8, points: Option<u32>) {
        let length = terms(name, &mut |_| {}).max(1);
        let usual = NAME_POINTS[(length - 1).min(NAME_POINTS.len() - 1)];
        self.field(name, part, points.unwrap_or(usual));
    }

    fn field(&mut self, text: &str, part: u8, points: u32) {
        let tallies = &mut self.tallies;
        terms(text, &mut |term| {
            let tally = tally(tallies, term);
            // What a second field adds is less than what the first one said.
            tally.points = tally.points.max(points) + tally.points.min(points) / 4;
            tally.named.get_or_insert(part);
        });
    }

    fn text(&mut self, text: &str, part: u8) {
        let tallies = &mut self.tallies;
        let words = terms(text, &mut |term| {
            let tally = tally(tallies, term);
            tally.count += 1;
            if tally.last.1 != part {
                tally.last = (0, part);
            }
            tally.last.0 += 1;
            if tally.last.0 > tally.most.0 {
                tally.most = tally.last;
            }
        });
        self.words += u32::try_from(words).unwrap_or(u32::MAX);
    }

    fn finish(self) -> Terms {
        let length = self.words;
        let mut all: Vec<(String, Tally)> = self.tallies.into_iter().collect();
        all.sort_unstable_by(|one, other| one.0.cmp(&other.0));
        let mut terms = Terms {
            words: String::with_capacity(all.iter().map(|(word, _)| word.len() + 1).sum()),
            marks: Vec::with_capacity(all.len()),
        };
        for (word, tally) in all {
            terms.words.push_str(&word);
            terms.words.push('\n');
            let part = tally.named.unwrap_or(tally.most.1);
            terms.marks.push((rank(tally.points(length)), part));
        }
        terms
    }
}

fn tally<'t>(tallies: &'t mut HashMap<String, Tally>, term: &str) -> &'t mut Tally {
    if !tallies.contains_key(term) {
        tallies.insert(term.to_string(), Tally::default());
    }
    tallies.get_mut(term).expect("it was put in")
}

impl Tally {
    /// All points in a text of so many words. As in BM25, each further occurrence says less, and less in a long text.
    fn points(&self, length: u32) -> u32 {
        let often = u64::from(self.count) * u64::from(USUAL_LENGTH);
        let text = u64::from(TEXT_POINTS) * often
            / (often + u64::from(USUAL_LENGTH) / 2 + u64::from(length) / 2).max(1);
        self.points + u32::try_from(text).unwrap_or(TEXT_POINTS)
    }
}

fn rank(points: u32) -> u8 {
    let reached = RANKS.partition_point(|least| *least <= points.max(1));
    u8::try_from(reached - 1).expect("there are eleven ranks")
}

impl Terms {
    /// Every word with its rank and its part.
    pub fn iter(&self) -> impl Iterator<Item = (&str, u8, u8)> {
        let words = self.words.split_terminator('\n').zip(&self.marks);
        words.map(|(word, (rank, part))| (word, *rank, *part))
    }
}

#[cfg(test)]
impl Terms {
    /// Terms with these words, ranks and parts.
    pub(crate) fn of(words: &[(&str, u8, u8)]) -> Terms {
        Terms {
            words: words
                .iter()
                .map(|(word, _, _)| format!("{word}\n"))
                .collect(),
            marks: words.iter().map(|(_, rank, part)| (*rank, *part)).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(fields: &dyn Fn(&mut Reader)) -> Vec<(String, u8, u8)> {
        let mut reader = Reader::default();
        fields(&mut reader);
        let terms = reader.finish();
        let owned = terms
            .iter()
            .map(|(word, rank, part)| (word.to_string(), rank, part));
        owned.collect()
    }

    fn rank_of(fields: &dyn Fn(&mut Reader)) -> u8 {
        read(fields)[0].1
    }

    #[test]
    fn a_name_says_more_than_a_heading_and_a_heading_more_than_text() {
        let short = rank_of(&|reader| reader.name("cache", 0, None));
        let long = rank_of(&|reader| reader.name("cache and what to do with it", 0, None));
        let heading = rank_of(&|reader| reader.field("cache", 1, HEADING_POINTS));
        let often = rank_of(&|reader| reader.text(&"cache ".repeat(5), 1));
        let once = rank_of(&|reader| reader.text("cache", 1));
        assert!(
            short > long && long > heading && heading > once,
            "{short} {long} {heading} {once}"
        );
        assert!(often > once && often < short);
    }

    #[test]
    fn a_word_counts_less_in_a_long_text() {
        let short = rank_of(&|reader| reader.text("aa", 0));
        let long = rank_of(&|reader| reader.text(&format!("aa {}", "z ".repeat(5_000)), 0));
        assert!(short > long);
    }

    #[test]
    fn the_part_is_the_heading_or_where_the_word_stands_most() {
        let found = read(&|reader| {
            reader.text("aa bb bb", 0);
            reader.field("bb", 1, HEADING_POINTS);
            reader.text("aa aa", 2);
            reader.text("aa", 3);
        });
        let parts: Vec<(&str, u8)> = found
            .iter()
            .map(|(word, _, part)| (word.as_str(), *part))
            .collect();
        assert_eq!(parts, [("aa", 2), ("bb", 1)]);
    }
}
