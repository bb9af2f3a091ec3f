//! The name of an entry, from a heading.
//!
//! In: a heading. Out: [`SectionHeading`]: its name without number, emoji and brackets, what stood in brackets as
//! other names, and a short id.

use crate::declared::SectionHeading;
use crate::ingest::labels::{tokens, without_shortcode};
use crate::path::anchor::Anchor;

/// The heading of a section. `text` is what it says, or the part of it that names something.
pub fn heading(level: u8, anchor: &Anchor, text: &str) -> SectionHeading {
    let plain = undecorated(text);
    let (outside, brackets) = brackets(plain);
    let name = match outside.contains(char::is_alphanumeric) {
        true => outside,
        // Nothing but brackets is a name all the same.
        false => plain.to_string(),
    };
    let aliases = brackets.iter().flat_map(|inner| inner.split([',', ';']));
    let aliases = aliases.map(|alias| alias.trim().to_string());
    let slug = match slug(&name) {
        empty if empty.is_empty() => anchor.as_str().to_string(),
        slug => slug,
    };
    SectionHeading {
        level,
        anchor: anchor.clone(),
        aliases: aliases
            .filter(|alias| alias.contains(char::is_alphanumeric) && *alias != name)
            .collect(),
        name,
        slug,
    }
}

/// A heading without number, emoji and a colon at its end.
fn undecorated(text: &str) -> &str {
    let text = without_emoji(text);
    let text = without_emoji(without_number(text));
    text.trim_end_matches(|letter: char| {
        letter.is_whitespace() || letter == ':' || is_emoji(letter)
    })
}

/// A text without the emoji before it.
pub fn without_emoji(text: &str) -> &str {
    let is_decoration = |letter: char| letter.is_whitespace() || is_emoji(letter);
    without_shortcode(text.trim_start_matches(is_decoration)).trim_start()
}

/// A text without `1.`, `1)`, `1.2` or `1 –` before it. A number alone belongs to the name, as in `12 factors`.
fn without_number(text: &str) -> &str {
    let end = text.find(|letter: char| !letter.is_ascii_digit() && letter != '.');
    let (number, rest) = text.split_at(end.unwrap_or(text.len()));
    let keycap = rest.trim_start_matches(['\u{fe0f}', '\u{20e3}']);
    let rest_is_apart = rest.starts_with(char::is_whitespace);
    let rest = match number.starts_with(|digit: char| digit.is_ascii_digit()) {
        true if keycap.len() < rest.len() => Some(keycap),
        true if rest.starts_with([')', ':']) => rest.get(1..),
        true if number.contains('.') && rest_is_apart => Some(rest),
        true => [" - ", " – ", " — "]
            .iter()
            .find_map(|dash| rest.strip_prefix(dash)),
        false => None,
    };
    rest.map_or(text, str::trim_start)
}

fn is_emoji(letter: char) -> bool {
    matches!(
        letter,
        '\u{1f000}'..='\u{1faff}'
            | '\u{2600}'..='\u{27bf}'
            | '\u{2b00}'..='\u{2bff}'
            | '\u{fe0f}'
            | '\u{200d}'
            | '\u{20e3}'
    )
}

/// The text outside of brackets, and the texts inside. A bracket that is never closed is a part of the text.
fn brackets(text: &str) -> (String, Vec<&str>) {
    let mut outside = String::new();
    let mut inside = Vec::new();
    let mut done = 0;
    let mut open: Option<(usize, usize)> = None;
    for (at, letter) in text.char_indices() {
        open = match (letter, open) {
            ('(' | '（', None) => Some((at, 1)),
            ('(' | '（', Some((start, depth))) => Some((start, depth + 1)),
            (')' | '）', Some((start, 1))) => {
                outside.push_str(&text[done..start]);
                outside.push(' ');
                let width = text[start..].chars().next().map_or(0, char::len_utf8);
                inside.push(text[start + width..at].trim());
                done = at + letter.len_utf8();
                None
            }
            (')' | '）', Some((start, depth))) => Some((start, depth - 1)),
            (_, open) => open,
        };
    }
    outside.push_str(&text[done..]);
    let words: Vec<&str> = outside.split_whitespace().collect();
    (words.join(" "), inside)
}

/// The name in kebab case, without `architecture`, `pattern` or `design pattern` at its end, whether or not
/// `in` and a language follow.
fn slug(name: &str) -> String {
    let words: Vec<String> = tokens(name).into_iter().map(|(word, _)| word).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let core = match words.as_slice() {
        [core @ .., "in", _] if ends_in_kind(core) => core,
        all => all,
    };
    let core = match core {
        [core @ .., "design", "pattern"] | [core @ .., "architecture" | "pattern"] => core,
        _ => words.as_slice(),
    };
    let core = if core.is_empty() { &words } else { core };
    core.join("-")
}

fn ends_in_kind(words: &[&str]) -> bool {
    matches!(words, [.., "architecture" | "pattern"])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_become_names() {
        let anchor = Anchor::written("here").unwrap();
        let check = |text: &str, name: &str, slug: &str, aliases: &[&str]| {
            let heading = heading(2, &anchor, text);
            assert_eq!(heading.name, name, "{text}");
            assert_eq!(heading.slug, slug, "{text}");
            assert_eq!(heading.aliases, aliases, "{text}");
        };
        check(
            "4. Model-View-Controller (MVC) Architecture",
            "Model-View-Controller Architecture",
            "model-view-controller",
            &["MVC"],
        );
        check("Layers (n-Tier)", "Layers", "layers", &["n-Tier"]);
        check(
            "Onion (Ports and Adapters, Hexagon)",
            "Onion",
            "onion",
            &["Ports and Adapters", "Hexagon"],
        );
        check("1.2 Broker", "Broker", "broker", &[]);
        check("1) Broker", "Broker", "broker", &[]);
        check("1 – Broker", "Broker", "broker", &[]);
        check("2️⃣ Broker", "Broker", "broker", &[]);
        check("🏛 Broker:", "Broker", "broker", &[]);
        check(":classical_building: Broker", "Broker", "broker", &[]);
        check("12 factors", "12 factors", "12-factors", &[]);
        check("3-tier architecture", "3-tier architecture", "3-tier", &[]);
        check(
            "Singleton Design Pattern in Python",
            "Singleton Design Pattern in Python",
            "singleton",
            &[],
        );
        check("Observer pattern", "Observer pattern", "observer", &[]);
        check(
            "Strangler in depth",
            "Strangler in depth",
            "strangler-in-depth",
            &[],
        );
        check("Architecture", "Architecture", "architecture", &[]);
        check("Façade", "Façade", "facade", &[]);
        check("f(g(x)) here", "f here", "f-here", &["g(x)"]);
        check("Half (open", "Half (open", "half-open", &[]);
        check("(Only)", "(Only)", "only", &["Only"]);
        check("Empty ()", "Empty", "empty", &[]);
        check("**", "**", "here", &[]);
        check("C++ modules", "C++ modules", "c-modules", &[]);
        check("層（Layers）", "層", "層", &["Layers"]);
    }
}
