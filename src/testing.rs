//! What tests need of the inside, behind the feature `testing`, which no release has.
//!
//! In: texts. Out: parts of what a build makes of them.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::body::Reference;
use crate::build::cache::Cache;
use crate::build::{inputs, outputs};
use crate::catalogue::{Catalogue, Subject};
use crate::config::{Config, Limits};
use crate::declared::{EntryRule, Section};
use crate::fragment;
use crate::ingest::parts::parts;
use crate::markdown::context::{Context, Switches};
use crate::markdown::maths::formula::mathml;
use crate::markdown::reference::Standpoint;
use crate::outline::Outline;
use crate::page;
use crate::path::input::{ContentPath, InputPath};
use crate::path::output::PageUrl;
use crate::render::fill::Filling;
use crate::sources::Sources;
use crate::words::ENGLISH;

/// The HTML of a text by the rules of the CommonMark specification alone.
pub fn commonmark(markdown: &str) -> String {
    let standpoint = Standpoint {
        folder: ContentPath::root(),
        url: PageUrl::root(),
    };
    let context = Context {
        switches: Switches::SPECIFICATION,
        standpoint: &standpoint,
        file: &InputPath::new("a.md"),
        source: markdown,
        hidelines: &BTreeMap::new(),
        own: &[],
        words: &ENGLISH,
    };
    crate::markdown::commonmark(&context)
}

/// What is read from the prose of a page, as text: for each part of it that is an entry, its heading, then a line for
/// each thing found. `page` is its path below the project folder.
///
/// # Panics
/// If the sources hold no such page.
pub fn sections(sources: &Sources, page: &str) -> String {
    let config = Config::new(&inputs::config(sources));
    let outline = Outline::new(&inputs::outline(sources, &config));
    let pages = inputs::pages(sources, &outline);
    let path = content_path(sources, page);
    let page = page::parse(&path, &pages[&path]);
    let parts = parts(&page.card.sections, EntryRule::Auto);
    let entries = parts.entries.iter().map(|(_, section)| written(section));
    entries.chain([written(&parts.rest)]).collect()
}

fn written(section: &Section) -> String {
    let mut lines = Vec::new();
    if let Some(heading) = &section.heading {
        let (name, slug, anchor) = (&heading.name, &heading.slug, &heading.anchor);
        let marks = "#".repeat(usize::from(heading.level));
        lines.push(format!("{marks} {name} | {slug} | #{anchor}"));
        lines.extend(
            heading
                .aliases
                .iter()
                .map(|alias| format!("alias: {alias}")),
        );
    }
    if section.is_announced {
        lines.push("announced".to_string());
    }
    let sides = [
        ("pro", &section.pros),
        ("con", &section.cons),
        ("neutral", &section.neutral),
    ];
    for (side, quotes) in sides {
        lines.extend(quotes.iter().map(|quote| match &quote.anchor {
            Some(anchor) => format!("{side}: {} | #{anchor}", quote.text),
            None => format!("{side}: {}", quote.text),
        }));
    }
    for (name, circumstances) in [("use", &section.use_when), ("avoid", &section.avoid_when)] {
        let texts = circumstances.iter().map(|circumstance| &circumstance.text);
        lines.extend(texts.map(|text| format!("{name}: {text}")));
    }
    lines.extend(
        section
            .summary
            .iter()
            .map(|summary| format!("summary: {summary}")),
    );
    lines.extend(section.aliases.iter().map(|alias| format!("also: {alias}")));
    for (reference, why) in &section.related {
        let target = match reference {
            Reference::Page(path, _) => path.to_string(),
            Reference::Named(name, _) => name.clone(),
            other => format!("{other:?}"),
        };
        let why = why.as_ref().map(|why| format!(" | {why}"));
        lines.push(format!("related: {target}{}", why.unwrap_or_default()));
    }
    let is_page = section.heading.is_none();
    if is_page && !lines.is_empty() {
        lines.insert(0, "the page".to_string());
    }
    lines.into_iter().map(|line| line + "\n").collect()
}

fn content_path(sources: &Sources, page: &str) -> ContentPath {
    let below = page
        .strip_prefix(&format!("{}/", sources.folder))
        .expect("a path below the folder of the pages");
    ContentPath::new(below).expect("a plain path")
}

/// The MathML of a formula on a line of its own.
///
/// # Errors
/// The place of the first mistake, and what it is.
pub fn formula(tex: &str) -> Result<String, String> {
    let limit = Limits::default().maths;
    match mathml(tex, true, limit) {
        Ok(html) => Ok(html.into_string()),
        Err(fault) => Err(format!("{:?}: {}; {}", fault.at, fault.message, fault.help)),
    }
}

/// The HTML of a page's body, as it stands in its document. `page` is its path below the project folder.
///
/// # Panics
/// If the sources hold no such page.
pub fn body(sources: &Sources, page: &str) -> String {
    let config = Config::new(&inputs::config(sources));
    let outline = Arc::new(Outline::new(&inputs::outline(sources, &config)));
    let mut cache = Cache::once();
    let (pages, _) = cache
        .pages
        .map(inputs::pages(sources, &outline), page::parse);
    let wanted = inputs::fragments(&pages, || cache.fragment_input(&config));
    let (rendered, _) = cache.fragments.map(wanted, fragment::render);
    let files = outputs::author_files(sources, &config);
    let catalogue = Catalogue::new(&inputs::catalogue(
        &pages,
        &inputs::Pages::new(),
        &outline,
        &config,
        sources,
        &files,
    ));
    let path = content_path(sources, page);
    let page = &pages[&path];
    let place = catalogue.place(&Subject::Page(path));
    let filling = Filling {
        own: &page.card.url,
        targets: &place.targets,
        rendered: &rendered,
    };
    filling.fill(&page.body).into_string()
}
