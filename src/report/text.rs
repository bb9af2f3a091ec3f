//! Findings for people: a sentence, the place, the line with the value marked, what to do.
//!
//! In: findings and the texts they quote. Out: one block for each finding in the style of the Rust compiler. What
//! stands in a message or a line is shown, never obeyed by the terminal; long lines are cut around the mark.

use annotate_snippets::{AnnotationKind, Element, Level, Origin, Renderer, Snippet};

use crate::diagnostic::{Diagnostic, Severity};
use crate::report::cut::{MAX_LINE, cut};
use crate::report::place::{Place, Places, Texts};
use crate::report::visible::{visible, visible_lines};

/// How many findings are printed; a catalogue with more has one mistake in common.
const MAX_FINDINGS: usize = 1000;

/// The findings as text, with or without colours.
pub(crate) fn render(findings: &[Diagnostic], texts: Texts, colours: bool) -> String {
    let renderer = match colours {
        true => Renderer::styled().hyperlink(false),
        false => Renderer::plain(),
    }
    .term_width(2 * MAX_LINE);
    let mut places = Places::new(texts);
    let mut out = String::new();
    for finding in findings.iter().take(MAX_FINDINGS) {
        out.push_str(&block(finding, &mut places, &renderer));
        out.push_str("\n\n");
    }
    if findings.len() > MAX_FINDINGS {
        out.push_str(&format!("and {} more\n\n", findings.len() - MAX_FINDINGS));
    }
    out
}

fn block(finding: &Diagnostic, places: &mut Places, renderer: &Renderer) -> String {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let first = finding.at.iter().map(|span| (span, &finding.label));
    let also = finding.also.iter().map(|(span, label)| (span, label));
    let mut elements: Vec<Element> = Vec::new();
    let mut headings = Vec::new();
    for (at, (span, label)) in first.chain(also).enumerate() {
        let kind = match at {
            0 => AnnotationKind::Primary,
            _ => AnnotationKind::Context,
        };
        let (element, heading) = quote(&places.place(span), label, (at, kind), places);
        elements.push(element);
        headings.extend(heading);
    }
    for help in &finding.help {
        elements.push(Level::HELP.message(visible_lines(help)).into());
    }
    let title = level.primary_title(visible(&finding.message));
    let group = title.id(finding.code.as_str()).elements(elements);
    let mut block = renderer.render(&[group]);
    for (printed, right) in headings {
        block = block.replace(&printed, &right);
    }
    block
}

/// The line of a place with its mark, or the name of the file if there is no text. The renderer counts columns in the
/// text it is given, which may be cut or spelled out; so it is given a stand-in for the file, and what it will print
/// above the line comes back together with what should stand there. The stand-in holds a control character, of which
/// [`visible`] leaves none elsewhere.
fn quote<'a>(
    place: &Place,
    label: &str,
    (number, kind): (usize, AnnotationKind),
    places: &mut Places,
) -> (Element<'a>, Option<(String, String)>) {
    let file = visible(place.file.as_str());
    let (Some((start, _)), Some((text, line))) = (place.counted, places.line(place)) else {
        return (Origin::path(file).into(), None);
    };
    let (from, to) = (
        place.bytes.start.min(line.end),
        place.bytes.end.min(line.end),
    );
    let mark = from - line.start..to - line.start;
    let (shown, mark) = cut(&text.as_str()[line], mark);
    let shown_column = shown[..mark.start].chars().count() + 1;
    let stand_in = format!("\u{1}{number}");
    let heading = (
        format!("{stand_in}:{}:{shown_column}", start.line),
        format!("{file}:{}:{}", start.line, start.column),
    );
    let label = Some(visible(label)).filter(|label| !label.is_empty());
    let snippet = Snippet::source(shown)
        .path(stand_in)
        .line_start(start.line)
        .annotation(kind.span(mark).label(label));
    (snippet.into(), Some(heading))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Code, Span};
    use crate::path::input::InputPath;
    use crate::report::sample;
    use crate::text::Text;

    #[test]
    fn findings_are_shown_with_their_lines() {
        let expected = r#"
error[B001]: the key `titel` is unknown
 --> book.toml:2:1
  |
2 | titel = 'x'
  | ^^^^^
  |
  = help: did you mean `title`?

error[C060]: there is no page `builder.md`
 --> content/a.md:3:22
  |
3 | Ärger: [the builder](builder.md)
  |                      ^^^^^^^^^^ no file has this name
  |
 ::: content/b.md:1:8
  |
1 |     x\u{1b}[2J\u{202e}y :: z
  |                       - the nearest page
  |
  = help: write the path from this page
  = help: or remove the link

error[C004]: `\u{1b}]0;x\u{7}\u{a}::error::100%` is no number
 --> content/b.md:1:13
  |
1 |     x\u{1b}[2J\u{202e}y :: z
  |                            ^

note[A001]: an image has no alternative text
 --> content/b.md:2:1
  |
2 | ::error::forged
  | ^^^^^^^

error[S013]: the file cannot be read
--> content/we:i,rd%\u{202e}".png

error[S017]: the disk is full

"#;
        let shown = render(&sample::findings(), &sample::text, false);
        assert_eq!(shown, expected.trim_start());
        assert_eq!(render(&[], &sample::text, false), "");
    }

    #[test]
    fn colours_are_the_only_controls() {
        let shown = render(&sample::findings(), &sample::text, true);
        let mut plain = String::new();
        for part in shown.split("\x1b[") {
            let is_colour = |text: &str| {
                text.bytes()
                    .all(|byte| byte.is_ascii_digit() || byte == b';')
            };
            match part.split_once('m') {
                Some((colour, rest)) if is_colour(colour) => plain.push_str(rest),
                _ => plain.push_str(part),
            }
        }
        assert_eq!(plain, render(&sample::findings(), &sample::text, false));
    }

    #[test]
    fn a_thousand_findings_are_enough() {
        let finding = Diagnostic::new(Code::S017, "the disk is full");
        let shown = render(&vec![finding; MAX_FINDINGS + 2], &sample::text, false);
        assert_eq!(shown.matches("error[S017]").count(), MAX_FINDINGS);
        assert!(shown.ends_with("\n\nand 2 more\n\n"));
    }

    #[test]
    fn a_long_line_keeps_its_column_and_an_empty_mark_is_seen() {
        let line = format!("{}MARK{}\nnext\n", "\u{1b}".repeat(5000), "x".repeat(5000));
        let texts = |_: &InputPath| Some(Text::from(line.as_str()));
        let finding =
            |range| Diagnostic::new(Code::C060, "x").at(Span::new(&InputPath::new("a.md"), range));
        let shown = render(&[finding(5000..5004)], &texts, false);
        assert!(
            shown.contains("--> a.md:1:5001\n") && shown.contains("MARKx"),
            "{shown}"
        );
        assert!(shown.contains("^^^^\n"), "{shown}");
        let shown = render(&[finding(10_005..10_005)], &texts, false);
        assert!(
            shown.contains("--> a.md:2:1\n") && shown.contains("| ^\n"),
            "{shown}"
        );
        let shown = render(&[finding(10_005..99_999)], &texts, false);
        assert!(shown.contains("| ^^^^\n"), "{shown}");
        let windows = |_: &InputPath| Some(Text::from("ab\r\ncd"));
        let shown = render(&[finding(3..5)], &windows, false);
        assert!(shown.contains("--> a.md:1:4\n"), "{shown}");
        let shown = render(&[finding(99_999..99_999)], &texts, false);
        assert!(shown.contains("--> a.md:3:1\n"), "{shown}");
    }
}
