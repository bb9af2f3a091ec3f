//! What is said of a program that was run.
//!
//! In: a [`Trial`] and its [`Outcome`]. Out: a finding where the page names it, or none.

use crate::diagnostic::{Code, Diagnostic, Span};
use crate::examples::difference::difference;
use crate::examples::imports::foreign;
use crate::examples::trial::{Source, Trial};
use crate::path::input::{ContentPath, InputPath};

/// How many lines of what a program complains of are told.
const MAX_COMPLAINTS: usize = 20;

/// How a program ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ending {
    /// By itself, with this exit code; `None` if a signal ended it.
    Exited(Option<i32>),
    /// It had to be ended after so many seconds.
    TookTooLong(u64),
    /// It had to be ended, since it printed more than so many bytes.
    PrintedTooMuch(usize),
    /// There is no such program to run it with.
    NoProgram(String),
    /// The system did not start it, and why.
    NotStarted(String),
}

/// What came of a program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// How it ended.
    pub ending: Ending,
    /// What it printed.
    pub output: String,
    /// What it complained of.
    pub errors: String,
}

impl Trial {
    /// What readers call it.
    pub fn name(&self) -> String {
        match &self.program {
            Source::File(file) => format!("`{}`", file.name()),
            Source::Text(_) => "the block".to_string(),
        }
    }

    /// A finding about it.
    fn finding(&self, code: Code, what: &str) -> Diagnostic {
        Diagnostic::new(code, format!("{} {what}", self.name())).at(self.at.clone())
    }

    /// There is no command for its language.
    pub fn without_command(&self) -> Diagnostic {
        let language = &self.language;
        if language.is_empty() {
            let finding = self.finding(Code::C054, "was not run: it names no language");
            return finding
                .help("write the language behind the fence, or as `lang` of the example");
        }
        let what = format!("was not run: there is no command for `{language}`");
        let help = format!(
            "add a command to `[catalogue.examples]` of book.toml: `run = {{ {language} = \
             [\"program\", \"{{file}}\"] }}`"
        );
        self.finding(Code::C054, &what).help(help)
    }

    /// One of its files is not there, or cannot be read.
    pub fn without_file(&self, file: &ContentPath) -> Diagnostic {
        let what = format!("cannot be run: there is no file `{file}` that can be read");
        let finding = self.finding(Code::C050, &what);
        finding.help("write the file, or mend its path; `--bless` writes what is expected")
    }

    /// What a Python program imports beside the standard library.
    pub fn foreign_imports(&self, text: &str, folder: &InputPath) -> Option<Diagnostic> {
        if !matches!(self.language.as_str(), "python" | "py" | "python3") {
            return None;
        }
        let found = foreign(text);
        let (name, place) = found.first()?;
        let what = format!("imports `{name}`, which the standard library does not have");
        let mut finding = self.finding(Code::C053, &what);
        if let Source::File(file) = &self.program {
            let span = Span::new(&file.below(folder), place.clone());
            finding = finding.also(span, "here");
        }
        let help = "write the example without it, or remove `stdlib_only` from \
                    `[catalogue.examples]` of book.toml";
        Some(finding.help(help))
    }

    /// What is wrong with an outcome. `expected` is the text that it should have printed.
    pub fn judge(&self, outcome: &Outcome, expected: Option<&str>) -> Option<Diagnostic> {
        let complaints = || last_lines(&outcome.errors);
        match &outcome.ending {
            Ending::NoProgram(program) => {
                let what = format!("was not run: there is no program `{program}`");
                let help = "install it, or change `run` in `[catalogue.examples]` of book.toml";
                Some(self.finding(Code::C054, &what).help(help))
            }
            Ending::NotStarted(why) => {
                let finding = self.finding(Code::C051, &format!("could not be started: {why}"));
                Some(finding.help("mend `run` in `[catalogue.examples]` of book.toml"))
            }
            Ending::TookTooLong(seconds) => {
                let finding = self.finding(Code::C052, &format!("took more than {seconds} s"));
                let help = "make it shorter, or give it a `timeout` in seconds";
                Some(with(finding.help(help), complaints()))
            }
            Ending::PrintedTooMuch(most) => {
                let what = format!("printed more than {most} bytes");
                Some(
                    self.finding(Code::C051, &what)
                        .help("print what readers can read"),
                )
            }
            Ending::Exited(Some(0)) => {
                let expected = lines(expected?);
                let printed = lines(&outcome.output);
                if expected == printed {
                    return None;
                }
                let (name, remedy) = match &self.expected {
                    Some(Source::File(file)) => {
                        let remedy = "if this is right, `patternbook test --bless` writes it there";
                        (file.name(), remedy)
                    }
                    _ => ("output", "mend the program, or the block below it"),
                };
                let finding = self.finding(Code::C051, "printed something else than expected");
                let shown = format!("what differs:\n{}", difference(&expected, &printed, name));
                Some(finding.help(remedy).help(shown))
            }
            Ending::Exited(code) => {
                let what = match code {
                    Some(code) => format!("ended with code {code}"),
                    None => "was ended by a signal".to_string(),
                };
                let finding = self.finding(Code::C051, &what).help("mend the program");
                Some(with(finding, complaints()))
            }
        }
    }
}

fn with(finding: Diagnostic, complaints: Option<String>) -> Diagnostic {
    match complaints {
        Some(lines) => finding.help(format!("it said:\n{lines}")),
        None => finding,
    }
}

/// A text with the line endings of Unix.
fn lines(text: &str) -> String {
    text.replace("\r\n", "\n")
}

fn last_lines(text: &str) -> Option<String> {
    let text = lines(text.trim_end());
    let all: Vec<&str> = text.lines().collect();
    let first = all.len().saturating_sub(MAX_COMPLAINTS);
    (!all.is_empty()).then(|| all[first..].join("\n"))
}
