//! Findings for the browser: the document that lies over a page of the preview.
//!
//! In: findings, the texts they quote, and how to open a file in an editor. Out: HTML without script or style of its
//! own. It says what the terminal says, escaped, so that no line of a page is obeyed by the browser.

use crate::diagnostic::{Diagnostic, Severity, Span};
use crate::html::Html;
use crate::path::percent::encode;
use crate::path::scheme::{Address, classify};
use crate::report::cut::cut;
use crate::report::place::{Place, Places, Texts};
use crate::report::visible::visible;

/// How many findings are listed; a catalogue with more has one mistake in common.
const MAX_FINDINGS: usize = 1000;

/// How a place is opened in an editor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Editor {
    template: String,
    project: String,
}

/// The template is no address, or one that runs code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoEditor;

impl Editor {
    /// Opens places by an address such as `vscode://file/{path}:{line}:{col}`; `project` is the project folder on this
    /// machine, with `/` between its parts.
    ///
    /// # Errors
    /// [`NoEditor`] if the template has no scheme, one that runs code, or no `{path}`.
    pub fn new(template: &str, project: &str) -> Result<Editor, NoEditor> {
        let opens = matches!(classify(template), Address::Allowed(_));
        match opens && template.contains("{path}") {
            true => Ok(Editor {
                template: template.to_string(),
                project: project.trim_end_matches('/').to_string(),
            }),
            false => Err(NoEditor),
        }
    }

    /// The address that opens a place. Templates bring the slash in front of the path.
    fn address(&self, place: &Place) -> String {
        let path = format!("{}/{}", self.project, place.file);
        let path = encode(path.trim_start_matches('/'), "/").replace(':', "%3A");
        let (line, column) = place
            .counted
            .map_or((1, 1), |(start, _)| (start.line, start.column));
        self.template
            .replace("{path}", &path)
            .replace("{line}", &line.to_string())
            .replace("{col}", &column.to_string())
    }
}

/// The findings as a whole document.
pub fn overlay(findings: &[Diagnostic], texts: Texts, editor: Option<&Editor>) -> Html {
    let mut overlay = Overlay {
        places: Places::new(texts),
        editor,
        html: Html::new(),
    };
    overlay.html.push_static(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>Findings</title>\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <link rel=\"stylesheet\" href=\"/.patternbook/preview.css\">\n</head>\n<body>\n<h1>Findings</h1>\n",
    );
    let is_error = |finding: &Diagnostic| finding.severity == Severity::Error;
    if findings.iter().any(is_error) {
        overlay.html.push_static(
            "<p class=\"quiet\">Pages with errors are shown as they were last without.</p>\n",
        );
    }
    overlay.html.push_static("<ol>\n");
    for finding in findings.iter().take(MAX_FINDINGS) {
        overlay.finding(finding);
    }
    overlay.html.push_static("</ol>\n");
    if findings.len() > MAX_FINDINGS {
        let more = format!("and {} more", findings.len() - MAX_FINDINGS);
        overlay.paragraph("quiet", &more);
    }
    overlay.html.push_static("</body>\n</html>\n");
    overlay.html
}

struct Overlay<'a> {
    places: Places<'a>,
    editor: Option<&'a Editor>,
    html: Html,
}

impl Overlay<'_> {
    fn finding(&mut self, finding: &Diagnostic) {
        let severity = finding.severity.as_str();
        self.html.open("li", &[("class", severity)]);
        self.html.open("p", &[]);
        self.html.open("strong", &[]);
        let rule = format!("{severity}[{}]", finding.code.as_str());
        self.html.push_text(&rule);
        self.html.close("strong");
        self.html
            .push_text(&format!(": {}", visible(&finding.message)));
        self.html.close("p");
        if let Some(span) = &finding.at {
            self.place(span, &finding.label);
        }
        for (span, label) in &finding.also {
            self.place(span, label);
        }
        for help in &finding.help {
            self.paragraph("help", &format!("help: {}", visible(help)));
        }
        self.html.close("li");
        self.html.push_static("\n");
    }

    /// A place, as a link if there is an editor; the line with the value marked; and what is to be said of it.
    fn place(&mut self, span: &Span, label: &str) {
        let place = self.places.place(span);
        let start = place.counted.map(|(start, _)| start);
        let shown = match start {
            Some(start) => format!("{}:{}:{}", place.file, start.line, start.column),
            None => place.file.to_string(),
        };
        self.html.open("p", &[("class", "at")]);
        match self.editor.map(|editor| editor.address(&place)) {
            Some(address) => {
                let attributes = [("href", address.as_str()), ("target", "_top")];
                self.html.open("a", &attributes);
                self.html.push_text(&visible(&shown));
                self.html.close("a");
            }
            None => self.html.push_text(&visible(&shown)),
        }
        self.html.close("p");
        if let (Some(_), Some((text, line))) = (start, self.places.line(&place)) {
            let within = |at: usize| at.clamp(line.start, line.end) - line.start;
            let mark = within(place.bytes.start)..within(place.bytes.end);
            let (shown, mark) = cut(&text.as_str()[line], mark);
            self.html.open("pre", &[]);
            self.html.push_text(&shown[..mark.start]);
            self.html.open("mark", &[]);
            self.html.push_text(&shown[mark.clone()]);
            self.html.close("mark");
            self.html.push_text(&shown[mark.end..]);
            self.html.close("pre");
        }
        if !label.is_empty() {
            self.paragraph("quiet", &visible(label));
        }
    }

    fn paragraph(&mut self, class: &str, text: &str) {
        self.html.open("p", &[("class", class)]);
        self.html.push_text(text);
        self.html.close("p");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Code;
    use crate::path::input::InputPath;
    use crate::report::sample;
    use crate::text::Text;

    #[test]
    fn findings_are_listed_with_their_places() {
        let editor = Editor::new("vscode://file/{path}:{line}:{col}", "/our books/1").unwrap();
        let html = overlay(&sample::findings(), &sample::text, Some(&editor));
        let html = html.as_str();
        for expected in [
            "<li class=\"error\"><p><strong>error[C060]</strong>: there is no page `builder.md`</p>",
            "<a href=\"vscode://file/our%20books/1/content/a.md:3:22\" target=\"_top\">content/a.md:3:22</a>",
            "<pre>Ärger: [the builder](<mark>builder.md</mark>)</pre><p class=\"quiet\">no file has this name</p>",
            "<p class=\"help\">help: or remove the link</p>",
            "<pre><mark>titel</mark> = 'x'</pre>",
        ] {
            assert!(html.contains(expected), "{expected} is not in {html}");
        }
        assert!(
            !html.contains('\u{1b}') && !html.contains('\u{202e}'),
            "{html}"
        );
    }

    #[test]
    fn nothing_in_a_page_is_obeyed() {
        let text = "<script>alert(1)</script>";
        let texts = |_: &InputPath| Some(Text::from(text));
        let finding = Diagnostic::new(Code::C060, "\"><img src=x onerror=x>")
            .at(Span::new(&InputPath::new("<b>\".md"), 8..13))
            .help("</li><script>");
        let editor = Editor::new("x-editor:{path}?{line}", "C:/\"><b>").unwrap();
        let html = overlay(&[finding], &texts, Some(&editor));
        let html = html.as_str();
        assert!(!html.contains("<script") && !html.contains("<img") && !html.contains("<b>"));
        assert!(
            html.contains("<pre>&lt;script&gt;<mark>alert</mark>(1)"),
            "{html}"
        );
        assert!(
            html.contains("href=\"x-editor:C%3A/%22%3E%3Cb%3E/"),
            "{html}"
        );
    }

    #[test]
    fn an_editor_is_an_address_that_runs_nothing() {
        let check = |template: &str, expected: bool| {
            assert_eq!(Editor::new(template, "/x").is_ok(), expected, "{template}");
        };
        check("vscode://file/{path}:{line}:{col}", true);
        check("idea://open?file={path}&line={line}", true);
        check("javascript:alert('{path}')", false);
        check("{path}", false);
        check("vscode://file/x", false);
    }
}
