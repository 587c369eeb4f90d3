//! `sayso explain`: why each record was made.

use super::{GrammarArgs, InputArgs, OutputArgs, Status, stream};
use crate::output::Format;
use anyhow::Result;
use sayso::offsets::{Offsets, Unit};
use std::io::Write;

/// Show why each quotation was found: the tokens, the parts they played, the readings that lost
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    input: InputArgs,
    #[command(flatten)]
    output: OutputArgs,
    /// Only what stands at this offset
    #[arg(long, value_name = "OFFSET")]
    at: Option<u32>,
    /// What OFFSET counts
    #[arg(long, value_name = "UNIT", default_value = "chars")]
    offsets: Unit,
    #[command(flatten)]
    grammar: GrammarArgs,
}

pub fn run(args: &Args) -> Result<Status> {
    let _grammar = args.grammar.load()?;
    stream::documents(&args.input, args.output.open(Format::Pretty)?, |document, out| {
        let _byte = args.at.map(|at| Offsets::new(&document.text, args.offsets).byte(at));
        // PLACEHOLDER: sayso::explain(document, &grammar), and of it what stands at `_byte`.
        Ok(writeln!(out, "{}", document.id)?)
    })
}
