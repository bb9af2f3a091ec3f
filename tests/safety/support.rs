//! A project on disk, sites, and what a folder looks like.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use patternbook::config::{Config, ConfigInput};
use patternbook::diagnostic::Diagnostic;
use patternbook::disk::read::{book, sources};
use patternbook::disk::stamp::Memory;
use patternbook::disk::target::Target;
use patternbook::path::output::OutputPath;
use patternbook::site::{Content, Output, Site};
use patternbook::sources::{Settings, Sources};

/// A project folder with sources, in a folder that goes away.
pub(crate) struct Project {
    _outer: tempfile::TempDir,
    pub(crate) folder: PathBuf,
}

impl Project {
    /// `outer/project` with `content/`, `static/` and `templates/`, and `outer/home`.
    pub(crate) fn new() -> Project {
        let outer = tempfile::tempdir().unwrap();
        let folder = outer.path().canonicalize().unwrap().join("project");
        let project = Project {
            _outer: outer,
            folder,
        };
        for (path, text) in [
            ("content/a.md", "# A"),
            ("static/site.css", "a {}"),
            ("templates/page.html", "page"),
            ("book.toml", ""),
            ("notes/keep.txt", "mine"),
            ("../home/letter.txt", "mine"),
            ("../elsewhere/photo.jpg", "mine"),
        ] {
            project.write(path, text);
        }
        project
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.folder.join(path)
    }

    pub(crate) fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap()
    }

    pub(crate) fn link(&self, to: &str, path: &str) {
        std::os::unix::fs::symlink(to, self.path(path)).unwrap();
    }

    /// The output folder that a user names like this in the project folder.
    pub(crate) fn target(&self, named: &str) -> Target {
        Target {
            folder: self.folder.join(named),
            shown: named.to_string(),
            at: None,
            project: self.folder.clone(),
            sources: ["content", "static", "templates"]
                .map(|name| self.path(name))
                .to_vec(),
            home: Some(self.path("../home")),
        }
    }

    /// What a build of the project reads, with these settings.
    pub(crate) fn sources(&self, config: &Config) -> Sources {
        let text = book(&self.folder).unwrap();
        let mut memory = Memory::once();
        sources(&self.folder, text, config, Settings::default(), &mut memory)
    }

    /// Everything in the project, and beside it.
    pub(crate) fn tree(&self) -> Tree {
        tree(self.folder.parent().unwrap())
    }
}

/// A folder that goes away, in memory where the system offers that: many small builds wait for the disk otherwise.
pub(crate) fn scratch() -> tempfile::TempDir {
    let memory = Path::new("/dev/shm");
    let in_memory = tempfile::tempdir_in(memory);
    in_memory.or_else(|_| tempfile::tempdir()).unwrap()
}

/// A target without anything around it.
pub(crate) fn plain_target(folder: &Path) -> Target {
    Target {
        folder: folder.to_path_buf(),
        shown: "book".to_string(),
        at: None,
        project: folder.parent().unwrap().join("project"),
        sources: Vec::new(),
        home: None,
    }
}

/// A site of texts.
pub(crate) fn site(files: &[(&str, &str)]) -> Site {
    let output = |(path, text): &(&str, &str)| Output {
        path: OutputPath::new(path).unwrap(),
        content: Content::Bytes(Arc::from(text.as_bytes())),
        source: path.to_string(),
        at: None,
    };
    let (site, findings) = Site::collect(files.iter().map(output));
    assert_eq!(findings, []);
    site
}

/// What a folder holds: per path the type, the mode, and the bytes or the target of a link.
pub(crate) type Tree = BTreeMap<String, (char, u32, Vec<u8>)>;

pub(crate) fn tree(folder: &Path) -> Tree {
    let mut tree = Tree::new();
    for entry in walkdir::WalkDir::new(folder).min_depth(1) {
        let entry = entry.unwrap();
        let path = entry.path().strip_prefix(folder).unwrap();
        let metadata = fs::symlink_metadata(entry.path()).unwrap();
        let (kind, bytes) = match metadata.file_type() {
            kind if kind.is_dir() => ('d', Vec::new()),
            kind if kind.is_symlink() => {
                let to = fs::read_link(entry.path()).unwrap();
                ('l', to.to_string_lossy().into_owned().into_bytes())
            }
            kind if kind.is_file() => ('f', fs::read(entry.path()).unwrap()),
            _ => ('?', Vec::new()),
        };
        tree.insert(
            path.to_string_lossy().into_owned(),
            (kind, mode(&metadata), bytes),
        );
    }
    tree
}

fn mode(metadata: &fs::Metadata) -> u32 {
    std::os::unix::fs::PermissionsExt::mode(&metadata.permissions())
}

/// The names of all files, in order.
pub(crate) fn names(tree: &Tree) -> Vec<&str> {
    let files = tree.iter().filter(|(_, (kind, _, _))| *kind == 'f');
    files.map(|(path, _)| path.as_str()).collect()
}

/// Codes and messages, for comparison.
pub(crate) fn lines(findings: &[Diagnostic]) -> Vec<String> {
    let line = |finding: &Diagnostic| format!("{} {}", finding.code, finding.message);
    findings.iter().map(line).collect()
}

/// The settings of a book without `book.toml`.
pub(crate) fn config() -> Config {
    Config::new(&ConfigInput::default())
}
