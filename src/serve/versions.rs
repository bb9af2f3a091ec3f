//! Which version of each page the preview shows.
//!
//! In: what was shown so far, and a new build with its findings. Out: [`Shown`]. A page with an error is shown as it
//! was last without one; an error that belongs to no page, such as one in `book.toml` or in a template, holds the whole
//! site. Nothing is held that was never without an error.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Severity, Span};
use crate::path::input::InputPath;
use crate::path::output::OutputPath;
use crate::site::Site;

/// A build, as far as the preview needs it.
#[derive(Clone, Debug, Default)]
pub struct Fresh {
    /// All files of the site.
    pub site: Site,
    /// The file of the site that shows each page, by the page's file.
    pub pages: Arc<BTreeMap<InputPath, OutputPath>>,
    /// All that is wrong.
    pub findings: Vec<Diagnostic>,
}

/// What is shown.
#[derive(Clone, Debug, Default)]
pub(crate) struct Shown {
    /// The files.
    pub(crate) site: Site,
    /// Where each page is.
    pages: Arc<BTreeMap<InputPath, OutputPath>>,
    /// The files that are shown with an error, because they were never without.
    unsound: BTreeSet<OutputPath>,
    /// Whether the whole site was once without an error of its own.
    is_sound: bool,
}

impl Shown {
    /// What is shown after a build.
    pub(crate) fn after(&self, fresh: Fresh) -> Shown {
        let Some(wrong) = wrong_pages(&fresh) else {
            return match self.is_sound {
                true => self.clone(),
                false => Shown {
                    site: fresh.site,
                    pages: fresh.pages,
                    unsound: BTreeSet::new(),
                    is_sound: false,
                },
            };
        };
        let mut shown = Shown {
            site: fresh.site,
            pages: fresh.pages,
            unsound: BTreeSet::new(),
            is_sound: true,
        };
        for file in wrong {
            shown.hold(&file, self);
        }
        shown
    }

    /// Puts back a page as it was, also where an error in its front matter has moved it.
    fn hold(&mut self, file: &InputPath, before: &Shown) {
        let old = before.pages.get(file);
        let old = old.filter(|path| before.is_sound && !before.unsound.contains(*path));
        let content = old.and_then(|path| Some((path, before.site.get(path)?)));
        match (content, self.pages.get(file).cloned()) {
            (Some((path, content)), new) => {
                // Another page may have taken its place meanwhile.
                if new.as_ref() == Some(path) || self.site.get(path).is_none() {
                    self.site.put(path.clone(), content.clone());
                    Arc::make_mut(&mut self.pages).insert(file.clone(), path.clone());
                }
            }
            (None, Some(new)) => drop(self.unsound.insert(new)),
            (None, None) => {}
        }
    }
}

/// The pages with errors; `None` if an error belongs to no page. A finding in an included file belongs to the page
/// that it names as well.
fn wrong_pages(fresh: &Fresh) -> Option<BTreeSet<InputPath>> {
    let errors = fresh.findings.iter();
    let errors = errors.filter(|finding| finding.severity == Severity::Error);
    let mut wrong = BTreeSet::new();
    for error in errors {
        let is_page = |span: &&Span| fresh.pages.contains_key(&span.file);
        let first = error.at.iter().find(is_page);
        let also = || error.also.iter().map(|(span, _)| span).find(is_page);
        let page = first.or_else(also)?;
        wrong.insert(page.file.clone());
    }
    Some(wrong)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Code;
    use crate::site::{Content, Output};

    /// A build from `file path content` and the files that are wrong.
    fn fresh(pages: &[(&str, &str, &str)], wrong: &[&str]) -> Fresh {
        let path = |path: &str| OutputPath::new(path).unwrap();
        let output = |(_, at, text): &(&str, &str, &str)| Output {
            path: path(at),
            content: Content::Bytes(text.as_bytes().into()),
            source: at.to_string(),
            at: None,
        };
        let finding = |file: &&str| {
            let finding = Diagnostic::new(Code::C060, "wrong");
            finding.at(Span::new(&InputPath::new(file), 0..0))
        };
        Fresh {
            site: Site::collect(pages.iter().map(output)).0,
            pages: Arc::new(
                pages
                    .iter()
                    .map(|(file, at, _)| (InputPath::new(file), path(at)))
                    .collect(),
            ),
            findings: wrong.iter().map(finding).collect(),
        }
    }

    fn texts(shown: &Shown) -> Vec<String> {
        let text = |(path, content): (&OutputPath, &Content)| match content {
            Content::Bytes(bytes) => format!("{path} {}", String::from_utf8_lossy(bytes)),
            Content::File(_) => path.to_string(),
        };
        shown.site.files().map(text).collect()
    }

    #[test]
    fn pages_with_errors_are_shown_as_they_were_last_without() {
        let mut shown = Shown::default();
        let mut check = |pages: &[(&str, &str, &str)], wrong: &[&str], expected: &[&str]| {
            shown = shown.after(fresh(pages, wrong));
            assert_eq!(texts(&shown), expected);
        };
        check(
            &[("a.md", "a", "1"), ("b.md", "b", "1")],
            &["b.md"],
            &["a 1", "b 1"],
        );
        check(
            &[("a.md", "a", "2"), ("b.md", "b", "2")],
            &["a.md", "b.md"],
            &["a 1", "b 2"],
        );
        check(
            &[("a.md", "a", "3"), ("b.md", "b", "3")],
            &["a.md"],
            &["a 1", "b 3"],
        );
        check(
            &[("a.md", "a", "4"), ("b.md", "b", "4")],
            &["book.toml"],
            &["a 1", "b 3"],
        );
        check(
            &[("a.md", "elsewhere", "5"), ("b.md", "b", "5")],
            &["a.md"],
            &["a 1", "b 5", "elsewhere 5"],
        );
        check(&[("a.md", "elsewhere", "6")], &[], &["elsewhere 6"]);
    }

    #[test]
    fn nothing_is_held_that_was_never_without_an_error() {
        let shown = Shown::default().after(fresh(&[("a.md", "a", "1")], &["book.toml"]));
        assert_eq!(texts(&shown), ["a 1"]);
        let shown = shown.after(fresh(&[("a.md", "a", "2")], &["book.toml", "a.md"]));
        assert_eq!(texts(&shown), ["a 2"]);
        let shown = shown.after(fresh(&[("a.md", "a", "3")], &["a.md"]));
        assert_eq!(texts(&shown), ["a 3"]);
    }
}
