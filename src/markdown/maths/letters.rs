//! Letters in the styles of mathematics.
//!
//! In: a letter or a digit, and a style. Out: the character that Unicode has for it among the Mathematical Alphanumeric
//! Symbols (U+1D400 to U+1D7FF) and, where it had one earlier, among the Letterlike Symbols; otherwise itself.

use pulldown_latex::event::Font;

/// Where the letters of a style begin: capitals, small letters, digits, Greek capitals.
type Starts = (u32, u32, Option<u32>, Option<u32>);

/// A character in a style.
pub fn styled(letter: char, font: Font) -> char {
    if let Some(exception) = exception(letter, font) {
        return exception;
    }
    let Some((capitals, small, digits, greek)) = starts(font) else {
        return letter;
    };
    let behind = |first: char, start: u32| start + (letter as u32 - first as u32);
    let code = match letter {
        'A'..='Z' => Some(behind('A', capitals)),
        'a'..='z' => Some(behind('a', small)),
        '0'..='9' => digits.map(|start| behind('0', start)),
        'Α'..='Ω' => greek.map(|start| behind('Α', start)),
        'α'..='ω' => greek.map(|start| behind('α', start + 26)),
        _ => None,
    };
    code.and_then(char::from_u32).unwrap_or(letter)
}

fn starts(font: Font) -> Option<Starts> {
    Some(match font {
        Font::Bold => (0x1D400, 0x1D41A, Some(0x1D7CE), Some(0x1D6A8)),
        Font::Italic => (0x1D434, 0x1D44E, None, Some(0x1D6E2)),
        // Digits and Greek capitals are upright, so they are bold alone.
        Font::BoldItalic | Font::BoldSymbol => (0x1D468, 0x1D482, Some(0x1D7CE), Some(0x1D71C)),
        Font::Script => (0x1D49C, 0x1D4B6, None, None),
        Font::BoldScript => (0x1D4D0, 0x1D4EA, None, None),
        Font::Fraktur => (0x1D504, 0x1D51E, None, None),
        Font::DoubleStruck => (0x1D538, 0x1D552, Some(0x1D7D8), None),
        Font::BoldFraktur => (0x1D56C, 0x1D586, None, None),
        Font::SansSerif => (0x1D5A0, 0x1D5BA, Some(0x1D7E2), None),
        Font::BoldSansSerif => (0x1D5D4, 0x1D5EE, Some(0x1D7EC), Some(0x1D756)),
        Font::SansSerifItalic => (0x1D608, 0x1D622, None, None),
        Font::SansSerifBoldItalic => (0x1D63C, 0x1D656, None, Some(0x1D790)),
        Font::Monospace => (0x1D670, 0x1D68A, Some(0x1D7F6), None),
        Font::DoubleStruckItalic | Font::UpRight => return None,
    })
}

fn exception(letter: char, font: Font) -> Option<char> {
    let pairs: &[(char, char)] = match font {
        Font::Script => &[
            ('B', 'ℬ'),
            ('E', 'ℰ'),
            ('F', 'ℱ'),
            ('H', 'ℋ'),
            ('I', 'ℐ'),
            ('L', 'ℒ'),
            ('M', 'ℳ'),
            ('R', 'ℛ'),
            ('e', 'ℯ'),
            ('g', 'ℊ'),
            ('o', 'ℴ'),
        ],
        Font::Fraktur => &[('C', 'ℭ'), ('H', 'ℌ'), ('I', 'ℑ'), ('R', 'ℜ'), ('Z', 'ℨ')],
        Font::DoubleStruck => &[
            ('C', 'ℂ'),
            ('H', 'ℍ'),
            ('N', 'ℕ'),
            ('P', 'ℙ'),
            ('Q', 'ℚ'),
            ('R', 'ℝ'),
            ('Z', 'ℤ'),
        ],
        Font::DoubleStruckItalic => &[('D', 'ⅅ'), ('d', 'ⅆ'), ('e', 'ⅇ'), ('i', 'ⅈ'), ('j', 'ⅉ')],
        Font::Italic => &[('h', 'ℎ')],
        Font::BoldSymbol if ('Α'..='Ω').contains(&letter) => {
            return Some(styled(letter, Font::Bold));
        }
        _ => &[],
    };
    let found = pairs.iter().find(|(plain, _)| *plain == letter);
    found.map(|(_, styled)| *styled)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_have_their_characters() {
        let check = |plain: &str, font: Font, expected: &str| {
            let shown: String = plain.chars().map(|letter| styled(letter, font)).collect();
            assert_eq!(shown, expected);
        };
        check("AZaz09αωΑΩ!ü", Font::Bold, "𝐀𝐙𝐚𝐳𝟎𝟗𝛂𝛚𝚨𝛀!ü");
        check("AhzαΩ", Font::Italic, "𝐴ℎ𝑧𝛼𝛺");
        check("Aα1Ω", Font::BoldSymbol, "𝑨𝜶𝟏𝛀");
        check("ABLeg", Font::Script, "𝒜ℬℒℯℊ");
        check("ACgz", Font::Fraktur, "𝔄ℭ𝔤𝔷");
        check("ANRZ1k", Font::DoubleStruck, "𝔸ℕℝℤ𝟙𝕜");
        check("Aa0", Font::Monospace, "𝙰𝚊𝟶");
        check("Aa0", Font::SansSerif, "𝖠𝖺𝟢");
        check("Aa0", Font::UpRight, "Aa0");
    }
}
