//! What each stage did, for `--timings`.
//!
//! In: names, counts and times. Out: a table for people. No output of a build shows any of it.

use std::time::Duration;

use crate::memo::Did;

/// A table that grows downwards.
#[derive(Debug, Default)]
pub(crate) struct Timings {
    rows: Vec<[String; 4]>,
}

impl Timings {
    /// A step with how often it was done and how often there was nothing to do, where that can be counted.
    pub(crate) fn add(&mut self, name: &str, counts: Option<(usize, usize)>, took: Duration) {
        let (done, found) = match counts {
            Some((done, found)) => (done.to_string(), found.to_string()),
            None => (String::new(), String::new()),
        };
        let took = format!("{:.3} s", took.as_secs_f64());
        self.rows.push([name.to_string(), done, found, took]);
    }

    /// The stages of a build that took so long altogether.
    pub(crate) fn stages(&mut self, stages: &[(&'static str, Did)], took: Duration) {
        for (name, did) in stages {
            self.add(name, Some((did.computed, did.found)), did.took);
        }
        let named: Duration = stages.iter().map(|(_, did)| did.took).sum();
        self.add("between the stages", None, took.saturating_sub(named));
    }

    /// The lines of the table, the head first.
    pub(crate) fn lines(&self) -> Vec<String> {
        let head = ["step", "done", "found", "time"].map(str::to_string);
        let line = |row: &[String; 4]| {
            let [name, done, found, took] = row;
            format!("{name:<20}{done:>9}{found:>9}{took:>12}")
        };
        [&head].into_iter().chain(&self.rows).map(line).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_stand_below_each_other() {
        let mut table = Timings::default();
        let millis = Duration::from_millis;
        table.add("files read", None, millis(12));
        let did = Did {
            computed: 7,
            found: 993,
            took: millis(250),
        };
        table.stages(&[("pages parsed", did)], millis(1250));
        let expected = [
            "step                     done    found        time",
            "files read                                 0.012 s",
            "pages parsed                7      993     0.250 s",
            "between the stages                         1.000 s",
        ];
        assert_eq!(table.lines(), expected);
    }
}
