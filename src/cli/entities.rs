//! `sayso entities`: the people and organisations of documents.

use super::extract::Depth;
use super::stream::{self, Manner, Target};
use super::{GrammarArgs, InputArgs, OutputArgs, PeopleArgs, Status};
use crate::output::entities::{self, Format};
use anyhow::Result;
use sayso::offsets::{Offsets, Unit};
use sayso::record::EntityRecord;

/// List the people and organisations of texts: every mention, role, affiliation, and the records they speak in
///
/// Their numbers are those of `speaker.entity` in the records that `extract` gives with the same options.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    input: InputArgs,
    #[command(flatten)]
    output: OutputArgs,
    /// How they are written [default: pretty on a terminal, else jsonl]
    #[arg(long, value_name = "FORMAT")]
    to: Option<Format>,
    /// What offsets count
    #[arg(long, value_name = "UNIT", default_value = "chars")]
    offsets: Unit,
    #[command(flatten)]
    depth: Depth,
    #[command(flatten)]
    people: PeopleArgs,
    #[command(flatten)]
    grammar: GrammarArgs,
}

pub fn run(args: &Args) -> Result<Status> {
    let grammar = args.grammar.load_trained()?;
    let (people, status) = args.people.load(&grammar)?;
    let format = args.to.unwrap_or_else(|| Format::like(args.output.default_format()));
    let output = args.output.open(&format.layout())?;
    let look = output.look();
    let options = args.depth.options(people.as_ref());
    let read = stream::documents(&args.input, Target::Output(output), Manner::default(), |document, out| {
        let extraction = sayso::extract_all(document, &grammar, options);
        let offsets = Offsets::new(&document.text, args.offsets);
        let all: Vec<_> = EntityRecord::all(&extraction, document, &offsets).collect();
        entities::write(out, format, document, &all, look)?;
        Ok(all.len())
    })?;
    Ok(status.and(read))
}
