//! What is shown of a page that was found.
//!
//! In: pages in the order of their numbers, and how many bytes there are for all of them. Out: a line for each: the way
//! to it, its title, its address, its other names, one line about it, and for each of its parts the heading, the anchor
//! and the text. If all texts are more than there is room for, they are cut, and the record says so: the script then
//! reads the page itself.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::markdown::said::Said;
use crate::page::Page;
use crate::path::input::ContentPath;
use crate::path::output::PageUrl;
use crate::search::input::SearchInput;
use crate::search::script::Line;

/// Less text than this, in bytes, is no help.
const LEAST_TEXT: usize = 60;
/// The longest line about a page, in characters.
const MAX_SUMMARY: usize = 160;

/// The lines of all pages.
pub fn records(input: &SearchInput, order: &[&ContentPath], capacity: usize) -> Vec<Line> {
    let trails = Trails::new(input);
    let known = order.iter().filter_map(|path| input.pages.get(*path));
    let pages: Vec<&Page> = known.map(|page| &**page).collect();
    let texts: usize = pages.iter().map(|page| text_size(page)).sum();
    let rest: usize = pages
        .iter()
        .map(|page| record(page, 0).len() + MAX_SUMMARY / 2)
        .sum();
    let room = match rest + texts <= capacity {
        true => usize::MAX,
        false => capacity.saturating_sub(rest) / pages.len().max(1),
    };
    let mut before = Value::Null;
    let line = |(page, number): (&&Page, u32)| {
        let trail = trails.of(&page.card.path);
        let alone = format!("[{trail},");
        let after = match trail == before {
            true => "[0,".to_string(),
            false => alone.clone(),
        };
        before = trail;
        Line {
            first: number.into(),
            alone,
            after,
            body: record(page, room),
        }
    };
    pages.iter().zip(0_u32..).map(line).collect()
}

/// The rest of a record, with so many bytes of text.
fn record(page: &Page, room: usize) -> String {
    let card = &page.card;
    let share = room / page.said.len().max(1);
    let mut is_cut = false;
    let mut parts: Vec<Value> = Vec::with_capacity(page.said.len() * 3);
    for said in &page.said {
        let text = match said.text.len() <= share {
            true => said.text.as_str(),
            false => {
                is_cut = true;
                cut(said, share)
            }
        };
        let anchor = said.anchor.as_ref().map_or("", |anchor| anchor.as_str());
        let heading = match &said.anchor {
            Some(_) => said.heading.as_str(),
            None => "",
        };
        parts.extend([heading, anchor, text].map(Value::from));
    }
    let summary = card.summary.as_ref().or(card.description.as_ref());
    let summary: String =
        summary.map_or_else(String::new, |text| text.chars().take(MAX_SUMMARY).collect());
    let record = json!([
        card.title,
        PageUrl::root().to(&card.url, None),
        card.aliases,
        summary,
        u8::from(is_cut),
        parts,
    ]);
    // Without the bracket, which the way to the page begins.
    record.to_string().split_off(1)
}

fn text_size(page: &Page) -> usize {
    page.said.iter().map(|said| said.text.len()).sum()
}

/// The beginning of a text, cut behind a word.
fn cut(said: &Said, room: usize) -> &str {
    if room < LEAST_TEXT {
        return "";
    }
    let text = &said.text;
    let end = text.floor_char_boundary(room);
    let end = text[..end].rfind(' ').unwrap_or(end);
    &text[..end]
}

/// The way from the start page to each page.
struct Trails<'a> {
    input: &'a SearchInput,
    branch_of: BTreeMap<&'a ContentPath, usize>,
}

impl<'a> Trails<'a> {
    fn new(input: &'a SearchInput) -> Trails<'a> {
        let branches = input.catalogue.tree().branches.iter().enumerate();
        let of_page = branches.filter_map(|(index, branch)| Some((branch.page.as_ref()?, index)));
        Trails {
            input,
            branch_of: of_page.collect(),
        }
    }

    /// The names of what stands above a page, without the book itself.
    fn of(&self, path: &ContentPath) -> Value {
        let tree = self.input.catalogue.tree();
        let Some(index) = self.branch_of.get(path) else {
            return json!([]);
        };
        let trail = tree.trail(*index);
        let above = trail.iter().skip(1).filter(|above| *above != index);
        let labels = above.filter_map(|above| tree.branches.get(*above));
        labels.map(|branch| Value::from(&*branch.label)).collect()
    }
}
