//! The contract of safety: what must never happen, tried.
//!
//! In: the library's public surface, and folders that go away by themselves. Out: nothing, or a failed promise. Each
//! module is a group of the contract.

#![cfg(unix)]
#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::print_stderr,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "tests look at the disk and speak to the server themselves, and a failure to do so fails them"
)]

mod guard;
mod history;
mod includes;
mod preview;
mod publish;
mod reads;
mod stale;
mod support;
mod writes;
