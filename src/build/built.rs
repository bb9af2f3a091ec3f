//! What a build yields.
//!
//! In: nothing; [`build`](crate::build::build) fills it. Out: [`Build`], and [`Work`], what had to be done for it.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::catalogue::Catalogue;
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Severity};
use crate::path::input::InputPath;
use crate::path::output::OutputPath;
use crate::site::Site;

/// What a build yields.
#[derive(Clone, Debug)]
pub struct Build {
    /// All files of the site.
    pub site: Site,
    /// All findings, in the order of their places.
    pub diagnostics: Vec<Diagnostic>,
    /// The book as a whole.
    pub catalogue: Arc<Catalogue>,
    /// The settings it was built with.
    pub config: Arc<Config>,
    /// How many pages of the author's it holds.
    pub pages: usize,
    /// The file of the site that shows each page, by the page's file.
    pub shown: Arc<BTreeMap<InputPath, OutputPath>>,
    /// What had to be done.
    pub work: Work,
}

/// How many results were computed rather than found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Work {
    /// Pages parsed.
    pub parsed: usize,
    /// Code blocks coloured.
    pub fragments: usize,
    /// Catalogues made: one or none.
    pub catalogues: usize,
    /// Documents rendered.
    pub rendered: usize,
}

impl Build {
    /// Whether the site must not be published: there is an error, or a warning where warnings count as errors.
    pub fn failed(&self) -> bool {
        let worst = self
            .diagnostics
            .iter()
            .map(|finding| finding.severity)
            .min();
        match worst {
            Some(Severity::Error) => true,
            Some(Severity::Warning) => self.config.strict,
            Some(Severity::Note) | None => false,
        }
    }
}
