//! Where a page goes, and every relative address between pages.
//!
//! In: content paths, slugs, names of assets. Out: [`OutputPath`], a file below the output folder with a name that
//! works on every system, and [`PageUrl`], the address of a page. The rules for names are those of `safety.md` 5.3:
//! NFC, no component that Windows reserves, bounded length. All hrefs are relative, so a site works under any base.

use std::borrow::Borrow;
use std::fmt;
use std::sync::Arc;

use unicode_normalization::UnicodeNormalization;

use crate::path::anchor::Anchor;
use crate::path::percent::encode;

/// A file below the output folder. Made by [`OutputPath::new`] alone.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OutputPath(Arc<str>);

/// The address of a page below the root of the site: empty for the start page, `styles/monolith/` in directory
/// style, `styles/monolith.html` in file style. Not percent-encoded.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PageUrl(Arc<str>);

/// How page addresses are made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum UrlStyle {
    /// `a/b/`, a file `a/b/index.html`.
    #[default]
    Directory,
    /// `a/b.html`.
    File,
}

/// Why a name cannot be an output path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NameProblem {
    /// The path would leave the output folder.
    Leaves,
    /// A component would not work on every system; the text says why.
    NotPortable(String),
}

/// The longest component and path that every system and host accepts, in bytes.
const MAX_COMPONENT: usize = 200;
const MAX_PATH: usize = 1000;

impl OutputPath {
    /// A path from components joined by `/`, brought to NFC.
    ///
    /// # Errors
    /// [`NameProblem`] if the path is empty, leaves the folder, or holds a name that is not portable.
    pub fn new(path: &str) -> Result<OutputPath, NameProblem> {
        let path: String = path.nfc().collect();
        if path.len() > MAX_PATH {
            return Err(NameProblem::NotPortable(format!(
                "it is longer than {MAX_PATH} bytes"
            )));
        }
        path.split('/').try_for_each(check_component)?;
        Ok(OutputPath(path.into()))
    }

    /// The path with `/` between its components.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Equal for two paths that some file system takes for one: NFC and case folded.
    pub fn collision_key(&self) -> String {
        caseless::default_case_fold_str(&self.0).nfc().collect()
    }
}

fn check_component(component: &str) -> Result<(), NameProblem> {
    let problem = |reason: String| Err(NameProblem::NotPortable(reason));
    if component == ".." {
        return Err(NameProblem::Leaves);
    }
    if component.is_empty() || component == "." {
        return problem("a component is empty".to_string());
    }
    if component.len() > MAX_COMPONENT {
        return problem(format!("a component is longer than {MAX_COMPONENT} bytes"));
    }
    let refused = |character: &char| character.is_control() || "<>:\"|?*\\".contains(*character);
    if let Some(character) = component.chars().find(refused) {
        return problem(format!(
            "`{}` may not stand in a file name",
            character.escape_default()
        ));
    }
    if component.ends_with(['.', ' ']) {
        return problem("a component ends in a dot or a space".to_string());
    }
    let stem = component
        .split('.')
        .next()
        .unwrap_or_default()
        .trim_end()
        .to_ascii_uppercase();
    let is_numbered = |prefix: &str| {
        stem.strip_prefix(prefix).is_some_and(|rest| {
            matches!(
                rest,
                "0" | "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9" | "¹" | "²" | "³"
            )
        })
    };
    if matches!(
        stem.as_str(),
        "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$"
    ) || is_numbered("COM")
        || is_numbered("LPT")
    {
        return problem(format!("`{component}` is a device name on Windows"));
    }
    Ok(())
}

impl PageUrl {
    /// The address of the start page.
    pub fn root() -> PageUrl {
        PageUrl("".into())
    }

    /// The address of a page known by its path without extension, such as `styles/monolith`; an empty path is the
    /// start page. With `is_folder`, the page stands for a whole folder: `styles/`, in file style
    /// `styles/index.html`.
    ///
    /// # Errors
    /// [`NameProblem`] if no portable output file belongs to the path.
    pub fn new(path: &str, is_folder: bool, style: UrlStyle) -> Result<PageUrl, NameProblem> {
        let path = path.trim_matches('/');
        let address = match style {
            _ if path.is_empty() => String::new(),
            UrlStyle::Directory => format!("{path}/"),
            UrlStyle::File if is_folder => format!("{path}/index.html"),
            UrlStyle::File => format!("{path}.html"),
        };
        let url = PageUrl(address.nfc().collect::<String>().into());
        OutputPath::new(&url.file())?;
        Ok(url)
    }

    /// The address without percent-encoding.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The file that holds the page.
    pub fn output(&self) -> OutputPath {
        OutputPath(self.file().into())
    }

    fn file(&self) -> String {
        match self.0.is_empty() || self.0.ends_with('/') {
            true => format!("{}index.html", self.0),
            false => self.0.to_string(),
        }
    }

    /// The relative address that leads from this page to another, with an optional anchor, percent-encoded.
    pub fn to(&self, target: &PageUrl, anchor: Option<&Anchor>) -> String {
        let fragment = anchor
            .map(|anchor| format!("#{}", encode(anchor.as_str(), "")))
            .unwrap_or_default();
        if self == target && !fragment.is_empty() {
            return fragment;
        }
        format!("{}{fragment}", self.relative(&target.0))
    }

    /// The relative address that leads from this page to a file of the site, percent-encoded.
    pub fn to_file(&self, target: &OutputPath) -> String {
        self.relative(&target.0)
    }

    /// The relative address that leads from this page to the root of the site: `./`, `../../`.
    pub fn to_root(&self) -> String {
        self.relative("")
    }

    /// The address of the copy of the page as Markdown: `a.md` beside `a/` and beside `a.html`.
    #[must_use]
    pub fn markdown(&self) -> PageUrl {
        let bare = self.0.strip_suffix(".html").unwrap_or(&self.0);
        let bare = bare.strip_suffix('/').unwrap_or(bare);
        let name = if bare.is_empty() { "index" } else { bare };
        PageUrl(format!("{name}.md").into())
    }

    /// The folder in which relative addresses of the page begin: empty, or with `/` at its end.
    pub fn folder(&self) -> &str {
        self.0.rfind('/').map_or("", |end| &self.0[..=end])
    }

    /// The absolute address below a site address that ends in `/`, percent-encoded.
    pub fn below(&self, site: &str) -> String {
        format!("{site}{}", encode(&self.0, "/"))
    }

    fn relative(&self, target: &str) -> String {
        let (from, to) = (folders(&self.0), folders(target));
        let shared = from
            .iter()
            .zip(&to)
            .take_while(|(one, other)| one == other)
            .count();
        let mut address = "../".repeat(from.len() - shared);
        for folder in &to[shared..] {
            address.push_str(&encode(folder, ""));
            address.push('/');
        }
        address.push_str(&encode(target.rsplit('/').next().unwrap_or_default(), ""));
        // A first component with a colon would read as a scheme; an empty address would mean the page itself.
        match address.is_empty()
            || address
                .split('/')
                .next()
                .is_some_and(|first| first.contains(':'))
        {
            true => format!("./{address}"),
            false => address,
        }
    }
}

/// The names of the folders above a file.
fn folders(path: &str) -> Vec<&str> {
    let (folders, _) = path.rsplit_once('/').unwrap_or_default();
    folders.split('/').filter(|part| !part.is_empty()).collect()
}

/// A text without case and accents: how names are ordered and compared where people would not tell them apart.
pub fn folded(text: &str) -> String {
    let bare: String = text
        .nfd()
        .filter(|letter| !unicode_normalization::char::is_combining_mark(*letter))
        .collect();
    caseless::default_case_fold_str(&bare).nfc().collect()
}

/// Paths are looked up by their text.
impl Borrow<str> for OutputPath {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for OutputPath {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn url(path: &str) -> PageUrl {
        PageUrl(path.into())
    }

    #[test]
    fn addresses_lead_from_page_to_page() {
        let check = |from: &str, to: &str, expected: &str| {
            assert_eq!(url(from).to(&url(to), None), expected);
        };
        check("", "", "./");
        check("", "a/b/", "a/b/");
        check("a/b/", "", "../../");
        check("a/b/", "a/c/", "../c/");
        check("a/b/", "a/b/", "./");
        check("a/", "a/b/", "b/");
        check("a/b.html", "a/c.html", "c.html");
        check("a/b.html", "", "../");
        check("x.html", "ä b/c d.html", "%C3%A4%20b/c%20d.html");
        check("x.html", "a:b.html", "./a:b.html");
        let anchor = Anchor::written("über").unwrap();
        assert_eq!(url("a/").to(&url("b/"), Some(&anchor)), "../b/#%C3%BCber");
        assert_eq!(url("a/").to(&url("a/"), Some(&anchor)), "#%C3%BCber");
    }

    #[test]
    fn pages_have_files_in_both_styles() {
        let check = |path: &str, is_folder: bool, directory: &str, file: &str| {
            let output = |style| {
                PageUrl::new(path, is_folder, style)
                    .unwrap()
                    .output()
                    .to_string()
            };
            assert_eq!(
                (
                    output(UrlStyle::Directory).as_str(),
                    output(UrlStyle::File).as_str()
                ),
                (directory, file)
            );
        };
        check("", true, "index.html", "index.html");
        check("a/b", false, "a/b/index.html", "a/b.html");
        check("a", true, "a/index.html", "a/index.html");
    }

    #[test]
    fn a_copy_stands_beside_its_page() {
        let check = |page: &str, copy: &str, folder: &str| {
            assert_eq!(url(page).markdown().as_str(), copy);
            assert_eq!(url(page).folder(), folder);
        };
        check("", "index.md", "");
        check("a/", "a.md", "a/");
        check("a/b/", "a/b.md", "a/b/");
        check("a/b.html", "a/b.md", "a/");
        check("a/index.html", "a/index.md", "a/");
    }

    #[test]
    fn names_that_would_break_somewhere_are_refused() {
        for path in [
            "",
            "/a",
            "a//b",
            ".",
            "a/./b",
            "a\\b",
            "C:/x",
            "CON",
            "con.txt",
            "x/nul",
            "COM1",
            "lpt².txt",
            "a.",
            "a ",
            "a\nb",
            "a|b",
            "a\u{7f}",
        ] {
            assert!(
                matches!(OutputPath::new(path), Err(NameProblem::NotPortable(_))),
                "{path:?}"
            );
        }
        assert_eq!(OutputPath::new("a/../b"), Err(NameProblem::Leaves));
        assert!(OutputPath::new(&"x".repeat(201)).is_err());
        assert!(OutputPath::new(&"x/".repeat(600)).is_err());
        for path in [
            "a",
            ".nojekyll",
            "~",
            "console.txt",
            "a b/ü.html",
            "COM10",
            "comma",
        ] {
            assert!(OutputPath::new(path).is_ok(), "{path:?}");
        }
    }

    #[test]
    fn paths_that_collide_somewhere_share_a_key() {
        let key = |path: &str| OutputPath::new(path).unwrap().collision_key();
        assert_eq!(key("A/Straße"), key("a/STRASSE"));
        assert_eq!(key("caf\u{e9}"), key("cafe\u{301}"));
        assert_ne!(key("a"), key("b"));
    }

    proptest! {
        #[test]
        fn a_relative_address_leads_back(from in "([a-c]{1,2}/){0,3}([a-c]{1,2}\\.html)?", to in "([a-c]{1,2}/){0,3}([a-c]{1,2}\\.html)?") {
            let address = url(&from).to(&url(&to), None);
            let mut parts: Vec<&str> = from.split('/').collect();
            parts.pop();
            for part in address.split('/').collect::<Vec<_>>().split_last().map(|(_, folders)| folders).unwrap_or_default() {
                match *part {
                    "." => {}
                    ".." => { parts.pop(); }
                    folder => parts.push(folder),
                }
            }
            let mut reached: String = parts.iter().map(|part| format!("{part}/")).collect();
            reached.push_str(address.rsplit('/').next().unwrap());
            prop_assert_eq!(reached, to);
        }
    }
}
