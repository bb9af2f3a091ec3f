//! Numbers of scales, exactly.
//!
//! In: a number as written. Out: [`Amount`], in hundredths. No comparison in the catalogue rests on a floating-point
//! number, so that the same pages give the same order on every machine.

use std::fmt;

/// A number with at most two decimals, in hundredths.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Amount(pub i64);

/// The most digits before the point: far more than any scale has, and far from the end of the type.
const MOST_DIGITS: usize = 9;

impl Amount {
    /// A whole number.
    pub const fn whole(number: i64) -> Amount {
        Amount(number * 100)
    }

    /// A number as written: `4`, `+1`, `-0.5`. `None` for anything else, for more than two decimals, and for more than
    /// nine digits before the point.
    pub fn parse(written: &str) -> Option<Amount> {
        let (digits, sign) = match written.strip_prefix('-') {
            Some(digits) => (digits, -1),
            None => (written.strip_prefix('+').unwrap_or(written), 1),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
        let is_number =
            |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        if !is_number(whole) || whole.len() > MOST_DIGITS || !is_number(fraction) {
            return None;
        }
        let fraction = fraction.trim_end_matches('0');
        let hundredths = match fraction.len() {
            0..=2 => format!("{fraction:0<2}").parse::<i64>().ok()?,
            _ => return None,
        };
        Some(Amount(
            sign * (whole.parse::<i64>().ok()? * 100 + hundredths),
        ))
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        let (whole, rest) = (self.0.abs() / 100, self.0.abs() % 100);
        let sign = if self.0 < 0 { "-" } else { "" };
        match (rest, rest % 10) {
            (0, _) => write!(formatter, "{sign}{whole}"),
            (_, 0) => write!(formatter, "{sign}{whole}.{}", rest / 10),
            _ => write!(formatter, "{sign}{whole}.{rest:02}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_and_written_exactly() {
        let check = |written: &str, expected: Option<(i64, &str)>| {
            let amount = Amount::parse(written);
            let shown = amount.map(|amount| amount.to_string());
            let expected = expected.map(|(hundredths, text)| (Amount(hundredths), text));
            assert_eq!(amount, expected.map(|(amount, _)| amount), "{written:?}");
            assert_eq!(
                shown.as_deref(),
                expected.map(|(_, text)| text),
                "{written:?}"
            );
        };
        check("4", Some((400, "4")));
        check("+1", Some((100, "1")));
        check("-2", Some((-200, "-2")));
        check("-0.5", Some((-50, "-0.5")));
        check("2.05", Some((205, "2.05")));
        check("2.500", Some((250, "2.5")));
        check("1.0", Some((100, "1")));
        for wrong in [
            "",
            "+",
            "-",
            ".5",
            "1.",
            "1.234",
            "1e3",
            "0x1",
            "++1",
            "one",
            "1.x",
            "1234567890",
        ] {
            check(wrong, None);
        }
    }
}
