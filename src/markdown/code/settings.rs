//! What an info string asks for.
//!
//! In: its parts. Out: [`Settings`], and a [`Complaint`] for each part that cannot be read or is probably mistyped. Words
//! that other tools know and that have no effect here are read past.

use std::ops::Range;

use crate::look::{Find, Look, Mark, TextMark};
use crate::markdown::code::items::{Form, Item, items};
use crate::markdown::code::names::{fold, is_quiet, near};
use crate::markdown::code::ranges::{Problem, is_blank_set, is_set, number, read};
use crate::pattern::Pattern;

/// What an info string asks for, as far as it can be known without the code.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// What needs no lines.
    pub look: Look,
    /// A language that is named among attributes: `{.python}`.
    pub language: Option<String>,
    /// The id that is asked for, the last one if there are several, and where it is written.
    pub id: Option<(String, Range<usize>)>,
    /// Marked lines: a first and a last one, and where they are written.
    pub marks: Vec<(Mark, (u32, u32), Range<usize>)>,
    /// Hidden lines.
    pub hidden: Vec<((u32, u32), Range<usize>)>,
    /// What hides lines that begin with it.
    pub prefix: Option<String>,
}

/// What is wrong with a part of an info string.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Complaint {
    /// Its bytes in the info string.
    pub range: Range<usize>,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: String,
}

/// How many texts may be marked: each is looked for in every line.
const MAX_TEXTS: usize = 32;
/// The largest number of a first line: the numbers of all lines behind it are still different.
const MAX_FIRST: u32 = 1_000_000_000;
/// How many words of nobody's are kept.
const MAX_WORDS: usize = 16;

/// Reads the parts of an info string.
pub fn settings(parts: &[Item<'_>]) -> (Settings, Vec<Complaint>) {
    let mut reader = Reader::default();
    reader.parts(parts, false);
    let Reader {
        mut settings,
        complaints,
        start,
        ..
    } = reader;
    if let (Some(first), Some(start)) = (&mut settings.look.numbers, start) {
        *first = start;
    }
    settings.look.numbers = settings.look.numbers.map(|first| first.min(MAX_FIRST));
    (settings, complaints)
}

#[derive(Default)]
struct Reader {
    settings: Settings,
    complaints: Vec<Complaint>,
    /// The number of the first line, wherever it is asked for.
    start: Option<u32>,
    /// How many texts were to be marked.
    texts: usize,
}

/// What a set of lines is for.
#[derive(Clone, Copy)]
enum For {
    Marking(Mark),
    Hiding,
}

impl Reader {
    fn parts(&mut self, parts: &[Item<'_>], is_in_braces: bool) {
        // What bare numbers are for that follow an unquoted set.
        let mut open = None;
        for part in parts {
            if !part.is_closed {
                self.complain(
                    part,
                    "this is opened and never closed".to_string(),
                    closing_of(part),
                );
                continue;
            }
            if part.key.is_empty() && part.form == Form::Word && is_set(part.value) {
                match open {
                    Some(purpose) => self.lines(part, purpose),
                    None => self.complain_word(part),
                }
                continue;
            }
            let key = fold(part.key);
            open = None;
            match (key.as_str(), part.form) {
                ("", Form::Word) => self.word(part, is_in_braces),
                ("", Form::Braces) if is_blank_set(part.value) => {
                    self.lines(part, For::Marking(Mark::Marked));
                }
                ("", Form::Braces) if is_in_braces => {}
                ("", Form::Braces) => self.parts(&items(part.value, part.at), true),
                ("", Form::Quoted | Form::Pattern) => self.text(part, Mark::Marked),
                ("", Form::Brackets) | ("title" | "name" | "filename", _) => self.title(part),
                ("mark" | "ins" | "del", _) => {
                    let mark = match key.as_str() {
                        "ins" => Mark::Inserted,
                        "del" => Mark::Deleted,
                        _ => Mark::Marked,
                    };
                    let is_text = match part.form {
                        Form::Quoted | Form::Pattern => true,
                        Form::Word => !is_set(part.value),
                        Form::Braces | Form::Brackets => false,
                    };
                    match is_text {
                        true => self.text(part, mark),
                        false => self.lines(part, For::Marking(mark)),
                    }
                }
                ("hl-lines" | "hide-lines", form) => {
                    let purpose = match key.as_str() {
                        "hl-lines" => For::Marking(Mark::Marked),
                        _ => For::Hiding,
                    };
                    self.lines(part, purpose);
                    open = (form == Form::Word).then_some(purpose);
                }
                _ => self.pair(&key, part),
            }
        }
    }

    fn word(&mut self, part: &Item<'_>, is_in_braces: bool) {
        if let Some(id) = part.value.strip_prefix('#').filter(|_| is_in_braces) {
            self.settings.id = Some((id.to_string(), part.at + 1..part.at + 1 + id.len()));
            return;
        }
        let class = part.value.strip_prefix('.').filter(|_| is_in_braces);
        let word = class.unwrap_or(part.value);
        let look = &mut self.settings.look;
        match fold(word).as_str() {
            "" => {}
            "showlinenumbers" | "linenos" | "linenums" | "line-numbers" | "numberlines" => {
                look.numbers = Some(1);
            }
            "nolinenumbers" | "no-line-numbers" => look.numbers = None,
            "wrap" => look.wraps = true,
            "fold" => look.folds = true,
            "nocopy" | "no-copy" => look.no_copy = true,
            quiet if is_quiet(quiet) => {}
            _ if class.is_some() && self.settings.language.is_none() => {
                self.settings.language = Some(word.to_string());
            }
            _ if near(word).is_some() => self.complain_word(part),
            _ => {
                let is_plain =
                    |letter: char| letter.is_ascii_alphanumeric() || "-_".contains(letter);
                if look.words.len() < MAX_WORDS && word.chars().all(is_plain) {
                    look.words.push(word.to_string());
                }
            }
        }
    }

    fn pair(&mut self, key: &str, part: &Item<'_>) {
        let value = part.value.trim();
        let is_on = !matches!(value, "false" | "no" | "0");
        let look = &mut self.settings.look;
        match key {
            "showlinenumbers" | "linenos" | "linenums" | "line-numbers" | "numberlines" => {
                // Some tools write a first number, an interval and more.
                let first = value.split_whitespace().next().unwrap_or_default();
                look.numbers = match number(first) {
                    Ok(0) if key == "linenos" => None,
                    Ok(first) => Some(first),
                    Err(_) => is_on.then_some(1),
                };
            }
            "linenostart" | "startlinenumber" | "startfrom" => match number(value) {
                Ok(start) => self.start = Some(start),
                Err(_) => {
                    let message = format!("`{value}` is no number of a line");
                    self.complain(
                        part,
                        message,
                        "write the number of the first line".to_string(),
                    );
                }
            },
            "wrap" => look.wraps = is_on,
            "fold" => look.folds = is_on,
            "nocopy" => look.no_copy = is_on,
            "copy" => look.no_copy = !is_on,
            "hidelines" => {
                let prefix = part.value.to_string();
                self.settings.prefix = Some(prefix).filter(|prefix| !prefix.is_empty());
            }
            "id" => {
                let at = part.at..part.at + part.value.len();
                self.settings.id = Some((part.value.to_string(), at));
            }
            "lang" => look.changed = Some(value.to_string()).filter(|value| !value.is_empty()),
            quiet if is_quiet(quiet) => {}
            _ if near(part.key).is_some() => self.complain_word(part),
            _ => {}
        }
    }

    fn title(&mut self, part: &Item<'_>) {
        let title = unescaped(part).trim().to_string();
        let known = &mut self.settings.look.title;
        // Brackets are a label, and give way to a title.
        if !title.is_empty() && (known.is_none() || part.form != Form::Brackets) {
            *known = Some(title);
        }
    }

    fn text(&mut self, part: &Item<'_>, mark: Mark) {
        let text = unescaped(part);
        if text.is_empty() {
            return;
        }
        // Patterns that cannot be used count too: it took time to find that out.
        self.texts += 1;
        if self.texts > MAX_TEXTS {
            let message = format!("more than {MAX_TEXTS} texts are to be marked; this one is not");
            return self.complain(
                part,
                message,
                "mark lines, or use a pattern: `/a|b/`".to_string(),
            );
        }
        let find = match part.form {
            Form::Pattern => match Pattern::new(part.value) {
                Ok(_) => Find::Pattern(part.value.to_string()),
                Err(reason) => {
                    let message = format!("this pattern cannot be used: {reason}");
                    let help = "write a regular expression without look-around, or a text in quotation marks";
                    return self.complain(part, message, help.to_string());
                }
            },
            _ => Find::Text(text),
        };
        self.settings.look.texts.push(TextMark { find, mark });
    }

    fn lines(&mut self, part: &Item<'_>, purpose: For) {
        for found in read(part.value, part.at) {
            match (found, purpose) {
                (Ok(lines), For::Marking(mark)) => {
                    self.settings.marks.push((mark, lines.lines, lines.range));
                }
                (Ok(lines), For::Hiding) => self.settings.hidden.push((lines.lines, lines.range)),
                (Err((problem, range)), _) => {
                    let (message, help) = explain(problem);
                    self.complaints.push(Complaint {
                        range,
                        message: message.to_string(),
                        help: help.to_string(),
                    });
                }
            }
        }
    }

    fn complain_word(&mut self, part: &Item<'_>) {
        let word = if part.key.is_empty() {
            part.value
        } else {
            part.key
        };
        let message = format!("`{word}` means nothing behind the language of a code block");
        let help = match near(word) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "marked lines stand in braces: `{1,3-5}`".to_string(),
        };
        self.complain(part, message, help);
    }

    fn complain(&mut self, part: &Item<'_>, message: String, help: String) {
        let range = part.range.clone();
        self.complaints.push(Complaint {
            range,
            message,
            help,
        });
    }
}

fn closing_of(part: &Item<'_>) -> String {
    let sign = match part.form {
        Form::Braces => "}",
        Form::Brackets => "]",
        Form::Pattern => "/",
        Form::Quoted | Form::Word => "the same quotation mark",
    };
    match part.form {
        Form::Quoted | Form::Word => format!("write {sign} where it ends"),
        _ => format!("write `{sign}` where it ends"),
    }
}

fn explain(problem: Problem) -> (&'static str, &'static str) {
    match problem {
        Problem::Unreadable => ("this names no lines", "write lines and ranges: `{1,3-5}`"),
        Problem::Reversed => (
            "this range ends before it begins",
            "write the first line first: `{3-5}`",
        ),
        Problem::Zero => ("there is no line 0", "the first line is line 1"),
    }
}

/// The value of a part, where a backslash before a quotation mark or a backslash gives way.
fn unescaped(part: &Item<'_>) -> String {
    if part.form != Form::Quoted || !part.value.contains('\\') {
        return part.value.to_string();
    }
    let mut text = String::new();
    let mut letters = part.value.chars().peekable();
    while let Some(letter) = letters.next() {
        match letters.peek() {
            Some('"' | '\'' | '\\') if letter == '\\' => text.extend(letters.next()),
            _ => text.push(letter),
        }
    }
    text
}
