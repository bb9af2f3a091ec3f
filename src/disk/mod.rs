//! What the commands use of the disk: sources in, sites out.
//!
//! In: folders. Out: [`Sources`](crate::sources::Sources), and a published [`Site`](crate::site::Site).

pub mod gate;
mod locate;
pub mod stamp;
mod walk;
mod includes;
mod log;
mod history;
pub mod read;
pub mod again;
pub mod faults;
mod folder;
pub mod manifest;
pub mod target;
mod compare;
mod journal;
mod lock;
mod survey;
mod plan;
pub mod refuse;
mod commit;
mod recover;
pub mod publish;
pub mod clean;
pub mod store_folder;
mod store_format;
pub mod store_file;
