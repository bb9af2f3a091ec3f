//! What each stage is given.
//!
//! In: the sources and the results of earlier stages. Out: the inputs of the next stage, as small as it needs them: a
//! stage runs again when its input differs, so nothing stands in an input that does not matter to it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::body::Fragment;
pub use crate::build::searching::Pages;
use crate::catalogue::entry::Named;
use crate::catalogue::naming::Naming;
use crate::catalogue::settle::Inheritance;
use crate::catalogue::{Catalogue, CatalogueInput, Subject};
use crate::config::{Config, ConfigInput};
use crate::fragment::FragmentInput;
use crate::generated::drawing::MentionRow;
use crate::include::needed;
use crate::indexes::IndexesInput;
use crate::links::{Addresses, Targets};
use crate::outline::{Outline, OutlineInput};
use crate::page::{Page, PageInput};
use crate::page_options::PageOptions;
use crate::path::input::{ContentPath, InputPath};
use crate::path::output::{OutputPath, PageUrl};
use crate::picture::Size;
use crate::routes::{Routes, RoutesInput};
use crate::sources::{Blob, Sources};
use crate::text::Text;
use crate::words::ENGLISH;

/// The templates and static files of the book.
pub type ThemeInput = (BTreeMap<String, Text>, BTreeMap<ContentPath, Blob>);

/// The settings' input.
pub fn config(sources: &Sources) -> ConfigInput {
    ConfigInput {
        book: sources.book.clone(),
        settings: sources.settings.clone(),
    }
}

/// The outline's input.
pub fn outline(sources: &Sources, config: &Config) -> OutlineInput {
    OutlineInput {
        pages: sources.pages.keys().cloned().collect(),
        folder_files: sources.folder_files.clone(),
        source: sources.folder.clone(),
        settings: config.pages.clone(),
        markdown: config.markdown.clone(),
        ingest: Arc::new(config.model.ingest.clone()),
        contents_levels: config.theme.contents_levels,
        tags: config.tags.clone(),
        allow_keys: config.allow_keys.clone(),
        limits: config.limits,
        words: &ENGLISH,
    }
}

/// The theme's input.
pub fn theme(sources: &Sources) -> ThemeInput {
    (sources.templates.clone(), sources.static_files.clone())
}

/// The pages' input: those of the outline, drafts included.
pub fn pages(sources: &Sources, outline: &Outline) -> BTreeMap<ContentPath, PageInput> {
    let pages = outline.pages.iter();
    let input = |(path, options)| Some((ContentPath::clone(path), page(sources, path, options)?));
    pages.filter_map(input).collect()
}

/// The input of one page.
pub fn page(
    sources: &Sources,
    path: &ContentPath,
    options: &Arc<PageOptions>,
) -> Option<PageInput> {
    let text = sources.pages.get(path)?.clone();
    Some(PageInput {
        included: needed(&options.file, &text, &sources.included),
        options: Arc::clone(options),
        text,
    })
}

/// The fragments' input: each block once, however many pages hold it. `input` is what all are rendered with; it is asked
/// for if there is one.
pub fn fragments(
    pages: &Pages,
    input: impl FnOnce() -> Arc<FragmentInput>,
) -> BTreeMap<Arc<Fragment>, Arc<FragmentInput>> {
    let all: BTreeSet<&Arc<Fragment>> = pages
        .values()
        .flat_map(|page| page.body.fragments())
        .collect();
    if all.is_empty() {
        return BTreeMap::new();
    }
    let input = input();
    all.into_iter()
        .map(|fragment| (fragment.clone(), input.clone()))
        .collect()
}

/// What the tags of pages are settled with.
pub fn inheritance<'a>(outline: &'a Outline, config: &'a Config) -> Inheritance<'a> {
    Inheritance {
        outline,
        kinds: &config.kind_defaults,
        default_kind: &config.model.default_kind,
    }
}

/// How generated pages are named.
fn naming(config: &Config) -> Naming {
    Naming {
        book: config.book.title.clone(),
        style: config.pages.url_style,
        prefix: config.pages.prefix.clone(),
    }
}

/// The catalogue's input. `unfinished` are the drafts that are not built.
pub fn catalogue(
    pages: &Pages,
    unfinished: &Pages,
    outline: &Arc<Outline>,
    config: &Config,
    sources: &Sources,
    files: &BTreeMap<ContentPath, OutputPath>,
) -> CatalogueInput {
    let inheritance = inheritance(outline, config);
    let cards = |pages: &Pages| {
        let pages = pages.iter();
        pages
            .map(|(path, page)| (path.clone(), inheritance.settle(&page.card)))
            .collect()
    };
    CatalogueInput {
        cards: cards(pages),
        drafts: cards(unfinished),
        model: config.model.clone(),
        stale: config.stale.clone(),
        kind_defaults: config.kind_defaults.clone(),
        outline: outline.clone(),
        files: files.clone(),
        static_files: sources.static_files.keys().cloned().collect(),
        pictures: pictures(sources, files),
        folder: sources.folder.clone(),
        naming: naming(config),
        sidebar_limit: config.theme.sidebar_limit,
        edit_template: config.html.edit_template.clone(),
        tags_path: config.views.paths.get("tags").cloned().unwrap_or_default(),
        tags_title: ENGLISH.tags,
    }
}

/// The sizes of pictures, by their place in the site.
fn pictures(
    sources: &Sources,
    files: &BTreeMap<ContentPath, OutputPath>,
) -> BTreeMap<OutputPath, Size> {
    let beside = files
        .iter()
        .map(|(path, output)| (path.below(&sources.folder), Some(output.clone())));
    let below_static = sources.static_files.keys().map(|path| {
        let output = OutputPath::new(path.as_str()).ok();
        (path.below(&InputPath::new("static")), output)
    });
    let size = |(path, output): (InputPath, Option<OutputPath>)| {
        Some((output?, *sources.pictures.get(&path)?))
    };
    match sources.pictures.is_empty() {
        true => BTreeMap::new(),
        false => below_static.chain(beside).filter_map(size).collect(),
    }
}

/// The input of the generated pages.
pub fn routes(catalogue: &Catalogue, config: &Config) -> RoutesInput {
    let tags = catalogue.tags().ordered().into_iter();
    let tags = tags.map(|(permalink, tag)| (permalink.to_string(), tag.label.to_string()));
    let mention = |(to, from, below)| MentionRow { to, from, below };
    let mentions = catalogue.mentioned_entries().into_iter();
    RoutesInput {
        tags: tags.collect(),
        entries: catalogue.entries().to_vec(),
        edges: catalogue.edges().clone(),
        pages: catalogue.ends().clone(),
        mentions: mentions.map(mention).collect(),
        site: config.html.site_url.clone(),
        model: catalogue.model().clone(),
        views: config.views.clone(),
        has_data: config.outputs.has("data"),
        has_search: config.search.enable,
        naming: naming(config),
        words: &ENGLISH,
    }
}

/// The input of the pages that list things.
pub fn indexes(catalogue: &Catalogue, config: &Config, made: &Arc<Routes>) -> IndexesInput {
    let from = routes(catalogue, config);
    let entries: BTreeSet<&ContentPath> = from.entries.iter().map(|entry| &entry.page).collect();
    let branches = catalogue.tree().branches.iter();
    let cards = branches.filter_map(|branch| catalogue.cards().get(branch.page.as_ref()?));
    let pages = cards
        .filter(|card| !entries.contains(&card.path))
        .map(|card| {
            let name = Named {
                id: card.path.to_string(),
                title: card.title.as_str().into(),
                url: card.url.clone(),
                anchor: None,
            };
            (name, card.aliases.clone())
        });
    IndexesInput {
        pages: pages.collect(),
        routes: made.clone(),
        tags: catalogue.described_tags(),
        tags_page: catalogue.tags_page().cloned(),
        from,
    }
}

/// The places' input: what the catalogue knows of each page of the site.
pub fn places(catalogue: &Arc<Catalogue>) -> BTreeMap<Subject, Arc<Catalogue>> {
    let subjects = catalogue.subjects().into_keys();
    subjects
        .map(|subject| (subject, catalogue.clone()))
        .collect()
}

/// The file that a page of the site is made from; the folder of all pages if it is generated.
pub fn subject_file(subject: &Subject, folder: &InputPath) -> InputPath {
    match subject {
        Subject::Page(path) => path.below(folder),
        _ => folder.clone(),
    }
}

/// The file behind an address.
pub fn file_of(
    url: &PageUrl,
    subjects: &BTreeMap<Subject, PageUrl>,
    folder: &InputPath,
) -> InputPath {
    let subject = subjects.iter().find(|(_, other)| *other == url);
    subject.map_or_else(
        || folder.clone(),
        |(subject, _)| subject_file(subject, folder),
    )
}

/// The first page that holds a fragment.
pub fn file_with(fragment: &Arc<Fragment>, pages: &Pages, folder: &InputPath) -> InputPath {
    let holds = |page: &&Arc<Page>| page.body.fragments().any(|other| other == fragment);
    let page = pages.values().find(holds);
    page.map_or_else(|| folder.clone(), |page| page.card.path.below(folder))
}

/// The links' input: the addresses of each document, and all that they may lead to.
pub fn links(
    addresses: BTreeMap<PageUrl, Arc<Addresses>>,
    targets: &Arc<Targets>,
) -> BTreeMap<PageUrl, (Arc<Addresses>, Arc<Targets>)> {
    let addresses = addresses.into_iter();
    addresses
        .map(|(url, addresses)| (url, (addresses, targets.clone())))
        .collect()
}
