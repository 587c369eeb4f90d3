//! `sayso grammar check`: whether a grammar folder reads and its examples hold.

use super::Status;
use anyhow::Result;
use clap::Subcommand;
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
    let Command::Check { dir: _dir } = &args.command;
    // PLACEHOLDER: every Error of sayso::grammar::check(dir) is reported, and any of them makes it Status::Failed.
    Ok(Status::Done)
}
