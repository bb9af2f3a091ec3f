//! Findings that the tests of all formats write down, hostile ones among them.
//!
//! In: nothing. Out: the findings, and the texts they quote.

use crate::diagnostic::{Code, Diagnostic, Span};
use crate::path::input::InputPath;
use crate::text::Text;

const FILES: [(&str, &str); 3] = [
    ("book.toml", "[book]\ntitel = 'x'\n"),
    ("content/a.md", "# A\n\nÄrger: [the builder](builder.md)\n"),
    (
        "content/b.md",
        "\tx\x1b[2J\u{202e}y :: z\r\n::error::forged\r\n",
    ),
];

/// The text of a file of the sample.
pub(crate) fn text(file: &InputPath) -> Option<Text> {
    let known = FILES.iter().find(|(name, _)| *name == file.as_str());
    known.map(|(_, text)| Text::from(*text))
}

/// One finding of each shape: with help, with label and other places, with text that would act on a terminal or a
/// workflow, with a file that holds no text, and without a file.
pub(crate) fn findings() -> Vec<Diagnostic> {
    let at = |file: &str, mark: &str| {
        let file = InputPath::new(file);
        let start = text(&file).unwrap().as_str().find(mark).unwrap();
        Span::new(&file, start..start + mark.len())
    };
    vec![
        Diagnostic::new(Code::B001, "the key `titel` is unknown")
            .at(at("book.toml", "titel"))
            .help("did you mean `title`?"),
        Diagnostic::new(Code::C060, "there is no page `builder.md`")
            .at(at("content/a.md", "builder.md"))
            .label("no file has this name")
            .also(at("content/b.md", "y"), "the nearest page")
            .help("write the path from this page")
            .help("or remove the link"),
        Diagnostic::new(Code::C004, "`\x1b]0;x\x07\n::error::100%` is no number")
            .at(at("content/b.md", "z")),
        Diagnostic::new(Code::A001, "an image has no alternative text")
            .at(at("content/b.md", "::error")),
        Diagnostic::new(Code::S013, "the file cannot be read").at(Span::new(
            &InputPath::new("content/we:i,rd%\u{202e}\".png"),
            0..4,
        )),
        Diagnostic::new(Code::S017, "the disk is full"),
    ]
}
