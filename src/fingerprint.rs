//! Hash of a value.
//!
//! In: bytes. Out: a [`Fingerprint`], equal for equal bytes and for nothing else that will ever be met. It names
//! assets and recognises the files that a build wrote.

use std::fmt;

/// 32 bytes that stand for a content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint([u8; 32]);

/// The fingerprint of a content that comes in parts.
#[derive(Debug, Default)]
pub struct Running(blake3::Hasher);

impl Running {
    /// Takes the next part.
    pub fn push(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// The fingerprint of all parts.
    pub fn finish(&self) -> Fingerprint {
        Fingerprint(*self.0.finalize().as_bytes())
    }
}

impl Fingerprint {
    /// The fingerprint of a content.
    pub fn of(bytes: &[u8]) -> Fingerprint {
        Fingerprint(*blake3::hash(bytes).as_bytes())
    }

    /// The fingerprint written by [`fmt::Display`]; `None` for any other text.
    pub fn parse(text: &str) -> Option<Fingerprint> {
        blake3::Hash::from_hex(text)
            .ok()
            .map(|hash| Fingerprint(*hash.as_bytes()))
    }

    /// The bytes themselves.
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// The fingerprint with these bytes.
    pub fn from_bytes(bytes: [u8; 32]) -> Fingerprint {
        Fingerprint(bytes)
    }

    /// The first eight hexadecimal digits: enough to tell versions of one file apart.
    pub fn short(&self) -> String {
        self.to_string()[..8].to_string()
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0
            .iter()
            .try_for_each(|byte| write!(formatter, "{byte:02x}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fingerprint_is_read_back() {
        let fingerprint = Fingerprint::of(b"a");
        assert_eq!(
            Fingerprint::parse(&fingerprint.to_string()),
            Some(fingerprint)
        );
        assert_eq!(Fingerprint::parse("../../x"), None);
        assert_eq!(fingerprint.short().len(), 8);
    }

    #[test]
    fn parts_have_the_fingerprint_of_the_whole() {
        let mut running = Running::default();
        running.push(b"a");
        running.push(b"bc");
        assert_eq!(running.finish(), Fingerprint::of(b"abc"));
    }
}
