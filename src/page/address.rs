//! Where a page goes.
//!
//! In: its path, its keys, the options of its place in the book. Out: its address, and what is wrong with the one that
//! its author asked for.

use crate::diagnostic::{Code, Diagnostic, Span};
use crate::front_matter::PageKeys;
use crate::page_options::PageOptions;
use crate::path::anchor::slug;
use crate::path::input::ContentPath;
use crate::path::output::{NameProblem, PageUrl};

/// The name of the file, without its number unless `parse_number_prefixes` says that it is part of the name.
pub(crate) fn stem<'a>(
    path: &'a ContentPath,
    keys: &PageKeys,
    options: &'a PageOptions,
) -> &'a str {
    match keys.parse_number_prefixes {
        Some(false) => path.stem(),
        _ => &options.stem,
    }
}

/// Where the page goes: its `slug`, else its folder and `id` or stem. A name that makes no address is reported, and
/// one made from its letters is used.
pub(crate) fn address(
    path: &ContentPath,
    keys: &PageKeys,
    options: &PageOptions,
    diagnostics: &mut Vec<Diagnostic>,
) -> PageUrl {
    let below = |folder: &str, name: &str| format!("{}/{folder}/{name}", options.prefix);
    let own = keys
        .id
        .as_ref()
        .map_or(stem(path, keys, options), |(id, _)| id);
    let natural = match options.is_index {
        true => (below(&options.folder, ""), true),
        false => (below(&options.folder, own), false),
    };
    let (path, is_folder) = match &keys.slug {
        None => natural,
        Some((slug, range)) => match resolve_slug(slug, &options.folder) {
            Some(path) => (below(&path, ""), slug.ends_with('/')),
            None => {
                let message = format!("the slug `{slug}` leads out of the site");
                let finding = Diagnostic::new(Code::D010, message)
                    .at(Span::new(&options.file, range.clone()));
                diagnostics
                    .push(finding.help("write an address from the root, such as `/guides/start`"));
                natural
            }
        },
    };
    let tidy: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    PageUrl::new(&tidy.join("/"), is_folder, options.url_style).unwrap_or_else(|problem| {
        let place = keys
            .slug
            .as_ref()
            .or(keys.id.as_ref())
            .map_or(0..0, |(_, range)| range.clone());
        diagnostics.push(unusable(
            &tidy.join("/"),
            &problem,
            Span::new(&options.file, place),
        ));
        let safe: Vec<String> = tidy
            .iter()
            .map(|part| slug(part))
            .filter(|part| !part.is_empty())
            .collect();
        let style = options.url_style;
        PageUrl::new(&format!("page-{}", safe.join("-")), false, style)
            .unwrap_or_else(|_| PageUrl::root())
    })
}

fn unusable(path: &str, problem: &NameProblem, at: Span) -> Diagnostic {
    let finding = match problem {
        NameProblem::Leaves => Diagnostic::new(
            Code::S006,
            format!("the address `{path}` leads out of the site"),
        ),
        NameProblem::NotPortable(reason) => Diagnostic::new(
            Code::S005,
            format!("the address `{path}` would not work everywhere: {reason}"),
        ),
    };
    finding
        .at(at)
        .help("give the page a `slug` of plain letters, digits and hyphens")
}

/// A slug from the root if it begins with `/`, else from the folder; `None` if it leads out.
fn resolve_slug(slug: &str, folder: &str) -> Option<String> {
    let mut parts: Vec<&str> = match slug.starts_with('/') {
        true => Vec::new(),
        false => folder.split('/').collect(),
    };
    let inner = slug.strip_prefix('/').unwrap_or(slug);
    for part in inner.strip_suffix('/').unwrap_or(inner).split('/') {
        match part {
            "." => {}
            ".." => drop(parts.pop().filter(|part| !part.is_empty())?),
            name => parts.push(name),
        }
    }
    Some(parts.join("/"))
}
