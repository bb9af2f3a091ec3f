//! How large pictures are.
//!
//! In: the first bytes of a file. Out: its [`Size`] in pixels, so that a page keeps the place of a picture free until
//! it is there. Nothing is decoded. A vector drawing has the size it asks for, else the one its view box has.

use crate::path::input::ContentPath;

/// The largest width and height that are believed, in pixels.
const MAX: f64 = 100_000.0;

/// Width and height in pixels, as browsers count them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Size {
    /// The width, at least 1.
    pub width: u32,
    /// The height, at least 1.
    pub height: u32,
}

/// Whether a file is a picture whose size can be told, by the ending of its name.
pub fn is_picture(path: &ContentPath) -> bool {
    let known = ["avif", "gif", "jpeg", "jpg", "png", "svg", "webp"];
    let is = |ending: &str| known.iter().any(|name| name.eq_ignore_ascii_case(ending));
    path.extension().is_some_and(is)
}

/// The size of a picture, from its first bytes; `None` if they do not tell.
pub fn size(head: &[u8]) -> Option<Size> {
    if let Ok(found) = imagesize::blob_size(head) {
        return Size::new(found.width as f64, found.height as f64);
    }
    drawing(&String::from_utf8_lossy(head))
}

impl Size {
    fn new(width: f64, height: f64) -> Option<Size> {
        let whole = |length: f64| {
            let is_sane = length.is_finite() && length > 0.0 && length <= MAX;
            is_sane.then_some((length.round() as u32).max(1))
        };
        Some(Size {
            width: whole(width)?,
            height: whole(height)?,
        })
    }
}

/// The size of a vector drawing, from the tag it begins with.
fn drawing(text: &str) -> Option<Size> {
    let tag = root_tag(text)?;
    let length = |name: &str| attribute(tag, name).and_then(pixels);
    let view_box = attribute(tag, "viewBox").and_then(|view_box| {
        let mut numbers = view_box
            .split(|letter: char| letter.is_ascii_whitespace() || letter == ',')
            .filter(|part| !part.is_empty())
            .map(|part| part.parse::<f64>().ok());
        let (width, height) = (numbers.nth(2)??, numbers.next()??);
        (width > 0.0 && height > 0.0).then_some((width, height))
    });
    let (width, height) = match (length("width"), length("height"), view_box) {
        (Some(width), Some(height), _) => (width, height),
        (Some(width), None, Some((across, down))) => (width, width * down / across),
        (None, Some(height), Some((across, down))) => (height * across / down, height),
        (_, _, Some(view_box)) => view_box,
        _ => return None,
    };
    Size::new(width, height)
}

/// What stands between `<svg` and `>`, behind what may stand before it: a declaration, a document type, comments.
fn root_tag(text: &str) -> Option<&str> {
    let mut rest = text.trim_start_matches('\u{feff}').trim_start();
    loop {
        let end = match rest {
            _ if rest.starts_with("<!--") => "-->",
            _ if rest.starts_with("<?") => "?>",
            _ if rest.starts_with("<!") => ">",
            _ => break,
        };
        rest = rest[rest.find(end)? + end.len()..].trim_start();
    }
    let tag = rest.strip_prefix("<svg")?;
    tag.starts_with(|next: char| next.is_ascii_whitespace())
        .then_some(tag)
}

/// The value of an attribute in a tag.
fn attribute<'t>(tag: &'t str, wanted: &str) -> Option<&'t str> {
    let mut rest = tag.trim_start();
    while !rest.starts_with(['>', '/']) {
        let (name, value) = rest.split_once('=')?;
        let value = value.trim_start();
        let quote = value
            .chars()
            .next()
            .filter(|quote| "\"'".contains(*quote))?;
        let (value, behind) = value[1..].split_once(quote)?;
        if name.trim() == wanted {
            return Some(value.trim());
        }
        rest = behind.trim_start();
    }
    None
}

/// A length in pixels; `None` if it depends on what is around the drawing.
fn pixels(length: &str) -> Option<f64> {
    let units = [
        ("px", 1.0),
        ("pt", 96.0 / 72.0),
        ("pc", 16.0),
        ("mm", 96.0 / 25.4),
        ("cm", 96.0 / 2.54),
        ("in", 96.0),
    ];
    let unit = units.iter().find(|(unit, _)| length.ends_with(unit));
    let (unit, factor) = unit.copied().unwrap_or(("", 1.0));
    let number = length[..length.len() - unit.len()].trim_end();
    let is_number =
        number.starts_with(|first: char| first.is_ascii_digit() || "+.".contains(first));
    let value = number.parse::<f64>().ok().filter(|_| is_number)?;
    (value > 0.0).then_some(value * factor)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn drawings_have_the_size_they_ask_for() {
        let check = |text: &str, expected: Option<(u32, u32)>| {
            let found = size(text.as_bytes()).map(|size| (size.width, size.height));
            assert_eq!(found, expected, "{text}");
        };
        check("<svg width='30' height=\"20px\">", Some((30, 20)));
        check(
            "\u{feff}<?xml version='1.0'?>\n<!-- <svg width='1' height='1'> --><!DOCTYPE svg>\n<svg viewBox='0 0 3.4 8'/>",
            Some((3, 8)),
        );
        check(
            "<svg width=\"100%\" height='1em' viewBox='0,0,40,10'>",
            Some((40, 10)),
        );
        check("<svg width='80' viewBox='0 0 40 10'>", Some((80, 20)));
        check("<svg height='1in' viewBox='0 0 40 10'>", Some((384, 96)));
        check("<svg width='25.4mm' height='2.54cm'>", Some((96, 96)));
        for without in [
            "",
            "<svg/>",
            "<svgx width='3' height='4'>",
            "<p><svg width='3' height='4'>",
            "<svg width=3 height=4>",
            "<svg width='-3' height='4'>",
            "<svg width='1e9' height='4'>",
            "<svg width='inf' height='nan'>",
            "<svg viewBox='0 0 0 0'>",
            "<!-- never closed",
            "<svg onload='x' width",
            "not a picture",
        ] {
            check(without, None);
        }
    }

    #[test]
    fn rasters_say_their_size_at_once() {
        let check = |head: &[u8], expected: Option<(u32, u32)>| {
            let found = size(head).map(|size| (size.width, size.height));
            assert_eq!(found, expected);
        };
        let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
        png.extend([0, 0, 1, 44, 0, 0, 0, 200, 8, 6, 0, 0, 0]);
        check(&png, Some((300, 200)));
        png[16] = 127;
        check(&png, None);
        check(&png[..18], None);
        check(b"GIF89a\x2c\x01\xc8\0\0\0\0", Some((300, 200)));
        let jpeg = b"\xff\xd8\xff\xe0\0\x04\0\0\xff\xc0\0\x11\x08\0\xc8\x01\x2c\x03\x01\x22\0\x02\x11\x01\x03\x11\x01";
        check(jpeg, Some((300, 200)));
        let webp = b"RIFF\x1a\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\x2b\x01\0\xc7\0\0";
        check(webp, Some((300, 200)));
    }
}
