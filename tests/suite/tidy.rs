//! The rules of the architecture that no type and no lint can hold.

use crate::source::{Source, ranks, sources, unit_tests};
use crate::support::{files, text};

/// Modules that may touch the disk, the network, the environment and the clock.
const EDGE: &[&str] = &[
    "src/disk/",
    "src/serve/",
    "src/commands/",
    "src/cli/",
    "src/main.rs",
];

/// The files in which a package may be named. A name that ends in `*` stands for a family of packages, an empty
/// place for the whole program.
const DOORS: &[(&str, &[&str])] = &[
    ("aho-corasick", &["src/markdown/abbreviation.rs"]),
    ("annotate-snippets", &["src/report/text.rs"]),
    ("blake3", &["src/fingerprint.rs"]),
    ("cap-fs-ext", &["src/disk/"]),
    ("cap-std", &["src/disk/"]),
    ("caseless", &["src/path/"]),
    ("clap", &["src/cli/"]),
    ("csv", &["src/export/tables.rs"]),
    ("emojis", &["src/markdown/emoji.rs"]),
    ("html5ever", &["src/links.rs"]),
    ("httparse", &["src/serve/"]),
    ("imagesize", &["src/picture.rs"]),
    ("indicatif", &["src/commands/progress.rs"]),
    ("merman", &["src/fragment/diagram/engine.rs"]),
    ("notify", &["src/serve/watch.rs"]),
    ("opener", &["src/commands/open.rs"]),
    ("postcard", &["src/store.rs"]),
    ("pulldown-cmark", &["src/markdown/"]),
    ("pulldown-latex", &["src/markdown/math"]),
    ("rayon", &["src/memo.rs", "src/disk/"]),
    ("regex-automata", &["src/pattern.rs"]),
    ("roxmltree", &["src/fragment/diagram/"]),
    ("rustix", &["src/commands/process.rs"]),
    ("rust-embed", &["src/theme/builtin.rs"]),
    ("saphyr-parser", &["src/value/yaml"]),
    ("serde", &[""]),
    (
        "serde_json",
        &[
            "src/view/",
            "src/generated/",
            "src/export/",
            "src/search/",
            "src/report/",
            "src/fragment/diagram/engine.rs",
        ],
    ),
    ("similar", &["src/examples/difference.rs"]),
    ("strsim", &["src/value/keys.rs"]),
    ("svgtypes", &["src/fragment/diagram/style.rs"]),
    ("syntect", &["src/fragment/line.rs"]),
    ("tempfile", &["src/commands/"]),
    ("tera", &["src/render/engine"]),
    ("tokio", &["src/serve/"]),
    ("toml", &["src/value/toml"]),
    ("toml_parser", &["src/value/toml"]),
    ("two-face", &["src/fragment/line.rs"]),
    ("unicode-normalization", &["src/path/", "src/search/"]),
    ("unicode-properties", &["src/path/anchor.rs"]),
    ("walkdir", &["src/disk/read.rs", "src/disk/walk.rs"]),
];

/// Files that may be longer than [`MAX_LINES`], with the reason.
const LONG_FILES: &[(&str, &str)] = &[("src/words.rs", "one table: every text of the interface")];
const MAX_LINES: usize = 400;

/// Words of types whose values change behind a shared reference.
const MUTABLE: &[&str] = &["Atomic", "Cell", "Lock", "Mutex", "Once", "thread_local!"];

fn is_within(path: &str, places: &[&str]) -> bool {
    places.iter().any(|place| path.starts_with(place))
}

/// Fails with everything that is wrong, one line each.
fn assert_none(rule: &str, wrong: &[String]) {
    assert!(wrong.is_empty(), "{rule}:\n{}", wrong.join("\n"));
}

#[test]
fn layers() {
    let ranks = ranks();
    let mut wrong = Vec::new();
    for source in sources("src") {
        let module = source.module();
        if module == "lib" || module == "main" {
            continue;
        }
        let Some(rank) = ranks.get(&module) else {
            wrong.push(format!("{} is in no list of modules", source.path));
            continue;
        };
        for used in source.paths("crate") {
            let known = (1..=used.len())
                .rev()
                .map(|length| used[..length].join("::"));
            match known.into_iter().find(|name| ranks.contains_key(name)) {
                Some(target) if ranks[&target] < *rank => {}
                Some(target) => wrong.push(format!("{} uses `{target}`", source.path)),
                None => wrong.push(format!("{} uses `crate::{}`", source.path, used.join("::"))),
            }
        }
        for import in source.imports() {
            let group = import.split_once('{').map_or("", |(_, group)| group);
            let is_nested = group.contains('{') || group.contains("::");
            if import.starts_with("crate::") && (import.contains('*') || is_nested) {
                wrong.push(format!("{} imports `{import}`", source.path));
            }
        }
        if !source.paths("super").is_empty() {
            wrong.push(format!("{} says `super`", source.path));
        }
    }
    assert_none(
        "a module uses only modules that are listed before it",
        &wrong,
    );
}

#[test]
fn edges() {
    let excused = |source: &Source| source.code.contains("clippy::disallowed_");
    let mut wrong: Vec<String> = sources("src")
        .into_iter()
        .filter(|source| excused(source) && !is_within(&source.path, EDGE))
        // It times the stages for `--timings`, which no output shows.
        .filter(|source| source.path != "src/memo.rs")
        .map(|source| source.path)
        .collect();
    let lists: Vec<String> = text("src/lib.rs").lines().map(str::to_string).collect();
    let place = |module: &str| {
        let line = format!("mod {module};");
        lists.iter().position(|found| found.ends_with(&line))
    };
    let edge = ["disk", "serve", "commands", "cli"].map(place);
    let first = edge.iter().flatten().min().copied().unwrap_or(lists.len());
    for (number, line) in lists.iter().enumerate().skip(first) {
        let is_module = line.contains("mod ") && line.ends_with(';');
        if is_module && !edge.contains(&Some(number)) {
            wrong.push(format!("src/lib.rs lists {line} after the edge begins"));
        }
    }
    assert_none(
        "only the edge, which stands last, touches the world",
        &wrong,
    );
}

#[test]
fn doors() {
    let mut wrong = Vec::new();
    let sources = sources("src");
    for package in dependencies() {
        let fits = |name: &str| match name.strip_suffix('*') {
            Some(family) => package.starts_with(family),
            None => package == name,
        };
        let Some((_, places)) = DOORS.iter().find(|(name, _)| fits(name)) else {
            wrong.push(format!("`{package}` has no row in the table of doors"));
            continue;
        };
        let name = package.replace('-', "_");
        let strays = sources
            .iter()
            .filter(|source| !is_within(&source.path, places) && names_package(source, &name));
        wrong.extend(strays.map(|source| format!("{} names `{package}`", source.path)));
    }
    assert_none("a package is named behind its door alone", &wrong);
}

/// Whether the code names a package, and not a module of ours that is called the same.
fn names_package(source: &Source, package: &str) -> bool {
    let is_ours = |import: &String| {
        let ends = import.ends_with(&format!("::{package}"));
        ends && import.starts_with("crate::")
    };
    let declared = source.code.contains(&format!("mod {package};"));
    !source.paths(package).is_empty() && !declared && !source.imports().iter().any(is_ours)
}

fn dependencies() -> Vec<String> {
    let mut names = Vec::new();
    let mut is_list = false;
    for line in text("Cargo.toml").lines() {
        match (line.starts_with('['), line.split_once(" = ")) {
            (true, _) => {
                let heading = line.trim_matches(['[', ']']);
                is_list = heading == "dependencies" || heading.ends_with(".dependencies");
            }
            (false, Some((name, _))) if is_list && !line.starts_with(['#', ' ']) => {
                names.push(name.to_string());
            }
            _ => {}
        }
    }
    assert!(names.len() > 10, "the list of dependencies was not found");
    names
}

#[test]
fn sizes() {
    let mut wrong = Vec::new();
    for source in sources("src").into_iter().chain(sources("tests")) {
        let lines = source.text.lines().count();
        let excused = LONG_FILES.iter().any(|(path, _)| *path == source.path);
        match lines > MAX_LINES {
            true if !excused => wrong.push(format!("{} has {lines} lines", source.path)),
            false if excused => wrong.push(format!("{} needs no exception", source.path)),
            _ => {}
        }
    }
    assert_none("a file has at most 400 lines", &wrong);
}

#[test]
fn statics() {
    let mut wrong = Vec::new();
    for source in sources("src") {
        for line in source.code.lines().map(str::trim_start) {
            let declares = line.starts_with("static ") || line.contains("pub static ");
            let is_mutable = MUTABLE.iter().any(|word| line.contains(word));
            let is_static = declares || line.contains("pub(crate) static ");
            let is_local = line.starts_with("thread_local!") || line.contains("static mut ");
            if !is_within(&source.path, EDGE) && (is_local || is_static && is_mutable) {
                wrong.push(format!("{}: {line}", source.path));
            }
        }
    }
    assert_none("no stage remembers anything outside its value", &wrong);
}

#[test]
fn headers() {
    let mut wrong = Vec::new();
    for source in sources("src").into_iter().chain(sources("tests")) {
        let header: String = source
            .text
            .lines()
            .take_while(|line| line.starts_with("//!"))
            .map(|line| format!("{line}\n"))
            .collect();
        if header.is_empty() {
            wrong.push(format!("{} says not what it is", source.path));
        }
        let is_stage = source.path.starts_with("src/")
            && !["src/lib.rs", "src/main.rs"].contains(&source.path.as_str());
        for word in ["In:", "Out:"] {
            if is_stage && !header.contains(word) {
                wrong.push(format!("{} has no `{word}`", source.path));
            }
        }
    }
    assert_none(
        "a file says what it is, what comes in and what goes out",
        &wrong,
    );
}

#[test]
fn codes() {
    let table = text("src/diagnostic/code.rs");
    let (_, rows) = table
        .split_once("\ncodes! {\n")
        .expect("the table of codes");
    let (rows, _) = rows.split_once("\n}").expect("its end");
    let mut tests: String = sources("src")
        .iter()
        .map(|source| unit_tests(&source.text))
        .collect();
    let mut expectations = String::new();
    for path in files("tests", &|folder| !folder.ends_with("/node_modules")) {
        match path.rsplit_once('.') {
            Some((_, "rs")) => tests.push_str(&text(&path)),
            Some((_, "md" | "txt")) => expectations.push_str(&text(&path)),
            _ => {}
        }
    }
    let is_raised =
        |code: &str| tests.contains(code) || expectations.contains(&format!("[{code}]"));
    let codes = rows.lines().filter_map(|row| row.split_whitespace().next());
    let missing = codes.filter(|code| !is_raised(code)).map(str::to_string);
    let missing: Vec<String> = missing.collect();
    assert_none("a code is raised by a case or a test", &missing);
}

#[test]
fn project() {
    // Put together here, so that this file passes its own test.
    let folders = [
        ["/ho", "me/"],
        ["/ro", "ot/"],
        ["/Us", "ers/"],
        ["/wo", "rk/"],
        ["C:\\Us", "ers\\"],
    ];
    let hosts = [
        ["registry.npm", "js.org"],
        ["index.cra", "tes.io"],
        ["static.cra", "tes.io"],
        ["proxy.gol", "ang.org"],
    ];
    let ignored = [
        "target",
        "book",
        ".git",
        ".patternbook",
        "tests/browser/node_modules",
    ];
    let mut wrong = Vec::new();
    for path in files("", &|folder| !ignored.contains(&folder)) {
        if ignored.contains(&path.as_str()) {
            continue;
        }
        let bytes = std::fs::read(crate::support::path(&path)).unwrap();
        let text = String::from_utf8_lossy(&bytes);
        for folder in folders.map(|parts| parts.concat()) {
            let is_absolute = |(at, _): (usize, &str)| {
                let before = text[..at].chars().next_back();
                before.is_none_or(|letter| letter.is_whitespace() || "\"'`(=:<>[".contains(letter))
            };
            if text.match_indices(&folder).any(is_absolute) {
                wrong.push(format!("{path} names a folder of one machine: {folder}"));
            }
        }
        for host in hosts.map(|parts| parts.concat()) {
            if text.contains(&host) {
                wrong.push(format!("{path} names a registry: {host}"));
            }
        }
        if path.ends_with("package-lock.json") && text.contains("\"resolved\"") {
            wrong.push(format!("{path} holds addresses of packages"));
        }
    }
    assert_none("the project names no machine", &wrong);
}
