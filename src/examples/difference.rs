//! What differs between two texts.
//!
//! In: what was expected, and what was printed. Out: a unified difference of bounded length.

use similar::TextDiff;

/// Lines around a change.
const CONTEXT: usize = 3;
/// The most lines that are shown.
const MAX_LINES: usize = 60;

/// The difference as unified lines, `-` for what was expected, `+` for what was printed.
pub(crate) fn difference(expected: &str, printed: &str, name: &str) -> String {
    let changes = TextDiff::from_lines(expected, printed);
    let unified = changes
        .unified_diff()
        .context_radius(CONTEXT)
        .header(name, "printed")
        .to_string();
    let mut lines: Vec<&str> = unified.trim_end_matches('\n').lines().collect();
    let more = lines.len().saturating_sub(MAX_LINES);
    lines.truncate(MAX_LINES);
    let rest = format!("and {more} more lines");
    if more > 0 {
        lines.push(&rest);
    }
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difference_is_unified_and_bounded() {
        let shown = difference("a\nb\nc\n", "a\nB\nc\n", "x.out");
        assert_eq!(
            shown,
            "--- x.out\n+++ printed\n@@ -1,3 +1,3 @@\n a\n-b\n+B\n c"
        );
        let ending = difference("a\n", "a", "x.out");
        assert!(
            ending.ends_with("-a\n+a\n\\ No newline at end of file"),
            "{ending}"
        );
        let long = difference("", &"a\n".repeat(100), "x.out");
        assert_eq!(long.lines().count(), MAX_LINES + 1);
        assert!(long.ends_with("and 43 more lines"), "{long}");
    }
}
