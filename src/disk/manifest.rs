//! `.patternbook-manifest` in the output folder: what this program wrote there.
//!
//! In: the bytes of the file, which anybody may have changed. Out: [`Manifest`], whose paths are output paths and so
//! lie below the folder. A line that cannot be read is passed over: what it meant then counts as somebody else's. No
//! time stamps, so the same site has the same manifest everywhere.

use std::collections::BTreeMap;
use std::fmt;

use crate::fingerprint::Fingerprint;
use crate::path::output::OutputPath;

/// The names that the program uses for itself in the output folder.
pub(crate) const MANIFEST: &str = ".patternbook-manifest";
pub(crate) const JOURNAL: &str = ".patternbook-journal";
pub(crate) const LOCK: &str = ".patternbook-lock";
pub(crate) const STAGING: &str = ".patternbook-staging";

/// The largest manifest or journal that is read.
pub(crate) const MAX_LENGTH: u64 = 256 << 20;

const FIRST_LINE: &str = "patternbook manifest 1";

/// The files that the program wrote.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Manifest {
    entries: BTreeMap<OutputPath, Entry>,
}

/// One file that the program wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Where it lies.
    pub path: OutputPath,
    /// Its length in bytes.
    pub length: u64,
    /// The fingerprint of its bytes.
    pub hash: Fingerprint,
}

impl Manifest {
    /// Reads a manifest; `None` if it is not one of this format.
    pub fn parse(bytes: &[u8]) -> Option<Manifest> {
        let lines = body(bytes, FIRST_LINE)?;
        Some(lines.filter_map(Entry::parse).collect())
    }

    /// What is known of a path.
    pub fn get(&self, path: &OutputPath) -> Option<&Entry> {
        self.entries.get(path)
    }

    /// The files in the order of their paths.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.entries.values()
    }

    /// Adds a file, or what is now known of it.
    pub fn insert(&mut self, entry: Entry) {
        self.entries.insert(entry.path.clone(), entry);
    }

    /// Forgets a file.
    pub fn remove(&mut self, path: &OutputPath) {
        self.entries.remove(path);
    }
}

impl FromIterator<Entry> for Manifest {
    fn from_iter<T: IntoIterator<Item = Entry>>(entries: T) -> Manifest {
        Manifest {
            entries: entries
                .into_iter()
                .map(|entry| (entry.path.clone(), entry))
                .collect(),
        }
    }
}

impl Entry {
    /// Reads what [`fmt::Display`] writes.
    pub fn parse(line: &str) -> Option<Entry> {
        let mut parts = line.splitn(3, ' ');
        let hash = Fingerprint::parse(parts.next()?)?;
        let length = parts.next()?.parse().ok()?;
        let written = parts.next()?;
        let path = OutputPath::new(written).ok()?;
        let fits = path.as_str() == written && !is_reserved(&path);
        fits.then_some(Entry { path, length, hash })
    }
}

/// The lines after the first one, if the first is the one expected.
pub(crate) fn body<'a>(bytes: &'a [u8], first: &str) -> Option<impl Iterator<Item = &'a str>> {
    let mut lines = bytes.split(|byte| *byte == b'\n');
    let is_ours = lines.next() == Some(first.as_bytes());
    is_ours.then(|| lines.filter_map(|line| std::str::from_utf8(line).ok()))
}

/// Whether a path belongs to the program itself or to git, and so to no site.
pub(crate) fn is_reserved(path: &OutputPath) -> bool {
    let first = path.as_str().split('/').next().unwrap_or_default();
    let first = first.to_lowercase();
    first == ".git" || first.starts_with(".patternbook")
}

impl fmt::Display for Entry {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} {} {}", self.hash, self.length, self.path)
    }
}

impl fmt::Display for Manifest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(formatter, "{FIRST_LINE}")?;
        self.entries()
            .try_for_each(|entry| writeln!(formatter, "{entry}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn entry(path: &str) -> Entry {
        Entry {
            path: OutputPath::new(path).unwrap(),
            length: 3,
            hash: Fingerprint::of(path.as_bytes()),
        }
    }

    #[test]
    fn a_manifest_is_read_back() {
        let manifest: Manifest = [entry("b c/ü.html"), entry("a")].into_iter().collect();
        assert_eq!(
            Manifest::parse(manifest.to_string().as_bytes()),
            Some(manifest)
        );
        assert_eq!(Manifest::parse(b""), None);
        assert_eq!(Manifest::parse(b"patternbook manifest 2\n"), None);
    }

    #[test]
    fn entries_that_name_anything_but_an_output_file_are_passed_over() {
        let hash = Fingerprint::of(b"");
        let check = |line: &str, expected: usize| {
            let text = format!("{FIRST_LINE}\n{line}\n");
            let found = Manifest::parse(text.as_bytes()).unwrap().entries.len();
            assert_eq!(found, expected, "{line}");
        };
        check(&format!("{hash} 1 a/b.html"), 1);
        for path in [
            "../../x",
            "/etc/x",
            "",
            "a/../b",
            "a\\b",
            "C:/x",
            "cafe\u{301}",
            ".git/config",
            ".patternbook-lock",
        ] {
            check(&format!("{hash} 1 {path}"), 0);
        }
        check(&format!("{hash} -1 a"), 0);
        check("short 1 a", 0);
        check("a", 0);
    }

    proptest! {
        #[test]
        fn any_bytes_yield_paths_below_the_folder(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let text = [format!("{FIRST_LINE}\n").as_bytes(), &bytes].concat();
            for entry in Manifest::parse(&text).unwrap().entries() {
                prop_assert!(entry.path.as_str().split('/').all(|part| !matches!(part, "" | "." | "..")));
            }
        }
    }
}
