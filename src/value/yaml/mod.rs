//! YAML to a node.
//!
//! In: a text in YAML 1.2 or JSON, its subset; the byte at which it begins in its file; bounds. Out: [`Reading`].
//! After a fault, reading goes on at the next key of the outermost table, so that all faults of a file are told in
//! one run.

mod marks;
mod events;
mod flow;
mod explain;
mod scalar;
mod tree;

use std::ops::Range;

use crate::value::node::{Bounds, Fault, FaultKind, Node, Reading};
use crate::value::yaml::events::{Events, Stop, What};
use crate::value::yaml::explain::explain;
use crate::value::yaml::tree::{Progress, Tree};

/// How often reading goes on after a fault: each time reads the rest of the text once more.
const MOST_ATTEMPTS: usize = 20;

/// Reads one document. `offset` is the byte of the file at which `text` begins. A text without any value is an empty
/// table.
pub fn read(text: &str, offset: usize, bounds: Bounds) -> Reading {
    let mut tree = Tree::new(offset, bounds, text.contains('&'));
    let mut start = 0;
    for attempt in 0..MOST_ATTEMPTS {
        let Some(next) = read_from(text, start, attempt > 0, &mut tree) else {
            break;
        };
        start = next;
    }
    let (root, mut faults) = tree.finish();
    faults.sort_by_key(|fault| fault.range.start);
    Reading {
        node: root.unwrap_or_else(|| Node::empty_map(offset)),
        faults,
    }
}

/// Reads up to the next fault or the end. Says where reading can go on.
fn read_from<'t>(
    text: &'t str,
    start: usize,
    is_resumed: bool,
    tree: &mut Tree<'t>,
) -> Option<usize> {
    let mut events = Events::new(text, start);
    let mut is_first = is_resumed;
    loop {
        match events.next() {
            Ok(Some(step)) if is_first => {
                is_first = false;
                if !matches!(step.what, What::Open(true)) {
                    return None;
                }
            }
            Ok(Some(step)) if matches!(step.what, What::Document) => {
                tree.report(second_document(step.range));
                return None;
            }
            Ok(Some(step)) => {
                if tree.take(step) == Progress::Enough {
                    return None;
                }
            }
            Ok(None) => return None,
            Err(stop) => {
                let fault = explain(text, &stop);
                let after = fault.range.start.max(start);
                let is_limit = fault.kind == FaultKind::Limit;
                if !(is_resumed && is_forgotten_anchor(text, &stop)) {
                    tree.report(fault);
                }
                return match tree.cut() && !is_limit {
                    true => next_key(text, after),
                    false => None,
                };
            }
        }
    }
}

/// Whether an alias names an anchor of the part that was left behind, which is not missing.
fn is_forgotten_anchor(text: &str, stop: &Stop) -> bool {
    let name = text[stop.at..].split(char::is_whitespace).next();
    let anchor = name.and_then(|name| name.strip_prefix('*'));
    stop.info.contains("unknown anchor")
        && anchor.is_some_and(|anchor| text[..stop.at].contains(&format!("&{anchor}")))
}

fn second_document(range: Range<usize>) -> Fault {
    Fault {
        message: "a second document begins here".to_string(),
        range,
        kind: FaultKind::Syntax,
        help: "keep one document; `---` may stand at the beginning only".to_string(),
    }
}

/// The first line after the one at `at` that begins with a key without indentation.
fn next_key(text: &str, at: usize) -> Option<usize> {
    let mut at = at;
    loop {
        at += text[at..].find('\n')? + 1;
        let line = text[at..].lines().next().unwrap_or_default();
        let is_key = |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '"' | '\'');
        if line.starts_with(is_key) && (line.contains(": ") || line.trim_end().ends_with(':')) {
            return Some(at);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    use crate::value::sample::{places, shown};
    use proptest::prelude::{any, prop_assert, proptest};
    use std::time::Instant;

    #[test]
    fn values_are_those_of_the_core_schema() {
        let check = |text: &str, expected: &str| {
            let reading = read(text, 0, Bounds::default());
            assert_eq!(shown(&reading.node), expected, "{text}");
            assert_eq!(reading.faults, [], "{text}");
        };
        check("", "{}");
        check("# nothing\n", "{}");
        check(
            "a: 1\nb: no\nc: 2026-09-01\nd: +2\n",
            r#"{a: 1, b: "no", c: "2026-09-01", d: +2}"#,
        );
        check(
            "a: \"1\"\nb: 'true'\nc:\nd: ~\n",
            r#"{a: "1", b: "true", c: null, d: null}"#,
        );
        check(
            "a: !!str 1\nb: ! 2\nc: !!int \"3\"\nd: !x/y:z 4\n",
            r#"{a: "1", b: "2", c: 3, d: 4}"#,
        );
        check(
            "a:\n- b\n-\n- [c, {d: e}]\n",
            r#"{a: ["b", null, ["c", {d: "e"}]]}"#,
        );
        check(
            "a: |\n  b\n  c\nd: >-\n  e\n  f\n",
            r#"{a: "b\nc\n", d: "e f"}"#,
        );
        check(
            "{\"a\": [1, 2.5, null, true], \"b\": {}}",
            "{a: [1, 2.5, null, true], b: {}}",
        );
        check("{\n\t\"a\": 1,\n\t\"b\":[true]\n}\n", "{a: 1, b: [true]}");
        check("tags: [\n  a,\n  b,\n]\n", r#"{tags: ["a", "b"]}"#);
        check(
            "a: &x [1]\nb: *x\nc: {d: *x}\n",
            "{a: [1], b: [1], c: {d: [1]}}",
        );
        check("a: &x 1\nb: &x 2\nc: *x\n", "{a: 1, b: 2, c: 2}");
        check(
            "a: &x {b: 1}\nc:\n  <<: *x\n",
            "{a: {b: 1}, c: {<<: {b: 1}}}",
        );
        check("&k a: 1\nb: *k\n", r#"{a: 1, b: "a"}"#);
        check("a: b\r\nc: d\r\n", r#"{a: "b", c: "d"}"#);
        check("[1, 2]", "[1, 2]");
        check(
            "a: {to: retry, why: Short, then long}\n",
            r#"{a: {to: "retry", why: "Short", then long: null}}"#,
        );
    }

    #[test]
    fn every_value_knows_its_bytes() {
        let check = |text: &str, path: &[&str], expected: &str| {
            let reading = read(text, 100, Bounds::default());
            let node = path.iter().fold(&reading.node, |node, key| {
                node.get(key).expect("the test names a key")
            });
            assert_eq!(
                &text[node.range.start - 100..node.range.end - 100],
                expected,
                "{text}"
            );
        };
        check("ä: ö # ü\nß: ü\n", &["ß"], "ü");
        check("a: \"b\" # \"c\"\n", &["a"], "\"b\"");
        check("a: 'it''s' \n", &["a"], "'it''s'");
        check("a: &x !!str 'b'\n", &["a"], "'b'");
        check("a: &x # c\n  - d\n  - e\nf: g\n", &["a"], "- d\n  - e");
        check("a:\n- b\n- c\nd: e\n", &["a"], "- b\n- c");
        check("a: |\n  b\n\nc: d\n", &["a"], "b");
        check("a: [b, {c: d,},] # e\n", &["a"], "[b, {c: d,},]");
        check("a: &x 1\nb: *x\n", &["b"], "*x");
        check("a:\nb: c\n", &["a"], "");
    }

    #[test]
    fn what_stands_around_a_fault_is_kept() {
        let check = |text: &str, expected: &str| {
            let reading = read(text, 0, Bounds::default());
            assert!(!reading.faults.is_empty(), "{text}");
            assert_eq!(shown(&reading.node), expected, "{text}");
        };
        check("a: 1\nb: @\nc: 3\n", "{a: 1, c: 3}");
        check("a: &x 1\nb: @\nc: *x\nd: 4\n", "{a: 1, d: 4}");
        check("a: 1\na: 2\nb: 3\n", "{a: 1, b: 3}");
        check("a: [1, @]\nb: 2\n", "{a: [1], b: 2}");
    }

    #[test]
    fn both_places_of_a_key_are_known() {
        let reading = read("ä: 1\nb: {c: 1, c: 2}\nä: 2\n", 10, Bounds::default());
        let kinds: Vec<(Range<usize>, FaultKind)> = reading
            .faults
            .into_iter()
            .map(|fault| (fault.range, fault.kind))
            .collect();
        let expected = [
            (26..27, FaultKind::DuplicateKey(20..21)),
            (32..34, FaultKind::DuplicateKey(10..12)),
        ];
        assert_eq!(kinds, expected);
    }

    #[test]
    #[expect(
        clippy::disallowed_methods,
        reason = "the time of the reader is what is tested"
    )]
    fn bounds_hold_within_two_seconds_whatever_is_written() {
        let check = |name: &str, text: &str| {
            let start = Instant::now();
            let reading = read(text, 0, Bounds::default());
            let seconds = start.elapsed().as_secs_f64();
            assert!(seconds < 2.0, "{name}: {seconds} s");
            reading
                .faults
                .into_iter()
                .any(|fault| fault.kind == FaultKind::Limit)
        };
        let mut bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_string();
        for level in 1..9 {
            let aliases = vec![format!("*a{}", level - 1); 9].join(", ");
            bomb += &format!("a{level}: &a{level} [{aliases}]\n");
        }
        assert!(check("bomb", &bomb));
        let long = format!(
            "a: &a \"{}\"\nb: [{}]",
            "x".repeat(500_000),
            "*a, ".repeat(30_000)
        );
        assert!(check("a long text repeated", &long));
        assert!(check("brackets", &"[".repeat(100_000)));
        assert!(check("braces", &"{a: ".repeat(100_000)));
        assert!(check("dashes", &"- ".repeat(100_000)));
        assert!(check("questions", &"? ".repeat(100_000)));
        assert!(check("a value in itself", "a: &a {b: *a}\n"));
        assert!(check("values", &format!("[{}]", "1, ".repeat(100_001))));
        assert!(!check("anchors", &"- &a b\n".repeat(30_000)));
        assert!(!check("one text", &format!("a: {}", "b ".repeat(500_000))));
        check("equal keys", &"a: 1\n".repeat(30_000));
        check("faults", &"a: @\n".repeat(30_000));
        check("quotes", &"a: \"\n".repeat(30_000));
        check("open brackets", &"a: [\n".repeat(30_000));
        check("tabs", &"a:\n\tb\n".repeat(30_000));
        check(
            "indentation",
            &(0..1_000)
                .map(|depth| " ".repeat(depth) + "a:\n")
                .collect::<String>(),
        );
    }

    #[test]
    fn tags_of_other_languages_run_nothing() {
        let reading = read("a: !!python/object:x {b: c}\n", 0, Bounds::default());
        assert_eq!(
            (shown(&reading.node).as_str(), reading.faults.len()),
            ("{a: {b: \"c\"}}", 0)
        );
    }

    proptest! {
        #[test]
        fn places_lie_inside_the_text(text in proptest::prop_oneof![any::<String>(), "([a-cä]|[:\\-?,\\[\\]{}#&*!|>'\"%@` \n\t\r\u{feff}]|: |- |\n  ){0,60}"]) {
            let reading = read(&text, 3, Bounds::default());
            for range in places(&reading) {
                prop_assert!(range.start >= 3 && text.get(range.start - 3..range.end - 3).is_some(), "{:?} in {:?}", range, text);
            }
        }
    }
}
