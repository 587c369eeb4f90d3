//! `sayso completions` and `sayso man`: what a package installs beside the binary, made from the same definitions.

use super::Status;
use anyhow::Result;
use clap::CommandFactory;
use clap_complete::Shell;
use std::io::{self, Write};

/// Print a shell's completions
#[derive(Debug, clap::Args)]
pub struct Args {
    shell: Shell,
}

/// Print the manual page
#[derive(Debug, clap::Args)]
pub struct ManArgs {}

pub fn run(args: &Args) -> Result<Status> {
    // The generator panics where its writer fails.
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut super::Args::command(), "sayso", &mut script);
    io::stdout().write_all(&script)?;
    Ok(Status::Done)
}

pub fn man(_: &ManArgs) -> Result<Status> {
    clap_mangen::Man::new(super::Args::command()).render(&mut io::stdout())?;
    Ok(Status::Done)
}
