//! Ways to values of front matter, so that findings of later stages have places.
//!
//! In: a [`KeyPath`] and a table as written. Out: the bytes of the value or of its key. Names are compared without
//! regard to `-` and `_`, one value may stand where a list of them can, and keys of other tools that are read in the
//! place of ours are looked into.

use std::ops::Range;

use crate::entry_keys::names::{entry, synonyms};
use crate::value::node::{Node, Value};

/// The way to a value: keys, and places in lists.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct KeyPath {
    steps: Vec<Step>,
}

/// A step on the way to a value.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Step {
    Key(String),
    Item(usize),
}

/// Keys of tables in whose place their value alone may stand.
const MAIN: [&str; 3] = ["rating", "text", "to"];

/// How far a path leads.
struct Reached<'n> {
    node: &'n Node,
    /// The bytes of the last key.
    key: Option<Range<usize>>,
    steps: usize,
}

impl KeyPath {
    /// The path to a key of the front matter.
    pub fn of(key: &str) -> KeyPath {
        KeyPath { steps: Vec::new() }.key(key)
    }

    /// The path to a key of the table that this one leads to.
    #[must_use]
    pub fn key(mut self, key: &str) -> KeyPath {
        self.steps.push(Step::Key(key.to_string()));
        self
    }

    /// The path to an item, counted from 0, of the list that this one leads to.
    #[must_use]
    pub fn item(mut self, index: usize) -> KeyPath {
        self.steps.push(Step::Item(index));
        self
    }

    /// The bytes of the value in a table; those of the nearest table or list around it, if the path leads no further;
    /// the first byte of the table, if it has not even the first key.
    pub fn value_in(&self, node: &Node) -> Range<usize> {
        let reached = self.follow(node);
        match reached.steps {
            0 => node.range.start..node.range.start,
            _ => reached.node.range.clone(),
        }
    }

    /// The bytes of the last key of the path in a table, else as [`KeyPath::value_in`].
    pub fn key_in(&self, node: &Node) -> Range<usize> {
        let reached = self.follow(node);
        reached.key.unwrap_or_else(|| self.value_in(node))
    }

    /// Whether the whole path is there.
    pub fn is_in(&self, node: &Node) -> bool {
        self.follow(node).steps == self.steps.len()
    }

    fn follow<'n>(&self, node: &'n Node) -> Reached<'n> {
        let own = walk(node, &self.steps);
        if own.steps == self.steps.len() {
            return own;
        }
        let keys: Vec<&str> = self.steps.iter().map_while(Step::as_key).collect();
        for (target, names) in synonyms() {
            if !keys.starts_with(target) {
                continue;
            }
            let rest = &self.steps[target.len()..];
            let found = names.iter().find_map(|name| {
                let (key, value) = entry(node, name)?;
                let reached = walk(value, rest);
                Some(Reached {
                    key: reached.key.or(Some(key.range.clone())),
                    steps: reached.steps + 1,
                    node: reached.node,
                })
            });
            if let Some(found) = found {
                return found;
            }
        }
        own
    }
}

impl Step {
    fn as_key(&self) -> Option<&str> {
        match self {
            Step::Key(name) => Some(name),
            Step::Item(_) => None,
        }
    }
}

fn walk<'n>(node: &'n Node, steps: &[Step]) -> Reached<'n> {
    let mut reached = Reached {
        node,
        key: None,
        steps: 0,
    };
    for step in steps {
        let next = match (step, &reached.node.value) {
            (Step::Key(name), value)
                if MAIN.contains(&name.as_str()) && !matches!(value, Value::Map(_)) =>
            {
                Some((reached.key.clone(), reached.node))
            }
            (Step::Key(name), _) => {
                let found = entry(reached.node, name);
                found.map(|(key, value)| (Some(key.range.clone()), value))
            }
            (Step::Item(index), Value::List(items)) => {
                let item = items.get(*index);
                item.map(|item| (reached.key.clone(), item))
            }
            (Step::Item(0), _) => Some((reached.key.clone(), reached.node)),
            (Step::Item(_), _) => None,
        };
        let Some((key, node)) = next else {
            return reached;
        };
        reached = Reached {
            node,
            key,
            steps: reached.steps + 1,
        };
    }
    reached
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::node::Bounds;
    use crate::value::yaml;

    #[test]
    fn a_path_leads_to_a_value_and_to_its_key() {
        let text = "tradeoffs:\n  scalability: 5\n  range: [2, 4]\n  pros: one\nadvantages: [a]\nuse-when: [x, {text: y}]\n\
                    related: [z]\n";
        let node = yaml::read(text, 0, Bounds::default()).node;
        let check = |path: KeyPath, key: &str, value: &str| {
            let found = (&text[path.key_in(&node)], &text[path.value_in(&node)]);
            assert_eq!(found, (key, value), "{path:?}");
        };
        let ratings = || KeyPath::of("trade-offs");
        check(ratings().key("scalability"), "scalability", "5");
        check(ratings().key("scalability").key("why"), "scalability", "5");
        check(ratings().key("range").key("rating").item(1), "range", "4");
        check(ratings().key("pros").item(0), "pros", "one");
        check(KeyPath::of("use_when").item(1).key("text"), "text", "y");
        check(KeyPath::of("use_when").item(0), "use-when", "x");
        check(
            KeyPath::of("relations").key("see_also").item(0),
            "related",
            "z",
        );
        check(KeyPath::of("kind"), "", "");
        assert!(ratings().key("pros").is_in(&node) && !ratings().key("cons").is_in(&node));
    }
}
