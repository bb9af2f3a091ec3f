//! Arguments that several commands share.
//!
//! In: the command line. Out: the project folder, how findings are written, and what is said about the site.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::report;

/// What every command understands.
#[derive(Args, Debug)]
pub(crate) struct Common {
    /// The project folder; the current folder without one
    #[arg(value_name = "DIR")]
    folder: Option<PathBuf>,
    /// The same as DIR
    #[arg(short, long, value_name = "DIR", conflicts_with = "folder")]
    root: Option<PathBuf>,
    /// How findings are written: `text` goes to the error stream, the others to the output stream
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    pub(crate) format: Format,
    /// Say nothing but what is wrong
    #[arg(short, long, conflicts_with = "verbose")]
    pub(crate) quiet: bool,
    /// Say what was done as well
    #[arg(short, long)]
    pub(crate) verbose: bool,
    /// Whether text has colours; `auto` also follows the variable `NO_COLOR`
    #[arg(long, value_enum, default_value_t, value_name = "WHEN")]
    pub(crate) color: Color,
}

/// Where the site will stand.
#[derive(Args, Debug)]
pub(crate) struct Address {
    /// Where the site will stand: an address or a path, instead of `site-url` of book.toml
    #[arg(short = 'u', long, value_name = "URL")]
    pub(crate) base_url: Option<String>,
}

/// Whether drafts are shown.
#[derive(Args, Debug)]
pub(crate) struct Drafts {
    /// Show pages that are marked as drafts
    #[arg(long)]
    pub(crate) drafts: bool,
}

/// Whether warnings fail.
#[derive(Args, Debug)]
pub(crate) struct Strict {
    /// Let warnings count as errors
    #[arg(long)]
    pub(crate) strict: bool,
}

/// `--format`.
#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub(crate) enum Format {
    /// For people
    #[default]
    Text,
    /// One JSON object
    Json,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// Annotations in workflows of GitHub
    Github,
}

/// `--color`.
#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

impl From<Format> for report::Format {
    fn from(format: Format) -> report::Format {
        match format {
            Format::Text => report::Format::Text,
            Format::Json => report::Format::Json,
            Format::Sarif => report::Format::Sarif,
            Format::Github => report::Format::Github,
        }
    }
}

impl Common {
    /// The project folder.
    pub(crate) fn folder(&self) -> PathBuf {
        let named = self.folder.as_ref().or(self.root.as_ref());
        named.cloned().unwrap_or_else(|| PathBuf::from("."))
    }
}
