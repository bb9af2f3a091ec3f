//! Comments of languages, as far as notes to the program are hidden in them.
//!
//! In: the name of a language, and a line. Out: where a comment opens that reaches to the end of the line. A language
//! nobody knows may have any of them.

/// How comments are written: what opens one, and what closes it, if not the end of the line.
type Style = (&'static str, &'static str);

const SLASHES: Style = ("//", "");
const STARS: Style = ("/*", "*/");
const BRACED: Style = ("{/*", "*/}");
const HASH: Style = ("#", "");
const DASHES: Style = ("--", "");
const MARKUP: Style = ("<!--", "-->");
const PERCENT: Style = ("%", "");
const SEMICOLON: Style = (";", "");
const APOSTROPHE: Style = ("'", "");
const PARENTHESES: Style = ("(*", "*)");

const ALL: &[Style] = &[
    SLASHES,
    BRACED,
    STARS,
    HASH,
    DASHES,
    MARKUP,
    PERCENT,
    SEMICOLON,
    APOSTROPHE,
    PARENTHESES,
];

/// Languages by how their comments are written. What is not here has any of them.
const LANGUAGES: &[(&[&str], &[Style])] = &[
    (
        &[
            "c",
            "c++",
            "cjs",
            "cpp",
            "cs",
            "csharp",
            "cuda",
            "d",
            "dart",
            "fs",
            "go",
            "golang",
            "groovy",
            "h",
            "hpp",
            "java",
            "javascript",
            "js",
            "json5",
            "jsonc",
            "jsx",
            "kotlin",
            "kt",
            "less",
            "mjs",
            "objc",
            "proto",
            "rs",
            "rust",
            "sass",
            "scala",
            "scss",
            "solidity",
            "swift",
            "ts",
            "tsx",
            "typescript",
            "zig",
        ],
        &[SLASHES, BRACED, STARS],
    ),
    (&["css"], &[STARS]),
    (
        &[
            "bash",
            "console",
            "docker",
            "dockerfile",
            "elixir",
            "ex",
            "fish",
            "graphql",
            "julia",
            "make",
            "makefile",
            "nix",
            "perl",
            "pl",
            "properties",
            "ps1",
            "powershell",
            "py",
            "python",
            "python3",
            "r",
            "rb",
            "ruby",
            "sh",
            "shell",
            "toml",
            "yaml",
            "yml",
            "zsh",
        ],
        &[HASH],
    ),
    (&["hcl", "php", "terraform", "tf"], &[HASH, SLASHES, STARS]),
    (&["ada", "elm", "haskell", "hs", "lua", "vhdl"], &[DASHES]),
    (
        &["mysql", "plsql", "postgresql", "sql", "sqlite"],
        &[DASHES, STARS],
    ),
    (&["html", "markdown", "md", "svg", "xml"], &[MARKUP]),
    (
        &["astro", "mdx", "svelte", "vue"],
        &[MARKUP, SLASHES, BRACED, STARS],
    ),
    (
        &["erlang", "erl", "latex", "matlab", "prolog", "tex"],
        &[PERCENT],
    ),
    (
        &[
            "asm", "clj", "clojure", "el", "elisp", "lisp", "nasm", "scheme",
        ],
        &[SEMICOLON],
    ),
    (&["conf", "ini"], &[SEMICOLON, HASH]),
    (&["basic", "vb", "vbnet"], &[APOSTROPHE]),
    (&["ml", "ocaml", "pascal"], &[PARENTHESES, SLASHES]),
];

/// How a language writes comments.
#[derive(Clone, Copy, Debug)]
pub struct Comments(&'static [Style]);

impl Comments {
    /// Those of a language.
    pub fn of(language: &str) -> Comments {
        let language = language.to_ascii_lowercase();
        let found = LANGUAGES
            .iter()
            .find(|(names, _)| names.contains(&language.as_str()));
        Comments(found.map_or(ALL, |(_, styles)| styles))
    }

    /// Where the comment begins whose content ends the line, if its content begins at byte `at`.
    pub fn opening(self, line: &str, at: usize) -> Option<usize> {
        let before = line.get(..at)?.trim_end();
        let is_opening = |(opening, _): &&Style| before.ends_with(*opening);
        let (opening, _) = self.0.iter().find(is_opening)?;
        // Of `////` and `;;` all signs belong to the opening.
        let rest = &before[..before.len() - opening.len()];
        let last = opening.chars().next_back()?;
        Some(match opening.chars().all(|letter| letter == last) {
            true => rest.trim_end_matches(last).len(),
            false => rest.len(),
        })
    }

    /// Where the content of a comment ends that reaches to the end of the line: before what closes it.
    pub fn content_end(self, line: &str) -> usize {
        let line = line.trim_end();
        let mut closings = self.0.iter().map(|(_, closing)| *closing);
        let closing = closings.find(|closing| !closing.is_empty() && line.ends_with(closing));
        let length = line.len() - closing.map_or(0, str::len);
        line[..length].trim_end().len()
    }

    /// Whether a comment opens somewhere in a text, at its beginning or behind white space.
    pub fn is_open(self, text: &str) -> bool {
        self.0.iter().any(|(opening, _)| {
            let mut places = text.match_indices(opening);
            places.any(|(at, _)| at == 0 || text[..at].ends_with(char::is_whitespace))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comment_is_found_around_its_content() {
        let check = |language: &str, line: &str, expected: Option<&str>| {
            let comments = Comments::of(language);
            let end = comments.content_end(line);
            let found = line.find("[x]").and_then(|at| comments.opening(line, at));
            assert_eq!(found.map(|at| &line[..at]), expected, "{line}");
            assert!(expected.is_none() || line[..end].ends_with("[x]"), "{line}");
        };
        check("js", "a // [x]", Some("a "));
        check("JS", "a {/* [x] */}", Some("a "));
        check("py", "a # [x]", Some("a "));
        check("py", "a // [x]", None);
        check("lisp", "a ;; [x]", Some("a "));
        check("html", "a <!-- [x] -->", Some("a "));
        check("nobody's", "a -- [x]", Some("a "));
        check("js", "a [x]", None);
    }
}
