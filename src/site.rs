//! The finished site: output path to content.
//!
//! In: documents, data, assets and the author's own files, each with the source it comes from. Out: [`Site`], which
//! `disk/publish.rs` writes and `serve/` sends. Two sources for one path are found here, before anything is written.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Span};
use crate::path::output::OutputPath;
use crate::sources::Blob;

/// All files of a site.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Site {
    files: BTreeMap<OutputPath, Content>,
}

/// What a file holds.
#[derive(Clone, Debug, PartialEq, Eq)]
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
        let mut site = Site::default();
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
            site.files.insert(output.path, output.content);
        }
        (site, findings)
    }

    /// The files in the order of their paths.
    pub fn files(&self) -> impl Iterator<Item = (&OutputPath, &Content)> {
        self.files.iter()
    }

    /// The content of one file.
    pub fn get(&self, path: &OutputPath) -> Option<&Content> {
        self.files.get(path)
    }

    /// How many files there are.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there is no file.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
}

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
