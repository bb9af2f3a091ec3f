//! Old addresses, and where they lead now.
//!
//! In: the old addresses that pages and settings name, and the pages of the site. Out: [`Redirects`]: a page for each old
//! address that leads on, the headings of live pages that stand elsewhere now, and findings on addresses that cannot be
//! one, lead nowhere, in a circle, or to another old address. An old address is written as it stood in links:
//! `/guide/old.html`, `guide/old/`, `guide/old`.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Span};
use crate::path::anchor::Anchor;
use crate::path::output::{PageUrl, UrlStyle};
use crate::path::percent::decode;
use crate::path::scheme::{Address, classify};
use crate::value::keys::nearest;

/// What redirects are made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RedirectsInput {
    /// The old addresses: those of pages by path, then those of the settings.
    pub old: Vec<OldAddress>,
    /// The pages of the site, each with its title.
    pub live: BTreeMap<PageUrl, Arc<str>>,
    /// How addresses without an ending are meant.
    pub style: UrlStyle,
}

/// An old address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OldAddress {
    /// The address as written.
    pub written: String,
    /// Where it leads.
    pub to: Goal,
    /// Where it is written.
    pub at: Span,
}

/// Where an old address leads, as its author says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Goal {
    /// The page that names it.
    Page(PageUrl),
    /// An address, seen from the old one.
    Written(String),
}

/// Where an old address leads in the end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Goes {
    /// A page, or a heading of it.
    Page(PageUrl, Option<Anchor>, Arc<str>),
    /// Another site.
    External(String),
}

/// The old addresses that lead on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Redirects {
    /// The page at each old address, with its place in the sources. Two may ask for one address.
    pub pages: Vec<(PageUrl, Goes, Span)>,
    /// For live pages, the anchors that stood there once.
    pub moved: BTreeMap<PageUrl, Vec<(Anchor, Goes)>>,
    /// What is wrong.
    pub findings: Vec<Diagnostic>,
}

impl Redirects {
    /// All redirects.
    pub fn new(input: &RedirectsInput) -> Redirects {
        let mut redirects = Redirects::default();
        let mut sources: Vec<(PageUrl, Option<Anchor>, &OldAddress)> = Vec::new();
        for old in &input.old {
            match address(&old.written, &PageUrl::root(), input.style) {
                Some((url, anchor)) => sources.push((url, anchor, old)),
                None => redirects
                    .findings
                    .push(finding(old, "is no address of this site").help(
                        "write a path below the root of the site, such as `/guide/old.html`",
                    )),
            }
        }
        let whole = sources.iter().filter(|(_, anchor, _)| anchor.is_none());
        let onward: BTreeMap<&PageUrl, &OldAddress> =
            whole.map(|(url, _, old)| (url, *old)).collect();
        let walk = Walk { input, onward };
        for (url, anchor, old) in &sources {
            let goes = match walk.end(url, old) {
                Ok((goes, passed)) => {
                    redirects.findings.extend(passed.map(|passed| {
                        let message = format!(
                            "the old address `{}` leads to another one, `{}`",
                            old.written, passed
                        );
                        Diagnostic::new(Code::B028, message)
                            .at(old.at.clone())
                            .help("readers are led on at once; name the page where they arrive")
                    }));
                    goes
                }
                Err(finding) => {
                    redirects.findings.push(finding);
                    continue;
                }
            };
            match anchor {
                None => redirects.pages.push((url.clone(), goes, old.at.clone())),
                Some(anchor) if input.live.contains_key(url) => {
                    let moved = redirects.moved.entry(url.clone()).or_default();
                    moved.push((anchor.clone(), goes));
                }
                // The page leads on itself, and takes all of its headings with it.
                Some(_) if walk.onward.contains_key(url) => {}
                Some(_) => redirects.findings.push(
                    finding(old, "is a heading of a page that is not there")
                        .help("name the old address of the page as well, without the `#`"),
                ),
            }
        }
        redirects
    }
}

/// The way from old addresses to pages.
struct Walk<'a> {
    input: &'a RedirectsInput,
    onward: BTreeMap<&'a PageUrl, &'a OldAddress>,
}

impl Walk<'_> {
    /// Where an address leads in the end, and the old address that is passed on the way, if one is.
    fn end(&self, own: &PageUrl, first: &OldAddress) -> Result<(Goes, Option<String>), Diagnostic> {
        let mut seen = BTreeSet::from([own.clone()]);
        let (mut at, mut old, mut passed) = (own.clone(), first, None);
        loop {
            let (next, anchor) = match &old.to {
                Goal::Page(url) => (url.clone(), None),
                Goal::Written(to)
                    if matches!(classify(to), Address::Allowed(_)) || to.starts_with("//") =>
                {
                    return Ok((Goes::External(to.clone()), passed));
                }
                Goal::Written(to) => {
                    address(to, &at, self.input.style).ok_or_else(|| self.nowhere(first, to))?
                }
            };
            if let Some((url, title)) = self.live(&next) {
                return Ok((Goes::Page(url, anchor, title), passed));
            }
            let Some(further) = self.onward.get(&next) else {
                return Err(self.nowhere(first, next.as_str()));
            };
            if !seen.insert(next.clone()) {
                return Err(finding(first, "leads in a circle")
                    .help("let one of the addresses lead to a page"));
            }
            passed.get_or_insert_with(|| further.written.clone());
            (at, old) = (next, further);
        }
    }

    /// The page at an address, in whichever of its forms.
    fn live(&self, url: &PageUrl) -> Option<(PageUrl, Arc<str>)> {
        let name = url.as_str().trim_end_matches('/');
        let stem = name.strip_suffix(".html").unwrap_or(name);
        let stem = stem.strip_suffix("index").unwrap_or(stem);
        let styles = [UrlStyle::Directory, UrlStyle::File];
        let forms = styles.into_iter().flat_map(|style| {
            [true, false].map(|is_folder| PageUrl::new(stem, is_folder, style).ok())
        });
        let mut forms = [Some(url.clone())].into_iter().chain(forms).flatten();
        forms.find_map(|url| Some((url.clone(), self.input.live.get(&url)?.clone())))
    }

    fn nowhere(&self, old: &OldAddress, to: &str) -> Diagnostic {
        let finding = finding(old, &format!("leads to `{to}`, which is not there"));
        match nearest(to, self.input.live.keys().map(PageUrl::as_str)) {
            Some(near) => finding.help(format!("did you mean `{near}`?")),
            None => finding.help("name the address of a page of this site, or one with `https://`"),
        }
    }
}

fn finding(old: &OldAddress, problem: &str) -> Diagnostic {
    let message = format!("the old address `{}` {problem}", old.written);
    Diagnostic::new(Code::B026, message).at(old.at.clone())
}

/// A written address of this site, seen from a page: its page and its anchor.
fn address(written: &str, from: &PageUrl, style: UrlStyle) -> Option<(PageUrl, Option<Anchor>)> {
    let written = written.trim();
    if written.is_empty() || classify(written) != Address::Relative || written.starts_with("//") {
        return None;
    }
    let (path, fragment) = written.split_once('#').unwrap_or((written, ""));
    let anchor = match decode(fragment) {
        empty if empty.is_empty() => None,
        id => Some(Anchor::written(&id)?),
    };
    let path = decode(path.split('?').next().unwrap_or_default()).to_string();
    if path.is_empty() {
        return Some((from.clone(), anchor));
    }
    let folder = from
        .as_str()
        .rsplit_once('/')
        .map_or("", |(folder, _)| folder);
    let mut parts: Vec<&str> = match path.starts_with('/') {
        true => Vec::new(),
        false => folder.split('/').filter(|part| !part.is_empty()).collect(),
    };
    for part in path
        .split('/')
        .filter(|part| !part.is_empty() && *part != ".")
    {
        match part {
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    let joined = parts.join("/");
    let url = match joined.strip_suffix(".html") {
        Some(stem) => PageUrl::new(stem, false, UrlStyle::File),
        // A folder is asked for by its slash, whatever the style of the book.
        None if path.ends_with('/') => PageUrl::new(&joined, true, UrlStyle::Directory),
        None => PageUrl::new(&joined, false, style),
    };
    Some((url.ok()?, anchor))
}
