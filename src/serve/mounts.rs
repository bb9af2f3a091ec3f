//! File systems that do not tell when somebody else changes a file.
//!
//! In: a folder. Out: whether it lies on one of them: a network, or a folder that a container or a virtual machine
//! shares with its host. Only Linux says so; other systems have their own ways to be told.

#![expect(
    clippy::disallowed_methods,
    reason = "the edge: the system lists its file systems in a file"
)]

use std::path::{Path, PathBuf};

/// The types of file systems whose changes may come from another machine.
const SILENT: &[&str] = &[
    "9p",
    "afs",
    "ceph",
    "cifs",
    "drvfs",
    "fuse.grpcfuse",
    "fuse.osxfs",
    "fuse.sshfs",
    "fuse.vmhgfs-fuse",
    "nfs",
    "nfs4",
    "prl_fs",
    "smb3",
    "smbfs",
    "vboxsf",
    "virtiofs",
    "vmhgfs",
];

/// The type of the file system of a folder, if it is one that does not tell.
pub(crate) fn silent(folder: &Path) -> Option<String> {
    let mounts = std::fs::read_to_string("/proc/self/mountinfo").ok()?;
    let kind = kind_of(folder, &mounts)?;
    SILENT.contains(&kind).then(|| kind.to_string())
}

/// The type of the file system that holds a folder: the innermost mount, and of two at one place the later.
fn kind_of<'m>(folder: &Path, mounts: &'m str) -> Option<&'m str> {
    let mount = |line: &'m str| {
        let (place, kind) = line.split_once(" - ")?;
        let point = unescape(place.split(' ').nth(4)?);
        let kind = kind.split(' ').next()?;
        folder
            .starts_with(&point)
            .then(|| (point.components().count(), kind))
    };
    let mounts = mounts.lines().filter_map(mount);
    mounts.max_by_key(|(depth, _)| *depth).map(|(_, kind)| kind)
}

/// Spaces and the like are written as three octal digits behind a backslash.
fn unescape(text: &str) -> PathBuf {
    let mut parts = text.split('\\');
    let mut out = parts.next().unwrap_or_default().to_string();
    for part in parts {
        let code = part
            .get(..3)
            .and_then(|digits| u8::from_str_radix(digits, 8).ok());
        match code {
            Some(code) => {
                out.push(char::from(code));
                out.push_str(&part[3..]);
            }
            None => {
                out.push('\\');
                out.push_str(part);
            }
        }
    }
    PathBuf::from(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_innermost_mount_decides() {
        let mounts = "\
21 1 8:1 / / rw - ext4 /dev/sda1 rw
22 21 0:5 / /mnt rw shared:3 - tmpfs tmpfs rw
23 22 0:6 / /mnt/our\\040book rw - nfs4 host:/x rw
24 21 0:7 / /twice rw - ext4 x rw
25 24 0:8 / /twice rw - 9p y rw";
        let check = |folder: &str, expected: &str| {
            assert_eq!(
                kind_of(Path::new(folder), mounts),
                Some(expected),
                "{folder}"
            );
        };
        check("/a", "ext4");
        check("/mnt/x", "tmpfs");
        check("/mnt/our book/content", "nfs4");
        check("/mnt/our bookshelf", "tmpfs");
        check("/twice", "9p");
        assert_eq!(kind_of(Path::new("/a"), ""), None);
    }
}
