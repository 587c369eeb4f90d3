//! `sayso train`: learns the choice among readings from articles marked by hand.

use super::{GrammarArgs, Status, report};
use anyhow::{Context, Result};
use sayso::articles::{self, Article};
use sayso::grammar::{ANTECEDENTS, WEIGHTS};
use sayso::input::{self, Batch, Format};
use sayso::train::antecedents::Answered;
use sayso::train::{self, Learned, Lesson, Options};
use sayso::{Document, Error, check};
use std::fs;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::thread;

/// Learn the choice among readings from articles marked by hand
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The articles, as JSON Lines
    docs: PathBuf,
    /// Their records, as JSON Lines: `doc_id`, and the spans of content, cue and speaker in code points
    gold: PathBuf,
    /// The grammar folder that the weights are written to, as weights.tsv; the examples in its `patterns` and the marked
    /// articles in its `articles`, if it has any, are learned from too
    #[arg(short = 'o', long = "output", value_name = "DIR")]
    output: PathBuf,
    /// Learn only whom pronouns mean, from the canonical speakers of gold records, JSON Lines of id, name and sure, and
    /// from those of the marked articles. Written as antecedents.tsv
    #[arg(long, value_name = "FILE")]
    speakers: Option<PathBuf>,
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
    // Before minutes of learning, not behind them.
    fs::create_dir_all(&args.output).with_context(|| args.output.display().to_string())?;
    let mut gold = train::gold::read(&args.gold, &read(&args.gold)?)?;
    let batches: Vec<Batch> = input::batches([args.docs.clone()], Format::Jsonl).collect::<Result<_, _>>()?;
    let mut status = Status::Done;
    let mut documents = Vec::new();
    for document in batches.iter().flat_map(Batch::documents) {
        match document {
            Ok(document) => documents.push(document),
            Err(error) => {
                status = Status::Failed;
                report(&error);
            }
        }
    }
    let threads = args.jobs.or_else(|| thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get);
    let options = Options { threads, penalty: args.penalty, ..Options::default() };
    if let Some(speakers) = &args.speakers {
        let answers = train::antecedents::read(speakers, &read(speakers)?)?;
        let mut answered: Vec<Answered<'_>> =
            documents.iter().filter_map(|document| Answered::new(document, &gold, &answers)).collect();
        for article in marked(&args.output)? {
            answered.push(Answered::marked(article, &grammar));
        }
        let (learned, count) = train::antecedents::learn(&answered, &grammar, options);
        let head =
            format!("of the choice of antecedents, in sixteenths, learned from {count} pronouns by `sayso train`");
        write(&args.output.join(ANTECEDENTS), &head, &learned)?;
        return Ok(status);
    }
    let mut lessons: Vec<Lesson<'_>> = documents.into_iter().map(|document| lesson(document, &mut gold)).collect();
    let marked = marked(&args.output)?.into_iter().enumerate();
    lessons.extend(marked.map(|(i, article)| Lesson { judged: i % JUDGED == 0, ..Lesson::from(article) }));
    let articles = lessons.len();
    if args.output.join(check::PATTERNS).is_dir() {
        for path in check::pattern_files(&args.output)? {
            lessons.extend(check::read(&path)?.into_iter().map(Lesson::from));
        }
    }
    for id in gold.keys() {
        status = Status::Failed;
        report(&format!("{}: expected an article with the id {id}", args.docs.display()));
    }
    let mut tell = |line: &str| report(&line);
    let learned = train::train(&lessons, &grammar, options, &mut tell);
    let head = format!(
        "of the choices, in sixteenths, learned from {articles} articles and {} examples by `sayso train`",
        lessons.len() - articles
    );
    write(&args.output.join(WEIGHTS), &head, &learned)?;
    Ok(status)
}

/// Of so many marked articles one shows how often what is found is right: with all of them confidence would promise too
/// much for news that was not written to be marked, with none too little for all that is not like the corpus.
const JUDGED: usize = 3;

/// The marked articles of a grammar folder, if it has any.
fn marked(grammar: &Path) -> Result<Vec<Article>, Error> {
    let folder = grammar.join(articles::ARTICLES);
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    articles::files(&folder)?.iter().map(|path| articles::read(path)).collect()
}

fn read(path: &Path) -> Result<String, Error> {
    fs::read_to_string(path).map_err(|error| Error::io(path, error))
}

fn write(path: &Path, head: &str, learned: &Learned) -> Result<()> {
    let lines = format!("# Weights {head}.\n{}", learned.lines);
    fs::write(path, lines).with_context(|| path.display().to_string())
}

fn lesson<'d>(document: Document<'d>, gold: &mut train::gold::ByDocument) -> Lesson<'d> {
    let records = gold.remove(&*document.id).unwrap_or_default();
    Lesson { gold: train::gold::in_bytes(&document.text, &records), document, weight: 1, judged: true }
}
