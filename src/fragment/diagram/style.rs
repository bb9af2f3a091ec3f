//! An author's styles in the theme's terms.
//!
//! In: the declarations that the drawing package put at a shape. Out: the nearest [`Tint`] of the theme, dashes and
//! heavy strokes. A colour as written would be unreadable in one of the two schemes.

use std::str::FromStr;

use svgtypes::Color;

use crate::fragment::diagram::marks::{Look, Style, Tint};

/// The look with an author's declarations.
pub(crate) fn styled(look: Look, declarations: &str) -> Look {
    let mut styled = look;
    for (name, value) in pairs(declarations) {
        match name {
            "fill" => styled.tint = tint(value).or(styled.tint),
            "stroke" => styled.tint = styled.tint.or_else(|| tint(value)),
            "stroke-width" => {
                let width = value.trim_end_matches("px").trim().parse::<f64>();
                styled.is_thick |= width.is_ok_and(|width| width >= 3.0);
            }
            "stroke-dasharray" if value.bytes().any(|byte| matches!(byte, b'1'..=b'9')) => {
                styled.is_dashed = true;
            }
            _ => {}
        }
    }
    styled
}

/// The style of a text with more declarations.
pub(crate) fn lettered(style: Style, declarations: &str) -> Style {
    let mut lettered = style;
    for (name, value) in pairs(declarations) {
        match (name, value) {
            ("font-weight", "bold" | "bolder" | "700") => lettered.bold = true,
            ("font-style", "italic") => lettered.italic = true,
            ("text-decoration", "underline") => lettered.underlined = true,
            _ => {}
        }
    }
    lettered
}

fn pairs(declarations: &str) -> impl Iterator<Item = (&str, &str)> {
    declarations.split(';').filter_map(|declaration| {
        let (name, value) = declaration.split_once(':')?;
        Some((
            name.trim(),
            value.trim().trim_end_matches("!important").trim(),
        ))
    })
}

/// The nearest colour of the theme; none for white, transparent, and what is no colour.
pub(crate) fn tint(value: &str) -> Option<Tint> {
    let color = Color::from_str(value).ok()?;
    let [red, green, blue] = [color.red, color.green, color.blue].map(i32::from);
    let (low, high) = (red.min(green).min(blue), red.max(green).max(blue));
    let spread = high - low;
    if color.alpha == 0 || low > 247 {
        return None;
    }
    if spread < 12 {
        return Some(Tint::Grey);
    }
    // The hue in degrees, from red over green and blue.
    let hue = match high {
        _ if high == red => (60 * (green - blue) / spread + 360) % 360,
        _ if high == green => 60 * (blue - red) / spread + 120,
        _ => 60 * (red - green) / spread + 240,
    };
    Some(match hue {
        18..=68 => Tint::Amber,
        69..=168 => Tint::Green,
        169..=255 => Tint::Blue,
        256..=344 => Tint::Purple,
        _ => Tint::Red,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fragment::diagram::marks::Part;

    #[test]
    fn colours_become_the_nearest_of_the_theme() {
        let check =
            |value: &str, expected: Option<Tint>| assert_eq!(tint(value), expected, "{value}");
        check("#f96", Some(Tint::Amber));
        check("#ff0000", Some(Tint::Red));
        check("rgb(200, 220, 255)", Some(Tint::Blue));
        check("lightgreen", Some(Tint::Green));
        check("#f9f", Some(Tint::Purple));
        check("#ccc", Some(Tint::Grey));
        check("white", None);
        check("transparent", None);
        check("none", None);
        check("url(#a)", None);
        check("var(--x)", None);
    }

    #[test]
    fn declarations_change_a_look() {
        let look = Look::of(Part::Shape);
        let check = |text: &str, expected: &str| {
            assert_eq!(styled(look, text).classes(), expected, "{text}");
        };
        check("", "shape");
        check(
            "fill:#bbf !important;stroke:#f66;stroke-width:2px;stroke-dasharray:5 5",
            "shape blue dashed",
        );
        check(";stroke:red;stroke-width:4px;fill:none", "shape red thick");
        check("stroke-dasharray: 0", "shape");
        let style = lettered(
            Style::default(),
            "font-weight: bolder;text-decoration:underline;",
        );
        assert_eq!(
            (style.bold, style.italic, style.underlined),
            (true, false, true)
        );
    }
}
