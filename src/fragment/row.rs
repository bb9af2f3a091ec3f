//! One line of a code block.
//!
//! In: its text, its runs, and what the look says of it. Out: its HTML. A line has an element of its own only if
//! something is said of it. Marks carry a word beside their colour; that word, the signs, the numbers and the links to
//! notes are drawn by the style sheet from attributes, so nobody copies them with the code.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::fragment::rendered::Draft;
use crate::fragment::run::{Run, write};
use crate::fragment::text_marks::Finder;
use crate::look::{Look, Mark};
use crate::words::Words;

/// A line.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row<'a> {
    /// Which it is, from 1.
    pub(crate) line: u32,
    /// Its text, without the line feed.
    pub(crate) text: &'a str,
    /// What has a colour in it.
    pub(crate) runs: &'a [Run],
    /// What its own sign says of it.
    pub(crate) sign: Option<Mark>,
}

/// Writes lines one after the other.
#[derive(Debug)]
pub(crate) struct Rows<'a> {
    look: &'a Look,
    words: &'a Words,
    finder: Finder<'a>,
    /// The notes to which a line above leads already.
    noted: BTreeSet<u32>,
}

impl<'a> Rows<'a> {
    /// The lines of a block with this look.
    pub(crate) fn new(look: &'a Look, words: &'a Words) -> Rows<'a> {
        Rows {
            look,
            words,
            finder: Finder::new(&look.texts),
            noted: BTreeSet::new(),
        }
    }

    /// Whether some texts were not marked, because looking for them would have taken too long.
    pub(crate) fn gave_up(&self) -> bool {
        self.finder.gave_up()
    }

    /// Writes a line.
    pub(crate) fn write(&mut self, row: &Row<'_>, draft: &mut Draft) {
        let look = self.look;
        let marks = look
            .marks
            .iter()
            .filter(|(_, lines)| lines.contains(row.line));
        let mark = marks.map(|(mark, _)| *mark).chain(row.sign).max();
        let is_dim = !look.focus.is_empty() && !look.focus.contains(row.line);
        let is_hidden = look.hidden.contains(row.line);
        let has_element = mark.is_some() || is_dim || is_hidden || look.numbers.is_some();
        if has_element {
            let mut class = "line".to_string();
            let named = [
                mark.map(|mark| name(mark, self.words).0),
                is_dim.then_some("dim"),
                is_hidden.then_some("tucked"),
            ];
            for part in named.into_iter().flatten() {
                class.push(' ');
                class.push_str(part);
            }
            draft.out.push_static("<span class=\"");
            draft.out.push_value(&class);
            draft.out.push_static("\"");
            self.word(mark, draft);
        }
        if let Some(first) = look.numbers {
            let number = first.saturating_add(row.line - 1).to_string();
            attribute("id", "", "-L", &number, draft);
            draft.out.push_static(">");
            // Readers who move by keyboard or ear would meet a link on every line; they are spared.
            draft.out.push_static(
                "<a class=\"number\" tabindex=\"-1\" aria-hidden=\"true\" data-number=\"",
            );
            draft.out.push_value(&number);
            draft.out.push_static("\"");
            attribute("href", "#", "-L", &number, draft);
            draft.out.push_static("></a>");
        } else if has_element {
            draft.out.push_static(">");
        }
        self.text(row, draft);
        self.notes(row.line, draft);
        draft.out.push_static("\n");
        if has_element {
            draft.out.close("span");
        }
    }

    fn text(&mut self, row: &Row<'_>, draft: &mut Draft) {
        let mut at = 0;
        let part = |range: Range<usize>, draft: &mut Draft| {
            write(row.text, row.runs, range, &mut draft.out);
        };
        for (range, mark) in self.finder.marks(row.text) {
            part(at..range.start, draft);
            at = range.end;
            let element = match mark {
                Mark::Inserted => "ins",
                Mark::Deleted => "del",
                Mark::Marked | Mark::Warning | Mark::Error => "mark",
            };
            draft.out.push_static("<");
            draft.out.push_static(element);
            self.word(Some(mark), draft);
            draft.out.push_static(">");
            part(range, draft);
            draft.out.close(element);
        }
        part(at..row.text.len(), draft);
    }

    fn word(&self, mark: Option<Mark>, draft: &mut Draft) {
        if let Some(mark) = mark {
            draft.out.push_static(" data-word=\"");
            draft.out.push_value(name(mark, self.words).1);
            draft.out.push_static("\"");
        }
    }

    /// The links to notes at the end of a line. The way back leads to the first link of each.
    fn notes(&mut self, line: u32, draft: &mut Draft) {
        let first = self.look.notes.partition_point(|note| note.line < line);
        let notes = self.look.notes[first..].iter();
        for note in notes.take_while(|note| note.line == line) {
            let number = note.number.to_string();
            draft.out.push_static("<a class=\"note-link\"");
            if self.noted.insert(note.number) {
                attribute("id", "", "-N", &number, draft);
            }
            attribute("href", "#", "-A", &number, draft);
            draft.out.push_static(" aria-label=\"");
            draft
                .out
                .push_value(&format!("{} {number}", self.words.note));
            draft.out.push_static("\" data-number=\"");
            draft.out.push_value(&number);
            draft.out.push_static("\"></a>");
        }
    }
}

/// Writes an attribute that holds the name of the block.
fn attribute(
    name: &'static str,
    before: &'static str,
    letter: &'static str,
    number: &str,
    draft: &mut Draft,
) {
    draft.out.push_static(" ");
    draft.out.push_static(name);
    draft.out.push_static("=\"");
    draft.out.push_static(before);
    draft.name();
    draft.out.push_static(letter);
    draft.out.push_value(number);
    draft.out.push_static("\"");
}

/// The class of a mark, and its word.
fn name(mark: Mark, words: &Words) -> (&'static str, &'static str) {
    match mark {
        Mark::Marked => ("marked", words.marked),
        Mark::Inserted => ("inserted", words.inserted),
        Mark::Deleted => ("deleted", words.deleted),
        Mark::Warning => ("warned", words.warning),
        Mark::Error => ("wrong", words.error),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;
    use proptest::test_runner::TestRunner;

    use super::*;
    use crate::fragment::class::Class;
    use crate::html::Html;
    use crate::look::{Find, Lines, NoteMark, TextMark};
    use crate::words::ENGLISH;

    #[test]
    fn whatever_is_marked_the_text_is_the_text_and_elements_are_balanced() {
        let texts =
            prop::collection::vec(prop::sample::select(vec!["a", "b<", "ä", "ab", "&"]), 0..4);
        let cuts = prop::collection::vec(0_usize..12, 0..6);
        let look = (
            texts,
            any::<bool>(),
            prop::sample::select(vec!["[ab]+", "x*", "."]),
        );
        let strategy = ("[ab<&ä]{0,12}", cuts, look);
        TestRunner::new(ProptestConfig::with_cases(500))
            .run(
                &strategy,
                |(text, mut cuts, (texts, is_numbered, pattern))| {
                    cuts.retain(|cut| text.is_char_boundary(*cut) && *cut <= text.len());
                    cuts.sort_unstable();
                    let ranges = cuts.chunks_exact(2).map(|cut| cut[0]..cut[1]);
                    let runs: Vec<Run> = ranges
                        .filter(|range| !range.is_empty())
                        .map(|range| Run {
                            range,
                            class: Class::Keyword,
                        })
                        .collect();
                    let find = texts.iter().map(|text| Find::Text(text.to_string()));
                    let find = find.chain([Find::Pattern(pattern.to_string())]);
                    let marks = [Mark::Deleted, Mark::Inserted, Mark::Marked]
                        .into_iter()
                        .cycle();
                    let look = Look {
                        numbers: is_numbered.then_some(1),
                        marks: BTreeMap::from([(Mark::Error, Lines::new(vec![(1, 1)]))]),
                        texts: find
                            .zip(marks)
                            .map(|(find, mark)| TextMark { find, mark })
                            .collect(),
                        notes: vec![NoteMark { line: 1, number: 1 }],
                        ..Look::default()
                    };
                    let mut draft = Draft::default();
                    let row = Row {
                        line: 1,
                        text: &text,
                        runs: &runs,
                        sign: None,
                    };
                    Rows::new(&look, &ENGLISH).write(&row, &mut draft);
                    let rendered = crate::fragment::rendered::Rendered {
                        parts: draft.finish(),
                        findings: Vec::new(),
                    };
                    let mut html = Html::new();
                    rendered.write("code-1", &mut html);
                    let mut open = Vec::new();
                    let mut shown = String::new();
                    for (index, part) in html.as_str().split('<').enumerate() {
                        let Some((tag, rest)) = part.split_once('>').filter(|_| index > 0) else {
                            shown.push_str(part);
                            continue;
                        };
                        shown.push_str(rest);
                        match tag.strip_prefix('/') {
                            Some(name) => prop_assert_eq!(open.pop(), Some(name.to_string())),
                            None => open.extend(tag.split(' ').next().map(str::to_string)),
                        }
                    }
                    prop_assert!(open.is_empty());
                    let shown = shown.replace("&lt;", "<").replace("&amp;", "&");
                    prop_assert_eq!(shown, format!("{text}\n"));
                    Ok(())
                },
            )
            .unwrap();
    }
}
