//! Where a command says what it has to say.
//!
//! In: findings, sentences, lists. Out: text for people on the error stream, everything a program might read on the
//! output stream. A stream that nobody reads any longer is no fault, so `patternbook build | head -1` ends quietly.

use std::io::Write;
use std::io::{stderr, stdout};

use crate::diagnostic::Diagnostic;
use crate::report::{Counts, Format, Texts, render, visible};

/// How a command speaks.
#[derive(Clone, Copy, Debug, Default)]
pub struct Console {
    /// `--format`: how findings are written.
    pub format: Format,
    /// `-q`: nothing but findings.
    pub quiet: bool,
    /// `-v`: what was done as well.
    pub verbose: bool,
    /// Whether text has colours.
    pub colours: bool,
    /// Whether a person watches the error stream.
    pub is_watched: bool,
}

impl Console {
    /// Writes findings in the format that was asked for. Formats for machines are written even if there are none.
    pub(crate) fn report(&self, findings: &[Diagnostic], texts: Texts) {
        let text = render(self.format, findings, texts, self.colours);
        match self.format {
            Format::Text => write(stderr(), &text),
            Format::Json | Format::Sarif | Format::Github => write(stdout(), &text),
        }
    }

    /// A line that sums up.
    pub(crate) fn say(&self, line: &str) {
        if !self.quiet {
            write(stderr(), &format!("{}\n", visible(line)));
        }
    }

    /// A line for those who asked for more.
    pub(crate) fn detail(&self, line: &str) {
        if self.verbose {
            self.say(line);
        }
    }

    /// A line of the result itself.
    pub(crate) fn list(&self, line: &str) {
        write(stdout(), &format!("{}\n", visible(line)));
    }

    /// The result itself, for programs.
    pub(crate) fn write(&self, text: &str) {
        write(stdout(), text);
    }

    /// Something that stops the command and is the fault of no file.
    pub(crate) fn fail(&self, message: &str, help: &str) {
        let text = format!("error: {}\n  = help: {}\n", visible(message), visible(help));
        write(stderr(), &text);
    }
}

fn write(mut stream: impl Write, text: &str) {
    // Whoever reads may have stopped; there is nobody left to tell.
    let _ = stream
        .write_all(text.as_bytes())
        .and_then(|()| stream.flush());
}

/// A number of things: `1 page`, `2 pages`.
pub(crate) fn count(number: usize, what: &str) -> String {
    match number {
        1 => format!("1 {what}"),
        _ => format!("{number} {what}s"),
    }
}

/// A number of bytes: `812 bytes`, `1.2 MB`.
pub(crate) fn size(bytes: u64) -> String {
    let unit = |factor: u64, name: &str| {
        let tenths = bytes / (factor / 10);
        format!("{}.{} {name}", tenths / 10, tenths % 10)
    };
    match bytes {
        1 => "1 byte".to_string(),
        0..1000 => format!("{bytes} bytes"),
        1000..1_000_000 => unit(1000, "kB"),
        1_000_000..1_000_000_000 => unit(1_000_000, "MB"),
        _ => unit(1_000_000_000, "GB"),
    }
}

/// Errors and warnings in words; `None` without any.
pub(crate) fn tally(findings: &[Diagnostic]) -> Option<String> {
    let counts = Counts::of(findings);
    let parts = [(counts.errors, "error"), (counts.warnings, "warning")];
    let parts = parts.iter().filter(|(number, _)| *number > 0);
    let parts: Vec<String> = parts.map(|(number, what)| count(*number, what)).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Code;

    #[test]
    fn sizes_are_rounded_down() {
        let check = |bytes: u64, expected: &str| assert_eq!(size(bytes), expected);
        check(0, "0 bytes");
        check(1, "1 byte");
        check(999, "999 bytes");
        check(1999, "1.9 kB");
        check(12_345_678, "12.3 MB");
        check(5_000_000_000, "5.0 GB");
    }

    #[test]
    fn a_tally_names_what_there_is() {
        let check = |codes: &[Code], expected: Option<&str>| {
            let findings: Vec<Diagnostic> = codes
                .iter()
                .map(|code| Diagnostic::new(*code, "x"))
                .collect();
            assert_eq!(tally(&findings).as_deref(), expected);
        };
        check(&[], None);
        check(&[Code::A001], None);
        check(&[Code::A004, Code::A004], Some("2 warnings"));
        check(&[Code::A004, Code::C060], Some("1 error, 1 warning"));
    }
}
