//! The program as a user meets it: commands, exit codes, streams and formats.

mod book;

mod codes;
mod commands;
mod examples;
mod lists;
mod preview;
mod store;
