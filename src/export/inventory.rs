//! What stands on the pages of a book, and at which addresses, as rows of texts.
//!
//! In: parsed pages, the files of the site, the settings. Out: rows for [`lists`](crate::export::lists), in an order
//! that depends on nothing but the files.

use std::collections::BTreeMap;

use crate::body::Reference;
use crate::catalogue::Catalogue;
use crate::catalogue::links::Target;
use crate::catalogue::tree::path_id;
use crate::config::{Config, ConfigInput};
use crate::diagnostic::Span;
use crate::export::settings::{From, settings};
use crate::include::Included;
use crate::markdown::reference::Standpoint;
use crate::page::Page;
use crate::path::input::InputPath;
use crate::path::output::OutputPath;
use crate::path::scheme::{Address, classify};
use crate::sources::Sources;
use crate::text::Text;

/// A row of a table.
type Row = Vec<String>;

/// Page, level, id, text and place of each heading.
pub(crate) fn headings<'p>(pages: impl Iterator<Item = &'p Page>, lines: &Lines<'_>) -> Vec<Row> {
    let mut rows = Vec::new();
    for page in pages {
        for (heading, place) in page.headings.iter().zip(&page.places.headings) {
            rows.push(vec![
                path_id(&page.card),
                heading.level.to_string(),
                heading.anchor.to_string(),
                heading.text.clone(),
                lines.of(place),
            ]);
        }
    }
    rows
}

/// Where each link and picture stands, how it is written, and where it leads; with `external`, only those that lead out
/// of the book.
pub(crate) fn links<'p>(
    pages: impl Iterator<Item = &'p Page>,
    catalogue: &Catalogue,
    lines: &Lines<'_>,
    external: bool,
) -> Vec<Row> {
    let mut rows = Vec::new();
    for page in pages {
        let standpoint = Standpoint {
            folder: page.card.path.folder(),
            url: page.card.url.clone(),
        };
        let in_markdown = page
            .mentions
            .iter()
            .map(|mention| (mention.reference.clone(), &mention.origin.at));
        let in_html = page
            .raw_addresses
            .iter()
            .filter_map(|(address, origin)| Some((standpoint.resolve(address).ok()?, &origin.at)));
        let mut all: Vec<(Reference, &Span)> = in_markdown.chain(in_html).collect();
        all.sort_by_key(|(_, place)| (place.file.clone(), place.range.start));
        for (reference, place) in all {
            let is_external = is_external(&reference);
            if external && !is_external {
                continue;
            }
            let to = match (&reference, catalogue.target(&reference, &page.card.url)) {
                (Reference::External(address), _) => address.clone(),
                (_, Target::Page { url, anchor, .. }) => {
                    format!(
                        "{}{}",
                        url.as_str(),
                        anchor.map(|anchor| anchor.href()).unwrap_or_default()
                    )
                }
                (_, Target::File(path, _)) => path.to_string(),
                (_, Target::Missing) => String::new(),
            };
            let kind = if is_external { "external" } else { "internal" };
            rows.push(vec![lines.of(place), kind.to_string(), to]);
        }
    }
    rows
}

/// Whether an address leads to another host.
fn is_external(reference: &Reference) -> bool {
    let Reference::External(address) = reference else {
        return false;
    };
    address.starts_with("//") || matches!(classify(address), Address::Allowed(_))
}

/// Every address of the site, and the file behind it.
pub(crate) fn urls<'f>(files: impl Iterator<Item = &'f OutputPath>) -> Vec<Row> {
    let row = |path: &OutputPath| {
        let file = path.to_string();
        let folder = file.strip_suffix("index.html");
        let is_folder = folder.is_some_and(|folder| folder.is_empty() || folder.ends_with('/'));
        let address = folder.filter(|_| is_folder).unwrap_or(&file);
        vec![format!("/{address}"), file.clone()]
    };
    files.map(row).collect()
}

/// Every setting, its value and who set it.
pub(crate) fn config(config: &Config, input: &ConfigInput) -> Vec<Row> {
    let rows = settings(config, input).into_iter();
    let from = |from: From| match from {
        From::Line(line) => format!("book.toml:{line}"),
        From::CommandLine => "command line".to_string(),
        From::Default => "default".to_string(),
    };
    rows.map(|setting| vec![setting.name, setting.value, from(setting.from)])
        .collect()
}

/// The texts of files, in which places have lines.
pub(crate) struct Lines<'s>(BTreeMap<InputPath, &'s Text>);

impl<'s> Lines<'s> {
    /// Those of pages and of what they include.
    pub(crate) fn new(sources: &'s Sources) -> Lines<'s> {
        let included = sources
            .included
            .iter()
            .filter_map(|(path, included)| match included {
                Included::Text(text) => Some((path.clone(), text)),
                Included::Refused(_) => None,
            });
        Lines(included.chain(sources.named_pages()).collect())
    }

    /// File and line of a place.
    fn of(&self, place: &Span) -> String {
        match self.0.get(&place.file) {
            Some(text) => format!("{}:{}", place.file, text.position(place.range.start).line),
            None => place.file.to_string(),
        }
    }
}
