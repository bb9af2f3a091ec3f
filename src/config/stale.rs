//! How old a review may be.
//!
//! In: `stale_after`, such as `18 months`, and a day. Out: [`Stale`]: the day before which a review is too old.

use crate::value::date::Day;

/// How long a review holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Age {
    months: u32,
    written: String,
}

/// Which reviews are too old.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stale {
    /// Those before this day. It may be one that no calendar has, such as the 31st of April.
    pub before: Day,
    /// How long a review holds, as written.
    pub after: String,
}

impl Default for Age {
    fn default() -> Age {
        Age {
            months: 18,
            written: "18 months".to_string(),
        }
    }
}

impl Age {
    /// An age in months or years: `18 months`, `1 year`.
    pub(crate) fn parse(written: &str) -> Option<Age> {
        let (number, unit) = written.trim().split_once(char::is_whitespace)?;
        let number: u32 = number.parse().ok().filter(|number| *number <= 1000)?;
        let months = match unit.trim() {
            "month" | "months" => number,
            "year" | "years" => number * 12,
            _ => return None,
        };
        Some(Age {
            months,
            written: written.trim().to_string(),
        })
    }

    /// What is too old on a day.
    pub(crate) fn before(&self, (year, month, day): Day) -> Stale {
        // Months since the year 0, the first month being 0.
        let months = (year * 12 + month.saturating_sub(1)).saturating_sub(self.months);
        Stale {
            before: (months / 12, months % 12 + 1, day),
            after: self.written.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_age_is_counted_back_in_months() {
        let check = |written: &str, expected: Option<Day>| {
            let before = Age::parse(written).map(|age| age.before((2026, 3, 31)).before);
            assert_eq!(before, expected, "{written}");
        };
        check("18 months", Some((2024, 9, 31)));
        check("1 year", Some((2025, 3, 31)));
        check("3 months", Some((2025, 12, 31)));
        check("0 months", Some((2026, 3, 31)));
        for wrong in [
            "",
            "18",
            "months",
            "a year",
            "1.5 years",
            "2 weeks",
            "-1 years",
        ] {
            check(wrong, None);
        }
    }
}
