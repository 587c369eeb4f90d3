//! The command line: `sayso extract article.txt`. One file a command; here is what they share.

mod completions;
mod entities;
mod explain;
mod extract;
mod formats;
mod grammar;
mod input;
mod interrupt;
mod progress;
mod score;
mod stream;
mod text;
mod train;

use crate::output::hash::{self, Hash};
use crate::output::{self, Layout, Output};
use anyhow::Result;
use clap::{Parser, Subcommand};
use input::InputArgs;
use sayso::grammar::WEIGHTS;
use sayso::{Error, Grammar, People};
use std::borrow::Cow;
use std::fmt::Display;
use std::fs;
use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

/// Finds every quotation in a news text: who said what, with which words, and why.
#[derive(Debug, Parser)]
#[command(version, max_term_width = 100, arg_required_else_help = true)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Extract(extract::Args),
    Explain(explain::Args),
    Entities(entities::Args),
    Formats(formats::Args),
    Grammar(grammar::Args),
    Text(text::Args),
    Train(train::Args),
    Score(score::Args),
    Completions(completions::Args),
    Man(completions::ManArgs),
}

/// How a command ended, where it was called rightly (clap sees to that, with exit code 2).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Status {
    /// All went well.
    #[default]
    Done,
    /// Some input failed, and the rest is done.
    Failed,
}

impl Status {
    /// How two parts of a command ended.
    fn and(self, other: Self) -> Self {
        if self == Self::Done { other } else { self }
    }
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        match status {
            Status::Done => Self::SUCCESS,
            Status::Failed => Self::FAILURE,
        }
    }
}

/// Runs a command. An error that ends it is reported here, but for a reader that has read enough: `sayso … | head`.
pub fn run(args: Args) -> Status {
    let ran = match args.command {
        Command::Extract(args) => extract::run(&args),
        Command::Explain(args) => explain::run(&args),
        Command::Entities(args) => entities::run(&args),
        Command::Formats(args) => formats::run(&args),
        Command::Grammar(args) => grammar::run(&args),
        Command::Text(args) => text::run(&args),
        Command::Train(args) => train::run(&args),
        Command::Score(args) => score::run(&args),
        Command::Completions(args) => completions::run(&args),
        Command::Man(args) => completions::man(&args),
    };
    ran.unwrap_or_else(|error| {
        let io = error.chain().find_map(|cause| match cause.downcast_ref::<Error>() {
            Some(error) => error.io_error(),
            None => cause.downcast_ref(),
        });
        if io.is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe) {
            return Status::Done;
        }
        report(&error);
        Status::Failed
    })
}

/// Tells on standard error what went wrong; where even that fails, the exit code still says so.
fn report(error: &impl Display) {
    let _ = writeln!(io::stderr(), "sayso: {error:#}");
}

/// Where the output goes.
#[derive(Debug, clap::Args)]
struct OutputArgs {
    /// Write to this file, which is replaced only when all is written
    #[arg(short = 'o', long = "output", value_name = "FILE")]
    path: Option<PathBuf>,
}

impl OutputArgs {
    /// What the file's name tells; else for a person's eyes or for a program's.
    fn default_format(&self) -> output::Format {
        let person = self.path.is_none() && io::stdout().is_terminal();
        let named = self.path.as_deref().and_then(output::Format::of);
        named.unwrap_or(if person { output::Format::Pretty } else { output::Format::Jsonl })
    }

    fn open(&self, layout: &Layout) -> Result<Output> {
        match self.path.clone() {
            Some(path) => {
                let output = Output::to_file(&path, layout)?;
                interrupt::tells(move || format!("{} was not written", path.display()))?;
                Ok(output)
            }
            None => Ok(Output::to_stdout(layout)?),
        }
    }
}

/// Which grammar is read with.
#[derive(Debug, clap::Args)]
struct GrammarArgs {
    /// A grammar folder to use instead of the English one
    #[arg(long = "grammar", value_name = "DIR")]
    dir: Option<PathBuf>,
}

impl GrammarArgs {
    /// SHA-256 over names and contents of all words and weights.
    fn hash(&self) -> Result<String, Error> {
        let mut hash = Hash::default();
        let mut add = |name: &str, source: &[u8]| {
            hash.add(format!("{name}\n{}\n", source.len()));
            hash.add(source);
        };
        match &self.dir {
            None => Grammar::english_sources().for_each(|(name, source)| add(name, source.as_bytes())),
            Some(dir) => {
                for path in Grammar::files(dir)? {
                    let source = fs::read(&path).map_err(|error| Error::io(&path, error))?;
                    add(&path.file_name().unwrap_or_default().to_string_lossy(), &source);
                }
            }
        }
        Ok(hash.end())
    }

    fn load(&self) -> Result<Cow<'static, Grammar>, Error> {
        match &self.dir {
            Some(dir) => Grammar::from_dir(dir).map(Cow::Owned),
            None => Ok(Cow::Borrowed(Grammar::english())),
        }
    }

    /// A grammar to read texts with: without weights every choice would be a toss-up.
    fn load_trained(&self) -> Result<Cow<'static, Grammar>, Error> {
        let grammar = self.load()?;
        match &self.dir {
            Some(dir) if grammar.weights().is_empty() || !dir.join(WEIGHTS).exists() => {
                Err(Error::expected(dir.join(WEIGHTS), 1, "weights, as `sayso train` writes them"))
            }
            _ => Ok(grammar),
        }
    }
}

/// Who is known beforehand.
#[derive(Debug, clap::Args)]
struct PeopleArgs {
    /// People known beforehand, whose ids the speakers get: JSON Lines or CSV of name, aliases, role and id
    #[arg(long = "people", value_name = "FILE")]
    file: Option<PathBuf>,
}

impl PeopleArgs {
    /// SHA-256 of the file.
    fn hash(&self) -> Result<Option<String>, Error> {
        let of = |path: &PathBuf| hash::of_file(path).map(|(hash, _)| hash).map_err(|error| Error::io(path, error));
        self.file.as_ref().map(of).transpose()
    }

    /// The people of the file; lines that do not read are reported, and the others count.
    fn load(&self, grammar: &Grammar) -> Result<(Option<People>, Status), Error> {
        let Some(path) = &self.file else {
            return Ok((None, Status::Done));
        };
        let (people, errors) = People::from_file(path, grammar)?;
        errors.iter().for_each(report);
        Ok((Some(people), if errors.is_empty() { Status::Done } else { Status::Failed }))
    }
}
