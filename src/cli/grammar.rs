//! `sayso grammar check`: whether a grammar folder reads and its examples hold.

use super::{Status, report};
use anyhow::Result;
use clap::Subcommand;
use sayso::check;
use std::io::{self, Write};
use std::path::PathBuf;

/// Work on a grammar
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Check that every line reads and that every example holds
    Check {
        /// The grammar folder
        #[arg(default_value = "grammar/en")]
        dir: PathBuf,
    },
}

pub fn run(args: &Args) -> Result<Status> {
    let Command::Check { dir } = &args.command;
    let checked = check::folder(dir)?;
    checked.wrong.iter().for_each(report);
    writeln!(io::stdout(), "{} examples, {} wrong", checked.examples, checked.wrong.len())?;
    Ok(if checked.wrong.is_empty() { Status::Done } else { Status::Failed })
}
