//! Patterns of paths: which files are no pages (`[pages] ignore`), or are asked for on the command line.
//!
//! In: a path and patterns. Out: whether one of them matches. Matching takes at most the product of
//! both lengths, whatever the pattern.

use crate::path::input::ContentPath;

/// Whether a pattern matches a file, or a folder that holds it. `*` stands for any run of characters within a
/// component, `**` for any number of components.
pub fn fits_any(path: &ContentPath, patterns: &[String]) -> bool {
    let components: Vec<&str> = path.components().collect();
    patterns.iter().any(|pattern| {
        let mut parts: Vec<&str> = pattern.split('/').collect();
        // What matches a folder matches all in it.
        parts.push("**");
        matches(
            &parts,
            &components,
            |part| *part == "**",
            |part, name| matches_name(part, name),
        )
    })
}

fn matches_name(pattern: &str, name: &str) -> bool {
    let pattern: Vec<char> = pattern.chars().collect();
    let name: Vec<char> = name.chars().collect();
    matches(&pattern, &name, |part| *part == '*', char::eq)
}

/// Whether a sequence fits a pattern in which stars stand for any run. Only the last star is ever tried again: what
/// stands before it has been matched as early as possible, so trying more there could find nothing new.
fn matches<T>(
    pattern: &[T],
    items: &[T],
    is_star: impl Fn(&T) -> bool,
    fits: impl Fn(&T, &T) -> bool,
) -> bool {
    let (mut part, mut item) = (0, 0);
    let mut star = None;
    while item < items.len() {
        match pattern.get(part) {
            Some(known) if is_star(known) => {
                star = Some((part, item));
                part += 1;
            }
            Some(known) if fits(known, &items[item]) => {
                part += 1;
                item += 1;
            }
            _ => {
                let Some((at, taken)) = star else {
                    return false;
                };
                star = Some((at, taken + 1));
                part = at + 1;
                item = taken + 1;
            }
        }
    }
    pattern[part..].iter().all(is_star)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stars_stand_for_names_and_folders() {
        let check = |pattern: &str, path: &str, expected: bool| {
            let path = ContentPath::new(path).expect("the path is inside");
            let patterns = [pattern.to_string()];
            assert_eq!(fits_any(&path, &patterns), expected, "{pattern}: {path}");
        };
        check("a.md", "a.md", true);
        check("a.md", "b/a.md", false);
        check("drafts", "drafts/x/a.md", true);
        check("drafts", "drafts.md", false);
        check("*.draft.md", "a.draft.md", true);
        check("*.draft.md", "b/a.draft.md", false);
        check("**/*.draft.md", "a.draft.md", true);
        check("**/*.draft.md", "b/c/a.draft.md", true);
        check("a/**/z.md", "a/z.md", true);
        check("a/**/z.md", "a/b/c/z.md", true);
        check("a/**/z.md", "b/z.md", false);
        check("a/*/z.md", "a/b/c/z.md", false);
        check("a*b*c", "aXbXbXc", true);
        check("a*b*c", "aXbXbX", false);
        check("ä*", "äö.md", true);
        check("A.md", "a.md", false);
    }

    #[test]
    fn many_stars_are_no_burden() {
        let pattern = "*a".repeat(2000);
        let name = "a".repeat(1999);
        let path = ContentPath::new(&name).expect("the path is inside");
        assert!(!fits_any(&path, &[pattern]));
    }
}
