//! `patternbook explain`: what a code means.
//!
//! In: a code such as `C060`. Out: its rule, why it matters, how bad it is and how to change that, an example and a
//! remedy, on the output stream.

use crate::commands::console::Console;
use crate::diagnostic::explained::{self, Part};
use crate::diagnostic::{Code, Severity};
use crate::value::keys::nearest;

/// What `explain` is asked to do.
#[derive(Clone, Debug)]
pub struct Options {
    /// The code as written.
    pub code: String,
}

/// Explains a code.
pub(crate) fn run(options: &Options, console: &Console) -> u8 {
    let written = options.code.trim();
    let mut all = Code::ALL.iter();
    let Some(code) = all.find(|code| code.as_str().eq_ignore_ascii_case(written)) else {
        let near = nearest(written, Code::ALL.iter().map(|code| code.as_str()));
        let help = match near {
            Some(near) => format!("did you mean `{near}`?"),
            None => "write a code as it stands in a finding, such as `C060`".to_string(),
        };
        console.fail(&format!("there is no code `{written}`"), &help);
        return 2;
    };
    for line in explanation(*code) {
        console.list(&line);
    }
    0
}

fn explanation(code: Code) -> Vec<String> {
    let severity = code.severity();
    let effect = match severity {
        Severity::Error => "An error: `check` fails, and `build` writes nothing.",
        Severity::Warning => "A warning: it fails only with `--strict` or `level = \"deny\"`.",
        Severity::Note => "A note: it never fails.",
    };
    let is_guard = code.as_str().starts_with('S') && severity == Severity::Error;
    let change = match is_guard {
        true => "This rule keeps files safe, so its severity cannot be changed.".to_string(),
        false => format!(
            "To change that, write `{code} = \"error\"`, `\"warning\"`, `\"note\"` or `\"off\"` in \
             `[catalogue.checks]` of book.toml."
        ),
    };
    let explained = explained::explanation(code);
    let mut lines = vec![
        format!("{}[{code}]: {}", severity.as_str(), code.rule()),
        String::new(),
        explained.meaning,
        effect.to_string(),
        change,
    ];
    lines.extend(shown("Example:", &explained.example));
    lines.push(String::new());
    lines.push(format!("Remedy: {}", explained.remedy));
    lines.extend(shown("Better:", &explained.better));
    lines
}

/// The parts of an example below a line that says what they are.
fn shown(what: &str, parts: &[Part]) -> Vec<String> {
    let mut lines = Vec::new();
    for (index, part) in parts.iter().enumerate() {
        lines.push(String::new());
        if index == 0 {
            lines.push(what.to_string());
        }
        lines.extend(part.lines());
    }
    lines
}
