//! What the bytes of a store mean.
//!
//! In: head, index and entries as they are kept in memory. Out: their bytes, and back. Every part carries a checksum;
//! what does not fit its own is none.

use std::collections::BTreeMap;

use crate::fingerprint::{Fingerprint, Running};

/// The first bytes of a store: what it is, and in which form.
const MAGIC: &[u8; 16] = b"patternbook s 1\n";

/// Magic, program, place and length of the index, its checksum, and the checksum of all that.
pub(crate) const HEAD: usize = 16 + 32 + 8 + 8 + 32 + 32;

/// Key, place, length and checksum of an entry.
pub(crate) const ROW: usize = 32 + 8 + 8 + 32;

/// The largest entry, and the largest index, in bytes: what a damaged length can ask for at most.
pub(crate) const MAX_ENTRY: u64 = 64 << 20;
pub(crate) const MAX_INDEX: u64 = 256 << 20;

/// Where an entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Row {
    pub(crate) start: u64,
    pub(crate) length: u64,
    pub(crate) check: Fingerprint,
}

/// What an entry is recognised by: its key belongs to it, so that entries cannot be exchanged.
pub(crate) fn check(key: Fingerprint, value: &[u8]) -> Fingerprint {
    let mut running = Running::default();
    running.push(key.as_bytes());
    running.push(value);
    running.finish()
}

/// Appends entries, and notes in the index where they are. `before` bytes stand in front of `out`.
pub(crate) fn push_entries(
    out: &mut Vec<u8>,
    before: u64,
    entries: &BTreeMap<Fingerprint, Vec<u8>>,
    index: &mut BTreeMap<Fingerprint, Row>,
) {
    for (key, value) in entries {
        let row = Row {
            start: before + out.len() as u64,
            length: value.len() as u64,
            check: check(*key, value),
        };
        index.insert(*key, row);
        out.extend_from_slice(value);
    }
}

/// The index as bytes.
pub(crate) fn encode_index(index: &BTreeMap<Fingerprint, Row>) -> Vec<u8> {
    let mut rows = Vec::with_capacity(index.len() * ROW);
    for (key, row) in index {
        rows.extend_from_slice(key.as_bytes());
        rows.extend_from_slice(&row.start.to_le_bytes());
        rows.extend_from_slice(&row.length.to_le_bytes());
        rows.extend_from_slice(row.check.as_bytes());
    }
    rows
}

/// A row of an index; `None` if it leads out of a file of that length.
pub(crate) fn decode_row(bytes: &[u8], file: u64) -> Option<(Fingerprint, Row)> {
    let (key, bytes) = bytes.split_first_chunk::<32>()?;
    let (start, bytes) = bytes.split_first_chunk::<8>()?;
    let (length, bytes) = bytes.split_first_chunk::<8>()?;
    let (check, _) = bytes.split_first_chunk::<32>()?;
    let row = Row {
        start: u64::from_le_bytes(*start),
        length: u64::from_le_bytes(*length),
        check: Fingerprint::from_bytes(*check),
    };
    let fits = row
        .start
        .checked_add(row.length)
        .is_some_and(|end| end <= file);
    (fits && row.length <= MAX_ENTRY).then(|| (Fingerprint::from_bytes(*key), row))
}

/// The head of a store by this program, whose index begins at `start`.
pub(crate) fn encode_head(program: Fingerprint, start: u64, rows: &[u8]) -> [u8; HEAD] {
    let size = rows.len() as u64;
    let mut head = Vec::with_capacity(HEAD);
    head.extend_from_slice(MAGIC);
    head.extend_from_slice(program.as_bytes());
    head.extend_from_slice(&start.to_le_bytes());
    head.extend_from_slice(&size.to_le_bytes());
    head.extend_from_slice(Fingerprint::of(rows).as_bytes());
    head.extend_from_slice(Fingerprint::of(&head).as_bytes());
    head.try_into()
        .expect("the parts have the length of a head")
}

/// Place, length and checksum of the index; `None` if the head is damaged or another program's.
pub(crate) fn decode_head(
    head: &[u8; HEAD],
    program: Fingerprint,
) -> Option<(u64, u64, Fingerprint)> {
    let (parts, own) = head.split_last_chunk::<32>()?;
    let (magic, parts) = parts.split_first_chunk::<16>()?;
    let (by, parts) = parts.split_first_chunk::<32>()?;
    let (start, parts) = parts.split_first_chunk::<8>()?;
    let (size, check) = parts.split_first_chunk::<8>()?;
    let is_whole = Fingerprint::of(&head[..HEAD - 32]).as_bytes() == own;
    if magic != MAGIC || by != program.as_bytes() || !is_whole {
        return None;
    }
    let check = Fingerprint::from_bytes(check.try_into().ok()?);
    Some((u64::from_le_bytes(*start), u64::from_le_bytes(*size), check))
}
