//! The kinds of alerts: names, colours and words.
//!
//! In: the name in `:::name`, `> [!NAME]` or `!!! name`. Out: [`Kind`]. There are five colours, each with a shape of
//! its own; other names share one of them and keep their own word.

use crate::words::Words;

/// How an alert looks, and what it says in its own name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kind {
    /// The classes of its element.
    pub class: String,
    /// Its title, unless the author gives one.
    pub title: String,
}

/// The longest name, in bytes.
const MAX_NAME: usize = 64;

type Row = (&'static str, &'static str, fn(&Words) -> &'static str);

/// Name, colour, word.
const KINDS: &[Row] = &[
    ("abstract", "note", |words| words.abstract_),
    ("attention", "warning", |words| words.attention),
    ("bug", "caution", |words| words.bug),
    ("caution", "caution", |words| words.caution),
    ("check", "tip", |words| words.check),
    ("cite", "note", |words| words.quote),
    ("danger", "caution", |words| words.danger),
    ("done", "tip", |words| words.task_done),
    ("error", "caution", |words| words.error),
    ("example", "important", |words| words.example),
    ("fail", "caution", |words| words.failure),
    ("failure", "caution", |words| words.failure),
    ("faq", "important", |words| words.faq),
    ("help", "important", |words| words.help),
    ("hint", "tip", |words| words.hint),
    ("important", "important", |words| words.important),
    ("info", "note", |words| words.info),
    ("missing", "caution", |words| words.missing),
    ("note", "note", |words| words.note),
    ("question", "important", |words| words.question),
    ("quote", "note", |words| words.quote),
    ("secondary", "note", |words| words.secondary),
    ("success", "tip", |words| words.success),
    ("summary", "note", |words| words.summary),
    ("tip", "tip", |words| words.tip),
    ("tldr", "note", |words| words.tldr),
    ("todo", "note", |words| words.task_open),
    ("warning", "warning", |words| words.warning),
];

/// Names of containers that are no alerts.
pub const OTHERS: &[&str] = &["code-group", "details", "tab", "tabs"];

impl Kind {
    /// The kind of a name, which may be one of the book's `own`; letters count in any case.
    pub fn of(name: &str, words: &Words, own: &[String]) -> Option<Kind> {
        let is_same = |known: &str| known.eq_ignore_ascii_case(name);
        if let Some((name, colour, word)) = KINDS.iter().find(|(known, ..)| is_same(known)) {
            let class = match name == colour {
                true => format!("alert {name}"),
                false => format!("alert {colour} {name}"),
            };
            let title = word(words).to_string();
            return Some(Kind { class, title });
        }
        let own = own.iter().find(|known| is_same(known))?;
        let mut title = own.replace(['-', '_'], " ");
        title[..1].make_ascii_uppercase();
        Some(Kind {
            class: format!("alert note {own}"),
            title,
        })
    }
}

/// All names that a book without names of its own knows.
pub fn names() -> impl Iterator<Item = &'static str> {
    let kinds = KINDS.iter().map(|(name, ..)| *name);
    kinds.chain(OTHERS.iter().copied())
}

/// Whether a text may be the name of a container.
pub fn is_name(text: &str) -> bool {
    name_length(text) == Some(text.len())
}

/// How many bytes at the beginning of a text are the name of a container; `None` if there is none.
pub fn name_length(text: &str) -> Option<usize> {
    let plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_".contains(byte);
    let length = text.bytes().take(MAX_NAME + 1).take_while(plain).count();
    let is_name = text.starts_with(|first: char| first.is_ascii_alphabetic());
    (is_name && length <= MAX_NAME).then_some(length)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::ENGLISH;

    #[test]
    fn names_share_colours_and_keep_their_words() {
        let own = ["my-kind".to_string()];
        let check = |name: &str, expected: Option<(&str, &str)>| {
            let kind = Kind::of(name, &ENGLISH, &own);
            let shown = kind
                .as_ref()
                .map(|kind| (kind.class.as_str(), kind.title.as_str()));
            assert_eq!(shown, expected, "{name}");
        };
        check("note", Some(("alert note", "Note")));
        check("TIP", Some(("alert tip", "Tip")));
        check("danger", Some(("alert caution danger", "Danger")));
        check("My-Kind", Some(("alert note my-kind", "My kind")));
        check("details", None);
        check("notes", None);
    }

    #[test]
    fn the_table_is_in_order() {
        assert!(KINDS.is_sorted_by_key(|(name, ..)| *name));
    }
}
