//! `sayso extract`: the quotation records of documents.

use super::{GrammarArgs, InputArgs, OutputArgs, PeopleArgs, Status, stream};
use crate::output::Format;
use anyhow::Result;
use sayso::offsets::{Offsets, Unit};
use sayso::record::{Kind, Quotation, Record};
use sayso::{Options, People};

/// Find the quotations in texts
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    input: InputArgs,
    #[command(flatten)]
    output: OutputArgs,
    /// How the records are written [default: pretty on a terminal, else jsonl]
    #[arg(long, value_name = "FORMAT")]
    to: Option<Format>,
    /// What offsets count
    #[arg(long, value_name = "UNIT", default_value = "chars")]
    offsets: Unit,
    #[command(flatten)]
    selection: Selection,
    #[command(flatten)]
    depth: Depth,
    #[command(flatten)]
    people: PeopleArgs,
    #[command(flatten)]
    grammar: GrammarArgs,
}

/// Which quotations are asked for.
#[derive(Debug, clap::Args)]
struct Selection {
    /// Only these types of quotation
    #[arg(long, value_name = "TYPE", value_delimiter = ',')]
    types: Vec<Kind>,
}

/// How much is read, which decides what speakers there are.
#[derive(Debug, clap::Args)]
pub(super) struct Depth {
    /// Only records with at least this confidence, from 0 to 1 [default: 0.47]
    #[arg(long, value_name = "X", value_parser = share)]
    min_confidence: Option<f32>,
    /// Quotations inside quotations too
    #[arg(long)]
    nested: bool,
    /// What people think, want and fear too
    #[arg(long)]
    attitudes: bool,
}

impl Selection {
    fn takes(&self, quotation: &Quotation) -> bool {
        let attribution = &quotation.attribution;
        self.types.is_empty() || self.types.contains(&attribution.kind)
    }
}

impl Depth {
    pub(super) fn options<'p>(&self, people: Option<&'p People>) -> Options<'p> {
        let default = Options::default();
        Options {
            least: self.min_confidence.unwrap_or(default.least),
            nested: self.nested,
            attitudes: self.attitudes,
            people,
        }
    }
}

fn share(written: &str) -> Result<f32, String> {
    let share = written.parse().ok().filter(|share| (0.0..=1.0).contains(share));
    share.ok_or_else(|| "a number from 0 to 1 was expected".into())
}

pub fn run(args: &Args) -> Result<Status> {
    let grammar = args.grammar.load_trained()?;
    let format = args.to.unwrap_or_else(|| args.output.default_format());
    let output = args.output.open(format)?;
    let look = output.look();
    let (people, status) = args.people.load(&grammar)?;
    let options = args.depth.options(people.as_ref());
    let read = stream::documents(&args.input, output, |document, out| {
        let quotations = sayso::extract_with(document, &grammar, options);
        let offsets = Offsets::new(&document.text, args.offsets);
        let taken = quotations.iter().filter(|quotation| args.selection.takes(quotation));
        let records = taken.map(|quotation| Record::new(quotation, &quotations, document, &offsets));
        Ok(format.write(out, document, records, look)?)
    })?;
    Ok(status.and(read))
}
