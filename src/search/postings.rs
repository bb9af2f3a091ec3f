//! Which word stands on which pages.
//!
//! In: the words of each page, by its number. Out: a line for each word, in the order in which a script compares texts:
//! how many characters it shares with the word before, the rest of it, a space, and for each page the gap to the page
//! before, the rank of the word there and its part of the page. Behind `!` stands how many pages have a word of which
//! only the best are kept.

use std::cmp::{Ordering, Reverse};
use std::collections::{BTreeSet, HashMap};

use serde_json::Value;

use crate::search::digits::{push_letter, push_number};
use crate::search::script::Line;
use crate::search::terms::Terms;

/// A stop word is kept where its rank is at least this: in names, and not in headings or in the text alone.
const NAMED: u8 = 5;
/// A word that more pages have than this, or than one in eight, says little about each of them.
const FEW_PAGES: usize = 500;
const SHARE: usize = 8;
/// Parts of a page up to this one are told by one letter with the rank.
const PARTS: u32 = 7;
/// The longest beginning that two words share.
const MAX_SHARED: usize = 90;

/// A page on which a word stands: its number, the rank of the word, and the part.
type Posting = (u32, u8, u8);

/// All words with the pages on which they stand.
#[derive(Debug)]
pub struct Postings<'t> {
    words: Vec<(&'t str, Vec<Posting>)>,
    most: usize,
}

impl<'t> Postings<'t> {
    /// The words of pages, without those of `stop` that stand in texts alone.
    pub fn new(pages: &[&'t Terms], stop: &[&str]) -> Postings<'t> {
        let stop: BTreeSet<&str> = stop.iter().copied().collect();
        let mut words: HashMap<&str, Vec<Posting>> = HashMap::new();
        for (page, number) in pages.iter().zip(0_u32..) {
            for (word, rank, part) in page.iter() {
                words.entry(word).or_default().push((number, rank, part));
            }
        }
        let mut words: Vec<(&str, Vec<Posting>)> = words.into_iter().collect();
        words.sort_unstable_by(|one, other| order(one.0, other.0));
        for (word, postings) in &mut words {
            if stop.contains(*word) {
                postings.retain(|(_, rank, _)| *rank >= NAMED);
            }
        }
        words.retain(|(_, postings)| !postings.is_empty());
        let most = FEW_PAGES.max(pages.len() / SHARE);
        Postings { words, most }
    }

    /// The lines.
    pub fn lines(self) -> impl Iterator<Item = Line> {
        let most = self.most;
        let mut before = "";
        self.words.into_iter().map(move |(word, postings)| {
            let shared = shared(before, word);
            before = word;
            Line {
                first: Value::from(word),
                alone: head(0, word),
                after: head(shared, word),
                body: body(postings, most),
            }
        })
    }
}

/// As scripts compare texts: by their units of UTF-16.
fn order(one: &str, other: &str) -> Ordering {
    match one.is_ascii() || other.is_ascii() {
        true => one.cmp(other),
        false => one.encode_utf16().cmp(other.encode_utf16()),
    }
}

/// How many bytes two words share at their beginning.
fn shared(before: &str, word: &str) -> usize {
    let pairs = before.char_indices().zip(word.chars());
    let alike = pairs.take_while(|((_, one), other)| one == other);
    let ends = alike.map(|((at, letter), _)| at + letter.len_utf8());
    ends.take_while(|end| *end <= MAX_SHARED)
        .last()
        .unwrap_or(0)
}

fn head(shared: usize, word: &str) -> String {
    let units = word[..shared].encode_utf16().count();
    let mut out = String::with_capacity(word.len() - shared + 2);
    push_letter(u32::try_from(units).unwrap_or_default(), &mut out);
    out.push_str(&word[shared..]);
    out.push(' ');
    out
}

fn body(mut postings: Vec<Posting>, most: usize) -> String {
    let mut out = String::with_capacity(postings.len() * 2);
    if postings.len() > most {
        out.push('!');
        push_number(u32::try_from(postings.len()).unwrap_or(u32::MAX), &mut out);
        postings.sort_by_key(|(page, rank, _)| (Reverse(*rank), *page));
        postings.truncate(most);
        postings.sort_unstable();
    }
    let mut next = 0;
    for (page, rank, part) in postings {
        push_number(page - next, &mut out);
        next = page + 1;
        let part = u32::from(part);
        push_letter(u32::from(rank) * (PARTS + 1) + part.min(PARTS), &mut out);
        if part >= PARTS {
            push_number(part - PARTS, &mut out);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_in_the_order_of_scripts() {
        let mut words = ["\u{1D504}", "\u{FB01}", "z", "a", "ä"];
        words.sort_by(|one, other| order(one, other));
        assert_eq!(words, ["a", "z", "ä", "\u{1D504}", "\u{FB01}"]);
    }

    #[test]
    fn a_beginning_is_shared_in_whole_characters() {
        let check = |one: &str, other: &str, expected: usize| {
            assert_eq!(shared(one, other), expected, "{one} {other}");
        };
        check("", "a", 0);
        check("event", "events", 5);
        check("ä", "à", 0);
        check("a\u{1D504}", "a\u{1D504}b", 5);
        check(&"x".repeat(200), &"x".repeat(300), MAX_SHARED);
    }

    #[test]
    fn of_a_word_on_many_pages_the_best_are_kept() {
        let postings: Vec<Posting> = (0..10)
            .map(|page| (page, u8::from(page % 2 == 0), 0))
            .collect();
        let all = body(postings.clone(), 10);
        let best = body(postings, 5);
        assert_eq!(all.len(), 20);
        assert!(best.starts_with('!') && best.len() == 2 + 10, "{best}");
    }

    #[test]
    fn stop_words_stay_in_names() {
        let page = |rank: u8| Terms::of(&[("the", rank, 0), ("cache", 0, 1)]);
        let pages = [page(2), page(9)];
        let postings = Postings::new(&[&pages[0], &pages[1]], &["the"]);
        let lines: Vec<Line> = postings.lines().collect();
        let firsts: Vec<&Value> = lines.iter().map(|line| &line.first).collect();
        assert_eq!(firsts, ["cache", "the"]);
        assert_eq!(lines[0].body.len(), 4);
        assert_eq!(lines[1].body.len(), 2);
    }
}
