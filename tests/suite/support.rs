//! What the tests share: files of the checkout, and expectations that can be rewritten.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::PathBuf;
use std::sync::Arc;

use patternbook::build::{Build, Cache, build};
use patternbook::catalogue::Catalogue;
use patternbook::diagnostic::{Diagnostic, Span};
use patternbook::site::Content;
use patternbook::sources::{Blob, Sources};
use patternbook::text::Text;

/// What a build made.
pub(crate) struct Built {
    /// The files of the site as text, by path, without the fingerprints of the theme.
    pub(crate) files: BTreeMap<String, String>,
    /// The findings in the order in which they are shown.
    pub(crate) findings: Vec<Diagnostic>,
    /// The book as a whole.
    pub(crate) catalogue: Arc<Catalogue>,
}

/// Builds a book.
pub(crate) fn run_build(sources: &Sources) -> Built {
    built(&build(sources, &mut Cache::once()))
}

/// What a build made, as text.
pub(crate) fn built(build: &Build) -> Built {
    let files = build.site.files().map(|(path, content)| {
        let bytes: &[u8] = match content {
            Content::Bytes(bytes) | Content::File(Blob::Bytes(bytes)) => bytes,
            Content::File(Blob::File { .. }) => panic!("{path} is not in memory"),
        };
        let text = String::from_utf8_lossy(bytes);
        (path.to_string(), without_fingerprints(&text))
    });
    Built {
        files: files.collect(),
        findings: build.diagnostics.clone(),
        catalogue: build.catalogue.clone(),
    }
}

/// The HTML of one page's text; the page is named as in a case, `content/a.md`.
pub(crate) fn render_body(sources: &Sources, page: &str) -> String {
    without_fingerprints(&patternbook::testing::body(sources, page))
}

/// Whether what is expected shall be rewritten.
pub(crate) fn blessing() -> bool {
    std::env::var("BLESS").is_ok_and(|value| value == "1")
}

/// Whether an output file belongs to the theme, and not to the book.
pub(crate) fn is_of_theme(path: &str) -> bool {
    path.starts_with("assets/") && without_fingerprints(path) != path
}

/// Fingerprints in names of assets, replaced by zeros: an edit to the theme is no edit to every book.
fn without_fingerprints(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(start) = rest.find("assets/") {
        let (before, name) = rest.split_at(start);
        let end = name.find(|letter: char| "\"'<> \n)?#".contains(letter));
        let (name, after) = name.split_at(end.unwrap_or(name.len()));
        let is_print =
            |part: &str| part.len() == 8 && part.bytes().all(|byte| byte.is_ascii_hexdigit());
        let zeros = |part| if is_print(part) { "00000000" } else { part };
        let parts: Vec<&str> = name.split('.').map(zeros).collect();
        out.push_str(before);
        out.push_str(&parts.join("."));
        rest = after;
    }
    out + rest
}

/// Findings in short: code and message, place, what stands there, other places, help.
pub(crate) fn report(findings: &[Diagnostic], texts: &[(&str, &str)]) -> String {
    let mut out = String::new();
    for finding in findings {
        let severity = finding.severity.as_str();
        writeln!(out, "{severity}[{}]: {}", finding.code, finding.message).unwrap();
        if let Some(span) = &finding.at {
            writeln!(out, "  --> {}", place(span, texts)).unwrap();
        }
        if !finding.label.is_empty() {
            writeln!(out, "  = here: {}", finding.label).unwrap();
        }
        for (span, label) in &finding.also {
            writeln!(out, "  = also: {}: {label}", place(span, texts)).unwrap();
        }
        for help in &finding.help {
            writeln!(out, "  = help: {help}").unwrap();
        }
    }
    out
}

/// File, line and column.
fn place(span: &Span, texts: &[(&str, &str)]) -> String {
    let file = span.file.to_string();
    let text = texts.iter().find(|(path, _)| *path == file);
    let text = Text::from(text.map_or("", |(_, text)| text));
    let place = text.position(span.range.start);
    format!("{file}:{}:{}", place.line, place.column)
}

/// The names of the folders of `tests/books`.
pub(crate) fn book_names() -> Vec<String> {
    let name = |path: String| Some(path.split('/').nth(2)?.to_string());
    let mut names: Vec<String> = files("tests/books", &|_| true)
        .into_iter()
        .filter_map(name)
        .collect();
    names.dedup();
    names
}

/// The texts of a book, by their path below its folder.
pub(crate) fn book_files(book: &str) -> BTreeMap<String, String> {
    let folder = format!("tests/books/{book}");
    let mut found = below(&folder);
    found.retain(|path, _| !path.starts_with("expected/"));
    if book == "encodings" {
        // Marks and line endings are what it is about.
        for (name, text) in &mut found {
            *text = std::fs::read_to_string(path(&format!("{folder}/{name}"))).unwrap();
        }
    }
    found
}

/// The texts below a folder of the checkout, by their path there.
pub(crate) fn below(folder: &str) -> BTreeMap<String, String> {
    let prefix = format!("{folder}/");
    let named = |path: &String| Some((path.strip_prefix(&prefix)?.to_string(), text(path)));
    files(folder, &|_| true).iter().filter_map(named).collect()
}

/// Sources as a build takes them.
pub(crate) fn sources(files: &BTreeMap<String, String>) -> Sources {
    Sources::in_memory(&pairs(files))
}

/// Paths and texts.
pub(crate) fn pairs(files: &BTreeMap<String, String>) -> Vec<(&str, &str)> {
    files
        .iter()
        .map(|(path, text)| (path.as_str(), text.as_str()))
        .collect()
}

/// A path of the checkout.
pub(crate) fn path(below_root: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(below_root)
}

/// The text of a file of the checkout, with lines that end in LF alone, as a checkout on Windows may not have them. CSV
/// has lines of its own, and is the same everywhere.
pub(crate) fn text(below_root: &str) -> String {
    match std::fs::read_to_string(path(below_root)) {
        Ok(text) if below_root.ends_with(".csv") => text,
        Ok(text) => text.replace("\r\n", "\n"),
        Err(error) => panic!("`{below_root}` cannot be read: {error}"),
    }
}

/// The files below a folder of the checkout, in order; `enter` says which folders are walked.
pub(crate) fn files(folder: &str, enter: &dyn Fn(&str) -> bool) -> Vec<String> {
    let mut found = Vec::new();
    let Ok(entries) = std::fs::read_dir(path(folder)) else {
        return found;
    };
    for entry in entries {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        let below_root = match folder {
            "" => name,
            _ => format!("{folder}/{name}"),
        };
        match entry.file_type().unwrap().is_dir() {
            true if enter(&below_root) => found.extend(files(&below_root, enter)),
            true => {}
            false => found.push(below_root),
        }
    }
    found.sort();
    found
}
