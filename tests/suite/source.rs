//! The sources of the program as the tidy tests see them: files, modules in their order, the paths that code names.

use std::collections::BTreeMap;

use crate::support::{files, path, text};

/// A Rust file.
pub(crate) struct Source {
    /// Its path below the root of the checkout.
    pub(crate) path: String,
    /// All of it.
    pub(crate) text: String,
    /// Without comments and unit tests.
    pub(crate) code: String,
}

/// The Rust files below a folder.
pub(crate) fn sources(folder: &str) -> Vec<Source> {
    let paths = files(folder, &|_| true).into_iter();
    let rust = paths.filter(|path| path.ends_with(".rs"));
    rust.map(|path| {
        let text = text(&path);
        let code = code(&text);
        Source { path, text, code }
    })
    .collect()
}

fn code(text: &str) -> String {
    let tests = text.find("\n#[cfg(test)]\nmod tests {");
    let lines = text[..tests.unwrap_or(text.len())].lines();
    let is_code = |line: &&str| !line.trim_start().starts_with("//");
    lines
        .filter(is_code)
        .map(|line| format!("{line}\n"))
        .collect()
}

/// The unit tests of a file.
pub(crate) fn unit_tests(text: &str) -> &str {
    let tests = text.find("\n#[cfg(test)]\nmod tests {");
    &text[tests.unwrap_or(text.len())..]
}

impl Source {
    /// The module that the file holds: `path::output` for `src/path/output.rs`, `path` for `src/path/mod.rs`.
    pub(crate) fn module(&self) -> String {
        let path = self.path.trim_start_matches("src/");
        let path = path.trim_end_matches(".rs").trim_end_matches("/mod");
        path.replace('/', "::")
    }

    /// Every path of the code that begins with `root`, without it: `["path", "output", "PageUrl"]` for
    /// `crate::path::output::PageUrl`.
    pub(crate) fn paths(&self, root: &str) -> Vec<Vec<&str>> {
        let start = format!("{root}::");
        let stands_alone = |at: usize| {
            let before = self.code[..at].chars().next_back();
            before.is_none_or(|letter| !is_name(letter) && letter != ':')
        };
        self.code
            .match_indices(&start)
            .filter(|(at, _)| stands_alone(*at))
            .map(|(at, _)| names(&self.code[at + start.len()..]))
            .collect()
    }

    /// Every `use` statement, in one line each.
    pub(crate) fn imports(&self) -> Vec<String> {
        let statements = self.code.split(';');
        let import = |statement: &str| {
            let lines = statement.trim().lines().map(str::trim);
            let statement = lines.collect::<Vec<_>>().join(" ");
            let (_, import) = format!(" {statement}").rsplit_once(" use ").map(own)?;
            import.contains("::").then_some(import)
        };
        statements.filter_map(import).collect()
    }
}

fn own((before, after): (&str, &str)) -> (String, String) {
    (before.to_string(), after.to_string())
}

fn names(text: &str) -> Vec<&str> {
    let mut names = Vec::new();
    let mut rest = text;
    loop {
        let end = rest.find(|letter| !is_name(letter)).unwrap_or(rest.len());
        if end > 0 {
            names.push(&rest[..end]);
        }
        match rest[end..].strip_prefix("::") {
            Some(after) if end > 0 => rest = after,
            _ => return names,
        }
    }
}

fn is_name(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

/// Every module with its rank: places in the lists of modules from the root down. A folder's `mod.rs` comes after
/// its children. A module may use those of lower rank.
pub(crate) fn ranks() -> BTreeMap<String, Vec<usize>> {
    let mut ranks = BTreeMap::new();
    collect("src/lib.rs", "", &[], &mut ranks);
    ranks
}

fn collect(file: &str, parent: &str, rank: &[usize], ranks: &mut BTreeMap<String, Vec<usize>>) {
    let list = code(&text(file));
    let declared = list.lines().filter_map(|line| {
        let line = line
            .trim_start_matches("pub(crate) ")
            .trim_start_matches("pub ");
        line.strip_prefix("mod ")?.strip_suffix(';')
    });
    for (place, name) in declared.enumerate() {
        let module = match parent {
            "" => name.to_string(),
            _ => format!("{parent}::{name}"),
        };
        let mut own = [rank, &[place]].concat();
        let folder = format!("src/{}/mod.rs", module.replace("::", "/"));
        if path(&folder).exists() {
            collect(&folder, &module, &own, ranks);
            own.push(usize::MAX);
        }
        ranks.insert(module, own);
    }
}
