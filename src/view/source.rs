//! Where the source of a page can be seen, and a fault of it reported.
//!
//! In: the address at which it can be edited, that of the repository, and what the page is called. Out: addresses. The
//! form of an edit link tells what kind of host it is, whatever the host is called; without one, the host's name does.

use crate::path::percent::encode;

/// A kind of host.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Forge {
    /// GitHub.
    GitHub,
    /// GitLab.
    GitLab,
    /// Gitea, Forgejo, Codeberg.
    Gitea,
    /// Bitbucket.
    Bitbucket,
}

/// What each kind of host has in the addresses of editors, and of pages that show a file.
const EDITORS: [(Forge, &str, &str); 4] = [
    (Forge::GitLab, "/-/edit/", "/-/blob/"),
    (Forge::Gitea, "/_edit/", "/src/branch/"),
    (Forge::Bitbucket, "?mode=edit", ""),
    (Forge::GitHub, "/edit/", "/blob/"),
];

/// Parts of the names of hosts.
const HOSTS: [(Forge, &str); 6] = [
    (Forge::GitHub, "github"),
    (Forge::GitLab, "gitlab"),
    (Forge::Gitea, "codeberg"),
    (Forge::Gitea, "gitea"),
    (Forge::Gitea, "forgejo"),
    (Forge::Bitbucket, "bitbucket"),
];

/// Where the file can be seen that is edited at an address.
pub fn shown_at(edit: &str) -> Option<String> {
    let mut editors = EDITORS.iter();
    let (_, editor, shown) = editors.find(|(_, editor, _)| edit.contains(editor))?;
    Some(edit.replacen(editor, shown, 1))
}

/// Where a fault of a page can be reported, with its title and its address filled in.
pub fn report_at(repository: &str, edit: Option<&str>, title: &str, url: &str) -> Option<String> {
    let of_editor = |edit: &str| {
        let mut editors = EDITORS.iter();
        let found = editors.find(|(_, editor, _)| edit.contains(editor));
        found.map(|(forge, _, _)| *forge)
    };
    let host = repository.split('/').nth(2).unwrap_or_default();
    let of_host = || {
        let mut hosts = HOSTS.iter();
        hosts
            .find(|(_, name)| host.contains(name))
            .map(|(forge, _)| *forge)
    };
    let forge = edit.and_then(of_editor).or_else(of_host)?;
    let repository = repository.trim_end_matches('/').trim_end_matches(".git");
    let (form, title_key, text_key) = match forge {
        Forge::GitHub | Forge::Gitea => ("issues/new", "title", "body"),
        Forge::GitLab => ("-/issues/new", "issue[title]", "issue[description]"),
        Forge::Bitbucket => ("issues/new", "title", "content"),
    };
    let (title, url) = (in_query(title), in_query(url));
    let (title_key, text_key) = (in_query(title_key), in_query(text_key));
    Some(format!(
        "{repository}/{form}?{title_key}={title}&{text_key}={url}"
    ))
}

/// A text as a value in a query, where some letters that a path may hold have a meaning.
fn in_query(text: &str) -> String {
    let encoded = encode(text, "");
    let meaning = |letter: char| "&=+;,'".contains(letter);
    let mut out = String::with_capacity(encoded.len());
    for letter in encoded.chars() {
        match meaning(letter) {
            true => out.push_str(&format!("%{:02X}", u32::from(letter))),
            false => out.push(letter),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_form_of_an_edit_link_tells_where_the_file_is_shown() {
        let check = |edit: &str, expected: Option<&str>| {
            assert_eq!(shown_at(edit).as_deref(), expected, "{edit}");
        };
        check(
            "https://github.com/a/b/edit/main/x/edit/y.md",
            Some("https://github.com/a/b/blob/main/x/edit/y.md"),
        );
        check(
            "https://git.example.org/a/b/-/edit/main/x.md",
            Some("https://git.example.org/a/b/-/blob/main/x.md"),
        );
        check(
            "https://codeberg.org/a/b/_edit/main/x.md",
            Some("https://codeberg.org/a/b/src/branch/main/x.md"),
        );
        check(
            "https://bitbucket.org/a/b/src/main/x.md?mode=edit",
            Some("https://bitbucket.org/a/b/src/main/x.md"),
        );
        check("https://example.org/x.md", None);
    }

    #[test]
    fn a_report_names_the_page() {
        let check = |repository: &str, edit: Option<&str>, expected: Option<&str>| {
            let found = report_at(repository, edit, "A & B", "https://example.org/a/");
            assert_eq!(found.as_deref(), expected, "{repository}");
        };
        check(
            "https://github.com/a/b.git",
            None,
            Some(
                "https://github.com/a/b/issues/new?title=A%20%26%20B&body=https:%2F%2Fexample.org%2Fa%2F",
            ),
        );
        check(
            "https://git.example.org/a/b/",
            Some("https://git.example.org/a/b/-/edit/main/x.md"),
            Some(
                "https://git.example.org/a/b/-/issues/new?issue%5Btitle%5D=A%20%26%20B&issue%5Bdescription%5D=https:%2F%2Fexample.org%2Fa%2F",
            ),
        );
        check("https://example.org/a", None, None);
    }
}
