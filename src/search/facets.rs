//! By what readers narrow what was found: kind, family, tag, maturity.
//!
//! In: pages in the order of their numbers, and which facets the book wants. Out: [`Facets`]: the values of each facet,
//! and which of them each page has.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::catalogue::tags::permalink;
use crate::config::SearchFacet;
use crate::path::input::ContentPath;
use crate::search::digits::push_number;
use crate::search::input::SearchInput;

/// The facets of a book.
#[derive(Debug)]
pub struct Facets {
    /// Key, name, and id and name of each value. A facet by which nothing can be told apart is left out.
    pub lists: Vec<Value>,
    /// For each page and each of the facets how many values it has, and their places in the list.
    pub of_pages: String,
}

/// The ids of the values that a page has.
type Ids = Vec<String>;

impl Facets {
    /// The facets of these pages.
    pub fn new(input: &SearchInput, order: &[&ContentPath]) -> Facets {
        let mut lists = Vec::new();
        let mut columns: Vec<Vec<Vec<u32>>> = Vec::new();
        for facet in &input.settings.facets {
            let of_pages: Vec<Ids> = order.iter().map(|path| ids(input, *facet, path)).collect();
            let mut names: BTreeMap<&str, String> = BTreeMap::new();
            for id in of_pages.iter().flatten() {
                names.entry(id).or_insert_with(|| name(input, *facet, id));
            }
            if names.is_empty() {
                continue;
            }
            let mut values: Vec<(&str, String)> = names.into_iter().collect();
            values.sort_by_cached_key(|(id, name)| (name.to_lowercase(), id.to_string()));
            let place: BTreeMap<&str, u32> = values.iter().map(|(id, _)| *id).zip(0..).collect();
            let places = |ids: &Ids| ids.iter().map(|id| place[id.as_str()]).collect();
            columns.push(of_pages.iter().map(places).collect());
            let label = match facet {
                SearchFacet::Kind => input.words.field_kind,
                SearchFacet::Family => input.words.field_family,
                SearchFacet::Tag => input.words.field_tag,
                SearchFacet::Maturity => input.words.field_maturity,
            };
            let values: Vec<Value> = values.iter().map(|(id, name)| json!([id, name])).collect();
            lists.push(json!([facet.key(), label, values]));
        }
        let mut of_pages = String::new();
        for page in 0..order.len() {
            for column in &columns {
                let values = &column[page];
                push_number(
                    u32::try_from(values.len()).unwrap_or_default(),
                    &mut of_pages,
                );
                values
                    .iter()
                    .for_each(|value| push_number(*value, &mut of_pages));
            }
        }
        Facets { lists, of_pages }
    }
}

fn ids(input: &SearchInput, facet: SearchFacet, path: &ContentPath) -> Ids {
    let entry = input.entry(path);
    let card = input.catalogue.cards().get(path);
    let declared = card.map(|card| &card.declared);
    let one = match facet {
        SearchFacet::Kind => entry
            .map(|entry| &entry.kind)
            .or(declared.and_then(|declared| declared.kind.as_ref())),
        SearchFacet::Family => entry
            .and_then(|entry| entry.family.as_ref())
            .or(declared.and_then(|declared| declared.family.as_ref())),
        SearchFacet::Maturity => entry
            .and_then(|entry| entry.maturity.as_ref())
            .or(declared.and_then(|declared| declared.maturity.as_ref())),
        SearchFacet::Tag => {
            let tags = card.map(|card| card.tags.as_slice()).unwrap_or_default();
            return tags.iter().map(permalink).collect();
        }
    };
    one.into_iter().cloned().collect()
}

fn name(input: &SearchInput, facet: SearchFacet, id: &str) -> String {
    let model = input.catalogue.model();
    let known = match facet {
        SearchFacet::Kind => model.kinds.get(id).map(|kind| kind.label.clone()),
        SearchFacet::Family => {
            let mut families = model.families.iter();
            families
                .find(|family| family.id == id)
                .map(|family| family.label.clone())
        }
        SearchFacet::Tag => {
            let tag = input.catalogue.tags().by_permalink.get(id);
            tag.map(|tag| tag.label.to_string())
        }
        SearchFacet::Maturity => None,
    };
    known.unwrap_or_else(|| id.to_string())
}
