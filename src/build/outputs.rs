//! What goes where in the site.
//!
//! In: documents, the theme's assets, generated files, the author's files. Out: the [`Site`], and findings on files
//! that get in each other's way or have names that do not work everywhere.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::build::framing::published_name;
use crate::build::inputs::Pages;
use crate::catalogue::place::Link;
use crate::catalogue::{Catalogue, Subject};
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::export::files::Files;
use crate::export::navigation::NAVIGATION;
use crate::export::redirects::{self, REDIRECTS};
use crate::indexes::Indexes;
use crate::outline::Outline;
use crate::path::input::{ContentPath, InputPath};
use crate::path::output::{NameProblem, OutputPath, PageUrl};
use crate::redirects::Redirects;
use crate::render::Document;
use crate::routes::Routes;
use crate::site::{Content, Output, Site};
use crate::sources::Sources;
use crate::theme::Theme;

/// What a site is put together from.
#[derive(Debug)]
pub struct Parts<'a> {
    /// The documents.
    pub documents: &'a BTreeMap<PageUrl, Arc<Document>>,
    /// The pages.
    pub pages: &'a Pages,
    /// The shape of the book.
    pub outline: &'a Outline,
    /// The catalogue.
    pub catalogue: &'a Catalogue,
    /// The generated pages of the catalogue.
    pub routes: &'a Routes,
    /// The files for machines.
    pub data: &'a Files,
    /// The pages that list things.
    pub indexes: &'a Indexes,
    /// The old addresses.
    pub redirects: &'a Redirects,
    /// The theme.
    pub theme: &'a Theme,
    /// The author's files with their place in the site.
    pub files: BTreeMap<ContentPath, OutputPath>,
    /// The navigation script.
    pub navigation: String,
    /// What is for machines, and gives way to files of the author's.
    pub told: &'a [(OutputPath, Content)],
    /// The sources.
    pub sources: &'a Sources,
    /// The settings.
    pub config: &'a Config,
}

/// The files below the folder of the pages with their place in the site: beside their pages.
pub fn author_files(sources: &Sources, config: &Config) -> BTreeMap<ContentPath, OutputPath> {
    let prefix = &config.pages.prefix;
    let place = |path: &ContentPath| {
        let name = format!("{prefix}/{path}");
        Some((
            path.clone(),
            OutputPath::new(name.trim_start_matches('/')).ok()?,
        ))
    };
    sources.files.keys().filter_map(place).collect()
}

/// The file of the site that shows each page, by the page's file.
pub fn shown(pages: &Pages, folder: &InputPath) -> BTreeMap<InputPath, OutputPath> {
    let pages = pages.iter();
    pages
        .map(|(path, page)| (path.below(folder), page.card.url.output()))
        .collect()
}

/// Puts a site together.
pub fn collect(parts: &Parts<'_>) -> (Site, Vec<Diagnostic>) {
    let mut outputs = documents(parts);
    let mut findings = Vec::new();
    for (path, blob) in &parts.sources.files {
        let file = path.below(&parts.sources.folder);
        match parts.files.get(path) {
            Some(target) => {
                outputs.push(copied(target.clone(), Content::File(blob.clone()), &file));
            }
            None => findings.push(unusable(path, &file)),
        }
    }
    for (path, blob) in &parts.sources.static_files {
        let file = path.below(&InputPath::new("static"));
        match OutputPath::new(path.as_str()) {
            Ok(target) => outputs.push(copied(target, Content::File(blob.clone()), &file)),
            Err(_) => findings.push(unusable(path, &file)),
        }
    }
    outputs.extend(named_files(parts));
    let assets = parts.theme.assets.files.iter();
    outputs.extend(assets.map(|(path, bytes)| made(path.clone(), bytes.clone(), "the theme")));
    let text = |name: &str, text: &str| {
        let path = OutputPath::new(name).expect("the name is a plain one");
        made(path, text.as_bytes().into(), "the navigation")
    };
    outputs.push(text(NAVIGATION, &parts.navigation));
    let records = parts.routes.records.iter();
    outputs.extend(
        records.map(|(path, text)| made(path.clone(), text.as_bytes().into(), "a decision record")),
    );
    let data = parts.data.iter();
    outputs.extend(data.map(|(path, bytes)| made(path.clone(), bytes.clone(), "the catalogue")));
    let all = redirects::listed(parts.redirects);
    outputs.extend(all.map(|all| text(REDIRECTS, &all)));
    outputs.push(text(".nojekyll", ""));
    if let Some(host) = &parts.config.html.cname {
        outputs.push(text("CNAME", &format!("{host}\n")));
    }
    let taken: BTreeSet<String> = outputs
        .iter()
        .map(|output| output.path.collision_key())
        .collect();
    let told = parts.told.iter();
    let told = told.filter(|(path, _)| !taken.contains(&path.collision_key()));
    outputs.extend(told.map(|(path, content)| Output {
        path: path.clone(),
        content: content.clone(),
        source: "what is for machines".to_string(),
        at: None,
    }));
    let (site, collisions) = Site::collect(outputs);
    findings.extend(collisions);
    (site, findings)
}

/// The files of a site that are no documents.
pub fn other_files(
    site: &Site,
    documents: &BTreeMap<PageUrl, Arc<Document>>,
) -> BTreeSet<OutputPath> {
    let pages: BTreeSet<OutputPath> = documents.keys().map(PageUrl::output).collect();
    site.files()
        .map(|(path, _)| path)
        .filter(|path| !pages.contains(*path))
        .cloned()
        .collect()
}

/// One output a page, also where two pages want one address, so that both are named.
fn documents(parts: &Parts<'_>) -> Vec<Output> {
    let subjects = parts.catalogue.subjects();
    let root = ContentPath::root();
    let output = |(subject, url): (Subject, PageUrl)| {
        let document = parts.documents.get(&url)?;
        let bytes: Arc<[u8]> = document.html.clone().into();
        let (source, at) = match &subject {
            Subject::Page(path) => {
                let file = path.below(&parts.sources.folder);
                let page = parts.pages.get(path);
                let place = page.and_then(|page| page.places.address.clone());
                let at = Span::new(&file, place.unwrap_or_default());
                (format!("`{file}`"), Some(at))
            }
            Subject::Category(index) => {
                let branch = &parts.catalogue.tree().branches[*index];
                let folder = branch.folder.as_ref().unwrap_or(&root);
                let name = folder.below(&parts.sources.folder);
                let place = parts.outline.folders.get(folder);
                (
                    format!("the page of the folder `{name}`"),
                    place.and_then(|folder| folder.place.clone()),
                )
            }
            Subject::Start => ("the start page".to_string(), None),
            Subject::Tags => ("the page of all tags".to_string(), None),
            Subject::Tag(permalink) => (format!("the page of the tag `{permalink}`"), None),
            Subject::NotFound => ("the page for unknown addresses".to_string(), None),
        };
        Some(Output {
            path: url.output(),
            content: Content::Bytes(bytes),
            source,
            at,
        })
    };
    let generated = |(url, trail): (&PageUrl, &Vec<Link>)| {
        let document = parts.documents.get(url)?;
        let name = trail.last().map_or("", |link| &*link.label);
        Some(Output {
            path: url.output(),
            content: Content::Bytes(document.html.as_bytes().into()),
            source: format!("the generated page `{name}`"),
            at: None,
        })
    };
    let written = subjects.into_iter().filter_map(output);
    let routes = parts.routes.pages.iter();
    let routes = routes.map(|(url, page)| (url, &page.trail));
    let indexes = parts.indexes.pages.iter();
    let indexes = indexes.map(|(url, page)| (url, &page.trail));
    let generated = routes.chain(indexes).filter_map(generated);
    let old = parts.redirects.pages.iter();
    let old = old.filter_map(|(url, _, at)| {
        let document = parts.documents.get(url)?;
        Some(Output {
            path: url.output(),
            content: Content::Bytes(document.html.as_bytes().into()),
            source: format!("the old address `{}`", url.as_str()),
            at: Some(at.clone()),
        })
    });
    written.chain(generated).chain(old).collect()
}

/// Files that the configuration names and that lie in no folder that is copied anyway.
fn named_files(parts: &Parts<'_>) -> Vec<Output> {
    let copied_anyway: BTreeSet<InputPath> = {
        let content = parts
            .sources
            .files
            .keys()
            .map(|path| path.below(&parts.sources.folder));
        let fixed = InputPath::new("static");
        content
            .chain(
                parts
                    .sources
                    .static_files
                    .keys()
                    .map(|path| path.below(&fixed)),
            )
            .collect()
    };
    let html = &parts.config.html;
    let lists = html.additional_css.iter().chain(&html.additional_js);
    let theme = parts
        .config
        .theme
        .logo
        .iter()
        .chain(&parts.config.theme.icon)
        .chain(&parts.config.theme.image);
    let named: BTreeSet<&InputPath> = lists.chain(theme).map(|(path, _)| path).collect();
    let output = |path: &InputPath| {
        let blob = parts.sources.named_files.get(path)?;
        let target = published_name(path, &parts.sources.folder, &parts.config.pages.prefix)?;
        Some(copied(target, Content::File(blob.clone()), path))
    };
    named
        .into_iter()
        .filter(|path| !copied_anyway.contains(*path))
        .filter_map(output)
        .collect()
}

fn copied(path: OutputPath, content: Content, file: &InputPath) -> Output {
    Output {
        path,
        content,
        source: format!("`{file}`"),
        at: Some(Span::new(file, 0..0)),
    }
}

fn made(path: OutputPath, bytes: Arc<[u8]>, source: &str) -> Output {
    Output {
        path,
        content: Content::Bytes(bytes),
        source: source.to_string(),
        at: None,
    }
}

fn unusable(path: &ContentPath, file: &InputPath) -> Diagnostic {
    let reason = match OutputPath::new(path.as_str()) {
        Err(NameProblem::NotPortable(reason)) => reason,
        Err(NameProblem::Leaves) | Ok(_) => "it is too long below the prefix".to_string(),
    };
    Diagnostic::new(
        Code::S005,
        format!("the name of `{file}` would not work everywhere: {reason}"),
    )
    .at(Span::new(file, 0..0))
    .help("rename the file")
}
