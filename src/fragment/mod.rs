//! Code blocks and diagrams to HTML, apart from their pages.
//!
//! In: a [`Fragment`], the [`Highlighter`], the limits. Out: [`Rendered`]. A fragment knows nothing of its page, so
//! equal blocks of a book are coloured once, and an edit to prose colours nothing. What is wrong with one is told by
//! places in its own text.

mod class;
mod language;
mod run;
mod line;
mod line_memo;
mod changes;
mod text_marks;

pub mod rendered;
pub mod highlight;
#[cfg(feature = "diagrams")]
mod diagram;
#[cfg(not(feature = "diagrams"))]
mod no_diagram;

mod frame;
mod row;

use std::ops::Range;
use std::sync::Arc;

use crate::body::Fragment;
use crate::config::{DiagramLimits, Limits};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::fingerprint::Fingerprint;
use crate::fragment::changes::Change;
use crate::fragment::class::Class;
use crate::fragment::highlight::Highlighter;
#[cfg(not(feature = "diagrams"))]
use crate::fragment::no_diagram as diagram;
use crate::fragment::rendered::{Draft, Rendered};
use crate::fragment::row::{Row, Rows};
use crate::fragment::run::Run;
use crate::store::key;
use crate::words::{ENGLISH, Words};

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
    /// The words of the interface.
    pub words: &'static Words,
    /// Bounds of a diagram; without them its source is shown.
    pub diagram: Option<DiagramLimits>,
    /// What stands for all of these but the grammars, which belong to the program.
    settings: Fingerprint,
}

impl FragmentInput {
    /// The grammars, what `[limits]` says about code, and whether diagrams are drawn.
    pub fn new(
        highlighter: &Arc<Highlighter>,
        limits: &Limits,
        draws_diagrams: bool,
    ) -> FragmentInput {
        let (block, line, words) = (limits.highlight, limits.highlight_line, &ENGLISH);
        let diagram = draws_diagrams.then_some(limits.diagram);
        FragmentInput {
            highlighter: highlighter.clone(),
            block,
            line,
            words,
            diagram,
            settings: key("settings of fragments", &(block, line, words, diagram)),
        }
    }

    /// The fingerprint of a fragment and of all that is needed to render it.
    pub fn key(fragment: &Arc<Fragment>, input: &Arc<FragmentInput>) -> Option<Fingerprint> {
        Some(key("fragment", &(fragment, input.settings)))
    }

    /// That a block is too large for colours and the like.
    fn too_large(&self, text: &str, without: &str) -> (Range<usize>, Diagnostic) {
        let message = format!(
            "a code block is shown without {without}, because it has more than {} bytes",
            self.block
        );
        let help = "split it, or raise `highlight` in `[limits]`";
        note(first_line(text), message, help)
    }

    /// Why a text is not coloured, with the bytes to blame.
    fn refusal(&self, text: &str) -> Option<(Range<usize>, Diagnostic)> {
        let refusal = |range, reason: String, help: &str| {
            let message = format!("a code block is shown without colours, because {reason}");
            Some(note(range, message, help))
        };
        if text.len() > self.block {
            return Some(self.too_large(text, "colours"));
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
                return refusal(range, reason, help);
            }
            if work > MAX_WORK {
                let reason = "it has too many lines, or too long ones".to_string();
                return refusal(range, reason, "split it, or break its lines");
            }
        }
        None
    }
}

fn note(range: Range<usize>, message: String, help: &str) -> (Range<usize>, Diagnostic) {
    let note = Diagnostic {
        severity: Severity::Note,
        ..Diagnostic::new(Code::S030, message)
    };
    (range, note.help(help))
}

fn first_line(text: &str) -> Range<usize> {
    0..text.find('\n').unwrap_or(text.len())
}

/// The HTML of a block: of a diagram, if that is what it is and it can be drawn, else of its source.
pub fn render(fragment: &Arc<Fragment>, input: &Arc<FragmentInput>) -> Rendered {
    let Some(limits) = input.diagram.filter(|_| fragment.language == "mermaid") else {
        return code(fragment, input);
    };
    let drawing = diagram::draw(&fragment.text, fragment.look.is_named, limits, input.words);
    match drawing.parts {
        Some(parts) => Rendered {
            parts,
            findings: drawing.findings,
        },
        None => Rendered {
            findings: drawing.findings,
            ..code(fragment, input)
        },
    }
}

/// The HTML of a code block. Unknown languages and blocks beyond the limits are shown plain.
fn code(fragment: &Arc<Fragment>, input: &FragmentInput) -> Rendered {
    let plain = fragment.look.without_lines();
    if fragment.text.len() > input.block && plain != fragment.look {
        let fragment = Fragment {
            look: plain,
            ..Fragment::clone(fragment)
        };
        let mut rendered = lines(&fragment, input);
        rendered.findings = vec![input.too_large(&fragment.text, "colours, marks and numbers")];
        return rendered;
    }
    lines(fragment, input)
}

fn lines(fragment: &Fragment, input: &FragmentInput) -> Rendered {
    let (look, text) = (&fragment.look, fragment.text.as_str());
    let language = look.changed.as_deref().unwrap_or(&fragment.language);
    let refusal = match input.highlighter.knows(language) {
        true => input.refusal(text),
        false => None,
    };
    let coloured = match (&refusal, &look.changed) {
        (Some(_), _) => None,
        (None, None) => input.highlighter.lines(language, text),
        (None, Some(_)) => input.highlighter.lines(language, &changes::code(text)),
    };
    let coloured = coloured.unwrap_or_default();
    let count = text.split_inclusive('\n').count().try_into();
    let mut draft = Draft::default();
    frame::open(fragment, count.unwrap_or(u32::MAX), input.words, &mut draft);
    let mut rows = Rows::new(look, input.words);
    for ((index, line), number) in text.split_inclusive('\n').enumerate().zip(1..) {
        let runs = coloured.get(index).map_or(&[][..], |runs| runs);
        let row = Row {
            line: number,
            text: line.strip_suffix('\n').unwrap_or(line),
            runs,
            sign: None,
        };
        match &look.changed {
            None => rows.write(&row, &mut draft),
            Some(_) => change(row, &mut rows, &mut draft),
        }
    }
    frame::close(fragment, &mut draft.out);
    let mut findings: Vec<_> = refusal.into_iter().collect();
    if rows.gave_up() {
        let message = "some texts of a code block are not marked, because looking for them would take too long";
        let help = "use simpler patterns, or a shorter block";
        findings.push(note(first_line(text), message.to_string(), help));
    }
    Rendered {
        parts: draft.finish(),
        findings,
    }
}

/// Writes a line of a patch, whose runs are those of the line without its sign.
fn change(row: Row<'_>, rows: &mut Rows<'_>, draft: &mut Draft) {
    let change = Change::of(row.text);
    let before = change.sign(row.text);
    let runs: Vec<Run> = match change {
        Change::Head => vec![Run {
            range: 0..row.text.len(),
            class: Class::Heading,
        }],
        _ => row.runs.iter().map(|run| run.behind(before)).collect(),
    };
    let sign = match change {
        Change::Changed(mark) => Some(mark),
        Change::Same | Change::Head => None,
    };
    rows.write(
        &Row {
            runs: &runs,
            sign,
            ..row
        },
        draft,
    );
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::html::Html;

    fn rendered(language: &str, text: &str, limits: Limits) -> Rendered {
        let fragment = Arc::new(Fragment {
            language: language.to_string(),
            text: text.to_string(),
            ..Fragment::default()
        });
        let input = Arc::new(FragmentInput::new(
            &Arc::new(Highlighter::new()),
            &limits,
            true,
        ));
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
        let input = FragmentInput::new(&one, &limits, true);
        assert_eq!(input, FragmentInput::new(&one, &limits, true));
        let narrow = Limits {
            highlight_line: 7,
            ..limits
        };
        for other in [
            FragmentInput::new(&one, &narrow, true),
            FragmentInput::new(&one, &limits, false),
        ] {
            assert_ne!(input, other);
            let block = Arc::new(Fragment::default());
            let keys =
                [input.clone(), other].map(|input| FragmentInput::key(&block, &input.into()));
            assert_ne!(keys[0], keys[1]);
        }
    }
}
