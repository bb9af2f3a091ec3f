//! The finished site: output path to content.
//!
//! In: documents, data, assets and the author's own files, each with the source it comes from. Out: [`Site`], which
//! `disk/publish.rs` writes and `serve/` sends. Two sources for one path are found here, before anything is written.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use crate::diagnostic::{Code, Diagnostic, Span};
use crate::path::output::OutputPath;
use crate::search::input::SearchInput;
use crate::search::{FOLDER, index};
use crate::sources::Blob;

/// All files of a site.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Site {
    files: Arc<BTreeMap<OutputPath, Content>>,
    later: Option<Later>,
}

/// The files of the search index: made when the site is written, or when somebody asks for one of them. In the preview
/// nobody may ever do so. They lie in a folder of their own, and equal inputs make equal files.
#[derive(Clone, Debug)]
pub struct Later {
    input: Arc<SearchInput>,
    made: Arc<OnceLock<BTreeMap<OutputPath, Content>>>,
}

/// What a file holds.
#[derive(Clone, Debug, Eq)]
pub enum Content {
    /// Made by the build.
    Bytes(Arc<[u8]>),
    /// An author's file, copied as it is.
    File(Blob),
}

/// A file on its way into the site.
#[derive(Clone, Debug)]
pub struct Output {
    /// Where it goes.
    pub path: OutputPath,
    /// What it holds.
    pub content: Content,
    /// What it comes from, for messages: `content/a.md`, `the tag page of api`.
    pub source: String,
    /// Where its source can be found, if a file of the author's is one.
    pub at: Option<Span>,
}

impl Site {
    /// Puts files together. Of two files with one path, or with paths that some file system takes for one, the first
    /// is kept and both are named.
    pub fn collect(outputs: impl IntoIterator<Item = Output>) -> (Site, Vec<Diagnostic>) {
        let mut files = BTreeMap::new();
        let mut findings = Vec::new();
        let mut taken: Taken = BTreeMap::new();
        for output in outputs {
            let key = output.path.collision_key();
            if let Some((source, at)) = taken.get(&key) {
                let problem = format!("both make `{}`", output.path);
                findings.push(collision(&output, &problem, source, at.as_ref()));
                continue;
            }
            // A file cannot stand where another one needs a folder.
            let above = folders(&key).find_map(|folder| taken.get(folder));
            if let Some((source, at)) = above.or_else(|| below(&key, &taken)) {
                let problem = format!("make a file and a folder of one name for `{}`", output.path);
                findings.push(collision(&output, &problem, source, at.as_ref()));
                continue;
            }
            taken.insert(key, (output.source, output.at));
            files.insert(output.path, output.content);
        }
        let files = Arc::new(files);
        (Site { files, later: None }, findings)
    }

    /// The same site with a search index. A file of an author's that lies in the folder of the index is named.
    pub fn with_search(self, input: SearchInput) -> (Site, Vec<Diagnostic>) {
        let in_folder = |path: &&OutputPath| {
            let key = path.collision_key();
            let rest = key.strip_prefix(FOLDER);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        let strays = self.files.keys().filter(in_folder).map(|path| {
            let message = format!("`{path}` lies in the folder of the search index");
            Diagnostic::new(Code::S004, message).help("move the file to another folder")
        });
        let strays = strays.collect();
        let later = Some(Later {
            input: Arc::new(input),
            made: Arc::default(),
        });
        (Site { later, ..self }, strays)
    }

    /// All files: first those that are made already, in the order of their paths, then the others.
    pub fn files(&self) -> impl Iterator<Item = (&OutputPath, &Content)> {
        self.files
            .iter()
            .chain(self.later.iter().flat_map(Later::files))
    }

    /// Makes the files that are otherwise made when somebody asks for one.
    pub fn complete(&self) {
        if let Some(later) = &self.later {
            later.files();
        }
    }

    /// The content of one file.
    pub fn get(&self, path: &OutputPath) -> Option<&Content> {
        let made = self.files.get(path);
        made.or_else(|| {
            let later = self.later.as_ref();
            let later = later.filter(|_| path.as_str().starts_with(FOLDER));
            later.and_then(|later| later.files().get(path))
        })
    }

    /// Puts another content in the place of a file, or a file where there was none.
    pub fn put(&mut self, path: OutputPath, content: Content) {
        Arc::make_mut(&mut self.files).insert(path, content);
    }

    /// The files that differ from those of another site, or that only one of both has; files that are made later are not
    /// looked at.
    pub fn differing(&self, other: &Site) -> BTreeSet<OutputPath> {
        let mut differing = BTreeSet::new();
        let (mut ours, mut theirs) = (self.files.iter().peekable(), other.files.iter().peekable());
        loop {
            let order = match (ours.peek(), theirs.peek()) {
                (Some((one, _)), Some((other, _))) => one.cmp(other),
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (None, None) => return differing,
            };
            let one = ours.next_if(|_| order.is_le());
            let other = theirs.next_if(|_| order.is_ge());
            if let (Some((path, _)), false) = (one.or(other), one == other) {
                differing.insert(path.clone());
            }
        }
    }

    /// How many files there are.
    pub fn len(&self) -> usize {
        self.files.len() + self.later.as_ref().map_or(0, |later| later.files().len())
    }

    /// Whether there is no file.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty() && self.later.is_none()
    }
}

/// Equal contents are mostly the same, and then nothing is read.
impl PartialEq for Content {
    fn eq(&self, other: &Content) -> bool {
        match (self, other) {
            (Content::Bytes(one), Content::Bytes(other)) => Arc::ptr_eq(one, other) || one == other,
            (Content::File(one), Content::File(other)) => one == other,
            (Content::Bytes(_), Content::File(_)) | (Content::File(_), Content::Bytes(_)) => false,
        }
    }
}

impl Later {
    fn files(&self) -> &BTreeMap<OutputPath, Content> {
        self.made.get_or_init(|| {
            let files = index(&self.input).into_iter();
            files
                .map(|(path, bytes)| (path, Content::Bytes(bytes)))
                .collect()
        })
    }
}

impl PartialEq for Later {
    fn eq(&self, other: &Later) -> bool {
        self.input == other.input
    }
}

impl Eq for Later {}

/// The sources of the files so far, by collision key.
type Taken = BTreeMap<String, (String, Option<Span>)>;

/// The folders above a path, outermost first.
fn folders(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(end, _)| &path[..end])
}

/// A file for which the path would have to be a folder.
fn below<'t>(path: &str, taken: &'t Taken) -> Option<&'t (String, Option<Span>)> {
    let folder = format!("{path}/");
    let (first, source) = taken.range(folder.clone()..).next()?;
    first.starts_with(&folder).then_some(source)
}

fn collision(output: &Output, problem: &str, other: &str, other_at: Option<&Span>) -> Diagnostic {
    let message = format!("{} and {other} {problem}", output.source);
    let mut finding = Diagnostic::new(Code::S004, message)
        .help("rename one of them, or give one page a `slug` of its own");
    if let Some(at) = &output.at {
        finding = finding.at(at.clone());
    }
    match other_at {
        Some(at) if finding.at.is_some() => finding.also(at.clone(), "the other one"),
        Some(at) => finding.at(at.clone()),
        None => finding,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_that_changed_came_or_went_differ() {
        let site = |files: &[(&str, &str)]| {
            let mut site = Site::default();
            for (path, text) in files {
                let content = Content::Bytes(text.as_bytes().into());
                site.put(OutputPath::new(path).unwrap(), content);
            }
            site
        };
        let check = |one: &[(&str, &str)], other: &[(&str, &str)], expected: &[&str]| {
            let differing = site(one).differing(&site(other));
            let differing: Vec<&str> = differing.iter().map(OutputPath::as_str).collect();
            assert_eq!(differing, expected);
        };
        check(&[], &[], &[]);
        check(&[("a", "1"), ("b", "1")], &[("a", "1"), ("b", "1")], &[]);
        check(&[("a", "1"), ("b", "1")], &[("a", "2"), ("b", "1")], &["a"]);
        check(&[("a", "1"), ("c", "1")], &[("b", "1")], &["a", "b", "c"]);
        check(
            &[("b", "1")],
            &[("a", "1"), ("b", "1"), ("c", "1")],
            &["a", "c"],
        );
    }

    #[test]
    fn two_sources_for_one_file_are_named() {
        let output = |path: &str, source: &str| Output {
            path: OutputPath::new(path).unwrap(),
            content: Content::Bytes(Arc::from(&b"x"[..])),
            source: source.to_string(),
            at: None,
        };
        let check = |paths: &[(&str, &str)], expected: &[&str]| {
            let (site, findings) =
                Site::collect(paths.iter().map(|(path, source)| output(path, source)));
            let messages: Vec<&str> = findings
                .iter()
                .map(|finding| finding.message.as_str())
                .collect();
            assert_eq!(messages, expected);
            assert_eq!(site.len(), paths.len() - expected.len());
        };
        check(
            &[("a/index.html", "`A.md`"), ("A/index.html", "`a.md`")],
            &["`a.md` and `A.md` both make `A/index.html`"],
        );
        check(
            &[("a", "`a`"), ("b", "`b`"), ("A/index.html", "`A.md`")],
            &["`A.md` and `a` make a file and a folder of one name for `A/index.html`"],
        );
        check(
            &[
                ("a/b/index.html", "`b.md`"),
                ("a/b", "`b`"),
                ("a/bc", "`bc`"),
            ],
            &["`b` and `b.md` make a file and a folder of one name for `a/b`"],
        );
    }
}
