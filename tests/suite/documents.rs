//! What holds of every page and every document of every test book, and of the theme they are made with.

use std::collections::{BTreeMap, BTreeSet};

use patternbook::build::inputs;
use patternbook::build::{Cache, build};
use patternbook::config::Config;
use patternbook::outline::Outline;
use patternbook::page;
use patternbook::path::input::ContentPath;
use patternbook::site::Content;
use patternbook::sources::Sources;
use patternbook::text::Text;
use patternbook::theme::builtin;

use crate::support::{below, book_files, book_names, sources};

/// A tag that opens an element.
struct Tag {
    name: String,
    attributes: BTreeMap<String, String>,
    /// What stands between it and the next tag.
    text: String,
}

/// The documents of a book, and the paths of all its files.
fn documents(book: &str) -> (BTreeMap<String, String>, BTreeSet<String>) {
    let build = build(&sources(&book_files(book)), &mut Cache::once());
    let html = |(path, content): (&_, &Content)| match content {
        Content::Bytes(bytes) => {
            let text = String::from_utf8_lossy(bytes).into_owned();
            Some((format!("{path}"), text))
        }
        Content::File(_) => None,
    };
    let mut documents: BTreeMap<String, String> = build.site.files().filter_map(html).collect();
    documents.retain(|path, _| path.ends_with(".html"));
    let paths = build.site.files().map(|(path, _)| path.to_string());
    (documents, paths.collect())
}

/// The tags of a document. Enough for documents of the theme, whose attributes are all in double quotes.
fn tags(html: &str) -> Vec<Tag> {
    let mut tags = Vec::new();
    for part in html.split('<').skip(1) {
        let Some(name) = part
            .split(|letter: char| letter.is_whitespace() || letter == '>')
            .next()
            .filter(|name| name.starts_with(|letter: char| letter.is_ascii_alphabetic()))
        else {
            continue;
        };
        let mut rest = &part[name.len()..];
        let mut attributes = BTreeMap::new();
        loop {
            rest = rest.trim_start_matches(|letter: char| letter.is_whitespace() || letter == '/');
            let end = rest.find(|letter: char| letter.is_whitespace() || "=>".contains(letter));
            let (attribute, after) = rest.split_at(end.expect("every tag is closed"));
            if attribute.is_empty() {
                break;
            }
            let (value, after) = match after.strip_prefix("=\"") {
                Some(value) => value.split_once('"').expect("every value is closed"),
                None => ("", after),
            };
            attributes.insert(attribute.to_string(), value.replace("&amp;", "&"));
            rest = after;
        }
        tags.push(Tag {
            name: name.to_string(),
            attributes,
            text: rest.trim_start_matches('>').to_string(),
        });
    }
    tags
}

/// The file behind an address of a document.
fn file_behind(document: &str, address: &str) -> String {
    let path = address.split(['#', '?']).next().unwrap_or_default();
    if path.is_empty() {
        return document.to_string();
    }
    let mut parts: Vec<String> = document.split('/').map(str::to_string).collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop().expect("no address leads out of the site")),
            name => parts.push(decode(name)),
        }
    }
    if path.ends_with('/') || path.ends_with("..") {
        parts.push("index.html".to_string());
    }
    parts.join("/")
}

fn decode(name: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = name;
    while let Some(at) = rest.find('%') {
        bytes.extend_from_slice(&rest.as_bytes()[..at]);
        bytes.push(u8::from_str_radix(&rest[at + 1..at + 3], 16).unwrap());
        rest = &rest[at + 3..];
    }
    bytes.extend_from_slice(rest.as_bytes());
    String::from_utf8(bytes).unwrap()
}

/// Every document of every book.
fn each_document(mut look: impl FnMut(&str, &str, &[Tag], &BTreeSet<String>)) {
    for book in book_names() {
        let (documents, paths) = documents(&book);
        assert!(documents.len() > 2, "{book}");
        for (path, html) in &documents {
            let place = format!("{book}: {path}");
            look(&place, path, &tags(html), &paths);
        }
    }
}

#[test]
fn every_address_leads_to_a_file_of_the_site_wherever_that_is_served() {
    let mut checked = 0;
    each_document(|place, path, tags, files| {
        let is_based = tags.iter().any(|tag| tag.name == "base");
        // Served for any address, it names files from the root of the site.
        let document = if is_based { "index.html" } else { path };
        for tag in tags.iter().filter(|tag| tag.name != "base") {
            for address in ["href", "src"]
                .iter()
                .filter_map(|name| tag.attributes.get(*name))
            {
                if address.starts_with("https:") || address.starts_with("mailto:") {
                    continue;
                }
                assert!(!address.starts_with('/'), "{place}: {address}");
                let file = file_behind(document, address);
                assert!(files.contains(&file), "{place}: {address} leads to {file}");
                checked += 1;
            }
        }
    });
    assert!(checked > 100, "{checked} addresses");
}

#[test]
fn no_document_holds_script_or_style_of_its_own() {
    each_document(|place, _, tags, _| {
        for tag in tags {
            assert_ne!(tag.name, "style", "{place}");
            let is_empty = tag.text.trim().is_empty();
            // Data is no script: browsers do not run it.
            let is_script = tag.name == "script";
            let is_data = tag
                .attributes
                .get("type")
                .is_some_and(|kind| kind == "application/json" || kind == "application/ld+json");
            assert!(
                !is_script || is_data || (is_empty && tag.attributes.contains_key("src")),
                "{place}: a script without `src`"
            );
            for (name, value) in &tag.attributes {
                assert!(
                    name != "style" && !name.starts_with("on"),
                    "{place}: `{name}`"
                );
                assert!(!value.starts_with("javascript:"), "{place}: {value}");
            }
        }
    });
}

#[test]
fn no_document_gives_an_id_twice() {
    each_document(|place, _, tags, _| {
        let mut seen = BTreeSet::new();
        for id in tags.iter().filter_map(|tag| tag.attributes.get("id")) {
            assert!(seen.insert(id), "{place}: the id `{id}` stands twice");
        }
    });
}

#[test]
fn a_page_does_not_know_the_other_pages() {
    for book in book_names() {
        let whole = sources(&book_files(&book));
        let inputs = page_inputs(&whole);
        for (path, input) in &inputs {
            let mut alone = whole.clone();
            for (other, text) in &mut alone.pages {
                if other != path {
                    *text = Text::from("---\ntitle: Another\nslug: /another\n---\n# Another\n");
                }
            }
            let input_alone = &page_inputs(&alone)[path];
            assert_eq!(input_alone, input, "{book}: {path}");
            assert_eq!(
                page::parse(path, input_alone),
                page::parse(path, input),
                "{book}: {path}"
            );
        }
    }
}

fn page_inputs(sources: &Sources) -> BTreeMap<ContentPath, page::PageInput> {
    let config = Config::new(&inputs::config(sources));
    let outline = Outline::new(&inputs::outline(sources, &config));
    inputs::pages(sources, &outline)
}

#[test]
fn the_embedded_theme_is_that_of_the_folders() {
    let embedded: BTreeMap<String, String> = builtin::templates()
        .into_iter()
        .map(|(name, text)| (name, text.replace("\r\n", "\n")))
        .collect();
    assert_eq!(embedded, below("templates"));
    let embedded: BTreeMap<String, String> = builtin::static_files()
        .into_iter()
        .map(|(name, bytes)| (name, String::from_utf8_lossy(&bytes).replace("\r\n", "\n")))
        .collect();
    assert_eq!(embedded, below("static"));
}
