//! A page of the author's as a template sees it.
//!
//! In: a page and its place. Out: [`PageView`].

use serde::Serialize;

use crate::card::{Card, EditLink, State};
use crate::catalogue::place::{Link, Place};
use crate::export::dates::Dated;
use crate::html::Html;
use crate::markdown::Title;
use crate::markdown::heading::Heading;
use crate::page::Page;
use crate::path::anchor::Anchor;
use crate::path::output::PageUrl;
use crate::redirects::Goes;
use crate::value::node::Node;
use crate::view::base::{Frame, LinkView, state_word};
use crate::view::entry::EntryView;
use crate::view::indexes::HomeView;
use crate::view::listed::Entry;
use crate::view::relations::{MentionView, RelationGroup, relation_groups};
use crate::view::source::{report_at, shown_at};

/// `page`: one of the author's pages. Templates `page.html` and, for the start page, `home.html`.
#[derive(Clone, Debug, Serialize)]
pub struct PageView {
    /// The title.
    pub title: String,
    /// Whether the template shows a heading above the body.
    pub show_title: bool,
    /// What the heading says: the leading heading of the text, else the title. Print it with the filter `safe`.
    pub heading: Html,
    /// The id of the heading, if it stands in the text.
    pub heading_id: Option<String>,
    /// Its other attributes, classes and `data-*`, as they stand in a tag, each behind a space. Print them with the
    /// filter `safe`.
    pub heading_attributes: Html,
    /// The one-line summary, shown under the title.
    pub summary: Option<String>,
    /// What the catalogue says of it, if the page is an entry.
    pub entry: Option<EntryView>,
    /// Its relations, in groups of one type.
    pub relations: Vec<RelationGroup>,
    /// The pages that link to it.
    pub mentions: Vec<MentionView>,
    /// The body, finished HTML. Print it with the filter `safe`.
    pub body: Html,
    /// The contents of the page; empty if hidden, or if there are fewer than two headings.
    pub contents: Vec<ContentsItem>,
    /// The anchors that stood on the page once, and lead elsewhere now.
    pub moved: Vec<MovedView>,
    /// The page's tags.
    pub tags: Vec<LinkView>,
    /// If the page stands for a category: what the category holds.
    pub entries: Vec<Entry>,
    /// On the start page, what it shows of the catalogue.
    pub home: Option<HomeView>,
    /// The page before.
    pub previous: Option<LinkView>,
    /// The page after.
    pub next: Option<LinkView>,
    /// Where the source can be edited.
    pub edit: Option<String>,
    /// Where the source can be seen.
    pub source: Option<String>,
    /// The page as Markdown, if there is such a file.
    pub markdown: Option<String>,
    /// Where a fault of the page can be reported.
    pub report: Option<String>,
    /// The day of the last change, as `2026-03-31`.
    pub changed: Option<String>,
    /// Who made it.
    pub changed_by: Option<String>,
    /// `draft` or `unlisted`, if the page is one.
    pub state: Option<&'static str>,
    /// Minutes to read, at 220 words a minute, at least 1.
    pub minutes: usize,
    /// The front matter as written, for themes that know more keys.
    pub front_matter: Node,
}

/// A heading in the contents of a page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ContentsItem {
    /// The heading's HTML without links.
    pub title: Html,
    /// `#` and the id.
    pub href: String,
    /// The headings below it.
    pub items: Vec<ContentsItem>,
}

/// An anchor that stood on the page once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MovedView {
    /// The anchor.
    pub id: String,
    /// Where it leads now.
    pub link: LinkView,
}

/// Words a minute that people read.
const READING_SPEED: usize = 220;

impl PageView {
    /// The page at its own address, with the HTML of its heading and its body.
    pub fn new(
        page: &Page,
        place: &Place,
        heading: Option<Html>,
        body: Html,
        entry: Option<EntryView>,
        changed: Option<&Dated>,
        frame: &Frame,
    ) -> PageView {
        let card = &page.card;
        let own = &card.url;
        let links = |links: &[Link]| links.iter().map(|link| LinkView::new(link, own)).collect();
        let link = |link: &Link| LinkView::new(link, own);
        PageView {
            title: card.title.clone(),
            show_title: page.shows_title,
            heading: heading.unwrap_or_else(|| Html::text(&card.title)),
            heading_id: page.title.as_ref().map(|title| title.anchor.to_string()),
            heading_attributes: page.title.as_ref().map(attributes).unwrap_or_default(),
            summary: card.summary.clone(),
            entry,
            relations: relation_groups(&place.relations, own),
            mentions: place
                .mentions
                .iter()
                .map(|mention| MentionView::new(mention, own))
                .collect(),
            body,
            contents: contents(&page.contents()),
            moved: Vec::new(),
            tags: links(&place.tags),
            entries: place
                .entries
                .iter()
                .map(|listed| Entry::new(listed, own))
                .collect(),
            home: None,
            previous: place.previous.as_ref().map(link),
            next: place.next.as_ref().map(link),
            edit: place.edit.clone(),
            source: place.edit.as_deref().and_then(shown_at),
            markdown: (frame.has_copies && card.state == State::Published)
                .then(|| own.to(&own.markdown(), None)),
            report: report(card, place, frame),
            changed: changed.map(|changed| changed.day().to_string()),
            changed_by: changed.and_then(|changed| changed.author.clone()),
            state: state_word(card.state),
            minutes: page.words.div_ceil(READING_SPEED).max(1),
            front_matter: page.front_matter.clone(),
        }
    }
}

fn attributes(title: &Title) -> Html {
    let mut html = Html::new();
    for (name, value) in &title.attributes {
        html.push_static(" ");
        html.push_text(name);
        html.push_static("=\"");
        html.push_value(value);
        html.push_static("\"");
    }
    html
}

impl MovedView {
    /// The old anchor of the page at `own`.
    pub fn new(anchor: &Anchor, to: &Goes, own: &PageUrl) -> MovedView {
        MovedView {
            id: anchor.to_string(),
            link: goes_to(to, own),
        }
    }
}

/// Where an old address leads, as the page at `own` shows it.
pub fn goes_to(goes: &Goes, own: &PageUrl) -> LinkView {
    let (label, href) = match goes {
        Goes::Page(url, anchor, title) => (title.to_string(), own.to(url, anchor.as_ref())),
        Goes::External(address) => (address.clone(), address.clone()),
    };
    LinkView {
        label,
        href,
        current: false,
    }
}

/// Where a fault of a page can be reported, unless its author wants no links to its source.
fn report(card: &Card, place: &Place, frame: &Frame) -> Option<String> {
    let repository = frame.repository.as_deref();
    let repository = repository.filter(|_| card.edit != EditLink::Hidden)?;
    let site = frame.absolute().unwrap_or_default();
    let url = card.url.below(site);
    report_at(repository, place.edit.as_deref(), &card.title, &url)
}

/// Headings as a tree; a list of a single heading is of no use to anybody.
fn contents(headings: &[&Heading]) -> Vec<ContentsItem> {
    if headings.len() < 2 {
        return Vec::new();
    }
    let mut top: Vec<ContentsItem> = Vec::new();
    // The items on the way from the top to the last one, each waiting for what stands below it.
    let mut open: Vec<(u8, ContentsItem)> = Vec::new();
    for heading in headings {
        close(&mut open, &mut top, heading.level);
        let (title, href) = (heading.title.clone(), heading.anchor.href());
        open.push((
            heading.level,
            ContentsItem {
                title,
                href,
                items: Vec::new(),
            },
        ));
    }
    close(&mut open, &mut top, 0);
    top
}

/// Puts the open items from a level on where they belong.
fn close(open: &mut Vec<(u8, ContentsItem)>, top: &mut Vec<ContentsItem>, level: u8) {
    while let Some((_, item)) = open.pop_if(|(inner, _)| *inner >= level) {
        match open.last_mut() {
            Some((_, parent)) => parent.items.push(item),
            None => top.push(item),
        }
    }
}
