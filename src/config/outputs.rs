//! `[outputs]`: files for machines beside the pages.
//!
//! In: the table. Out: [`Outputs`].

use std::collections::BTreeSet;

use crate::config::table::{Idle, Table};
use crate::diagnostic::Diagnostic;
use crate::path::input::InputPath;
use crate::value::keys::nearest;
use crate::value::node::Node;

/// What can be switched off.
const NAMES: [&str; 7] = [
    "sitemap", "robots", "feed", "llms", "markdown", "json-ld", "data",
];

/// What is written beside the pages: `[outputs]`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outputs {
    /// `off`: names of what is not written.
    pub off: BTreeSet<String>,
}

impl Outputs {
    /// Reads the table.
    pub(crate) fn read(node: &Node, file: &InputPath, found: &mut Vec<Diagnostic>) -> Outputs {
        let mut table = Table::new(node, file, "outputs");
        let mut off = BTreeSet::new();
        for (name, range) in table.keys.texts("off").unwrap_or_default() {
            if NAMES.contains(&name.as_str()) {
                off.insert(name);
                continue;
            }
            let help = match nearest(&name, NAMES) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("write some of: {}", NAMES.join(", ")),
            };
            table.refuse("off", range, &help);
        }
        table.idle(&[("host", Idle::Text(&["plain"]))]);
        found.extend(table.finish());
        Outputs { off }
    }

    /// Whether something is written.
    pub fn has(&self, name: &str) -> bool {
        !self.off.contains(name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::table::marked;
    use crate::value::node::Bounds;
    use crate::value::toml;

    #[test]
    fn everything_is_written_unless_it_is_switched_off() {
        let check = |text: &str, expected: bool, findings: &[(&str, &str)]| {
            let node = toml::read(text, 0, Bounds::default()).node;
            let mut found = Vec::new();
            let outputs = Outputs::read(&node, &InputPath::new("book.toml"), &mut found);
            assert_eq!(outputs.has("data"), expected, "{text}");
            assert_eq!(marked(text, &found), findings, "{text}");
        };
        check("", true, &[]);
        check("off = ['feed', 'json-ld']", true, &[]);
        check("off = ['data']", false, &[]);
        check("off = ['dta', 'data']", false, &[("B003", "'dta'")]);
        check("off = 'data'", true, &[("B003", "'data'")]);
        check("host = 'netlify'", true, &[("B019", "host")]);
        check("on = []", true, &[("B001", "on")]);
    }
}
