//! `[catalogue.examples]`: how `patternbook test` runs examples. Nothing else runs anything.
//!
//! In: the table of the catalogue. Out: [`Examples`]: a command for each language, and what holds for all.

use std::collections::BTreeMap;

use crate::config::table::Table;
use crate::diagnostic::{Code, Diagnostic};
use crate::path::input::InputPath;
use crate::value::keys::as_text;
use crate::value::node::{Node, Value};

/// What stands in a command for the file of the example.
pub const FILE: &str = "{file}";

/// Seconds that an example may take unless something else is said.
const USUAL_TIMEOUT: u64 = 10;

/// The longest time that may be asked for, in seconds.
pub const LONGEST_TIMEOUT: u64 = 3600;

/// How examples are run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Examples {
    /// How many seconds each may take.
    pub timeout: u64,
    /// A program and its arguments for each language. One of them holds [`FILE`].
    pub commands: BTreeMap<String, Vec<String>>,
    /// Whether Python examples may import nothing but the standard library.
    pub stdlib_only: bool,
}

impl Default for Examples {
    fn default() -> Examples {
        Examples {
            timeout: USUAL_TIMEOUT,
            commands: BTreeMap::new(),
            stdlib_only: false,
        }
    }
}

/// Reads `examples` of `[catalogue]`.
pub(crate) fn read(catalogue: &Node, file: &InputPath, found: &mut Vec<Diagnostic>) -> Examples {
    let Some(node) = catalogue.get("examples") else {
        return Examples::default();
    };
    let mut table = Table::new(node, file, "catalogue.examples");
    let timeout = table.keys.number("timeout", 1..LONGEST_TIMEOUT + 1);
    let stdlib_only = table.keys.flag("stdlib_only");
    let run = table.keys.take("run");
    let commands = run.map_or_else(BTreeMap::new, |run| commands(run, &mut table));
    found.extend(table.keys.finish(Code::C075));
    Examples {
        timeout: timeout.unwrap_or(USUAL_TIMEOUT),
        commands,
        stdlib_only: stdlib_only.unwrap_or(false),
    }
}

fn commands(run: &Node, table: &mut Table) -> BTreeMap<String, Vec<String>> {
    if !matches!(run.value, Value::Map(_)) {
        let expected = "a table of languages, each with a list";
        let _: Option<()> = table.keys.report_wrong("run", run, expected);
    }
    let mut commands = BTreeMap::new();
    for (language, node) in run.entries() {
        let words: Option<Vec<String>> = match &node.value {
            Value::List(items) => items.iter().map(as_text).collect(),
            _ => None,
        };
        match words {
            Some(words) if words.iter().any(|word| word.contains(FILE)) => {
                commands.insert(language.name.to_lowercase(), words);
            }
            _ => table.refuse(
                "run",
                node.range.clone(),
                "write a program and its arguments as a list of texts, one of them with `{file}`: \
                 `[\"python3\", \"{file}\"]`",
            ),
        }
    }
    commands
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::table::marked;
    use crate::value::node::Bounds;
    use crate::value::toml;

    #[test]
    fn a_command_is_a_list_that_names_the_file() {
        let check = |text: &str, findings: &[(&str, &str)]| {
            let node = toml::read(text, 0, Bounds::default()).node;
            let mut found = Vec::new();
            let examples = read(&node, &InputPath::new("book.toml"), &mut found);
            assert_eq!(marked(text, &found), findings, "{text}");
            examples
        };
        assert_eq!(check("", &[]), Examples::default());
        let text =
            "[examples]\ntimeout = 3\nstdlib_only = true\nrun.Python = ['python3', '{file}']";
        let read = check(text, &[]);
        assert_eq!((read.timeout, read.stdlib_only), (3, true));
        assert_eq!(read.commands["python"], ["python3", "{file}"]);
        check("examples.run.sh = 'sh {file}'", &[("B003", "'sh {file}'")]);
        check("examples.run.sh = ['sh']", &[("B003", "['sh']")]);
        check("examples.run = 'sh'", &[("B003", "'sh'")]);
        check("examples.timeout = 0", &[("B003", "0")]);
        check("examples.timout = 1", &[("C075", "timout")]);
    }
}
