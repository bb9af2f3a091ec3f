//! The contract of safety: what must never happen, tried.

#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::unwrap_used,
    reason = "tests look at the disk and speak to the server themselves, and a failure to do so fails them"
)]

mod preview;
