//! What each stage is given.
//!
//! In: the sources and the results of earlier stages. Out: the inputs of the next stage, as small as it needs them: a
//! stage runs again when its input differs, so nothing stands in an input that does not matter to it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::body::{Fragment, Reference};
use crate::build::parts::Part;
use crate::build::searching;
pub use crate::build::searching::Pages;
use crate::catalogue::entry::Named;
use crate::catalogue::links::Target;
use crate::catalogue::naming::Naming;
use crate::catalogue::settle::Inheritance;
use crate::catalogue::{Catalogue, CatalogueInput, Subject};
use crate::config::{Config, ConfigInput, Scheme, TextDirection};
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::export::feed::FEED;
use crate::export::navigation::NAVIGATION;
use crate::fragment::FragmentInput;
use crate::generated::drawing::MentionRow;
use crate::include::needed;
use crate::indexes::{Indexes, IndexesInput};
use crate::links::{Addresses, Targets};
use crate::markdown::reference::Standpoint;
use crate::outline::{Outline, OutlineInput};
use crate::page::{Page, PageInput};
use crate::page_options::PageOptions;
use crate::path::input::{ContentPath, InputPath};
use crate::path::output::{OutputPath, PageUrl};
use crate::picture::Size;
use crate::routes::{Routes, RoutesInput};
use crate::sources::{Blob, Sources};
use crate::text::Text;
use crate::theme::Theme;
use crate::view::base::{AssetPaths, BookView, Destination, Frame, HeaderLink};
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

/// The links of the header: those of `[theme] nav`, the views of the catalogue, and the tags. A link that leads nowhere is reported and left out.
pub fn header(
    config: &Config,
    catalogue: &Catalogue,
    routes: &Routes,
    indexes: &Indexes,
) -> (Vec<HeaderLink>, Vec<Diagnostic>) {
    let root = Standpoint {
        folder: ContentPath::root(),
        url: PageUrl::root(),
    };
    let mut links = Vec::new();
    let mut findings = Vec::new();
    for link in &config.theme.nav {
        let label = link.label.clone();
        let to = match root.resolve(&link.href) {
            Ok(Reference::External(address)) => Some(Destination::External(address)),
            Ok(reference) => match catalogue.target(&reference, &PageUrl::root()) {
                Target::Page { url, anchor, .. } => Some(Destination::Page(url, anchor)),
                Target::File(path, _) => Some(Destination::File(path)),
                Target::Missing => None,
            },
            Err(_) => None,
        };
        match to {
            Some(to) => links.push(HeaderLink { label, to }),
            None => findings.push(
                Diagnostic::new(Code::C060, format!("the header link `{}` leads nowhere", link.href))
                    .at(Span::new(&InputPath::new("book.toml"), link.place.clone()))
                    .help("write the path of a page's file, seen from the folder of the pages, or an address"),
            ),
        }
    }
    let made = routes.header.iter().chain(&indexes.header);
    links.extend(made.map(|link| HeaderLink {
        label: link.label.to_string(),
        to: Destination::Page(link.url.clone(), None),
    }));
    (links, findings)
}

/// The frame.
pub fn frame(
    config: &Config,
    theme: &Theme,
    catalogue: &Catalogue,
    (routes, indexes): (&Routes, &Indexes),
    header: Vec<HeaderLink>,
    has_feed: bool,
    parts: &[Part],
    sources: &Sources,
) -> Frame {
    let book = &config.book;
    // A file that is missing has been reported; pages do without it.
    let named = |(path, _): &(InputPath, _)| {
        let is_there = sources.named_files.contains_key(path);
        is_there
            .then(|| published_name(path, &sources.folder, &config.pages.prefix))
            .flatten()
    };
    let logo = config.theme.logo.as_ref().and_then(named);
    let icon = config.theme.icon.as_ref().and_then(named);
    Frame {
        book: BookView {
            title: book.title.clone(),
            description: book.description.clone(),
            authors: book.authors.clone(),
            language: book.language.clone(),
            direction: match book.direction {
                TextDirection::LeftToRight => "ltr",
                TextDirection::RightToLeft => "rtl",
            },
            scheme: match config.theme.scheme {
                Scheme::Auto => "auto",
                Scheme::Light => "light",
                Scheme::Dark => "dark",
            },
            pages: catalogue.pages(),
        },
        header,
        search: searching::control(catalogue, routes, indexes, theme),
        repository: config.html.repository.clone(),
        footer: config.theme.footer.clone(),
        words: ENGLISH,
        assets: AssetPaths {
            styles: theme.assets.styles.clone(),
            user_styles: config
                .html
                .additional_css
                .iter()
                .filter_map(named)
                .collect(),
            early_script: theme.assets.early_script.clone(),
            catalogue_script: theme.assets.catalogue_script.clone(),
            matrix_script: theme.assets.matrix_script.clone(),
            compare_script: theme.assets.compare_script.clone(),
            choose_script: theme.assets.choose_script.clone(),
            graph_script: theme.assets.graph_script.clone(),
            scripts: theme.assets.scripts.clone(),
            user_scripts: config.html.additional_js.iter().filter_map(named).collect(),
            navigation: OutputPath::new(NAVIGATION).expect("the name is a plain one"),
            icon: icon.unwrap_or_else(|| theme.assets.icon.clone()),
            logo,
        },
        names: indexes.names.clone(),
        site: config.html.site_url.clone(),
        image: config.theme.image.as_ref().and_then(named),
        feed: has_feed.then(|| OutputPath::new(FEED).expect("the name is a plain one")),
        print: parts
            .iter()
            .map(|part| (part.of.clone(), part.url.clone()))
            .collect(),
        has_copies: config.outputs.has("markdown"),
        has_linked_data: config.outputs.has("json-ld"),
    }
}

/// Where a file that the configuration names lies in the site: as a static file without that folder, among the pages
/// behind their `prefix`, otherwise where it lies in the project.
pub fn published_name(path: &InputPath, source: &InputPath, prefix: &str) -> Option<OutputPath> {
    let path = path.as_str();
    let below = |folder: &str| path.strip_prefix(folder)?.strip_prefix('/');
    let name = match (below("static"), below(source.as_str())) {
        (Some(name), _) => name.to_string(),
        (None, Some(name)) => format!("{prefix}/{name}"),
        (None, None) => path.to_string(),
    };
    OutputPath::new(name.trim_start_matches('/')).ok()
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
