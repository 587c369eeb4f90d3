//! `sayso train`: learns the choice among readings from articles marked by hand.

use super::{GrammarArgs, Status, report};
use anyhow::{Context, Result};
use sayso::grammar::WEIGHTS;
use sayso::input::{self, Batch, Format};
use sayso::train::{self, Lesson, Options};
use sayso::{Document, Error};
use std::fs;
use std::io::Write;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::thread;

/// Learn the choice among readings from articles marked by hand
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The articles, as JSON Lines
    docs: PathBuf,
    /// Their records, as JSON Lines: `doc_id`, and the spans of content, cue and speaker in code points
    gold: PathBuf,
    /// The grammar folder that the weights are written to, as weights.tsv
    #[arg(short = 'o', long = "output", value_name = "DIR")]
    output: PathBuf,
    /// The strength of the prior that keeps weights small: more for few articles, less for many
    #[arg(long, value_name = "X", default_value_t = Options::default().penalty)]
    penalty: f64,
    /// Threads to fit on [default: all]; the weights are the same for any number
    #[arg(short = 'j', long, value_name = "N")]
    jobs: Option<NonZeroUsize>,
    #[command(flatten)]
    grammar: GrammarArgs,
}

pub fn run(args: &Args) -> Result<Status> {
    let grammar = args.grammar.load()?;
    let source = fs::read_to_string(&args.gold).map_err(|error| Error::io(&args.gold, error))?;
    let mut gold = train::gold::read(&args.gold, &source)?;
    let batches: Vec<Batch> = input::batches([args.docs.clone()], Format::Jsonl).collect::<Result<_, _>>()?;
    let mut status = Status::Done;
    let mut lessons: Vec<Lesson<'_>> = Vec::new();
    for document in batches.iter().flat_map(Batch::documents) {
        match document {
            Ok(document) => lessons.push(lesson(document, &mut gold)),
            Err(error) => {
                status = Status::Failed;
                report(&error);
            }
        }
    }
    for id in gold.keys() {
        status = Status::Failed;
        report(&format!("{}: expected an article with the id {id}", args.docs.display()));
    }
    let threads = args.jobs.or_else(|| thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get);
    let options = Options { threads, penalty: args.penalty, ..Options::default() };
    let mut tell = |line: &str| report(&line);
    let learned = train::train(&lessons, &grammar, options, &mut tell);
    let path = args.output.join(WEIGHTS);
    let mut file = fs::File::create(&path).with_context(|| path.display().to_string())?;
    writeln!(
        file,
        "# Weights of the choices, in sixteenths, learned from {} articles by `sayso train`.",
        lessons.len()
    )?;
    file.write_all(learned.lines.as_bytes())?;
    Ok(status)
}

fn lesson<'d>(document: Document<'d>, gold: &mut train::gold::ByDocument) -> Lesson<'d> {
    let records = gold.remove(&*document.id).unwrap_or_default();
    Lesson { gold: train::gold::in_bytes(&document.text, &records), document }
}
