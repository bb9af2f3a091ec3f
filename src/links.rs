//! Ids and addresses of finished documents, and the addresses among them that lead nowhere.
//!
//! In: documents as they will be published, whatever their HTML came from. Out: [`Addresses`] of each, and a
//! [`BrokenLink`] for each address of this site that has no file or no element behind it. Documents are read as
//! browsers read them and never rewritten.

use std::borrow::Borrow;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer,
};

use crate::markdown::raw::candidates;
use serde::{Deserialize, Serialize};

use crate::fingerprint::Fingerprint;
use crate::path::output::{OutputPath, PageUrl};
use crate::path::percent::decode;
use crate::path::scheme::{Address, classify};
use crate::render::Document;
use crate::store::key;
use crate::value::keys::nearest;

/// What a document offers to links, and where its own links lead.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Addresses {
    /// The ids of its elements.
    pub ids: Arc<BTreeSet<String>>,
    /// The addresses it names, as they stand in it.
    pub links: BTreeSet<String>,
    /// Against what they are meant, if not against the document's own address.
    pub base: Option<String>,
}

/// An address that leads nowhere.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct BrokenLink {
    /// The page on which it stands.
    pub on: PageUrl,
    /// The address as it stands there.
    pub address: String,
    /// What is missing.
    pub problem: Missing,
}

/// What an address lacks.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Missing {
    /// A file.
    File,
    /// An element with the id, on a page that is there.
    Anchor {
        /// The page.
        page: PageUrl,
        /// The id.
        id: String,
        /// The nearest id that the page has.
        nearest: Option<String>,
    },
}

/// What links are checked against: the documents by address, and all other files of the site.
pub type TargetInput = (BTreeMap<PageUrl, Arc<Addresses>>, BTreeSet<OutputPath>);

/// Everything in a site that a link may lead to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Targets {
    /// The documents by file, each with its address and the ids of its elements.
    pages: BTreeMap<OutputPath, (PageUrl, Arc<BTreeSet<String>>)>,
    /// All other files.
    files: BTreeSet<OutputPath>,
}

impl Targets {
    /// The targets of a site.
    pub fn new((documents, files): &TargetInput) -> Targets {
        let page = |(url, addresses): (&PageUrl, &Arc<Addresses>)| {
            (url.output(), (url.clone(), addresses.ids.clone()))
        };
        Targets {
            pages: documents.iter().map(page).collect(),
            files: files.clone(),
        }
    }

    /// What is there under exactly this name.
    fn find(&self, file: &str) -> Option<Found<'_>> {
        let page = self.pages.get(file);
        let page = page.map(|(url, ids)| Found::Page(url, ids));
        page.or_else(|| self.files.contains(file).then_some(Found::File))
    }
}

/// The fingerprint of a document that is read.
pub fn read_key(_: &PageUrl, document: &Arc<Document>) -> Option<Fingerprint> {
    Some(key("addresses", &document.html))
}

/// Reads a document.
pub fn read(_: &PageUrl, document: &Arc<Document>) -> Addresses {
    let tokenizer = Tokenizer::new(Reader::default(), Default::default());
    let input = BufferQueue::default();
    input.push_back((*document.html).into());
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    tokenizer.sink.0.into_inner()
}

/// The addresses of a document that lead nowhere in its site.
pub fn check(
    url: &PageUrl,
    (addresses, targets): &(Arc<Addresses>, Arc<Targets>),
) -> Vec<BrokenLink> {
    // The page for unknown addresses is served anywhere; its links are those of the start page.
    if addresses.base.is_some() {
        return Vec::new();
    }
    let broken = |address: &String| {
        Some(BrokenLink {
            on: url.clone(),
            address: address.clone(),
            problem: missing(address, url, &addresses.ids, targets)?,
        })
    };
    addresses.links.iter().filter_map(broken).collect()
}

fn missing(
    address: &str,
    on: &PageUrl,
    own: &BTreeSet<String>,
    targets: &Targets,
) -> Option<Missing> {
    let is_elsewhere = classify(address) != Address::Relative || address.starts_with("//");
    if is_elsewhere {
        return None;
    }
    let (rest, fragment) = address.split_once('#').unwrap_or((address, ""));
    let path = rest.split('?').next().unwrap_or_default();
    let (page, ids) = match path.is_empty() {
        true => (on, own),
        false => {
            let Some(file) = output_of(on, path) else {
                return Some(Missing::File);
            };
            // Most addresses are written as their file is called; only the others have to be brought into that form.
            let found = targets.find(&file);
            let proper = || OutputPath::new(&file).ok();
            match found.or_else(|| targets.find(proper()?.borrow())) {
                Some(Found::Page(url, ids)) => (url, ids),
                Some(Found::File) => return None,
                None => return Some(Missing::File),
            }
        }
    };
    let id = decode(fragment);
    if id.is_empty() || id == "top" || ids.contains(&id) {
        return None;
    }
    let nearest = nearest(&id, ids.iter().map(String::as_str)).map(str::to_string);
    Some(Missing::Anchor {
        page: page.clone(),
        id,
        nearest,
    })
}

/// What a file of the site is.
enum Found<'t> {
    /// A document: its address, and the ids of its elements.
    Page(&'t PageUrl, &'t BTreeSet<String>),
    /// Anything else.
    File,
}

/// The file that a path on a page would be; `None` if no file can be.
pub fn output_of(on: &PageUrl, path: &str) -> Option<String> {
    // An address from the root of the host leads out of a site that is served below a base path.
    if path.starts_with('/') {
        return None;
    }
    let mut parts: Vec<String> = on.as_str().split('/').map(str::to_string).collect();
    parts.pop();
    let (folders, name) = path.rsplit_once('/').unwrap_or(("", path));
    for part in folders.split('/').chain([name]) {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            part => parts.push(decode(part)),
        }
    }
    if matches!(name, "" | "." | "..") {
        parts.push("index.html".to_string());
    }
    Some(parts.join("/"))
}

/// Collects what tags say.
#[derive(Default)]
struct Reader(RefCell<Addresses>);

impl TokenSink for Reader {
    type Handle = ();

    fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
        match token {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => {
                collect(&tag, &mut self.0.borrow_mut());
                text_kind(&tag).map_or(TokenSinkResult::Continue, TokenSinkResult::RawData)
            }
            _ => TokenSinkResult::Continue,
        }
    }
}

/// Elements whose content is text, in which nothing is a tag.
fn text_kind(tag: &Tag) -> Option<RawKind> {
    match &*tag.name {
        "script" => Some(RawKind::ScriptData),
        "style" | "xmp" | "iframe" | "noembed" | "noframes" => Some(RawKind::Rawtext),
        "title" | "textarea" => Some(RawKind::Rcdata),
        _ => None,
    }
}

fn collect(tag: &Tag, found: &mut Addresses) {
    for attribute in &tag.attrs {
        let value = attribute.value.trim();
        match &*attribute.name.local {
            "id" if !value.is_empty() => {
                Arc::make_mut(&mut found.ids).insert(value.to_string());
            }
            "name" if &*tag.name == "a" => {
                Arc::make_mut(&mut found.ids).insert(value.to_string());
            }
            "href" if &*tag.name == "base" => found.base = Some(value.to_string()),
            "href" | "src" | "poster" => drop(found.links.insert(value.to_string())),
            "srcset" => {
                let candidates = candidates(value).into_iter();
                found
                    .links
                    .extend(candidates.map(|range| value[range].to_string()));
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::path::output::UrlStyle;

    /// All addresses of a site that lead nowhere.
    fn broken(pages: &[(&str, &str)], files: &[&str]) -> Vec<BrokenLink> {
        let document = |(path, html): &(&str, &str)| {
            let url = PageUrl::new(path, true, UrlStyle::Directory).unwrap();
            let document = Document {
                html: (*html).into(),
                diagnostics: Vec::new(),
            };
            (url.clone(), Arc::new(read(&url, &Arc::new(document))))
        };
        let files = files.iter().map(|file| OutputPath::new(file).unwrap());
        let input = (pages.iter().map(document).collect(), files.collect());
        let targets = Arc::new(Targets::new(&input));
        let documents = input.0.into_iter();
        documents
            .flat_map(|(url, addresses)| check(&url, &(addresses, targets.clone())))
            .collect()
    }

    #[test]
    fn links_to_what_is_there_pass() {
        let html = r##"<p id="a"><a href="../b/#ü">x</a><a href="#a">x</a><a href="#">x</a><a href="#top">x</a>
            <a href="../b/index.html#%C3%BC">x</a><img src="../img/x%20y.png" srcset="../img/x%20y.png 2x">
            <a href="https://example.org/#x">x</a><a href="//x">x</a><a href="?q=1">x</a>
            <script>"<a href='nowhere'>"</script><!-- <a href="nowhere"> --></p>"##;
        let pages = [("a", html), ("b", "<h2 id='ü'>")];
        assert_eq!(broken(&pages, &["img/x y.png"]), []);
    }

    #[test]
    fn links_to_nothing_are_found() {
        let found = |href: &str| {
            let html = format!("<a id=one href='{href}'>x</a>");
            let broken = broken(&[("a", &html), ("b", "<p id=section>")], &[]);
            broken.into_iter().map(|broken| broken.problem).next()
        };
        assert_eq!(found("../c/"), Some(Missing::File));
        assert_eq!(found("/b/"), Some(Missing::File));
        assert_eq!(found("../../b/"), Some(Missing::File));
        assert_eq!(found("../b"), Some(Missing::File));
        let page = PageUrl::new("b", true, UrlStyle::Directory).unwrap();
        let (id, nearest) = ("sectoin".to_string(), Some("section".to_string()));
        assert_eq!(
            found("../b/#sectoin"),
            Some(Missing::Anchor { page, id, nearest })
        );
    }
}
