//! What is wrong with directives.
//!
//! In: what they ask for. Out: findings without a place; the caller knows who asked.

use crate::diagnostic::{Code, Diagnostic};
use crate::include::lines::NoLines;
use crate::path::input::InputPath;
use crate::value::keys::nearest;

/// What directives can be called.
const NAMES: [&str; 4] = ["include", "playground", "rustdoc_include", "title"];

/// A directive that nobody knows.
pub(crate) fn unknown(name: &str) -> Diagnostic {
    let finding = Diagnostic::new(Code::B024, format!("there is no directive `{name}`"));
    match nearest(name, NAMES) {
        Some(near) => finding.help(format!("did you mean `{near}`?")),
        None => finding.help("if it is text, write a backslash before the braces"),
    }
}

/// `playpen`.
pub(crate) fn old_name() -> Diagnostic {
    Diagnostic::new(Code::B025, "`playpen` is the old name of `playground`")
        .help("write `{{#playground …}}`")
}

/// A directive without a path.
pub(crate) fn no_path() -> Diagnostic {
    Diagnostic::new(Code::B020, "no file is named")
        .help("write its path, seen from this file: `{{#include part.md}}`")
}

/// A path that may not be named.
pub(crate) fn outside(written: &str) -> Diagnostic {
    let message = format!("`{written}` lies outside the folders that may be read, or is hidden");
    Diagnostic::new(Code::S010, message)
        .help("copy the file into the project, under a name that does not begin with `.`")
}

/// A file that is not there.
pub fn missing(path: &InputPath) -> Diagnostic {
    Diagnostic::new(Code::B020, format!("there is no file `{path}`"))
        .help("write its path as seen from the file in which this stands")
}

/// A selection that takes nothing.
pub(crate) fn no_lines(path: &InputPath, wrong: NoLines) -> Diagnostic {
    Diagnostic::new(Code::B021, format!("`{path}` {}", wrong.message)).help(wrong.help)
}

/// `lines` of a code block that says nothing.
pub(crate) fn no_range(written: &str) -> Diagnostic {
    Diagnostic::new(Code::B021, format!("`{written}` names no lines")).help("write `lines=\"3-9\"`")
}

/// A code block that asks for lines in two ways.
pub(crate) fn two_ranges() -> Diagnostic {
    Diagnostic::new(Code::B021, "a code block names lines and an anchor")
        .help("remove one of the two")
}

/// A code block whose own text gives way.
pub(crate) fn own_text() -> Diagnostic {
    let message = "a code block that shows a file has a text of its own, which is not shown";
    Diagnostic::new(Code::A008, message).help("remove the text, or `file`")
}

/// A file that includes itself. `chain` is the way from the page to the directive.
pub(crate) fn circle(path: &InputPath, chain: &[&InputPath]) -> Diagnostic {
    let message = format!("`{path}` includes itself: {}", arrows(chain, path));
    Diagnostic::new(Code::S014, message).help("move what both need into a file of its own")
}

/// A directive that lies too deep.
pub(crate) fn too_deep(path: &InputPath, chain: &[&InputPath], allowed: usize) -> Diagnostic {
    let way = arrows(chain, path);
    let message = format!("more than {allowed} files include each other: {way}");
    Diagnostic::new(Code::S014, message)
        .help("include less deeply; the bound is `include-depth` in `[limits]` of `book.toml`")
}

fn arrows(chain: &[&InputPath], last: &InputPath) -> String {
    let all = chain.iter().copied().chain([last]);
    let all: Vec<String> = all.map(|path| format!("`{path}`")).collect();
    all.join(" → ")
}

/// A page that grows beyond the bound.
pub(crate) fn too_large(allowed: usize) -> Diagnostic {
    let message = format!("with what it includes, the page is larger than {allowed} bytes");
    Diagnostic::new(Code::S030, message)
        .help("include less; the bound is `expanded` in `[limits]` of `book.toml`")
}
