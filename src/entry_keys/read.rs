//! All keys of the catalogue of one table.
//!
//! In: the front matter of a page, or defaults. Out: [`Declared`]. A wrong value is reported and left out; everything
//! beside it is kept.

use crate::declared::{Declared, EntryRule};
use crate::diagnostic::{Code, Diagnostic};
use crate::entry_keys::facts::facts;
use crate::entry_keys::foreign;
use crate::entry_keys::names::{self, one_of};
use crate::entry_keys::reader::Reader;
use crate::entry_keys::sources::{examples, publications};
use crate::entry_keys::trade_offs::trade_offs;
use crate::entry_keys::uses::{circumstances, relations};
use crate::path::input::InputPath;
use crate::value::date::is_date;
use crate::value::keys::{as_text, nearest};
use crate::value::node::{Node, Value};

/// Values of `entries`.
const RULES: [(&str, EntryRule); 5] = [
    ("auto", EntryRule::Auto),
    ("page", EntryRule::Page),
    ("h2", EntryRule::SecondLevel),
    ("h3", EntryRule::ThirdLevel),
    ("none", EntryRule::None),
];

/// Reads the keys of the catalogue from a table of a file, whose whole text is `text`. `place` is how messages name
/// the table; empty for the front matter of a page.
pub fn declared(
    node: &Node,
    file: &InputPath,
    text: &str,
    place: &str,
) -> (Declared, Vec<Diagnostic>) {
    let mut reader = Reader {
        file,
        text,
        place,
        found: Vec::new(),
    };
    let reader = &mut reader;
    let mut declared = Declared {
        kind: one_text(node, &["kind"], reader),
        family: one_text(node, &["family"], reader),
        summary: one_text(node, &["summary"], reader),
        problem: one_text(node, &["problem"], reader),
        baseline: one_text(node, &["baseline"], reader),
        status: one_text(node, &["status"], reader),
        maturity: one_text(node, &["maturity"], reader),
        level: one_text(node, &["level"], reader),
        tipping_point: one_text(node, &["tipping_point"], reader),
        reviewed: reviewed(node, reader),
        use_when: one(
            node,
            &[&["use_when"], names::USE_WHEN].concat(),
            circumstances,
            reader,
        ),
        avoid_when: one(
            node,
            &[&["avoid_when"], names::AVOID_WHEN].concat(),
            circumstances,
            reader,
        ),
        facts: one(node, &["facts"], facts, reader).unwrap_or_default(),
        relations: one(node, &["relations"], relations, reader).unwrap_or_default(),
        examples: one(node, &["examples"], examples, reader),
        references: one(node, &["references"], publications, reader),
        entries: one(node, &["entries"], rule, reader).flatten(),
        entry_ids: one(node, &["entry_ids"], entry_ids, reader).unwrap_or_default(),
        ..Declared::default()
    };
    let is_list = |node: &Node| matches!(node.value, Value::List(_));
    if let Some((key, map)) = names::entry(node, "trade-offs")
        && map.value != Value::Null
        && !is_list(map)
    {
        let read = trade_offs(map, &reader.name(&key.name), reader);
        declared.ratings = read.ratings;
        [declared.pros, declared.cons, declared.neutral] = read.arguments;
    }
    foreign::add(&mut declared, node, reader);
    (declared, std::mem::take(&mut reader.found))
}

/// The value of the first of several names, read by `read`.
fn one<T>(
    node: &Node,
    names: &[&str],
    read: fn(&Node, &str, &mut Reader) -> T,
    reader: &mut Reader,
) -> Option<T> {
    let (key, value) = one_of(node, names, reader.file, &mut reader.found)?;
    Some(read(value, &reader.name(&key.name), reader))
}

fn one_text(node: &Node, names: &[&str], reader: &mut Reader) -> Option<String> {
    let read = |node: &Node, place: &str, reader: &mut Reader| reader.text(node, place);
    one(node, names, read, reader).flatten()
}

/// `reviewed`: a date.
fn reviewed(node: &Node, reader: &mut Reader) -> Option<String> {
    let names = [&["reviewed"], names::REVIEWED].concat();
    let read = |node: &Node, place: &str, reader: &mut Reader| {
        let date = reader.text(node, place)?;
        match is_date(&date) {
            true => Some(date),
            false => {
                let finding = Diagnostic::new(Code::C004, format!("`{place}` is no date"))
                    .at(reader.span(node))
                    .label("this names no day that exists")
                    .help("write a date such as `2026-03-31`");
                reader.found.push(finding);
                None
            }
        }
    };
    one(node, &names, read, reader).flatten()
}

/// `entries`: which parts of the page are entries.
fn rule(node: &Node, place: &str, reader: &mut Reader) -> Option<EntryRule> {
    let word = as_text(node).unwrap_or_default();
    let found = RULES.iter().find(|(known, _)| *known == word.trim());
    if let Some((_, rule)) = found {
        return Some(*rule);
    }
    let known = RULES.map(|(known, _)| known);
    let finding = Diagnostic::new(Code::C004, format!("`{place}` does not take this value"))
        .at(reader.span(node))
        .label(format!("allowed: {}", known.join(", ")));
    reader.found.push(match nearest(&word, known) {
        Some(near) => finding.help(format!("did you mean `{near}`?")),
        None => finding.help("write `h2` if each section of the second level is an entry"),
    });
    None
}

/// `entry_ids`: anchors of headings, each with the id of its entry.
fn entry_ids(node: &Node, place: &str, reader: &mut Reader) -> Vec<(String, String)> {
    let mut ids = Vec::new();
    for (key, value) in reader.entries(node, place) {
        if let Some(id) = reader.text(value, &format!("{place}.{}", key.name)) {
            ids.push((key.name.trim_start_matches('#').to_string(), id));
        }
    }
    ids
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::declared::{Basis, FactValue, Point, Written};
    use crate::model::amount::Amount;
    use crate::value::node::Bounds;
    use crate::value::yaml;

    fn read(text: &str) -> Declared {
        let node = yaml::read(text, 0, Bounds::default()).node;
        declared(&node, &InputPath::new("a.md"), text, "").0
    }

    fn number(whole: i64) -> Point {
        Point::Number(Amount::whole(whole))
    }

    #[test]
    fn ratings_are_numbers_words_ranges_or_nothing() {
        let check = |written: &str, expected: Option<Written>| {
            let declared = read(&format!("trade-offs: {{a: {written}}}"));
            let value = declared
                .ratings
                .first()
                .map(|(_, rating)| rating.value.clone());
            assert_eq!(value, expected, "{written}");
            let long = read(&format!("trade-offs: {{a: {{rating: {written}, why: b}}}}"));
            let value = long.ratings.first().map(|(_, rating)| rating.value.clone());
            assert_eq!(value, expected, "{written}");
        };
        let word = |word: &str| Point::Label(word.to_string());
        check("5", Some(Written::Point(number(5))));
        check("+2", Some(Written::Point(number(2))));
        check("'-1'", Some(Written::Point(number(-1))));
        check("2.5", Some(Written::Point(Point::Number(Amount(250)))));
        check("very high", Some(Written::Point(word("very high"))));
        check("[2, high]", Some(Written::Range(number(2), word("high"))));
        check("[3, 3.0]", Some(Written::Point(number(3))));
        check("N/A", Some(Written::NotApplicable));
        check("unknown", Some(Written::Unknown));
        check("~", Some(Written::Unknown));
        check("[4, 2]", None);
        check("[[1], 2]", None);
    }

    #[test]
    fn a_rating_says_why() {
        let text = "trade-offs:\n  a: {rating: 1, why: b, basis: cited, source: c, depends-on: d}";
        let rating = read(text).ratings.remove(0).1;
        assert_eq!(rating.basis, Basis::Cited);
        let texts = [rating.why, rating.source, rating.depends_on].map(Option::unwrap_or_default);
        assert_eq!(texts, ["b", "c", "d"]);
    }

    #[test]
    fn facts_keep_their_words() {
        let text = "facts: {a: no, b: true, c: 2.5, d: few, e: n/a, f: ~, g: 'on', h: 1e3}";
        let flag = |flag, word: &str| FactValue::Flag(flag, word.to_string());
        let values: Vec<FactValue> = read(text)
            .facts
            .into_iter()
            .map(|(_, value)| value)
            .collect();
        let expected = [
            flag(false, "no"),
            flag(true, "true"),
            FactValue::Number(Amount(250)),
            FactValue::Text("few".to_string()),
            FactValue::NotApplicable,
            FactValue::Unknown,
            flag(true, "on"),
            FactValue::Text("1e3".to_string()),
        ];
        assert_eq!(values, expected);
    }

    #[test]
    fn one_value_stands_for_a_list_of_one() {
        let declared = read(
            "use_when: a\navoid_when: {text: b, see: c}\nrelations: {see-also: d}\nexamples: e.py\n\
             references: https://example.org/\ntrade-offs: {neutral: f}\nentry_ids: {'#g': h}",
        );
        assert_eq!(declared.use_when.unwrap_or_default()[0].text, "a");
        let avoid = declared.avoid_when.unwrap_or_default();
        assert_eq!(avoid[0].see.as_deref(), Some("c"));
        let (name, targets) = &declared.relations[0];
        assert_eq!((name.as_str(), targets[0].to.as_str()), ("see_also", "d"));
        assert!(declared.examples.unwrap_or_default()[0].is_run);
        let publication = &declared.references.unwrap_or_default()[0];
        assert_eq!(publication.url.as_deref(), Some("https://example.org/"));
        assert_eq!(declared.neutral.unwrap_or_default()[0].text, "f");
        assert_eq!(declared.entry_ids, [("g".to_string(), "h".to_string())]);
    }

    #[test]
    fn keys_of_other_tools_fill_ours() {
        let declared = read(
            "benefits: [a]\nsupported_qualities: [b, team-autonomy]\n\
             supported_qualities_notes: {b: why b}\ntrade_offs: [c]\ntradeoff_notes: {c: why c}\n\
             best_for: d\nrelated: {x: note, list: [y]}\nrelated_notes: {y: why y}\nprerequisites: [z]\n\
             last_reviewed: 2026-09-01\nredirect_to: /e",
        );
        let shown = |arguments: Option<Vec<crate::declared::Argument>>| -> Vec<String> {
            let arguments = arguments.unwrap_or_default().into_iter();
            let show = |quality: Option<String>| quality.unwrap_or_default();
            arguments
                .map(|argument| format!("{}|{}", argument.text, show(argument.quality)))
                .collect()
        };
        let pros = ["a|", "why b|b", "team autonomy|team-autonomy"];
        assert_eq!(shown(declared.pros), pros);
        assert_eq!(shown(declared.cons), ["why c|c"]);
        assert_eq!(declared.use_when.unwrap_or_default()[0].text, "d");
        let (name, targets) = &declared.relations[0];
        let targets: Vec<(&str, Option<&str>)> = targets
            .iter()
            .map(|target| (target.to.as_str(), target.why.as_deref()))
            .collect();
        let expected = [("x", Some("note")), ("y", Some("why y")), ("z", None)];
        assert_eq!((name.as_str(), &targets[..]), ("see_also", &expected[..]));
        assert_eq!(declared.reviewed.as_deref(), Some("2026-09-01"));
        assert_eq!(declared.entries, Some(EntryRule::None));
        let ours = read("trade-offs: {pros: a}\nbenefits: b\nentries: page\nalias_of: c");
        assert_eq!(shown(ours.pros), ["a|"]);
        assert_eq!(ours.entries, Some(EntryRule::Page));
    }
}
