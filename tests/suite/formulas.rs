//! The formulas of `tests/data/formulas.md`: what becomes of them, and that it is sound.

use std::cell::RefCell;

use html5ever::tokenizer::{BufferQueue, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer};
use patternbook::testing::formula;

use crate::support::{blessing, path, text};

/// Every element and attribute that a formula may consist of.
const ELEMENTS: &[&str] = &[
    "math",
    "mfrac",
    "mi",
    "mn",
    "mo",
    "mover",
    "mroot",
    "mrow",
    "mspace",
    "msqrt",
    "mstyle",
    "msub",
    "msubsup",
    "msup",
    "mtable",
    "mtd",
    "mtext",
    "mtr",
    "munder",
    "munderover",
];
const ATTRIBUTES: &[&str] = &[
    "accent",
    "accentunder",
    "class",
    "depth",
    "display",
    "displaystyle",
    "fence",
    "form",
    "height",
    "largeop",
    "linethickness",
    "lspace",
    "mathbackground",
    "mathcolor",
    "mathvariant",
    "maxsize",
    "minsize",
    "movablelimits",
    "rspace",
    "scriptlevel",
    "stretchy",
    "symmetric",
    "width",
];

/// How many children some elements have; browsers draw others as a mistake.
const CHILDREN: &[(&str, usize)] = &[
    ("mfrac", 2),
    ("mover", 2),
    ("mroot", 2),
    ("msub", 2),
    ("msubsup", 3),
    ("msup", 2),
    ("munder", 2),
    ("munderover", 3),
];

#[test]
fn formulas() {
    let mut shown = String::new();
    let mut count = 0;
    let mut surprises = Vec::new();
    for (is_refused, tex) in lines(&text("tests/data/formulas.md")) {
        count += 1;
        let result = formula(&tex);
        if result.is_err() != is_refused {
            surprises.push(format!("{tex}: {result:?}"));
        }
        let line = match result {
            Ok(html) => {
                check(&html, &tex);
                html
            }
            Err(message) => message,
        };
        shown.push_str(&format!("{tex}\n    {line}\n"));
    }
    assert!(surprises.is_empty(), "{}", surprises.join("\n"));
    assert!(count >= 100, "{count} formulas");
    let expected = "tests/data/formulas.html";
    if blessing() {
        std::fs::write(path(expected), &shown).unwrap();
    }
    assert_eq!(shown, text(expected));
}

/// The formulas, each with whether it stands among the refused ones.
fn lines(file: &str) -> Vec<(bool, String)> {
    let mut found = Vec::new();
    let (mut is_open, mut is_refused) = (false, false);
    for line in file.lines() {
        match line {
            "```tex" => is_open = true,
            "```" => is_open = false,
            "## Refused" => is_refused = true,
            line if is_open => found.push((is_refused, line.to_string())),
            _ => {}
        }
    }
    found
}

/// That HTML is balanced, has known elements and attributes, and as many children as MathML wants.
fn check(html: &str, tex: &str) {
    let tokenizer = Tokenizer::new(Reader::default(), Default::default());
    let input = BufferQueue::default();
    input.push_back(html.into());
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    let wrong = tokenizer.sink.wrong.into_inner();
    assert!(wrong.is_empty(), "{tex}: {wrong:?} in {html}");
    assert!(tokenizer.sink.open.into_inner().is_empty(), "{tex}");
}

#[derive(Default)]
struct Reader {
    /// The open elements, each with the number of its children so far.
    open: RefCell<Vec<(String, usize)>>,
    wrong: RefCell<Vec<String>>,
}

impl TokenSink for Reader {
    type Handle = ();

    fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
        let wrong = |what: String| self.wrong.borrow_mut().push(what);
        match token {
            Token::TagToken(tag) => {
                let name = tag.name.to_string();
                if !ELEMENTS.contains(&name.as_str()) {
                    wrong(format!("<{name}>"));
                }
                for attribute in &tag.attrs {
                    let name = attribute.name.local.to_string();
                    if !ATTRIBUTES.contains(&name.as_str()) {
                        wrong(name);
                    }
                }
                let mut open = self.open.borrow_mut();
                match tag.kind {
                    TagKind::StartTag => {
                        if let Some((_, children)) = open.last_mut() {
                            *children += 1;
                        }
                        open.push((name, 0));
                    }
                    TagKind::EndTag => {
                        let (opened, children) = open.pop().unwrap_or_default();
                        let wanted = CHILDREN.iter().find(|(name, _)| *name == opened);
                        if opened != name || wanted.is_some_and(|(_, wanted)| *wanted != children) {
                            wrong(format!("{children} children in {opened}, closed by {name}"));
                        }
                    }
                }
            }
            Token::ParseError(error) => wrong(error.to_string()),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}
