//! Names of languages.
//!
//! In: the word after a fence. Out: the name by which a grammar is found, and whether the block is the record of a
//! terminal, in which only what follows a prompt is code.

/// How to read a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Language<'a> {
    /// The name or the file extension of a grammar, in any case.
    pub(crate) grammar: &'a str,
    /// Whether commands follow a prompt and everything else is what they printed.
    pub(crate) is_session: bool,
}

/// Names that are neither the name of a grammar nor a file extension of it, or that another grammar would claim.
/// A dialect is read by the grammar of the language it extends.
const ALIASES: &[(&str, &[&str])] = &[
    (
        "",
        &[
            "mermaid",
            "none",
            "output",
            "plain",
            "plaintext",
            "text",
            "txt",
        ],
    ),
    ("apache conf", &["apache", "apacheconf"]),
    ("bash", &["ksh", "shell"]),
    ("batch file", &["batch"]),
    ("c", &["h"]),
    ("c#", &["csharp"]),
    ("c++", &["arduino", "cuda"]),
    (
        "dockerfile (with bash)",
        &["containerfile", "docker", "dockerfile"],
    ),
    ("dotenv", &["env"]),
    ("f#", &["fsharp"]),
    ("fortran (modern)", &["fortran"]),
    ("go", &["golang"]),
    ("ini", &["conf", "systemd"]),
    ("javascript", &["cjs", "mjs"]),
    ("json", &["json5", "jsonc", "jsonl"]),
    ("lisp", &["elisp", "emacs-lisp", "scheme"]),
    ("markdown", &["mdx"]),
    ("matlab", &["octave"]),
    ("objective-c", &["objc", "objectivec"]),
    ("python", &["python3", "starlark"]),
    ("regular expression", &["regex", "regexp"]),
    (
        "sql",
        &["mysql", "plsql", "postgres", "postgresql", "psql", "sqlite"],
    ),
    // The grammar of Less needs seconds for a line of some thousand brackets.
    ("scss", &["css.less", "less"]),
    ("tsx", &["jsx"]),
    ("viml", &["vimscript"]),
    ("x86_64 assembly", &["assembly"]),
    ("xml", &["plist"]),
    ("yaml", &["docker-compose"]),
];

const SESSIONS: &[&str] = &["console", "sh-session", "shell-session", "terminal"];

/// Prompts of shells, of a user and of a continued line.
const PROMPTS: &[&str] = &["$ ", "> "];

impl Language<'_> {
    /// The language of a name; `None` where nothing is to be coloured.
    pub(crate) fn of(name: &str) -> Option<Language<'_>> {
        let is = |known: &&str| known.eq_ignore_ascii_case(name);
        if SESSIONS.iter().any(is) {
            return Some(Language {
                grammar: "bash",
                is_session: true,
            });
        }
        let alias = ALIASES.iter().find(|(_, names)| names.iter().any(is));
        let grammar = alias.map_or(name, |(grammar, _)| grammar);
        (!grammar.is_empty()).then_some(Language {
            grammar,
            is_session: false,
        })
    }
}

/// Where the command begins in a line of a session; `None` in a line that a command printed.
pub(crate) fn command(line: &str) -> Option<usize> {
    PROMPTS
        .iter()
        .find(|prompt| line.starts_with(**prompt))
        .map(|prompt| prompt.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fragment::line::Grammars;

    #[test]
    fn names_are_known_in_any_case() {
        let check = |name: &str, grammar: Option<&str>| {
            assert_eq!(
                Language::of(name).map(|language| language.grammar),
                grammar,
                "{name}"
            );
        };
        check("TypeScript", Some("TypeScript"));
        check("Docker", Some("dockerfile (with bash)"));
        check("Shell", Some("bash"));
        check("Console", Some("bash"));
        check("py", Some("py"));
        check("TEXT", None);
        check("", None);
    }

    #[test]
    fn the_manual_lists_the_names() {
        let manual = include_str!("../../content/manual/highlighting.md");
        let rows = manual.lines().filter(|line| line.starts_with("| "));
        let listed: Vec<&str> = rows
            .flat_map(|row| row.split('`').skip(1).step_by(2))
            .collect();
        assert!(listed.len() > 150, "the table was not found");
        let grammars = Grammars::new();
        for name in &listed {
            let language = Language::of(name);
            let is_known = language.is_some_and(|language| grammars.have(language.grammar));
            assert!(is_known, "{name} is in the manual");
        }
        for (grammar, names) in ALIASES {
            assert!(grammar.is_empty() || grammars.have(grammar), "{grammar}");
            for name in *names {
                assert!(manual.contains(&format!("`{name}`")), "{name}");
                assert_eq!(listed.contains(name), !grammar.is_empty(), "{name}");
            }
        }
        for name in SESSIONS {
            assert!(manual.contains(&format!("`{name}`")), "{name}");
        }
    }

    #[test]
    fn a_command_follows_a_prompt() {
        let check =
            |line: &str, expected: Option<usize>| assert_eq!(command(line), expected, "{line}");
        check("$ ls\n", Some(2));
        check("> ls\n", Some(2));
        check("$HOME\n", None);
        check("total 0\n", None);
    }
}
