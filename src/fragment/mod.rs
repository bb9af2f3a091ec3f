//! Code blocks to HTML, apart from their pages.
//!
//! In: a [`Fragment`], the [`Highlighter`], the limits. Out: [`Rendered`]. A fragment knows nothing of its page, so
//! equal blocks of a book are coloured once, and an edit to prose colours nothing. What is wrong with one is told by
//! places in its own text.

mod class;
mod language;
mod line;
mod line_memo;

pub mod rendered;
pub mod highlight;

use std::ops::Range;
use std::sync::Arc;

use crate::body::Fragment;
use crate::config::Limits;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::fragment::highlight::Highlighter;
use crate::fragment::rendered::{Draft, Rendered};
use crate::html::Html;

/// A grammar may look from every place of a line to its end, so its work grows with the square of the line, and every
/// line takes some. Up to this sum a block is coloured, which is two seconds of the slowest grammars' work: one line
/// of 12,000 bytes, or a thousand of 380, or 48,000 short ones.
const MAX_WORK: usize = 12_000 * 12_000;

/// The work of a line, however short, in the same measure.
const LINE_WORK: usize = 3000;

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

impl FragmentInput {
    /// The grammars, and what `[limits]` says about code.
    pub fn new(highlighter: &Arc<Highlighter>, limits: &Limits) -> FragmentInput {
        FragmentInput {
            highlighter: highlighter.clone(),
            block: limits.highlight,
            line: limits.highlight_line,
        }
    }

    /// Why a text is not coloured, with the bytes to blame.
    fn refusal(&self, text: &str) -> Option<(Range<usize>, Diagnostic)> {
        let note = |range, reason: String, help: &str| {
            let message = format!("a code block is shown without colours, because {reason}");
            let note = Diagnostic {
                severity: Severity::Note,
                ..Diagnostic::new(Code::S030, message)
            };
            Some((range, note.help(help)))
        };
        let first = 0..text.find('\n').unwrap_or(text.len());
        if text.len() > self.block {
            let reason = format!("it has more than {} bytes", self.block);
            return note(
                first,
                reason,
                "split it, or raise `highlight` in `[limits]`",
            );
        }
        let mut work = 0;
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let range = start..start + line.trim_end().len();
            start += line.len();
            work += line.len().pow(2) + LINE_WORK;
            // Bytes are counted before characters: hardly any line needs the second look.
            if range.len() > self.line && line.trim_end().chars().count() > self.line {
                let reason = format!("a line has more than {} characters", self.line);
                let help = "break the line, or raise `highlight-line` in `[limits]`";
                return note(range, reason, help);
            }
            if work > MAX_WORK {
                let reason = "it has too many lines, or too long ones".to_string();
                return note(range, reason, "split it, or break its lines");
            }
        }
        None
    }
}

/// The HTML of a code block. Unknown languages and blocks beyond the limits are shown plain.
pub fn render(fragment: &Arc<Fragment>, input: &FragmentInput) -> Rendered {
    let language = fragment.language.as_str();
    let text = fragment.text.as_str();
    let refusal = match input.highlighter.knows(language) {
        true => input.refusal(text),
        false => None,
    };
    let coloured = match &refusal {
        Some(_) => None,
        None => input.highlighter.lines(language, text),
    };
    let coloured = coloured.unwrap_or_else(|| text.split_inclusive('\n').map(plain).collect());
    let mut draft = Draft::default();
    let html = &mut draft.out;
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
    for (index, line) in coloured.iter().enumerate() {
        if let Some(first) = fragment.look.numbers {
            number(
                first.saturating_add(index.try_into().unwrap_or(u32::MAX)),
                &mut draft,
            );
        }
        draft.out.push_html(line);
        draft.out.push_static("\n");
    }
    let html = &mut draft.out;
    html.close("code");
    html.close("pre");
    html.close("div");
    Rendered {
        parts: draft.finish(),
        findings: refusal.into_iter().collect(),
    }
}

/// A line without colours.
fn plain(line: &str) -> Html {
    Html::text(line.strip_suffix('\n').unwrap_or(line))
}

/// The number of a line: a link to the line, drawn by the style sheet, so that nobody copies it with the code. Readers
/// who move by keyboard or ear would meet a link on every line; they are spared.
fn number(number: u32, draft: &mut Draft) {
    let number = number.to_string();
    draft.out.push_static("<a class=\"number\" id=\"");
    draft.name();
    draft.out.push_static("-L");
    draft.out.push_text(&number);
    draft.out.push_static("\" href=\"#");
    draft.name();
    draft.out.push_static("-L");
    draft.out.push_text(&number);
    draft.out.push_static("\" data-number=\"");
    draft.out.push_text(&number);
    draft
        .out
        .push_static("\" tabindex=\"-1\" aria-hidden=\"true\"></a>");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rendered(language: &str, text: &str, limits: Limits) -> Rendered {
        let fragment = Arc::new(Fragment {
            language: language.to_string(),
            text: text.to_string(),
            ..Fragment::default()
        });
        let input = FragmentInput::new(&Arc::new(Highlighter::new()), &limits);
        render(&fragment, &input)
    }

    fn html(rendered: &Rendered) -> String {
        let mut html = Html::new();
        rendered.write("code-1", &mut html);
        html.into_string()
    }

    fn shown(language: &str, text: &str, limits: Limits) -> String {
        html(&rendered(language, text, limits))
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
        let check = |language: &str, text: &str, blamed: Option<&str>| {
            let rendered = rendered(language, text, limits);
            let places = rendered
                .findings
                .iter()
                .map(|(range, _)| &text[range.clone()]);
            assert_eq!(
                places.collect::<Vec<_>>(),
                Vec::from_iter(blamed),
                "{text:?}"
            );
            let is_note = |(_, finding): &(_, Diagnostic)| finding.severity == Severity::Note;
            assert!(rendered.findings.iter().all(is_note));
            let coloured = html(&rendered).contains("<span");
            assert_eq!(coloured, language == "js" && blamed.is_none());
        };
        check("js", "x = 1;\n", None);
        check("js", "x = 123\n", None);
        check("js", "1;\nx = 1234\n", Some("x = 1234"));
        check("js", "ä = 123\n", None);
        check("js", "x = 1;\n\n\n\n\n\n", None);
        check("js", "x = 1;\n\n\n\n\n\n\n", Some("x = 1;"));
        // Nothing is lost where nothing would be coloured.
        check("", "x = 1234\n", None);
        check("no-such-language", "x = 1234\n", None);
    }

    #[test]
    fn code_that_would_take_too_long_is_plain() {
        let check = |text: String, findings: usize| {
            let rendered = rendered("json", &text, Limits::default());
            assert_eq!(rendered.findings.len(), findings);
            assert_eq!(html(&rendered).contains("<span"), findings == 0);
        };
        // The cost of a line is square.
        check(format!("{}\n", "1 ".repeat(1000)).repeat(4), 0);
        check(format!("{}\n", "1 ".repeat(1000)).repeat(40), 1);
        check("1\n".repeat(1000), 0);
        check("1\n".repeat(50_000), 1);
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
