//! Arguments without braces.
//!
//! In: tokens. Out: a [`Fault`] if more of them stand in each other than the parser may follow, which it does by
//! recursion.

use crate::markdown::maths::scan::{Fault, Kind, Token, too_deep};

/// Commands with more than one argument.
const ARGUMENTS: [(&str, usize); 14] = [
    ("binom", 2),
    ("buildrel", 2),
    ("cfrac", 2),
    ("colorbox", 2),
    ("dbinom", 2),
    ("dfrac", 2),
    ("fcolorbox", 3),
    ("frac", 2),
    ("genfrac", 6),
    ("overset", 2),
    ("sideset", 3),
    ("stackrel", 2),
    ("tbinom", 2),
    ("textcolor", 2),
];
const TWO: [&str; 2] = ["tfrac", "underset"];
/// How many arguments may stand in each other without braces.
const MAX_CHAIN: usize = 64;

/// Follows arguments without braces, which stand in each other: `\sqrt\sqrt\sqrt x`.
///
/// # Errors
/// The fault of a chain that is too long.
pub fn check(tokens: &[Token<'_>]) -> Result<(), Fault> {
    // For each group the arguments that are still missing, from the outermost command on.
    let mut groups: Vec<Vec<usize>> = vec![Vec::new()];
    for token in tokens {
        let wanted = match token.kind {
            Kind::Open(_) => {
                groups.push(Vec::new());
                continue;
            }
            Kind::Close(_) => {
                groups.pop();
                0
            }
            Kind::Command(name) => arguments(name),
            Kind::Character('^' | '_') => 1,
            Kind::Character(_) => 0,
            Kind::Space => continue,
        };
        let Some(missing) = groups.last_mut() else {
            continue;
        };
        if wanted > 0 {
            missing.push(wanted);
        } else {
            while let Some(last) = missing.last_mut() {
                *last -= 1;
                if *last > 0 {
                    break;
                }
                missing.pop();
            }
        }
        if missing.len() > MAX_CHAIN {
            return Err(too_deep(token.at.clone(), MAX_CHAIN));
        }
    }
    Ok(())
}

/// How many arguments a command may have. One that has none counts as one: what follows it is then no argument of
/// the command before it, which only makes a chain look longer than it is.
fn arguments(name: &str) -> usize {
    let known = ARGUMENTS.iter().find(|(known, _)| *known == name);
    match known {
        Some((_, count)) => *count,
        None if TWO.contains(&name) => 2,
        None => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::maths::scan::tokens;

    #[test]
    fn arguments_without_braces_are_bounded() {
        let is_refused = |tex: &str| check(&tokens(tex, 128).unwrap()).is_err();
        assert!(!is_refused(&format!("{}x", "\\sqrt".repeat(64))));
        for part in ["\\sqrt", "\\frac a", "\\frac{a}", "\\not ", "\\overset a"] {
            assert!(is_refused(&part.repeat(200)), "{part}");
        }
        for part in ["\\frac{a}{b}", "x^2", "\\alpha + ", "\\sqrt x", "a\\\\b "] {
            assert!(!is_refused(&part.repeat(1000)), "{part}");
        }
    }
}
