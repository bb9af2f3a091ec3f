//! What all pages show alike.
//!
//! In: the settings, the theme, the catalogue, the generated pages. Out: the links of the header, and the [`Frame`].

use crate::body::Reference;
use crate::build::parts::Part;
use crate::build::searching;
use crate::catalogue::Catalogue;
use crate::catalogue::links::Target;
use crate::config::{Config, Scheme, TextDirection};
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::export::feed::FEED;
use crate::export::navigation::NAVIGATION;
use crate::indexes::Indexes;
use crate::markdown::reference::Standpoint;
use crate::path::input::{ContentPath, InputPath};
use crate::path::output::{OutputPath, PageUrl};
use crate::routes::Routes;
use crate::sources::Sources;
use crate::theme::Theme;
use crate::view::base::{AssetPaths, BookView, Destination, Frame, HeaderLink};
use crate::words::ENGLISH;

/// What the frame is made from.
#[derive(Clone, Copy, Debug)]
pub struct Framing<'a> {
    /// The settings.
    pub config: &'a Config,
    /// The theme.
    pub theme: &'a Theme,
    /// The catalogue.
    pub catalogue: &'a Catalogue,
    /// The generated pages of the catalogue.
    pub routes: &'a Routes,
    /// The pages that list families and names.
    pub indexes: &'a Indexes,
    /// Whether there is a feed.
    pub has_feed: bool,
    /// The pages to be printed.
    pub parts: &'a [Part],
    /// The sources.
    pub sources: &'a Sources,
}

/// The links of the header: those of `[theme] nav`, the views of the catalogue, and the tags. A link that leads nowhere is reported and left out.
fn header(framing: Framing<'_>) -> (Vec<HeaderLink>, Vec<Diagnostic>) {
    let Framing {
        config,
        catalogue,
        routes,
        indexes,
        ..
    } = framing;
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

/// The frame, and links of the header that lead nowhere.
pub fn frame(framing: Framing<'_>) -> (Frame, Vec<Diagnostic>) {
    let (header, findings) = header(framing);
    let Framing {
        config,
        theme,
        catalogue,
        routes,
        indexes,
        has_feed,
        parts,
        sources,
    } = framing;
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
    let frame = Frame {
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
    };
    (frame, findings)
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
