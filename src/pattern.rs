//! Regular expressions of authors.
//!
//! In: an expression. Out: [`Pattern`], which finds what it describes in time that grows with the length of the text.
//! The syntax is that of the package `regex`: no look-around, no back references. Size is bounded: an expression that
//! would make a large automaton is refused.

use std::ops::Range;

use regex_automata::Input;
use regex_automata::meta::{BuildError, Regex};
use regex_automata::util::syntax;

/// The longest expression, in bytes.
const MAX_LENGTH: usize = 500;
/// The largest automaton, in bytes.
const MAX_SIZE: usize = 128 << 10;
/// The deepest nesting.
const MAX_NESTING: u32 = 50;

/// A regular expression.
#[derive(Debug)]
pub struct Pattern(Regex);

impl Pattern {
    /// Compiles an expression.
    ///
    /// # Errors
    /// A reason, as the end of a sentence, if it cannot be read or is too large.
    pub fn new(expression: &str) -> Result<Pattern, String> {
        if expression.len() > MAX_LENGTH {
            return Err(format!("it has more than {MAX_LENGTH} bytes"));
        }
        let config = Regex::config()
            .nfa_size_limit(Some(MAX_SIZE))
            .onepass_size_limit(Some(MAX_SIZE))
            .hybrid_cache_capacity(MAX_SIZE * 8);
        let syntax = syntax::Config::new().nest_limit(MAX_NESTING);
        let regex = Regex::builder()
            .configure(config)
            .syntax(syntax)
            .build(expression);
        regex.map(Pattern).map_err(|error| reason(&error))
    }

    /// The first match in a text from a byte on that is not empty.
    pub fn find(&self, text: &str, from: usize) -> Option<Range<usize>> {
        let found = self.0.find(Input::new(text).range(from..))?;
        Some(found.range())
    }

    /// What it takes to look at a byte, in the measure of a small expression.
    pub fn weight(&self) -> usize {
        1 + self.0.memory_usage() / 1024
    }
}

fn reason(error: &BuildError) -> String {
    match (error.syntax_error(), error.size_limit()) {
        (_, Some(_)) => "it describes too much".to_string(),
        (Some(regex_syntax_error), None) => {
            // The last line of a message of several says what is wrong; those before draw a picture.
            let message = regex_syntax_error.to_string();
            let last = message.lines().last().unwrap_or_default();
            last.strip_prefix("error: ").unwrap_or(last).to_string()
        }
        (None, None) => "it cannot be compiled".to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn matches_are_found_from_a_place_on() {
        let pattern = Pattern::new(r"\w+\(").unwrap();
        assert_eq!(pattern.find("a(b) + c(d)", 0), Some(0..2));
        assert_eq!(pattern.find("a(b) + c(d)", 2), Some(7..9));
        assert_eq!(pattern.find("a(b) + c(d)", 9), None);
    }

    #[test]
    fn what_cannot_be_read_or_is_too_large_is_refused_with_a_reason() {
        let check = |expression: &str, expected: &str| {
            assert_eq!(
                Pattern::new(expression).unwrap_err(),
                expected,
                "{expression}"
            );
        };
        check("(a", "unclosed group");
        check("a**(", "unclosed group");
        check(
            "(?=a)",
            "look-around, including look-ahead and look-behind, is not supported",
        );
        check(r"(a)\1", "backreferences are not supported");
        check("(?:a{1000}){1000}", "it describes too much");
        check(&"(".repeat(300), "unclosed group");
        check(&"a".repeat(501), "it has more than 500 bytes");
    }
}
