//! Code to the colours of its parts.
//!
//! In: the name of a language and a text. Out: for each line its runs: keywords, strings, comments, numbers and the
//! names of functions and types. The rest stays bare, equal neighbours share a run, and no run crosses a line: pages
//! stay small, and a line can be marked or numbered on its own.

use std::sync::{Arc, OnceLock};

use crate::fragment::language::{Language, command};
use crate::fragment::line::Grammars;
use crate::fragment::line_memo::{Bounds, LineMemo, Place};
use crate::fragment::run::Run;

/// The grammars, loaded once and shared by all pages, and the lines they have coloured. Loading takes longer than
/// building a small book, so it waits for the first block that nobody has coloured yet.
pub struct Highlighter {
    bounds: Bounds,
    loaded: OnceLock<(Grammars, LineMemo)>,
}

/// Room for about a hundred thousand lines.
const BOUNDS: Bounds = Bounds {
    states: 4096,
    state_bytes: 4096,
    line_bytes: 2048,
    bytes: 32 << 20,
};

impl Highlighter {
    /// A highlighter that has loaded nothing yet.
    pub fn new() -> Highlighter {
        Highlighter::bounded(BOUNDS)
    }

    fn bounded(bounds: Bounds) -> Highlighter {
        Highlighter {
            bounds,
            loaded: OnceLock::new(),
        }
    }

    fn grammars(&self) -> &Grammars {
        &self.loaded().0
    }

    fn memo(&self) -> &LineMemo {
        &self.loaded().1
    }

    fn loaded(&self) -> &(Grammars, LineMemo) {
        let load = || (Grammars::new(), LineMemo::new(self.bounds));
        self.loaded.get_or_init(load)
    }

    /// Whether there is a grammar of that name.
    pub fn knows(&self, language: &str) -> bool {
        Language::of(language).is_some_and(|language| self.grammars().have(language.grammar))
    }

    /// What has a colour in each line of the text; `None` if no grammar of that name is known or the grammar gives up.
    pub(crate) fn lines(&self, language: &str, text: &str) -> Option<Vec<Arc<[Run]>>> {
        let language = Language::of(language)?;
        let start = Box::new(self.grammars().start(language.grammar)?);
        let mut place = self.memo().place(start.clone());
        let mut lines = Vec::new();
        for line in text.split_inclusive('\n') {
            let prompt = match language.is_session {
                true => command(line),
                false => Some(0),
            };
            let Some(prompt) = prompt else {
                lines.push([].into());
                continue;
            };
            if language.is_session {
                // Forgets what the last command left open, such as a string.
                place = self.memo().place(start.clone());
            }
            let (runs, next) = self.line(place, &line[prompt..])?;
            place = next;
            lines.push(match prompt {
                0 => runs,
                _ => runs.iter().map(|run| run.behind(prompt)).collect(),
            });
        }
        Some(lines)
    }

    fn line(&self, place: Place, line: &str) -> Option<(Arc<[Run]>, Place)> {
        let id = match place {
            Place::New(mut state) => {
                let runs = state.line(line, self.grammars())?;
                return Some((runs.into(), self.memo().place(state)));
            }
            Place::Known(id) => id,
        };
        if let Some((runs, next)) = self.memo().line(id, line) {
            return Some((runs, Place::Known(next)));
        }
        let mut state = Box::new(self.memo().state(id));
        let runs = state.line(line, self.grammars())?.into();
        let place = self.memo().place(state);
        if let Place::Known(next) = place {
            self.memo().remember(id, line, &runs, next);
        }
        Some((runs, place))
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
        formatter.write_str("Highlighter")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::test_runner::{RngAlgorithm, TestRng, TestRunner};

    use super::*;
    use crate::fragment::run::write;
    use crate::html::Html;

    /// The HTML of a text.
    fn highlight(highlighter: &Highlighter, language: &str, text: &str) -> Option<Html> {
        let lines = highlighter.lines(language, text)?;
        let mut html = Html::new();
        assert_eq!(lines.len(), text.split_inclusive('\n').count());
        for (line, runs) in text.split_inclusive('\n').zip(lines) {
            write(line, &runs, 0..line.len(), &mut html);
        }
        Some(html)
    }

    /// `‹k let› x` for `<span class="k">let</span> x`.
    fn shown(language: &str, text: &str) -> String {
        let html = highlight(&Highlighter::new(), language, text).unwrap();
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
            "‹c \"\"\"a›\n\n  ‹c b\"\"\"›\r\nx = ‹n 1›"
        );
    }

    #[test]
    fn names_without_a_grammar_are_left_to_the_caller() {
        let highlighter = Highlighter::new();
        let check = |language| assert_eq!(highlighter.lines(language, "x"), None, "{language}");
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
        let html = highlight(&Highlighter::new(), "python", text).unwrap();
        let plain = Html::text(text);
        assert!(html.as_str().len() * 2 <= plain.as_str().len() * 5);
    }

    /// Texts in one of these languages that a grammar finds hard.
    fn texts(languages: &'static [&'static str]) -> impl Strategy<Value = (&'static str, String)> {
        let words = prop::collection::vec(
            prop_oneof![
                prop::sample::select(vec![
                    "\n", "\n", "\r\n", " ", "\t", "<", "&lt;", "</span>", "\"", "'", "`", "${",
                    "}", "{", "(", ")", "[", "]", "//", "/*", "*/", "#", "=", ":", "class", "def",
                    "x", "0x1f", "<!--", "-->", "<<E", "E", "\"\"\"", "$ ", "\0", "ä",
                ])
                .prop_map(str::to_string),
                any::<char>().prop_map(String::from),
            ],
            0..40,
        );
        (prop::sample::select(languages.to_vec()), words)
            .prop_map(|(language, words)| (language, words.concat()))
    }

    #[test]
    fn the_text_of_the_html_is_the_text() {
        let highlighter = Highlighter::new();
        let languages = &[
            "js", "python", "rust", "html", "sh", "yaml", "console", "toml", "docker", "json",
            "kotlin",
        ];
        // Always the same texts: of others it is known that the parser of a grammar may not come to an end.
        let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
        TestRunner::new_with_rng(ProptestConfig::with_cases(200), rng)
            .run(&texts(languages), |(language, text)| {
                let html = highlight(&highlighter, language, &text).unwrap();
                prop_assert_eq!(text_of(html.as_str()), text.replace('\0', "\u{fffd}"));
                Ok(())
            })
            .unwrap();
    }

    #[test]
    fn the_memo_changes_nothing() {
        let nothing = Bounds {
            states: 0,
            ..BOUNDS
        };
        let little = Bounds {
            states: 4,
            state_bytes: 900,
            line_bytes: 120,
            bytes: 64 * 300,
        };
        let plain = Highlighter::bounded(nothing);
        let others = [Highlighter::bounded(little), Highlighter::new()];
        let languages = &[
            "python", "sh", "json", "ini", "console", "css", "lua", "toml",
        ];
        TestRunner::new(ProptestConfig::with_cases(100))
            .run(&texts(languages), |(language, text)| {
                // Lines that come back, in the same state and in others.
                let text = format!("{text}\n{text}{text}");
                let expected = plain.lines(language, &text);
                for other in &others {
                    prop_assert_eq!(&other.lines(language, &text), &expected);
                }
                Ok(())
            })
            .unwrap();
    }

    #[test]
    fn threads_share_what_they_have_seen() {
        let highlighter = Highlighter::new();
        let text = "def f(a):\n    \"\"\"b\n    c\"\"\"\n    return [a, 1]\n".repeat(20);
        let expected = highlighter.lines("python", &text);
        std::thread::scope(|scope| {
            let work = || assert_eq!(highlighter.lines("python", &text), expected);
            let threads: Vec<_> = (0..4).map(|_| scope.spawn(work)).collect();
            threads
                .into_iter()
                .for_each(|thread| thread.join().unwrap());
        });
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
