//! Paths and addresses as settings hold them.
//!
//! In: the text of a value. Out: a path that stays inside the project, the address of a site, or why it is neither.
//! Nothing is opened here: the gate that opens files judges links once more.

use crate::path::input::InputPath;

/// The file or folder of the project that `written` names; `.` is the project itself.
///
/// # Errors
/// Why nothing may be read there, as the end of a sentence.
pub(crate) fn project_path(written: &str) -> Result<InputPath, &'static str> {
    let first = written.split('/').next().unwrap_or_default();
    if written.contains('\\') {
        return Err("holds `\\`; folders are separated by `/` on every system");
    }
    if written.starts_with('/') || first == "~" {
        return Err("is absolute");
    }
    if first.contains(':') {
        return Err("begins with a drive or a scheme");
    }
    let path = InputPath::new(written);
    let mut components = path.as_str().split('/');
    if components.clone().any(|component| component == "..") {
        return Err("leaves the project folder");
    }
    match components.any(|component| component.starts_with('.')) {
        true => Err("names a hidden file or folder"),
        false => Ok(path),
    }
}

/// The address of a site: a path from the root of its host, or a whole `http` or `https` address. A missing `/` at the
/// end is added. `None` for anything else.
pub(crate) fn site_address(written: &str) -> Option<String> {
    let lower = written.to_ascii_lowercase();
    let scheme = ["https://", "http://"]
        .into_iter()
        .find(|scheme| lower.starts_with(scheme))
        .unwrap_or_default();
    let rest = &written[scheme.len()..];
    let begins_well = match scheme.is_empty() {
        true => rest.starts_with('/') && !rest.starts_with("//"),
        false => rest.starts_with(|first: char| first.is_alphanumeric() || first == '['),
    };
    let is_refused = |character: char| {
        character.is_control() || character.is_whitespace() || "?#\\<>\"'`{}".contains(character)
    };
    let climbs = rest.split('/').any(|part| matches!(part, "." | ".."));
    if !begins_well || climbs || rest.contains(is_refused) {
        return None;
    }
    let end = if rest.ends_with('/') { "" } else { "/" };
    Some(format!("{scheme}{rest}{end}"))
}

/// Whether a text can be the name of a host, as a `CNAME` file holds it.
pub(crate) fn is_host_name(written: &str) -> bool {
    let is_label = |label: &str| {
        !label.is_empty()
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label
                .chars()
                .all(|character| character.is_alphanumeric() || character == '-')
    };
    written.len() <= 253 && written.split('.').all(is_label)
}

/// A language tag in the form that HTML expects; `None` if `written` is none. `pt_BR` is read as `pt-BR`.
pub(crate) fn language_tag(written: &str) -> Option<String> {
    let tag = written.replace('_', "-");
    let mut parts = tag.split('-');
    let is_language = |part: &str| {
        (2..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphabetic())
    };
    let is_part = |part: &str| {
        (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    let is_tag = parts.next().is_some_and(is_language) && parts.all(is_part);
    is_tag.then_some(tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_stays_inside_the_project_and_out_of_hidden_folders() {
        let check =
            |written: &str, expected: Result<&str, &str>| match (project_path(written), expected) {
                (Ok(path), expected) => assert_eq!(Ok(path.as_str()), expected, "{written}"),
                (Err(reason), Err(part)) => assert!(reason.contains(part), "{written}: {reason}"),
                (Err(reason), Ok(_)) => panic!("{written}: {reason}"),
            };
        check("content", Ok("content"));
        check("./docs/src/", Ok("docs/src"));
        check("a/../b", Ok("b"));
        check(".", Ok(""));
        check("/", Err("absolute"));
        check("/etc/passwd", Err("absolute"));
        check("~/x", Err("absolute"));
        check("C:/x", Err("drive"));
        check("https://example.org/a.css", Err("scheme"));
        check("..\\x", Err("separated"));
        check("..", Err("leaves"));
        check("content/../..", Err("leaves"));
        check(".git/config", Err("hidden"));
        check("a/.env", Err("hidden"));
    }

    #[test]
    fn the_address_of_a_site_is_a_path_or_a_web_address() {
        let check = |written: &str, expected: Option<&str>| {
            assert_eq!(site_address(written).as_deref(), expected, "{written}");
        };
        check("/", Some("/"));
        check("/book", Some("/book/"));
        check("/book/", Some("/book/"));
        check("https://example.org", Some("https://example.org/"));
        check("HTTP://example.org/a", Some("http://example.org/a/"));
        for wrong in [
            "",
            "book/",
            "//example.org/",
            "https://",
            "https:///a",
            "javascript:alert(1)",
            "ftp://example.org/",
            "/a b/",
            "/a?b",
            "/a#b",
            "/../a/",
            "/a\\b",
            "/a\"b",
            "/a\nb",
        ] {
            check(wrong, None);
        }
    }

    #[test]
    fn host_names_and_language_tags_have_a_form() {
        for host in ["example.org", "a-b.example.org", "localhost"] {
            assert!(is_host_name(host), "{host}");
        }
        for wrong in ["", "a..b", "a b", "a/b", "https://a", "a\nb", "-a.b"] {
            assert!(!is_host_name(wrong), "{wrong}");
        }
        assert_eq!(language_tag("pt_BR").as_deref(), Some("pt-BR"));
        assert_eq!(language_tag("zh-Hant-TW").as_deref(), Some("zh-Hant-TW"));
        for wrong in ["", "e", "en us", "en-", "1a", "\"><script>"] {
            assert_eq!(language_tag(wrong), None, "{wrong}");
        }
    }
}
