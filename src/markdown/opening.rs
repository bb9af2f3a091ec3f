//! What a container becomes.
//!
//! In: its name, its fold mark, its attributes. Out: [`Opening`]: element, attributes, and what its title is unless the
//! author gives one. Alerts have one element however they are written, so they look and are announced alike.

use crate::diagnostic::Diagnostic;
use crate::markdown::attributes::{Attributes, dropped, is_plain_name};
use crate::markdown::container_line::Fold;
use crate::markdown::ids::{Ids, Owner};
use crate::markdown::kinds::Kind;
use crate::path::input::InputPath;
use crate::words::Words;

/// The beginning of a container.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    /// What its content means.
    pub role: Role,
    /// Its element.
    pub element: &'static str,
    /// The attributes of the element.
    pub attributes: Vec<(String, String)>,
    /// Element and class of the title.
    pub title_element: (&'static str, &'static str),
    /// The title, unless the author gives one; empty for none.
    pub title: String,
}

/// What the content of a container means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Nothing but itself.
    Plain,
    /// Tabs stand in it.
    Tabs,
    /// Each fence in it is a tab.
    CodeGroup,
}

impl Opening {
    /// An alert or `details`; `None` if the name is not known.
    pub fn of(name: &str, fold: Fold, words: &Words, own: &[String]) -> Option<Opening> {
        if name.eq_ignore_ascii_case("details") {
            let title = ("summary", "");
            let details = Opening::new("details", "", title, words.details.to_string());
            return Some(details.opened(fold == Fold::Open));
        }
        let Kind { class, title } = Kind::of(name, words, own)?;
        if fold == Fold::Never {
            let mut alert = Opening::new("div", &class, ("p", "alert-title"), title);
            alert.push("role", "note");
            return Some(alert);
        }
        let alert = Opening::new("details", &class, ("summary", "alert-title"), title);
        Some(alert.opened(fold == Fold::Open))
    }

    /// What holds tabs, which are linked with those of the same group.
    pub fn tabs(role: Role, group: Option<&str>) -> Opening {
        let mut tabs = Opening::new("div", "tabs", ("p", ""), String::new());
        if let Some(group) = group {
            tabs.push("data-group", group);
        }
        tabs.role = role;
        tabs
    }

    /// A tab, below a heading of a level.
    pub fn tab(level: u8, label: String, value: &str) -> Opening {
        let heading = ["h2", "h3", "h4", "h5", "h6"][usize::from(level.clamp(1, 5)) - 1];
        let mut tab = Opening::new("section", "tab", (heading, "tab-title"), label);
        tab.push("data-value", value);
        tab
    }

    /// What stands in the place of a container whose name is not known.
    pub fn unknown(name: &str) -> Opening {
        Opening::new("div", name, ("p", ""), String::new())
    }

    fn new(
        element: &'static str,
        class: &str,
        title_element: (&'static str, &'static str),
        title: String,
    ) -> Opening {
        let mut opening = Opening {
            role: Role::Plain,
            element,
            attributes: Vec::new(),
            title_element,
            title,
        };
        if !class.is_empty() {
            opening.push("class", class);
        }
        opening
    }

    /// The same, open or not.
    pub fn opened(mut self, is_open: bool) -> Opening {
        let is_there = self.attributes.iter().any(|(name, _)| name == "open");
        if is_open && !is_there {
            self.push("open", "");
        }
        self
    }

    fn push(&mut self, name: &str, value: &str) {
        self.attributes.push((name.to_string(), value.to_string()));
    }

    fn push_classes(&mut self, classes: &[String]) {
        if classes.is_empty() {
            return;
        }
        let classes = classes.join(" ");
        match self.attributes.iter_mut().find(|(name, _)| name == "class") {
            Some((_, class)) => *class = format!("{class} {classes}"),
            None => self.push("class", &classes),
        }
    }

    /// Adds the attributes that an author may set; what is wrong with the others.
    pub fn set(&mut self, written: Attributes, ids: &mut Ids, file: &InputPath) -> Vec<Diagnostic> {
        self.push_classes(&written.classes);
        let mut findings = Vec::new();
        if let Some((id, range)) = written.id {
            match ids.give(&id, Owner::Container(range.clone()), file, range) {
                None => self.push("id", &id),
                Some(finding) => findings.push(finding),
            }
        }
        for other in written.others {
            let is_new = self.attributes.iter().all(|(name, _)| *name != other.name);
            let is_data = other.name.strip_prefix("data-").is_some_and(is_plain_name);
            match is_data && is_new {
                true => self.push(&other.name, &other.value),
                false => findings.push(dropped(&other.name, file, other.range)),
            }
        }
        findings
    }
}
