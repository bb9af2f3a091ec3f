//! What is wrong with the settings of generated pages.
//!
//! In: a setting and what is wrong with it. Out: [`Problem`]. What can be told from the settings alone was told when they
//! were read; what is told here takes the entries. These values know no places in files; whoever has read the settings
//! knows where each stands.

use crate::diagnostic::{Code, Diagnostic};
use crate::model::Model;
use crate::value::keys::nearest;

/// A finding about a setting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The keys below `[catalogue]`, outermost first; an item of a list by its id: `["matrix", "styles", "columns",
    /// "fact:undo"]`. Where nothing stands at the whole path, the longest part of it that is there is meant.
    pub setting: Vec<String>,
    /// The finding, without a place.
    pub finding: Diagnostic,
}

impl Problem {
    /// A finding about the setting with these keys.
    pub fn new(setting: &[&str], code: Code, message: impl Into<String>) -> Problem {
        Problem {
            setting: setting.iter().map(|key| (*key).to_string()).collect(),
            finding: Diagnostic::new(code, message),
        }
    }

    /// Says what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Problem {
        self.finding = self.finding.help(help);
        self
    }

    /// The id of an entry that is not there: suggests the nearest one that is, or where ids come from.
    #[must_use]
    pub fn suggest_entry<'a>(self, id: &str, known: impl Iterator<Item = &'a str>) -> Problem {
        match nearest(id, known) {
            Some(near) => self.help(format!("did you mean `{near}`?")),
            None => self.help(
                "an entry is named by its id, which is the name of its file unless it has another",
            ),
        }
    }

    /// The id of a quality that is not there: suggests the nearest one that is, or what makes one.
    #[must_use]
    pub fn suggest_quality(self, id: &str, model: &Model) -> Problem {
        match nearest(id, model.qualities.iter().map(|known| known.id.as_str())) {
            Some(near) => self.help(format!("did you mean `{near}`?")),
            None => self.help("a quality is there as soon as a page rates it, or `[[catalogue.quality]]` declares it"),
        }
    }
}
