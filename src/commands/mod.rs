//! What the program can be asked to do.
//!
//! In: a [`Command`]. Out: the exit code: 0 fine, 1 problems, 2 wrong usage.

mod console;
mod open;
mod process;
mod progress;
mod project;
mod rebuild;
mod timings;

pub mod build;
pub mod check;
pub mod clean;
pub mod explain;
pub mod list;
pub mod serve;
pub mod test;

pub use console::Console;

/// A command with all it needs to know.
#[derive(Clone, Debug)]
pub enum Command {
    /// Writes the site.
    Build(build::Options),
    /// Says what is wrong.
    Check(check::Options),
    /// Removes what was written.
    Clean(clean::Options),
    /// Says what a code means.
    Explain(explain::Options),
    /// Says what the book holds.
    List(list::Options),
    /// Shows the site on this machine.
    Serve(serve::Options),
    /// Runs the examples.
    Test(test::Options),
}

/// Does what was asked.
pub fn run(command: &Command, console: &Console) -> u8 {
    match command {
        Command::Build(options) => build::run(options, console),
        Command::Check(options) => check::run(options, console),
        Command::Clean(options) => clean::run(options, console),
        Command::Explain(options) => explain::run(options, console),
        Command::List(options) => list::run(options, console),
        Command::Serve(options) => serve::run(options, console),
        Command::Test(options) => test::run(options, console),
    }
}
