//! Exact numbers in JSON.
//!
//! In: an amount. Out: the same number for JSON, with neither more nor fewer digits.

use serde_json::Number;

use crate::model::amount::Amount;

/// The number. An amount has two decimals and at most eleven digits, so the shortest form of the nearest float, which
/// JSON writers print, is the amount itself.
pub fn number(amount: Amount) -> Number {
    let written = amount.to_string().parse::<f64>().ok();
    match (amount.0 % 100, written.and_then(Number::from_f64)) {
        (1.. | ..=-1, Some(number)) => number,
        _ => Number::from(amount.0 / 100),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_they_are() {
        for written in ["0", "4", "-2", "2.5", "-0.05", "123456789.99", "999999999"] {
            let amount = Amount::parse(written).unwrap();
            assert_eq!(number(amount).to_string(), written);
        }
    }
}
