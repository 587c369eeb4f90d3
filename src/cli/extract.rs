//! `sayso extract`: the quotation records of documents.

use super::{GrammarArgs, InputArgs, OutputArgs, Status, stream};
use crate::output::Format;
use anyhow::Result;
use sayso::attribution::Cue;
use sayso::grammar::{self, Grammar};
use sayso::offsets::{Offsets, Unit};
use sayso::record::{Kind, Quotation, Record};
use std::collections::HashSet;

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
    grammar: GrammarArgs,
}

/// Which quotations are asked for.
#[derive(Debug, clap::Args)]
struct Selection {
    /// Only these types of quotation
    #[arg(long, value_name = "TYPE", value_delimiter = ',')]
    types: Vec<Kind>,
    /// Only records with at least this confidence, from 0 to 1
    #[arg(long, value_name = "X", default_value = "0", hide_default_value = true, value_parser = share)]
    min_confidence: f32,
    /// Quotations inside quotations too
    #[arg(long)]
    nested: bool,
    /// What people think, want and fear too
    #[arg(long)]
    attitudes: bool,
}

impl Selection {
    fn takes(&self, quotation: &Quotation, attitudes: &Attitudes<'_>) -> bool {
        let attribution = &quotation.attribution;
        let is_attitude = |cue: &Cue| attitudes.contains(&(&*cue.lemma, &*cue.act));
        (self.types.is_empty() || self.types.contains(&attribution.kind))
            && attribution.confidence >= self.min_confidence
            && (self.nested || attribution.parent.is_none())
            && (self.attitudes || !attribution.cue.as_ref().is_some_and(is_attitude))
    }
}

/// The cues of thought, wish and feeling, by lemma and act: to *agree* with somebody is speech, to *agree* to go is not.
type Attitudes<'g> = HashSet<(&'g str, &'g str)>;

fn attitudes<'g>(grammar: &'g Grammar) -> Attitudes<'g> {
    let (attitudes, speech): (Vec<_>, Vec<_>) = grammar.cues().iter().partition(|cue| cue.attitude);
    let keys = |cues: Vec<&'g grammar::Cue>| {
        cues.into_iter()
            .map(|cue| (&*cue.lemma, &*cue.act))
            .collect::<HashSet<_>>()
    };
    &keys(attitudes) - &keys(speech)
}

fn share(written: &str) -> Result<f32, String> {
    let share = written.parse().ok().filter(|share| (0.0..=1.0).contains(share));
    share.ok_or_else(|| "a number from 0 to 1 was expected".into())
}

pub fn run(args: &Args) -> Result<Status> {
    let grammar = args.grammar.load()?;
    let attitudes = attitudes(&grammar);
    let format = args.to.unwrap_or_else(|| args.output.default_format());
    let output = args.output.open(format)?;
    let look = output.look();
    stream::documents(&args.input, output, |document, out| {
        let quotations = sayso::extract(document, &grammar);
        let offsets = Offsets::new(&document.text, args.offsets);
        let taken = quotations
            .iter()
            .filter(|quotation| args.selection.takes(quotation, &attitudes));
        let records = taken.map(|quotation| Record::new(quotation, &quotations, document, &offsets));
        Ok(format.write(out, document, records, look)?)
    })
}
