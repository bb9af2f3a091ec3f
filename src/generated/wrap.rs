//! Titles that fit the nodes of a drawing.
//!
//! In: a title. Out: its lines. There are no fonts here, so letters are counted; the theme sets a size at which they fit.

/// The longest line, in letters; letters of scripts that are drawn wide count twice.
const LINE_LETTERS: usize = 22;
/// Behind these a word may be cut.
const DASHES: [char; 4] = ['-', '–', '—', '/'];
/// The most lines.
const MOST_LINES: usize = 3;

/// The lines of a title, one at least. What has no room gives way to an ellipsis.
pub fn cut_into_lines(title: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut used = LINE_LETTERS;
    for piece in title.split_whitespace().flat_map(pieces) {
        let wide = width(piece);
        if used + 1 + wide <= LINE_LETTERS {
            if let Some(line) = lines.last_mut() {
                line.push(' ');
                line.push_str(piece);
                used += 1 + wide;
            }
            continue;
        }
        if lines.len() == MOST_LINES {
            if let Some(line) = lines.last_mut() {
                line.push('…');
            }
            break;
        }
        lines.push(piece.to_string());
        used = wide;
    }
    if lines.is_empty() {
        lines.push(String::new());
    }
    lines
}

/// A word in pieces that fit a line.
fn pieces(word: &str) -> Vec<&str> {
    let (mut pieces, mut start, mut used) = (Vec::new(), 0, 0);
    for (at, letter) in word.char_indices() {
        let wide = letter_width(letter);
        if used + wide > LINE_LETTERS {
            // Behind a dash, if there is one; else wherever the line ends.
            let cut = word[start..at].rfind(DASHES).map_or(at, |dash| {
                let dash = start + dash;
                dash + word[dash..].chars().next().map_or(0, char::len_utf8)
            });
            pieces.push(&word[start..cut]);
            (start, used) = (cut, width(&word[cut..at]));
        }
        used += wide;
    }
    pieces.push(&word[start..]);
    pieces
}

fn width(text: &str) -> usize {
    text.chars().map(letter_width).sum()
}

fn letter_width(letter: char) -> usize {
    let is_sign = ('\u{2000}'..'\u{2e80}').contains(&letter);
    if letter >= '\u{1100}' && !is_sign {
        2
    } else {
        1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_cut_between_words() {
        let check =
            |title: &str, expected: &[&str]| assert_eq!(cut_into_lines(title), expected, "{title}");
        check("Saga", &["Saga"]);
        check("Model–View–Controller", &["Model–View–Controller"]);
        check(
            "Model–View–View–Controller",
            &["Model–View–View–", "Controller"],
        );
        check("  ", &[""]);
        check(
            "Event-Driven Microservices",
            &["Event-Driven", "Microservices"],
        );
        check(
            "Command Query Responsibility Segregation",
            &["Command Query", "Responsibility", "Segregation"],
        );
        check(
            "one two three four five six seven eight nine ten eleven twelve thirteen fourteen",
            &[
                "one two three four",
                "five six seven eight",
                "nine ten eleven twelve…",
            ],
        );
        check(
            &"x".repeat(50),
            &[&*"x".repeat(22), &*"x".repeat(22), &*"x".repeat(6)],
        );
        check(
            "設計模式設計模式設計模式",
            &["設計模式設計模式設計模", "式"],
        );
    }
}
