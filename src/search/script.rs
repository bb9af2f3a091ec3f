//! Lines put together into files of one size.
//!
//! In: lines in order, how large a file should be, and how many there may be. Out: [`Script`]s, each named after its
//! content and known by the first of its lines.

use serde_json::Value;

use crate::fingerprint::Fingerprint;

/// A line of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What it is found by, if it is the first one of a file.
    pub first: Value,
    /// How it begins if it is the first one of a file.
    pub alone: String,
    /// How it begins behind the line before.
    pub after: String,
    /// The rest of it.
    pub body: String,
}

/// A file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Script {
    /// What its first line is found by.
    pub first: Value,
    lines: String,
}

/// Files that hold all lines.
pub fn shards(lines: impl Iterator<Item = Line>, size: usize, most: usize) -> Vec<Script> {
    let lines: Vec<Line> = lines.collect();
    let all: usize = lines.iter().map(Line::len).sum();
    let size = size.max(all.div_ceil(most.max(1)));
    let mut scripts: Vec<Script> = Vec::new();
    // Files are cut where the sum of all lines passes a multiple of the size, so there are never more than asked for.
    let (mut sum, mut end) = (0, 0);
    for line in lines {
        match scripts.last_mut().filter(|_| sum < end) {
            Some(script) => {
                script.lines.push('\n');
                script.lines.push_str(&line.after);
                script.lines.push_str(&line.body);
            }
            None => {
                end = (sum / size + 1) * size;
                scripts.push(Script {
                    lines: line.alone + &line.body,
                    first: line.first.clone(),
                });
                sum += line.after.len() + line.body.len() + 1;
                continue;
            }
        }
        sum += line.after.len() + line.body.len() + 1;
    }
    scripts
}

impl Line {
    fn len(&self) -> usize {
        self.after.len() + self.body.len() + 1
    }
}

impl Script {
    /// A name that changes with the content.
    pub fn name(&self) -> String {
        Fingerprint::of(self.lines.as_bytes()).short()
    }

    /// The text of the file.
    pub fn text(&self, kind: &str, name: &str) -> String {
        let lines = Value::from(self.lines.as_str());
        format!("patternbookSearch(\"{kind}\",\"{name}\",{lines});\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_as_many_as_allowed_and_as_large_as_asked_for() {
        let line = |number: u32| Line {
            first: number.into(),
            alone: "0".to_string(),
            after: "1".to_string(),
            body: "2345678".to_string(),
        };
        let check = |lines: u32, size: usize, most: usize, expected: &[u32]| {
            let scripts = shards((0..lines).map(line), size, most);
            let firsts: Vec<Value> = scripts.iter().map(|script| script.first.clone()).collect();
            assert_eq!(firsts, expected, "{lines} {size} {most}");
            for script in &scripts {
                assert!(script.lines.starts_with("02345678"));
            }
        };
        check(0, 10, 3, &[]);
        check(1, 10, 3, &[0]);
        check(4, 18, 3, &[0, 2]);
        check(9, 18, 3, &[0, 3, 6]);
        check(9, 1_000, 3, &[0]);
    }
}
