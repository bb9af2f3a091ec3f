//! Single signs of a formula.
//!
//! In: a sign, and what holds where it stands. Out: its element.

use pulldown_latex::event::{
    Content, DelimiterSize, DelimiterType, Event, Font, ScriptType, Style,
};

use crate::html::Html;
use crate::markdown::maths::letters::styled;

/// Marks over a letter, which stand close to it and keep their size.
const ACCENTS: &str = "´˘ˇ˙¨`^~˚";

/// What holds for the signs of a group.
#[derive(Clone, Copy, Debug)]
pub struct State {
    /// The style of letters.
    pub font: Option<Font>,
    /// The size, if it was set.
    pub style: Option<Style>,
    /// Whether they are set as large as on a line of their own.
    pub is_display: bool,
    /// Whether they are above or below others.
    pub is_script: bool,
}

impl State {
    /// The same above or below something.
    #[must_use]
    pub fn script(self) -> State {
        State {
            is_display: false,
            style: None,
            is_script: true,
            ..self
        }
    }
}

/// Writes a space; the number of elements that it is.
pub fn space(width: &str, out: &mut Html) -> usize {
    out.open("mspace", &[("width", width)]);
    out.close("mspace");
    1
}

/// Writes a bracket that is as high as what stands in it, if there is one.
pub fn fence(sign: Option<char>, form: &str, out: &mut Html) {
    if let Some(sign) = sign {
        operator(
            &sign.to_string(),
            &[("fence", "true"), ("form", form), ("stretchy", "true")],
            out,
        );
    }
}

fn operator(sign: &str, attributes: &[(&str, &str)], out: &mut Html) {
    out.open("mo", attributes);
    out.push_text(sign);
    out.close("mo");
}

/// A mark above or below something, and whether it stands close to it.
pub fn mark(sign: char, stretchy: bool) -> Option<(Html, bool)> {
    let is_close = ACCENTS.contains(sign);
    // A bar is as wide as what stands under it.
    let stretchy = stretchy || sign == '‾';
    if !is_close && !stretchy {
        return None;
    }
    let mut html = Html::new();
    let stretchy = if stretchy { "true" } else { "false" };
    operator(&sign.to_string(), &[("stretchy", stretchy)], &mut html);
    Some((html, is_close))
}

/// Writes a sign. A negated one is struck out.
pub fn sign(content: Content<'_>, state: State, binary: bool, negated: bool, out: &mut Html) {
    let struck = |text: String| match negated {
        true => text + "\u{338}",
        false => text,
    };
    let close: &[(&str, &str)] = &[("lspace", "0em"), ("rspace", "0em")];
    match content {
        Content::Text(text) => {
            let class = match state.font {
                Some(Font::Bold) => "bold",
                Some(Font::Italic) => "italic",
                Some(Font::SansSerif) => "sans",
                Some(Font::Monospace) => "mono",
                _ => "",
            };
            match class {
                "" => out.open("mtext", &[]),
                class => out.open("mtext", &[("class", class)]),
            }
            out.push_text(&plain(text));
            out.close("mtext");
        }
        Content::Number(number) => {
            let digits = number.chars();
            let number: String = match state.font {
                Some(font) => digits.map(|digit| styled(digit, font)).collect(),
                None => digits.collect(),
            };
            out.open("mn", &[]);
            out.push_text(&number);
            out.close("mn");
        }
        Content::Function(name) => {
            let name = plain(name);
            match name.chars().count() {
                1 => out.open("mi", &[("mathvariant", "normal")]),
                _ => out.open("mi", &[]),
            }
            out.push_text(&name);
            out.close("mi");
        }
        Content::Ordinary {
            content,
            stretchy: true,
        } => {
            operator(&struck(content.to_string()), &[("stretchy", "true")], out);
        }
        Content::Ordinary { content, .. } => identifier(content, state, struck, out),
        Content::LargeOp { content, small } => {
            let attributes: &[(&str, &str)] = match small {
                true => &[("largeop", "false"), ("movablelimits", "false")],
                false => &[("movablelimits", "false")],
            };
            operator(&struck(content.to_string()), attributes, out);
        }
        Content::BinaryOp { content, .. } => {
            let attributes = if binary && !state.is_script {
                &[]
            } else {
                close
            };
            operator(&struck(content.to_string()), attributes, out);
        }
        Content::Relation { content, .. } => {
            let mut buffer = [0; 8];
            let sign = String::from_utf8_lossy(content.encode_utf8_to_buf(&mut buffer));
            let attributes = if state.is_script { close } else { &[] };
            operator(&struck(sign.into_owned()), attributes, out);
        }
        Content::Delimiter { content, size, ty } => {
            let form = match ty {
                DelimiterType::Open => "prefix",
                DelimiterType::Fence => "infix",
                DelimiterType::Close => "postfix",
            };
            let sign = struck(content.to_string());
            let size = size.map(|size| match size {
                DelimiterSize::Big => "1.2em",
                DelimiterSize::BIG => "1.8em",
                DelimiterSize::Bigg => "2.4em",
                DelimiterSize::BIGG => "3em",
            });
            let mut attributes = vec![("form", form)];
            match (size, ty) {
                (Some(size), _) => attributes.extend([
                    ("stretchy", "true"),
                    ("symmetric", "true"),
                    ("minsize", size),
                    ("maxsize", size),
                ]),
                (None, DelimiterType::Fence) => attributes.push(("stretchy", "true")),
                (None, _) => attributes.push(("stretchy", "false")),
            }
            attributes.extend(close.iter().filter(|_| ty == DelimiterType::Fence));
            operator(&sign, &attributes, out);
        }
        Content::Punctuation(sign) => operator(&struck(sign.to_string()), &[], out),
    }
}

/// A letter, or a sign that is none of an operator.
fn identifier(letter: char, state: State, struck: impl Fn(String) -> String, out: &mut Html) {
    // The letter mu, for which the parser has the sign of a millionth.
    let letter = if letter == 'µ' { 'μ' } else { letter };
    // As in TeX, all but Greek capitals and nabla are italic.
    let is_upright = matches!(letter, 'Α'..='Ω' | '∇');
    let (shown, is_normal) = match state.font {
        None => (letter, is_upright),
        Some(Font::UpRight) => (letter, true),
        Some(Font::BoldSymbol) if is_upright => (styled(letter, Font::Bold), false),
        Some(font) => {
            let shown = styled(letter, font);
            (shown, shown == letter)
        }
    };
    match is_normal {
        true => out.open("mi", &[("mathvariant", "normal")]),
        false => out.open("mi", &[]),
    }
    out.push_text(&struck(shown.to_string()));
    out.close("mi");
}

/// Text without the marks of TeX. Its spaces are kept, also at its ends.
fn plain(text: &str) -> String {
    if text == "&nbsp;" {
        return "\u{a0}".to_string();
    }
    let mut plain = String::with_capacity(text.len());
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '{' | '}' => {}
            '~' => plain.push('\u{a0}'),
            '\\' => match letters.next() {
                Some(',' | ';' | ':' | ' ') => plain.push('\u{a0}'),
                Some('!') | None => {}
                Some(escaped) if escaped.is_ascii_punctuation() => plain.push(escaped),
                Some(other) => plain.extend(['\\', other]),
            },
            letter if letter.is_whitespace() => plain.push(' '),
            letter => plain.push(letter),
        }
    }
    let inner = plain.trim_matches(' ');
    let start = if plain.starts_with(' ') { "\u{a0}" } else { "" };
    let end = if plain.ends_with(' ') && !inner.is_empty() {
        "\u{a0}"
    } else {
        ""
    };
    format!("{start}{inner}{end}")
}

/// The attributes of a size.
pub fn size(style: Style) -> [(&'static str, &'static str); 2] {
    match style {
        Style::Display => [("displaystyle", "true"), ("scriptlevel", "0")],
        Style::Text => [("displaystyle", "false"), ("scriptlevel", "0")],
        Style::Script => [("displaystyle", "false"), ("scriptlevel", "1")],
        Style::ScriptScript => [("displaystyle", "false"), ("scriptlevel", "2")],
    }
}

/// Letters that follow each other in an upright or bold style are one word; how many they are.
pub fn word(events: &[Event<'_>], state: State) -> Option<(Html, usize)> {
    let font = state.font.filter(|font| {
        use Font::{Bold, BoldSansSerif, Italic, Monospace, SansSerif, UpRight};
        matches!(
            font,
            UpRight | Bold | Italic | SansSerif | BoldSansSerif | Monospace
        )
    })?;
    let letter = |event: &Event<'_>| match event {
        Event::Content(Content::Ordinary {
            content,
            stretchy: false,
        }) if content.is_alphabetic() => Some(*content),
        _ => None,
    };
    let letters: String = events.iter().map_while(letter).collect();
    let count = letters.chars().count();
    if count < 2 {
        return None;
    }
    let mut html = Html::new();
    html.open("mi", &[]);
    let letters: String = letters.chars().map(|letter| styled(letter, font)).collect();
    html.push_text(&letters);
    html.close("mi");
    Some((html, count))
}

/// The element of a script.
pub fn script_name(kind: ScriptType, stands_above: bool) -> &'static str {
    match (kind, stands_above) {
        (ScriptType::Subscript, false) => "msub",
        (ScriptType::Superscript, false) => "msup",
        (ScriptType::SubSuperscript, false) => "msubsup",
        (ScriptType::Subscript, true) => "munder",
        (ScriptType::Superscript, true) => "mover",
        (ScriptType::SubSuperscript, true) => "munderover",
    }
}
