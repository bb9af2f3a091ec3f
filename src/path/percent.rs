//! Percent-encoding of addresses, by RFC 3986.
//!
//! In: names as people write them. Out: names as they stand in addresses, and back.

/// Percent-encodes what may not stand in a path component or fragment; characters of `keep` stay as they are.
pub fn encode(text: &str, keep: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        let stays = byte.is_ascii_alphanumeric()
            || b"-._~!$&'()*+,;=:@".contains(&byte)
            || keep.as_bytes().contains(&byte);
        match stays {
            true => out.push(char::from(byte)),
            false => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

/// Undoes percent-encoding once; sequences that are no valid encoding of UTF-8 stay as written.
pub fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let digits = after
            .get(..2)
            .and_then(|digits| std::str::from_utf8(digits).ok());
        match digits
            .filter(|digits| first == b'%' && digits.bytes().all(|digit| digit.is_ascii_hexdigit()))
        {
            Some(digits) => {
                bytes.push(u8::from_str_radix(digits, 16).unwrap_or(b'?'));
                rest = &after[2..];
            }
            None => {
                bytes.push(first);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_no_encoding_stays() {
        for text in ["%", "%z1", "%ff", "100%", "%e2%82"] {
            assert_eq!(decode(text), text);
        }
        assert_eq!(decode("a%20%C3%BC"), "a ü");
    }

    proptest! {
        #[test]
        fn decoding_undoes_encoding(text in "\\PC*") {
            prop_assert_eq!(decode(&encode(&text, "/")), text);
        }
    }
}
