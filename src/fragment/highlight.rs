//! Code to HTML with short classes.
//!
//! In: the name of a language and a text. Out: [`Html`] whose text is that text, with a `<span>` around keywords,
//! strings, comments, numbers and the names of functions and types. The rest stays bare, equal neighbours share a
//! span, and no span crosses a line: pages stay small, and a line can be marked or numbered on its own.

use std::ops::Range;

use syntect::parsing::{BasicScopeStackOp, ParseState, Scope, ScopeStack, SyntaxSet};

use crate::fragment::class::{Class, RULES};
use crate::fragment::language::{Language, command};
use crate::html::Html;

/// The grammars, loaded once and shared by all pages.
pub struct Highlighter {
    syntaxes: SyntaxSet,
    rules: Vec<(Scope, Class)>,
}

impl Highlighter {
    /// Loads the grammars.
    pub fn new() -> Highlighter {
        let rule = |(prefix, class): &(&str, Class)| {
            let scope = Scope::new(prefix).expect("a prefix has less than eight parts");
            (scope, *class)
        };
        Highlighter {
            syntaxes: SyntaxSet::load_defaults_newlines(),
            rules: RULES.iter().map(rule).collect(),
        }
    }

    /// The text with its spans; `None` if no grammar of that name is known or the grammar gives up.
    pub fn highlight(&self, language: &str, text: &str) -> Option<Html> {
        let mut html = Html::new();
        for (number, line) in self.lines(language, text)?.iter().enumerate() {
            if number > 0 {
                html.push_static("\n");
            }
            html.push_html(line);
        }
        if text.ends_with('\n') {
            html.push_static("\n");
        }
        Some(html)
    }

    /// The lines of the text, each without its line feed, with spans that end where the line ends; `None` if no
    /// grammar of that name is known or the grammar gives up.
    pub fn lines(&self, language: &str, text: &str) -> Option<Vec<Html>> {
        let language = Language::of(language)?;
        let mut writer = Writer::new(self, language.grammar)?;
        let mut lines = Vec::new();
        for line in text.split_inclusive('\n') {
            match (language.is_session, command(line)) {
                (false, _) => writer.line(line)?,
                (true, None) => writer
                    .html
                    .push_text(line.strip_suffix('\n').unwrap_or(line)),
                (true, Some(start)) => {
                    writer.html.push_text(&line[..start]);
                    writer.restart(self, language.grammar)?;
                    writer.line(&line[start..])?;
                }
            }
            lines.push(std::mem::take(&mut writer.html));
        }
        Some(lines)
    }

    fn start(&self, grammar: &str) -> Option<ParseState> {
        let syntax = self.syntaxes.find_syntax_by_token(grammar)?;
        Some(ParseState::new(syntax))
    }

    fn class(&self, scope: Scope) -> Option<Class> {
        let rule = self
            .rules
            .iter()
            .find(|(prefix, _)| prefix.is_prefix_of(scope));
        rule.map(|(_, class)| *class)
    }
}

impl Default for Highlighter {
    fn default() -> Highlighter {
        Highlighter::new()
    }
}

/// Grammars have no equality; a highlighter is equal to itself.
impl PartialEq for Highlighter {
    fn eq(&self, other: &Highlighter) -> bool {
        std::ptr::eq(self, other)
    }
}

impl Eq for Highlighter {}

impl std::fmt::Debug for Highlighter {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            formatter,
            "Highlighter({} grammars)",
            self.syntaxes.syntaxes().len()
        )
    }
}

/// The HTML so far, and where the grammar stands.
struct Writer<'a> {
    highlighter: &'a Highlighter,
    state: ParseState,
    scopes: ScopeStack,
    /// The class of each scope of `scopes`, if a rule decides it.
    classes: Vec<Option<Class>>,
    html: Html,
}

impl<'a> Writer<'a> {
    fn new(highlighter: &'a Highlighter, grammar: &str) -> Option<Writer<'a>> {
        Some(Writer {
            highlighter,
            state: highlighter.start(grammar)?,
            scopes: ScopeStack::new(),
            classes: Vec::new(),
            html: Html::new(),
        })
    }

    /// Forgets what was open, such as a string that a command left unfinished.
    fn restart(&mut self, highlighter: &Highlighter, grammar: &str) -> Option<()> {
        self.state = highlighter.start(grammar)?;
        self.scopes = ScopeStack::new();
        self.classes.clear();
        Some(())
    }

    /// Writes a line, but not its line feed.
    fn line(&mut self, line: &str) -> Option<()> {
        let operations = self
            .state
            .parse_line(line, &self.highlighter.syntaxes)
            .ok()?;
        let code = line.trim_end_matches(['\n', '\r']).len();
        let mut run = Run::default();
        let mut at = 0;
        for (offset, operation) in operations {
            let offset = offset.min(code);
            self.token(&mut run, line, at..offset);
            at = at.max(offset);
            let highlighter = self.highlighter;
            let classes = &mut self.classes;
            self.scopes
                .apply_with_hook(&operation, |change, _| match change {
                    BasicScopeStackOp::Push(scope) => classes.push(highlighter.class(scope)),
                    BasicScopeStackOp::Pop => drop(classes.pop()),
                })
                .ok()?;
        }
        self.token(&mut run, line, at..code);
        self.flush(&run, line);
        let end = line.strip_suffix('\n').unwrap_or(line);
        self.html.push_text(&end[run.range.end..]);
        Some(())
    }

    /// Adds a token to the run it belongs to. White space waits: it joins two equal runs, and is bare otherwise.
    fn token(&mut self, run: &mut Run, line: &str, range: Range<usize>) {
        let text = &line[range.clone()];
        if text.trim().is_empty() {
            return;
        }
        let class = self.current(text);
        if class != run.class {
            self.flush(run, line);
            self.html.push_text(&line[run.range.end..range.start]);
            run.class = class;
            run.range.start = range.start;
        }
        run.range.end = range.end;
    }

    /// The class here. Keywords and functions are words: operators and brackets, which some grammars call so too,
    /// are decided by what is around them.
    fn current(&self, text: &str) -> Class {
        let is_word =
            text.contains(|character: char| character.is_alphabetic() || character == '_');
        let fits = |class: &Class| is_word || !matches!(class, Class::Keyword | Class::Function);
        let mut decided = self.classes.iter().rev().flatten().copied();
        decided.find(fits).unwrap_or(Class::Bare)
    }

    fn flush(&mut self, run: &Run, line: &str) {
        let text = &line[run.range.clone()];
        match run.class.opening() {
            Some(opening) if !text.is_empty() => {
                self.html.push_static(opening);
                self.html.push_text(text);
                self.html.close("span");
            }
            _ => self.html.push_text(text),
        }
    }
}

/// Tokens of one class that stand side by side in a line, not written yet.
struct Run {
    class: Class,
    range: Range<usize>,
}

impl Default for Run {
    fn default() -> Run {
        Run {
            class: Class::Bare,
            range: 0..0,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::test_runner::TestRunner;

    use super::*;

    /// `‹k let› x` for `<span class="k">let</span> x`.
    fn shown(language: &str, text: &str) -> String {
        let html = Highlighter::new().highlight(language, text).unwrap();
        html.as_str()
            .replace("<span class=\"", "‹")
            .replace("\">", " ")
            .replace("</span>", "›")
    }

    #[test]
    fn words_that_carry_meaning_are_coloured_and_the_rest_is_bare() {
        let check = |language, text, expected| assert_eq!(shown(language, text), expected);
        check(
            "py",
            "@dataclass(frozen=True)\nclass Bus(ABC):\n    def get(self, n: int) -> None: # all\n        return f\"a{n!r}\" + len(n)\n",
            "‹m @dataclass›(frozen=‹n True›)\n‹k class› ‹t Bus›(‹t ABC›):\n    ‹k def› ‹f get›(self, n: ‹t int›) -&gt; ‹n None›: ‹c # all›\n        ‹k return› ‹s f\"a›{n!r}‹s \"› + ‹f len›(n)\n",
        );
        check(
            "rust",
            "#[derive(Debug)]\npub struct A<'a>(u8);\nfn f() { println!(\"{}\\n\", 1 + x.y()); }\n",
            "‹m #[derive›(Debug)‹m ]›\n‹k pub struct› ‹t A›&lt;‹k 'a›&gt;(‹k u8›);\n‹k fn› ‹f f›() { ‹m println!›(‹s \"{}\\n\"›, ‹n 1› + x.‹f y›()); }\n",
        );
        check(
            "ts",
            "const a = `x${b}`; // c\nnew Map();\n",
            "‹k const› a = ‹s `x›${b}‹s `›; ‹c // c›\n‹k new› ‹t Map›();\n",
        );
        check(
            "html",
            "<p class=\"a\">&amp;</p>\n",
            "&lt;‹g p› ‹a class›=‹s \"a\"›&gt;‹n &amp;amp;›&lt;/‹g p›&gt;\n",
        );
        check(
            "yml",
            "# c\nkey: [1, \"s\", yes]\n",
            "‹c # c›\n‹g key›: [‹n 1›, ‹s \"s\"›, ‹n yes›]\n",
        );
        check(
            "css",
            "@media x { a:hover { color: #fff } }\n",
            "‹m @media› x { ‹g a›‹a :hover› { ‹a color›: ‹n #fff› } }\n",
        );
        check(
            "diff",
            "@@ -1 +1 @@\n-a\n+b\n c\n",
            "‹h @@ -1 +1 @@›\n‹d -a›\n‹i +b›\n c\n",
        );
        check("md", "# A\nb *c*\n", "‹h # A›\nb *c*\n");
        check(
            "c",
            "#include <a.h>\nstatic int x = 2;\n",
            "‹m #include› ‹s &lt;a.h&gt;›\n‹k static int› x = ‹n 2›;\n",
        );
    }

    #[test]
    fn in_a_session_only_commands_are_coloured() {
        assert_eq!(
            shown("console", "$ echo 'a\nif it isn't\n$ if true\n"),
            "$ ‹f echo› ‹s 'a›\nif it isn't\n$ ‹k if› ‹f true›\n"
        );
    }

    #[test]
    fn a_span_ends_with_its_line() {
        assert_eq!(
            shown("python", "\"\"\"a\n\n  b\"\"\"\r\nx = 1"),
            "‹c \"\"\"a›\n\n‹c   b\"\"\"›\r\nx = ‹n 1›"
        );
    }

    #[test]
    fn there_is_one_piece_of_html_for_each_line() {
        let highlighter = Highlighter::new();
        let check = |language, text, expected: &[&str]| {
            let lines = highlighter.lines(language, text).unwrap();
            let lines: Vec<&str> = lines.iter().map(Html::as_str).collect();
            assert_eq!(lines, expected, "{text:?}");
        };
        check("py", "", &[]);
        check("py", "\n", &[""]);
        check("py", "x\n\n  \ny", &["x", "", "  ", "y"]);
        let comment = "<span class=\"c\">";
        let (one, two) = (
            format!("{comment}/* a</span>"),
            format!("{comment}*/</span>"),
        );
        check("js", "/* a\n*/\n", &[&one, &two]);
        check("console", "a\n> \n", &["a", "&gt; "]);
    }

    #[test]
    fn names_without_a_grammar_are_left_to_the_caller() {
        let highlighter = Highlighter::new();
        let check = |language| assert_eq!(highlighter.highlight(language, "x"), None, "{language}");
        check("");
        check("text");
        check("no-such-language");
        check("<script>");
    }

    #[test]
    fn coloured_python_is_at_most_two_and_a_half_times_as_long() {
        let text = r#"
class Bus:
    """Hands events to those who asked for them."""

    def __init__(self) -> None:
        self._handlers: dict[str, list[Callable[[Event], None]]] = {}

    def publish(self, name: str, limit: int = 76) -> int:
        # A handler may subscribe while it is called.
        total = 0
        for handler in self._handlers.get(name, []):
            if total > limit * 0.584:
                raise RuntimeError(f"limit reached: {total!r}")
            total += 1
        return total
"#;
        let html = Highlighter::new().highlight("python", text).unwrap();
        let plain = Html::text(text);
        assert!(html.as_str().len() * 2 <= plain.as_str().len() * 5);
    }

    #[test]
    fn the_text_of_the_html_is_the_text() {
        let highlighter = Highlighter::new();
        let languages = ["js", "python", "rust", "html", "sh", "yaml", "console"];
        let words = prop::collection::vec(
            prop_oneof![
                prop::sample::select(vec![
                    "\n", "\r\n", " ", "\t", "<", "&lt;", "</span>", "\"", "'", "`", "${", "}",
                    "{", "(", ")", "//", "/*", "*/", "#", "=", "class", "def", "x", "0x1f", "<!--",
                    "-->", "$ ", "\0", "ä",
                ])
                .prop_map(str::to_string),
                any::<char>().prop_map(String::from),
            ],
            0..40,
        );
        let texts = (prop::sample::select(languages.to_vec()), words);
        TestRunner::new(ProptestConfig::with_cases(200))
            .run(&texts, |(language, words)| {
                let text = words.concat();
                let html = highlighter.highlight(language, &text).unwrap();
                prop_assert_eq!(text_of(html.as_str()), text.replace('\0', "\u{fffd}"));
                Ok(())
            })
            .unwrap();
    }

    fn text_of(html: &str) -> String {
        let mut text = String::new();
        for (number, part) in html.split('<').enumerate() {
            match part.split_once('>') {
                Some((_, after)) if number > 0 => text.push_str(after),
                _ => text.push_str(part),
            }
        }
        text.replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&amp;", "&")
    }
}
