//! Texts of authors inside Markdown that we write.
//!
//! In: a text as its author wrote it. Out: one line of Markdown that shows exactly these characters, wherever in a line
//! it stands.

/// Characters that mean something inside a line of Markdown, in a cell of a table among them.
const SPECIAL: &str = "\\`*_[]<>#&|~!$^{}=";

/// The text as one line: white space is folded, and nothing in it is markup.
pub fn escaped(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        for letter in word.chars() {
            if SPECIAL.contains(letter) {
                line.push('\\');
            }
            line.push(letter);
        }
    }
    without_block(line)
}

/// A line that would open a list or a container, with its first mark escaped.
fn without_block(line: String) -> String {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let mark = line.as_bytes().get(digits).copied();
    match (digits, mark) {
        (0, Some(b'-' | b'+' | b':')) => format!("\\{line}"),
        (1.., Some(b'.' | b')')) => {
            let (number, rest) = line.split_at(digits);
            format!("{number}\\{rest}")
        }
        _ => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_is_markup() {
        let check = |text: &str, expected: &str| assert_eq!(escaped(text), expected, "{text}");
        check("plain words, and more.", "plain words, and more.");
        check("  two\n\n lines ", "two lines");
        check(
            "a|b `c` *d* _e_ [f](g) <h>",
            "a\\|b \\`c\\` \\*d\\* \\_e\\_ \\[f\\](g) \\<h\\>",
        );
        check("# no heading", "\\# no heading");
        check("- no item", "\\- no item");
        check("1. no item", "1\\. no item");
        check("2) no item", "2\\) no item");
        check("::: no container", "\\::: no container");
        check("1.5 seconds", "1\\.5 seconds");
        check("C:\\x &amp; y", "C:\\\\x \\&amp; y");
    }
}
