//! `sayso completions` and `sayso man`: what a package installs beside the binary, made from the same definitions.

use super::Status;
use anyhow::Result;
use clap::CommandFactory;
use clap::error::ErrorKind;
use clap_complete::Shell;
use std::io::{self, Write};

/// Print a shell's completions
#[derive(Debug, clap::Args)]
pub struct Args {
    shell: Shell,
}

/// Print a manual page
#[derive(Debug, clap::Args)]
pub struct ManArgs {
    /// The command whose page it is; without it the page is that of sayso
    command: Option<String>,
}

pub fn run(args: &Args) -> Result<Status> {
    // The generator panics where its writer fails.
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut super::Args::command(), "sayso", &mut script);
    io::stdout().write_all(&script)?;
    Ok(Status::Done)
}

pub fn man(args: &ManArgs) -> Result<Status> {
    let mut sayso = super::Args::command();
    // Gives the subcommands their full names.
    sayso.build();
    let page = match &args.command {
        None => sayso,
        Some(name) => match sayso.find_subcommand(name) {
            Some(command) => command.clone(),
            None => sayso.error(ErrorKind::InvalidSubcommand, format!("there is no command '{name}'")).exit(),
        },
    };
    clap_mangen::Man::new(page).render(&mut io::stdout())?;
    Ok(Status::Done)
}
