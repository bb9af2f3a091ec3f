//! What an unquoted word of YAML means.
//!
//! In: the text of a scalar without quotes. Out: a [`Value`] by the core schema of YAML 1.2, in which `yes`, `no`,
//! `on`, `off` and dates are plain text. Numbers stay as they are written.

use crate::value::node::Value;

/// The value of an unquoted scalar.
pub(crate) fn resolve(text: &str) -> Value {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => Value::Null,
        "true" | "True" | "TRUE" => Value::Bool(true),
        "false" | "False" | "FALSE" => Value::Bool(false),
        _ if is_number(text) => Value::Number(text.to_string()),
        _ => Value::String(text.to_string()),
    }
}

fn is_number(text: &str) -> bool {
    if let Some(digits) = text.strip_prefix("0o") {
        return is_all(digits, |byte| (b'0'..=b'7').contains(&byte));
    }
    if let Some(digits) = text.strip_prefix("0x") {
        return is_all(digits, |byte| byte.is_ascii_hexdigit());
    }
    if matches!(text, ".nan" | ".NaN" | ".NAN") {
        return true;
    }
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    matches!(unsigned, ".inf" | ".Inf" | ".INF") || is_decimal(unsigned)
}

/// Digits with at most one point among them, and perhaps an exponent.
fn is_decimal(text: &str) -> bool {
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (text, None),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let exponent_fits = exponent.is_none_or(|exponent| {
        let unsigned = exponent.strip_prefix(['-', '+']).unwrap_or(exponent);
        is_all(unsigned, |byte| byte.is_ascii_digit())
    });
    !(whole.is_empty() && fraction.is_empty()) && digits(whole) && digits(fraction) && exponent_fits
}

fn is_all(text: &str, fits: fn(u8) -> bool) -> bool {
    !text.is_empty() && text.bytes().all(fits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_without_quotes_follow_the_core_schema() {
        let check = |text: &str, expected: Value| assert_eq!(resolve(text), expected, "{text}");
        for null in ["", "~", "null", "Null"] {
            check(null, Value::Null);
        }
        check("true", Value::Bool(true));
        check("FALSE", Value::Bool(false));
        for number in [
            "0", "-1", "+2", "007", "1.", ".5", "-2.5", "1e3", "1.5E-7", "0x1F", "0o17", ".inf",
            "-.INF", ".nan",
        ] {
            check(number, Value::Number(number.to_string()));
        }
        for text in [
            "yes",
            "no",
            "on",
            "off",
            "y",
            "tRUE",
            "2026-09-01",
            "1_000",
            "1.2.3",
            ".",
            "-",
            "+",
            "1e",
            "e3",
            "0x",
            "0o8",
            "12:30",
            "1,5",
            "٣",
        ] {
            check(text, Value::String(text.to_string()));
        }
    }
}
