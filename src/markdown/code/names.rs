//! Words and keys of info strings.
//!
//! In: a word. Out: whether it means something here or elsewhere, and which known one it is close to.

use crate::value::keys::nearest;

/// Words and keys that have an effect, as they are written here.
const NAMES: &[&str] = &[
    "title",
    "mark",
    "ins",
    "del",
    "showLineNumbers",
    "wrap",
    "fold",
    "nocopy",
    "hidelines",
    "file",
    "lines",
    "anchor",
    "lang",
    "hl_lines",
    "hide_lines",
    "linenos",
    "linenums",
    "linenostart",
    "startLineNumber",
    "line-numbers",
    "no-line-numbers",
    "filename",
    "copy",
];

/// Words and keys of other tools that have no effect here, in small letters and with hyphens.
const QUIET: &[&str] = &[
    "anchor",
    "anchorlinenos",
    "annotate",
    "class",
    "collapse",
    "compile-fail",
    "diff",
    "editable",
    "edition",
    "edition2015",
    "edition2018",
    "edition2021",
    "edition2024",
    "file",
    "focus",
    "frame",
    "guesssyntax",
    "icon",
    "ignore",
    "lineanchors",
    "linelinks",
    "lines",
    "live",
    "mdbook-runnable",
    "no-run",
    "noinline",
    "nolinkify",
    "noplaypen",
    "noplayground",
    "notranslate",
    "npm2yarn",
    "preserveindent",
    "python-repl",
    "region",
    "render",
    "runnable",
    "select",
    "should-panic",
    "standalone-crate",
    "style",
    "tab",
    "tabwidth",
    "test-harness",
    "theme",
    "twoslash",
    "use-title-lang",
];

/// Names in the way in which they are compared: the tools write them with capital letters, hyphens and underscores.
pub fn fold(name: &str) -> String {
    name.to_ascii_lowercase().replace('_', "-")
}

/// Whether another tool knows a name, as it is compared, that has no effect here.
pub fn is_quiet(folded: &str) -> bool {
    QUIET.contains(&folded)
}

/// The known name to which a word is close.
pub fn near(word: &str) -> Option<&'static str> {
    nearest(word.trim_start_matches('.'), NAMES.iter().copied())
}
