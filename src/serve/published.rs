//! The last build, as the server looks things up in it.
//!
//! In: builds, one after the other, and the address of the site. Out: for a decoded path, the file of exactly that name,
//! the folder it names, or nothing; and for a tab of the browser, what has changed since its page was made. A path of a
//! request is never joined to a folder of this machine.

use std::collections::{BTreeSet, VecDeque};
use std::sync::Arc;

use crate::export::navigation::NAVIGATION;
use crate::path::output::OutputPath;
use crate::path::percent::{decode, encode};
use crate::report::Counts;
use crate::serve::versions::{Fresh, Shown};
use crate::site::{Content, Site};

/// How many generations are remembered; a tab that is older is loaded again.
const REMEMBERED: usize = 64;

/// The kinds of files that no page shows as a part of itself.
const APART: [&str; 8] = ["html", "md", "txt", "xml", "json", "csv", "dot", "mmd"];

/// The page that says that there is no such page.
pub(crate) const NOT_FOUND: &str = "404.html";

/// A site below the path that its address has.
#[derive(Clone, Debug)]
pub struct Published {
    shown: Shown,
    /// Empty, or a path that ends in a slash; decoded.
    base: String,
    /// How often something changed.
    generation: u64,
    /// What changed in each of the last generations, the newest at the end.
    history: VecDeque<Arc<BTreeSet<OutputPath>>>,
    report: Report,
    /// Where the page is that was edited last, and in which generation that was.
    followed: Option<(u64, OutputPath)>,
}

/// All that is wrong, for the browser.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// The overlay, a whole document.
    pub html: Arc<[u8]>,
    /// How many findings there are.
    pub counts: Counts,
}

/// What a tab has to know.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Changes {
    /// Whether its page is another one now.
    pub(crate) is_other: bool,
    /// The addresses of style sheets that changed.
    pub(crate) styles: Vec<String>,
    /// The addresses of other files that changed and may stand in a page.
    pub(crate) files: Vec<String>,
    /// The address of the page that was edited.
    pub(crate) followed: Option<String>,
}

/// What a path leads to.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Found<'a> {
    /// A file of the site: its path there, and what it holds.
    File(OutputPath, &'a Content),
    /// A folder that was named without its slash; the address with it.
    Folder(String),
    /// Nothing.
    Missing,
}

impl Published {
    /// A site, and `site-url` if it has one: a path, or an address whose path is used, so that the site stands where
    /// its host will have it.
    pub fn new(site: Site, address: Option<&str>) -> Published {
        let fresh = Fresh {
            site,
            ..Fresh::default()
        };
        Published::first(fresh, address, Report::default())
    }

    /// The first build.
    pub fn first(fresh: Fresh, address: Option<&str>, report: Report) -> Published {
        Published {
            shown: Shown::default().after(fresh),
            base: base(address),
            generation: 0,
            history: VecDeque::new(),
            report,
            followed: None,
        }
    }

    /// The next build, and where it shows the page that was edited; `None` if nobody can notice it.
    pub fn next(
        &self,
        fresh: Fresh,
        address: Option<&str>,
        report: Report,
        edited: Option<OutputPath>,
    ) -> Option<Published> {
        let shown = self.shown.after(fresh);
        let base = base(address);
        let changed = match base == self.base {
            true => shown.site.differing(&self.shown.site),
            false => shown.site.files().map(|(path, _)| path.clone()).collect(),
        };
        if changed.is_empty() && self.report == report {
            return None;
        }
        let mut next = Published {
            shown,
            base,
            generation: self.generation,
            history: self.history.clone(),
            report,
            followed: self.followed.clone(),
        };
        next.count(changed);
        if let Some(path) = edited {
            next.followed = Some((next.generation, path));
        }
        Some(next)
    }

    /// The same site with other findings, when no build was possible; `None` if they are the same.
    pub fn next_report(&self, report: Report) -> Option<Published> {
        let is_other = self.report != report;
        is_other.then(|| {
            let mut next = self.clone();
            next.report = report;
            next.count(BTreeSet::new());
            next
        })
    }

    /// Counts a build in which these files changed.
    fn count(&mut self, changed: BTreeSet<OutputPath>) {
        self.generation += 1;
        self.history.push_back(Arc::new(changed));
        if self.history.len() > REMEMBERED {
            self.history.pop_front();
        }
    }

    /// Counts the builds that somebody could notice.
    pub(crate) fn generation(&self) -> u64 {
        self.generation
    }

    /// What is wrong.
    pub(crate) fn report(&self) -> &Report {
        &self.report
    }

    /// What a tab that shows the page at a decoded path in a generation has to know; a tab of another run, or of one
    /// long ago, has to be loaded again.
    pub(crate) fn since(&self, generation: Option<u64>, path: &str) -> Changes {
        let age = generation.and_then(|generation| self.generation.checked_sub(generation));
        let age = age.and_then(|age| usize::try_from(age).ok());
        let Some(age) = age.filter(|age| *age <= self.history.len()) else {
            return Changes {
                is_other: true,
                ..Changes::default()
            };
        };
        let recent = self.history.iter().rev().take(age);
        let changed: BTreeSet<&OutputPath> = recent.flat_map(|changed| changed.iter()).collect();
        let is_style = |path: &&OutputPath| path.as_str().ends_with(".css");
        // Documents and files for machines stand in no page, and the navigation is read when somebody opens a part of it.
        let is_part = |path: &&OutputPath| {
            let (_, kind) = path.as_str().rsplit_once('.').unwrap_or_default();
            !APART.contains(&kind)
        };
        let address = |path: &OutputPath| self.address(path);
        let (styles, files): (Vec<&OutputPath>, Vec<&OutputPath>) =
            changed.iter().copied().partition(is_style);
        let files = files.into_iter().filter(is_part);
        let files = files.filter(|path| path.as_str() != NAVIGATION);
        let followed = self.followed.as_ref();
        let followed = followed.filter(|(at, _)| generation.is_some_and(|own| *at > own));
        Changes {
            is_other: self.documents(path).any(|path| changed.contains(&path)),
            styles: styles.into_iter().map(address).collect(),
            files: files.map(address).collect(),
            followed: followed.map(|(_, path)| self.address(path)),
        }
    }

    /// The files that a page at a decoded path may be made from, whether they are there or not.
    fn documents(&self, path: &str) -> impl Iterator<Item = OutputPath> {
        let inside = path.strip_prefix(&self.base).unwrap_or_default();
        let inside = inside.trim_end_matches('/');
        let index = match inside.is_empty() {
            true => "index.html".to_string(),
            false => format!("{inside}/index.html"),
        };
        let missing = matches!(self.find(path), Found::Missing);
        let not_found = missing.then(|| NOT_FOUND.to_string());
        let names = [inside.to_string(), index].into_iter().chain(not_found);
        names.filter_map(|name| OutputPath::new(&name).ok())
    }

    /// The address of a file of the site; a folder stands for its index.
    fn address(&self, path: &OutputPath) -> String {
        let path = path.as_str();
        let is_index = path == "index.html" || path.ends_with("/index.html");
        let path = match is_index {
            true => path.strip_suffix("index.html").unwrap_or(path),
            false => path,
        };
        format!("{}{}", self.start(), encode(path, "/"))
    }

    /// The address of the start page without scheme and host: `/`, `/book/`.
    pub fn start(&self) -> String {
        format!("/{}", encode(&self.base, "/"))
    }

    /// What a decoded path without its first slash leads to.
    pub(crate) fn find(&self, path: &str) -> Found<'_> {
        let Some(inside) = path.strip_prefix(&self.base) else {
            return match self.base.strip_suffix('/') == Some(path) {
                true => Found::Folder(self.start()),
                false => Found::Missing,
            };
        };
        let file = match inside.is_empty() || inside.ends_with('/') {
            true => format!("{inside}index.html"),
            false => inside.to_string(),
        };
        if let Some((path, content)) = self.get(&file) {
            return Found::File(path, content);
        }
        match self.get(&format!("{inside}/index.html")) {
            Some((found, _)) => {
                let folder = found
                    .as_str()
                    .strip_suffix("index.html")
                    .unwrap_or_default();
                Found::Folder(format!("{}{}", self.start(), encode(folder, "/")))
            }
            None => Found::Missing,
        }
    }

    /// The page that says that there is no such page.
    pub(crate) fn not_found(&self) -> Option<&Content> {
        self.get(NOT_FOUND).map(|(_, content)| content)
    }

    fn get(&self, path: &str) -> Option<(OutputPath, &Content)> {
        let path = OutputPath::new(path).ok()?;
        let content = self.shown.site.get(&path)?;
        Some((path, content))
    }
}

/// The path of an address, decoded.
fn base(address: Option<&str>) -> String {
    let address = address.unwrap_or_default();
    let path = match address.split_once("://") {
        Some((_, rest)) => rest.split_once('/').map_or("", |(_, path)| path),
        None => address,
    };
    let parts = path.split('/').filter(|part| !part.is_empty());
    parts.map(|part| decode(part) + "/").collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::Output;

    #[test]
    fn a_tab_is_told_what_its_page_is_made_of() {
        let page = |text: &str| Content::Bytes(text.as_bytes().into());
        let with = |changes: &[(&str, &str)]| {
            let mut site = site(&[
                "index.html",
                "a/index.html",
                "own.css",
                "p q.png",
                "404.html",
            ]);
            for (path, text) in changes {
                site.put(OutputPath::new(path).unwrap(), page(text));
            }
            Fresh {
                site,
                ..Fresh::default()
            }
        };
        let first = Published::first(with(&[]), Some("/re po/"), Report::default());
        let next = |published: &Published, changes: &[(&str, &str)]| {
            published.next(with(changes), Some("/re po/"), Report::default(), None)
        };
        assert!(next(&first, &[]).is_none(), "nobody can notice it");
        let second = next(&first, &[("a/index.html", "2")]).unwrap();
        let third = second.next(
            with(&[
                ("own.css", "3"),
                ("p q.png", "3"),
                ("new/index.html", "3"),
                (NAVIGATION, "3"),
            ]),
            Some("/re po/"),
            Report::default(),
            OutputPath::new("new/index.html").ok(),
        );
        let third = third.unwrap();
        let check = |since: u64, path: &str, expected: &str| {
            let changes = third.since(Some(since), path);
            let other = if changes.is_other { "other" } else { "same" };
            let lists = [changes.styles, changes.files].concat().join(" ");
            let followed = changes.followed.unwrap_or_default();
            assert_eq!(
                format!("{other} {lists} {followed}").trim(),
                expected,
                "{since} {path}"
            );
        };
        let files = "/re%20po/own.css /re%20po/p%20q.png /re%20po/new/";
        check(2, "re po/a/", "same");
        check(1, "re po/a/", &format!("other {files}"));
        check(1, "re po/", &format!("same {files}"));
        check(1, "re po/new/", &format!("other {files}"));
        check(0, "re po/a/", &format!("other {files}"));
        check(3, "re po/a/", "other");
        assert!(third.since(None, "re po/").is_other, "a tab of another run");
        assert!(third.since(Some(0), "re po/nothing/").styles.len() == 1);
    }

    fn site(paths: &[&str]) -> Site {
        let output = |path: &&str| Output {
            path: OutputPath::new(path).unwrap(),
            content: Content::Bytes(path.as_bytes().into()),
            source: path.to_string(),
            at: None,
        };
        Site::collect(paths.iter().map(output)).0
    }

    #[test]
    fn a_path_finds_its_file_or_the_slash_it_lacks() {
        let paths = ["index.html", "a/index.html", "ä b/index.html", "x.css", "c"];
        let check = |address: Option<&str>, path: &str, expected: &str| {
            let published = Published::new(site(&paths), address);
            let found = match published.find(path) {
                Found::File(path, _) => path.to_string(),
                Found::Folder(location) => format!("-> {location}"),
                Found::Missing => "nothing".to_string(),
            };
            assert_eq!(found, expected, "{path:?} at {address:?}");
        };
        check(None, "", "index.html");
        check(None, "a/", "a/index.html");
        check(None, "a", "-> /a/");
        check(None, "a/index.html", "a/index.html");
        check(None, "ä b", "-> /%C3%A4%20b/");
        check(None, "c", "c");
        check(None, "A/", "nothing");
        for path in [
            "/",
            "/a/",
            "a//",
            "x.css/",
            "b",
            "..",
            "a/../x.css",
            "CON",
            "a/.",
        ] {
            check(None, path, "nothing");
        }
        for address in ["/re%20po/", "https://example.org/re%20po/", "re po"] {
            check(Some(address), "re po/", "index.html");
            check(Some(address), "re po", "-> /re%20po/");
            check(Some(address), "re po/a", "-> /re%20po/a/");
            check(Some(address), "re po/x.css", "x.css");
            check(Some(address), "", "nothing");
            check(Some(address), "x.css", "nothing");
            check(Some(address), "re pox.css", "nothing");
        }
        check(Some("https://example.org"), "x.css", "x.css");
        check(Some("//evil.example/"), "evil.example", "-> /evil.example/");
    }
}
