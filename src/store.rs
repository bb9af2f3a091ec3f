//! Results that outlive the process.
//!
//! In: a result, and the fingerprint of all it was made from. Out: the same result, in a later run of the same program.
//! Not finding is never an error, so stages stay total: what cannot be found or read is made again.

use std::hash::{Hash, Hasher};

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::fingerprint::{Fingerprint, Running};

/// Where results are kept, by the fingerprint of stage and input.
pub trait Store: Send + Sync + std::fmt::Debug {
    /// What was put in under this fingerprint, byte for byte, or nothing.
    fn get(&self, key: Fingerprint) -> Option<Vec<u8>>;

    /// Keeps a result, if it can.
    fn put(&self, key: Fingerprint, value: Vec<u8>);
}

/// A store that keeps nothing.
#[derive(Debug)]
pub struct Nowhere;

impl Store for Nowhere {
    fn get(&self, _: Fingerprint) -> Option<Vec<u8>> {
        None
    }

    fn put(&self, _: Fingerprint, _: Vec<u8>) {}
}

/// The fingerprint of a stage and its whole input. A value feeds all of itself to the hasher and tells its parts apart,
/// so values that differ have other fingerprints.
pub fn key(stage: &str, input: &impl Hash) -> Fingerprint {
    let mut feed = Feed(Running::default());
    stage.hash(&mut feed);
    input.hash(&mut feed);
    feed.0.finish()
}

/// A result as bytes; `None` if it has no such form.
pub fn encode(result: &impl Serialize) -> Option<Vec<u8>> {
    postcard::to_stdvec(result).ok()
}

/// A result from its bytes; `None` if they are those of something else.
pub fn decode<T: DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    match postcard::take_from_bytes(bytes) {
        Ok((result, [])) => Some(result),
        _ => None,
    }
}

/// Passes what is hashed on to the fingerprint.
struct Feed(Running);

impl Hasher for Feed {
    fn write(&mut self, bytes: &[u8]) {
        self.0.push(bytes);
    }

    /// Nobody asks for the short hash.
    fn finish(&self) -> u64 {
        0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_result_is_read_back_and_nothing_else_is() {
        let result = (vec!["a".to_string(), String::new()], Some(7_u32));
        let bytes = encode(&result).unwrap();
        assert_eq!(decode(&bytes), Some(result));
        let longer = [&bytes[..], &[0]].concat();
        assert_eq!(decode::<(Vec<String>, Option<u32>)>(&longer), None);
        for end in 0..bytes.len() {
            assert_eq!(decode::<(Vec<String>, Option<u32>)>(&bytes[..end]), None);
        }
    }

    #[test]
    fn parts_of_an_input_are_told_apart() {
        let keys = [
            key("a", &("b", "c")),
            key("a", &("bc", "")),
            key("ab", &("", "c")),
            key("a", &("b", "d")),
        ];
        for (at, one) in keys.iter().enumerate() {
            assert!(!keys[at + 1..].contains(one));
        }
    }
}
