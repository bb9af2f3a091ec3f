//! How wide a text is, without its font.
//!
//! In: a text. Out: its width in thousandths of the font size. Readers see the font of their system, which is not
//! known here, so the widths are those of the widest that is common, `DejaVu Sans`: in any other the text has room left.

/// Letters, digits and signs from `!` to `~`.
const ASCII: [u32; 94] = [
    401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337, 636, 636, 636, 636,
    636, 636, 636, 636, 636, 636, 337, 337, 838, 838, 838, 531, 1000, 684, 686, 698, 770, 632, 575,
    775, 752, 295, 295, 656, 557, 863, 748, 787, 603, 787, 695, 635, 611, 732, 684, 989, 685, 611,
    685, 390, 337, 390, 838, 500, 500, 613, 635, 550, 635, 615, 352, 635, 634, 278, 278, 579, 278,
    974, 634, 612, 635, 635, 411, 521, 392, 634, 592, 818, 592, 592, 525, 636, 337, 636, 838,
];
const SPACE: u32 = 318;
const OTHER: u32 = 660;
const WIDE: u32 = 1000;
const EMOJI: u32 = 1300;

/// The width of a line.
pub(crate) fn width(text: &str) -> u32 {
    text.chars().map(advance).fold(0, u32::saturating_add)
}

fn advance(character: char) -> u32 {
    match character {
        ' ' | '\t' | '\u{a0}' => SPACE,
        '!'..='~' => {
            let index = usize::try_from(u32::from(character) - u32::from('!')).unwrap_or(0);
            ASCII.get(index).copied().unwrap_or(OTHER)
        }
        '\0'..='\u{1f}' | '\u{ad}' | '\u{300}'..='\u{36f}' => 0,
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' => 0,
        '\u{fe00}'..='\u{fe0f}' => 0,
        '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}' => WIDE,
        '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe6f}' | '\u{ff00}'..='\u{ff60}' => WIDE,
        '\u{20000}'.. => WIDE,
        '\u{1f000}'..='\u{1ffff}' => EMOJI,
        '—' | '…' | '→' | '←' | '⇒' | '↔' | '∞' => WIDE,
        _ => OTHER,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_letters_take_more_room_than_narrow_ones() {
        let check = |text: &str, expected: u32| assert_eq!(width(text), expected, "{text:?}");
        check("", 0);
        check("ii", 556);
        check("~!@", 838 + 401 + 1000);
        check("e\u{301}", 615);
        check("注文", 2000);
        check("طلب", 3 * OTHER);
        check("🚀", EMOJI);
    }
}
