//! Dates as people write them.
//!
//! In: a text. Out: the [`Day`] it names, if that exists.

/// Whether a text is a date that exists: `2026-03-31`, with a time behind it or not, `2026/3/31`, `3/31/2026`,
/// `31 March 2026` or `March 31, 2026`.
pub fn is_date(text: &str) -> bool {
    day(text).is_some()
}

/// A day: year, month, day of the month.
pub type Day = (u32, u32, u32);

/// The day that a text names, written in one of the ways of [`is_date`].
pub fn day(text: &str) -> Option<Day> {
    let text = text.trim();
    let (day, time) = match text.find(['T', 't', ' ']) {
        Some(at) if text[..at].contains(['-', '/']) => (&text[..at], text[at + 1..].trim()),
        _ => (text, ""),
    };
    let day = numeric_day(day).or_else(|| named_day(day));
    day.filter(|_| is_time(time))
}

/// Year, month and day, or month, day and year.
fn numeric_day(text: &str) -> Option<Day> {
    let parts: Vec<&str> = text.split(['-', '/']).collect();
    let [first, second, third] = parts.as_slice() else {
        return None;
    };
    match first.len() {
        4 => existing(first, number(second), third),
        _ if text.contains('/') => existing(third, number(first), second),
        _ => None,
    }
}

/// A day with the English name of its month.
fn named_day(text: &str) -> Option<Day> {
    let parts: Vec<&str> = text
        .split([' ', ',', '-'])
        .filter(|part| !part.is_empty())
        .collect();
    match parts.as_slice() {
        [first, second, third] if first.starts_with(|letter: char| letter.is_ascii_digit()) => {
            existing(third, month(second), first)
        }
        [first, second, third] => existing(third, month(first), second),
        _ => None,
    }
}

fn month(name: &str) -> Option<u32> {
    let name = name.trim_end_matches('.').to_ascii_lowercase();
    let months = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let found = months
        .iter()
        .position(|month| name.len() >= 3 && month.starts_with(&name))?;
    u32::try_from(found + 1).ok()
}

fn existing(year: &str, month: Option<u32>, day: &str) -> Option<Day> {
    let (Some(year), Some(month), Some(day)) = (
        number(year).filter(|_| year.len() == 4),
        month,
        number(day).filter(|_| day.len() <= 2),
    ) else {
        return None;
    };
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    (1..=days).contains(&day).then_some((year, month, day))
}

/// Nothing, or hours, minutes, perhaps seconds, and perhaps a distance from Greenwich.
fn is_time(text: &str) -> bool {
    if text.is_empty() {
        return true;
    }
    let clock = text.trim_end_matches(['Z', 'z']);
    let (clock, zone) = match clock.find(['+', '-']) {
        Some(at) => (clock[..at].trim(), &clock[at + 1..]),
        None => (clock, ""),
    };
    let whole = clock.split_once('.').map_or(clock, |(whole, _)| whole);
    let parts: Vec<Option<u32>> = whole.split(':').map(number).collect();
    let zone: String = zone.chars().filter(|letter| *letter != ':').collect();
    let zone_fits = zone.is_empty() || number(&zone).is_some_and(|zone| zone <= 1400);
    let clock_fits = match parts.as_slice() {
        [Some(hour), Some(minute)] => *hour < 24 && *minute < 60,
        [Some(hour), Some(minute), Some(second)] => *hour < 24 && *minute < 60 && *second <= 60,
        _ => false,
    };
    clock_fits && zone_fits
}

fn number(digits: &str) -> Option<u32> {
    let is_number =
        (1..=4).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| digits.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_days_that_exist_are_dates() {
        let check = |text: &str, expected: bool| assert_eq!(is_date(text), expected, "{text}");
        for date in [
            "2026-03-31",
            "2024-02-29",
            "2026-09-01T10:00:00Z",
            "2026-09-01 10:00",
            "2026-09-01T10:00:00.250+02:00",
            "2026/3/1",
            "1/31/2026",
            "July 12, 2026",
            "12 Jul 2026",
        ] {
            check(date, true);
        }
        for text in [
            "",
            "2026-02-30",
            "2023-02-29",
            "1900-02-29",
            "2026-13-01",
            "2026-00-01",
            "2026-01-00",
            "2026-01",
            "26-01-01",
            "2026-01-01T25:00",
            "2026-01-01T10",
            "yesterday",
            "June 31, 2026",
            "2026-٠1-01",
            "-",
            "T",
            "1/2/3",
        ] {
            check(text, false);
        }
    }

    #[test]
    fn a_day_is_the_same_however_it_is_written() {
        for text in [
            "2026-07-12",
            "2026/7/12",
            "7/12/2026",
            "12 July 2026",
            "Jul 12, 2026",
        ] {
            assert_eq!(day(text), Some((2026, 7, 12)), "{text}");
        }
    }
}
