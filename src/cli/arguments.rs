//! Which arguments there are, and what their help says.
//!
//! In: the command line. Out: [`Arguments`], and the [`Command`] they stand for.

use std::path::PathBuf;
use std::time::Duration;

use clap::{Args, Parser, Subcommand};

use crate::cli::common::{Address, Common, Drafts, Strict};
use crate::cli::listed::ListWhat;
use crate::commands::{Command, build, check, clean, explain, list, serve, test};
use crate::config::examples::LONGEST_TIMEOUT;
use crate::sources::Settings;
use crate::value::date::{Day, day};

/// Turns Markdown pages about patterns into a cross-linked site.
#[derive(Debug, Parser)]
#[command(name = "patternbook", version, arg_required_else_help = true)]
#[command(
    after_help = "Example: `patternbook serve` shows the book in the current folder in your browser at \
    http://localhost:3000/, and `patternbook build` writes it to `book/`."
)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Write the site to its output folder
    ///
    /// Reads the pages of the project and writes the site. If anything is wrong, nothing is written. Files that
    /// patternbook has not written itself are never touched.
    #[command(
        after_help = "Example: `patternbook build -o` writes the site to `book/` and opens it."
    )]
    Build(BuildArguments),
    /// Show the site on this machine
    ///
    /// Builds the site and serves it on port 3000, for this machine alone, until you press Ctrl-C. What you save is
    /// shown at once, and what is wrong with it lies over the page. Nothing is written.
    #[command(
        after_help = "Example: `patternbook serve -o --follow` opens the site in your browser and shows the page you edit."
    )]
    Serve(ServeArguments),
    /// Say what is wrong without writing anything
    ///
    /// Does all that `build` does but write: broken links, wrong front matter and settings, and more. Made for
    /// editors and for checks of contributions.
    #[command(
        after_help = "Example: `patternbook check --strict --format github` fails a workflow on any warning \
        and marks the lines."
    )]
    Check(CheckArguments),
    /// Run the examples of the pages
    ///
    /// Runs each example with the command that book.toml gives its language, in an empty folder and without a shell,
    /// and compares what it prints with what the page says. No other command runs anything.
    #[command(
        after_help = "Example: `patternbook test --page 'guides/*' --fences` runs the examples and the marked blocks \
        of the guides."
    )]
    Test(TestArguments),
    /// Remove what `build` has written
    ///
    /// Removes the files of the last build that still are what was written, and what builds remember in
    /// `.patternbook/`. Nothing else is touched.
    #[command(after_help = "Example: `patternbook clean --dry-run` lists what would be removed.")]
    Clean(CleanArguments),
    /// Say what the book holds, as data
    ///
    /// Writes a table for people, or a JSON list of objects with `--format json`. What is wrong with the book is told
    /// by `check`.
    #[command(
        after_help = "Example: `patternbook list relations --format json` writes every relation of the catalogue."
    )]
    List(ListArguments),
    /// Say what a code means
    #[command(
        after_help = "Example: `patternbook explain C060` says what is behind a broken link."
    )]
    Explain(ExplainArguments),
}

#[derive(Args, Debug)]
struct BuildArguments {
    /// The output folder, seen from the current folder; else `build-dir` of book.toml, else `book`
    #[arg(short, long, visible_alias = "output-dir", value_name = "DIR")]
    dest_dir: Option<PathBuf>,
    #[command(flatten)]
    address: Address,
    /// Open the site in the browser
    #[arg(short, long)]
    open: bool,
    #[command(flatten)]
    drafts: Drafts,
    #[command(flatten)]
    strict: Strict,
    /// How many threads to use; one for each core without it
    #[arg(short, long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    jobs: Option<u16>,
    /// Neither use nor keep what earlier builds have made, in `.patternbook/`
    #[arg(long, visible_alias = "no-cache")]
    no_store: bool,
    /// Say what each stage did and how long it took
    #[arg(long)]
    timings: bool,
    #[command(flatten)]
    common: Common,
}

#[derive(Args, Debug)]
struct ServeArguments {
    /// The name or address to listen on; only those of this machine alone
    #[arg(
        short = 'n',
        long,
        visible_alias = "interface",
        value_name = "NAME",
        default_value = "localhost"
    )]
    hostname: String,
    /// The port to listen on; the next free one from 3000 on without it
    #[arg(short, long, value_name = "PORT")]
    port: Option<u16>,
    #[command(flatten)]
    address: Address,
    /// Open the site in the browser
    #[arg(short, long)]
    open: bool,
    #[command(flatten)]
    drafts: Drafts,
    /// Let the browser go to the page that was edited last
    #[arg(long)]
    follow: bool,
    /// The address that opens a place in your editor, for the findings in the browser:
    /// `vscode://file/{path}:{line}:{col}`
    #[arg(long, value_name = "TEMPLATE")]
    editor: Option<String>,
    /// Look for changes every so many seconds instead of waiting to be told; every second without a number
    #[arg(long, value_name = "SECONDS", num_args = 0..=1, require_equals = true, default_missing_value = "1",
        value_parser = clap::value_parser!(u16).range(1..=3600))]
    poll: Option<u16>,
    #[command(flatten)]
    common: Common,
}

#[derive(Args, Debug)]
struct CheckArguments {
    /// Report pages whose `reviewed` is too old on this day, such as 2026-09-01
    #[arg(long, value_name = "DATE", value_parser = parse_day)]
    as_of: Option<Day>,
    #[command(flatten)]
    drafts: Drafts,
    #[command(flatten)]
    strict: Strict,
    #[command(flatten)]
    common: Common,
}

#[derive(Args, Debug)]
struct TestArguments {
    /// Only pages whose path fits: `*` stands for anything in a name, `**` for any folders
    #[arg(long = "page", value_name = "GLOB")]
    pages: Vec<String>,
    /// Only this language
    #[arg(long = "lang", value_name = "NAME")]
    language: Option<String>,
    /// Run blocks of code that are marked `test` as well
    #[arg(long)]
    fences: bool,
    /// How many seconds each may take, whatever book and pages say
    #[arg(long, value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(1..=LONGEST_TIMEOUT))]
    timeout: Option<u64>,
    /// Write what examples print where it is expected
    #[arg(long)]
    bless: bool,
    /// How many run at once; one for each core without it
    #[arg(short, long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    jobs: Option<u16>,
    #[command(flatten)]
    common: Common,
}

#[derive(Args, Debug)]
struct CleanArguments {
    /// The output folder, seen from the current folder; else `build-dir` of book.toml, else `book`
    #[arg(short, long, visible_alias = "output-dir", value_name = "DIR")]
    dest_dir: Option<PathBuf>,
    /// List what would be removed, and remove nothing
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    common: Common,
}

#[derive(Args, Debug)]
struct ListArguments {
    /// What to list
    #[arg(value_enum)]
    what: ListWhat,
    /// Write lines of comma-separated values
    #[arg(long, conflicts_with = "format")]
    csv: bool,
    /// Of links, only those that lead out of the book
    #[arg(long)]
    external: bool,
    /// Of relations, the types that the words of a "see also" suggest
    #[arg(long)]
    proposed: bool,
    #[command(flatten)]
    drafts: Drafts,
    #[command(flatten)]
    common: Common,
}

#[derive(Args, Debug)]
struct ExplainArguments {
    /// The code, such as C060
    code: String,
}

fn parse_day(written: &str) -> Result<Day, &'static str> {
    day(written).ok_or("write a day such as 2026-09-01")
}

impl Arguments {
    /// What every command understands that looks at a project.
    pub(crate) fn common(&self) -> Option<&Common> {
        Some(match &self.verb {
            Verb::Build(build) => &build.common,
            Verb::Serve(serve) => &serve.common,
            Verb::Check(check) => &check.common,
            Verb::Clean(clean) => &clean.common,
            Verb::List(list) => &list.common,
            Verb::Test(test) => &test.common,
            Verb::Explain(_) => return None,
        })
    }

    /// The command; `home` is the user's home folder.
    pub(crate) fn into_command(self, home: Option<PathBuf>) -> Command {
        match self.verb {
            Verb::Build(build) => Command::Build(build::Options {
                folder: build.common.folder(),
                destination: build.dest_dir,
                settings: Settings {
                    base_url: build.address.base_url,
                    strict: build.strict.strict,
                    drafts: build.drafts.drafts,
                    as_of: None,
                },
                open: build.open,
                jobs: build.jobs.map(usize::from),
                no_store: build.no_store,
                timings: build.timings,
                home,
            }),
            Verb::Serve(serve) => Command::Serve(serve::Options {
                folder: serve.common.folder(),
                name: serve.hostname,
                port: serve.port,
                settings: Settings {
                    base_url: serve.address.base_url,
                    strict: false,
                    drafts: serve.drafts.drafts,
                    as_of: None,
                },
                open: serve.open,
                follow: serve.follow,
                editor: serve.editor,
                poll: serve
                    .poll
                    .map(|seconds| Duration::from_secs(u64::from(seconds))),
                home,
            }),
            Verb::Check(check) => Command::Check(check::Options {
                folder: check.common.folder(),
                settings: Settings {
                    base_url: None,
                    strict: check.strict.strict,
                    drafts: check.drafts.drafts,
                    as_of: check.as_of,
                },
                home,
            }),
            Verb::Clean(clean) => Command::Clean(clean::Options {
                folder: clean.common.folder(),
                destination: clean.dest_dir,
                dry_run: clean.dry_run,
                home,
            }),
            Verb::List(list) => Command::List(list::Options {
                folder: list.common.folder(),
                what: list.what.what(list.external, list.proposed),
                csv: list.csv,
                settings: Settings {
                    drafts: list.drafts.drafts,
                    ..Settings::default()
                },
            }),
            Verb::Test(test) => Command::Test(test::Options {
                folder: test.common.folder(),
                pages: test.pages,
                language: test.language,
                fences: test.fences,
                timeout: test.timeout,
                bless: test.bless,
                jobs: test.jobs.map(usize::from),
            }),
            Verb::Explain(explain) => Command::Explain(explain::Options { code: explain.code }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_arguments_contradict_nothing() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn second_names_mean_the_same() {
        let check = |one: &[&str], other: &[&str]| {
            let parse = |words: &[&str]| {
                let words = ["patternbook"].iter().chain(words);
                let arguments = Arguments::try_parse_from(words).unwrap();
                format!("{:?}", arguments.into_command(None))
            };
            assert_eq!(parse(one), parse(other));
        };
        check(
            &["build", "x", "-d", "y"],
            &["build", "-r", "x", "--output-dir", "y"],
        );
        check(&["build"], &["build", "."]);
        check(&["serve", "-n", "::1"], &["serve", "--interface", "::1"]);
        check(
            &["clean", "--dest-dir", "y"],
            &["clean", "--output-dir", "y"],
        );
        check(&["check", "--root", "x"], &["check", "x"]);
        check(&["serve", "--poll", "x"], &["serve", "--poll=1", "x"]);
    }
}
