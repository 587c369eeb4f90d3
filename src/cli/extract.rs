//! `sayso extract`: the quotation records of documents.

use super::stream::{self, Manner, Target};
use super::{GrammarArgs, InputArgs, OutputArgs, PeopleArgs, Status, interrupt, report};
use crate::output::dataset::{self, Begun, Dataset, Plan};
use crate::output::fields::Fields;
use crate::output::{Format, Found, Layout, Look};
use anyhow::Result;
use clap::error::ErrorKind;
use clap::{CommandFactory, ValueEnum};
use encoding_rs::Encoding;
use sayso::offsets::{Offsets, Unit};
use sayso::record::{Kind, Passage, Quotation, Record};
use sayso::span::Span;
use sayso::{Document, Options, People, text};
use serde_json::{Map, Value, json};
use std::borrow::Cow;
use std::io::{self, IsTerminal};
use std::num::NonZeroU64;
use std::path::PathBuf;

/// Find the quotations in texts
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    input: InputArgs,
    #[command(flatten)]
    output: OutputArgs,
    /// How the records are written [default: pretty on a terminal, else what the name of -o says, else jsonl]
    #[arg(long, value_name = "FORMAT")]
    to: Option<Format>,
    /// What offsets count
    #[arg(long, value_name = "UNIT", default_value = "chars")]
    offsets: Unit,
    #[command(flatten)]
    shape: Shape,
    #[command(flatten)]
    selection: Selection,
    #[command(flatten)]
    corpus: Corpus,
    #[command(flatten)]
    depth: Depth,
    #[command(flatten)]
    people: PeopleArgs,
    #[command(flatten)]
    grammar: GrammarArgs,
}

/// What records have in them.
#[derive(Debug, clap::Args)]
struct Shape {
    /// Only these fields, in this order: id,speaker.name,doc.title (jsonl, json, csv, tsv, parquet)
    #[arg(long, value_name = "FIELD", value_delimiter = ',')]
    fields: Vec<String>,
    /// Give each record a `context`: its sentences and N before and behind them
    #[arg(long, value_name = "N")]
    with_context: Option<u32>,
    /// Give each record the `text` of its document
    #[arg(long)]
    with_text: bool,
}

/// What a run over many documents needs.
#[derive(Debug, clap::Args)]
struct Corpus {
    /// Write a data set into this folder: shards, and a manifest that says what is in them
    #[arg(long, value_name = "DIR", conflicts_with = "path")]
    output_dir: Option<PathBuf>,
    /// Documents a shard
    #[arg(long, value_name = "N", default_value = "10000", requires = "output_dir")]
    shard_size: NonZeroU64,
    /// Go on with the data set in the folder where a run was stopped
    #[arg(long, requires = "output_dir")]
    resume: bool,
    /// Stop at the first document that cannot be read
    #[arg(long)]
    strict: bool,
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
    /// Only records with at least this confidence, from 0 to 1 [default: 0.51]
    #[arg(long, value_name = "X", value_parser = share)]
    min_confidence: Option<f32>,
    /// Quotations inside quotations too
    #[arg(long)]
    nested: bool,
    /// What people think, want, fear and do without words too
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
    let format = match (args.to, &args.corpus.output_dir) {
        (Some(format), _) => format,
        (None, Some(_)) => Format::Jsonl,
        (None, None) => args.output.default_format(),
    };
    let wrong = |message: String| -> ! { super::Args::command().error(ErrorKind::ValueValidation, message).exit() };
    let Shape { fields, with_context, with_text } = &args.shape;
    let fields = Fields::new(fields, with_context.is_some(), *with_text);
    let layout = fields.and_then(|fields| Layout::new(format, fields)).unwrap_or_else(|message| wrong(message));
    if format == Format::Brat && args.corpus.output_dir.is_none() {
        wrong("brat is a pair of files a document: name a folder with --output-dir".into());
    }
    let grammar = args.grammar.load_trained()?;
    let (people, status) = args.people.load(&grammar)?;
    let mut look = Look::PLAIN;
    let target = match &args.corpus.output_dir {
        None => {
            let output = args.output.open(&layout)?;
            look = output.look();
            Target::Output(output)
        }
        Some(folder) => match Dataset::open(args.plan(folder.clone(), layout.clone())?, args.corpus.resume)? {
            Begun::Open(dataset) => {
                let folder = folder.clone();
                interrupt::tells(move || dataset::left(&folder))?;
                Target::Dataset(dataset)
            }
            Begun::Complete(counts) => {
                report(&format_args!("{}: this data set is complete", folder.display()));
                return Ok(if counts.failures.is_empty() { Status::Done } else { Status::Failed });
            }
        },
    };
    let options = args.depth.options(people.as_ref());
    let read = stream::documents(&args.input, target, args.manner(), |document, out| {
        let quotations = sayso::extract_with(document, &grammar, options);
        let offsets = Offsets::new(&document.text, args.offsets);
        let taken: Vec<_> = quotations.iter().filter(|quotation| args.selection.takes(quotation)).collect();
        let mut records: Vec<_> =
            taken.iter().map(|quotation| Record::new(quotation, &quotations, document, &offsets)).collect();
        if let Some(more) = args.shape.with_context {
            let read = text::read(&document.text, &grammar);
            for (quotation, record) in taken.iter().zip(&mut records) {
                record.context = context(quotation, &read, more, document, &offsets);
            }
        }
        if args.shape.with_text {
            records.iter_mut().for_each(|record| record.text = Some(Cow::Borrowed(&document.text)));
        }
        let count = records.len();
        let found = Found { document, grammar: &grammar, quotations: taken, records, offsets: &offsets, look };
        layout.write(out, &found)?;
        Ok(count)
    })?;
    Ok(status.and(read))
}

/// The sentences that a content stands in, and as many more before and behind them.
fn context<'d>(
    quotation: &Quotation,
    read: &text::Text,
    more: u32,
    document: &'d Document<'_>,
    offsets: &Offsets<'d>,
) -> Option<Passage<'d>> {
    let content = quotation.attribution.content.iter().copied().reduce(Span::join)?;
    Some(Passage::new(&[read.around(content, more as usize)], document, offsets))
}

impl Args {
    /// A bar where it does not come between the lines of what is shown, a summary of what is more than shown.
    fn manner(&self) -> Manner {
        let kept = self.corpus.output_dir.is_some();
        let apart = kept || self.output.path.is_some() || !io::stdout().is_terminal();
        let summary = kept || (apart && io::stderr().is_terminal());
        Manner { strict: self.corpus.strict, summary, bar: apart }
    }

    fn plan(&self, folder: PathBuf, layout: Layout) -> Result<Plan> {
        let (grammar, people) = (self.grammar.hash()?, self.people.hash()?);
        let paths = self.input.paths();
        Ok(Plan {
            folder,
            options: self.options(layout.format(), people),
            layout,
            shard: self.corpus.shard_size.get(),
            paths,
            grammar,
        })
    }

    /// What decides on the records of a data set, for its manifest.
    fn options(&self, format: Format, people: Option<String>) -> Map<String, Value> {
        let (input, Selection { types, .. }) = (self.input.options(), &self.selection);
        let Options { least, nested, attitudes, .. } = self.depth.options(None);
        let options = json!({
            "from": name(input.format),
            "text_field": input.text_field.whole(),
            "id_field": input.id_field.whole(),
            "encoding": input.encoding.map(Encoding::name),
            "max_document": input.max_document,
            "max_ratio": input.max_ratio,
            "to": name(format),
            "offsets": name(self.offsets),
            "fields": self.shape.fields,
            "with_context": self.shape.with_context,
            "with_text": self.shape.with_text,
            "types": types,
            "min_confidence": (f64::from(least) * 1000.0).round() / 1000.0,
            "nested": nested,
            "attitudes": attitudes,
            "people": people,
            "shard_size": self.corpus.shard_size,
        });
        if let Value::Object(options) = options { options } else { Map::new() }
    }
}

/// A value as the command line has it.
fn name(value: impl ValueEnum) -> Option<String> {
    value.to_possible_value().map(|value| value.get_name().to_owned())
}
