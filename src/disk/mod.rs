//! What the commands use of the disk: sources in, sites out.
//!
//! In: folders. Out: [`Sources`](crate::sources::Sources), and a published [`Site`](crate::site::Site).

pub mod gate;
mod locate;
pub mod read;
mod walk;
