//! `sayso formats`: what this binary reads and writes.

use super::Status;
use crate::output;
use anyhow::Result;
use clap::ValueEnum;
use sayso::input::{COMPRESSED, Format};
use std::io::{self, Write};

/// List the formats that this binary reads and writes
#[derive(Debug, clap::Args)]
pub struct Args {}

pub fn run(_: &Args) -> Result<Status> {
    let mut out = io::stdout().lock();
    writeln!(out, "Read (--from):")?;
    list(&mut out, Format::value_variants(), |format| format.suffixes())?;
    let compressed = COMPRESSED.map(|suffix| format!(".{suffix}")).join(" ");
    writeln!(out, "  Each of them also compressed, with gzip or Zstandard ({compressed})\n")?;
    writeln!(out, "Written (--to):")?;
    list(&mut out, output::Format::value_variants(), |_| &[])?;
    Ok(Status::Done)
}

/// A line for each format: its name, what it is, the suffixes of its files.
fn list<F: ValueEnum>(
    out: &mut impl Write,
    formats: &[F],
    suffixes: impl Fn(&F) -> &'static [&'static str],
) -> io::Result<()> {
    let values: Vec<_> =
        formats.iter().filter_map(|format| Some((format.to_possible_value()?, suffixes(format)))).collect();
    let width = values.iter().map(|(value, _)| value.get_name().len()).max().unwrap_or(0);
    for (value, suffixes) in values {
        let help = value.get_help().map(ToString::to_string).unwrap_or_default();
        write!(out, "  {:width$}  {help}", value.get_name())?;
        if !suffixes.is_empty() {
            let suffixes: Vec<_> = suffixes.iter().map(|suffix| format!(".{suffix}")).collect();
            write!(out, " ({})", suffixes.join(" "))?;
        }
        let missing = value.get_name() == "parquet" && !cfg!(feature = "parquet");
        writeln!(out, "{}", if missing { ": not in this binary" } else { "" })?;
    }
    Ok(())
}
