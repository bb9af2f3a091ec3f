//! What the tests share: files of the checkout, and expectations that can be rewritten.

use std::path::PathBuf;

/// A path of the checkout.
pub(crate) fn path(below_root: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(below_root)
}

/// The text of a file of the checkout, with lines that end in LF alone, as a checkout on Windows may not have them.
pub(crate) fn text(below_root: &str) -> String {
    match std::fs::read_to_string(path(below_root)) {
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
