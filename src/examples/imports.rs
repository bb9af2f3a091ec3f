//! What a Python program imports.
//!
//! In: its text. Out: the modules it imports that the standard library does not have, with their places. The text is
//! not run: strings and comments are passed over, and what is left is read line by line.

use std::ops::Range;

/// The names of the modules of the standard library: those of Python 3.11 and what came until 3.14. Source:
/// `sys.stdlib_module_names`.
const STANDARD: &str = include_str!("python_modules.txt");

/// The modules a program imports that are not in the standard library, in the order of their places.
pub fn foreign(text: &str) -> Vec<(String, Range<usize>)> {
    let plain = without_strings(text);
    let mut found = Vec::new();
    let mut start = 0;
    for line in plain.split_inclusive('\n') {
        for (name, at) in imported(line) {
            let is_known = name == "__future__" || STANDARD.lines().any(|known| known == name);
            if !is_known {
                found.push((name.to_string(), start + at..start + at + name.len()));
            }
        }
        start += line.len();
    }
    found
}

/// The first names of the modules of a line, with their bytes in it.
fn imported(line: &str) -> Vec<(&str, usize)> {
    let mut all = Vec::new();
    let mut start = 0;
    for statement in line.split(';') {
        let words = statement.trim_start();
        let at = start + statement.len() - words.len();
        start += statement.len() + 1;
        let keyword = |keyword: &str| {
            let rest = words.strip_prefix(keyword)?;
            rest.starts_with([' ', '\t'])
                .then_some((rest, at + keyword.len()))
        };
        if let Some((rest, mut at)) = keyword("import") {
            for part in rest.split(',') {
                all.extend(first_name(part, at));
                at += part.len() + 1;
            }
        } else if let Some((rest, at)) = keyword("from") {
            all.extend(first_name(rest, at));
        }
    }
    all
}

/// The name before the first dot; a name that begins with a dot is of the program's own package.
fn first_name(part: &str, at: usize) -> Option<(&str, usize)> {
    let name = part.trim_start();
    let at = at + part.len() - name.len();
    let is_letter = |letter: char| letter.is_alphanumeric() || letter == '_';
    let end = name.find(|letter| !is_letter(letter)).unwrap_or(name.len());
    (end > 0).then_some((&name[..end], at))
}

/// The text with every byte of strings and comments as a space, line breaks kept, and lines that are joined made one.
fn without_strings(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = bytes.to_vec();
    let mut at = 0;
    while at < bytes.len() {
        let end = match bytes[at] {
            b'#' => text[at..].find('\n').map_or(bytes.len(), |end| at + end),
            b'"' | b'\'' => string_end(bytes, at),
            b'\\' if bytes.get(at + 1) == Some(&b'\n') => {
                out[at..at + 2].fill(b' ');
                at += 2;
                continue;
            }
            _ => {
                at += 1;
                continue;
            }
        };
        for byte in &mut out[at..end] {
            *byte = b' ';
        }
        at = end;
    }
    // Only whole strings and comments were replaced, byte for byte.
    String::from_utf8(out).unwrap_or_default()
}

/// Where the string that begins at a byte ends.
fn string_end(bytes: &[u8], start: usize) -> usize {
    let quote = bytes[start];
    let is_long = bytes[start..].starts_with(&[quote; 3]);
    let mut at = start + if is_long { 3 } else { 1 };
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 1,
            b'\n' if !is_long => return at,
            byte if byte == quote && !is_long => return at + 1,
            byte if byte == quote && bytes[at..].starts_with(&[quote; 3]) => return at + 3,
            _ => {}
        }
        at += 1;
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn modules_of_others_are_found_where_they_are_named() {
        let check = |text: &str, expected: &[&str]| {
            let found = foreign(text);
            let names: Vec<&str> = found.iter().map(|(name, _)| name.as_str()).collect();
            assert_eq!(names, expected, "{text}");
            for (name, place) in &found {
                assert_eq!(&text[place.clone()], name, "{text}");
            }
        };
        check(
            "import os, sys as s\nfrom collections.abc import Iterable\n",
            &[],
        );
        check(
            "import numpy as np, os, requests.adapters\n",
            &["numpy", "requests"],
        );
        check(
            "def f():\n    from yaml import load; import attrs\n",
            &["yaml", "attrs"],
        );
        check(
            "from . import own\nfrom .own import x\nfrom __future__ import annotations\n",
            &[],
        );
        check(
            "'''\nimport numpy\n'''\n# import yaml\nx = \"import yaml\"\nimportant = 1\n",
            &[],
        );
        check("x = 'it\\'s'; import numpy\r\n", &["numpy"]);
        check("import \\\n  numpy\n", &["numpy"]);
        check("s = 'open\nimport numpy\n", &["numpy"]);
        check("from é import x\nx = 'ä'\nimport ü", &["é", "ü"]);
    }
}
