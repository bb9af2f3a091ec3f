//! Ids and addresses of finished documents, and the addresses among them that lead nowhere.
//!
//! In: documents as they will be published, whatever their HTML came from. Out: [`Addresses`] of each, and a
//! [`BrokenLink`] for each address of this site that has no file or no element behind it. Documents are read as
//! browsers read them and never rewritten.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer,
};

use crate::markdown::raw::candidates;
use crate::path::output::{OutputPath, PageUrl};
use crate::path::percent::decode;
use crate::path::scheme::{Address, classify};
use crate::render::Document;
use crate::value::keys::nearest;

/// What a document offers to links, and where its own links lead.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Addresses {
    /// The ids of its elements.
    pub ids: BTreeSet<String>,
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

/// What links are checked against.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkInput {
    /// The documents by address.
    pub documents: BTreeMap<PageUrl, Arc<Addresses>>,
    /// All files of the site that are no documents.
    pub files: BTreeSet<OutputPath>,
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

/// The addresses of this site that lead nowhere.
pub fn check(input: &LinkInput) -> Vec<BrokenLink> {
    let pages: BTreeMap<OutputPath, &PageUrl> = input
        .documents
        .keys()
        .map(|url| (url.output(), url))
        .collect();
    let mut broken = Vec::new();
    for (url, addresses) in &input.documents {
        // The page for unknown addresses is served anywhere; its links are those of the start page.
        if addresses.base.is_some() {
            continue;
        }
        for address in &addresses.links {
            if let Some(problem) = missing(address, url, &pages, input) {
                broken.push(BrokenLink {
                    on: url.clone(),
                    address: address.clone(),
                    problem,
                });
            }
        }
    }
    broken
}

fn missing(
    address: &str,
    on: &PageUrl,
    pages: &BTreeMap<OutputPath, &PageUrl>,
    input: &LinkInput,
) -> Option<Missing> {
    let is_elsewhere = classify(address) != Address::Relative || address.starts_with("//");
    if is_elsewhere {
        return None;
    }
    let (rest, fragment) = address.split_once('#').unwrap_or((address, ""));
    let path = rest.split('?').next().unwrap_or_default();
    let target = match path.is_empty() {
        true => Some(on),
        false => {
            let Some(file) = output_of(on, path) else {
                return Some(Missing::File);
            };
            match pages.get(&file) {
                Some(url) => Some(*url),
                None if input.files.contains(&file) => None,
                None => return Some(Missing::File),
            }
        }
    };
    let page = target?;
    let id = decode(fragment);
    let ids = &input.documents.get(page)?.ids;
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

/// The file behind a path on a page; `None` if no file can be.
fn output_of(on: &PageUrl, path: &str) -> Option<OutputPath> {
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
    OutputPath::new(&parts.join("/")).ok()
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
            "id" if !value.is_empty() => drop(found.ids.insert(value.to_string())),
            "name" if &*tag.name == "a" => drop(found.ids.insert(value.to_string())),
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

    fn site(pages: &[(&str, &str)], files: &[&str]) -> LinkInput {
        let document = |(path, html): &(&str, &str)| {
            let url = PageUrl::new(path, true, UrlStyle::Directory).unwrap();
            let document = Document {
                html: (*html).into(),
                diagnostics: Vec::new(),
            };
            (url.clone(), Arc::new(read(&url, &Arc::new(document))))
        };
        LinkInput {
            documents: pages.iter().map(document).collect(),
            files: files
                .iter()
                .map(|file| OutputPath::new(file).unwrap())
                .collect(),
        }
    }

    #[test]
    fn links_to_what_is_there_pass() {
        let html = r##"<p id="a"><a href="../b/#ü">x</a><a href="#a">x</a><a href="#">x</a><a href="#top">x</a>
            <a href="../b/index.html#%C3%BC">x</a><img src="../img/x%20y.png" srcset="../img/x%20y.png 2x">
            <a href="https://example.org/#x">x</a><a href="//x">x</a><a href="?q=1">x</a>
            <script>"<a href='nowhere'>"</script><!-- <a href="nowhere"> --></p>"##;
        let site = site(&[("a", html), ("b", "<h2 id='ü'>")], &["img/x y.png"]);
        assert_eq!(check(&site), []);
    }

    #[test]
    fn links_to_nothing_are_found() {
        let found = |href: &str| {
            let html = format!("<a id=one href='{href}'>x</a>");
            let site = site(&[("a", &html), ("b", "<p id=section>")], &[]);
            check(&site).into_iter().map(|broken| broken.problem).next()
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
