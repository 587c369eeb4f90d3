//! `sayso train`: learns the choice among readings from articles marked by hand.

use super::Status;
use anyhow::{Result, bail};
use std::path::PathBuf;

/// Learn the choice among readings from articles marked by hand
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The articles, as JSON Lines
    docs: PathBuf,
    /// Their records, as JSON Lines
    gold: PathBuf,
    /// The folder that the weights are written to
    #[arg(short = 'o', long = "output", value_name = "DIR")]
    output: PathBuf,
}

pub fn run(args: &Args) -> Result<Status> {
    // PLACEHOLDER: sayso::train
    bail!("{}: training is not there yet", args.docs.display())
}
