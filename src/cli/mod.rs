//! The command line.
//!
//! In: arguments and environment. Out: a [`Command`](crate::commands::Command) that is run, or help, or what is wrong with the arguments. Names
//! that mdBook, Docusaurus and Zola use for the same thing are second names.

#![expect(
    clippy::disallowed_methods,
    reason = "the edge: this is where the environment is read"
)]

mod common;
mod listed;
mod arguments;

use std::ffi::OsString;
use std::io::{IsTerminal, Write, stderr};

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Error, Parser};

use crate::cli::arguments::Arguments;
use crate::cli::common::Color;
use crate::commands::{Console, run as run_command};

/// Runs the program with its arguments, of which the first is its own name. The exit code is 0 if all is well, 1 with
/// problems, 2 if the arguments cannot be understood.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> u8 {
    match Arguments::try_parse_from(arguments) {
        Ok(arguments) => {
            let console = console(&arguments);
            let command = arguments.into_command(std::env::home_dir());
            run_command(&command, &console)
        }
        Err(error) => explain(&error),
    }
}

fn console(arguments: &Arguments) -> Console {
    let Some(common) = arguments.common() else {
        return Console::default();
    };
    let is_terminal = stderr().is_terminal();
    let is_plain =
        |name: &str, plain: fn(&str) -> bool| std::env::var(name).is_ok_and(|value| plain(&value));
    let colours = match common.color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => {
            is_terminal
                && !is_plain("NO_COLOR", |value| !value.is_empty())
                && !is_plain("TERM", |value| value == "dumb")
        }
    };
    Console {
        format: common.format.into(),
        quiet: common.quiet,
        verbose: common.verbose,
        colours,
        is_watched: is_terminal && !common.quiet,
    }
}

/// Help, the version, or what is wrong with the arguments.
fn explain(error: &Error) -> u8 {
    let name = match (error.kind(), error.get(ContextKind::InvalidSubcommand)) {
        (ErrorKind::InvalidSubcommand, Some(ContextValue::String(name))) => name.as_str(),
        _ => "",
    };
    let shown = match other_name(name) {
        Some(ours) => {
            let text = format!(
                "error: patternbook has no command `{name}`\n  = help: the command is called \
                 `patternbook {ours}` here\n"
            );
            stderr().write_all(text.as_bytes())
        }
        None => error.print(),
    };
    // Whoever reads may have stopped; the exit code says it as well.
    drop(shown);
    u8::try_from(error.exit_code()).unwrap_or(2)
}

/// What commands of other tools are called here.
fn other_name(name: &str) -> Option<&'static str> {
    match name {
        "watch" | "start" | "dev" | "preview" => Some("serve"),
        "clear" => Some("clean"),
        _ => None,
    }
}
