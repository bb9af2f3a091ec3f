//! Code blocks to HTML, apart from their pages.
//!
//! In: a [`Fragment`], the [`Highlighter`], the limits. Out: [`Rendered`]. A fragment knows nothing of its page, so
//! equal blocks of a book are coloured once, and an edit to prose colours nothing.

mod class;
mod language;

pub mod highlight;

use std::sync::Arc;

use crate::body::Fragment;
use crate::config::Limits;
use crate::fragment::highlight::Highlighter;
use crate::html::Html;

/// A grammar may look from every place of a line to its end, so its work grows with the square of the line. This is
/// the sum of these squares up to which a block is coloured: four lines of 20,000 bytes, a thousand of 1,200.
const MAX_WORK: usize = 4 * 20_000 * 20_000;

/// What [`render`] needs beside the fragment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FragmentInput {
    /// The grammars.
    pub highlighter: Arc<Highlighter>,
    /// Bytes of a block; a larger one is shown plain.
    pub block: usize,
    /// Characters of a line; a block with a longer one is shown plain.
    pub line: usize,
}

/// The HTML of a fragment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rendered {
    /// What stands in the page.
    pub html: Html,
}

impl FragmentInput {
    /// The grammars, and what `[limits]` says about code.
    pub fn new(highlighter: &Arc<Highlighter>, limits: &Limits) -> FragmentInput {
        FragmentInput {
            highlighter: highlighter.clone(),
            block: limits.highlight,
            line: limits.highlight_line,
        }
    }

    fn allows(&self, text: &str) -> bool {
        // Bytes are counted before characters: hardly any line needs the second look.
        let fits = |line: &str| line.len() <= self.line || line.chars().count() <= self.line;
        let work: usize = text.lines().map(|line| line.len().pow(2)).sum();
        text.len() <= self.block && text.lines().all(fits) && work <= MAX_WORK
    }
}

/// The HTML of a code block. Unknown languages and blocks beyond the limits are shown plain.
pub fn render(fragment: &Arc<Fragment>, input: &FragmentInput) -> Rendered {
    let language = fragment.language.as_str();
    let text = fragment.text.as_str();
    let coloured = match input.allows(text) {
        true => input.highlighter.highlight(language, text),
        false => None,
    };
    let mut html = Html::new();
    let label = match language {
        "" => "Code".to_string(),
        _ => format!("Code, {language}"),
    };
    match language {
        "" => html.open("div", &[("class", "code")]),
        _ => html.open("div", &[("class", "code"), ("data-language", language)]),
    }
    // A region that scrolls must be reachable by keyboard and needs a name.
    html.open(
        "pre",
        &[("tabindex", "0"), ("role", "group"), ("aria-label", &label)],
    );
    html.open("code", &[]);
    match coloured {
        Some(coloured) => html.push_html(&coloured),
        None => html.push_text(text),
    }
    html.close("code");
    html.close("pre");
    html.close("div");
    Rendered { html }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(language: &str, text: &str, limits: Limits) -> String {
        let fragment = Arc::new(Fragment {
            language: language.to_string(),
            text: text.to_string(),
        });
        let input = FragmentInput::new(&Arc::new(Highlighter::new()), &limits);
        render(&fragment, &input).html.into_string()
    }

    #[test]
    fn a_block_is_a_named_region_that_can_be_scrolled() {
        let check = |language: &str, text: &str, expected: &str| {
            assert_eq!(shown(language, text, Limits::default()), expected);
        };
        check(
            "python",
            "x = 1\n",
            "<div class=\"code\" data-language=\"python\"><pre tabindex=\"0\" role=\"group\" aria-label=\"Code, python\">\
             <code>x = <span class=\"n\">1</span>\n</code></pre></div>",
        );
        check(
            "",
            "a < b\n",
            "<div class=\"code\"><pre tabindex=\"0\" role=\"group\" aria-label=\"Code\"><code>a &lt; b\n</code></pre></div>",
        );
        check(
            "\"><script>",
            "",
            "<div class=\"code\" data-language=\"&quot;&gt;&lt;script&gt;\"><pre tabindex=\"0\" role=\"group\" \
             aria-label=\"Code, &quot;&gt;&lt;script&gt;\"><code></code></pre></div>",
        );
    }

    #[test]
    fn a_block_beyond_a_limit_is_plain() {
        let limits = Limits {
            highlight: 12,
            highlight_line: 7,
            ..Limits::default()
        };
        let check = |text: &str, coloured: bool| {
            assert_eq!(shown("js", text, limits).contains("<span"), coloured);
        };
        check("x = 1;\n", true);
        check("x = 123\n", true);
        check("x = 1234\n", false);
        check("ä = 123\n", true);
        check("x = 1;\n\n\n\n\n\n", true);
        check("x = 1;\n\n\n\n\n\n\n", false);
    }

    #[test]
    fn many_long_lines_are_plain_because_their_cost_is_square() {
        let lines = format!("x = 1; {}\n", "a".repeat(19_990)).repeat(5);
        assert!(!shown("js", &lines, Limits::default()).contains("<span"));
    }

    #[test]
    fn inputs_with_the_same_grammars_and_limits_are_equal() {
        let one = Arc::new(Highlighter::new());
        let limits = Limits::default();
        let input = FragmentInput::new(&one, &limits);
        assert_eq!(input, FragmentInput::new(&one, &limits));
        let narrow = Limits {
            highlight_line: 7,
            ..limits
        };
        assert_ne!(input, FragmentInput::new(&one, &narrow));
    }
}
