//! `sayso explain`: why each record was made.

use super::stream::{self, Manner, Target};
use super::{GrammarArgs, InputArgs, OutputArgs, PeopleArgs, Status};
use crate::output::{Format, Layout, explanation};
use anyhow::Result;
use sayso::Options;
use sayso::offsets::{Offsets, Unit};

/// Show why each quotation was found: the tokens, the parts they played, the readings that lost
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    input: InputArgs,
    #[command(flatten)]
    output: OutputArgs,
    /// Only what stands at this offset, be it a record or not, with all that spoke for and against it
    #[arg(long, value_name = "OFFSET")]
    at: Option<u32>,
    /// What offsets count
    #[arg(long, value_name = "UNIT", default_value = "chars")]
    offsets: Unit,
    #[command(flatten)]
    people: PeopleArgs,
    #[command(flatten)]
    grammar: GrammarArgs,
}

pub fn run(args: &Args) -> Result<Status> {
    let grammar = args.grammar.load_trained()?;
    let output = args.output.open(&Layout::plain(Format::Pretty))?;
    let look = output.look();
    let (people, status) = args.people.load(&grammar)?;
    let options = Options { people: people.as_ref(), ..Options::default() };
    let read = stream::documents(&args.input, Target::Output(output), Manner::default(), |document, out| {
        let offsets = Offsets::new(&document.text, args.offsets);
        let explanation = sayso::explain_with(document, &grammar, options);
        explanation::write(out, document, &explanation, &offsets, look, args.at)?;
        Ok(explanation.quotations.len())
    })?;
    Ok(status.and(read))
}
