//! Lengths of TeX.
//!
//! In: a length in one of TeX's units. Out: the same as a multiple of the size of the type, the unit that grows with
//! the text around it. Ten points are one em, as in a document of ten points.

use pulldown_latex::event::{Dimension, DimensionUnit};

/// The longest space, in thousandths of an em: nobody wants more, and it would make the page wide.
const MAX: i64 = 40_000;

/// A length as an attribute has it: `1.5em`.
pub fn written(length: Dimension) -> String {
    let thousandths = thousandths(length);
    let sign = if thousandths < 0 { "-" } else { "" };
    let (whole, rest) = (thousandths.abs() / 1000, thousandths.abs() % 1000);
    let digits = format!("{whole}.{rest:03}");
    let digits = digits.trim_end_matches('0').trim_end_matches('.');
    format!("{sign}{digits}em")
}

/// A length in thousandths of an em.
pub fn thousandths(length: Dimension) -> i64 {
    let em = match length.unit {
        DimensionUnit::Em => 1.0,
        DimensionUnit::Mu => 1.0 / 18.0,
        DimensionUnit::Ex => 0.43,
        DimensionUnit::Pt => 0.1,
        DimensionUnit::Bp => 0.100_375,
        DimensionUnit::Pc => 1.2,
        DimensionUnit::In => 7.227,
        DimensionUnit::Cm => 2.845_276,
        DimensionUnit::Mm => 0.284_528,
        DimensionUnit::Dd => 0.107,
        DimensionUnit::Cc => 1.284,
        DimensionUnit::Sp => 0.1 / 65_536.0,
    };
    // The cast cuts what is too large, and makes nothing of what is no number.
    let thousandths = (f64::from(length.value) * em * 1000.0).round() as i64;
    thousandths.clamp(-MAX, MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_multiples_of_the_type() {
        let check = |value: f32, unit: DimensionUnit, expected: &str| {
            assert_eq!(written(Dimension::new(value, unit)), expected);
        };
        check(1.0, DimensionUnit::Em, "1em");
        check(18.0, DimensionUnit::Mu, "1em");
        check(3.0, DimensionUnit::Mu, "0.167em");
        check(-3.0, DimensionUnit::Mu, "-0.167em");
        check(10.0, DimensionUnit::Pt, "1em");
        check(0.0, DimensionUnit::In, "0em");
        check(f32::MAX, DimensionUnit::In, "40em");
        check(f32::NAN, DimensionUnit::Em, "0em");
    }
}
