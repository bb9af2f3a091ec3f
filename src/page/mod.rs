//! One page, parsed.
//!
//! In: [`PageInput`], the text of a file, those of the files it includes, and the options that its place in the book
//! gives it. Out: [`Page`]. A page depends on nothing else, and parsing cannot fail: a page with mistakes is a page with diagnostics.

mod address;

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use crate::body::{Body, Reference};
use crate::card::{Card, HeadingName, Neighbour, State};
use crate::component;
use crate::declared::Section;
use crate::diagnostic::{Diagnostic, Span};
use crate::entry_keys::KeyPath;
use crate::front_matter::{self, PageKeys};
use crate::include::{Included, Origin, expand};
use crate::ingest;
use crate::ingest::labels::Labels;
use crate::markdown::block::Block;
use crate::markdown::context::{Context, Switches};
use crate::markdown::heading::Heading;
use crate::markdown::mentions::mentions;
use crate::markdown::reference::Standpoint;
use crate::markdown::said::Said;
use crate::markdown::sink::Mention;
use crate::markdown::source_text::SourceText;
use crate::markdown::{self, Title};
use crate::model::IngestMode;
use crate::page::address::{address, stem};
use crate::page_options::PageOptions;
use crate::path::input::{ContentPath, InputPath};
use crate::path::output::PageUrl;
use crate::text::Text;
use crate::value::node::Node;

/// What a page is made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageInput {
    /// The text of its file.
    pub text: Text,
    /// The files that it includes, by itself or through other files, and no others: an edit to one of them is an edit
    /// to this input.
    pub included: BTreeMap<InputPath, Included>,
    /// What its place in the book says.
    pub options: Arc<PageOptions>,
}

/// A page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// What the rest of the book may know.
    pub card: Arc<Card>,
    /// The leading heading, if the text begins with one. It is no part of the body.
    pub title: Option<Title>,
    /// Whether a title is shown above the body.
    pub shows_title: bool,
    /// The body.
    pub body: Body,
    /// The text as Markdown.
    pub source: SourceText,
    /// What a reader finds in it, below each heading; empty if it is not searched.
    pub said: Vec<Said>,
    /// All its headings.
    pub headings: Vec<Heading>,
    /// The first and the last level of headings that the contents of the page list; `None` if it shows no contents.
    pub contents_levels: Option<(u8, u8)>,
    /// What the page refers to, and where.
    pub mentions: Vec<Mention>,
    /// Where its fragments stand.
    pub blocks: Vec<Block>,
    /// The addresses in its raw HTML, and where they are written.
    pub raw_addresses: Vec<(String, Origin)>,
    /// The files whose text it holds, each with the directives that brought it in.
    pub included: BTreeMap<InputPath, Vec<Span>>,
    /// Where the front matter names other pages and addresses.
    pub places: Places,
    /// The front matter as written.
    pub front_matter: Node,
    /// How many words the body has.
    pub words: usize,
    /// Its file, as diagnostics show it.
    pub file: InputPath,
    /// What is wrong with the page by itself.
    pub diagnostics: Vec<Diagnostic>,
}

/// Places of front-matter values on which other stages may have findings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Places {
    /// `pagination_prev`.
    pub previous: Range<usize>,
    /// `pagination_next`.
    pub next: Range<usize>,
    /// The tags, in the order of the card.
    pub tags: Vec<Range<usize>>,
    /// The old addresses, in the order of the card.
    pub old_addresses: Vec<Range<usize>>,
    /// `image`.
    pub image: Range<usize>,
    /// `slug`, else `id`.
    pub address: Option<Range<usize>>,
    /// The headings of the page, in its order.
    pub headings: Vec<Span>,
    /// The sections of the card: the heading of each, or the block in which something was found first.
    pub sections: Vec<Span>,
}

/// Parses a page.
pub fn parse(path: &ContentPath, input: &PageInput) -> Page {
    let options = &*input.options;
    let (front, mut diagnostics) = front_matter::read(
        &input.text,
        &options.file,
        &options.allow_keys,
        &options.limits,
    );
    let keys = front.keys;
    let url = address(path, &keys, options, &mut diagnostics);
    let standpoint = Standpoint {
        folder: path.folder(),
        url: url.clone(),
    };
    let (text, limits) = (input.text.as_str(), &options.limits);
    let expanded = expand(text, front.body, &options.file, &input.included, limits);
    let (expanded, unreadable) = component::replace(expanded, front.body, options);
    diagnostics.extend(unreadable);
    let context = Context {
        switches: Switches::PAGE,
        standpoint: &standpoint,
        file: &options.file,
        source: &expanded.text,
        hidelines: &options.markdown.hidelines,
        own: &options.markdown.links.own,
        words: options.words,
    };
    let mut parsed = markdown::parse(&context, front.body, &options.markdown);
    // The steps of Markdown see one text. What they say about its places is translated here and nowhere else.
    let found = parsed.findings.into_iter();
    diagnostics.extend(found.map(|finding| expanded.locate(finding)));
    let title = parsed.title.as_ref().map(|title| &title.anchor);
    let mentions = mentions(&parsed.mentions, &parsed.headings, title);
    let (links, raw) = (&parsed.mentions, &parsed.raw_addresses);
    let source = SourceText::new(&expanded.text, front.body, links, raw, &standpoint);
    for mention in &mut parsed.mentions {
        mention.origin = expanded.origin(&mention.origin.at);
    }
    let raw_addresses = parsed.raw_addresses.into_iter();
    let raw_addresses = raw_addresses
        .map(|(address, place)| (address, expanded.origin(&Span::new(&options.file, place))))
        .collect();
    let included = expanded.included();
    if expanded.is_changed() {
        for block in &mut parsed.blocks {
            let start = block.range.start;
            block.origin = Some(expanded.origin(&Span::new(&options.file, start..start)));
        }
    }
    diagnostics.extend(expanded.findings.iter().cloned());
    let found = match options.ingest.mode {
        IngestMode::Off => ingest::Found::default(),
        IngestMode::Auto | IngestMode::Report => {
            ingest::find(&parsed.prose, &Labels::new(&options.ingest.labels))
        }
    };
    let section_place = |range| expanded.origin(&Span::new(&options.file, range)).at;
    let headings = parsed.headings;
    let places = Places {
        headings: headings
            .iter()
            .map(|heading| section_place(heading.range.clone()))
            .collect(),
        sections: found.places.into_iter().map(section_place).collect(),
        ..Places::of(&keys)
    };
    // As in Docusaurus, an empty title hides the heading that would be made of it.
    let is_hidden = keys.hide_title || keys.title.as_deref() == Some("");
    let shows_title = parsed.title.is_some() || !is_hidden;
    let keys = PageKeys {
        title_meta: keys.title_meta.or(expanded.title.clone()),
        ..keys
    };
    let (image, refused) = standpoint.picture(keys.image.as_ref(), &options.file);
    diagnostics.extend(refused);
    let told = Told {
        image,
        heading: parsed.title.as_ref(),
        excerpt: parsed.excerpt,
        sections: found.sections,
        mentions,
    };
    let contents_levels = contents_levels(&keys, options);
    let card = card(path, keys, url, told, options);
    Page {
        title: parsed.title,
        shows_title,
        body: parsed.body,
        source,
        said: searched(&card, parsed.said),
        headings,
        contents_levels,
        card: Arc::new(card),
        mentions: parsed.mentions,
        blocks: parsed.blocks,
        raw_addresses,
        included,
        places,
        front_matter: front.node,
        words: parsed.words,
        file: options.file.clone(),
        diagnostics,
    }
}

/// The first and the last level of headings that the contents list; `None` if there are no contents.
fn contents_levels(keys: &PageKeys, options: &PageOptions) -> Option<(u8, u8)> {
    let (first, last) = keys.contents_levels;
    let (usual_first, usual_last) = options.contents_levels;
    let levels = (first.unwrap_or(usual_first), last.unwrap_or(usual_last));
    (!keys.hide_table_of_contents).then_some(levels)
}

/// What search reads of a page: nothing, if it does not find it.
fn searched(card: &Card, said: Vec<Said>) -> Vec<Said> {
    match card.is_searched && card.state == State::Published {
        true => said,
        false => Vec::new(),
    }
}

/// What the text of a page tells the card.
struct Told<'a> {
    heading: Option<&'a Title>,
    image: Option<Reference>,
    excerpt: Option<String>,
    sections: Vec<Section>,
    mentions: BTreeMap<Reference, Vec<Option<HeadingName>>>,
}

fn card(
    path: &ContentPath,
    keys: PageKeys,
    url: PageUrl,
    told: Told<'_>,
    options: &PageOptions,
) -> Card {
    let prefix_position = match keys.parse_number_prefixes {
        Some(false) => None,
        _ => options.prefix_position,
    };
    let folder = options.folder.rsplit('/').next().unwrap_or_default();
    // The folder of the pages itself has no name.
    let default_id = match options.is_index && !folder.is_empty() {
        true => folder,
        false => stem(path, &keys, options),
    }
    .to_string();
    let id = keys.id.map_or(default_id, |(id, _)| id);
    let given = keys.title.clone().filter(|title| !title.trim().is_empty());
    let title = given
        .or(told.heading.map(|heading| heading.text.clone()))
        .unwrap_or_else(|| id.clone());
    Card {
        path: path.clone(),
        id,
        url,
        title,
        label: keys.sidebar_label,
        aliases: keys.aliases,
        old_addresses: keys.old_addresses.into_iter().map(|(old, _)| old).collect(),
        meta_title: keys.title_meta,
        description: keys
            .description
            .or(keys.declared.summary.clone())
            .or(told.excerpt),
        summary: keys.declared.summary.clone(),
        keywords: keys.keywords,
        image: told.image,
        position: keys.sidebar_position.or(prefix_position),
        class: keys.sidebar_class_name,
        tags: keys.tags.into_iter().map(|(tag, _)| tag).collect(),
        state: keys.state,
        is_searched: keys.search != Some(false),
        previous: keys.previous.0,
        next: keys.next.0,
        pagination_label: keys.pagination_label,
        edit: keys.edit,
        last_update: keys.last_update,
        declared: keys.declared,
        sections: told.sections,
        mentions: told.mentions,
    }
}

/// The places of values.
fn ranges<T>(placed: &[(T, Range<usize>)]) -> Vec<Range<usize>> {
    placed.iter().map(|(_, range)| range.clone()).collect()
}

impl Places {
    /// The places of the keys.
    fn of(keys: &PageKeys) -> Places {
        Places {
            previous: keys.previous.1.clone(),
            next: keys.next.1.clone(),
            image: keys.image.as_ref().map_or(0..0, |(_, range)| range.clone()),
            tags: ranges(&keys.tags),
            old_addresses: ranges(&keys.old_addresses),
            address: keys
                .slug
                .as_ref()
                .or(keys.id.as_ref())
                .map(|(_, range)| range.clone()),
            ..Places::default()
        }
    }
}

impl Page {
    /// Whether the page is built, with or without drafts.
    pub fn is_built(&self, drafts: bool) -> bool {
        drafts || self.card.state != State::Draft
    }

    /// The headings that its contents list.
    pub fn contents(&self) -> Vec<&Heading> {
        let is_listed = |heading: &&Heading| {
            let levels = self.contents_levels;
            levels.is_some_and(|(low, high)| (low..=high).contains(&heading.level))
        };
        self.headings.iter().filter(is_listed).collect()
    }

    /// The place of a value of the front matter.
    pub fn place_of(&self, path: &KeyPath) -> Span {
        Span::new(&self.file, path.value_in(&self.front_matter))
    }

    /// The place of a key of the front matter.
    pub fn key_of(&self, path: &KeyPath) -> Span {
        Span::new(&self.file, path.key_in(&self.front_matter))
    }

    /// What the front matter says of a neighbour, and where.
    pub fn neighbours(&self) -> [(&Neighbour, &Range<usize>); 2] {
        [
            (&self.card.previous, &self.places.previous),
            (&self.card.next, &self.places.next),
        ]
    }
}
