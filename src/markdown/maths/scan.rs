//! A formula as tokens.
//!
//! In: TeX. Out: [`Token`]s whose groups are closed and whose nesting is bounded, or the first [`Fault`]. The parser
//! reads arguments by recursion, so a formula that it would follow too deeply never reaches it. Macros are refused:
//! a few of them can make a formula of any size.

use std::borrow::Cow;
use std::ops::Range;

/// What is wrong with a formula.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Its bytes in the formula.
    pub at: Range<usize>,
    /// What is wrong.
    pub message: String,
    /// The remedy.
    pub help: String,
}

/// A part of a formula that means one thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token<'t> {
    /// Its bytes in the formula.
    pub at: Range<usize>,
    /// What it is.
    pub kind: Kind<'t>,
    /// What the parser is given for it.
    pub given: Cow<'t, str>,
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind<'t> {
    /// Opens a group.
    Open(Group<'t>),
    /// Closes one.
    Close(Group<'t>),
    /// A command, without its backslash.
    Command(&'t str),
    /// A character.
    Character(char),
    /// White space or a comment.
    Space,
}

/// What holds other tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group<'t> {
    /// `{…}`.
    Braces,
    /// `\begingroup…\endgroup`.
    Plain,
    /// `\left…\right`.
    Delimiters,
    /// `\begin{name}…\end{name}`.
    Environment(&'t str),
}

impl Group<'_> {
    /// What closes it.
    pub fn closer(&self) -> Cow<'static, str> {
        match self {
            Group::Braces => "}".into(),
            Group::Plain => "\\endgroup ".into(),
            Group::Delimiters => "\\right.".into(),
            Group::Environment(name) => format!("\\end{{{name}}}").into(),
        }
    }
}

/// Commands that would define others.
const DEFINITIONS: [&str; 9] = [
    "def",
    "edef",
    "futurelet",
    "gdef",
    "let",
    "newcommand",
    "providecommand",
    "renewcommand",
    "xdef",
];
/// Commands about numbers of equations, which nothing has here.
const WITHOUT_EFFECT: [&str; 2] = ["nonumber", "notag"];
/// The tokens of a formula. `nesting` is how deep groups may stand in each other.
///
/// # Errors
/// The first fault.
pub fn tokens(tex: &str, nesting: usize) -> Result<Vec<Token<'_>>, Fault> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while at < tex.len() {
        let token = next(tex, at)?;
        at = token.at.end;
        tokens.push(token);
    }
    check_groups(tex, &tokens, nesting)?;
    mend(&mut tokens);
    Ok(tokens)
}

fn next<'t>(tex: &'t str, at: usize) -> Result<Token<'t>, Fault> {
    let rest = &tex[at..];
    let first = rest.chars().next().unwrap_or(' ');
    let token = |length: usize, kind: Kind<'t>| Token {
        at: at..at + length,
        kind,
        given: Cow::Borrowed(&tex[at..at + length]),
    };
    Ok(match first {
        '\\' => return command(tex, at),
        '{' => token(1, Kind::Open(Group::Braces)),
        '}' => token(1, Kind::Close(Group::Braces)),
        '%' => Token {
            given: Cow::Borrowed(" "),
            ..token(rest.find('\n').unwrap_or(rest.len()), Kind::Space)
        },
        _ if first.is_whitespace() => token(first.len_utf8(), Kind::Space),
        _ => token(first.len_utf8(), Kind::Character(first)),
    })
}

fn command(tex: &str, at: usize) -> Result<Token<'_>, Fault> {
    let rest = &tex[at + 1..];
    let letters = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
    let length = match letters {
        0 => rest.chars().next().map_or(0, char::len_utf8),
        letters => letters,
    };
    let name = &rest[..length];
    let mut end = at + 1 + length;
    let kind = match name {
        "" => {
            return Err(fault(
                at..at + 1,
                "the backslash at the end names no command",
                "remove it",
            ));
        }
        "begin" | "end" => {
            let behind = tex[end..].trim_start();
            let environment = behind
                .strip_prefix('{')
                .and_then(|behind| behind.split_once('}'));
            let Some((environment, _)) = environment else {
                let message = format!("`\\{name}` needs the name of an environment");
                return Err(fault(
                    at..end,
                    &message,
                    "write it in braces, as in `\\begin{matrix}`",
                ));
            };
            end = tex.len() - behind.len() + environment.len() + 2;
            match name {
                "begin" => Kind::Open(Group::Environment(environment)),
                _ => Kind::Close(Group::Environment(environment)),
            }
        }
        "begingroup" => Kind::Open(Group::Plain),
        "endgroup" => Kind::Close(Group::Plain),
        "left" => Kind::Open(Group::Delimiters),
        "right" => Kind::Close(Group::Delimiters),
        _ if DEFINITIONS.contains(&name) => {
            let message = format!("`\\{name}` defines a macro, which a formula cannot do here");
            return Err(fault(at..end, &message, "write out what it stands for"));
        }
        _ => Kind::Command(name),
    };
    let given = match WITHOUT_EFFECT.contains(&name) {
        true => Cow::Borrowed(" "),
        false => Cow::Borrowed(&tex[at..end]),
    };
    Ok(Token {
        at: at..end,
        kind,
        given,
    })
}

fn fault(at: Range<usize>, message: &str, help: &str) -> Fault {
    let (message, help) = (message.to_string(), help.to_string());
    Fault { at, message, help }
}

fn check_groups(tex: &str, tokens: &[Token<'_>], nesting: usize) -> Result<(), Fault> {
    let mut open: Vec<(&Token<'_>, Group<'_>)> = Vec::new();
    for token in tokens {
        match token.kind {
            Kind::Open(_) if open.len() >= nesting => {
                return Err(too_deep(token.at.clone(), nesting));
            }
            Kind::Open(group) => open.push((token, group)),
            Kind::Close(group) => match open.pop() {
                Some((_, opened)) if opened == group => {}
                Some((opener, opened)) => {
                    let (opener, written) = (&tex[opener.at.clone()], &tex[token.at.clone()]);
                    let message = format!("`{written}` cannot close `{opener}`");
                    let help = format!("write `{}` before it", opened.closer().trim_end());
                    return Err(fault(token.at.clone(), &message, &help));
                }
                None => {
                    let message = format!("`{}` closes nothing", &tex[token.at.clone()]);
                    return Err(fault(
                        token.at.clone(),
                        &message,
                        "remove it, or write what it closes",
                    ));
                }
            },
            Kind::Command(_) | Kind::Character(_) | Kind::Space => {}
        }
    }
    match open.pop() {
        None => Ok(()),
        Some((opener, group)) => {
            let message = format!("`{}` is never closed", &tex[opener.at.clone()]);
            let help = format!(
                "write `{}` behind what belongs to it",
                group.closer().trim_end()
            );
            Err(fault(opener.at.clone(), &message, &help))
        }
    }
}

/// The fault of a formula that nests too deeply.
pub fn too_deep(at: Range<usize>, nesting: usize) -> Fault {
    let message = format!("the formula nests deeper than {nesting} levels");
    fault(at, &message, "split it into parts")
}

/// Gives the parser what it needs to read roots with an index of several signs, and operators with limits.
fn mend(tokens: &mut [Token<'_>]) {
    let mut depth = 0_usize;
    // Where an index, or the name of an operator, is open: its depth and what closes it.
    let mut open: Vec<(usize, Kind<'_>, &'static str)> = Vec::new();
    let mut before = Kind::Space;
    for token in tokens {
        let kind = token.kind;
        match kind {
            Kind::Space => continue,
            Kind::Open(_) => depth += 1,
            Kind::Close(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        match (before, kind) {
            (Kind::Command("sqrt"), Kind::Character('[')) => {
                token.given = Cow::Borrowed("[{");
                open.push((depth, Kind::Character(']'), "}]"));
            }
            (Kind::Command("operatorname"), Kind::Character('*')) => {
                token.given = Cow::Borrowed(" ");
                open.push((depth, Kind::Close(Group::Braces), "}\\limits "));
            }
            _ if open
                .last()
                .is_some_and(|(at, closer, _)| *at == depth && *closer == kind) =>
            {
                if let Some((_, _, given)) = open.pop() {
                    token.given = Cow::Borrowed(given);
                }
            }
            _ => {}
        }
        before = kind;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given(tex: &str) -> String {
        let tokens = tokens(tex, 128).unwrap();
        tokens.iter().map(|token| token.given.as_ref()).collect()
    }

    #[test]
    fn the_parser_is_given_what_it_can_read() {
        let check = |tex: &str, expected: &str| assert_eq!(given(tex), expected);
        check("a\\frac{b}{c}", "a\\frac{b}{c}");
        check("\\sqrt[n+1]{x} [a]", "\\sqrt[{n+1}]{x} [a]");
        check("\\sqrt[\\sqrt[2]{3}]{x}", "\\sqrt[{\\sqrt[{2}]{3}}]{x}");
        check("\\operatorname*{max}_x", "\\operatorname {max}\\limits _x");
        check("a % b\nc", "a  \nc");
        check("a\\nonumber", "a ");
    }

    #[test]
    fn faults_have_a_place() {
        let check = |tex: &str, place: &str, message: &str| {
            let fault = tokens(tex, 3).unwrap_err();
            let found = (&tex[fault.at.clone()], fault.message.as_str());
            assert_eq!(found, (place, message), "{tex}");
        };
        check("a{b", "{", "`{` is never closed");
        check("a}b", "}", "`}` closes nothing");
        check("\\left( {a", "{", "`{` is never closed");
        check("\\left( a", "\\left", "`\\left` is never closed");
        check("{\\left( a }", "}", "`}` cannot close `\\left`");
        check(
            "\\begin{a}\\end {b}",
            "\\end {b}",
            "`\\end {b}` cannot close `\\begin{a}`",
        );
        check(
            "\\begin x",
            "\\begin",
            "`\\begin` needs the name of an environment",
        );
        check(
            "\\def\\a{b}",
            "\\def",
            "`\\def` defines a macro, which a formula cannot do here",
        );
        check("a\\", "\\", "the backslash at the end names no command");
        check("{{{{a}}}}", "{", "the formula nests deeper than 3 levels");
    }
}
