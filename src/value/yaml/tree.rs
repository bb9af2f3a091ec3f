//! Steps to a value.
//!
//! In: [`Step`]s, one at a time. Out: a [`Node`] and [`Fault`]s. Nothing here calls itself: open lists and tables
//! stand on a stack of their own, and an alias is read by reading the steps of its anchor again, so that the bounds
//! on depth and on the number of values hold for aliases as for everything else.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use crate::value::node::{Bounds, Fault, FaultKind, Key, MOST_FAULTS, Node, Value};
use crate::value::yaml::events::{Step, What};
use crate::value::yaml::scalar::resolve;

/// Values are freed and compared by calling themselves, so no setting allows more depth than this.
const DEEPEST: usize = 256;

/// Bytes of a text that an alias repeats for the price of one value, so that a long text is not repeated for nothing.
const BYTES_OF_A_VALUE: usize = 128;

/// A value under construction.
pub(crate) struct Tree<'t> {
    offset: usize,
    bounds: Bounds,
    nodes: usize,
    open: Vec<Open<'t>>,
    root: Option<Node>,
    faults: Vec<Fault>,
    /// Whether an anchor is read again, whose faults are known.
    is_repeating: bool,
    /// Every step so far, if there may be anchors.
    recorded: Option<Vec<Step<'t>>>,
    /// The steps of the anchors whose value is complete.
    anchors: BTreeMap<usize, Range<usize>>,
}

/// A list or a table that is not yet complete.
struct Open<'t> {
    is_map: bool,
    range: Range<usize>,
    items: Vec<Node>,
    entries: Vec<(Key, Node)>,
    /// Where the keys of the table stand.
    keys: BTreeMap<Cow<'t, str>, Range<usize>>,
    awaited: Awaited,
    anchor: usize,
    first_step: usize,
}

/// What a table waits for.
enum Awaited {
    Key,
    Value(Key),
    /// The value of a key that was refused.
    Nothing,
}

/// Whether reading goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Progress {
    /// The next step is welcome.
    More,
    /// A bound was reached; nothing more is read.
    Enough,
}

impl<'t> Tree<'t> {
    /// Nothing yet. `offset` is added to all places.
    pub(crate) fn new(offset: usize, bounds: Bounds, has_anchors: bool) -> Tree<'t> {
        Tree {
            offset,
            bounds: Bounds {
                depth: bounds.depth.min(DEEPEST),
                nodes: bounds.nodes,
            },
            nodes: 0,
            open: Vec::new(),
            root: None,
            faults: Vec::new(),
            is_repeating: false,
            recorded: has_anchors.then(Vec::new),
            anchors: BTreeMap::new(),
        }
    }

    /// Takes the next step of the text.
    pub(crate) fn take(&mut self, step: Step<'t>) -> Progress {
        if let Some(recorded) = &mut self.recorded {
            recorded.push(step.clone());
        }
        match step.what {
            What::Alias(anchor) => self.repeat(anchor, &step.range),
            _ => {
                self.is_repeating = false;
                self.apply(step)
            }
        }
    }

    /// Ends everything that is open but the outermost table, which then takes the steps of its next entries. Says
    /// whether there is such a table.
    pub(crate) fn cut(&mut self) -> bool {
        while self.open.len() > 1 {
            self.close(None);
        }
        self.anchors.clear();
        if let Some(root) = self.open.first_mut() {
            root.awaited = Awaited::Key;
        }
        self.open.first().is_some_and(|root| root.is_map)
    }

    /// Adds a fault; its place is in the text, without the offset.
    pub(crate) fn report(&mut self, mut fault: Fault) {
        let is_known = self.is_repeating && fault.kind != FaultKind::Limit;
        if !is_known && self.faults.len() < MOST_FAULTS {
            fault.range = self.shifted(&fault.range);
            self.faults.push(fault);
        }
    }

    /// The value and the faults.
    pub(crate) fn finish(mut self) -> (Option<Node>, Vec<Fault>) {
        while !self.open.is_empty() {
            self.close(None);
        }
        (self.root, self.faults)
    }

    /// Reads the steps of an anchor again. Places inside it are those of the anchor; the value itself stands where
    /// the alias stands.
    fn repeat(&mut self, anchor: usize, alias: &Range<usize>) -> Progress {
        self.is_repeating = true;
        let mut runs = Vec::new();
        let mut wanted = Some(anchor);
        let mut is_first = true;
        loop {
            if let Some(anchor) = wanted.take() {
                match self.anchors.get(&anchor) {
                    Some(steps) => runs.push(steps.clone()),
                    None => {
                        let message = "this value contains itself".to_string();
                        return self.enough(message, alias.clone());
                    }
                }
            }
            let Some(run) = runs.last_mut() else {
                return Progress::More;
            };
            let recorded = self.recorded.as_deref().unwrap_or_default();
            let Some(step) = run.next().and_then(|at| recorded.get(at)) else {
                runs.pop();
                continue;
            };
            if let What::Alias(anchor) = step.what {
                wanted = Some(anchor);
                continue;
            }
            let mut step = step.clone();
            if let What::Scalar { text, .. } = &step.what {
                self.nodes += text.len() / BYTES_OF_A_VALUE;
            }
            if is_first {
                step.range = alias.clone();
                is_first = false;
            }
            if self.apply(step) == Progress::Enough {
                return Progress::Enough;
            }
        }
    }

    fn apply(&mut self, step: Step<'t>) -> Progress {
        let is_key = matches!(step.what, What::Scalar { .. }) && self.expects_key();
        if !is_key && !matches!(step.what, What::Close) {
            self.nodes += 1;
        }
        if self.nodes > self.bounds.nodes {
            let message = format!("more than {} values", self.bounds.nodes);
            return self.enough(message, step.range);
        }
        let anchor = if self.is_repeating { 0 } else { step.anchor };
        let steps = self.recorded.as_ref().map_or(0, Vec::len);
        match step.what {
            What::Open(is_map) => {
                if self.open.len() >= self.bounds.depth {
                    let depth = self.bounds.depth;
                    let message = format!("lists and tables nested deeper than {depth}");
                    return self.enough(message, step.range);
                }
                self.open.push(Open {
                    is_map,
                    range: step.range,
                    items: Vec::new(),
                    entries: Vec::new(),
                    keys: BTreeMap::new(),
                    awaited: Awaited::Key,
                    anchor,
                    first_step: steps.saturating_sub(1),
                });
            }
            What::Close => {
                self.close((!step.range.is_empty()).then_some(step.range.end));
            }
            What::Scalar { text, is_plain } => {
                if anchor > 0 {
                    self.anchors.insert(anchor, steps - 1..steps);
                }
                if is_key {
                    self.key(text, is_plain, step.range);
                } else {
                    let value = match is_plain {
                        true => resolve(&text),
                        false => Value::String(text.into_owned()),
                    };
                    self.place(value, step.range);
                }
            }
            What::Alias(_) | What::Document => {}
        }
        Progress::More
    }

    fn expects_key(&self) -> bool {
        self.open
            .last()
            .is_some_and(|open| open.is_map && matches!(open.awaited, Awaited::Key))
    }

    /// A key of the innermost table; the first of two equal ones counts.
    fn key(&mut self, name: Cow<'t, str>, is_plain: bool, range: Range<usize>) {
        let shifted = self.shifted(&range);
        let Some(open) = self.open.last_mut() else {
            return;
        };
        open.awaited = Awaited::Nothing;
        if is_plain && name.is_empty() {
            self.report(Fault {
                message: "a key is missing before `:`".to_string(),
                range,
                kind: FaultKind::Syntax,
                help: "write a key, or put the text in quotes".to_string(),
            });
            return;
        }
        if let Some(first) = open.keys.get(&name) {
            // What is read twice after a fault is not written twice.
            if *first != shifted {
                let first = first.clone();
                self.report(Fault {
                    message: format!("`{name}` is set twice"),
                    range,
                    kind: FaultKind::DuplicateKey(first),
                    help: "remove one of the two".to_string(),
                });
            }
            return;
        }
        open.awaited = Awaited::Value(Key {
            name: name.to_string(),
            range: shifted.clone(),
        });
        open.keys.insert(name, shifted);
    }

    /// A complete value goes where it belongs.
    fn place(&mut self, value: Value, range: Range<usize>) {
        let node = Node {
            value,
            range: self.shifted(&range),
        };
        let Some(open) = self.open.last_mut() else {
            self.root = Some(node);
            return;
        };
        open.range.end = open.range.end.max(range.end);
        if !open.is_map {
            open.items.push(node);
            return;
        }
        match std::mem::replace(&mut open.awaited, Awaited::Key) {
            Awaited::Value(key) => open.entries.push((key, node)),
            Awaited::Nothing => {}
            Awaited::Key => {
                open.awaited = Awaited::Nothing;
                self.report(Fault {
                    message: format!("{} cannot be a key", node.kind()),
                    range,
                    kind: FaultKind::Syntax,
                    help: "a key is a single text; put it in quotes if it begins with `[` or `{`"
                        .to_string(),
                });
            }
        }
    }

    /// Ends the innermost list or table, at its closing bracket or else where its last value ends.
    fn close(&mut self, end: Option<usize>) {
        let Some(open) = self.open.pop() else {
            return;
        };
        if open.anchor > 0 {
            let steps = self.recorded.as_ref().map_or(0, Vec::len);
            self.anchors.insert(open.anchor, open.first_step..steps);
        }
        let range = open.range.start..open.range.end.max(end.unwrap_or_default());
        let value = match open.is_map {
            true => Value::Map(open.entries),
            false => Value::List(open.items),
        };
        self.place(value, range);
    }

    fn enough(&mut self, message: String, range: Range<usize>) -> Progress {
        self.report(Fault {
            message,
            range,
            kind: FaultKind::Limit,
            help: "simplify it, or raise the limit in `[limits]` of `book.toml`".to_string(),
        });
        Progress::Enough
    }

    fn shifted(&self, range: &Range<usize>) -> Range<usize> {
        range.start + self.offset..range.end + self.offset
    }
}
