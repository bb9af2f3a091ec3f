//! Whether a file in the output folder has the content it should have.
//!
//! In: the folder, a path, and an entry of the manifest or a content of the site. Out: the answer, by the bytes;
//! times of last change are nobody's witness.

use std::io;
use std::io::{Read, Write};

use crate::disk::folder::{Folder, Found, Kind};
use crate::disk::gate::{Refusal, reopen};
use crate::disk::manifest::Entry;
use crate::fingerprint::{Fingerprint, Running};
use crate::path::output::OutputPath;
use crate::site::Content;
use crate::sources::Blob;

/// How a file in place relates to a content of the site.
pub(crate) enum Relation {
    /// The same bytes.
    Same(Fingerprint),
    /// Other bytes.
    Differs,
    /// The author's file cannot be read.
    Unread(Refusal),
}

/// Compares the regular file that was found at a path with what should be there.
pub(crate) fn compare(
    folder: &Folder,
    path: &OutputPath,
    found: Found,
    content: &Content,
) -> io::Result<Relation> {
    let Some((mut file, _)) = folder.read(path.as_str())? else {
        return Ok(Relation::Differs);
    };
    let (is_same, hash) = match content {
        Content::Bytes(bytes) | Content::File(Blob::Bytes(bytes)) => {
            if found.length != bytes.len() as u64 {
                return Ok(Relation::Differs);
            }
            let mut there = Vec::with_capacity(bytes.len() + 1);
            file.read_to_end(&mut there)?;
            (there[..] == bytes[..], Fingerprint::of(bytes))
        }
        Content::File(Blob::File { path, .. }) => {
            let source = match reopen(path) {
                Ok(source) => source,
                Err(refusal) => return Ok(Relation::Unread(refusal)),
            };
            if found.length != source.metadata()?.len() {
                return Ok(Relation::Differs);
            }
            let wanted = copy(source, io::sink())?;
            (copy(file, io::sink())? == wanted, wanted.1)
        }
    };
    Ok(match is_same {
        true => Relation::Same(hash),
        false => Relation::Differs,
    })
}

/// Whether a file still is what its entry says; `None` if there is none.
pub(crate) fn is_intact(folder: &Folder, entry: &Entry) -> io::Result<Option<bool>> {
    let path = entry.path.as_str();
    match folder.look(path)? {
        None => Ok(None),
        Some(found) if found.kind != Kind::File => Ok(Some(false)),
        Some(_) => has_content(folder, path, entry),
    }
}

/// Whether the file at a path has the content of an entry; `None` if there is none.
pub(crate) fn has_content(folder: &Folder, path: &str, entry: &Entry) -> io::Result<Option<bool>> {
    match folder.read(path)? {
        None => Ok(None),
        Some((_, found)) if found.length != entry.length => Ok(Some(false)),
        Some((file, _)) => Ok(Some(copy(file, io::sink())?.1 == entry.hash)),
    }
}

/// Copies, and says the length and the fingerprint of what was copied.
pub(crate) fn copy(mut from: impl Read, mut to: impl Write) -> io::Result<(u64, Fingerprint)> {
    let mut running = Running::default();
    let mut length = 0;
    let mut buffer = vec![0; 1 << 16];
    loop {
        let count = from.read(&mut buffer)?;
        if count == 0 {
            return Ok((length, running.finish()));
        }
        running.push(&buffer[..count]);
        to.write_all(&buffer[..count])?;
        length += count as u64;
    }
}
