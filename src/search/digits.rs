//! Numbers as letters that stand in a script without being escaped.
//!
//! In: numbers. Out: letters from `#` to `~` without `\`. Small numbers take one letter, as gaps between pages mostly do.
//! `static/search.js` reads them.

/// How many numbers one letter can say.
const LETTERS: u32 = 91;
/// Letters below this one end a number; the others say that another one follows.
const LAST: u32 = 64;
const MORE: u32 = LETTERS - LAST;

/// Writes a number below 91 as one letter.
pub fn push_letter(number: u32, out: &mut String) {
    let code = 0x23 + number;
    let code = if code >= 0x5C { code + 1 } else { code };
    out.push(char::from_u32(code).expect("a letter of ASCII"));
}

/// Writes any number.
pub fn push_number(mut number: u32, out: &mut String) {
    while number >= LAST {
        number -= LAST;
        push_letter(LAST + number % MORE, out);
        number /= MORE;
    }
    push_letter(number, out);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As the script does it.
    fn read(text: &str) -> u64 {
        let (mut number, mut unit) = (0_u64, 1_u64);
        for byte in text.bytes() {
            let letter = u64::from(byte) - 0x23 - u64::from(byte > 0x5C);
            if letter < u64::from(LAST) {
                return number + letter * unit;
            }
            number += letter * unit;
            unit *= u64::from(MORE);
        }
        panic!("{text} does not end");
    }

    #[test]
    fn numbers_are_read_back() {
        for number in (0..5_000).chain([100_000, 12_345_678, u32::MAX]) {
            let mut text = String::new();
            push_number(number, &mut text);
            assert_eq!(read(&text), u64::from(number), "{text}");
            assert!(!text.contains(['"', '\\', ' ', '!', '\n']));
        }
    }
}
